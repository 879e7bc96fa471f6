//! The tool that is there when no other is: choosing by press and box, moving, copying, reshaping, turning, removing.
//!
//! A drag that begins on an object moves it; on the ground it draws a box, from left to right around what is inside, from right to
//! left across what it touches. Rooms and areas are ground until they are chosen. M moves by two points, which can be typed.

use crate::domain::{DeviceId, EntityId, SheetId};
use crate::units::{Feet, PlanPoint, feet_and_inches};
use crate::workbench::plan::changes::{
    copied, landed, landing, moved, points_of, removal, rotated, with_point,
};
use crate::workbench::plan::geometry::{corners, distance, rect_between, turned};
use crate::workbench::plan::{
    BoxMode, DevicePlace, OverlayForm, OverlayShape, OverlayStyle, PlanEvent, PlanKey, PlanQuestion, Pointer,
    ScreenPoint, SelectMode, SnapKind, Tool, ToolContext, ToolOutcome, ViewChange, wall_body,
};

/// Presses this near to each other, in points of the screen, are at one place.
const SAME_PLACE_PT: f64 = 4.0;
/// How far an arrow key moves the plan while nothing is chosen, in points of the screen.
const PAN_PT: f64 = 60.0;
/// Reach of a handle, in points of the screen.
const HANDLE_PT: f64 = 6.0;
/// A held Shift makes a nudge so many times as far.
const FAR_NUDGE: f64 = 4.0;

#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum State {
    #[default]
    Idle,
    /// A box is drawn.
    Boxing { from: Pointer },
    /// What is chosen follows the pointer.
    Dragging { base: PlanPoint },
    /// One point of an object follows the pointer.
    Reshaping { id: EntityId, place: usize, from: PlanPoint },
    /// M was pressed: the point to move from is wanted.
    MoveFrom,
    /// The point to move to is wanted.
    MoveTo { base: PlanPoint },
}

#[derive(Debug, Default)]
pub(in crate::workbench::plan) struct SelectTool {
    state: State,
    /// Where was pressed last: a press at the same place chooses what lies below.
    pressed: Option<ScreenPoint>,
}

impl SelectTool {
    fn click(&mut self, count: u8, cx: &ToolContext<'_>) -> ToolOutcome {
        let here = cx.pointer.screen;
        let again = self.pressed.is_some_and(|at| at.distance(here) <= SAME_PLACE_PT);
        self.pressed = Some(here);
        let under = cx.under(cx.pointer.raw);
        let Some(first) = under.first().copied() else {
            let mode = if cx.pointer.held.shift { SelectMode::Add } else { SelectMode::Replace };
            return ToolOutcome::select(Vec::new(), mode);
        };
        if count >= 2 {
            let open = cx.selection.ids().first().copied().filter(|id| under.contains(id)).or(Some(first));
            return ToolOutcome { open, ..ToolOutcome::default() };
        }
        if cx.pointer.held.shift {
            return ToolOutcome::select(vec![first], SelectMode::Toggle);
        }
        let chosen = match cx.selection.ids() {
            [only] if again => under.iter().position(|id| id == only),
            _ => None,
        };
        let next = chosen.and_then(|place| under.get((place + 1) % under.len()).copied());
        ToolOutcome::select(vec![next.unwrap_or(first)], SelectMode::Replace)
    }

    fn begin_drag(&mut self, from: Pointer, cx: &ToolContext<'_>) -> ToolOutcome {
        if let Some((id, place, at)) = handle_at(from, cx) {
            self.state = State::Reshaping { id, place, from: at };
            return ToolOutcome::default();
        }
        let under = cx.under(from.raw);
        let chosen = under.iter().copied().find(|id| cx.selection.contains(*id));
        let is_ground = |id: &EntityId| matches!(id, EntityId::Room(..) | EntityId::Area(..));
        let grabbed = chosen.or_else(|| under.first().copied().filter(|id| !is_ground(id)));
        let Some(grabbed) = grabbed.filter(|_| !from.held.shift) else {
            self.state = State::Boxing { from };
            return ToolOutcome::default();
        };
        // The point of the object that was meant goes to the pointer, so that it can snap.
        let points = points_of(cx.sheet, grabbed).into_iter();
        let near = points.map(|at| (distance(at, from.raw), at)).min_by(|a, b| a.0.total_cmp(&b.0));
        let is_device = matches!(grabbed, EntityId::Device(..));
        let base = near.filter(|(far, _)| is_device || *far <= cx.aperture_ft).map_or(from.raw, |(_, at)| at);
        self.state = State::Dragging { base };
        if cx.selection.contains(grabbed) {
            ToolOutcome::default()
        } else {
            ToolOutcome::select(vec![grabbed], SelectMode::Replace)
        }
    }

    fn end_drag(&mut self, cx: &ToolContext<'_>) -> ToolOutcome {
        match std::mem::take(&mut self.state) {
            State::Boxing { from } => {
                let (rect, mode) = boxed(from, cx.pointer);
                let found = cx.index.boxed(rect, mode, |layer| cx.layers.is_open(layer));
                let how = if cx.pointer.held.shift { SelectMode::Toggle } else { SelectMode::Replace };
                ToolOutcome::select(found, how)
            }
            State::Dragging { base } => finish_move(base, cx.pointer.at, true, cx),
            State::Reshaping { id, place, .. } => {
                ToolOutcome { step: with_point(cx.sheet, id, place, cx.pointer.at), ..ToolOutcome::default() }
            }
            State::Idle | State::MoveFrom | State::MoveTo { .. } => ToolOutcome::default(),
        }
    }

    /// `by_hand` tells a press from a point that was typed, which is meant exactly.
    fn place(&mut self, at: PlanPoint, by_hand: bool, cx: &ToolContext<'_>) -> ToolOutcome {
        match self.state {
            State::MoveFrom => {
                self.state = State::MoveTo { base: at };
                ToolOutcome::default()
            }
            State::MoveTo { base } => {
                self.state = State::Idle;
                finish_move(base, at, by_hand, cx)
            }
            State::Idle | State::Boxing { .. } | State::Dragging { .. } | State::Reshaping { .. } => {
                ToolOutcome::default()
            }
        }
    }

    fn key(&mut self, key: PlanKey, cx: &ToolContext<'_>) -> ToolOutcome {
        let chosen = cx.selection.ids();
        let far = cx.nudge_ft * if cx.pointer.held.shift { FAR_NUDGE } else { 1.0 };
        let nudge = |dx: f64, dy: f64| {
            if chosen.is_empty() {
                let view = Some(ViewChange::Pan(-dx * PAN_PT, dy * PAN_PT));
                return ToolOutcome { view, ..ToolOutcome::default() };
            }
            ToolOutcome { step: moved(cx.sheet, chosen, dx * far, dy * far), ..ToolOutcome::default() }
        };
        match key {
            PlanKey::Left => nudge(-1.0, 0.0),
            PlanKey::Right => nudge(1.0, 0.0),
            PlanKey::Up => nudge(0.0, 1.0),
            PlanKey::Down => nudge(0.0, -1.0),
            PlanKey::Delete | PlanKey::Backspace => remove(cx),
            PlanKey::Letter('M') if chosen.is_empty() => ToolOutcome::say("Choose what to move first"),
            PlanKey::Letter('M') => {
                self.state = State::MoveFrom;
                ToolOutcome::default()
            }
            PlanKey::Letter('R') if chosen.is_empty() => ToolOutcome::say("Choose what to rotate first"),
            PlanKey::Letter('R') => {
                let degrees = if cx.pointer.held.shift { -90.0 } else { 90.0 };
                // A device turns where it stands, also while it is dragged.
                ToolOutcome { step: rotated(cx.sheet, chosen, None, degrees), ..ToolOutcome::default() }
            }
            PlanKey::Letter('C') => {
                let devices: Vec<(SheetId, DeviceId)> = chosen
                    .iter()
                    .filter_map(|id| match id {
                        EntityId::Device(sheet, device) => Some((*sheet, *device)),
                        _ => None,
                    })
                    .collect();
                if devices.is_empty() {
                    return ToolOutcome::say("Choose devices first; C puts them on a circuit");
                }
                ToolOutcome { ask: Some(PlanQuestion::Circuit(devices)), ..ToolOutcome::default() }
            }
            PlanKey::Letter(_) => ToolOutcome::default(),
        }
    }
}

impl Tool for SelectTool {
    fn event(&mut self, event: &PlanEvent, cx: &ToolContext<'_>) -> ToolOutcome {
        match (event, self.state) {
            (PlanEvent::Click { .. } | PlanEvent::Exact(_), State::MoveFrom | State::MoveTo { .. }) => {
                let by_hand = matches!(event, PlanEvent::Click { .. });
                event.place(cx).map_or_else(ToolOutcome::default, |at| self.place(at, by_hand, cx))
            }
            (PlanEvent::Click { count }, _) => self.click(*count, cx),
            (PlanEvent::DragStart { .. }, State::MoveFrom | State::MoveTo { .. }) => ToolOutcome::default(),
            (PlanEvent::DragStart { from }, _) => self.begin_drag(*from, cx),
            (PlanEvent::DragEnd, State::MoveFrom | State::MoveTo { .. }) => {
                self.place(cx.pointer.at, true, cx)
            }
            (PlanEvent::DragEnd, _) => self.end_drag(cx),
            (PlanEvent::Key(key), State::Idle) => self.key(*key, cx),
            (PlanEvent::Confirm, State::Idle) => ToolOutcome::default(),
            (PlanEvent::Cancel, State::Idle) => ToolOutcome::select(Vec::new(), SelectMode::Replace),
            (PlanEvent::Cancel | PlanEvent::Confirm, _) => {
                self.state = State::Idle;
                ToolOutcome::default()
            }
            (PlanEvent::Move | PlanEvent::Drag | PlanEvent::Exact(_) | PlanEvent::Key(_), _) => {
                ToolOutcome::default()
            }
        }
    }

    fn overlay(&self, cx: &ToolContext<'_>) -> Vec<OverlayShape> {
        match self.state {
            State::Idle | State::MoveFrom => handles(cx),
            State::Boxing { from } => {
                let (rect, mode) = boxed(from, cx.pointer);
                let style = match mode {
                    BoxMode::Window => OverlayStyle::WindowBox,
                    BoxMode::Crossing => OverlayStyle::CrossingBox,
                };
                vec![OverlayShape::new(style, OverlayForm::Closed(corners(rect).to_vec()))]
            }
            State::Dragging { base } | State::MoveTo { base } => carried(base, cx),
            State::Reshaping { id, place, from } => reshaped(id, place, from, cx),
        }
    }

    fn hint(&self) -> String {
        match self.state {
            State::Idle => "Select: press, or drag a box; Shift adds",
            State::Boxing { .. } => "Left to right: what is inside · right to left: what it touches",
            State::Dragging { .. } => "Move: let go where it goes; Ctrl copies, Esc leaves it",
            State::Reshaping { .. } => "Reshape: let go where the point goes",
            State::MoveFrom => "Move: press the point to move from",
            State::MoveTo { .. } => "Move: press the point to move to, or type how far",
        }
        .to_owned()
    }

    fn is_idle(&self) -> bool {
        self.state == State::Idle
    }

    fn letters(&self) -> &'static [char] {
        if self.is_idle() { &['M', 'R', 'C'] } else { &[] }
    }

    fn last(&self) -> Option<PlanPoint> {
        match self.state {
            State::Dragging { base } | State::MoveTo { base } => Some(base),
            State::Reshaping { from, .. } => Some(from),
            State::Idle | State::Boxing { .. } | State::MoveFrom => None,
        }
    }

    fn takes_points(&self) -> bool {
        !matches!(self.state, State::Idle | State::Boxing { .. })
    }

    fn drags(&self) -> bool {
        true
    }

    fn carries_selection(&self) -> bool {
        matches!(self.state, State::Dragging { .. } | State::Reshaping { .. })
    }
}

/// Returns the box between two places and how it chooses.
fn boxed(from: Pointer, to: Pointer) -> (crate::units::PlanRect, BoxMode) {
    let mode = if to.screen.x >= from.screen.x { BoxMode::Window } else { BoxMode::Crossing };
    (rect_between(from.raw, to.raw), mode)
}

/// Returns where the one chosen device lands when it is carried so far by hand, if it stands on walls. A pointer that snapped to
/// something exact other than a wall means that.
fn lands(dx: f64, dy: f64, cx: &ToolContext<'_>) -> Option<DevicePlace> {
    let of_wall = |id: Option<EntityId>| matches!(id, Some(EntityId::Wall(..)));
    let exact = cx.pointer.snap.is_some_and(|snap| snap.kind < SnapKind::Nearest && !of_wall(snap.of));
    if exact || dx.hypot(dy) < 1e-9 {
        return None;
    }
    landing(cx.sheet, cx.symbols, cx.selection.ids(), (dx, dy), cx.aperture_ft)
        .filter(|place| place.wall.is_some())
}

fn finish_move(base: PlanPoint, to: PlanPoint, by_hand: bool, cx: &ToolContext<'_>) -> ToolOutcome {
    let (dx, dy) = (to.x - base.x, to.y - base.y);
    if let Some(place) = lands(dx, dy, cx).filter(|_| by_hand && !cx.pointer.held.ctrl) {
        return ToolOutcome { step: landed(cx.sheet, cx.selection.ids(), place), ..ToolOutcome::default() };
    }
    if !cx.pointer.held.ctrl {
        return ToolOutcome { step: moved(cx.sheet, cx.selection.ids(), dx, dy), ..ToolOutcome::default() };
    }
    let Some((step, copies)) = copied(cx.project, cx.sheet, cx.selection.ids(), dx, dy) else {
        return ToolOutcome::default();
    };
    ToolOutcome { step: Some(step), select: Some((copies, SelectMode::Replace)), ..ToolOutcome::default() }
}

/// Removes what is chosen at once where nothing hangs on it; else somebody is asked.
fn remove(cx: &ToolContext<'_>) -> ToolOutcome {
    let chosen = cx.selection.ids();
    match removal(cx.project, cx.sheet, chosen) {
        None => ToolOutcome::default(),
        Some(removal) if removal.consequences.is_empty() => {
            ToolOutcome { step: Some(removal.step), ..ToolOutcome::default() }
        }
        Some(_) => ToolOutcome { ask: Some(PlanQuestion::Delete(chosen.to_vec())), ..ToolOutcome::default() },
    }
}

/// Returns the points by which the one chosen object can be reshaped.
fn grips(cx: &ToolContext<'_>) -> Option<(EntityId, Vec<PlanPoint>)> {
    let [id] = cx.selection.ids() else { return None };
    let open = cx.index.item(*id).is_some_and(|item| cx.layers.is_open(item.layer));
    let has_grips = !matches!(id, EntityId::Device(..) | EntityId::Opening(..));
    (open && has_grips).then(|| (*id, points_of(cx.sheet, *id)))
}

fn handles(cx: &ToolContext<'_>) -> Vec<OverlayShape> {
    let points = grips(cx).map(|(_, points)| points).unwrap_or_default();
    let shape = |at| OverlayShape::new(OverlayStyle::Selection, OverlayForm::Handle(at));
    points.into_iter().map(shape).collect()
}

fn handle_at(from: Pointer, cx: &ToolContext<'_>) -> Option<(EntityId, usize, PlanPoint)> {
    let (id, points) = grips(cx)?;
    let reach = HANDLE_PT / cx.camera.pt_per_ft;
    let hit = |at: &PlanPoint| (at.x - from.raw.x).abs() <= reach && (at.y - from.raw.y).abs() <= reach;
    let place = points.iter().position(hit)?;
    Some((id, place, *points.get(place)?))
}

/// Draws what is chosen where it would come to lie.
fn carried(base: PlanPoint, cx: &ToolContext<'_>) -> Vec<OverlayShape> {
    let to = cx.pointer.at;
    let (dx, dy) = (to.x - base.x, to.y - base.y);
    let lands = lands(dx, dy, cx).filter(|_| !cx.pointer.held.ctrl);
    let device = match cx.selection.ids() {
        [EntityId::Device(_, id)] => cx.sheet.devices.get(id),
        _ => None,
    };
    let shift = |at: PlanPoint| match (lands, device) {
        (Some(place), Some(device)) => {
            let moved = PlanPoint { x: at.x + place.at.x - device.at.x, y: at.y + place.at.y - device.at.y };
            turned(moved, place.at, place.rotation_deg - device.rotation_deg)
        }
        _ => PlanPoint { x: at.x + dx, y: at.y + dy },
    };
    let mut shapes: Vec<OverlayShape> =
        cx.selection.ids().iter().flat_map(|id| outline_of(*id, cx)).map(|shape| shape.map(&shift)).collect();
    if dx.hypot(dy) > 1e-6 {
        shapes.push(OverlayShape::line(OverlayStyle::Guide, vec![base, to]));
        let words = feet_and_inches(Feet(dx.hypot(dy)), 2);
        let verb = if cx.pointer.held.ctrl { format!("copy · {words}") } else { words };
        shapes.push(OverlayShape::chip(OverlayStyle::Dimension, to, verb));
    }
    shapes
}

fn reshaped(id: EntityId, place: usize, from: PlanPoint, cx: &ToolContext<'_>) -> Vec<OverlayShape> {
    let mut points = points_of(cx.sheet, id);
    if let Some(point) = points.get_mut(place) {
        *point = cx.pointer.at;
    }
    let closed = matches!(id, EntityId::Room(..) | EntityId::Area(..));
    let form = if closed { OverlayForm::Closed(points) } else { OverlayForm::Line(points) };
    let far = feet_and_inches(Feet(distance(from, cx.pointer.at)), 2);
    vec![
        OverlayShape::new(OverlayStyle::Draft, form),
        OverlayShape::chip(OverlayStyle::Dimension, cx.pointer.at, far),
    ]
}

/// Returns the outline of an object as a draft.
fn outline_of(id: EntityId, cx: &ToolContext<'_>) -> Vec<OverlayShape> {
    let draft = |form| vec![OverlayShape::new(OverlayStyle::Draft, form)];
    match id {
        EntityId::Device(..) => {
            let bounds = cx.index.item(id).map(|item| item.bounds);
            bounds.map(|rect| draft(OverlayForm::Closed(corners(rect).to_vec()))).unwrap_or_default()
        }
        EntityId::Wall(_, id) => {
            let wall = cx.sheet.walls.get(&id);
            wall.map(|wall| draft(OverlayForm::Closed(wall_body(wall).to_vec()))).unwrap_or_default()
        }
        EntityId::Run(..) => draft(OverlayForm::Line(points_of(cx.sheet, id))),
        _ => draft(OverlayForm::Closed(points_of(cx.sheet, id))),
    }
}
