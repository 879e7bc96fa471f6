//! The card beside the ghost in words: who answered, how long it is against the shortest, what it comes to.

use super::{RouteOutcome, ShownRoute};
use crate::domain::{Project, circuit_tag};
use crate::engineering::routing::{Angles, NoRoute};
use crate::proposals::{RouteProposal, RouteStanding, RoutedCircuit, Source};
use crate::units::grouped;
use crate::workbench::Workbench;

/// Circuits of a card that are told one by one.
const MOST_CIRCUITS: usize = 4;

/// Words for the card.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RouteCard {
    /// `Route LP-1/13: 5 runs, 2 boxes`.
    pub title: String,
    /// `HRM + search 4 ms: 142.5 ft`.
    pub answer: String,
    pub verified: bool,
    /// `shortest possible 140.0 ft (proven)`.
    pub proof: String,
    /// Bends, fill, voltage drop.
    pub figures: Vec<String>,
    /// What the other one came to.
    pub beside: String,
    /// Whether there is something to accept.
    pub open: bool,
    /// The angles it was asked for with; nothing while it is searched.
    pub angles: Option<Angles>,
}

impl Workbench {
    /// Returns the card of the route that is shown or searched; `None` where there is neither.
    pub fn route_card(&self) -> Option<RouteCard> {
        if let Some(shown) = self.shown_route() {
            let project = self.document.as_ref()?.project();
            return Some(RouteCard { angles: Some(shown.wish.terms.angles), ..card(project, shown) });
        }
        let name = self.routing()?;
        Some(RouteCard { title: format!("Searching a route for {name}"), ..RouteCard::default() })
    }
}

fn card(project: &Project, shown: &ShownRoute) -> RouteCard {
    match &shown.outcome {
        RouteOutcome::Found(proposal) => found(project, shown, proposal),
        RouteOutcome::Blocked(why) => RouteCard {
            title: format!("No route for {}", shown.name),
            answer: sentence(&why.to_string()),
            figures: blocked(why),
            ..RouteCard::default()
        },
        RouteOutcome::Failed(why) => RouteCard {
            title: format!("{} is not routed", shown.name),
            answer: sentence(why),
            ..RouteCard::default()
        },
    }
}

fn found(project: &Project, shown: &ShownRoute, proposal: &RouteProposal) -> RouteCard {
    let plan = &proposal.proposal.answer;
    let counted = |n: usize, what: &str, many: &str| format!("{n} {}", if n == 1 { what } else { many });
    let mut parts = vec![counted(plan.runs.len(), "run", "runs")];
    if !plan.boxes.is_empty() {
        parts.push(counted(plan.boxes.len(), "box", "boxes"));
    }
    let routes = proposal.routes.len();
    let lone = proposal.routes.first().filter(|_| routes == 1);
    let proven = proposal.routes.iter().all(|routed| routed.route.shortest_proven);
    let shortest = format!("shortest possible {} ft", grouped(proposal.shortest_ft(), 1));
    let proof = match (routes, proven) {
        (1, true) => format!("{shortest} (proven)"),
        (1, false) => format!("no route is shorter than {} ft (bound)", grouped(proposal.shortest_ft(), 1)),
        _ => format!("{} ft if each ran the shortest way alone", grouped(proposal.shortest_ft(), 1)),
    };
    let who = match proposal.proposal.source {
        source @ (Source::Hrm | Source::HrmSearch) => source.to_string(),
        Source::Exact | Source::Search | Source::Lpt => "exact".to_owned(),
    };
    let mut figures = Vec::new();
    let legs = || proposal.routes.iter().flat_map(|routed| &routed.figures.legs);
    let bends = legs().map(|leg| leg.bends_deg).fold(0.0, f64::max);
    let held: usize = legs().map(|leg| leg.supports.len()).sum();
    figures
        .push(format!("bends {bends:.0}° at most between boxes · {}", counted(held, "support", "supports")));
    // Of one circuit every leg holds the same.
    let conductors = legs().map(|leg| leg.conductors.as_str()).find(|words| !words.is_empty());
    if let Some(conductors) = conductors.filter(|_| lone.is_some()) {
        figures.push(conductors.to_owned());
    }
    if let Some(fill) = legs().filter_map(|leg| leg.fill_percent).max_by(f64::total_cmp) {
        figures.push(format!("fill {} %", grouped(fill, 1)));
    }
    if let Some(routed) = lone {
        figures.push(match &routed.figures.drop {
            Ok(drop) => format!(
                "drop {} % over {} ft",
                grouped(drop.percent, 2),
                grouped(routed.figures.farthest_ft, 1)
            ),
            Err(field) => format!("drop undetermined: needs {field}"),
        });
    }
    if lone.is_none() {
        figures.extend(beside_shortest(project, proposal));
    }
    if let Some(field) = legs().find_map(|leg| leg.needs) {
        figures.push(format!("raceway undetermined: needs {field}"));
    }
    if !proposal.failed.is_empty() {
        figures.push(format!("{} not routed", counted(proposal.failed.len(), "circuit", "circuits")));
    }
    let beside = proposal.beside.as_ref().map_or_else(String::new, |beside| match &beside.standing {
        RouteStanding::Length(ft) => format!("{} {} ft", beside.source, grouped(*ft, 1)),
        RouteStanding::NothingCheaper => "the exact search found nothing cheaper".to_owned(),
        RouteStanding::Nothing(why) => why.clone(),
    });
    RouteCard {
        title: format!("Route {}: {}", shown.name, parts.join(", ")),
        answer: format!("{who} {} ms: {} ft", shown.ms, grouped(proposal.length_ft(), 1)),
        verified: true,
        proof,
        figures,
        beside,
        open: true,
        angles: None,
    }
}

/// Says of each circuit of several how long it is alone against its shortest: `LP-1/8: 52.0 ft, shortest possible 50.5 ft`.
fn beside_shortest(project: &Project, proposal: &RouteProposal) -> Vec<String> {
    let line = |routed: &RoutedCircuit| {
        let name = circuit_tag(project, routed.route.circuit).unwrap_or_default();
        let (own, least) = (routed.route.length_ft(), routed.route.shortest_ft);
        let proof = if routed.route.shortest_proven { "shortest possible" } else { "none is shorter than" };
        format!("{name}: {} ft, {proof} {} ft", grouped(own, 1), grouped(least, 1))
    };
    let mut lines: Vec<String> = proposal.routes.iter().take(MOST_CIRCUITS).map(line).collect();
    let more = proposal.routes.len().saturating_sub(MOST_CIRCUITS);
    if more > 0 {
        lines.push(format!("{more} more"));
    }
    lines
}

fn blocked(why: &NoRoute) -> Vec<String> {
    let NoRoute::Blocked(obstacle) = why else { return Vec::new() };
    let area: f64 = obstacle.explored.iter().map(|r| (r.max.x - r.min.x) * (r.max.y - r.min.y)).sum();
    vec![format!("looked at {} ft²", grouped(area, 0))]
}

/// Returns words with a capital letter first.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
