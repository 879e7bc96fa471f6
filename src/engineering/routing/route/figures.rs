//! What has to be known of a route: raceways by fill, supports, the voltage drop over its real length.

use super::{CircuitRoute, RouteLeg};
use crate::calc::smallest_raceway;
use crate::domain::{CircuitId, Facts, PanelId, Project, Raceway, Run, RunId};
use crate::engineering::routing::bends_deg;
use crate::engineering::{MissingField, MissingPart, VoltageDrop, circuit_drop, contents_of_run};
use crate::nec::RacewayType;
use crate::nec::tables::supports;
use crate::units::{Feet, PlanPoint};

/// What a leg of conduit takes.
#[derive(Clone, Debug, PartialEq)]
pub struct LegFigures {
    pub length_ft: f64,
    pub bends_deg: f64,
    /// The smallest that holds its conductors, or the recorded one where that is large enough.
    pub raceway: Option<Raceway>,
    pub fill_percent: Option<f64>,
    /// As in `3 #12 THHN`; empty where a circuit has none recorded.
    pub conductors: String,
    /// Where it has to be held.
    pub supports: Vec<PlanPoint>,
    /// What is missing to size it.
    pub needs: Option<MissingField>,
}

/// What a route comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct RouteFigures {
    /// In the order of the legs.
    pub legs: Vec<LegFigures>,
    /// From the panelboard to the end of the longest branch, in feet.
    pub farthest_ft: f64,
    /// Over that length, with the load at its end.
    pub drop: Result<VoltageDrop, MissingField>,
}

/// Returns what the route of a circuit comes to when it lies alone.
pub fn figures_of(project: &Project, route: &CircuitRoute) -> RouteFigures {
    let circuits = [route.circuit];
    let legs = route.legs.iter().map(|leg| leg_figures(project, &leg.path, &circuits)).collect();
    let farthest_ft = farthest_ft(&route.legs);
    RouteFigures { legs, farthest_ft, drop: drop_over(project, route.circuit, farthest_ft) }
}

/// Returns what a leg with some circuits in it takes.
pub fn leg_figures(project: &Project, path: &[PlanPoint], circuits: &[(PanelId, CircuitId)]) -> LegFigures {
    let length_ft = crate::engineering::routing::length_ft(path);
    let bends_deg = bends_deg(path).iter().map(|(_, degrees)| degrees).sum();
    let recorded = circuits
        .first()
        .and_then(|(panel, circuit)| project.panel(*panel)?.circuit(*circuit)?.raceway.clone());
    let kind = recorded.as_ref().map_or(RacewayType::Emt, |raceway| raceway.kind);
    let found = sized(project, path, circuits, kind, recorded.filter(|_| circuits.len() == 1));
    let (raceway, fill_percent, conductors, needs) = match found {
        Ok((raceway, fill, conductors)) => (Some(raceway), fill, conductors, None),
        Err(field) => (None, None, String::new(), Some(field)),
    };
    let supports = supports_along(path, kind, raceway.as_ref().map_or(0.5, trade_size_in));
    LegFigures { length_ft, bends_deg, raceway, fill_percent, conductors, supports, needs }
}

type Sized = (Raceway, Option<f64>, String);

fn sized(
    project: &Project,
    path: &[PlanPoint],
    circuits: &[(PanelId, CircuitId)],
    kind: RacewayType,
    recorded: Option<Raceway>,
) -> Result<Sized, MissingField> {
    let run = Run {
        id: RunId(0),
        tag: String::new(),
        path: path.to_vec(),
        raceway: None,
        circuits: circuits.to_vec(),
        pinned: std::collections::BTreeSet::new(),
        facts: Facts::new(),
    };
    if kind.is_cable() {
        return Ok((Raceway { kind, trade_size: String::new() }, None, String::new()));
    }
    let contents = contents_of_run(project, &run).map_err(|missing| match missing {
        MissingPart::Run(field) | MissingPart::Wires(_, field) => field,
    })?;
    if let Some(raceway) = recorded
        && let Some(fill) = contents.fill(&raceway, false).filter(|fill| fill.fits)
    {
        return Ok((raceway, Some(fill.percent), contents.words()));
    }
    let row = smallest_raceway(&contents.contents(), kind.name(), false);
    let row = row.ok_or("a raceway that holds the conductors")?;
    let raceway = Raceway { kind, trade_size: row.trade_size.to_owned() };
    let percent = contents.fill(&raceway, false).map(|fill| fill.percent);
    Ok((raceway, percent, contents.words()))
}

/// Returns a trade size such as `1-1/2` in inches.
pub fn trade_size_in(raceway: &Raceway) -> f64 {
    let part = |text: &str| match text.split_once('/') {
        Some((above, below)) => {
            let (above, below): (f64, f64) = (above.parse().ok()?, below.parse().ok()?);
            (below > 0.0).then(|| above / below)
        }
        None => text.parse().ok(),
    };
    raceway.trade_size.split('-').filter_map(part).sum()
}

/// Returns the points at which a path has to be held: near its ends, and no farther apart than the Code has it.
pub fn supports_along(path: &[PlanPoint], kind: RacewayType, trade_size_in: f64) -> Vec<PlanPoint> {
    let rule = supports(kind, trade_size_in);
    held_along(path, rule.first_ft, rule.spacing_ft)
}

/// Returns the points at which a path is held when the first support lies so many feet from either end, and no two farther apart
/// than a spacing above zero.
pub fn held_along(path: &[PlanPoint], first_ft: f64, spacing_ft: f64) -> Vec<PlanPoint> {
    let length = crate::engineering::routing::length_ft(path);
    if length <= first_ft {
        // One support serves both ends.
        return point_along(path, length / 2.0).into_iter().collect();
    }
    let (first, last) = (first_ft, (length - first_ft).max(first_ft));
    let between = ((last - first) / spacing_ft).ceil().max(1.0) as usize;
    let at = |index: usize| first + (last - first) * index as f64 / between as f64;
    let mut places: Vec<f64> = (0..=between).map(at).collect();
    places.dedup_by(|a, b| (*a - *b).abs() < 1e-9);
    places.into_iter().filter_map(|along| point_along(path, along)).collect()
}

fn point_along(path: &[PlanPoint], along_ft: f64) -> Option<PlanPoint> {
    let mut rest = along_ft;
    for two in path.windows(2) {
        let [from, to] = two else { continue };
        let leg = (to.x - from.x).hypot(to.y - from.y);
        if rest <= leg && leg > 0.0 {
            let share = rest / leg;
            return Some(PlanPoint {
                x: from.x + (to.x - from.x) * share,
                y: from.y + (to.y - from.y) * share,
            });
        }
        rest -= leg;
    }
    path.last().copied()
}

/// Returns the longest way from the panelboard over the legs, each of which starts where an earlier one ends.
pub fn farthest_ft(legs: &[RouteLeg]) -> f64 {
    let mut ends: Vec<(PlanPoint, f64)> = Vec::new();
    for leg in legs {
        let (Some(first), Some(last)) = (leg.path.first(), leg.path.last()) else { continue };
        let gap = |at: &PlanPoint| (at.x - first.x).hypot(at.y - first.y);
        let before = ends.iter().filter(|(at, _)| gap(at) <= super::wiring::SAME_PLACE_FT);
        let before = before.min_by(|a, b| gap(&a.0).total_cmp(&gap(&b.0))).map_or(0.0, |(_, length)| *length);
        ends.push((*last, before + leg.length_ft()));
    }
    ends.iter().map(|(_, length)| *length).fold(0.0, f64::max)
}

/// Returns the voltage a circuit loses over so many feet, with all of its load at the end.
///
/// # Errors
/// Names the field that is missing.
pub fn drop_over(
    project: &Project,
    (panel, circuit): (PanelId, CircuitId),
    length_ft: f64,
) -> Result<VoltageDrop, MissingField> {
    let panel = project.panel(panel).ok_or("circuit")?;
    let mut circuit = panel.circuit(circuit).ok_or("circuit")?.clone();
    circuit.length = Some(Feet(length_ft));
    circuit.unread.remove(&crate::domain::CircuitField::Length);
    circuit_drop(panel, &circuit)
}
