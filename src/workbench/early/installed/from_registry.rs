//! The champion out of the registry, as a model that tells early.

use crate::domain::{PanelId, Project};
use crate::hrm::registry::Registry;
use crate::hrm::validation::{Family, ProjectTruth, TrainedValidation, Truth};
use crate::hrm::{ComputeDevice, HrmError};
use crate::proposals::Cancel;
use crate::rules::RuleContext;
use crate::workbench::early::{CircuitSignals, FamilySignal, LoadedSignalModel, PanelSignals, SignalModel};
use std::sync::Arc;

/// Returns the champion of validation, ready for use or refused.
pub(super) fn champion(registry: &Registry) -> Option<LoadedSignalModel> {
    let stored = match registry.find_champion("validation") {
        Ok(stored) => stored?,
        Err(error) => return Some(Err(error.to_string())),
    };
    let loaded = || -> Result<Arc<dyn SignalModel>, HrmError> {
        let read = stored.load(&ComputeDevice::Cpu)?;
        let temperature =
            stored.card.metrics.as_ref().and_then(|metrics| metrics["calibration"]["temperature"].as_f64());
        Ok(Arc::new(TrainedValidation::new(&stored.card.id, read)?.at_temperature(temperature)))
    };
    Some(loaded().map_err(|error| error.to_string()))
}

impl SignalModel for TrainedValidation {
    fn id(&self) -> &str {
        Self::id(self)
    }

    fn signals(&self, project: &Project, panel: PanelId, cancel: &Cancel) -> Result<PanelSignals, String> {
        let cx = RuleContext::new(project);
        let told =
            self.tell(&cx, panel, &mut || !cancel.is_cancelled()).map_err(|error| error.to_string())?;
        // Where the fault lies is the findings' matter; here only whether there is one.
        let truth = ProjectTruth::without_attributes(&cx, &|id| id == panel);
        let mut signals = PanelSignals::default();
        for (circuit, answers) in told {
            let Some(truths) = truth.circuits.get(&(panel, circuit)) else { continue };
            let mut families = Vec::new();
            for ((family, answer), truth) in Family::ALL.iter().zip(answers).zip(truths) {
                let flagged = match answer.said() {
                    Truth::Violated(at) => Some(at.name()),
                    Truth::Holds | Truth::Undetermined => None,
                };
                let violated = truth.is_violated();
                signals.asked += 1;
                signals.alike += usize::from(flagged.is_some() == violated);
                if flagged.is_some() || violated {
                    let likelihood = answer.violated;
                    families.push(FamilySignal { family: family.name(), likelihood, flagged, violated });
                }
            }
            signals.circuits.push(CircuitSignals { circuit, families });
        }
        Ok(signals)
    }
}
