//! A circuit of a panelboard: a breaker with its load, or an installed spare.
//!
//! A space has no record: it is a slot no circuit takes. A sub-feed has no flag either: it is a circuit that the
//! feeder of another panelboard or transformer names as its source (see `feeder.rs`).

use crate::domain::{
    CircuitField, CircuitId, CircuitLoad, ConductorSet, Facts, LoadClass, Raceway, Slot, Span,
};
use crate::units::{Amperes, Feet, PowerFactor, VoltAmperes};
use std::collections::BTreeMap;

/// Whether a breaker serves a load.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CircuitKind {
    /// Serves a load, or feeds another panelboard or transformer.
    #[default]
    Branch,
    /// Installed breaker without a load.
    Spare,
}

/// One breaker of a panelboard and what it serves.
#[derive(Clone, Debug, PartialEq)]
pub struct Circuit {
    pub id: CircuitId,
    /// Slot of the top pole.
    pub slot: Slot,
    /// 1 to 3.
    pub poles: u8,
    pub kind: CircuitKind,
    pub description: String,
    pub class: LoadClass,
    pub load: CircuitLoad,
    /// Rating of the overcurrent device; `None` where nobody has given it.
    pub trip: Option<Amperes>,
    /// Expected to run three hours or more (NEC Article 100).
    pub continuous: bool,
    /// Several ungrounded conductors with one neutral and common trip (NEC 210.4).
    pub multiwire: bool,
    /// Proposals must leave the circuit where it is.
    pub locked: bool,
    /// Circuits with the same group name move together.
    pub group: Option<String>,
    pub power_factor: Option<PowerFactor>,
    pub conductors: Option<ConductorSet>,
    pub raceway: Option<Raceway>,
    /// One-way length to the farthest load.
    pub length: Option<Feet>,
    /// Ground-fault protection for people at this breaker.
    pub gfci: bool,
    /// Arc-fault protection at this breaker.
    pub afci: bool,
    /// What the schedule has no column for.
    pub facts: Facts,
    pub notes: String,
    /// Text typed or imported that a column could not read, kept until someone corrects it.
    pub unread: BTreeMap<CircuitField, String>,
}

impl Circuit {
    /// Returns a branch circuit of one pole without load, rating or words.
    pub fn new(id: CircuitId, slot: Slot) -> Self {
        Self {
            id,
            slot,
            poles: 1,
            kind: CircuitKind::Branch,
            description: String::new(),
            class: LoadClass::Appliance,
            load: CircuitLoad::ZERO,
            trip: None,
            continuous: false,
            multiwire: false,
            locked: false,
            group: None,
            power_factor: None,
            conductors: None,
            raceway: None,
            length: None,
            gfci: false,
            afci: false,
            facts: Facts::new(),
            notes: String::new(),
            unread: BTreeMap::new(),
        }
    }

    /// Returns the slots this breaker takes.
    pub const fn span(&self) -> Span {
        Span::new(self.slot, self.poles)
    }

    /// Returns the load on one pole, counted from 0 at the top.
    pub fn share(&self, pole: usize) -> VoltAmperes {
        self.load.share(pole, self.poles)
    }

    /// Returns whether the load is line to neutral: one pole, or the legs of a multiwire branch circuit.
    pub const fn is_line_to_neutral(&self) -> bool {
        self.poles == 1 || self.multiwire
    }

    /// Returns whether this is an installed breaker without a load.
    pub fn is_spare(&self) -> bool {
        self.kind == CircuitKind::Spare
    }
}
