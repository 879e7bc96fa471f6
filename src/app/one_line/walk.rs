//! Walking the diagram with the arrow keys: up to what feeds, down to what is fed, sideways among neighbors.

use crate::domain::OneLineNode;
use crate::report::{DrawnNode, OneLine};
use egui::Key;

/// Returns where an arrow key leads from a node; without one, to the first.
pub(super) fn step(diagram: &OneLine, from: Option<OneLineNode>, key: Key) -> Option<OneLineNode> {
    let Some(here) = from.and_then(|node| diagram.node(node)) else {
        return diagram.nodes().min_by(|a, b| order(a).total_cmp(&order(b))).map(|drawn| drawn.node);
    };
    match key {
        Key::ArrowUp => here.parent,
        Key::ArrowDown => row(diagram, Some(here.node)).first().copied(),
        Key::ArrowLeft | Key::ArrowRight => {
            let row = row(diagram, here.parent);
            let at = row.iter().position(|node| *node == here.node)?;
            let next = if key == Key::ArrowLeft { at.checked_sub(1)? } else { at + 1 };
            row.get(next).copied()
        }
        _ => None,
    }
}

/// Returns what hangs on a node, or all roots, from left to right.
fn row(diagram: &OneLine, parent: Option<OneLineNode>) -> Vec<OneLineNode> {
    let mut row: Vec<&DrawnNode> = diagram.nodes().filter(|drawn| drawn.parent == parent).collect();
    row.sort_by(|a, b| a.unit.x.total_cmp(&b.unit.x));
    row.into_iter().map(|drawn| drawn.node).collect()
}

/// From the top, then from the left, sheet by sheet.
fn order(drawn: &DrawnNode) -> f32 {
    if drawn.parent.is_none() { drawn.unit.x + drawn.unit.y } else { f32::MAX }
}
