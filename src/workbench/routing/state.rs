//! The one route that is asked for or shown.

use crate::document::{Document, DocumentSnapshot, Revision};
use crate::domain::{EntityId, Project, SheetId};
use crate::engineering::routing::{NoRoute, RouteTerms};
use crate::proposals::{
    Cancel, CircuitRouting, RouteError, RouteMethod, RouteModel, RouteProposal, RouteSubject, RouteWish,
    propose_routes, verify,
};
use crate::workbench::jobs::LaneName;
use crate::workbench::plan::pin_label;
use crate::workbench::{Command, NoticeLevel, Workbench};
use std::sync::Arc;
use std::time::Instant;

/// What came of a wish.
#[derive(Clone, Debug, PartialEq)]
pub enum RouteOutcome {
    Found(Box<RouteProposal>),
    /// Nothing leads there: how far it came, what is in the way, the smallest change.
    Blocked(NoRoute),
    /// Another reason, in a sentence.
    Failed(String),
}

/// A route for the present state, as it came out of the background.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownRoute {
    pub wish: RouteWish,
    /// What is routed: `LP-1/13` or `R-11`.
    pub name: String,
    pub outcome: RouteOutcome,
    /// How long it took, in milliseconds, at least 1.
    pub ms: u64,
}

/// Which state a route is for.
type Stamp = (u64, Revision);

/// What is asked for and what is shown.
#[derive(Default)]
pub(in crate::workbench) struct LiveRoute {
    asked: Option<(u64, String, Cancel)>,
    kept: Option<(Stamp, ShownRoute)>,
    wishes: u64,
}

impl std::fmt::Debug for LiveRoute {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LiveRoute").field("kept", &self.kept).finish_non_exhaustive()
    }
}

impl Workbench {
    /// Returns the route to show: for the present state, and not dismissed.
    pub fn shown_route(&self) -> Option<&ShownRoute> {
        let (stamp, shown) = self.route.kept.as_ref()?;
        (Some(*stamp) == self.route_stamp()).then_some(shown)
    }

    /// Returns what is being routed in the background.
    pub fn routing(&self) -> Option<&str> {
        self.route.asked.as_ref().map(|(_, name, _)| name.as_str())
    }

    fn route_stamp(&self) -> Option<Stamp> {
        Some((self.session, self.document.as_ref()?.revision()))
    }

    /// Asks for a route in the background; an older wish is given up.
    pub(in crate::workbench) fn propose_route(
        &mut self,
        sheet: SheetId,
        subject: RouteSubject,
        terms: RouteTerms,
    ) {
        self.dismiss_route();
        let Some(snapshot) = self.document.as_ref().map(Document::snapshot) else { return };
        let name = super::subject::name_of(&snapshot.project, sheet, &subject);
        self.route.wishes += 1;
        let (number, cancel) = (self.route.wishes, Cancel::default());
        let model = match self.route_model() {
            Some(Ok(model)) if self.settings.propose_after_edits => Some(Arc::clone(model)),
            _ => None,
        };
        let method = if model.is_some() { RouteMethod::Auto } else { RouteMethod::Astar };
        let wish = RouteWish { terms, method, ..RouteWish::of(sheet, subject) };
        self.route.asked = Some((number, name.clone(), cancel.clone()));
        let stamp = (self.session, snapshot.revision);
        self.jobs.start(LaneName::Work, format!("Route {name}"), move |_| {
            let shown = routed(&snapshot, wish, name, model.as_deref(), &cancel);
            Box::new(move |workbench| workbench.keep_route(number, stamp, shown))
        });
    }

    fn keep_route(&mut self, number: u64, stamp: Stamp, shown: Option<ShownRoute>) {
        if self.route.asked.as_ref().is_none_or(|(asked, _, _)| *asked != number) {
            return;
        }
        self.route.asked = None;
        let Some(shown) = shown else { return };
        if Some(stamp) != self.route_stamp() {
            let text = format!("The route of {} was for an older state; ask again", shown.name);
            return self.notify(NoticeLevel::Info, text, false);
        }
        self.route.kept = Some((stamp, shown));
    }

    /// Takes the route away, shown or still searched.
    pub(in crate::workbench) fn dismiss_route(&mut self) {
        if let Some((_, _, cancel)) = self.route.asked.take() {
            cancel.cancel();
        }
        self.route.kept = None;
    }

    /// Carries the route out as one undo step, verified once more at the present state.
    pub(in crate::workbench) fn accept_route(&mut self) {
        let found = self.shown_route().zip(self.document.as_ref().map(Document::snapshot));
        let Some((ShownRoute { outcome: RouteOutcome::Found(route), name, .. }, snapshot)) = found else {
            let text = "There is no route for the present state".to_owned();
            return self.notify(NoticeLevel::Info, text, false);
        };
        let answer = route.proposal.answer.clone();
        match verify(&route.problem, &snapshot, answer, route.proposal.source) {
            Err(rejected) => self.warn_of_failure(&rejected.to_string()),
            Ok(verified) => {
                let label = format!("Route {name}, {:.0} ft", verified.answer.length_ft);
                let (revision, edits) = (verified.revision, verified.edits.clone());
                let finishes = pin_of(&snapshot.project, &route.problem);
                self.route.kept = None;
                self.execute(match finishes {
                    Some(begun) => Command::FinishAt { revision, begun, label, edits },
                    None => Command::EditAt { revision, label, edits },
                });
            }
        }
    }
}

/// Returns the run that a problem is about, and what the step is called that pins a leg of it: its route finishes that.
fn pin_of(project: &Project, problem: &CircuitRouting) -> Option<(String, EntityId)> {
    let RouteSubject::Run(id) = problem.subject else { return None };
    let run = project.sheet(problem.sheet)?.runs.get(&id)?;
    Some((pin_label(&run.tag), EntityId::Run(problem.sheet, id)))
}

fn routed(
    snapshot: &DocumentSnapshot,
    wish: RouteWish,
    name: String,
    model: Option<&dyn RouteModel>,
    cancel: &Cancel,
) -> Option<ShownRoute> {
    let started = Instant::now();
    let outcome = match propose_routes(snapshot, &wish, model, cancel) {
        Err(RouteError::Cancelled) => return None,
        Ok(proposal) => RouteOutcome::Found(Box::new(proposal)),
        Err(RouteError::NoRoute(why @ NoRoute::Blocked(_))) => RouteOutcome::Blocked(why),
        Err(RouteError::NoRoutes(failed)) => {
            let blocked = failed.iter().find(|(_, why)| matches!(why, NoRoute::Blocked(_)));
            match blocked.or(failed.first()) {
                Some((_, why @ NoRoute::Blocked(_))) => RouteOutcome::Blocked(why.clone()),
                Some((_, why)) => RouteOutcome::Failed(why.to_string()),
                None => RouteOutcome::Failed("there is nothing to route".to_owned()),
            }
        }
        Err(why) => RouteOutcome::Failed(why.to_string()),
    };
    let ms = (started.elapsed().as_secs_f64() * 1000.0).ceil().max(1.0) as u64;
    (!cancel.is_cancelled()).then_some(ShownRoute { wish, name, outcome, ms })
}
