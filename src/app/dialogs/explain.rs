//! How the loads of a circuit and of its panelboard came about: every step with its arithmetic and section.

use super::{Dialog, DialogOutcome};
use crate::app::theme::{self, TypeStyle, space};
use crate::app::widgets::{
    self, Button, Column, dialog_block, dialog_foot, section_label, table_head, text_in,
};
use crate::domain::{CircuitId, PanelId, Project};
use crate::engineering::{Step, circuit_steps, project_loads};
use egui::{Align, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

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
                        part_ui(ui, part);
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

fn part_ui(ui: &mut Ui, part: &Part) {
    let tokens = theme::tokens(ui);
    let columns = [
        Column { head: "Step", width: 150.0, align: Align::Min },
        Column { head: "Arithmetic", width: f32::INFINITY, align: Align::Min },
        Column { head: "Result", width: 252.0, align: Align::Max },
        Column { head: "Section", width: 80.0, align: Align::Max },
    ];
    let spans = table_head(ui, &columns, space::S, space::M);
    for step in &part.steps {
        let section = step.citation.map(|citation| citation.section).unwrap_or_default();
        let style = if step.is_note() { TypeStyle::Small } else { TypeStyle::Body };
        let place = |n: usize| spans.get(n).copied().unwrap_or(egui::Rangef::NOTHING);
        // A note has no result: it takes the room of all three.
        let inputs = if step.is_note() { egui::Rangef::new(place(1).min, place(3).max) } else { place(1) };
        let ink = if step.is_note() { tokens.text_2 } else { tokens.text_1 };
        let galley = ui.painter().layout(step.inputs.clone(), style.font(), ink, inputs.span().max(40.0));
        let height = (galley.size().y + 8.0).max(24.0);
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        let spoken = format!("{}: {} = {}", step.what, step.inputs, step.result);
        let spoken = spoken.trim_end_matches(" = ").to_owned();
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &spoken));
        let line = |n: usize| Rect::from_x_y_ranges(place(n), rect.top()..=rect.top() + 24.0);
        let painter = ui.painter();
        text_in(painter, line(0), Align::Min, &step.what, style.font(), tokens.text_2);
        painter.galley(egui::pos2(inputs.min, rect.top() + 4.0), galley, ink);
        text_in(painter, line(2), Align::Max, &step.result, TypeStyle::BodyMedium.font(), tokens.text_1);
        text_in(painter, line(3), Align::Max, section, TypeStyle::Small.font(), tokens.text_3);
        painter.hline(rect.x_range(), rect.bottom() - 0.5, tokens.hairline());
    }
}
