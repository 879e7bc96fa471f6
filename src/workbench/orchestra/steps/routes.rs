//! Conduit runs that carry what was touched, searched anew. A run is offered another way only where that is shorter by a
//! foot, or where its present one bends more than 360 degrees between pull points. Pinned legs stay.

use super::{Outcome, Step, counted};
use crate::document::DocumentSnapshot;
use crate::domain::{RunId, SheetId};
use crate::engineering::routing::{RouteTerms, length_ft, too_many_bends};
use crate::proposals::{RouteMethod, RouteProposal, RouteSubject, RouteWish, propose_routes};
use crate::workbench::orchestra::follow::Standing;
use crate::workbench::orchestra::plan::{PlanFor, StepName};
use std::sync::Arc;

/// Shorter by less than this is not worth moving conduit, in feet.
const WORTH_FT: f64 = 1.0;

pub(super) struct Routes;

impl Step for Routes {
    fn name(&self) -> StepName {
        StepName::Routes
    }

    fn stale(&self, wanted: &PlanFor<'_>) -> u64 {
        wanted.touched.runs.len() as u64
    }

    fn work_per_record(&self) -> u64 {
        // A search over a floor of some ten thousand cells.
        200
    }

    fn run(&self, standing: &mut Standing<'_>) -> Outcome {
        let (mut changes, mut details) = (0, Vec::new());
        for (sheet, run) in standing.touched.runs.clone() {
            if standing.is_cancelled() {
                break;
            }
            let Some((line, proposal)) = better(standing, sheet, run) else { continue };
            if standing.take(&proposal.proposal.edits).is_ok() {
                changes += 1;
                details.push(line);
            }
        }
        match changes {
            0 => Outcome::nothing("nothing to reroute"),
            _ => Outcome { words: counted(changes, "route"), changes, details },
        }
    }
}

/// Returns a better way for a run, with the line that says so.
fn better(standing: &Standing<'_>, sheet: SheetId, id: RunId) -> Option<(String, RouteProposal)> {
    let run = standing.now.sheet(sheet)?.runs.get(&id)?;
    let snapshot = DocumentSnapshot { project: Arc::clone(&standing.now), revision: standing.start.revision };
    let model = standing.asked.router.as_deref();
    let method = if model.is_some() { RouteMethod::Auto } else { RouteMethod::Astar };
    let terms = RouteTerms::default();
    let wish = RouteWish { terms, method, ..RouteWish::of(sheet, RouteSubject::Run(id)) };
    let found = propose_routes(&snapshot, &wish, model, &standing.cancel).ok()?;
    let (was, is) = (length_ft(&run.path), found.length_ft());
    let bends = too_many_bends(standing.now.sheet(sheet)?, run);
    let now = bends.clone().unwrap_or_else(|| run.tag.clone());
    let line = format!("{now}: {was:.0} → {is:.0} ft");
    (bends.is_some() || is < was - WORTH_FT).then_some((line, found))
}
