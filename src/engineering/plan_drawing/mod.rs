//! A sheet of the plan as a drawing for paper and for other programs: lines and texts on named layers, symbols as blocks.
//!
//! ```text
//! Sheet ─ walls.rs (bodies, doors, windows) ─┐
//!       ─ devices.rs (symbols, tags)         ├─ PlanDrawing ─ report: SVG, PDF   interchange: DXF
//!       ─ runs.rs (conduit, home-run arrows) ┤
//! architect's drawing ─ under.rs (if wanted) ┘
//!       └ labels.rs (where a text covers least)
//! ```
//!
//! Lengths are feet of the building, y up. Symbols and texts are as large as they should be on paper at the scale that is
//! asked for; luminaires are as large as they are. Layer names follow the US National CAD Standard. The
//! architect's drawing lies beneath only where it is asked for: it is a file of its own.

mod devices;
mod drawing;
mod labels;
mod layer;
mod runs;
mod under;
mod walls;

pub use drawing::{PlanDrawing, SymbolInsert, plan_drawing};
pub use layer::CadLayer;
pub use runs::panel_end;
pub use under::UnderDrawing;
pub use walls::solid_outlines;

#[cfg(test)]
mod tests;
