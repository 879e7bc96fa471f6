//! Everything on a sheet by where it lies: what is under the pointer, inside a box, in view.
//!
//! Built once for a sheet's state, of which the rest of the program needs to know nothing; asked every frame.

use super::geometry::{area_of, corners, distance, grown, holds, join, nearest_on, rect_of, touches};
use super::{PlanLayer, wall_body};
use crate::domain::symbols::{SymbolLibrary, placed};
use crate::domain::{Device, DeviceKind, EntityId, Opening, Sheet, Wall};
use crate::units::{PlanPoint, PlanRect};
use rstar::{AABB, RTree, RTreeObject};
use std::collections::BTreeMap;

/// How far the smallest device is taken to reach, in feet.
const LEAST_REACH_FT: f64 = 0.5;

/// Where an object lies.
#[derive(Clone, Debug, PartialEq)]
pub enum Form {
    /// A symbol about a point.
    Spot(PlanPoint),
    /// A line through points.
    Path(Vec<PlanPoint>),
    /// A solid outline.
    Body(Vec<PlanPoint>),
    /// An outline with other things in it, which come first.
    Field(Vec<PlanPoint>),
}

impl Form {
    fn points(&self) -> &[PlanPoint] {
        match self {
            Self::Spot(at) => std::slice::from_ref(at),
            Self::Path(points) | Self::Body(points) | Self::Field(points) => points,
        }
    }

    const fn is_closed(&self) -> bool {
        matches!(self, Self::Body(_) | Self::Field(_))
    }

    /// Returns the straight pieces of a line or an outline.
    pub fn pieces(&self) -> impl Iterator<Item = (PlanPoint, PlanPoint)> + '_ {
        let points = self.points();
        let closing = points.last().copied().zip(points.first().copied()).filter(|_| self.is_closed());
        points.iter().copied().zip(points.iter().copied().skip(1)).chain(closing)
    }

    /// Returns how far a point is from the object, 0 inside a solid one.
    fn distance(&self, bounds: PlanRect, at: PlanPoint) -> f64 {
        if let Self::Spot(_) = self {
            let x = (bounds.min.x - at.x).max(at.x - bounds.max.x).max(0.0);
            let y = (bounds.min.y - at.y).max(at.y - bounds.max.y).max(0.0);
            return x.hypot(y);
        }
        if matches!(self, Self::Body(outline) if at.lies_in(outline)) {
            return 0.0;
        }
        self.pieces().map(|(a, b)| distance(nearest_on(a, b, at), at)).fold(f64::INFINITY, f64::min)
    }
}

/// An object of a sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanItem {
    pub id: EntityId,
    pub layer: PlanLayer,
    pub form: Form,
    pub bounds: PlanRect,
}

/// A place in the list by its rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Leaf {
    rect: AABB<[f64; 2]>,
    place: usize,
}

impl RTreeObject for Leaf {
    type Envelope = AABB<[f64; 2]>;

    fn envelope(&self) -> Self::Envelope {
        self.rect
    }
}

/// How a box chooses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoxMode {
    /// What lies inside whole.
    Window,
    /// What it touches.
    Crossing,
}

/// The objects of one sheet, by place.
#[derive(Debug, Default)]
pub struct PlanIndex {
    items: Vec<PlanItem>,
    by_id: BTreeMap<EntityId, usize>,
    tree: RTree<Leaf>,
}

pub(super) fn envelope(rect: PlanRect) -> AABB<[f64; 2]> {
    AABB::from_corners([rect.min.x, rect.min.y], [rect.max.x, rect.max.y])
}

impl PlanIndex {
    /// Sorts the objects of a sheet by place; devices are as large as their symbols.
    pub fn of(sheet: &Sheet, symbols: &SymbolLibrary) -> Self {
        let mut items = Vec::new();
        let mut put = |id: EntityId, layer: PlanLayer, form: Form| {
            if let Some(bounds) = rect_of(form.points().iter().copied()) {
                items.push(PlanItem { id, layer, form, bounds });
            }
        };
        for (id, area) in &sheet.areas {
            put(EntityId::Area(sheet.id, *id), PlanLayer::Areas, Form::Field(area.outline.clone()));
        }
        for (id, room) in &sheet.rooms {
            put(EntityId::Room(sheet.id, *id), PlanLayer::Rooms, Form::Field(room.outline.clone()));
        }
        for (id, wall) in &sheet.walls {
            put(EntityId::Wall(sheet.id, *id), PlanLayer::Walls, Form::Body(wall_body(wall).to_vec()));
        }
        for (id, opening) in &sheet.openings {
            if let Some(body) = sheet.walls.get(&opening.wall).map(|wall| opening_body(wall, opening)) {
                put(EntityId::Opening(sheet.id, *id), PlanLayer::Walls, Form::Body(body.to_vec()));
            }
        }
        for (id, run) in &sheet.runs {
            put(EntityId::Run(sheet.id, *id), PlanLayer::Runs, Form::Path(run.path.clone()));
        }
        for (id, device) in &sheet.devices {
            let (id, form) = (EntityId::Device(sheet.id, *id), Form::Spot(device.at));
            items.push(PlanItem {
                id,
                layer: layer_of(device),
                form,
                bounds: device_bounds(device, symbols),
            });
        }
        let leaf = |(place, item): (usize, &PlanItem)| Leaf { rect: envelope(item.bounds), place };
        let tree = RTree::bulk_load(items.iter().enumerate().map(leaf).collect());
        let by_id = items.iter().enumerate().map(|(place, item)| (item.id, place)).collect();
        Self { items, by_id, tree }
    }

    /// Returns everything, in the order of drawing.
    pub fn items(&self) -> &[PlanItem] {
        &self.items
    }

    /// Returns one object.
    pub fn item(&self, id: EntityId) -> Option<&PlanItem> {
        self.items.get(*self.by_id.get(&id)?)
    }

    /// Returns the rectangle around everything; nothing for an empty sheet.
    pub fn extents(&self) -> Option<PlanRect> {
        self.items.iter().map(|item| item.bounds).reduce(join)
    }

    /// Returns the objects whose rectangles meet another one, in the order of drawing.
    pub fn within(&self, rect: PlanRect) -> Vec<&PlanItem> {
        let leaves = self.tree.locate_in_envelope_intersecting(envelope(rect));
        let mut places: Vec<usize> = leaves.map(|leaf| leaf.place).collect();
        places.sort_unstable();
        places.into_iter().filter_map(|place| self.items.get(place)).collect()
    }

    /// Returns what lies under a point within an aperture in feet, what is meant most likely first.
    pub fn under(
        &self,
        at: PlanPoint,
        aperture_ft: f64,
        is_open: impl Fn(PlanLayer) -> bool,
    ) -> Vec<EntityId> {
        let near = grown(PlanRect { min: at, max: at }, aperture_ft);
        let mut found: Vec<(u8, f64, EntityId)> = Vec::new();
        for item in self.within(near).into_iter().filter(|item| is_open(item.layer)) {
            let far = item.form.distance(item.bounds, at);
            if far <= aperture_ft {
                found.push((rank(item), far, item.id));
            } else if let Form::Field(outline) = &item.form
                && at.lies_in(outline)
            {
                // Of fields in each other the smallest is meant.
                found.push((u8::MAX, area_of(outline), item.id));
            }
        }
        found.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2)));
        found.into_iter().map(|(_, _, id)| id).collect()
    }

    /// Returns what a box chooses, in the order of drawing.
    pub fn boxed(&self, rect: PlanRect, mode: BoxMode, is_open: impl Fn(PlanLayer) -> bool) -> Vec<EntityId> {
        let chosen = |item: &&PlanItem| {
            is_open(item.layer)
                && match mode {
                    BoxMode::Window => inside(rect, item),
                    BoxMode::Crossing => crossed(rect, item),
                }
        };
        self.within(rect).into_iter().filter(chosen).map(|item| item.id).collect()
    }
}

fn inside(rect: PlanRect, item: &PlanItem) -> bool {
    item.form.points().iter().all(|at| holds(rect, PlanRect { min: *at, max: *at }))
}

fn crossed(rect: PlanRect, item: &PlanItem) -> bool {
    match &item.form {
        Form::Spot(_) => true,
        Form::Body(outline) if corners(rect).iter().any(|corner| corner.lies_in(outline)) => true,
        // A field is touched at its edge: else every box would choose the room it is drawn in.
        Form::Path(_) | Form::Body(_) | Form::Field(_) => {
            item.form.pieces().any(|(from, to)| touches(rect, from, to))
        }
    }
}

/// What is drawn above is meant before what is below.
const fn rank(item: &PlanItem) -> u8 {
    match item.id {
        EntityId::Device(..) => 0,
        EntityId::Run(..) => 1,
        EntityId::Opening(..) => 2,
        EntityId::Wall(..) => 3,
        _ => 4,
    }
}

fn device_bounds(device: &Device, symbols: &SymbolLibrary) -> PlanRect {
    let least = grown(PlanRect { min: device.at, max: device.at }, LEAST_REACH_FT);
    let symbol = symbols.of_device(device.kind, &device.symbol);
    let shapes = symbol.map(|symbol| placed(symbol, device.at, device.rotation_deg, 1.0)).unwrap_or_default();
    shapes.iter().filter_map(|shape| shape.bounds()).fold(least, join)
}

/// Returns the layer of a device.
pub const fn layer_of(device: &Device) -> PlanLayer {
    match device.kind {
        DeviceKind::Luminaire => PlanLayer::Lighting,
        DeviceKind::Receptacle
        | DeviceKind::Switch
        | DeviceKind::Equipment
        | DeviceKind::PanelLocation
        | DeviceKind::JunctionBox
        | DeviceKind::Disconnect
        | DeviceKind::Data
        | DeviceKind::FireAlarm => PlanLayer::Devices,
    }
}

/// Returns the corners of what an opening takes of its wall.
pub fn opening_body(wall: &Wall, opening: &Opening) -> [PlanPoint; 4] {
    let part = Wall {
        from: wall.point_at(opening.along_ft - opening.width_ft / 2.0),
        to: wall.point_at(opening.along_ft + opening.width_ft / 2.0),
        ..wall.clone()
    };
    wall_body(&part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{DeviceId, Facts, Room, RoomId, SheetId, WallId};
    use crate::units::VoltAmperes;
    use std::sync::Arc;

    fn at(x: f64, y: f64) -> PlanPoint {
        PlanPoint { x, y }
    }

    fn sheet() -> Sheet {
        let mut sheet = Sheet::new(SheetId(1), "Level 1");
        let wall = Wall {
            id: WallId(2),
            from: at(0.0, 0.0),
            to: at(20.0, 0.0),
            thickness_ft: 1.0,
            facts: Facts::new(),
        };
        sheet.walls.insert(wall.id, Arc::new(wall));
        let outline = vec![at(0.0, 0.0), at(20.0, 0.0), at(20.0, 10.0), at(0.0, 10.0)];
        let room = Room {
            id: RoomId(3),
            name: "OFFICE".to_owned(),
            use_type: "office".to_owned(),
            outline,
            facts: Facts::new(),
        };
        sheet.rooms.insert(room.id, Arc::new(room));
        let device = Device {
            id: DeviceId(4),
            kind: DeviceKind::Receptacle,
            symbol: "duplex".to_owned(),
            at: at(10.0, 0.5),
            rotation_deg: 0.0,
            load: VoltAmperes(180.0),
            circuit: None,
            label: String::new(),
            facts: Facts::new(),
        };
        sheet.devices.insert(device.id, Arc::new(device));
        sheet
    }

    #[test]
    fn a_device_on_a_wall_is_meant_before_the_wall_and_the_wall_before_the_room() {
        let index = PlanIndex::of(&sheet(), &SymbolLibrary::shipped());
        let under = |x, y| index.under(at(x, y), 0.3, |_| true);
        let sheet = SheetId(1);
        let (wall, room) = (EntityId::Wall(sheet, WallId(2)), EntityId::Room(sheet, RoomId(3)));
        let device = EntityId::Device(sheet, DeviceId(4));
        assert_eq!(under(10.0, 0.4), [device, wall, room]);
        assert_eq!(under(2.0, 0.4), [wall, room]);
        assert_eq!(under(2.0, 5.0), [room]);
        assert_eq!(under(2.0, 15.0), []);
        assert_eq!(index.under(at(10.0, 0.4), 0.3, |layer| layer == PlanLayer::Rooms), [room]);
    }

    #[test]
    fn a_window_takes_what_is_inside_and_a_crossing_what_it_touches() {
        let index = PlanIndex::of(&sheet(), &SymbolLibrary::shipped());
        let sheet = SheetId(1);
        let device = EntityId::Device(sheet, DeviceId(4));
        let wall = EntityId::Wall(sheet, WallId(2));
        let rect = PlanRect { min: at(8.0, -2.0), max: at(12.0, 2.0) };
        assert_eq!(index.boxed(rect, BoxMode::Window, |_| true), [device]);
        let crossing = index.boxed(rect, BoxMode::Crossing, |_| true);
        assert!(crossing.contains(&device) && crossing.contains(&wall), "{crossing:?}");
        let in_room = PlanRect { min: at(3.0, 3.0), max: at(6.0, 6.0) };
        assert_eq!(index.boxed(in_room, BoxMode::Crossing, |_| true), [], "the room around it is not meant");
    }

    #[test]
    fn what_lies_in_view_is_what_a_look_at_everything_finds() {
        let mut sheet = Sheet::new(SheetId(1), "Grid");
        for n in 0..900_u64 {
            let device = Device {
                id: DeviceId(n + 1),
                kind: DeviceKind::Receptacle,
                symbol: String::new(),
                at: at((n % 30) as f64 * 7.0, (n / 30) as f64 * 5.0),
                rotation_deg: 0.0,
                load: VoltAmperes(0.0),
                circuit: None,
                label: String::new(),
                facts: Facts::new(),
            };
            sheet.devices.insert(device.id, Arc::new(device));
        }
        let index = PlanIndex::of(&sheet, &SymbolLibrary::shipped());
        let rect = PlanRect { min: at(33.0, 12.0), max: at(97.0, 61.0) };
        let found: Vec<EntityId> = index.within(rect).iter().map(|item| item.id).collect();
        let expected: Vec<EntityId> = index
            .items()
            .iter()
            .filter(|item| crate::workbench::plan::geometry::meet(item.bounds, rect))
            .map(|item| item.id)
            .collect();
        assert_eq!(found, expected);
    }
}
