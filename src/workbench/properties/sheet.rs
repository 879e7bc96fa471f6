//! The properties of one object, or those that several objects of one kind share.

use super::property::{assumed, kind_of_fact, kind_of_field, sentence_case, written};
use super::record::Record;
use super::why::why_field;
use super::{Held, Property, PropertyKey, PropertyKind, name_of};
use crate::domain::facts::all;
use crate::domain::{Circuit, CircuitField, EntityId, Project};

/// The properties of an object, or of several at once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PropertySheet {
    pub entities: Vec<EntityId>,
    /// What they are called: `LP-1/13`, `4 circuits of LP-1`.
    pub title: String,
    /// What they are, in the designer's words: `LTG OFFICE`, `Panelboard, ELEC RM 104`.
    pub caption: String,
    /// In the order of the screen: what stands under one heading stands together.
    pub properties: Vec<Property>,
}

impl PropertySheet {
    /// Finds a property.
    pub fn property(&self, key: PropertyKey) -> Option<&Property> {
        self.properties.iter().find(|property| property.key == key)
    }
}

/// Returns the properties of objects of one kind; `None` when none of them is there.
///
/// What is gone and what is of another kind than the first is left out.
pub fn property_sheet(project: &Project, entities: &[EntityId]) -> Option<PropertySheet> {
    let records: Vec<(EntityId, Record)> =
        entities.iter().filter_map(|entity| Some((*entity, Record::of(project, *entity)?))).collect();
    let (_, first) = records.first()?;
    let owner = first.owner();
    let alike = || records.iter().filter(move |(_, record)| record.owner() == owner);
    let entities: Vec<EntityId> = alike().map(|(entity, _)| *entity).collect();
    let mut properties = properties_of(project, first);
    for (_, record) in alike().skip(1) {
        join(&mut properties, properties_of(project, record));
    }
    by_heading(&mut properties);
    let caption = if entities.len() == 1 { caption(project, first) } else { String::new() };
    Some(PropertySheet { title: name_of(project, &entities), caption, entities, properties })
}

fn properties_of(project: &Project, record: &Record) -> Vec<Property> {
    let form = record.form(project);
    let mut properties: Vec<Property> = Vec::with_capacity(form.fields.len());
    for field in &form.fields {
        let mut property = Property {
            key: PropertyKey::Field(field.key),
            heading: field.section.to_owned(),
            label: field.label.to_owned(),
            kind: kind_of_field(field.key, &field.kind),
            held: Held::Same(field.text.clone()),
            assumed: String::new(),
            why: why_field(record.owner(), field.key),
            fault: None,
            matters: record.field_matters(project, field.key),
        };
        assume(&mut property, form.text("size").is_empty());
        if let Record::Circuit(_, circuit) = record {
            show_unread(&mut property, circuit, field.key);
        }
        properties.push(property);
    }
    let (setting, matter) = (record.setting(project), record.facts_matter(project));
    for owner in record.owners() {
        for fact in all().filter(|fact| fact.of.contains(owner)) {
            let given = record.facts(*owner).and_then(|facts| facts.get(fact));
            properties.push(Property {
                key: PropertyKey::Fact(*owner, fact.name),
                heading: fact.heading(),
                label: sentence_case(fact.label),
                kind: kind_of_fact(fact),
                held: Held::Same(given.map_or_else(String::new, written)),
                assumed: assumed(fact),
                why: fact.why,
                fault: None,
                matters: given.is_some() || (matter && fact.when.holds(&setting)),
            });
        }
    }
    properties
}

/// Fields of records that have a value even where nobody has said one.
fn assume(property: &mut Property, without_size: bool) {
    let PropertyKey::Field(key) = property.key else { return };
    match key {
        "power_factor" => property.assumed = "1".to_owned(),
        // Conductors without a size are no record: what the form offers is what a size would come with.
        "material" | "insulation" | "sets" if without_size => {
            property.assumed = property.shown(property.held.text());
            property.held = Held::Same(String::new());
        }
        _ => {}
    }
}

/// Shows text that a column of the schedule could not read, with what is wrong with it.
fn show_unread(property: &mut Property, circuit: &Circuit, key: &str) {
    let field = match key {
        "class" => CircuitField::Class,
        "trip" => CircuitField::Trip,
        "load" => CircuitField::Load,
        "size" => CircuitField::Conductors,
        "length" => CircuitField::Length,
        _ => return,
    };
    if let Some(text) = circuit.unread.get(&field) {
        property.fault = Some(format!("'{text}' could not be read"));
    }
}

/// Keeps what both have, and says where they differ.
fn join(properties: &mut Vec<Property>, others: Vec<Property>) {
    properties.retain_mut(|property| {
        let Some(other) = others.iter().find(|other| other.key == property.key) else { return false };
        // Sources differ in what they would feed.
        if matches!(property.kind, PropertyKind::Choice { .. }) && property.kind != other.kind {
            return false;
        }
        if property.held != other.held {
            property.held = Held::Varies;
        }
        if property.assumed != other.assumed {
            property.assumed.clear();
        }
        property.matters |= other.matters;
        property.fault = property.fault.take().or_else(|| other.fault.clone());
        true
    });
}

/// Brings what stands under one heading together, the headings in the order in which they first come.
fn by_heading(properties: &mut [Property]) {
    let mut headings: Vec<String> = Vec::new();
    for property in properties.iter() {
        if !headings.contains(&property.heading) {
            headings.push(property.heading.clone());
        }
    }
    // Notes close the sheet; they are no question.
    let at = |property: &Property| {
        let place = headings.iter().position(|heading| *heading == property.heading);
        (property.kind == PropertyKind::Notes, place)
    };
    properties.sort_by_key(at);
}

fn caption(project: &Project, record: &Record) -> String {
    let joined = |kind: &str, words: &str| {
        if words.is_empty() { kind.to_owned() } else { format!("{kind}, {words}") }
    };
    match record {
        Record::Project(_) => joined("Building", &project.info().name),
        Record::Service { is_new: true, .. } => {
            "There is no service yet: the first value given here adds it".to_owned()
        }
        Record::Service { service, .. } => joined("Service", service.system.label()),
        Record::Transformer(transformer) => joined("Transformer", &transformer.location),
        Record::Panel(panel) => joined("Panelboard", &panel.location),
        Record::Circuit(_, circuit) if circuit.description.is_empty() => "Circuit".to_owned(),
        Record::Circuit(_, circuit) => circuit.description.clone(),
        Record::Wall(_, wall) => format!("Wall, {:.2} ft long", wall.length_ft()),
        Record::Opening(..) => "Opening".to_owned(),
        Record::Area(_, area) => joined("Area", area.kind.name()),
        Record::Room(_, room) => joined("Room", &room.use_type),
        Record::Device(_, device) => joined("Device", device.kind.name()),
        Record::Run(..) => joined("Conduit run", ""),
    }
}
