//! Everything in its place: blocks in blocks, in columns and rows, mirrored and turned, until only shapes are left.
//!
//! A block that contains itself is left out where it would begin again. Every placing costs from the budget, also that of
//! an empty block, so that no nest of blocks keeps the reading busy for long.

use super::blocks::Blocks;
use super::clips::{Clips, Window};
use super::made::{Insert, Made};
use super::reading::Reading;
use super::style::{Dash, Ink, Style};
use crate::domain::drawing::{Affine, Drawing, DrawingEntity, Shape};
use crate::interchange::drawing::DrawingError;
use crate::interchange::drawing::limits::Budget;

/// What came of placing something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Placed {
    pub shapes: usize,
    /// The first thing in it that is only nearly so.
    pub nearly: Option<&'static str>,
    /// The first thing in it that is not drawn.
    pub skipped: Option<&'static str>,
}

impl Placed {
    fn add(&mut self, other: Self) {
        self.shapes += other.shapes;
        self.nearly = self.nearly.or(other.nearly);
        self.skipped = self.skipped.or(other.skipped);
    }

    fn nothing(why: &'static str) -> Self {
        Self { skipped: Some(why), ..Self::default() }
    }
}

/// Why nothing more is drawn when the budget is spent.
pub(super) const TOO_MUCH: &str = "the drawing is too large";

/// Places entities into a drawing.
pub(super) struct Expansion<'r, 'a, 'w> {
    pub reading: &'r mut Reading<'a, 'w>,
    pub blocks: Blocks,
    pub clips: Clips,
    /// What of the inserts that are being placed may be seen.
    pub windows: Vec<Window>,
    pub budget: Budget,
    pub depth: usize,
    pub drawing: Drawing,
}

impl Expansion<'_, '_, '_> {
    /// Places what an entity became.
    ///
    /// # Errors
    /// When somebody asks to stop.
    pub fn place(&mut self, made: &Made, style: &Style) -> Result<Placed, DrawingError> {
        self.place_within(made, style, Affine::IDENTITY, &mut Vec::new())
    }

    fn place_within(
        &mut self,
        made: &Made,
        style: &Style,
        map: Affine,
        stack: &mut Vec<String>,
    ) -> Result<Placed, DrawingError> {
        match made {
            Made::Skipped(why) => Ok(Placed::nothing(why)),
            Made::Shapes { shapes, nearly } => {
                let mut placed = Placed { nearly: *nearly, ..Placed::default() };
                for shape in shapes {
                    let shape = if map == Affine::IDENTITY { shape.clone() } else { shape.under(map) };
                    let each: usize = self.windows.iter().map(Window::cost).sum::<usize>().max(1);
                    let cost = (1 + points_of(&shape)).saturating_mul(each);
                    if !self.budget.take(cost, &self.reading.watch)? {
                        placed.skipped = Some(TOO_MUCH);
                        return Ok(placed);
                    }
                    for (piece, nearly) in self.seen(shape) {
                        placed.nearly = placed.nearly.or(nearly);
                        self.draw(piece, style);
                        placed.shapes += 1;
                    }
                }
                Ok(placed)
            }
            Made::Insert(insert) => self.insert(insert, style, map, stack),
        }
    }

    fn insert(
        &mut self,
        insert: &Insert,
        style: &Style,
        map: Affine,
        stack: &mut Vec<String>,
    ) -> Result<Placed, DrawingError> {
        if stack.contains(&insert.block) {
            return Ok(Placed::nothing("a block contains itself"));
        }
        if stack.len() >= self.depth {
            return Ok(Placed::nothing("blocks in blocks too deep"));
        }
        let Some(block) = self.blocks.get(&insert.block, self.reading) else {
            return Ok(Placed::nothing("its block is missing"));
        };
        if block.is_external {
            return Ok(Placed::nothing("its file is not in the drawing"));
        }
        // A frozen layer hides all of an insert, whatever layers its contents are on.
        let layer = style.layer.unwrap_or_else(|| self.reading.tables.layers.place("0"));
        let is_hidden = self.reading.tables.layers.get(layer).is_some_and(|layer| layer.hidden);
        stack.push(insert.block.clone());
        let clip = insert.handle.as_deref().and_then(|handle| self.clips.get(handle));
        let window = clip.and_then(|clip| Window::new(clip, insert.map(block.base, 0, 0).then(map)));
        let open = self.windows.len();
        self.windows.extend(window);
        let mut placed = Placed::default();
        'all: for row in 0..insert.rows {
            for column in 0..insert.columns {
                let here = insert.map(block.base, column, row).then(map);
                if !self.budget.take(1, &self.reading.watch)? {
                    placed.add(Placed::nothing(TOO_MUCH));
                    break 'all;
                }
                for item in &block.items {
                    let mut within = item.style.within(style);
                    if is_hidden {
                        within.layer = Some(layer);
                    }
                    placed.add(self.place_within(&item.made, &within, here, stack)?);
                }
            }
        }
        self.windows.truncate(open);
        stack.pop();
        Ok(placed)
    }

    /// Returns what of a shape is within all windows, each piece with what of it is only nearly so.
    fn seen(&self, shape: Shape) -> Vec<(Shape, Option<&'static str>)> {
        let mut pieces = vec![(shape, None)];
        for window in &self.windows {
            let cut = |(shape, nearly): (Shape, Option<&'static str>)| {
                let (pieces, now) = window.cut(shape);
                pieces.into_iter().map(move |piece| (piece, nearly.or(now)))
            };
            pieces = pieces.into_iter().flat_map(cut).collect();
        }
        pieces
    }

    fn draw(&mut self, shape: Shape, style: &Style) {
        let tables = &mut self.reading.tables;
        let layer = style.layer.unwrap_or_else(|| tables.layers.place("0"));
        let color = match style.ink {
            Ink::Own(color) => Some(color),
            Ink::ByLayer | Ink::ByBlock => None,
        };
        let dashes = match &style.dash {
            Dash::Own(dashes) => dashes.clone(),
            Dash::ByLayer { scale } => {
                let name = tables.layers.linetype(layer).unwrap_or_default().to_owned();
                tables.dashes(&name, *scale)
            }
            Dash::ByBlock => Vec::new(),
        };
        self.drawing.entities.push(DrawingEntity { layer, color, dashes, shape });
    }
}

fn points_of(shape: &Shape) -> usize {
    match shape {
        Shape::Mark(_) | Shape::Line { .. } | Shape::Arc { .. } | Shape::Ellipse { .. } => 2,
        Shape::Polyline { vertices, .. } => vertices.len(),
        Shape::Curve { points, .. } => points.len(),
        Shape::Fill { rings } => rings.iter().map(Vec::len).sum(),
        Shape::Text { text, .. } => text.len() / 8 + 2,
    }
}
