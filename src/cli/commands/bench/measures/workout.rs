//! Training and thinking of a network of hidden size 128, two layers and two cycles each, on the device asked for; on the
//! processor beside the same in PyTorch, where there is one.

use super::torch::{self, Work};
use super::{Measure, More};
use crate::cli::CliError;
use crate::cli::commands::bench::Clock;
use crate::hrm::{WORKOUT_SEGMENTS, Workout};
use serde_json::json;

/// What is measured with it.
pub(super) const MEASURES: &[Measure] = &[
    Measure {
        name: "train-84",
        what: "a step of training: hidden size 128, 32 rows of 84 tokens",
        n: 8,
        needs_window: false,
        run: learn_84,
    },
    Measure {
        name: "train-252",
        what: "the same with 252 tokens",
        n: 3,
        needs_window: false,
        run: learn_252,
    },
    Measure {
        name: "train-900",
        what: "the same with 900 tokens",
        n: 1,
        needs_window: false,
        run: learn_900,
    },
    Measure {
        name: "think-84",
        what: "eight segments of that network on one row of 84 tokens",
        n: 10,
        needs_window: false,
        run: answer_84,
    },
    Measure {
        name: "think-252",
        what: "the same with 252 tokens",
        n: 5,
        needs_window: false,
        run: answer_252,
    },
    Measure {
        name: "think-900",
        what: "the same with 900 tokens",
        n: 2,
        needs_window: false,
        run: answer_900,
    },
    Measure {
        name: "think-84-batch",
        what: "eight segments on 32 rows of 84 tokens",
        n: 3,
        needs_window: false,
        run: answer_batch,
    },
];

/// Steps before the clock starts: memory is taken, kernels are compiled.
const WARM: usize = 2;
/// Rows of a batch in training.
const BATCH: usize = 32;

fn learn(clock: &mut Clock<'_>, tokens: usize, n: usize) -> Result<More, CliError> {
    let mut workout = Workout::new(tokens, BATCH, &clock.device)?;
    for _ in 0..WARM {
        workout.learn()?;
    }
    let mut loss = 0.0;
    for _ in 0..n {
        loss = clock.time(|| workout.learn())??;
    }
    let mut more = about(clock, BATCH, tokens);
    more.insert("loss".to_owned(), json!(loss));
    if clock.device.is_cpu() {
        more.extend(torch::beside(
            &Work { config: workout.config(), tokens, batch: BATCH, segments: None },
            n,
        ));
    }
    Ok(more)
}

fn answer(clock: &mut Clock<'_>, tokens: usize, batch: usize, n: usize) -> Result<More, CliError> {
    let workout = Workout::new(tokens, batch, &clock.device)?;
    for _ in 0..WARM {
        workout.answer()?;
    }
    for _ in 0..n {
        clock.time(|| workout.answer())??;
    }
    let mut more = about(clock, batch, tokens);
    if clock.device.is_cpu() {
        let work = Work { config: workout.config(), tokens, batch, segments: Some(WORKOUT_SEGMENTS) };
        more.extend(torch::beside(&work, n));
    }
    Ok(more)
}

fn about(clock: &Clock<'_>, batch: usize, tokens: usize) -> More {
    let mut more =
        More::from_iter([("batch".to_owned(), json!(batch)), ("tokens".to_owned(), json!(tokens))]);
    if clock.device.is_cpu() {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        more.insert("threads".to_owned(), json!(threads));
    } else {
        more.insert("device".to_owned(), json!(if clock.device.is_cuda() { "cuda" } else { "metal" }));
    }
    more
}

fn learn_84(clock: &mut Clock<'_>, n: usize) -> Result<More, CliError> {
    learn(clock, 84, n)
}

fn learn_252(clock: &mut Clock<'_>, n: usize) -> Result<More, CliError> {
    learn(clock, 252, n)
}

fn learn_900(clock: &mut Clock<'_>, n: usize) -> Result<More, CliError> {
    learn(clock, 900, n)
}

fn answer_84(clock: &mut Clock<'_>, n: usize) -> Result<More, CliError> {
    answer(clock, 84, 1, n)
}

fn answer_252(clock: &mut Clock<'_>, n: usize) -> Result<More, CliError> {
    answer(clock, 252, 1, n)
}

fn answer_900(clock: &mut Clock<'_>, n: usize) -> Result<More, CliError> {
    answer(clock, 900, 1, n)
}

fn answer_batch(clock: &mut Clock<'_>, n: usize) -> Result<More, CliError> {
    answer(clock, 84, BATCH, n)
}
