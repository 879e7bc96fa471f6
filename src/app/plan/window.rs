//! The plan in the window: its tab, its place beside the schedules, the dock at its right, and what it asks of the rest.

use super::{CircuitDialog, DeleteObjectsDialog, Face, FurnishDialog, PlanView, SheetDialog, SymbolDialog};
use crate::app::app::PhasewrightApp;
use crate::app::front::Front;
use crate::app::help::mark;
use crate::app::theme::Tokens;
use crate::app::view_context::{Requests, ViewContext};
use crate::domain::{EntityId, Project, RoomId, SheetId};
use crate::engineering::routing::RouteTerms;
use crate::proposals::RouteSubject;
use crate::rules::FindingKey;
use crate::workbench::circuiting::{PlacedDevice, plan_release};
use crate::workbench::help::TopicId;
use crate::workbench::plan::is_on_plan;
use crate::workbench::routing::route_of_circuits;
use crate::workbench::{Action, ActionGroup, Command, NoticeLevel};
use egui::{CentralPanel, Context, Frame, Panel, Ui};
use std::sync::Arc;

/// Width of the dock as it opens first, and what it can be dragged to, in points.
const DOCK: f32 = 300.0;
const DOCKS: std::ops::RangeInclusive<f32> = 240.0..=520.0;
/// Below this width of the window the plan has no dock.
const NARROW: f32 = 1000.0;
/// Height of the layers below the properties.
const LAYERS: f32 = 300.0;

const fn room_of(id: &EntityId) -> Option<RoomId> {
    match id {
        EntityId::Room(_, room) => Some(*room),
        _ => None,
    }
}

/// Whether an action belongs to the plan.
pub(in crate::app) fn is_plan_action(action: Action) -> bool {
    action.group() == ActionGroup::Plan
}

impl PhasewrightApp {
    /// Draws the plan as the view in front.
    pub(in crate::app) fn plan_front_ui(
        &mut self,
        ui: &mut Ui,
        project: &Project,
        tokens: &Tokens,
        now: f64,
        out: &mut Requests,
    ) {
        let view = ViewContext { workbench: &self.workbench, project, panel: self.panel, tokens, now };
        if ui.max_rect().width() >= NARROW {
            let dock = Panel::right("plan dock").default_size(DOCK).size_range(DOCKS).resizable(true);
            let dock = dock.show_separator_line(false).frame(Frame::NONE.fill(tokens.panel));
            let shows_properties = self.workbench.settings().properties_shown;
            let (plan, drawer) = (&mut self.plan, &mut self.properties);
            dock.show(ui, |ui| {
                if !shows_properties {
                    return plan.layers_ui(ui, &view, out);
                }
                let height = LAYERS.min(ui.max_rect().height() / 2.0);
                let layers = Panel::bottom("plan layers").default_size(height).resizable(true);
                layers
                    .show_separator_line(false)
                    .frame(Frame::NONE)
                    .show(ui, |ui| plan.layers_ui(ui, &view, out));
                CentralPanel::default().frame(Frame::NONE).show(ui, |ui| {
                    mark(ui, ui.max_rect(), TopicId::Properties);
                    drawer.ui(ui, &view, out);
                });
            });
        }
        CentralPanel::default()
            .frame(Frame::NONE.fill(tokens.panel))
            .show(ui, |ui| self.plan.ui(ui, &view, Face::Whole, out));
    }

    /// Hands the keys of the canvas to the plan, before anyone else hears them.
    pub(in crate::app) fn plan_keys(&mut self, ctx: &Context, out: &mut Requests) {
        let free = !self.dialog_open() && !ctx.text_edit_focused() && !egui::Popup::is_any_open(ctx);
        let Some(project) = self.workbench.document().map(|document| Arc::clone(document.project())) else {
            return;
        };
        let in_front = self.front == Front::Plan;
        let shown = in_front || (self.front == Front::Panels && self.plan_is_beside());
        if !free || !shown || !self.plan.has_keys(ctx, in_front) {
            return;
        }
        let tokens = Tokens::of(ctx);
        let now = ctx.input(|input| input.time);
        let view = ViewContext {
            workbench: &self.workbench,
            project: &project,
            panel: self.panel,
            tokens: &tokens,
            now,
        };
        self.plan.keys(ctx, &view, out);
    }

    /// Returns the selected circuit of the panelboard in front, if anything of it is on the plan.
    pub(in crate::app) fn circuit_on_plan(&self, project: &Project) -> Option<EntityId> {
        let circuit = self.tab.selected_circuits().first().copied()?;
        let circuit = EntityId::Circuit(self.panel?, circuit);
        is_on_plan(project, circuit).then_some(circuit)
    }

    /// Whether the plan stands beside the schedules.
    pub(in crate::app) fn plan_is_beside(&self) -> bool {
        self.layout.is_shown(crate::app::layout::Pane::Plan)
    }

    /// Returns why an action of the plan cannot run now.
    pub(in crate::app) fn plan_refusal(&self, project: &Project, action: Action) -> Option<String> {
        if project.sheets().len() == 0 {
            return Some("The project has no sheet yet".to_owned());
        }
        if action == Action::KeepSymbols {
            let some = !self.workbench.foreign_symbols().is_empty();
            return (!some).then(|| "All symbols of the project are among yours".to_owned());
        }
        if action == Action::PlanFurnish {
            let some = self.plan.session.selection().ids().iter().any(|id| room_of(id).is_some());
            return (!some).then(|| "Choose rooms on the plan first".to_owned());
        }
        let needs_devices = matches!(action, Action::PlanCircuit | Action::PlanRelease);
        (needs_devices && self.chosen_devices().is_empty())
            .then(|| "Choose devices on the plan first".to_owned())
    }

    /// Carries out an action of the plan, which comes to the front.
    pub(in crate::app) fn plan_action(&mut self, ctx: &Context, action: Action) {
        if action == Action::PlanRoute && self.route_from_schedule() {
            return;
        }
        if action == Action::KeepSymbols {
            return self.workbench.execute(Command::KeepSymbols);
        }
        if !(self.front == Front::Panels && self.plan_is_beside()) {
            self.front = Front::Plan;
        }
        let Some(project) = self.workbench.document().map(|document| Arc::clone(document.project())) else {
            return;
        };
        match action {
            Action::PlanCircuit => return self.ask_for_circuit(&self.chosen_devices()),
            Action::PlanDevice if self.plan.session.tool_action() == Action::PlanDevice => {
                return self.choose_symbol();
            }
            Action::PlanSymbol => return self.choose_symbol(),
            Action::PlanFurnish => return self.ask_to_furnish(&project),
            Action::PlanRelease => return self.release(&project, &self.chosen_devices()),
            _ => {}
        }
        let tokens = Tokens::of(ctx);
        let now = ctx.input(|input| input.time);
        let view = ViewContext {
            workbench: &self.workbench,
            project: &project,
            panel: self.panel,
            tokens: &tokens,
            now,
        };
        self.plan.act(action, &view);
        if action == Action::PlanRoute {
            let route = self.plan.session.confirm(&project).route;
            self.propose(route);
        }
    }

    /// Asks for the route of the circuits of the schedule in front; returns whether the schedule was meant.
    fn route_from_schedule(&mut self) -> bool {
        let project = self.workbench.document().map(|document| Arc::clone(document.project()));
        let Some((project, panel)) = project.zip(self.panel) else { return false };
        if self.front != Front::Panels || self.plan_is_beside() {
            return false;
        }
        let selected = self.tab.selected_circuits();
        let under =
            self.tab.place().slot.and_then(|slot| project.panel(panel)?.circuit_at(slot)).map(|c| c.id);
        let circuits = if selected.is_empty() { under.into_iter().collect() } else { selected };
        match route_of_circuits(&project, panel, &circuits) {
            Some((sheet, subject)) => {
                self.front = Front::Plan;
                self.plan.session.show_sheet(sheet);
                self.plan.session.take_tool(&project, Action::PlanRoute);
                let terms = self.plan.session.route_terms();
                self.propose(Some((sheet, subject, terms)));
            }
            None => self.workbench.execute(Command::Notify {
                level: NoticeLevel::Info,
                text: "Nothing to route: no device of these circuits stands on the plan".to_owned(),
            }),
        }
        true
    }

    fn propose(&mut self, route: Option<(SheetId, RouteSubject, RouteTerms)>) {
        if let Some((sheet, subject, terms)) = route {
            self.workbench.execute(Command::ProposeRoute { sheet, subject, terms });
        }
    }

    /// Whether a route lies over a plan that is shown, and can be accepted or dismissed.
    pub(in crate::app) fn route_open(&self) -> bool {
        let shown = self.front == Front::Plan || (self.front == Front::Panels && self.plan_is_beside());
        shown && self.workbench.route_card().is_some()
    }

    /// Shows in the other views what was chosen on the plan.
    pub(in crate::app) fn follow_plan(&mut self, ids: Vec<EntityId>) {
        let Some(project) = self.workbench.document().map(|document| Arc::clone(document.project())) else {
            return;
        };
        if let [EntityId::Device(sheet, id)] = ids[..]
            && let Some((panel, circuit)) = project.sheet(sheet).and_then(|s| s.devices.get(&id)?.circuit)
        {
            let slot = project.panel(panel).and_then(|board| board.circuit(circuit)).map(|c| c.slot);
            self.panel = Some(panel);
            if let Some(slot) = slot {
                self.tab.show_slot(slot);
            }
        }
        self.properties.show_objects(ids);
    }

    /// Asks whether objects of the plan may go.
    pub(in crate::app) fn ask_to_delete(&mut self, ids: &[EntityId]) {
        let Some(project) = self.workbench.document().map(|document| Arc::clone(document.project())) else {
            return;
        };
        let sheet = self.plan.session.sheet(&project);
        if let Some(dialog) = sheet.and_then(|sheet| DeleteObjectsDialog::new(&project, sheet, ids)) {
            self.dialog = Some(Box::new(dialog));
        }
    }

    /// Asks which circuit devices are to be on, or says why they cannot be on one.
    pub(in crate::app) fn ask_for_circuit(&mut self, devices: &[PlacedDevice]) {
        let Some(project) = self.workbench.document().map(|document| Arc::clone(document.project())) else {
            return;
        };
        match CircuitDialog::new(&project, self.plan.session.symbols(), devices) {
            Ok(dialog) => self.dialog = Some(Box::new(dialog)),
            Err(text) => self.workbench.execute(Command::Notify { level: NoticeLevel::Info, text }),
        }
    }

    fn choose_symbol(&mut self) {
        self.dialog = Some(Box::new(SymbolDialog::new(Arc::clone(self.plan.session.symbols()))));
    }

    /// Asks for another symbol of the chosen devices.
    pub(in crate::app) fn change_symbol(&mut self, ids: &[EntityId]) {
        let project = self.workbench.document().map(|document| Arc::clone(document.project()));
        let symbols = Arc::clone(self.plan.session.symbols());
        let sheet = project.as_ref().and_then(|project| self.plan.session.sheet(project));
        if let Some(dialog) = sheet.and_then(|sheet| SymbolDialog::for_devices(symbols, sheet, ids)) {
            self.dialog = Some(Box::new(dialog));
        }
    }

    /// Takes the tool that places devices, with a symbol.
    pub(in crate::app) fn take_symbol(&mut self, ctx: &Context, name: &str) {
        if self.plan.session.tool_action() != Action::PlanDevice {
            self.plan_action(ctx, Action::PlanDevice);
        }
        if let Err(text) = self.plan.session.set_option("Symbol", name) {
            self.workbench.execute(Command::Notify { level: NoticeLevel::Info, text });
        }
    }

    /// Proposes the usual devices of the chosen rooms.
    fn ask_to_furnish(&mut self, project: &Project) {
        let session = &mut self.plan.session;
        let Some(sheet) = session.sheet(project) else { return };
        let rooms: Vec<RoomId> = session.selection().ids().iter().filter_map(room_of).collect();
        match FurnishDialog::new(project, sheet, session.symbols(), &rooms) {
            Ok(dialog) => {
                session.proposed = dialog.devices().to_vec();
                self.dialog = Some(Box::new(dialog));
            }
            Err(text) => self.workbench.execute(Command::Notify { level: NoticeLevel::Info, text }),
        }
    }

    /// Takes devices off their circuits, and says what they leave.
    fn release(&mut self, project: &Project, devices: &[PlacedDevice]) {
        let command = match plan_release(project, devices) {
            Ok(plan) => {
                let edit = Command::Edit { label: plan.label, edits: plan.edits };
                Command::Announced(Box::new(edit))
            }
            Err(text) => Command::Notify { level: NoticeLevel::Info, text },
        };
        self.workbench.execute(command);
    }

    /// Returns the chosen devices.
    fn chosen_devices(&self) -> Vec<PlacedDevice> {
        let chosen = self.plan.session.selection().ids().iter();
        let device = |id: &EntityId| match id {
            EntityId::Device(sheet, device) => Some((*sheet, *device)),
            _ => None,
        };
        chosen.filter_map(device).collect()
    }

    /// Asks for the name of a sheet, or whether it may go.
    pub(in crate::app) fn ask_about_sheet(
        &mut self,
        sheet: SheetId,
        ask: fn(&Project, SheetId) -> Option<SheetDialog>,
    ) {
        let project = self.workbench.document().map(|document| Arc::clone(document.project()));
        if let Some(dialog) = project.and_then(|project| ask(&project, sheet)) {
            self.dialog = Some(Box::new(dialog));
        }
    }

    /// Shows a finding in the review.
    pub(in crate::app) fn show_finding(&mut self, key: &FindingKey) {
        let Some(checked) = self.workbench.findings().map(Arc::clone) else { return };
        if let Some(finding) = checked.report.findings.iter().find(|finding| finding.key == *key) {
            self.review.choose(finding);
            self.front = Front::Review;
        }
    }
}

impl PlanView {
    /// Leaves the canvas to whoever wants the focus.
    pub fn leave(ctx: &Context) {
        ctx.memory_mut(|memory| memory.surrender_focus(super::canvas_id()));
    }
}
