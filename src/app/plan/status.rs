//! What the status bar says about the plan: where the pointer is, what it snaps to, the scale, what to do next.

use crate::domain::Project;
use crate::units::{Feet, feet_and_inches};
use crate::workbench::Action;
use crate::workbench::plan::PlanSession;

/// Points of the screen for an inch of paper.
const PT_PER_IN: f64 = 96.0;
/// Scales of drawings, in inches of paper for a foot, with their words.
const SCALES: [(f64, &str); 12] = [
    (1.0 / 32.0, "1/32″ = 1′"),
    (1.0 / 16.0, "1/16″ = 1′"),
    (3.0 / 32.0, "3/32″ = 1′"),
    (1.0 / 8.0, "1/8″ = 1′"),
    (3.0 / 16.0, "3/16″ = 1′"),
    (1.0 / 4.0, "1/4″ = 1′"),
    (3.0 / 8.0, "3/8″ = 1′"),
    (1.0 / 2.0, "1/2″ = 1′"),
    (3.0 / 4.0, "3/4″ = 1′"),
    (1.0, "1″ = 1′"),
    (1.5, "1-1/2″ = 1′"),
    (3.0, "3″ = 1′"),
];
/// How near a scale has to be to be called by its name.
const NEAR: f64 = 0.02;

/// The words of the status bar.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanStatus {
    pub place: String,
    /// Toggles with whether they are on.
    pub toggles: Vec<(Action, bool)>,
    pub scale: String,
    pub hint: String,
}

impl PlanStatus {
    pub(super) fn of(session: &PlanSession, project: &Project) -> Self {
        if session.sheet(project).is_none() {
            return Self::default();
        }
        let (at, snaps) = (session.pointer().at, &session.snaps);
        let words = |feet: f64| feet_and_inches(Feet(feet), 1);
        let toggles = vec![
            (Action::ToggleSnap, snaps.on),
            (Action::ToggleGrid, snaps.grid_shown),
            (Action::ToggleGridSnap, snaps.grid_snap),
            (Action::ToggleOrtho, snaps.ortho),
            (Action::TogglePolar, snaps.polar),
        ];
        let place = format!("x {}  y {}", words(at.x), words(at.y));
        Self { place, toggles, scale: scale_words(session.camera().pt_per_ft), hint: session.hint() }
    }
}

/// Returns a scale as it is written on drawings; one that is none of the usual as a ratio.
fn scale_words(pt_per_ft: f64) -> String {
    let inches = pt_per_ft / PT_PER_IN;
    let usual = SCALES.iter().find(|(scale, _)| (inches / scale - 1.0).abs() <= NEAR);
    usual.map_or_else(|| format!("1 : {:.0}", 12.0 / inches), |(_, words)| (*words).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_are_called_as_on_drawings() {
        assert_eq!(scale_words(12.0), "1/8″ = 1′");
        assert_eq!(scale_words(24.2), "1/4″ = 1′");
        assert_eq!(scale_words(6.6), "1 : 175");
    }
}
