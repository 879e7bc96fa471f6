//! How the numbers of a circuit and of its panelboard, or the figures of an object of the plan, came about: every figure with its
//! steps, arithmetic and section.

use super::{Dialog, DialogOutcome};
use crate::app::theme::{self, Signal, TypeStyle, space};
use crate::app::widgets::{
    self, Button, derivation, dialog_block, dialog_foot, section_label, severity_icon,
};
use crate::domain::{CircuitId, EntityId, PanelId, Project};
use crate::engineering::project_loads;
use crate::workbench::derivation::{Derivation, as_text, of_circuit, of_panel};
use crate::workbench::figures::figures_of;
use crate::workbench::properties::name_of;
use egui::{Align, ScrollArea, Ui};

/// The dialog's state: a picture of the moment it was opened.
#[derive(Debug)]
pub struct ExplainDialog {
    title: String,
    /// What they are of, and the derivations.
    parts: Vec<(String, Derivation)>,
    /// The one that is brought into view when the dialog opens.
    first: Option<usize>,
}

impl ExplainDialog {
    /// Opens the derivations of a circuit, if there is one, and of its panelboard.
    pub fn new(project: &Project, panel_id: PanelId, circuit: Option<CircuitId>) -> Option<Self> {
        let panel = project.panel(panel_id)?;
        let loads = project_loads(project);
        let of = loads.panels.get(&panel_id)?;
        let mut parts = Vec::new();
        let mut title = format!("Panel {}", panel.name);
        if let Some(circuit) = circuit.and_then(|id| panel.circuit(id)) {
            let words = if circuit.is_spare() { "Spare" } else { circuit.description.as_str() };
            title = format!("{}/{} {words}", panel.name, circuit.slot).trim_end().to_owned();
            let found = of_circuit(project, of, panel, circuit);
            parts.extend(found.into_iter().map(|part| (title.clone(), part)));
        }
        let found = of_panel(project, &loads, panel);
        parts.extend(found.into_iter().map(|part| (format!("Panel {}", panel.name), part)));
        Some(Self { title: format!("How the numbers of {title} came about"), parts, first: None })
    }

    /// Opens the derivations of the figures of an object, with the one at a place in view; `None` where it has none.
    pub fn of_figures(project: &Project, entity: EntityId, place: usize) -> Option<Self> {
        let name = name_of(project, &[entity]);
        let figures = figures_of(project, entity);
        let parts: Vec<(String, Derivation)> =
            figures.iter().map(|figure| (name.clone(), figure.derivation())).collect();
        let title = format!("How the figures of {name} came about");
        (!parts.is_empty()).then_some(Self { title, parts, first: Some(place) })
    }
}

impl Dialog for ExplainDialog {
    fn show(&mut self, ctx: &egui::Context, _project: &Project) -> DialogOutcome {
        let shown = widgets::Dialog::new("explain", &self.title).width(960.0).show(ctx, |ui| {
            let room = (ctx.content_rect().height() - 220.0).clamp(180.0, 520.0);
            dialog_block(ui, |ui| {
                ScrollArea::vertical().max_height(room).auto_shrink([false, true]).show(ui, |ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    for (n, (of, part)) in self.parts.iter().enumerate() {
                        if n > 0 {
                            ui.add_space(space::L);
                        }
                        let head =
                            section_label(ui, &format!("{of}: {}", heading(&part.title)), &part.remark);
                        if self.first == Some(n) {
                            head.scroll_to_me(Some(Align::Min));
                        }
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
        self.first = None;
        let (copy, close) = shown.inner;
        if copy {
            ctx.copy_text(as_text(self.parts.iter().map(|(_, part)| part)));
        }
        if close || shown.closed || shown.confirmed { DialogOutcome::Cancelled } else { DialogOutcome::Open }
    }
}

/// Returns a title as it stands within a heading: names of circuits keep their capitals.
fn heading(title: &str) -> String {
    title
        .split(' ')
        .map(|word| if word.contains('-') { word.to_owned() } else { word.to_lowercase() })
        .collect::<Vec<_>>()
        .join(" ")
}

fn part_ui(ui: &mut Ui, part: &Derivation) {
    match &part.steps {
        Ok(steps) => derivation(ui, steps),
        Err(needs) => {
            let tokens = theme::tokens(ui);
            ui.horizontal(|ui| {
                severity_icon(ui, Signal::Undetermined, 16.0);
                let words = format!("Undetermined: needs {needs}");
                ui.label(theme::rich(words, TypeStyle::Body, tokens.text_2));
            });
        }
    }
}
