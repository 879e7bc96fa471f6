//! An inventory as the network reads it: one token a row and one in front for the service, numbers beside them.
//!
//! ```text
//! token     what it is: 0 the service, 1 … 11 the class of a row, 12 and 13 load that only the area asks for
//! features  fixed: building, method, sums of its group and of all as weights of knots, single loads, numbers of them
//!           fed back: its own answer so far; at the service the design current all answers come to, on the ladder of ratings
//! answer    at a row 37 factors (a mean over them is the answer), 6 shares for continuous load, one number for "its largest
//!           motor counts 25 % more"; at the service the class of its size
//! ```
//!
//! A change of anything here is another [`ENCODING`]: a model carries the number it was trained with.

use super::answer::{Answer, RowAnswer};
use super::hats::{COUNTS, PIECES, SUMS, add_hats};
use super::sizes::{SIZES, ladder, size_class};
use super::summary::{Row, Summary};
use crate::domain::LoadClass;
use crate::engineering::{DemandGroup, LoadInventory, feeder_amperes};
use crate::nec::Edition;
use crate::units::VoltAmperes;
use crate::units::rounding::code_amperes;

/// Number of this encoding.
pub const ENCODING: u32 = 1;
/// Factors that a mean is taken of.
pub const FACTORS: [f64; 37] = [
    0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9,
    0.95, 1.0, 1.05, 1.1, 1.15, 1.2, 1.25, 1.3, 1.35, 1.4, 1.45, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0, 5.5,
];
/// Design load over demand.
pub const SHARES: [f64; 6] = [1.0, 1.05, 1.1, 1.15, 1.2, 1.25];
/// Where the parts of an answer stand among the classes of the network.
pub const AT_SHARES: usize = FACTORS.len();
pub const AT_MOTOR: usize = AT_SHARES + SHARES.len();
pub const AT_SIZES: usize = AT_MOTOR + 1;
pub const CLASSES: usize = AT_SIZES + SIZES;
/// Rows of an inventory at most.
pub const MOST_TOKENS: usize = 48;
const AREA_TOKEN: u32 = 12;

const PREMISES: usize = 4 + 9 + 5 + 5 + COUNTS.len();
const TOTALS: usize = 2 * SUMS.len() + 9;
const OWN: usize = 8 + SUMS.len() + COUNTS.len() + 2 * PIECES.len() + 14;
const OWN_ANSWER: usize = 16;
const LADDER: usize = SIZES + 10;
/// Numbers beside each token.
pub const FEATURES: usize = PREMISES + TOTALS + OWN + OWN_ANSWER + LADDER;

/// An inventory for the network.
#[derive(Clone, Debug)]
pub struct Question {
    pub inventory: LoadInventory,
    pub summary: Summary,
    /// What every token says.
    common: Vec<f32>,
    /// What each row says beside.
    own: Vec<Vec<f32>>,
}

impl Question {
    /// Encodes an inventory; `None` where nothing is installed or asked for, or there are too many rows.
    pub fn new(inventory: LoadInventory) -> Option<Self> {
        let summary = Summary::of(&inventory);
        if summary.rows.is_empty() || summary.rows.len() >= MOST_TOKENS {
            return None;
        }
        let air = Moved::of(&inventory, &summary);
        let mut common = common(&inventory, &summary, &air);
        common.resize(PREMISES + TOTALS, 0.0);
        let own = summary.rows.iter().map(|row| {
            let mut own = own(&inventory, &summary, &air, row);
            own.resize(OWN, 0.0);
            own
        });
        Some(Self { own: own.collect(), common, inventory, summary })
    }

    /// Returns how many tokens it is.
    pub const fn len(&self) -> usize {
        self.own.len() + 1
    }

    /// Writes tokens and features, the rows in an order, with the answer so far.
    pub fn write(&self, order: &[usize], so_far: &Answer, tokens: &mut Vec<u32>, features: &mut Vec<f32>) {
        tokens.push(0);
        features.extend_from_slice(&self.common);
        features.extend([0.0; OWN + OWN_ANSWER]);
        features.extend(self.on_ladder(so_far));
        for row in order {
            let (Some(of), Some(own)) = (self.summary.rows.get(*row), self.own.get(*row)) else { continue };
            tokens.push(token_of(of));
            features.extend_from_slice(&self.common);
            features.extend_from_slice(own);
            features.extend(fed_back(so_far.rows.get(*row)));
            features.extend([0.0; LADDER]);
        }
    }

    /// Returns where the design current stands among the ratings.
    fn on_ladder(&self, so_far: &Answer) -> [f32; LADDER] {
        let mut all = [0.0_f32; LADDER];
        let amperes = self.design_amperes(so_far.design_va);
        let edition = self.inventory.premises.edition;
        let class = size_class(amperes, edition);
        all[class] = 1.0;
        let rating = |class: usize| super::sizes::rating_of(class);
        let top = ladder().last().copied().unwrap_or(6000.0);
        let (lower, upper) =
            (class.checked_sub(1).and_then(rating).unwrap_or(5.0), rating(class).unwrap_or(2.0 * top));
        // As the Code rounds them, half an ampere up belongs to the next.
        let (lower, upper) = (lower + 0.5, upper + 0.5);
        let [below, above] = [(amperes.max(1.0) / lower).ln(), (upper / amperes.max(1.0)).ln()];
        let near =
            [below, above].into_iter().flat_map(|gap| [5.0, 25.0, 100.0, 400.0].map(|k| (k * gap).tanh()));
        let more = near.chain([f64::from(so_far.step > 0), code_amperes(amperes).max(1.0).ln() / 8.0]);
        all.iter_mut().skip(SIZES).zip(more).for_each(|(slot, value)| *slot = value as f32);
        all
    }

    /// Returns the current of a design load in VA, spread over the phases.
    pub fn design_amperes(&self, va: f64) -> f64 {
        feeder_amperes(self.inventory.system, VoltAmperes(va)).0
    }
}

fn token_of(row: &Row) -> u32 {
    if row.by_area {
        return AREA_TOKEN + u32::from(row.class == LoadClass::Receptacle);
    }
    LoadClass::ALL.iter().position(|class| *class == row.class).map_or(AREA_TOKEN, |at| at as u32 + 1)
}

fn flag(holds: bool) -> f32 {
    f32::from(u8::from(holds))
}

/// Loads that move air, and the motors of all.
struct Moved {
    heating: f64,
    cooling: f64,
    largest_cooling: f64,
    /// Place of the largest motor of all.
    first: Option<usize>,
    largest: f64,
}

impl Moved {
    fn of(inventory: &LoadInventory, summary: &Summary) -> Self {
        let sum = |class: LoadClass| {
            let rows = summary.rows.iter().filter(|row| row.class == class);
            rows.flat_map(|row| row.legs).sum::<f64>()
        };
        let va = |place: usize| inventory.items.get(place).map_or(0.0, |item| item.load.total().0);
        let id = |place: usize| inventory.items.get(place).map(|item| (item.panel, item.circuit));
        let largest = |rows: &mut dyn Iterator<Item = &Row>| {
            rows.filter_map(|row| row.motor).fold(None, |best: Option<usize>, motor| match best {
                Some(best) if va(best) > va(motor) || va(best) == va(motor) && id(best) < id(motor) => {
                    Some(best)
                }
                _ => Some(motor),
            })
        };
        let first = largest(&mut summary.rows.iter());
        let cooling = largest(&mut summary.rows.iter().filter(|row| row.class == LoadClass::Cooling));
        Self {
            heating: sum(LoadClass::Heating),
            cooling: sum(LoadClass::Cooling),
            largest_cooling: cooling.map_or(0.0, va),
            largest: first.map_or(0.0, va),
            first,
        }
    }
}

/// What every token says: the building, the method, all loads together.
fn common(inventory: &LoadInventory, summary: &Summary, air: &Moved) -> Vec<f32> {
    let premises = &inventory.premises;
    let mut all: Vec<f32> = Edition::ALL.map(|edition| flag(premises.edition == edition)).to_vec();
    let named =
        ["one-family", "two-family", "multifamily", "hotel", "hospital", "warehouse", "office", "bank"];
    all.extend(named.map(|word| flag(premises.occupancy == Some(word))));
    all.push(flag(premises.occupancy.is_none()));
    let house = summary.rows.iter().any(|row| !row.group.is_of_dwellings());
    all.extend([
        flag(premises.noncoincident),
        flag(inventory.optional),
        flag(inventory.system.is_three_phase()),
        flag(inventory.building),
        flag(house),
    ]);
    all.extend([1.0, 2.0, 3.0, 4.0].map(|units| flag(inventory.heat_units == units)));
    all.push(flag(inventory.heat_units > 4.0));
    let mut units = [0.0; COUNTS.len()];
    add_hats(&mut units, &COUNTS, inventory.dwelling.units, 1.0);
    all.extend(units);
    let still = |with_all: bool| {
        let groups = summary.groups.iter().filter(|(group, _)| match group.class() {
            Some(LoadClass::Heating | LoadClass::Cooling) => false,
            Some(LoadClass::ElectricVehicle | LoadClass::Existing) => with_all,
            _ => true,
        });
        groups.map(|(_, sum)| sum.base).sum::<f64>()
    };
    for sum in [still(true), still(false)] {
        let mut hats = [0.0; SUMS.len()];
        add_hats(&mut hats, &SUMS, sum, 1.0);
        all.extend(hats);
    }
    let with_motor =
        air.cooling + if air.largest_cooling >= air.largest { 0.25 * air.largest_cooling } else { 0.0 };
    let ratio = |to: f64| if air.heating > 0.0 && to > 0.0 { (air.heating / to).ln() } else { 0.0 };
    let cooking = summary.groups.get(&DemandGroup::Cooking).map_or(0, |sum| sum.pieces.len()) as f64;
    all.extend(
        [
            f64::from(air.heating > 0.0),
            f64::from(air.cooling > 0.0),
            (3.0 * ratio(air.cooling)).tanh(),
            (100.0 * ratio(air.cooling)).tanh(),
            (100.0 * ratio(with_motor)).tanh(),
            (10.0 * (0.65 * air.heating / air.cooling.max(1.0)).max(1e-3).ln()).tanh(),
            (10.0 * (0.4 * air.heating / air.cooling.max(1.0)).max(1e-3).ln()).tanh(),
            f64::from(inventory.dwelling.units > 0.0 && cooking >= inventory.dwelling.units),
            f64::from(inventory.dwelling.units > 0.0),
        ]
        .map(|value| value as f32),
    );
    all
}

/// What a row says of its group and of its own motor.
fn own(inventory: &LoadInventory, summary: &Summary, air: &Moved, row: &Row) -> Vec<f32> {
    let group = summary.group(row);
    let kinds = [DemandGroup::General, DemandGroup::Cooking, DemandGroup::Dryers, DemandGroup::Appliances];
    let mut all: Vec<f32> = kinds.map(|kind| flag(row.group == kind)).to_vec();
    all.extend([
        flag(row.group.is_of_dwellings()),
        flag(matches!(row.group, DemandGroup::Class(_))),
        flag(row.by_area),
        flag(row.motor.is_some()),
    ]);
    let mut sums = [0.0; SUMS.len()];
    add_hats(&mut sums, &SUMS, group.base, 1.0);
    all.extend(sums);
    let count = group.pieces.len() as f64;
    let mut counts = [0.0; COUNTS.len()];
    add_hats(&mut counts, &COUNTS, count, 1.0);
    all.extend(counts);
    let (mut single, mut mean) = ([0.0; PIECES.len()], [0.0; PIECES.len()]);
    for va in &group.pieces {
        add_hats(&mut single, &PIECES, *va, va / group.connected.max(1.0));
    }
    add_hats(&mut mean, &PIECES, group.connected / count.max(1.0), 1.0);
    all.extend(single.into_iter().chain(mean));
    let motor =
        row.motor.and_then(|place| inventory.items.get(place)).map_or(0.0, |item| item.load.total().0);
    let largest = |number: usize| group.pieces.iter().take(number).sum::<f64>() / group.connected.max(1.0);
    let large = group.pieces.iter().filter(|va| **va >= 500.0).count() as f64;
    let marked = group.marked / group.connected.max(1.0);
    let covered = if group.base > 0.0 { group.connected / group.base } else { 1.0 };
    all.extend(
        [
            largest(1),
            largest(2),
            large / 8.0,
            f64::from(large >= 4.0),
            marked,
            covered.min(2.0),
            marked * covered.min(2.0),
            f64::from(covered < 0.999_999),
            f64::from(row.motor.is_some() && row.motor == air.first),
            if motor > 0.0 { (10.0 * (motor / air.largest.max(1.0)).ln()).tanh() } else { 0.0 },
            group.connected.max(1.0).ln() / 10.0 - 1.0,
            group.base.max(1.0).ln() / 10.0 - 1.0,
            f64::from(marked > 0.0),
            // Whether it is the one motor where cooling does not count.
            f64::from(row.class == LoadClass::Motor && row.motor.is_some()),
        ]
        .map(|value| value as f32),
    );
    all
}

/// What a row has answered so far.
fn fed_back(answer: Option<&RowAnswer>) -> [f32; OWN_ANSWER] {
    let mut all = [0.0_f32; OWN_ANSWER];
    if let Some(answer) = answer {
        let factor = answer.factor;
        let near = [0.25, 0.5, 0.75, 1.0, 1.25].map(|at| (8.0 * (factor - at)).tanh());
        let more = [factor.min(2.0), answer.share, (answer.motor / 4.0).tanh(), 1.0];
        all.iter_mut().zip(more.into_iter().chain(near)).for_each(|(slot, value)| *slot = value as f32);
    }
    all
}
