//! Forms filled as a person would, and circuits that lend and take figures.

use super::{Calculator, derivation_text, label_of, lower_first, place_of};
use crate::calc::{Given, KINDS, Kind};
use crate::domain::{Edit, Slot, apply_all, examples};
use crate::nec::Edition;
use crate::units::{Amperes, Feet};

fn kind(name: &str) -> &'static Kind {
    KINDS.iter().find(|kind| kind.name == name).expect("a kind")
}

#[test]
fn a_form_follows_what_is_typed() {
    let mut calculator = Calculator::new(kind("ocpd"), Edition::E2023);
    assert_eq!(
        (calculator.answer.as_ref(), calculator.needs.as_slice()),
        (None, &["Continuous".to_owned()][..])
    );
    calculator.set("continuous_a", "62");
    calculator.set("noncontinuous_a", "1,5 0");
    calculator.update();
    let wrong = calculator.entries.iter().find(|entry| entry.fault.is_some()).expect("a fault");
    assert_eq!(wrong.field.name, "noncontinuous_a");
    calculator.set("noncontinuous_a", "15");
    calculator.update();
    let answer = calculator.answer.as_ref().expect("an answer");
    assert_eq!(answer.results.last().map(|result| &result.value), Some(&Given::Number(100.0)));
    let text = derivation_text(&calculator);
    assert!(text.contains("Design: 92.5 A") && text.contains("[NEC 2023 240.6(A)]"), "{text}");
}

#[test]
fn every_kind_makes_an_empty_form_that_says_what_it_needs() {
    for kind in KINDS {
        let calculator = Calculator::new(kind, Edition::E2023);
        let said =
            !calculator.needs.is_empty() || !calculator.faults.is_empty() || calculator.answer.is_some();
        assert!(said, "{}", kind.name);
        assert!(calculator.entries.iter().all(|entry| entry.fault.is_none()), "{}", kind.name);
    }
}

#[test]
fn a_circuit_lends_its_load_and_takes_the_rating() {
    let project = examples::two_panels();
    let panel = project.panel_named("LP-1").expect("LP-1");
    let heater = panel.circuits().find(|circuit| circuit.slot == Slot(15)).expect("the water heater");
    let mut calculator = Calculator::new(kind("ocpd"), Edition::E2023);
    calculator.set("noncontinuous_a", "3");
    let taken = calculator.take_from(&project, panel, heater.id).expect("taken");
    assert_eq!(taken.from, "LP-1/15");
    // 4,160 VA on 208 V are 20 A.
    let answer = calculator.answer.as_ref().expect("an answer");
    let factor = if heater.continuous { 1.25 } else { 1.0 };
    let Given::Number(design) = answer.results[0].value else { panic!("{answer:?}") };
    assert!((design - 20.0 * factor).abs() < 1e-9, "{design}");
    let applied = calculator.apply_to(panel, heater).expect("a rating");
    let Edit::SetCircuit { circuit, .. } = &applied.edit else { panic!("{applied:?}") };
    assert_eq!(circuit.trip, Some(Amperes(if heater.continuous { 25.0 } else { 20.0 })), "{}", applied.label);
}

/// The wiring of a circuit fills the fields in the words that the calculation takes, and a size comes back.
#[test]
fn a_circuit_lends_its_wiring() {
    let project = examples::two_panels();
    let panel = project.panel_named("LP-1").expect("LP-1");
    let mut wired = panel.circuits().find(|circuit| circuit.slot == Slot(25)).expect("a circuit").clone();
    wired.conductors = Some("#12 Cu THHN, N #12, EGC #12".parse().expect("conductors"));
    wired.length = Some(Feet(180.0));
    let edit = Edit::SetCircuit { panel: panel.id, circuit: Box::new(wired.clone()) };
    let project = apply_all(&project, &[edit]).expect("fits").0;
    let panel = project.panel_named("LP-1").expect("LP-1");
    let mut drop = Calculator::new(kind("voltage-drop"), Edition::E2023);
    drop.take_from(&project, panel, wired.id).expect("taken");
    assert!(drop.entries.iter().all(|entry| entry.fault.is_none()), "{:?}", drop.entries);
    drop.set("conduit", "steel");
    drop.set("pf", "1");
    drop.update();
    let answer = drop.answer.as_ref().expect("an answer");
    // 10 A over 180 ft of 12 AWG at 2 Ω per 1,000 ft, there and back: 7.2 V.
    let volts = answer.results.iter().find(|result| result.unit == "V").expect("volts");
    assert_eq!(volts.value, Given::Number(7.2), "{answer:?}");
    let mut size = Calculator::new(kind("conductor-size"), Edition::E2023);
    size.set("termination_c", "75");
    size.take_from(&project, panel, wired.id).expect("taken");
    let applied = size.apply_to(panel, &wired).expect("a rating and a size");
    assert!(applied.label.contains("conductors"), "{}", applied.label);
}

#[test]
fn what_is_missing_in_a_list_is_named_with_its_place() {
    let mut calculator = Calculator::new(kind("dwelling-standard"), Edition::E2023);
    assert!(!calculator.asks_for_a_circuit());
    calculator.set("area_ft2", "1,500");
    let cooking = calculator.entries.iter_mut().find(|entry| entry.field.name == "cooking").expect("a list");
    cooking.add_row();
    calculator.update();
    assert_eq!(calculator.needs, ["Cooking 1: load"]);
    let cooking = calculator.entries.iter_mut().find(|entry| entry.field.name == "cooking").expect("a list");
    cooking.rows[0].iter_mut().for_each(|entry| {
        if entry.field.name == "va" {
            entry.text = "12 kW".to_owned()
        }
    });
    calculator.update();
    assert!(
        calculator.entries.iter().any(|entry| entry.rows.iter().flatten().any(|inner| inner.fault.is_some()))
    );
    let cooking = calculator.entries.iter_mut().find(|entry| entry.field.name == "cooking").expect("a list");
    cooking.rows[0].iter_mut().for_each(|entry| {
        if entry.field.name == "va" {
            entry.text = "12000".to_owned()
        }
    });
    calculator.update();
    assert!(calculator.answer.is_some(), "{:?} {:?}", calculator.needs, calculator.faults);
}

#[test]
fn names_become_words() {
    assert_eq!(label_of("continuous_a", "A"), "Continuous");
    assert_eq!(label_of("v", "V"), "Voltage");
    assert_eq!(label_of("min_service_a", "A"), "Min service");
    assert_eq!(label_of("assembly_100_pct", ""), "Assembly 100 %");
    assert_eq!(label_of("area_ft2", "ft2"), "Area");
    assert_eq!(label_of("va", "VA"), "Load");
    assert_eq!(place_of("/cooking/0/va", "VA"), "Cooking 1: load");
    assert_eq!(place_of("/count_of/size", ""), "Count of: size");
    assert_eq!(["Cooking", "EVSE", "A/C"].map(lower_first), ["cooking", "EVSE", "A/C"]);
}
