//! The linetypes of the architect's lines: one for each pattern of dashes, named by its place.

use crate::domain::drawing::DrawingEntity;
use crate::engineering::plan_drawing::PlanDrawing;

/// Inches to a foot; patterns are told apart to a ten-thousandth of an inch.
const INCHES: f64 = 12.0;
const PARTS: f64 = 10_000.0;
/// Parts of a linetype that AutoCAD takes; the longest that is written, in inches. What has more is a whole line.
const MOST: usize = 12;
const LONGEST: f64 = 1e9;

/// Every pattern of a drawing, in the order in which it is first met.
pub(super) struct Patterns(Vec<Vec<i64>>);

impl Patterns {
    pub fn of(drawing: &PlanDrawing) -> Self {
        let mut found: Vec<Vec<i64>> = Vec::new();
        for key in drawing.under.iter().filter_map(key) {
            if !found.contains(&key) {
                found.push(key);
            }
        }
        Self(found)
    }

    /// Returns the linetype of an entity; `None` for a whole line.
    pub fn name(&self, entity: &DrawingEntity) -> Option<String> {
        let key = key(entity)?;
        self.0.iter().position(|known| *known == key).map(named)
    }

    /// Returns names and lengths of dash and gap in inches, by turns.
    pub fn each(&self) -> impl Iterator<Item = (String, Vec<f64>)> + '_ {
        let inches = |parts: &Vec<i64>| parts.iter().map(|part| *part as f64 / PARTS).collect();
        self.0.iter().enumerate().map(move |(at, parts)| (named(at), inches(parts)))
    }

    pub const fn len(&self) -> usize {
        self.0.len()
    }
}

fn named(at: usize) -> String {
    format!("PW-DASHES-{}", at + 1)
}

fn key(entity: &DrawingEntity) -> Option<Vec<i64>> {
    let parts: Vec<f64> = entity.dashes.iter().map(|feet| (feet * INCHES * PARTS).round()).collect();
    let is_pattern = (2..=MOST).contains(&parts.len())
        && parts.iter().all(|part| (0.0..=LONGEST * PARTS).contains(part))
        && parts.iter().any(|part| *part > 0.0);
    is_pattern.then(|| parts.into_iter().map(|part| part as i64).collect())
}
