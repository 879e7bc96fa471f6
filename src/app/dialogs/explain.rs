//! How the loads of a circuit and of its panelboard came about: every step with its arithmetic and section.

use super::{Dialog, DialogOutcome};
use crate::app::theme::space;
use crate::app::widgets::{self, Button, derivation, dialog_block, dialog_foot, section_label};
use crate::domain::{CircuitId, PanelId, Project};
use crate::engineering::{Step, circuit_steps, project_loads};
use egui::ScrollArea;

/// Which derivation: its head, its remark, its steps.
#[derive(Debug)]
struct Part {
    title: String,
    remark: String,
    steps: Vec<Step>,
}

/// The dialog's state: a picture of the moment it was opened.
#[derive(Debug)]
pub struct ExplainDialog {
    title: String,
    parts: Vec<Part>,
}

impl ExplainDialog {
    /// Opens the derivation of a circuit, if there is one, and of its panelboard.
    pub fn new(project: &Project, panel_id: PanelId, circuit: Option<CircuitId>) -> Option<Self> {
        let panel = project.panel(panel_id)?;
        let loads = project_loads(project);
        let loads = loads.panels.get(&panel_id)?;
        let mut parts = Vec::new();
        if let Some(circuit) = circuit.and_then(|id| panel.circuit(id)) {
            let words = if circuit.is_spare() { "Spare" } else { circuit.description.as_str() };
            let poles = if circuit.poles == 1 { "pole" } else { "poles" };
            parts.push(Part {
                title: format!("{}/{} {words}", panel.name, circuit.slot).trim_end().to_owned(),
                remark: format!("{} {poles}, {}", circuit.poles, panel.system.label()),
                steps: circuit_steps(project, loads, panel, circuit),
            });
        }
        parts.push(Part {
            title: format!("Panel {}", panel.name),
            remark: project.settings().edition.to_string(),
            steps: loads.steps(panel),
        });
        Some(Self { title: format!("How the load of {} came about", parts.first()?.title), parts })
    }

    /// The steps as rows that a spreadsheet reads.
    fn text(&self) -> String {
        let mut rows = Vec::new();
        for part in &self.parts {
            rows.push(part.title.clone());
            for step in &part.steps {
                let section = step.citation.map(|c| c.section.to_owned()).unwrap_or_default();
                rows.push([step.what.as_str(), &step.inputs, &step.result, &section].join("\t"));
            }
        }
        rows.join("\r\n")
    }
}

impl Dialog for ExplainDialog {
    fn show(&mut self, ctx: &egui::Context, _project: &Project) -> DialogOutcome {
        let shown = widgets::Dialog::new("explain", &self.title).width(960.0).show(ctx, |ui| {
            let room = (ctx.content_rect().height() - 220.0).clamp(180.0, 520.0);
            dialog_block(ui, |ui| {
                ScrollArea::vertical().max_height(room).auto_shrink([false, true]).show(ui, |ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    for (n, part) in self.parts.iter().enumerate() {
                        if n > 0 {
                            ui.add_space(space::L);
                        }
                        section_label(ui, &part.title, &part.remark);
                        ui.add_space(space::S);
                        derivation(ui, &part.steps);
                    }
                });
            });
            dialog_foot(
                ui,
                |ui| ui.add(Button::plain("Copy steps")).clicked(),
                |ui| ui.add(Button::primary("Close").keys("Esc")).clicked(),
            )
        });
        let (copy, close) = shown.inner;
        if copy {
            ctx.copy_text(self.text());
        }
        if close || shown.closed || shown.confirmed { DialogOutcome::Cancelled } else { DialogOutcome::Open }
    }
}
