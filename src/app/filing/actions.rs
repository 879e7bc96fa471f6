//! The actions about files: which they are, why one cannot run now, and what each begins with.

use super::choosing::Purpose;
use super::new_project::NewProjectDialog;
use super::{After, FileDialog};
use crate::app::app::PhasewrightApp;
use crate::domain::Project;
use crate::workbench::{Action, Command, ExportFormat};

/// Whether a project has anything that stands on the one-line.
fn can_draw(project: &Project) -> bool {
    project.service().is_some() || project.panels().len() + project.transformers().len() > 0
}

/// Whether an action is about files.
pub(in crate::app) const fn is_file_action(action: Action) -> bool {
    matches!(
        action,
        Action::NewProject
            | Action::OpenFile
            | Action::Save
            | Action::SaveAs
            | Action::Import
            | Action::ExportCsv
            | Action::ExportXlsx
            | Action::ExportPdf
            | Action::ExportOneLinePdf
            | Action::ExportOneLineSvg
            | Action::ExportPlanPdf
            | Action::ExportPlanSvg
            | Action::ExportPlanDxf
            | Action::ExportTakeoffXlsx
            | Action::ExportTakeoffCsv
            | Action::ExportCalculations
            | Action::ExportReview
            | Action::AddUnderlay
            | Action::ImportAmendments
            | Action::ExportAmendments
            | Action::CloseProject
            | Action::Quit
    )
}

impl PhasewrightApp {
    /// Returns why an action about files cannot run now.
    pub(in crate::app) fn file_refusal(&self, action: Action) -> Option<String> {
        let document = self.workbench.document()?;
        let why = match action {
            Action::Save if self.workbench.path().is_some() && !document.is_modified() => {
                "Everything is saved"
            }
            Action::ExportCsv | Action::ExportXlsx | Action::ExportPdf
                if document.project().panels().len() == 0 =>
            {
                "There is no panel"
            }
            Action::ExportAmendments if document.project().amendments().is_empty() => {
                "The project has no local amendments"
            }
            Action::ExportOneLinePdf | Action::ExportOneLineSvg if !can_draw(document.project()) => {
                "There is no service, transformer or panelboard to draw"
            }
            Action::ExportPlanPdf
            | Action::ExportPlanSvg
            | Action::ExportPlanDxf
            | Action::ExportTakeoffXlsx
            | Action::ExportTakeoffCsv
                if document.project().sheets().len() == 0 =>
            {
                "The project has no sheet of a plan"
            }
            _ => return None,
        };
        Some(why.to_owned())
    }

    /// Carries out an action about files.
    pub(in crate::app) fn file_action(&mut self, ctx: &egui::Context, action: Action) {
        match action {
            Action::NewProject => {
                let defaults = self.workbench.settings().new_projects.clone();
                self.filing.dialog = Some(FileDialog::New(NewProjectDialog::new(defaults)));
            }
            Action::OpenFile => self.pick(ctx, Purpose::Open),
            Action::Import => self.pick(ctx, Purpose::Import),
            Action::AddUnderlay => self.pick(ctx, Purpose::Underlay(None)),
            Action::Save if self.workbench.path().is_some() => self.workbench.execute(Command::Save),
            Action::Save | Action::SaveAs => self.pick(ctx, Purpose::SaveAs),
            Action::ExportCsv => self.export(ctx, ExportFormat::Csv),
            Action::ExportXlsx => self.export(ctx, ExportFormat::Xlsx),
            Action::ExportPdf => self.export(ctx, ExportFormat::Pdf),
            Action::ExportOneLinePdf => self.export_whole(ctx, ExportFormat::OneLinePdf),
            Action::ExportOneLineSvg => self.export_whole(ctx, ExportFormat::OneLineSvg),
            Action::ExportPlanPdf => self.export_whole(ctx, ExportFormat::PlanPdf),
            Action::ExportPlanSvg => self.export_whole(ctx, ExportFormat::PlanSvg),
            Action::ExportPlanDxf => {
                let front = self.plan.session.sheet_id();
                let first = self.workbench.document().and_then(|d| d.project().sheets().next().map(|s| s.id));
                if let Some(sheet) = front.or(first) {
                    self.export_whole(ctx, ExportFormat::PlanDxf(sheet));
                }
            }
            Action::ExportTakeoffXlsx => self.export_whole(ctx, ExportFormat::TakeoffXlsx),
            Action::ExportTakeoffCsv => self.export_whole(ctx, ExportFormat::TakeoffCsv),
            Action::ExportCalculations => self.export_whole(ctx, ExportFormat::Calculations),
            Action::ExportReview => self.export_whole(ctx, ExportFormat::Review),
            Action::ImportAmendments => self.pick(ctx, Purpose::ImportAmendments),
            Action::ExportAmendments => self.pick(ctx, Purpose::ExportAmendments),
            Action::CloseProject => self.leave(ctx, After::Close),
            Action::Quit => self.leave(ctx, After::Quit),
            _ => {}
        }
    }
}
