//! The nodes on the screen: painted, named for a screen reader, chosen by a press, dragged.

use super::drag::Drag;
use super::paint::Canvas;
use super::{OneLineView, menu, open};
use crate::app::review::signal_of;
use crate::app::theme::TypeStyle;
use crate::app::view_context::{AppRequest, Requests, ViewContext};
use crate::app::widgets::{IconWeight, icon_at};
use crate::domain::OneLineNode;
use crate::report::{DrawnNode, OneLine};
use egui::{Align2, Id, PointerButton, Rect, Response, Role, Sense, StrokeKind, Ui, WidgetInfo, pos2, vec2};

/// Returns the id of a node on the screen.
pub(super) fn id(node: OneLineNode) -> Id {
    Id::unique("one-line node").with(node)
}

/// Paints the sheets in view, with everything on them but nodes.
pub(super) fn paint_sheets(canvas: &Canvas<'_>, diagram: &OneLine) {
    for sheet in &diagram.sheets {
        let area = canvas.camera.screen_area(canvas.view, sheet.area);
        if !area.intersects(canvas.view) {
            continue;
        }
        canvas.painter.rect_filled(area, 0.0, canvas.tokens.canvas);
        canvas.painter.rect_stroke(area, 0.0, canvas.tokens.edge(), StrokeKind::Inside);
        for shape in sheet.frame.iter().chain(&sheet.wires) {
            canvas.shape(shape);
        }
    }
}

impl OneLineView {
    /// Draws the nodes in view and takes what is done to them.
    pub(super) fn nodes_ui(
        &mut self,
        ui: &Ui,
        view: &ViewContext<'_>,
        canvas: &Canvas<'_>,
        diagram: &OneLine,
        out: &mut Requests,
    ) {
        self.paint_way(canvas, diagram);
        for sheet in &diagram.sheets {
            if !canvas.camera.screen_area(canvas.view, sheet.area).intersects(canvas.view) {
                continue;
            }
            for node in &sheet.nodes {
                let unit = canvas.camera.screen_area(canvas.view, node.unit);
                if unit.intersects(canvas.view) {
                    self.node_ui(ui, view, canvas, node, out);
                }
            }
        }
    }

    fn node_ui(
        &mut self,
        ui: &Ui,
        view: &ViewContext<'_>,
        canvas: &Canvas<'_>,
        node: &DrawnNode,
        out: &mut Requests,
    ) {
        let rect = canvas.camera.screen_area(canvas.view, node.body);
        let touch = rect.intersect(canvas.view);
        let response = ui.interact(touch, id(node.node), Sense::click_and_drag());
        let chosen = self.chosen == Some(node.node);
        response.widget_info(|| WidgetInfo::selected(Role::TreeItem, true, chosen, node.name.clone()));
        ui.ctx().accesskit_node_builder(response.id, |builder| builder.set_description(node.spoken.clone()));
        for shape in &node.shapes {
            canvas.shape(shape);
        }
        badge(view, canvas, node, rect);
        if chosen || response.hovered() {
            let strength = if chosen { 1.0 } else { 0.5 };
            let edge = canvas.tokens.stroke(if chosen { 2.0 } else { 1.5 }, canvas.tokens.select_line);
            let edge = egui::Stroke::new(edge.width, edge.color.gamma_multiply(strength));
            canvas.painter.rect_stroke(rect.expand(3.0), 2.0, edge, StrokeKind::Outside);
        }
        self.hear(ui, canvas, node, &response, out);
        response.context_menu(|ui| menu::node_ui(ui, node, out));
    }

    fn hear(
        &mut self,
        ui: &Ui,
        canvas: &Canvas<'_>,
        node: &DrawnNode,
        response: &Response,
        out: &mut Requests,
    ) {
        if response.has_focus() {
            let arrows =
                egui::EventFilter { horizontal_arrows: true, vertical_arrows: true, ..Default::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
        }
        if response.clicked() || response.secondary_clicked() || response.gained_focus() {
            if response.clicked() {
                response.request_focus();
            }
            if self.chosen != Some(node.node) {
                self.chosen = Some(node.node);
                out.push(AppRequest::Reveal(node.node.into()));
            }
        }
        if response.double_clicked() {
            open(node.node, out);
        }
        if response.drag_started_by(PointerButton::Primary)
            && let Some(origin) = ui.input(|input| input.pointer.press_origin())
        {
            let (x, y) = canvas.camera.drawing(canvas.view, origin);
            let grip = (x - node.unit.x, y - node.unit.y);
            self.drag = Some(Drag { node: node.node, grip, cancelled: false });
            self.chosen = Some(node.node);
        }
    }

    /// Paints the way from the service to the chosen node.
    fn paint_way(&self, canvas: &Canvas<'_>, diagram: &OneLine) {
        let mut at = self.chosen;
        let mut left = diagram.sheets.iter().map(|sheet| sheet.nodes.len()).sum::<usize>();
        while let Some(node) = at.and_then(|node| diagram.node(node)).filter(|_| left > 0) {
            left -= 1;
            for line in
                diagram.sheets.iter().flat_map(|sheet| &sheet.lines).filter(|line| line.to == node.node)
            {
                let points =
                    line.points.iter().map(|point| canvas.camera.screen(canvas.view, *point)).collect();
                let width = (2.2 * canvas.camera.zoom).max(2.0);
                canvas.painter.line(points, canvas.tokens.stroke(width, canvas.tokens.select_line));
            }
            at = node.parent;
        }
    }
}

/// Marks a panelboard that has open findings: the gravest kind and how many.
fn badge(view: &ViewContext<'_>, canvas: &Canvas<'_>, node: &DrawnNode, rect: Rect) {
    let OneLineNode::Panel(panel) = node.node else { return };
    let Some(tally) = view.workbench.findings().and_then(|checked| checked.of_panel(panel)) else { return };
    let Some(worst) = tally.worst().filter(|kind| kind.is_open()) else { return };
    let count: usize = tally.kinds().filter(|(kind, _)| kind.is_open()).map(|(_, count)| count).sum();
    let (signal, size) = (signal_of(worst), 12.0 * canvas.camera.zoom.clamp(0.5, 1.4));
    if canvas.camera.zoom < 0.35 {
        return;
    }
    let at = pos2(rect.left() + size * 0.6, rect.top() - size * 0.8);
    icon_at(canvas.painter, at, signal.icon(), IconWeight::Fill, size, signal.ink(canvas.tokens));
    let mut font = TypeStyle::CaptionSemibold.font();
    font.size = size;
    let beside = at + vec2(size * 0.75, 0.0);
    canvas.painter.text(beside, Align2::LEFT_CENTER, count.to_string(), font, canvas.tokens.text_2);
}
