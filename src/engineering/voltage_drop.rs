//! Voltage lost on recorded conductors: of a circuit, of a feeder, and from the service to any point of the feed tree.
//!
//! Shares of the voltage add up over transformers, each of its own feeder's voltage; what transformers lose themselves is
//! left out. Feeders carry their demand load, spread over the phases, at a power factor of 1.

use crate::calc::WireRun;
use crate::domain::{
    Circuit, CircuitField, ConductorSet, Feeder, FeederLoad, Panel, Project, Raceway, Source,
};
use crate::engineering::feeder_load::Supply;
use crate::engineering::{
    Computed, FeederLoads, MissingField, NO_TABLE_VALUE, ProjectLoads, Step, branch_current, wire_impedance,
};
use crate::units::{Amperes, Feet, PowerFactor, Volts, grouped, trimmed};

/// The conductors of a circuit or feeder, as far as they are known.
#[derive(Clone, Copy, Debug)]
pub struct Wires<'p> {
    pub set: Option<&'p ConductorSet>,
    pub raceway: Option<&'p Raceway>,
    /// One way.
    pub length: Option<Feet>,
}

impl<'p> Wires<'p> {
    /// Returns the conductors of a feeder.
    pub fn of_feeder(feeder: &'p Feeder) -> Self {
        Self { set: feeder.conductors.as_ref(), raceway: feeder.raceway.as_ref(), length: feeder.length }
    }
}

/// What flows in conductors.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WireLoad {
    pub current: Amperes,
    /// Between the conductors that carry it.
    pub volts: Volts,
    pub three_phase: bool,
    pub power_factor: PowerFactor,
}

/// What is lost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct VoltageDrop {
    pub volts: Volts,
    /// Of the voltage at the start.
    pub percent: f64,
    pub length: Feet,
    pub current: Amperes,
    /// What it was counted from.
    of: Volts,
    three_phase: bool,
    ohm_per_kft: f64,
    sets: f64,
}

impl VoltageDrop {
    /// Returns how it came about.
    pub fn steps(&self) -> Vec<Step> {
        let Self { volts: drop, percent, length, current, of, three_phase, ohm_per_kft, sets } = *self;
        let factor = if three_phase { "√3" } else { "2" };
        let by_sets = if sets > 1.0 { format!(" ÷ {sets} sets") } else { String::new() };
        let ohms = trimmed(ohm_per_kft, 4);
        let formula = format!("{factor} × {length} × {current:.1} × {ohms} Ω per 1000 ft{by_sets}");
        vec![
            Step::new("Voltage drop", formula, format!("{drop:.2}")),
            Step::new("Of the voltage", format!("{drop:.2} ÷ {of}"), format!("{} %", grouped(percent, 2))),
        ]
    }
}

/// Returns the voltage lost over the whole length with the load at its end.
///
/// # Errors
/// Names the field that is missing.
pub fn voltage_drop(wires: &Wires<'_>, load: &WireLoad) -> Result<VoltageDrop, MissingField> {
    let set = wires.set.ok_or("conductors")?;
    let length = wires.length.ok_or("length")?;
    let impedance = wire_impedance(set, wires.raceway).ok_or(NO_TABLE_VALUE)?;
    let WireLoad { current, volts, three_phase, power_factor } = *load;
    let ohm_per_kft = impedance.effective(power_factor.value());
    let sets = f64::from(set.parallel_sets.max(1));
    let run = WireRun { three_phase, amperes: current.0, ohm_per_kft, sets };
    let drop = Volts(run.drop_v(length.0));
    let percent = 100.0 * (drop / volts);
    Ok(VoltageDrop { volts: drop, percent, length, current, of: volts, three_phase, ohm_per_kft, sets })
}

/// Returns the voltage lost on a branch circuit with its load at the end, by its most loaded pole.
///
/// # Errors
/// Names the field that is missing.
pub fn circuit_drop(panel: &Panel, circuit: &Circuit) -> Result<VoltageDrop, MissingField> {
    let unread = |field| circuit.unread.contains_key(&field);
    let wires = Wires {
        set: circuit.conductors.as_ref().filter(|_| !unread(CircuitField::Conductors)),
        raceway: circuit.raceway.as_ref(),
        length: circuit.length.filter(|_| !unread(CircuitField::Length)),
    };
    let current = branch_current(panel, circuit)?;
    let load = WireLoad {
        current: current.amperes,
        volts: current.volts,
        three_phase: circuit.poles == 3 && !circuit.is_line_to_neutral(),
        power_factor: circuit.power_factor.unwrap_or(PowerFactor::UNITY),
    };
    voltage_drop(&wires, &load)
}

/// Returns the voltage lost on a feeder with its demand load.
///
/// # Errors
/// Names the field that is missing.
pub fn feeder_drop(
    project: &Project,
    feeder: &Feeder,
    loads: &FeederLoads,
) -> Result<VoltageDrop, MissingField> {
    if loads.loads.connected.total().0 <= 0.0 {
        return Err("load");
    }
    let supply = Supply::of_load(project, loads.source, loads.load).ok_or("source of supply")?;
    let load = WireLoad {
        current: supply.amperes(loads.loads.demand.total()),
        volts: supply.volts(),
        three_phase: supply.is_three_phase(),
        power_factor: PowerFactor::UNITY,
    };
    voltage_drop(&Wires::of_feeder(feeder), &load)
}

/// Returns the share of the voltage in per cent that is lost from the service to the end of a feeder.
///
/// # Errors
/// Names the first field that is missing on the way, from the end up.
pub fn drop_from_service(
    project: &Project,
    loads: &ProjectLoads,
    load: FeederLoad,
) -> Result<Computed<f64>, MissingField> {
    let (name, own, ahead) = last_feeder(project, loads, load)?;
    let before = ahead.map(|ahead| drop_from_service(project, loads, ahead)).transpose()?;
    let (sum, mut steps) = before.map_or((0.0, Vec::new()), |before| (before.value, before.steps));
    let value = sum + own.percent;
    let words = format!("{} % + {:.2} ÷ {}", grouped(sum, 2), own.volts, volts_of(&own));
    steps.push(Step::new(format!("At {name}"), words, format!("{} %", grouped(value, 2))));
    Ok(Computed { value, steps })
}

/// Returns the same share without its steps, for who asks it of every panelboard.
///
/// # Errors
/// As [`drop_from_service`].
pub fn percent_from_service(
    project: &Project,
    loads: &ProjectLoads,
    load: FeederLoad,
) -> Result<f64, MissingField> {
    let (_, own, ahead) = last_feeder(project, loads, load)?;
    let before = ahead.map_or(Ok(0.0), |ahead| percent_from_service(project, loads, ahead))?;
    Ok(before + own.percent)
}

/// Returns the name of what a feeder ends at, what it loses itself, and the feeder ahead of it.
fn last_feeder<'p>(
    project: &'p Project,
    loads: &ProjectLoads,
    load: FeederLoad,
) -> Result<(&'p str, VoltageDrop, Option<FeederLoad>), MissingField> {
    let (name, feeder) = match load {
        FeederLoad::Panel(id) => project.panel(id).map(|p| (&p.name, p.feeder.as_ref())),
        FeederLoad::Transformer(id) => project.transformer(id).map(|t| (&t.name, t.feeder.as_ref())),
    }
    .ok_or("source of supply")?;
    let feeder = feeder.ok_or("source of supply")?;
    let of_feeder = loads.feeder(load).ok_or("load")?;
    let own = feeder_drop(project, feeder, of_feeder)?;
    // Ends because `apply` refuses a feed cycle.
    let ahead = match feeder.source {
        Source::Service => None,
        Source::Circuit(id, _) | Source::FeedThrough(id) => Some(FeederLoad::Panel(id)),
        Source::Transformer(id) => Some(FeederLoad::Transformer(id)),
    };
    Ok((name, own, ahead))
}

fn volts_of(drop: &VoltageDrop) -> Volts {
    if drop.percent > 0.0 { drop.volts * (100.0 / drop.percent) } else { Volts::ZERO }
}

#[cfg(test)]
mod tests;
