//! Where something can be fed from, and the fields that say so.

use super::Form;
use super::wiring::{add_wiring, read_wiring};
use crate::domain::{Edit, Feeder, FeederLoad, Project, Source, System, apply_all};
use crate::units::Amperes;
use std::collections::BTreeMap;

/// A source that can be chosen, or the reason why it makes no sense.
#[derive(Clone, Debug, PartialEq)]
pub struct FeedChoice {
    pub source: Source,
    /// Written form, stable within a project.
    pub value: String,
    pub label: String,
    /// Why this source does not suit, if it does not: another voltage, a loop.
    pub objection: Option<String>,
}

/// Lists every source in the project for a load that wants `system` (`None`: a transformer primary takes any), the
/// suitable ones first.
pub fn feed_choices(project: &Project, load: FeederLoad, system: Option<System>) -> Vec<FeedChoice> {
    // Whatever starts at one panelboard closes the same loop: it is tried once, not for each circuit.
    let mut loops: BTreeMap<Option<FeederLoad>, Option<String>> = BTreeMap::new();
    let mut choices: Vec<FeedChoice> = sources(project)
        .into_iter()
        .filter(|(source, ..)| !is_own(*source, load))
        .map(|(source, value, label, gives)| {
            let objection = voltage_objection(system, gives).or_else(|| {
                let tried = || loop_objection(project, load, source);
                loops.entry(starts_at(source)).or_insert_with(tried).clone()
            });
            FeedChoice { source, value, label, objection }
        })
        .collect();
    choices.sort_by_key(|choice| choice.objection.is_some());
    choices
}

/// Everything that can feed something: source, written form, words, and the system it gives.
fn sources(project: &Project) -> Vec<(Source, String, String, Option<System>)> {
    let mut found = Vec::new();
    if let Some(service) = project.service() {
        found.push((Source::Service, "service".into(), service.name.clone(), Some(service.system)));
    }
    for transformer in project.transformers() {
        let value = format!("transformer {}", transformer.id);
        found.push((
            Source::Transformer(transformer.id),
            value,
            transformer.name.clone(),
            Some(transformer.secondary),
        ));
    }
    for panel in project.panels() {
        if panel.feed_through {
            let label = format!("{} feed-through lugs", panel.name);
            found.push((
                Source::FeedThrough(panel.id),
                format!("lugs {}", panel.id),
                label,
                Some(panel.system),
            ));
        }
        for circuit in panel.circuits_by_slot() {
            let label = format!("{}/{} {}", panel.name, circuit.slot, circuit.description);
            let value = format!("circuit {} {}", panel.id, circuit.id);
            found.push((Source::Circuit(panel.id, circuit.id), value, label, Some(panel.system)));
        }
    }
    found
}

const fn starts_at(source: Source) -> Option<FeederLoad> {
    match source {
        Source::Service => None,
        Source::Circuit(panel, _) | Source::FeedThrough(panel) => Some(FeederLoad::Panel(panel)),
        Source::Transformer(id) => Some(FeederLoad::Transformer(id)),
    }
}

fn is_own(source: Source, load: FeederLoad) -> bool {
    match (source, load) {
        (Source::Circuit(panel, _) | Source::FeedThrough(panel), FeederLoad::Panel(id)) => panel == id,
        (Source::Transformer(a), FeederLoad::Transformer(b)) => a == b,
        _ => false,
    }
}

fn voltage_objection(wants: Option<System>, gives: Option<System>) -> Option<String> {
    let (wants, gives) = wants.zip(gives)?;
    (!serves(gives, wants))
        .then(|| format!("gives {}, needs {}: a transformer goes between", gives.label(), wants.label()))
}

fn loop_objection(project: &Project, load: FeederLoad, source: Source) -> Option<String> {
    let edit = Edit::SetFeeder { load, feeder: Some(Box::new(Feeder::from(source))) };
    match apply_all(project, &[edit]) {
        Err(error @ crate::domain::EditError::FeedsItself { .. }) => Some(error.to_string()),
        _ => None,
    }
}

/// Returns whether a panel of one system can be fed straight from another.
fn serves(gives: System, wants: System) -> bool {
    gives == wants
        || matches!(
            (gives, wants),
            (System::HighLeg240, System::Delta240 | System::Single240) | (System::Wye480, System::Delta480)
        )
}

pub(super) fn add_feed(
    form: &mut Form,
    project: &Project,
    load: FeederLoad,
    system: Option<System>,
    feeder: Option<&Feeder>,
) {
    let choices = feed_choices(project, load, system);
    let chosen = feeder
        .and_then(|f| choices.iter().find(|choice| choice.source == f.source))
        .map_or(String::new(), |choice| choice.value.clone());
    let labels: Vec<(String, String)> = choices
        .into_iter()
        .map(|c| {
            let label = c.objection.map_or(c.label.clone(), |why| format!("{} ({why})", c.label));
            (c.value, label)
        })
        .collect();
    let listed = labels.iter().map(|(value, label)| (value.as_str(), label.as_str()));
    form.section("Fed from").choice(
        "source",
        "Source",
        [("", "nothing yet")].into_iter().chain(listed),
        &chosen,
    );
    form.number("ocpd", "Feeder overcurrent device", "A", feeder.and_then(|f| f.ocpd).map(|a| a.0));
    add_wiring(
        form,
        feeder.and_then(|f| f.conductors.as_ref()),
        feeder.and_then(|f| f.raceway.as_ref()),
        feeder.and_then(|f| f.length),
    );
}

pub(super) fn read_feed(form: &mut Form, project: &Project, load: FeederLoad) -> Option<Feeder> {
    let wiring = read_wiring(form);
    let ocpd = form.positive("ocpd").map(Amperes);
    let value = form.text("source").to_owned();
    let listed = sources(project)
        .into_iter()
        .find(|(source, written, ..)| *written == value && !is_own(*source, load));
    let source = listed?.0;
    let present = match load {
        FeederLoad::Panel(id) => project.panel(id).and_then(|panel| panel.feeder.as_ref()),
        FeederLoad::Transformer(id) => project.transformer(id).and_then(|t| t.feeder.as_ref()),
    };
    Some(Feeder {
        facts: present.map(|feeder| feeder.facts.clone()).unwrap_or_default(),
        source,
        ocpd,
        conductors: wiring.conductors,
        raceway: wiring.raceway,
        length: wiring.length,
    })
}
