//! What buildings other than dwellings have: how often each class occurs, how many circuits, how large.
//!
//! | occupancy | lighting | receptacles | motors | heating | cooling | kitchen | appliances | EV | signs |
//! |---|---|---|---|---|---|---|---|---|---|
//! | office, bank | 1 | 1 | 0.4 | 0.4 | 0.7 | 0.15 | 0.4 | 0.2 | 0.1 |
//! | warehouse, industrial | 1 | 0.7 | 0.7 | 0.4 | 0.3 | 0.03 | 0.4 | 0.2 | 0.1 |
//! | store, restaurant, hotel, … | 1 | 0.9 | 0.5 | 0.4 | 0.6 | 0.4 (restaurant 1) | 0.5 | 0.2 | 0.4 |
//!
//! A class that occurs has 1 to 12 circuits; their mean load is drawn evenly on a logarithmic scale, so that totals lie as often
//! below a threshold of the Code as above. Sizes: lighting 300 to 4,000 VA, receptacles 180 to 1,800 VA in yokes of 180,
//! motors and cooling by horsepower, kitchen 500 to 18,000, EV 1,440 to 19,200.

use super::sketch::Load;
use crate::domain::LoadClass::{
    self, Appliance, Cooling, ElectricVehicle, Existing, Heating, Kitchen, Lighting, Motor, Receptacle, Sign,
    SpareCapacity,
};
use rand::Rng;
use rand::seq::IndexedRandom;
use rand_chacha::ChaCha8Rng;

/// Loads of motors by their full-load currents, in VA, to the nearest hundred.
const MOTORS_VA: [f64; 12] = [
    800.0, 1700.0, 2500.0, 3500.0, 5500.0, 8000.0, 10_100.0, 15_200.0, 19_500.0, 24_500.0, 28_800.0, 37_500.0,
];

/// How often each class occurs.
struct Mix {
    lighting: f64,
    receptacles: f64,
    motors: f64,
    cooling: f64,
    kitchen: f64,
    appliances: f64,
    signs: f64,
}

const OFFICE: Mix = Mix {
    lighting: 1.0,
    receptacles: 1.0,
    motors: 0.4,
    cooling: 0.7,
    kitchen: 0.15,
    appliances: 0.4,
    signs: 0.1,
};
const WAREHOUSE: Mix = Mix {
    lighting: 1.0,
    receptacles: 0.7,
    motors: 0.7,
    cooling: 0.3,
    kitchen: 0.03,
    appliances: 0.4,
    signs: 0.1,
};
const STORE: Mix = Mix {
    lighting: 1.0,
    receptacles: 0.9,
    motors: 0.5,
    cooling: 0.6,
    kitchen: 0.4,
    appliances: 0.5,
    signs: 0.4,
};

fn mix(occupancy: Option<&str>) -> Mix {
    match occupancy {
        Some("office" | "bank") => OFFICE,
        Some("warehouse" | "industrial" | "garage" | "farm") => WAREHOUSE,
        Some("restaurant") => Mix { kitchen: 1.0, ..STORE },
        _ => STORE,
    }
}

/// Draws the loads of one panelboard; `share` is how much of each class it carries at most.
pub(super) fn commercial(rng: &mut ChaCha8Rng, occupancy: Option<&str>, share: f64) -> Vec<Load> {
    let mix = mix(occupancy);
    let mut all = Vec::new();
    let three = |rng: &mut ChaCha8Rng| *[1_u8, 2, 3, 3].choose(rng).unwrap_or(&3);
    if rng.random_bool(mix.lighting * 0.95 * share) {
        let each = log_even(rng, 300.0, 4000.0);
        let kept = rng.random_bool(0.8);
        for _ in 0..many(rng, 12) {
            let va = each * rng.random_range(0.5..1.5);
            all.push(Load::new(Lighting, 1, va).continuous(kept && rng.random_bool(0.9)));
        }
    }
    if rng.random_bool(mix.receptacles * 0.95 * share) {
        let yokes = rng.random_range(1..=10);
        for _ in 0..many(rng, 24) {
            let own = (yokes + rng.random_range(-2..=2)).clamp(1, 10);
            let plug = Load::new(Receptacle, 1, f64::from(own) * 180.0);
            all.push(plug.continuous(rng.random_bool(0.08)));
        }
    }
    for (class, share) in [(Motor, mix.motors * share), (Cooling, mix.cooling * share)] {
        if rng.random_bool(share) {
            for _ in 0..rng.random_range(1..=5) {
                let va = *MOTORS_VA[..if class == Motor { 12 } else { 9 }].choose(rng).unwrap_or(&2500.0);
                let moved = Load::new(class, three(rng), va * rng.random_range(0.9..1.1));
                all.push(moved.continuous(rng.random_bool(0.3)));
            }
        }
    }
    if rng.random_bool(0.4 * share) {
        for _ in 0..rng.random_range(1..=4) {
            let va = log_even(rng, 1000.0, 20_000.0);
            all.push(Load::new(Heating, three(rng), va).continuous(rng.random_bool(0.5)));
        }
    }
    if rng.random_bool(mix.kitchen * share) {
        for _ in 0..rng.random_range(1..=9) {
            let va = log_even(rng, 500.0, 18_000.0);
            all.push(Load::new(Kitchen, three(rng), va).continuous(rng.random_bool(0.1)));
        }
    }
    if rng.random_bool(mix.appliances * share) {
        for _ in 0..rng.random_range(1..=5) {
            let va = log_even(rng, 300.0, 9000.0);
            all.push(Load::new(Appliance, three(rng), va).continuous(rng.random_bool(0.2)));
        }
    }
    if rng.random_bool(0.2 * share) {
        for _ in 0..rng.random_range(1..=5) {
            let va = *[1440.0, 1920.0, 3840.0, 5760.0, 7200.0, 9600.0, 11_520.0, 19_200.0]
                .choose(rng)
                .unwrap_or(&7200.0);
            all.push(Load::new(ElectricVehicle, 2, va).of("ev").continuous(rng.random_bool(0.6)));
        }
    }
    if rng.random_bool(mix.signs * share) {
        for _ in 0..rng.random_range(1..=2) {
            all.push(few(rng, Sign, 1200.0, 3000.0));
        }
    }
    if rng.random_bool(0.08 * share) {
        all.push(few(rng, Existing, 5000.0, 60_000.0));
    }
    if rng.random_bool(0.1 * share) {
        all.push(few(rng, SpareCapacity, 2000.0, 20_000.0));
    }
    for _ in 0..rng.random_range(0..3) {
        all.push(Load { spare: true, ..Load::new(Appliance, 1, 0.0) });
    }
    all
}

fn few(rng: &mut ChaCha8Rng, class: LoadClass, least: f64, most: f64) -> Load {
    let poles = *[1_u8, 3].choose(rng).unwrap_or(&3);
    let va = log_even(rng, least, most);
    Load::new(class, poles, va).continuous(rng.random_bool(0.5))
}

/// Draws how many circuits: few as often as many.
fn many(rng: &mut ChaCha8Rng, most: u32) -> u32 {
    log_even(rng, 1.0, f64::from(most) + 0.99) as u32
}

/// Draws evenly on a logarithmic scale.
pub(super) fn log_even(rng: &mut ChaCha8Rng, least: f64, most: f64) -> f64 {
    rng.random_range(least.ln()..most.ln()).exp()
}
