//! The keyboard on the canvas, before anything else of the window hears it.
//!
//! Letters take tools while nothing is typed; once a number has been begun they belong to it (`3.2m`). Copy and paste stay with the
//! system's events.

use super::input::{held, show_chosen};
use super::{PlanView, canvas_id, carry, nodes};
use crate::app::shortcuts::to_egui;
use crate::app::view_context::{Requests, ViewContext};
use crate::workbench::plan::PlanKey;
use crate::workbench::{Action, ActionGroup, Command};
use egui::{Context, Event, Key, Modifiers};

/// Keys that tools hear.
const TOOL_KEYS: [(Key, PlanKey); 6] = [
    (Key::ArrowLeft, PlanKey::Left),
    (Key::ArrowRight, PlanKey::Right),
    (Key::ArrowUp, PlanKey::Up),
    (Key::ArrowDown, PlanKey::Down),
    (Key::Delete, PlanKey::Delete),
    (Key::Backspace, PlanKey::Backspace),
];

/// Letters of the select tool, which come from every tool.
const SELECT_LETTERS: &[char] = &['M', 'R'];

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
                    for letter in text.chars() {
                        self.session.letter(letter);
                    }
                }
                Event::Copy => {
                    self.session.copy();
                }
                Event::Cut => {
                    if self.session.copy() {
                        carry(self.session.key(view.project, PlanKey::Delete, held(Modifiers::NONE)), out);
                    }
                }
                Event::Paste(_) => carry(self.session.paste(view.project), out),
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
            Key::Escape if self.escapes_route(view) => out.command(Command::DismissRoute),
            // Two presses in a row are a habit, so Esc never takes the keys away; F6 does.
            Key::Escape => {
                self.session.escape(view.project);
            }
            Key::F6 => {
                self.left = true;
                out.push(crate::app::view_context::AppRequest::LeavePlan);
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
                if let Some((_, key)) = TOOL_KEYS.iter().find(|(known, _)| *known == key) {
                    carry(self.session.key(view.project, *key, held(modifiers)), out);
                } else if !typing || !is_bare(key) {
                    self.named_key(key, modifiers, view, out);
                }
            }
        }
    }

    /// A letter goes to the tool that hears it, else takes a tool; M and R come from every tool that has nothing begun.
    fn named_key(&mut self, key: Key, modifiers: Modifiers, view: &ViewContext<'_>, out: &mut Requests) {
        let letter = letter_of(key).filter(|_| !modifiers.command && !modifiers.alt);
        let hears = |plan: &Self, letter: char| {
            plan.session.tool().map_or(SELECT_LETTERS, |tool| tool.letters()).contains(&letter)
        };
        if let Some(letter) = letter
            && (hears(self, letter) || SELECT_LETTERS.contains(&letter))
        {
            if !hears(self, letter) {
                self.session.take_tool(view.project, Action::PlanSelect);
            }
            carry(self.session.key(view.project, PlanKey::Letter(letter), held(modifiers)), out);
        } else if let Some(action) = action_of(key, modifiers) {
            out.action(action);
        }
    }

    /// Whether Esc takes the route away: one is shown or searched, and nothing else is going on.
    fn escapes_route(&self, view: &ViewContext<'_>) -> bool {
        view.workbench.route_card().is_some() && !self.session.is_busy()
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

/// Returns the letter of a key.
fn letter_of(key: Key) -> Option<char> {
    let mut letters = key.name().chars();
    letters.next().filter(|letter| letters.next().is_none() && letter.is_ascii_uppercase())
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

/// Whether an event is the canvas's: with Ctrl or Alt held only what it knows, and no letter that means nothing here.
fn is_mine(event: &Event, typing: bool) -> bool {
    match event {
        Event::Text(_) | Event::Copy | Event::Cut | Event::Paste(_) => true,
        Event::Key { key, modifiers, .. } => {
            let of_plan = action_of(*key, *modifiers).is_some();
            if modifiers.command || modifiers.alt {
                return of_plan || (*key == Key::A && modifiers.command);
            }
            let known = TOOL_KEYS.iter().any(|(known, _)| known == key);
            let own = matches!(
                key,
                Key::Escape | Key::Enter | Key::Space | Key::Tab | Key::PageUp | Key::PageDown | Key::F6
            );
            let zooms = matches!(key, Key::Plus | Key::Equals | Key::Minus);
            known || own || zooms || of_plan || letter_of(*key).is_some() || (typing && is_bare(*key))
        }
        _ => false,
    }
}
