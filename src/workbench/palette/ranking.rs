//! The order of the list: groups under captions, the group with the best fit first, ties in the order of the menus.

use super::fuzzy::Fit;
use super::{Entry, Face, Found, Target, find};
use crate::workbench::Action;

/// One row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    Caption(&'static str),
    /// An entry by its place among those given, and which of its letters were typed.
    Entry {
        at: usize,
        letters: Vec<usize>,
    },
}

/// What is wanted most with a project open, offered before anything has been run.
const USUAL: [Action; 6] =
    [Action::Balance, Action::GoTo, Action::FindReplace, Action::FeedTree, Action::Import, Action::ExportPdf];

/// What a query speaks of, by the sign it starts with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Only {
    Everything,
    /// `>`
    Commands,
    /// `#`
    Circuits,
}

/// Ranks entries. `recent` names the actions that were run last, latest first; they lead while nothing is typed.
pub fn rank(entries: &[Entry], face: Face, recent: &[String], query: &str) -> Vec<Row> {
    let (only, words) = split(query);
    if words.is_empty() {
        return unasked(entries, face, only, recent);
    }
    let mut found: Vec<(usize, Found)> = Vec::new();
    for (at, entry) in entries.iter().enumerate().filter(|(_, entry)| is_meant(entry, only)) {
        if let Some(hit) = hit(entry, words) {
            found.push((at, hit));
        }
    }
    // Groups by their best fit, entries by theirs, then by the order in which they were given.
    found.sort_by_key(|(at, hit)| (hit.fit, hit.gaps, *at));
    let mut groups: Vec<&'static str> = Vec::new();
    for (at, _) in &found {
        if let Some(caption) = entries.get(*at).map(|entry| caption(entry, face))
            && !groups.contains(&caption)
        {
            groups.push(caption);
        }
    }
    let mut rows = Vec::with_capacity(found.len() + groups.len());
    for group in groups {
        rows.push(Row::Caption(group));
        let of_group =
            found.iter().filter(|(at, _)| entries.get(*at).is_some_and(|e| caption(e, face) == group));
        rows.extend(of_group.map(|(at, hit)| Row::Entry { at: *at, letters: hit.letters.clone() }));
    }
    rows
}

/// The list while nothing is typed: what was run last, then everything in the order given. Circuits come when asked for.
fn unasked(entries: &[Entry], face: Face, only: Only, recent: &[String]) -> Vec<Row> {
    let place_of = |name: &String| {
        entries.iter().position(
            |entry| matches!(entry.target, Target::Action(action) if action_name(action) == *name && entry.refusal.is_none()),
        )
    };
    let lead: Vec<usize> = match (face, only) {
        (Face::Commands, Only::Everything | Only::Commands) => recent.iter().filter_map(place_of).collect(),
        _ => Vec::new(),
    };
    let row = |at: usize| Row::Entry { at, letters: Vec::new() };
    let mut rows = Vec::new();
    if !lead.is_empty() {
        rows.push(Row::Caption("Recently run"));
        rows.extend(lead.iter().copied().map(row));
    }
    let usual: Vec<usize> = match (face, only, entries.first().map(|entry| &entry.target)) {
        (Face::Commands, Only::Everything, Some(Target::Action(_))) => {
            USUAL.iter().filter_map(|action| place_of(&action_name(*action))).collect()
        }
        _ => Vec::new(),
    };
    let usual: Vec<usize> = usual.into_iter().filter(|at| !lead.contains(at)).collect();
    if !usual.is_empty() {
        rows.push(Row::Caption("Often wanted"));
        rows.extend(usual.iter().copied().map(row));
    }
    let circuits = face == Face::Places || only == Only::Circuits;
    let mut last = "";
    for (at, entry) in entries.iter().enumerate() {
        let shown = match entry.target {
            Target::Space(..) => false,
            Target::Circuit(..) => circuits,
            _ => true,
        };
        // What cannot be done now is found by its name, with the reason; unasked it would only be in the way.
        if !shown
            || entry.refusal.is_some()
            || !is_meant(entry, only)
            || lead.contains(&at)
            || usual.contains(&at)
        {
            continue;
        }
        let caption = caption(entry, face);
        if caption != last {
            rows.push(Row::Caption(caption));
            last = caption;
        }
        rows.push(row(at));
    }
    rows
}

/// Returns the name an action is remembered by.
pub fn action_name(action: Action) -> String {
    format!("{action:?}")
}

fn split(query: &str) -> (Only, &str) {
    let query = query.trim_start();
    let (only, rest) = if let Some(rest) = query.strip_prefix('>') {
        (Only::Commands, rest)
    } else if let Some(rest) = query.strip_prefix('#') {
        (Only::Circuits, rest)
    } else {
        (Only::Everything, query)
    };
    (only, rest.trim())
}

fn is_meant(entry: &Entry, only: Only) -> bool {
    match only {
        Only::Everything => true,
        Only::Commands => matches!(entry.target, Target::Action(_)),
        Only::Circuits => matches!(entry.target, Target::Circuit(..) | Target::Space(..)),
    }
}

fn hit(entry: &Entry, words: &str) -> Option<Found> {
    let (shown, also) = entry.searched();
    let found = find(words, shown);
    if matches!(entry.target, Target::Space(..)) {
        // Hundreds of free slots would drown everything else unless a number is meant.
        let numbered = words.contains(|c: char| c.is_ascii_digit());
        return found.filter(|found| numbered && found.fit <= Fit::Pieces);
    }
    let unseen = || {
        let hit = find(words, also)?;
        (hit.fit <= Fit::WordStart).then_some(Found { fit: Fit::Unseen, gaps: 0, letters: Vec::new() })
    };
    found.or_else(unseen)
}

const fn caption(entry: &Entry, face: Face) -> &'static str {
    match (&entry.target, face) {
        (Target::Action(_), _) => "Commands",
        (Target::Recent(_), _) => "Recent files",
        (Target::Sample(_), _) => "Samples",
        (_, Face::Commands) => "Go to",
        (Target::Panel(_), Face::Places) => "Panels",
        (Target::Feed(_), Face::Places) => "Feeders",
        (Target::OnPlan(_), Face::Places) => "On the plan",
        (Target::Circuit(..), Face::Places) => "Circuits",
        (Target::Space(..), Face::Places) => "Free slots",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::examples;
    use crate::workbench::palette::{action_entry, place_entries, sample_entries};

    fn everything() -> Vec<Entry> {
        let mut entries: Vec<Entry> =
            Action::ALL.iter().map(|action| action_entry(*action, None, None)).collect();
        let project = examples::two_panels();
        let front = project.panel_named("LP-1").map(|panel| panel.id);
        entries.extend(place_entries(&project, front));
        entries.extend(sample_entries());
        entries
    }

    fn told(entries: &[Entry], face: Face, query: &str) -> Vec<String> {
        rank(entries, face, &[], query)
            .into_iter()
            .map(|row| match row {
                Row::Caption(words) => format!("[{words}]"),
                Row::Entry { at, .. } => entries.get(at).expect("listed").words.clone(),
            })
            .collect()
    }

    #[test]
    fn commands_that_start_with_the_letters_stand_first() {
        let told = told(&everything(), Face::Commands, "bal");
        assert_eq!(
            told.iter().take(4).map(String::as_str).collect::<Vec<_>>(),
            ["[Commands]", "Balance panel…", "Balance with swaps only…", "Change balance metric"]
        );
    }

    #[test]
    fn ties_stand_in_the_order_of_the_menus_and_the_list_is_the_same_each_time() {
        let entries = everything();
        let exports: Vec<String> = told(&entries, Face::Commands, "export")
            .into_iter()
            .filter(|w| w.starts_with("Export"))
            .collect();
        let in_menu = [
            "Export CSV…",
            "Export Excel…",
            "Export PDF…",
            "Export one-line as PDF…",
            "Export one-line as SVG…",
            "Export plan as PDF…",
            "Export plan as SVG…",
            "Export plan as DXF…",
            "Export take-off as Excel…",
            "Export take-off as CSV…",
            "Export calculation package…",
            "Export local amendments…",
            "Export review report…",
        ];
        assert_eq!(exports, in_menu);
        for query in ["", "a", "pa", "#1", ">un", "lp"] {
            let ranked = || rank(&entries, Face::Commands, &[], query);
            assert_eq!(ranked(), ranked(), "{query}");
        }
    }

    #[test]
    fn a_circuit_by_its_number_leads_where_no_command_fits_better() {
        let entries = everything();
        let full = told(&entries, Face::Commands, "LP-1/13");
        assert!(
            full.first().is_some_and(|w| w == "[Go to]")
                && full.get(1).is_some_and(|w| w.starts_with("LP-1/13 "))
        );
        let bare = told(&entries, Face::Places, "13");
        assert!(bare.get(1).is_some_and(|w| w.starts_with("LP-1/13 ")), "the panel in front: {bare:?}");
        let free = told(&entries, Face::Places, "LP-1/41");
        assert!(free.iter().any(|w| w == "LP-1/41 Space"), "{free:?}");
        assert!(!told(&entries, Face::Places, "space").iter().any(|w| w.ends_with("Space")));
    }

    #[test]
    fn signs_narrow_the_list() {
        let entries = everything();
        let circuits = told(&entries, Face::Commands, "#recept");
        assert!(circuits.len() > 1 && circuits.iter().skip(1).all(|w| w.contains('/')), "{circuits:?}");
        let commands = told(&entries, Face::Commands, "> undo");
        assert_eq!(commands.first().map(String::as_str), Some("[Commands]"));
        assert_eq!(commands.iter().filter(|w| w.starts_with('[')).count(), 1);
    }

    #[test]
    fn with_nothing_typed_what_was_run_last_leads_once() {
        let entries = everything();
        let recent = ["Balance".to_owned(), "Gone".to_owned(), "Undo".to_owned()];
        let rows = rank(&entries, Face::Commands, &recent, "");
        let words = |row: &Row| match row {
            Row::Caption(words) => (*words).to_owned(),
            Row::Entry { at, .. } => entries.get(*at).expect("listed").words.clone(),
        };
        let told: Vec<String> = rows.iter().map(words).collect();
        assert_eq!(
            told.get(..4).map(<[String]>::to_vec),
            Some(vec![
                "Recently run".to_owned(),
                "Balance panel…".to_owned(),
                "Undo".to_owned(),
                "Often wanted".to_owned(),
            ])
        );
        for once in ["Undo", "Balance panel…", "Go to…"] {
            assert_eq!(told.iter().filter(|w| *w == once).count(), 1, "{once}");
        }
        assert!(!told.iter().any(|w| w.starts_with("LP-1/")), "circuits come when asked for");
    }

    #[test]
    fn what_is_not_shown_finds_too_but_last() {
        let told = told(&everything(), Face::Commands, "proof");
        assert_eq!(told, ["[Commands]", "Balance panel…"]);
    }
}
