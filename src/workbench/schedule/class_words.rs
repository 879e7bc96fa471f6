//! The class that the words of a fresh row say: `LTG OFFICE` is lighting, `EF-1` a motor.
//!
//! Only words that leave no doubt are known; a row of any other words takes the class of the row typed before, as ever.

use crate::domain::LoadClass;

/// Equipment by a whole word of its description.
const WORDS: [(&str, LoadClass); 22] = [
    ("AHU", LoadClass::Motor),
    ("EF", LoadClass::Motor),
    ("SF", LoadClass::Motor),
    ("RF", LoadClass::Motor),
    ("FAN", LoadClass::Motor),
    ("FANS", LoadClass::Motor),
    ("PUMP", LoadClass::Motor),
    ("PUMPS", LoadClass::Motor),
    ("MOTOR", LoadClass::Motor),
    ("MTR", LoadClass::Motor),
    ("REFRIGERATOR", LoadClass::Appliance),
    ("REFRIG", LoadClass::Appliance),
    ("FREEZER", LoadClass::Appliance),
    ("VENDING", LoadClass::Appliance),
    ("FACP", LoadClass::Appliance),
    ("UH", LoadClass::Heating),
    ("BASEBOARD", LoadClass::Heating),
    ("CHILLER", LoadClass::Cooling),
    ("CONDENSER", LoadClass::Cooling),
    ("EVSE", LoadClass::ElectricVehicle),
    ("SIGN", LoadClass::Sign),
    ("SIGNAGE", LoadClass::Sign),
];

/// Two words that belong together.
const PAIRS: [(&str, &str, LoadClass); 4] = [
    ("WATER", "HEATER", LoadClass::Appliance),
    ("FIRE", "ALARM", LoadClass::Appliance),
    ("UNIT", "HEATER", LoadClass::Heating),
    ("EV", "CHARGER", LoadClass::ElectricVehicle),
];

/// Returns the class that a description says; `None` when its words say none, or several.
pub fn class_of_words(description: &str) -> Option<LoadClass> {
    let upper = description.to_uppercase();
    let words: Vec<&str> =
        upper.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    let any = |is: fn(&str) -> bool| words.iter().any(|word| is(word));
    // What a circuit serves comes before where it is: PUMP ROOM LTG is lighting.
    match (any(is_lighting), any(is_receptacle)) {
        (true, false) => return Some(LoadClass::Lighting),
        (false, true) => return Some(LoadClass::Receptacle),
        (true, true) => return None,
        (false, false) => {}
    }
    let pairs = PAIRS.iter().filter(|(first, second, _)| {
        words.windows(2).any(|pair| matches!(pair, [a, b] if a == first && b == second))
    });
    let singles = WORDS.iter().filter(|(known, _)| words.contains(known)).map(|(_, class)| *class);
    let mut found: Vec<LoadClass> = pairs.map(|(_, _, class)| *class).chain(singles).collect();
    found.dedup();
    if let [one] = found[..] { Some(one) } else { None }
}

fn is_lighting(word: &str) -> bool {
    matches!(word, "LTG" | "LTS" | "LIGHT" | "LIGHTS" | "LIGHTING" | "LUMINAIRE" | "LUMINAIRES")
}

fn is_receptacle(word: &str) -> bool {
    let begins = |stem: &str| word.starts_with(stem);
    matches!(word, "RCPT" | "RCPTS" | "RECPT" | "RECPTS" | "REC" | "RECS" | "OUTLET" | "OUTLETS")
        || begins("RECEP")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clear_words_say_their_class_and_others_say_none() {
        let class = |words| class_of_words(words).map(LoadClass::letter);
        for (words, letter) in [
            ("LTG OFFICE 120V", 'L'),
            ("Pump room lights", 'L'),
            ("RECEPT OFFICE 101-104", 'R'),
            ("rec. corridor", 'R'),
            ("EF-1/EF-2", 'M'),
            ("AHU-1", 'M'),
            ("WATER HEATER", 'A'),
            ("FIRE ALARM PANEL", 'A'),
            ("EUH / unit heater", 'H'),
            ("EV CHARGER 3", 'E'),
        ] {
            assert_eq!(class(words), Some(letter), "{words}");
        }
        for words in ["COPIER", "IT RACK A", "LTG AND RECEPT", "RECORDER", "FAN AND CHILLER", ""] {
            assert_eq!(class(words), None, "{words}");
        }
    }
}
