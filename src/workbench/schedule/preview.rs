//! What edits would do to the legs, without touching the document; and the balance score of a panelboard.

use crate::domain::{Edit, LoadBasis, Metric, PanelId, Project, apply_all};
use crate::engineering::{LegLoad, PanelLoads, leg_amperes, project_loads};

/// Returns the loads of a panelboard after edits; `None` when they would be refused.
pub fn legs_after(project: &Project, panel: PanelId, edits: &[Edit]) -> Option<PanelLoads> {
    let (after, _) = apply_all(project, edits).ok()?;
    project_loads(&after).panels.remove(&panel)
}

/// Returns the balance score of a panelboard by a metric: 1 is balanced. Without load nothing is unbalanced.
///
/// The formulas carry their names: 1 − (max − min)/max, 1 − (max − min)/average, 1 − largest deviation/average, and for
/// the neutral 1 − neutral current/average line-to-neutral current of a leg.
pub fn balance_score(loads: &PanelLoads, metric: Metric, basis: LoadBasis) -> f64 {
    let legs: Vec<f64> = loads.va(basis).of(loads.system).map(|(_, va)| va.0).collect();
    let max = legs.iter().copied().fold(0.0, f64::max);
    let min = legs.iter().copied().fold(f64::INFINITY, f64::min);
    if max <= 0.0 {
        return 1.0;
    }
    let average = legs.iter().sum::<f64>() / legs.len() as f64;
    match metric {
        Metric::RangeOverMax => 1.0 - (max - min) / max,
        Metric::RangeOverAverage => 1.0 - (max - min) / average,
        Metric::MaxDeviation => 1.0 - (max - average).max(average - min) / average,
        Metric::NeutralCurrent => {
            let line_to_neutral = loads.on(basis).line_to_neutral;
            let only = LegLoad { line_to_neutral, ..LegLoad::default() };
            let amperes = leg_amperes(loads.system, &only).total().0 / legs.len() as f64;
            if amperes > 0.0 { 1.0 - loads.neutral(basis).0 / amperes } else { 1.0 }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::examples;

    /// The published figures of the office panel: 0.5509, 60.55 %, 34.8 %; neutral 69.5 A over 20,020 VA ÷ 120 V ÷ 3.
    #[test]
    fn lp1_scores_as_published() {
        let project = examples::two_panels();
        let loads = legs_after(&project, PanelId(1), &[]).expect("LP-1");
        let score = |metric| format!("{:.4}", balance_score(&loads, metric, LoadBasis::Connected));
        assert_eq!(score(Metric::RangeOverMax), "0.5509");
        assert_eq!(score(Metric::RangeOverAverage), "0.3945");
        assert_eq!(score(Metric::MaxDeviation), "0.6518");
        assert_eq!(score(Metric::NeutralCurrent), "-0.2499");
    }
}
