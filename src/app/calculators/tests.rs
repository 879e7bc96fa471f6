//! The calculators in the window: by the tab, typed, taken from a circuit and given back.

use crate::app::testing::Window;
use crate::domain::Slot;
use crate::units::Amperes;
use crate::workbench::Action;
use egui_kittest::kittest::Queryable as _;

#[test]
fn a_rating_is_taken_from_a_circuit_and_given_back() {
    let mut window = Window::riverside();
    window.act(Action::Calculators);
    assert!(window.shows("Still needed"));
    window.app().calculators.choose("ocpd");
    window.run();
    window.harness.get_by_label("Take from LP-1/1").click();
    window.run();
    assert!(window.shows("NEC 2023 240.6(A)") || window.shows("NEC 2020 240.6(A)"));
    // 1,440 VA at 120 V: 12 A, so the smallest rating there is.
    let give = window.harness.get_by_label_contains("Apply to LP-1/1: trip");
    give.click();
    window.run();
    let app = window.app();
    let project = app.workbench.document().expect("open").project();
    let panel = project.panel_named("LP-1").expect("LP-1");
    let circuit = panel.circuits().find(|circuit| circuit.slot == Slot(1)).expect("the first");
    assert_eq!(circuit.trip, Some(Amperes(15.0)));
    // Keys of the schedule do nothing to circuits that are not on show.
    window.act(Action::ClearCircuit);
    let project = window.app().workbench.document().expect("open").project().clone();
    assert!(project.panel_named("LP-1").expect("LP-1").circuits().any(|circuit| circuit.slot == Slot(1)));
    window.act(Action::Calculators);
    assert!(!window.shows("Find a calculation"));
}
