//! What edits would do to the legs, without touching the document.

use crate::domain::{Edit, PanelId, Project, apply_all};
use crate::engineering::{PanelLoads, project_loads};

/// Returns the loads of a panelboard after edits; `None` when they would be refused.
pub fn legs_after(project: &Project, panel: PanelId, edits: &[Edit]) -> Option<PanelLoads> {
    let (after, _) = apply_all(project, edits).ok()?;
    project_loads(&after).panels.remove(&panel)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{LoadBasis, Metric, examples};

    /// The published figures of the office panel: 0.5509, 60.55 %, 34.8 %; neutral 69.5 A over 20,020 VA ÷ 120 V ÷ 3.
    #[test]
    fn lp1_scores_as_published() {
        let project = examples::two_panels();
        let loads = legs_after(&project, PanelId(1), &[]).expect("LP-1");
        let score = |metric| format!("{:.4}", loads.score(metric, LoadBasis::Connected));
        assert_eq!(score(Metric::RangeOverMax), "0.5509");
        assert_eq!(score(Metric::RangeOverAverage), "0.3945");
        assert_eq!(score(Metric::MaxDeviation), "0.6518");
        assert_eq!(score(Metric::NeutralCurrent), "-0.2499");
    }
}
