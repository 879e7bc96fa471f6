//! What removing objects takes along, said before anything goes.

use super::{AT_DEVICE_FT, words_for};
use crate::domain::{Device, Edit, EntityId, Project, Run, Sheet};
use crate::rules::orphaned_waivers;
use crate::units::PlanPoint;
use crate::workbench::circuiting::load_changes;
use crate::workbench::plan::PlanStep;
use crate::workbench::plan::geometry::distance;

/// Says what a sheet that goes takes along, a line each.
pub fn sheet_removal_words(project: &Project, sheet: &Sheet) -> Vec<String> {
    let on = sheet.devices.values().filter(|device| device.circuit.is_some()).count();
    let mut said = Vec::new();
    if on > 0 {
        let s = if on == 1 { " is" } else { "s are" };
        said.push(format!("{on} device{s} on circuits; typed loads stay, undo brings everything back"));
    }
    let mut ids: Vec<EntityId> = vec![EntityId::Sheet(sheet.id)];
    ids.extend(sheet.rooms.keys().map(|id| EntityId::Room(sheet.id, *id)));
    ids.extend(sheet.devices.keys().map(|id| EntityId::Device(sheet.id, *id)));
    ids.extend(sheet.runs.keys().map(|id| EntityId::Run(sheet.id, *id)));
    said.extend(load_changes(project, &[Edit::RemoveSheet(sheet.id)]));
    said.extend(orphaned_waivers(project, &ids));
    said
}

/// What removing objects takes: the edits, and in words everything else that it concerns.
#[derive(Clone, Debug, PartialEq)]
pub struct Removal {
    pub step: PlanStep,
    pub consequences: Vec<String>,
}

/// Plans the removal of objects.
pub fn removal(project: &Project, sheet: &Sheet, ids: &[EntityId]) -> Option<Removal> {
    let at = sheet.id;
    let mut consequences = Vec::new();
    let mut edits = Vec::new();
    let goes = |id: EntityId| ids.contains(&id);
    // Openings first: their wall takes them along.
    let rank = |id: &EntityId| u8::from(!matches!(id, EntityId::Opening(..)));
    let mut ordered = ids.to_vec();
    ordered.sort_by_key(rank);
    for entity in &ordered {
        match *entity {
            EntityId::Device(_, device) => {
                let Some(record) = sheet.devices.get(&device) else { continue };
                edits.push(Edit::RemoveDevice { sheet: at, device });
                consequences.extend(device_words(project, sheet, record, &goes));
            }
            EntityId::Wall(_, wall) => {
                edits.push(Edit::RemoveWall { sheet: at, wall });
                let openings = sheet.openings.values().filter(|o| o.wall == wall);
                let more = openings.filter(|o| !goes(EntityId::Opening(at, o.id))).count();
                if more > 0 {
                    let s = if more == 1 { "" } else { "s" };
                    consequences.push(format!("{more} opening{s} in the wall will go with it"));
                }
            }
            EntityId::Opening(_, opening) => edits.push(Edit::RemoveOpening { sheet: at, opening }),
            EntityId::Room(_, room) => {
                let Some(record) = sheet.rooms.get(&room) else { continue };
                edits.push(Edit::RemoveRoom { sheet: at, room });
                let inside = sheet.devices.values().filter(|d| d.at.lies_in(&record.outline));
                let count = inside.filter(|d| !goes(EntityId::Device(at, d.id))).count();
                if count > 0 {
                    let s = if count == 1 { " stands" } else { "s stand" };
                    let text = format!(
                        "{count} device{s} in {}; rules of its use no longer see them there",
                        record.name
                    );
                    consequences.push(text);
                }
            }
            EntityId::Area(_, area) => edits.push(Edit::RemoveArea { sheet: at, area }),
            EntityId::Run(_, run) => {
                let Some(record) = sheet.runs.get(&run) else { continue };
                edits.push(Edit::RemoveRun { sheet: at, run });
                for (panel, circuit) in &record.circuits {
                    let name = crate::workbench::properties::name_of(
                        project,
                        &[EntityId::Circuit(*panel, *circuit)],
                    );
                    if !name.is_empty() {
                        consequences.push(format!("{name} loses its conduit {}", record.tag));
                    }
                }
            }
            _ => {}
        }
    }
    consequences.extend(load_changes(project, &edits));
    consequences.extend(orphaned_waivers(project, ids));
    let label = format!("Delete {}", words_for(sheet, ids));
    (!edits.is_empty()).then_some(Removal { step: PlanStep { label, edits }, consequences })
}

/// Says what hangs on a device: its load on a circuit, runs that end at it.
fn device_words(
    project: &Project,
    sheet: &Sheet,
    device: &Device,
    goes: &dyn Fn(EntityId) -> bool,
) -> Vec<String> {
    let name = crate::workbench::properties::name_of(project, &[EntityId::Device(sheet.id, device.id)]);
    let circuit = device.circuit.map(|(panel, circuit)| {
        let of = crate::workbench::properties::name_of(project, &[EntityId::Circuit(panel, circuit)]);
        format!("{name} is on {of}")
    });
    let ends = |run: &Run| {
        let end = |at: Option<&PlanPoint>| at.is_some_and(|at| distance(*at, device.at) <= AT_DEVICE_FT);
        end(run.path.first()) || end(run.path.last())
    };
    let runs = sheet.runs.values().filter(|run| ends(run) && !goes(EntityId::Run(sheet.id, run.id)));
    circuit.into_iter().chain(runs.map(|run| format!("{} ends at {name}", run.tag))).collect()
}
