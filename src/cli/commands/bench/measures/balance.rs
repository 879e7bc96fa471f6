//! Balancing: the first answer, the sample panelboard with proof, the hard zone.

use super::{More, share};
use crate::cli::CliError;
use crate::cli::commands::bench::{Clock, inputs};
use crate::document::Document;
use crate::domain::{Panel, Project, examples};
use crate::engineering::balance::{BalanceRequest, Goal, solve};
use crate::proposals::{BalanceWish, Cancel, first_balance, propose_balance};
use serde_json::json;

/// Search nodes for one panel of the hard zone.
const HARD_NODES: u64 = 2_000_000;

pub(super) fn wish(project: &Project) -> Result<BalanceWish, CliError> {
    Ok(BalanceWish::of(some_panel(project)?.id, project.settings()))
}

pub(super) fn some_panel(project: &Project) -> Result<&Panel, CliError> {
    project.panels().next().ok_or_else(|| CliError::internal("the measured project has no panelboard"))
}

pub(super) fn balance_first(clock: &mut Clock<'_>, n: usize) -> Result<More, CliError> {
    let mut reached = 0;
    for seed in 0..n as u64 {
        let snapshot = Document::unsaved(inputs::project(1, seed)?).snapshot();
        let wish = wish(&snapshot.project)?;
        let proposal = clock
            .time(|| first_balance(&snapshot, &wish, None, &Cancel::default()))?
            .map_err(CliError::internal)?;
        reached += usize::from(proposal.reached);
    }
    Ok(More::from_iter([("reached_share".to_owned(), share(reached, n))]))
}

pub(super) fn balance_lp1(clock: &mut Clock<'_>, n: usize) -> Result<More, CliError> {
    let snapshot = Document::unsaved(examples::two_panels()).snapshot();
    let wish = wish(&snapshot.project)?;
    let mut proven = 0;
    for _ in 0..n {
        let proposal = clock
            .time(|| propose_balance(&snapshot, &wish, None, &Cancel::default(), &mut |_| {}))?
            .map_err(CliError::internal)?;
        let proof = proposal.proof;
        proven += usize::from(proof.best_possible.proven && proof.fewest_moves.proven);
    }
    Ok(More::from_iter([("proven_share".to_owned(), share(proven, n))]))
}

pub(super) fn balance_hard(clock: &mut Clock<'_>, n: usize) -> Result<More, CliError> {
    let request =
        BalanceRequest { goal: Goal::Best, target: 1.0, nodes: HARD_NODES, ..BalanceRequest::default() };
    let (mut proven, mut nodes, mut widest) = (0, Vec::new(), 0.0_f64);
    for index in 0..n {
        let circuits = 12 + (index % 19) as u16;
        let problem = inputs::hard_zone(circuits, index as u64);
        let cancel = clock.cancel.clone();
        let answer = clock.time(|| solve(&problem, &request, &mut |_| !cancel.is_cancelled()))?;
        proven += usize::from(answer.best_possible.proven);
        widest = widest.max(answer.best_possible.gap);
        nodes.push(answer.nodes);
    }
    nodes.sort_unstable();
    Ok(More::from_iter([
        ("proven_share".to_owned(), share(proven, n)),
        ("nodes_median".to_owned(), json!(nodes.get(n / 2))),
        ("nodes_most".to_owned(), json!(nodes.last())),
        ("nodes_budget".to_owned(), json!(HARD_NODES)),
        ("largest_gap".to_owned(), crate::cli::json::number(widest)),
    ]))
}
