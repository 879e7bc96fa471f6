//! One file of weights with both networks: the legs under their official names, the seats under `habits.`.
//!
//! A model without habits is read as ever; one with them says in `config.json` with which encoding and of which shape:
//! `"habits": {"encoding": 1, "model": {…}, "options": {…}}`. A run that learns habits carries the legs along in its
//! checkpoints and publishes them as they came, and the other way round.

use super::options::{HabitOptions, TaskOptions, habit_shape};
use super::tokens::ENCODING;
use crate::hrm::HrmError;
use crate::hrm::model::{Hrm, HrmConfig, Weights, initial_weights};
use crate::hrm::train::{LearnerState, ModelCard, PublishedModel, TrainConfig};
use candle_core::{Device, Tensor};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

type Result<T> = std::result::Result<T, HrmError>;
type Tensors = BTreeMap<String, Tensor>;

/// In front of the names of the network of seats.
const PREFIX: &str = "habits.";

/// What a loader needs to know of the network of seats.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HabitsCard {
    /// Version of what it reads.
    pub encoding: u32,
    pub model: HrmConfig,
    #[serde(default)]
    pub options: HabitOptions,
}

/// Takes the tensors of the network of seats out of those of a file, prefix off.
pub(in crate::hrm) fn split(tensors: Tensors) -> (Tensors, Tensors) {
    let (mut legs, mut seats) = (Tensors::new(), Tensors::new());
    for (name, tensor) in tensors {
        match name.strip_prefix(PREFIX) {
            Some(rest) => seats.insert(rest.to_owned(), tensor),
            None => legs.insert(name, tensor),
        };
    }
    (legs, seats)
}

/// Puts the prefix before the names.
pub(in crate::hrm) fn prefixed(seats: Tensors) -> Tensors {
    seats.into_iter().map(|(name, tensor)| (format!("{PREFIX}{name}"), tensor)).collect()
}

/// Makes the network of seats of a file.
pub(in crate::hrm) fn network(card: &HabitsCard, seats: &Tensors, device: &Device) -> Result<Hrm> {
    if card.encoding != ENCODING {
        return Err(HrmError::Weights(format!(
            "its habits are of encoding {}, this program reads {ENCODING}; fine-tune it anew",
            card.encoding
        )));
    }
    Hrm::new(card.model.clone(), Weights::from_tensors(&card.model, seats, device)?, device)
}

/// The network of legs that a run for habits carries along.
#[derive(Clone, Debug)]
pub struct Legs {
    tensors: Tensors,
    card: ModelCard,
}

impl Legs {
    /// Takes the legs of a model.
    pub fn of(model: &PublishedModel) -> Self {
        let card = ModelCard { habits: None, ..model.card.clone() };
        Self { tensors: model.model.weights().tensors(), card }
    }

    pub(super) fn save(&self) -> Result<LearnerState> {
        let record =
            serde_json::to_value(&self.card).map_err(|error| HrmError::Settings(error.to_string()))?;
        Ok(LearnerState { tensors: self.tensors.clone(), record })
    }

    pub(super) fn restore(state: LearnerState) -> Result<Option<Self>> {
        if state.record.is_null() {
            return Ok(None);
        }
        let card =
            serde_json::from_value(state.record).map_err(|error| HrmError::Settings(error.to_string()))?;
        Ok(Some(Self { tensors: state.tensors, card }))
    }

    /// Puts both networks together; `card` is that of the run that learned the seats.
    pub(super) fn with_habits(&self, seats: Tensors, card: ModelCard) -> Result<(Tensors, ModelCard)> {
        let options: TaskOptions = serde_json::from_value(card.options.clone())
            .map_err(|error| HrmError::Settings(error.to_string()))?;
        let habits = HabitsCard { encoding: ENCODING, model: card.model, options: options.habits };
        let mut tensors = self.tensors.clone();
        tensors.extend(prefixed(seats));
        Ok((tensors, ModelCard { habits: Some(habits), ..self.card.clone() }))
    }
}

/// Returns the weights a run for habits begins with: those of the model, or drawn from the seed where it has none or of
/// another shape.
///
/// # Errors
/// When they cannot be drawn.
pub fn fresh_or_learned(model: &PublishedModel, settings: &TrainConfig) -> Result<Tensors> {
    let shape = habit_shape(settings);
    match &model.habits {
        Some(habits) if *habits.config() == shape => Ok(habits.weights().tensors()),
        _ => Ok(initial_weights(&shape, settings.seed, &Device::Cpu)?.tensors()),
    }
}
