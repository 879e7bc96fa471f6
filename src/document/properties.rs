//! What must hold for any edits, in any order: nothing is lost by undo, redo, saving, recovery; no bytes cause a panic.

use crate::document::format::{from_bytes, from_text, to_text};
use crate::document::{Document, Journal, Origin, SAMPLES, find_lost_sessions};
use crate::domain::examples::{self, edit_from};
use crate::domain::{Edit, Project, violations};
use proptest::collection::vec;
use proptest::prelude::*;
use std::sync::Arc;

/// Numbers that make one edit.
fn seed() -> impl Strategy<Value = Vec<u64>> {
    vec(any::<u64>(), 1..12)
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// Applies edits one after the other, as far as they are accepted, and sweeps the invariants after each.
fn worked_on(document: &mut Document, seeds: &[Vec<u64>]) -> Result<Vec<Arc<Project>>, TestCaseError> {
    let mut states = vec![Arc::clone(document.project())];
    for numbers in seeds {
        let before = Arc::clone(document.project());
        let edit = edit_from(&before, numbers);
        match document.edit("any", &[edit]) {
            Ok(_) if *document.project() != before => states.push(Arc::clone(document.project())),
            Ok(_) => {}
            Err(_) => prop_assert!(Arc::ptr_eq(document.project(), &before)),
        }
        prop_assert_eq!(violations(document.project()), Vec::<String>::new());
    }
    Ok(states)
}

proptest! {
    #![proptest_config(config(160))]

    #[test]
    fn saving_and_loading_is_the_identity_and_stable(seeds in vec(seed(), 1..60)) {
        let mut document = Document::unsaved(examples::two_panels());
        worked_on(&mut document, &seeds)?;
        let text = to_text(document.project()).expect("writes");
        let back = from_text(&text, "any.ron").map_err(|e| TestCaseError::fail(format!("{e}\n{text}")))?;
        prop_assert_eq!(&back, document.project().as_ref());
        prop_assert_eq!(to_text(&back).expect("writes"), text);
    }

    #[test]
    fn undo_and_redo_visit_the_same_states(seeds in vec(seed(), 1..60)) {
        let mut document = Document::unsaved(examples::two_panels());
        let states = worked_on(&mut document, &seeds)?;
        prop_assert_eq!(document.undo_len(), states.len() - 1);
        for state in states.iter().rev().skip(1) {
            document.undo().expect("a step");
            prop_assert_eq!(document.project(), state);
        }
        for state in states.iter().skip(1) {
            document.redo().expect("a step");
            prop_assert_eq!(document.project(), state);
        }
    }

    #[test]
    fn any_number_comes_back_bit_for_bit(bits in any::<u64>()) {
        let va = f64::from_bits(bits);
        prop_assume!(va.is_finite());
        let project = examples::two_panels();
        let panel = project.panels().next().expect("LP-1");
        let mut circuit = Box::new(panel.circuits().next().expect("a circuit").clone());
        circuit.load = crate::domain::CircuitLoad::PerPole(vec![crate::units::VoltAmperes(va)]);
        circuit.length = Some(crate::units::Feet(va));
        let edit = Edit::SetCircuit { panel: panel.id, circuit: circuit.clone() };
        let (project, _) = crate::domain::apply_all(&project, &[edit]).expect("possible");
        let back = from_text(&to_text(&project).expect("writes"), "any.ron").expect("reads");
        let read = back.panels().next().and_then(|p| p.circuit(circuit.id)).expect("there");
        prop_assert_eq!(read.load.total().0.to_bits(), va.to_bits());
        prop_assert_eq!(read.length.map(|ft| ft.0.to_bits()), Some(va.to_bits()));
    }

    #[test]
    fn mangled_files_are_refused_or_read_and_never_panic(
        sample in 0..SAMPLES.len(),
        damage in vec((any::<prop::sample::Index>(), any::<u8>(), 0..4u8), 1..6),
    ) {
        let mut bytes = SAMPLES[sample].text.as_bytes().to_vec();
        for (place, byte, kind) in damage {
            let at = place.index(bytes.len().max(1));
            match kind {
                0 if at < bytes.len() => bytes[at] = byte,
                1 if at < bytes.len() => { bytes.remove(at); }
                2 => bytes.insert(at, byte),
                _ => bytes.truncate(at.max(bytes.len() / 2)),
            }
        }
        match from_bytes(&bytes, "any.ron") {
            Ok(project) => prop_assert_eq!(violations(&project), Vec::<String>::new()),
            Err(error) => prop_assert!(error.to_string().starts_with("any.ron")),
        }
    }
}

proptest! {
    #![proptest_config(config(48))]

    #[test]
    fn a_lost_session_comes_back_as_it_was(seeds in vec(seed(), 1..40), flushes in vec(any::<bool>(), 40)) {
        let folder = tempfile::tempdir().expect("folder");
        let mut document = Document::unsaved(examples::two_panels());
        let mut journal = Journal::start(folder.path(), Arc::clone(document.project()), Origin::Unsaved);
        let mut flushed = Arc::clone(document.project());
        for (numbers, flush) in seeds.iter().zip(flushes) {
            let edit = edit_from(document.project(), numbers);
            // Undo now and then: the journal must follow wherever the document goes.
            if numbers[0] % 5 == 0 {
                document.undo();
            } else {
                let _refused_edits_change_nothing = document.edit("any", &[edit]);
            }
            journal.append(document.project(), "any").expect("notes");
            if flush {
                journal.flush().expect("writes");
                flushed = Arc::clone(document.project());
            }
        }
        let base = examples::two_panels();
        drop(journal);
        match find_lost_sessions(folder.path()).sessions.pop() {
            Some(session) => prop_assert_eq!(session.project, flushed),
            None => prop_assert_eq!(flushed.as_ref(), &base),
        }
    }
}
