//! The only way a project changes: plain-data edits, applied all or nothing.
//!
//! An edit refuses what would make the record impossible; engineering faults pass and become findings. Records that a
//! removed one hangs on are never removed with it: the caller disconnects them first, in the same batch, and so shows
//! them to the person who asked.

mod circuit;
mod one_line;
mod panel;
mod plan;
mod plan_load;
mod supply;

pub(in crate::domain) use circuit::check as check_circuit;
pub(in crate::domain) use supply::cycle as find_cycle;

use crate::domain::{
    Amendment, Area, AreaId, Baseline, Circuit, CircuitId, DesignSettings, Device, DeviceId, EntityId,
    Feeder, FeederLoad, OneLineNode, OneLinePlace, Opening, OpeningId, Panel, PanelId, Project, ProjectInfo,
    Room, RoomId, Run, RunId, Service, Sheet, SheetId, Slot, SlotError, System, Transformer, TransformerId,
    Underlay, Waiver, WaiverId, Wall, WallId,
};
use std::collections::BTreeSet;
use std::sync::Arc;

/// One change of a project.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    SetInfo(ProjectInfo),
    SetSettings(DesignSettings),
    SetService(Option<Service>),
    /// Adds a panelboard with the circuits it holds. Its id must be new.
    AddPanel(Box<Panel>),
    /// Replaces the facts of a panelboard. The circuits of the given record are ignored, the present ones stay.
    SetPanel(Box<Panel>),
    /// Removes a panelboard with its circuits. Refused while anything is fed from it.
    RemovePanel(PanelId),
    /// Adds a circuit. Its id must be new.
    AddCircuit {
        panel: PanelId,
        circuit: Box<Circuit>,
    },
    /// Replaces a circuit's record, slot and poles included.
    SetCircuit {
        panel: PanelId,
        circuit: Box<Circuit>,
    },
    /// Removes a circuit. Refused while a feeder starts from it.
    RemoveCircuit {
        panel: PanelId,
        circuit: CircuitId,
    },
    /// Moves circuits to new top slots at once, so that exchanges are possible.
    MoveCircuits {
        panel: PanelId,
        moves: Vec<(CircuitId, Slot)>,
    },
    /// Moves a circuit to another panelboard. Feeders and devices follow it.
    TransferCircuit {
        from: PanelId,
        to: PanelId,
        circuit: CircuitId,
        slot: Slot,
    },
    AddTransformer(Box<Transformer>),
    SetTransformer(Box<Transformer>),
    /// Removes a transformer. Refused while anything is fed from it.
    RemoveTransformer(TransformerId),
    /// Says where a panelboard or transformer is fed from.
    SetFeeder {
        load: FeederLoad,
        feeder: Option<Box<Feeder>>,
    },
    /// Adds a sheet or replaces it whole.
    PutSheet(Box<Sheet>),
    RemoveSheet(SheetId),
    RenameSheet {
        sheet: SheetId,
        name: String,
    },
    /// Replaces the drawings under a sheet.
    SetUnderlays {
        sheet: SheetId,
        underlays: Vec<Underlay>,
    },
    PutWall {
        sheet: SheetId,
        wall: Box<Wall>,
    },
    /// Removes a wall and what breaks it.
    RemoveWall {
        sheet: SheetId,
        wall: WallId,
    },
    PutOpening {
        sheet: SheetId,
        opening: Box<Opening>,
    },
    RemoveOpening {
        sheet: SheetId,
        opening: OpeningId,
    },
    PutArea {
        sheet: SheetId,
        area: Box<Area>,
    },
    RemoveArea {
        sheet: SheetId,
        area: AreaId,
    },
    PutRoom {
        sheet: SheetId,
        room: Box<Room>,
    },
    RemoveRoom {
        sheet: SheetId,
        room: RoomId,
    },
    PutDevice {
        sheet: SheetId,
        device: Box<Device>,
    },
    RemoveDevice {
        sheet: SheetId,
        device: DeviceId,
    },
    PutRun {
        sheet: SheetId,
        run: Box<Run>,
    },
    RemoveRun {
        sheet: SheetId,
        run: RunId,
    },
    /// Puts a node of the one-line diagram at a place; `None` leaves it to the automatic layout again.
    PlaceOnOneLine {
        node: OneLineNode,
        at: Option<OneLinePlace>,
    },
    PutWaiver(Box<Waiver>),
    RemoveWaiver(WaiverId),
    /// Replaces the baseline of existing conditions; `None` clears it.
    SetBaseline(Option<Box<Baseline>>),
    /// Replaces the local amendments.
    SetAmendments(Vec<Amendment>),
}

/// What an edit touched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    pub touched: BTreeSet<EntityId>,
}

impl Change {
    fn of(entity: EntityId) -> Self {
        Self { touched: BTreeSet::from([entity]) }
    }

    /// Joins what two edits touched.
    pub fn merge(&mut self, other: Self) {
        self.touched.extend(other.touched);
    }
}

/// Why an edit was refused. The project is as it was.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum EditError {
    #[error("there is no {0} with this id")]
    NoSuch(&'static str),
    #[error("id {0} is in use")]
    IdInUse(u64),
    #[error("slot {slot} of {panel} is taken by circuit {by}")]
    SlotTaken { panel: String, slot: Slot, by: String },
    #[error("{what} {error}")]
    DoesNotFit { what: String, error: SlotError },
    #[error("{what} has {poles} poles; {system} takes at most {max}", max = system.max_poles())]
    TooManyPoles { what: String, poles: u8, system: System },
    #[error("a breaker has 1 to 3 poles, not {0}")]
    Poles(u8),
    #[error("the load of {what} must be a finite number of VA")]
    LoadNotFinite { what: String },
    #[error("a place on the one-line must be two finite numbers")]
    PlaceNotFinite,
    #[error("a panel has 2 to 336 slots in 1 to 4 sections, not {slots} in {sections}")]
    PanelSize { slots: u16, sections: u8 },
    #[error("{name} is the name of another panel")]
    NameTaken { name: String },
    #[error("a panel needs a name")]
    NameMissing,
    #[error("{what} still feeds {fed}; disconnect that first", fed = fed.join(", "))]
    StillFeeds { what: String, fed: Vec<String> },
    #[error("{what} would be fed by itself")]
    FeedsItself { what: String },
    #[error("the source of the feeder is missing: {0}")]
    NoSource(String),
}

/// Applies one edit.
///
/// # Errors
/// Returns why the edit is refused; the project is then unchanged.
pub fn apply(project: &mut Project, edit: &Edit) -> Result<Change, EditError> {
    match edit {
        Edit::SetInfo(info) => {
            project.info = info.clone();
            Ok(Change::of(EntityId::Project))
        }
        Edit::SetSettings(settings) => {
            project.settings = settings.clone();
            Ok(Change::of(EntityId::Project))
        }
        Edit::SetService(service) => supply::set_service(project, service.as_ref()),
        Edit::AddPanel(panel) => panel::add(project, panel),
        Edit::SetPanel(panel) => panel::set(project, panel),
        Edit::RemovePanel(id) => panel::remove(project, *id),
        Edit::AddCircuit { panel, circuit } => circuit::add(project, *panel, circuit),
        Edit::SetCircuit { panel, circuit } => circuit::set(project, *panel, circuit),
        Edit::RemoveCircuit { panel, circuit } => circuit::remove(project, *panel, *circuit),
        Edit::MoveCircuits { panel, moves } => circuit::relocate(project, *panel, moves),
        Edit::TransferCircuit { from, to, circuit, slot } => {
            circuit::transfer(project, *from, *to, *circuit, *slot)
        }
        Edit::AddTransformer(transformer) => supply::add_transformer(project, transformer),
        Edit::SetTransformer(transformer) => supply::set_transformer(project, transformer),
        Edit::RemoveTransformer(id) => supply::remove_transformer(project, *id),
        Edit::SetFeeder { load, feeder } => supply::set_feeder(project, *load, feeder.as_deref()),
        Edit::PutSheet(sheet) => Ok(plan::put_sheet(project, sheet)),
        Edit::RemoveSheet(id) => plan::remove_sheet(project, *id),
        Edit::RenameSheet { sheet, name } => plan::rename_sheet(project, *sheet, name),
        Edit::SetUnderlays { sheet, underlays } => plan::set_underlays(project, *sheet, underlays),
        Edit::PutWall { sheet, wall } => plan::put_wall(project, *sheet, wall),
        Edit::RemoveWall { sheet, wall } => plan::remove_wall(project, *sheet, *wall),
        Edit::PutOpening { sheet, opening } => plan::put_opening(project, *sheet, opening),
        Edit::RemoveOpening { sheet, opening } => plan::remove_opening(project, *sheet, *opening),
        Edit::PutArea { sheet, area } => plan::put_area(project, *sheet, area),
        Edit::RemoveArea { sheet, area } => plan::remove_area(project, *sheet, *area),
        Edit::PutRoom { sheet, room } => plan::put_room(project, *sheet, room),
        Edit::RemoveRoom { sheet, room } => plan::remove_room(project, *sheet, *room),
        Edit::PutDevice { sheet, device } => plan::put_device(project, *sheet, device),
        Edit::RemoveDevice { sheet, device } => plan::remove_device(project, *sheet, *device),
        Edit::PutRun { sheet, run } => plan::put_run(project, *sheet, run),
        Edit::RemoveRun { sheet, run } => plan::remove_run(project, *sheet, *run),
        Edit::PlaceOnOneLine { node, at } => one_line::place(project, *node, *at),
        Edit::PutWaiver(waiver) => Ok(plan::put_waiver(project, waiver)),
        Edit::RemoveWaiver(id) => plan::remove_waiver(project, *id),
        Edit::SetBaseline(baseline) => {
            project.baseline = baseline.as_deref().cloned().map(Arc::new);
            Ok(Change::of(EntityId::Baseline))
        }
        Edit::SetAmendments(amendments) => {
            project.amendments = Arc::new(amendments.clone());
            Ok(Change::of(EntityId::Amendments))
        }
    }
}

/// Applies a batch of edits in order, all or nothing, and returns the new project.
///
/// # Errors
/// Returns the first refusal; the given project is never changed.
pub fn apply_all(project: &Project, edits: &[Edit]) -> Result<(Project, Change), EditError> {
    let mut next = project.clone();
    let mut change = Change::default();
    for edit in edits {
        change.merge(apply(&mut next, edit)?);
    }
    Ok((next, change))
}

/// Notes that an id has been given.
fn claim_id(project: &mut Project, id: u64) {
    project.next_id = project.next_id.max(id.saturating_add(1));
}

#[cfg(test)]
mod tests;
