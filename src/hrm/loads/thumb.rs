//! Plain rules beside the model: everything in full, and what people know by heart.

use super::encoding::Question;
use super::sizes::size_class;
use crate::domain::LoadClass;
use crate::engineering::{Continuous, DemandGroup, class_rule};

/// What a plain rule says of an inventory.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plain {
    pub factors: Vec<f64>,
    pub demand_va: [f64; 3],
    pub size: usize,
}

/// Returns the most frequent factor, 1, for every load; the size it comes to.
pub fn in_full(question: &Question) -> Plain {
    added(question, |_, _| 1.0, |_| 1.0)
}

/// Returns what rules of thumb say: 50 % of general loads of dwellings, 65 % of household cooking, 75 % of four and more fastened
/// appliances, receptacles in full up to 10 kVA and by half above, 65 % of six and more kitchen appliances, 125 % of existing load and
/// of the largest motor, a quarter more for what is marked as continuous; 40 % of the general loads of a dwelling by the
/// optional method.
pub fn by_thumb(question: &Question) -> Plain {
    let optional = question.inventory.optional && question.inventory.dwelling.units > 0.0;
    let factor = |group: DemandGroup, place: usize| {
        let sum = question.summary.groups.get(&group);
        let count = sum.map_or(0, |sum| sum.pieces.len());
        let connected = sum.map_or(0.0, |sum| sum.connected);
        let largest = largest_motor(question) == Some(place);
        let plain = match group {
            DemandGroup::General if optional => 0.5,
            DemandGroup::Cooking | DemandGroup::Dryers | DemandGroup::Appliances if optional => 0.4,
            DemandGroup::General => 0.5,
            DemandGroup::Cooking => 0.65,
            DemandGroup::Appliances if count >= 4 => 0.75,
            DemandGroup::Class(LoadClass::Receptacle) if connected > 1e4 => {
                (1e4 + 0.5 * (connected - 1e4)) / connected
            }
            DemandGroup::Class(LoadClass::Kitchen) if count >= 6 => 0.65,
            DemandGroup::Class(LoadClass::Existing) | DemandGroup::Dwelling(LoadClass::Existing) => 1.25,
            _ => 1.0,
        };
        plain + if largest && !optional { 0.25 } else { 0.0 }
    };
    let more = |place: usize| {
        let Some(item) = question.inventory.items.get(place) else { return 1.0 };
        let continuous = match class_rule(item.class).continuous {
            Continuous::AsMarked => item.marked_continuous,
            Continuous::Always => true,
            Continuous::Never => false,
        };
        if continuous && !optional { 1.25 } else { 1.0 }
    };
    added(question, factor, more)
}

fn largest_motor(question: &Question) -> Option<usize> {
    let va = |place: &usize| question.inventory.items.get(*place).map_or(0.0, |item| item.load.total().0);
    let motors = question.summary.rows.iter().filter_map(|row| row.motor);
    motors.reduce(|best, other| if va(&other) > va(&best) { other } else { best })
}

fn added(
    question: &Question,
    factor: impl Fn(DemandGroup, usize) -> f64,
    more: impl Fn(usize) -> f64,
) -> Plain {
    let mut plain = Plain::default();
    let mut design = 0.0;
    for (place, item) in question.inventory.items.iter().enumerate() {
        let own = factor(item.group, place);
        plain.factors.push(own);
        for (sum, va) in plain.demand_va.iter_mut().zip(item.load.per_leg().0) {
            *sum += own * va.0;
            design += own * va.0 * more(place);
        }
    }
    plain.size = size_class(question.design_amperes(design), question.inventory.premises.edition);
    plain
}
