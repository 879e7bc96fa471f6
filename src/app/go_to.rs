//! The ways between findings and what they are about: next and previous, where the cause is seen, where a field is filled in.

use crate::app::app::PhasewrightApp;
use crate::app::dialogs::{BaselineDialog, Dialog, FixDialog, UnderlaysDialog, WaiveDialog};
use crate::app::front::Front;
use crate::app::view_context::{AppRequest, Requests};
use crate::domain::{EntityId, Project};
use crate::rules::{Finding, MISSING_FILE_NEEDS};
use crate::workbench::answers::{baseline_count, clear_baseline, prune_baseline};
use crate::workbench::findings::{Checked, finding_card, passed_card};
use crate::workbench::properties::{PropertyPlace, place_of};
use crate::workbench::{Action, Command, NoticeLevel};
use egui::{Key, Modifiers};
use std::sync::Arc;

/// Whether an action is about the chosen finding or the list of them.
pub(in crate::app) const fn is_finding_action(action: Action) -> bool {
    matches!(
        action,
        Action::NextFinding
            | Action::PreviousFinding
            | Action::FillInField
            | Action::FixFinding
            | Action::CopyFinding
            | Action::WaiveFinding
            | Action::SetBaseline
            | Action::PruneBaseline
            | Action::ClearBaseline
    )
}

/// Keys of the review, with what they do there.
const KEYS: [(Key, Action); 6] = [
    (Key::W, Action::WaiveFinding),
    (Key::J, Action::NextFinding),
    (Key::K, Action::PreviousFinding),
    (Key::ArrowDown, Action::NextFinding),
    (Key::ArrowUp, Action::PreviousFinding),
    (Key::F, Action::FixFinding),
];

impl PhasewrightApp {
    /// Takes the bare keys of the review, while nothing is typed and nothing is open.
    pub(in crate::app) fn review_keys(&mut self, ctx: &egui::Context, out: &mut Requests) {
        for (key, action) in KEYS {
            let arrow = matches!(key, Key::ArrowDown | Key::ArrowUp);
            if arrow && !self.review.has_arrows(ctx) {
                continue;
            }
            if ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
                out.action(action);
            }
        }
        let enter = |input: &mut egui::InputState| input.consume_key(Modifiers::NONE, Key::Enter);
        if self.review.has_arrows(ctx) && ctx.input_mut(enter) {
            self.review.open_card();
        }
        let escape = |input: &mut egui::InputState| input.consume_key(Modifiers::NONE, Key::Escape);
        if self.review.covers_list() && ctx.input_mut(escape) {
            self.review.close_card();
        }
    }

    /// Returns why an action about findings cannot run now.
    pub(in crate::app) fn finding_refusal(&self, action: Action) -> Option<String> {
        let Some(checked) = self.workbench.findings() else {
            return Some("Nothing is checked yet".to_owned());
        };
        let steps = matches!(action, Action::NextFinding | Action::PreviousFinding);
        if steps && checked.report.findings.is_empty() {
            return Some("There are no findings".to_owned());
        }
        let finding = self.review.finding(checked);
        match action {
            Action::CopyFinding if self.review.has_choice(checked) => None,
            Action::FillInField | Action::FixFinding | Action::CopyFinding | Action::WaiveFinding
                if finding.is_none() =>
            {
                Some("Choose a finding first".to_owned())
            }
            Action::WaiveFinding | Action::SetBaseline | Action::PruneBaseline
                if !self.workbench.findings_are_fresh() =>
            {
                Some("The project is being checked".to_owned())
            }
            Action::WaiveFinding if finding.is_some_and(|finding| finding.internal) => {
                Some("The program failed here; there is nothing to waive".to_owned())
            }
            Action::SetBaseline if baseline_count(&checked.report, None) == 0 => {
                Some("There is no open finding to mark".to_owned())
            }
            Action::PruneBaseline if prune_baseline(&checked.project, &checked.report).is_none() => {
                Some("Nothing in a baseline is fixed".to_owned())
            }
            Action::ClearBaseline if checked.project.baseline().is_none() => {
                Some("There is no baseline".to_owned())
            }
            Action::FillInField if finding.is_some_and(is_missing_file) => None,
            Action::FillInField => {
                let place = finding.and_then(|finding| field_place(&checked.project, finding));
                place.is_none().then(|| "No field of a form is missing here".to_owned())
            }
            Action::FixFinding => {
                let offered = finding.and_then(|finding| self.workbench.fixes_for(finding)?.fixes.as_ref());
                match offered {
                    None => Some("Fixes are being tried".to_owned()),
                    Some(fixes) if fixes.is_empty() => Some("The rule offers no fix for it".to_owned()),
                    Some(_) => None,
                }
            }
            _ => None,
        }
    }

    /// Carries out an action about findings.
    pub(in crate::app) fn finding_action(&mut self, ctx: &egui::Context, action: Action) {
        let Some(checked) = self.workbench.findings().map(Arc::clone) else { return };
        match action {
            Action::NextFinding => self.step_finding(1, &checked),
            Action::PreviousFinding => self.step_finding(-1, &checked),
            Action::CopyFinding => self.copy_finding(ctx, &checked),
            Action::WaiveFinding => {
                if let Some(finding) = self.review.finding(&checked) {
                    let dialog = WaiveDialog::new(&checked.project, finding, checked.today);
                    self.dialog = Some(Box::new(dialog));
                }
            }
            Action::SetBaseline => {
                let dialog = BaselineDialog::new(&checked.project, Arc::clone(&checked));
                self.dialog = Some(Box::new(dialog));
            }
            Action::PruneBaseline => self.announce(prune_baseline(&checked.project, &checked.report)),
            Action::ClearBaseline => {
                let project = self.workbench.document().map(|d| Arc::clone(d.project()));
                self.announce(project.and_then(|project| clear_baseline(&project)));
            }
            Action::FillInField if self.review.finding(&checked).is_some_and(is_missing_file) => {
                let project = self.workbench.document().map(|d| Arc::clone(d.project()));
                self.dialog = project.map(|project| -> Box<dyn Dialog> {
                    Box::new(UnderlaysDialog::new(&self.workbench, &project))
                });
            }
            Action::FillInField => {
                let Some(project) = self.workbench.document().map(|d| Arc::clone(d.project())) else {
                    return;
                };
                let finding = self.review.finding(&checked);
                if let Some(place) = finding.and_then(|finding| field_place(&project, finding)) {
                    self.open_properties_at(place);
                }
            }
            Action::FixFinding => self.preview_fix(0),
            _ => {}
        }
    }

    /// Shows what a fix of the chosen finding would do.
    pub(in crate::app) fn preview_fix(&mut self, place: usize) {
        let Some(checked) = self.workbench.findings() else { return };
        let finding = self.review.finding(checked);
        let fixes = finding.and_then(|finding| self.workbench.fixes_for(finding)).cloned();
        if let Some(dialog) = finding.zip(fixes).and_then(|(f, fixes)| FixDialog::new(f, fixes, place)) {
            self.dialog = Some(Box::new(dialog));
        }
    }

    /// Carries out an edit and says so.
    fn announce(&mut self, command: Option<Command>) {
        if let Some(command) = command {
            self.workbench.execute(Command::Announced(Box::new(command)));
        }
    }

    fn step_finding(&mut self, by: isize, checked: &Checked) {
        self.review.step(by, checked);
        let Some(finding) = self.review.finding(checked) else { return };
        if let Some(subject) = finding.subjects.first() {
            self.reveal(subject.id);
        }
        // In the schedules the finding itself is not on show: its words come as a message.
        if self.front == Front::Panels {
            let text = format!("{} {}", finding.meta.code, finding.summary());
            self.workbench.execute(Command::Notify { level: NoticeLevel::Info, text });
        }
    }

    fn copy_finding(&self, ctx: &egui::Context, checked: &Checked) {
        let card = match (self.review.finding(checked), self.review.passed(checked)) {
            (Some(finding), _) => finding_card(&checked.project, finding),
            (None, Some((passed, object))) => passed_card(&checked.project, passed, object),
            (None, None) => return,
        };
        ctx.copy_text(card.text());
    }

    /// Brings what something is about to the front of the schedules and of the feeder tree, whichever view is in front.
    pub(in crate::app) fn reveal(&mut self, entity: EntityId) {
        let Some(project) = self.workbench.document().map(|d| Arc::clone(d.project())) else { return };
        match entity {
            EntityId::Circuit(panel, circuit) => {
                let slot = project.panel(panel).and_then(|panel| panel.circuit(circuit)).map(|c| c.slot);
                if let Some(slot) = slot {
                    self.panel = Some(panel);
                    self.tab.show_slot(slot);
                }
            }
            EntityId::Panel(panel) if project.panel(panel).is_some() => self.panel = Some(panel),
            _ => {}
        }
        self.one_line.reveal(entity);
        self.plan.reveal(entity);
        self.properties.show(entity);
    }
}

/// Returns where the first field that a finding waits for can be filled in.
pub(in crate::app) fn field_place(project: &Project, finding: &Finding) -> Option<PropertyPlace> {
    place_of(project, finding.subjects.first()?.id, finding.needs.first()?)
}

/// Whether a finding waits for the file of an underlay: the list of underlays is where it is relinked.
fn is_missing_file(finding: &Finding) -> bool {
    finding.needs.contains(&MISSING_FILE_NEEDS)
}

/// Asks for the place of a finding's cause to be shown.
pub(in crate::app) fn reveal_cause(finding: &Finding, out: &mut Requests) {
    if let Some(subject) = finding.subjects.first() {
        out.push(AppRequest::Reveal(subject.id));
    }
}
