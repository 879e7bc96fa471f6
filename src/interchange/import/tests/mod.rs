//! Whole files through the importer: sheets generated from the samples in many layouts, schedules as people write them,
//! and bytes that are none.

mod handwritten;
mod layouts;
mod mangled;

use crate::interchange::import::{Overrides, PanelDraft, ScheduleDraft, import_schedule};

/// Reads text as a CSV file without any choice of a person.
fn read(text: &str) -> ScheduleDraft {
    import_schedule(text.as_bytes(), "plan.csv", None, &Overrides::default())
        .unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// Writes the circuits of a panel one a line: `3 AHU-1 40/3 9000`, spares with an `s` before, unread text with a `?`.
fn lines(panel: &PanelDraft) -> Vec<String> {
    let mut circuits: Vec<_> = panel.circuits.iter().collect();
    circuits.sort_by_key(|draft| draft.circuit.slot);
    circuits
        .into_iter()
        .map(|draft| {
            let circuit = &draft.circuit;
            let spare = if circuit.is_spare() { "s" } else { "" };
            let trip = circuit.trip.map_or("-".to_owned(), |trip| trip.0.to_string());
            let unread = if circuit.unread.is_empty() { "" } else { "?" };
            let (slot, poles, va) = (circuit.slot, circuit.poles, circuit.load.total().value());
            format!("{spare}{slot} {} {trip}/{poles} {va}{unread}", circuit.description)
        })
        .collect()
}
