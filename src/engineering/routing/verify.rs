//! The checker of routes. It believes no search: it looks at the sheet as it is after the edits, with geometry of its own.
//!
//! Checked: that every device of a circuit hangs together with its panelboard over runs of that circuit; that runs keep clear of
//! what blocks them, and pass walls only where they may; that no more than 360° lie between two boxes; that raceways are no fuller
//! than they may be, and no conductor in them carries less than its device; that pinned legs are where they were.

use crate::domain::{
    Area, AreaKind, CircuitId, Device, DeviceKind, PanelId, Project, Run, RunId, Sheet, Wall, facts,
};
use crate::engineering::routing::{Crossing, Mounting, RouteTerms};
use crate::engineering::{ConductorPlace, MissingPart, carrying_in_run, contents_of_run, lies_bundled};
use crate::nec::tables::BENDS_BETWEEN_PULLS_DEG;
use crate::units::PlanPoint;
use std::collections::BTreeMap;

/// A run ends at a box that is no farther than this, in feet.
const AT_BOX_FT: f64 = 2.6;
/// Two runs meet where their ends are no farther apart than this, in feet.
const MEET_FT: f64 = 0.01;
/// A box stands at a bend within this distance, as rule PW137 has it, in feet.
const AT_BEND_FT: f64 = 0.5;
/// Rounding of coordinates, in feet.
const SLACK_FT: f64 = 1e-6;

/// Returns what does not hold of the runs of some circuits on a sheet, and of one more run, one sentence each; nothing where all
/// holds.
pub fn faults_of_routes(
    before: &Sheet,
    project: &Project,
    after: &Sheet,
    (circuits, run): (&[(PanelId, CircuitId)], Option<RunId>),
    terms: &RouteTerms,
) -> Vec<String> {
    let mut faults = Vec::new();
    let concerned =
        |of: &&Run| run == Some(of.id) || of.circuits.iter().any(|circuit| circuits.contains(circuit));
    let runs: Vec<&Run> = after.runs.values().map(AsRef::as_ref).filter(concerned).collect();
    for circuit in circuits {
        faults.extend(loose_devices(project, after, *circuit));
    }
    for run in &runs {
        let drawn_anew = before.runs.get(&run.id).is_none_or(|known| known.path != run.path);
        if drawn_anew {
            faults.extend(collisions(after, run, terms));
            faults.extend(too_many_bends(after, run));
        }
        // What was so before somebody routed is a finding of its own.
        let before = before.runs.get(&run.id);
        if before.is_none_or(|known| known.circuits != run.circuits || known.path != run.path) {
            faults.extend(overfull(project, run));
        }
        if before.is_none_or(|known| run.circuits.iter().any(|circuit| !known.circuits.contains(circuit))) {
            faults.extend(too_hot(project, run));
        }
    }
    for run in before.runs.values().filter(|run| concerned(&run.as_ref())) {
        faults.extend(moved_pins(run, after));
    }
    faults
}

/// Devices of a circuit that do not hang together with the panelboard.
fn loose_devices(project: &Project, sheet: &Sheet, circuit: (PanelId, CircuitId)) -> Vec<String> {
    let Some(panel) = project.panel(circuit.0) else { return vec!["the panelboard is gone".to_owned()] };
    let name = panel.name.trim();
    let is_panel = |device: &&&Device| {
        device.kind == DeviceKind::PanelLocation && device.label.trim().eq_ignore_ascii_case(name)
    };
    let devices: Vec<&Device> = sheet.devices.values().map(AsRef::as_ref).collect();
    let Some(root) = devices.iter().find(is_panel) else {
        return vec![format!("{name} is not on the sheet")];
    };
    let runs: Vec<&Run> =
        sheet.runs.values().map(AsRef::as_ref).filter(|run| run.circuits.contains(&circuit)).collect();
    // Flood from the panelboard over ends of runs, boxes in between.
    let mut reached: Vec<PlanPoint> = vec![root.at];
    let mut taken = vec![false; runs.len()];
    let is_box =
        |device: &&&Device| device.circuit == Some(circuit) || device.kind == DeviceKind::JunctionBox;
    let boxes: Vec<PlanPoint> = devices.iter().filter(is_box).map(|device| device.at).collect();
    let mut next = 0;
    while let Some(here) = reached.get(next).copied() {
        next += 1;
        let touches = |at: PlanPoint| {
            distance(at, here) <= MEET_FT
                || [root.at]
                    .iter()
                    .chain(&boxes)
                    .any(|place| distance(*place, here) <= AT_BOX_FT && distance(*place, at) <= AT_BOX_FT)
        };
        for (run, taken) in runs.iter().zip(&mut taken).filter(|(_, taken)| !**taken) {
            if run.path.iter().any(|at| touches(*at)) {
                *taken = true;
                reached.extend(run.path.iter().copied());
            }
        }
    }
    let hangs = |device: &Device| reached.iter().any(|at| distance(*at, device.at) <= AT_BOX_FT);
    let loose = devices.iter().filter(|device| device.circuit == Some(circuit) && !hangs(device));
    loose.map(|device| format!("{} {} hangs on no run from {name}", device.kind, device.id)).collect()
}

/// What a run passes that it must not.
fn collisions(sheet: &Sheet, run: &Run, terms: &RouteTerms) -> Vec<String> {
    let mut faults = Vec::new();
    let (first, last) = (run.path.first().copied(), run.path.last().copied());
    let near_end =
        |at: PlanPoint| [first, last].into_iter().flatten().any(|end| distance(end, at) <= AT_BOX_FT);
    for leg in run.path.windows(2) {
        let [from, to] = leg else { continue };
        for area in sheet.areas.values().filter(|area| stops(area, terms.mounting)) {
            if enters(*from, *to, &area.outline).is_some_and(|at| !near_end(at)) {
                faults.push(format!("{} passes {} {}", run.tag, area.kind, area.name));
            }
        }
        for room in sheet.rooms.values().filter(|room| room.use_type.to_lowercase().contains("hoistway")) {
            if enters(*from, *to, &room.outline).is_some_and(|at| !near_end(at)) {
                faults.push(format!("{} passes {}", run.tag, room.name));
            }
        }
        if terms.crossing == Crossing::Openings && terms.mounting != Mounting::Slab {
            for wall in sheet.walls.values() {
                if pierces(sheet, wall, *from, *to).is_some_and(|at| !near_end(at)) {
                    faults.push(format!("{} pierces wall {}", run.tag, wall.id));
                }
            }
        }
    }
    faults
}

/// Whether conduit of a mounting must keep out of an area.
fn stops(area: &Area, mounting: Mounting) -> bool {
    let always = [AreaKind::Column, AreaKind::Shaft, AreaKind::NoRoute, AreaKind::HotSurface, AreaKind::Pool];
    let above = [AreaKind::Stair, AreaKind::ForeignSystem];
    always.contains(&area.kind) || (mounting != Mounting::Slab && above.contains(&area.kind))
}

/// Returns a point at which a leg lies inside an outline; its edge does not count.
fn enters(from: PlanPoint, to: PlanPoint, outline: &[PlanPoint]) -> Option<PlanPoint> {
    let mut cuts = vec![0.0, 1.0];
    for (a, b) in outline.iter().zip(outline.iter().cycle().skip(1)) {
        cuts.extend(meeting(from, to, *a, *b).map(|(along, _)| along));
    }
    cuts.sort_by(f64::total_cmp);
    let middle = |two: &[f64]| match two {
        [a, b] if b - a > 1e-9 => Some(between(from, to, (a + b) / 2.0)),
        _ => None,
    };
    cuts.windows(2).filter_map(middle).find(|at| at.lies_in(outline) && !on_edge(*at, outline))
}

fn on_edge(at: PlanPoint, outline: &[PlanPoint]) -> bool {
    outline.iter().zip(outline.iter().cycle().skip(1)).any(|(a, b)| {
        let (dx, dy) = (b.x - a.x, b.y - a.y);
        let length = dx.hypot(dy);
        let along = ((at.x - a.x) * dx + (at.y - a.y) * dy) / length.max(SLACK_FT);
        let off = (dx * (at.y - a.y) - dy * (at.x - a.x)) / length.max(SLACK_FT);
        off.abs() <= SLACK_FT && (-SLACK_FT..=length + SLACK_FT).contains(&along)
    })
}

/// Returns where a leg goes through a wall beside its doors and gaps.
fn pierces(sheet: &Sheet, wall: &Wall, from: PlanPoint, to: PlanPoint) -> Option<PlanPoint> {
    let (along, on_wall) = meeting(from, to, wall.from, wall.to)?;
    let place = on_wall * wall.length_ft();
    let open = sheet.openings.values().any(|opening| {
        let passable = match opening.kind {
            crate::domain::OpeningKind::Door
            | crate::domain::OpeningKind::SlidingDoor
            | crate::domain::OpeningKind::Gap => true,
            crate::domain::OpeningKind::Window => false,
        };
        opening.wall == wall.id
            && passable
            && (place - opening.along_ft).abs() <= opening.width_ft / 2.0 + SLACK_FT
    });
    (!open).then(|| between(from, to, along))
}

/// Returns where two lines cross, as shares of each; nothing for parallel ones.
fn meeting(a: PlanPoint, b: PlanPoint, c: PlanPoint, d: PlanPoint) -> Option<(f64, f64)> {
    let (r, s) = ((b.x - a.x, b.y - a.y), (d.x - c.x, d.y - c.y));
    let cross = r.0 * s.1 - r.1 * s.0;
    if cross.abs() < 1e-12 {
        return None;
    }
    let gap = (c.x - a.x, c.y - a.y);
    let first = (gap.0 * s.1 - gap.1 * s.0) / cross;
    let second = (gap.0 * r.1 - gap.1 * r.0) / cross;
    ((0.0..=1.0).contains(&first) && (0.0..=1.0).contains(&second)).then_some((first, second))
}

fn between(from: PlanPoint, to: PlanPoint, share: f64) -> PlanPoint {
    PlanPoint { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }
}

fn distance(a: PlanPoint, b: PlanPoint) -> f64 {
    (a.x - b.x).hypot(a.y - b.y)
}

/// Says that a run bends too much between two boxes; `None` where it does not.
pub fn too_many_bends(sheet: &Sheet, run: &Run) -> Option<String> {
    let boxes: Vec<PlanPoint> =
        sheet.devices.values().filter(|d| d.kind == DeviceKind::JunctionBox).map(|d| d.at).collect();
    let mut sum: f64 = 0.0;
    for three in run.path.windows(3) {
        let [a, b, c] = three else { continue };
        if boxes.iter().any(|at| distance(*at, *b) <= AT_BEND_FT) {
            sum = 0.0;
            continue;
        }
        let (first, second) = ((b.y - a.y).atan2(b.x - a.x), (c.y - b.y).atan2(c.x - b.x));
        let turn = (second - first).to_degrees().rem_euclid(360.0);
        sum += turn.min(360.0 - turn);
        if sum > BENDS_BETWEEN_PULLS_DEG + 1e-6 {
            return Some(format!("{} bends by {sum:.0}° between boxes", run.tag));
        }
    }
    None
}

fn overfull(project: &Project, run: &Run) -> Option<String> {
    let raceway = run.raceway.as_ref().filter(|raceway| !raceway.kind.is_cable())?;
    let nipple = run.facts.yes_or_assumed(&facts::plan::NIPPLE).unwrap_or(false);
    match contents_of_run(project, run) {
        Ok(contents) => {
            let fill = contents.fill(raceway, nipple)?;
            (!fill.fits).then(|| format!("{} fills {raceway} to {:.1} %", run.tag, fill.percent))
        }
        Err(MissingPart::Run(field) | MissingPart::Wires(_, field)) => {
            Some(format!("{} has a {raceway} without {field}", run.tag))
        }
    }
}

/// Circuits that share a raceway whose adjusted conductors do not carry their device.
fn too_hot(project: &Project, run: &Run) -> Option<String> {
    if run.circuits.len() < 2 || !lies_bundled(run) {
        return None;
    }
    let carrying = carrying_in_run(project, run).ok()?.at_most;
    let mut least: BTreeMap<(PanelId, CircuitId), (f64, f64)> = BTreeMap::new();
    for (panel, circuit) in &run.circuits {
        let record = project.panel(*panel)?.circuit(*circuit)?;
        let (Some(set), Some(trip)) = (record.conductors.as_ref(), record.trip) else { continue };
        let raceway = run.raceway.as_ref();
        let place =
            ConductorPlace { set, raceway, facts: &record.facts, edition: project.settings().edition };
        let column = place.column()?;
        let conditions = place.conditions(column, place.ambient_factor(column)?, carrying, None);
        least.insert((*panel, *circuit), (place.ampacity(&conditions)?.corrected, trip.0));
    }
    let short = least.values().find(|(carries, trip)| carries + 1e-9 < *trip)?;
    Some(format!("{} carries {carrying} conductors: {:.1} A under a {} A device", run.tag, short.0, short.1))
}

fn moved_pins(run: &Run, after: &Sheet) -> Option<String> {
    let legs = run.pinned.iter().filter_map(|leg| Some((*run.path.get(*leg)?, *run.path.get(leg + 1)?)));
    let moved = legs.filter(|(from, to)| {
        !after
            .runs
            .values()
            .any(|other| other.path.windows(2).any(|two| two == [*from, *to] || two == [*to, *from]))
    });
    (moved.count() > 0).then(|| format!("a pinned leg of {} has moved", run.tag))
}
