//! Electrical systems and ratings as the heads of schedules write them.

use crate::domain::System;

/// Finds the system a text names: `208Y/120V 3PH 4W`, `120/208`, `480/277V`, `240/120 1PH 3W`, `415V`. The second value
/// is what was assumed, when the text names none of the served systems exactly.
pub(in crate::interchange) fn read_system(text: &str) -> Option<(System, Option<String>)> {
    let low = text.to_ascii_lowercase().replace(['δ', '∆', 'Δ'], "delta").replace(['φ', 'ø', 'Ø'], "ph");
    let numbers = numbers(&low);
    let has = |volts: u32| numbers.contains(&volts);
    let any = |words: &[&str]| words.iter().any(|word| low.contains(word));
    let delta = any(&["delta", "high leg", "high-leg", "wild leg", "240d", "480d"]);
    let three_wire = any(&["3w", "3 w", "3-w", "three wire"]);
    let single = any(&["1ph", "1 ph", "1-ph", "single", "1p ", "split"]);
    let three_phase = any(&["3ph", "3 ph", "3-ph", "three ph", "three-ph", "4w", "4 w", "4-w"]);
    let exact = |system| Some((system, None));
    let nearest = |system: System, volts: u32| {
        Some((system, Some(format!("{volts} V is not served; {system} assumed"))))
    };
    if has(208) {
        return exact(System::Wye208);
    }
    if has(480) {
        return exact(if !has(277) && (delta || three_wire) { System::Delta480 } else { System::Wye480 });
    }
    if has(277) {
        return exact(System::Wye480);
    }
    if has(600) || has(347) {
        return exact(System::Wye600);
    }
    if has(240) {
        return match (has(120), delta || (three_phase && !single)) {
            (true, true) => exact(System::HighLeg240),
            (false, true) => exact(System::Delta240),
            _ => exact(System::Single240),
        };
    }
    if has(380) || has(400) || has(415) || has(440) || has(460) {
        let volts = numbers.iter().copied().find(|n| (380..=460).contains(n)).unwrap_or(400);
        return if volts == 460 { exact(System::Wye480) } else { nearest(System::Wye480, volts) };
    }
    if has(230) || has(220) {
        let volts = if has(230) { 230 } else { 220 };
        return nearest(if three_phase { System::Wye208 } else { System::Single240 }, volts);
    }
    if has(120) || has(115) {
        return three_phase.then_some((System::Wye208, None));
    }
    None
}

/// Returns the whole numbers in a text.
fn numbers(text: &str) -> Vec<u32> {
    text.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect()
}

/// Reads an interrupting rating in kiloamperes: `22 kAIC`, `22,000 AIC`, `22000`, `10K`.
pub(in crate::interchange) fn read_interrupting(text: &str) -> Option<f64> {
    let low = text.to_ascii_lowercase().replace(',', "");
    let start = low.find(|c: char| c.is_ascii_digit())?;
    let rest = low.get(start..)?;
    let end = rest.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(rest.len());
    let value: f64 = rest.get(..end)?.parse().ok()?;
    let kilo = if value >= 1000.0 { value / 1000.0 } else { value };
    (kilo > 0.0 && kilo <= 300.0).then_some(kilo)
}

/// Reads the first number of a text, with its thousands commas.
pub(in crate::interchange) fn first_number(text: &str) -> Option<f64> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let rest = text.get(start..)?;
    let end = rest.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ',')).unwrap_or(rest.len());
    rest.get(..end)?.trim_end_matches(['.', ',']).replace(',', "").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn systems_in_many_hands() {
        for (text, system) in [
            ("208Y/120V, 3PH, 4W", System::Wye208),
            ("120/208", System::Wye208),
            ("120/208V 3Ø 4W", System::Wye208),
            ("480Y/277", System::Wye480),
            ("277/480 VOLTS", System::Wye480),
            ("480V 3PH 3W", System::Delta480),
            ("480D", System::Delta480),
            ("600Y/347 V", System::Wye600),
            ("240/120 1PH 3W", System::Single240),
            ("120/240V", System::Single240),
            ("120/240V 3Ø 4W DELTA HIGH LEG", System::HighLeg240),
            ("240D/120", System::HighLeg240),
            ("240V 3PH 3W DELTA", System::Delta240),
            ("240D", System::Delta240),
            ("Double-pole 240V (Furnace)", System::Single240),
        ] {
            assert_eq!(read_system(text), Some((system, None)), "{text}");
        }
        assert_eq!(read_system("415 V").map(|(system, _)| system), Some(System::Wye480));
        assert!(read_system("415 V").is_some_and(|(_, note)| note.is_some()));
        assert_eq!(read_system("FIRST FLOOR 101"), None);
    }

    #[test]
    fn ratings() {
        assert_eq!(read_interrupting("22 kAIC"), Some(22.0));
        assert_eq!(read_interrupting("22,000 AIC"), Some(22.0));
        assert_eq!(read_interrupting("10K"), Some(10.0));
        assert_eq!(first_number("225A MLO"), Some(225.0));
        assert_eq!(first_number("1,200 A"), Some(1200.0));
    }
}
