//! The waiver of a finding: reason, basis, who says so, what it covers and how long; or taking it back.

use super::{Dialog, DialogOutcome};
use crate::app::theme::{self, TypeStyle, space};
use crate::app::widgets::{self, Button, TextField, dialog_block, dialog_foot, dropdown, segmented};
use crate::domain::{Expiry, Project, WaiverKind, WaiverScope};
use crate::rules::Finding;
use crate::units::Date;
use crate::workbench::answers::{
    DraftField, DraftProblem, WaiverDraft, draft_problems, reasons_given, waive, withdraw_waiver,
};
use egui::{Align, Layout, Ui, vec2};

/// Width of the labels.
const LABEL: f32 = 132.0;

/// How long a waiver holds, as it is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Until {
    Never,
    Day,
    NextEdition,
}

/// The dialog's state.
#[derive(Debug)]
pub struct WaiveDialog {
    finding: Finding,
    title: String,
    draft: WaiverDraft,
    until: Until,
    /// The last day, as it is typed.
    day: String,
    today: Date,
    reasons: Vec<String>,
    fresh: bool,
}

impl WaiveDialog {
    /// Opens the waiver of a finding, with what an earlier one of it says.
    pub fn new(project: &Project, finding: &Finding, today: Date) -> Self {
        let earlier = finding.waiver.and_then(|id| project.waiver(id));
        let draft = earlier.map_or_else(
            || WaiverDraft { author: project.info().engineer.clone(), ..WaiverDraft::default() },
            |waiver| WaiverDraft {
                kind: waiver.kind,
                scope: waiver.scope,
                reason: waiver.reason.clone(),
                basis: waiver.basis.clone(),
                author: waiver.author.clone(),
                license_number: waiver.license_number.clone().unwrap_or_default(),
                expires: waiver.expires,
            },
        );
        let (until, day) = match draft.expires {
            None => (Until::Never, String::new()),
            Some(Expiry::After(day)) => (Until::Day, day.to_string()),
            Some(Expiry::NextEdition) => (Until::NextEdition, String::new()),
        };
        Self {
            finding: finding.clone(),
            title: format!("{} {}", finding.meta.code, finding.summary()),
            draft,
            until,
            day,
            today,
            reasons: reasons_given(project).into_iter().map(str::to_owned).collect(),
            fresh: true,
        }
    }

    /// Takes the chosen end up into the draft; what keeps the day from being one.
    fn read_day(&mut self) -> Option<String> {
        let (expires, problem) = match self.until {
            Until::Never => (None, None),
            Until::NextEdition => (Some(Expiry::NextEdition), None),
            Until::Day => match self.day.trim().parse::<Date>() {
                Ok(day) => (Some(Expiry::After(day)), None),
                Err(_) => (None, Some("Write the last day as 2027-03-31".to_owned())),
            },
        };
        self.draft.expires = expires;
        problem
    }

    fn fields_ui(&mut self, ui: &mut Ui, problems: &[DraftProblem], day_problem: Option<&str>) {
        let words = |field: DraftField| problems.iter().find(|p| p.field == field).map(|p| p.words);
        let wide = 430.0;
        row(ui, "Reason", |ui| {
            let reason = words(DraftField::Reason).filter(|_| !self.draft.reason.is_empty());
            let field = TextField::new(&mut self.draft.reason, "Reason").width(wide).error(reason);
            let shown = ui.add(field.hint("Why this is acceptable, or wrong"));
            if std::mem::take(&mut self.fresh) {
                shown.request_focus();
            }
        });
        if !self.reasons.is_empty() {
            row(ui, "", |ui| {
                let mut chosen = usize::MAX;
                let choices: Vec<(usize, &str)> = [(usize::MAX, "Earlier reasons")]
                    .into_iter()
                    .chain(self.reasons.iter().map(String::as_str).enumerate())
                    .collect();
                dropdown(ui, "Earlier reasons", wide, &mut chosen, &choices);
                if let Some(reason) = self.reasons.get(chosen) {
                    self.draft.reason = reason.clone();
                }
            });
        }
        row(ui, "Basis", |ui| {
            let field = TextField::new(&mut self.draft.basis, "Basis").width(wide);
            ui.add(field.hint("Section, or letter of the authority"));
        });
        row(ui, "Kind", |ui| {
            let kinds =
                [(WaiverKind::AcceptedRisk, "Accepted risk"), (WaiverKind::FalsePositive, "False positive")];
            segmented(ui, &mut self.draft.kind, &kinds);
        });
        row(ui, "Covers", |ui| {
            let scopes = [
                (WaiverScope::Object, "This object"),
                (WaiverScope::RuleInProject, "This rule in this project"),
            ];
            segmented(ui, &mut self.draft.scope, &scopes);
        });
        row(ui, "Ends", |ui| {
            let ends =
                [(Until::Never, "Never"), (Until::Day, "On a day"), (Until::NextEdition, "Next edition")];
            segmented(ui, &mut self.until, &ends);
            if self.until == Until::Day {
                let error = day_problem.or_else(|| words(DraftField::Expires));
                ui.add(
                    TextField::new(&mut self.day, "Last day").width(120.0).hint("2027-03-31").error(error),
                );
            }
        });
        row(ui, "Name", |ui| {
            ui.add(TextField::new(&mut self.draft.author, "Name").width(240.0));
        });
        row(ui, "License number", |ui| {
            let field = TextField::new(&mut self.draft.license_number, "License number").width(160.0);
            ui.add(field.hint("Optional"));
        });
    }
}

impl Dialog for WaiveDialog {
    fn show(&mut self, ctx: &egui::Context, project: &Project) -> DialogOutcome {
        let day_problem = self.read_day();
        let problems = draft_problems(&self.finding, &self.draft, self.today);
        let hint = problems.first().map(|problem| problem.words.to_owned()).or_else(|| day_problem.clone());
        let title = self.title.clone();
        let shown =
            widgets::Dialog::new("waive", "Waive finding").subtitle(&title).width(640.0).show(ctx, |ui| {
                dialog_block(ui, |ui| self.fields_ui(ui, &problems, day_problem.as_deref()));
                dialog_foot(
                    ui,
                    |ui| {
                        let given = self.finding.waiver.is_some();
                        let withdraw = given && ui.add(Button::bare("Withdraw waiver")).clicked();
                        if let Some(hint) = &hint {
                            let tokens = theme::tokens(ui);
                            ui.label(theme::rich(hint.as_str(), TypeStyle::Small, tokens.text_2));
                        }
                        withdraw
                    },
                    |ui| {
                        let button = Button::primary("Waive").keys("Ctrl+Enter").enabled(hint.is_none());
                        let confirm = ui.add(button).clicked();
                        (confirm, ui.add(Button::plain("Cancel").keys("Esc")).clicked())
                    },
                )
            });
        let (withdraw, (confirm, cancel)) = shown.inner;
        if withdraw && let Some(command) = self.finding.waiver.and_then(|id| withdraw_waiver(project, id)) {
            return DialogOutcome::Done(vec![command]);
        }
        if (confirm || shown.confirmed)
            && day_problem.is_none()
            && let Ok(command) = waive(project, &self.finding, &self.draft, self.today)
        {
            return DialogOutcome::Done(vec![command]);
        }
        if cancel || shown.closed { DialogOutcome::Cancelled } else { DialogOutcome::Open }
    }
}

/// Draws a label with what stands beside it.
pub(super) fn row(ui: &mut Ui, label: &str, contents: impl FnOnce(&mut Ui)) {
    let tokens = theme::tokens(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::LABEL_TO_FIELD;
        let height = theme::metrics(ui).control;
        ui.allocate_ui_with_layout(vec2(LABEL, height), Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_width(LABEL);
            ui.label(theme::rich(label, TypeStyle::Body, tokens.text_2));
        });
        contents(ui);
    });
}
