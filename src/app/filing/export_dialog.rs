//! What goes into an exported file: the panel in front, or all of them; of the plan, whether the architect's drawing goes along.

use crate::app::theme::{self, TypeStyle};
use crate::app::widgets::{self, Button, Checkbox, dialog_foot, dialog_row, segmented};
use crate::domain::{PanelId, Project};
use crate::workbench::ExportFormat;

/// What became of the dialog in this frame.
pub(in crate::app) enum ExportOutcome {
    Open,
    Cancelled,
    /// These panelboards, to a file of this proposed name.
    Done(ExportFormat, Vec<PanelId>),
}

/// The dialog's state.
pub(in crate::app) struct ExportDialog {
    format: ExportFormat,
    panel: PanelId,
    all: bool,
}

impl ExportDialog {
    /// Opens the dialog; `panel` is the one in front.
    pub const fn new(format: ExportFormat, panel: PanelId) -> Self {
        Self { format, panel, all: true }
    }

    /// Draws the dialog.
    pub fn show(&mut self, ctx: &egui::Context, project: &Project) -> ExportOutcome {
        let title = format!("Export as {}", self.format.name());
        let name = project.panel(self.panel).map_or("This panel", |panel| panel.name.as_str());
        let every = format!("All {} panels", project.panels().len());
        let only = format!("{name} only");
        let shown = widgets::Dialog::new("export", &title).width(520.0).show(ctx, |ui| {
            dialog_row(ui, 52.0, |ui| {
                segmented(ui, &mut self.all, &[(true, &every), (false, &only)]);
            });
            dialog_row(ui, 40.0, |ui| {
                let tokens = theme::tokens(ui);
                ui.label(theme::rich(words(self.format), TypeStyle::Small, tokens.text_2));
            });
            dialog_foot(
                ui,
                |_| (),
                |ui| {
                    let go = ui.add(Button::primary("Choose file…").keys("Enter")).clicked();
                    (go, ui.add(Button::plain("Cancel").keys("Esc")).clicked())
                },
            )
            .1
        });
        let (go, cancel) = shown.inner;
        if go || shown.confirmed {
            let panels =
                if self.all { project.panels().map(|panel| panel.id).collect() } else { vec![self.panel] };
            return ExportOutcome::Done(self.format, panels);
        }
        if cancel || shown.closed { ExportOutcome::Cancelled } else { ExportOutcome::Open }
    }
}

/// Asks whether the architect's drawing goes out beneath the plan.
pub(in crate::app) struct PlanExportDialog {
    format: ExportFormat,
    underlay: bool,
}

impl PlanExportDialog {
    /// Opens the dialog; the drawing goes along unless somebody says no.
    pub const fn new(format: ExportFormat) -> Self {
        Self { format, underlay: true }
    }

    /// Returns the form that is written, and whether the drawing goes along.
    pub const fn chosen(&self) -> (ExportFormat, bool) {
        (self.format, self.underlay)
    }

    /// Draws the dialog; returns whether to go on, once that is said.
    pub fn show(&mut self, ctx: &egui::Context) -> Option<bool> {
        let title = format!("Export the plan as {}", self.format.name());
        let shown = widgets::Dialog::new("export plan", &title).width(520.0).show(ctx, |ui| {
            dialog_row(ui, 44.0, |ui| {
                ui.add(Checkbox::new(&mut self.underlay, "With the architect's drawing beneath"));
            });
            dialog_row(ui, 40.0, |ui| {
                let tokens = theme::tokens(ui);
                let words = match self.format {
                    ExportFormat::PlanDxf(_) => "On the layer X-ARCH; layers that are hidden stay out",
                    _ => "Faded, cut at the edges of the sheet; hidden layers, pictures and turned texts stay out",
                };
                ui.label(theme::rich(words, TypeStyle::Small, tokens.text_2));
            });
            dialog_foot(
                ui,
                |_| (),
                |ui| {
                    let go = ui.add(Button::primary("Choose file…").keys("Enter")).clicked();
                    (go, ui.add(Button::plain("Cancel").keys("Esc")).clicked())
                },
            )
            .1
        });
        let (go, cancel) = shown.inner;
        if go || shown.confirmed {
            return Some(true);
        }
        (cancel || shown.closed).then_some(false)
    }
}

const fn words(format: ExportFormat) -> &'static str {
    match format {
        ExportFormat::Csv => "One text table; imports back without a difference",
        ExportFormat::Xlsx => {
            "One sheet a panel; imports back without a difference, no cell runs as a formula"
        }
        ExportFormat::KeyCard => "Every key of the program on one page",
        ExportFormat::OneLinePdf | ExportFormat::OneLineSvg => "The whole project as a one-line diagram",
        ExportFormat::PlanPdf | ExportFormat::PlanSvg => "Every sheet of the plan, to scale",
        ExportFormat::PlanDxf(_) => "One sheet of the plan in inches, with layers, text and blocks",
        ExportFormat::TakeoffXlsx | ExportFormat::TakeoffCsv => {
            "Raceways, conductors, boxes and devices of the whole project"
        }
        ExportFormat::Calculations => "The calculations of the whole project, with every step",
        ExportFormat::Review => "Findings, waivers and answers of the whole project",
        ExportFormat::Pdf => "One page a panel, as it goes into a drawing set",
    }
}
