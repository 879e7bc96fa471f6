//! What hangs on the panelboards of one building: rooms with lighting and receptacles, kitchen, mechanical, spares.

use crate::domain::{LoadClass, System};
use rand::Rng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

/// One breaker before it has a slot.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Load {
    pub class: LoadClass,
    pub poles: u8,
    pub va: f64,
    pub trip: f64,
    pub description: String,
    /// The room's number; 0 for what belongs to the building.
    pub room: u16,
    pub spare: bool,
}

impl Load {
    fn new(class: LoadClass, poles: u8, va: f64, description: String, room: u16) -> Self {
        let volts = if poles == 1 { 120.0 } else { 208.0 };
        let amps = va / volts / if poles == 3 { 1.732 } else { 1.0 };
        let trips = [20.0, 30.0, 40.0, 60.0, 80.0, 100.0, 125.0];
        let trip = trips.into_iter().find(|trip| amps * 1.25 <= *trip).unwrap_or(150.0);
        Self { class, poles, va, trip, description, room, spare: false }
    }
}

/// A panelboard to be filled.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Board {
    pub name: String,
    pub system: System,
    pub slots: u16,
    /// In no order.
    pub loads: Vec<Load>,
}

/// Draws the panelboards of a building of one story.
pub(super) fn building(rng: &mut ChaCha8Rng) -> Vec<Board> {
    let count = rng.random_range(3..=5);
    (0..count).map(|index| board(rng, index)).collect()
}

fn board(rng: &mut ChaCha8Rng, index: u16) -> Board {
    let sizes = [30, 42, 42, 54, 72, 84];
    let slots: u16 = sizes[rng.random_range(0..sizes.len())];
    let system = if rng.random_range(0..5) == 0 { System::Single240 } else { System::Wye208 };
    let fill = rng.random_range(0.7..0.95);
    let wanted = (f64::from(slots) * fill) as u16;
    let floor = 100 * (index + 1);
    let mut loads = Vec::new();
    let mut used = 0;
    let mut add = |load: Load, loads: &mut Vec<Load>| {
        if used + u16::from(load.poles) <= wanted {
            used += u16::from(load.poles);
            loads.push(load);
        }
    };
    let spares = (f64::from(slots) * rng.random_range(0.06..0.14)).round() as usize;
    for _ in 0..spares.max(2) {
        let spare =
            Load { spare: true, va: 0.0, ..Load::new(LoadClass::Appliance, 1, 0.0, "SPARE".to_owned(), 0) };
        add(spare, &mut loads);
    }
    let mechanical = (f64::from(slots) / 14.0).round() as usize;
    for unit in 1..=mechanical.max(2) {
        let load = machine(rng, system, unit);
        add(load, &mut loads);
    }
    for number in 1..=u16::from(slots > 40) * 2 + 2 {
        let (class, what, va) = match rng.random_range(0..4) {
            0 => (LoadClass::Kitchen, "COFFEE MAKER", 1_500.0),
            1 => (LoadClass::Kitchen, "DISHWASHER", 1_200.0),
            2 => (LoadClass::Appliance, "WATER COOLER", 600.0),
            _ => (LoadClass::Motor, "EXHAUST FAN", 864.0),
        };
        add(Load::new(class, 1, va, format!("{what} {number}"), 0), &mut loads);
    }
    for room in 1..=slots {
        let number = floor + room;
        let name = format!("{} {number}", ROOMS[rng.random_range(0..ROOMS.len())]);
        for part in 0..rng.random_range(1..=3) {
            let va = f64::from(rng.random_range(3..=9_u32)) * 180.0;
            let suffix = ["", " NORTH", " SOUTH"][part];
            let load = Load::new(LoadClass::Receptacle, 1, va, format!("RECEPT {name}{suffix}"), number);
            add(load, &mut loads);
        }
        if rng.random_range(0..10) < 7 {
            let va = (rng.random_range(300.0..1_700.0_f64) / 10.0).round() * 10.0;
            add(Load::new(LoadClass::Lighting, 1, va, format!("LTG {name}"), number), &mut loads);
        }
    }
    loads.shuffle(rng);
    Board { name: format!("LP-{}", index + 1), system, slots, loads }
}

const ROOMS: [&str; 8] =
    ["OFFICE", "CONFERENCE", "CORRIDOR", "STORAGE", "CLASSROOM", "LOBBY", "WORKROOM", "LOUNGE"];

fn machine(rng: &mut ChaCha8Rng, system: System, unit: usize) -> Load {
    let three = system == System::Wye208 && rng.random_range(0..3) > 0;
    let (class, what) = match rng.random_range(0..3) {
        0 => (LoadClass::Cooling, "CONDENSING UNIT"),
        1 => (LoadClass::Motor, "AIR HANDLER"),
        _ => (LoadClass::Heating, "UNIT HEATER"),
    };
    let va = (rng.random_range(1_500.0..9_000.0_f64) / 100.0).round() * 100.0;
    Load::new(class, if three { 3 } else { 2 }, va, format!("{what} {unit}"), 0)
}
