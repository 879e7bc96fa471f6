//! Demand of household cooking appliances by the two ways that the table offers; the smaller counts.

use crate::calc::Alike;
use crate::nec::tables::{CookingColumn, cooking_kilowatts, cooking_percent};

/// Ratings in VA outside which the table does not hold: more than the first, at most the second.
pub const COOKING_RATINGS: (f64, f64) = (1750.0, 27_000.0);
/// Below this the ratings belong to column A.
const COLUMN_A_BELOW: f64 = 3500.0;
/// Up to this they belong to column B.
const COLUMN_B_TO: f64 = 8750.0;
/// Up to this column C holds as it is; above, 5 % more for each kilowatt.
const COLUMN_C_TO: f64 = 12_000.0;
/// Slack for sums and quotients, in VA or kW.
const SLACK: f64 = 1e-6;

/// Which way gave the demand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CookingMethod {
    C,
    /// Shares of the nameplates.
    Shares,
    /// Shares of the nameplates, and column C for the larger appliances.
    SharesAndC,
}

impl CookingMethod {
    /// Returns the name of the columns.
    pub const fn name(self) -> &'static str {
        match self {
            Self::C => "C",
            Self::Shares => "A/B",
            Self::SharesAndC => "A/B+C",
        }
    }
}

/// Column C for some appliances.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ColumnC {
    pub count: f64,
    /// Of the ratings in kW, each at least 12.
    pub average_kw: f64,
    /// Whole kilowatts of the average above 12.
    pub excess_kw: f64,
    /// Of the table, in kW.
    pub table_kw: f64,
    /// What it comes to in VA.
    pub va: f64,
}

/// A share of the nameplates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    pub column: CookingColumn,
    pub count: f64,
    /// Sum of the nameplates in VA.
    pub nameplates_va: f64,
    pub percent: f64,
    pub va: f64,
}

/// The demand with both ways to it.
#[derive(Clone, Debug, PartialEq)]
pub struct CookingDemand {
    /// Column C for all appliances.
    pub all: ColumnC,
    /// The shares of the smaller appliances; none when all are large.
    pub shares: Vec<Share>,
    /// Column C for the appliances that have no share, where there are shares.
    pub large: Option<ColumnC>,
    /// Shares and large appliances together, in VA; that of column C when there are no shares.
    pub shared_va: f64,
    /// The smaller of the two, in VA.
    pub va: f64,
    pub method: CookingMethod,
}

/// Returns the demand of appliances on one phase; `None` of none. Ratings are in VA.
pub fn cooking_demand(appliances: &[Alike]) -> Option<CookingDemand> {
    let all = column_c(appliances)?;
    let (small, large): (Vec<Alike>, Vec<Alike>) =
        appliances.iter().partition(|appliance| appliance.va <= COLUMN_B_TO);
    let shares: Vec<Share> =
        [CookingColumn::A, CookingColumn::B].into_iter().filter_map(|column| share(&small, column)).collect();
    if shares.is_empty() {
        return Some(CookingDemand {
            all,
            shares,
            large: None,
            shared_va: all.va,
            va: all.va,
            method: CookingMethod::C,
        });
    }
    let large = column_c(&large);
    let shared_va = shares.iter().map(|share| share.va).sum::<f64>() + large.map_or(0.0, |large| large.va);
    let method = match large {
        _ if shared_va >= all.va - SLACK => CookingMethod::C,
        Some(_) => CookingMethod::SharesAndC,
        None => CookingMethod::Shares,
    };
    let va = if method == CookingMethod::C { all.va } else { shared_va };
    Some(CookingDemand { all, shares, large, shared_va, va, method })
}

/// Returns twice the largest number of appliances between any two phases, when so many are spread over three.
pub fn twice_between_two_phases(count: f64) -> f64 {
    2.0 * (count / 3.0).ceil()
}

fn column_c(appliances: &[Alike]) -> Option<ColumnC> {
    let count = Alike::count(appliances);
    let table_kw = cooking_kilowatts(count)?;
    let sum: f64 = appliances.iter().map(|one| one.count * one.va.max(COLUMN_C_TO)).sum();
    let average_kw = sum / count / 1000.0;
    let excess_kw = (average_kw - COLUMN_C_TO / 1000.0 + 0.5 + SLACK).floor();
    let va = 1000.0 * table_kw * (1.0 + 0.05 * excess_kw);
    Some(ColumnC { count, average_kw, excess_kw, table_kw, va })
}

fn share(small: &[Alike], column: CookingColumn) -> Option<Share> {
    let belongs = |one: &&Alike| (one.va < COLUMN_A_BELOW) == (column == CookingColumn::A);
    let mine: Vec<Alike> = small.iter().filter(belongs).copied().collect();
    let count = Alike::count(&mine);
    let percent = cooking_percent(count, column)?;
    let nameplates_va = Alike::sum(&mine);
    Some(Share { column, count, nameplates_va, percent, va: nameplates_va * percent / 100.0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn demand(appliances: &[(f64, f64)]) -> (f64, CookingMethod) {
        let appliances: Vec<Alike> = appliances.iter().map(|&(count, va)| Alike { count, va }).collect();
        let demand = cooking_demand(&appliances).expect("appliances");
        ((demand.va * 1000.0).round() / 1000.0, demand.method)
    }

    #[test]
    fn the_smaller_way_counts() {
        assert_eq!(demand(&[(8.0, 4000.0)]), (11_520.0, CookingMethod::Shares));
        assert_eq!(demand(&[(28.0, 8000.0)]), (43_000.0, CookingMethod::C));
        assert_eq!(demand(&[(1.0, 12_000.0), (1.0, 4000.0)]), (11_000.0, CookingMethod::C));
        // 2 kW x 80 % + 8 kW = 9.6 kW against 11 kW.
        assert_eq!(demand(&[(1.0, 12_000.0), (1.0, 2000.0)]), (9600.0, CookingMethod::SharesAndC));
        // 3 kW x 80 % + 5 kW x 80 %.
        assert_eq!(demand(&[(1.0, 3000.0), (1.0, 5000.0)]), (6400.0, CookingMethod::Shares));
        // 10 kW x 80 % would be 8 kW too, but 10 kW belongs to column C alone.
        assert_eq!(demand(&[(1.0, 10_000.0)]), (8000.0, CookingMethod::C));
        assert_eq!(cooking_demand(&[]), None);
    }

    #[test]
    fn above_12_kw_each_kilowatt_of_the_average_adds_5_percent() {
        let mixed = [(5.0, 11_000.0), (2.0, 12_000.0), (20.0, 13_500.0), (3.0, 18_000.0)];
        assert_eq!(demand(&mixed), (49_500.0, CookingMethod::C));
        assert_eq!(demand(&[(1.0, 12_400.0)]), (8000.0, CookingMethod::C));
        assert_eq!(demand(&[(1.0, 12_500.0)]), (8400.0, CookingMethod::C));
        assert_eq!(demand(&[(1.0, 27_000.0)]), (14_000.0, CookingMethod::C));
    }

    #[test]
    fn twice_between_phases() {
        let spots = [(1.0, 2.0), (3.0, 2.0), (10.0, 8.0), (20.0, 14.0), (27.0, 18.0)];
        assert!(spots.into_iter().all(|(count, twice)| twice_between_two_phases(count) == twice));
    }
}
