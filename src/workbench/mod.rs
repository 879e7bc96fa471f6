//! The application without its window: a document, background work, and the latest results.
//!
//! Whoever shows it (window, tests) reads the [`Workbench`] and sends [`Command`]s; nothing else changes a document.
//! [`Action`] is the list of everything a person can ask for by name or key: menus, palette, key card and help read it.
//! No egui and no printing in this room.

mod action;
mod command;
pub mod forms;
mod notice;
pub mod panel_life;
mod shortcut;
mod workbench;

pub use action::{Action, ActionGroup};
pub use command::Command;
pub use notice::{Notice, NoticeId, NoticeLevel};
pub use shortcut::{Key, Shortcut};
pub use workbench::Workbench;
