//! The application without its window: a document, background work, and the latest results.
//!
//! Whoever shows it (window, tests) reads the [`Workbench`] and sends [`Command`]s; nothing else changes a document.
//! [`Action`] is the list of everything a person can ask for by name or key: menus, palette, key card and help read it.
//! No egui and no printing in this room. Files are read and written by background threads only: see `jobs.rs`.

mod action;
pub mod answers;
pub mod balance;
pub mod calculators;
mod circuit_history;
pub mod circuiting;
mod command;
pub mod derivation;
pub mod early;
mod exporting;
mod feed_tree;
pub mod figures;
mod files;
pub mod findings;
mod folder;
pub mod forms;
pub mod help;
pub mod importing;
mod jobs;
mod journaling;
mod key_card;
#[cfg(feature = "ml")]
pub mod lab;
mod layout_record;
pub mod live;
pub mod loads_signal;
mod lost;
mod newest;
mod notice;
pub mod orchestra;
mod own_files;
mod own_symbols;
pub mod palette;
pub mod panel_life;
mod places;
pub mod plan;
mod project_defaults;
pub mod properties;
mod question;
pub mod routing;
mod sample;
pub mod schedule;
mod settings;
mod shortcut;
pub mod sizing;
mod tour;
#[cfg(feature = "ml")]
pub mod training;
pub mod underlays;
mod workbench;
#[cfg(feature = "ml")]
mod worker_program;

pub use action::{Action, ActionGroup};
pub use circuit_history::{CircuitStep, circuit_history};
pub use command::Command;
pub use exporting::{Export, ExportFormat};
pub use feed_tree::{FeedRow, feed_rows};
pub use files::is_schedule;
pub use folder::{FolderEntry, FolderList};
pub use jobs::{Job, JobControl, JobId, Waker};
pub use key_card::key_sections;
pub use layout_record::{LayoutRecord, TileRecord};
pub use notice::{Notice, NoticeId, NoticeLevel};
pub use places::Places;
pub use project_defaults::ProjectDefaults;
pub use question::{DiskAnswer, Lost, LostAnswer, Question, Retry};
pub use sample::Sample;
pub use settings::{RecentFile, Settings, ThemeChoice, WindowSize};
pub use shortcut::{Key, Shortcut};
pub use tour::{Tour, TourFacts, TourStep};
pub use workbench::{Incoming, Workbench};
#[cfg(feature = "ml")]
pub use worker_program::installed_worker;

#[cfg(test)]
mod tests;
