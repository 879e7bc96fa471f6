//! The keys of moving about in the grid, as data. Keys with a name in the menus arrive as actions instead.

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

impl From<GridKey> for Press {
    fn from(key: GridKey) -> Self {
        Self::key(key)
    }
}
