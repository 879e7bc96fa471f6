//! The canvas without its pixels: the sheet in front, its camera, what is chosen, snaps, the tool at hand.
//!
//! ```text
//! keep(project)                       every frame: sheet, index, grounds, what is gone
//! point · press · release · wheel     the pointer, in points of the canvas
//! key · letter · enter · escape · tab the keyboard
//!    └─ Tool::event ─ ToolOutcome ─ PlanEffect: one undo step, a question, a sentence
//! ```
//!
//! It reads the project and never changes it: a step comes back to whoever shows the canvas. What belongs to looking (camera,
//! layers, snaps) stays here and is no step.

use super::changes::{copied, points_of};
use super::overlays::OverlayState;
use super::tools::tool_of;
use super::{
    ColorBy, Grounds, Held, Layers, OverlayForm, OverlayShape, OverlayStyle, PlanCamera, PlanEvent,
    PlanIndex, PlanKey, PlanQuestion, PlanStep, Pointer, ScreenPoint, ScreenSize, SelectMode, Selection,
    Snap, SnapField, SnapSettings, Tool, ToolContext, ToolOutcome, ViewChange, along_axis, begins_entry,
    geometry, parse_point, snaps_at,
};
use crate::domain::symbols::SymbolLibrary;
use crate::domain::{Device, EntityId, Project, Sheet, SheetId};
use crate::engineering::routing::RouteTerms;
use crate::proposals::RouteSubject;
use crate::units::PlanRect;
use crate::workbench::Action;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A press that moves further than this, in points, is a drag.
const DRAG_PT: f64 = 4.0;
/// Free around what is shown whole.
const MARGIN_PT: f64 = 28.0;
/// An arrow key moves so many feet where the pointer does not snap to a grid.
const NUDGE_FT: f64 = 0.25;

/// What the person or the project has to hear of after an event.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlanEffect {
    pub step: Option<PlanStep>,
    pub ask: Option<PlanQuestion>,
    pub say: Option<String>,
    pub open: Option<EntityId>,
    /// A route that is wanted, with its terms.
    pub route: Option<(SheetId, RouteSubject, RouteTerms)>,
}

/// The button of a press.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanButton {
    Primary,
    /// The wheel: moves the plan.
    Middle,
}

#[derive(Clone, Copy, Debug)]
struct Press {
    button: PlanButton,
    from: Pointer,
    dragging: bool,
    /// Esc was pressed: what follows until the button is let go means nothing.
    dropped: bool,
}

/// What Esc ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Escaped {
    Something,
    /// Nothing was going on and nothing chosen.
    Nothing,
}

/// The state of a canvas.
#[derive(Debug)]
pub struct PlanSession {
    sheet: Option<SheetId>,
    cameras: BTreeMap<SheetId, PlanCamera>,
    size: ScreenSize,
    selection: Selection,
    hover: Option<EntityId>,
    pub layers: Layers,
    pub color_by: ColorBy,
    pub snaps: SnapSettings,
    /// Devices that are proposed, drawn as ghosts until the project changes.
    pub proposed: Vec<Device>,
    tool: Action,
    tools: BTreeMap<Action, Box<dyn Tool>>,
    /// The tool that Space and Enter bring back.
    last_tool: Option<Action>,
    pointer: Pointer,
    /// Where it can snap to, and which of them Tab has chosen.
    offered: Vec<Snap>,
    cycled: usize,
    press: Option<Press>,
    /// What Ctrl+C has taken up, as it was then.
    clipboard: Option<(SheetId, Vec<EntityId>)>,
    entry: String,
    entry_error: Option<String>,
    index: Arc<PlanIndex>,
    indexed: Option<(SheetId, u64, u64)>,
    grounds: Grounds,
    symbols: Arc<SymbolLibrary>,
    /// Overlays that stay as long as what they were made for.
    overlays: RefCell<Option<(OverlayState, Vec<OverlayShape>)>>,
}

impl Default for PlanSession {
    fn default() -> Self {
        Self {
            sheet: None,
            cameras: BTreeMap::new(),
            size: ScreenSize::default(),
            selection: Selection::default(),
            hover: None,
            layers: Layers::default(),
            color_by: ColorBy::Runs,
            snaps: SnapSettings::default(),
            proposed: Vec::new(),
            tool: Action::PlanSelect,
            tools: BTreeMap::new(),
            last_tool: None,
            pointer: Pointer::default(),
            offered: Vec::new(),
            cycled: 0,
            press: None,
            clipboard: None,
            entry: String::new(),
            entry_error: None,
            index: Arc::new(PlanIndex::default()),
            indexed: None,
            grounds: Grounds::default(),
            symbols: SymbolLibrary::shipped(),
            overlays: RefCell::new(None),
        }
    }
}

impl PlanSession {
    /// Takes in the present project. `stamp` is another one after every change: number of the opened project, and revision.
    pub fn keep(&mut self, project: &Project, stamp: (u64, u64), size: ScreenSize) {
        self.size = size;
        if self.indexed.is_some_and(|(_, session, _)| session != stamp.0) {
            *self = Self { symbols: Arc::clone(&self.symbols), size, ..Self::default() };
        }
        let there = self.sheet.filter(|id| project.sheet(*id).is_some());
        self.sheet = there.or_else(|| project.sheets().next().map(|sheet| sheet.id));
        let Some(sheet) = self.sheet.and_then(|id| project.sheet(id)) else {
            self.index = Arc::new(PlanIndex::default());
            self.indexed = Some((SheetId(0), stamp.0, stamp.1));
            self.selection = Selection::default();
            return;
        };
        let now = (sheet.id, stamp.0, stamp.1);
        if self.indexed != Some(now) {
            self.index = Arc::new(PlanIndex::of(sheet, &self.symbols));
            self.indexed = Some(now);
            let index = &self.index;
            self.selection.retain(|id| index.item(*id).is_some());
            self.hover = self.hover.filter(|id| index.item(*id).is_some());
            self.offered.clear();
            self.proposed.clear();
        }
        if !self.cameras.contains_key(&sheet.id) {
            self.show_all();
        }
    }

    /// Takes in what the underlays of the sheet in front hold.
    pub fn keep_grounds(&mut self, change: impl FnOnce(&mut Grounds)) {
        let before = self.grounds.extents();
        change(&mut self.grounds);
        if before.is_none() && self.index.extents().is_none() && self.grounds.extents().is_some() {
            self.show_all();
        }
    }

    /// Returns the drawings beneath the sheet in front.
    pub const fn grounds(&self) -> &Grounds {
        &self.grounds
    }

    /// Returns the library that devices are drawn from.
    pub const fn symbols(&self) -> &Arc<SymbolLibrary> {
        &self.symbols
    }

    /// Draws devices from another library.
    pub fn set_symbols(&mut self, symbols: Arc<SymbolLibrary>) {
        if !Arc::ptr_eq(&symbols, &self.symbols) {
            self.symbols = symbols;
            if let Some((sheet, session, _)) = self.indexed {
                self.indexed = Some((sheet, session, u64::MAX));
            }
        }
    }

    /// Returns the objects of the sheet in front by place.
    pub const fn index(&self) -> &Arc<PlanIndex> {
        &self.index
    }

    /// Returns the sheet in front.
    pub const fn sheet_id(&self) -> Option<SheetId> {
        self.sheet
    }

    /// Returns the sheet in front.
    pub fn sheet<'p>(&self, project: &'p Project) -> Option<&'p Sheet> {
        project.sheet(self.sheet?)
    }

    /// Brings a sheet to the front.
    pub fn show_sheet(&mut self, id: SheetId) {
        if self.sheet != Some(id) {
            self.sheet = Some(id);
            self.selection = Selection::default();
            self.hover = None;
            self.press = None;
            self.end_entry();
        }
    }

    /// Returns the view of the sheet in front.
    pub fn camera(&self) -> PlanCamera {
        self.sheet.and_then(|sheet| self.cameras.get(&sheet).copied()).unwrap_or_default()
    }

    /// Changes the view of the sheet in front.
    pub fn set_camera(&mut self, camera: PlanCamera) {
        if let Some(sheet) = self.sheet {
            self.cameras.insert(sheet, camera);
        }
    }

    /// Returns the size of the canvas in points.
    pub const fn size(&self) -> ScreenSize {
        self.size
    }

    /// Returns the rectangle around everything on the sheet in front.
    pub fn extents(&self) -> Option<PlanRect> {
        match (self.index.extents(), self.grounds.extents()) {
            (Some(a), Some(b)) => Some(geometry::join(a, b)),
            (a, b) => a.or(b),
        }
    }

    /// Returns the view that shows a part whole.
    pub fn camera_for(&self, part: PlanRect) -> PlanCamera {
        PlanCamera::showing(part, self.size, MARGIN_PT)
    }

    /// Shows the whole sheet.
    pub fn show_all(&mut self) {
        let camera = self.extents().map_or_else(PlanCamera::default, |part| self.camera_for(part));
        self.set_camera(camera);
    }

    /// Enlarges or reduces at a place of the canvas.
    pub fn zoom_at(&mut self, at: ScreenPoint, factor: f64) {
        let mut camera = self.camera();
        camera.zoom_at(self.size, at, factor);
        self.set_camera(camera);
    }

    /// Moves the plan by points.
    pub fn pan(&mut self, dx: f64, dy: f64) {
        let mut camera = self.camera();
        camera.pan(dx, dy);
        self.set_camera(camera);
    }

    /// Returns what is chosen.
    pub const fn selection(&self) -> &Selection {
        &self.selection
    }

    /// Chooses objects of the sheet in front.
    pub fn select(&mut self, ids: &[EntityId], mode: SelectMode) {
        let known: Vec<EntityId> = ids.iter().copied().filter(|id| self.index.item(*id).is_some()).collect();
        self.selection.apply(&known, mode);
    }

    /// Chooses everything that can be chosen.
    pub fn select_all(&mut self) {
        let open = self.index.items().iter().filter(|item| self.layers.is_open(item.layer));
        let ids: Vec<EntityId> = open.map(|item| item.id).collect();
        self.selection.apply(&ids, SelectMode::Replace);
    }

    /// Chooses the next or the previous object in view, from the top left: so every object is reached without a pointer.
    pub fn step_selection(&mut self, by: isize) {
        let seen = self.camera().seen(self.size);
        let mut in_view: Vec<(i64, f64, EntityId)> = self
            .index
            .within(seen)
            .into_iter()
            .filter(|item| self.layers.is_open(item.layer))
            .map(|item| {
                let middle = (item.bounds.min.y + item.bounds.max.y) / 2.0;
                // Rows of four feet: what stands beside each other is walked from left to right.
                ((-middle / 4.0).floor() as i64, item.bounds.min.x, item.id)
            })
            .collect();
        in_view.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2)));
        let here = self.selection.ids().last().and_then(|id| in_view.iter().position(|(_, _, at)| at == id));
        let next = match here {
            Some(place) => (place as isize + by).rem_euclid(in_view.len().max(1) as isize) as usize,
            None if by < 0 => in_view.len().saturating_sub(1),
            None => 0,
        };
        if let Some((_, _, id)) = in_view.get(next) {
            self.selection.apply(&[*id], SelectMode::Replace);
        }
    }

    /// Returns what lies under the pointer.
    pub const fn hover(&self) -> Option<EntityId> {
        self.hover
    }

    /// Returns where the pointer is.
    pub const fn pointer(&self) -> Pointer {
        self.pointer
    }

    /// Returns what is being typed, and what was wrong with it.
    pub fn entry(&self) -> (&str, Option<&str>) {
        (&self.entry, self.entry_error.as_deref())
    }

    /// Returns the action of the tool at hand.
    pub const fn tool_action(&self) -> Action {
        self.tool
    }

    /// Returns the tool at hand.
    pub fn tool(&self) -> Option<&dyn Tool> {
        self.tools.get(&self.tool).map(AsRef::as_ref)
    }

    /// Returns whether something is being drawn, dragged or typed.
    pub fn is_busy(&self) -> bool {
        !self.entry.is_empty() || self.press.is_some() || self.tool().is_some_and(|tool| !tool.is_idle())
    }

    /// Sets an option of the tool at hand.
    ///
    /// # Errors
    /// Says why not.
    pub fn set_option(&mut self, name: &str, text: &str) -> Result<(), String> {
        self.tools.get_mut(&self.tool).map_or(Ok(()), |tool| tool.set_option(name, text))
    }

    /// Takes a tool into the hand; an unknown action does nothing.
    pub fn take_tool(&mut self, project: &Project, action: Action) {
        let Some(entry) = tool_of(action) else { return };
        self.drop_press();
        let chosen = self.selection.clone();
        self.hear(project, &PlanEvent::Cancel);
        if action == Action::PlanRoute {
            // What is chosen is what is to be routed.
            self.selection = chosen;
        }
        self.end_entry();
        self.tools.entry(action).or_insert_with(entry.make);
        if action != Action::PlanSelect {
            self.last_tool = Some(action);
        }
        self.tool = action;
        self.point(project, self.pointer.screen, self.pointer.held);
    }

    /// Moves the pointer.
    pub fn point(&mut self, project: &Project, at: ScreenPoint, held: Held) -> PlanEffect {
        let before = self.pointer.screen;
        self.place_pointer(project, at, held);
        let Some(press) = self.press else {
            return self.hear(project, &PlanEvent::Move);
        };
        if press.dropped {
            return PlanEffect::default();
        }
        let pans = press.button == PlanButton::Middle || self.tool == Action::PlanPan;
        if pans {
            self.pan(at.x - before.x, at.y - before.y);
            return PlanEffect::default();
        }
        let drags = self.tool().is_none_or(|tool| tool.drags());
        if !drags {
            return self.hear(project, &PlanEvent::Move);
        }
        let mut effect = PlanEffect::default();
        if !press.dragging {
            if press.from.screen.distance(at) < DRAG_PT {
                return effect;
            }
            self.press = Some(Press { dragging: true, ..press });
            effect = self.hear(project, &PlanEvent::DragStart { from: press.from });
            // What the drag has grasped decides what it snaps to.
            self.place_pointer(project, at, held);
        }
        merge(effect, self.hear(project, &PlanEvent::Drag))
    }

    /// Presses a button.
    pub fn press(&mut self, project: &Project, button: PlanButton, at: ScreenPoint, held: Held) {
        self.place_pointer(project, at, held);
        self.press = Some(Press { button, from: self.pointer, dragging: false, dropped: false });
    }

    /// Lets the button go; `count` presses came quickly one after the other.
    pub fn release(&mut self, project: &Project, at: ScreenPoint, held: Held, count: u8) -> PlanEffect {
        let Some(press) = self.press else { return PlanEffect::default() };
        self.place_pointer(project, at, held);
        self.press = None;
        if press.dropped || press.button == PlanButton::Middle || self.tool == Action::PlanPan {
            return PlanEffect::default();
        }
        let event = if press.dragging { PlanEvent::DragEnd } else { PlanEvent::Click { count } };
        let effect = self.hear(project, &event);
        self.place_pointer(project, at, held);
        effect
    }

    /// Returns whether a button is down on the canvas.
    pub const fn is_pressed(&self) -> bool {
        self.press.is_some()
    }

    /// Presses a key that tools use.
    pub fn key(&mut self, project: &Project, key: PlanKey, held: Held) -> PlanEffect {
        self.pointer.held = held;
        if key == PlanKey::Backspace && !self.entry.is_empty() {
            self.entry.pop();
            self.entry_error = None;
            return PlanEffect::default();
        }
        self.hear(project, &PlanEvent::Key(key))
    }

    /// Types a letter into an entry; returns whether it was taken.
    pub fn letter(&mut self, letter: char) -> bool {
        let takes = self.tool().is_some_and(|tool| tool.takes_points());
        if !takes || letter.is_control() || (self.entry.is_empty() && !begins_entry(letter)) {
            return false;
        }
        self.entry.push(letter);
        self.entry_error = None;
        true
    }

    /// Enter or the secondary button: takes what was typed, ends what is drawn, or brings the last tool back.
    pub fn enter(&mut self, project: &Project) -> PlanEffect {
        if !self.entry.is_empty() {
            let last = self.tool().and_then(|tool| tool.last());
            let place = parse_point(&self.entry).and_then(|read| read.resolve(last, self.pointer.at));
            return match place {
                Ok(at) => {
                    self.end_entry();
                    self.hear(project, &PlanEvent::Exact(at))
                }
                Err(why) => {
                    self.entry_error = Some(why);
                    PlanEffect::default()
                }
            };
        }
        if self.tool().is_some_and(|tool| !tool.is_idle()) {
            return self.hear(project, &PlanEvent::Confirm);
        }
        if self.tool != Action::PlanSelect {
            self.take_tool(project, Action::PlanSelect);
        } else if let Some(last) = self.last_tool {
            self.take_tool(project, last);
        }
        PlanEffect::default()
    }

    /// Has the tool at hand go on with what is chosen.
    pub fn confirm(&mut self, project: &Project) -> PlanEffect {
        self.hear(project, &PlanEvent::Confirm)
    }

    /// Ends one thing: an entry, a drag, what is drawn, the tool, the selection.
    pub fn escape(&mut self, project: &Project) -> Escaped {
        if !self.entry.is_empty() {
            self.end_entry();
            return Escaped::Something;
        }
        if self.press.is_some_and(|press| !press.dropped) {
            self.drop_press();
            self.hear(project, &PlanEvent::Cancel);
            return Escaped::Something;
        }
        if self.tool().is_some_and(|tool| !tool.is_idle()) {
            self.hear(project, &PlanEvent::Cancel);
            return Escaped::Something;
        }
        if self.tool != Action::PlanSelect {
            self.take_tool(project, Action::PlanSelect);
            return Escaped::Something;
        }
        if self.selection.is_empty() {
            return Escaped::Nothing;
        }
        self.selection = Selection::default();
        Escaped::Something
    }

    /// Takes the next of several snaps; returns whether there were several.
    pub fn next_snap(&mut self, project: &Project) -> bool {
        if self.offered.len() < 2 || !self.tool().is_some_and(|tool| tool.takes_points()) {
            return false;
        }
        self.cycled = (self.cycled + 1) % self.offered.len();
        self.settle_pointer();
        self.hear(project, &PlanEvent::Move);
        true
    }

    /// Takes up what is chosen, to be put down by [`Self::paste`]; returns whether anything is chosen.
    pub fn copy(&mut self) -> bool {
        let taken = self.sheet.filter(|_| !self.selection.is_empty());
        if let Some(sheet) = taken {
            self.clipboard = Some((sheet, self.selection.ids().to_vec()));
        }
        taken.is_some()
    }

    /// Puts copies of what was taken up where the pointer is, on the sheet it was taken from.
    pub fn paste(&mut self, project: &Project) -> PlanEffect {
        let Some((sheet, ids)) = self.clipboard.clone().filter(|(sheet, _)| Some(*sheet) == self.sheet)
        else {
            return PlanEffect::default();
        };
        let Some(sheet) = project.sheet(sheet) else { return PlanEffect::default() };
        let first = ids.iter().flat_map(|id| points_of(sheet, *id)).next();
        let Some(from) = first else { return PlanEffect::default() };
        let to = self.pointer.at;
        match copied(project, sheet, &ids, to.x - from.x, to.y - from.y) {
            Some((step, copies)) => {
                self.selection.apply(&copies, SelectMode::Replace);
                PlanEffect { step: Some(step), ..PlanEffect::default() }
            }
            None => PlanEffect::default(),
        }
    }

    /// Returns what is drawn over the plan: of the tool, the snap under the pointer.
    pub fn overlay(&self, project: &Project) -> Vec<OverlayShape> {
        let Some(sheet) = self.sheet(project) else { return Vec::new() };
        let cx = self.context(project, sheet);
        let Some(tool) = self.tool() else { return Vec::new() };
        let mut shapes = tool.overlay(&cx);
        if let Some(snap) = self.pointer.snap.filter(|_| tool.takes_points()) {
            let form = OverlayForm::Mark { at: snap.at, kind: snap.kind, named: true };
            shapes.push(OverlayShape::new(OverlayStyle::Snap, form));
        }
        shapes
    }

    /// Returns the overlays made for a state, made anew only when it is another one.
    pub(super) fn kept_overlays(
        &self,
        state: OverlayState,
        make: impl FnOnce() -> Vec<OverlayShape>,
    ) -> Vec<OverlayShape> {
        let mut kept = self.overlays.borrow_mut();
        if kept.as_ref().is_none_or(|(of, _)| *of != state) {
            *kept = Some((state, make()));
        }
        kept.as_ref().map(|(_, shapes)| shapes.clone()).unwrap_or_default()
    }

    /// Says what to do next.
    pub fn hint(&self) -> String {
        self.tool().map(|tool| tool.hint()).unwrap_or_default()
    }

    fn end_entry(&mut self) {
        self.entry.clear();
        self.entry_error = None;
    }

    fn drop_press(&mut self) {
        if let Some(press) = &mut self.press {
            press.dropped = true;
        }
    }

    fn context<'a>(&'a self, project: &'a Project, sheet: &'a Sheet) -> ToolContext<'a> {
        let camera = self.camera();
        ToolContext {
            project,
            sheet,
            revision: self.indexed.map_or(0, |(_, _, revision)| revision),
            index: &self.index,
            layers: &self.layers,
            selection: &self.selection,
            camera,
            pointer: self.pointer,
            aperture_ft: self.snaps.aperture_pt / camera.pt_per_ft,
            ortho: self.snaps.ortho,
            nudge_ft: if self.snaps.grid_snap { self.snaps.grid_ft } else { NUDGE_FT },
            symbols: &self.symbols,
        }
    }

    /// Finds out where the pointer is on the plan and what it could snap to.
    fn place_pointer(&mut self, project: &Project, at: ScreenPoint, held: Held) {
        let camera = self.camera();
        let raw = camera.to_plan(self.size, at);
        let moved = self.pointer.screen != at;
        self.pointer = Pointer { raw, at: raw, screen: at, snap: None, held };
        let Some(sheet) = self.sheet(project) else { return };
        let takes_points = self.tool().is_some_and(|tool| tool.takes_points());
        let aperture = self.snaps.aperture_pt / camera.pt_per_ft;
        if takes_points {
            let field = SnapField { sheet, index: &self.index, grounds: &self.grounds };
            let last = self.tool().and_then(|tool| tool.last());
            let mut offered = snaps_at(&field, &self.snaps, raw, aperture, last);
            if self.tool().is_some_and(|tool| tool.carries_selection()) {
                offered.retain(|snap| snap.of.is_none_or(|id| !self.selection.contains(id)));
            }
            if moved || self.cycled >= offered.len() {
                self.cycled = 0;
            }
            self.offered = offered;
        } else {
            self.offered.clear();
        }
        self.settle_pointer();
        let open = |layer| self.layers.is_open(layer);
        let hovers = self.tool == Action::PlanSelect && self.press.is_none() && !takes_points;
        self.hover = if hovers { self.index.under(raw, aperture, open).first().copied() } else { None };
    }

    /// Puts the pointer onto the chosen snap; where there is none, onto the axis.
    fn settle_pointer(&mut self) {
        let last = self.tool().and_then(|tool| tool.last());
        let snap = self.offered.get(self.cycled).copied();
        self.pointer.snap = snap;
        self.pointer.at = snap.map_or(self.pointer.raw, |snap| snap.at);
        // An exact place beats ortho; what lies anywhere on a line does not.
        let exact = snap.is_some_and(|snap| snap.kind < super::SnapKind::Nearest);
        let ortho = self.snaps.ortho != self.pointer.held.shift;
        if let Some(last) = last.filter(|_| ortho && !exact) {
            let on_axis = along_axis(last, self.pointer.at);
            if snap.is_some_and(|snap| geometry::distance(snap.at, on_axis) > 1e-9) {
                self.pointer.snap = None;
            }
            self.pointer.at = on_axis;
        }
    }

    fn hear(&mut self, project: &Project, event: &PlanEvent) -> PlanEffect {
        let Some(entry) = tool_of(self.tool) else { return PlanEffect::default() };
        let Some(sheet) = self.sheet(project) else { return PlanEffect::default() };
        let mut tool = self.tools.remove(&self.tool).unwrap_or_else(entry.make);
        let outcome = tool.event(event, &self.context(project, sheet));
        self.tools.insert(self.tool, tool);
        self.take(project, outcome)
    }

    fn take(&mut self, project: &Project, outcome: ToolOutcome) -> PlanEffect {
        let ToolOutcome { step, select, view, ask, open, say, route, done } = outcome;
        if let Some((ids, mode)) = select {
            // Copies are chosen before the project has them.
            self.selection.apply(&ids, mode);
        }
        match view {
            Some(ViewChange::Pan(dx, dy)) => self.pan(dx, dy),
            Some(ViewChange::Show(part)) => self.set_camera(self.camera_for(part)),
            None => {}
        }
        if done {
            self.take_tool(project, Action::PlanSelect);
        }
        let route = self.sheet.zip(route).map(|(sheet, (subject, terms))| (sheet, subject, terms));
        PlanEffect { step, ask, say, open, route }
    }
}

/// Joins what two events led to; the later one wins where both say something.
fn merge(first: PlanEffect, second: PlanEffect) -> PlanEffect {
    PlanEffect {
        step: second.step.or(first.step),
        ask: second.ask.or(first.ask),
        say: second.say.or(first.say),
        open: second.open.or(first.open),
        route: second.route.or(first.route),
    }
}

#[cfg(test)]
mod tests;
