//! Demand of each group of loads by the standard method (Part III of Article 220).

use crate::calc::{
    Alike, Appliance, ApplianceDemand, CookingDemand, DryerDemand, appliance_demand, cooking_demand,
    dryer_demand, twice_between_two_phases,
};
use crate::domain::LoadClass;
use crate::engineering::demand::{DemandGroup, DwellingSum, LargestMotor, Sums, Tally, Terms};
use crate::nec::Edition;
use crate::nec::tables::{
    DWELLING_CIRCUIT_VA, LightingUse, dwelling_lighting_va_per_ft2, kitchen_percent, lighting_demand,
    receptacle_demand, vehicle_supply_va,
};
use std::collections::BTreeMap;

/// Small-appliance circuits that every dwelling has.
const SMALL_APPLIANCE_CIRCUITS: f64 = 2.0;
/// An existing load by metering counts so much.
const EXISTING: f64 = 1.25;
/// What counts more of a motor, and of a load that is continuous.
pub(super) const QUARTER: f64 = 0.25;

/// A group of loads with its demand, in VA.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GroupDemand {
    pub group: DemandGroup,
    /// As installed.
    pub connected: f64,
    /// As installed and continuous.
    pub continuous: f64,
    /// Without the largest motor's 25 %.
    pub demand: f64,
    /// Demand with 25 % of what is continuous of it.
    pub design: f64,
}

impl GroupDemand {
    /// Returns the common demand factor of its loads; 1 where nothing is installed.
    pub fn factor(&self) -> f64 {
        if self.connected > 0.0 { self.demand / self.connected } else { 1.0 }
    }

    /// Returns what counts more of each continuous VA.
    pub(in crate::engineering) fn more(&self) -> f64 {
        if self.continuous > 0.0 { (self.design - self.demand) / self.continuous } else { 0.0 }
    }
}

/// The demand of every group, and which motor counts 25 % more.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::engineering) struct Outcome {
    pub groups: Vec<GroupDemand>,
    pub motor: Option<LargestMotor>,
}

/// The general load of dwellings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct General {
    /// VA per square foot.
    pub per_ft2: f64,
    pub lighting_va: f64,
    /// Small-appliance and laundry circuits, at least those that every unit has.
    pub circuits: f64,
    /// Lighting and circuits, before any factor.
    pub subtotal_va: f64,
    pub demand_va: f64,
}

impl General {
    /// Returns the general load: lighting by area, or as installed where that is more; where an area is unknown, lighting and
    /// receptacles as installed.
    pub fn of(sum: &DwellingSum, edition: Edition) -> Self {
        let per_ft2 = dwelling_lighting_va_per_ft2(edition);
        let area_known = sum.units > 0.0 && sum.without_area == 0.0;
        let installed = sum.lighting_va + if area_known { 0.0 } else { sum.receptacles_va };
        let lighting_va = installed.max(per_ft2 * sum.area_ft2);
        let small = sum.small_appliance.max(SMALL_APPLIANCE_CIRCUITS * sum.units);
        let circuits = small + sum.laundry.max(sum.units);
        let subtotal_va = lighting_va + DWELLING_CIRCUIT_VA * circuits;
        let demand_va = lighting_demand(subtotal_va, LightingUse::Dwelling, edition);
        Self { per_ft2, lighting_va, circuits, subtotal_va, demand_va }
    }
}

impl Sums {
    pub(in crate::engineering) fn pieces(&self, group: DemandGroup) -> &[f64] {
        self.pieces.get(&group).map_or(&[], Vec::as_slice)
    }

    fn alike(&self, group: DemandGroup) -> Vec<Alike> {
        self.pieces(group).iter().map(|va| Alike { count: 1.0, va: *va }).collect()
    }

    /// Returns the table's answer for household cooking; `None` of none. Two and more appliances on three phases count by
    /// twice the number between two of them, all with the largest rating where ratings differ.
    pub(in crate::engineering) fn cooking(&self, three_phase: bool) -> Option<(CookingDemand, f64)> {
        let pieces = self.alike(DemandGroup::Cooking);
        if !three_phase || pieces.len() < 2 {
            return cooking_demand(&pieces).map(|demand| (demand.clone(), demand.va));
        }
        let count = twice_between_two_phases(Alike::count(&pieces));
        let demand = cooking_demand(&[Alike { count, va: largest(&pieces) }])?;
        let va = demand.va / 2.0 * 3.0;
        Some((demand, va))
    }

    /// Returns the table's answer for dryers, as [`Self::cooking`].
    pub(in crate::engineering) fn dryers(&self, three_phase: bool) -> Option<DryerDemand> {
        let pieces = self.alike(DemandGroup::Dryers);
        if !three_phase || pieces.len() < 2 {
            return dryer_demand(&pieces, false);
        }
        let all = Alike { count: Alike::count(&pieces), va: largest(&pieces) };
        dryer_demand(&[all], true)
    }

    pub(in crate::engineering) fn appliances(&self, edition: Edition) -> ApplianceDemand {
        let one = |va: &f64| Appliance { count: 1.0, va: *va, hp: None, neutral: false };
        let all: Vec<Appliance> = self.pieces(DemandGroup::Appliances).iter().map(one).collect();
        appliance_demand(&all, edition)
    }
}

fn largest(pieces: &[Alike]) -> f64 {
    pieces.iter().map(|piece| piece.va).fold(0.0, f64::max)
}

/// Returns the demand of kitchen equipment: a share by number, and never less than the two largest.
pub(super) fn kitchen(pieces: &[f64]) -> f64 {
    let mut sorted = pieces.to_vec();
    sorted.sort_by(|a, b| b.total_cmp(a));
    let two: f64 = sorted.iter().take(2).sum();
    let sum: f64 = pieces.iter().sum();
    two.max(sum * kitchen_percent(pieces.len()) / 100.0)
}

/// Returns the demand of every group by the standard method.
pub(super) fn standard(tally: &Tally, terms: &Terms) -> Outcome {
    let mut groups = tally.by_group();
    if terms.building || tally.sums.dwelling.units > 0.0 {
        add_groups_by_area(&mut groups, tally, terms);
    }
    let omitted = omitted(tally, terms);
    let motors = tally.motors.values().filter(|motor| Some(motor.class) != omitted);
    let motor = motors.copied().reduce(LargestMotor::larger);
    let demands = groups.into_iter().map(|(group, (connected, continuous))| {
        let demand = match group.class() {
            Some(class) if Some(class) == omitted => 0.0,
            _ => demand(&tally.sums, terms, group, connected),
        };
        with_continuous(terms, GroupDemand { group, connected, continuous, demand, design: demand })
    });
    Outcome { groups: demands.collect(), motor }
}

/// Adds the groups of which an area asks for load though nothing is installed.
fn add_groups_by_area(groups: &mut BTreeMap<DemandGroup, (f64, f64)>, tally: &Tally, terms: &Terms) {
    if tally.sums.dwelling.units > 0.0 {
        groups.entry(DemandGroup::General).or_default();
    }
    let Some(least) = terms.least_by_area() else { return };
    if least.lighting_va() > 0.0 {
        groups.entry(DemandGroup::Class(LoadClass::Lighting)).or_default();
    }
    if least.receptacles_va() > 0.0 {
        groups.entry(DemandGroup::Class(LoadClass::Receptacle)).or_default();
    }
}

fn demand(sums: &Sums, terms: &Terms, group: DemandGroup, connected: f64) -> f64 {
    let edition = terms.premises.edition;
    match group {
        DemandGroup::General => General::of(&sums.dwelling, edition).demand_va,
        DemandGroup::Cooking => sums.cooking(terms.three_phase).map_or(connected, |(_, va)| va),
        DemandGroup::Dryers => sums.dryers(terms.three_phase).map_or(connected, |demand| demand.va),
        DemandGroup::Appliances => sums.appliances(edition).va,
        DemandGroup::Class(LoadClass::Lighting) => {
            let least = terms.least_by_area().map_or(0.0, |least| least.lighting_va());
            lighting_demand(connected.max(least), terms.premises.lights(), edition)
        }
        DemandGroup::Class(LoadClass::Receptacle) => {
            let least = terms.least_by_area().map_or(0.0, |least| least.receptacles_va());
            receptacle_demand(connected.max(least))
        }
        DemandGroup::Class(LoadClass::Kitchen) if terms.premises.has_commercial_kitchen() => {
            kitchen(sums.pieces(group))
        }
        DemandGroup::Dwelling(class) | DemandGroup::Class(class) => match class {
            LoadClass::ElectricVehicle => {
                sums.pieces(group).iter().map(|va| vehicle_supply_va(*va, edition)).sum()
            }
            LoadClass::Existing => connected * EXISTING,
            LoadClass::Lighting
            | LoadClass::Receptacle
            | LoadClass::Motor
            | LoadClass::Heating
            | LoadClass::Cooling
            | LoadClass::Kitchen
            | LoadClass::Appliance
            | LoadClass::Sign
            | LoadClass::SpareCapacity => connected,
        },
    }
}

/// Adds 25 % of what is continuous. Lighting by area is continuous; since 2020 its unit load contains the 25 %.
fn with_continuous(terms: &Terms, row: GroupDemand) -> GroupDemand {
    let factor = row.factor();
    let plain = GroupDemand { design: row.demand + QUARTER * factor * row.continuous, ..row };
    let Some(least) = terms.least_by_area().filter(|_| row.group == DemandGroup::Class(LoadClass::Lighting))
    else {
        return plain;
    };
    let by_area = least.lighting_va();
    if by_area <= row.connected {
        return plain;
    }
    let installed = lighting_demand(row.connected, terms.premises.lights(), terms.premises.edition);
    let share = if row.connected > 0.0 { row.continuous / row.connected } else { 0.0 };
    let design = if least.contains_125_percent {
        row.demand.max(installed * (1.0 + QUARTER * share))
    } else {
        let continuous = row.continuous + by_area - row.connected;
        row.demand * (1.0 + QUARTER * continuous / by_area)
    };
    GroupDemand { design, ..row }
}

/// Returns which of heating and cooling does not count, where they are never on together: the smaller.
///
/// Since 2023 cooling enters with 125 % of its largest motor where that is the largest of all.
fn omitted(tally: &Tally, terms: &Terms) -> Option<LoadClass> {
    if !terms.premises.noncoincident {
        return None;
    }
    let [heating, cooling] = [LoadClass::Heating, LoadClass::Cooling].map(|class| tally.of_class(class).0);
    let largest = tally.motors.values().copied().reduce(LargestMotor::larger);
    let of_cooling = largest.filter(|motor| motor.class == LoadClass::Cooling);
    let more = match of_cooling {
        Some(motor) if terms.premises.edition >= Edition::E2023 => QUARTER * motor.load.total().0,
        _ => 0.0,
    };
    match (heating > 0.0, cooling > 0.0) {
        (true, true) if heating > cooling + more => Some(LoadClass::Cooling),
        (true, true) => Some(LoadClass::Heating),
        _ => None,
    }
}
