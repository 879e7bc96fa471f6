//! Names of inputs and results as words for people.

/// Words that are written in their own way.
const SPELLED: [(&str, &str); 25] = [
    ("ccc", "current-carrying conductors"),
    ("ocpd", "OCPD"),
    ("egc", "EGC"),
    ("gec", "GEC"),
    ("va", "VA"),
    ("kva", "kVA"),
    ("hp", "HP"),
    ("ac", "A/C"),
    ("evse", "EVSE"),
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

/// Returns the name of an input or result in words: `continuous_a` in amperes is "Continuous".
pub fn label_of(name: &str, unit: &str) -> String {
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
