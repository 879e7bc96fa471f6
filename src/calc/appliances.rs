//! Demand of dryers and of appliances fastened in place.

use crate::calc::{Alike, twice_between_two_phases};
use crate::nec::Edition;
use crate::nec::tables::{APPLIANCE_DEMAND, DRYER_LEAST_VA, appliance_counts_from, dryer_percent};

/// Demand of dryers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DryerDemand {
    /// With at least 5000 VA for each.
    pub connected_va: f64,
    /// Number that enters the table.
    pub counted: f64,
    pub percent: f64,
    pub va: f64,
}

/// Returns the demand of dryers on one phase, or spread over three; `None` of none, and of different ratings over three
/// phases.
pub fn dryer_demand(dryers: &[Alike], three_phase: bool) -> Option<DryerDemand> {
    let least = |dryer: &Alike| Alike { va: dryer.va.max(DRYER_LEAST_VA), ..*dryer };
    let counting: Vec<Alike> = dryers.iter().map(least).collect();
    let connected_va = Alike::sum(&counting);
    if !three_phase {
        let counted = Alike::count(dryers);
        let percent = dryer_percent(counted)?;
        return Some(DryerDemand { connected_va, counted, percent, va: connected_va * percent / 100.0 });
    }
    let va = Alike::rating(dryers)?.max(DRYER_LEAST_VA);
    let counted = twice_between_two_phases(Alike::count(dryers));
    let percent = dryer_percent(counted)?;
    Some(DryerDemand { connected_va, counted, percent, va: percent / 100.0 * counted * va / 2.0 * 3.0 })
}

/// Appliances of one kind, fastened in place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Appliance {
    pub count: f64,
    /// Load of one in VA.
    pub va: f64,
    /// Of one, where it is a motor rated so.
    pub hp: Option<f64>,
    /// Whether it loads the neutral.
    pub neutral: bool,
}

impl Appliance {
    /// Whether it counts for the demand factor and gets it.
    pub fn counts(&self, edition: Edition) -> bool {
        let (va, hp) = appliance_counts_from(edition);
        self.hp.map_or(self.va >= va - 1e-6, |own| own >= hp - 1e-6)
    }
}

/// Demand of appliances fastened in place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ApplianceDemand {
    pub connected_va: f64,
    /// Number of those that count for the factor.
    pub counted: f64,
    /// Load of those.
    pub counted_va: f64,
    pub percent: f64,
    pub va: f64,
    /// Part of the demand between line and neutral.
    pub neutral_va: f64,
}

/// Returns the demand of appliances: a share of those that count if there are four or more, the others in full.
pub fn appliance_demand(appliances: &[Appliance], edition: Edition) -> ApplianceDemand {
    let counting = || appliances.iter().filter(|appliance| appliance.counts(edition));
    let counted: f64 = counting().map(|appliance| appliance.count).sum();
    let counted_va: f64 = counting().map(|appliance| appliance.count * appliance.va).sum();
    let (from, share) = APPLIANCE_DEMAND;
    let percent = if counted >= from { share } else { 100.0 };
    let demand = |appliance: &Appliance| {
        let share = if appliance.counts(edition) { percent / 100.0 } else { 1.0 };
        appliance.count * appliance.va * share
    };
    ApplianceDemand {
        connected_va: appliances.iter().map(|appliance| appliance.count * appliance.va).sum(),
        counted,
        counted_va,
        percent,
        va: appliances.iter().map(demand).sum(),
        neutral_va: appliances.iter().filter(|appliance| appliance.neutral).map(demand).sum(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dryers_on_one_phase_and_on_three() {
        let dryers = [Alike { count: 6.0, va: 4500.0 }];
        let demand = dryer_demand(&dryers, false).expect("dryers");
        assert_eq!((demand.connected_va, demand.percent, demand.va), (30_000.0, 75.0, 22_500.0));
        // 4 of 6 between two phases: 100 % of 20 kVA, half of it times 3.
        let demand = dryer_demand(&dryers, true).expect("dryers");
        assert_eq!((demand.connected_va, demand.counted, demand.va), (30_000.0, 4.0, 30_000.0));
        let two = [dryers[0], Alike { count: 1.0, va: 6000.0 }];
        assert_eq!(dryer_demand(&two, true), None);
        assert_eq!(dryer_demand(&[], false), None);
    }

    #[test]
    fn small_appliances_count_in_full_since_2023() {
        let one = |count: f64, va: f64| Appliance { count, va, hp: None, neutral: false };
        let list = [one(1.0, 4500.0), one(2.0, 1200.0), Appliance { neutral: true, ..one(1.0, 400.0) }];
        let new = appliance_demand(&list, Edition::E2023);
        assert_eq!((new.counted, new.percent, new.va, new.neutral_va), (3.0, 100.0, 7300.0, 400.0));
        let old = appliance_demand(&list, Edition::E2020);
        assert_eq!((old.counted, old.percent, old.va, old.neutral_va), (4.0, 75.0, 5475.0, 300.0));
        let motor = Appliance { hp: Some(1.0 / 6.0), ..one(1.0, 506.0) };
        assert!(!motor.counts(Edition::E2023) && motor.counts(Edition::E2017));
    }
}
