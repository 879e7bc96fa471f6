//! Files as the window handles them: choosing, saving, exporting, dropping, and never losing edits on the way.
//!
//! Everything that would put another project in place of the open one comes through [`After`]: with unsaved edits the
//! person is asked first, and Save waits until the file is written before going on.

mod actions;
mod asking;
mod choosing;
mod dropping;
mod export_dialog;
pub(in crate::app) mod new_project;
mod path_dialog;
mod picker;
#[cfg(test)]
mod tests;

use crate::app::app::PhasewrightApp;
use crate::domain::{Edit, System};
use crate::workbench::training::TrainingCommand;
use crate::workbench::underlays::is_drawing;
use crate::workbench::{Action, Command, NoticeLevel, Question, WindowSize, is_schedule};
pub(in crate::app) use actions::is_file_action;
use asking::{Answered, TrainingAnswer, UnsavedAnswer, question_ui, training_ui, unsaved_ui};
use choosing::Purpose;
use export_dialog::{ExportDialog, ExportOutcome, PlanExportDialog};
use new_project::{NewProjectDialog, NewProjectOutcome};
use path_dialog::PathDialog;
use picker::{DesktopPicker, Pick, PickRequest, Picker};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

/// What follows once the open project may go.
#[derive(Clone, Debug)]
enum After {
    Close,
    Quit,
    Do(Box<Command>),
}

impl After {
    const fn doing(&self) -> &'static str {
        match self {
            Self::Close => "closing it",
            Self::Quit => "quitting",
            Self::Do(_) => "opening another project",
        }
    }
}

/// A dialog about files.
enum FileDialog {
    New(NewProjectDialog),
    Export(ExportDialog),
    ExportPlan(PlanExportDialog),
    Path(Purpose, PathDialog),
    Unsaved(After),
    /// A run is being trained while the window is to close.
    Training(After),
}

/// What the window keeps about files.
pub(in crate::app) struct Filing {
    picker: Box<dyn Picker>,
    sender: Sender<Pick>,
    receiver: Receiver<Pick>,
    /// What the dialog of the desktop was opened for.
    picking: Option<(Purpose, PickRequest)>,
    dialog: Option<FileDialog>,
    /// What waits for the file to be written.
    waiting: Option<After>,
    /// Whether the architect's drawing goes along with the plan that is being exported.
    with_underlay: bool,
    /// Whether the window may close now.
    may_quit: bool,
    /// Whether the person has said what becomes of training.
    training_settled: bool,
    was_focused: bool,
}

impl Default for Filing {
    fn default() -> Self {
        let (sender, receiver) = channel();
        Self {
            picker: Box::new(DesktopPicker),
            sender,
            receiver,
            picking: None,
            dialog: None,
            waiting: None,
            with_underlay: false,
            may_quit: false,
            training_settled: false,
            was_focused: true,
        }
    }
}

impl Filing {
    /// Whether nothing is asked, chosen or waited for.
    pub const fn is_idle(&self) -> bool {
        self.dialog.is_none() && self.picking.is_none() && self.waiting.is_none()
    }

    /// Whether a dialog about files is open.
    pub const fn dialog_open(&self) -> bool {
        self.dialog.is_some()
    }
}

/// Whether edits leave less than there was, so that Undo should be at hand.
fn takes_away(edits: &[Edit]) -> bool {
    let removes = |edit: &Edit| {
        matches!(edit, Edit::RemoveCircuit { .. } | Edit::RemovePanel(_) | Edit::RemoveTransformer(_))
    };
    edits.iter().any(removes) && !edits.iter().any(|edit| matches!(edit, Edit::AddCircuit { .. }))
}

impl PhasewrightApp {
    /// Carries out a command of the window; one that would replace the open project asks first.
    pub(in crate::app) fn command(&mut self, ctx: &egui::Context, command: Command) {
        let replaces = match &command {
            Command::OpenUnsaved(_) | Command::OpenSample(_) => true,
            Command::Open(path) => !is_schedule(path) && !is_drawing(path),
            _ => false,
        };
        let command = match command {
            Command::Edit { edits, label } if takes_away(&edits) => {
                Command::Announced(Box::new(Command::Edit { label, edits }))
            }
            other => other,
        };
        if replaces { self.leave(ctx, After::Do(Box::new(command))) } else { self.workbench.execute(command) }
    }

    /// Starts a project with one empty panelboard.
    pub(in crate::app) fn new_project(&mut self, ctx: &egui::Context, system: System, slots: u16) {
        let panel = if system == System::Wye480 { "HP-1" } else { "LP-1" };
        let defaults = &self.workbench.settings().new_projects;
        match new_project::started(defaults, "New project", panel, system, slots) {
            Ok(project) => self.command(ctx, Command::OpenUnsaved(Box::new(project))),
            Err(why) => {
                let text = format!("Not done: {why}");
                self.workbench.execute(Command::Notify { level: NoticeLevel::Error, text });
            }
        }
    }

    /// Whether something about files is being asked, so that keys are its own.
    pub(in crate::app) fn file_question_open(&self) -> bool {
        self.filing.dialog_open() || self.workbench.question().is_some()
    }

    /// Takes up what happened around the frame: a chosen file, a dropped file, a closed window, a finished save.
    pub(in crate::app) fn poll_files(&mut self, ctx: &egui::Context) {
        while let Ok(pick) = self.filing.receiver.try_recv() {
            let Some((purpose, request)) = self.filing.picking.take() else { continue };
            match pick {
                Pick::Chosen(path) => self.chosen(ctx, purpose, path, true),
                Pick::Cancelled => self.filing.waiting = None,
                Pick::NoDialog => {
                    self.filing.dialog = Some(FileDialog::Path(purpose, PathDialog::new(request)));
                }
            }
        }
        self.go_on_after_saving(ctx);
        self.take_dropped(ctx);
        let (closing, focused) =
            ctx.input(|input| (input.viewport().close_requested(), input.viewport().focused));
        if closing {
            self.remember_window(ctx);
            if !self.filing.may_quit && (self.workbench.has_unsaved_work() || self.training_goes_on()) {
                ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
                self.leave(ctx, After::Quit);
            } else {
                // The journal ends in order, so that nothing is offered at the next start.
                self.workbench.execute(Command::Close);
            }
        }
        let focused = focused.unwrap_or(true);
        if focused && !self.filing.was_focused {
            self.workbench.execute(Command::CheckDisk);
        }
        self.filing.was_focused = focused;
    }

    /// Draws what is asked about files, over everything else.
    pub(in crate::app) fn files_ui(&mut self, ctx: &egui::Context) {
        match question_ui(ctx, &self.workbench) {
            Answered::No => {}
            Answered::Commands(commands) => {
                for command in commands {
                    self.command(ctx, command);
                }
            }
            Answered::SaveElsewhere => {
                self.workbench.execute(Command::DropQuestion);
                self.pick(ctx, Purpose::SaveAs);
            }
            Answered::ExportElsewhere(export) => {
                self.workbench.execute(Command::DropQuestion);
                self.pick(ctx, Purpose::Export(export.format, export.panels));
            }
        }
        if self.workbench.question().is_none() {
            self.file_dialog_ui(ctx);
        }
        self.drop_hint_ui(ctx);
    }

    fn file_dialog_ui(&mut self, ctx: &egui::Context) {
        let Some(dialog) = self.filing.dialog.take() else { return };
        self.filing.dialog = match dialog {
            FileDialog::New(mut dialog) => match dialog.show(ctx) {
                NewProjectOutcome::Open => Some(FileDialog::New(dialog)),
                NewProjectOutcome::Cancelled => None,
                NewProjectOutcome::Done(project) => {
                    return self.command(ctx, Command::OpenUnsaved(project));
                }
            },
            FileDialog::Export(mut dialog) => {
                let Some(project) = self.workbench.document().map(|d| Arc::clone(d.project())) else {
                    return;
                };
                match dialog.show(ctx, &project) {
                    ExportOutcome::Open => Some(FileDialog::Export(dialog)),
                    ExportOutcome::Cancelled => None,
                    ExportOutcome::Done(format, panels) => {
                        return self.pick(ctx, Purpose::Export(format, panels));
                    }
                }
            }
            FileDialog::ExportPlan(mut dialog) => match dialog.show(ctx) {
                None => Some(FileDialog::ExportPlan(dialog)),
                Some(false) => None,
                Some(true) => {
                    let (format, underlay) = dialog.chosen();
                    self.filing.with_underlay = underlay;
                    return self.pick(ctx, Purpose::Export(format, Vec::new()));
                }
            },
            FileDialog::Path(purpose, mut dialog) => match dialog.show(ctx) {
                None => Some(FileDialog::Path(purpose, dialog)),
                Some(Pick::Chosen(path)) => return self.chosen(ctx, purpose, path, false),
                Some(Pick::Cancelled | Pick::NoDialog) => {
                    self.filing.waiting = None;
                    None
                }
            },
            FileDialog::Training(after) => match training_ui(ctx, &self.workbench) {
                None => Some(FileDialog::Training(after)),
                Some(TrainingAnswer::Cancel) => None,
                Some(TrainingAnswer::GoOn(go_on)) => {
                    self.workbench.execute(Command::Train(TrainingCommand::WhenClosed { go_on }));
                    self.filing.training_settled = true;
                    return self.go_on(ctx, after);
                }
            },
            FileDialog::Unsaved(after) => match unsaved_ui(ctx, &self.workbench, after.doing()) {
                None => Some(FileDialog::Unsaved(after)),
                Some(UnsavedAnswer::Cancel) => None,
                Some(UnsavedAnswer::DontSave) => return self.go_on(ctx, after),
                Some(UnsavedAnswer::Save) => {
                    self.filing.waiting = Some(after);
                    return self.file_action(ctx, Action::Save);
                }
            },
        };
    }

    /// Goes on with what follows, after asking when edits would be lost.
    fn leave(&mut self, ctx: &egui::Context, after: After) {
        if self.workbench.has_unsaved_work() {
            self.filing.dialog = Some(FileDialog::Unsaved(after));
        } else {
            self.go_on(ctx, after);
        }
    }

    /// Whether a run goes on about which the person has not said what becomes of it.
    fn training_goes_on(&self) -> bool {
        !self.filing.training_settled && self.workbench.training().live().is_some()
    }

    fn go_on(&mut self, ctx: &egui::Context, after: After) {
        self.dialog = None;
        if matches!(after, After::Quit) && self.training_goes_on() {
            self.filing.dialog = Some(FileDialog::Training(after));
            return;
        }
        match after {
            After::Close => self.workbench.execute(Command::Close),
            After::Do(command) => self.workbench.execute(*command),
            After::Quit => {
                self.filing.may_quit = true;
                ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            }
        }
    }

    /// Goes on once the file is written; not when writing has failed or is being asked about.
    fn go_on_after_saving(&mut self, ctx: &egui::Context) {
        if self.filing.waiting.is_none()
            || self.filing.picking.is_some()
            || self.filing.dialog_open()
            || self.workbench.is_saving()
        {
            return;
        }
        match self.workbench.question() {
            // Replacing a file is part of saving it.
            Some(Question::Overwrite { .. } | Question::ChangedOnDisk { .. }) => {}
            _ if self.workbench.has_unsaved_work() => self.filing.waiting = None,
            _ => {
                if let Some(after) = self.filing.waiting.take() {
                    self.go_on(ctx, after);
                }
            }
        }
    }

    /// Keeps the size of the window for the next start.
    fn remember_window(&mut self, ctx: &egui::Context) {
        let (rect, maximized, full) = ctx.input(|input| {
            let view = input.viewport();
            (view.inner_rect, view.maximized.unwrap_or(false), view.fullscreen.unwrap_or(false))
        });
        let Some(rect) = rect.filter(|_| !full) else { return };
        // Points of the desktop, without our own scale.
        let size = rect.size() * ctx.zoom_factor();
        let before = self.workbench.settings().window;
        let kept = before.filter(|_| maximized);
        let (width, height) = kept.map_or((size.x as u32, size.y as u32), |size| (size.width, size.height));
        self.change_settings(|settings| settings.window = Some(WindowSize { width, height, maximized }));
    }
}

/// Returns how long ago something was, in words.
pub(in crate::app) fn age(now: u64, then: u64) -> String {
    let seconds = now.saturating_sub(then);
    match seconds {
        0..60 => "just now".to_owned(),
        60..3_600 => format!("{} min ago", seconds / 60),
        3_600..86_400 => format!("{} h ago", seconds / 3_600),
        86_400..172_800 => "yesterday".to_owned(),
        _ => format!("{} days ago", seconds / 86_400),
    }
}
