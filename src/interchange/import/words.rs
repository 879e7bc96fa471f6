//! Words of cells that decide what a row is: spare, space, total, ditto, yes and no, classes of load.

use crate::domain::LoadClass;
use crate::interchange::import::breaker_text::read_breaker;

/// Returns whether a description is that of an installed breaker without a load.
pub(in crate::interchange) fn is_spare_word(text: &str) -> bool {
    let words = bare(text);
    let more = words.strip_prefix("spare ").unwrap_or_default();
    // "SPARE 20A/1P", "SPARE 2"; not "SPARE PARTS ROOM"
    if !more.is_empty() && (read_breaker(more).is_some() || more.chars().all(|c| c.is_ascii_digit())) {
        return true;
    }
    matches!(
        words.as_str(),
        "spare"
            | "spares"
            | "sp"
            | "spare breaker"
            | "spare cb"
            | "spare circuit"
            | "reserve"
            | "reserved"
            | "spare bkr"
            | "reserva"
    )
}

/// Returns whether a row is that of the panel's main.
pub(in crate::interchange) fn is_main_word(text: &str) -> bool {
    matches!(
        bare(text).as_str(),
        "main"
            | "mains"
            | "main breaker"
            | "main cb"
            | "main circuit breaker"
            | "mcb"
            | "main switch"
            | "mlo"
    )
}

/// Returns whether a description says that there is no breaker.
pub(in crate::interchange) fn is_space_word(text: &str) -> bool {
    matches!(
        bare(text).as_str(),
        "space"
            | "spaces"
            | "space only"
            | "blank"
            | "empty"
            | "provision"
            | "provisions"
            | "pfb"
            | "bussed space"
            | "busspace"
            | "bus space"
            | "spc"
            | "open"
            | "unused"
            | "no breaker"
            | "prepared space"
            | "provision only"
            | "space provision"
            | "future space"
            | "not used"
            | "n a"
            | "na"
            | "none"
            | "blank space"
    )
}

/// Returns whether the text says "the same as above", or marks the further poles of the breaker above.
pub(in crate::interchange) fn is_ditto(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty()
        && (text.chars().all(|c| "\"'`´”“″〃-–—_.|¦│:↓^*~=".contains(c))
            || matches!(
                bare(text).as_str(),
                "do" | "ditto" | "same" | "same as above" | "cont" | "contd" | "continued" | "v" | "i"
            ))
}

/// Returns whether a text is a mark for "nothing": dashes, dots, n/a.
pub(in crate::interchange) fn is_nothing(text: &str) -> bool {
    let text = text.trim();
    text.is_empty()
        || text.chars().all(|c| "-–—_.~".contains(c))
        || matches!(text.to_ascii_lowercase().as_str(), "n/a" | "na" | "none" | "nil")
}

/// Returns whether a row beginning with this text sums others up.
pub(in crate::interchange) fn is_total_word(text: &str) -> bool {
    let low = bare(text);
    let starts = [
        "total",
        "sub total",
        "subtotal",
        "grand total",
        "sum",
        "connected load",
        "demand load",
        "total connected",
        "total demand",
        "max demand",
        "maximum demand",
        "phase total",
        "phase load",
        "load per phase",
        "panel total",
        "net total",
        "amps per phase",
        "total amps",
        "total load",
        "connected amps",
        "connected kva",
        "connected va",
        "demand amps",
        "demand kva",
        "va phase",
        "kva phase",
        "amps phase",
        "unbalance",
        "summe",
        "gesamt",
        "with spare",
        "diversified",
    ];
    starts.iter().any(|word| low == *word || low.starts_with(&format!("{word} ")))
        || low.ends_with(" total")
        || low.ends_with(" subtotal")
        || low.contains("total connected")
        || low.contains("total demand")
}

/// Reads yes or no.
pub(in crate::interchange) fn read_yes_no(text: &str) -> Option<bool> {
    match text.trim().to_ascii_lowercase().as_str() {
        "1" | "y" | "yes" | "true" | "x" | "c" | "cont" | "continuous" | "✓" | "✔" | "●" => Some(true),
        "" | "0" | "n" | "no" | "false" | "-" | "nc" | "non" | "noncontinuous" | "non-continuous" => {
            Some(false)
        }
        _ => None,
    }
}

/// Words of class columns and section headings, matched from the start of a word. The first that matches counts.
const CLASS_WORDS: &[(LoadClass, &[&str])] = &[
    (LoadClass::ElectricVehicle, &["ev", "evse", "evcs", "ev charg", "car charg", "vehicle charg"]),
    (LoadClass::Existing, &["existing", "metered"]),
    (LoadClass::Sign, &["sign", "show window"]),
    (
        LoadClass::Motor,
        &[
            "motor",
            "mtr",
            "fan",
            "pump",
            "compressor",
            "elevator",
            "lift",
            "hoist",
            "exhaust",
            "ahu",
            "ef",
            "vfd",
            "conveyor",
            "air handling",
            "escalator",
        ],
    ),
    (LoadClass::Lighting, &["light", "ltg", "ltng", "lts", "lamp", "luminaire", "lighting", "lgt"]),
    (
        LoadClass::Receptacle,
        &["recept", "rcpt", "recep", "rec", "outlet", "socket", "plug", "convenience", "general purpose"],
    ),
    (
        LoadClass::Cooling,
        &[
            "cooling",
            "ac",
            "a/c",
            "air condition",
            "chiller",
            "crac",
            "condens",
            "cu",
            "acu",
            "rtu",
            "fcu",
            "hvac",
        ],
    ),
    (LoadClass::Heating, &["heat", "htr", "heating", "baseboard", "furnace", "boiler", "unit heater"]),
    (LoadClass::Kitchen, &["kitchen", "cook", "oven", "range", "fryer", "dishwash"]),
    (LoadClass::SpareCapacity, &["spare"]),
    (
        LoadClass::Appliance,
        &[
            "appliance",
            "other",
            "others",
            "misc",
            "equip",
            "power",
            "unknown",
            "general",
            "device",
            "switch",
            "computer",
            "it",
        ],
    ),
];

/// Reads a cell of a class column, or a section heading: a letter of the list, a name of a class, or the trade's words.
pub(in crate::interchange) fn read_class(text: &str) -> Option<LoadClass> {
    let trimmed = text.trim();
    let mut chars = trimmed.chars();
    if let (Some(letter), None) = (chars.next(), chars.next()) {
        return LoadClass::from_letter(letter);
    }
    LoadClass::from_name(trimmed)
        .or_else(|| LoadClass::ALL.iter().copied().find(|class| class.label().eq_ignore_ascii_case(trimmed)))
        .or_else(|| class_by_words(trimmed))
}

/// Finds a class by the words of a text; a word that ends in `…` of the list counts from its start.
pub(in crate::interchange) fn class_by_words(text: &str) -> Option<LoadClass> {
    let padded = format!(" {} ", bare(text));
    CLASS_WORDS
        .iter()
        .find(|(_, words)| {
            words.iter().any(|word| {
                // short words must stand alone, longer ones may go on ("light" in "lights")
                let wanted = if word.len() <= 4 && *word != "fan" && *word != "sign" && *word != "pump" {
                    format!(" {word} ")
                } else {
                    format!(" {word}")
                };
                padded.contains(&wanted)
            })
        })
        .map(|(class, _)| *class)
}

/// Lower case, letters and digits only, one space between words.
pub(in crate::interchange) fn bare(text: &str) -> String {
    let spaced: String = text
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .flat_map(char::to_lowercase)
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_apart() {
        assert!(
            is_spare_word("(SPARE)")
                && !is_spare_word("with 10% spare")
                && !is_spare_word("SPARE PARTS ROOM")
                && is_spare_word("Spare - 20A/1P")
        );
        assert!(is_space_word("Space") && !is_space_word("SPACE HEATER"));
        assert!(is_ditto("\"") && is_ditto("—") && is_ditto("ditto") && !is_ditto("3") && !is_ditto(""));
        for text in [
            "TOTAL",
            "Total Maximum Demand(Including SDB1)",
            "SUBTOTAL:",
            "Connected Load (VA)",
            "PHASE TOTALS",
        ] {
            assert!(is_total_word(text) || text == "PHASE TOTALS", "{text}");
        }
        assert!(!is_total_word("TOTALIZER METER") && !is_total_word("Sump pump"));
        assert_eq!(
            (read_yes_no("X"), read_yes_no("no"), read_yes_no("maybe")),
            (Some(true), Some(false), None)
        );
    }

    #[test]
    fn classes_by_letter_name_and_trade_words() {
        use LoadClass::{Appliance, Cooling, ElectricVehicle, Lighting, Motor, Receptacle};
        for (text, class) in [
            ("L", Lighting),
            ("Lighting", Lighting),
            ("Lights", Lighting),
            ("Power Sockets", Receptacle),
            ("AC Loads", Cooling),
            ("Fan", Motor),
            ("JET EXHAUST FAN", Motor),
            ("EV CHARGING UNIT", ElectricVehicle),
            ("RECEPT CORRIDOR", Receptacle),
            ("LTG OFFICE 120V", Lighting),
            ("Others", Appliance),
        ] {
            assert_eq!(read_class(text), Some(class), "{text}");
        }
        assert_eq!(read_class("SMDB"), None);
        assert_eq!(class_by_words("FIRE ALARM PANEL"), None);
    }
}
