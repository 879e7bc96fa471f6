//! The plan as the Code measures it: floor lines of walls, lines of sight, clear space in front of equipment, floor areas.
//!
//! ```text
//! segment.rs     a straight line between two points, and what is near it
//! outline.rs     closed outlines: area, distance, whether two share ground
//! union_area.rs  ground covered by several outlines, counted once
//! wall_line.rs   a room's outline as wall spaces along the floor, broken by doors and cabinets
//! spacing.rs     the point of a wall space that is farthest from an outlet
//! sight.rs       what stands between two points
//! ways.rs        the doors of a room
//! front.rs       the clear space in front of equipment at a wall
//! ```
//!
//! Plain functions over a sheet; nothing here knows a limit of the Code. Heights are not drawn: they are facts.

mod front;
mod outline;
mod segment;
mod sight;
mod spacing;
mod union_area;
mod wall_line;
mod ways;

pub use front::{ClearFront, Front, Obstacle};
pub use outline::{Bounds, area_ft2, clipped_below, distance_to, nearest_on, overlap};
pub use segment::{Segment, distance_ft};
pub use sight::{Blocked, blocked_by};
pub use spacing::{Farthest, farthest};
pub use union_area::{ground_of, union_area_ft2, wall_outline};
pub use wall_line::{WallLine, WallSpace, counter_lines};
pub use ways::{Way, ways_of};

#[cfg(test)]
mod tests;
