//! Events of the keyboard and the clipboard to the grid, in the order in which they came.

use crate::workbench::schedule::{GridKey, Press};
use egui::{Event, ImeEvent, Key, Modifiers};

/// Something for the grid.
#[derive(Clone, Debug, PartialEq)]
pub enum GridInput {
    Press(Press),
    Text(String),
    Copy,
    Cut,
    Paste(String),
    SelectAll,
}

/// What the text field of an open cell keeps for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldMode {
    /// No cell is being edited: everything is the grid's.
    None,
    /// Typed over: arrows leave the cell.
    TypeOver,
    /// Opened with F2: arrows move the caret.
    InPlace,
}

/// Takes out of a frame's events what belongs to the grid.
///
/// Text that comes in the same frame as a key which leaves the cell is taken with it: what comes before belongs to the
/// cell that is left, what comes behind to the next one. So fast typing stays in order and loses nothing.
pub fn take(events: &mut Vec<Event>, field: FieldMode) -> Vec<GridInput> {
    let leaves = |event: &Event| matches!(grid_input(event, field), Some(GridInput::Press(_)));
    let leaving = events.iter().any(leaves);
    let mut taken = Vec::new();
    let mut selected = false;
    events.retain(|event| {
        // The space that Shift+Space types besides selecting rows.
        let stray = std::mem::take(&mut selected) && matches!(event, Event::Text(text) if text == " ");
        if stray {
            return false;
        }
        let mode = if leaving && matches!(event, Event::Text(_)) { FieldMode::None } else { field };
        match grid_input(event, mode) {
            Some(input) => {
                selected = matches!(input, GridInput::Press(Press { key: GridKey::Space, .. }));
                taken.push(input);
                false
            }
            None => true,
        }
    });
    taken
}

fn grid_input(event: &Event, field: FieldMode) -> Option<GridInput> {
    let free = field == FieldMode::None;
    match event {
        Event::Text(text) if free => Some(GridInput::Text(text.clone())),
        Event::Ime(ImeEvent::Commit(text)) if free => Some(GridInput::Text(text.clone())),
        Event::Copy if free => Some(GridInput::Copy),
        Event::Cut if free => Some(GridInput::Cut),
        Event::Paste(text) if free => Some(GridInput::Paste(text.clone())),
        Event::Key { key: Key::A, pressed: true, modifiers, .. } if free && modifiers.command_only() => {
            Some(GridInput::SelectAll)
        }
        Event::Key { key: Key::Space, pressed: true, modifiers, .. } => {
            let selects = free && (modifiers.shift || modifiers.command || modifiers.ctrl);
            let (ctrl, shift) = (modifiers.command || modifiers.ctrl, modifiers.shift);
            selects.then_some(GridInput::Press(Press { ctrl, shift, ..GridKey::Space.into() }))
        }
        Event::Key { key, pressed: true, modifiers, .. } => {
            let key = grid_key(*key)?;
            keeps(key, *modifiers, field).then_some(GridInput::Press(Press {
                key,
                ctrl: modifiers.command || modifiers.ctrl,
                shift: modifiers.shift,
                alt: modifiers.alt,
            }))
        }
        _ => None,
    }
}

/// Whether a key is the grid's while a cell is being edited.
fn keeps(key: GridKey, modifiers: Modifiers, field: FieldMode) -> bool {
    let sideways = matches!(key, GridKey::Left | GridKey::Right | GridKey::Home | GridKey::End);
    match field {
        FieldMode::None => true,
        _ if matches!(key, GridKey::Backspace | GridKey::Delete) => false,
        FieldMode::TypeOver => !sideways || !(modifiers.shift || modifiers.command || modifiers.ctrl),
        FieldMode::InPlace => !sideways,
    }
}

const fn grid_key(key: Key) -> Option<GridKey> {
    Some(match key {
        Key::ArrowUp => GridKey::Up,
        Key::ArrowDown => GridKey::Down,
        Key::ArrowLeft => GridKey::Left,
        Key::ArrowRight => GridKey::Right,
        Key::Home => GridKey::Home,
        Key::End => GridKey::End,
        Key::PageUp => GridKey::PageUp,
        Key::PageDown => GridKey::PageDown,
        Key::Tab => GridKey::Tab,
        Key::Enter => GridKey::Enter,
        Key::Escape => GridKey::Escape,
        Key::Delete => GridKey::Delete,
        Key::Backspace => GridKey::Backspace,
        Key::F2 => GridKey::F2,
        Key::F4 => GridKey::F4,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(key: Key) -> Event {
        Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }
    }

    #[test]
    fn text_and_the_key_behind_it_stay_in_order() {
        let mut events = vec![Event::Text("5".to_owned()), key(Key::Enter), Event::Text("6".to_owned())];
        let taken = take(&mut events, FieldMode::TypeOver);
        let text = |text: &str| GridInput::Text(text.to_owned());
        assert_eq!(taken, [text("5"), GridInput::Press(GridKey::Enter.into()), text("6")]);
        assert_eq!(events, []);
    }

    #[test]
    fn a_field_opened_in_place_keeps_its_arrows() {
        let mut events = vec![key(Key::ArrowLeft), key(Key::Backspace)];
        assert_eq!(take(&mut events, FieldMode::InPlace), []);
        assert_eq!(events.len(), 2);
        assert_eq!(take(&mut events, FieldMode::None).len(), 2);
    }
}
