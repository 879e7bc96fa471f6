//! What hangs on the panelboards of a building: load mixes by occupancy, as data.
//!
//! Sizes come from the Code's own figures where it has them: 180 VA for each receptacle yoke (220.14(I)), 1,500 VA for
//! small-appliance and laundry circuits (220.52), 5,000 VA for a dryer (220.54), ranges around the 8 kVA of Table
//! 220.55, motors by the full-load currents of Tables 430.248 and 430.250 times the voltage. Lighting circuits are what
//! a 20 A breaker carries continuously at 120 or 277 V (210.20(A)) or less. How often each occurs in an occupancy is an
//! engineer's estimate from published panel schedules, not a statistic.

use crate::domain::System;
use rand::Rng;
use rand::seq::IndexedRandom;
use rand_chacha::ChaCha8Rng;

named_enum!(
    /// What a building is for.
    Occupancy {
        Office = "office",
        Retail = "retail",
        School = "school",
        Restaurant = "restaurant",
        Healthcare = "healthcare",
        Industrial = "industrial",
        Warehouse = "warehouse",
        Dwelling = "dwelling",
    }
);

/// A kind of load: how often it occurs beside the others of its mix, breaker poles, and its whole load in VA.
#[derive(Clone, Copy, Debug)]
pub(super) struct LoadKind {
    pub weight: f64,
    pub poles: u8,
    size: Size,
}

/// How large a load is, in VA of all its poles.
#[derive(Clone, Copy, Debug)]
enum Size {
    /// This many receptacle yokes of 180 VA.
    Yokes(u32, u32),
    /// Even between two values, to 10 VA.
    Even(f64, f64),
    /// One of these.
    OneOf(&'static [f64]),
}

impl LoadKind {
    pub fn draw(&self, rng: &mut ChaCha8Rng) -> f64 {
        match self.size {
            Size::Yokes(least, most) => f64::from(rng.random_range(least..=most)) * 180.0,
            Size::Even(least, most) => (rng.random_range(least..=most) / 10.0).round() * 10.0,
            Size::OneOf(sizes) => sizes.choose(rng).copied().unwrap_or(1_500.0),
        }
    }
}

const fn kind(weight: f64, poles: u8, size: Size) -> LoadKind {
    LoadKind { weight, poles, size }
}

use Size::{Even, OneOf, Yokes};

/// Three-phase motors of 1 to 30 hp at 460 V (Table 430.250): current × 480 V × √3.
const MOTORS_480: Size =
    OneOf(&[1_746.0, 2_827.0, 3_991.0, 6_319.0, 9_145.0, 11_640.0, 17_459.0, 22_448.0, 28_268.0, 33_256.0]);
/// Three-phase motors of ½ to 15 hp at 208 V (Table 430.250).
const MOTORS_208: Size = OneOf(&[901.0, 1_657.0, 2_702.0, 3_819.0, 6_016.0, 8_719.0, 11_096.0, 16_644.0]);
/// Single-phase motors of ⅙ to 1 hp at 115 V (Table 430.248).
const SMALL_MOTORS: Size = OneOf(&[528.0, 696.0, 864.0, 1_176.0, 1_656.0, 1_920.0]);

/// Lighting and mechanical panels of commercial buildings, 277 V to neutral.
const COMMERCIAL_480: &[LoadKind] = &[
    kind(0.58, 1, Even(600.0, 4_400.0)),
    kind(0.10, 1, OneOf(&[1_500.0, 2_000.0, 3_000.0, 4_000.0])),
    kind(0.06, 2, Even(2_000.0, 9_000.0)),
    kind(0.14, 3, MOTORS_480),
    kind(0.07, 3, Even(3_000.0, 20_000.0)),
    kind(0.05, 3, OneOf(&[15_000.0, 30_000.0, 45_000.0])),
];
const INDUSTRIAL_480: &[LoadKind] = &[
    kind(0.38, 1, Even(800.0, 4_400.0)),
    kind(0.14, 2, Even(1_500.0, 14_000.0)),
    kind(0.38, 3, MOTORS_480),
    kind(0.10, 3, Even(5_000.0, 40_000.0)),
];
const OFFICE_208: &[LoadKind] = &[
    kind(0.46, 1, Yokes(2, 9)),
    kind(0.18, 1, Even(300.0, 1_800.0)),
    kind(0.12, 1, OneOf(&[1_000.0, 1_200.0, 1_440.0, 1_500.0, 1_800.0])),
    kind(0.06, 1, SMALL_MOTORS),
    kind(0.10, 2, Even(1_200.0, 6_000.0)),
    kind(0.08, 3, MOTORS_208),
];
const RETAIL_208: &[LoadKind] = &[
    kind(0.30, 1, Yokes(2, 8)),
    kind(0.34, 1, Even(500.0, 1_900.0)),
    kind(0.10, 1, OneOf(&[1_200.0])),
    kind(0.08, 1, SMALL_MOTORS),
    kind(0.10, 2, Even(1_500.0, 6_500.0)),
    kind(0.08, 3, MOTORS_208),
];
const SCHOOL_208: &[LoadKind] = &[
    kind(0.50, 1, Yokes(3, 10)),
    kind(0.20, 1, Even(400.0, 1_900.0)),
    kind(0.06, 1, OneOf(&[1_500.0, 1_800.0])),
    kind(0.04, 1, SMALL_MOTORS),
    kind(0.12, 2, Even(2_000.0, 8_000.0)),
    kind(0.08, 3, MOTORS_208),
];
const RESTAURANT_208: &[LoadKind] = &[
    kind(0.22, 1, Yokes(1, 6)),
    kind(0.14, 1, Even(300.0, 1_500.0)),
    kind(0.22, 1, OneOf(&[1_200.0, 1_500.0, 1_800.0, 2_000.0])),
    kind(0.10, 1, SMALL_MOTORS),
    kind(0.18, 2, Even(2_000.0, 9_000.0)),
    kind(0.14, 3, Even(4_000.0, 18_000.0)),
];
const HEALTHCARE_208: &[LoadKind] = &[
    kind(0.50, 1, Yokes(2, 8)),
    kind(0.14, 1, Even(300.0, 1_600.0)),
    kind(0.16, 1, OneOf(&[1_000.0, 1_500.0, 1_800.0])),
    kind(0.12, 2, Even(1_500.0, 8_000.0)),
    kind(0.08, 3, MOTORS_208),
];
const WAREHOUSE_208: &[LoadKind] = &[
    kind(0.30, 1, Yokes(2, 8)),
    kind(0.30, 1, Even(600.0, 1_900.0)),
    kind(0.14, 1, SMALL_MOTORS),
    kind(0.14, 2, Even(2_000.0, 9_600.0)),
    kind(0.12, 3, MOTORS_208),
];
const DWELLING_240: &[LoadKind] = &[
    kind(0.34, 1, Even(400.0, 1_800.0)),
    kind(0.20, 1, OneOf(&[1_500.0])),
    kind(0.10, 1, OneOf(&[1_200.0, 1_400.0, 1_800.0])),
    kind(0.08, 1, SMALL_MOTORS),
    kind(0.04, 2, OneOf(&[5_000.0])),
    kind(0.04, 2, Even(8_000.0, 12_000.0)),
    kind(0.06, 2, OneOf(&[3_800.0, 4_500.0])),
    kind(0.10, 2, Even(500.0, 5_500.0)),
    kind(0.04, 2, OneOf(&[7_680.0, 9_600.0, 11_520.0])),
];
const COMMERCIAL_240: &[LoadKind] = &[
    kind(0.40, 1, Yokes(2, 9)),
    kind(0.26, 1, Even(300.0, 1_900.0)),
    kind(0.10, 1, OneOf(&[1_200.0, 1_500.0])),
    kind(0.08, 1, SMALL_MOTORS),
    kind(0.16, 2, Even(1_000.0, 9_600.0)),
];

impl Occupancy {
    /// Returns the occupancies whose panelboards have this system.
    pub(super) const fn of_system(system: System) -> &'static [Self] {
        match system {
            System::Wye480 | System::Wye600 | System::Delta480 => &[
                Self::Office,
                Self::Retail,
                Self::School,
                Self::Healthcare,
                Self::Industrial,
                Self::Warehouse,
            ],
            System::Wye208 | System::HighLeg240 | System::Delta240 => &[
                Self::Office,
                Self::Retail,
                Self::School,
                Self::Restaurant,
                Self::Healthcare,
                Self::Industrial,
                Self::Warehouse,
                Self::Dwelling,
            ],
            System::Single240 => &[Self::Dwelling, Self::Office, Self::Retail, Self::Restaurant],
        }
    }

    /// Returns what hangs on a panelboard of this occupancy and system.
    pub(super) const fn mix(self, system: System) -> &'static [LoadKind] {
        match (system, self) {
            (System::Wye480 | System::Wye600 | System::Delta480, Self::Industrial) => INDUSTRIAL_480,
            (System::Wye480 | System::Wye600 | System::Delta480, _) => COMMERCIAL_480,
            (System::Single240, Self::Dwelling) => DWELLING_240,
            (System::Single240, _) => COMMERCIAL_240,
            (_, Self::Office) => OFFICE_208,
            (_, Self::Retail) => RETAIL_208,
            (_, Self::School) => SCHOOL_208,
            (_, Self::Restaurant) => RESTAURANT_208,
            (_, Self::Healthcare) => HEALTHCARE_208,
            (_, Self::Industrial | Self::Warehouse) => WAREHOUSE_208,
            (_, Self::Dwelling) => DWELLING_240,
        }
    }
}
