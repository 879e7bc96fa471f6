//! Drawings in our own geometry: what an architect's file holds, what a symbol looks like, what is drawn of a plan.
//!
//! Importers make drawings, the canvas paints them, exporters write them; no crate of a file format is seen here. Units are those
//! of whoever made the drawing: drawing units under a scale for underlays, feet for plans, inches for symbols.

mod affine;
mod dash;
mod flatten;
mod shape;

pub use affine::Affine;
pub use dash::each_dash;
pub use shape::{Align, Shape, Vertex};

use crate::units::{PlanPoint, PlanRect};

/// A drawing: layers and what lies on them, in order of drawing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawing {
    pub layers: Vec<DrawingLayer>,
    pub entities: Vec<DrawingEntity>,
}

/// A layer of a drawing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DrawingLayer {
    pub name: String,
    /// Red, green, blue; nothing where the drawing leaves it to the reader.
    pub color: Option<[u8; 3]>,
    /// Off or frozen in the file.
    pub hidden: bool,
}

/// A shape on a layer.
#[derive(Clone, Debug, PartialEq)]
pub struct DrawingEntity {
    /// Place in the drawing's layers.
    pub layer: usize,
    /// A color of its own, else the layer's.
    pub color: Option<[u8; 3]>,
    /// Lengths of dash and gap in drawing units, by turns; none for a continuous line.
    pub dashes: Vec<f64>,
    pub shape: Shape,
}

impl Drawing {
    /// Returns the smallest rectangle around everything that is drawn; nothing for an empty drawing.
    pub fn extents(&self) -> Option<PlanRect> {
        self.entities.iter().filter_map(|entity| entity.shape.bounds()).reduce(|a, b| PlanRect {
            min: PlanPoint { x: a.min.x.min(b.min.x), y: a.min.y.min(b.min.y) },
            max: PlanPoint { x: a.max.x.max(b.max.x), y: a.max.y.max(b.max.y) },
        })
    }
}
