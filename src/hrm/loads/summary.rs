//! An inventory in rows: loads of one class that are demanded together, with exact sums. What is given, and not learned.
//!
//! ```text
//! given    what is demanded together (220's own groups), sums and pieces of each group, floor areas times their unit loads,
//!          the largest motor of each class, standard ratings
//! learned  every factor: slices, tables by number, least loads, what is left out, the optional methods, what counts for the
//!          largest motor and for continuous load
//! ```
//!
//! Answers are about rows; loads of a row have one factor, but for the largest motor. So the order of the loads and the legs they
//! lie on change nothing in the question, and demand by leg is the sum of load times answer.

use crate::domain::LoadClass;
use crate::engineering::{DemandGroup, General, LoadInventory, LoadItem, class_rule, least_by_area};
use std::collections::BTreeMap;

/// Loads of one class and group.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub class: LoadClass,
    pub group: DemandGroup,
    /// On legs A, B, C in VA.
    pub legs: [f64; 3],
    /// Place of its largest motor in the list of loads.
    pub motor: Option<usize>,
    /// Nothing is installed, yet the floor area asks for load.
    pub by_area: bool,
}

/// Sums over what is demanded together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GroupSum {
    pub connected: f64,
    /// What the schedule marks as continuous.
    pub marked: f64,
    /// What factors are taken of: as installed, or by the floor area and the circuits that dwellings have where that counts.
    pub base: f64,
    /// The loads, largest first.
    pub pieces: Vec<f64>,
}

/// An inventory in rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    pub rows: Vec<Row>,
    pub groups: BTreeMap<DemandGroup, GroupSum>,
    /// Row of each load; `None` of one without VA.
    pub row_of: Vec<Option<usize>>,
}

impl Summary {
    /// Sums an inventory up.
    pub fn of(inventory: &LoadInventory) -> Self {
        let mut rows: BTreeMap<(DemandGroup, LoadClass), Row> = BTreeMap::new();
        let mut groups: BTreeMap<DemandGroup, GroupSum> = BTreeMap::new();
        for (place, item) in inventory.items.iter().enumerate() {
            let va = item.load.total().0;
            if va <= 0.0 {
                continue;
            }
            let row = rows.entry((item.group, item.class)).or_insert_with(|| empty(item.class, item.group));
            for (sum, more) in row.legs.iter_mut().zip(item.load.per_leg().0) {
                *sum += more.0;
            }
            if class_rule(item.class).motor {
                let first = row.motor.and_then(|known| inventory.items.get(known));
                if first.is_none_or(|known| is_larger(item, known)) {
                    row.motor = Some(place);
                }
            }
            let group = groups.entry(item.group).or_default();
            group.connected += va;
            group.marked += if item.marked_continuous { va } else { 0.0 };
            group.pieces.push(va);
        }
        for group in groups.values_mut() {
            group.pieces.sort_by(|a, b| b.total_cmp(a));
            group.base = group.connected;
        }
        for (group, class, asked) in asked_by_area(inventory) {
            let sum = groups.entry(group).or_default();
            sum.base = match group {
                DemandGroup::General => asked,
                _ => sum.connected.max(asked),
            };
            if sum.connected <= 0.0 {
                rows.insert((group, class), Row { by_area: true, ..empty(class, group) });
            }
        }
        let places: BTreeMap<(DemandGroup, LoadClass), usize> =
            rows.keys().enumerate().map(|(place, key)| (*key, place)).collect();
        let row_of = inventory.items.iter().map(|item| {
            let place = places.get(&(item.group, item.class)).copied();
            place.filter(|_| item.load.total().0 > 0.0)
        });
        Self { row_of: row_of.collect(), rows: rows.into_values().collect(), groups }
    }

    /// Returns the sums of a row's group.
    pub fn group(&self, row: &Row) -> &GroupSum {
        static NONE: GroupSum = GroupSum { connected: 0.0, marked: 0.0, base: 0.0, pieces: Vec::new() };
        self.groups.get(&row.group).unwrap_or(&NONE)
    }

    /// Returns what a row's factor has to be multiplied by to be one of its installed load; 1 by area alone.
    pub fn scale(&self, row: &Row) -> f64 {
        let group = self.group(row);
        if group.connected > 0.0 { group.base / group.connected } else { 1.0 }
    }
}

const fn empty(class: LoadClass, group: DemandGroup) -> Row {
    Row { class, group, legs: [0.0; 3], motor: None, by_area: false }
}

/// Of loads alike the one of the lower panelboard, then circuit, is the larger.
fn is_larger(item: &LoadItem, than: &LoadItem) -> bool {
    let (own, other) = (item.load.total().0, than.load.total().0);
    own > other || (own == other && (item.panel, item.circuit) < (than.panel, than.circuit))
}

/// Returns groups of which floor areas or the number of dwellings ask for load, with what they ask for in VA.
fn asked_by_area(inventory: &LoadInventory) -> Vec<(DemandGroup, LoadClass, f64)> {
    let mut asked = Vec::new();
    let general = General::of(&inventory.dwelling, inventory.premises.edition).subtotal_va;
    if general > 0.0 {
        asked.push((DemandGroup::General, LoadClass::Lighting, general));
    }
    if let Some(least) = least_by_area(&inventory.premises).filter(|_| inventory.building) {
        for (class, va) in
            [(LoadClass::Lighting, least.lighting_va()), (LoadClass::Receptacle, least.receptacles_va())]
        {
            if va > 0.0 {
                asked.push((DemandGroup::Class(class), class, va));
            }
        }
    }
    asked
}
