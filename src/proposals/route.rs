//! From a wish to verified routes: what the plan, the command line and the tests all call.
//!
//! ```text
//! wish ─ floor ─► model's corridors ─► search in them ─► routes ─► exact search for something cheaper ─► plan ─► verify
//!               └─► without a model, or where its corridor leads nowhere: exact search ────────────────┘
//! ```
//!
//! The model's corridor is only a guide: what is found in it spares the exact search all that is not cheaper, and is kept where
//! nothing is. So a guided answer is as good as an unguided one and says how far from the best it is; a model that fails, or
//! whose corridor leads nowhere, stops nothing.

mod decide;
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
use decide::Decided;

named_enum!(
    /// Who is asked for routes. Without a model it is the exact search.
    RouteMethod {
        /// The route in the model's corridor, unless the exact search finds a cheaper one.
        Auto = "auto",
        /// The route in the model's corridor, whatever the exact search says of it.
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
    pub standing: RouteStanding,
}

/// How the other one stands.
#[derive(Clone, Debug, PartialEq)]
pub enum RouteStanding {
    /// Its routes have this length in feet together.
    Length(f64),
    /// It has found nothing cheaper.
    NothingCheaper,
    /// It has no routes, and why.
    Nothing(String),
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
    let decided: Decided = match (wish.method, model) {
        (RouteMethod::Astar, _) | (RouteMethod::Auto, None) => asking.searched(&floor)?.into(),
        (RouteMethod::Hrm, None) => return Err(RouteError::NoModel),
        (RouteMethod::Auto | RouteMethod::Hrm, Some(model)) => asking.decided(asking.guided(model))?,
    };
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
    fn ask<'f>(&'f self, floor: &'f Floor) -> RouteAsk<'f> {
        RouteAsk {
            project: self.project,
            sheet: self.sheet,
            floor,
            terms: &self.wish.terms,
            effort: self.wish.effort,
            wanted: self.circuits,
        }
    }

    fn searched(&self, floor: &Floor) -> Result<Found, RouteError> {
        let ask = self.ask(floor);
        let mut found = Found { routes: Vec::new(), failed: Vec::new() };
        if let Some(run) = self.run {
            found.routes.push(route_run(&ask, run)?);
            return Ok(found);
        }
        for (circuit, route) in self.circuits.iter().zip(self.each(|circuit| route_circuit(&ask, circuit))) {
            match route.ok_or(RouteError::Cancelled)? {
                Ok(route) => found.routes.push(route),
                Err(why) => found.failed.push((*circuit, why)),
            }
        }
        Ok(found)
    }

    /// Does something for every circuit, for many of them on all cores: they do not depend on each other. Nothing where it was
    /// cancelled.
    fn each<T: Send>(&self, work: impl Fn((PanelId, CircuitId)) -> T + Sync) -> Vec<Option<T>> {
        let one = |circuit: &(PanelId, CircuitId)| (!self.cancel.is_cancelled()).then(|| work(*circuit));
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

#[cfg(test)]
mod tests;
