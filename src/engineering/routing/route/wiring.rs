//! What a route has to join: the panelboard on the sheet, the devices of a circuit, and runs with pinned legs, which stay.

use super::NoRoute;
use crate::domain::{CircuitId, Device, DeviceKind, PanelId, Project, Run, Sheet};
use crate::units::PlanPoint;

/// Points nearer than this are one place, in feet: a run that ends here ends at the device there.
pub const SAME_PLACE_FT: f64 = 1.5;

/// Places to be joined, and the runs between them that stay.
#[derive(Clone, Debug, PartialEq)]
pub struct Wiring<'p> {
    /// Groups of places to be joined on their own, the root first; the panelboard's group is the first. A run that stays joins
    /// two groups.
    pub groups: Vec<Vec<PlanPoint>>,
    pub kept: Vec<&'p Run>,
    /// Runs that lie only for circuits that are routed, and are drawn anew.
    pub replaced: Vec<&'p Run>,
    /// Boxes that only those runs needed.
    pub boxes: Vec<&'p Device>,
}

/// Returns where a panelboard stands on a sheet.
pub fn panel_on<'s>(project: &Project, sheet: &'s Sheet, panel: PanelId) -> Option<&'s Device> {
    let name = project.panel(panel)?.name.trim();
    let is_it = |device: &&Device| {
        device.kind == DeviceKind::PanelLocation && device.label.trim().eq_ignore_ascii_case(name)
    };
    sheet.devices.values().map(AsRef::as_ref).find(is_it)
}

/// Returns what the route of a circuit has to join on a sheet, when so many circuits are routed together.
///
/// # Errors
/// When the panelboard does not stand on the sheet, or nothing of the circuit does.
pub fn wiring_of<'p>(
    project: &Project,
    sheet: &'p Sheet,
    circuit: (PanelId, CircuitId),
    wanted: &[(PanelId, CircuitId)],
) -> Result<Wiring<'p>, NoRoute> {
    let name = || project.panel(circuit.0).map_or_else(String::new, |panel| panel.name.clone());
    let panel = panel_on(project, sheet, circuit.0).ok_or_else(|| NoRoute::PanelNotPlaced(name()))?;
    let runs: Vec<&Run> = sheet.runs.values().map(AsRef::as_ref).collect();
    let with_it = |run: &&Run| run.circuits.contains(&circuit);
    let kept: Vec<&Run> = runs.iter().copied().filter(|r| with_it(r) && !r.pinned.is_empty()).collect();
    let is_own = |run: &&Run| run.circuits.iter().all(|of| wanted.contains(of)) && run.pinned.is_empty();
    let replaced: Vec<&Run> = runs.iter().copied().filter(|r| with_it(r) && is_own(r)).collect();
    let ends_at = |run: &&Run, device: &Device| {
        ends_of(run).is_some_and(|ends| ends.iter().any(|end| same(*end, device.at)))
    };
    let is_replaced = |run: &&Run| replaced.iter().any(|other| other.id == run.id);
    let is_loose_box = |device: &&Device| {
        device.kind == DeviceKind::JunctionBox
            && device.load.0 == 0.0
            && device.circuit.is_none_or(|of| of == circuit)
            && replaced.iter().any(|run| ends_at(run, device))
            && !runs.iter().any(|run| !is_replaced(run) && ends_at(run, device))
    };
    let all = sheet.devices.values().map(AsRef::as_ref);
    let (boxes, others): (Vec<&Device>, Vec<&Device>) = all.partition(is_loose_box);
    let devices: Vec<&Device> = others.into_iter().filter(|device| device.circuit == Some(circuit)).collect();
    if devices.is_empty() {
        return Err(NoRoute::NoDevices);
    }
    let places = devices.iter().map(|device| device.at);
    let groups = groups(panel.at, places.collect(), &kept, &replaced);
    Ok(Wiring { groups, kept, replaced, boxes })
}

pub(super) fn same(a: PlanPoint, b: PlanPoint) -> bool {
    (a.x - b.x).hypot(a.y - b.y) <= SAME_PLACE_FT
}

/// Divides places by the runs that stay: each group is joined on its own, and those runs join the groups.
fn groups(panel: PlanPoint, places: Vec<PlanPoint>, kept: &[&Run], replaced: &[&Run]) -> Vec<Vec<PlanPoint>> {
    let mut nodes: Vec<PlanPoint> = vec![panel];
    for place in places {
        if !nodes.contains(&place) {
            nodes.push(place);
        }
    }
    if kept.is_empty() {
        return vec![nodes];
    }
    let joints: Vec<[PlanPoint; 2]> = kept.iter().filter_map(|run| ends_of(run)).collect();
    for end in joints.iter().flatten() {
        if !nodes.iter().any(|node| same(*node, *end)) {
            nodes.push(*end);
        }
    }
    let mut group: Vec<usize> = (0..nodes.len()).collect();
    let node = |at: PlanPoint| nodes.iter().position(|node| same(*node, at));
    let corners = replaced.iter().map(|run| run.path.iter().filter_map(|p| node(*p)).collect::<Vec<_>>());
    for together in corners {
        for two in together.windows(2) {
            if let [a, b] = two {
                unite(&mut group, *a, *b);
            }
        }
    }
    // What hangs nowhere, and what stays linked only among itself, hangs at the panelboard.
    let mut linked = vec![group.first().copied().unwrap_or(0)];
    let mut next = 0;
    while let Some(here) = linked.get(next).copied() {
        next += 1;
        for [from, to] in &joints {
            let ends = [*from, *to].map(|end| node(end).and_then(|index| group.get(index).copied()));
            let [Some(from), Some(to)] = ends else { continue };
            for (near, far) in [(from, to), (to, from)] {
                if near == here && !linked.contains(&far) {
                    linked.push(far);
                }
            }
        }
    }
    let mut found: Vec<Vec<PlanPoint>> = vec![Vec::new(); linked.len()];
    for (place, of) in nodes.iter().zip(&group) {
        let index = linked.iter().position(|group| group == of).unwrap_or(0);

        if let Some(list) = found.get_mut(index) {
            list.push(*place);
        }
    }
    found.retain(|group| !group.is_empty());
    found
}

pub(super) fn ends_of(run: &Run) -> Option<[PlanPoint; 2]> {
    Some([*run.path.first()?, *run.path.last()?])
}

fn unite(group: &mut [usize], a: usize, b: usize) {
    let (Some(keep), Some(drop)) = (group.get(a).copied(), group.get(b).copied()) else { return };
    let (keep, drop) = (keep.min(drop), keep.max(drop));
    group.iter_mut().filter(|of| **of == drop).for_each(|of| *of = keep);
}
