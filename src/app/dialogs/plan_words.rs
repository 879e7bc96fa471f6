//! The strip of a dialog that says what will happen beside what was asked, or why it cannot.

use crate::app::theme::{self, Signal, TypeStyle, space};
use crate::app::widgets::severity_icon;
use egui::{ScrollArea, Ui};

/// Draws consequences or problems in a strip of constant height, so that the dialog keeps its size.
pub(in crate::app) fn plan_words(ui: &mut Ui, plan: Result<&[String], &[String]>, calm: &str) {
    let tokens = theme::tokens(ui);
    let (signal, lines) = match plan {
        Ok([]) => (Signal::Passed, vec![calm.to_owned()]),
        Ok(lines) => (Signal::Info, lines.to_vec()),
        Err(lines) => (Signal::Error, lines.to_vec()),
    };
    egui::Frame::NONE.fill(tokens.panel).inner_margin(egui::Margin::symmetric(20, 10)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.set_height(84.0);
        ScrollArea::vertical().id_salt("consequences").auto_shrink(false).show(ui, |ui| {
            for line in lines {
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing.x = space::S;
                    severity_icon(ui, signal, 16.0);
                    ui.add(egui::Label::new(theme::rich(line, TypeStyle::Small, tokens.text_1)).wrap());
                });
            }
        });
    });
}
