//! The log: what was done in this session, step by step, with old and new places.

use crate::app::theme::{self, TypeStyle, space};
use crate::app::view_context::ViewContext;
use crate::app::widgets::empty_state;
use egui::{Margin, ScrollArea};

/// Draws the log, newest step first.
pub(in crate::app) fn log_pane_ui(ui: &mut egui::Ui, view: &ViewContext<'_>) {
    let entries = view.workbench.document().map(crate::document::Document::log).unwrap_or_default();
    egui::Frame::NONE.inner_margin(Margin::symmetric(16, 8)).show(ui, |ui| {
        if entries.is_empty() {
            empty_state(
                ui,
                "Nothing done yet",
                "Every step of this session will stand here, with what it changed.",
                None,
            );
            return;
        }
        let row = TypeStyle::Body.line_height();
        ScrollArea::vertical().auto_shrink([false, false]).show_rows(ui, row, entries.len(), |ui, range| {
            for index in range {
                let Some(entry) = entries.iter().rev().nth(index) else { continue };
                ui.horizontal(|ui| {
                    ui.set_height(row);
                    ui.spacing_mut().item_spacing.x = space::M;
                    ui.label(theme::rich(
                        format!("{}", entry.revision.0),
                        TypeStyle::Small,
                        view.tokens.text_3,
                    ));
                    ui.label(theme::rich(&entry.label, TypeStyle::BodyMedium, view.tokens.text_1));
                    let details = match entry.details.as_slice() {
                        [] => String::new(),
                        [only] => only.clone(),
                        [first, rest @ ..] => format!("{first} and {} more", rest.len()),
                    };
                    let shown = ui.add(
                        egui::Label::new(theme::rich(details, TypeStyle::Body, view.tokens.text_2))
                            .truncate(),
                    );
                    if entry.details.len() > 1 {
                        shown.on_hover_text(entry.details.join("\n"));
                    }
                });
            }
        });
    });
}
