//! Where the words of an undetermined finding lead: the object and the property that has to be filled in.

use super::PropertyKey;
use super::record::Record;
use super::ways::{above, panels_below};
use crate::domain::facts::{Fact, FactOwner, all, by_label, by_name};
use crate::domain::{EntityId, Feeder, Project, Source, hanging_on_circuit};
use crate::engineering::NO_TABLE_VALUE;

/// A property of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PropertyPlace {
    pub entity: EntityId,
    /// `None` where the object as a whole is the place: a panelboard that has no circuits yet.
    pub key: Option<PropertyKey>,
}

/// What rules call a field of a record, and its key in the form of the record.
const FIELDS: &[(&str, &str)] = &[
    ("trip rating", "trip"),
    ("a device within the table", "trip"),
    ("load", "load"),
    ("conductors", "size"),
    (NO_TABLE_VALUE, "size"),
    ("equipment grounding conductor", "egc"),
    ("length", "length"),
    ("raceway", "raceway"),
    ("raceway size", "trade_size"),
    ("trade size", "trade_size"),
    ("bus rating", "bus"),
    ("interrupting rating", "interrupting"),
    ("source of supply", "source"),
    ("rating of the device ahead", "ocpd"),
    ("impedance", "impedance"),
    ("rating", "rating"),
    ("voltage to neutral", "system"),
    ("service", "name"),
    ("available fault current at the service", "fault"),
    ("available fault current", "fault"),
    ("power factor", "power_factor"),
    ("use", "use"),
    ("circuit", "circuit"),
];
/// What rules call something that a fact says.
const FACTS: &[(&str, &str)] = &[
    ("outlets on the plan", "receptacles"),
    ("horsepower and voltage of the tables", "hp"),
    ("data of the motor or of the equipment's nameplate", "hp"),
];

/// Returns where a field that a finding waits for can be filled in; `None` where no object has such a property.
///
/// What is missing on the way of the power is sought upward: a fault current at a panelboard may wait for the length of the
/// feeder two steps up.
pub fn place_of(project: &Project, subject: EntityId, needs: &str) -> Option<PropertyPlace> {
    if let Some(place) = fact_of(needs).and_then(|fact| place_of_fact(project, subject, fact)) {
        return Some(place);
    }
    if needs == "panelboard fed by the transformer" {
        // The panelboard says what feeds it: one that has not said yet, else any.
        let unfed = project.panels().find(|panel| panel.feeder.is_none());
        let panel = unfed.or_else(|| project.panels().next())?;
        return Some(field(EntityId::Panel(panel.id), "source"));
    }
    if needs.ends_with(" on the plan") {
        // Something has to be drawn there: walls of a room, its doors, counters.
        return Some(PropertyPlace { entity: subject, key: None });
    }
    let exact = FIELDS.iter().find(|(words, _)| *words == needs);
    // "conductors with an area in Chapter 9" is said of conductors.
    let bare = needs.strip_prefix("a ").unwrap_or(needs);
    let begun = || {
        FIELDS
            .iter()
            .filter(|(words, _)| begins(needs, words) || begins(bare, words))
            .max_by_key(|(words, _)| words.len())
    };
    let key = exact.or_else(begun).map(|(_, key)| *key);
    match key? {
        "fault" | "name" => Some(field(EntityId::Service, "fault")),
        "ocpd" => Some(device_ahead(project, subject)),
        "trip" if !matches!(subject, EntityId::Circuit(..)) => Some(device_ahead(project, subject)),
        "load" if !matches!(subject, EntityId::Circuit(..) | EntityId::Device(..)) => {
            Some(first_without_load(project, subject))
        }
        key => on_the_way(project, subject, key),
    }
}

/// Returns the fact that is asked for by its label, or by words that begin with it.
fn fact_of(needs: &str) -> Option<&'static Fact> {
    let known = FACTS.iter().find(|(words, _)| *words == needs).and_then(|(_, name)| by_name(name));
    let begun = || all().filter(|fact| begins(needs, fact.label)).max_by_key(|fact| fact.label.len());
    known.or_else(|| by_label(needs)).or_else(begun)
}

fn begins(needs: &str, words: &str) -> bool {
    needs.strip_prefix(words).is_some_and(|rest| rest.starts_with(' '))
}

const fn field(entity: EntityId, key: &'static str) -> PropertyPlace {
    PropertyPlace { entity, key: Some(PropertyKey::Field(key)) }
}

/// Finds the record that has a fact: the subject, its feeder, what it hangs on, the service, the building.
fn place_of_fact(project: &Project, subject: EntityId, fact: &'static Fact) -> Option<PropertyPlace> {
    let mut at = Some(subject);
    for _ in 0..=project.panels().len() + project.transformers().len() + 2 {
        let entity = at?;
        let own = owners(entity).iter().find(|owner| fact.of.contains(owner));
        if let Some(owner) = own {
            return Some(PropertyPlace { entity, key: Some(PropertyKey::Fact(*owner, fact.name)) });
        }
        at = above(project, entity).or(match entity {
            EntityId::Project => None,
            EntityId::Service => Some(EntityId::Project),
            _ => Some(EntityId::Service),
        });
    }
    None
}

const fn owners(entity: EntityId) -> &'static [FactOwner] {
    match entity {
        EntityId::Project => &[FactOwner::Project],
        EntityId::Service => &[FactOwner::Service],
        EntityId::Transformer(_) => &[FactOwner::Transformer, FactOwner::Feeder],
        EntityId::Panel(_) => &[FactOwner::Panel, FactOwner::Feeder],
        EntityId::Circuit(..) => &[FactOwner::Circuit],
        EntityId::Wall(..) => &[FactOwner::Wall],
        EntityId::Opening(..) => &[FactOwner::Opening],
        EntityId::Area(..) => &[FactOwner::Area],
        EntityId::Room(..) => &[FactOwner::Room],
        EntityId::Device(..) => &[FactOwner::Device],
        EntityId::Run(..) => &[FactOwner::Run],
        EntityId::Sheet(_)
        | EntityId::Waiver(_)
        | EntityId::Baseline
        | EntityId::Amendments
        | EntityId::OneLine => &[],
    }
}

/// Returns where the rating of the device ahead of something is given.
fn device_ahead(project: &Project, entity: EntityId) -> PropertyPlace {
    match feeder_of(project, entity).map(|feeder| feeder.source) {
        Some(Source::Circuit(panel, circuit)) => field(EntityId::Circuit(panel, circuit), "trip"),
        Some(Source::Service | Source::FeedThrough(_) | Source::Transformer(_)) => field(entity, "ocpd"),
        None => field(entity, "source"),
    }
}

/// Returns the first circuit below without a load, else the first panelboard without circuits.
fn first_without_load(project: &Project, entity: EntityId) -> PropertyPlace {
    let panels = panels_below(project, entity);
    let without = panels.iter().filter_map(|id| project.panel(*id)).find_map(|panel| {
        let circuits = panel.circuits_by_slot();
        let bare = circuits.into_iter().find(|circuit| {
            let feeds = !hanging_on_circuit(project, panel.id, circuit.id).is_empty();
            !circuit.is_spare() && !feeds && circuit.load.total().0 <= 0.0
        })?;
        Some(field(EntityId::Circuit(panel.id, bare.id), "load"))
    });
    let empty = panels.iter().find(|id| project.panel(**id).is_some_and(|panel| panel.used_slots() == 0));
    without.unwrap_or(PropertyPlace { entity: empty.map_or(entity, |id| EntityId::Panel(*id)), key: None })
}

/// Returns the first object from the subject upward that has the property and no value in it, else the first that has it.
fn on_the_way(project: &Project, subject: EntityId, key: &'static str) -> Option<PropertyPlace> {
    let (mut at, mut first) = (Some(subject), None);
    for _ in 0..=project.panels().len() + project.transformers().len() + 2 {
        let Some(entity) = at else { break };
        match Record::of(project, entity).and_then(|record| record.lacks(key)) {
            Some(true) => return Some(field(entity, key)),
            Some(false) => first = first.or_else(|| Some(field(entity, key))),
            None => {}
        }
        at = above(project, entity);
    }
    first
}

fn feeder_of(project: &Project, entity: EntityId) -> Option<&Feeder> {
    match entity {
        EntityId::Panel(id) => project.panel(id)?.feeder.as_ref(),
        EntityId::Transformer(id) => project.transformer(id)?.feeder.as_ref(),
        _ => None,
    }
}
