//! One property as a row: its label at the left, its field at the right, a reason below.

use super::entry::Entry;
use crate::app::theme::{self, Tokens, TypeStyle, space};
use crate::app::view_context::Requests;
use crate::app::widgets::{TextField, dropdown_or, segmented_named};
use crate::workbench::Action;
use crate::workbench::properties::{Held, Property, PropertyKind};
use egui::{Align, Id, Key, Label, Layout, Modifiers, Response, Ui, vec2};

/// Share of the width that labels take.
const LABEL: f32 = 0.43;

/// The row being drawn.
pub struct FieldRow<'a> {
    pub property: &'a Property,
    /// Tells fields of different objects apart.
    pub of: Id,
    pub entry: &'a mut Entry,
    /// Where the field stands once it has the cursor; `None` as far in view as it has to be.
    pub scroll: Option<Align>,
}

/// What a person did in a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FieldEvents {
    /// What is typed is to be taken over.
    pub commit: bool,
    /// The field has the focus.
    pub focused: bool,
    /// The pointer rests on the row.
    pub hovered: bool,
}

impl FieldRow<'_> {
    /// Returns the identity of the field that takes the focus.
    fn id(&self) -> Id {
        self.of.with(self.property.key)
    }

    /// Draws the row. `focus` puts the cursor into it.
    pub fn show(mut self, ui: &mut Ui, focus: bool, out: &mut Requests) -> FieldEvents {
        let tokens = theme::tokens(ui);
        let row = theme::metrics(ui).control;
        let label = (ui.available_width() * LABEL).round();
        let mut events = FieldEvents::default();
        let shown = ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            ui.allocate_ui_with_layout(vec2(label, row), Layout::left_to_right(Align::Center), |ui| {
                ui.set_min_size(vec2(label, row));
                let words = theme::rich(self.property.label.as_str(), TypeStyle::Body, tokens.text_2);
                ui.add(Label::new(words).wrap());
            });
            let response = self.input(ui, &tokens, out, &mut events);
            if focus {
                response.request_focus();
                response.scroll_to_me(self.scroll);
            }
            events.focused |= response.has_focus();
        });
        events.hovered = ui.rect_contains_pointer(shown.response.rect);
        if let Some(reason) = self.entry.reason(self.property) {
            note(ui, label, &reason, tokens.error);
        } else if self.property.held == Held::Varies
            && matches!(self.property.kind, PropertyKind::YesNo { .. })
            && !self.entry.is_typed(self.property.key)
        {
            note(ui, label, "varies", tokens.text_3);
        }
        events
    }

    fn input(
        &mut self,
        ui: &mut Ui,
        tokens: &Tokens,
        out: &mut Requests,
        events: &mut FieldEvents,
    ) -> Response {
        match &self.property.kind {
            PropertyKind::Text => self.line(ui, "", out, events),
            PropertyKind::Notes => self.notes(ui, tokens, out, events),
            PropertyKind::Number { unit } => {
                let unit = *unit;
                self.line(ui, unit, out, events)
            }
            PropertyKind::YesNo { unsaid } => self.yes_no(ui, *unsaid, events),
            PropertyKind::Choice { choices, unsaid } => self.choice(ui, choices, *unsaid, events),
        }
    }

    /// What stands in an empty field.
    fn hint(&self) -> String {
        let assumed = &self.property.assumed;
        match self.property.held {
            Held::Varies => "varies".to_owned(),
            Held::Same(_) if assumed.is_empty() => String::new(),
            Held::Same(_) => format!("{assumed} assumed"),
        }
    }

    fn line(&mut self, ui: &mut Ui, unit: &str, out: &mut Requests, events: &mut FieldEvents) -> Response {
        let tokens = theme::tokens(ui);
        let id = self.id();
        self.steps_back(ui, id, out);
        let mut text = self.entry.text(self.property);
        let reason = self.entry.reason(self.property);
        let hint = self.hint();
        let galley = ui.painter().layout_no_wrap(unit.to_owned(), TypeStyle::Body.font(), tokens.text_3);
        let room = if unit.is_empty() { 0.0 } else { galley.size().x + space::XS };
        ui.spacing_mut().item_spacing.x = space::XS;
        let is_number = matches!(self.property.kind, PropertyKind::Number { .. });
        let mut field = TextField::new(&mut text, &self.property.label)
            .id(id)
            .hint(&hint)
            .error(reason.as_deref())
            .width((ui.available_width() - room).max(60.0));
        if is_number {
            field = field.right_aligned();
        }
        let response = ui.add(field);
        if !unit.is_empty() {
            let size = vec2(galley.size().x, response.rect.height());
            let (place, _) = ui.allocate_exact_size(size, egui::Sense::hover());
            ui.painter().galley(place.center() - galley.size() / 2.0, galley, tokens.text_3);
        }
        self.entry.type_in(self.property, text);
        self.ended(ui, &response, events);
        response
    }

    fn notes(
        &mut self,
        ui: &mut Ui,
        tokens: &Tokens,
        out: &mut Requests,
        events: &mut FieldEvents,
    ) -> Response {
        let id = self.id();
        self.steps_back(ui, id, out);
        let mut text = self.entry.text(self.property);
        let hint = theme::rich(self.hint(), TypeStyle::Body, tokens.text_3);
        let edit = egui::TextEdit::multiline(&mut text)
            .id(id)
            .desired_rows(3)
            .hint_text(hint)
            .desired_width(ui.available_width());
        let response = ui.add(edit).accessible_name(&self.property.label);
        self.entry.type_in(self.property, text);
        self.ended(ui, &response, events);
        response
    }

    /// The keys that lead out of the field, and undo and redo: in a field in which nothing is typed those of the project.
    fn steps_back(&self, ui: &Ui, id: Id, out: &mut Requests) {
        if !ui.memory(|memory| memory.has_focus(id)) {
            return;
        }
        if ui.input_mut(|input| input.consume_key(Modifiers::ALT, Key::Enter)) {
            out.action(Action::Properties);
        }
        if self.entry.is_typed(self.property.key) {
            return;
        }
        let shift = Modifiers::COMMAND | Modifiers::SHIFT;
        let (redo, undo) = ui.input_mut(|input| {
            let redo = input.consume_key(shift, Key::Z) || input.consume_key(Modifiers::COMMAND, Key::Y);
            (redo, !redo && input.consume_key(Modifiers::COMMAND, Key::Z))
        });
        if undo || redo {
            out.action(if undo { Action::Undo } else { Action::Redo });
        }
    }

    /// Leaving a field takes over what is typed; Enter does so and stays, Esc brings the old value back and stays.
    fn ended(&mut self, ui: &Ui, response: &Response, events: &mut FieldEvents) {
        if !response.lost_focus() {
            return;
        }
        let (enter, escape) =
            ui.input(|input| (input.key_pressed(Key::Enter), input.key_pressed(Key::Escape)));
        if escape {
            if self.entry.revert(self.property.key) {
                response.request_focus();
            }
            return;
        }
        events.commit = self.entry.is_typed(self.property.key);
        if enter {
            response.request_focus();
        }
    }

    fn yes_no(&mut self, ui: &mut Ui, unsaid: bool, events: &mut FieldEvents) -> Response {
        const WORDS: [&str; 3] = ["yes", "no", ""];
        let text = self.entry.text(self.property);
        let varies = self.property.held == Held::Varies && !self.entry.is_typed(self.property.key);
        let mut chosen =
            if varies { usize::MAX } else { WORDS.iter().position(|word| *word == text).unwrap_or(2) };
        let open = if self.property.assumed.is_empty() || self.property.held == Held::Varies {
            "not said".to_owned()
        } else {
            format!("{} assumed", self.property.assumed)
        };
        let mut choices = vec![(0, "yes"), (1, "no")];
        if unsaid {
            choices.push((2, &open));
        }
        let response = ui
            .push_id(self.id(), |ui| segmented_named(ui, &self.property.label, &mut chosen, &choices))
            .inner;
        // The segments are what has the focus.
        let segments: Vec<Id> = choices.iter().map(|(_, word)| response.id.with(*word)).collect();
        events.focused |= ui.memory(|memory| memory.focused().is_some_and(|id| segments.contains(&id)));
        if response.changed()
            && let Some(word) = WORDS.get(chosen)
        {
            self.entry.choose(self.property.key, (*word).to_owned());
            events.commit = true;
        }
        let mut response = response;
        response.id = segments.first().copied().unwrap_or(response.id);
        response
    }

    fn choice(
        &mut self,
        ui: &mut Ui,
        choices: &[(String, String)],
        unsaid: bool,
        events: &mut FieldEvents,
    ) -> Response {
        let text = self.entry.text(self.property);
        let mut listed: Vec<(usize, &str)> = Vec::with_capacity(choices.len() + 1);
        listed.extend(choices.iter().enumerate().map(|(at, (_, label))| (at, label.as_str())));
        // Last, so that the first step of the arrow keys leads to a value.
        if unsaid {
            listed.push((choices.len(), "not said"));
        }
        let mut chosen = choices.iter().position(|(value, _)| *value == text).unwrap_or(usize::MAX);
        let hint = self.hint();
        let otherwise = if hint.is_empty() { "not said" } else { &hint };
        let width = ui.available_width();
        let response = ui
            .push_id(self.id(), |ui| {
                dropdown_or(ui, &self.property.label, width, (&mut chosen, &listed), otherwise)
            })
            .inner;
        if response.changed() {
            let value = choices.get(chosen).map_or_else(String::new, |(value, _)| value.clone());
            self.entry.choose(self.property.key, value);
            events.commit = true;
            // A press gives no focus; keys go on from here.
            response.request_focus();
        }
        response
    }
}

/// Words below the field.
fn note(ui: &mut Ui, label: f32, words: &str, ink: egui::Color32) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        ui.add_space(label + space::S);
        ui.add(Label::new(theme::rich(words, TypeStyle::Small, ink)).wrap());
    });
}

/// Returns the identity of the fields of some objects.
pub fn fields_of(entities: &[crate::domain::EntityId]) -> Id {
    Id::unique(("properties", entities))
}
