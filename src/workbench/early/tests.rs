//! The life of an early signal, with a model made for it.

use super::*;
use crate::domain::{CircuitId, Edit, PanelId, Project, Slot, examples};
use crate::proposals::Cancel;
use crate::workbench::{Command, Settings, Workbench};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

const LP1: PanelId = PanelId(1);

/// Flags the first circuit that the rules do not, and counts how often it was asked.
struct Stub {
    asked: Arc<AtomicUsize>,
}

impl SignalModel for Stub {
    fn id(&self) -> &str {
        "stub"
    }

    fn signals(&self, project: &Project, panel: PanelId, _: &Cancel) -> Result<PanelSignals, String> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        let panel = project.panel(panel).ok_or("no such panelboard")?;
        let circuit =
            panel.circuits_by_slot().first().map(|circuit| circuit.id).ok_or("it has no circuit")?;
        let family =
            FamilySignal { family: "drop", likelihood: 0.9, flagged: Some("length"), violated: false };
        let circuits = vec![CircuitSignals { circuit, families: vec![family] }];
        Ok(PanelSignals { circuits, asked: 12, alike: 11 })
    }
}

fn open() -> (Workbench, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let mut workbench = Workbench::default();
    workbench.execute(Command::OpenUnsaved(Box::new(examples::two_panels())));
    workbench.use_signal_model(Some(Ok(Arc::new(Stub { asked: Arc::clone(&asked) }))));
    workbench.watch_panel(Some(LP1));
    (workbench, asked)
}

fn edit(workbench: &mut Workbench) {
    let edits = vec![Edit::MoveCircuits { panel: LP1, moves: vec![(CircuitId(108), Slot(36))] }];
    workbench.execute(Command::Edit { label: "Move".to_owned(), edits });
}

#[test]
fn a_signal_comes_by_itself_and_is_never_shown_of_an_older_state() {
    let (mut workbench, asked) = open();
    assert_eq!(workbench.signal_state(LP1), SignalState::Stale);
    workbench.wait_for_signals();
    assert_eq!(workbench.signal_state(LP1), SignalState::Fresh);
    let signals = workbench.early_signals(LP1).expect("told");
    assert_eq!(signals.words(), "model flags 1 circuit, rules 0; 91.7 % alike");
    assert!(!signals.circuits[0].agree());
    workbench.wait_for_signals();
    assert_eq!(asked.load(Ordering::SeqCst), 1, "the same state is asked about once");
    edit(&mut workbench);
    assert_eq!(workbench.signal_state(LP1), SignalState::Stale);
    assert!(workbench.early_signals(LP1).is_none());
    workbench.wait_for_signals();
    assert_eq!((workbench.signal_state(LP1), asked.load(Ordering::SeqCst)), (SignalState::Fresh, 2));
}

#[test]
fn with_the_switch_off_nobody_is_asked_and_nothing_is_told() {
    let (mut workbench, asked) = open();
    let off = Settings { early_signals: false, ..workbench.settings().clone() };
    workbench.execute(Command::SetSettings(Box::new(off.clone())));
    workbench.wait_for_signals();
    assert_eq!((workbench.signal_state(LP1), asked.load(Ordering::SeqCst)), (SignalState::Off, 0));
    assert!(workbench.early_signals(LP1).is_none());
    workbench.execute(Command::SetSettings(Box::new(Settings { early_signals: true, ..off })));
    workbench.wait_for_signals();
    assert_eq!(workbench.signal_state(LP1), SignalState::Fresh);
}

/// What is told changes nothing: no edit, no notice, and the findings are the same with and without it.
#[test]
fn nothing_of_it_reaches_document_and_findings() {
    let (mut workbench, _) = open();
    let before = workbench.document().expect("open").project().clone();
    workbench.wait_for_signals();
    let document = workbench.document().expect("open");
    assert_eq!((document.project(), document.undo_len()), (&before, 0));
    assert!(workbench.notices().is_empty());
}

#[test]
fn without_a_model_and_with_a_broken_one_the_state_says_so() {
    let (mut workbench, _) = open();
    workbench.use_signal_model(None);
    workbench.wait_for_signals();
    assert_eq!(workbench.signal_state(LP1), SignalState::NoModel);
    workbench.use_signal_model(Some(Err("its weights are gone".to_owned())));
    assert_eq!(workbench.signal_state(LP1), SignalState::Refused("its weights are gone".to_owned()));
}

/// An untrained network of the right shape, through the adapter: told for every branch circuit, beside what the rules say.
#[cfg(feature = "ml")]
#[test]
fn a_network_is_told_beside_the_rules() {
    use crate::hrm::validation::{TrainedValidation, ValidationOptions, validation_recipe, validation_shape};
    use crate::hrm::{Hrm, LossKind, ModelCard, PublishedModel, initial_weights};
    let settings = ValidationOptions::written_out(validation_recipe()).expect("holds");
    let config = validation_shape(&settings);
    let device = crate::hrm::ComputeDevice::Cpu;
    let weights = initial_weights(&config, 1, &device).expect("drawn");
    let card = ModelCard {
        task: "validation".to_owned(),
        model: config.clone(),
        loss: LossKind::Softmax,
        options: settings.task,
        habits: None,
    };
    let model = Hrm::new(config, weights, &device).expect("made");
    let read = PublishedModel { card, model, habits: None, sha256: String::new() };
    let model = TrainedValidation::new("untrained", read).expect("fits");
    let mut workbench = Workbench::default();
    workbench.execute(Command::OpenSample(crate::workbench::Sample::Riverside));
    let panel = workbench.document().expect("open").project().panel_named("LP-1").expect("there").id;
    workbench.use_signal_model(Some(Ok(Arc::new(model))));
    workbench.watch_panel(Some(panel));
    workbench.wait_for_signals();
    let signals = workbench.early_signals(panel).expect("told");
    assert!(signals.circuits.len() > 5 && signals.asked == 12 * signals.circuits.len());
    // F1 of the sample: a device too small for its continuous load on LP-1.
    let families = signals.circuits.iter().flat_map(|circuit| &circuit.families);
    assert!(families.into_iter().any(|family| family.family == "device" && family.violated));
}
