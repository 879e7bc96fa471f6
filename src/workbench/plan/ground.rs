//! The drawings beneath a sheet, made ready: sorted by place, flattened once, found again by what they were made from.
//!
//! Coordinates stay those of the drawing; the underlay says how they lie on the plan. Points for painting are `f32` from the
//! middle of the drawing, snaps read the exact shapes.

use super::geometry::{join, rect_of};
use super::index::envelope;
use crate::domain::Underlay;
use crate::domain::drawing::{Drawing, DrawingEntity, Shape};
use crate::interchange::drawing::Picture;
use crate::units::{PlanPoint, PlanRect};
use crate::workbench::underlays::UnderlayState;
use rstar::{AABB, RTree, RTreeObject};
use std::sync::Arc;

#[derive(Clone, Copy, Debug, PartialEq)]
struct Leaf {
    rect: AABB<[f64; 2]>,
    place: u32,
}

impl RTreeObject for Leaf {
    type Envelope = AABB<[f64; 2]>;

    fn envelope(&self) -> Self::Envelope {
        self.rect
    }
}

/// Where the points of an entity stand in the list of all points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Span {
    start: u32,
    length: u32,
}

/// A drawing made ready to be painted and snapped to.
#[derive(Debug)]
pub struct PreparedDrawing {
    drawing: Arc<Drawing>,
    tree: RTree<Leaf>,
    /// The texts among them: they are asked for every frame.
    texts: RTree<Leaf>,
    origin: PlanPoint,
    spans: Vec<Span>,
    points: Vec<[f32; 2]>,
    extents: Option<PlanRect>,
}

impl PreparedDrawing {
    /// Sorts and flattens a drawing.
    pub fn new(drawing: Arc<Drawing>) -> Self {
        let bounds: Vec<Option<PlanRect>> = drawing.entities.iter().map(|e| e.shape.bounds()).collect();
        let extents = bounds.iter().flatten().copied().reduce(join);
        let origin = extents.map_or_else(PlanPoint::default, |rect| PlanPoint {
            x: (rect.min.x + rect.max.x) / 2.0,
            y: (rect.min.y + rect.max.y) / 2.0,
        });
        let leaves = bounds.iter().enumerate().filter_map(|(place, rect)| {
            let place = u32::try_from(place).ok()?;
            rect.map(|rect| Leaf { rect: envelope(rect), place })
        });
        let leaves: Vec<Leaf> = leaves.collect();
        let is_text = |leaf: &&Leaf| {
            let entity = drawing.entities.get(leaf.place as usize);
            entity.is_some_and(|entity| matches!(entity.shape, Shape::Text { .. }))
        };
        let texts = RTree::bulk_load(leaves.iter().filter(is_text).copied().collect());
        let tree = RTree::bulk_load(leaves);
        let (mut spans, mut points) = (Vec::with_capacity(drawing.entities.len()), Vec::new());
        for entity in &drawing.entities {
            let start = points.len();
            let local = |at: PlanPoint| [(at.x - origin.x) as f32, (at.y - origin.y) as f32];
            points.extend(entity.shape.flatten(0.0).into_iter().map(local));
            let length = points.len() - start;
            spans.push(Span { start: start as u32, length: length as u32 });
        }
        Self { drawing, tree, texts, origin, spans, points, extents }
    }

    /// Returns the drawing.
    pub const fn drawing(&self) -> &Arc<Drawing> {
        &self.drawing
    }

    /// Returns the rectangle around everything, in drawing units.
    pub const fn extents(&self) -> Option<PlanRect> {
        self.extents
    }

    /// Returns the point that flattened points count from, in drawing units.
    pub const fn origin(&self) -> PlanPoint {
        self.origin
    }

    /// Returns the places of the entities that meet a rectangle in drawing units, in the order of drawing.
    pub fn within(&self, rect: PlanRect) -> Vec<u32> {
        let whole = self.extents.is_some_and(|all| super::geometry::holds(rect, all));
        if whole {
            return (0..self.spans.len() as u32).collect();
        }
        let leaves = self.tree.locate_in_envelope_intersecting(envelope(rect));
        let mut places: Vec<u32> = leaves.map(|leaf| leaf.place).collect();
        places.sort_unstable();
        places
    }

    /// Returns the places of the texts that meet a rectangle in drawing units, in the order of drawing.
    pub fn texts_within(&self, rect: PlanRect) -> Vec<u32> {
        let leaves = self.texts.locate_in_envelope_intersecting(envelope(rect));
        let mut places: Vec<u32> = leaves.map(|leaf| leaf.place).collect();
        places.sort_unstable();
        places
    }

    /// Returns an entity.
    pub fn entity(&self, place: u32) -> Option<&DrawingEntity> {
        self.drawing.entities.get(place as usize)
    }

    /// Returns the flattened points of an entity, from the origin.
    pub fn flat(&self, place: u32) -> &[[f32; 2]] {
        let span = self.spans.get(place as usize).copied().unwrap_or_default();
        self.points.get(span.start as usize..(span.start + span.length) as usize).unwrap_or_default()
    }
}

/// An underlay with what its file holds, where it has been read.
#[derive(Clone, Debug)]
pub struct Ground {
    pub underlay: Underlay,
    /// Why nothing is seen of it; `None` where it is there.
    pub absent: Option<GroundAbsent>,
    pub drawing: Option<Arc<PreparedDrawing>>,
    pub picture: Option<Arc<Picture>>,
}

/// Why nothing is seen of an underlay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GroundAbsent {
    Reading,
    Missing,
    Failed(String),
}

impl Ground {
    /// Returns the rectangle that it takes on the plan.
    pub fn extents(&self) -> Option<PlanRect> {
        let drawing = self.drawing.as_ref().and_then(|drawing| drawing.extents());
        let picture = self.picture.as_ref().map(|picture| picture.extents());
        let rect = [drawing, picture].into_iter().flatten().reduce(join)?;
        rect_of(super::geometry::corners(rect).map(|corner| self.underlay.to_plan(corner)))
    }

    /// Returns the rectangle in drawing units around a rectangle of the plan.
    pub fn from_plan(&self, rect: PlanRect) -> Option<PlanRect> {
        let corners = super::geometry::corners(rect);
        rect_of(corners.into_iter().filter_map(|corner| self.underlay.from_plan(corner)))
    }

    /// Returns whether a layer of the drawing is shown.
    pub fn shows_layer(&self, layer: usize) -> bool {
        let Some(prepared) = &self.drawing else { return true };
        let Some(of_file) = prepared.drawing().layers.get(layer) else { return true };
        let look = self.underlay.layers.get(&of_file.name);
        look.and_then(|look| look.shown).unwrap_or(!of_file.hidden)
    }

    /// Returns whether a layer of the drawing is snapped to.
    pub fn snaps_to_layer(&self, layer: usize) -> bool {
        let Some(prepared) = &self.drawing else { return false };
        let look =
            prepared.drawing().layers.get(layer).and_then(|of_file| self.underlay.layers.get(&of_file.name));
        self.shows_layer(layer) && !look.is_some_and(|look| look.locked)
    }

    /// Returns the shapes near a rectangle of the plan that are snapped to, in drawing units.
    pub fn shapes_near(&self, rect: PlanRect) -> Vec<&Shape> {
        let Some(prepared) = &self.drawing else { return Vec::new() };
        let Some(near) = self.from_plan(rect).filter(|_| !self.underlay.hidden) else { return Vec::new() };
        let places = prepared.within(near).into_iter();
        places
            .filter_map(|place| prepared.entity(place))
            .filter(|entity| self.snaps_to_layer(entity.layer))
            .map(|entity| &entity.shape)
            .collect()
    }
}

/// What is known of an underlay, with its drawing made ready where it draws lines.
pub type GroundState = (UnderlayState, Option<Arc<PreparedDrawing>>);

/// The grounds of the sheet in front.
#[derive(Debug, Default)]
pub struct Grounds {
    list: Vec<Ground>,
    version: u64,
}

impl Grounds {
    /// Takes in the underlays of a sheet with what is known of their files. One that is not made ready yet counts as being read.
    pub fn keep(&mut self, underlays: &[Underlay], states: Vec<GroundState>) {
        let ground = |(underlay, (state, drawing)): (&Underlay, GroundState)| {
            let absent = match state {
                UnderlayState::Ready(read) if drawing.is_none() && !read.drawing.entities.is_empty() => {
                    GroundAbsent::Reading
                }
                UnderlayState::Ready(read) => {
                    let picture = read.picture.clone();
                    return Ground { underlay: underlay.clone(), absent: None, drawing, picture };
                }
                UnderlayState::Reading => GroundAbsent::Reading,
                UnderlayState::Missing => GroundAbsent::Missing,
                UnderlayState::Failed(why) => GroundAbsent::Failed(why),
            };
            Ground { underlay: underlay.clone(), absent: Some(absent), drawing: None, picture: None }
        };
        let list: Vec<Ground> = underlays.iter().zip(states).map(ground).collect();
        if !same(&list, &self.list) {
            self.version += 1;
        }
        self.list = list;
    }

    /// Returns the grounds, from the bottom up.
    pub fn list(&self) -> &[Ground] {
        &self.list
    }

    /// Returns a number that is another one after every change.
    pub const fn version(&self) -> u64 {
        self.version
    }

    /// Returns the rectangle around all of them on the plan.
    pub fn extents(&self) -> Option<PlanRect> {
        self.list.iter().filter(|ground| !ground.underlay.hidden).filter_map(Ground::extents).reduce(join)
    }
}

fn same(a: &[Ground], b: &[Ground]) -> bool {
    let drawing = |a: &Ground, b: &Ground| match (&a.drawing, &b.drawing) {
        (Some(a), Some(b)) => Arc::ptr_eq(a, b),
        (a, b) => a.is_none() && b.is_none(),
    };
    let picture = |a: &Ground, b: &Ground| match (&a.picture, &b.picture) {
        (Some(a), Some(b)) => Arc::ptr_eq(a, b),
        (a, b) => a.is_none() && b.is_none(),
    };
    let alike = |a: &Ground, b: &Ground| {
        a.underlay == b.underlay && a.absent == b.absent && drawing(a, b) && picture(a, b)
    };
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| alike(a, b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::drawing::DrawingLayer;
    use crate::interchange::drawing::ReadDrawing;

    fn drawing(far: f64) -> Arc<Drawing> {
        let line = |y: f64| DrawingEntity {
            layer: 0,
            color: None,
            dashes: Vec::new(),
            shape: Shape::Line {
                from: PlanPoint { x: far, y: far + y },
                to: PlanPoint { x: far + 120.0, y: far + y },
            },
        };
        let layers = vec![DrawingLayer { name: "WALLS".to_owned(), color: None, hidden: false }];
        Arc::new(Drawing { layers, entities: (0..10).map(|n| line(f64::from(n) * 12.0)).collect() })
    }

    #[test]
    fn a_drawing_is_shown_once_it_is_made_ready_and_lies_where_its_underlay_says() {
        let drawing = drawing(0.0);
        let mut underlay = Underlay::new("plan.dxf", "hash", 1.0 / 12.0);
        underlay.origin = PlanPoint { x: 100.0, y: 0.0 };
        let mut grounds = Grounds::default();
        let read = ReadDrawing { drawing, ..ReadDrawing::default() };
        let read = Arc::new(read);
        let prepared = Arc::new(PreparedDrawing::new(Arc::clone(&read.drawing)));
        grounds.keep(std::slice::from_ref(&underlay), vec![(UnderlayState::Ready(Arc::clone(&read)), None)]);
        assert_eq!(grounds.list()[0].absent, Some(GroundAbsent::Reading), "nothing is made ready here");
        let content = || vec![(UnderlayState::Ready(Arc::clone(&read)), Some(Arc::clone(&prepared)))];
        grounds.keep(std::slice::from_ref(&underlay), content());
        let (first, version) = (grounds.list()[0].clone(), grounds.version());
        grounds.keep(std::slice::from_ref(&underlay), content());
        assert_eq!(grounds.version(), version);
        let again = grounds.list()[0].drawing.as_ref().zip(first.drawing.as_ref());
        assert!(again.is_some_and(|(again, ready)| Arc::ptr_eq(again, ready)));
        let extents = grounds.extents().expect("has lines");
        assert!((extents.min.x - 100.0).abs() < 1e-9 && (extents.max.x - 110.0).abs() < 1e-9);
        let near = PlanRect { min: PlanPoint { x: 101.0, y: 0.9 }, max: PlanPoint { x: 102.0, y: 1.1 } };
        assert_eq!(first.shapes_near(near).len(), 1);
    }

    #[test]
    fn points_far_from_the_origin_keep_their_distances() {
        // 300 km in inches.
        let ready = PreparedDrawing::new(drawing(11_811_023.6));
        let [from, to] = ready.flat(3) else { panic!("a line has two points") };
        assert!((f64::from(to[0] - from[0]) - 120.0).abs() < 1e-4);
        let step = f64::from(ready.flat(4)[0][1] - from[1]);
        assert!((step - 12.0).abs() < 1e-4, "{step}");
    }
}
