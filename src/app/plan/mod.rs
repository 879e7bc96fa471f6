//! The floor plan in the window: sheets as tabs, the rail of tools, the canvas, layers at the right.
//!
//! ```text
//! keys.rs, input.rs ─ events ─► workbench::plan::PlanSession ─► PlanEffect ─► commands of the workbench
//! paint/             the sheet and what lies over it, painted; meshes are kept while sheet and scale stay the same
//! strip.rs · rail.rs · dock.rs · menu.rs · status.rs    what stands around the canvas
//! nodes.rs           names of what is in view, for screen readers and tests
//! ```
//!
//! What a press or a key means is decided in the session, which knows no pixels but points of the canvas.

mod circuit;
mod delete;
mod dock;
mod furnish;
mod input;
mod keys;
mod menu;
mod nodes;
mod paint;
mod rail;
mod route_card;
mod sheets;
mod status;
mod strip;
mod symbol;
mod travel;
mod window;

use crate::app::help::mark;
use crate::app::theme::height;
use crate::app::view_context::{AppRequest, Requests, ViewContext};
use crate::app::widgets::empty_state;
use crate::domain::EntityId;
use crate::workbench::help::TopicId;
use crate::workbench::plan::{PlanEffect, PlanQuestion, PlanSession, ScreenPoint, ScreenSize};
use crate::workbench::{Action, Command, NoticeLevel};
pub(in crate::app) use circuit::CircuitDialog;
pub(in crate::app) use delete::DeleteObjectsDialog;
use egui::{Frame, Id, Margin, Pos2, Rect, Role, Sense, Ui, WidgetInfo, pos2};
pub(in crate::app) use furnish::FurnishDialog;
use paint::{MeshCache, PlanPainter, Textures};
pub(in crate::app) use sheets::SheetDialog;
pub use status::PlanStatus;
use std::sync::Arc;
pub(in crate::app) use symbol::SymbolDialog;
use travel::Travel;
pub(in crate::app) use window::is_plan_action;

/// Width of the rail of tools.
const RAIL: f32 = 42.0;

/// How much of the plan's surroundings is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum Face {
    /// As the view in front.
    Whole,
    /// As a pane beside the schedule: without the rail.
    Beside,
}

/// The view's state.
#[derive(Default)]
pub(in crate::app) struct PlanView {
    pub session: PlanSession,
    cache: MeshCache,
    travel: Travel,
    /// F6 gave the focus away; a press or a new face takes it back.
    pub(in crate::app) left: bool,
    textures: Textures,
    /// Where the secondary button was pressed, for the menu.
    menu_at: Option<ScreenPoint>,
    /// An option of the tool at hand that is being typed, with what was wrong with it.
    option_text: Option<(String, String, Option<String>)>,
}

/// Returns the id of the canvas.
fn canvas_id() -> Id {
    Id::unique("plan canvas")
}

impl PlanView {
    /// Draws the view.
    pub fn ui(&mut self, ui: &mut Ui, view: &ViewContext<'_>, face: Face, out: &mut Requests) {
        let all = ui.max_rect();
        mark(ui, all, TopicId::Plan);
        if view.project.sheets().len() == 0 {
            return no_sheets(ui, view, out);
        }
        let (strip, below) = all.split_top_bottom_at_y(all.top() + height::TAB_STRIP);
        let rail_width = if face == Face::Whole { RAIL } else { 0.0 };
        let (rail, canvas) = below.split_left_right_at_x(below.left() + rail_width);
        self.keep(view, canvas);
        strip::strip_ui(self, ui, strip, view, out);
        if face == Face::Whole {
            rail::rail_ui(self, ui, rail, view, out);
        }
        self.canvas_ui(ui, canvas, view, out);
    }

    /// Takes in the present project.
    fn keep(&mut self, view: &ViewContext<'_>, canvas: Rect) {
        let revision = view.workbench.document().map_or(0, |document| document.revision().0);
        self.session.set_symbols(Arc::clone(view.workbench.symbols()));
        let size = ScreenSize { width: f64::from(canvas.width()), height: f64::from(canvas.height()) };
        self.session.keep(view.project, (view.workbench.session(), revision), size);
        let Some(sheet) = self.session.sheet(view.project) else { return };
        let state =
            |underlay| (view.workbench.underlay(underlay), view.workbench.prepared_underlay(underlay));
        let states = sheet.underlays.iter().map(state).collect();
        self.session.keep_grounds(|grounds| grounds.keep(&sheet.underlays, states));
    }

    fn canvas_ui(&mut self, ui: &mut Ui, rect: Rect, view: &ViewContext<'_>, out: &mut Requests) {
        let response = ui.interact(rect, canvas_id(), Sense::click_and_drag());
        let name = self.session.sheet(view.project).map_or("", |sheet| sheet.name.as_str());
        response.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, format!("Plan of {name}")));
        input::pointer(self, ui, rect, &response, view, out);
        self.travel.set_out(&mut self.session, view.project);
        self.travel.go(ui.ctx(), &mut self.session);
        let painter = ui.painter().with_clip_rect(rect);
        let pulse = self.travel.pulse(ui.ctx());
        if let Some(canvas) = PlanPainter::new(&painter, rect, &self.session, view) {
            self.textures.keep(ui.ctx(), self.session.grounds());
            canvas.paint(&mut self.cache, &self.textures, pulse);
        }
        nodes::nodes_ui(self, ui, rect, view, out);
        menu::context_menu(self, &response, view, out);
        rail::options_ui(self, ui, rect);
        route_card::route_card_ui(&mut self.session, ui, rect, view, out);
        if response.has_focus() {
            let filter =
                egui::EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(canvas_id(), filter));
        }
    }

    /// Goes to something on the plan when it is drawn next.
    pub fn reveal(&mut self, id: EntityId) {
        self.travel.want(id);
    }

    /// Returns what the status bar says about the plan.
    pub fn status(&self, view: &ViewContext<'_>) -> PlanStatus {
        PlanStatus::of(&self.session, view.project)
    }

    /// Carries out an action of the plan.
    pub fn act(&mut self, action: Action, view: &ViewContext<'_>) {
        match action {
            Action::PlanShowAll => self.travel.all(&mut self.session),
            Action::ToggleSnap => self.session.snaps.on = !self.session.snaps.on,
            Action::ToggleGrid => self.session.snaps.grid_shown = !self.session.snaps.grid_shown,
            Action::ToggleOrtho => self.session.snaps.ortho = !self.session.snaps.ortho,
            Action::TogglePolar => self.session.snaps.polar = !self.session.snaps.polar,
            Action::ToggleGridSnap => self.session.snaps.grid_snap = !self.session.snaps.grid_snap,
            other => {
                self.session.take_tool(view.project, other);
                self.option_text = None;
            }
        }
    }
}

/// Returns a place of the canvas from one of the window.
fn on_canvas(rect: Rect, at: Pos2) -> ScreenPoint {
    ScreenPoint { x: f64::from(at.x - rect.left()), y: f64::from(at.y - rect.top()) }
}

/// Returns a place of the window from one of the canvas.
fn on_screen(rect: Rect, at: ScreenPoint) -> Pos2 {
    pos2(rect.left() + at.x as f32, rect.top() + at.y as f32)
}

/// Hands on what an event led to.
fn carry(effect: PlanEffect, out: &mut Requests) {
    let PlanEffect { step, ask, say, open, route } = effect;
    if let Some(step) = step {
        out.command(Command::Edit { label: step.label, edits: step.edits });
    }
    match ask {
        Some(PlanQuestion::Delete(ids)) => out.push(AppRequest::DeleteFromPlan(ids)),
        Some(PlanQuestion::Circuit(devices)) => out.push(AppRequest::CircuitDevices(devices)),
        None => {}
    }
    if let Some(text) = say {
        out.command(Command::Notify { level: NoticeLevel::Info, text });
    }
    if let Some(id) = open {
        out.push(AppRequest::Properties(id));
    }
    if let Some((sheet, subject, terms)) = route {
        out.command(Command::ProposeRoute { sheet, subject, terms });
    }
}

fn no_sheets(ui: &mut Ui, view: &ViewContext<'_>, out: &mut Requests) {
    Frame::NONE.inner_margin(Margin::same(16)).show(ui, |ui| {
        let words = "A sheet holds a level of the building: walls, rooms, devices and runs, over the architect's drawing.";
        if empty_state(ui, "No plan yet", words, Some("Add a sheet")) {
            out.command(sheets::add(view.project));
        }
    });
}

#[cfg(test)]
mod tests;
