//! What lies in a raceway and how full it is: the conductors of its circuits, one EGC for all of them, and what else a run says.
//!
//! ```text
//! run ─ circuits ─ ungrounded + neutral of each (feeders for circuits that feed something) ─┐
//!     ─ EGC: one of the largest size for all, or one each (fact `own_egcs`)                ├─ RacewayContents ─ fill
//!     ─ additional conductors (fact `additional_conductors`: "6 #12 THHN")                 ─┘
//! ```
//!
//! Of parallel sets one lies in a raceway unless a fact says otherwise. Every EGC is taken as insulated like its circuit.
//! Absent: cables, whose fill goes by their outside diameter.

use crate::calc::Contents;
use crate::domain::{CircuitId, Facts, FeederLoad, Panel, PanelId, Project, Raceway, Run, facts};
use crate::engineering::circuit_wires::{
    CircuitWires, CurrentCarrying, WiresOf, feeder_wires, own_wires, wires_of_circuit,
};
use crate::engineering::counted_conductors::{CountedConductors, counted_conductors};
use crate::engineering::{MissingField, Step};
use crate::nec::Insulation;
use crate::nec::tables::{FillLimit, RacewayRow, conductor_area_in2, insulation, raceway};
use crate::units::{WireSize, grouped, trimmed};
use std::collections::BTreeMap;

/// What is missing where Chapter 9 has no area for conductors.
pub const NO_AREA: MissingField = "conductors with an area in Chapter 9";

/// What a conductor does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ConductorRole {
    Ungrounded,
    Neutral,
    EquipmentGrounding,
    /// Of no circuit of the plan.
    Additional,
}

/// So many alike conductors in a raceway.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ConductorGroup {
    pub count: f64,
    pub role: ConductorRole,
    /// `None` for a shared EGC and for additional conductors.
    pub of: Option<WiresOf>,
    pub size: WireSize,
    pub insulation: Insulation,
    /// Of one conductor, in square inches.
    pub area_in2: f64,
}

/// What lies in one raceway.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RacewayContents {
    pub groups: Vec<ConductorGroup>,
    pub carrying: CurrentCarrying,
}

/// How full a raceway is.
#[derive(Clone, Debug, PartialEq)]
pub struct RacewayFill {
    pub contents: Contents,
    pub limit: FillLimit,
    /// Of the whole inside.
    pub percent: f64,
    /// By area, or by count where all conductors are alike (Chapter 9 Note 7).
    pub fits: bool,
    pub steps: Vec<Step>,
}

/// What is missing to know the contents, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MissingPart {
    /// At the run itself.
    Run(MissingField),
    /// At a circuit or feeder in it.
    Wires(WiresOf, MissingField),
}

/// Returns what lies in a conduit run.
///
/// # Errors
/// Names the field that is missing and where.
pub fn contents_of_run(project: &Project, run: &Run) -> Result<RacewayContents, MissingPart> {
    let wires: Vec<CircuitWires<'_>> = circuits_of(project, run)
        .flat_map(|(panel, circuit)| wires_of_circuit(project, panel, circuit))
        .collect();
    contents_of(&wires, &run.facts)
}

/// Returns what a circuit alone lays into its raceway.
///
/// # Errors
/// Names the field that is missing.
pub fn contents_of_circuit(
    panel: &Panel,
    circuit: &crate::domain::Circuit,
) -> Result<RacewayContents, MissingPart> {
    contents_of(&[own_wires(panel, circuit)], &Facts::new())
}

/// Returns what a feeder lays into one raceway; nothing where there is no such feeder.
///
/// # Errors
/// Names the field that is missing.
pub fn contents_of_feeder(project: &Project, load: FeederLoad) -> Result<RacewayContents, MissingPart> {
    let wires: Vec<CircuitWires<'_>> = feeder_wires(project, load).into_iter().collect();
    contents_of(&wires, &Facts::new())
}

/// Counts the conductors of a run that carry current, for which sizes need not be known.
pub fn carrying_in_run(project: &Project, run: &Run) -> Result<CurrentCarrying, MissingField> {
    let of_circuits = circuits_of(project, run)
        .flat_map(|(panel, circuit)| wires_of_circuit(project, panel, circuit))
        .map(|wires| wires.current_carrying())
        .fold(CurrentCarrying::default(), CurrentCarrying::and);
    let additional: f64 = additional(&run.facts)?.iter().map(|group| group.count).sum();
    Ok(of_circuits.and(CurrentCarrying::given(additional)))
}

/// Whether the conductors of a conduit run lie together over more than 24 in, so that their number lowers their ampacity.
pub fn lies_bundled(run: &Run) -> bool {
    let cable = run.raceway.as_ref().is_some_and(|raceway| raceway.kind.is_cable());
    !cable && !run.facts.yes_or_assumed(&facts::plan::NIPPLE).unwrap_or(false)
}

/// Counts, for every circuit in a conduit run, the conductors that carry current in its fullest run. In nipples and cables
/// none are counted.
pub fn carrying_in_runs(project: &Project) -> BTreeMap<(PanelId, CircuitId), CurrentCarrying> {
    let mut most: BTreeMap<(PanelId, CircuitId), CurrentCarrying> = BTreeMap::new();
    for run in project.sheets().flat_map(|sheet| sheet.runs.values()) {
        let bundled = if lies_bundled(run) { carrying_in_run(project, run).ok() } else { None };
        let found = bundled.unwrap_or_default();
        for circuit in &run.circuits {
            let known = most.entry(*circuit).or_default();
            if found.at_most > known.at_most {
                *known = found;
            }
        }
    }
    most
}

fn circuits_of<'p>(
    project: &'p Project,
    run: &'p Run,
) -> impl Iterator<Item = (&'p Panel, &'p crate::domain::Circuit)> {
    run.circuits.iter().filter_map(move |(panel, circuit)| {
        let panel = project.panel(*panel)?;
        Some((panel, panel.circuit(*circuit)?))
    })
}

fn contents_of(wires: &[CircuitWires<'_>], of_run: &Facts) -> Result<RacewayContents, MissingPart> {
    let own_egcs = of_run.yes_or_assumed(&facts::plan::OWN_EGCS).unwrap_or(false);
    let mut found = RacewayContents::default();
    let mut shared: Option<ConductorGroup> = None;
    for wires in wires {
        found.carrying = found.carrying.and(wires.current_carrying());
        let set = wires.set.ok_or(MissingPart::Wires(wires.of, "conductors"))?;
        let sets = wires.sets_in_raceway();
        let group = |count: f64, role: ConductorRole, size: WireSize| {
            let covered = wires.facts.yes(&facts::conductors::OUTER_COVERING);
            let area_in2 = area_in2(size, set.insulation, covered)
                .map_err(|field| MissingPart::Wires(wires.of, field))?;
            let of = Some(wires.of);
            Ok(ConductorGroup { count, role, of, size, insulation: set.insulation, area_in2 })
        };
        found.groups.push(group(sets * f64::from(wires.phases), ConductorRole::Ungrounded, set.size)?);
        if let Some(neutral) = wires.neutral_size() {
            found.groups.push(group(sets, ConductorRole::Neutral, neutral)?);
        }
        let Some(egc) = set.egc else { continue };
        let egc = group(1.0, ConductorRole::EquipmentGrounding, egc)?;
        if own_egcs {
            found.groups.push(egc);
        } else if shared.is_none_or(|largest| egc.area_in2 > largest.area_in2) {
            shared = Some(ConductorGroup { of: None, ..egc });
        }
    }
    found.groups.extend(shared);
    let additional = additional(of_run).map_err(MissingPart::Run)?;
    let count: f64 = additional.iter().map(|group| group.count).sum();
    found.carrying = found.carrying.and(CurrentCarrying::given(count));
    found.groups.extend(additional);
    Ok(found)
}

/// Returns the area of one conductor in square inches.
fn area_in2(size: WireSize, kind: Insulation, covered: Option<bool>) -> Result<f64, MissingField> {
    let row = insulation(kind.name()).ok_or(NO_AREA)?;
    let covered = match covered {
        None if row.may_be_covered() => return Err(facts::conductors::OUTER_COVERING.label),
        covered => covered.unwrap_or(false),
    };
    let group = row.area_group(covered).ok_or(NO_AREA)?;
    conductor_area_in2(size.name(), group).ok_or(NO_AREA)
}

/// Reads the additional conductors of a run: `6 #12 THHN, 2 #10 Cu THHN`.
fn additional(of_run: &Facts) -> Result<Vec<ConductorGroup>, MissingField> {
    const FIELD: MissingField = "additional conductors written as '6 #12 THHN'";
    let Some(text) = of_run.text(&facts::plan::ADDITIONAL_CONDUCTORS) else { return Ok(Vec::new()) };
    let group = |counted: &CountedConductors| {
        let CountedConductors { count, size, insulation } = *counted;
        let insulation = insulation?;
        let area_in2 = area_in2(size, insulation, Some(false)).ok()?;
        let role = ConductorRole::Additional;
        Some(ConductorGroup { count, role, of: None, size, insulation, area_in2 })
    };
    counted_conductors(text).ok_or(FIELD)?.iter().map(|counted| group(counted).ok_or(FIELD)).collect()
}

impl RacewayContents {
    /// Returns the conductors by size and insulation: `3 #8 THHN, 1 #10 THHN`.
    pub fn words(&self) -> String {
        let mut alike: BTreeMap<(std::cmp::Reverse<WireSize>, &str), f64> = BTreeMap::new();
        for group in &self.groups {
            let key = (std::cmp::Reverse(group.size), group.insulation.name());
            *alike.entry(key).or_default() += group.count;
        }
        let words = alike.iter().map(|((size, insulation), n)| format!("{n} {} {insulation}", size.0));
        words.collect::<Vec<_>>().join(", ")
    }

    /// Returns count and areas, as the fill of raceways goes by them.
    pub fn contents(&self) -> Contents {
        let entries: Vec<(f64, f64)> = self.groups.iter().map(|g| (g.count, g.area_in2)).collect();
        Contents::of(&entries)
    }

    /// Returns whether a raceway may hold these conductors, and how many they are; `None` as [`Self::fill`].
    pub fn fits(&self, raceway: &Raceway, nipple: bool) -> Option<(bool, f64)> {
        let (row, contents) = (raceway_row(raceway)?, self.contents());
        Some((contents.fits(row, nipple), contents.count))
    }

    /// Returns how full a raceway is with these conductors; `None` for cables and trade sizes that the tables lack.
    pub fn fill(&self, raceway: &Raceway, nipple: bool) -> Option<RacewayFill> {
        let row = raceway_row(raceway)?;
        let contents = self.contents();
        let limit = contents.limit(nipple);
        let percent = 100.0 * contents.area_in2 / row.area_in2();
        let areas = self.groups.iter().map(|g| format!("{} × {}", g.count, trimmed(g.area_in2, 4)));
        let areas = areas.collect::<Vec<_>>().join(" + ");
        let whole = format!("{} ÷ {} in²", trimmed(contents.area_in2, 4), trimmed(row.area_in2(), 3));
        let steps = vec![
            Step::note("Conductors", self.words()),
            Step::new("Area", areas, format!("{} in²", trimmed(contents.area_in2, 4))),
            Step::new("Fill", whole, format!("{} %", grouped(percent, 2))),
        ];
        Some(RacewayFill { contents, limit, percent, fits: contents.fits(row, nipple), steps })
    }
}

/// Returns the row of a raceway in Chapter 9; `None` for cables and trade sizes that it is not made in.
pub fn raceway_row(of: &Raceway) -> Option<&'static RacewayRow> {
    raceway(of.kind.name(), of.trade_size.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::facts::FactValue;
    use crate::domain::{Circuit, CircuitId, ConductorSet, Edit, PanelId, RunId, Slot, System, apply_all};
    use crate::nec::RacewayType;

    fn circuit(id: u64, slot: u16, poles: u8, wires: &str) -> Circuit {
        let conductors = Some(wires.parse::<ConductorSet>().expect("conductors"));
        Circuit { poles, conductors, ..Circuit::new(CircuitId(id), Slot(slot)) }
    }

    fn with_circuits(circuits: Vec<Circuit>) -> Project {
        let panel = Panel::new(PanelId(1), "P", System::Wye208, 24);
        let add = |circuit| Edit::AddCircuit { panel: PanelId(1), circuit: Box::new(circuit) };
        let edits: Vec<Edit> =
            [Edit::AddPanel(Box::new(panel))].into_iter().chain(circuits.into_iter().map(add)).collect();
        apply_all(&Project::default(), &edits).expect("edits").0
    }

    fn run(circuits: &[u64]) -> Run {
        let circuits = circuits.iter().map(|id| (PanelId(1), CircuitId(*id))).collect();
        Run {
            id: RunId(9),
            tag: "R".into(),
            path: Vec::new(),
            raceway: None,
            circuits,
            pinned: std::collections::BTreeSet::new(),
            facts: Facts::new(),
        }
    }

    /// Five two-wire circuits and one EGC: 11 conductors of 0.0133 in², 0.1463 in², of 0.533 in² 27.45 %.
    #[test]
    fn circuits_share_one_egc_unless_each_has_its_own() {
        let wires = "#12 Cu THHN, N #12, EGC #12";
        let project = with_circuits((1..=5).map(|n| circuit(10 + n, n as u16, 1, wires)).collect());
        let mut run = run(&[11, 12, 13, 14, 15]);
        let emt = Raceway { kind: RacewayType::Emt, trade_size: "3/4".into() };
        let found = contents_of_run(&project, &run).expect("contents");
        assert_eq!(found.words(), "11 #12 THHN");
        assert_eq!(found.carrying, CurrentCarrying::given(10.0));
        let fill = found.fill(&emt, false).expect("a row");
        assert!(fill.fits && (fill.percent - 27.448).abs() < 0.01);
        run.facts.set(&facts::plan::OWN_EGCS, Some(FactValue::YesNo(true))).expect("a fact");
        assert_eq!(contents_of_run(&project, &run).expect("contents").words(), "15 #12 THHN");
    }

    #[test]
    fn additional_conductors_are_read_or_asked_for_again() {
        let project = with_circuits(vec![circuit(11, 1, 3, "#8 Cu THHN, EGC #10")]);
        let mut run = run(&[11]);
        let mut said = |text: &str| {
            let value = FactValue::Text(text.to_owned());
            run.facts.set(&facts::plan::ADDITIONAL_CONDUCTORS, Some(value)).expect("a fact");
            contents_of_run(&project, &run).map(|found| (found.words(), found.carrying.plain))
        };
        assert_eq!(said("6 #12 THHN, 1 #8 Cu THHN"), Ok(("4 #8 THHN, 1 #10 THHN, 6 #12 THHN".into(), 10.0)));
        assert!(matches!(said("some"), Err(MissingPart::Run(_))));
        assert!(matches!(said("0 #12 THHN"), Err(MissingPart::Run(_))));
    }

    #[test]
    fn what_has_no_area_is_named() {
        let project = with_circuits(vec![circuit(11, 1, 1, "#12 Cu UF"), circuit(12, 2, 1, "#12 Cu RHH")]);
        let missing = |id| match contents_of_run(&project, &run(&[id])) {
            Err(MissingPart::Wires(_, field)) => field,
            other => panic!("{other:?}"),
        };
        assert_eq!(missing(11), NO_AREA);
        assert_eq!(missing(12), "outer covering over the insulation");
    }
}
