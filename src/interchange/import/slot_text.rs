//! Circuit numbers as schedules write them: `7`, `1,3,5`, `2-4`, `1 thru 5`, `(12)`, `LP1-13`, `13A`, `#5`.

/// What a circuit-number cell says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::interchange) struct SlotText {
    /// Slots named, in the order written; never empty.
    pub slots: Vec<u16>,
    /// The letter behind the number of a tandem breaker: `13A`, `13B`.
    pub tandem: Option<char>,
    /// The spreadsheet had turned `1-3` into a date; it was turned back.
    pub was_date: bool,
    /// The name of the panel before the number: `LP-A` of `LP-A-13`.
    pub prefix: Option<String>,
}

/// Largest circuit number taken for one; a larger number is something else.
const LARGEST: u16 = 336;

/// Reads a circuit number. `None` when the text names no slot.
pub(in crate::interchange) fn read_slots(text: &str) -> Option<SlotText> {
    let text = text.trim().trim_matches(|c: char| "()[]{}".contains(c)).trim();
    if text.is_empty() || text.len() > 40 {
        return None;
    }
    if let Some(slots) = from_date(text) {
        return Some(SlotText { slots, was_date: true, ..SlotText::default() });
    }
    let text = with_signs(text);
    let low = text.to_ascii_lowercase();
    let bare = ["circuits", "circuit", "ckts.", "ckts", "ckt.", "ckt", "cct", "cir", "no.", "#"]
        .iter()
        .fold(low.as_str(), |rest, word| rest.trim_start_matches(word).trim_start());
    if let Some(slots) = list(bare) {
        return Some(SlotText { slots, ..SlotText::default() });
    }
    // `5 C`, `5-C`: the leg stands behind the number
    let behind_leg = bare.rsplit_once([' ', '-']).filter(|(_, leg)| matches!(*leg, "a" | "b" | "c"));
    if let Some(slot) = behind_leg.and_then(|(front, _)| number(front)) {
        return Some(SlotText { slots: vec![slot], ..SlotText::default() });
    }
    if let Some((slot, letter)) = tandem(bare) {
        return Some(SlotText { slots: vec![slot], tandem: Some(letter), ..SlotText::default() });
    }
    let own = text.get(text.len() - bare.len()..)?;
    each_behind_name(own).or_else(|| behind_name(own))
}

/// Writes the words between numbers as the signs they stand for.
fn with_signs(text: &str) -> String {
    let words = |text: &str, word: &str, sign: &str| {
        let low = text.to_ascii_lowercase();
        match low.find(word) {
            Some(at) => {
                let (before, rest) = text.split_at(at);
                format!("{before}{sign}{}", rest.get(word.len()..).unwrap_or_default())
            }
            None => text.to_owned(),
        }
    };
    let mut out = text.to_owned();
    for (word, sign) in [(" through ", "-"), (" thru ", "-"), (" to ", "-"), (" and ", ","), (" and ", ",")] {
        out = words(&out, word, sign);
    }
    out
}

/// `LP1-13`, `LP-1/13`, `L1:13`, `LP1-1,3,5`: what stands behind the panel's name.
fn behind_name(text: &str) -> Option<SlotText> {
    let at = text.rfind(|c: char| c.is_ascii_alphabetic())?;
    let behind = text.get(at + 1..)?;
    let (_, numbers) = behind.split_once(['-', '/', ':', '.', ' '])?;
    let numbers = numbers.trim_start_matches(['-', '/', ':', ' ']);
    // LP-1/13: after the first sign may follow another number and sign
    let numbers = numbers.rsplit(['/', ':', ' ']).next().unwrap_or(numbers);
    let name = text.get(..text.len() - numbers.len())?.trim_end_matches(['-', '/', ':', '.', ' ']);
    let prefix = (!name.is_empty()).then(|| name.to_owned());
    list(numbers).map(|slots| SlotText { slots, prefix, ..SlotText::default() })
}

/// `LP1-1,LP1-3,LP1-5`: the same name before each number.
fn each_behind_name(text: &str) -> Option<SlotText> {
    let parts: Vec<SlotText> = text
        .split([',', ';', '&', '+'])
        .map(|part| behind_name(part.trim()))
        .collect::<Option<Vec<_>>>()
        .filter(|parts| (2..=3).contains(&parts.len()))?;
    let prefix = parts.first()?.prefix.clone();
    let same = parts.iter().all(|part| part.prefix == prefix && part.slots.len() == 1);
    let slots: Vec<u16> = parts.into_iter().flat_map(|part| part.slots).collect();
    same.then_some(SlotText { slots, prefix, ..SlotText::default() })
}

/// Reads numbers with signs between them. `1-5` and `1-3-5` are the slots of one breaker.
fn list(text: &str) -> Option<Vec<u16>> {
    let parts: Vec<u16> = text
        .split([',', '/', '&', '+', '-', '–', ';', ' '])
        .filter(|part| !part.trim().is_empty())
        .map(number)
        .collect::<Option<_>>()?;
    match parts.as_slice() {
        [] => None,
        [_] => Some(parts),
        // a span from first to last pole
        [first, last] if *last == first + 4 && text.contains(['-', '–']) => {
            Some(vec![*first, first + 2, *last])
        }
        [first, rest @ ..] if rest.len() <= 2 => {
            let distinct = rest.iter().all(|slot| slot != first);
            distinct.then_some(parts)
        }
        _ => None,
    }
}

fn number(text: &str) -> Option<u16> {
    let text = text.trim();
    let whole = text
        .split_once('.')
        .map_or(Some(text), |(whole, rest)| rest.chars().all(|c| c == '0').then_some(whole))?;
    whole.parse::<u16>().ok().filter(|n| (1..=LARGEST).contains(n))
}

fn tandem(text: &str) -> Option<(u16, char)> {
    let letter = text.chars().next_back().filter(|c| matches!(c, 'a' | 'b' | 't'))?;
    let digits = text.get(..text.len() - 1)?.trim_end();
    number(digits).map(|slot| (slot, letter.to_ascii_uppercase()))
}

/// A spreadsheet takes `1-3` for January 3rd and `1/3/5` for January 3rd, 2005. Turned back only where the numbers can
/// be the poles of one breaker.
fn from_date(text: &str) -> Option<Vec<u16>> {
    let mut parts = text.split('-');
    let year: u16 = parts.next().filter(|part| part.len() == 4)?.parse().ok()?;
    let (month, day) = (number(parts.next()?)?, number(parts.next()?)?);
    if parts.next().is_some() || day != month + 2 {
        return None;
    }
    if year == 2000 + day + 2 {
        return Some(vec![month, day, day + 2]);
    }
    Some(vec![month, day])
}

/// Returns the slots of the side-and-row numbering: left side, row 3 is slot 5.
pub(in crate::interchange) fn slot_of_side(side: &str, row: &str) -> Option<u16> {
    let row = number(row).filter(|row| *row <= LARGEST / 2)?;
    match side.trim().to_ascii_lowercase().as_str() {
        "a" | "l" | "left" | "odd" | "1" => Some(2 * row - 1),
        "b" | "r" | "right" | "even" | "2" => Some(2 * row),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn circuit_numbers_in_many_hands() {
        for (text, slots) in [
            ("7", vec![7]),
            ("7.0", vec![7]),
            ("#5", vec![5]),
            ("CKT 12", vec![12]),
            ("1,3,5", vec![1, 3, 5]),
            ("1-3-5", vec![1, 3, 5]),
            ("1-5", vec![1, 3, 5]),
            ("15,17", vec![15, 17]),
            ("2 / 4", vec![2, 4]),
            ("LP1-13", vec![13]),
            ("LP-1/13", vec![13]),
            ("LP1-1,3,5", vec![1, 3, 5]),
            ("2026-01-03", vec![1, 3]),
            ("2005-01-03", vec![1, 3, 5]),
            ("(12)", vec![12]),
            ("1 thru 5", vec![1, 3, 5]),
            ("6 and 8", vec![6, 8]),
            ("1 and 3 and 5", vec![1, 3, 5]),
            ("LP1-1,LP1-3,LP1-5", vec![1, 3, 5]),
            ("CKTS 2 & 4", vec![2, 4]),
            ("5 C", vec![5]),
            ("3-B", vec![3]),
        ] {
            assert_eq!(read_slots(text).map(|read| read.slots), Some(slots), "{text}");
        }
        for text in ["", "TOTAL", "i.", "0", "1440", "20/1 A", "LTG", "2026-05-09", "1-1"] {
            assert_eq!(read_slots(text), None, "{text}");
        }
        assert_eq!(read_slots("13B").and_then(|read| read.tandem), Some('B'));
        let prefix = |text: &str| read_slots(text).and_then(|read| read.prefix);
        assert_eq!(prefix("LP-A-13").as_deref(), Some("LP-A"));
        assert_eq!(prefix("LP1-1,3,5").as_deref(), Some("LP1"));
        assert_eq!(prefix("Ckt 13"), None);
    }

    #[test]
    fn sides_and_rows() {
        assert_eq!(slot_of_side("A", "3"), Some(5));
        assert_eq!(slot_of_side("right", "20"), Some(40));
        assert_eq!(slot_of_side("x", "1"), None);
    }
}
