//! The words schedules use for their columns: a table to add to, nothing else to change.
//!
//! Phrases are written as [`normalized`] leaves them: lower case, no signs, one space between words, `#` as `no`.

mod circuit_words;
mod load_words;

use crate::interchange::import::role::{LoadUnit, Role};
use circuit_words::{CIRCUIT_PHRASES, LEGS};
use load_words::LOAD_PHRASES;

const UNITS: &[(LoadUnit, &[&str])] = &[
    (LoadUnit::Kva, &["kva"]),
    (LoadUnit::Va, &["va", "voltamperes", "volt amperes", "volt amps"]),
    (LoadUnit::Kilowatts, &["kw", "kilowatt", "kilowatts"]),
    (LoadUnit::Watts, &["w", "watt", "watts", "wattage"]),
    (LoadUnit::Amperes, &["amps", "amp", "amperes", "ampere", "a", "fla", "mca", "flc", "rla", "current"]),
];

/// A header's best role and how sure it is, 0 to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::interchange) struct Match {
    pub role: Role,
    pub certainty: u8,
    /// A single letter A, B or C: a leg only beside the other letters.
    pub is_bare_letter: bool,
}

/// Puts a header into the form the phrases are written in: `CKT #` → `ckt no`, `breaker_A` → `breaker a`,
/// `Load(VA)` → `load va`.
pub(in crate::interchange) fn normalized(header: &str) -> String {
    let mut out = String::with_capacity(header.len());
    let mut last_was_lower = false;
    for c in header.chars() {
        if c == '#' || c == '№' {
            out.push_str(" no ");
        } else if c.is_alphanumeric() {
            // "ItemDrop" is two words, "kVA" is one.
            let starts_word = c.is_uppercase() && last_was_lower && out.len() > 2 && !out.ends_with(" k");
            if starts_word && out.rsplit(' ').next().is_some_and(|word| word.chars().count() > 1) {
                out.push(' ');
            }
            out.extend(c.to_lowercase());
        } else {
            out.push(' ');
        }
        last_was_lower = c.is_lowercase();
    }
    let mut words: Vec<&str> = out.split_whitespace().collect();
    words.dedup();
    words.join(" ")
}

/// Finds what a normalized header stands for.
pub(in crate::interchange) fn role_of(header: &str) -> Option<Match> {
    if header.is_empty() || header.len() > 60 {
        return None;
    }
    leg_of(header).or_else(|| role_without_legs(header))
}

/// Finds what a normalized header stands for when it is no leg: `a` alone is amperes of a breaker.
pub(in crate::interchange) fn role_without_legs(header: &str) -> Option<Match> {
    if header == "a" {
        return Some(Match { role: Role::Trip, certainty: 50, is_bare_letter: false });
    }
    let whole = exact(header).map(|role| Match { role, certainty: 100, is_bare_letter: false });
    let mut best = whole.or_else(|| {
        let bare = without_units(header);
        if bare == header {
            None
        } else {
            exact(&bare).map(|role| Match { role, certainty: 90, is_bare_letter: false })
        }
    });
    if best.is_none() {
        best = contained(header);
    }
    best
}

/// Finds the unit of a column on one leg: the `a` of "PHASE A" is its letter, that of "PHASE B (A)" is amperes.
pub(in crate::interchange) fn unit_of_leg(header: &str, role: Role) -> Option<LoadUnit> {
    let letters = words(header).filter(|word| role != Role::LegA || *word != "a");
    unit_of(&letters.collect::<Vec<_>>().join(" "))
}

/// Finds the unit a normalized header names.
pub(in crate::interchange) fn unit_of(header: &str) -> Option<LoadUnit> {
    let has =
        |unit: &str| words(header).any(|word| word == unit) || (unit.contains(' ') && header.contains(unit));
    UNITS.iter().find(|(_, names)| names.iter().any(|name| has(name))).map(|(unit, _)| *unit)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(' ')
}

fn leg_of(header: &str) -> Option<Match> {
    let bare = without_units_keeping_letters(header);
    // "PH B (A)" is amperes on leg B
    let without_ampere = bare.strip_suffix(" a").unwrap_or(&bare);
    LEGS.iter().find_map(|(role, letter, phrases)| {
        let sure = [header, bare.as_str(), without_ampere].iter().any(|text| phrases.contains(text));
        let is_letter = bare == *letter || header == *letter;
        (sure || is_letter).then_some(Match {
            role: *role,
            certainty: if sure { 100 } else { 80 },
            is_bare_letter: !sure,
        })
    })
}

/// A whole header counts most, a phrase inside a header less, its beginning least.
fn phrases() -> impl Iterator<Item = &'static (Role, &'static [&'static str])> {
    CIRCUIT_PHRASES.iter().chain(LOAD_PHRASES)
}

fn exact(header: &str) -> Option<Role> {
    phrases().find(|(_, phrases)| phrases.contains(&header)).map(|(role, _)| *role)
}

/// Finds the longest phrase of at least three letters inside the header, or one that the header begins with.
fn contained(header: &str) -> Option<Match> {
    let padded = format!(" {header} ");
    let mut best: Option<(usize, Match)> = None;
    for (role, phrases) in phrases() {
        for phrase in phrases.iter().filter(|phrase| phrase.len() >= 3) {
            let certainty = if padded.contains(&format!(" {phrase} ")) {
                60
            } else if header.starts_with(phrase) && phrase.len() >= 4 {
                40
            } else {
                continue;
            };
            let rank = usize::from(certainty) * 100 + phrase.len();
            if best.is_none_or(|(top, _)| rank > top) {
                best = Some((rank, Match { role: *role, certainty, is_bare_letter: false }));
            }
        }
    }
    best.map(|(_, found)| found)
}

fn without_units(header: &str) -> String {
    let is_unit = |word: &&str| !UNITS.iter().any(|(_, names)| names.contains(word));
    words(header).filter(is_unit).collect::<Vec<_>>().join(" ")
}

fn without_units_keeping_letters(header: &str) -> String {
    let keeps = |word: &&str| {
        let is_unit = UNITS.iter().any(|(_, names)| names.contains(word));
        *word == "a" || !(is_unit || ["load", "loads", "connected", "conn"].contains(word))
    };
    words(header).filter(keeps).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_real_schedules_are_understood() {
        for (header, role, unit) in [
            ("ckt", Role::Circuit, None),
            ("CKT #", Role::Circuit, None),
            ("Cct. No.", Role::Circuit, None),
            ("breaker_A", Role::Trip, None),
            ("BKR\nAMPS", Role::Trip, None),
            ("Trip (A)", Role::Trip, None),
            ("TRIP/POLES", Role::Trip, None),
            ("VA", Role::Load, Some(LoadUnit::Va)),
            ("Load (kVA)", Role::Load, Some(LoadUnit::Kva)),
            ("CONNECTED LOAD, VA", Role::Load, Some(LoadUnit::Va)),
            ("Total Wattage", Role::Load, Some(LoadUnit::Watts)),
            ("Considered Rating(Watt)", Role::UnitLoad, Some(LoadUnit::Watts)),
            ("Maximum Demand(Watt)", Role::Demand, Some(LoadUnit::Watts)),
            ("D.F(%)", Role::Demand, None),
            ("Descripting of Items", Role::Description, None),
            ("Itemdrop", Role::Description, None),
            ("SERVES", Role::Description, None),
            ("NumTag", Role::Item, None),
            ("SL no", Role::Item, None),
            ("NO OF ITEMS", Role::Quantity, None),
            ("FED FROM", Role::FedFrom, None),
            ("load_type", Role::Class, None),
            ("linked_breakers", Role::CircuitReference, None),
            ("Phase A", Role::LegA, None),
            ("ØB", Role::LegB, None),
            ("C (VA)", Role::LegC, Some(LoadUnit::Va)),
            ("KVA ØA", Role::LegA, Some(LoadUnit::Kva)),
            ("# Poles", Role::Poles, None),
            ("Wire Size", Role::Wire, None),
        ] {
            let header = normalized(header);
            assert_eq!(role_of(&header).map(|found| found.role), Some(role), "{header}");
            if unit.is_some() {
                assert_eq!(unit_of(&header), unit, "{header}");
            }
        }
    }

    #[test]
    fn headers_of_price_lists_are_not() {
        for header in
            ["PRICE", "BRAND", "AMOUNT", "MDB_AMOUNT", "r_ohm_per_km", "max_i_ka", "back", "Estimate"]
        {
            assert_eq!(role_of(&normalized(header)), None, "{header}");
        }
    }
}
