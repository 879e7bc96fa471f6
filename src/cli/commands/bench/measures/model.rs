//! The balancing model at work on full 84-slot panels, stage by stage. Measures the shipped model, nobody's own.

use super::balance::{some_panel, wish};
use super::torch::Work;
use super::{More, torch};
use crate::cli::CliError;
use crate::cli::commands::bench::{Clock, inputs};
use crate::document::{Document, DocumentSnapshot};
use crate::domain::{CircuitLoad, Edit};
use crate::engineering::balance::Seating;
use crate::hrm::balance::{Puzzle, SEGMENTS, TrainedBalance, Wish};
use crate::hrm::registry::Registry;
use crate::hrm::{DeviceKind, open_device};
use crate::proposals::{BalanceModel, Cancel, ModelAsk, PhaseBalance, Source, first_balance, verify};
use crate::units::VoltAmperes;
use serde_json::json;

fn shipped() -> Result<TrainedBalance, CliError> {
    let stored = Registry::open(None).find_champion("balance")?;
    let stored = stored.ok_or_else(|| CliError::input("no model is shipped, so there is none to measure"))?;
    let read = stored.load(&open_device(DeviceKind::Cpu)?)?;
    Ok(TrainedBalance::new(&stored.card.id, read)?)
}

fn full_panel(seed: u64) -> Result<(DocumentSnapshot, PhaseBalance), CliError> {
    let snapshot = Document::unsaved(inputs::project(1, seed)?).snapshot();
    let wish = wish(&snapshot.project)?;
    let problem =
        PhaseBalance::extract(&snapshot.project, wish.panel, wish.basis).map_err(CliError::internal)?;
    Ok((snapshot, problem))
}

fn puzzle(problem: &PhaseBalance) -> Result<Puzzle, CliError> {
    let nothing = || CliError::internal("a full panelboard without a choice");
    Puzzle::new(Seating::new(&problem.search), Wish::Fewest { target: 0.95 }).ok_or_else(nothing)
}

const ASK: ModelAsk = ModelAsk { goal: crate::engineering::balance::Goal::Fewest, target: 0.95 };

pub(super) fn read(clock: &mut Clock<'_>, n: usize) -> Result<More, CliError> {
    for seed in 0..n as u64 {
        let (_, problem) = full_panel(seed)?;
        clock.time(|| {
            let puzzle = puzzle(&problem)?;
            let (mut tokens, mut features) = (Vec::new(), Vec::new());
            puzzle.write(&puzzle.start(), &mut tokens, &mut features);
            Ok::<_, CliError>(features)
        })??;
    }
    Ok(More::new())
}

pub(super) fn segment(clock: &mut Clock<'_>, n: usize) -> Result<More, CliError> {
    let model = shipped()?;
    let mut circuits = 0;
    for seed in 0..n as u64 {
        let puzzle = puzzle(&full_panel(seed)?.1)?;
        circuits += puzzle.len();
        let start = puzzle.start();
        clock.time(|| model.one_segment(&puzzle, start))??;
    }
    Ok(More::from_iter([("circuits_mean".to_owned(), json!(circuits / n.max(1)))]))
}

pub(super) fn segment_in_pytorch(clock: &mut Clock<'_>, n: usize) -> Result<More, CliError> {
    let circuits = puzzle(&full_panel(0)?.1)?.len();
    let model = shipped()?;
    let config = model.network().model().config();
    Ok(torch::segment(clock, &Work { config, tokens: circuits, batch: 1, segments: Some(1) }, n))
}

pub(super) fn answer(clock: &mut Clock<'_>, n: usize) -> Result<More, CliError> {
    let model = shipped()?;
    let (mut segments, mut reached) = (0, 0);
    for seed in 0..n as u64 {
        let (_, problem) = full_panel(seed)?;
        let answer = clock
            .time(|| model.arrange(&problem.search, &ASK, &Cancel::default()))?
            .map_err(CliError::internal)?;
        segments += answer.segments.len();
        reached += usize::from(answer.segments.iter().any(|score| *score >= ASK.target));
    }
    let mean = segments as f64 / n.max(1) as f64;
    let mut more = More::from_iter([
        ("segments_mean".to_owned(), crate::cli::json::number(mean)),
        ("segments_at_most".to_owned(), json!(SEGMENTS)),
        ("reached_share".to_owned(), super::share(reached, n)),
    ]);
    // All segments, as a network that cannot halt has to think them.
    let tokens = puzzle(&full_panel(0)?.1)?.len();
    let config = model.network().model().config();
    more.extend(torch::beside(&Work { config, tokens, batch: 1, segments: Some(SEGMENTS) }, n));
    Ok(more)
}

pub(super) fn verify_plan(clock: &mut Clock<'_>, n: usize) -> Result<More, CliError> {
    let model = shipped()?;
    for seed in 0..n as u64 {
        let (snapshot, problem) = full_panel(seed)?;
        let answer = model.arrange(&problem.search, &ASK, &Cancel::default()).map_err(CliError::internal)?;
        let score = crate::engineering::balance::leg_report(&problem.search, &answer.tops).score;
        let plan = problem.plan(&answer.tops, score, None);
        clock.time(|| verify(&problem, &snapshot, plan, Source::Hrm))?.map_err(CliError::internal)?;
    }
    Ok(More::new())
}

pub(super) fn live(clock: &mut Clock<'_>, n: usize) -> Result<More, CliError> {
    let model = shipped()?;
    let mut reached = 0;
    for seed in 0..n as u64 {
        let mut document = Document::unsaved(inputs::project(1, seed)?);
        let panel = some_panel(document.project())?;
        let wish = wish(document.project())?;
        let Some(circuit) = panel.circuits().nth(seed as usize % 40) else { continue };
        let mut changed = circuit.clone();
        changed.load = CircuitLoad::Total(VoltAmperes(1_000.0 + seed as f64));
        let edit = Edit::SetCircuit { panel: panel.id, circuit: Box::new(changed) };
        let proposal = clock.time(|| {
            document.edit("Load", std::slice::from_ref(&edit)).map_err(CliError::internal)?;
            let snapshot = document.snapshot();
            first_balance(&snapshot, &wish, Some(&model), &Cancel::default()).map_err(CliError::internal)
        })??;
        reached += usize::from(proposal.reached);
    }
    Ok(More::from_iter([
        ("threads".to_owned(), json!(2)),
        ("reached_share".to_owned(), super::share(reached, n)),
    ]))
}
