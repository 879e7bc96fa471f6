//! The floor plan without its pixels: camera, layers, selection, snaps, tools, and what is drawn over the plan for a while.
//!
//! ```text
//! Sheet ── PlanIndex (by place) ──┐
//! Underlays ── Grounds ───────────┼─ PlanSession ── Tool (a state machine, one file) ── PlanStep: one undo step
//! pointer, keys, typed places ────┘        └─ overlays: shapes with the name of a style
//! ```
//!
//! A [`PlanSession`] reads the project and never changes it. Colors, strokes and fonts belong to the window. Start at
//! `session.rs`, then `tool.rs` and any file of `tools/`. To add a tool: its file and its line in `tools/mod.rs`; something to
//! be drawn over the plan: its file and its line in `overlays/mod.rs`.

mod camera;
mod changes;
mod coloring;
mod entry;
pub mod geometry;
mod ground;
mod index;
mod labels;
mod layers;
mod overlay;
mod overlays;
mod placing;
mod region;
mod selection;
mod session;
mod snap;
mod tool;
mod tools;
mod walls;
mod whereabouts;

pub use camera::{PlanCamera, ScreenPoint, ScreenSize};
pub use changes::{
    Removal, leg_near, points_of, removal, sheet_removal_words, with_pin, with_symbol, without_pins,
    words_for,
};
pub use coloring::{ColorBy, PlanColor, circuits_of, color_of, leg_of};
pub use entry::{PointText, begins_entry, parse_point};
pub use ground::{Ground, GroundAbsent, GroundState, Grounds, PreparedDrawing};
pub use index::{BoxMode, Form, PlanIndex, PlanItem, layer_of, opening_body};
pub use labels::{LabelAsk, LabelBoard, LabelRect, LabelSide, PlacedLabel};
pub use layers::{LayerState, Layers, PlanLayer};
pub use overlay::{OverlayForm, OverlayShape, OverlayStyle};
pub use overlays::{OverlayContext, overlays};
pub use placing::{DevicePlace, on_wall, place_for};
pub use region::{region_at, regions};
pub use selection::{SelectMode, Selection};
pub use session::{Escaped, PlanButton, PlanEffect, PlanSession};
pub use snap::{Snap, SnapField, SnapKind, SnapSettings, along_angle, along_axis, snaps_at};
pub use tool::{
    Held, OptionValue, PlanEvent, PlanKey, PlanQuestion, PlanStep, Pointer, Tool, ToolContext, ToolOption,
    ToolOutcome, ViewChange,
};
pub use tools::{TOOLS, ToolEntry, pin_label, tool_of};
pub use walls::{solid_walls, wall_body};
pub use whereabouts::{Whereabouts, findings_on, is_on_plan, objects_on, whereabouts};
