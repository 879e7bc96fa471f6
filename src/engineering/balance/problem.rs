//! The balancing problem of one panelboard: breakers with loads per pole, and where each may sit.
//!
//! Loads are integers of 1/600 VA ([`UNITS_PER_VA`]), so that halves, thirds, eighths and hundredths of a VA are exact
//! and every comparison of the search is a comparison of integers. A circuit's load never changes with its place; only
//! the legs it lands on do, so the total is constant.
//!
//! Circuits of one group keep their places relative to each other: the group moves up or down as one block, or across
//! to the other column when all of it lies in one. A locked circuit stays, and with it its whole group.

use crate::domain::{Circuit, CircuitId, LoadBasis, LoadClass, Metric, Panel, Slot, Span, System};
use crate::engineering::balance::liking::area_of;
use crate::engineering::balance::score::Judge;
use crate::engineering::{LegLoad, PanelLoads};

/// Units of load in one VA.
pub const UNITS_PER_VA: i64 = 600;

/// Returns the load in units, to the nearest.
pub fn units_from_va(va: f64) -> i64 {
    (va * UNITS_PER_VA as f64).round() as i64
}

/// Returns the load in VA.
pub fn va_from_units(units: i64) -> f64 {
    units as f64 / UNITS_PER_VA as f64
}

/// One breaker.
#[derive(Clone, Debug, PartialEq)]
pub struct BalanceItem {
    pub id: CircuitId,
    /// Slot of the top pole.
    pub top: Slot,
    /// 1 to 3.
    pub poles: u8,
    /// Load of each pole in VA, top first; entries beyond `poles` are zero.
    pub load: LegLoad,
    /// Line to neutral: one pole, or the legs of a multiwire branch circuit.
    pub line_to_neutral: bool,
    pub locked: bool,
    /// Circuits with the same group move as one block.
    pub group: Option<String>,
    /// Installed breaker without a load.
    pub spare: bool,
    /// What it serves. Balance does not depend on it; a habit of seating may.
    pub class: LoadClass,
    /// Where it serves, as far as its description says: equal words are one area, empty is none.
    pub area: String,
}

impl BalanceItem {
    /// Returns a breaker of one pole with a line-to-neutral load.
    pub fn single(id: u64, top: u16, va: f64) -> Self {
        Self {
            id: CircuitId(id),
            top: Slot(top),
            poles: 1,
            load: LegLoad { line_to_neutral: [va, 0.0, 0.0], ..LegLoad::default() },
            line_to_neutral: true,
            locked: false,
            group: None,
            spare: false,
            class: LoadClass::Appliance,
            area: String::new(),
        }
    }

    /// Returns a breaker of several poles with its load shared equally, line to line.
    pub fn multi(id: u64, top: u16, poles: u8, va: f64) -> Self {
        let mut shares = [0.0; 3];
        shares.iter_mut().take(usize::from(poles)).for_each(|share| *share = va / f64::from(poles.max(1)));
        let load = if poles == 2 {
            LegLoad { line_to_line: shares, ..LegLoad::default() }
        } else {
            LegLoad { three_phase: shares, ..LegLoad::default() }
        };
        Self { poles, load, line_to_neutral: false, ..Self::single(id, top, 0.0) }
    }

    /// Returns a circuit of a panelboard with what it carries on its poles.
    pub fn of_circuit(circuit: &Circuit, load: LegLoad) -> Self {
        Self {
            id: circuit.id,
            top: circuit.slot,
            poles: circuit.poles,
            load,
            line_to_neutral: circuit.is_line_to_neutral(),
            locked: circuit.locked,
            group: circuit.group.clone(),
            spare: circuit.is_spare(),
            class: circuit.class,
            area: area_of(&circuit.description),
        }
    }

    /// Returns the slots this breaker takes.
    pub const fn span(&self) -> Span {
        Span::new(self.top, self.poles)
    }

    /// Returns the load of each pole, in units.
    pub fn loads(&self) -> [i64; 3] {
        self.load.per_leg().0.map(|va| units_from_va(va.0))
    }

    /// Returns the part of each pole's load that returns through the neutral, in units.
    pub fn neutral_loads(&self) -> [i64; 3] {
        self.load.line_to_neutral.map(units_from_va)
    }

    /// Returns the load of all poles, in units.
    pub fn total(&self) -> i64 {
        self.loads().iter().sum()
    }
}

/// What a proposal may not do, beyond what no panelboard allows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MoveLimits {
    /// The set of occupied slots stays: circuits only exchange places.
    pub no_holes: bool,
    /// Loaded circuits move only onto spaces and onto slots of spares.
    pub only_to_spares_or_spaces: bool,
}

/// A panelboard to balance.
#[derive(Clone, Debug, PartialEq)]
pub struct BalanceProblem {
    pub system: System,
    /// All sections together.
    pub slots: u16,
    pub sections: u8,
    /// Breakers in ascending order of their ids.
    pub items: Vec<BalanceItem>,
    pub metric: Metric,
    pub limits: MoveLimits,
}

impl BalanceProblem {
    /// Returns a problem with the default metric and no limits. Items are put in order of their ids.
    pub fn new(system: System, slots: u16, sections: u8, mut items: Vec<BalanceItem>) -> Self {
        items.sort_by_key(|item| item.id);
        Self { system, slots, sections, items, metric: Metric::RangeOverMax, limits: MoveLimits::default() }
    }

    /// Reads a panelboard, sub-feeds with what they carry. Loads that are no number count as zero.
    pub fn from_panel(panel: &Panel, loads: &PanelLoads, basis: LoadBasis, metric: Metric) -> Self {
        let items = panel
            .circuits()
            .map(|circuit| BalanceItem::of_circuit(circuit, loads.circuit_load(circuit, basis)));
        Self { metric, ..Self::new(panel.system, panel.slots, panel.sections, items.collect()) }
    }

    /// Returns how many legs there are: 2 or 3.
    pub const fn leg_count(&self) -> usize {
        self.system.legs().len()
    }

    /// Returns what judges the leg loads.
    pub const fn judge(&self) -> Judge {
        Judge { metric: self.metric, system: self.system }
    }

    /// Returns where every breaker sits, in the order of the items.
    pub fn as_is(&self) -> Vec<Slot> {
        self.items.iter().map(|item| item.top).collect()
    }

    /// Returns the same problem with these circuits locked as well.
    pub fn with_locked(mut self, locked: &[CircuitId]) -> Self {
        for item in &mut self.items {
            item.locked |= locked.contains(&item.id);
        }
        self
    }
}
