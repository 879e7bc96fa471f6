//! Load and current of the feeders, one for each panelboard and transformer that says where it is fed from.

use crate::domain::{Connection, FeederLoad, Project, Source, System};
use crate::engineering::Loads;
use crate::units::{Amperes, VoltAmperes, Volts};

/// One feeder.
#[derive(Clone, Debug, PartialEq)]
pub struct FeederLoads {
    pub source: Source,
    pub load: FeederLoad,
    pub loads: Loads,
    /// Of the design load, spread over the phases; the most loaded leg can carry more.
    pub design_amperes: Amperes,
    /// The words and numbers the current was computed from.
    pub arithmetic: String,
}

/// How a load is drawn from its feeder.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::engineering) struct Supply {
    volts: Volts,
    three_phase: bool,
}

impl Supply {
    pub(in crate::engineering) fn of_system(system: System) -> Self {
        Self { volts: system.line_to_line(), three_phase: system.is_three_phase() }
    }

    /// Returns how the primary of a transformer, or a panelboard, is supplied.
    pub(in crate::engineering) fn of_load(
        project: &Project,
        source: Source,
        load: FeederLoad,
    ) -> Option<Self> {
        let transformer = match load {
            FeederLoad::Panel(id) => return project.panel(id).map(|panel| Self::of_system(panel.system)),
            FeederLoad::Transformer(id) => project.transformer(id)?,
        };
        let one_pole_volts = match source {
            Source::Circuit(panel, circuit) => project.panel(panel).and_then(|panel| {
                let circuit = panel.circuit(circuit).filter(|circuit| circuit.poles == 1)?;
                panel.system.line_to_neutral(circuit.slot.leg(panel.system))
            }),
            Source::Service | Source::FeedThrough(_) | Source::Transformer(_) => None,
        };
        Some(Self {
            volts: one_pole_volts.unwrap_or(transformer.primary),
            three_phase: transformer.connection != Connection::SinglePhase,
        })
    }

    pub(in crate::engineering) const fn volts(self) -> Volts {
        self.volts
    }

    pub(in crate::engineering) const fn is_three_phase(self) -> bool {
        self.three_phase
    }

    pub(in crate::engineering) fn amperes(self, va: VoltAmperes) -> Amperes {
        let divisor = if self.three_phase { 3.0_f64.sqrt() } else { 1.0 };
        va / (self.volts * divisor)
    }

    pub(in crate::engineering) fn arithmetic(self, va: VoltAmperes) -> String {
        let root = if self.three_phase { "√3 × " } else { "" };
        format!("{va:.0} ÷ ({root}{})", self.volts)
    }
}

/// Returns the current of a load spread evenly over the phases of a system.
pub fn feeder_amperes(system: System, va: VoltAmperes) -> Amperes {
    Supply::of_system(system).amperes(va)
}
