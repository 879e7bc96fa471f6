//! How far a circuit goes along the runs that are laid for it: from its panelboard to the end that is farthest away.
//!
//! Runs meet where their ends lie within a foot and a half of each other, and where one ends on the way of another. Walked on one
//! sheet only; what goes up to a device or down to a panelboard is not drawn, and not counted.

use crate::domain::{CircuitId, Device, PanelId, Project, Run, Sheet};
use crate::engineering::MissingField;
use crate::engineering::routing::{SAME_PLACE_FT, panel_on};
use crate::units::PlanPoint;

/// The longest of the shortest ways from a panelboard over the runs of a circuit.
#[derive(Clone, Debug, PartialEq)]
pub struct LaidWay {
    pub length_ft: f64,
    /// The runs it takes, each with the feet of it: `R-12`, 179.
    pub over: Vec<(String, f64)>,
    /// Where it ends.
    pub end: PlanPoint,
}

/// The device of a circuit that is farthest away along the runs laid for it.
#[derive(Clone, Debug, PartialEq)]
pub struct WorstDevice<'p> {
    pub sheet: &'p Sheet,
    pub device: &'p Device,
    pub way: LaidWay,
}

/// Finds the device at the end of a circuit's longest way; `None` where no run is laid from its panelboard, or none leads there.
pub fn worst_device(project: &Project, circuit: (PanelId, CircuitId)) -> Option<WorstDevice<'_>> {
    let of_sheet = |sheet| {
        let way = laid_way(project, sheet, circuit).ok()?;
        let far = |device: &Device| (device.at.x - way.end.x).hypot(device.at.y - way.end.y);
        let own = sheet.devices.values().map(AsRef::as_ref).filter(|d: &&Device| d.circuit == Some(circuit));
        let device = own.min_by(|a, b| far(a).total_cmp(&far(b))).filter(|d| far(d) <= SAME_PLACE_FT)?;
        Some(WorstDevice { sheet, device, way })
    };
    let found = project.sheets().filter_map(of_sheet);
    found.max_by(|a, b| a.way.length_ft.total_cmp(&b.way.length_ft))
}

/// A stretch of a run between two places at which runs meet.
struct Stretch<'r> {
    run: &'r Run,
    ends: [usize; 2],
    feet: f64,
}

/// Returns the way of a circuit along the runs of a sheet.
///
/// # Errors
/// When the panelboard does not stand on the sheet, or no run of the circuit starts there.
pub fn laid_way(
    project: &Project,
    sheet: &Sheet,
    circuit: (PanelId, CircuitId),
) -> Result<LaidWay, MissingField> {
    let panel =
        panel_on(project, sheet, circuit.0).ok_or("length along runs of a panelboard on the sheet")?;
    let runs = || sheet.runs.values().map(AsRef::as_ref).filter(|run: &&Run| run.circuits.contains(&circuit));
    let mut places = vec![panel.at];
    for at in runs().flat_map(|run| [run.path.first(), run.path.last()]).flatten() {
        if !places.iter().any(|place| near(*place, *at)) {
            places.push(*at);
        }
    }
    let stretches: Vec<Stretch<'_>> = runs().flat_map(|run| stretches(run, &places)).collect();
    farthest(&stretches, &places).ok_or("length along a run that starts at its panelboard")
}

fn near(a: PlanPoint, b: PlanPoint) -> bool {
    (a.x - b.x).hypot(a.y - b.y) <= SAME_PLACE_FT
}

/// Cuts a run at the places on its way.
fn stretches<'r>(run: &'r Run, places: &[PlanPoint]) -> Vec<Stretch<'r>> {
    let along = |place: &PlanPoint| feet_along(&run.path, *place);
    let mut on: Vec<(f64, usize)> =
        places.iter().enumerate().filter_map(|(index, place)| Some((along(place)?, index))).collect();
    on.sort_by(|a, b| a.0.total_cmp(&b.0));
    let two = on.iter().zip(on.iter().skip(1));
    two.map(|(from, to)| Stretch { run, ends: [from.1, to.1], feet: to.0 - from.0 }).collect()
}

/// Returns how far along a path a place lies; `None` where it is not on it. A place at an end is the end.
fn feet_along(path: &[PlanPoint], place: PlanPoint) -> Option<f64> {
    let whole = crate::engineering::routing::length_ft(path);
    if near(*path.first()?, place) {
        return Some(0.0);
    }
    if near(*path.last()?, place) {
        return Some(whole);
    }
    let (mut before, mut best) = (0.0, None::<(f64, f64)>);
    for (from, to) in path.iter().zip(path.iter().skip(1)) {
        let (dx, dy) = (to.x - from.x, to.y - from.y);
        let leg = dx.hypot(dy);
        let share =
            if leg > 0.0 { ((place.x - from.x) * dx + (place.y - from.y) * dy) / (leg * leg) } else { 0.0 };
        let share = share.clamp(0.0, 1.0);
        let away = (from.x + share * dx - place.x).hypot(from.y + share * dy - place.y);
        if away <= SAME_PLACE_FT && best.is_none_or(|(least, _)| away < least) {
            best = Some((away, before + share * leg));
        }
        before += leg;
    }
    best.map(|(_, along)| along)
}

/// Walks from the first place, nearest first, and returns the way to the place that is farthest; `None` where nothing leads on.
fn farthest(stretches: &[Stretch<'_>], places: &[PlanPoint]) -> Option<LaidWay> {
    let mut known: Vec<Option<(f64, Option<usize>)>> = vec![None; places.len()];
    let mut done = vec![false; places.len()];
    if let Some(first) = known.first_mut() {
        *first = Some((0.0, None));
    }
    let mut last = 0;
    loop {
        let open = known.iter().zip(&done).enumerate();
        let next = open
            .filter_map(|(at, (known, done))| known.filter(|_| !done).map(|(feet, _)| (feet, at)))
            .min_by(|a, b| a.0.total_cmp(&b.0));
        let Some((feet, at)) = next else { break };
        if let Some(done) = done.get_mut(at) {
            *done = true;
        }
        last = at;
        for (index, stretch) in stretches.iter().enumerate() {
            let to = match stretch.ends {
                [from, to] if from == at => to,
                [from, to] if to == at => from,
                _ => continue,
            };
            let farther = feet + stretch.feet;
            if let Some(known) = known.get_mut(to)
                && known.is_none_or(|(least, _)| farther < least)
            {
                *known = Some((farther, Some(index)));
            }
        }
    }
    let (length_ft, _) = known.get(last).copied().flatten().filter(|_| last != 0)?;
    let mut over: Vec<(String, f64)> = Vec::new();
    let mut at = last;
    while let Some((_, Some(index))) = known.get(at).copied().flatten() {
        let stretch = stretches.get(index)?;
        match over.last_mut().filter(|(tag, _)| *tag == stretch.run.tag) {
            Some((_, feet)) => *feet += stretch.feet,
            None => over.push((stretch.run.tag.clone(), stretch.feet)),
        }
        at = if stretch.ends[0] == at { stretch.ends[1] } else { stretch.ends[0] };
    }
    over.reverse();
    Some(LaidWay { length_ft, over, end: *places.get(last)? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Facts, RunId};
    use std::collections::BTreeSet;

    fn run(id: u64, path: &[(f64, f64)]) -> Run {
        Run {
            id: RunId(id),
            tag: format!("R-{id}"),
            path: path.iter().map(|(x, y)| PlanPoint { x: *x, y: *y }).collect(),
            raceway: None,
            circuits: Vec::new(),
            pinned: BTreeSet::new(),
            facts: Facts::new(),
        }
    }

    fn way(runs: &[Run], places: &[(f64, f64)]) -> Option<LaidWay> {
        let places: Vec<PlanPoint> = places.iter().map(|(x, y)| PlanPoint { x: *x, y: *y }).collect();
        let stretches: Vec<Stretch<'_>> = runs.iter().flat_map(|run| stretches(run, &places)).collect();
        farthest(&stretches, &places)
    }

    #[test]
    fn the_farthest_end_counts_over_a_run_that_starts_on_the_way_of_another() {
        // The second starts at the middle of the first and is drawn towards it.
        let runs = [run(1, &[(0.0, 0.0), (20.0, 0.0)]), run(2, &[(10.0, 30.0), (10.0, 0.4)])];
        let found = way(&runs, &[(0.0, 0.0), (20.0, 0.0), (10.0, 30.0), (10.0, 0.4)]).expect("a way");
        assert!((found.length_ft - 39.6).abs() < 1e-9, "{found:?}");
        let over: Vec<(&str, f64)> = found.over.iter().map(|(tag, feet)| (tag.as_str(), *feet)).collect();
        assert_eq!(over[0], ("R-1", 10.0));
        assert!(over[1].0 == "R-2" && (over[1].1 - 29.6).abs() < 1e-9);
        assert_eq!(found.end, PlanPoint { x: 10.0, y: 30.0 });
    }

    #[test]
    fn of_two_ways_to_a_place_the_shorter_counts() {
        let runs = [
            run(1, &[(0.0, 0.0), (30.0, 0.0)]),
            run(2, &[(0.0, 0.0), (0.0, 40.0), (30.0, 40.0), (30.0, 0.0)]),
        ];
        let found = way(&runs, &[(0.0, 0.0), (30.0, 0.0)]).expect("a way");
        assert!((found.length_ft - 30.0).abs() < 1e-9);
    }

    #[test]
    fn what_hangs_nowhere_leads_nowhere() {
        assert_eq!(way(&[run(1, &[(5.0, 5.0), (9.0, 5.0)])], &[(0.0, 0.0), (5.0, 5.0), (9.0, 5.0)]), None);
        assert_eq!(way(&[], &[(0.0, 0.0)]), None);
    }
}
