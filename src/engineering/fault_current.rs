//! Available fault current at every panelboard and transformer of the feed tree, point to point from the service.
//!
//! ```text
//! utility's figure ─ feeder: I / (1 + f) ─ transformer: the primary, referred, in series with its impedance ─ feeder …
//! ```
//!
//! Two figures: what was counted, which needs conductors and lengths of every feeder on the way, and the most that can
//! flow, which needs neither and already settles most ratings. Behind a single-phase three-wire secondary more flows from
//! a line to the middle of the winding than from line to line (half more on an infinite primary); the larger is given.
//! Left out: what motors add, tolerance of the impedance.

use crate::calc::{FaultRun, c_of, fault_through_transformer, transformer_fault_amperes};
use crate::domain::{Connection, Feeder, FeederLoad, Project, Source, System, Transformer, TransformerId};
use crate::engineering::{NO_TABLE_VALUE, Step, wire_impedance};
use crate::units::{Amperes, Volts};

/// The name of a field that would have to be given.
pub type MissingField = &'static str;

const NO_IMPEDANCE: MissingField = "impedance of the transformer";

/// The fault current at one point.
#[derive(Clone, Debug, PartialEq)]
pub struct FaultCurrent {
    /// No more than this can flow.
    pub most: Amperes,
    /// Point to point, or the field that is missing for it.
    pub counted: Result<Amperes, MissingField>,
    pub steps: Vec<Step>,
}

/// Bolted currents in amperes at one point.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Bolted {
    /// In three phases, or from line to line.
    line: f64,
    /// From a line to the middle of a single-phase winding.
    middle: Option<f64>,
}

/// What is known at one point.
struct Point {
    most: Bolted,
    counted: Result<Bolted, MissingField>,
    steps: Vec<Step>,
}

/// Returns the fault current where a feeder ends: at a panelboard, or at the primary of a transformer.
///
/// # Errors
/// Names the field without which not even a limit is known.
pub fn fault_at(project: &Project, load: FeederLoad) -> Result<FaultCurrent, MissingField> {
    point_at(project, load).map(FaultCurrent::from)
}

/// Returns the fault current at the secondary of a transformer.
///
/// # Errors
/// Names the field without which not even a limit is known.
pub fn fault_behind(project: &Project, transformer: TransformerId) -> Result<FaultCurrent, MissingField> {
    behind(project, transformer).map(FaultCurrent::from)
}

impl Bolted {
    fn largest(self) -> Amperes {
        Amperes(self.middle.map_or(self.line, |middle| middle.max(self.line)))
    }
}

impl From<Point> for FaultCurrent {
    fn from(point: Point) -> Self {
        let Point { most, counted, steps } = point;
        Self { most: most.largest(), counted: counted.map(Bolted::largest), steps }
    }
}

/// Walks up to the service. Ends because `apply` refuses a feed cycle.
fn point_at(project: &Project, load: FeederLoad) -> Result<Point, MissingField> {
    let (feeder, end) = end_of(project, load).ok_or("source of supply")?;
    let mut point = match feeder.source {
        Source::Service => at_service(project)?,
        Source::Circuit(id, _) | Source::FeedThrough(id) => point_at(project, FeederLoad::Panel(id))?,
        Source::Transformer(id) => behind(project, id)?,
    };
    if let Ok(start) = point.counted {
        point.counted = along(feeder, &end, start).map(|(bolted, step)| {
            point.steps.push(step);
            bolted
        });
    }
    Ok(point)
}

/// The load end of a feeder.
struct End<'p> {
    name: &'p str,
    volts: Volts,
    three_phase: bool,
    /// From a line to the middle, where that can carry more.
    to_middle: Option<Volts>,
}

fn end_of(project: &Project, load: FeederLoad) -> Option<(&Feeder, End<'_>)> {
    match load {
        FeederLoad::Panel(id) => {
            let panel = project.panel(id)?;
            let (volts, three_phase) = (panel.system.line_to_line(), panel.system.is_three_phase());
            let end = End { name: &panel.name, volts, three_phase, to_middle: to_middle(panel.system) };
            Some((panel.feeder.as_ref()?, end))
        }
        FeederLoad::Transformer(id) => {
            let transformer = project.transformer(id)?;
            let three_phase = transformer.connection != Connection::SinglePhase;
            let end =
                End { name: &transformer.name, volts: transformer.primary, three_phase, to_middle: None };
            Some((transformer.feeder.as_ref()?, end))
        }
    }
}

fn to_middle(system: System) -> Option<Volts> {
    (system == System::Single240).then(|| system.line_to_line() / 2.0)
}

fn at_service(project: &Project) -> Result<Point, MissingField> {
    let service = project.service().ok_or("service")?;
    let given = service.available_fault.ok_or("available fault current at the service")?;
    let bolted = Bolted { line: given.0 * 1000.0, middle: None };
    let step = Step::new("At the service", "from the utility", given);
    Ok(Point { most: bolted, counted: Ok(bolted), steps: vec![step] })
}

/// Returns the fault current at the end of a feeder.
fn along(feeder: &Feeder, end: &End<'_>, start: Bolted) -> Result<(Bolted, Step), MissingField> {
    let set = feeder.conductors.as_ref().ok_or("conductors")?;
    let length = feeder.length.ok_or("length")?;
    let impedance = wire_impedance(set, feeder.raceway.as_ref()).ok_or(NO_TABLE_VALUE)?;
    let c = c_of(impedance.resistance, impedance.reactance);
    let run = FaultRun { length_ft: length.0, c, sets: f64::from(set.parallel_sets.max(1)) };
    let f = run.f(start.line, end.volts.0, end.three_phase);
    let line = start.line / (1.0 + f);
    let middle = start.middle.zip(end.to_middle);
    let middle = middle.map(|(amperes, volts)| (amperes, run.f(amperes, volts.0, false)));
    let bolted = Bolted { line, middle: middle.map(|(amperes, f)| amperes / (1.0 + f)) };
    // The words show the larger of the two.
    let (from, f) = middle.filter(|(amperes, f)| amperes / (1.0 + f) > line).unwrap_or((start.line, f));
    let words = format!("{:.0} ÷ (1 + {f:.3}) after {length} of {set}", Amperes(from));
    let step = Step::new(format!("At {}", end.name), words, format!("{:.0}", bolted.largest()));
    Ok((bolted, step))
}

/// Returns the fault current at a transformer's secondary; where the primary is unknown, the most on an infinite one.
fn behind(project: &Project, id: TransformerId) -> Result<Point, MissingField> {
    let transformer = project.transformer(id).ok_or("source of supply")?;
    let bolted = on_infinite_primary(transformer)?;
    let name = &transformer.name;
    let percent = transformer.impedance_percent.unwrap_or_default();
    let limit = Step::new(
        format!("{name} on an infinite primary"),
        format!("rated current × 100 ÷ {percent} %"),
        format!("{:.0}", bolted.largest()),
    );
    let primary = match point_at(project, FeederLoad::Transformer(id)) {
        Ok(primary) => primary,
        Err(missing) => return Ok(Point { most: bolted, counted: Err(missing), steps: vec![limit] }),
    };
    let mut steps = primary.steps;
    steps.push(limit);
    let counted = primary.counted.map(|at_primary| {
        let through = through(transformer, at_primary, bolted);
        let volts = format!("{} ÷ {}", transformer.primary, transformer.secondary.line_to_line());
        let words =
            format!("{:.0} × {volts} in series with {:.0}", Amperes(at_primary.line), Amperes(bolted.line));
        steps.push(Step::new(format!("Behind {name}"), words, format!("{:.0}", through.largest())));
        through
    });
    Ok(Point { most: through(transformer, primary.most, bolted), counted, steps })
}

fn on_infinite_primary(transformer: &Transformer) -> Result<Bolted, MissingField> {
    let single = transformer.connection == Connection::SinglePhase;
    let root = if single { 1.0 } else { 3.0_f64.sqrt() };
    let rated = transformer.rating / (transformer.secondary.line_to_line() * root);
    let percent = transformer.impedance_percent.ok_or(NO_IMPEDANCE)?;
    let line = transformer_fault_amperes(rated.0, percent).ok_or(NO_IMPEDANCE)?;
    Ok(Bolted { line, middle: to_middle(transformer.secondary).map(|_| 1.5 * line) })
}

fn through(transformer: &Transformer, primary: Bolted, bolted: Bolted) -> Bolted {
    let referred =
        |volts: Volts, of: f64| fault_through_transformer(primary.line, transformer.primary.0, volts.0, of);
    let middle = bolted.middle.zip(to_middle(transformer.secondary));
    Bolted {
        line: referred(transformer.secondary.line_to_line(), bolted.line),
        middle: middle.map(|(amperes, volts)| referred(volts, amperes)),
    }
}

#[cfg(test)]
mod tests;
