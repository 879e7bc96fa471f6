//! Which file: the dialogs' words, proposed names, and what is done with the file that was chosen.

use super::FileDialog;
use super::export_dialog::{ExportDialog, PlanExportDialog};
use super::picker::{PickRequest, file_stem, start_folder};
use crate::app::app::PhasewrightApp;
use crate::domain::{PanelId, Sheet, SheetId};
use crate::interchange::drawing::DRAWING_ENDINGS;
use crate::workbench::{Command, Export, ExportFormat};
use std::path::PathBuf;
use std::sync::Arc;

/// Endings of projects and of schedules that can be imported.
const PROJECTS: [&str; 1] = ["ron"];
const SCHEDULES: [&str; 6] = ["csv", "tsv", "txt", "xlsx", "xls", "ods"];

/// What a chosen file is for.
#[derive(Clone, Debug)]
pub(super) enum Purpose {
    Open,
    Import,
    /// A drawing: for a new underlay, or for the one at a place of a sheet.
    Underlay(Option<(SheetId, usize)>),
    SaveAs,
    Export(ExportFormat, Vec<PanelId>),
    ImportAmendments,
    ExportAmendments,
}

impl PhasewrightApp {
    pub(super) fn export(&mut self, ctx: &egui::Context, format: ExportFormat) {
        let Some((document, panel)) = self.workbench.document().zip(self.panel) else { return };
        if document.project().panels().len() > 1 {
            self.filing.dialog = Some(FileDialog::Export(ExportDialog::new(format, panel)));
        } else {
            self.pick(ctx, Purpose::Export(format, vec![panel]));
        }
    }

    /// Asks for the file to write what is of the whole project to; of a plan over an architect's drawing first whether that goes along.
    pub(super) fn export_whole(&mut self, ctx: &egui::Context, format: ExportFormat) {
        self.filing.with_underlay = false;
        let project = self.workbench.document().map(|document| Arc::clone(document.project()));
        let drawn = |sheet: &Sheet| match format {
            ExportFormat::PlanDxf(only) => only == sheet.id,
            _ => format.is_plan(),
        };
        let lies_over = project.is_some_and(|project| {
            let mut sheets = project.sheets().filter(|sheet| drawn(sheet));
            sheets.any(|sheet| sheet.underlays.iter().any(|underlay| !underlay.hidden))
        });
        if lies_over {
            self.filing.dialog = Some(FileDialog::ExportPlan(PlanExportDialog::new(format)));
            return;
        }
        self.pick(ctx, Purpose::Export(format, Vec::new()));
    }

    /// Asks for the file of a drawing.
    pub(in crate::app) fn pick_underlay(&mut self, ctx: &egui::Context, replaces: Option<(SheetId, usize)>) {
        self.pick(ctx, Purpose::Underlay(replaces));
    }

    /// Asks for the file to print the key card to.
    pub(in crate::app) fn export_key_card(&mut self, ctx: &egui::Context) {
        self.pick(ctx, Purpose::Export(ExportFormat::KeyCard, Vec::new()));
    }

    /// Asks for a file by the dialog of the desktop.
    pub(super) fn pick(&mut self, ctx: &egui::Context, purpose: Purpose) {
        if self.filing.picking.is_some() {
            return;
        }
        let request = self.pick_request(&purpose);
        let (sender, ctx) = (self.filing.sender.clone(), ctx.clone());
        let answer = Box::new(move |pick| {
            // The window may be gone by now.
            let _ = sender.send(pick);
            ctx.request_repaint();
        });
        self.filing.picker.pick(&request, answer);
        self.filing.picking = Some((purpose, request));
    }

    fn pick_request(&self, purpose: &Purpose) -> PickRequest {
        let recent = self.workbench.settings().recent.first().map(|file| file.path.as_path());
        let project = self.workbench.document().map(|document| Arc::clone(document.project()));
        let name = |ending: &str, panels: &[PanelId]| {
            let project_name = project.as_ref().map_or("", |project| project.info().name.as_str());
            let only = match panels {
                [only] => project.as_ref().and_then(|project| project.panel(*only)),
                _ => None,
            };
            let panel = only.map_or_else(String::new, |panel| format!("_{}", file_stem(&panel.name)));
            format!("{}{panel}.{ending}", file_stem(project_name))
        };
        let all = || PROJECTS.iter().chain(&SCHEDULES).chain(DRAWING_ENDINGS).copied().collect::<Vec<_>>();
        let (save, title, file_name, kinds) = match purpose {
            Purpose::Open => (
                false,
                "Open",
                String::new(),
                vec![
                    ("Projects, schedules and drawings", all()),
                    ("Phasewright projects", PROJECTS.to_vec()),
                    ("Schedules to import", SCHEDULES.to_vec()),
                    ("Drawings", DRAWING_ENDINGS.to_vec()),
                ],
            ),
            Purpose::Import => {
                (false, "Import schedule", String::new(), vec![("Schedules", SCHEDULES.to_vec())])
            }
            Purpose::Underlay(_) => {
                (false, "Underlay", String::new(), vec![("Drawings", DRAWING_ENDINGS.to_vec())])
            }
            Purpose::ImportAmendments => (
                false,
                "Import local amendments",
                String::new(),
                vec![("Packs of amendments", PROJECTS.to_vec())],
            ),
            Purpose::ExportAmendments => (
                true,
                "Export local amendments",
                name("ron", &[]).replacen('.', "_amendments.", 1),
                vec![("Packs of amendments", PROJECTS.to_vec())],
            ),
            Purpose::SaveAs => {
                let present = self.workbench.path().and_then(|path| path.file_name());
                let name =
                    present.map_or_else(|| name("ron", &[]), |name| name.to_string_lossy().into_owned());
                (true, "Save as", name, vec![("Phasewright project", PROJECTS.to_vec())])
            }
            Purpose::Export(format @ ExportFormat::KeyCard, _) => (
                true,
                "Save the key card",
                "phasewright_keys.pdf".to_owned(),
                vec![(format.name(), vec![format.ending()])],
            ),
            Purpose::Export(format @ (ExportFormat::OneLinePdf | ExportFormat::OneLineSvg), _) => (
                true,
                "Export the one-line",
                name(format.ending(), &[]).replacen('.', "_one-line.", 1),
                vec![(format.name(), vec![format.ending()])],
            ),
            Purpose::Export(
                format @ (ExportFormat::PlanPdf | ExportFormat::PlanSvg | ExportFormat::PlanDxf(_)),
                _,
            ) => (
                true,
                "Export the plan",
                name(format.ending(), &[]).replacen('.', "_plan.", 1),
                vec![(format.name(), vec![format.ending()])],
            ),
            Purpose::Export(format @ (ExportFormat::TakeoffXlsx | ExportFormat::TakeoffCsv), _) => (
                true,
                "Export the take-off",
                name(format.ending(), &[]).replacen('.', "_take-off.", 1),
                vec![(format.name(), vec![format.ending()])],
            ),
            Purpose::Export(format @ ExportFormat::Calculations, _) => (
                true,
                "Export the calculation package",
                name(format.ending(), &[]).replacen('.', "_calculations.", 1),
                vec![(format.name(), vec![format.ending()])],
            ),
            Purpose::Export(format @ ExportFormat::Review, _) => (
                true,
                "Export the review report",
                name(format.ending(), &[]).replacen('.', "_review.", 1),
                vec![(format.name(), vec![format.ending()])],
            ),
            Purpose::Export(format, panels) => {
                (true, "Export", name(format.ending(), panels), vec![(format.name(), vec![format.ending()])])
            }
        };
        PickRequest {
            save,
            title: title.to_owned(),
            folder: start_folder(self.workbench.path(), recent),
            file_name,
            kinds,
        }
    }

    /// Does with a chosen file what it was chosen for. The desktop's dialog has asked about replacing a file already.
    pub(super) fn chosen(&mut self, ctx: &egui::Context, purpose: Purpose, path: PathBuf, asked: bool) {
        // An ending is added to a name without one, and that is another file than the one that was asked about.
        let overwrite = asked && path.extension().is_some();
        match purpose {
            Purpose::Open => self.command(ctx, Command::Open(path)),
            Purpose::Import => self.workbench.execute(Command::Import(path)),
            Purpose::Underlay(replaces) => {
                self.workbench.execute(Command::ImportUnderlay { path, replaces });
            }
            Purpose::SaveAs => self.workbench.execute(Command::SaveAs { path, overwrite }),
            Purpose::ImportAmendments => self.workbench.execute(Command::ImportAmendments(path)),
            Purpose::ExportAmendments => {
                self.workbench.execute(Command::ExportAmendments { path, overwrite });
            }
            Purpose::Export(format, panels) => {
                let underlay = self.filing.with_underlay && format.is_plan();
                let export = Export { format, panels, path, overwrite, underlay };
                self.workbench.execute(Command::Export(export));
            }
        }
    }
}
