//! The tasks that models are kept for. A task is one entry of [`TASKS`].

use crate::hrm::balance::TrainedBalance;
use crate::hrm::loads::TrainedLoads;
use crate::hrm::routing::TrainedRouting;
use crate::hrm::validation::TrainedValidation;
use crate::hrm::{HrmError, PublishedModel};

/// A task.
#[derive(Clone, Copy, Debug)]
pub struct Task {
    /// As `train` and the cards call it.
    pub name: &'static str,
    /// Column of a cell that decides whether a model may become champion.
    pub headline: &'static str,
    /// The columns of its table of figures in their order: name in the evaluation, words at its head.
    pub columns: &'static [(&'static str, &'static str)],
    /// How many of the columns, from the last, are the model's own.
    pub own_columns: usize,
    /// What the figures are, as in "score over the best possible of each panelboard".
    pub measure: &'static str,
    /// Takes a model into use as the program would, or says why it cannot.
    pub(super) check: fn(&str, PublishedModel) -> Result<(), HrmError>,
}

/// Every task, by name.
pub const TASKS: &[Task] = &[
    Task {
        name: "balance",
        headline: "raw",
        columns: &[
            ("random", "random"),
            ("as_is", "as is"),
            ("snake", "snake"),
            ("lpt", "LPT"),
            ("lpt_swaps", "LPT + swaps"),
            ("optimum", "optimum"),
            ("raw", "raw"),
            ("best_segment", "best segment"),
            ("best_of_4", "best of 4"),
            ("polished", "polished"),
        ],
        own_columns: 4,
        measure: "score over the best possible of each panelboard",
        check: fits_balance,
    },
    Task {
        name: "loads",
        headline: "whole",
        columns: &[
            ("majority_factors", "in full: factors"),
            ("thumb_factors", "rules of thumb: factors"),
            ("engine_factors", "engine: factors"),
            ("majority_size", "in full: size"),
            ("thumb_size", "rules of thumb: size"),
            ("engine_size", "engine: size"),
            ("factors", "factors"),
            ("legs", "legs"),
            ("size", "size"),
            ("whole", "whole"),
        ],
        own_columns: 4,
        measure: "share of loads with the engine's factor, and of inventories with its demand by leg, its size, all of it",
        check: fits_loads,
    },
    Task {
        name: "routing",
        headline: "raw",
        columns: &[("straight", "straight"), ("greedy", "greedy"), ("search", "A*"), ("raw", "raw")],
        own_columns: 1,
        measure: "share of the cells of each floor plan whose way is as short as any",
        check: fits_routing,
    },
    Task {
        name: "tokens",
        headline: "exact",
        columns: &[
            ("most_frequent_label", "most frequent label"),
            ("tokens", "right tokens"),
            ("exact", "all right"),
        ],
        own_columns: 2,
        measure: "share of the tokens of each example that are right",
        check: fits_tokens,
    },
    Task {
        name: "validation",
        headline: "raw",
        columns: &[("majority", "majority"), ("heuristic", "look-ups"), ("engine", "rules"), ("raw", "raw")],
        own_columns: 1,
        measure: "F1 of the violations of each family of rules",
        check: fits_validation,
    },
];

impl Task {
    /// Returns the task of this name; `None` where no models are kept for it.
    pub fn named(name: &str) -> Option<&'static Self> {
        TASKS.iter().find(|task| task.name == name)
    }
}

fn fits_balance(id: &str, model: PublishedModel) -> Result<(), HrmError> {
    TrainedBalance::new(id, model).map(|_| ())
}

fn fits_loads(id: &str, model: PublishedModel) -> Result<(), HrmError> {
    TrainedLoads::new(id, model).map(|_| ())
}

fn fits_routing(id: &str, model: PublishedModel) -> Result<(), HrmError> {
    TrainedRouting::new(id, model).map(|_| ())
}

/// A model of a dataset in the reference's layout: the program judges it and asks it nothing.
fn fits_tokens(_id: &str, model: PublishedModel) -> Result<(), HrmError> {
    match model.card.model.feature_width {
        0 => Ok(()),
        width => Err(HrmError::Weights(format!(
            "it reads {width} numbers beside each token; such a dataset has none"
        ))),
    }
}

fn fits_validation(id: &str, model: PublishedModel) -> Result<(), HrmError> {
    TrainedValidation::new(id, model).map(|_| ())
}

/// Finds a task by its name.
///
/// # Errors
/// Says which there are.
pub(super) fn task_named(name: &str) -> Result<&'static Task, HrmError> {
    Task::named(name).ok_or_else(|| {
        let names: Vec<&str> = TASKS.iter().map(|task| task.name).collect();
        HrmError::Registry(format!(
            "there is no task named '{name}' that models are kept for; there are {}",
            names.join(", ")
        ))
    })
}
