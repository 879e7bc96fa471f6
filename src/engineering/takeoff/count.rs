//! Counts a project.

use super::{CircuitItems, Item, ItemKind, Takeoff};
use crate::domain::symbols::{Mount, Symbol, SymbolLibrary};
use crate::domain::{CircuitId, CircuitKind, Device, DeviceKind, PanelId, Project, Run};
use crate::engineering::{ConductorGroup, WiresOf, contents_of_run};
use std::collections::BTreeMap;

type CircuitRef = Option<(PanelId, CircuitId)>;

/// Counts raceways, conductors, boxes and devices of every sheet.
pub fn takeoff(project: &Project, library: &SymbolLibrary) -> Takeoff {
    let mut counted: BTreeMap<CircuitRef, CircuitItems> = BTreeMap::new();
    for sheet in project.sheets() {
        for device in sheet.devices.values() {
            count_device(project, library, device, &mut counted);
        }
        for run in sheet.runs.values() {
            count_run(project, run, &mut counted);
        }
    }
    let mut ordered = Vec::new();
    for panel in project.panels() {
        for circuit in panel.circuits_by_slot() {
            ordered.extend(counted.remove(&Some((panel.id, circuit.id))));
        }
    }
    // What is left is on no circuit.
    ordered.extend(counted.into_values());
    Takeoff { circuits: ordered, notes: notes(project) }
}

fn notes(project: &Project) -> Vec<String> {
    let mut notes = vec![
        "Lengths are those of the runs along the plan, without rises, drops and waste".to_owned(),
        "A raceway and a common EGC count for each of their circuits in equal parts".to_owned(),
    ];
    let in_runs: Vec<(PanelId, CircuitId)> = project
        .sheets()
        .flat_map(|sheet| sheet.runs.values())
        .flat_map(|run| run.circuits.iter().copied())
        .collect();
    for panel in project.panels() {
        let branches = panel.circuits_by_slot().into_iter().filter(|c| c.kind == CircuitKind::Branch);
        let without: Vec<String> =
            branches.filter(|c| !in_runs.contains(&(panel.id, c.id))).map(|c| c.slot.to_string()).collect();
        if !without.is_empty() {
            notes.push(format!("{}: no run on the plan serves {}", panel.name, without.join(", ")));
        }
    }
    notes
}

fn at(counted: &mut BTreeMap<CircuitRef, CircuitItems>, circuit: CircuitRef) -> &mut CircuitItems {
    counted.entry(circuit).or_insert_with(|| CircuitItems {
        circuit,
        items: BTreeMap::new(),
        notes: Vec::new(),
    })
}

fn add(of: &mut CircuitItems, kind: ItemKind, words: String, quantity: f64) {
    *of.items.entry(Item { kind, words }).or_default() += quantity;
}

/// A reference to a circuit that is gone counts as none.
fn known(project: &Project, circuit: CircuitRef) -> CircuitRef {
    circuit.filter(|(panel, id)| project.panel(*panel).is_some_and(|panel| panel.circuit(*id).is_some()))
}

fn count_device(
    project: &Project,
    library: &SymbolLibrary,
    device: &Device,
    counted: &mut BTreeMap<CircuitRef, CircuitItems>,
) {
    let Some(symbol) = library.of_device(device.kind, &device.symbol) else { return };
    // A panelboard is bought once, on no branch circuit of its own.
    let circuit = known(project, device.circuit);
    let of = at(counted, circuit);
    if device.kind == DeviceKind::JunctionBox {
        add(of, ItemKind::Box, symbol.title.clone(), 1.0);
        return;
    }
    add(of, ItemKind::Device, symbol.title.clone(), 1.0);
    if let Some(words) = outlet_box(symbol) {
        add(of, ItemKind::Box, words.to_owned(), 1.0);
    }
}

/// The box an outlet stands in. Recessed luminaires and equipment bring their own.
const fn outlet_box(symbol: &Symbol) -> Option<&'static str> {
    match (symbol.kind, symbol.mount) {
        (
            DeviceKind::Equipment
            | DeviceKind::PanelLocation
            | DeviceKind::Disconnect
            | DeviceKind::JunctionBox,
            _,
        ) => None,
        (DeviceKind::Luminaire, _) if symbol.is_true_size => None,
        (_, Mount::Wall) => Some("Wall outlet box"),
        (_, Mount::Ceiling) => Some("Ceiling outlet box"),
        (_, Mount::Floor) => Some("Floor box"),
        (_, Mount::Anywhere) => Some("Outlet box"),
    }
}

/// Returns the length of a run along the plan, in feet.
fn length_ft(run: &Run) -> f64 {
    let legs = run.path.windows(2).filter_map(|two| match two {
        [a, b] => Some((b.x - a.x).hypot(b.y - a.y)),
        _ => None,
    });
    legs.sum()
}

fn count_run(project: &Project, run: &Run, counted: &mut BTreeMap<CircuitRef, CircuitItems>) {
    let length = length_ft(run);
    let mut circuits: Vec<CircuitRef> = run.circuits.iter().map(|c| known(project, Some(*c))).collect();
    circuits.retain(Option::is_some);
    if circuits.is_empty() {
        circuits.push(None);
    }
    let share = length / circuits.len() as f64;
    for circuit in &circuits {
        let of = at(counted, *circuit);
        match &run.raceway {
            Some(raceway) => add(of, ItemKind::Raceway, raceway.to_string(), share),
            None => of.notes.push(format!("run {}: the raceway is not given", run.tag)),
        }
    }
    match contents_of_run(project, run) {
        Ok(contents) => {
            for group in &contents.groups {
                count_group(project, group, (length, &circuits), counted);
            }
        }
        Err(missing) => {
            let (crate::engineering::MissingPart::Run(what)
            | crate::engineering::MissingPart::Wires(_, what)) = missing;
            for circuit in &circuits {
                at(counted, *circuit).notes.push(format!("run {}: conductors need {what}", run.tag));
            }
        }
    }
}

fn count_group(
    project: &Project,
    group: &ConductorGroup,
    (length, circuits): (f64, &[CircuitRef]),
    counted: &mut BTreeMap<CircuitRef, CircuitItems>,
) {
    let owner = match group.of {
        Some(WiresOf::Circuit(panel, circuit)) => known(project, Some((panel, circuit))),
        Some(WiresOf::Feeder(_)) | None => None,
    };
    let material = circuits.iter().flatten().find_map(|(panel, id)| {
        project.panel(*panel)?.circuit(*id)?.conductors.as_ref().map(|set| set.material.to_string())
    });
    let words =
        format!("{} {} {}", group.size, material.unwrap_or_default(), group.insulation).replace("  ", " ");
    match owner {
        Some(_) => add(at(counted, owner), ItemKind::Conductor, words, group.count * length),
        None => {
            let share = group.count * length / circuits.len() as f64;
            for circuit in circuits {
                add(at(counted, *circuit), ItemKind::Conductor, words.clone(), share);
            }
        }
    }
}
