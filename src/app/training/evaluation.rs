//! The right column, below: how good the run in front is by its own held-out data.

use crate::app::theme::{self, TypeStyle};
use crate::app::view_context::Requests;
use crate::app::widgets::{labeled_value, section_label};
use crate::units::grouped;
use crate::workbench::training::{RunView, TrainingView};
use egui::{Label, Ui};

/// Draws what is known of the run in front.
pub(super) fn evaluation_ui(ui: &mut Ui, _view: &TrainingView, front: Option<&RunView>, _out: &mut Requests) {
    let tokens = theme::tokens(ui);
    let Some(run) = front else {
        section_label(ui, "Evaluation", "");
        return;
    };
    section_label(ui, &format!("Evaluation of {}", run.id), "");
    match run.best() {
        Some(best) => {
            labeled_value(
                ui,
                "Best on held-out data",
                &format!("{:.3} after step {}", best.score, grouped(best.step as f64, 0)),
            );
        }
        None => {
            let words = "The first score comes with the first look at held-out data.";
            ui.add(Label::new(theme::rich(words, TypeStyle::Small, tokens.text_2)).wrap());
        }
    }
}
