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

mod keyboard;
mod pointer;
mod routing;
mod view;

use super::overlays::OverlayState;
use super::tools::tool_of;
use super::{
    ColorBy, Grounds, Layers, OverlayForm, OverlayShape, OverlayStyle, PlanCamera, PlanEvent, PlanIndex,
    PlanQuestion, PlanStep, Pointer, ScreenSize, SelectMode, Selection, Snap, SnapSettings, Tool,
    ToolContext, ToolOutcome, ViewChange,
};
use crate::domain::symbols::SymbolLibrary;
use crate::domain::{Device, EntityId, Project, Sheet, SheetId};
use crate::engineering::routing::RouteTerms;
use crate::proposals::RouteSubject;
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

#[cfg(test)]
mod tests;
