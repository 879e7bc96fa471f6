//! The entry grammar: what typed text means in each column.
//!
//! Loads: `1500`, `1.5k`, `1.5kVA`, `12.5A` (times the circuit's voltage), `=3*180`, `1.2kW` (over the power factor),
//! `1200/800` (one figure a leg; after `=` the stroke divides). Trip: `20`, `20A`, `20/1`, `20A-2P`.

use crate::domain::{Circuit, CircuitLoad, Leg, LoadClass, System};
use crate::units::{
    Amperes, PowerFactor, QuantityText, TextError, VoltAmperes, Volts, Watts, parse_quantity,
};

/// Why a text is no value of its column. The message stands in the cell's tooltip.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum EntryError {
    #[error(transparent)]
    Text(#[from] TextError),
    #[error("a load is not negative")]
    Negative,
    #[error("leg {0} has no line-to-neutral voltage, so amperes give no VA here; type VA")]
    NoVoltage(Leg),
    #[error("horsepower gives no VA by itself; type VA or the full-load amperes, such as 24.2A")]
    Horsepower,
    #[error("'{0}' is no rating; type 20, 20A or 20/1")]
    Trip(String),
    #[error("'{0}' is no load class; type one of L R M H C K A E S P X")]
    Class(String),
    #[error("'{0}' is no number of poles; type 1, 2 or 3")]
    Poles(String),
    #[error("{system} takes at most {max} poles", max = system.max_poles())]
    TooManyPoles { system: System },
}

/// Reads the load of a circuit.
///
/// # Errors
/// Says why the text is no load of this circuit.
pub fn parse_load(text: &str, circuit: &Circuit, system: System) -> Result<CircuitLoad, EntryError> {
    let text = text.trim();
    if let Some(parts) = per_leg_parts(text, circuit.poles) {
        let shares: Result<Vec<_>, _> =
            parts.iter().enumerate().map(|(pole, part)| parse_share(part, circuit, pole, system)).collect();
        return shares.map(CircuitLoad::PerPole);
    }
    let lower = text.to_ascii_lowercase();
    let body = lower.strip_suffix("total").unwrap_or(&lower);
    let quantity = parse_quantity(body)?;
    let amperes = |current: f64| whole_voltage(circuit, system).map(|v| v * Amperes(current));
    apparent(quantity, circuit, amperes).map(CircuitLoad::Total)
}

/// Reads the load of one pole, counted from 0 at the top.
///
/// # Errors
/// Says why the text is no load.
pub fn parse_share(
    text: &str,
    circuit: &Circuit,
    pole: usize,
    system: System,
) -> Result<VoltAmperes, EntryError> {
    let leg = circuit.span().legs(system).nth(pole).unwrap_or(Leg::A);
    let quantity = parse_quantity(text)?;
    apparent(quantity, circuit, |current| {
        system.line_to_neutral(leg).map(|v| v * Amperes(current)).ok_or(EntryError::NoVoltage(leg))
    })
}

/// Reads a rating and, if the text has them, poles.
///
/// # Errors
/// Says why the text is no rating.
pub fn parse_trip(text: &str, system: System) -> Result<(Amperes, Option<u8>), EntryError> {
    let wrong = || EntryError::Trip(text.trim().to_owned());
    let plain = text.trim().to_ascii_uppercase().replace(' ', "");
    let (rating, poles) = match plain.split_once(['/', '-']) {
        Some((rating, poles)) => (rating.to_owned(), Some(poles.to_owned())),
        // 20A2P
        None => match plain.strip_suffix('P').and_then(|head| head.split_once('A')) {
            Some((rating, poles)) => (rating.to_owned(), Some(poles.to_owned())),
            None => (plain.clone(), None),
        },
    };
    let amperes = match parse_quantity(&rating) {
        Ok(QuantityText::Bare(a) | QuantityText::Amperes(a)) if a > 0.0 && a <= 10_000.0 => Amperes(a),
        _ => return Err(wrong()),
    };
    let poles = poles.map(|text| parse_poles(&text, system)).transpose();
    poles.map(|poles| (amperes, poles)).map_err(|error| match error {
        EntryError::TooManyPoles { .. } => error,
        _ => wrong(),
    })
}

/// Reads a number of poles: `2`, `2P`, `2-pole`.
///
/// # Errors
/// Says why the text is none.
pub fn parse_poles(text: &str, system: System) -> Result<u8, EntryError> {
    let plain = text.trim().to_ascii_lowercase();
    let digits = plain.trim_end_matches(|c: char| c.is_ascii_alphabetic()).trim_end_matches(['-', ' ']);
    match digits.parse() {
        Ok(poles @ 1..=3) if poles <= system.max_poles() => Ok(poles),
        Ok(1..=3) => Err(EntryError::TooManyPoles { system }),
        _ => Err(EntryError::Poles(text.trim().to_owned())),
    }
}

/// Reads a class by its letter, its name or the beginning of a name, with the usual abbreviations.
///
/// # Errors
/// Says that the text names none.
pub fn parse_class(text: &str) -> Result<LoadClass, EntryError> {
    let plain = text.trim().to_ascii_lowercase();
    let mut letters = plain.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return LoadClass::from_letter(letter).ok_or_else(|| EntryError::Class(text.trim().to_owned()));
    }
    let abbreviation = match plain.as_str() {
        "ltg" | "lights" => Some(LoadClass::Lighting),
        "rcpt" | "recpt" | "plug" | "outlet" => Some(LoadClass::Receptacle),
        "mtr" => Some(LoadClass::Motor),
        "htg" | "heater" => Some(LoadClass::Heating),
        "ac" | "a/c" => Some(LoadClass::Cooling),
        "misc" | "other" | "equipment" => Some(LoadClass::Appliance),
        _ => None,
    };
    let begins = |class: &LoadClass| {
        class.name().starts_with(&plain) || class.label().to_ascii_lowercase().starts_with(&plain)
    };
    let by_name = || LoadClass::ALL.iter().copied().find(|class| plain.len() >= 2 && begins(class));
    abbreviation.or_else(by_name).ok_or_else(|| EntryError::Class(text.trim().to_owned()))
}

/// Splits `1200/800` when there is one part a pole. A leading `=` makes it arithmetic.
fn per_leg_parts(text: &str, poles: u8) -> Option<Vec<&str>> {
    if poles < 2 || text.starts_with('=') {
        return None;
    }
    let parts: Vec<&str> = text.split('/').collect();
    (parts.len() == usize::from(poles)).then_some(parts)
}

/// Returns what one ampere of the whole circuit is worth: line to neutral, line to line, √3 line to line, or the sum
/// over the legs of a multiwire branch circuit.
fn whole_voltage(circuit: &Circuit, system: System) -> Result<Volts, EntryError> {
    let line_to_neutral =
        |leg| system.line_to_neutral(leg).map(Volts::value).ok_or(EntryError::NoVoltage(leg));
    if circuit.is_line_to_neutral() {
        let volts: Result<Vec<f64>, _> = circuit.span().legs(system).map(line_to_neutral).collect();
        return volts.map(|volts| Volts(volts.iter().sum()));
    }
    let line_to_line = system.line_to_line();
    Ok(if circuit.poles == 3 { line_to_line * 3.0_f64.sqrt() } else { line_to_line })
}

fn apparent(
    quantity: QuantityText,
    circuit: &Circuit,
    amperes: impl Fn(f64) -> Result<VoltAmperes, EntryError>,
) -> Result<VoltAmperes, EntryError> {
    let va = match quantity {
        QuantityText::Bare(va) | QuantityText::VoltAmperes(va) => VoltAmperes(va),
        QuantityText::Watts(watts) => Watts(watts) / circuit.power_factor.unwrap_or(PowerFactor::UNITY),
        QuantityText::Amperes(current) => amperes(current)?,
        QuantityText::Horsepower(_) => return Err(EntryError::Horsepower),
    };
    if va.0 < 0.0 { Err(EntryError::Negative) } else { Ok(va) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{CircuitId, Slot};

    fn circuit(slot: u16, poles: u8) -> Circuit {
        Circuit { poles, ..Circuit::new(CircuitId(1), Slot(slot)) }
    }

    fn va(text: &str, circuit: &Circuit) -> Result<f64, EntryError> {
        parse_load(text, circuit, System::Wye208).map(|load| load.total().0)
    }

    /// Voltages by hand: 120 V, 208 V, √3 × 208 V = 360.27 V.
    #[test]
    fn loads_follow_the_connection() {
        let one = circuit(1, 1);
        for (text, expected) in [("1500", 1500.0), ("1.5k", 1500.0), ("1.5kVA", 1500.0), ("=3*180", 540.0)] {
            assert_eq!(va(text, &one), Ok(expected), "{text}");
        }
        assert_eq!(va("12.5A", &one), Ok(1500.0));
        assert_eq!(va("180*6", &one), Ok(1080.0));
        assert_eq!(va("10A", &circuit(1, 2)), Ok(2080.0));
        assert_eq!(va("10A", &circuit(1, 3)).map(|v| (v * 100.0).round() / 100.0), Ok(3602.67));
        let power_factor = PowerFactor::new(0.8);
        assert_eq!(va("1.2kW", &Circuit { power_factor, ..circuit(1, 1) }), Ok(1500.0));
        assert_eq!(va("10A", &Circuit { multiwire: true, ..circuit(1, 2) }), Ok(2400.0));
    }

    #[test]
    fn a_stroke_gives_each_leg_its_load_and_divides_after_an_equals_sign() {
        let two = circuit(1, 2);
        let legs = CircuitLoad::PerPole(vec![VoltAmperes(1200.0), VoltAmperes(800.0)]);
        assert_eq!(parse_load("1200/800", &two, System::Wye208), Ok(legs));
        assert_eq!(va("=1200/8", &two), Ok(150.0));
        assert_eq!(va("1200/8", &circuit(1, 1)), Ok(150.0));
        let amperes = parse_load("10A/5A", &two, System::Wye208);
        assert_eq!(amperes, Ok(CircuitLoad::PerPole(vec![VoltAmperes(1200.0), VoltAmperes(600.0)])));
    }

    #[test]
    fn what_is_no_load_says_why() {
        let on_high_leg = parse_load("10A", &circuit(3, 1), System::HighLeg240);
        assert_eq!(on_high_leg, Err(EntryError::NoVoltage(Leg::B)));
        assert_eq!(va("-5", &circuit(1, 1)), Err(EntryError::Negative));
        assert_eq!(va("5hp", &circuit(1, 1)), Err(EntryError::Horsepower));
        assert_eq!(
            va("see plan", &circuit(1, 1)).map_err(|e| e.to_string()),
            Err("'see plan' is not a number".to_owned())
        );
    }

    #[test]
    fn ratings_poles_and_classes() {
        let trip = |text| parse_trip(text, System::Wye208).map(|(a, p)| (a.0, p));
        for (text, expected) in [
            ("20", (20.0, None)),
            ("20A", (20.0, None)),
            ("20/1", (20.0, Some(1))),
            ("20A-2P", (20.0, Some(2))),
            ("30A/3P", (30.0, Some(3))),
            ("30 A / 3 P", (30.0, Some(3))),
            ("20A2P", (20.0, Some(2))),
        ] {
            assert_eq!(trip(text), Ok(expected), "{text}");
        }
        assert!(trip("20/4").is_err() && trip("abc").is_err() && trip("0").is_err());
        assert_eq!(
            parse_trip("20/3", System::Single240),
            Err(EntryError::TooManyPoles { system: System::Single240 })
        );
        assert_eq!(parse_poles("2P", System::Wye208), Ok(2));
        for (text, class) in [
            ("l", LoadClass::Lighting),
            ("Ltg", LoadClass::Lighting),
            ("rec", LoadClass::Receptacle),
            ("motors", LoadClass::Motor),
            ("EV", LoadClass::ElectricVehicle),
        ] {
            assert_eq!(parse_class(text), Ok(class), "{text}");
        }
        assert!(parse_class("Z").is_err() && parse_class("").is_err());
    }
}
