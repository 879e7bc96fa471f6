//! Which model the program works with: the registry's champion, with its card in words.

use super::{LoadedModel, ModelCardWords};
use crate::workbench::jobs::LaneName;
use crate::workbench::{NoticeLevel, Workbench};
use std::path::Path;

/// A model that is there: ready for use, or why its file cannot be used; and what is known about it.
pub struct InstalledModel {
    pub model: LoadedModel,
    /// `None` where the card cannot be read either.
    pub card: Option<ModelCardWords>,
    /// Why an earlier champion is used in place of the present one.
    pub passed_over: Option<String>,
}

/// Returns the champion of phase balancing among the shipped models and those in `place`; `None` when there is none.
#[cfg(feature = "ml")]
pub fn installed_balance_model(place: Option<&Path>) -> Option<InstalledModel> {
    from_registry::champion(&crate::hrm::registry::Registry::open(place.map(Path::to_owned)))
}

/// Returns `None`: a build without the model has none installed.
#[cfg(not(feature = "ml"))]
pub const fn installed_balance_model(_place: Option<&Path>) -> Option<InstalledModel> {
    None
}

impl Workbench {
    /// Reads the installed model in the background and takes it into use. The first frame does not wait for it.
    pub fn load_balance_model(&mut self) {
        let place = self.places.models.clone();
        self.jobs.start(LaneName::Work, "Load the model", move |_| {
            let installed = installed_balance_model(place.as_deref());
            Box::new(move |workbench| workbench.use_installed_model(installed))
        });
    }

    /// Takes an installed model into use, with its card.
    pub fn use_installed_model(&mut self, installed: Option<InstalledModel>) {
        let Some(InstalledModel { model, card, passed_over }) = installed else {
            return self.use_balance_model(None);
        };
        self.use_balance_model(Some(model));
        self.live.card = card;
        if let Some(why) = &passed_over {
            self.notify(NoticeLevel::Warning, why.clone(), false);
        }
        self.live.passed_over = passed_over;
    }
}

#[cfg(feature = "ml")]
mod from_registry;
#[cfg(feature = "ml")]
pub(super) use from_registry::router;
#[cfg(feature = "ml")]
pub(in crate::workbench) use from_registry::words;
#[cfg(all(test, feature = "ml"))]
mod tests;
