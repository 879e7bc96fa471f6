//! Loads summed before any factor: by class and group, with the pieces and dwellings that factors count.

use crate::domain::{Circuit, CircuitId, LoadClass, PanelId, facts};
use crate::engineering::demand::DemandGroup;
use crate::engineering::{Continuous, LegLoad, class_rule};
use crate::units::VoltAmperes;
use std::collections::BTreeMap;

/// The motor whose load counts 25 % more.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LargestMotor {
    pub panel: PanelId,
    pub circuit: CircuitId,
    pub class: LoadClass,
    pub group: DemandGroup,
    /// On the legs of what is being calculated.
    pub load: LegLoad,
}

impl LargestMotor {
    /// Returns whichever is larger; of equals the one of the lower panel, then circuit.
    pub(in crate::engineering) fn larger(self, other: Self) -> Self {
        let (mine, theirs) = (self.load.total(), other.load.total());
        let first = (self.panel, self.circuit) <= (other.panel, other.circuit);
        if mine > theirs || (mine == theirs && first) { self } else { other }
    }

    pub(in crate::engineering) fn is_same(&self, other: Option<&Self>) -> bool {
        other.is_some_and(|o| (o.panel, o.circuit) == (self.panel, self.circuit))
    }
}

/// What dwellings count for beside the loads of their circuits. Numbers are whole, loads in VA.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct DwellingSum {
    /// Dwelling units of which all is in the sum.
    pub units: f64,
    /// Their floor area in square feet.
    pub area_ft2: f64,
    /// Units whose area nobody has given.
    pub without_area: f64,
    /// Small-appliance circuits.
    pub small_appliance: f64,
    /// Laundry circuits.
    pub laundry: f64,
    /// Lighting as it stands in the schedules.
    pub lighting_va: f64,
    /// Receptacles in general as they stand in the schedules.
    pub receptacles_va: f64,
}

impl DwellingSum {
    fn add(&mut self, other: &Self) {
        self.units += other.units;
        self.area_ft2 += other.area_ft2;
        self.without_area += other.without_area;
        self.small_appliance += other.small_appliance;
        self.laundry += other.laundry;
        self.lighting_va += other.lighting_va;
        self.receptacles_va += other.receptacles_va;
    }

    fn of(circuit: &Circuit, group: DemandGroup, va: f64) -> Self {
        let mut sum = Self::default();
        if group != DemandGroup::General || circuit.is_spare() {
            return sum;
        }
        match circuit.facts.word(&facts::circuit::DWELLING_CIRCUIT) {
            Some("small-appliance") => sum.small_appliance = 1.0,
            Some("laundry") => sum.laundry = 1.0,
            _ if circuit.class == LoadClass::Lighting => sum.lighting_va = va,
            _ => sum.receptacles_va = va,
        }
        sum
    }
}

/// What factors count, without legs.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::engineering) struct Sums {
    /// Loads one by one, of the groups that count pieces.
    pub pieces: BTreeMap<DemandGroup, Vec<f64>>,
    pub dwelling: DwellingSum,
}

/// Loads of one class and group.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::engineering) struct ClassLoad {
    pub all: LegLoad,
    pub continuous: LegLoad,
}

/// Loads summed, before any factor.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::engineering) struct Tally {
    pub loads: BTreeMap<(LoadClass, DemandGroup), ClassLoad>,
    /// The largest of each group of motors.
    pub motors: BTreeMap<DemandGroup, LargestMotor>,
    pub sums: Sums,
}

impl Tally {
    /// Returns one circuit, on the poles of its breaker.
    pub(in crate::engineering) fn of_circuit(panel: PanelId, circuit: &Circuit, in_dwelling: bool) -> Self {
        let load = LegLoad::of_poles(circuit);
        let va = load.total().0;
        let rule = class_rule(circuit.class);
        let group = DemandGroup::of(circuit, in_dwelling);
        let continuous = match rule.continuous {
            Continuous::AsMarked => circuit.continuous,
            Continuous::Always => true,
            Continuous::Never => false,
        };
        let class = ClassLoad { all: load, continuous: if continuous { load } else { LegLoad::default() } };
        let mut tally = Self { loads: BTreeMap::from([((circuit.class, group), class)]), ..Self::default() };
        if rule.motor && va > 0.0 {
            let motor = LargestMotor { panel, circuit: circuit.id, class: circuit.class, group, load };
            tally.motors.insert(group, motor);
        }
        if group.counts_pieces() && va > 0.0 {
            tally.sums.pieces.insert(group, vec![va]);
        }
        tally.sums.dwelling = DwellingSum::of(circuit, group, va);
        tally
    }

    /// Adds what another tally holds.
    pub(in crate::engineering) fn add(&mut self, other: &Self) {
        for (key, load) in &other.loads {
            let sum = self.loads.entry(*key).or_default();
            sum.all += load.all;
            sum.continuous += load.continuous;
        }
        for (group, motor) in &other.motors {
            let known = self.motors.entry(*group).or_insert(*motor);
            *known = known.larger(*motor);
        }
        for (group, pieces) in &other.sums.pieces {
            self.sums.pieces.entry(*group).or_default().extend(pieces);
        }
        self.sums.dwelling.add(&other.sums.dwelling);
    }

    /// Moves every load with the same linear change of positions.
    pub(in crate::engineering) fn moved(mut self, change: impl Fn(&LegLoad) -> LegLoad) -> Self {
        for load in self.loads.values_mut() {
            *load = ClassLoad { all: change(&load.all), continuous: change(&load.continuous) };
        }
        for motor in self.motors.values_mut() {
            motor.load = change(&motor.load);
        }
        self
    }

    /// Says that this is all of one dwelling, of an area if known. Of several it stays the sum.
    pub(in crate::engineering) fn make_dwelling(&mut self, area_ft2: Option<f64>) {
        let dwelling = &mut self.sums.dwelling;
        if dwelling.units > 1.0 || (dwelling.units == 1.0 && area_ft2.is_none()) {
            return;
        }
        dwelling.units = 1.0;
        dwelling.area_ft2 = area_ft2.unwrap_or(0.0);
        dwelling.without_area = if area_ft2.is_none() { 1.0 } else { 0.0 };
    }

    /// Returns the connected load.
    pub(in crate::engineering) fn connected(&self) -> LegLoad {
        self.loads.values().fold(LegLoad::default(), |sum, load| sum + load.all)
    }

    /// Returns connected and continuous load of each group, in VA.
    pub(in crate::engineering) fn by_group(&self) -> BTreeMap<DemandGroup, (f64, f64)> {
        let mut groups: BTreeMap<DemandGroup, (f64, f64)> = BTreeMap::new();
        for ((_, group), load) in &self.loads {
            let sum = groups.entry(*group).or_default();
            sum.0 += load.all.total().0;
            sum.1 += load.continuous.total().0;
        }
        groups
    }

    /// Returns the load of a class.
    pub(in crate::engineering) fn of_class(&self, class: LoadClass) -> VoltAmperes {
        self.loads.iter().filter(|((c, _), _)| *c == class).map(|(_, load)| load.all.total()).sum()
    }
}
