//! The answer: results first, then the steps with formula, values and section, what was assumed, what is open.

use crate::app::theme::{self, Signal, Tokens, TypeStyle, space};
use crate::app::widgets::{banner, section_label};
use crate::calc::{Answer, Given, Step};
use crate::workbench::calculators::{Calculator, figure, label_of, unit_words};
use egui::{Align, Label, Layout, Ui};

/// Draws the answer, or what is still needed for one.
pub(super) fn answer_ui(ui: &mut Ui, calculator: &Calculator) {
    let tokens = theme::tokens(ui);
    for fault in &calculator.faults {
        banner(ui, Signal::Error, "It cannot be calculated", fault, None);
    }
    let Some(answer) = &calculator.answer else {
        if !calculator.needs.is_empty() {
            section_label(ui, "Still needed", "");
            for need in &calculator.needs {
                ui.label(theme::rich(need, TypeStyle::Body, tokens.text_2));
            }
        } else if calculator.faults.is_empty() {
            ui.label(theme::rich("Correct what is marked", TypeStyle::Body, tokens.text_2));
        }
        return;
    };
    section_label(ui, "Results", &calculator.edition.to_string());
    ui.add_space(space::XS);
    for result in &answer.results {
        let note =
            calculator.kind.results.iter().find(|known| known.name == result.name).map_or("", |r| r.note);
        result_ui(ui, &tokens, &label_of(&result.name, &result.unit), &result.value, &result.unit, note);
    }
    open_ui(ui, &tokens, answer);
    ui.add_space(space::M);
    section_label(ui, "Steps", "");
    answer.steps.iter().for_each(|step| step_ui(ui, &tokens, step));
    if !answer.assumptions.is_empty() {
        ui.add_space(space::M);
        section_label(ui, "Assumed", "not given, so these were used");
        for assumed in &answer.assumptions {
            let name = assumed.path.rsplit('/').next().unwrap_or_default();
            let value = assumed.value.as_str().map_or_else(|| assumed.value.to_string(), str::to_owned);
            let words = format!("{}: {value}", label_of(name, " "));
            ui.label(theme::rich(words, TypeStyle::Body, tokens.text_2));
        }
    }
    for warning in &answer.warnings {
        ui.add_space(space::S);
        banner(ui, Signal::Info, "Note", warning, None);
    }
}

fn result_ui(ui: &mut Ui, tokens: &Tokens, label: &str, value: &Given, unit: &str, note: &str) {
    // A line of text each: there are many of them.
    ui.spacing_mut().interact_size.y = 20.0;
    ui.spacing_mut().item_spacing.y = space::XS;
    let row = ui.horizontal(|ui| {
        ui.label(theme::rich(label, TypeStyle::Body, tokens.text_2));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let words = format!("{} {}", figure(value), unit_words(unit));
            ui.label(theme::rich(words.trim_end(), TypeStyle::BodyMedium, tokens.text_1));
        });
    });
    if !note.is_empty() {
        row.response.on_hover_text(note);
    }
}

/// Says what could not be determined, and what would settle it.
fn open_ui(ui: &mut Ui, tokens: &Tokens, answer: &Answer) {
    for open in &answer.undetermined {
        let needs = open.needs.iter().map(|need| label_of(need.rsplit('/').next().unwrap_or_default(), " "));
        let words = format!(
            "{} undetermined: needs {}",
            label_of(&open.result, " "),
            needs.collect::<Vec<_>>().join(", ").to_lowercase()
        );
        ui.add(Label::new(theme::rich(words, TypeStyle::Body, tokens.text_3)).wrap());
    }
}

fn step_ui(ui: &mut Ui, tokens: &Tokens, step: &Step) {
    ui.add_space(space::S);
    result_ui(ui, tokens, &step.label, &step.result.value, &step.result.unit, "");
    let values = step.values.iter().map(|(name, value)| format!("{name} = {}", figure(value)));
    let values = values.collect::<Vec<_>>().join(" · ");
    for line in [step.formula.as_str(), &values] {
        if !line.is_empty() {
            ui.add(Label::new(theme::rich(line, TypeStyle::Small, tokens.text_2)).wrap());
        }
    }
    if !step.citation.is_empty() {
        ui.label(theme::rich(&step.citation, TypeStyle::Small, tokens.text_3));
    }
}
