//! Demand of dwellings by the optional methods (Part IV of Article 220): one new dwelling, three and more, two.

use crate::domain::LoadClass;
use crate::engineering::demand::standard::standard;
use crate::engineering::demand::{DemandGroup, DwellingSum, General, GroupDemand, Outcome, Tally, Terms};
use crate::nec::tables::{
    SUPPLEMENTAL_HEAT_PERCENT, by_slices, multifamily_percent, optional_dwelling_slices, space_heat_percent,
    vehicle_supply_stands_apart,
};

/// Units that two dwellings are taken for (220.85).
const TWO_AS: f64 = 3.0;

/// Which optional method holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum OptionalCase {
    /// 220.82.
    One,
    /// 220.85.
    Two,
    /// 220.84, with the number of units.
    Several(f64),
}

/// Why none does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OptionalRefusal {
    /// It does not carry all of a dwelling.
    NoDwelling,
    /// One dwelling on three phases, or with loads of the house beside it.
    NotOnThreeWires,
    /// A unit is without electric cooking.
    NoCooking,
    /// Neither electric heating nor cooling.
    NoHeatingOrCooling,
}

/// Returns which optional method a sum of loads is eligible for.
///
/// # Errors
/// Why it is for none.
pub fn optional_case(
    dwelling: &DwellingSum,
    groups: &[GroupDemand],
    pieces_of_cooking: usize,
    three_phase: bool,
) -> Result<OptionalCase, OptionalRefusal> {
    if dwelling.units < 1.0 {
        return Err(OptionalRefusal::NoDwelling);
    }
    let beside = groups.iter().any(|row| !row.group.is_of_dwellings() && row.connected > 0.0);
    if dwelling.units == 1.0 {
        return if three_phase || beside {
            Err(OptionalRefusal::NotOnThreeWires)
        } else {
            Ok(OptionalCase::One)
        };
    }
    if dwelling.units == 2.0 {
        return Ok(OptionalCase::Two);
    }
    if (pieces_of_cooking as f64) < dwelling.units {
        return Err(OptionalRefusal::NoCooking);
    }
    let air = |row: &GroupDemand| is_air(row.group) && row.group.is_of_dwellings() && row.connected > 0.0;
    if groups.iter().any(air) {
        Ok(OptionalCase::Several(dwelling.units))
    } else {
        Err(OptionalRefusal::NoHeatingOrCooling)
    }
}

fn is_air(group: DemandGroup) -> bool {
    matches!(group.class(), Some(LoadClass::Heating | LoadClass::Cooling))
}

/// What the optional method takes a group for before its factor: the general load by area, nameplates of all others.
fn nameplate(row: &GroupDemand, general: &General) -> f64 {
    if row.group == DemandGroup::General { general.subtotal_va } else { row.connected }
}

/// Heating and cooling of one dwelling, in VA.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Air {
    pub heating: f64,
    pub cooling: f64,
    /// Of the heating, in per cent.
    pub percent: f64,
}

impl Air {
    /// Returns what counts of heating and of cooling: cooling in full and a share of the heating, or the larger of them
    /// where they are never on together.
    pub(super) fn of(rows: &[GroupDemand], terms: &Terms) -> Self {
        let sum = |class| {
            let of_class = rows.iter().filter(|row| row.group == DemandGroup::Dwelling(class));
            of_class.map(|row| row.connected).sum::<f64>()
        };
        let (heating, cooling) = (sum(LoadClass::Heating), sum(LoadClass::Cooling));
        let together = heating > 0.0 && cooling > 0.0 && !terms.premises.noncoincident;
        // Both at once are a heat pump and its supplement.
        let percent = if together { SUPPLEMENTAL_HEAT_PERCENT } else { space_heat_percent(terms.heat_units) };
        let counted = heating * percent / 100.0;
        if together {
            return Self { heating: counted, cooling, percent };
        }
        if counted > cooling {
            Self { heating: counted, cooling: 0.0, percent }
        } else {
            Self { heating: 0.0, cooling, percent }
        }
    }
}

/// Returns the demand of every group by the optional method, where the sum is eligible; else by the standard one.
pub(super) fn outcome(tally: &Tally, terms: &Terms) -> (Outcome, Option<OptionalCase>) {
    let standard = standard(tally, terms);
    if !terms.optional {
        return (standard, None);
    }
    let dwelling = &tally.sums.dwelling;
    let cooking = tally.sums.pieces(DemandGroup::Cooking).len();
    let Ok(case) = optional_case(dwelling, &standard.groups, cooking, terms.three_phase) else {
        return (standard, None);
    };
    let general = General::of(dwelling, terms.premises.edition);
    match case {
        OptionalCase::One => (one(&standard, &general, terms), Some(case)),
        OptionalCase::Several(units) => (several(&standard, &general, units, 1.0), Some(case)),
        OptionalCase::Two => {
            let three = several(&standard, &general, TWO_AS, TWO_AS / 2.0);
            if total(&three) < total(&standard) { (three, Some(case)) } else { (standard, None) }
        }
    }
}

/// Returns the demand of an outcome in VA, its largest motor included.
pub(super) fn total(outcome: &Outcome) -> f64 {
    let motor = outcome.motor.map_or(0.0, |motor| 0.25 * motor.load.total().0);
    outcome.groups.iter().map(|row| row.demand).sum::<f64>() + motor
}

/// Returns what the slices leave of the general load of one dwelling, and that load: both in VA.
pub(super) fn general_of_one(rows: &[GroupDemand], general: &General, terms: &Terms) -> (f64, f64) {
    let edition = terms.premises.edition;
    let inside = rows.iter().filter(|row| !is_air(row.group) && !stands_apart(row.group, terms));
    let load: f64 = inside.map(|row| nameplate(row, general)).sum();
    (by_slices(load, &optional_dwelling_slices(edition)), load)
}

/// Whether a group counts in full beside the general load.
fn stands_apart(group: DemandGroup, terms: &Terms) -> bool {
    match group.class() {
        Some(LoadClass::ElectricVehicle) => vehicle_supply_stands_apart(terms.premises.edition),
        Some(LoadClass::Existing) => true,
        _ => false,
    }
}

fn one(standard: &Outcome, general: &General, terms: &Terms) -> Outcome {
    let (demand, load) = general_of_one(&standard.groups, general, terms);
    let ratio = if load > 0.0 { demand / load } else { 1.0 };
    let air = Air::of(&standard.groups, terms);
    let groups = standard.groups.iter().map(|row| {
        let demand = match row.group.class() {
            Some(LoadClass::Heating) => air.heating,
            Some(LoadClass::Cooling) => air.cooling,
            Some(LoadClass::ElectricVehicle) if stands_apart(row.group, terms) => row.connected,
            _ if stands_apart(row.group, terms) => row.demand,
            _ => ratio * nameplate(row, general),
        };
        counted(row, demand)
    });
    Outcome { groups: groups.collect(), motor: None }
}

/// Returns the demand of several dwellings by the table; what is not of dwellings stays as it is.
fn several(standard: &Outcome, general: &General, units: f64, times: f64) -> Outcome {
    let factor = multifamily_percent(units).unwrap_or(100.0) / 100.0 * times;
    let of = |class| {
        let of_class = standard.groups.iter().filter(|row| row.group == DemandGroup::Dwelling(class));
        of_class.map(|row| row.connected).sum::<f64>()
    };
    let omitted = if of(LoadClass::Heating) >= of(LoadClass::Cooling) {
        LoadClass::Cooling
    } else {
        LoadClass::Heating
    };
    let groups = standard.groups.iter().map(|row| {
        if !row.group.is_of_dwellings() {
            return *row;
        }
        let demand = if row.group.class() == Some(omitted) { 0.0 } else { factor * nameplate(row, general) };
        counted(row, demand)
    });
    let motor = standard.motor.filter(|motor| !motor.group.is_of_dwellings());
    Outcome { groups: groups.collect(), motor }
}

/// Loads by the optional method stand in place of Part III as they are: nothing is added for what is continuous.
fn counted(row: &GroupDemand, demand: f64) -> GroupDemand {
    GroupDemand { demand, design: demand, ..*row }
}
