//! The model that routes: installed like the one that balances, with its card. Whoever makes routes asks it.

use super::ModelCardWords;
use crate::proposals::RouteModel;
use crate::workbench::jobs::LaneName;
use crate::workbench::{NoticeLevel, Workbench};
use std::path::Path;
use std::sync::Arc;

/// A model that routes, or why its file cannot be used.
pub type LoadedRouter = Result<Arc<dyn RouteModel>, String>;

/// The champion of routing with its card; `None` in the card's place where that cannot be read either.
#[derive(Clone)]
pub struct InstalledRouter {
    pub model: LoadedRouter,
    pub card: Option<ModelCardWords>,
    /// Why an earlier champion is used in place of the present one.
    pub passed_over: Option<String>,
}

impl std::fmt::Debug for InstalledRouter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let model = self.model.as_ref().map(|model| model.id().to_owned());
        f.debug_struct("InstalledRouter").field("model", &model).finish_non_exhaustive()
    }
}

/// Returns the champion of routing among the shipped models and those in `place`; `None` when there is none.
#[cfg(feature = "ml")]
pub fn installed_route_model(place: Option<&Path>) -> Option<InstalledRouter> {
    super::installed::router(&crate::hrm::registry::Registry::open(place.map(Path::to_owned)))
}

/// Returns `None`: a build without the model has none installed.
#[cfg(not(feature = "ml"))]
pub const fn installed_route_model(_place: Option<&Path>) -> Option<InstalledRouter> {
    None
}

impl Workbench {
    /// Reads the installed model that routes in the background and takes it into use.
    pub fn load_route_model(&mut self) {
        let place = self.places.models.clone();
        self.jobs.start(LaneName::Work, "Load the routing model", move |_| {
            let installed = installed_route_model(place.as_deref());
            Box::new(move |workbench| workbench.use_route_model(installed))
        });
    }

    /// Takes a model that routes into use, with its card.
    pub fn use_route_model(&mut self, installed: Option<InstalledRouter>) {
        if let Some(why) = installed.as_ref().and_then(|installed| installed.passed_over.clone()) {
            self.notify(NoticeLevel::Warning, why, false);
        }
        self.router = installed;
    }

    /// Returns the model that routes, or why it cannot be used; `None` where none is installed.
    pub fn route_model(&self) -> Option<&LoadedRouter> {
        self.router.as_ref().map(|router| &router.model)
    }

    /// Returns the card of the model that routes.
    pub fn route_model_card(&self) -> Option<&ModelCardWords> {
        self.router.as_ref()?.card.as_ref()
    }
}
