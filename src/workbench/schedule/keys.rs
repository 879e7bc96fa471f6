//! The keys of moving about in the grid, as data. Keys with a name in the menus arrive as actions instead.
//!
//! [`GRID_KEYS`] is what the key card and help print; a test presses every one of them and sees the grid answer.

use std::fmt;

/// A key the grid knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GridKey {
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    Tab,
    Enter,
    Escape,
    Delete,
    Backspace,
    F2,
    F4,
    /// With Shift the rows, with Ctrl the column.
    Space,
}

/// A key with what is held. `ctrl` is Command on macOS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Press {
    pub key: GridKey,
    pub ctrl: bool,
    pub shift: bool,
    pub alt: bool,
}

impl Press {
    /// Returns the bare key.
    pub const fn key(key: GridKey) -> Self {
        Self { key, ctrl: false, shift: false, alt: false }
    }

    /// Returns the key with Ctrl.
    pub const fn ctrl(key: GridKey) -> Self {
        Self { ctrl: true, ..Self::key(key) }
    }

    /// Returns the key with Shift.
    pub const fn shift(key: GridKey) -> Self {
        Self { shift: true, ..Self::key(key) }
    }

    /// Returns the key with Alt.
    pub const fn alt(key: GridKey) -> Self {
        Self { alt: true, ..Self::key(key) }
    }
}

impl fmt::Display for GridKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Up => "↑",
            Self::Down => "↓",
            Self::Left => "←",
            Self::Right => "→",
            Self::Home => "Home",
            Self::End => "End",
            Self::PageUp => "Page Up",
            Self::PageDown => "Page Down",
            Self::Tab => "Tab",
            Self::Enter => "Enter",
            Self::Escape => "Esc",
            Self::Delete => "Delete",
            Self::Backspace => "Backspace",
            Self::F2 => "F2",
            Self::F4 => "F4",
            Self::Space => "Space",
        })
    }
}

impl fmt::Display for Press {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [(self.ctrl, "Ctrl+"), (self.shift, "Shift+"), (self.alt, "Alt+")] {
            if held {
                f.write_str(name)?;
            }
        }
        write!(f, "{}", self.key)
    }
}

/// Keys of the grid and what they do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GridBinding {
    pub presses: &'static [Press],
    /// What they do, in a few words.
    pub does: &'static str,
}

const fn binding(presses: &'static [Press], does: &'static str) -> GridBinding {
    GridBinding { presses, does }
}

/// Every key that is the grid's own, in the order in which a person learns them.
pub const GRID_KEYS: &[GridBinding] = &[
    binding(
        &[
            Press::key(GridKey::Up),
            Press::key(GridKey::Down),
            Press::key(GridKey::Left),
            Press::key(GridKey::Right),
        ],
        "Next cell",
    ),
    binding(
        &[
            Press::shift(GridKey::Up),
            Press::shift(GridKey::Down),
            Press::shift(GridKey::Left),
            Press::shift(GridKey::Right),
        ],
        "Widen the range",
    ),
    binding(&[Press::key(GridKey::Tab)], "Next column"),
    binding(&[Press::shift(GridKey::Tab)], "Column before"),
    binding(&[Press::key(GridKey::Enter)], "Take over, one down"),
    binding(&[Press::shift(GridKey::Enter)], "Take over, one up"),
    binding(&[Press::key(GridKey::F2)], "Edit in place"),
    binding(&[Press::key(GridKey::F4), Press::alt(GridKey::Down)], "Open the list"),
    binding(&[Press::key(GridKey::Escape)], "Cancel entry or range"),
    binding(&[Press::key(GridKey::Backspace)], "Empty the cell and type"),
    binding(&[Press::key(GridKey::Home), Press::key(GridKey::End)], "Description or load"),
    binding(&[Press::ctrl(GridKey::Home), Press::ctrl(GridKey::End)], "First or last row"),
    binding(&[Press::key(GridKey::PageUp), Press::key(GridKey::PageDown)], "A page up or down"),
    binding(&[Press::shift(GridKey::Space)], "Select whole rows"),
    binding(&[Press::ctrl(GridKey::Space)], "Select the column"),
];

impl From<GridKey> for Press {
    fn from(key: GridKey) -> Self {
        Self::key(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{PanelId, examples};
    use crate::workbench::schedule::{Cell, Column, Effect, Grid};

    /// Grids in which a key has something to do: free, ranged, and being typed into.
    fn grids() -> Vec<Grid> {
        let project = examples::two_panels();
        let at = |slot, column| {
            let mut grid = Grid::new(PanelId(1));
            grid.point(&project, Cell::new(slot, column), false);
            grid
        };
        let mut ranged = at(3, Column::Trip);
        ranged.key(&project, Press::shift(GridKey::Down));
        let mut typed = at(3, Column::Description);
        typed.text(&project, "x");
        vec![at(17, Column::Class), at(3, Column::Trip), ranged, typed]
    }

    #[test]
    fn every_declared_key_does_something() {
        let project = examples::two_panels();
        for binding in GRID_KEYS {
            for press in binding.presses {
                let answers = grids().into_iter().any(|before| {
                    let mut after = before.clone();
                    let effect = after.key(&project, *press);
                    after != before || effect != Effect::default()
                });
                assert!(answers, "{press}: {}", binding.does);
            }
        }
    }

    #[test]
    fn every_key_that_the_grid_takes_is_declared_once() {
        use GridKey::{Backspace, Down, End, Enter, Escape, F2, F4, Home, Left, PageDown, PageUp};
        use GridKey::{Right, Space, Tab, Up};
        let declared: Vec<Press> = GRID_KEYS.iter().flat_map(|binding| binding.presses).copied().collect();
        for (at, press) in declared.iter().enumerate() {
            assert!(!declared[..at].contains(press), "{press} is there twice");
        }
        // Delete is an action's key and comes back to the grid from there.
        let own = [
            Up, Down, Left, Right, Home, End, PageUp, PageDown, Tab, Enter, Escape, Backspace, F2, F4, Space,
        ];
        for key in own {
            assert!(declared.iter().any(|press| press.key == key), "{key}");
        }
    }
}
