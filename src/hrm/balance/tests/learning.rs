//! Learning and answering: the same bytes for a seed, something learned, a legal answer, a refusal in words.

use super::{panels, small_model, small_panels};
use crate::engineering::balance::{
    BalanceProblem, BalanceRequest, Goal, Seating, judged_loads, leg_report, polish,
};
use crate::hrm::balance::{
    BalanceLearner, BalanceOptions, Pool, Puzzle, SEGMENTS, TrainedBalance, Wish, balance_shape, runs,
};
use crate::hrm::train::testing::Small;
use crate::hrm::{
    Answering, Hrm, LossKind, ModelCard, ModelShape, PublishedModel, TrainConfig, initial_weights,
};
use crate::proposals::{BalanceModel, Cancel, ModelAsk, ModelError};
use candle_core::Device;
use serde_json::json;

fn settings() -> TrainConfig {
    TrainConfig {
        seed: 3,
        steps: 12,
        ema: Some(0.9),
        checkpoint_every: 3,
        judge_every: 6,
        model: ModelShape {
            hidden_size: 16,
            num_heads: 2,
            h_layers: 1,
            l_layers: 1,
            ..ModelShape::default()
        },
        task: json!({ "segments": 3, "parts": 2, "part_circuits": 60, "part_panels": 4 }),
        ..TrainConfig::default()
    }
}

fn puzzles(problems: &[BalanceProblem]) -> Vec<Puzzle> {
    problems.iter().filter_map(|problem| Puzzle::new(Seating::new(problem), Wish::Best)).collect()
}

fn learner(settings: &TrainConfig) -> BalanceLearner {
    let options: BalanceOptions = settings.task_options().expect("options");
    let judged = puzzles(&small_panels(500, 6));
    BalanceLearner::new(options, Pool::new(small_panels(0, 60)), judged, settings.seed, settings.steps)
}

const SMALL: Small<'_> =
    Small { task: "balance", shape: balance_shape, learner: &|settings| Box::new(learner(settings)) };

/// Pauses only between rounds, so that nothing of a round is lost.
#[test]
fn two_runs_of_a_seed_and_one_interrupted_end_in_the_same_bytes() {
    SMALL.resumes_to_the_same_bytes(&settings(), 4);
}

/// A few hundred steps of a tiny network: better than where it began, on panelboards it has not seen.
#[test]
fn something_is_learned() {
    let settings = TrainConfig {
        steps: 160,
        ema: None,
        task: json!({ "segments": 3, "parts": 2, "part_circuits": 80, "part_panels": 12, "imitation": 0.5, "fewest": 0.0 }),
        judge_every: 1_000,
        checkpoint_every: 1_000,
        ..settings()
    };
    let folder = tempfile::tempdir().expect("a folder");
    SMALL.trained(folder.path(), &settings, None);
    let read = PublishedModel::read(folder.path(), &Device::Cpu).expect("reads");
    let unseen = puzzles(&small_panels(1_000, 60));
    let refs: Vec<&Puzzle> = unseen.iter().collect();
    let mean = |model: &Hrm| {
        let answering = Answering::new(model.clone()).expect("readable");
        let runs = runs(&answering, &refs, unseen.iter().map(Puzzle::start).collect(), 4).expect("runs");
        runs.iter().map(|run| run.scores.last().copied().flatten().unwrap_or(0.0)).sum::<f64>()
            / refs.len() as f64
    };
    let before = initial_weights(read.model.config(), 3, &Device::Cpu).expect("drawn");
    let before = crate::hrm::Hrm::new(read.model.config().clone(), before, &Device::Cpu).expect("made");
    let (before, after) = (mean(&before), mean(&read.model));
    assert!(after > before + 0.03, "{before} became {after}");
}

fn published(task: &str) -> PublishedModel {
    let model = small_model(1);
    let card = ModelCard {
        task: task.to_owned(),
        model: model.config().clone(),
        loss: LossKind::Softmax,
        options: json!(null),
        habits: None,
    };
    PublishedModel { card, model, habits: None, sha256: String::new() }
}

/// Even an untrained network answers with legal slots, says truly what they come to, and the same every time.
#[test]
fn answers_are_legal_and_their_scores_true() {
    let model = TrainedBalance::new("small", published("balance")).expect("fits");
    for problem in panels(1) {
        for goal in [Goal::Best, Goal::Fewest] {
            let ask = ModelAsk { goal, target: 0.95 };
            let answer = match model.arrange(&problem, &ask, &Cancel::default()) {
                Ok(answer) => answer,
                Err(ModelError::Failed(why)) => {
                    assert!(why.contains("place"), "{why}");
                    continue;
                }
                Err(ModelError::Cancelled) => unreachable!("nobody cancels"),
            };
            // What polishes takes only legal arrangements.
            assert!(polish(&problem, &answer.tops, &BalanceRequest::default()).is_some());
            let score = leg_report(&problem, &answer.tops).score;
            assert!(answer.segments.iter().any(|segment| (segment - score).abs() < 1e-12));
            assert!(answer.segments.len() <= 2 * SEGMENTS, "twice at most: few moves, then all");
            let again = model.arrange(&problem, &ask, &Cancel::default()).expect("as before");
            assert_eq!(judged_loads(&problem, &answer.tops), judged_loads(&problem, &again.tops));
            assert_eq!(answer, again);
        }
        let figures = model.figures(&problem).expect("figures");
        assert!(figures.raw <= figures.best_segment && figures.best_segment <= figures.best_of_4);
    }
}

#[test]
fn a_cancelled_question_and_a_model_for_something_else_are_refused() {
    let model = TrainedBalance::new("small", published("balance")).expect("fits");
    let cancel = Cancel::default();
    cancel.cancel();
    let ask = ModelAsk { goal: Goal::Best, target: 0.95 };
    assert_eq!(model.arrange(&panels(1)[1], &ask, &cancel).err(), Some(ModelError::Cancelled));
    let error = TrainedBalance::new("maze", published("tokens")).expect_err("another task").to_string();
    assert!(error.contains("tokens") && error.contains("balance"), "{error}");
    let mut narrow = published("balance");
    let config = crate::hrm::HrmConfig { feature_width: 7, ..narrow.model.config().clone() };
    let weights = initial_weights(&config, 1, &Device::Cpu).expect("drawn");
    narrow.model = crate::hrm::Hrm::new(config, weights, &Device::Cpu).expect("made");
    let error = TrainedBalance::new("narrow", narrow).expect_err("other features").to_string();
    assert!(error.contains('7'), "{error}");
}
