//! Circuit numbers as schedules write them: `7`, `1,3,5`, `2-4`, `LP1-13`, `13A`, `#5`, `A12`.

/// What a circuit-number cell says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::interchange) struct SlotText {
    /// Slots named, in the order written; never empty.
    pub slots: Vec<u16>,
    /// The letter behind the number of a tandem breaker: `13A`, `13B`.
    pub tandem: Option<char>,
    /// The spreadsheet had turned `1-3` into a date; it was turned back.
    pub was_date: bool,
}

/// Largest circuit number taken for one; a larger number is something else.
const LARGEST: u16 = 336;

/// Reads a circuit number. `None` when the text names no slot.
pub(in crate::interchange) fn read_slots(text: &str) -> Option<SlotText> {
    let text = text.trim();
    if text.is_empty() || text.len() > 40 {
        return None;
    }
    if let Some(slots) = from_date(text) {
        return Some(SlotText { slots, tandem: None, was_date: true });
    }
    let low = text.to_ascii_lowercase();
    let bare = ["circuit", "ckt.", "ckt", "cct", "cir", "no.", "#"]
        .iter()
        .fold(low.as_str(), |rest, word| rest.trim_start_matches(word).trim_start());
    if let Some(slots) = list(bare) {
        return Some(SlotText { slots, ..SlotText::default() });
    }
    if let Some((slot, letter)) = tandem(bare) {
        return Some(SlotText { slots: vec![slot], tandem: Some(letter), was_date: false });
    }
    // LP1-13, LP-1/13, L1:13, L1-1,3,5: what stands behind the panel's name
    let at = bare.rfind(|c: char| c.is_ascii_alphabetic())?;
    let behind = bare.get(at + 1..)?;
    let (_, numbers) = behind.split_once(['-', '/', ':', '.', ' '])?;
    let numbers = numbers.trim_start_matches(['-', '/', ':', ' ']);
    // LP-1/13: after the first sign may follow another number and sign
    let numbers = numbers.rsplit(['/', ':', ' ']).next().unwrap_or(numbers);
    list(numbers).map(|slots| SlotText { slots, ..SlotText::default() })
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
        ] {
            assert_eq!(read_slots(text).map(|read| read.slots), Some(slots), "{text}");
        }
        for text in ["", "TOTAL", "i.", "0", "1440", "20/1 A", "LTG", "2026-05-09", "1-1"] {
            assert_eq!(read_slots(text), None, "{text}");
        }
        assert_eq!(read_slots("13B").and_then(|read| read.tandem), Some('B'));
    }

    #[test]
    fn sides_and_rows() {
        assert_eq!(slot_of_side("A", "3"), Some(5));
        assert_eq!(slot_of_side("right", "20"), Some(40));
        assert_eq!(slot_of_side("x", "1"), None);
    }
}
