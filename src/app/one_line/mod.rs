//! The one-line diagram in the window: pan, zoom, choose, walk, move.
//!
//! What is drawn comes from `report::one_line`, once for each state of the project; a frame paints the sheets in view.
//! Choosing a node shows it in the other views, too. A node that is moved keeps its place until it is left to the
//! automatic layout again.

mod camera;
mod drag;
mod menu;
mod nodes;
mod paint;
mod walk;

use crate::app::help::mark;
use crate::app::icons;
use crate::app::theme::space;
use crate::app::view_context::{AppRequest, Requests, ViewContext};
use crate::app::widgets::{IconButton, empty_state};
use crate::document::Revision;
use crate::domain::{EntityId, OneLineNode};
use crate::engineering::project_loads;
use crate::report::{Area, OneLine, OneLineDrafter};
use crate::workbench::help::TopicId;
use crate::workbench::{Action, Command};
use camera::Camera;
use drag::{Drag, put};
use egui::{Context, Event, Frame, Key, Margin, Modifiers, MouseWheelUnit, Rect, Sense, Ui, UiBuilder, vec2};
use paint::Canvas;

/// How much one notch of a wheel enlarges.
const NOTCH: f32 = 1.15;
/// How far one press of Alt and an arrow moves a node, in points of the drawing.
const NUDGE: f32 = 8.0;
const ARROWS: [(Key, (f32, f32)); 4] = [
    (Key::ArrowUp, (0.0, -NUDGE)),
    (Key::ArrowDown, (0.0, NUDGE)),
    (Key::ArrowLeft, (-NUDGE, 0.0)),
    (Key::ArrowRight, (NUDGE, 0.0)),
];

/// The view's state.
#[derive(Default)]
pub(in crate::app) struct OneLineView {
    drafter: Option<OneLineDrafter>,
    /// The diagram with what it was drawn from.
    drawn: Option<(u64, Revision, OneLine)>,
    camera: Option<Camera>,
    /// Size of the view in the last frame.
    size: egui::Vec2,
    chosen: Option<OneLineNode>,
    drag: Option<Drag>,
    /// Whether the chosen node has to be brought into view and to get the focus.
    follow: bool,
}

impl OneLineView {
    /// Draws the view.
    pub fn ui(&mut self, ui: &mut Ui, view: &ViewContext<'_>, out: &mut Requests) {
        let rect = ui.max_rect();
        mark(ui, rect, TopicId::OneLine);
        self.size = rect.size();
        self.keep(view);
        let Some((_, _, diagram)) = self.drawn.take_if(|(_, _, diagram)| !diagram.sheets.is_empty()) else {
            return nothing(ui, out);
        };
        let (session, revision) = stamp(view);
        self.canvas_ui(ui, view, &diagram, out);
        self.tools_ui(ui, rect, &diagram);
        self.drawn = Some((session, revision, diagram));
    }

    /// Draws the diagram anew when the project is another one than it was drawn from.
    fn keep(&mut self, view: &ViewContext<'_>) {
        let (session, revision) = stamp(view);
        let known = self.drawn.as_ref().map(|(session, revision, _)| (*session, *revision));
        if known == Some((session, revision)) {
            return;
        }
        if self.drafter.is_none() {
            self.drafter = OneLineDrafter::new().ok();
        }
        let Some(drafter) = &self.drafter else { return };
        let diagram = drafter.draw(view.project, &project_loads(view.project));
        if known.is_none_or(|(of, _)| of != session) {
            self.camera = None;
            self.chosen = None;
            self.drag = None;
        }
        self.chosen = self.chosen.filter(|node| diagram.node(*node).is_some());
        self.drawn = Some((session, revision, diagram));
    }

    fn canvas_ui(&mut self, ui: &mut Ui, view: &ViewContext<'_>, diagram: &OneLine, out: &mut Requests) {
        let rect = ui.max_rect();
        let ground = ui.interact(rect, ui.scope_id().with("one-line"), Sense::click_and_drag());
        let mut camera = self.camera.unwrap_or_else(|| Camera::showing(extents(diagram), rect.size()));
        if std::mem::take(&mut self.follow)
            && let Some(node) = self.chosen.and_then(|node| diagram.node(node))
        {
            camera.bring_into_view(node.unit, rect.size());
            ui.memory_mut(|memory| memory.request_focus(nodes::id(node.node)));
        }
        if ground.dragged() {
            camera.offset += ground.drag_delta();
            ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
        }
        let over = ui.input(|input| input.pointer.hover_pos()).filter(|at| rect.contains(*at));
        if let Some(at) = over.filter(|_| ui.rect_contains_pointer(rect)) {
            wheel(ui.ctx(), rect, at, &mut camera);
        }
        if ground.double_clicked() || ground.double_clicked_by(egui::PointerButton::Middle) {
            camera = Camera::showing(extents(diagram), rect.size());
        } else if ground.clicked() {
            self.chosen = None;
        }
        self.camera = Some(camera);
        ground.context_menu(|ui| menu::ground_ui(ui, view, out));
        let painter = ui.painter().with_clip_rect(rect);
        let canvas = Canvas { painter: &painter, view: rect, camera, tokens: view.tokens };
        nodes::paint_sheets(&canvas, diagram);
        self.nodes_ui(ui, view, &canvas, diagram, out);
        self.drag_ui(ui, &canvas, diagram, out);
    }

    /// Follows a dragged node until the button is let go.
    fn drag_ui(&mut self, ui: &Ui, canvas: &Canvas<'_>, diagram: &OneLine, out: &mut Requests) {
        let Some(drag) = self.drag else { return };
        let pointer = ui.input(|input| input.pointer.latest_pos());
        let landing = pointer.and_then(|at| drag.landing(diagram, canvas, at)).filter(|_| !drag.cancelled);
        let node = diagram.node(drag.node);
        if ui.input(|input| input.pointer.any_down()) {
            if let Some((landing, node)) = landing.zip(node) {
                landing.paint(canvas, node);
                ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
            }
            return;
        }
        self.drag = None;
        if let Some((landing, node)) = landing.zip(node)
            && let Some(command) = put(node, landing.area)
        {
            out.command(command);
        }
    }

    fn tools_ui(&mut self, ui: &mut Ui, rect: Rect, diagram: &OneLine) {
        const SIDE: f32 = 28.0;
        let size = vec2(3.0 * SIDE + 2.0 * space::XS, SIDE);
        let corner = rect.max - vec2(space::L, space::M) - size;
        let place = Rect::from_min_size(corner, size);
        let ground = place.expand(space::XS);
        let tokens = crate::app::theme::tokens(ui);
        ui.painter().rect(ground, 6.0, tokens.raised, tokens.edge(), egui::StrokeKind::Inside);
        let mut row = ui.new_child(
            UiBuilder::new().max_rect(place).layout(egui::Layout::left_to_right(egui::Align::Center)),
        );
        row.spacing_mut().item_spacing.x = space::XS;
        let mut factor = None;
        if row.add(IconButton::new(icons::MINUS, "Smaller").size(SIDE)).clicked() {
            factor = Some(1.0 / NOTCH);
        }
        if row.add(IconButton::new(icons::PLUS, "Larger").size(SIDE)).clicked() {
            factor = Some(NOTCH);
        }
        if row.add(IconButton::new(icons::CORNERS_OUT, "Whole diagram").keys("Z").size(SIDE)).clicked() {
            self.camera = Some(Camera::showing(extents(diagram), rect.size()));
        }
        if let (Some(factor), Some(camera)) = (factor, &mut self.camera) {
            camera.zoom_at(rect, rect.center(), factor);
        }
    }

    /// Takes the keys of the view, while nothing is typed and nothing is open.
    pub fn keys(&mut self, ctx: &Context, out: &mut Requests) {
        let focused = ctx.memory(|memory| memory.focused());
        let ours = focused.is_none_or(|id| self.chosen.is_some_and(|node| nodes::id(node) == id));
        let pressed = |key, modifiers| ctx.input_mut(|input| input.consume_key(modifiers, key));
        let Some((_, _, diagram)) = &self.drawn else { return };
        if self.drag.is_some() {
            if pressed(Key::Escape, Modifiers::NONE) {
                self.drag = self.drag.map(|drag| Drag { cancelled: true, ..drag });
            }
            return;
        }
        if pressed(Key::Z, Modifiers::NONE) {
            self.camera = Some(Camera::showing(extents(diagram), self.size));
        }
        if !ours {
            return;
        }
        for (key, (dx, dy)) in ARROWS {
            if pressed(key, Modifiers::ALT)
                && let Some(node) = self.chosen.and_then(|node| diagram.node(node))
            {
                let area = diagram.landing(node, (node.unit.x + dx, node.unit.y + dy));
                out_of(put(node, area), out);
            }
            if pressed(key, Modifiers::NONE)
                && let Some(next) = walk::step(diagram, self.chosen, key)
            {
                self.chosen = Some(next);
                self.follow = true;
                out.push(AppRequest::Reveal(next.into()));
            }
        }
        if let Some(node) = self.chosen {
            if pressed(Key::Enter, Modifiers::NONE) {
                open(node, out);
            }
            if pressed(Key::Escape, Modifiers::NONE) {
                self.chosen = None;
                ctx.memory_mut(|memory| memory.surrender_focus(nodes::id(node)));
            }
        }
    }

    /// Chooses what something is about and brings it into view when the diagram is drawn next.
    pub fn reveal(&mut self, entity: EntityId) {
        let node = match entity {
            EntityId::Service => OneLineNode::Service,
            EntityId::Transformer(id) => OneLineNode::Transformer(id),
            EntityId::Panel(id) | EntityId::Circuit(id, _) => OneLineNode::Panel(id),
            _ => return,
        };
        if self.chosen != Some(node) {
            self.chosen = Some(node);
            self.follow = true;
        }
    }

    /// Returns the chosen node.
    #[cfg(test)]
    pub const fn chosen(&self) -> Option<OneLineNode> {
        self.chosen
    }
}

fn out_of(command: Option<Command>, out: &mut Requests) {
    if let Some(command) = command {
        out.command(command);
    }
}

fn stamp(view: &ViewContext<'_>) -> (u64, Revision) {
    let revision = view.workbench.document().map_or(Revision(0), crate::document::Document::revision);
    (view.workbench.session(), revision)
}

/// Enlarges at the pointer by a wheel or a pinch; two fingers on a touchpad move the drawing.
fn wheel(ctx: &Context, view: Rect, at: egui::Pos2, camera: &mut Camera) {
    let (events, pinch) = ctx.input(|input| (input.events.clone(), input.zoom_delta()));
    for event in events {
        let Event::MouseWheel { unit, delta, modifiers, .. } = event else { continue };
        match unit {
            _ if modifiers.command => {}
            MouseWheelUnit::Point => camera.offset += delta,
            MouseWheelUnit::Line | MouseWheelUnit::Page => camera.zoom_at(view, at, NOTCH.powf(delta.y)),
        }
    }
    if (pinch - 1.0).abs() > 1e-4 {
        camera.zoom_at(view, at, pinch);
    }
}

/// Shows a node in the view it belongs to.
fn open(node: OneLineNode, out: &mut Requests) {
    match node {
        OneLineNode::Panel(id) => out.push(AppRequest::ShowPanel(id)),
        OneLineNode::Service | OneLineNode::Transformer(_) => out.push(AppRequest::ShowFeed(node.into())),
    }
}

/// Returns the area that all nodes take.
fn extents(diagram: &OneLine) -> Area {
    let mut nodes = diagram.nodes().map(|node| node.unit);
    let first = nodes.next().unwrap_or(Area::new(0.0, 0.0, 1.0, 1.0));
    nodes.fold(first, |all, unit| {
        let (x, y) = (all.x.min(unit.x), all.y.min(unit.y));
        Area::new(x, y, all.right().max(unit.right()) - x, all.bottom().max(unit.bottom()) - y)
    })
}

fn nothing(ui: &mut Ui, out: &mut Requests) {
    Frame::NONE.inner_margin(Margin::same(16)).show(ui, |ui| {
        let words = "Add the service and panels, and say what each is fed from; the diagram draws itself.";
        if empty_state(ui, "Nothing to draw yet", words, Some("Open the feeder tree")) {
            out.push(AppRequest::ShowFeed(EntityId::Service));
        }
    });
}

/// The menus' rows ask for actions only, so that keys, palette and menu do the same.
fn action_row(ui: &mut Ui, action: Action, enabled: bool, out: &mut Requests) {
    let keys = action.shortcut().map(|keys| keys.to_string()).unwrap_or_default();
    let row = crate::app::widgets::MenuRow::new(action.label()).keys(&keys).enabled(enabled).height(26.0);
    if ui.add(row).on_hover_text(action.tooltip()).clicked() {
        out.action(action);
        ui.close();
    }
}

#[cfg(test)]
mod tests;
