//! The conductors that belong to one circuit or feeder, and which of them carry current.
//!
//! A one-pole or multiwire circuit has a neutral whether one is recorded or not. Of a circuit that feeds a panelboard or
//! transformer the conductors are those of the feeder. Absent: what else lies beside them, see `raceway_contents.rs`.

use crate::domain::{
    Circuit, CircuitId, ConductorSet, Facts, Feeder, FeederLoad, Panel, PanelId, Project, Source, System,
    facts,
};
use crate::units::WireSize;

/// The circuit or feeder that conductors belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WiresOf {
    Circuit(PanelId, CircuitId),
    Feeder(FeederLoad),
}

/// What the neutral of a circuit carries, which decides whether it counts as current-carrying (310.15(E)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NeutralDuty {
    /// There is none.
    None,
    /// The whole current of a two-wire circuit: counts.
    Whole,
    /// The unbalance of a single-phase or delta circuit: does not count.
    Unbalance,
    /// The vector sum of two phases of a four-wire wye: counts (310.15(E)(2)).
    TwoPhasesOfWye,
    /// The unbalance of a whole wye: counts where most of the load is nonlinear (310.15(E)(3)).
    Wye,
}

/// The conductors of one circuit or feeder.
#[derive(Clone, Copy, Debug)]
pub struct CircuitWires<'p> {
    pub of: WiresOf,
    /// `None` where nobody has given them.
    pub set: Option<&'p ConductorSet>,
    pub facts: &'p Facts,
    /// Ungrounded conductors of one set.
    pub phases: u32,
    pub neutral: NeutralDuty,
    /// Line to line, of the system they belong to.
    pub system: Option<System>,
}

/// Conductors that carry current, all in one raceway.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct CurrentCarrying {
    /// Without the neutrals that 310.15(E)(2) and (3) add.
    pub plain: f64,
    /// With those that certainly count.
    pub counted: f64,
    /// With those too of which nobody has said whether their load is nonlinear.
    pub at_most: f64,
}

impl CurrentCarrying {
    /// Returns a count that somebody has given.
    pub const fn given(count: f64) -> Self {
        Self { plain: count, counted: count, at_most: count }
    }

    /// Returns this count with that of other conductors beside them.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            plain: self.plain + other.plain,
            counted: self.counted + other.counted,
            at_most: self.at_most + other.at_most,
        }
    }
}

impl CircuitWires<'_> {
    /// Returns how many parallel sets lie in one raceway.
    pub fn sets_in_raceway(&self) -> f64 {
        let sets = f64::from(self.set.map_or(1, |set| set.parallel_sets.max(1)));
        let together = self.facts.number_or_assumed(&facts::conductors::SETS_IN_RACEWAY).unwrap_or(1.0);
        together.clamp(1.0, sets)
    }

    /// Returns the size of the neutral; `None` where there is none or nobody has given conductors.
    pub fn neutral_size(&self) -> Option<WireSize> {
        let set = self.set?;
        match self.neutral {
            NeutralDuty::None => set.neutral,
            NeutralDuty::Whole | NeutralDuty::Unbalance | NeutralDuty::TwoPhasesOfWye | NeutralDuty::Wye => {
                Some(set.neutral.unwrap_or(set.size))
            }
        }
    }

    /// Counts those that carry current in one raceway (310.15(E)).
    pub fn current_carrying(&self) -> CurrentCarrying {
        let sets = self.sets_in_raceway();
        let phases = sets * f64::from(self.phases);
        let nonlinear = self.facts.yes(&facts::conductors::NONLINEAR);
        let (plain, counted, at_most) = match (self.neutral, nonlinear) {
            (NeutralDuty::None | NeutralDuty::Unbalance, _) | (NeutralDuty::Wye, Some(false)) => {
                (0.0, 0.0, 0.0)
            }
            (NeutralDuty::Whole, _) => (sets, sets, sets),
            (NeutralDuty::TwoPhasesOfWye, _) | (NeutralDuty::Wye, Some(true)) => (0.0, sets, sets),
            (NeutralDuty::Wye, None) => (0.0, 0.0, sets),
        };
        CurrentCarrying { plain: phases + plain, counted: phases + counted, at_most: phases + at_most }
    }
}

/// Returns the conductors of a branch circuit, or of the feeders that start at a circuit.
pub fn wires_of_circuit<'p>(
    project: &'p Project,
    panel: &'p Panel,
    circuit: &'p Circuit,
) -> Vec<CircuitWires<'p>> {
    let source = Source::Circuit(panel.id, circuit.id);
    let fed = wires_from(project, source);
    if fed.is_empty() { vec![own_wires(panel, circuit)] } else { fed }
}

/// Returns the conductors of a circuit's own load.
pub fn own_wires<'p>(panel: &'p Panel, circuit: &'p Circuit) -> CircuitWires<'p> {
    let recorded = circuit.conductors.as_ref().is_some_and(|set| set.neutral.is_some());
    let neutral = match circuit.poles {
        1 => NeutralDuty::Whole,
        _ if !circuit.multiwire && !recorded => NeutralDuty::None,
        2 if is_wye(panel.system) => NeutralDuty::TwoPhasesOfWye,
        2 => NeutralDuty::Unbalance,
        _ => of_three_phases(panel.system),
    };
    CircuitWires {
        of: WiresOf::Circuit(panel.id, circuit.id),
        set: circuit.conductors.as_ref(),
        facts: &circuit.facts,
        phases: u32::from(circuit.poles),
        neutral,
        system: Some(panel.system),
    }
}

/// Returns the conductors of a feeder to what it ends at.
pub fn feeder_wires(project: &Project, load: FeederLoad) -> Option<CircuitWires<'_>> {
    let (feeder, system, three_phase) = match load {
        FeederLoad::Panel(id) => {
            let panel = project.panel(id)?;
            (panel.feeder.as_ref()?, Some(panel.system), panel.system.is_three_phase())
        }
        FeederLoad::Transformer(id) => {
            let transformer = project.transformer(id)?;
            let feeder = transformer.feeder.as_ref()?;
            let three_phase = transformer.connection != crate::domain::Connection::SinglePhase;
            (feeder, source_system(project, feeder), three_phase)
        }
    };
    let set = feeder.conductors.as_ref();
    let neutral = match system {
        _ if set.is_none_or(|set| set.neutral.is_none()) => NeutralDuty::None,
        Some(system) if three_phase => of_three_phases(system),
        Some(system) if is_wye(system) => NeutralDuty::TwoPhasesOfWye,
        Some(_) | None => NeutralDuty::Unbalance,
    };
    let phases = if three_phase { 3 } else { 2 };
    Some(CircuitWires { of: WiresOf::Feeder(load), set, facts: &feeder.facts, phases, neutral, system })
}

fn wires_from(project: &Project, source: Source) -> Vec<CircuitWires<'_>> {
    let from = |feeder: &Option<Feeder>| feeder.as_ref().is_some_and(|feeder| feeder.source == source);
    let panels = project.panels().filter(|p| from(&p.feeder)).map(|p| FeederLoad::Panel(p.id));
    let transformers =
        project.transformers().filter(|t| from(&t.feeder)).map(|t| FeederLoad::Transformer(t.id));
    panels.chain(transformers).filter_map(|load| feeder_wires(project, load)).collect()
}

/// Returns the system that a feeder starts from.
fn source_system(project: &Project, feeder: &Feeder) -> Option<System> {
    match feeder.source {
        Source::Service => project.service().map(|service| service.system),
        Source::Circuit(panel, _) | Source::FeedThrough(panel) => project.panel(panel).map(|p| p.system),
        Source::Transformer(id) => project.transformer(id).map(|t| t.secondary),
    }
}

fn of_three_phases(system: System) -> NeutralDuty {
    if is_wye(system) { NeutralDuty::Wye } else { NeutralDuty::Unbalance }
}

const fn is_wye(system: System) -> bool {
    match system {
        System::Wye480 | System::Wye208 | System::Wye600 => true,
        System::Single240 | System::HighLeg240 | System::Delta240 | System::Delta480 => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::PanelId;

    /// Poles, multiwire, system, and what counts: without neutrals, with them, at most.
    #[test]
    fn neutrals_count_as_the_code_has_it() {
        let cases = [
            (1, false, System::Wye208, [2.0, 2.0, 2.0]),
            (2, false, System::Wye208, [2.0, 2.0, 2.0]),
            (2, true, System::Wye208, [2.0, 3.0, 3.0]),
            (2, true, System::Single240, [2.0, 2.0, 2.0]),
            (3, false, System::Wye480, [3.0, 3.0, 3.0]),
            (3, true, System::Wye480, [3.0, 3.0, 4.0]),
            (3, true, System::HighLeg240, [3.0, 3.0, 3.0]),
        ];
        for (poles, multiwire, system, [plain, counted, at_most]) in cases {
            let panel = Panel::new(PanelId(1), "P", system, 12);
            let circuit = Circuit { poles, multiwire, ..Circuit::new(CircuitId(2), crate::domain::Slot(1)) };
            let found = own_wires(&panel, &circuit).current_carrying();
            assert_eq!(found, CurrentCarrying { plain, counted, at_most }, "{poles} {multiwire} {system}");
        }
    }
}
