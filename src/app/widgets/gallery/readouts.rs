//! The middle column: phases, score, severities, answers.

use egui::Ui;

use crate::app::theme::{self, PhaseMark, Signal, TypeStyle};
use crate::app::widgets::gallery::{Gallery, NOW, THEN, loads};
use crate::app::widgets::{
    AnswerPart, AnswerState, Leg, PhaseBars, ScoreState, answer_line, labeled_value, phase_bar_scale,
    phase_bars_legend, phase_chip, score_block, score_figure, section_label, severity_badge, severity_filter,
    severity_icon,
};

pub fn show(ui: &mut Ui, state: &mut Gallery) {
    let tokens = theme::tokens(ui);
    ui.add_space(32.0);
    section_label(ui, "Phases", "");
    ui.horizontal(|ui| {
        for mark in PhaseMark::PHASES {
            phase_chip(ui, mark, Leg::Ordinary);
        }
        phase_chip(ui, PhaseMark::Neutral, Leg::Ordinary);
        phase_chip(ui, PhaseMark::B, Leg::High);
    });
    let scale = phase_bar_scale(Some(15_000.0), [15_720.0, 11_800.0]);
    PhaseBars::new("Phase load, connected", &loads(&NOW, false))
        .scale(scale)
        .average(11_660.0)
        .main(Some(15_000.0))
        .show(ui);
    phase_bars_legend(ui, "11,660 VA", Some("125 A"), "neutral est. 69.5 A");
    PhaseBars::new("Proposed, high leg", &loads(&THEN, true))
        .scale(scale)
        .average(11_660.0)
        .main(Some(15_000.0))
        .show(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 24.0;
        let formula = "1 − (max − min) / max";
        score_block(ui, "Balance score", 0.551, ScoreState::Below, formula, "target 0.95 · best 1.000");
        score_block(ui, "Balance score", 0.981, ScoreState::Reached, formula, "target 0.95");
        score_block(ui, "Balance score", 0.458, ScoreState::Unreachable { best: 0.458 }, formula, "");
    });
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 24.0;
        score_figure(ui, 0.551, ScoreState::Below);
        labeled_value(ui, "Neutral est.", "69.5 A");
        labeled_value(ui, "Max deviation", "34.8 %");
        labeled_value(ui, "Target", "0.95");
    });
    ui.add_space(8.0);
    section_label(ui, "Severities", "every state has a shape or a word besides its color");
    ui.horizontal(|ui| {
        for signal in Signal::ALL {
            severity_icon(ui, signal, 16.0);
        }
        for signal in Signal::ALL {
            severity_icon(ui, signal, 14.0);
        }
        severity_icon(ui, Signal::Error, 24.0);
    });
    ui.horizontal_wrapped(|ui| {
        for signal in Signal::ALL {
            severity_badge(ui, signal, signal.word(), signal.word());
        }
        severity_badge(ui, Signal::Error, "6", "6 errors");
        severity_badge(ui, Signal::Warning, "2", "2 warnings");
    });
    ui.horizontal(|ui| {
        let counts = [(Signal::Error, 6), (Signal::Warning, 2), (Signal::Waived, 0), (Signal::Passed, 318)];
        for ((signal, count), on) in counts.into_iter().zip(&mut state.filters) {
            severity_filter(ui, signal, count, on);
        }
    });
    ui.add_space(8.0);
    section_label(ui, "Answer", "");
    let parts = [
        AnswerPart::Plain("0.981 in 3 moves"),
        AnswerPart::Good("verified"),
        AnswerPart::Plain("best possible 1.000"),
        AnswerPart::Plain("fewest moves for > 0.95: 3 (proven)"),
    ];
    let note =
        "Plain search finds the same score. Circuit 11 is locked and stays. Nothing changes before Accept.";
    answer_line(ui, AnswerState::Verified, "HRM 3 ms", &parts, note);
    answer_line(
        ui,
        AnswerState::Limited,
        "Exact 41 ms",
        &[
            AnswerPart::Plain("Best possible here is 0.458"),
            AnswerPart::Caution("target 0.95 cannot be reached"),
        ],
        "",
    );
    ui.label(theme::rich(
        "16.67 mm² · 75 °C · 3φ 4W · 208Y/120 V · Ω Δ ≤ √3 × − 12′-6″",
        TypeStyle::Mono,
        tokens.text_2,
    ));
    ui.label(theme::rich(
        "Caption 11 medium: average 11,660 VA · main 125 A",
        TypeStyle::Caption,
        tokens.text_3,
    ));
    ui.label(theme::rich("Small 12: 9 shown, 0 hidden by filters", TypeStyle::Small, tokens.text_3));
}
