//! The calculators: on the left what can be calculated, in the middle its form, on the right the answer with every step.
//!
//! The answer follows the typing. A circuit of the schedule lends its figures and takes a rating or a size back.

mod answer;
mod form;
#[cfg(test)]
mod tests;

use crate::app::help::mark;
use crate::app::icons;
use crate::app::theme::{self, Tokens, TypeStyle, space};
use crate::app::view_context::{Requests, ViewContext};
use crate::app::widgets::{Button, TextField, dropdown, text_in};
use crate::calc::{KINDS, Kind};
use crate::domain::{Circuit, CircuitId, Panel};
use crate::nec::Edition;
use crate::workbench::calculators::{Calculator, derivation_text};
use crate::workbench::help::TopicId;
use crate::workbench::{Command, NoticeLevel};
use egui::{Align, Rect, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, vec2};
use std::collections::BTreeMap;

/// Width of the list of calculations.
const LIST: f32 = 264.0;
/// Height of a line in it.
const LINE: f32 = 28.0;

/// The view's state: what was typed into each calculator stays as long as the window.
pub(in crate::app) struct CalculatorsView {
    chosen: &'static str,
    filter: String,
    kept: BTreeMap<&'static str, Calculator>,
}

impl Default for CalculatorsView {
    fn default() -> Self {
        let first = KINDS.first().map_or("", |kind| kind.name);
        Self { chosen: first, filter: String::new(), kept: BTreeMap::new() }
    }
}

impl CalculatorsView {
    /// Draws the three columns. `circuit` is the one under the cursor of the schedule.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        view: &ViewContext<'_>,
        circuit: Option<CircuitId>,
        out: &mut Requests,
    ) {
        let all = ui.max_rect();
        mark(ui, all, TopicId::Calculators);
        let (list, rest) = all.split_left_right_at_x(all.left() + LIST);
        let (form, answer) = rest.split_left_right_at_x(rest.left() + (rest.width() * 0.48).round());
        let tokens = theme::tokens(ui);
        for border in [list.right(), form.right()] {
            ui.painter().vline(border, all.y_range(), tokens.edge());
        }
        child(ui, "kinds", list, |ui| self.list_ui(ui, &tokens));
        let edition = view.project.settings().edition;
        let Some(kind) = KINDS.iter().find(|kind| kind.name == self.chosen) else { return };
        let calculator = self.kept.entry(kind.name).or_insert_with(|| Calculator::new(kind, edition));
        let panel = view.panel.and_then(|panel| view.project.panel(panel));
        let circuit = panel.and_then(|panel| Some((panel, panel.circuit(circuit?)?)));
        child(ui, "form", form, |ui| form_column(ui, calculator, view, circuit, out));
        child(ui, "answer", answer, |ui| answer_column(ui, calculator, circuit, out));
    }

    fn list_ui(&mut self, ui: &mut Ui, tokens: &Tokens) {
        let width = ui.available_width();
        ui.add(
            TextField::new(&mut self.filter, "Find a calculation").hint("Find a calculation").width(width),
        );
        ui.add_space(space::S);
        let wanted = self.filter.to_lowercase();
        let fits = |kind: &&Kind| {
            let words = format!("{} {} {}", kind.title, kind.name, kind.sections).to_lowercase();
            wanted.split_whitespace().all(|word| words.contains(word))
        };
        let found: Vec<&Kind> = KINDS.iter().filter(fits).collect();
        if found.is_empty() {
            ui.label(theme::rich("Nothing is called that", TypeStyle::Body, tokens.text_2));
        }
        ScrollArea::vertical().id_salt("kinds").auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for kind in found {
                let size = vec2(ui.available_width(), LINE);
                let (rect, response) = ui.allocate_exact_size(size, Sense::click());
                let chosen = kind.name == self.chosen;
                response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, chosen, kind.title));
                let ground = match (chosen, response.hovered()) {
                    (true, _) => Some(tokens.select),
                    (false, true) => Some(tokens.control),
                    (false, false) => None,
                };
                if let Some(ground) = ground {
                    ui.painter().rect_filled(rect, f32::from(theme::radius::BUTTON), ground);
                }
                let style = if chosen { TypeStyle::BodyMedium } else { TypeStyle::Body };
                let words = rect.shrink2(vec2(space::S, 0.0));
                text_in(ui.painter(), words, Align::Min, kind.title, style.font(), tokens.text_1);
                if response.clicked() {
                    self.chosen = kind.name;
                }
                response.on_hover_text(format!("{}\n{}", kind.title, kind.sections));
            }
        });
    }

    /// Shows a calculation.
    #[cfg(test)]
    pub fn choose(&mut self, name: &str) {
        if let Some(kind) = KINDS.iter().find(|kind| kind.name == name) {
            self.chosen = kind.name;
        }
    }
}

/// Draws a column with its margin.
fn child<R>(ui: &mut Ui, key: &str, rect: Rect, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let inner = rect.shrink2(vec2(space::L, space::M));
    let mut ui = ui.new_child(UiBuilder::new().id_salt(key).max_rect(inner));
    ui.set_clip_rect(rect.intersect(ui.clip_rect()));
    contents(&mut ui)
}

fn form_column(
    ui: &mut Ui,
    calculator: &mut Calculator,
    view: &ViewContext<'_>,
    circuit: Option<(&Panel, &Circuit)>,
    out: &mut Requests,
) {
    let tokens = theme::tokens(ui);
    ui.label(theme::rich(calculator.kind.title, TypeStyle::Title, tokens.text_1));
    ui.add(egui::Label::new(theme::rich(calculator.kind.sections, TypeStyle::Small, tokens.text_3)).wrap());
    ui.add_space(space::S);
    let mut changed = false;
    ui.horizontal(|ui| {
        let editions = Edition::ALL.map(|edition| (edition, edition.to_string()));
        let choices: Vec<(Edition, &str)> = editions.iter().map(|(e, words)| (*e, words.as_str())).collect();
        changed |= dropdown(ui, "Edition", 110.0, &mut calculator.edition, &choices).changed();
        if let Some((panel, circuit)) = circuit.filter(|_| calculator.asks_for_a_circuit()) {
            let words = format!("Take from {}/{}", panel.name, circuit.slot);
            let take = ui.add(Button::plain(&words)).on_hover_text(circuit.description.as_str());
            if take.clicked() {
                let taken = calculator.take_from(view.project, panel, circuit.id);
                let text = match taken {
                    Some(taken) => format!("Taken from {}: {} fields", taken.from, taken.fields.len()),
                    None => "The circuit has nothing that this calculation asks for".to_owned(),
                };
                out.command(Command::Notify { level: NoticeLevel::Info, text });
            }
        }
        if ui.add(Button::bare("Clear")).clicked() {
            *calculator = Calculator::new(calculator.kind, calculator.edition);
        }
    });
    ui.add_space(space::M);
    ScrollArea::vertical().id_salt("fields").auto_shrink(false).show(ui, |ui| {
        changed |= form::entries_ui(ui, &mut calculator.entries);
    });
    if changed {
        calculator.update();
    }
}

fn answer_column(
    ui: &mut Ui,
    calculator: &Calculator,
    circuit: Option<(&Panel, &Circuit)>,
    out: &mut Requests,
) {
    if calculator.answer.is_some() {
        ui.horizontal(|ui| {
            if ui.add(Button::plain("Copy derivation").icon(icons::COPY)).clicked() {
                ui.ctx().copy_text(derivation_text(calculator));
            }
            let applied = circuit.and_then(|(panel, circuit)| calculator.apply_to(panel, circuit));
            if let Some(applied) = applied {
                let words = format!("Apply to {}", applied.label);
                if ui.add(Button::primary(&words)).clicked() {
                    let edit = Command::Edit { label: applied.label, edits: vec![applied.edit] };
                    out.command(Command::Announced(Box::new(edit)));
                }
            }
        });
        ui.add_space(space::M);
    }
    ScrollArea::vertical().id_salt("answer").auto_shrink(false).show(ui, |ui| {
        answer::answer_ui(ui, calculator);
    });
}
