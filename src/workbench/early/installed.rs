//! Which model tells early: the registry's champion of validation.

use super::LoadedSignalModel;
use crate::workbench::Workbench;
use crate::workbench::jobs::LaneName;
use std::path::Path;

/// Returns the champion of validation among the shipped models and those in `place`; `None` when there is none.
#[cfg(feature = "ml")]
pub fn installed_signal_model(place: Option<&Path>) -> Option<LoadedSignalModel> {
    from_registry::champion(&crate::hrm::registry::Registry::open(place.map(Path::to_owned)))
}

/// Returns `None`: a build without the model has none installed.
#[cfg(not(feature = "ml"))]
pub const fn installed_signal_model(_place: Option<&Path>) -> Option<LoadedSignalModel> {
    None
}

impl Workbench {
    /// Reads the installed model in the background and takes it into use.
    pub fn load_signal_model(&mut self) {
        let place = self.places.models.clone();
        self.jobs.start(LaneName::Work, "Load the validation model", move |_| {
            let installed = installed_signal_model(place.as_deref());
            Box::new(move |workbench| workbench.use_signal_model(installed))
        });
    }
}

#[cfg(feature = "ml")]
mod from_registry;
