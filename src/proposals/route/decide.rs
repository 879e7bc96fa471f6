//! The model's routes held against the exact search: kept where nothing is cheaper, else the cheaper ones.

use super::{Asking, Failed, Found, Guided, RouteBeside, RouteError, RouteStanding};
use crate::engineering::routing::{Against, CircuitRoute, NoRoute, against, route_circuit, route_run};
use crate::proposals::{RouteMethod, Source};
use crate::units::PlanPoint;

/// Costs closer than this are the same, in feet.
const SAME_FT: f64 = 1e-6;

/// Routes that were decided for.
pub(super) struct Decided {
    pub found: Vec<(CircuitRoute, Source)>,
    pub failed: Failed,
    pub beside: Option<RouteBeside>,
    pub corridors: Vec<Vec<PlanPoint>>,
}

impl From<Found> for Decided {
    fn from(found: Found) -> Self {
        let exact = found.routes.into_iter().map(|route| (route, Source::Exact));
        Self { found: exact.collect(), failed: found.failed, beside: None, corridors: Vec::new() }
    }
}

/// What the exact search made of one circuit.
enum Checked {
    /// The model's route, with what is known of all routes, and the length in feet of a cheaper one.
    Guided(CircuitRoute, Option<f64>),
    Exact(CircuitRoute),
    Failed(NoRoute),
}

impl Asking<'_> {
    /// Decides for each circuit between the model's route and what the exact search finds; with [`RouteMethod::Hrm`] the model's
    /// route stays, with the bound that the search gives.
    pub(super) fn decided(&self, guided: Guided) -> Result<Decided, RouteError> {
        let Guided { corridors, found } = guided;
        let guided = match found {
            Err(RouteError::Cancelled) => return Err(RouteError::Cancelled),
            Err(why) if self.wish.method == RouteMethod::Hrm => return Err(why),
            Err(why) => return Ok(self.without_model(why.to_string())?.with(corridors)),
            Ok(found) => found,
        };
        if let Some((_, why)) = guided.failed.first().filter(|_| guided.routes.is_empty()) {
            let why = format!("in the model's corridor there is {why}");
            return match self.wish.method {
                RouteMethod::Hrm => {
                    let Found { failed, .. } = guided;
                    Ok(Decided { found: Vec::new(), failed, beside: None, corridors })
                }
                RouteMethod::Auto | RouteMethod::Astar => Ok(self.without_model(why)?.with(corridors)),
            };
        }
        let guided_ft: f64 = guided.routes.iter().map(CircuitRoute::length_ft).sum();
        let mut decided = Decided { found: Vec::new(), failed: Vec::new(), beside: None, corridors };
        let (mut exact_ft, mut is_beaten) = (0.0, false);
        for (circuit, checked) in self.checked(&guided)? {
            match checked {
                Checked::Guided(route, cheaper_ft) => {
                    exact_ft += cheaper_ft.unwrap_or_else(|| route.length_ft());
                    is_beaten |= cheaper_ft.is_some();
                    decided.found.push((route, Source::HrmSearch));
                }
                Checked::Exact(route) => decided.found.push((route, Source::Exact)),
                Checked::Failed(why) => decided.failed.push((circuit, why)),
            }
        }
        let of_model = decided.found.iter().any(|(_, source)| *source == Source::HrmSearch);
        decided.beside = Some(if of_model {
            let standing =
                if is_beaten { RouteStanding::Length(exact_ft) } else { RouteStanding::NothingCheaper };
            RouteBeside { source: Source::Exact, standing }
        } else {
            RouteBeside { source: Source::HrmSearch, standing: RouteStanding::Length(guided_ft) }
        });
        Ok(decided)
    }

    fn without_model(&self, why: String) -> Result<Decided, RouteError> {
        let exact: Decided = self.searched(self.floor)?.into();
        let beside = RouteBeside { source: Source::HrmSearch, standing: RouteStanding::Nothing(why) };
        Ok(Decided { beside: Some(beside), ..exact })
    }

    /// Holds every circuit's route against the exact search, in the order of the circuits.
    fn checked(
        &self,
        guided: &Found,
    ) -> Result<Vec<((crate::domain::PanelId, crate::domain::CircuitId), Checked)>, RouteError> {
        let ask = self.ask(self.floor);
        if let Some((run, route)) = self.run.zip(guided.routes.first()) {
            let exact = route_run(&ask, run)?;
            return Ok(vec![(route.circuit, self.chosen(route, Against::Other(Box::new(exact))))]);
        }
        let one = |circuit| {
            let known = guided.routes.iter().find(|route| route.circuit == circuit);
            let Some(known) = known else {
                let failed = guided.failed.iter().find(|(of, _)| *of == circuit).map(|(_, why)| why.clone());
                let kept = failed.filter(|_| self.wish.method == RouteMethod::Hrm);
                return match kept.map_or_else(|| route_circuit(&ask, circuit), Err) {
                    Ok(route) => Checked::Exact(route),
                    Err(why) => Checked::Failed(why),
                };
            };
            match against(&ask, circuit, known) {
                Ok(found) => self.chosen(known, found),
                // What leads through the corridor leads through the whole floor.
                Err(_) => Checked::Guided(known.clone(), None),
            }
        };
        let checked = self.circuits.iter().zip(self.each(one));
        checked.map(|(circuit, one)| Ok((*circuit, one.ok_or(RouteError::Cancelled)?))).collect()
    }

    fn chosen(&self, known: &CircuitRoute, found: Against) -> Checked {
        match found {
            // In its corridor nothing is cheaper either, so its bound is its cost where that was proven.
            Against::NothingCheaper => {
                Checked::Guided(CircuitRoute { bound_ft: known.cost_ft, ..known.clone() }, None)
            }
            Against::Other(other) => {
                let is_cheaper = other.cost_ft + SAME_FT < known.cost_ft;
                if is_cheaper && self.wish.method != RouteMethod::Hrm {
                    return Checked::Exact(*other);
                }
                let cheaper_ft = is_cheaper.then(|| other.length_ft());
                let CircuitRoute { bound_ft, shortest_ft, shortest_proven, .. } = *other;
                let known = CircuitRoute { bound_ft, shortest_ft, shortest_proven, ..known.clone() };
                Checked::Guided(known, cheaper_ft)
            }
        }
    }
}

impl Decided {
    fn with(self, corridors: Vec<Vec<PlanPoint>>) -> Self {
        Self { corridors, ..self }
    }
}
