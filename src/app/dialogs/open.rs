//! Which action opens which dialog, and what becomes of the dialog that is open.

use super::{
    BalanceDialog, CircuitHistoryDialog, DeletePanelDialog, Dialog, DialogOutcome, ExplainDialog, FindDialog,
    ImportDialog, MoveToPanelDialog, NewPanelDialog, RecognizeDialog, SizingDialog, UnderlayDialog,
    UnderlaysDialog,
};
use crate::app::app::PhasewrightApp;
use crate::app::view_context::Requests;
use crate::domain::{EntityId, PanelId, Project, SheetId};
use crate::engineering::balance::MoveLimits;
use crate::workbench::importing::{ImportSource, ImportTarget};
use crate::workbench::underlays::UnderlayState;
use crate::workbench::{Action, Command};
use std::sync::Arc;

/// Returns whether an action asks by a dialog about the open project.
pub(in crate::app) const fn asks(action: Action) -> bool {
    matches!(
        action,
        Action::NewPanel
            | Action::DeletePanel
            | Action::MoveToPanel
            | Action::ExplainLoad
            | Action::CircuitHistory
            | Action::Balance
            | Action::BalanceSwapsOnly
            | Action::FindReplace
            | Action::Size
            | Action::Underlays
    )
}

impl PhasewrightApp {
    /// Returns why a dialog cannot be opened now.
    pub(in crate::app) fn dialog_refusal(&self, project: &Project, action: Action) -> Option<String> {
        let has_circuit = !self.tab.selected_circuits().is_empty();
        let why = match action {
            Action::NewPanel | Action::FindReplace | Action::Underlays => return None,
            _ if self.panel.is_none() => "There is no panel",
            Action::MoveToPanel | Action::CircuitHistory if !has_circuit => "Select a circuit first",
            Action::MoveToPanel if project.panels().len() < 2 => "There is no other panel",
            _ => return None,
        };
        Some(why.to_owned())
    }

    /// Opens the dialog of an action.
    pub(in crate::app) fn open_dialog(&mut self, ctx: &egui::Context, action: Action) {
        let Some(project) = self.workbench.document().map(|d| Arc::clone(d.project())) else { return };
        let selected = self.tab.selected_circuits();
        let boxed = |dialog: Option<Box<dyn Dialog>>| dialog;
        self.dialog = match (action, self.panel) {
            (Action::NewPanel, _) => boxed(Some(Box::new(NewPanelDialog::new(&project)))),
            (Action::FindReplace, panel) => boxed(Some(Box::new(FindDialog::new(panel)))),
            (Action::Underlays, _) => boxed(Some(Box::new(UnderlaysDialog::new(&self.workbench, &project)))),
            (Action::Size, Some(panel)) => {
                SizingDialog::new(&project, panel).map(|d| -> Box<dyn Dialog> { Box::new(d) })
            }
            (Action::DeletePanel, Some(panel)) => {
                DeletePanelDialog::new(&project, panel).map(|d| -> Box<dyn Dialog> { Box::new(d) })
            }
            (Action::MoveToPanel, Some(panel)) => {
                MoveToPanelDialog::new(&project, panel, selected).map(|d| -> Box<dyn Dialog> { Box::new(d) })
            }
            (Action::ExplainLoad, Some(panel)) => {
                ExplainDialog::new(&project, panel, selected.first().copied())
                    .map(|d| -> Box<dyn Dialog> { Box::new(d) })
            }
            (Action::CircuitHistory, Some(panel)) => selected
                .first()
                .zip(self.workbench.document())
                .and_then(|(circuit, document)| CircuitHistoryDialog::new(document, panel, *circuit))
                .map(|d| -> Box<dyn Dialog> { Box::new(d) }),
            (Action::Balance | Action::BalanceSwapsOnly, Some(panel)) => {
                let no_holes = action == Action::BalanceSwapsOnly;
                let limits = MoveLimits { no_holes, ..MoveLimits::default() };
                let snapshot = self.workbench.document().map(crate::document::Document::snapshot);
                snapshot
                    .and_then(|snapshot| {
                        BalanceDialog::new(ctx, snapshot, panel, limits, self.workbench.advice(panel))
                    })
                    .map(|d| -> Box<dyn Dialog> { Box::new(d) })
            }
            _ => None,
        };
    }

    /// Opens how the numbers of a panelboard came about.
    pub(in crate::app) fn open_explanation(&mut self, panel: PanelId) {
        let Some(project) = self.workbench.document().map(|d| Arc::clone(d.project())) else { return };
        self.dialog = ExplainDialog::new(&project, panel, None).map(|d| -> Box<dyn Dialog> { Box::new(d) });
    }

    /// Opens how the figures of an object came about.
    pub(in crate::app) fn open_figures(&mut self, entity: EntityId, place: usize) {
        let Some(project) = self.workbench.document().map(|d| Arc::clone(d.project())) else { return };
        let dialog = ExplainDialog::of_figures(&project, entity, place);
        self.dialog = dialog.map(|d| -> Box<dyn Dialog> { Box::new(d) });
    }

    /// Opens the import dialog when a file has been read or rows have been pasted. Without a project one is started,
    /// named after the file.
    pub(in crate::app) fn open_incoming(&mut self, ctx: &egui::Context) {
        self.open_incoming_underlay(ctx);
        let Some(incoming) = self.workbench.incoming().filter(|_| self.dialog.is_none()).cloned() else {
            return;
        };
        self.workbench.execute(Command::DropIncoming);
        let name =
            incoming.path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        if self.workbench.document().is_none() {
            let stem = incoming
                .path
                .file_stem()
                .map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
            let project = self.workbench.settings().new_projects.project(&stem);
            self.workbench.execute(Command::OpenUnsaved(Box::new(project)));
        }
        let Some(project) = self.workbench.document().map(|d| Arc::clone(d.project())) else { return };
        let (source, target) = match incoming.into {
            Some(panel) => {
                let text = String::from_utf8_lossy(&incoming.bytes).into_owned();
                (ImportSource::Pasted(text), ImportTarget::Panel(panel))
            }
            None => (ImportSource::File { name, bytes: Arc::new(incoming.bytes) }, ImportTarget::NewPanels),
        };
        let kept = self.workbench.places().mappings.clone();
        self.dialog = Some(Box::new(ImportDialog::new(ctx, project, source, target, kept)));
    }

    /// Opens the dialog about a drawing that has been read. Without a project one is started, named after the file.
    fn open_incoming_underlay(&mut self, ctx: &egui::Context) {
        let waits = self.workbench.incoming_underlay().filter(|_| self.dialog.is_none());
        let Some(incoming) = waits.cloned() else { return };
        self.workbench.execute(Command::DropIncoming);
        if self.workbench.document().is_none() {
            let stem = incoming.path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let project = self.workbench.settings().new_projects.project(&stem);
            self.workbench.execute(Command::OpenUnsaved(Box::new(project)));
        }
        let Some(project) = self.workbench.document().map(|d| Arc::clone(d.project())) else { return };
        self.dialog = Some(Box::new(UnderlayDialog::new(ctx, &project, incoming)));
    }

    /// Opens what can be recognized in an underlay that has been read.
    pub(in crate::app) fn open_recognition(&mut self, ctx: &egui::Context, sheet: SheetId, place: usize) {
        let Some(project) = self.workbench.document().map(|d| Arc::clone(d.project())) else { return };
        let Some(underlay) = project.sheet(sheet).and_then(|sheet| sheet.underlays.get(place)) else {
            return;
        };
        if let UnderlayState::Ready(read) = self.workbench.underlay(underlay) {
            self.dialog = Some(Box::new(RecognizeDialog::new(ctx, &project, sheet, underlay.clone(), read)));
        }
    }

    /// Draws the dialog that is open and takes up its result.
    pub(in crate::app) fn dialog_ui(&mut self, ctx: &egui::Context, project: &Project, out: &mut Requests) {
        let Some(dialog) = &mut self.dialog else { return };
        match dialog.show(ctx, project) {
            DialogOutcome::Open => {}
            DialogOutcome::Act(requests) => requests.into_iter().for_each(|request| out.push(request)),
            DialogOutcome::Leave(requests) => {
                self.dialog = None;
                requests.into_iter().for_each(|request| out.push(request));
            }
            DialogOutcome::Cancelled => {
                self.dialog = None;
                // A project that was started only to import into is not left behind.
                let untouched = self.workbench.document().is_some_and(|d| d.undo_len() == 0);
                let empty = project.panels().len() == 0 && project.sheets().len() == 0;
                if empty && untouched && self.workbench.path().is_none() {
                    out.command(Command::Close);
                }
            }
            DialogOutcome::Done(commands) => {
                self.dialog = None;
                for command in commands {
                    out.command(match command {
                        edit @ (Command::Edit { .. } | Command::EditAt { .. }) => {
                            Command::Announced(Box::new(edit))
                        }
                        other => other,
                    });
                }
            }
        }
    }
}
