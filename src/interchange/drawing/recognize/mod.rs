//! Walls, doors and rooms found in a drawing, for people to look over and accept.
//!
//! ```text
//! wall layers ─ lines ─ strokes (what lies on one line, joined)
//!    strokes ─ faces: two parallel ones close together are a wall, a long one alone is a thin wall
//!    walls on one axis with a gap between them ─ one wall with an opening: a door where a leaf swings, a window where lines
//!                                                of a window layer run, else a gap
//!    walls that meet are drawn to each other ─ closed regions ─ rooms, named by the text inside
//! ```
//!
//! Everything is in plan feet. What is found is a proposal; what it was found by is in its notes. A curved wall, between two
//! arcs about one center, is a chain of straight ones.

mod curves;
mod doors;
mod edits;
mod joints;
mod layers;
mod names;
mod regions;
mod strokes;
mod walls;

#[cfg(test)]
mod tests;

pub use edits::edits_of;
pub use layers::{LayerUse, layer_uses};

use crate::domain::drawing::Drawing;
use crate::domain::{OpeningKind, Underlay};
use crate::interchange::drawing::{DrawingError, Watch};
use crate::units::PlanPoint;
use std::collections::BTreeSet;

/// How to look.
#[derive(Clone, Debug, PartialEq)]
pub struct RecognizeOptions {
    /// Names of the layers of walls; by their names when nothing is given.
    pub wall_layers: Option<BTreeSet<String>>,
    /// Two lines farther apart are no wall.
    pub thickest_ft: f64,
    /// Thickness of a wall that is drawn as one line: 4½ in, a stud with a board on each side.
    pub single_ft: f64,
}

impl Default for RecognizeOptions {
    fn default() -> Self {
        Self { wall_layers: None, thickest_ft: 1.5, single_ft: 0.375 }
    }
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recognized {
    pub walls: Vec<FoundWall>,
    pub rooms: Vec<FoundRoom>,
    /// The layers that were looked at.
    pub wall_layers: Vec<String>,
    pub notes: Vec<String>,
}

/// A wall with its openings.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundWall {
    pub from: PlanPoint,
    pub to: PlanPoint,
    pub thickness_ft: f64,
    pub openings: Vec<FoundOpening>,
}

/// An opening, as [`crate::domain::Opening`] has it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FoundOpening {
    pub kind: OpeningKind,
    pub along_ft: f64,
    pub width_ft: f64,
    pub hinge_far: bool,
    pub swings_right: bool,
}

/// A closed region with what is written in it.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundRoom {
    pub name: String,
    /// Kind of room in words; empty where the name does not tell.
    pub use_type: String,
    pub outline: Vec<PlanPoint>,
}

/// Most lines that are looked at; beyond, the layers are no walls of a building.
const MOST_LINES: usize = 40_000;

/// Looks for walls and rooms.
///
/// # Errors
/// When somebody asks to stop.
pub fn recognize(
    drawing: &Drawing,
    underlay: &Underlay,
    options: &RecognizeOptions,
    watch: &Watch<'_>,
) -> Result<Recognized, DrawingError> {
    let mut found = Recognized::default();
    let uses = layer_uses(drawing);
    let is_wall = |layer: usize| match &options.wall_layers {
        Some(names) => drawing.layers.get(layer).is_some_and(|layer| names.contains(&layer.name)),
        None => uses.get(layer) == Some(&LayerUse::Wall),
    };
    let walls: Vec<usize> = (0..drawing.layers.len()).filter(|layer| is_wall(*layer)).collect();
    found.wall_layers =
        walls.iter().filter_map(|layer| drawing.layers.get(*layer)).map(|layer| layer.name.clone()).collect();
    if walls.is_empty() {
        found.notes.push("No layer is named for walls: choose the layers of the walls".to_owned());
        return Ok(found);
    }
    let lines = strokes::lines_on(drawing, underlay, &walls);
    if lines.len() > MOST_LINES {
        found.notes.push(format!("{} lines are too many for walls: choose fewer layers", lines.len()));
        return Ok(found);
    }
    watch.go_on()?;
    let strokes = strokes::joined(&lines);
    let pieces = walls::pieces(&strokes, options, watch)?;
    let leaves = doors::leaves(drawing, underlay);
    let windows = strokes::lines_on(drawing, underlay, &layers::of_use(&uses, LayerUse::Window));
    let mut axes = walls::axes(pieces, &leaves, &windows);
    axes.extend(curves::curved(drawing, underlay, &walls, options));
    joints::meet(&mut axes);
    found.walls = axes;
    watch.go_on()?;
    let outlines = regions::regions(&found.walls);
    found.rooms = names::named(outlines, drawing, underlay);
    let openings: usize = found.walls.iter().map(|wall| wall.openings.len()).sum();
    found.notes.push(format!(
        "{}, {} and {} by the layers {}",
        counted(found.walls.len(), "wall"),
        counted(openings, "opening"),
        counted(found.rooms.len(), "room"),
        found.wall_layers.join(", ")
    ));
    Ok(found)
}

fn counted(count: usize, one: &str) -> String {
    format!("{count} {one}{}", if count == 1 { "" } else { "s" })
}
