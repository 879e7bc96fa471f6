//! What a tool is: a state machine that hears events in plan space and answers with one undo step at a time.
//!
//! ```text
//! pointer, keys, typed points ─ PlanSession: snap, ortho, entry ─ PlanEvent ─ Tool::event ─ ToolOutcome
//!                                                                             Tool::overlay ─ shapes of the next frame
//! ```
//!
//! A tool is one file with one enum of states, and one line in `tools/mod.rs`. Cancel always returns it to its first state.

use super::{Layers, OverlayShape, PlanCamera, PlanIndex, ScreenPoint, SelectMode, Selection, Snap};
use crate::domain::symbols::SymbolLibrary;
use crate::domain::{DeviceId, Edit, EntityId, Project, Sheet, SheetId};
use crate::engineering::routing::RouteTerms;
use crate::proposals::RouteSubject;
use crate::units::{PlanPoint, PlanRect};
use std::fmt::Debug;
use std::sync::Arc;

/// Keys held while something is done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    pub shift: bool,
    /// Command on macOS.
    pub ctrl: bool,
    pub alt: bool,
}

/// Where the pointer is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Pointer {
    /// As it is.
    pub raw: PlanPoint,
    /// Snapped, on the grid, or on an axis.
    pub at: PlanPoint,
    pub screen: ScreenPoint,
    /// What it has snapped to.
    pub snap: Option<Snap>,
    pub held: Held,
}

/// A key that tools may use; letters that choose tools never get here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanKey {
    Left,
    Right,
    Up,
    Down,
    Delete,
    Backspace,
    /// A letter, upper case.
    Letter(char),
}

/// What a tool hears.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PlanEvent {
    /// The pointer moved.
    Move,
    /// The primary button was pressed and let go at one place, so many times quickly.
    Click {
        count: u8,
    },
    /// The pointer began to move with the button down; `from` is where it was pressed.
    DragStart {
        from: Pointer,
    },
    Drag,
    DragEnd,
    /// A place was typed.
    Exact(PlanPoint),
    Key(PlanKey),
    /// Enter, or the secondary button while something is being drawn.
    Confirm,
    /// Esc.
    Cancel,
}

impl PlanEvent {
    /// Returns the place that a press or an entry gives.
    pub fn place(&self, cx: &ToolContext<'_>) -> Option<PlanPoint> {
        match self {
            Self::Click { .. } => Some(cx.pointer.at),
            Self::Exact(at) => Some(*at),
            _ => None,
        }
    }
}

/// What a tool may read.
#[derive(Clone, Copy, Debug)]
pub struct ToolContext<'a> {
    pub project: &'a Project,
    pub sheet: &'a Sheet,
    /// Another one after every change of the project.
    pub revision: u64,
    pub index: &'a PlanIndex,
    pub layers: &'a Layers,
    pub selection: &'a Selection,
    pub camera: PlanCamera,
    pub pointer: Pointer,
    /// Reach of the pointer in feet.
    pub aperture_ft: f64,
    pub ortho: bool,
    /// Step of arrow keys in feet.
    pub nudge_ft: f64,
    /// What devices are drawn from.
    pub symbols: &'a Arc<SymbolLibrary>,
}

impl ToolContext<'_> {
    /// Returns what lies under a point and can be chosen, the likeliest first.
    pub fn under(&self, at: PlanPoint) -> Vec<EntityId> {
        self.index.under(at, self.aperture_ft, |layer| self.layers.is_open(layer))
    }
}

/// Edits that are one undo step.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanStep {
    pub label: String,
    pub edits: Vec<Edit>,
}

/// What a tool wants to happen to the view.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ViewChange {
    /// Moves the plan by points of the screen.
    Pan(f64, f64),
    /// Shows a part whole.
    Show(PlanRect),
}

/// What only a person can answer, in a dialog of the window.
#[derive(Clone, Debug, PartialEq)]
pub enum PlanQuestion {
    /// Objects are to go, and others hang on them.
    Delete(Vec<EntityId>),
    /// Devices are to go on a circuit.
    Circuit(Vec<(SheetId, DeviceId)>),
}

/// What a tool answers to an event.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ToolOutcome {
    pub step: Option<PlanStep>,
    pub select: Option<(Vec<EntityId>, SelectMode)>,
    pub view: Option<ViewChange>,
    pub ask: Option<PlanQuestion>,
    /// An object whose properties are wanted.
    pub open: Option<EntityId>,
    /// A sentence for the person, such as why nothing was done.
    pub say: Option<String>,
    /// A route that is wanted, with its terms.
    pub route: Option<(RouteSubject, RouteTerms)>,
    /// The tool has nothing left to do: the select tool takes over.
    pub done: bool,
}

impl ToolOutcome {
    /// Returns an answer that is one undo step.
    pub fn step(label: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self { step: Some(PlanStep { label: label.into(), edits }), ..Self::default() }
    }

    /// Returns an answer that only says something.
    pub fn say(text: impl Into<String>) -> Self {
        Self { say: Some(text.into()), ..Self::default() }
    }

    /// Returns an answer that chooses objects.
    pub fn select(ids: Vec<EntityId>, mode: SelectMode) -> Self {
        Self { select: Some((ids, mode)), ..Self::default() }
    }
}

/// The value of an option of a tool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OptionValue {
    /// A length as text.
    Length(String),
    Text(String),
    /// Place among the choices.
    Choice {
        chosen: usize,
        choices: Vec<&'static str>,
    },
}

/// Something that can be set while a tool is used, such as the thickness of a wall.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToolOption {
    pub name: &'static str,
    pub value: OptionValue,
}

/// A tool of the canvas.
pub trait Tool: Debug {
    /// Hears an event.
    fn event(&mut self, event: &PlanEvent, cx: &ToolContext<'_>) -> ToolOutcome;

    /// Returns what is drawn over the plan now.
    fn overlay(&self, _cx: &ToolContext<'_>) -> Vec<OverlayShape> {
        Vec::new()
    }

    /// Says what to do next, for the status bar.
    fn hint(&self) -> String;

    /// Returns whether Cancel has nothing to end here.
    fn is_idle(&self) -> bool;

    /// Returns the point that typed distances, ortho and perpendiculars count from.
    fn last(&self) -> Option<PlanPoint> {
        None
    }

    /// Returns whether the pointer snaps, and typed numbers are places.
    fn takes_points(&self) -> bool {
        true
    }

    /// Returns whether a movement with the button down is something else than a press.
    fn drags(&self) -> bool {
        false
    }

    /// Returns whether what is chosen moves with the pointer, so that it is not snapped to.
    fn carries_selection(&self) -> bool {
        false
    }

    /// Returns the letters that it hears as [`PlanKey::Letter`] now, upper case; all others take tools.
    fn letters(&self) -> &'static [char] {
        &[]
    }

    /// Returns the terms that it asks for routes with, where it asks for routes.
    fn route_terms(&self) -> Option<RouteTerms> {
        None
    }

    /// Takes other terms for routes.
    fn set_route_terms(&mut self, _terms: RouteTerms) {}

    /// Returns what can be set.
    fn options(&self) -> Vec<ToolOption> {
        Vec::new()
    }

    /// Sets an option from text; of a choice that is one of its words.
    ///
    /// # Errors
    /// Says why not.
    fn set_option(&mut self, _name: &str, _text: &str) -> Result<(), String> {
        Ok(())
    }
}
