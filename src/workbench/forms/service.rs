//! The form of the service.

use super::Form;
use crate::domain::{Facts, Project, Service, System};
use crate::units::{Amperes, KiloAmperes};

/// Returns the form of the service.
pub fn service_form(service: &Service) -> Form {
    let mut form = Form::default();
    form.section("Service")
        .words("name", "Name", &service.name)
        .choice("system", "System", System::ALL.iter().map(|s| (s.code(), s.label())), service.system.code())
        .number("rating", "Rating of the disconnect", "A", service.rating.map(|a| a.0))
        .number("fault", "Available fault current", "kA", service.available_fault.map(|a| a.0))
        .words("utility", "Utility", &service.utility)
        .notes("notes", "Notes", &service.notes);
    form
}

/// Returns a new service: of the system that the first panelboard without a source has, else 480Y/277.
pub fn new_service(project: &Project) -> Service {
    let waiting = project.panels().find(|panel| panel.feeder.is_none());
    Service {
        name: "SERVICE".to_owned(),
        system: waiting.map_or(System::Wye480, |panel| panel.system),
        rating: None,
        available_fault: None,
        utility: String::new(),
        notes: String::new(),
        facts: Facts::new(),
    }
}

/// Reads the form back, or leaves reasons at the fields.
pub fn read_service(form: &mut Form, base: &Service) -> Option<Service> {
    form.clear_errors();
    if form.text("name").is_empty() {
        form.fail("name", "the service needs a name");
    }
    let service = Service {
        name: form.text("name").to_owned(),
        system: System::from_code(form.text("system")).unwrap_or(base.system),
        rating: form.positive("rating").map(Amperes),
        available_fault: form.positive("fault").map(KiloAmperes),
        utility: form.text("utility").to_owned(),
        notes: form.text("notes").to_owned(),
        facts: base.facts.clone(),
    };
    (!form.has_errors()).then_some(service)
}
