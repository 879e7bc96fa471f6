//! Keys to actions, before anything is drawn.
//!
//! Copy, cut and paste are not here: the system sends them as events, which the tab or text field with the focus takes.

use crate::workbench::{Action, ActionGroup, Key, Shortcut};
use egui::{KeyboardShortcut, Modifiers};

/// Returns the actions whose keys were pressed in this frame and takes the keys away from everything else.
///
/// While text is being edited, keys that edit text stay with it. While a dialog is open nothing is taken. The keys of a
/// proposal are its own only while `proposal` says that one can be answered.
pub(in crate::app) fn pressed(ctx: &egui::Context, dialog_open: bool, proposal: bool) -> Vec<Action> {
    if dialog_open {
        return Vec::new();
    }
    let editing_text = ctx.text_edit_focused();
    let mut found = Vec::new();
    ctx.input_mut(|input| {
        for (shortcut, action) in most_held_first() {
            // Keys of the plan are heard by its canvas, before this.
            if action.group() == ActionGroup::Plan
                || matches!(action, Action::Copy | Action::Cut | Action::Paste)
                || (matches!(action, Action::AcceptProposal | Action::DismissProposal) && !proposal)
                || (editing_text && edits_text(action))
            {
                continue;
            }
            if to_egui(shortcut).is_some_and(|keys| input.consume_shortcut(&keys)) {
                found.push(action);
            }
        }
    });
    found
}

/// Takes the keys of one action away from everything else, whatever is open; returns whether they were pressed.
pub(in crate::app) fn take(ctx: &egui::Context, action: Action) -> bool {
    ctx.input_mut(|input| {
        let keys = action.shortcuts().iter().filter_map(|shortcut| to_egui(*shortcut));
        keys.fold(false, |pressed, keys| input.consume_shortcut(&keys) || pressed)
    })
}

/// Returns all keys, those with more modifiers first: egui lets Ctrl+F match while Shift is held, too.
fn most_held_first() -> Vec<(Shortcut, Action)> {
    let mut keys: Vec<(Shortcut, Action)> = Action::ALL
        .iter()
        .flat_map(|action| action.shortcuts().iter().map(|shortcut| (*shortcut, *action)))
        .collect();
    keys.sort_by_key(|(keys, _)| {
        std::cmp::Reverse(u8::from(keys.ctrl) + u8::from(keys.shift) + u8::from(keys.alt))
    });
    keys
}

/// Whether a text field wants the keys of this action for itself.
fn edits_text(action: Action) -> bool {
    matches!(action, Action::Undo | Action::Redo | Action::SelectAll)
        || action.shortcuts().iter().any(|keys| {
            !matches!(keys.key, Key::Char(_) | Key::Function(_))
                || (!keys.ctrl && !matches!(keys.key, Key::Function(_)))
        })
}

/// Returns the same keys as egui names them.
pub(in crate::app) fn to_egui(shortcut: Shortcut) -> Option<KeyboardShortcut> {
    let mut modifiers = Modifiers::NONE;
    if shortcut.ctrl {
        modifiers |= Modifiers::COMMAND;
    }
    if shortcut.shift {
        modifiers |= Modifiers::SHIFT;
    }
    if shortcut.alt {
        modifiers |= Modifiers::ALT;
    }
    Some(KeyboardShortcut::new(modifiers, key(shortcut.key)?))
}

fn key(key: Key) -> Option<egui::Key> {
    Some(match key {
        Key::Char('+') => egui::Key::Plus,
        Key::Char('-') => egui::Key::Minus,
        Key::Char(',') => egui::Key::Comma,
        Key::Char(c) => egui::Key::from_name(&c.to_string())?,
        Key::Function(n) => egui::Key::from_name(&format!("F{n}"))?,
        Key::Up => egui::Key::ArrowUp,
        Key::Down => egui::Key::ArrowDown,
        Key::Left => egui::Key::ArrowLeft,
        Key::Right => egui::Key::ArrowRight,
        Key::Enter => egui::Key::Enter,
        Key::Escape => egui::Key::Escape,
        Key::Tab => egui::Key::Tab,
        Key::Delete => egui::Key::Delete,
        Key::Home => egui::Key::Home,
        Key::End => egui::Key::End,
        Key::PageUp => egui::Key::PageUp,
        Key::PageDown => egui::Key::PageDown,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_every_action_exists() {
        for action in Action::ALL {
            for shortcut in action.shortcuts() {
                assert!(to_egui(*shortcut).is_some(), "{shortcut} of {action:?}");
            }
        }
    }

    #[test]
    fn text_fields_keep_the_keys_that_edit_text() {
        for action in
            [Action::Undo, Action::SelectAll, Action::ClearCircuit, Action::MoveUp, Action::MoveAcross]
        {
            assert!(edits_text(action), "{action:?}");
        }
        for action in [Action::Palette, Action::Save, Action::Balance, Action::Help] {
            assert!(!edits_text(action), "{action:?}");
        }
    }
}
