//! The drawer in the window: when it is shown, what leads to it, and the way back.

use super::{PropertiesDrawer, WIDTH, WIDTHS};
use crate::app::app::PhasewrightApp;
use crate::app::front::Front;
use crate::app::help::mark;
use crate::app::theme::Tokens;
use crate::app::view_context::{Requests, ViewContext};
use crate::domain::{EntityId, Project};
use crate::workbench::help::TopicId;
use crate::workbench::properties::PropertyPlace;
use egui::{Frame, Panel, Ui};
use std::sync::Arc;

impl PhasewrightApp {
    /// Draws the drawer at the right edge, if it is shown.
    pub(in crate::app) fn properties_ui(
        &mut self,
        ui: &mut Ui,
        project: &Project,
        tokens: &Tokens,
        now: f64,
        out: &mut Requests,
    ) {
        if !self.workbench.settings().properties_shown {
            return;
        }
        let view = ViewContext { workbench: &self.workbench, project, panel: self.panel, tokens, now };
        let drawer: &mut PropertiesDrawer = &mut self.properties;
        Panel::right("properties")
            .default_size(WIDTH)
            .size_range(WIDTHS)
            .resizable(true)
            .show_separator_line(false)
            .frame(Frame::NONE.fill(tokens.panel))
            .show(ui, |ui| {
                mark(ui, ui.max_rect(), TopicId::Properties);
                drawer.ui(ui, &view, out);
            });
    }

    /// Shows the properties of an object and leaves the focus where it is.
    pub(in crate::app) fn show_properties(&mut self, entity: EntityId) {
        self.bring_drawer();
        self.properties.show(entity);
    }

    /// Shows the properties of an object with the cursor in the first field.
    pub(in crate::app) fn open_properties(&mut self, entity: EntityId) {
        self.show_properties(entity);
        self.properties.focus();
    }

    /// Shows a field with the cursor in it.
    pub(in crate::app) fn open_properties_at(&mut self, place: PropertyPlace) {
        self.bring_drawer();
        self.properties.open_at(place);
    }

    /// Goes from the view to the fields of what is selected there, and from the fields back to the view.
    pub(in crate::app) fn go_to_properties(&mut self, ctx: &egui::Context) {
        let shown = self.workbench.settings().properties_shown;
        if shown && self.properties.has_focus() {
            ctx.memory_mut(|memory| {
                if let Some(id) = memory.focused() {
                    memory.surrender_focus(id);
                }
            });
            return;
        }
        self.bring_drawer();
        match self.front {
            Front::Panels => self.properties.open_here(),
            Front::Plan => {
                let chosen = self.plan.session.selection().ids().to_vec();
                if !chosen.is_empty() {
                    self.properties.show_objects(chosen);
                }
                self.properties.focus();
            }
            _ => self.properties.focus(),
        }
    }

    /// Takes the drawer away; what is typed in it is taken over first.
    pub(in crate::app) fn close_properties(&mut self, ctx: &egui::Context) {
        if let Some(project) = self.workbench.document().map(|document| Arc::clone(document.project())) {
            let mut out = Requests::default();
            self.properties.leave(&project, &mut out);
            self.carry_out(ctx, out.take());
        }
        self.change_settings(|settings| settings.properties_shown = false);
    }

    fn bring_drawer(&mut self) {
        if self.front == Front::Calculators {
            self.front = Front::Panels;
        }
        if !self.workbench.settings().properties_shown {
            self.change_settings(|settings| settings.properties_shown = true);
        }
    }
}
