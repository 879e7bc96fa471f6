//! The moves that are proposed, drawn over the schedule: violet and dashed, and nothing of it in the document.

use crate::app::tabs::panel_schedule::geometry::Geometry;
use crate::app::theme::Tokens;
use crate::app::widgets::dashed_rect;
use crate::domain::{Circuit, Panel, Slot};
use crate::engineering::balance::CircuitMove;
use egui::Painter;

/// Returns the move of a circuit that would leave.
pub fn leaving<'g>(ghosts: &'g [CircuitMove], circuit: &Circuit) -> Option<&'g CircuitMove> {
    ghosts.iter().find(|step| step.circuit == circuit.id)
}

/// Returns the move whose top pole would come to a slot.
pub fn arriving(ghosts: &[CircuitMove], slot: Slot) -> Option<&CircuitMove> {
    ghosts.iter().find(|step| step.to == slot)
}

/// Returns what stands at the right of a description: where its circuit would go, and which would come instead.
pub fn words(ghosts: &[CircuitMove], circuit: &Circuit, slot: Slot) -> Option<String> {
    let parts = [
        leaving(ghosts, circuit).map(|step| format!("→ {}", step.to)),
        arriving(ghosts, slot).map(|step| format!("← {}", step.from)),
    ];
    let words = parts.into_iter().flatten().collect::<Vec<_>>().join("  ");
    (!words.is_empty()).then_some(words)
}

/// Returns what stands in a free row: the circuit that would come.
pub fn newcomer(ghosts: &[CircuitMove], panel: &Panel, slot: Slot) -> Option<String> {
    let step = arriving(ghosts, slot)?;
    let circuit = panel.circuit(step.circuit)?;
    let words = if circuit.is_spare() { "Spare" } else { circuit.description.as_str() };
    Some(format!("{}  ← {}", words.trim_end(), step.from))
}

/// Outlines the places where circuits would come.
pub fn outlines(
    painter: &Painter,
    ghosts: &[CircuitMove],
    panel: &Panel,
    geometry: &Geometry,
    top: f32,
    tokens: &Tokens,
) {
    for step in ghosts {
        let poles = panel.circuit(step.circuit).map_or(1, |circuit| circuit.poles);
        if let Some(rect) = geometry.row_rect(step.to, poles, top) {
            dashed_rect(painter, rect.shrink(0.5), 2.0, tokens.stroke(1.0, tokens.ghost), 5.0, 3.0);
        }
    }
}
