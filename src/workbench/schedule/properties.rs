//! Property: whatever is done in whatever order, circuits in = circuits out except where something is added or cleared
//! by name, the records never contradict each other, and undo brings every state back.

use crate::domain::{CircuitId, Project, Slot, examples, violations};
use crate::workbench::schedule::typing::Desk;
use crate::workbench::schedule::{Cell, Column, DropMode, GridKey, Press};
use proptest::prelude::*;
use std::collections::BTreeSet;

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
}

const KEYS: [GridKey; 13] = [
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
const TEXTS: [&str; 12] =
    ["1500", "2", "3", "20/3", "1200/800", "see plan", "L", "sp", "12.5A", "9", "=3*180", "30A-2P"];
const PASTES: [&str; 4] = ["A\tL\t2\t30\t100\nB\tR\t3\t20\t200\n", "5\n6\n7\n", "\t\n\t\n", "x"];

fn doing() -> impl Strategy<Value = Doing> {
    prop_oneof![
        (1..=42u16, 0..6usize).prop_map(|(s, c)| Doing::Point(s, c)),
        (1..=42u16, 0..6usize).prop_map(|(s, c)| Doing::Extend(s, c)),
        (0..KEYS.len(), any::<bool>(), any::<bool>()).prop_map(|(k, c, s)| Doing::Key(k, c, s)),
        (0..TEXTS.len()).prop_map(Doing::Type),
        (1..=42u16, 1..=42u16, 0..3usize).prop_map(|(a, b, m)| Doing::Drop(a, b, m)),
        (0..8usize).prop_map(Doing::Switch),
        (0..4usize).prop_map(Doing::Choose),
        (0..PASTES.len()).prop_map(Doing::Paste),
        (1..=42u16, 0..6usize).prop_map(|(s, c)| Doing::CopyPaste(s, c)),
    ]
}

fn perform(desk: &mut Desk, doing: &Doing) {
    let cell = |slot: u16, column: usize| Cell::new(slot, Column::ALL[column]);
    match *doing {
        Doing::Point(slot, column) => desk.run(|g, p| g.point(p, cell(slot, column), false)),
        Doing::Extend(slot, column) => desk.run(|g, p| g.point(p, cell(slot, column), true)),
        Doing::Key(key, ctrl, shift) => desk.key(Press { key: KEYS[key], ctrl, shift, alt: false }),
        Doing::Type(text) => desk.type_text(TEXTS[text]).key(GridKey::Enter),
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
            _ => g.set_poles(p, 2),
        }),
        Doing::Choose(choice) => desk.run(|g, p| g.choose(p, choice)),
        Doing::Paste(text) => desk.paste(PASTES[text]),
        Doing::CopyPaste(slot, column) => {
            desk.run(|g, p| g.copy(p));
            let text = desk.clipboard.clone();
            desk.run(|g, p| g.point(p, cell(slot, column), false)).paste(&text)
        }
    };
}

fn ids(project: &Project) -> BTreeSet<CircuitId> {
    project.panels().flat_map(|panel| panel.circuits().map(|circuit| circuit.id)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn circuits_in_are_circuits_out(doings in prop::collection::vec(doing(), 1..40)) {
        let mut desk = Desk::office();
        let start = examples::two_panels();
        let mut states = vec![desk.document.project().clone()];
        for doing in &doings {
            let before = ids(desk.document.project());
            let replaces = desk.grid.offer().is_some_and(|offer| offer.title.starts_with("Paste"));
            perform(&mut desk, doing);
            let after = ids(desk.document.project());
            // Nothing here clears by name, save answering a paste's question with Replace.
            if !replaces {
                prop_assert!(after.is_superset(&before), "{doing:?} lost {:?}", before.difference(&after));
            }
            prop_assert_eq!(violations(desk.document.project()), Vec::<String>::new());
            if states.last() != Some(desk.document.project()) {
                states.push(desk.document.project().clone());
            }
        }
        while desk.document.undo().is_some() {}
        prop_assert_eq!(&**desk.document.project(), &start);
    }
}
