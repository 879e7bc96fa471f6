//! The log: what was done in this session, step by step, with old and new places.

use crate::app::theme::{self, TypeStyle, space};
use crate::app::view_context::ViewContext;
use crate::app::widgets::empty_state;
use crate::document::{Document, LogEntry};
use egui::{Label, Margin, ScrollArea, Ui};

/// Most lines of one step; the others are in the tooltip.
const MOST: usize = 24;
/// Width of the column with the number of the state.
const NUMBER: f32 = 36.0;

/// Draws the log, newest step first: the step on one line, below it what changed, one line a circuit.
pub(in crate::app) fn log_pane_ui(ui: &mut Ui, view: &ViewContext<'_>) {
    let entries = view.workbench.document().map(Document::log).unwrap_or_default();
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
        ui.spacing_mut().item_spacing.y = 0.0;
        let total = entries.iter().map(lines).sum();
        ScrollArea::vertical().auto_shrink([false, false]).show_rows(ui, row, total, |ui, range| {
            let mut at = 0;
            for entry in entries.iter().rev() {
                let end = at + lines(entry);
                for line in at.max(range.start)..end.min(range.end) {
                    ui.allocate_ui_with_layout(
                        egui::vec2(ui.available_width(), row),
                        egui::Layout::left_to_right(egui::Align::Center),
                        |ui| line_ui(ui, view, entry, line - at),
                    );
                }
                at = end;
                if at >= range.end {
                    break;
                }
            }
        });
    });
}

/// How many lines an entry takes. One change stands beside the step; several stand below it.
fn lines(entry: &LogEntry) -> usize {
    if entry.details.len() < 2 { 1 } else { 1 + entry.details.len().min(MOST) }
}

fn line_ui(ui: &mut Ui, view: &ViewContext<'_>, entry: &LogEntry, line: usize) {
    ui.set_height(TypeStyle::Body.line_height());
    ui.spacing_mut().item_spacing.x = space::M;
    let tokens = view.tokens;
    let detail = |ui: &mut Ui, words: &str| {
        ui.add(Label::new(theme::rich(words, TypeStyle::Body, tokens.text_2)).truncate())
    };
    let Some(below) = line.checked_sub(1) else {
        let (_, place) = ui.allocate_space(egui::vec2(NUMBER, TypeStyle::Body.line_height()));
        let number = entry.revision.0.to_string();
        let font = TypeStyle::Small.font();
        crate::app::widgets::text_in(ui.painter(), place, egui::Align::Max, &number, font, tokens.text_3);
        ui.label(theme::rich(&entry.label, TypeStyle::BodyMedium, tokens.text_1));
        if let [only] = entry.details.as_slice() {
            detail(ui, only);
        }
        return;
    };
    ui.add_space(NUMBER + space::M);
    let hidden = entry.details.len().saturating_sub(MOST);
    if below + 1 == MOST && hidden > 0 {
        let words = format!("and {} more", hidden + 1);
        detail(ui, &words).on_hover_text(entry.details.get(below..).unwrap_or_default().join("\n"));
    } else if let Some(words) = entry.details.get(below) {
        detail(ui, words);
    }
}
