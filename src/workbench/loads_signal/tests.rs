//! The life of a comparison, with a model made for it.

use super::*;
use crate::domain::{CircuitId, Edit, PanelId, Project, Slot, examples};
use crate::engineering::LoadInventory;
use crate::workbench::{Command, Places, Settings, Workbench};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

const LP1: PanelId = PanelId(1);

/// Says that everything counts in full, as it does where the occupancy is unknown and receptacles are few.
#[derive(Default)]
struct InFull(AtomicUsize, AtomicUsize);

impl LoadsModel for InFull {
    fn id(&self) -> &str {
        "in-full"
    }

    fn guess(&self, inventory: LoadInventory) -> Result<Option<LoadsGuess>, String> {
        self.0.fetch_add(1, Ordering::Relaxed);
        let mut demand_va = [0.0; 3];
        for item in &inventory.items {
            demand_va.iter_mut().zip(item.load.per_leg().0).for_each(|(sum, va)| *sum += va.0);
        }
        let factors = vec![1.0; inventory.items.len()];
        let design_va = demand_va.iter().sum();
        Ok(Some(LoadsGuess { factors, demand_va, design_va, rating_a: Some(100.0), confidence: 0.5 }))
    }

    fn keep(&self, _: &Path, _: &Project, _: PanelId) -> Result<(), String> {
        self.1.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }
}

fn open(model: Arc<InFull>) -> Workbench {
    let mut workbench = Workbench::default();
    workbench.execute(Command::OpenUnsaved(Box::new(examples::two_panels())));
    workbench.use_loads_model(Some(Ok(model)));
    workbench.watch_panel(Some(LP1));
    workbench
}

#[test]
fn a_comparison_comes_by_itself_and_goes_with_its_state() {
    let mut workbench = open(Arc::default());
    assert!(workbench.loads_line(LP1).is_none(), "nothing is known yet");
    workbench.poll();
    workbench.wait_for_loads();
    let found = workbench.loads_comparison(LP1).expect("compared").clone();
    assert_eq!(found.guess.demand_va, [15_720.0, 10_600.0, 8_660.0]);
    assert!(found.of == 21 && (1..21).contains(&found.agreeing), "{found:?}");
    let line = workbench.loads_line(LP1).expect("a line");
    assert!(line.text.starts_with("in-full 35.0 kVA, 100 A · engine "), "{line:?}");
    assert!(line.text.ends_with(&format!("{} of {} factors agree", found.agreeing, found.of)), "{line:?}");
    let edits = vec![Edit::MoveCircuits { panel: LP1, moves: vec![(CircuitId(108), Slot(36))] }];
    let before = workbench.document().expect("open").project().clone();
    workbench.execute(Command::Edit { label: "Move".to_owned(), edits });
    assert!(workbench.loads_line(LP1).is_none(), "what is stale is not shown");
    workbench.wait_for_loads();
    assert!(workbench.loads_line(LP1).is_some());
    workbench.execute(Command::Undo);
    assert_eq!(workbench.document().expect("open").project(), &before, "it changes nothing");
}

#[test]
fn switched_off_it_is_not_asked() {
    let model: Arc<InFull> = Arc::default();
    let mut workbench = open(Arc::clone(&model));
    let off = Settings { loads_signal: false, ..workbench.settings().clone() };
    workbench.execute(Command::SetSettings(Box::new(off)));
    workbench.poll();
    workbench.wait_for_loads();
    assert!(workbench.loads_line(LP1).is_none());
    assert_eq!(model.0.load(Ordering::Relaxed), 0);
}

#[test]
fn a_model_that_cannot_be_used_asks_nothing() {
    let mut workbench = open(Arc::default());
    workbench.use_loads_model(Some(Err("of another encoding".to_owned())));
    workbench.wait_for_loads();
    assert!(workbench.loads_line(LP1).is_none());
    assert!(workbench.loads_model().is_some_and(|model| model.is_err()));
}

/// It counts everything in full, which the engine does not, and that is kept only for who has asked for it.
#[test]
fn disagreements_are_kept_where_a_person_wants_it() {
    let folder = tempfile::tempdir().expect("a folder");
    for (wanted, kept) in [(false, 0), (true, 1)] {
        let model: Arc<InFull> = Arc::default();
        let mut workbench = open(Arc::clone(&model));
        workbench.places = Places::below(folder.path());
        let settings = Settings { collect_disagreements: wanted, ..workbench.settings().clone() };
        assert!(!Settings::default().collect_disagreements);
        workbench.execute(Command::SetSettings(Box::new(settings)));
        workbench.wait_for_loads();
        let found = workbench.loads_comparison(LP1).expect("compared");
        assert!(found.agreeing < found.of, "receptacles above 10 kVA do not count in full");
        assert_eq!(model.1.load(Ordering::Relaxed), kept);
    }
}
