//! Writing schedules in the form of other programs, and as a document.

use super::files::file_name;
use super::jobs::LaneName;
use crate::document::write_file;
use crate::domain::symbols::SymbolLibrary;
use crate::domain::{PanelId, Project, SheetId};
use crate::engineering::plan_drawing::UnderDrawing;
use crate::interchange::export::{export_csv, export_xlsx, plan_dxf, takeoff_csv, takeoff_xlsx};
use crate::report::{
    PackageOptions, PlanOptions, ScheduleOptions, calculations_pdf, key_card_pdf, one_line_pdf, one_line_svg,
    plan_pdf, plan_svg, review_pdf, schedule_pdf,
};
use crate::workbench::underlays::UnderlayState;
use crate::workbench::{NoticeLevel, Question, Workbench, key_sections};
use std::path::PathBuf;
use std::sync::Arc;

/// A form to export in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFormat {
    Csv,
    Xlsx,
    Pdf,
    /// The one-line diagram, which is about the whole project.
    OneLinePdf,
    OneLineSvg,
    /// All sheets of the plan.
    PlanPdf,
    PlanSvg,
    /// One sheet of the plan.
    PlanDxf(SheetId),
    /// The take-off of the whole project.
    TakeoffXlsx,
    TakeoffCsv,
    /// The calculation package of the whole project.
    Calculations,
    /// The review report of the whole project.
    Review,
    /// The key card, which is about no panel and needs no project.
    KeyCard,
}

impl ExportFormat {
    /// Returns the ending of its files.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Csv | Self::TakeoffCsv => "csv",
            Self::Xlsx | Self::TakeoffXlsx => "xlsx",
            Self::Pdf
            | Self::OneLinePdf
            | Self::PlanPdf
            | Self::Calculations
            | Self::Review
            | Self::KeyCard => "pdf",
            Self::OneLineSvg | Self::PlanSvg => "svg",
            Self::PlanDxf(_) => "dxf",
        }
    }

    /// Returns its name for a person.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Csv | Self::TakeoffCsv => "CSV text",
            Self::Xlsx | Self::TakeoffXlsx => "Excel workbook",
            Self::Pdf
            | Self::OneLinePdf
            | Self::PlanPdf
            | Self::Calculations
            | Self::Review
            | Self::KeyCard => "PDF document",
            Self::OneLineSvg | Self::PlanSvg => "SVG drawing",
            Self::PlanDxf(_) => "DXF drawing",
        }
    }

    /// Returns whether it draws sheets of the plan.
    pub const fn is_plan(self) -> bool {
        matches!(self, Self::PlanPdf | Self::PlanSvg | Self::PlanDxf(_))
    }

    fn bytes(
        self,
        project: &Project,
        panels: &[PanelId],
        library: &SymbolLibrary,
        under: Vec<UnderDrawing>,
    ) -> Result<Vec<u8>, String> {
        let plan = PlanOptions { under, ..PlanOptions::default() };
        match self {
            Self::KeyCard => {
                let version = concat!("Phasewright ", env!("CARGO_PKG_VERSION"));
                key_card_pdf(&key_sections(), version).map_err(|error| error.to_string())
            }
            Self::OneLinePdf => one_line_pdf(project).map_err(|error| error.to_string()),
            Self::OneLineSvg => {
                one_line_svg(project).map(String::into_bytes).map_err(|error| error.to_string())
            }
            Self::PlanPdf => {
                plan_pdf(project, &sheets(project), library, &plan).map_err(|error| error.to_string())
            }
            Self::PlanSvg => plan_svg(project, &sheets(project), library, &plan)
                .map(String::into_bytes)
                .map_err(|error| error.to_string()),
            Self::PlanDxf(id) => {
                let sheet = project.sheet(id).ok_or("the sheet is gone")?;
                Ok(plan_dxf(project, sheet, library, &plan.under))
            }
            Self::TakeoffXlsx => takeoff_xlsx(project, library).map_err(|error| error.to_string()),
            Self::TakeoffCsv => takeoff_csv(project, library).map_err(|error| error.to_string()),
            Self::Calculations => {
                calculations_pdf(project, &PackageOptions::default()).map_err(|e| e.to_string())
            }
            Self::Review => review_pdf(project, &PackageOptions::default()).map_err(|e| e.to_string()),
            Self::Csv => export_csv(project, panels).map_err(|error| error.to_string()),
            Self::Xlsx => export_xlsx(project, panels).map_err(|error| error.to_string()),
            Self::Pdf => {
                schedule_pdf(project, panels, &ScheduleOptions::default()).map_err(|error| error.to_string())
            }
        }
    }
}

/// What is to be written where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    pub format: ExportFormat,
    pub panels: Vec<PanelId>,
    pub path: PathBuf,
    /// Whether a file of this name may go: the person has agreed to that.
    pub overwrite: bool,
    /// Whether the architect's drawings go out beneath sheets of the plan.
    pub underlay: bool,
}

fn sheets(project: &Project) -> Vec<SheetId> {
    project.sheets().map(|sheet| sheet.id).collect()
}

impl Workbench {
    /// Returns the drawings beneath the sheets of an export, and how many underlays cannot go along: pictures, and files that are
    /// missing or not read yet.
    fn under_sheets(&self, project: &Project, format: ExportFormat) -> (Vec<UnderDrawing>, usize) {
        let wanted = |sheet: SheetId| match format {
            ExportFormat::PlanDxf(only) => only == sheet,
            _ => format.is_plan(),
        };
        let (mut under, mut left_out) = (Vec::new(), 0);
        for sheet in project.sheets().filter(|sheet| wanted(sheet.id)) {
            for underlay in sheet.underlays.iter().filter(|underlay| !underlay.hidden) {
                match self.underlay(underlay) {
                    UnderlayState::Ready(read) if !read.drawing.entities.is_empty() => {
                        let drawing = Arc::clone(&read.drawing);
                        under.push(UnderDrawing { sheet: sheet.id, underlay: underlay.clone(), drawing });
                    }
                    _ => left_out += 1,
                }
            }
        }
        (under, left_out)
    }

    /// Writes panelboards to a file, in the background; asks first when there is a file of this name.
    pub(in crate::workbench) fn export(&mut self, mut export: Export) {
        let project = match (&self.document, export.format) {
            (Some(document), _) => Arc::clone(document.project()),
            (None, ExportFormat::KeyCard) => Arc::new(Project::default()),
            (None, _) => return,
        };
        if export.path.extension().is_none() {
            export.path.set_extension(export.format.ending());
        }
        let library = Arc::clone(self.symbols());
        let wanted = export.underlay && export.format.is_plan();
        let (under, left_out) =
            if wanted { self.under_sheets(&project, export.format) } else { (Vec::new(), 0) };
        self.jobs.start(LaneName::Work, format!("Export {}", file_name(&export.path)), move |control| {
            let control = control.clone();
            if !export.overwrite && export.path.exists() {
                return Box::new(move |workbench| {
                    workbench.question = Some(Question::OverwriteExport(export))
                });
            }
            let written = export
                .format
                .bytes(&project, &export.panels, &library, under)
                .and_then(|bytes| {
                    if control.is_cancelled() {
                        Err("stopped before anything was written".to_owned())
                    } else {
                        Ok(bytes)
                    }
                })
                .and_then(|bytes| write_file(&export.path, &bytes).map_err(|error| error.to_string()));
            Box::new(move |workbench| match written {
                Ok(()) => {
                    let what = match (export.format, export.panels.len()) {
                        (ExportFormat::OneLinePdf | ExportFormat::OneLineSvg, _) => "the one-line".to_owned(),
                        (ExportFormat::PlanPdf | ExportFormat::PlanSvg, _) => "the plan".to_owned(),
                        (ExportFormat::PlanDxf(_), _) => "a sheet of the plan".to_owned(),
                        (ExportFormat::TakeoffXlsx | ExportFormat::TakeoffCsv, _) => {
                            "the take-off".to_owned()
                        }
                        (ExportFormat::Calculations, _) => "the calculation package".to_owned(),
                        (ExportFormat::Review, _) => "the review report".to_owned(),
                        (ExportFormat::KeyCard, _) => "the key card".to_owned(),
                        (_, 1) => "1 panel".to_owned(),
                        (_, count) => format!("{count} panels"),
                    };
                    let text = format!("Exported {what} to {}", export.path.display());
                    workbench.notify(NoticeLevel::Info, text, false);
                    if left_out > 0 {
                        let text = format!(
                            "Left out: {left_out} underlays that are pictures, missing or being read"
                        );
                        workbench.notify(NoticeLevel::Warning, text, false);
                    }
                }
                Err(why) => {
                    let title = format!("{} was not exported", file_name(&export.path));
                    workbench.question =
                        Some(Question::Failed { title, why: super::files::capital(&why), retry: None });
                }
            })
        });
    }
}
