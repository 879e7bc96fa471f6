//! Dialogs: each a struct with what a person has entered so far, drawn over the window until it is done.
//!
//! A dialog changes nothing itself; confirmed, it hands the window the commands of one undo step.

mod balance;
mod circuit;
mod circuit_history;
mod delete_panel;
mod explain;
mod find;
mod import;
mod move_to_panel;
mod new_panel;
mod open;
mod panel;
mod plan_words;
mod project;

pub use balance::BalanceDialog;
pub use circuit::CircuitDialog;
pub use circuit_history::CircuitHistoryDialog;
pub use delete_panel::DeletePanelDialog;
pub use explain::ExplainDialog;
pub use find::FindDialog;
pub use import::ImportDialog;
pub use move_to_panel::MoveToPanelDialog;
pub use new_panel::NewPanelDialog;
pub(in crate::app) use open::asks;
pub use panel::PanelDialog;
pub use project::ProjectDialog;

use crate::app::view_context::AppRequest;
use crate::domain::Project;
use crate::workbench::Command;

/// What became of a dialog in this frame.
#[derive(Debug)]
pub enum DialogOutcome {
    /// It stays.
    Open,
    /// It stays, and asks for these.
    Act(Vec<AppRequest>),
    /// It goes, and nothing was done.
    Cancelled,
    /// It goes, and these commands are its result.
    Done(Vec<Command>),
}

/// A dialog about the open project. The window holds at most one and shows it every frame.
pub trait Dialog {
    /// Draws the dialog over the window.
    fn show(&mut self, ctx: &egui::Context, project: &Project) -> DialogOutcome;
}
