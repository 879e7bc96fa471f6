//! The stretches of a path between pull points: its ends, and the junction boxes that stand at its bends.

use crate::domain::{DeviceKind, Sheet};
use crate::engineering::routing::{bends_deg, pull_points};
use crate::units::PlanPoint;

/// A junction box this near to a bend, in feet, stands at it.
const AT_BEND_FT: f64 = 0.5;

/// What lies between two pull points.
#[derive(Clone, Debug, PartialEq)]
pub struct Pull {
    /// In degrees, each bend for itself.
    pub bends: Vec<f64>,
    /// Boxes that have to be added so that no more than 360° lie between two pull points.
    pub boxes_wanted: usize,
}

impl Pull {
    /// Returns the sum of the bends in degrees.
    pub fn degrees(&self) -> f64 {
        self.bends.iter().sum()
    }
}

/// Returns the corners of a path at which a junction box of its sheet stands.
pub fn boxes_at_bends(sheet: &Sheet, path: &[PlanPoint]) -> Vec<usize> {
    let is_box = |at: PlanPoint| {
        let mut boxes = sheet.devices.values().filter(|device| device.kind == DeviceKind::JunctionBox);
        boxes.any(|device| (device.at.x - at.x).hypot(device.at.y - at.y) <= AT_BEND_FT)
    };
    let inner = path.iter().enumerate().skip(1).take(path.len().saturating_sub(2));
    inner.filter(|(_, at)| is_box(**at)).map(|(corner, _)| corner).collect()
}

/// Returns the stretches of a path between its ends and the boxes at its corners; a bend at which a box stands is none.
pub fn pulls(path: &[PlanPoint], boxes: &[usize]) -> Vec<Pull> {
    let last = path.len().saturating_sub(1);
    let mut from = 0;
    let ends = boxes.iter().copied().filter(|corner| *corner < last).chain([last]);
    let pull = |to: usize| {
        let stretch = path.get(from..=to).unwrap_or_default();
        from = to;
        let bends = bends_deg(stretch).into_iter().map(|(_, degrees)| degrees).collect();
        Pull { bends, boxes_wanted: pull_points(stretch).len() }
    };
    ends.map(pull).collect()
}

/// Returns the stretch with the most bends; `None` for a path without points.
pub fn most_bent(pulls: &[Pull]) -> Option<&Pull> {
    // Of equal ones the first.
    pulls.iter().rev().max_by(|a, b| a.degrees().total_cmp(&b.degrees()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stairs(corners: usize) -> Vec<PlanPoint> {
        let at = |n: usize| PlanPoint { x: (n / 2 + n % 2) as f64 * 5.0, y: (n / 2) as f64 * 5.0 };
        (0..corners + 2).map(at).collect()
    }

    #[test]
    fn a_box_at_a_bend_divides_the_bends_and_takes_its_own_away() {
        let path = stairs(5);
        let whole = pulls(&path, &[]);
        assert_eq!(whole.len(), 1);
        assert!((whole[0].degrees() - 450.0).abs() < 1e-9 && whole[0].boxes_wanted == 1);
        let divided = pulls(&path, &[3]);
        let degrees: Vec<f64> = divided.iter().map(|pull| pull.degrees().round()).collect();
        assert_eq!(degrees, [180.0, 180.0]);
        assert!(divided.iter().all(|pull| pull.boxes_wanted == 0));
        assert_eq!(most_bent(&divided).map(|pull| pull.bends.len()), Some(2));
        assert_eq!(most_bent(&pulls(&[], &[])).map(Pull::degrees), Some(0.0));
    }
}
