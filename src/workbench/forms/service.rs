//! The form of the service.

use super::Form;
use crate::domain::{Service, System};
use crate::units::{Amperes, KiloAmperes};

/// Returns the form of the service; without one, that of a new 480Y/277 service.
pub fn service_form(service: Option<&Service>) -> Form {
    let system = service.map_or(System::Wye480, |s| s.system);
    let mut form = Form::default();
    form.section("Service")
        .words("name", "Name", service.map_or("SERVICE", |s| &s.name))
        .choice("system", "System", System::ALL.iter().map(|s| (s.code(), s.label())), system.code())
        .number("rating", "Rating of the disconnect", "A", service.and_then(|s| s.rating).map(|a| a.0))
        .number(
            "fault",
            "Available fault current",
            "kA",
            service.and_then(|s| s.available_fault).map(|a| a.0),
        )
        .words("utility", "Utility", service.map_or("", |s| &s.utility))
        .notes("notes", "Notes", service.map_or("", |s| &s.notes));
    form
}

/// Reads the form back, or leaves reasons at the fields.
pub fn read_service(form: &mut Form, present: Option<&Service>) -> Option<Service> {
    form.clear_errors();
    if form.text("name").is_empty() {
        form.fail("name", "the service needs a name");
    }
    let service = Service {
        name: form.text("name").to_owned(),
        system: System::from_code(form.text("system")).unwrap_or(System::Wye480),
        rating: form.positive("rating").map(Amperes),
        available_fault: form.positive("fault").map(KiloAmperes),
        utility: form.text("utility").to_owned(),
        notes: form.text("notes").to_owned(),
        facts: present.map(|service| service.facts.clone()).unwrap_or_default(),
    };
    (!form.has_errors()).then_some(service)
}
