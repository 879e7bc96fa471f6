//! Facts of a panel from the rows around its table: `PANEL: LP-1`, `VOLTAGE | 208Y/120`, `225A MLO`, `22 kAIC`.

mod labels;
mod titles;

pub(in crate::interchange) use titles::{is_title, names_voltage};

use crate::interchange::import::breaker_text::read_breaker;
use crate::interchange::import::grid::Grid;
use crate::interchange::import::mapping::PanelFacts;
use crate::interchange::import::system_text::{first_number, read_interrupting, read_system};
use labels::{Fact, label};
use std::ops::Range;
use titles::title_name;

/// Reads what the rows say about the panel into `facts`; what is known already stays.
pub(in crate::interchange) fn read_facts(
    grid: &Grid,
    rows: Range<usize>,
    columns: Range<usize>,
    facts: &mut PanelFacts,
) {
    let mut volts = String::new();
    let (mut phase, mut wire) = (String::new(), String::new());
    let mut alone = String::new();
    for row in rows {
        if let Some(name) = lone_designation(grid, row, columns.clone()) {
            alone = name;
        }
        let mut skip_to = columns.start;
        for column in columns.clone() {
            let cell = grid.cell(row, column);
            if column < skip_to || cell.is_blank() || cell.merged_from.is_some() {
                continue;
            }
            let text = cell.text();
            let mut pairs = labelled(&text);
            if pairs.is_empty()
                && let Some(fact) = label(&text)
            {
                let next = (column + 1..columns.end).find(|next| {
                    let cell = grid.cell(row, *next);
                    !cell.is_blank() && cell.merged_from != Some((row, column))
                });
                // a label is followed by its value, not by the next label
                if let Some(next) = next.filter(|next| {
                    label(&grid.text(row, *next)).is_none() && labelled(&grid.text(row, *next)).is_empty()
                }) {
                    skip_to = next + 1;
                    pairs.push((fact, grid.text(row, next)));
                }
            }
            for (fact, value) in &pairs {
                match fact {
                    Fact::Voltage => volts = value.clone(),
                    Fact::Phase => phase = value.clone(),
                    Fact::Wire => wire = value.clone(),
                    Fact::Name
                    | Fact::Location
                    | Fact::Bus
                    | Fact::Main
                    | Fact::Interrupting
                    | Fact::Mounting
                    | Fact::Enclosure
                    | Fact::FedFrom
                    | Fact::Slots
                    | Fact::Note => set(facts, *fact, value),
                }
            }
            if pairs.is_empty() {
                free_text(facts, &text);
            }
        }
    }
    if facts.name.is_empty() {
        facts.name = alone;
    }
    if facts.system.is_none() && !volts.is_empty() {
        let asked = format!("{volts} {}ph {}w", first_digits(&phase), first_digits(&wire));
        if let Some((system, assumed)) = read_system(&asked) {
            facts.system = Some(system.code().to_owned());
            facts.assumed.extend(assumed);
        }
    }
}

/// A cell alone in its row that looks like the designation of a panel: `LP-1`, `2H3`, `MDP`.
fn lone_designation(grid: &Grid, row: usize, columns: Range<usize>) -> Option<String> {
    let mut cells = columns.map(|column| grid.cell(row, column)).filter(|cell| !cell.is_blank());
    let text = cells.next().map(|cell| cell.text())?;
    let only = cells.all(|cell| cell.merged_from.is_some());
    let has_letter = text.starts_with(|c: char| c.is_ascii_uppercase()) || text.contains(char::is_alphabetic);
    let marked = text.contains(|c: char| c.is_ascii_digit()) || text.contains('-');
    let plain = text.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || "-._".contains(c));
    (only && text.len() <= 10 && has_letter && marked && plain).then_some(text)
}

fn first_digits(text: &str) -> String {
    text.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect()
}

/// Splits `PANEL: LP-1  VOLTAGE: 208Y/120` into its facts.
fn labelled(text: &str) -> Vec<(Fact, String)> {
    let parts: Vec<&str> = text.split(':').collect();
    let mut found = Vec::new();
    for (index, pair) in parts.windows(2).enumerate() {
        let [before, after] = pair else { continue };
        let Some((fact, _)) = label_at_end(before) else { continue };
        let is_last = index + 2 == parts.len();
        let value = match label_at_end(after) {
            Some((_, start)) if !is_last => after.get(..start).unwrap_or(after),
            _ => after,
        };
        let value = value.trim().trim_matches([',', ';', '|']).trim();
        if !value.is_empty() {
            found.push((fact, value.to_owned()));
        }
    }
    found
}

/// Finds the longest label a text ends with, and where it starts.
fn label_at_end(text: &str) -> Option<(Fact, usize)> {
    let trimmed = text.trim_end();
    let starts = std::iter::once(0).chain(
        trimmed
            .char_indices()
            .filter(|(_, c)| !c.is_alphanumeric() && *c != '.')
            .map(|(at, c)| at + c.len_utf8()),
    );
    starts.filter_map(|at| label(trimmed.get(at..)?).map(|fact| (fact, at))).next()
}

fn set(facts: &mut PanelFacts, fact: Fact, value: &str) {
    let text = |slot: &mut Option<String>| {
        slot.get_or_insert_with(|| value.to_owned());
    };
    match fact {
        Fact::Name if facts.name.is_empty() => {
            facts.name = title_name(value).unwrap_or_else(|| value.to_owned())
        }
        Fact::Location if facts.location.is_empty() => facts.location = value.to_owned(),
        Fact::Bus => {
            facts.bus = facts.bus.or_else(|| first_number(value).filter(|a| (15.0..=10_000.0).contains(a)));
            if value.to_ascii_lowercase().contains("mlo") {
                facts.lugs_only = true;
            }
        }
        Fact::Main => set_main(facts, value),
        Fact::Interrupting => facts.interrupting = facts.interrupting.or_else(|| read_interrupting(value)),
        Fact::Mounting => text(&mut facts.mounting),
        Fact::Enclosure => text(&mut facts.enclosure),
        Fact::FedFrom => text(&mut facts.fed_from),
        Fact::Slots => {
            let slots = first_number(value).filter(|n| n.fract() == 0.0 && (2.0..=336.0).contains(n));
            facts.slots = facts.slots.or(slots.map(|n| n as u16));
        }
        Fact::Note => facts.notes.push(value.to_owned()),
        Fact::Name | Fact::Location | Fact::Voltage | Fact::Phase | Fact::Wire => {}
    }
}

fn set_main(facts: &mut PanelFacts, value: &str) {
    let low = value.to_ascii_lowercase();
    if low.contains("mlo") || low.contains("lug") {
        facts.lugs_only = true;
        return;
    }
    let trip = read_breaker(value).and_then(|read| read.trip).or_else(|| first_number(value));
    facts.main = facts.main.or(trip.filter(|a| (15.0..=10_000.0).contains(a)));
}

/// Reads a head without labels: `208Y/120V, 3PH, 4W`, `225A BUS`, `125A MCB`, `SURFACE MOUNTED`.
fn free_text(facts: &mut PanelFacts, text: &str) {
    if facts.system.is_none()
        && names_voltage(text)
        && let Some((system, assumed)) = read_system(text)
    {
        facts.system = Some(system.code().to_owned());
        facts.assumed.extend(assumed);
    }
    for part in text.split([',', ';', '|']) {
        let low = format!(" {} ", part.trim().to_ascii_lowercase());
        let has = |word: &str| low.contains(word);
        if has("bus ") && !has("bus duct") {
            facts.bus = facts.bus.or_else(|| first_number(part).filter(|a| (15.0..=10_000.0).contains(a)));
        } else if has("mlo") || has("main lug") {
            facts.lugs_only = true;
            facts.bus = facts.bus.or_else(|| first_number(part).filter(|a| (15.0..=10_000.0).contains(a)));
        } else if has(" mcb") || has("main breaker") || has("main cb") || has(" main ") {
            set_main(facts, part);
        } else if has("aic") {
            facts.interrupting = facts.interrupting.or_else(|| read_interrupting(part));
        } else if has("surface") || has("flush") || has("recessed") {
            facts.mounting.get_or_insert_with(|| part.trim().to_owned());
        } else if has("nema ") {
            facts.enclosure.get_or_insert_with(|| part.trim().to_owned());
        } else if has("fed from ") || has("fed by ") {
            let at = low.find("fed ").map_or(0, |at| at + 8);
            let value = part.trim().get(at.saturating_sub(1)..).unwrap_or_default().trim();
            if !value.is_empty() {
                facts.fed_from.get_or_insert_with(|| value.to_owned());
            }
        }
    }
    if facts.name.is_empty()
        && is_title(text)
        && let Some(name) = title_name(text)
    {
        facts.name = name;
    }
}

/// Returns whether a text is the label of a fact: `VOLTAGE`, `MAIN`, `A.I.C.`.
pub(in crate::interchange) fn is_label(text: &str) -> bool {
    label(text).is_some()
}

/// Returns whether a row holds a labelled fact of a panel's head.
pub(in crate::interchange) fn holds_fact(grid: &Grid, row: usize) -> bool {
    grid.row(row).iter().filter(|cell| !cell.is_blank()).any(|cell| {
        let text = cell.text();
        labelled(&text).iter().any(|(fact, _)| *fact != Fact::Note) || label(&text).is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interchange::import::delimited::read_delimited;

    fn facts(text: &str) -> PanelFacts {
        let grid = read_delimited(text, "x");
        let mut facts = PanelFacts::default();
        read_facts(&grid, 0..grid.height(), 0..grid.width(), &mut facts);
        facts
    }

    #[test]
    fn labels_with_values_beside_them() {
        let read = facts(
            "PANEL,LP-1,,VOLTAGE:,208Y/120V\nLOCATION:,ELEC RM 101,,PHASE,3\nMAIN,125A MCB,,WIRE,4\nBUS RATING,225,AIC,22000\nMOUNTING,SURFACE,SPACES,42\nFED FROM,T-1,,,\n",
        );
        assert_eq!((read.name.as_str(), read.location.as_str()), ("LP-1", "ELEC RM 101"));
        assert_eq!(read.system.as_deref(), Some("208Y/120"));
        assert_eq!(
            (read.main, read.bus, read.interrupting, read.slots),
            (Some(125.0), Some(225.0), Some(22.0), Some(42))
        );
        assert_eq!((read.mounting.as_deref(), read.fed_from.as_deref()), (Some("SURFACE"), Some("T-1")));
    }

    #[test]
    fn several_facts_in_one_cell_and_free_text() {
        let read = facts("PANEL: HP-1   VOLTAGE: 480Y/277V  LOCATION: ROOM 208\n400A BUS | MLO | 35 kAIC\n");
        assert_eq!((read.name.as_str(), read.location.as_str()), ("HP-1", "ROOM 208"));
        assert_eq!(read.system.as_deref(), Some("480Y/277"));
        assert!(read.lugs_only);
        assert_eq!((read.bus, read.interrupting), (Some(400.0), Some(35.0)));
    }

    #[test]
    fn a_title_and_a_voltage_without_labels() {
        assert_eq!(facts("PANEL LP-1\n120/208V 3PH 4W\n").system.as_deref(), Some("208Y/120"));
        assert_eq!(facts("ROOM 208\n").system, None);
        assert_eq!(facts("ACME\nLP-1A\n").name, "LP-1A");
        assert_eq!(facts("2024-05-01\n24118\n").name, "");
    }
}
