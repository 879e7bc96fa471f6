//! What a dwelling has, as counts and ranges: an engineer's estimate around the Code's own figures, not a statistic.
//!
//! | load | how many | VA |
//! |---|---|---|
//! | lighting | 1 a 600 ft² and one more or less | 300 to 1,800 |
//! | receptacles | 2 to 7 | 360 to 1,800 |
//! | small-appliance, laundry | 2 to 4 (sometimes none), 1 (85 %) | 1,500 |
//! | ranges, cooktops, ovens | 0 to 3 | 1,600 to 8,700, 8,000 to 12,000, up to 22,000; a few beyond the table |
//! | dryer | 70 % | 4,000 to 7,200 |
//! | dishwasher, disposer, microwave, water heater, sump pump | each by its share | 400 to 5,500 |
//! | heating, cooling | 60 %, 65 % | 500 to 7,500 a unit of 1 to 6; 1,500 to 7,000 a unit of 1 or 2 |
//! | EV, pool pump, other | 30 %, 20 %, 40 % | 1,440 to 11,520; 500 to 3,000; 500 to 6,000 |

use super::sketch::Load;
use crate::domain::LoadClass::{
    Appliance, Cooling, ElectricVehicle, Existing, Heating, Kitchen, Lighting, Motor, Receptacle,
    SpareCapacity,
};
use rand::Rng;
use rand::seq::IndexedRandom;
use rand_chacha::ChaCha8Rng;

/// Draws the loads of one dwelling of an area, and how many heating units have a control of their own.
pub(super) fn dwelling(rng: &mut ChaCha8Rng, area_ft2: f64, apartment: bool) -> (Vec<Load>, f64) {
    let mut all = Vec::new();
    let lights = (area_ft2 / 600.0).round() as i32 + rng.random_range(-1..=1);
    for _ in 0..lights.clamp(0, 9) {
        let lit = Load::new(Lighting, 1, rng.random_range(300.0..1800.0));
        all.push(lit.continuous(rng.random_bool(0.15)));
    }
    for _ in 0..rng.random_range(if apartment { 1..4 } else { 2..8 }) {
        all.push(Load::new(Receptacle, 1, f64::from(rng.random_range(2..=10)) * 180.0));
    }
    let small = if rng.random_bool(0.1) { 0 } else { rng.random_range(2..=4) };
    for _ in 0..small {
        all.push(Load::new(Receptacle, 1, 1500.0).required("small-appliance"));
    }
    if rng.random_bool(0.85) {
        all.push(Load::new(Receptacle, 1, 1500.0).required("laundry"));
    }
    cooking(rng, &mut all);
    if rng.random_bool(0.7) {
        let va = *[4000.0, 4500.0, 5000.0, 5000.0, 5500.0, 6000.0, 7200.0].choose(rng).unwrap_or(&5000.0);
        all.push(Load::new(Appliance, 2, va).of("dryer"));
    }
    fastened(rng, &mut all);
    let mut heat_units = 1.0;
    if rng.random_bool(0.6) {
        let units = rng.random_range(1..=if apartment { 4 } else { 6 });
        heat_units = f64::from(units);
        for _ in 0..units {
            let heater = Load::new(Heating, 2, rng.random_range(500.0..7500.0)).of("space-heating");
            all.push(heater.continuous(rng.random_bool(0.3)));
        }
    }
    if rng.random_bool(0.65) {
        for _ in 0..rng.random_range(1..=2) {
            all.push(Load::new(Cooling, 2, rng.random_range(1500.0..7000.0)).of("air-conditioning"));
        }
    }
    if rng.random_bool(if apartment { 0.12 } else { 0.3 }) {
        let va = *[1440.0, 3840.0, 5760.0, 7200.0, 7680.0, 9600.0, 11_520.0].choose(rng).unwrap_or(&7200.0);
        all.push(Load::new(ElectricVehicle, 2, va).of("ev").continuous(rng.random_bool(0.5)));
    }
    if rng.random_bool(if apartment { 0.05 } else { 0.2 }) {
        all.push(Load::new(Motor, 2, rng.random_range(500.0..3000.0)));
    }
    if rng.random_bool(0.4) {
        let other = Load::new(Appliance, 2, rng.random_range(500.0..6000.0));
        all.push(other.continuous(rng.random_bool(0.15)));
    }
    if rng.random_bool(0.04) {
        all.push(Load::new(Existing, 2, rng.random_range(2000.0..12_000.0)));
    }
    if rng.random_bool(0.05) {
        all.push(Load::new(SpareCapacity, 2, rng.random_range(1000.0..6000.0)));
    }
    for _ in 0..rng.random_range(0..3) {
        all.push(Load { spare: true, ..Load::new(Appliance, 1, 0.0) });
    }
    (all, heat_units)
}

/// Draws what cooks.
pub(super) fn cooking(rng: &mut ChaCha8Rng, all: &mut Vec<Load>) {
    let pieces = *[0, 1, 1, 1, 1, 2, 2, 3].choose(rng).unwrap_or(&1);
    for _ in 0..pieces {
        let word = *["range", "range", "cooktop", "oven"].choose(rng).unwrap_or(&"range");
        let va = match rng.random_range(0..20) {
            0 => rng.random_range(1200.0..1750.0),
            1..=4 => rng.random_range(1800.0..3500.0),
            5..=9 => rng.random_range(3500.0..8750.0),
            10..=16 => rng.random_range(8750.0..12_000.0),
            17 | 18 => rng.random_range(12_000.0..22_000.0),
            _ => rng.random_range(22_000.0..29_000.0),
        };
        let class = if rng.random_bool(0.5) { Kitchen } else { Appliance };
        all.push(Load::new(class, 2, va).of(word));
    }
}

/// Draws appliances fastened in place.
fn fastened(rng: &mut ChaCha8Rng, all: &mut Vec<Load>) {
    let kinds: [(&'static str, f64, f64, f64, u8); 5] = [
        ("dishwasher", 0.7, 900.0, 1500.0, 1),
        ("disposer", 0.5, 400.0, 1000.0, 1),
        ("microwave", 0.5, 900.0, 1700.0, 1),
        ("water-heater", 0.6, 3000.0, 5500.0, 2),
        ("sump-pump", 0.2, 400.0, 1200.0, 1),
    ];
    for (word, share, least, most, poles) in kinds {
        if rng.random_bool(share) {
            all.push(Load::new(Appliance, poles, rng.random_range(least..most)).of(word));
        }
    }
    if rng.random_bool(0.15) {
        all.push(Load::new(Appliance, 2, rng.random_range(7000.0..18_000.0)).of("tankless-heater"));
    }
}
