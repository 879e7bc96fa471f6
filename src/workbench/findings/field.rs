//! Where what a finding waits for can be filled in: the record, its form, the field.

use crate::domain::EntityId;
use crate::rules::Subject;

/// A record with a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordKind {
    Circuit,
    /// A panelboard with its feeder.
    Panel,
    /// A transformer with its feeder.
    Transformer,
    Service,
}

/// A field of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldPlace {
    pub entity: EntityId,
    pub record: RecordKind,
    /// Key of the field in the form of the record; `None` where the form as a whole is the place.
    pub field: Option<&'static str>,
}

/// What rules call a field, and the key it has in the form.
const CIRCUIT: &[(&str, &str)] = &[
    ("trip rating", "trip"),
    ("load", "load"),
    ("conductors", "size"),
    ("length", "length"),
    ("raceway", "raceway"),
    ("equipment grounding conductor", "egc"),
    ("a device within the table", "trip"),
];
const FED: &[(&str, &str)] = &[
    ("interrupting rating", "interrupting"),
    ("bus rating", "bus"),
    ("source of supply", "source"),
    ("rating of the device ahead", "ocpd"),
    ("conductors", "size"),
    ("length", "length"),
    ("raceway", "raceway"),
    ("equipment grounding conductor", "egc"),
    ("impedance", "impedance"),
];
const SERVICE: &[(&str, &str)] = &[("available fault current", "fault"), ("rating", "rating")];

/// Returns where a field that is missing at a subject can be filled in; `None` where no form has it.
pub fn go_to_field(subject: &Subject, needs: &str) -> Option<FieldPlace> {
    if needs.starts_with("available fault current") {
        // The utility's figure stands at the service; everything downstream follows from it.
        return place(EntityId::Service, RecordKind::Service, SERVICE, "available fault current");
    }
    match subject.id {
        EntityId::Circuit(..) => place(subject.id, RecordKind::Circuit, CIRCUIT, needs),
        EntityId::Panel(_) => place(subject.id, RecordKind::Panel, FED, needs),
        EntityId::Transformer(_) => place(subject.id, RecordKind::Transformer, FED, needs),
        EntityId::Service => place(subject.id, RecordKind::Service, SERVICE, needs),
        _ => None,
    }
}

fn place(
    entity: EntityId,
    record: RecordKind,
    fields: &[(&str, &'static str)],
    needs: &str,
) -> Option<FieldPlace> {
    let field = fields.iter().find(|(words, _)| *words == needs).map(|(_, key)| *key);
    Some(FieldPlace { entity, record, field })
}
