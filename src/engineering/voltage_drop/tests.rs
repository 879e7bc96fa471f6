//! Drops against hand arithmetic.

use super::*;
use crate::domain::{Edit, Facts, PanelId, Service, System, apply_all, examples};
use crate::engineering::project_loads;

fn feeder(source: Source, length: f64) -> Option<Box<Feeder>> {
    let mut feeder = Feeder::from(source);
    feeder.conductors = "#1 Cu THHN, N #1, EGC #6".parse().ok();
    feeder.raceway = "1-1/2 EMT".parse().ok();
    feeder.length = Some(Feet(length));
    Some(Box::new(feeder))
}

/// LP-1 from the service over 100 ft, EM-1 from two poles of LP-1 over 50 ft.
fn project() -> Project {
    let service = Service {
        name: "U".to_owned(),
        system: System::Wye208,
        rating: None,
        available_fault: None,
        utility: String::new(),
        notes: String::new(),
        facts: Facts::new(),
    };
    let subfeed = crate::domain::Circuit {
        poles: 2,
        ..crate::domain::Circuit::new(crate::domain::CircuitId(900), crate::domain::Slot(31))
    };
    let edits = [
        Edit::SetService(Some(service)),
        Edit::SetFeeder { load: FeederLoad::Panel(PanelId(1)), feeder: feeder(Source::Service, 100.0) },
        Edit::AddCircuit { panel: PanelId(1), circuit: Box::new(subfeed) },
        Edit::SetFeeder {
            load: FeederLoad::Panel(PanelId(2)),
            feeder: feeder(Source::Circuit(PanelId(1), crate::domain::CircuitId(900)), 50.0),
        },
    ];
    apply_all(&examples::two_panels(), &edits).expect("legal").0
}

#[test]
fn a_share_is_lost_on_each_feeder_and_shares_add_up() {
    let project = project();
    let loads = project_loads(&project);
    // #1 copper in steel: 0.16 Ω per 1000 ft at a power factor of 1 (Chapter 9, Table 9).
    let demand = |id| loads.feeder(FeederLoad::Panel(PanelId(id))).map_or(0.0, |f| f.loads.demand.total().0);
    let lp1 = 100.0 * 100.0 * 0.16 / 1000.0 * demand(1) / 208.0 / 208.0;
    let em1 = 100.0 * 2.0 * 50.0 * 0.16 / 1000.0 * demand(2) / 240.0 / 240.0;
    let at = |id| drop_from_service(&project, &loads, FeederLoad::Panel(PanelId(id))).expect("all is known");
    assert!((at(1).value - lp1).abs() < 1e-9, "{} and {lp1}", at(1).value);
    assert!((at(2).value - lp1 - em1).abs() < 1e-9, "{} and {}", at(2).value, lp1 + em1);
    assert_eq!(at(2).steps.len(), 2);
}

#[test]
fn what_is_missing_is_named() {
    let project = project();
    let loads = project_loads(&project);
    let bare = Feeder::from(Source::Service);
    let of = loads.feeder(FeederLoad::Panel(PanelId(1))).expect("there");
    assert_eq!(feeder_drop(&project, &bare, of).map(|drop| drop.percent), Err("conductors"));
    let unfed = examples::two_panels();
    let none = drop_from_service(&unfed, &project_loads(&unfed), FeederLoad::Panel(PanelId(1)));
    assert_eq!(none.map(|drop| drop.value), Err("source of supply"));
}
