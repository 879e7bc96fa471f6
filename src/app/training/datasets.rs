//! The left column: the datasets there are.

use crate::app::theme::{self, TypeStyle};
use crate::app::view_context::Requests;
use crate::app::widgets::{empty_state, section_label};
use crate::units::grouped;
use crate::workbench::training::TrainingView;
use egui::{Label, Ui};

/// Draws the column.
pub(super) fn datasets_ui(ui: &mut Ui, view: &TrainingView, _out: &mut Requests) {
    let tokens = theme::tokens(ui);
    let count = view.datasets.len();
    section_label(ui, "Datasets", &if count > 0 { count.to_string() } else { String::new() });
    if view.datasets.is_empty() {
        let folder = view.folder.as_ref().map(|folder| folder.join("datasets").display().to_string());
        let words = format!(
            "phasewright dataset writes one; those in {} are listed here.",
            folder.unwrap_or_else(|| "the studio's folder".to_owned())
        );
        empty_state(ui, "No dataset yet", &words, None);
    }
    for dataset in &view.datasets {
        ui.horizontal(|ui| {
            ui.label(theme::rich(&dataset.name, TypeStyle::Body, tokens.text_1));
            let examples = dataset.examples.map(|n| format!("{} examples", grouped(n as f64, 0)));
            let facts = [Some(dataset.task.clone()).filter(|task| !task.is_empty()), examples];
            let facts: Vec<String> = facts.into_iter().flatten().collect();
            ui.add(Label::new(theme::rich(facts.join(" · "), TypeStyle::Small, tokens.text_2)).truncate());
        });
    }
}
