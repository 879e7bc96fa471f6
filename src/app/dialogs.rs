//! Dialogs: each a struct with what a person has entered so far, drawn over the window until it is done.
//!
//! A dialog changes nothing itself; confirmed, it hands the window the commands of one undo step.

mod about;
mod after_edit;
mod balance;
mod baseline;
mod circuit_history;
mod delete_panel;
mod explain;
mod find;
mod fix;
mod import;
mod model_card;
mod move_to_panel;
mod new_panel;
mod open;
mod palette;
mod plan_words;
mod program;
mod recognize;
mod settings;
mod sizing;
mod underlay;
mod underlays;
mod waive;

pub(in crate::app) use about::AboutDialog;
pub(in crate::app) use after_edit::AfterEditDialog;
pub use balance::BalanceDialog;
pub use baseline::BaselineDialog;
pub use circuit_history::CircuitHistoryDialog;
pub use delete_panel::DeletePanelDialog;
pub use explain::ExplainDialog;
pub use find::FindDialog;
pub use fix::FixDialog;
pub use import::ImportDialog;
pub(in crate::app) use model_card::{ModelCardDialog, card_ui};
pub use move_to_panel::MoveToPanelDialog;
pub use new_panel::NewPanelDialog;
pub(in crate::app) use open::asks;
pub(in crate::app) use palette::PaletteDialog;
pub(in crate::app) use plan_words::plan_words;
pub(in crate::app) use program::asks_about_program;
pub use recognize::RecognizeDialog;
pub(in crate::app) use settings::SettingsDialog;
pub use sizing::SizingDialog;
pub use underlay::UnderlayDialog;
pub use underlays::UnderlaysDialog;
pub use waive::WaiveDialog;

use crate::app::view_context::AppRequest;
use crate::domain::Project;
use crate::workbench::{Command, Workbench};

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
    /// It goes, and asks for these.
    Leave(Vec<AppRequest>),
}

/// A dialog about the open project. The window holds at most one and shows it every frame.
pub trait Dialog {
    /// Draws the dialog over the window.
    fn show(&mut self, ctx: &egui::Context, project: &Project) -> DialogOutcome;
}

/// A dialog about the program, with or without a project. The window holds at most one and shows it every frame.
pub trait ProgramDialog {
    /// Takes keys before anything else of the frame is drawn.
    fn take_keys(&mut self, _ctx: &egui::Context) {}

    /// Draws the dialog over the window.
    fn show(&mut self, ctx: &egui::Context, workbench: &Workbench) -> DialogOutcome;
}
