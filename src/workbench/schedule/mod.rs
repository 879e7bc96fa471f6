//! The schedule grid without its pixels: cursor, entry, clipboard, moves and offers of one panelboard.
//!
//! A [`Grid`] is moved by keys ([`GridKey`]), typed text and pasted text. It reads the project, never changes it: what
//! should happen comes back as an [`Effect`], whose [`Step`] is one undo step. Where there is more than one right answer
//! (a pole change that needs a taken slot) the grid holds an [`Offer`] until someone chooses. No operation drops a
//! circuit that was not cleared by name; a property test holds every one of them to that.
//!
//! Start at `grid.rs`, then `entry.rs` (what typed text means) and `place.rs` (what a drop does).

mod cell;
mod class_words;
mod clear;
mod clipboard;
mod column;
mod draft;
mod effect;
mod entry;
mod entry_examples;
mod fill;
mod find;
mod flags;
mod grid;
mod groups;
mod keys;
mod list;
mod moves;
mod navigate;
mod parse;
mod paste;
mod paste_circuits;
mod place;
mod poles;
mod preview;
mod room;
mod selection;
mod tsv;

#[cfg(test)]
mod pasting;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod typing;

pub use cell::{Cell, cell_text, is_continuation, unread_reason, unread_text};
pub use clear::plan_clear;
pub use column::Column;
pub use effect::{Choice, Effect, Offer, Step};
pub use entry::Memory;
pub use entry_examples::{ENTRY_CLASS, ENTRY_LOAD, ENTRY_POLES, ENTRY_SPARE, ENTRY_TRIP};
pub use find::{FindQuery, Match, find, replace};
pub use grid::{Editing, Grid};
pub use keys::{GRID_KEYS, GridBinding, GridKey, Press};
pub use list::{ListItem, list_items};
pub use parse::{EntryError, parse_load};
pub use paste::{PasteKind, paste_kind};
pub use place::{DropKind, DropMode, DropPlan, legal_targets, plan_drop};
pub use preview::legs_after;
pub use selection::{Halves, Selection};
#[cfg(test)]
pub use typing::{Typed, lp1_presses};
