//! Where on the plan something is: the devices and runs of a circuit, the place of a panelboard, the room of a finding.

use super::PlanIndex;
use super::coloring::circuits_of;
use super::geometry::{grown, join};
use crate::domain::symbols::SymbolLibrary;
use crate::domain::{DeviceKind, EntityId, Project, Sheet, SheetId};
use crate::rules::Finding;
use crate::units::PlanRect;
use crate::workbench::findings::Checked;

/// Free around what is gone to, in feet.
const AROUND_FT: f64 = 6.0;

/// Where something is on one sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Whereabouts {
    pub sheet: SheetId,
    /// What is chosen there.
    pub objects: Vec<EntityId>,
    /// What is shown.
    pub part: PlanRect,
}

/// Returns the objects of a sheet that stand for something: itself, the devices and runs of a circuit, the panel of a panelboard.
pub fn objects_on(project: &Project, sheet: &Sheet, id: EntityId) -> Vec<EntityId> {
    let at = sheet.id;
    let devices = || sheet.devices.values();
    match id {
        EntityId::Wall(on, _)
        | EntityId::Opening(on, _)
        | EntityId::Area(on, _)
        | EntityId::Room(on, _)
        | EntityId::Device(on, _)
        | EntityId::Run(on, _) => (on == at).then_some(id).into_iter().collect(),
        EntityId::Circuit(panel, circuit) => {
            let served = devices().filter(|device| device.circuit == Some((panel, circuit)));
            let served = served.map(|device| EntityId::Device(at, device.id));
            let runs = sheet.runs.values().filter(|run| run.circuits.contains(&(panel, circuit)));
            runs.map(|run| EntityId::Run(at, run.id)).chain(served).collect()
        }
        EntityId::Panel(panel) => {
            let name = project.panel(panel).map(|panel| panel.name.as_str());
            let stands = devices().filter(|device| {
                device.kind == DeviceKind::PanelLocation && Some(device.label.trim()) == name
            });
            stands.map(|device| EntityId::Device(at, device.id)).collect()
        }
        EntityId::Transformer(transformer) => {
            let name = project.transformer(transformer).map(|transformer| transformer.name.as_str());
            let stands = devices()
                .filter(|device| device.kind == DeviceKind::Equipment && Some(device.label.trim()) == name);
            stands.map(|device| EntityId::Device(at, device.id)).collect()
        }
        EntityId::Project
        | EntityId::Service
        | EntityId::Sheet(_)
        | EntityId::Waiver(_)
        | EntityId::Baseline
        | EntityId::Amendments
        | EntityId::OneLine => Vec::new(),
    }
}

/// Returns whether something stands on a sheet of the plan.
pub fn is_on_plan(project: &Project, id: EntityId) -> bool {
    project.sheets().any(|sheet| !objects_on(project, sheet, id).is_empty())
}

/// Finds something on the plan: on the sheet in front if it is there, else on the first that has it.
pub fn whereabouts(project: &Project, front: Option<SheetId>, id: EntityId) -> Option<Whereabouts> {
    let on_front = project.sheets().filter(|sheet| Some(sheet.id) == front);
    let others = project.sheets().filter(|sheet| Some(sheet.id) != front);
    on_front.chain(others).find_map(|sheet| {
        let objects = objects_on(project, sheet, id);
        // Only what is there is looked at; a sheet in front has its own index, others are rarely gone to.
        let index = PlanIndex::of(sheet, &SymbolLibrary::shipped());
        let bounds = objects.iter().filter_map(|id| index.item(*id)).map(|item| item.bounds);
        let part = grown(bounds.reduce(join)?, AROUND_FT);
        Some(Whereabouts { sheet: sheet.id, objects, part })
    })
}

/// Returns the findings about an object of a sheet, about its circuits among them.
pub fn findings_on<'c>(
    checked: &'c Checked,
    sheet: &Sheet,
    id: EntityId,
) -> impl Iterator<Item = &'c Finding> + use<'c> {
    let mut about = vec![id];
    about
        .extend(circuits_of(sheet, id).into_iter().map(|(panel, circuit)| EntityId::Circuit(panel, circuit)));
    let is_about = move |finding: &&Finding| {
        finding.cause.is_some_and(|cause| about.contains(&cause))
            || finding.subjects.iter().any(|subject| about.contains(&subject.id))
    };
    checked.report.findings.iter().filter(is_about)
}
