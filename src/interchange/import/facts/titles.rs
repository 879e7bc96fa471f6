//! Titles of panels, and voltages told from other numbers.

use crate::interchange::import::vocabulary::normalized;

/// The name words of a panel's title.
const TITLE_WORDS: [&str; 12] = [
    "panel",
    "panelboard",
    "switchboard",
    "board",
    "db",
    "mdb",
    "sdb",
    "smdb",
    "mdp",
    "load center",
    "load centre",
    "schedule",
];
/// Returns whether a text names a voltage, not merely a number such as a room's.
pub(in crate::interchange) fn names_voltage(text: &str) -> bool {
    let low = text.to_ascii_lowercase();
    let chars: Vec<char> = low.chars().collect();
    let digit = |i: usize| chars.get(i).is_some_and(char::is_ascii_digit);
    chars.iter().enumerate().any(|(i, c)| match c {
        '/' => {
            let before = i
                .checked_sub(1)
                .is_some_and(|p| digit(p) || matches!(chars.get(p), Some('y' | 'd' | 'v' | 'δ')));
            let three = (1..=3).all(|n| digit(i + n)) && !digit(i + 4);
            let three_before = (1..=5).filter(|n| i.checked_sub(*n).is_some_and(digit)).count() >= 3;
            before && three && three_before
        }
        'v' => {
            let mut p = i;
            while p > 0 && chars.get(p - 1) == Some(&' ') {
                p -= 1;
            }
            let ends = !chars.get(i + 1).is_some_and(|c| c.is_alphabetic() && *c != 'o' && *c != 'a');
            p >= 3 && (1..=3).all(|n| digit(p - n)) && ends && chars.get(i + 1) != Some(&'a')
        }
        _ => false,
    })
}

/// Returns whether a row's text is the title of a panel.
pub(in crate::interchange) fn is_title(text: &str) -> bool {
    let padded = format!(" {} ", normalized(text));
    text.len() <= 80 && TITLE_WORDS.iter().any(|word| padded.contains(&format!(" {word} ")))
}
/// Takes the name out of a title: `LP-1 PANEL SCHEDULE`, `PANELBOARD "MDP"`, `Sub Distribution Board-01`.
pub(super) fn title_name(title: &str) -> Option<String> {
    let title = title.trim();
    let mut quoted = title.split(['"', '“', '”', '\'']);
    if let (Some(_), Some(name), Some(_)) = (quoted.next(), quoted.next(), quoted.next())
        && !name.trim().is_empty()
    {
        return Some(name.trim().to_owned());
    }
    let key = format!(" {} ", normalized(title));
    if key.contains(" board ") || key.contains(" load calculation ") || key.contains(" load list ") {
        return key.contains(" board ").then(|| title.trim_end_matches([':', '-']).trim().to_owned());
    }
    let head = title.split(['(', ',', ';']).next().unwrap_or(title);
    let head = head.split(" - ").find(|part| !only_title_words(part)).unwrap_or(head);
    let name: Vec<&str> = without_ratings(head)
        .into_iter()
        .filter(|word| !only_title_words(word))
        .map(|word| word.trim_matches([':', '-', '–', '_']))
        .filter(|word| !word.is_empty())
        .collect();
    let name = name.join(" ");
    (!name.is_empty() && name.len() <= 40).then_some(name)
}

/// Returns the words of a title without voltage, phases, wires and ratings: `LP-1 208Y/120V 3PH 4W` is `LP-1`.
fn without_ratings(title: &str) -> Vec<&str> {
    let words: Vec<&str> = title.split_whitespace().collect();
    let is_unit = |word: &str| {
        let low = word.trim_matches([',', ';', ':', '.', ')']).to_lowercase();
        ["v", "volt", "volts", "vac", "phase", "ph", "ø", "φ", "wire", "w", "amp", "amps", "a", "bus", "pole"]
            .contains(&low.as_str())
    };
    let is_number =
        |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_digit() || "/,".contains(c));
    let is_rating = |word: &str| {
        let start = word.trim_start_matches(|c: char| c.is_ascii_digit());
        start.len() < word.len() && is_unit(start)
    };
    let keeps = |at: usize, word: &str| {
        let next_is_unit = words.get(at + 1).is_some_and(|next| is_unit(next));
        let behind_number =
            at.checked_sub(1).and_then(|before| words.get(before)).is_some_and(|word| is_number(word));
        let is_voltage =
            names_voltage(word) || word.starts_with(|c: char| c.is_ascii_digit()) && word.contains('/');
        let stands_alone = ["mlo", "mcb", "bus"].contains(&word.to_ascii_lowercase().as_str());
        !(is_voltage
            || is_rating(word)
            || stands_alone
            || (is_number(word) && next_is_unit)
            || (is_unit(word) && behind_number))
    };
    words.iter().enumerate().filter(|(at, word)| keeps(*at, word)).map(|(_, word)| *word).collect()
}

fn only_title_words(text: &str) -> bool {
    let filler = [
        "panel",
        "panelboard",
        "schedule",
        "schedules",
        "circuit",
        "directory",
        "electrical",
        "branch",
        "name",
        "no",
        "for",
        "of",
        "the",
        "load",
    ];
    let key = normalized(text);
    key.is_empty() || key.split(' ').all(|word| filler.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_out_of_titles() {
        for (title, name) in [
            ("LP-1 PANEL SCHEDULE", Some("LP-1")),
            ("PANEL SCHEDULE - LP-1", Some("LP-1")),
            ("PANELBOARD \"MDP\"", Some("MDP")),
            ("Sub Distribution Board-01", Some("Sub Distribution Board-01")),
            ("PANEL SCHEDULE", None),
            ("PANEL LP-1 (208Y/120V)", Some("LP-1")),
            ("PANEL LP-1 208Y/120V 3PH 4W", Some("LP-1")),
            ("480/277 VOLT 3 PHASE PANEL HP-2A", Some("HP-2A")),
            ("225A MLO PANEL DP1", Some("DP1")),
            ("PANEL A", Some("A")),
            ("PANEL 2", Some("2")),
        ] {
            assert_eq!(title_name(title).as_deref(), name, "{title}");
        }
    }

    #[test]
    fn voltages_are_told_from_rooms() {
        assert!(names_voltage("208Y/120") && names_voltage("480 V") && names_voltage("240V (Furnace)"));
        assert!(!names_voltage("ROOM 208") && !names_voltage("OFFICE 101-104") && !names_voltage("1440 VA"));
    }
}
