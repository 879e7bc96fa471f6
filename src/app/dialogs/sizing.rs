//! Sizes by calculation: what differs from what is recorded, how it came about, what to take and what to keep.

mod list;
#[cfg(test)]
mod tests;

use super::{Dialog, DialogOutcome};
use crate::app::theme::{self, TypeStyle, space};
use crate::app::view_context::AppRequest;
use crate::app::widgets::{
    self, Button, NumberField, TextField, derivation, dialog_block, dialog_foot, dialog_row, empty_state,
    progress_bar, section_label, segmented,
};
use crate::domain::{PanelId, Project};
use crate::engineering::SizingTerms;
use crate::workbench::Command;
use crate::workbench::sizing::{SizingScope, SizingSession};
use egui::{ScrollArea, Ui};

/// Records sized in one frame: a millisecond or two.
const RECORDS_A_FRAME: usize = 200;

/// The dialog's state.
#[derive(Debug)]
pub struct SizingDialog {
    panel: PanelId,
    panel_name: String,
    session: SizingSession,
    /// The row whose derivation is shown.
    at: usize,
    reason: String,
    /// Why the reason was refused.
    refused: Option<&'static str>,
}

impl SizingDialog {
    /// Opens the sizes of a panelboard.
    pub fn new(project: &Project, panel: PanelId) -> Option<Self> {
        let panel_name = project.panel(panel)?.name.clone();
        let session = SizingSession::open(project, SizingScope::Panel(panel), SizingTerms::default());
        Some(Self { panel, panel_name, session, at: 0, reason: String::new(), refused: None })
    }

    fn title(&self) -> String {
        match self.session.scope() {
            SizingScope::Panel(_) => format!("Size {}", self.panel_name),
            SizingScope::Project => "Size the project".to_owned(),
        }
    }

    /// Scope and choices; every change begins anew.
    fn options(&mut self, ui: &mut Ui, project: &Project) {
        let tokens = theme::tokens(ui);
        let mut scope = self.session.scope();
        let mut terms = self.session.terms();
        dialog_row(ui, 44.0, |ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            let choices = [
                (SizingScope::Panel(self.panel), "This panel and its feeder"),
                (SizingScope::Project, "Whole project"),
            ];
            segmented(ui, &mut scope, &choices);
            ui.add_space(space::XL);
            for (label, value) in [
                ("Circuits lose at most", &mut terms.branch_drop_percent),
                ("Feeders", &mut terms.feeder_drop_percent),
            ] {
                ui.label(theme::rich(label, TypeStyle::Body, tokens.text_2));
                let field =
                    NumberField::new(value, label).width(48.0).decimals(1).range(0.5..=20.0).step(0.5);
                field
                    .show(ui)
                    .on_hover_text("Conductors are enlarged until the length loses no more of the voltage");
                ui.label(theme::rich("%", TypeStyle::Body, tokens.text_2));
                ui.add_space(space::M);
            }
        });
        if scope != self.session.scope() || terms != self.session.terms() {
            self.session = SizingSession::open(project, scope, terms);
            (self.at, self.refused) = (0, None);
        }
    }

    /// How the chosen size came about, and the reason for keeping what is there.
    fn detail(&mut self, ui: &mut Ui) -> Option<Command> {
        let row = self.session.rows().get(self.at).cloned()?;
        let mut asked = None;
        dialog_block(ui, |ui| {
            section_label(ui, &format!("{}, {}", row.name, row.change.part), "how it came about");
            ui.add_space(space::XS);
            ScrollArea::vertical().id_salt("steps").max_height(150.0).min_scrolled_height(150.0).show(
                ui,
                |ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    derivation(ui, self.session.steps(row.object));
                },
            );
            ui.add_space(space::S);
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::S;
                let can = !row.change.from.is_empty();
                let hint = "Why what is recorded stays";
                let field = TextField::new(&mut self.reason, "Reason for keeping").width(420.0).hint(hint);
                ui.add(field.error(self.refused).enabled(can));
                let words =
                    if can { format!("Keep {}", row.change.from) } else { "Nothing recorded".to_owned() };
                let button = ui.add(Button::plain(&words).enabled(can));
                if button
                    .on_hover_text(
                        "An override: sizing never changes it, and reports list it with the reason",
                    )
                    .clicked()
                {
                    match self.session.keep(self.at, &self.reason) {
                        Ok(command) => {
                            self.reason.clear();
                            (self.refused, asked) = (None, Some(command));
                        }
                        Err(why) => self.refused = Some(why),
                    }
                }
            });
        });
        self.at = self.at.min(self.session.rows().len().saturating_sub(1));
        asked
    }

    fn sum(&self) -> String {
        let right = self.session.right();
        let mut words = vec![format!("{right} as calculated")];
        let missing = self.session.undetermined().len();
        if missing > 0 {
            words.push(format!("{missing} undetermined"));
        }
        if !self.session.kept().is_empty() {
            words.push(format!("{} kept", self.session.kept().len()));
        }
        words.join(" · ")
    }
}

impl Dialog for SizingDialog {
    fn show(&mut self, ctx: &egui::Context, project: &Project) -> DialogOutcome {
        let done = self.session.advance(RECORDS_A_FRAME);
        if !done {
            ctx.request_repaint();
        }
        let mut asked = None;
        let title = self.title();
        let shown = widgets::Dialog::new("sizing", &title).width(968.0).show(ctx, |ui| {
            self.options(ui, project);
            let room = (ctx.content_rect().height() - 568.0).clamp(112.0, 420.0);
            if !done {
                let (sized, all) = self.session.progress();
                dialog_block(ui, |ui| {
                    progress_bar(
                        ui,
                        &format!("{sized} of {all} records sized"),
                        sized as f32 / all.max(1) as f32,
                    );
                });
            } else if self.session.rows().is_empty()
                && self.session.undetermined().is_empty()
                && self.session.kept().is_empty()
            {
                dialog_block(ui, |ui| {
                    let words = "Every device, conductor, EGC and raceway is what the calculation gives";
                    empty_state(ui, "Nothing to change", words, None);
                });
            } else {
                asked = list::list_ui(ui, &mut self.session, &mut self.at, room);
            }
            asked = asked.take().or_else(|| self.detail(ui));
            let taken = self.session.taken();
            let words = format!("Take {taken} size{}", if taken == 1 { "" } else { "s" });
            dialog_foot(
                ui,
                |ui| {
                    ui.spacing_mut().item_spacing.x = space::M;
                    let all = self.session.rows().len();
                    if ui.add(Button::plain("Take all").enabled(taken < all)).clicked() {
                        self.session.take_all(true);
                    }
                    if ui.add(Button::plain("Take none").enabled(taken > 0)).clicked() {
                        self.session.take_all(false);
                    }
                    let tokens = theme::tokens(ui);
                    ui.label(theme::rich(self.sum(), TypeStyle::Small, tokens.text_2));
                },
                |ui| {
                    ui.spacing_mut().item_spacing.x = space::S;
                    let enabled = done && taken > 0;
                    let take = ui.add(Button::primary(&words).keys("Ctrl+Enter").enabled(enabled)).clicked();
                    (take && enabled, ui.add(Button::plain("Cancel").keys("Esc")).clicked())
                },
            )
            .1
        });
        let (take, cancel) = shown.inner;
        if let Some(command) = asked {
            return DialogOutcome::Act(vec![AppRequest::Command(command)]);
        }
        if (take || (shown.confirmed && done))
            && let Some(command) = self.session.command()
        {
            return DialogOutcome::Done(vec![command]);
        }
        if cancel || shown.closed { DialogOutcome::Cancelled } else { DialogOutcome::Open }
    }
}
