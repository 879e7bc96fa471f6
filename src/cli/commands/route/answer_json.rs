//! The answer of `route` as the JSON document that scripts read.

use super::{CircuitKey, Told};
use crate::cli::json;
use crate::domain::{Project, Run};
use crate::engineering::routing::{Blocker, NoRoute, leg_figures};
use crate::proposals::{RouteProposal, RouteStanding, RoutedCircuit, Source};
use crate::units::PlanPoint;
use serde_json::{Value, json};

pub(super) fn answer(told: &[Told]) -> Value {
    json!({ "sheets": told.iter().map(sheet).collect::<Value>() })
}

fn sheet(told: &Told) -> Value {
    let terms = &told.wish.terms;
    let mut answer = json!({
        "sheet": told.sheet.name,
        "mounting": terms.mounting.name(),
        "walls": terms.crossing.name(),
        "angles": terms.angles.smallest_bend_deg(),
        "ms": json::number(told.ms),
        "failed": told.failed().iter().map(|(circuit, why)| failure(&told.after, *circuit, why)).collect::<Value>(),
    });
    if let (Some(map), Ok(proposal)) = (answer.as_object_mut(), &told.outcome) {
        let beside = proposal.beside.as_ref().map(|beside| {
            let (length, rejected) = match &beside.standing {
                RouteStanding::Length(length) => (Some(json::number(*length)), None),
                RouteStanding::NothingCheaper => (None, None),
                RouteStanding::Nothing(why) => (None, Some(why)),
            };
            json!({
                "method": method(beside.source),
                "length_ft": length,
                "nothing_cheaper": beside.standing == RouteStanding::NothingCheaper,
                "rejected": rejected,
            })
        });
        let more = json!({
            "method": method(proposal.proposal.source),
            "model": proposal.model,
            "length_ft": json::number(proposal.length_ft()),
            "shortest_ft": json::number(proposal.shortest_ft()),
            "routes": proposal.routes.iter().map(|routed| route(&told.after, routed)).collect::<Value>(),
            "runs": runs(told, proposal),
            "boxes": proposal.proposal.answer.boxes.iter().map(|device| point(device.at)).collect::<Value>(),
            "beside": beside,
            "verified": true,
        });
        if let Value::Object(more) = more {
            map.extend(more);
        }
    }
    answer
}

pub(super) const fn method(source: Source) -> &'static str {
    match source {
        Source::Exact | Source::Search | Source::Lpt => "astar",
        Source::Hrm => "hrm",
        Source::HrmSearch => "hrm+search",
    }
}

fn route(project: &Project, RoutedCircuit { route, figures, source }: &RoutedCircuit) -> Value {
    let (panel, circuit) = route.circuit;
    let record = project.panel(panel).and_then(|panel| Some((panel, panel.circuit(circuit)?)));
    let drop = figures.drop.as_ref();
    let bends = figures.legs.iter().map(|leg| leg.bends_deg).fold(0.0, f64::max);
    json!({
        "circuit": circuit.0,
        "panel": record.map(|(panel, _)| panel.name.as_str()),
        "slot": record.map(|(_, circuit)| circuit.slot.0),
        "method": method(*source),
        "length_ft": json::number(route.length_ft()),
        "shortest_ft": json::number(route.shortest_ft),
        "shortest_proven": route.shortest_proven,
        "cost_ft": json::number(route.cost_ft),
        "bound_ft": json::number(route.bound_ft),
        "proven": route.is_proven(),
        "bends_deg": json::number(bends),
        "legs": route.legs.len(),
        "boxes": route.boxes.len(),
        "farthest_ft": json::number(figures.farthest_ft),
        "drop_v": drop.ok().map(|drop| json::number(drop.volts.0)),
        "drop_percent": drop.ok().map(|drop| json::number(drop.percent)),
        "needs": drop.err(),
    })
}

fn runs(told: &Told, proposal: &RouteProposal) -> Value {
    let sheet = told.after.sheet(told.sheet.id);
    let changed = proposal.proposal.answer.runs.iter().filter_map(|run| sheet?.runs.get(&run.id));
    changed.map(|of| run(&told.after, of)).collect()
}

fn run(project: &Project, run: &Run) -> Value {
    let figures = leg_figures(project, &run.path, &run.circuits);
    json!({
        "run": run.id.0,
        "tag": run.tag,
        "circuits": run.circuits.iter().map(|(_, circuit)| circuit.0).collect::<Vec<u64>>(),
        "length_ft": json::number(figures.length_ft),
        "bends_deg": json::number(figures.bends_deg),
        "raceway": run.raceway.as_ref().map(ToString::to_string),
        "conductors": figures.conductors,
        "fill_percent": figures.fill_percent.map(json::number),
        "needs": figures.needs,
        "supports": figures.supports.iter().copied().map(point).collect::<Value>(),
        "path": run.path.iter().copied().map(point).collect::<Value>(),
    })
}

fn failure(project: &Project, (panel, circuit): CircuitKey, why: &NoRoute) -> Value {
    let mut answer = json!({
        "circuit": circuit.0,
        "panel": project.panel(panel).map(|panel| panel.name.as_str()),
        "reason": why.to_string(),
    });
    if let (Some(map), NoRoute::Blocked(obstacle)) = (answer.as_object_mut(), why) {
        let area: f64 = obstacle.explored.iter().map(|r| (r.max.x - r.min.x) * (r.max.y - r.min.y)).sum();
        map.insert("blocked_by".into(), obstacle.blockers.iter().map(|b| blocker(*b)).collect());
        map.insert("to_open".into(), obstacle.to_open.iter().copied().map(point).collect());
        map.insert("explored_ft2".into(), json::number(area));
    }
    answer
}

fn blocker(blocker: Blocker) -> Value {
    match blocker {
        Blocker::Wall(id) => json!({ "wall": id.0 }),
        Blocker::Area(id) => json!({ "area": id.0 }),
        Blocker::Room(id) => json!({ "room": id.0 }),
    }
}

fn point(at: PlanPoint) -> Value {
    json!([json::number(at.x), json::number(at.y)])
}
