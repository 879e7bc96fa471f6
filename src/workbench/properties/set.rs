//! Properties set from text, for one object or for many: one undo step, or the reasons beside the fields and nothing done.

use super::property::within_sentence;
use super::record::Record;
use super::{PropertyKey, PropertySheet, name_of, property_sheet};
use crate::domain::facts::{FactOwner, by_name};
use crate::domain::{Edit, EntityId, Project, apply_all};
use crate::workbench::forms::Form;
use crate::workbench::panel_life::Plan;
use std::collections::BTreeMap;

/// Why a property cannot be set, at the field that has to change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub key: PropertyKey,
    pub reason: String,
}

/// Fields that are kept only together with another one: key, the other, what must be given there first.
const AFTER: [(&str, &str, &str); 4] = [
    ("trade_size", "raceway", "choose the raceway first"),
    ("material", "size", "give the size of the ungrounded conductors first"),
    ("insulation", "size", "give the size of the ungrounded conductors first"),
    ("sets", "size", "give the size of the ungrounded conductors first"),
];
/// Fields of a feeder, which is there once it has a source.
const OF_FEEDER: [&str; 10] =
    ["ocpd", "size", "material", "insulation", "sets", "neutral", "egc", "raceway", "trade_size", "length"];
const NO_SOURCE: &str = "choose what it is fed from first";

/// Sets properties of objects from the texts a person typed; an empty text takes the value away.
///
/// The plan has no edits where nothing would change.
///
/// # Errors
/// Says at which fields what cannot be. Nothing is set then, for no object.
pub fn set_properties(
    project: &Project,
    entities: &[EntityId],
    typed: &[(PropertyKey, String)],
) -> Result<Plan, Vec<Refusal>> {
    let mut plan = Plan { label: label(project, entities, typed), ..Plan::default() };
    let mut refusals: Vec<(EntityId, Refusal)> = Vec::new();
    for entity in entities {
        match set_one(project, *entity, typed) {
            Ok((edits, words)) => {
                plan.edits.extend(edits);
                plan.consequences.extend(words);
            }
            Err(reasons) => refusals.extend(reasons.into_iter().map(|refusal| (*entity, refusal))),
        }
    }
    if refusals.is_empty()
        && let Err(error) = apply_all(project, &plan.edits)
        && let (Some((key, _)), Some(entity)) = (typed.first(), entities.first())
    {
        refusals.push((*entity, Refusal { key: *key, reason: error.to_string() }));
    }
    if refusals.is_empty() { Ok(plan) } else { Err(told(project, entities.len(), &refusals)) }
}

fn set_one(
    project: &Project,
    entity: EntityId,
    typed: &[(PropertyKey, String)],
) -> Result<(Vec<Edit>, Vec<String>), Vec<Refusal>> {
    let first = typed.first().map_or(PropertyKey::Field("name"), |(key, _)| *key);
    let whole = |reason: String| vec![Refusal { key: first, reason }];
    let present = Record::of(project, entity).ok_or_else(|| whole("it is gone".to_owned()))?;
    let before = present.form(project);
    let mut form = before.clone();
    for (key, text) in typed {
        if let PropertyKey::Field(name) = key {
            form.set(name, text.trim());
        }
    }
    // A rating is typed for a main that is there.
    if !form.text("main_rating").is_empty() && !is_typed(typed, "main") && is_typed(typed, "main_rating") {
        form.set("main", "mcb");
    }
    let mut refusals = missing_first(&present, &before, &form, typed);
    let read = present.read(project, &mut form);
    refusals.extend(form.fields.iter().filter_map(|field| {
        Some(Refusal { key: PropertyKey::Field(field.key), reason: field.error.clone()? })
    }));
    let Some(mut record) = read.filter(|_| refusals.is_empty()) else { return Err(refusals) };
    for (key, text) in typed {
        if let PropertyKey::Fact(owner, name) = key
            && let Err(refusal) = set_fact(&mut record, *owner, name, text)
        {
            refusals.push(refusal);
        }
    }
    if !refusals.is_empty() {
        return Err(refusals);
    }
    if record == present && !matches!(record, Record::Project(_)) {
        return Ok((Vec::new(), Vec::new()));
    }
    record.written(project, &mut form).map_err(|reasons| whole(reasons.join("; ")))
}

fn is_typed(typed: &[(PropertyKey, String)], field: &'static str) -> bool {
    typed.iter().any(|(key, _)| *key == PropertyKey::Field(field))
}

/// Finds what was typed and would be kept nowhere.
fn missing_first(
    present: &Record,
    before: &Form,
    form: &Form,
    typed: &[(PropertyKey, String)],
) -> Vec<Refusal> {
    let fed = matches!(present.owner(), FactOwner::Panel | FactOwner::Transformer);
    let without_source = fed && form.text("source").is_empty();
    let mut refusals: Vec<Refusal> = Vec::new();
    let mut refuse = |other: &'static str, reason: &str| {
        let refusal = Refusal { key: PropertyKey::Field(other), reason: reason.to_owned() };
        if !refusals.contains(&refusal) {
            refusals.push(refusal);
        }
    };
    for (key, text) in typed {
        match key {
            PropertyKey::Field(name) if !text.trim().is_empty() && text.trim() != before.text(name) => {
                if without_source && OF_FEEDER.contains(name) {
                    refuse("source", NO_SOURCE);
                }
                for (_, other, reason) in AFTER.iter().filter(|(field, ..)| field == name) {
                    if form.text(other).is_empty() {
                        refuse(other, reason);
                    }
                }
            }
            PropertyKey::Fact(FactOwner::Feeder, _) if without_source => refuse("source", NO_SOURCE),
            PropertyKey::Field(_) | PropertyKey::Fact(..) => {}
        }
    }
    refusals
}

fn set_fact(record: &mut Record, owner: FactOwner, name: &'static str, text: &str) -> Result<(), Refusal> {
    let refusal = |reason: String| Refusal { key: PropertyKey::Fact(owner, name), reason };
    let fact = by_name(name).ok_or_else(|| refusal(format!("there is no fact '{name}'")))?;
    let facts = record.facts_mut(owner).ok_or_else(|| refusal(NO_SOURCE.to_owned()))?;
    let value = if text.trim().is_empty() { None } else { Some(fact.parse(text)) };
    let value = value.transpose().map_err(|error| refusal(error.to_string()))?;
    facts.set(fact, value).map_err(|error| refusal(error.to_string()))
}

/// Says each reason once at its field; of several objects with the first that has it and how many more have.
fn told(project: &Project, objects: usize, refusals: &[(EntityId, Refusal)]) -> Vec<Refusal> {
    let mut by_field: BTreeMap<PropertyKey, Vec<(EntityId, &str)>> = BTreeMap::new();
    for (entity, refusal) in refusals {
        by_field.entry(refusal.key).or_default().push((*entity, &refusal.reason));
    }
    let reason = |found: &[(EntityId, &str)]| {
        let Some((entity, reason)) = found.first() else { return String::new() };
        if objects == 1 {
            return found.iter().map(|(_, reason)| *reason).collect::<Vec<_>>().join("; ");
        }
        let more = match found.len() - 1 {
            0 => String::new(),
            more => format!(", and {more} more"),
        };
        format!("{}: {reason}{more}", name_of(project, &[*entity]))
    };
    by_field.into_iter().map(|(key, found)| Refusal { key, reason: reason(&found) }).collect()
}

/// Returns the label of the undo step: `Set trip of LP-1/13 to 25 A`.
fn label(project: &Project, entities: &[EntityId], typed: &[(PropertyKey, String)]) -> String {
    let Some(sheet) = entities.first().and_then(|first| property_sheet(project, &[*first])) else {
        return "Change properties".to_owned();
    };
    let names: Vec<String> =
        typed.iter().filter_map(|(key, _)| Some(within_sentence(&sheet.property(*key)?.label))).collect();
    let whose = whose(project, entities, &sheet, typed);
    match typed {
        [(_, text)] if text.trim().is_empty() => format!("Clear {} of {whose}", names.join(", ")),
        [(key, text)] => match sheet.property(*key).map(|property| property.shown(text.trim())) {
            Some(value) if value.chars().count() <= 40 => {
                format!("Set {} of {whose} to {value}", names.join(", "))
            }
            _ => format!("Set {} of {whose}", names.join(", ")),
        },
        _ => format!("Set {} of {whose}", names.join(" and ")),
    }
}

/// Returns whose properties are set; of what is fed by a feeder its feeder, where all of them are the feeder's.
fn whose(
    project: &Project,
    entities: &[EntityId],
    sheet: &PropertySheet,
    typed: &[(PropertyKey, String)],
) -> String {
    let fed = matches!(entities, [EntityId::Panel(_) | EntityId::Transformer(_)]);
    let of_feeder = |key: &PropertyKey| match key {
        PropertyKey::Field(name) => OF_FEEDER.contains(name) || *name == "source",
        PropertyKey::Fact(owner, _) => *owner == FactOwner::Feeder,
    };
    if fed && typed.iter().all(|(key, _)| of_feeder(key)) {
        return format!("the feeder of {}", sheet.title);
    }
    name_of(project, entities)
}
