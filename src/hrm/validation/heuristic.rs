//! What costs no model: the answer that is most frequent, and look-ups one by one, as a glance at a table would have it.

use crate::hrm::validation::attributes::Attributes;
use crate::hrm::validation::circuits::CircuitRecord;
use crate::hrm::validation::families::{Attribute, FAMILIES, Family, Truth};
use crate::hrm::validation::lookups::Lookups;
use crate::hrm::validation::truth::Truths;
use crate::nec::tables::STANDARD_RATINGS;

/// Returns for each family how it stands most often.
pub fn majority(records: &[CircuitRecord]) -> Truths {
    let mut most = [Truth::Holds; FAMILIES];
    let all: Vec<Truths> = records.iter().map(CircuitRecord::truths).collect();
    for (family, most) in most.iter_mut().enumerate() {
        let mut counts: std::collections::BTreeMap<Truth, usize> = std::collections::BTreeMap::new();
        for truth in all.iter().filter_map(|truths| truths.get(family)) {
            *counts.entry(*truth).or_default() += 1;
        }
        if let Some((truth, _)) = counts.into_iter().max_by_key(|(_, count)| *count) {
            *most = truth;
        }
    }
    most
}

/// Tells each family by one comparison of one table value, nothing carried on from one to the next: no corrections one upon the
/// other, no terminals but 75 °C, no next rating above, no enlarged conductors, nothing lost ahead.
pub fn look_up(at: &Attributes) -> Truths {
    let look = Lookups::of(at);
    let mut all = [Truth::Holds; FAMILIES];
    for (family, truth) in Family::ALL.iter().zip(&mut all) {
        *truth = told(*family, at, &look);
    }
    all
}

fn told(family: Family, at: &Attributes, look: &Lookups) -> Truth {
    // Violated where the first is larger; undetermined where one of them is missing.
    let above = |a: Option<f64>, b: Option<f64>, attribute: Attribute| match (a, b) {
        (Some(a), Some(b)) if a > b + 1e-6 => Truth::Violated(attribute),
        (Some(_), Some(_)) => Truth::Holds,
        _ => Truth::Undetermined,
    };
    let is_motor = matches!(at.class.as_str(), "M" | "C");
    let times = |of: Option<f64>, factor: f64| of.map(|of| of * factor);
    let continuous = if at.continuous { 1.25 } else { 1.0 };
    match family {
        Family::Device if is_motor => Truth::Holds,
        Family::Device => above(times(look.load, continuous), look.trip, Attribute::Trip),
        Family::Conductor if is_motor => Truth::Holds,
        Family::Conductor => above(times(look.load, continuous), look.warm, Attribute::Size),
        Family::Protection if is_motor => Truth::Holds,
        Family::Protection => above(look.trip, look.warm, Attribute::Size),
        Family::Ambient if !at.ambient_given => Truth::Holds,
        Family::Ambient => {
            let hot = look.own.zip(look.ambient).map(|(own, factor)| own * factor);
            above(look.trip, hot, Attribute::Ambient)
        }
        Family::Bundling if at.counted_by != "person" => Truth::Holds,
        Family::Bundling => above(look.trip, times(look.own, look.bundling[1]), Attribute::Count),
        Family::Terminals => {
            let cool = at.wires.as_ref().is_some_and(|wires| wires.dry_c == Some(60));
            match look.trip {
                Some(trip) if trip > 100.0 && cool => Truth::Violated(Attribute::Insulation),
                Some(_) => Truth::Holds,
                None => Truth::Undetermined,
            }
        }
        Family::Grounding if look.egc.is_none() => Truth::Holds,
        Family::Grounding => above(look.egc_table, look.egc, Attribute::Egc),
        Family::Drop => above(times(look.lost, 2.0), Some(0.03), Attribute::Length),
        Family::Rating => match look.trip {
            Some(trip) if STANDARD_RATINGS.contains(&trip) => Truth::Holds,
            Some(_) => Truth::Violated(Attribute::Trip),
            None => Truth::Undetermined,
        },
        Family::Motor if !at.is_motor => Truth::Holds,
        Family::Motor => {
            let full_load = at.motor.as_ref().map(|motor| motor.full_load_a);
            match above(times(full_load, 1.25), look.warm, Attribute::Size) {
                Truth::Holds => above(look.trip, times(full_load, 2.5), Attribute::Trip),
                other => other,
            }
        }
        Family::Appliance => match at.equipment.as_deref() {
            Some("water-heater" | "range" | "cooktop" | "oven" | "tankless-heater") => {
                above(look.trip, times(look.load, 1.5), Attribute::Trip)
            }
            _ => Truth::Holds,
        },
        Family::Poles => match at.together_word.as_deref() {
            Some("independent") => Truth::Violated(Attribute::Breaker),
            _ => Truth::Holds,
        },
    }
}
