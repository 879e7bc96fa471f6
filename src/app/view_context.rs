//! What every tab and dialog may read while it draws, and the queue of what it asks for.
//!
//! Nothing that draws changes a document: it pushes an [`AppRequest`], and the window carries them out after the frame.

use crate::app::front::Front;
use crate::app::plan::PlanStatus;
use crate::app::theme::Tokens;
use crate::app::training::LabDialog;
use crate::domain::{CircuitId, Device, DeviceId, EntityId, PanelId, Project, SheetId, Slot, System};
use crate::rules::FindingKey;
use crate::workbench::help::TopicId;
use crate::workbench::{Action, Command, Workbench};

/// What may be read while drawing. There is one only while a project is open.
#[derive(Clone, Copy)]
pub struct ViewContext<'a> {
    pub workbench: &'a Workbench,
    pub project: &'a Project,
    /// The panelboard whose tab is in front.
    pub panel: Option<PanelId>,
    pub tokens: &'a Tokens,
    /// Seconds since the window opened.
    pub now: f64,
}

/// Something a person asked for while a frame was drawn.
#[derive(Clone, Debug)]
pub enum AppRequest {
    /// For the workbench.
    Command(Command),
    /// As if chosen from the menu.
    Action(Action),
    /// Starts a project with an empty panelboard of this system and slot count.
    NewProject(System, u16),
    /// Rows of a foreign schedule were pasted onto this panelboard: they go through the import preview.
    PasteRows(PanelId, String),
    /// Moves circuits dropped on the tab of another panelboard there.
    Transfer(DraggedCircuits, PanelId),
    /// Shows how the numbers of a panelboard came about.
    Explain(PanelId),
    /// Shows how the figures of an object came about, the one at a place first in view.
    ExplainFigure(EntityId, usize),
    /// Brings a panelboard's tab to the front.
    ShowPanel(PanelId),
    /// Brings a panelboard's tab to the front with the cursor at a slot.
    ShowSlot(PanelId, Slot),
    /// Opens the feeder tree and the properties of the service or a transformer.
    ShowFeed(EntityId),
    /// Opens the properties of an object.
    Properties(EntityId),
    /// Brings what something is about to the front of the views that show it, without leaving the view in front.
    Reveal(EntityId),
    /// Shows what a fix of the chosen finding would do, by its place among those offered.
    PreviewFix(usize),
    /// Asks for the file of a drawing: for a new underlay, or for the one at a place of a sheet.
    PickUnderlay(Option<(SheetId, usize)>),
    /// Looks for walls and rooms in the underlay at a place of a sheet.
    Recognize(SheetId, usize),
    /// Brings a view to the front.
    Front(Front),
    /// Brings the plan to the front and goes to something on it.
    ShowOnPlan(EntityId),
    /// These were chosen on the plan: the other views show them.
    ChosenOnPlan(Vec<EntityId>),
    /// Asks whether objects of the plan may go, and says what hangs on them.
    DeleteFromPlan(Vec<EntityId>),
    /// Asks which circuit devices of the plan are to be on.
    CircuitDevices(Vec<(SheetId, DeviceId)>),
    /// Takes the tool that places devices, with a symbol.
    TakeSymbol(String),
    /// Asks for another symbol of devices.
    ChangeSymbol(Vec<EntityId>),
    /// Draws devices as proposed on the plan, until it changes.
    ProposeDevices(Vec<Device>),
    RenameSheet(SheetId),
    DeleteSheet(SheetId),
    /// Takes the focus off the canvas.
    LeavePlan,
    /// Opens a dialog about datasets and models.
    Lab(LabDialog),
    /// Shows a finding in the review.
    ShowFinding(FindingKey),
}

/// What is dragged out of a schedule: circuits of one panelboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraggedCircuits {
    pub from: PanelId,
    pub circuits: Vec<CircuitId>,
}

/// The requests of one frame, in order.
#[derive(Debug, Default)]
pub struct Requests(Vec<AppRequest>);

impl Requests {
    /// Asks for something.
    pub fn push(&mut self, request: AppRequest) {
        self.0.push(request);
    }

    /// Asks the workbench for something.
    pub fn command(&mut self, command: Command) {
        self.push(AppRequest::Command(command));
    }

    /// Asks for an action.
    pub fn action(&mut self, action: Action) {
        self.push(AppRequest::Action(action));
    }

    /// Takes all requests out.
    pub fn take(&mut self) -> Vec<AppRequest> {
        std::mem::take(&mut self.0)
    }
}

/// Where the cursor of the tab in front stands, for the status bar and for help.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CursorPlace {
    pub slot: Option<Slot>,
    /// What help says about the column.
    pub help: Option<TopicId>,
    /// Of the plan, while it is in front.
    pub plan: Option<PlanStatus>,
}

/// What the window asks of the tab in front besides drawing itself.
pub trait Tab {
    /// Draws the tab.
    fn ui(&mut self, ui: &mut egui::Ui, view: &ViewContext<'_>, out: &mut Requests);

    /// Returns whether the tab answers to this action at all.
    fn handles(&self, action: Action) -> bool;

    /// Returns why the action cannot run now; `None` when it can.
    fn refusal(&self, action: Action, view: &ViewContext<'_>) -> Option<String>;

    /// Carries the action out.
    fn act(&mut self, action: Action, ctx: &egui::Context, view: &ViewContext<'_>, out: &mut Requests);

    /// Puts the cursor at a slot of the panelboard in front.
    fn show_slot(&mut self, slot: Slot);

    /// Returns where the cursor stands.
    fn place(&self) -> CursorPlace;

    /// Returns whether Esc has something to end in the tab: text being typed, an open list, a question, a drag.
    fn wants_escape(&self) -> bool;

    /// Returns the circuits that are selected, the one under the cursor first.
    fn selected_circuits(&self) -> Vec<CircuitId>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_come_out_once_and_in_order() {
        let mut out = Requests::default();
        out.action(Action::Undo);
        out.command(Command::Redo);
        let taken = out.take();
        assert!(matches!(taken[..], [AppRequest::Action(Action::Undo), AppRequest::Command(Command::Redo)]));
        assert!(out.take().is_empty());
    }
}
