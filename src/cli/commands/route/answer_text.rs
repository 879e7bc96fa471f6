//! The answer of `route` as a person reads it: a line of outcome for each sheet, its routes, what failed.

use super::Told;
use super::answer_json::method;
use crate::cli::table::{Align, Table};
use crate::domain::{CircuitId, PanelId, Project};
use crate::engineering::routing::Angles;
use crate::proposals::{RouteBeside, RouteProposal, RouteStanding};
use crate::units::{grouped, trimmed};

pub(super) fn answer(told: &[Told]) -> String {
    told.iter().map(sheet).collect::<Vec<_>>().join("\n")
}

fn sheet(told: &Told) -> String {
    let terms = &told.wish.terms;
    let mut text = format!(
        "{}  {} · walls passed {} · bends of {}\n\n",
        told.sheet.name,
        terms.mounting.name(),
        terms.crossing.name(),
        bends_of(terms.angles)
    );
    if let Ok(proposal) = &told.outcome {
        text += &outcome(told, proposal);
    }
    for (circuit, why) in told.failed() {
        text += &format!("{}: {why}\n", name(&told.after, *circuit));
    }
    text
}

/// Returns the bends that may be made in words.
const fn bends_of(angles: Angles) -> &'static str {
    match angles {
        Angles::Square => "90°",
        Angles::Octile => "45° and 90°",
    }
}

fn outcome(told: &Told, proposal: &RouteProposal) -> String {
    let source = method(proposal.proposal.source);
    let shortest = grouped(proposal.shortest_ft(), 1);
    let shortest = if proposal.routes.len() > 1 {
        format!("{shortest} ft if each ran the shortest way alone")
    } else {
        format!("shortest possible {shortest} ft")
    };
    let length = grouped(proposal.length_ft(), 1);
    let mut text = format!("{source} {:.0} ms: {length} ft · verified · {shortest}\n", told.ms);
    if let Some(RouteBeside { source, standing }) = &proposal.beside {
        let standing = match standing {
            RouteStanding::Length(ft) => format!("{} ft", grouped(*ft, 1)),
            RouteStanding::NothingCheaper => "nothing cheaper".to_owned(),
            RouteStanding::Nothing(why) => why.clone(),
        };
        text += &format!("beside it {}: {standing}\n", method(*source));
    }
    use Align::{Left, Right};
    let mut table = Table::new([
        (Left, "Circuit"),
        (Right, "ft"),
        (Right, "shortest"),
        (Right, "bends"),
        (Right, "boxes"),
        (Right, "farthest"),
        (Right, "drop"),
        (Left, ""),
    ]);
    for routed in &proposal.routes {
        let (route, figures) = (&routed.route, &routed.figures);
        let bends = figures.legs.iter().map(|leg| leg.bends_deg).fold(0.0, f64::max);
        let drop = match &figures.drop {
            Ok(drop) => format!("{} %", grouped(drop.percent, 2)),
            Err(field) => format!("needs {field}"),
        };
        let proof = if route.is_proven() { "proven".to_owned() } else { gap(route.cost_ft, route.bound_ft) };
        table.row([
            name(&told.after, route.circuit),
            grouped(route.length_ft(), 1),
            grouped(route.shortest_ft, 1),
            format!("{bends:.0}°"),
            route.boxes.len().to_string(),
            grouped(figures.farthest_ft, 1),
            drop,
            proof,
        ]);
    }
    format!("{text}\n{}", table.text())
}

/// `gap 3.2 %`: how much dearer it is than the bound.
fn gap(cost: f64, bound: f64) -> String {
    let percent = if bound > 0.0 { 100.0 * (cost - bound) / bound } else { 100.0 };
    format!("gap {} %", trimmed(percent, 1))
}

fn name(project: &Project, (panel, circuit): (PanelId, CircuitId)) -> String {
    let panel = project.panel(panel);
    let slot = panel.and_then(|panel| panel.circuit(circuit)).map(|circuit| circuit.slot.to_string());
    format!("{}/{}", panel.map_or("?", |panel| panel.name.as_str()), slot.unwrap_or_default())
}
