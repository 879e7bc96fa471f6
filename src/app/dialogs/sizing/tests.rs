//! The dialog by the names a person hears.

use super::*;
use crate::app::testing::harness_sized;
use crate::domain::{Slot, examples};
use crate::workbench::Workbench;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use std::sync::Arc;

struct Seen {
    workbench: Workbench,
    dialog: Option<SizingDialog>,
}

fn open() -> Harness<'static, Seen> {
    let mut workbench = Workbench::default();
    workbench.execute(Command::OpenUnsaved(Box::new(examples::two_panels())));
    let dialog = workbench.document().and_then(|d| SizingDialog::new(d.project(), PanelId(2)));
    let seen = Seen { workbench, dialog };
    let mut harness = harness_sized(egui::vec2(1280.0, 800.0), seen, move |ui, seen| {
        let project = Arc::clone(seen.workbench.document().expect("open").project());
        let Some(dialog) = &mut seen.dialog else { return };
        let commands = match dialog.show(ui.ctx(), &project) {
            DialogOutcome::Open | DialogOutcome::Cancelled | DialogOutcome::Leave(_) => Vec::new(),
            DialogOutcome::Act(requests) => (requests.into_iter())
                .filter_map(|request| match request {
                    AppRequest::Command(command) => Some(command),
                    _ => None,
                })
                .collect(),
            DialogOutcome::Done(commands) => {
                seen.dialog = None;
                commands
            }
        };
        commands.into_iter().for_each(|command| seen.workbench.execute(command));
    });
    harness.run();
    harness
}

fn trip(harness: &Harness<'_, Seen>, slot: u16) -> Option<f64> {
    let project = harness.state().workbench.document()?.project();
    project.panel(PanelId(2))?.circuit_at(Slot(slot))?.trip.map(|trip| trip.0)
}

#[test]
fn sizes_are_chosen_kept_and_taken_as_one_step() {
    let mut harness = open();
    harness.get_by_label("Take none").click();
    harness.run();
    harness.get_by_label("Take overcurrent device of EM-1/1").click();
    harness.run();
    harness.get_by_label_contains("Take 1 size");
    harness.get_by_label_contains("Take 1 size").click();
    harness.run();
    assert_eq!(trip(&harness, 1), Some(30.0));
    assert!(harness.state().dialog.is_none());
    harness.state_mut().workbench.execute(Command::Undo);
    assert_eq!(trip(&harness, 1), Some(20.0));
}

#[test]
fn a_size_is_kept_only_with_a_reason() {
    let mut harness = open();
    harness.get_by_label("EM-1/1, overcurrent device: 20 A becomes 30 A").click();
    harness.run();
    harness.get_by_label("Keep 20 A").click();
    harness.run();
    assert!(harness.query_by_label_contains("kept:").is_none());
    harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "Reason for keeping").focus();
    harness.run();
    harness
        .get_by_role_and_label(egui::accesskit::Role::TextInput, "Reason for keeping")
        .type_text("existing breaker stays");
    harness.run();
    harness.get_by_label("Keep 20 A").click();
    harness.run();
    let project = harness.state().workbench.document().expect("open").project();
    assert_eq!(crate::engineering::overrides(project).len(), 1);
    harness.get_by_label_contains("1 kept");
}
