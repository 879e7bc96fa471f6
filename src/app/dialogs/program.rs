//! Dialogs about the program itself: which action opens which, with or without a project.

use super::{
    AboutDialog, AfterEditDialog, DialogOutcome, ModelCardDialog, PaletteDialog, ProgramDialog,
    SettingsDialog,
};
use crate::app::app::PhasewrightApp;
use crate::app::front::Front;
use crate::app::training::{NewRunDialog, OwnProjectsDialog};
use crate::app::view_context::Requests;
use crate::workbench::Action;
use crate::workbench::palette::Face;

/// Returns whether an action opens a dialog about the program.
pub(in crate::app) const fn asks_about_program(action: Action) -> bool {
    matches!(
        action,
        Action::Palette
            | Action::GoTo
            | Action::Settings
            | Action::AfterEdit
            | Action::ModelCard
            | Action::NewRun
            | Action::OwnProjects
            | Action::About
    )
}

impl PhasewrightApp {
    /// Returns why the card of the model cannot be shown.
    pub(in crate::app) fn model_card_refusal(&self) -> Option<String> {
        let none = || self.workbench.model_refusal().unwrap_or("No model is installed").to_owned();
        let cards = [self.workbench.model_card(), self.workbench.route_model_card()];
        cards.iter().all(Option::is_none).then(none)
    }

    /// Opens the dialog of an action.
    pub(in crate::app) fn open_program_dialog(&mut self, ctx: &egui::Context, action: Action) {
        let dialog: Box<dyn ProgramDialog> = match action {
            Action::Palette => Box::new(PaletteDialog::new(self.palette_contents(ctx, Face::Commands))),
            Action::GoTo => Box::new(PaletteDialog::new(self.palette_contents(ctx, Face::Places))),
            Action::Settings => Box::new(SettingsDialog::new()),
            Action::AfterEdit => Box::new(AfterEditDialog),
            Action::ModelCard => match ModelCardDialog::new(&self.workbench) {
                Some(dialog) => Box::new(dialog),
                None => return,
            },
            Action::NewRun => {
                self.front = Front::Training;
                Box::new(NewRunDialog::new(self.workbench.training(), self.training.front()))
            }
            Action::OwnProjects => {
                self.front = Front::Training;
                Box::new(OwnProjectsDialog::new(self.workbench.settings()))
            }
            Action::About => Box::new(AboutDialog::new()),
            _ => return,
        };
        self.show_program_dialog(ctx, dialog);
    }

    /// Shows a dialog about the program in place of the one that is open.
    pub(in crate::app) fn show_program_dialog(
        &mut self,
        ctx: &egui::Context,
        dialog: Box<dyn ProgramDialog>,
    ) {
        // Keys that follow are the dialog's, even before it has been drawn.
        self.focus_before = ctx.memory(|memory| memory.focused());
        if let Some(id) = self.focus_before {
            ctx.memory_mut(|memory| memory.surrender_focus(id));
        }
        self.program_dialog = Some(dialog);
        ctx.request_repaint();
    }

    /// Draws the dialog that is open and takes up its result.
    pub(in crate::app) fn program_dialog_ui(&mut self, ctx: &egui::Context, out: &mut Requests) {
        let Some(dialog) = &mut self.program_dialog else { return self.give_focus_back(ctx) };
        match dialog.show(ctx, &self.workbench) {
            DialogOutcome::Open => {}
            DialogOutcome::Act(requests) => requests.into_iter().for_each(|request| out.push(request)),
            DialogOutcome::Cancelled => {
                self.program_dialog = None;
                ctx.request_repaint();
            }
            DialogOutcome::Done(commands) => {
                (self.program_dialog, self.focus_before) = (None, None);
                commands.into_iter().for_each(|command| out.command(command));
            }
            DialogOutcome::Leave(requests) => {
                (self.program_dialog, self.focus_before) = (None, None);
                requests.into_iter().for_each(|request| out.push(request));
            }
        }
    }

    /// Gives the focus back to what had it, once egui lets anything below the dialog have it.
    fn give_focus_back(&mut self, ctx: &egui::Context) {
        let Some(id) = self.focus_before else { return };
        if ctx.memory(|memory| memory.top_modal_layer().is_some()) {
            return ctx.request_repaint();
        }
        self.focus_before = None;
        ctx.memory_mut(|memory| {
            if memory.focused().is_none() {
                memory.request_focus(id);
            }
        });
    }
}
