//! Property: whatever is done in whatever order, circuits in = circuits out except where something is added or cleared
//! by name, the records never contradict each other, and undo brings every state back.

use crate::domain::{CircuitId, PanelId, Project, Slot, examples, violations};
use crate::workbench::schedule::typing::Desk;
use crate::workbench::schedule::{
    Cell, Column, DropMode, Effect, FindQuery, Grid, GridKey, Press, find, replace,
};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// One thing a person does.
#[derive(Clone, Debug)]
enum Doing {
    Point(u16, usize),
    Extend(u16, usize),
    Key(usize, bool, bool),
    Type(usize),
    Drop(u16, u16, usize),
    Switch(usize),
    Choose(usize),
    Paste(usize),
    CopyPaste(u16, usize),
    CutPaste(u16),
    Clear,
    Undo,
    Redo,
    Replace(usize),
}

const KEYS: [GridKey; 15] = [
    GridKey::Backspace,
    GridKey::Space,
    GridKey::Up,
    GridKey::Down,
    GridKey::Left,
    GridKey::Right,
    GridKey::Home,
    GridKey::End,
    GridKey::PageUp,
    GridKey::PageDown,
    GridKey::Tab,
    GridKey::Enter,
    GridKey::Escape,
    GridKey::F2,
    GridKey::F4,
];
const TEXTS: [&str; 13] =
    ["1500", "2", "3", "20/3", "1200/800", "see plan", "L", "sp", "12.5A", "9", "=3*180", "30A-2P", "-"];
const FINDS: [(&str, &str); 3] = [("LTG", "LIGHTING"), ("E", "e"), ("RECEPT", "")];
const PASTES: [&str; 4] = ["A\tL\t2\t30\t100\nB\tR\t3\t20\t200\n", "5\n6\n7\n", "\t\n\t\n", "x"];

fn doing() -> impl Strategy<Value = Doing> {
    prop_oneof![
        (1..=42u16, 0..6usize).prop_map(|(s, c)| Doing::Point(s, c)),
        (1..=42u16, 0..6usize).prop_map(|(s, c)| Doing::Extend(s, c)),
        (0..KEYS.len(), any::<bool>(), any::<bool>()).prop_map(|(k, c, s)| Doing::Key(k, c, s)),
        (0..TEXTS.len()).prop_map(Doing::Type),
        (1..=42u16, 1..=42u16, 0..3usize).prop_map(|(a, b, m)| Doing::Drop(a, b, m)),
        (0..9usize).prop_map(Doing::Switch),
        (0..4usize).prop_map(Doing::Choose),
        (0..PASTES.len()).prop_map(Doing::Paste),
        (1..=42u16, 0..6usize).prop_map(|(s, c)| Doing::CopyPaste(s, c)),
        (1..=42u16).prop_map(Doing::CutPaste),
        Just(Doing::Clear),
        Just(Doing::Undo),
        Just(Doing::Redo),
        (0..FINDS.len()).prop_map(Doing::Replace),
    ]
}

fn perform(desk: &mut Desk, doing: &Doing) {
    let cell = |slot: u16, column: usize| Cell::new(slot, Column::ALL[column]);
    match *doing {
        Doing::Point(slot, column) => desk.run(|g, p| g.point(p, cell(slot, column), false)),
        Doing::Extend(slot, column) => desk.run(|g, p| g.point(p, cell(slot, column), true)),
        Doing::Key(key, ctrl, shift) => desk.key(Press { key: KEYS[key], ctrl, shift, alt: false }),
        Doing::Type(text) => {
            for letter in TEXTS[text].chars() {
                desk.type_text(&letter.to_string());
                // What comes behind a question would answer it: that is another doing.
                if desk.grid.offer().is_some() {
                    return;
                }
            }
            desk.key(GridKey::Enter)
        }
        Doing::Drop(from, to, mode) => desk.run(|g, p| {
            let mode = [DropMode::Move, DropMode::Copy, DropMode::Insert][mode];
            match p.panel(g.panel_id()).and_then(|panel| panel.circuit_at(Slot(from))) {
                Some(circuit) => g.drop(p, circuit.id, Slot(to), mode),
                None => Default::default(),
            }
        }),
        Doing::Switch(which) => desk.run(|g, p| match which {
            0 => g.toggle_lock(p),
            1 => g.toggle_group(p),
            2 => g.toggle_multiwire(p),
            3 => g.equal_legs(p),
            4 => g.fill_down(p),
            5 => g.make_spare(p),
            6 => g.fill_spares(p),
            7 => g.insert_space(p),
            _ => g.set_poles(p, 2),
        }),
        Doing::Choose(choice) => desk.run(|g, p| g.choose(p, choice)),
        Doing::Paste(text) => desk.paste(PASTES[text]),
        Doing::CopyPaste(slot, column) => {
            desk.run(|g, p| g.copy(p));
            let text = desk.clipboard.clone();
            desk.run(|g, p| g.point(p, cell(slot, column), false)).paste(&text)
        }
        Doing::CutPaste(slot) => {
            desk.run(Grid::cut);
            let text = desk.clipboard.clone();
            desk.run(|g, p| g.point(p, Cell::new(slot, Column::Number), false)).paste(&text)
        }
        Doing::Clear => desk.key(GridKey::Delete),
        Doing::Undo => {
            desk.document.undo();
            desk
        }
        Doing::Redo => {
            desk.document.redo();
            desk
        }
        Doing::Replace(which) => {
            let (text, with) = FINDS[which];
            let query = FindQuery { text: text.to_owned(), ..FindQuery::default() };
            desk.run(|_, p| Effect::step(replace(p, &query, with, &find(p, &query))))
        }
    };
}

fn ids(project: &Project) -> BTreeSet<CircuitId> {
    project.panels().flat_map(|panel| panel.circuits().map(|circuit| circuit.id)).collect()
}

/// Returns the circuits that stand elsewhere than before.
fn renumbered(before: &Project, after: &Project) -> BTreeSet<CircuitId> {
    let places = |project: &Project| -> BTreeMap<CircuitId, (PanelId, Slot)> {
        project.panels().flat_map(|p| p.circuits().map(move |c| (c.id, (p.id, c.slot)))).collect()
    };
    let now = places(after);
    places(before)
        .into_iter()
        .filter(|(id, at)| now.get(id).is_some_and(|n| n != at))
        .map(|(id, _)| id)
        .collect()
}

/// Whether the words typed or the keys pressed ask for circuits to be cleared or moved by name.
fn asks_for(doing: &Doing, cursor: Cell, asked: bool) -> (bool, bool) {
    let answers = asked && matches!(doing, Doing::Type(_) | Doing::Key(..) | Doing::Choose(_));
    let clears = match doing {
        Doing::Clear | Doing::CutPaste(_) => true,
        Doing::Type(text) => TEXTS[*text] == "-" || answers,
        _ => answers,
    };
    let moves = match doing {
        Doing::Drop(..) | Doing::Switch(7) => true,
        Doing::Key(_, ctrl, _) => *ctrl || answers,
        Doing::Type(_) => cursor.column == Column::Number || answers,
        _ => answers,
    };
    (clears, moves)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn circuits_in_are_circuits_out(doings in prop::collection::vec(doing(), 1..40)) {
        let mut desk = Desk::office();
        let start = examples::two_panels();
        for doing in &doings {
            let before = Arc::clone(desk.document.project());
            let asked = desk.grid.offer().is_some();
            let named: BTreeSet<CircuitId> = desk.grid.selected(&before).into_iter().collect();
            // Whatever comes next takes up a cell that is being typed into: a number moves, a dash clears.
            let open = desk.grid.editing().is_some();
            let cursor = desk.grid.cursor();
            let (clears, moves) = asks_for(doing, cursor, asked);
            let (clears, moves) = (clears || open, moves || (open && cursor.column == Column::Number));
            perform(&mut desk, doing);
            let after = Arc::clone(desk.document.project());
            prop_assert_eq!(violations(&after), Vec::<String>::new());
            // Every state was checked when it came about; going back to one drops nothing.
            if matches!(doing, Doing::Undo | Doing::Redo) {
                continue;
            }
            let lost: BTreeSet<CircuitId> = ids(&before).difference(&ids(&after)).copied().collect();
            // A dash clears wherever it is put, also from the clipboard: a cell that could not read one holds it.
            let pasted = matches!(doing, Doing::CopyPaste(..) | Doing::CutPaste(_));
            let dashes = pasted && desk.clipboard.split(['\t', '\r', '\n']).any(|cell| cell.trim() == "-");
            let clears = clears || dashes;
            if !asked && !dashes {
                let by_name: BTreeSet<CircuitId> = if clears { named } else { BTreeSet::new() };
                prop_assert!(lost.is_subset(&by_name), "{doing:?} lost {lost:?}, cleared by name {by_name:?}");
            }
            prop_assert!(lost.is_empty() || clears, "{doing:?} lost {lost:?}");
            let renumbered = renumbered(&before, &after);
            prop_assert!(renumbered.is_empty() || moves, "{doing:?} renumbered {renumbered:?}");
            // Nobody else's panel is touched by the grid of this one, but for words that are replaced everywhere.
            if !matches!(doing, Doing::Replace(_)) {
                prop_assert_eq!(before.panel(PanelId(2)), after.panel(PanelId(2)));
            }
        }
        while desk.document.undo().is_some() {}
        prop_assert_eq!(&**desk.document.project(), &start);
    }
}
