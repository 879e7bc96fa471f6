//! Which model of loads the program works with: the registry's champion.

use super::LoadedLoads;
use crate::workbench::Workbench;
use crate::workbench::jobs::LaneName;
use std::path::Path;

/// Returns the champion of loads among the shipped models and those in `place`; `None` when there is none.
#[cfg(feature = "ml")]
pub fn installed_loads_model(place: Option<&Path>) -> Option<LoadedLoads> {
    from_registry::champion(&crate::hrm::registry::Registry::open(place.map(Path::to_owned)))
}

/// Returns `None`: a build without the model has none installed.
#[cfg(not(feature = "ml"))]
pub const fn installed_loads_model(_place: Option<&Path>) -> Option<LoadedLoads> {
    None
}

impl Workbench {
    /// Reads the installed model of loads in the background and takes it into use.
    pub fn load_loads_model(&mut self) {
        let place = self.places.models.clone();
        self.jobs.start(LaneName::Work, "Load the model of loads", move |_| {
            let installed = installed_loads_model(place.as_deref());
            Box::new(move |workbench| workbench.use_loads_model(installed))
        });
    }
}

#[cfg(feature = "ml")]
mod from_registry {
    use super::LoadedLoads;
    use crate::domain::{PanelId, Project};
    use crate::engineering::{LoadInventory, LoadPoint};
    use crate::hrm::loads::{TrainedLoads, collect_disagreement, rating_of};
    use crate::hrm::registry::Registry;
    use crate::hrm::{ComputeDevice, HrmError};
    use crate::workbench::loads_signal::{LoadsGuess, LoadsModel};
    use std::path::Path;
    use std::sync::Arc;

    struct Champion {
        model: TrainedLoads,
        /// Of its confidence, as its card has it.
        temperature: f64,
    }

    impl LoadsModel for Champion {
        fn id(&self) -> &str {
            self.model.id()
        }

        fn guess(&self, inventory: LoadInventory) -> Result<Option<LoadsGuess>, String> {
            let signal = self.model.signal(inventory, self.temperature).map_err(|error| error.to_string())?;
            Ok(signal.map(|signal| LoadsGuess {
                rating_a: rating_of(signal.size),
                factors: signal.factors,
                demand_va: signal.demand_va,
                design_va: signal.design_va,
                confidence: signal.confidence,
            }))
        }

        fn keep(&self, folder: &Path, project: &Project, panel: PanelId) -> Result<(), String> {
            let kept = collect_disagreement(folder, project, LoadPoint::Panel(panel));
            kept.map(|_| ()).map_err(|error| error.to_string())
        }
    }

    /// Returns the champion of loads, ready for use or refused.
    pub(super) fn champion(registry: &Registry) -> Option<LoadedLoads> {
        let stored = match registry.find_champion("loads") {
            Ok(stored) => stored?,
            Err(error) => return Some(Err(error.to_string())),
        };
        let loaded = || -> Result<Arc<dyn LoadsModel>, HrmError> {
            let model = TrainedLoads::new(&stored.card.id, stored.load(&ComputeDevice::Cpu)?)?;
            let measured =
                stored.card.metrics.as_ref().and_then(|of| of["calibration"]["temperature"].as_f64());
            Ok(Arc::new(Champion { model, temperature: measured.filter(|t| *t > 0.0).unwrap_or(1.0) }))
        };
        Some(loaded().map_err(|error| error.to_string()))
    }
}
