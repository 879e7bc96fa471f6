//! A dialog put together from its parts.

use egui::Ui;

use crate::app::icons;
use crate::app::theme::{self, TypeStyle};
use crate::app::widgets::gallery::{GOALS, Gallery, METRICS, NOW, THEN, loads};
use crate::app::widgets::{
    AnswerPart, AnswerState, Button, Checkbox, Dialog, NumberField, PhaseBars, answer_line, dialog_block,
    dialog_foot, dialog_row, dialog_strip, dropdown, phase_bar_scale, segmented,
};

pub fn show(ui: &mut Ui, state: &mut Gallery) {
    let tokens = theme::tokens(ui);
    let shown = Dialog::new("gallery balance", "Balance LP-1")
        .subtitle("21 circuits · 208Y/120 V · connected load")
        .width(968.0)
        .show(ui.ctx(), |ui| {
            dialog_row(ui, 52.0, |ui| {
                ui.label(theme::rich("Goal", TypeStyle::Body, tokens.text_2));
                segmented(ui, &mut state.goal, &GOALS);
                ui.add_space(8.0);
                ui.label(theme::rich("Target", TypeStyle::Body, tokens.text_2));
                NumberField::new(&mut state.target, "Target score").decimals(2).show(ui);
                ui.add_space(8.0);
                ui.label(theme::rich("Metric", TypeStyle::Body, tokens.text_2));
                dropdown(ui, "Metric", 170.0, &mut state.metric, &METRICS);
            });
            dialog_row(ui, 38.0, |ui| {
                ui.spacing_mut().item_spacing.x = 24.0;
                ui.add(Checkbox::new(&mut state.keep[0], "Keep locked (1)"));
                ui.add(Checkbox::new(&mut state.keep[1], "Keep groups together"));
                ui.add(Checkbox::new(&mut state.keep[2], "Keep issued numbers"));
            });
            dialog_block(ui, |ui| {
                ui.columns(2, |sides| {
                    let scale = phase_bar_scale(Some(15_000.0), [15_720.0]);
                    PhaseBars::new("Now", &loads(&NOW, false))
                        .scale(scale)
                        .average(11_660.0)
                        .main(Some(15_000.0))
                        .show(&mut sides[0]);
                    PhaseBars::new("Proposed", &loads(&THEN, false))
                        .scale(scale)
                        .average(11_660.0)
                        .main(Some(15_000.0))
                        .show(&mut sides[1]);
                });
            });
            dialog_strip(ui, |ui| {
                answer_line(
                    ui,
                    AnswerState::Verified,
                    "HRM 3 ms",
                    &[AnswerPart::Plain("0.981 in 3 moves"), AnswerPart::Good("verified")],
                    "Nothing changes before Accept.",
                );
            });
            dialog_foot(
                ui,
                |ui| {
                    ui.add(Button::bare("Next equal plan").icon(icons::ARROWS_CLOCKWISE));
                },
                |ui| {
                    let accept = ui.add(Button::primary("Accept 3 moves").keys("Enter")).clicked();
                    let cancel = ui.add(Button::plain("Cancel").keys("Esc")).clicked();
                    accept || cancel
                },
            )
            .1
        });
    if shown.closed || shown.confirmed || shown.inner {
        state.dialog_open = false;
    }
}
