//! Every field of one circuit.

use super::{Dialog, DialogOutcome};
use crate::app::form_ui::form_ui;
use crate::app::widgets::{self, Button, dialog_block, dialog_foot};
use crate::domain::{Circuit, CircuitId, Edit, PanelId, Project};
use crate::workbench::Command;
use crate::workbench::forms::{Form, circuit_form, read_circuit};
use egui::ScrollArea;

/// The dialog's state.
#[derive(Debug)]
pub struct CircuitDialog {
    panel: PanelId,
    title: String,
    base: Circuit,
    form: Form,
}

impl CircuitDialog {
    /// Opens the properties of a circuit.
    pub fn new(project: &Project, panel: PanelId, circuit: CircuitId) -> Option<Self> {
        let record = project.panel(panel)?;
        let base = record.circuit(circuit)?.clone();
        let title = format!("{}/{} {}", record.name, base.slot, base.description);
        let form = circuit_form(&base);
        Some(Self { panel, title, base, form })
    }

    /// The same with the cursor in a field.
    pub fn at(mut self, field: Option<&'static str>) -> Self {
        self.form.focus = field;
        self
    }
}

impl Dialog for CircuitDialog {
    fn show(&mut self, ctx: &egui::Context, _project: &Project) -> DialogOutcome {
        let shown = widgets::Dialog::new("circuit", &self.title).width(640.0).show(ctx, |ui| {
            let room = (ctx.content_rect().height() - 240.0).clamp(160.0, 560.0);
            ScrollArea::vertical().max_height(room).auto_shrink(false).show(ui, |ui| {
                if dialog_block(ui, |ui| form_ui(ui, "circuit", &mut self.form)) {
                    read_circuit(&mut self.form, &self.base);
                }
            });
            let can = !self.form.has_errors();
            dialog_foot(
                ui,
                |_| (),
                |ui| {
                    let apply = ui.add(Button::primary("Apply").keys("Ctrl+Enter").enabled(can)).clicked();
                    (apply, ui.add(Button::plain("Cancel").keys("Esc")).clicked())
                },
            )
            .1
        });
        let (apply, cancel) = shown.inner;
        if (apply || shown.confirmed)
            && let Some(circuit) = read_circuit(&mut self.form, &self.base)
        {
            let label = format!("Change {}", self.title);
            let edits = vec![Edit::SetCircuit { panel: self.panel, circuit: Box::new(circuit) }];
            return DialogOutcome::Done(vec![Command::Edit { label, edits }]);
        }
        if cancel || shown.closed { DialogOutcome::Cancelled } else { DialogOutcome::Open }
    }
}
