//! The terms routes are asked for with: those of the route tool, in the hand or not, kept as long as the window is open.

use super::PlanSession;
use crate::engineering::routing::RouteTerms;
use crate::workbench::Action;
use crate::workbench::plan::tools::tool_of;

impl PlanSession {
    /// Returns the terms that the next route is asked for with.
    pub fn route_terms(&self) -> RouteTerms {
        self.tools.get(&Action::PlanRoute).and_then(|tool| tool.route_terms()).unwrap_or_default()
    }

    /// Takes other terms for the next routes.
    pub fn set_route_terms(&mut self, terms: RouteTerms) {
        let Some(entry) = tool_of(Action::PlanRoute) else { return };
        self.tools.entry(Action::PlanRoute).or_insert_with(entry.make).set_route_terms(terms);
    }
}
