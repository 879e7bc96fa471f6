//! Devices of a thousand amperes and more: where they stand, on which system.

use crate::domain::{Circuit, Facts, Feeder, Panel, Project, Service, Source, System};
use crate::rules::{Object, Protection, RuleContext};
use crate::units::Amperes;

/// A device with the facts of what it belongs to.
pub(super) struct Large<'p> {
    pub rating: Option<Amperes>,
    pub system: Option<System>,
    pub facts: &'p Facts,
    /// What feeds the object; `None` at the service.
    pub source: Option<Source>,
}

/// Returns the disconnect of a service, feeder or branch circuit; `None` for other objects, for
/// sub-feeds, whose feeder has it, and for secondaries without a device ahead.
pub(super) fn disconnect<'p>(cx: &RuleContext<'_>, object: &Object<'p>) -> Option<Large<'p>> {
    match object {
        Object::Service(service) => Some(of_service(service)),
        Object::Feeder(feeder) => {
            let rating = match feeder.protection {
                Protection::Device(rating) => Some(rating),
                Protection::NotGiven => None,
                Protection::AtTheEnd => return None,
            };
            Some(of_feeder(cx.project, feeder.feeder, rating))
        }
        Object::Circuit(panel, circuit) if cx.is_branch(panel, circuit) => Some(of_circuit(panel, circuit)),
        _ => None,
    }
}

fn of_service(service: &Service) -> Large<'_> {
    Large { rating: service.rating, system: Some(service.system), facts: &service.facts, source: None }
}

fn of_feeder<'p>(project: &Project, feeder: &'p Feeder, rating: Option<Amperes>) -> Large<'p> {
    let system = system_at(project, feeder.source);
    Large { rating, system, facts: &feeder.facts, source: Some(feeder.source) }
}

fn of_circuit<'p>(panel: &'p Panel, circuit: &'p Circuit) -> Large<'p> {
    let source = Some(Source::Circuit(panel.id, circuit.id));
    Large { rating: circuit.trip, system: Some(panel.system), facts: &circuit.facts, source }
}

/// Returns the system that a source has.
fn system_at(project: &Project, source: Source) -> Option<System> {
    match source {
        Source::Service => project.service().map(|service| service.system),
        Source::Circuit(panel, _) | Source::FeedThrough(panel) => {
            project.panel(panel).map(|panel| panel.system)
        }
        Source::Transformer(id) => project.transformer(id).map(|transformer| transformer.secondary),
    }
}

/// Whether a device behind the service is its disconnect, recorded a second time with the feeder or main it belongs to.
pub(super) fn is_service_disconnect(
    project: &Project,
    source: Option<Source>,
    rating: Option<Amperes>,
) -> bool {
    let of_service = project.service().and_then(|service| service.rating);
    source == Some(Source::Service) && rating.is_some() && rating == of_service
}

/// Whether something between a source and the service, on this side of any transformer, is said to have what `has` asks.
///
/// Ends because `apply` refuses a feed cycle.
pub(super) fn upstream(project: &Project, source: Source, has: &impl Fn(&Facts) -> bool) -> bool {
    match source {
        Source::Service => project.service().is_some_and(|service| has(&service.facts)),
        Source::Transformer(_) => false,
        Source::Circuit(panel, _) | Source::FeedThrough(panel) => {
            let feeder = project.panel(panel).and_then(|panel| panel.feeder.as_ref());
            feeder.is_some_and(|feeder| has(&feeder.facts) || upstream(project, feeder.source, has))
        }
    }
}
