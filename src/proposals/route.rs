//! From a wish to verified routes: what the plan, the command line and the tests all call.
//!
//! ```text
//! wish ─ floor ─┬─► exact search ───────────────► routes ─┐
//!               └─► model's corridors ─► search in them ──┴─► the cheaper, the model's when equal ─► plan ─► verify
//! ```
//!
//! The model's corridor is only a guide: the search within it is as exact as the other, and both are judged by cost. A model
//! that fails, or whose corridor leads nowhere, stops nothing.

mod guide;
mod plan;

use crate::document::DocumentSnapshot;
use crate::domain::{CircuitId, PanelId, Project, Run, Sheet, SheetId};
use crate::engineering::routing::{
    CircuitRoute, Effort, Floor, NoRoute, RouteAsk, RouteFigures, RouteTerms, figures_of, route_circuit,
    route_run,
};
use crate::proposals::{
    Cancel, CircuitRouting, Proposal, Rejected, RouteModel, RoutePlan, RouteSubject, Source, Verified, verify,
};
use crate::units::PlanPoint;

named_enum!(
    /// Who is asked for routes. Without a model it is the exact search.
    RouteMethod {
        /// The cheaper of the model's corridor, searched, and the exact search.
        Auto = "auto",
        /// Only within the model's corridor.
        Hrm = "hrm",
        /// Only the exact search.
        Astar = "astar",
    }
);

/// So many circuits are worth threads of their own.
const WORTH_THREADS: usize = 4;

/// Routes that somebody wishes for.
#[derive(Clone, Debug, PartialEq)]
pub struct RouteWish {
    pub sheet: SheetId,
    pub subject: RouteSubject,
    pub terms: RouteTerms,
    pub method: RouteMethod,
    pub effort: Effort,
}

impl RouteWish {
    /// Returns what is wished for when nobody says otherwise.
    pub fn of(sheet: SheetId, subject: RouteSubject) -> Self {
        Self {
            sheet,
            subject,
            terms: RouteTerms::default(),
            method: RouteMethod::Auto,
            effort: Effort::default(),
        }
    }
}

/// A circuit's route with what it comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct RoutedCircuit {
    pub route: CircuitRoute,
    pub figures: RouteFigures,
    pub source: Source,
}

/// Verified routes with everything a person wants to know about them.
#[derive(Clone, Debug, PartialEq)]
pub struct RouteProposal {
    pub problem: CircuitRouting,
    pub proposal: Verified<Proposal<RoutePlan>>,
    pub routes: Vec<RoutedCircuit>,
    /// Circuits that have no route, and why.
    pub failed: Vec<((PanelId, CircuitId), NoRoute)>,
    /// What the other came to, where both were asked.
    pub beside: Option<RouteBeside>,
    /// Name of the model that was asked.
    pub model: Option<String>,
    /// The model's corridors on the plan.
    pub corridors: Vec<Vec<PlanPoint>>,
}

impl RouteProposal {
    /// Returns the length of all runs of the circuits in feet, shared ones counted once.
    pub fn length_ft(&self) -> f64 {
        self.proposal.answer.length_ft
    }

    /// Returns the length below which no routes of the circuits can be, each for itself.
    pub fn shortest_ft(&self) -> f64 {
        self.routes.iter().map(|routed| routed.route.shortest_ft).sum()
    }
}

/// What the other one answered to the same wish.
#[derive(Clone, Debug, PartialEq)]
pub struct RouteBeside {
    pub source: Source,
    /// Length of its routes in feet, or why there are none.
    pub standing: Result<f64, String>,
}

/// Why there are no routes.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum RouteError {
    #[error("there is no such sheet")]
    NoSheet,
    #[error("there is no such run")]
    NoRun,
    #[error("there is nothing to route")]
    Nothing,
    #[error(transparent)]
    NoRoute(#[from] NoRoute),
    /// None of several has one.
    #[error("{}", .0.first().map_or_else(String::new, |(_, why)| why.to_string()))]
    NoRoutes(Vec<((PanelId, CircuitId), NoRoute)>),
    #[error(transparent)]
    Rejected(#[from] Rejected),
    #[error("no model is installed")]
    NoModel,
    #[error("{0}")]
    Model(String),
    #[error("cancelled")]
    Cancelled,
}

/// Answers a wish. The model is asked where the method says so.
///
/// # Errors
/// When nothing can be routed, the search was cancelled, or the plan did not pass its verifier.
pub fn propose_routes(
    snapshot: &DocumentSnapshot,
    wish: &RouteWish,
    model: Option<&dyn RouteModel>,
    cancel: &Cancel,
) -> Result<RouteProposal, RouteError> {
    let project = &snapshot.project;
    let sheet = project.sheet(wish.sheet).ok_or(RouteError::NoSheet)?;
    let (circuits, run) = subject_of(sheet, &wish.subject)?;
    let floor = Floor::of(sheet, &wish.terms);
    let asking = Asking { project, sheet, wish, floor: &floor, circuits: &circuits, run, cancel };
    let exact = match wish.method {
        RouteMethod::Hrm => None,
        RouteMethod::Auto | RouteMethod::Astar => Some(asking.searched(&floor)?),
    };
    let guided = match (wish.method, model) {
        (RouteMethod::Astar, _) | (RouteMethod::Auto, None) => None,
        (RouteMethod::Hrm, None) => return Err(RouteError::NoModel),
        (RouteMethod::Auto | RouteMethod::Hrm, Some(model)) => Some(asking.guided(model)),
    };
    let decided = decide(exact, guided)?;
    if decided.found.is_empty() {
        return Err(RouteError::NoRoutes(decided.failed));
    }
    let problem = CircuitRouting {
        sheet: wish.sheet,
        subject: wish.subject.clone(),
        circuits: decided.found.iter().map(|(route, _)| route.circuit).collect(),
        terms: wish.terms,
    };
    let problem = match run {
        Some(run) => CircuitRouting { circuits: run.circuits.clone(), ..problem },
        None => CircuitRouting { subject: RouteSubject::Circuits(problem.circuits.clone()), ..problem },
    };
    let routes: Vec<CircuitRoute> = decided.found.iter().map(|(route, _)| route.clone()).collect();
    let plan = plan::plan_of(project, sheet, &problem, &routes);
    let of_model = decided.found.iter().any(|(_, source)| *source == Source::HrmSearch);
    let source = if of_model { Source::HrmSearch } else { Source::Exact };
    let proposal = verify(&problem, snapshot, plan, source)?;
    let routes = decided.found.into_iter().map(|(route, source)| {
        let figures = figures_of(project, &route);
        RoutedCircuit { route, figures, source }
    });
    Ok(RouteProposal {
        problem,
        proposal,
        routes: routes.collect(),
        failed: decided.failed,
        beside: decided.beside,
        model: model.filter(|_| wish.method != RouteMethod::Astar).map(|model| model.id().to_owned()),
        corridors: decided.corridors,
    })
}

/// Returns the circuits that are concerned, and the run where one is asked for.
#[expect(clippy::type_complexity, reason = "two things that are asked for together once")]
fn subject_of<'p>(
    sheet: &'p Sheet,
    subject: &RouteSubject,
) -> Result<(Vec<(PanelId, CircuitId)>, Option<&'p Run>), RouteError> {
    match subject {
        RouteSubject::Circuits(circuits) if circuits.is_empty() => Err(RouteError::Nothing),
        RouteSubject::Circuits(circuits) => Ok((circuits.clone(), None)),
        RouteSubject::Run(id) => {
            let run = sheet.runs.get(id).ok_or(RouteError::NoRun)?;
            Ok((run.circuits.clone(), Some(run)))
        }
    }
}

/// One wish for one state.
struct Asking<'a> {
    project: &'a Project,
    sheet: &'a Sheet,
    wish: &'a RouteWish,
    floor: &'a Floor,
    circuits: &'a [(PanelId, CircuitId)],
    run: Option<&'a Run>,
    cancel: &'a Cancel,
}

type Failed = Vec<((PanelId, CircuitId), NoRoute)>;

/// Routes of one way of searching.
struct Found {
    routes: Vec<CircuitRoute>,
    failed: Failed,
}

/// What a model had to say.
struct Guided {
    corridors: Vec<Vec<PlanPoint>>,
    found: Result<Found, RouteError>,
}

impl Asking<'_> {
    fn searched(&self, floor: &Floor) -> Result<Found, RouteError> {
        let ask = RouteAsk {
            project: self.project,
            sheet: self.sheet,
            floor,
            terms: &self.wish.terms,
            effort: self.wish.effort,
            wanted: self.circuits,
        };
        let mut found = Found { routes: Vec::new(), failed: Vec::new() };
        if let Some(run) = self.run {
            found.routes.push(route_run(&ask, run)?);
            return Ok(found);
        }
        for (circuit, route) in self.circuits.iter().zip(self.each(&ask)) {
            match route.ok_or(RouteError::Cancelled)? {
                Ok(route) => found.routes.push(route),
                Err(why) => found.failed.push((*circuit, why)),
            }
        }
        Ok(found)
    }

    /// Routes every circuit, many of them on all cores: they do not depend on each other. Nothing where it was cancelled.
    fn each(&self, ask: &RouteAsk<'_>) -> Vec<Option<Result<CircuitRoute, NoRoute>>> {
        let one = |circuit: &(PanelId, CircuitId)| {
            (!self.cancel.is_cancelled()).then(|| route_circuit(ask, *circuit))
        };
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        if self.circuits.len() < WORTH_THREADS || cores < 2 {
            return self.circuits.iter().map(one).collect();
        }
        let share = self.circuits.len().div_ceil(cores);
        std::thread::scope(|scope| {
            let parts: Vec<_> = self
                .circuits
                .chunks(share)
                .map(|part| (part.len(), scope.spawn(move || part.iter().map(one).collect::<Vec<_>>())))
                .collect();
            let joined = parts
                .into_iter()
                .flat_map(|(count, part)| part.join().unwrap_or_else(|_| (0..count).map(|_| None).collect()));
            joined.collect()
        })
    }

    fn guided(&self, model: &dyn RouteModel) -> Guided {
        let guide = guide::corridors(
            self.project,
            self.sheet,
            self.floor,
            (self.circuits, self.run),
            |board, goal| guide::asked(model, board, goal, self.cancel),
        );
        match guide {
            Err(why) => Guided { corridors: Vec::new(), found: Err(RouteError::Model(why)) },
            Ok(guide) => {
                let floor = guide.restricted(self.floor);
                Guided { corridors: guide.corridors, found: self.searched(&floor) }
            }
        }
    }
}

/// Routes that were decided for.
struct Decided {
    found: Vec<(CircuitRoute, Source)>,
    failed: Failed,
    beside: Option<RouteBeside>,
    corridors: Vec<Vec<PlanPoint>>,
}

/// Takes of each circuit the cheaper route; the model's, when they are equal.
fn decide(exact: Option<Found>, guided: Option<Guided>) -> Result<Decided, RouteError> {
    let (corridors, guided) = guided.map_or((Vec::new(), None), |g| (g.corridors, Some(g.found)));
    let (exact, guided) = match (exact, guided) {
        (Some(exact), None) => {
            let found = exact.routes.into_iter().map(|route| (route, Source::Exact)).collect();
            return Ok(Decided { found, failed: exact.failed, beside: None, corridors });
        }
        (None, Some(guided)) => {
            let Found { routes, failed } = guided?;
            let found = routes.into_iter().map(|route| (route, Source::HrmSearch)).collect();
            return Ok(Decided { found, failed, beside: None, corridors });
        }
        (Some(_), Some(Err(RouteError::Cancelled))) => return Err(RouteError::Cancelled),
        (Some(exact), Some(guided)) => (exact, guided),
        (None, None) => return Err(RouteError::Nothing),
    };
    let total = |routes: &[CircuitRoute]| routes.iter().map(CircuitRoute::length_ft).sum::<f64>();
    let guided = guided.map_err(|why| why.to_string()).and_then(|found| match found.failed.first() {
        Some((_, why)) if found.routes.is_empty() => Err(format!("in the model's corridor there is {why}")),
        _ => Ok(found.routes),
    });
    let exact_ft = total(&exact.routes);
    let advice = guided.as_ref().map(Vec::as_slice).unwrap_or_default();
    let found: Vec<(CircuitRoute, Source)> = exact
        .routes
        .into_iter()
        .map(|route| match advice.iter().find(|other| other.circuit == route.circuit) {
            Some(other) if other.cost_ft <= route.cost_ft + 1e-6 => {
                // What is known of all routes holds for this one.
                let known = CircuitRoute {
                    bound_ft: route.bound_ft,
                    shortest_ft: route.shortest_ft,
                    shortest_proven: route.shortest_proven,
                    ..other.clone()
                };
                (known, Source::HrmSearch)
            }
            _ => (route, Source::Exact),
        })
        .collect();
    let of_model = found.iter().any(|(_, source)| *source == Source::HrmSearch);
    let beside = if of_model {
        RouteBeside { source: Source::Exact, standing: Ok(exact_ft) }
    } else {
        RouteBeside { source: Source::HrmSearch, standing: guided.map(|routes| total(&routes)) }
    };
    Ok(Decided { found, failed: exact.failed, beside: Some(beside), corridors })
}

#[cfg(test)]
mod tests;
