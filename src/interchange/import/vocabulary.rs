//! The words schedules use for their columns: a table to add to, nothing else to change.
//!
//! Phrases are written as [`normalized`] leaves them: lower case, no signs, one space between words, `#` as `no`.

use crate::interchange::import::role::{LoadUnit, Role};

/// Phrases and the role they stand for. A whole header counts most, a phrase inside a header less, its beginning least.
const PHRASES: &[(Role, &[&str])] = &[
    (
        Role::Circuit,
        &[
            "ckt",
            "ckt no",
            "ckt num",
            "ckt number",
            "ckt nr",
            "cct",
            "cct no",
            "cct number",
            "cir",
            "cir no",
            "circ",
            "circ no",
            "circuit",
            "circuit no",
            "circuit num",
            "circuit number",
            "circuit nr",
            "circuit id",
            "ckts",
            "circuits",
            "pole no",
            "pole number",
            "pole position",
            "slot",
            "slot no",
            "slot number",
            "slots",
            "space no",
            "space number",
            "breaker no",
            "breaker number",
            "brkr no",
            "bkr no",
            "cb no",
            "way",
            "way no",
            "stromkreis",
            "circuito",
            "circuito no",
            "cto",
            "no circuit",
            "repere",
        ],
    ),
    (Role::Side, &["side", "column side", "panel side"]),
    (Role::Position, &["row", "position", "pos", "row no"]),
    (
        Role::Item,
        &[
            "no",
            "nr",
            "id",
            "item no",
            "item number",
            "sl no",
            "sl",
            "s no",
            "sr no",
            "sr",
            "serial no",
            "serial",
            "serial number",
            "num tag",
            "numtag",
            "tag no",
            "line no",
            "index",
            "lfd nr",
        ],
    ),
    (
        Role::Panel,
        &[
            "panel",
            "panel name",
            "panelboard",
            "panelboard name",
            "panel id",
            "panel no",
            "db",
            "db name",
            "board",
            "board name",
        ],
    ),
    (
        Role::FedFrom,
        &["fed from", "fed by", "feed from", "supplied from", "supply from", "supply", "source", "upstream"],
    ),
    (
        Role::Description,
        &[
            "description",
            "desc",
            "descr",
            "load description",
            "circuit description",
            "circuit name",
            "load name",
            "load served",
            "loads served",
            "served",
            "serves",
            "serving",
            "area served",
            "name",
            "label",
            "item",
            "items",
            "item description",
            "description of items",
            "descripting of items",
            "description of load",
            "description of loads",
            "load desc",
            "equipment",
            "equipment served",
            "equipment name",
            "designation",
            "usage",
            "purpose",
            "outlets served",
            "particulars",
            "circuit use",
            "load location",
            "bezeichnung",
            "beschreibung",
            "verbraucher",
            "descripcion",
            "descripción",
            "carga",
            "designación",
            "désignation",
            "libellé",
            "descrizione",
            "utilisation",
            "remarks load",
        ],
    ),
    (
        Role::Class,
        &[
            "class",
            "load class",
            "load classification",
            "classification",
            "load type",
            "type of load",
            "category",
            "cat",
            "code",
            "load code",
            "type",
            "kind",
            "lt",
            "load cat",
            "class of load",
        ],
    ),
    (
        Role::Poles,
        &[
            "poles",
            "pole",
            "p",
            "breaker p",
            "bkr p",
            "brkr p",
            "cb p",
            "no of poles",
            "number of poles",
            "no poles",
            "pole qty",
            "bkr poles",
            "breaker poles",
            "cb poles",
            "brkr pole",
            "bkr pole",
            "breaker pole",
            "nr of poles",
            "polos",
            "pôles",
        ],
    ),
    (
        Role::Trip,
        &[
            "trip",
            "trip a",
            "trip amp",
            "trip amps",
            "amp trip",
            "amps trip",
            "trip rating",
            "breaker",
            "breaker a",
            "breaker amp",
            "breaker amps",
            "breaker size",
            "breaker rating",
            "breaker trip",
            "bkr",
            "bkr a",
            "bkr amp",
            "bkr amps",
            "bkr size",
            "bkr trip",
            "brkr",
            "brkr a",
            "brkr amp",
            "brkr amps",
            "brkr size",
            "brkr trip",
            "brk",
            "brk size",
            "cb",
            "cb a",
            "cb amp",
            "cb amps",
            "cb size",
            "cb rating",
            "c b",
            "circuit breaker",
            "circuit breaker rating",
            "circuit breaker size",
            "mcb",
            "mcb rating",
            "mccb",
            "amp",
            "amps",
            "ampere",
            "amperes",
            "ampacity",
            "rating",
            "rating a",
            "amp rating",
            "ocp",
            "ocpd",
            "ocpd a",
            "ocpd rating",
            "ocp rating",
            "ocp a",
            "overcurrent device",
            "fuse",
            "fuse a",
            "protection",
            "device rating",
            "at",
            "trip poles",
            "trip pole",
            "trip p",
            "breaker pole a",
            "amps poles",
            "amp pole",
            "amps pole",
            "a p",
            "bkr trip poles",
            "breaker trip poles",
            "ocpd trip pole",
            "sicherung",
            "interruptor",
            "disjoncteur",
            "disyuntor",
        ],
    ),
    (
        Role::Load,
        &[
            "load",
            "loads",
            "connected load",
            "connected",
            "conn load",
            "total load",
            "total connected load",
            "load total",
            "total wattage",
            "wattage",
            "total watts",
            "total watt",
            "power",
            "apparent power",
            "va",
            "kva",
            "watts",
            "watt",
            "w",
            "kw",
            "load amps",
            "load a",
            "amps load",
            "load current",
            "total va",
            "total kva",
            "total kw",
            "conn",
            "load per circuit",
            "circuit load",
            "leistung",
            "potencia",
            "puissance",
            "total",
            "fla",
            "full load amps",
            "mca",
            "flc",
            "rla",
        ],
    ),
    (
        Role::UnitLoad,
        &[
            "unit load",
            "load each",
            "watts each",
            "va each",
            "considered rating",
            "unit wattage",
            "rating each",
            "load per unit",
            "watt per unit",
            "watts per unit",
            "va per unit",
            "unit rating",
            "wattage each",
        ],
    ),
    (
        Role::Quantity,
        &[
            "qty",
            "quantity",
            "no of items",
            "number of items",
            "count",
            "nos",
            "no off",
            "no of units",
            "no of outlets",
            "no of points",
            "pcs",
            "anzahl",
        ],
    ),
    (
        Role::Demand,
        &[
            "demand",
            "demand load",
            "demand va",
            "demand kva",
            "max demand",
            "maximum demand",
            "est demand",
            "estimated demand",
            "diversified load",
            "d f",
            "df",
            "demand factor",
            "diversity",
            "diversity factor",
            "demand amps",
            "load factor",
            "utilization factor",
            "design load",
        ],
    ),
    (
        Role::Continuous,
        &["continuous", "cont", "cont load", "continuous load", "is continuous", "lcl", "continuous yes no"],
    ),
    (Role::Status, &["status", "state", "in use"]),
    (
        Role::Notes,
        &[
            "notes",
            "note",
            "remarks",
            "remark",
            "comments",
            "comment",
            "room",
            "room no",
            "room name",
            "location",
            "area",
            "zone",
            "bemerkung",
        ],
    ),
    (
        Role::Wire,
        &[
            "wire",
            "wire size",
            "wire awg",
            "wires",
            "conductor",
            "conductors",
            "conductor size",
            "conductors size",
            "cable",
            "cable size",
            "awg",
            "branch wire",
            "wire gauge",
            "wire and conduit",
            "wiring",
        ],
    ),
    (Role::Raceway, &["conduit", "conduit size", "raceway", "cond", "cond size", "raceway size"]),
    (
        Role::Length,
        &[
            "length",
            "length ft",
            "one way length",
            "run length",
            "distance",
            "distance ft",
            "circuit length",
            "run ft",
            "ft",
        ],
    ),
    (Role::Voltage, &["voltage", "volts", "volt", "v", "voltage v"]),
    (Role::Phases, &["phase", "phases", "ph", "phs", "no of phases", "φ", "ø"]),
    (
        Role::CircuitReference,
        &[
            "linked breaker",
            "linked breakers",
            "linked circuit",
            "linked circuits",
            "on breaker",
            "on circuit",
            "breaker ref",
            "circuit ref",
        ],
    ),
    (Role::PowerFactor, &["pf", "power factor", "cos phi", "cos φ"]),
    (Role::Locked, &["locked", "lock"]),
    (Role::Group, &["group", "keep together"]),
    (Role::Gfci, &["gfci", "gfi"]),
    (Role::Afci, &["afci", "afi"]),
    (Role::Multiwire, &["multiwire", "mwbc"]),
];

/// Headers of the load on one leg. A bare letter counts only where its neighbors are there too.
const LEGS: &[(Role, &str, &[&str])] = &[
    (
        Role::LegA,
        "a",
        &[
            "phase a",
            "ph a",
            "a phase",
            "a ph",
            "øa",
            "aø",
            "φa",
            "aφ",
            "ø a",
            "a ø",
            "φ a",
            "a φ",
            "leg a",
            "line a",
            "l1",
            "phase 1",
            "ph 1",
            "line 1",
            "load a phase",
            "pha",
        ],
    ),
    (
        Role::LegB,
        "b",
        &[
            "phase b",
            "ph b",
            "b phase",
            "b ph",
            "øb",
            "bø",
            "φb",
            "bφ",
            "ø b",
            "b ø",
            "φ b",
            "b φ",
            "leg b",
            "line b",
            "l2",
            "phase 2",
            "ph 2",
            "line 2",
            "load b phase",
            "phb",
        ],
    ),
    (
        Role::LegC,
        "c",
        &[
            "phase c",
            "ph c",
            "c phase",
            "c ph",
            "øc",
            "cø",
            "φc",
            "cφ",
            "ø c",
            "c ø",
            "φ c",
            "c φ",
            "leg c",
            "line c",
            "l3",
            "phase 3",
            "ph 3",
            "line 3",
            "load c phase",
            "phc",
        ],
    ),
];

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
            if starts_word && out.rsplit(' ').next().is_some_and(|word| word.chars().count() > 2) {
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
    LEGS.iter().find_map(|(role, letter, phrases)| {
        let sure = phrases.contains(&header) || phrases.contains(&bare.as_str());
        let is_letter = bare == *letter || header == *letter;
        (sure || is_letter).then_some(Match {
            role: *role,
            certainty: if sure { 100 } else { 80 },
            is_bare_letter: !sure,
        })
    })
}

fn exact(header: &str) -> Option<Role> {
    PHRASES.iter().find(|(_, phrases)| phrases.contains(&header)).map(|(role, _)| *role)
}

/// Finds the longest phrase of at least three letters inside the header, or one that the header begins with.
fn contained(header: &str) -> Option<Match> {
    let padded = format!(" {header} ");
    let mut best: Option<(usize, Match)> = None;
    for (role, phrases) in PHRASES {
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
        word.len() == 1 || !(UNITS.iter().any(|(_, names)| names.contains(word)) || *word == "load")
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
