//! What becomes of an entity: shapes, the place of a block, or the reason why nothing.

use crate::domain::drawing::{Affine, Shape};
use crate::units::PlanPoint;

/// What an entity became.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Made {
    Shapes {
        shapes: Vec<Shape>,
        /// What is only nearly so, in a word for the report.
        nearly: Option<&'static str>,
    },
    Insert(Insert),
    /// Nothing is drawn, and why.
    Skipped(&'static str),
}

impl Made {
    /// Drawn as the file has it.
    pub fn exact(shapes: Vec<Shape>) -> Self {
        Self::Shapes { shapes, nearly: None }
    }

    /// Drawn nearly as the file has it.
    pub fn nearly(shapes: Vec<Shape>, what: &'static str) -> Self {
        Self::Shapes { shapes, nearly: Some(what) }
    }

    /// A required value is missing or no number.
    pub fn incomplete() -> Self {
        Self::Skipped("values are missing")
    }
}

/// A block in its place, once or in columns and rows.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Insert {
    /// Name of the block in capitals.
    pub block: String,
    pub at: PlanPoint,
    pub scale: [f64; 2],
    pub rotation_deg: f64,
    pub columns: i64,
    pub rows: i64,
    /// From column to column and from row to row, turned with the insert and not scaled.
    pub step: [f64; 2],
    /// From the insert's own plane to the plan.
    pub plane: Affine,
    /// Handle of the insert in the file, by which its clip is found.
    pub handle: Option<String>,
    /// The block's contents stand where they are: dimensions hold theirs in the coordinates of the drawing.
    pub in_place: bool,
}

impl Insert {
    /// Returns the map from the block to the plan for one column and row.
    pub fn map(&self, base: PlanPoint, column: i64, row: i64) -> Affine {
        let [sx, sy] = self.scale;
        let [dx, dy] = self.step;
        let base = if self.in_place { PlanPoint::default() } else { base };
        Affine::moving(-base.x, -base.y)
            .then(Affine::scaling(sx, sy))
            .then(Affine::moving(dx * column as f64, dy * row as f64))
            .then(Affine::turning(self.rotation_deg))
            .then(Affine::moving(self.at.x, self.at.y))
            .then(self.plane)
    }
}
