//! The samples are what the walk-throughs say they are.

use super::*;
use crate::document::to_text;
use crate::domain::{Circuit, Leg, LoadClass, Panel, Run, Source, examples, upstream_path, violations};
use crate::units::{VoltAmperes, WireSize};
use std::path::Path;

fn sample(id: &str) -> Project {
    Sample::by_id(id).and_then(|sample| sample.project().ok()).expect("a sample that reads")
}

fn panel<'p>(project: &'p Project, name: &str) -> &'p Panel {
    project.panel_named(name).expect("there")
}

fn circuit(panel: &Panel, slot: u16) -> &Circuit {
    panel.circuits().find(|c| c.slot.0 == slot).expect("there")
}

fn leg_loads(panel: &Panel) -> Vec<f64> {
    let mut loads = vec![0.0; panel.system.legs().len()];
    for circuit in panel.circuits() {
        for (pole, leg) in circuit.span().legs(panel.system).enumerate() {
            loads[Leg::index(leg)] += circuit.share(pole).0;
        }
    }
    loads
}

fn score(loads: &[f64]) -> f64 {
    let (min, max) = loads.iter().fold((f64::MAX, 0.0_f64), |(lo, hi), va| (lo.min(*va), hi.max(*va)));
    1.0 - (max - min) / max
}

fn run<'p>(project: &'p Project, tag: &str) -> &'p Run {
    let runs = project.sheets().flat_map(|sheet| sheet.runs.values());
    runs.map(AsRef::as_ref).find(|run| run.tag == tag).expect("there")
}

/// With `UPDATE=1` the files are rewritten in the form that saving gives them.
#[test]
fn the_files_are_as_saving_would_write_them() {
    for sample in SAMPLES {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_projects").join(sample.file_name);
        let text = std::fs::read_to_string(&path).expect("there");
        let project = from_text(&text, sample.file_name).unwrap_or_else(|error| panic!("{error}"));
        let written = to_text(&project).expect("writes");
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, &written).expect("writes");
        } else {
            assert_eq!(text, sample.text);
            assert!(text == written, "{} is not as saved; run with UPDATE=1", sample.file_name);
        }
    }
}

#[test]
fn samples_have_no_contradictions_and_every_panel_is_fed() {
    for sample in SAMPLES {
        let project = sample.project().expect("reads");
        assert_eq!(violations(&project), Vec::<String>::new());
        assert_eq!(project.info().name, sample.title);
        let service = project.service().expect("has one").name.clone();
        for panel in project.panels() {
            assert_eq!(upstream_path(&project, panel.id).last(), Some(&service), "{}", panel.name);
            assert!(panel.bus.is_some() && panel.interrupting.is_some() && !panel.location.is_empty());
        }
        for device in project.sheets().flat_map(|sheet| sheet.devices.values()) {
            let there =
                device.circuit.is_none_or(|(p, c)| project.panel(p).and_then(|p| p.circuit(c)).is_some());
            assert!(there, "{}: device {} has no circuit", sample.title, device.id);
        }
    }
}

#[test]
fn lp1_is_the_panel_of_the_walk_through() {
    let project = sample("riverside-office");
    let lp1 = panel(&project, "LP-1");
    let rows: Vec<_> = lp1
        .circuits_by_slot()
        .into_iter()
        .map(|c| {
            let trip = c.trip.map_or(0.0, |a| a.0);
            (c.slot.0, c.poles, trip, c.load.total().0, c.class.letter(), c.description.clone())
        })
        .collect();
    let given = examples::LP1
        .map(|(slot, poles, trip, va, class, text)| (slot, poles, trip, va, class, text.to_owned()));
    assert_eq!(rows, given);
    assert!(lp1.circuits().all(|c| c.continuous == (c.class == LoadClass::Lighting)));
    assert_eq!(leg_loads(lp1), [15720.0, 10600.0, 8660.0]);
    assert_eq!((lp1.used_slots(), lp1.slots), (26, 42));
    assert_eq!(upstream_path(&project, lp1.id), ["T-1", "HP-1", "Utility"]);
}

#[test]
fn em1_cannot_be_better_than_it_is() {
    let project = sample("riverside-office");
    let em1 = panel(&project, "EM-1");
    assert_eq!(leg_loads(em1), [2400.0, 1100.0]);
    assert_eq!(format!("{:.4}", score(&leg_loads(em1))), "0.4583");
    assert_eq!(em1.slots, 18);
    assert_eq!(upstream_path(&project, em1.id), ["T-2", "HP-1", "Utility"]);
}

#[test]
fn the_planted_facts_are_there() {
    let project = sample("riverside-office");
    let lp1 = panel(&project, "LP-1");
    let size = |name: &str| -> WireSize { name.parse().expect("a size") };
    let wire = |c: &Circuit| c.conductors.as_ref().map(|set| set.size);
    // F1 continuous 17 A, F2 180 ft of #12, F4 no fault current, F5 no GFCI at the counters.
    assert!(circuit(lp1, 13).continuous && circuit(lp1, 13).load.total() == VoltAmperes(2040.0));
    let rack = circuit(lp1, 25);
    assert_eq!((wire(rack), rack.length.map(|ft| ft.0)), (Some(size("12")), Some(180.0)));
    assert_eq!(project.service().and_then(|s| s.available_fault), None);
    let protected: Vec<u16> = lp1.circuits_by_slot().iter().filter(|c| c.gfci).map(|c| c.slot.0).collect();
    assert_eq!(protected, [4, 10, 12]);
    // F6 ten current-carrying #12, F8 three #8 and one #10 in 1/2, F9 five bends.
    let shared = run(&project, "R-04");
    assert_eq!(shared.circuits.len(), 5);
    for (panel, id) in &shared.circuits {
        let circuit = project.panel(*panel).and_then(|p| p.circuit(*id)).expect("there");
        let set = circuit.conductors.as_ref().expect("known");
        assert_eq!((circuit.poles, set.size, set.neutral), (1, size("12"), Some(size("12"))));
    }
    let full = run(&project, "R-09");
    let (panel_id, id) = full.circuits[0];
    let rtu = project.panel(panel_id).and_then(|p| p.circuit(id)).expect("there");
    let set = rtu.conductors.as_ref().expect("known");
    assert_eq!((rtu.poles, set.size, set.neutral, set.egc), (3, size("8"), None, Some(size("10"))));
    assert_eq!(full.raceway.as_ref().map(|r| r.trade_size.as_str()), Some("1/2"));
    let bends = |run: &Run| run.path.len() - 2;
    assert_eq!(bends(run(&project, "R-11")), 5);
    for sheet in project.sheets() {
        assert!(sheet.runs.values().all(|r| bends(r) <= 4 || r.tag == "R-11"));
    }
    // F7 a 250 A breaker before 75 kVA.
    let t1 = project.transformers().find(|t| t.name == "T-1").expect("there");
    let Some(Source::Circuit(hp1, id)) = t1.feeder.as_ref().map(|f| f.source) else {
        panic!("fed from a circuit")
    };
    let breaker = project.panel(hp1).and_then(|p| p.circuit(id)).expect("there");
    assert_eq!(
        (breaker.trip.map(|a| a.0), t1.rating, breaker.slot.0),
        (Some(250.0), VoltAmperes(75000.0), 1)
    );
}

#[test]
fn every_other_panel_is_in_balance() {
    for sample in SAMPLES {
        let project = sample.project().expect("reads");
        for panel in project.panels().filter(|p| !["LP-1", "EM-1"].contains(&p.name.as_str())) {
            let reached = score(&leg_loads(panel));
            assert!(reached >= project.settings().balance_target, "{}: {reached}", panel.name);
        }
    }
}

#[test]
fn every_symbol_of_the_samples_is_in_the_library() {
    let library = crate::domain::symbols::SymbolLibrary::shipped();
    for sample in SAMPLES {
        let project = sample.project().expect("reads");
        for device in project.sheets().flat_map(|sheet| sheet.devices.values()) {
            let symbol = library.get(&device.symbol);
            assert!(symbol.is_some(), "{}: {} {}", sample.id, device.kind, device.symbol);
        }
    }
}
