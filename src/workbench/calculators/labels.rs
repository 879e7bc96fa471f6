//! Names of inputs and results as words for people.

/// Words that are written in their own way.
const SPELLED: [(&str, &str); 28] = [
    ("ccc", "current-carrying conductors"),
    ("ocpd", "OCPD"),
    ("egc", "EGC"),
    ("gec", "GEC"),
    ("va", "VA"),
    ("kva", "kVA"),
    ("hp", "HP"),
    ("ac", "A/C"),
    ("evse", "EVSE"),
    ("hvac", "HVAC"),
    ("15a", "15 A"),
    ("20a", "20 A"),
    ("cu", "copper"),
    ("al", "aluminum"),
    ("pct", "%"),
    ("n", "count"),
    ("v", "voltage"),
    ("a", "current"),
    ("pf", "power factor"),
    ("sa", "small-appliance"),
    ("pv", "PV"),
    ("flc", "FLC"),
    ("fla", "FLA"),
    ("rla", "RLA"),
    ("mca", "MCA"),
    ("mocp", "MOCP"),
    ("sccr", "SCCR"),
    ("aic", "AIC"),
];

/// Endings of names that say the unit, which stands beside the field.
const ENDINGS: [&str; 16] = [
    "_va", "_kva", "_a", "_v", "_ft", "_in", "_ft2", "_in2", "_in3", "_c", "_f", "_pct", "_hp", "_kw", "_w",
    "_cmil",
];

/// Names that are nothing but a unit.
const UNITS: [(&str, &str); 4] = [("va", "Load"), ("hp", "Motor"), ("a", "Current"), ("w", "Load")];

/// Returns the name of an input or result in words: `continuous_a` in amperes is "Continuous".
pub fn label_of(name: &str, unit: &str) -> String {
    if let Some((_, words)) = UNITS.iter().find(|(known, _)| *known == name) {
        return (*words).to_owned();
    }
    let bare = ENDINGS
        .iter()
        .filter_map(|ending| name.strip_suffix(ending))
        .filter(|bare| !unit.is_empty() && !bare.is_empty())
        .min_by_key(|bare| bare.len())
        .unwrap_or(name);
    let word = |word: &str| {
        let spelled = SPELLED.iter().find(|(known, _)| *known == word).map(|(_, words)| *words);
        spelled.unwrap_or(word).to_owned()
    };
    let words = bare.split('_').map(word).collect::<Vec<_>>().join(" ");
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => words,
    }
}

/// Returns the place of an input in words: `/cooking/0/va` is "Cooking 1: load".
pub fn place_of(pointer: &str, unit: &str) -> String {
    let parts: Vec<&str> = pointer.split('/').filter(|part| !part.is_empty()).collect();
    let Some((name, within)) = parts.split_last() else { return String::new() };
    let outer = within.iter().map(|part| match part.parse::<usize>() {
        Ok(index) => (index + 1).to_string(),
        Err(_) => label_of(part, ""),
    });
    let outer = outer.collect::<Vec<_>>().join(" ");
    let label = label_of(name, unit);
    if outer.is_empty() { label } else { format!("{outer}: {}", lower_first(&label)) }
}

/// Returns a label in the middle of a sentence: "Cooking" is "cooking", "EVSE" stays.
pub fn lower_first(label: &str) -> String {
    let spelled = label.chars().nth(1).is_some_and(|second| !second.is_lowercase() && second != ' ');
    let mut letters = label.chars();
    match letters.next() {
        Some(first) if !spelled => first.to_lowercase().chain(letters).collect(),
        _ => label.to_owned(),
    }
}
