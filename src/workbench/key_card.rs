//! Every key of the program by group: the key card on the screen and on paper.

use crate::report::{KeyLine, KeySection};
use crate::workbench::schedule::{ENTRY_LOAD, ENTRY_SPARE, ENTRY_TRIP, GRID_KEYS, Press};
use crate::workbench::{Action, ActionGroup};

/// Keys that every dialog listens to; the dialogs' own tests press them.
pub const DIALOG_KEYS: &[(&str, &str)] = &[
    ("Ctrl+Enter", "The button at the right"),
    ("Enter", "The same, not in a field"),
    ("Tab", "Next field"),
    ("Esc", "Leave, change nothing"),
];

/// What is held while a circuit number is dragged.
const DRAGGING: &[(&str, &str)] =
    &[("Ctrl", "Copy instead of moving"), ("Alt", "Insert, push down"), ("Esc", "Leave it where it was")];

/// Returns the sections of the key card, in the order of the menus, the grid first.
pub fn key_sections() -> Vec<KeySection> {
    let mut sections = vec![KeySection {
        title: "In the schedule".to_owned(),
        lines: GRID_KEYS
            .iter()
            .map(|binding| KeyLine { keys: key_names(binding.presses), words: binding.does.to_owned() })
            .collect(),
    }];
    for group in ActionGroup::ALL {
        let with_keys = Action::ALL.iter().filter(|a| a.group() == group && a.shortcut().is_some());
        let lines: Vec<KeyLine> = with_keys
            .map(|action| KeyLine {
                keys: action.shortcuts().iter().map(ToString::to_string).collect(),
                words: action.label().trim_end_matches('…').to_owned(),
            })
            .collect();
        if !lines.is_empty() {
            sections.push(KeySection { title: group.label().to_owned(), lines });
        }
    }
    let entries: Vec<_> = ENTRY_LOAD.iter().chain(ENTRY_TRIP).chain(ENTRY_SPARE).copied().collect();
    let written = [
        ("Typed into a cell", entries.as_slice()),
        ("While a circuit number is dragged", DRAGGING),
        ("In a dialog", DIALOG_KEYS),
    ];
    for (title, pairs) in written {
        let line = |(keys, words): &(&str, &str)| KeyLine {
            keys: vec![(*keys).to_owned()],
            words: (*words).to_owned(),
        };
        sections.push(KeySection { title: title.to_owned(), lines: pairs.iter().map(line).collect() });
    }
    sections
}

/// Returns the names of keys that do the same; more than two with the same keys held stand behind one another.
fn key_names(presses: &[Press]) -> Vec<String> {
    let held = |press: &Press| (press.ctrl, press.shift, press.alt);
    match presses {
        [first, rest @ ..] if rest.len() > 1 && rest.iter().all(|press| held(press) == held(first)) => {
            let others = rest.iter().map(|press| format!(" {}", press.key));
            vec![std::iter::once(first.to_string()).chain(others).collect()]
        }
        _ => presses.iter().map(ToString::to_string).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::key_card_page;

    #[test]
    fn every_key_of_every_action_and_of_the_grid_is_on_the_card() {
        let sections = key_sections();
        let shown: Vec<&str> =
            sections.iter().flat_map(|s| &s.lines).flat_map(|line| &line.keys).map(String::as_str).collect();
        for action in Action::ALL {
            for shortcut in action.shortcuts() {
                assert!(shown.contains(&shortcut.to_string().as_str()), "{shortcut} of {action:?}");
            }
        }
        for binding in GRID_KEYS {
            for name in key_names(binding.presses) {
                assert!(shown.contains(&name.as_str()), "{name}");
            }
            assert!(sections[0].lines.iter().any(|line| line.words == binding.does));
        }
        assert!(sections.iter().all(|section| !section.lines.is_empty()));
    }

    #[test]
    fn the_printed_card_has_every_line_in_full() {
        let page = key_card_page(&key_sections(), "").expect("lays out");
        let texts: Vec<&str> = page.texts().map(|text| text.text.as_str()).collect();
        for line in key_sections().iter().flat_map(|section| &section.lines) {
            assert!(texts.contains(&line.words.as_str()), "{} is cut short or missing", line.words);
            assert!(line.keys.iter().all(|key| texts.contains(&key.as_str())), "{:?}", line.keys);
        }
    }

    #[test]
    fn keys_held_in_common_are_named_once() {
        let names = |at: usize| GRID_KEYS.get(at).map(|binding| key_names(binding.presses));
        assert_eq!(names(1), Some(vec!["Shift+↑ ↓ ← →".to_owned()]));
    }
}
