//! The background half: one thread that compares for the newest request; older ones are dropped.

use super::state::{LoadsComparison, LoadsModel, Stamp};
use crate::document::DocumentSnapshot;
use crate::engineering::{LoadPoint, demand_factors, design_rating, load_inventory, project_loads};
use crate::workbench::Waker;
use crate::workbench::newest::NewestWorker;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;

/// A factor agrees within so much of the engine's, of the larger of 1 and the factor.
const WITHIN: f64 = 0.02;

/// One state of one panelboard.
pub(super) struct Request {
    pub stamp: Stamp,
    pub snapshot: DocumentSnapshot,
    pub model: Arc<dyn LoadsModel>,
    /// Where disagreements are kept, if they are.
    pub examples: Option<PathBuf>,
}

type Answer = (Stamp, Result<Option<LoadsComparison>, String>);

/// The way to the thread.
pub(super) type Worker = NewestWorker<Request, Answer>;

/// Starts the thread.
pub(super) fn start(waker: Option<Waker>) -> std::io::Result<Worker> {
    NewestWorker::start("phasewright-loads", waker, |request: Request| {
        let outcome = catch_unwind(AssertUnwindSafe(|| compared(&request)))
            .unwrap_or_else(|_| Err("the model of loads failed inside the program".to_owned()));
        Some((request.stamp, outcome))
    })
}

fn compared(request: &Request) -> Result<Option<LoadsComparison>, String> {
    let project = &request.snapshot.project;
    let point = LoadPoint::Panel(request.stamp.panel);
    let loads = project_loads(project);
    let Some((inventory, (engine, amperes))) = load_inventory(project, point).zip(loads.at(point)) else {
        return Ok(None);
    };
    let wanted = demand_factors(engine, &inventory);
    let loaded: Vec<bool> = inventory.items.iter().map(|item| item.load.total().0 > 0.0).collect();
    let Some(guess) = request.model.guess(inventory)? else { return Ok(None) };
    let pairs = guess.factors.iter().zip(&wanted).zip(&loaded).filter(|(_, loaded)| **loaded);
    let agrees = |guess: f64, wanted: f64| (guess - wanted).abs() <= WITHIN * wanted.max(1.0);
    let agreeing = pairs.clone().filter(|((guess, wanted), _)| agrees(**guess, **wanted)).count();
    let of = pairs.count();
    let rating_a = design_rating(amperes, engine.edition).map(|rating| rating.0);
    if let Some(folder) = request.examples.as_ref().filter(|_| agreeing < of || rating_a != guess.rating_a) {
        request.model.keep(folder, project, request.stamp.panel)?;
    }
    Ok(Some(LoadsComparison {
        model: request.model.id().to_owned(),
        demand_va: engine.demand.per_leg().0.map(|va| va.0),
        design_va: engine.design.total().0,
        rating_a,
        agreeing,
        of,
        guess,
    }))
}
