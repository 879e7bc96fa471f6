//! The keyboard on the canvas, before anything else of the window hears it.
//!
//! Letters take tools while nothing is typed; once a number has been begun they belong to it (`3.2m`). Copy and paste stay with the
//! system's events.

use super::input::{held, show_chosen};
use super::{PlanView, canvas_id, carry, nodes};
use crate::app::shortcuts::to_egui;
use crate::app::view_context::{Requests, ViewContext};
use crate::workbench::plan::{Escaped, PlanKey};
use crate::workbench::{Action, ActionGroup};
use egui::{Context, Event, Key, Modifiers};

/// Keys that tools hear.
const TOOL_KEYS: [(Key, PlanKey); 9] = [
    (Key::ArrowLeft, PlanKey::Left),
    (Key::ArrowRight, PlanKey::Right),
    (Key::ArrowUp, PlanKey::Up),
    (Key::ArrowDown, PlanKey::Down),
    (Key::Delete, PlanKey::Delete),
    (Key::Backspace, PlanKey::Backspace),
    (Key::M, PlanKey::Letter('M')),
    (Key::R, PlanKey::Letter('R')),
    (Key::C, PlanKey::Letter('C')),
];

/// How much one press of a key enlarges.
const STEP: f64 = 1.25;

impl PlanView {
    /// Whether keys are the canvas's: it has the focus, or nothing has.
    pub fn has_keys(&self, ctx: &Context, in_front: bool) -> bool {
        let focused = ctx.memory(|memory| memory.focused());
        focused.map_or(in_front && !self.left, |id| id == canvas_id() || nodes::is_node(self, id))
    }

    /// Takes the keys of the canvas; what it asks for by name goes to `out`.
    pub fn keys(&mut self, ctx: &Context, view: &ViewContext<'_>, out: &mut Requests) {
        if ctx.memory(|memory| memory.focused()).is_none() {
            ctx.memory_mut(|memory| memory.request_focus(canvas_id()));
        }
        let typing = !self.session.entry().0.is_empty();
        let before = self.session.selection().ids().to_vec();
        let events: Vec<Event> = ctx.input_mut(|input| {
            let (mine, rest): (Vec<Event>, Vec<Event>) =
                input.events.drain(..).partition(|event| is_mine(event, typing));
            input.events = rest;
            mine
        });
        for event in events {
            match event {
                Event::Key { key, pressed: true, modifiers, .. } => self.key(key, modifiers, view, out),
                Event::Text(text) => {
                    let taken = text.chars().filter(|letter| self.session.letter(*letter)).count();
                    let _ = taken;
                }
                _ => {}
            }
        }
        if self.session.selection().ids() != before {
            show_chosen(self, out);
        }
    }

    fn key(&mut self, key: Key, modifiers: Modifiers, view: &ViewContext<'_>, out: &mut Requests) {
        let typing = !self.session.entry().0.is_empty();
        match key {
            Key::Escape => {
                if self.session.escape(view.project) == Escaped::Nothing {
                    self.left = true;
                    out.push(crate::app::view_context::AppRequest::LeavePlan);
                }
            }
            Key::Enter => carry(self.session.enter(view.project), out),
            // Behind a number it stands between feet and inches.
            Key::Space if !typing => carry(self.session.enter(view.project), out),
            Key::Tab => {
                if !self.session.next_snap(view.project) {
                    self.session.step_selection(if modifiers.shift { -1 } else { 1 });
                }
            }
            Key::A if modifiers.command => self.session.select_all(),
            Key::Plus | Key::Equals if !typing => self.zoom(STEP),
            Key::Minus if !typing && !self.takes_points() => self.zoom(1.0 / STEP),
            Key::PageUp => self.zoom(STEP),
            Key::PageDown => self.zoom(1.0 / STEP),
            _ => {
                let of_tool = TOOL_KEYS.iter().find(|(known, _)| *known == key).map(|(_, key)| *key);
                let is_letter = matches!(of_tool, Some(PlanKey::Letter(_)));
                if let Some(key) = of_tool.filter(|_| !(is_letter && (typing || modifiers.command))) {
                    carry(self.session.key(view.project, key, held(modifiers)), out);
                } else if let Some(action) = action_of(key, modifiers).filter(|_| !typing || !is_bare(key)) {
                    out.action(action);
                }
            }
        }
    }

    fn takes_points(&self) -> bool {
        self.session.tool().is_some_and(|tool| tool.takes_points())
    }

    fn zoom(&mut self, factor: f64) {
        let size = self.session.size();
        let middle = crate::workbench::plan::ScreenPoint { x: size.width / 2.0, y: size.height / 2.0 };
        self.session.zoom_at(middle, factor);
    }
}

/// Returns the action of the plan that a key asks for.
fn action_of(key: Key, modifiers: Modifiers) -> Option<Action> {
    let of_plan = Action::ALL.iter().copied().filter(|action| action.group() == ActionGroup::Plan);
    of_plan.into_iter().find(|action| {
        let keys = action.shortcuts().iter().filter_map(|shortcut| to_egui(*shortcut));
        keys.into_iter().any(|keys| keys.logical_key == key && keys.modifiers == plain(modifiers))
    })
}

/// Returns the modifiers as shortcuts name them.
fn plain(modifiers: Modifiers) -> Modifiers {
    let mut plain = Modifiers::NONE;
    for (is_held, modifier) in [
        (modifiers.command, Modifiers::COMMAND),
        (modifiers.shift, Modifiers::SHIFT),
        (modifiers.alt, Modifiers::ALT),
    ] {
        if is_held {
            plain |= modifier;
        }
    }
    plain
}

const fn is_bare(key: Key) -> bool {
    !matches!(
        key,
        Key::F1 | Key::F2 | Key::F3 | Key::F4 | Key::F5 | Key::F6 | Key::F7 | Key::F8 | Key::F9 | Key::F10
    )
}

/// Whether an event is the canvas's. With Ctrl held only what the canvas knows is.
fn is_mine(event: &Event, typing: bool) -> bool {
    match event {
        Event::Text(_) => true,
        Event::Key { key, modifiers, .. } => {
            let known = TOOL_KEYS.iter().any(|(known, _)| known == key);
            let own =
                matches!(key, Key::Escape | Key::Enter | Key::Space | Key::Tab | Key::PageUp | Key::PageDown);
            if modifiers.command || modifiers.alt {
                return (*key == Key::A && modifiers.command) || action_of(*key, *modifiers).is_some();
            }
            own || known
                || matches!(key, Key::Plus | Key::Equals | Key::Minus)
                || (typing && is_bare(*key))
                || action_of(*key, *modifiers).is_some()
        }
        _ => false,
    }
}
