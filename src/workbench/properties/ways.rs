//! What objects are called, the way from the building down to one, and what hangs on it.

use crate::domain::{EntityId, PanelId, Project, Source};
use crate::rules::{Object, Subject};

/// An object that a press leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    pub entity: EntityId,
    pub name: String,
}

/// Returns what objects are called: `LP-1/13`, `4 circuits of LP-1`.
pub fn name_of(project: &Project, entities: &[EntityId]) -> String {
    match entities {
        [] => String::new(),
        [entity] => name_of_one(project, *entity),
        [EntityId::Circuit(panel, _), ..] => {
            let panel = project.panel(*panel).map_or("", |panel| panel.name.as_str());
            format!("{} circuits of {panel}", entities.len())
        }
        _ => format!("{} objects", entities.len()),
    }
}

/// Returns the name findings use; of the project as a whole that of the building.
fn name_of_one(project: &Project, entity: EntityId) -> String {
    let subject = |object: Object<'_>| object.subject();
    let sheet = |id| project.sheet(id);
    let found: Option<Subject> = match entity {
        EntityId::Project => return "the building".to_owned(),
        EntityId::Service => project.service().map(|service| subject(Object::Service(service))),
        EntityId::Transformer(id) => project.transformer(id).map(|t| subject(Object::Transformer(t))),
        EntityId::Panel(id) => project.panel(id).map(|panel| subject(Object::Panel(panel))),
        EntityId::Circuit(panel, id) => {
            project.panel(panel).and_then(|panel| Some(subject(Object::Circuit(panel, panel.circuit(id)?))))
        }
        EntityId::Wall(at, id) => {
            return sheet(at).and_then(|s| s.walls.get(&id)).map_or_else(String::new, |_| "Wall".to_owned());
        }
        EntityId::Opening(at, id) => {
            return sheet(at)
                .and_then(|s| s.openings.get(&id))
                .map_or_else(String::new, |o| titled(o.kind.name()));
        }
        EntityId::Area(at, id) => {
            return sheet(at).and_then(|s| s.areas.get(&id)).map_or_else(String::new, |area| {
                if area.name.is_empty() { titled(area.kind.name()) } else { area.name.clone() }
            });
        }
        EntityId::Room(at, id) => {
            sheet(at).and_then(|sheet| Some(subject(Object::Room(sheet, sheet.rooms.get(&id)?))))
        }
        EntityId::Device(at, id) => {
            sheet(at).and_then(|sheet| Some(subject(Object::Device(sheet, sheet.devices.get(&id)?))))
        }
        EntityId::Run(at, id) => {
            sheet(at).and_then(|sheet| Some(subject(Object::Run(sheet, sheet.runs.get(&id)?))))
        }
        EntityId::Sheet(_)
        | EntityId::Waiver(_)
        | EntityId::Baseline
        | EntityId::Amendments
        | EntityId::OneLine => None,
    };
    match found {
        Some(subject) => subject.name,
        None if entity == EntityId::Service => "the service".to_owned(),
        None => String::new(),
    }
}

/// Returns a written name as a title: "sliding-door" as "Sliding door".
fn titled(name: &str) -> String {
    let words = name.replace('-', " ");
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Returns the way from the building down to an object, by what feeds it, the object itself left out.
pub fn ways_to(project: &Project, entity: EntityId) -> Vec<Way> {
    let mut up: Vec<Way> = Vec::new();
    let mut at = entity;
    // A damaged tree must not hang the reader.
    for _ in 0..=project.panels().len() + project.transformers().len() {
        let Some(next) = above(project, at) else { break };
        up.push(Way { entity: next, name: name_of(project, &[next]) });
        at = next;
    }
    if entity != EntityId::Project {
        // The service is where its data is entered, whether or not anything is fed from it yet.
        if entity != EntityId::Service && !up.iter().any(|way| way.entity == EntityId::Service) {
            up.push(Way { entity: EntityId::Service, name: name_of(project, &[EntityId::Service]) });
        }
        up.push(Way { entity: EntityId::Project, name: "Building".to_owned() });
    }
    up.reverse();
    up
}

/// Returns what is fed from a circuit, a transformer or the service, and what else hangs on an object.
pub fn ways_from(project: &Project, entity: EntityId) -> Vec<Way> {
    let is_here = |source: Source| match source {
        Source::Service => entity == EntityId::Service,
        Source::Circuit(panel, circuit) => entity == EntityId::Circuit(panel, circuit),
        Source::FeedThrough(panel) => entity == EntityId::Panel(panel),
        Source::Transformer(id) => entity == EntityId::Transformer(id),
    };
    let panels = project.panels().map(|p| (EntityId::Panel(p.id), &p.name, p.feeder.as_ref()));
    let transformers =
        project.transformers().map(|t| (EntityId::Transformer(t.id), &t.name, t.feeder.as_ref()));
    panels
        .chain(transformers)
        .filter(|(_, _, feeder)| feeder.is_some_and(|feeder| is_here(feeder.source)))
        .map(|(entity, name, _)| Way { entity, name: name.clone() })
        .collect()
}

/// Returns what an object hangs on.
pub(super) fn above(project: &Project, entity: EntityId) -> Option<EntityId> {
    let source = match entity {
        EntityId::Circuit(panel, _) => return Some(EntityId::Panel(panel)),
        EntityId::Device(sheet, id) => {
            let (panel, circuit) = project.sheet(sheet)?.devices.get(&id)?.circuit?;
            return Some(EntityId::Circuit(panel, circuit));
        }
        EntityId::Panel(id) => project.panel(id)?.feeder.as_ref()?.source,
        EntityId::Transformer(id) => project.transformer(id)?.feeder.as_ref()?.source,
        EntityId::Project
        | EntityId::Service
        | EntityId::Sheet(_)
        | EntityId::Wall(..)
        | EntityId::Opening(..)
        | EntityId::Area(..)
        | EntityId::Room(..)
        | EntityId::Run(..)
        | EntityId::Waiver(_)
        | EntityId::Baseline
        | EntityId::Amendments
        | EntityId::OneLine => return None,
    };
    Some(match source {
        Source::Service => EntityId::Service,
        Source::Circuit(panel, _) | Source::FeedThrough(panel) => EntityId::Panel(panel),
        Source::Transformer(id) => EntityId::Transformer(id),
    })
}

/// Returns the panelboards below an object, nearest first, itself included.
pub(super) fn panels_below(project: &Project, entity: EntityId) -> Vec<PanelId> {
    let mut reached = vec![entity];
    let mut next = 0;
    while let Some(at) = reached.get(next).copied() {
        next += 1;
        let loads = project.panels().map(|p| EntityId::Panel(p.id));
        let loads = loads.chain(project.transformers().map(|t| EntityId::Transformer(t.id)));
        let below: Vec<EntityId> =
            loads.filter(|load| above(project, *load) == Some(at) && !reached.contains(load)).collect();
        reached.extend(below);
    }
    let panel = |entity: &EntityId| match entity {
        EntityId::Panel(id) => Some(*id),
        _ => None,
    };
    reached.iter().filter_map(panel).collect()
}
