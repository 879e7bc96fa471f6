//! Small projects for tests, documentation and benchmarks. Real samples live in `sample_projects/`.

mod edits;

pub use edits::edit_from;

use crate::domain::{
    Circuit, CircuitId, CircuitLoad, Edit, LoadClass, Panel, PanelId, Project, Slot, System, apply_all,
};
use crate::units::{Amperes, VoltAmperes};

/// One circuit in short: slot, poles, trip in A, VA, class letter, description.
pub type ShortCircuit = (u16, u8, f64, f64, char, &'static str);

/// The office panel LP-1 of the acceptance walk-through: 21 circuits, 34,980 VA, score 0.5509 as it stands.
pub const LP1: [ShortCircuit; 21] = [
    (1, 1, 20.0, 1440.0, 'R', "RECEPT OFFICE 101-104"),
    (2, 1, 20.0, 1620.0, 'R', "RECEPT OFFICE 105-108"),
    (3, 1, 20.0, 1080.0, 'R', "RECEPT CORRIDOR"),
    (4, 1, 20.0, 540.0, 'R', "RECEPT RESTROOMS"),
    (5, 1, 20.0, 900.0, 'R', "RECEPT CONF 110"),
    (6, 1, 20.0, 720.0, 'R', "RECEPT LOBBY"),
    (7, 1, 20.0, 1800.0, 'R', "COPIER"),
    (8, 1, 20.0, 1500.0, 'R', "BREAKROOM COUNTER 1"),
    (9, 1, 20.0, 1500.0, 'R', "BREAKROOM COUNTER 2"),
    (10, 1, 20.0, 1000.0, 'A', "REFRIGERATOR"),
    (11, 1, 20.0, 360.0, 'A', "FIRE ALARM PANEL"),
    (12, 1, 20.0, 600.0, 'A', "VENDING"),
    (13, 1, 20.0, 2040.0, 'L', "LTG OFFICE 120V"),
    (14, 1, 20.0, 1320.0, 'L', "LTG CORRIDOR/EXIT"),
    (15, 2, 30.0, 4160.0, 'A', "WATER HEATER"),
    (16, 1, 20.0, 800.0, 'L', "LTG LOBBY"),
    (18, 1, 20.0, 400.0, 'L', "LTG STORAGE"),
    (19, 3, 30.0, 7200.0, 'M', "AHU-1"),
    (20, 3, 20.0, 3600.0, 'M', "EF-1/EF-2"),
    (25, 1, 20.0, 1200.0, 'R', "IT RACK A"),
    (26, 1, 20.0, 1200.0, 'R', "IT RACK B"),
];

/// The emergency panel EM-1: its best possible score is 0.4583.
pub const EM1: [ShortCircuit; 3] = [
    (1, 1, 20.0, 2400.0, 'L', "EM LTG FLOOR 1"),
    (2, 1, 20.0, 600.0, 'L', "EM LTG STAIRS"),
    (4, 1, 20.0, 500.0, 'L', "EXIT SIGNS"),
];

/// Returns a panelboard filled from short circuits; circuit ids are `first_id`, `first_id + 1`, …
///
/// # Panics
/// When two circuits overlap or one does not fit: examples are written by hand and must be right.
pub fn panel(
    id: PanelId,
    name: &str,
    system: System,
    slots: u16,
    first_id: u64,
    circuits: &[ShortCircuit],
) -> Panel {
    let adds = circuits.iter().zip(first_id..).map(|(short, circuit_id)| Edit::AddCircuit {
        panel: id,
        circuit: Box::new(circuit(CircuitId(circuit_id), short)),
    });
    let edits: Vec<Edit> =
        [Edit::AddPanel(Box::new(Panel::new(id, name, system, slots)))].into_iter().chain(adds).collect();
    let (project, _) = apply_all(&Project::named("example"), &edits).expect("the example is consistent");
    project.panel(id).expect("just added").clone()
}

fn circuit(id: CircuitId, short: &ShortCircuit) -> Circuit {
    let (slot, poles, trip, va, class, description) = *short;
    let class = LoadClass::from_letter(class).expect("the example uses known classes");
    Circuit {
        poles,
        trip: Some(Amperes(trip)),
        load: CircuitLoad::Total(VoltAmperes(va)),
        class,
        continuous: class == LoadClass::Lighting,
        description: description.to_owned(),
        ..Circuit::new(id, Slot(slot))
    }
}

/// Returns LP-1 alone: panel id 1, circuit ids 101 and up.
pub fn lp1() -> Panel {
    panel(PanelId(1), "LP-1", System::Wye208, 42, 101, &LP1)
}

/// Returns EM-1 alone: panel id 2, circuit ids 201 and up.
pub fn em1() -> Panel {
    panel(PanelId(2), "EM-1", System::Single240, 18, 201, &EM1)
}

/// Returns a project with LP-1 and EM-1 and nothing that feeds them.
///
/// # Panics
/// Never, unless the examples above contradict each other.
pub fn two_panels() -> Project {
    let edits = [Edit::AddPanel(Box::new(lp1())), Edit::AddPanel(Box::new(em1()))];
    apply_all(&Project::named("Two panels"), &edits).expect("the examples are consistent").0
}
