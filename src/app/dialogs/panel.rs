//! Properties of a panelboard, with what a change of size or system would break shown before it is applied.

use super::plan_words::plan_words;
use super::{Dialog, DialogOutcome};
use crate::app::form_ui::form_ui;
use crate::app::widgets::{self, Button, dialog_block, dialog_foot};
use crate::domain::{Panel, PanelId, Project};
use crate::workbench::Command;
use crate::workbench::forms::{Form, panel_form, read_panel};
use crate::workbench::panel_life::{Plan, plan_change};
use egui::ScrollArea;

/// The dialog's state.
#[derive(Debug)]
pub struct PanelDialog {
    base: Panel,
    form: Form,
    plan: Result<Plan, Vec<String>>,
}

impl PanelDialog {
    /// Opens the properties of a panelboard.
    pub fn new(project: &Project, panel: PanelId) -> Option<Self> {
        let base = project.panel(panel)?.clone();
        let form = panel_form(project, &base);
        Some(Self { base, form, plan: Ok(Plan::default()) })
    }

    /// The same with the cursor in a field.
    pub fn at(mut self, field: Option<&'static str>) -> Self {
        self.form.focus = field;
        self
    }

    fn reread(&mut self, project: &Project) {
        self.plan = match read_panel(&mut self.form, project, &self.base) {
            Some(wanted) => plan_change(project, &wanted),
            None => Err(vec!["Some fields cannot be read; see the reasons beside them".to_owned()]),
        };
    }
}

impl Dialog for PanelDialog {
    fn show(&mut self, ctx: &egui::Context, project: &Project) -> DialogOutcome {
        let title = format!("{} properties", self.base.name);
        let shown = widgets::Dialog::new("panel", &title).width(680.0).show(ctx, |ui| {
            let room = (ctx.content_rect().height() - 320.0).clamp(160.0, 480.0);
            ScrollArea::vertical().max_height(room).auto_shrink(false).show(ui, |ui| {
                if dialog_block(ui, |ui| form_ui(ui, "panel", &mut self.form)) {
                    self.reread(project);
                }
            });
            let words = self.plan.as_ref().map(|plan| plan.consequences.as_slice()).map_err(Vec::as_slice);
            plan_words(ui, words, "No circuit moves");
            let can = self.plan.is_ok();
            dialog_foot(
                ui,
                |_| (),
                |ui| {
                    let apply = ui.add(Button::primary("Apply").keys("Ctrl+Enter").enabled(can)).clicked();
                    let cancel = ui.add(Button::plain("Cancel").keys("Esc")).clicked();
                    (apply, cancel)
                },
            )
            .1
        });
        let (apply, cancel) = shown.inner;
        match &self.plan {
            Ok(plan) if apply || shown.confirmed => {
                let plan =
                    if plan.edits.is_empty() { plan_change(project, &self.base) } else { Ok(plan.clone()) };
                let edit = |plan: Plan| Command::Edit { label: plan.label, edits: plan.edits };
                DialogOutcome::Done(plan.map(edit).into_iter().collect())
            }
            _ if cancel || shown.closed => DialogOutcome::Cancelled,
            _ => DialogOutcome::Open,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::harness_sized;
    use crate::domain::examples;
    use egui_kittest::kittest::Queryable as _;

    struct Seen {
        dialog: PanelDialog,
        outcome: Option<DialogOutcome>,
    }

    #[test]
    fn a_size_that_does_not_fit_is_explained_and_cannot_be_applied() {
        let project = examples::two_panels();
        let dialog = PanelDialog::new(&project, PanelId(1)).expect("LP-1");
        let seen = Seen { dialog, outcome: None };
        let mut harness = harness_sized(egui::vec2(1000.0, 800.0), seen, move |ui, seen| {
            let outcome = seen.dialog.show(ui.ctx(), &project);
            if !matches!(outcome, DialogOutcome::Open) {
                seen.outcome = Some(outcome);
            }
        });
        harness.run();
        let enter = |harness: &mut egui_kittest::Harness<'_, Seen>, text: &str| {
            let slots = (egui::accesskit::Role::TextInput, "Slots, all sections");
            harness.get_by_role_and_label(slots.0, slots.1).focus();
            harness.run();
            harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
            harness.get_by_role_and_label(slots.0, slots.1).type_text(text);
            harness.run();
        };
        enter(&mut harness, "24");
        harness.get_by_label_contains("25 IT RACK A finds no free place in 24 slots");
        harness.get_by_label_contains("Apply").click();
        harness.run();
        assert!(harness.state().outcome.is_none(), "what cannot be done is not done");
        enter(&mut harness, "30");
        harness.get_by_label_contains("Apply").click();
        harness.run();
        assert!(
            matches!(&harness.state().outcome, Some(DialogOutcome::Done(commands)) if commands.len() == 1)
        );
    }
}
