//! The import dialog: what each column means, what each row becomes, where it all goes.

mod columns;
mod rows;

use super::{Dialog, DialogOutcome};
use crate::app::help::marked;
use crate::app::theme::{self, Signal, TypeStyle, space};
use crate::app::widgets::{
    self, Button, dialog_block, dialog_foot, dialog_row, dropdown, empty_state, severity_icon,
};
use crate::domain::{PanelId, Project, System};
use crate::interchange::import::Misfits;
use crate::units::grouped;
use crate::workbench::help::TopicId;
use crate::workbench::importing::{ImportSession, ImportSource, ImportTarget, PreviewRow, RowState, Summary};
use egui::Ui;
use std::path::PathBuf;
use std::sync::Arc;

/// The dialog's state.
pub struct ImportDialog {
    session: ImportSession,
    /// The preview of the last change; made anew only when something changed.
    preview: Option<(Vec<PreviewRow>, Summary)>,
    /// Which table's columns are shown.
    table: usize,
    stale: bool,
    refused: Option<String>,
}

impl ImportDialog {
    /// Opens the conversation about a file or about text from the clipboard.
    pub fn new(
        ctx: &egui::Context,
        project: Arc<Project>,
        source: ImportSource,
        target: ImportTarget,
        kept: Option<PathBuf>,
    ) -> Self {
        let ctx = ctx.clone();
        let session =
            ImportSession::open(project, source, target, kept, Arc::new(move || ctx.request_repaint()));
        Self { session, preview: None, table: 0, stale: true, refused: None }
    }

    /// Returns the conversation.
    #[cfg(test)]
    pub const fn session(&mut self) -> &mut ImportSession {
        &mut self.session
    }

    fn refresh(&mut self) {
        let was_reading = self.session.is_reading();
        self.session.poll();
        self.stale |= was_reading && !self.session.is_reading();
        if self.stale && !self.session.is_reading() {
            self.preview = self.session.preview();
            // What needs a person stands first; everything else in the order of the file.
            if let Some((rows, _)) = &mut self.preview {
                rows.sort_by_key(|row| match row.state {
                    RowState::LeftOut => 0,
                    RowState::Displaced => 1,
                    RowState::Odd | RowState::Fine => 2,
                });
            }
            self.stale = false;
        }
    }

    fn choices(&mut self, ui: &mut Ui, project: &Project) {
        let tokens = theme::tokens(ui);
        let panels: Vec<(PanelId, String)> =
            project.panels().map(|p| (p.id, format!("Into {}", p.name))).collect();
        let targets: Vec<(ImportTarget, &str)> = std::iter::once((ImportTarget::NewPanels, "As new panels"))
            .chain(panels.iter().map(|(id, words)| (ImportTarget::Panel(*id), words.as_str())))
            .collect();
        let systems: Vec<(Option<System>, &str)> = std::iter::once((None, "as the file says"))
            .chain(System::ALL.iter().map(|system| (Some(*system), system.label())))
            .collect();
        let (mut target, mut system) = (self.session.target(), self.session.overrides().system);
        let mut misfits = self.session.misfits();
        dialog_row(ui, 48.0, |ui| {
            ui.label(theme::rich("Goes", TypeStyle::Body, tokens.text_2));
            dropdown(ui, "Target", 170.0, &mut target, &targets);
            if target == ImportTarget::NewPanels {
                ui.label(theme::rich("System", TypeStyle::Body, tokens.text_2));
                dropdown(ui, "System", 210.0, &mut system, &systems);
            } else {
                ui.label(theme::rich("What does not fit", TypeStyle::Body, tokens.text_2));
                let choices = [
                    (Misfits::PlaceNearest, "goes to the nearest free slot"),
                    (Misfits::LeaveOut, "is left out"),
                ];
                dropdown(ui, "What does not fit", 220.0, &mut misfits, &choices);
            }
        });
        self.stale |= target != self.session.target() || misfits != self.session.misfits();
        self.session.aim(target);
        self.session.treat_misfits(misfits);
        self.session.override_with(system);
    }

    fn verdict(&self, ui: &mut Ui) {
        let tokens = theme::tokens(ui);
        let Some((_, summary)) = &self.preview else { return };
        let signal = match (summary.errors, summary.odd) {
            (0, 0) => Signal::Passed,
            (0, _) => Signal::Info,
            _ => Signal::Warning,
        };
        severity_icon(ui, signal, 16.0);
        let plural =
            |n: usize, one: &str| format!("{} {one}{}", grouped(n as f64, 0), if n == 1 { "" } else { "s" });
        let words = format!(
            "{} in {}, {} VA · {} · {} to look at · {} without a circuit",
            plural(summary.circuits, "circuit"),
            plural(summary.slots, "slot"),
            grouped(summary.va, 0),
            plural(summary.errors, "error"),
            plural(summary.odd, "row"),
            plural(summary.rows_skipped, "row"),
        );
        ui.label(theme::rich(self.refused.as_deref().unwrap_or(&words), TypeStyle::Small, tokens.text_1));
    }
}

impl Dialog for ImportDialog {
    fn show(&mut self, ctx: &egui::Context, project: &Project) -> DialogOutcome {
        self.refresh();
        let title = format!("Import {}", self.session.source_name());
        let subtitle = match &self.preview {
            Some((_, summary)) if summary.panels == 1 => "1 panel".to_owned(),
            Some((_, summary)) => format!("{} panels", summary.panels),
            None => String::new(),
        };
        let shown =
            widgets::Dialog::new("import", &title).subtitle(&subtitle).width(1040.0).show(ctx, |ui| {
                self.choices(ui, project);
                let room = (ctx.content_rect().height() - 420.0).clamp(140.0, 420.0);
                if self.session.is_reading() && self.preview.is_none() {
                    dialog_block(ui, |ui| {
                        ui.set_min_height(room);
                        empty_state(ui, "Reading", "Looking for panels, headers and columns", None)
                    });
                } else if let Some(why) = self.session.refusal().map(str::to_owned) {
                    dialog_block(ui, |ui| {
                        ui.set_min_height(room);
                        empty_state(ui, "Nothing to import", &why, None)
                    });
                } else {
                    marked(ui, TopicId::ImportColumns, |ui| {
                        if self.session.mapping().tables.is_empty() {
                            exact_ui(ui);
                        } else {
                            columns::columns_ui(ui, &mut self.session, &mut self.table);
                        }
                    });
                    if let Some((rows, summary)) = &self.preview {
                        marked(ui, TopicId::ImportRows, |ui| rows::rows_ui(ui, rows, summary, room));
                    }
                }
                let circuits = self.preview.as_ref().map_or(0, |(_, summary)| summary.circuits);
                let can = circuits > 0 && !self.session.is_reading();
                let words = format!("Import {circuits} circuit{}", if circuits == 1 { "" } else { "s" });
                dialog_foot(
                    ui,
                    |ui| {
                        ui.spacing_mut().item_spacing.x = space::S;
                        self.verdict(ui);
                    },
                    |ui| {
                        ui.spacing_mut().item_spacing.x = space::S;
                        let import =
                            ui.add(Button::primary(&words).keys("Ctrl+Enter").enabled(can)).clicked();
                        (import, ui.add(Button::plain("Cancel").keys("Esc")).clicked())
                    },
                )
                .1
            });
        let (import, cancel) = shown.inner;
        if import || shown.confirmed {
            match self.session.accept() {
                Ok(command) => {
                    self.session.keep_mapping();
                    return DialogOutcome::Done(vec![command]);
                }
                Err(why) => self.refused = Some(why),
            }
        }
        if cancel || shown.closed { DialogOutcome::Cancelled } else { DialogOutcome::Open }
    }
}

/// Stands where the columns are for files of other programs.
fn exact_ui(ui: &mut Ui) {
    let tokens = theme::tokens(ui);
    dialog_row(ui, 44.0, |ui| {
        severity_icon(ui, Signal::Passed, 16.0);
        let words = "An export of Phasewright: every column is read as it was written";
        ui.label(theme::rich(words, TypeStyle::Body, tokens.text_2));
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::harness_sized;
    use crate::domain::{Edit, apply_all, examples};
    use crate::workbench::Command;
    use egui_kittest::kittest::Queryable as _;

    struct Seen {
        dialog: Option<ImportDialog>,
        edits: Option<Vec<Edit>>,
    }

    #[test]
    fn pasted_rows_are_previewed_and_imported_as_one_step() {
        let text =
            "ckt\tdescription\tpoles\ttrip\tVA\n30\tPUMP\t1\t20\t1500\n20\tFAN\t1\t20\t700\n".to_owned();
        let project = Arc::new(examples::two_panels());
        let shared = Arc::clone(&project);
        let seen = Seen { dialog: None, edits: None };
        let mut harness = harness_sized(egui::vec2(1280.0, 800.0), seen, move |ui, seen| {
            let Some(dialog) = &mut seen.dialog else {
                let source = ImportSource::Pasted(text.clone());
                let target = ImportTarget::Panel(PanelId(1));
                let mut dialog = ImportDialog::new(ui.ctx(), Arc::clone(&shared), source, target, None);
                dialog.session().wait();
                seen.dialog = Some(dialog);
                return;
            };
            if let DialogOutcome::Done(commands) = dialog.show(ui.ctx(), &shared) {
                for command in commands {
                    let Command::Edit { edits, .. } = command else { continue };
                    seen.edits = Some(edits);
                }
            }
        });
        harness.run_ok();
        harness.run_ok();
        harness.get_by_label_contains("20 is taken by EF-1/EF-2");
        harness.get_by_label_contains("2 circuits in 2 slots, 2,200 VA · 1 error");
        harness.get_by_label_contains("Import 2 circuits").click();
        harness.run_ok();
        let edits = harness.state().edits.clone().expect("one step");
        let (after, _) = apply_all(&project, &edits).expect("legal");
        assert_eq!(after.panel(PanelId(1)).map(|p| p.circuits().len()), Some(23));
    }
}
