//! Find and replace over the descriptions and notes of circuits.

use super::{Dialog, DialogOutcome};
use crate::app::theme::{self, TypeStyle, space};
use crate::app::view_context::AppRequest;
use crate::app::widgets::{self, Button, Checkbox, MenuRow, TextField, dialog_foot, dialog_row};
use crate::domain::{PanelId, Project};
use crate::workbench::Command;
use crate::workbench::schedule::{FindQuery, Match, find, replace};
use egui::{ScrollArea, Ui};

/// Height of the list of matches, in points.
const LIST: f32 = 224.0;

/// The dialog's state.
#[derive(Debug, Default)]
pub struct FindDialog {
    panel: Option<PanelId>,
    text: String,
    with: String,
    match_case: bool,
    this_panel: bool,
    /// The match a single replacement would take.
    at: usize,
    focused: bool,
}

impl FindDialog {
    /// Opens the dialog; `panel` is the one in front.
    pub fn new(panel: Option<PanelId>) -> Self {
        Self { panel, ..Self::default() }
    }

    fn query(&self) -> FindQuery {
        let panel = self.panel.filter(|_| self.this_panel);
        FindQuery { text: self.text.clone(), match_case: self.match_case, panel }
    }

    fn entries(&mut self, ui: &mut Ui) {
        let tokens = theme::tokens(ui);
        for (label, text) in [("Find", &mut self.text), ("Replace with", &mut self.with)] {
            dialog_row(ui, 44.0, |ui| {
                ui.allocate_ui(egui::vec2(96.0, 28.0), |ui| {
                    ui.set_min_width(96.0);
                    ui.label(theme::rich(label, TypeStyle::Body, tokens.text_2));
                });
                let field = ui.add(TextField::new(text, label).width(380.0));
                if !self.focused {
                    field.request_focus();
                    self.focused = true;
                }
            });
        }
        dialog_row(ui, 40.0, |ui| {
            ui.spacing_mut().item_spacing.x = space::XL;
            ui.add(Checkbox::new(&mut self.match_case, "Match case"));
            ui.add(Checkbox::new(&mut self.this_panel, "This panel only").enabled(self.panel.is_some()));
        });
    }

    fn list(&mut self, ui: &mut Ui, project: &Project, matches: &[Match]) -> Option<AppRequest> {
        let tokens = theme::tokens(ui);
        let mut asked = None;
        egui::Frame::NONE.inner_margin(egui::Margin::symmetric(12, 8)).show(ui, |ui| {
            ui.set_height(LIST);
            ui.set_width(ui.available_width());
            if matches.is_empty() {
                let words = if self.text.is_empty() { "Type what to look for" } else { "Not found" };
                ui.label(theme::rich(words, TypeStyle::Body, tokens.text_3));
            }
            ScrollArea::vertical().auto_shrink(false).show_rows(ui, 28.0, matches.len(), |ui, range| {
                for at in range {
                    let Some(found) = matches.get(at) else { continue };
                    let panel = project.panel(found.panel);
                    let Some((panel, circuit)) = panel.and_then(|p| Some((p, p.circuit(found.circuit)?)))
                    else {
                        continue;
                    };
                    let words = format!("{}/{}  {}", panel.name, circuit.slot, found.description);
                    let row = MenuRow::new(&words).height(28.0).checked(at == self.at);
                    if ui.add(row).clicked() {
                        self.at = at;
                        asked = Some(AppRequest::ShowSlot(panel.id, circuit.slot));
                    }
                }
            });
        });
        asked
    }
}

impl Dialog for FindDialog {
    fn show(&mut self, ctx: &egui::Context, project: &Project) -> DialogOutcome {
        let mut asked = None;
        let shown = widgets::Dialog::new("find", "Find and replace").width(560.0).show(ctx, |ui| {
            self.entries(ui);
            let matches = find(project, &self.query());
            self.at = self.at.min(matches.len().saturating_sub(1));
            asked = self.list(ui, project, &matches);
            let times: usize = matches.iter().map(|found| found.times).sum();
            let count = format!("{times} times in {} circuits", matches.len());
            let can = !matches.is_empty();
            let pressed = dialog_foot(
                ui,
                |ui| {
                    let tokens = theme::tokens(ui);
                    ui.label(theme::rich(count, TypeStyle::Small, tokens.text_2));
                },
                |ui| {
                    ui.spacing_mut().item_spacing.x = space::S;
                    let all =
                        ui.add(Button::primary("Replace all").keys("Ctrl+Enter").enabled(can)).clicked();
                    let one = ui.add(Button::plain("Replace this one").enabled(can)).clicked();
                    (all, one, ui.add(Button::plain("Close").keys("Esc")).clicked())
                },
            )
            .1;
            (pressed, matches)
        });
        let ((all, one, close), matches) = shown.inner;
        let chosen: &[Match] = if all || shown.confirmed {
            &matches
        } else if one {
            matches.get(self.at..=self.at).unwrap_or_default()
        } else {
            &[]
        };
        if let Some(step) = replace(project, &self.query(), &self.with, chosen) {
            return DialogOutcome::Act(vec![AppRequest::Command(Command::Edit {
                label: step.label,
                edits: step.edits,
            })]);
        }
        match asked {
            Some(request) => DialogOutcome::Act(vec![request]),
            None if close || shown.closed => DialogOutcome::Cancelled,
            None => DialogOutcome::Open,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::harness_sized;
    use crate::domain::{apply_all, examples};
    use egui_kittest::kittest::Queryable as _;

    #[test]
    fn replacing_all_is_one_step_over_every_panel() {
        let project = examples::two_panels();
        let shared = project.clone();
        let state = (FindDialog::new(Some(PanelId(1))), None);
        let mut harness = harness_sized(egui::vec2(900.0, 700.0), state, move |ui, (dialog, done)| {
            if let DialogOutcome::Act(requests) = dialog.show(ui.ctx(), &shared) {
                *done = requests.into_iter().next();
            }
        });
        harness.run();
        harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "Find").type_text("ltg");
        harness.run();
        harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "Replace with").focus();
        harness.run();
        harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "Replace with").type_text("LIGHTS");
        harness.run();
        harness.get_by_label("6 times in 6 circuits");
        harness.get_by_label_contains("Replace all").click();
        harness.run();
        let Some(AppRequest::Command(Command::Edit { edits, .. })) = harness.state_mut().1.take() else {
            panic!("one step")
        };
        let (after, _) = apply_all(&project, &edits).expect("legal");
        let names: Vec<&str> =
            after.panels().flat_map(|p| p.circuits()).map(|c| c.description.as_str()).collect();
        assert!(names.contains(&"LIGHTS OFFICE 120V") && names.contains(&"EM LIGHTS STAIRS"));
    }
}
