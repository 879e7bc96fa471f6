//! Moving a node with the mouse: one step to undo, nothing until the button is let go, Esc takes it back.
//!
//! While it is dragged the node snaps to the middles and tops of others, so that rows stay rows.

use super::paint::Canvas;
use crate::domain::{Edit, OneLineNode, OneLinePlace};
use crate::report::{Area, DrawnNode, OneLine};
use crate::workbench::Command;
use egui::{Pos2, StrokeKind};

/// How near an edge has to come to another to snap, in points of the drawing.
const NEAR: f32 = 6.0;

/// A node under the mouse.
#[derive(Clone, Copy, Debug)]
pub(super) struct Drag {
    pub node: OneLineNode,
    /// From the node's corner to the pointer, in the drawing.
    pub grip: (f32, f32),
    /// Esc was pressed: what follows until the button is let go means nothing.
    pub cancelled: bool,
}

/// Where a dragged node would stand, and the lines it has snapped to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Landing {
    pub area: Area,
    upright: Option<f32>,
    level: Option<f32>,
}

impl Drag {
    /// Returns where the node would stand if it were let go here.
    pub fn landing(&self, diagram: &OneLine, canvas: &Canvas<'_>, pointer: Pos2) -> Option<Landing> {
        let node = diagram.node(self.node)?;
        let (x, y) = canvas.camera.drawing(canvas.view, pointer);
        let wanted = diagram.landing(node, ((x - self.grip.0).round(), (y - self.grip.1).round()));
        let others = || diagram.nodes().filter(|other| other.node != self.node);
        let nearest = |at: f32, places: &mut dyn Iterator<Item = f32>| {
            let near = places.filter(|place| (place - at).abs() <= NEAR);
            near.min_by(|a, b| (a - at).abs().total_cmp(&(b - at).abs()))
        };
        let upright = nearest(wanted.x, &mut others().map(|other| other.unit.x));
        let level = nearest(wanted.y, &mut others().map(|other| other.unit.y));
        let corner = (upright.unwrap_or(wanted.x), level.unwrap_or(wanted.y));
        Some(Landing { area: diagram.landing(node, corner), upright, level })
    }
}

impl Landing {
    /// Paints the outline of the node where it would stand.
    pub fn paint(&self, canvas: &Canvas<'_>, node: &DrawnNode) {
        let guide = canvas.tokens.stroke(1.0, canvas.tokens.select_line);
        let middle = |x: f32| x + self.area.width / 2.0;
        if let Some(x) = self.upright {
            let at = canvas.camera.screen(canvas.view, (middle(x), 0.0));
            canvas.painter.vline(at.x, canvas.view.y_range(), guide);
        }
        if let Some(y) = self.level {
            let at = canvas.camera.screen(canvas.view, (0.0, y));
            canvas.painter.hline(canvas.view.x_range(), at.y, guide);
        }
        let shift = (self.area.x - node.unit.x, self.area.y - node.unit.y);
        let body = Area { x: node.body.x + shift.0, y: node.body.y + shift.1, ..node.body };
        let rect = canvas.camera.screen_area(canvas.view, body);
        canvas.painter.rect_filled(rect, 0.0, canvas.tokens.raised.gamma_multiply(0.92));
        let edge = canvas.tokens.stroke(2.0, canvas.tokens.select_line);
        canvas.painter.rect_stroke(rect, 0.0, edge, StrokeKind::Outside);
        let font = crate::app::theme::TypeStyle::BodySemibold.font();
        let center = egui::Align2::CENTER_CENTER;
        canvas.painter.text(rect.center(), center, &node.name, font, canvas.tokens.text_1);
    }
}

/// Returns the command that puts a node at a place; nothing where it stands there already.
pub(super) fn put(node: &DrawnNode, area: Area) -> Option<Command> {
    let moved = (node.unit.x - area.x).abs() > 0.5 || (node.unit.y - area.y).abs() > 0.5;
    let at = OneLinePlace { x: f64::from(area.x), y: f64::from(area.y) };
    let edits = vec![Edit::PlaceOnOneLine { node: node.node, at: Some(at) }];
    moved.then(|| Command::Edit { label: format!("Move {} on the one-line", node.name), edits })
}
