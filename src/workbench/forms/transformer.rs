//! The form of a transformer.

use super::Form;
use super::feed::{add_feed, read_feed};
use crate::domain::{Connection, Facts, FeederLoad, Project, System, Transformer, TransformerId};
use crate::units::{Amperes, VoltAmperes, Volts};

/// Returns the form of a transformer.
pub fn transformer_form(project: &Project, transformer: &Transformer) -> Form {
    let mut form = Form::default();
    form.section("Transformer")
        .words("name", "Name", &transformer.name)
        .words("location", "Location", &transformer.location)
        .number("rating", "Rating", "kVA", Some(transformer.rating.0 / 1000.0))
        .choice(
            "connection",
            "Connection",
            Connection::ALL.iter().map(|c| (c.name(), c.name())),
            transformer.connection.name(),
        )
        .number("primary", "Primary, line to line", "V", Some(transformer.primary.0))
        .choice(
            "secondary",
            "Secondary",
            System::ALL.iter().map(|s| (s.code(), s.label())),
            transformer.secondary.code(),
        )
        .number("impedance", "Impedance", "%", transformer.impedance_percent)
        .number(
            "secondary_ocpd",
            "Secondary overcurrent device",
            "A",
            transformer.secondary_ocpd.map(|a| a.0),
        )
        .notes("notes", "Notes", &transformer.notes);
    add_feed(&mut form, project, FeederLoad::Transformer(transformer.id), None, transformer.feeder.as_ref());
    form
}

/// Returns a new transformer as they are commonly bought: 75 kVA, 480 V to 208Y/120.
pub fn new_transformer(project: &Project) -> Transformer {
    let name = (1..)
        .map(|n| format!("T-{n}"))
        .find(|name| !project.transformers().any(|t| t.name.eq_ignore_ascii_case(name)))
        .unwrap_or_default();
    Transformer {
        id: TransformerId(project.next_id()),
        name,
        location: String::new(),
        rating: VoltAmperes(75_000.0),
        connection: Connection::DeltaWye,
        primary: Volts(480.0),
        secondary: System::Wye208,
        impedance_percent: None,
        secondary_ocpd: None,
        notes: String::new(),
        facts: Facts::new(),
        feeder: None,
    }
}

/// Reads the form back into a record with the id of `base`, or leaves reasons at the fields.
pub fn read_transformer(form: &mut Form, project: &Project, base: &Transformer) -> Option<Transformer> {
    form.clear_errors();
    if form.text("name").is_empty() {
        form.fail("name", "a transformer needs a name");
    }
    let rating = form.positive("rating");
    let primary = form.positive("primary");
    for (key, value) in [("rating", rating), ("primary", primary)] {
        if value.is_none() && form.text(key).is_empty() {
            form.fail(key, "needed");
        }
    }
    let transformer = Transformer {
        name: form.text("name").to_owned(),
        location: form.text("location").to_owned(),
        rating: VoltAmperes(rating.unwrap_or(0.0) * 1000.0),
        connection: Connection::from_name(form.text("connection")).unwrap_or(base.connection),
        primary: Volts(primary.unwrap_or(0.0)),
        secondary: System::from_code(form.text("secondary")).unwrap_or(base.secondary),
        impedance_percent: form.positive("impedance"),
        secondary_ocpd: form.positive("secondary_ocpd").map(Amperes),
        notes: form.text("notes").to_owned(),
        facts: base.facts.clone(),
        feeder: read_feed(form, project, FeederLoad::Transformer(base.id)),
        id: base.id,
    };
    (!form.has_errors()).then_some(transformer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::examples;

    #[test]
    fn a_new_transformer_reads_back_the_same() {
        let project = examples::two_panels();
        let base = new_transformer(&project);
        let mut form = transformer_form(&project, &base);
        assert_eq!(read_transformer(&mut form, &project, &base), Some(base.clone()));
        form.set("rating", "");
        assert_eq!(read_transformer(&mut form, &project, &base), None);
    }
}
