//! A trained model that answers for one point of a project at a time: what the window asks.

use super::answer::Answer;
use super::encoding::{CLASSES, ENCODING, FEATURES, Question};
use super::learner::LoadsOptions;
use super::thinking::answers;
use crate::engineering::LoadInventory;
use crate::hrm::HrmError;
use crate::hrm::model::Answering;
use crate::hrm::train::PublishedModel;

/// A model of loads.
#[derive(Debug)]
pub struct TrainedLoads {
    id: String,
    model: Answering,
}

/// What a model says of an inventory.
#[derive(Clone, Debug, PartialEq)]
pub struct LoadsSignal {
    /// Demand factor of each load of the inventory.
    pub factors: Vec<f64>,
    /// On legs A, B, C in VA.
    pub demand_va: [f64; 3],
    pub design_va: f64,
    /// Class of the size, and how sure the model is of it.
    pub size: usize,
    pub confidence: f64,
}

impl TrainedLoads {
    /// Takes a model that was read, under the name people see.
    ///
    /// # Errors
    /// When it was made for another task, or reads another encoding than this program writes.
    pub fn new(id: &str, read: PublishedModel) -> Result<Self, HrmError> {
        let PublishedModel { card, model, .. } = read;
        if card.task != "loads" {
            return Err(HrmError::Weights(format!("it was trained for '{}', not for loads", card.task)));
        }
        if card.options.get("encoding").is_none() {
            return Err(HrmError::Weights(
                "it does not say which encoding of inventories it reads".to_owned(),
            ));
        }
        let options: LoadsOptions = serde_json::from_value(card.options.clone())
            .map_err(|error| HrmError::Weights(format!("its options are not those of loads: {error}")))?;
        if options.encoding != ENCODING {
            let words = format!(
                "it reads encoding {} of inventories; this program writes encoding {ENCODING}",
                options.encoding
            );
            return Err(HrmError::Weights(words));
        }
        let config = model.config();
        if config.vocab_size != CLASSES || config.feature_width != FEATURES {
            let words = format!(
                "it reads {} classes and {} features; this program writes {CLASSES} and {FEATURES}",
                config.vocab_size, config.feature_width
            );
            return Err(HrmError::Weights(words));
        }
        Ok(Self { id: id.to_owned(), model: Answering::new(model)? })
    }

    /// Returns the name people see.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Returns the network.
    pub const fn network(&self) -> &Answering {
        &self.model
    }

    /// Answers for one inventory at a temperature of its confidence; `None` where there is nothing to ask.
    ///
    /// # Errors
    /// When the arithmetic fails.
    pub fn signal(
        &self,
        inventory: LoadInventory,
        temperature: f64,
    ) -> Result<Option<LoadsSignal>, HrmError> {
        let Some(question) = Question::new(inventory) else { return Ok(None) };
        let answer = answers(&self.model, &[&question])?.into_iter().next();
        let answer: Answer = answer.map(|(answer, _)| answer).unwrap_or_default();
        let (size, confidence) = answer.size(temperature);
        Ok(Some(LoadsSignal {
            factors: answer.factors(&question),
            demand_va: answer.demand_va,
            design_va: answer.design_va,
            size,
            confidence,
        }))
    }
}
