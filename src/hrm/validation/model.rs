//! A trained model that tells about the circuits of one panelboard at a time: what the window asks.

use crate::domain::{CircuitId, PanelId};
use crate::hrm::HrmError;
use crate::hrm::model::Answering;
use crate::hrm::train::PublishedModel;
use crate::hrm::validation::answer::{CircuitAnswer, answers};
use crate::hrm::validation::attributes::Attributes;
use crate::hrm::validation::encode::{CLASSES, ENCODING, FEATURES, TOKENS};
use crate::hrm::validation::learner::ValidationOptions;
use crate::hrm::validation::truth::is_told_of;
use crate::rules::RuleContext;

/// A model that tells what the rules will say.
#[derive(Debug)]
pub struct TrainedValidation {
    id: String,
    model: Answering,
    temperature: f64,
}

impl TrainedValidation {
    /// Takes a model that was read, under the name people see.
    ///
    /// # Errors
    /// When it was made for another task, or reads another encoding than this program writes.
    pub fn new(id: &str, read: PublishedModel) -> Result<Self, HrmError> {
        let PublishedModel { card, model, .. } = read;
        if card.task != "validation" {
            return Err(HrmError::Weights(format!("it was trained for '{}', not for validation", card.task)));
        }
        let said = card.options.get("encoding").and_then(serde_json::Value::as_u64);
        if said != Some(u64::from(ENCODING)) {
            let said = said.map_or_else(|| "none".to_owned(), |version| version.to_string());
            return Err(HrmError::Weights(format!(
                "it reads encoding {said} of circuits; this program writes encoding {ENCODING}"
            )));
        }
        serde_json::from_value::<ValidationOptions>(card.options)
            .map_err(|error| HrmError::Weights(format!("its options cannot be read: {error}")))?;
        let config = model.config();
        let shape = (config.seq_len, config.vocab_size, config.feature_width);
        if shape != (TOKENS, CLASSES, FEATURES) {
            return Err(HrmError::Weights(format!(
                "it reads {} tokens of {} classes with {} numbers; this program writes {TOKENS} of {CLASSES} with {FEATURES}",
                shape.0, shape.1, shape.2
            )));
        }
        Ok(Self { id: id.to_owned(), model: Answering::new(model)?, temperature: 1.0 })
    }

    /// Returns the model with the temperature that was fitted for it; one that cannot be is left out.
    #[must_use]
    pub fn at_temperature(self, temperature: Option<f64>) -> Self {
        let temperature = temperature.filter(|t| t.is_finite() && *t > 0.0).unwrap_or(1.0);
        Self { temperature, ..self }
    }

    /// Returns the name for people.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Returns the network.
    pub const fn network(&self) -> &Answering {
        &self.model
    }

    /// Tells about the branch circuits of a panelboard, by slot.
    ///
    /// # Errors
    /// When the arithmetic fails, or `go_on` says no.
    pub fn tell(
        &self,
        cx: &RuleContext<'_>,
        panel: PanelId,
        go_on: &mut dyn FnMut() -> bool,
    ) -> Result<Vec<(CircuitId, CircuitAnswer)>, HrmError> {
        let Some(panel) = cx.project.panel(panel) else { return Ok(Vec::new()) };
        let (mut ids, mut circuits) = (Vec::new(), Vec::new());
        for circuit in panel.circuits_by_slot() {
            if is_told_of(cx, panel, circuit) {
                ids.push(circuit.id);
                circuits.push(Attributes::of(cx, panel, circuit));
            }
        }
        let asked: Vec<&Attributes> = circuits.iter().collect();
        let said = answers(&self.model, &asked, &mut |_| go_on())?;
        let tempered = said.into_iter().map(|said| said.map(|answer| answer.tempered(self.temperature)));
        Ok(ids.into_iter().zip(tempered).collect())
    }
}
