//! Breakers as schedules write them: `20`, `20 A`, `20/1`, `20A-2P`, `3P 100A TP MCCB`, `100AF/80AT`, `20 GFCI`.

/// What a breaker cell says; parts nobody wrote are `None`.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::interchange) struct BreakerText {
    /// Rating in amperes.
    pub trip: Option<f64>,
    pub poles: Option<u8>,
    pub gfci: bool,
    pub afci: bool,
    /// The main is lugs only, or there is no breaker.
    pub lugs_only: bool,
    /// Words beside rating and poles that stand for nothing here: `LO`, `EX`, `SWD`. They belong into the notes.
    pub has_more: bool,
}

/// Reads a breaker. `None` when the text is none.
pub(in crate::interchange) fn read_breaker(text: &str) -> Option<BreakerText> {
    let low = text.trim().to_ascii_lowercase();
    if low.is_empty() || low.len() > 60 {
        return None;
    }
    let mut found = BreakerText::default();
    let mut frame = None;
    let words = tokens(&low);
    let mut words = words.iter().map(String::as_str).peekable();
    let mut understood = true;
    while let Some(word) = words.next() {
        let digits_end = word.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(word.len());
        let (digits, suffix) = word.split_at(digits_end);
        let value: Option<f64> = digits.parse().ok();
        let unit = if suffix.is_empty() && value.is_some() {
            words.next_if(|next| is_unit(next)).unwrap_or("")
        } else {
            suffix
        };
        match (value, unit) {
            (Some(value), "p" | "pole" | "poles" | "ph") if (1.0..=4.0).contains(&value) => {
                found.poles = Some(poles_of(value));
            }
            (Some(value), "af") => frame = Some(value),
            (Some(_), "ka" | "kaic" | "aic" | "ma" | "v") => {}
            // `(2) 30`, `3 x 40A`, `1/20`: the poles come first
            (Some(value), "a" | "at" | "amp" | "amps" | "")
                if value >= 10.0 && found.poles.is_none() && found.trip.is_some_and(may_be_poles) =>
            {
                found.poles = found.trip.map(poles_of);
                found.trip = Some(value);
            }
            (Some(value), "a" | "at" | "amp" | "amps") => found.trip = found.trip.or(Some(value)),
            (Some(value), "") if found.trip.is_none() => found.trip = Some(value),
            (Some(value), "")
                if found.poles.is_none() && (1.0..=4.0).contains(&value) && value.fract() == 0.0 =>
            {
                found.poles = Some(poles_of(value));
            }
            (None, "gfci" | "gfi" | "gf" | "rcd" | "rcbo" | "elcb" | "rccb") => found.gfci = true,
            (None, "afci" | "afi") => found.afci = true,
            (None, "dual" | "df") => (found.gfci, found.afci) = (true, true),
            (None, "mlo") => found.lugs_only = true,
            (
                None,
                "main" | "mcb" | "mccb" | "acb" | "cb" | "breaker" | "circuit" | "bkr" | "brkr" | "st"
                | "hacr",
            ) => {}
            (None, "shunt" | "trip" | "lugs" | "only" | "x" | "lsi" | "lsig" | "isolator" | "iso" | "n") => {}
            (None, other) => match named_poles(other) {
                Some(poles) => found.poles = Some(poles),
                None => found.has_more = true,
            },
            _ => understood = false,
        }
    }
    found.trip = found.trip.or(frame);
    // further words are let pass only beside a rating with its poles: "20/1 LO" is a breaker, "20 furlongs" is none
    understood &= !found.has_more || (found.trip.is_some() && found.poles.is_some());
    let says_something =
        found.trip.is_some() || found.poles.is_some() || found.lugs_only || found.gfci || found.afci;
    (understood && says_something && found.trip.is_none_or(|trip| trip > 0.0 && trip <= 10_000.0))
        .then_some(found)
}

/// Reads a number of poles: `2`, `2P`, `3-pole`, `DP`, `TPN`.
pub(in crate::interchange) fn read_poles(text: &str) -> Option<u8> {
    // "Ø" has a lower case too
    let low = text.trim().to_lowercase();
    if let Some(poles) = named_poles(&low) {
        return Some(poles);
    }
    let end = low.find(|c: char| !c.is_ascii_digit()).unwrap_or(low.len());
    let (digits, rest) = low.split_at(end);
    let rest = rest.trim_start_matches(['.', '0', '-', ' ']).trim();
    let known = matches!(rest, "" | "p" | "pole" | "poles" | "ph" | "phase" | "ø" | "φ" | "w");
    digits.parse::<u8>().ok().filter(|poles| known && (1..=4).contains(poles)).map(|poles| poles.min(3))
}

/// The pole words of the trade outside America too; the neutral pole is none of ours.
fn named_poles(word: &str) -> Option<u8> {
    match word {
        "sp" | "spn" | "single" | "one" => Some(1),
        "dp" | "double" | "two" | "dpn" => Some(2),
        "tp" | "tpn" | "tpsn" | "fp" | "triple" | "three" => Some(3),
        _ => None,
    }
}

fn may_be_poles(value: f64) -> bool {
    (1.0..=4.0).contains(&value) && value.fract() == 0.0
}

fn poles_of(value: f64) -> u8 {
    // a four-pole breaker switches three legs and the neutral
    (value as u8).min(3)
}

fn is_unit(word: &str) -> bool {
    matches!(
        word,
        "a" | "amp"
            | "amps"
            | "at"
            | "af"
            | "p"
            | "pole"
            | "poles"
            | "ka"
            | "kaic"
            | "aic"
            | "ma"
            | "v"
            | "ph"
    )
}

/// Splits at signs and between letters and a number that follows them: `20a2p` is `20a`, `2p`.
fn tokens(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut word = String::new();
    for c in text.chars() {
        let new_number = c.is_ascii_digit() && word.chars().next_back().is_some_and(char::is_alphabetic);
        if new_number || !(c.is_alphanumeric() || (c == '.' && !word.is_empty())) {
            if !word.is_empty() {
                out.push(std::mem::take(&mut word));
            }
            if !c.is_alphanumeric() {
                continue;
            }
        }
        word.push(c);
    }
    if !word.is_empty() {
        out.push(word);
    }
    out.iter().map(|word| word.trim_end_matches('.').to_owned()).filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breakers_in_many_hands() {
        for (text, trip, poles) in [
            ("20", Some(20.0), None),
            ("20 A", Some(20.0), None),
            ("20/1", Some(20.0), Some(1)),
            ("20A-2P", Some(20.0), Some(2)),
            ("20A2P", Some(20.0), Some(2)),
            ("2P-30A", Some(30.0), Some(2)),
            ("3P", None, Some(3)),
            ("100A 3P", Some(100.0), Some(3)),
            ("160A TP MCCB", Some(160.0), Some(3)),
            ("100AF/80AT", Some(80.0), None),
            ("20A/1P GFCI", Some(20.0), Some(1)),
            ("125 MCB", Some(125.0), None),
            ("63A 4P 100mA ELCB", Some(63.0), Some(3)),
            ("17.5", Some(17.5), None),
            ("(2) 30", Some(30.0), Some(2)),
            ("3 x 40A", Some(40.0), Some(3)),
            ("1/20", Some(20.0), Some(1)),
            ("3P-30", Some(30.0), Some(3)),
            ("30 AF/20 AT 2P", Some(20.0), Some(2)),
            ("20A/1P LO", Some(20.0), Some(1)),
            ("EX 20/1 *", Some(20.0), Some(1)),
        ] {
            let read = read_breaker(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((read.trip, read.poles), (trip, poles), "{text}");
        }
        for text in ["", "see plan", "-", "20 furlongs", "TBD", "0"] {
            assert_eq!(read_breaker(text), None, "{text}");
        }
        assert!(read_breaker("MLO").is_some_and(|read| read.lugs_only));
        assert!(read_breaker("20 GFI").is_some_and(|read| read.gfci));
    }

    #[test]
    fn poles_in_words() {
        for (text, poles) in
            [("1", 1), ("2P", 2), ("3-POLE", 3), ("DP", 2), ("TPN", 3), ("3.0", 3), ("4P", 3), ("1Ø", 1)]
        {
            assert_eq!(read_poles(text), Some(poles), "{text}");
        }
        assert_eq!(read_poles("many"), None);
        assert_eq!(read_poles("30"), None);
    }
}
