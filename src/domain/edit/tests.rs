//! Edits refuse the impossible, keep the rest, and never lose a circuit.

use super::*;
use crate::domain::{CircuitLoad, DeviceKind, Facts, OpeningKind, Source, examples, violations};
use crate::units::{PlanPoint, VoltAmperes};
use proptest::prelude::*;

const LP1: PanelId = PanelId(1);
const EM1: PanelId = PanelId(2);

fn edited(edits: &[Edit]) -> Result<Project, EditError> {
    apply_all(&examples::two_panels(), edits).map(|(project, _)| project)
}

fn circuits_in(project: &Project) -> usize {
    project.panels().map(|panel| panel.circuits().len()).sum()
}

#[test]
fn circuits_exchange_places_in_one_batch() {
    let (one, two) = (CircuitId(101), CircuitId(102));
    let project = edited(&[Edit::MoveCircuits { panel: LP1, moves: vec![(one, Slot(2)), (two, Slot(1))] }]);
    let project = project.expect("an exchange is legal");
    let panel = project.panel(LP1).expect("LP-1");
    assert_eq!(panel.circuit(one).map(|c| c.slot), Some(Slot(2)));
    assert_eq!(panel.circuit_at(Slot(1)).map(|c| c.id), Some(two));
}

#[test]
fn a_taken_slot_is_refused_and_nothing_changes() {
    let moves = vec![(CircuitId(101), Slot(21))];
    let error = edited(&[Edit::MoveCircuits { panel: LP1, moves }]).expect_err("AHU-1 sits there");
    assert_eq!(error.to_string(), "slot 21 of LP-1 is taken by circuit LP-1/19 AHU-1");
}

#[test]
fn a_three_pole_breaker_does_not_enter_a_single_phase_panel() {
    let ahu = CircuitId(118);
    let edit = Edit::TransferCircuit { from: LP1, to: EM1, circuit: ahu, slot: Slot(5) };
    assert!(matches!(edited(&[edit]), Err(EditError::TooManyPoles { poles: 3, .. })));
}

#[test]
fn what_feeds_something_is_not_removed() {
    let source = Source::Circuit(LP1, CircuitId(120));
    let feed = Edit::SetFeeder { load: FeederLoad::Panel(EM1), feeder: Some(Box::new(Feeder::from(source))) };
    let project = edited(std::slice::from_ref(&feed)).expect("legal");
    for edit in [Edit::RemovePanel(LP1), Edit::RemoveCircuit { panel: LP1, circuit: CircuitId(120) }] {
        let error = apply_all(&project, &[edit]).expect_err("EM-1 hangs on it");
        assert!(error.to_string().contains("still feeds EM-1"), "{error}");
    }
    let back = Source::Circuit(EM1, CircuitId(201));
    let cycle = Edit::SetFeeder { load: FeederLoad::Panel(LP1), feeder: Some(Box::new(Feeder::from(back))) };
    assert!(matches!(apply_all(&project, &[cycle]), Err(EditError::FeedsItself { .. })));
}

#[test]
fn a_transferred_circuit_keeps_its_feeder() {
    let source = Source::Circuit(LP1, CircuitId(120));
    let third = Panel::new(PanelId(900), "LP-3", System::Wye208, 42);
    let fourth =
        Panel { feeder: Some(Feeder::from(source)), ..Panel::new(PanelId(901), "LP-4", System::Wye208, 42) };
    let transfer = Edit::TransferCircuit { from: LP1, to: third.id, circuit: CircuitId(120), slot: Slot(7) };
    let project = edited(&[Edit::AddPanel(Box::new(third)), Edit::AddPanel(Box::new(fourth)), transfer]);
    let project = project.expect("legal");
    let feeder = project.panel(PanelId(901)).and_then(|p| p.feeder.clone());
    assert_eq!(feeder.map(|f| f.source), Some(Source::Circuit(PanelId(900), CircuitId(120))));
    assert!(project.next_id() > 901);
}

#[test]
fn shrinking_a_panel_names_what_does_not_fit() {
    let mut lp1 = examples::lp1();
    lp1.slots = 24;
    let error = edited(&[Edit::SetPanel(Box::new(lp1))]).expect_err("25 and 26 are used");
    assert_eq!(error.to_string(), "LP-1/25 IT RACK A needs 25; panel ends at 24");
}

proptest! {
    /// Any batch of moves, exchanges and pole changes either is refused or keeps every circuit and every invariant.
    #[test]
    fn random_moves_keep_every_circuit(steps in prop::collection::vec((0u64..21, 1u16..=42, 1u8..=3), 1..30)) {
        let mut project = examples::two_panels();
        let count = circuits_in(&project);
        let total = examples::lp1().circuits().map(|c| c.load.total()).sum::<VoltAmperes>();
        for (index, slot, poles) in steps {
            let id = CircuitId(101 + index);
            let before = project.clone();
            let present = project.panel(LP1).and_then(|p| p.circuit(id)).cloned().expect("never lost");
            let moved = Edit::MoveCircuits { panel: LP1, moves: vec![(id, Slot(slot))] };
            let poled = Edit::SetCircuit { panel: LP1, circuit: Box::new(Circuit { poles, ..present }) };
            for edit in [moved, poled] {
                match apply_all(&project, &[edit]) {
                    Ok((next, change)) => {
                        prop_assert!(!change.touched.is_empty());
                        project = next;
                    }
                    Err(_) => prop_assert_eq!(project.panels().len(), before.panels().len()),
                }
            }
            prop_assert_eq!(violations(&project), Vec::<String>::new());
            prop_assert_eq!(circuits_in(&project), count);
        }
        let after = project.panel(LP1).expect("LP-1").circuits().map(|c| c.load.total()).sum::<VoltAmperes>();
        prop_assert!((after.0 - total.0).abs() < 1e-6);
        let again = Project::from_parts(project.to_parts());
        prop_assert_eq!(again.as_ref(), Ok(&project));
    }

    /// The load of a circuit is the sum of its shares, however many poles it is given.
    #[test]
    fn shares_sum_to_the_total(va in 0.0f64..1e6, poles in 1u8..=3) {
        let load = CircuitLoad::Total(VoltAmperes(va));
        let sum: f64 = (0..usize::from(poles)).map(|pole| load.share(pole, poles).0).sum();
        prop_assert!((sum - va).abs() < 1e-6);
    }
}

#[test]
fn a_place_on_the_one_line_goes_with_its_node() {
    let node = OneLineNode::Panel(PanelId(2));
    let at = OneLinePlace { x: 120.0, y: 300.0 };
    let put = Edit::PlaceOnOneLine { node, at: Some(at) };
    let (placed, change) = apply_all(&examples::two_panels(), &[put]).expect("EM-1 is there");
    assert_eq!(placed.one_line().collect::<Vec<_>>(), [(node, at)]);
    assert!(change.touched.contains(&EntityId::OneLine));
    let back = Edit::PlaceOnOneLine { node, at: None };
    for edit in [back, Edit::RemovePanel(PanelId(2))] {
        let (without, _) = apply_all(&placed, &[edit]).expect("legal");
        assert_eq!(without.one_line().len(), 0);
    }
    let nowhere = OneLinePlace { x: f64::NAN, y: 0.0 };
    for (node, at) in [(node, nowhere), (OneLineNode::Service, at), (OneLineNode::Panel(PanelId(7)), at)] {
        assert!(apply_all(&placed, &[Edit::PlaceOnOneLine { node, at: Some(at) }]).is_err(), "{node}");
    }
}

#[test]
fn what_breaks_a_wall_goes_with_it_and_needs_one() {
    let sheet = SheetId(700);
    let wall = Wall {
        id: WallId(701),
        from: PlanPoint { x: 0.0, y: 0.0 },
        to: PlanPoint { x: 10.0, y: 0.0 },
        thickness_ft: 0.5,
        facts: Facts::new(),
    };
    let door = |id: u64, wall: WallId| Opening {
        id: OpeningId(id),
        kind: OpeningKind::Door,
        wall,
        along_ft: 5.0,
        width_ft: 3.0,
        hinge_far: false,
        swings_right: true,
        facts: Facts::new(),
    };
    let drawn = [
        Edit::PutSheet(Box::new(Sheet::new(sheet, "A1"))),
        Edit::PutWall { sheet, wall: Box::new(wall.clone()) },
        Edit::PutOpening { sheet, opening: Box::new(door(702, wall.id)) },
    ];
    let project = edited(&drawn).expect("a wall with a door");
    assert!(project.next_id() > 702);
    let (bare, change) =
        apply_all(&project, &[Edit::RemoveWall { sheet, wall: wall.id }]).expect("the wall goes");
    assert!(bare.sheet(sheet).is_some_and(|s| s.walls.is_empty() && s.openings.is_empty()));
    assert!(change.touched.contains(&EntityId::Opening(sheet, OpeningId(702))));
    let hung = Edit::PutOpening { sheet, opening: Box::new(door(703, wall.id)) };
    assert_eq!(apply_all(&bare, &[hung]).err(), Some(EditError::NoSuch("wall")));
}

#[test]
fn symbols_of_the_plan_follow_the_names_of_what_they_show() {
    let device = |id: u64, kind, symbol: &str, label: &str| Device {
        id: DeviceId(id),
        kind,
        symbol: symbol.to_owned(),
        at: PlanPoint::default(),
        rotation_deg: 0.0,
        load: VoltAmperes(0.0),
        circuit: None,
        label: label.to_owned(),
        facts: Facts::new(),
    };
    let mut sheet = Sheet::new(SheetId(800), "Plan");
    let symbols = [
        device(801, DeviceKind::PanelLocation, "panelboard", "lp-1 "),
        device(802, DeviceKind::Equipment, "control-panel", "LP-1"),
        device(803, DeviceKind::PanelLocation, "panelboard", "EM-1"),
    ];
    sheet.devices.extend(symbols.map(|symbol| (symbol.id, std::sync::Arc::new(symbol))));
    let project = edited(&[Edit::PutSheet(Box::new(sheet))]).expect("a sheet");
    let mut panel = project.panel(LP1).expect("LP-1").clone();
    panel.name = "LP-7".to_owned();
    let (renamed, change) = apply_all(&project, &[Edit::SetPanel(Box::new(panel))]).expect("a free name");
    let labels: Vec<&str> =
        renamed.sheets().flat_map(|sheet| sheet.devices.values()).map(|d| d.label.as_str()).collect();
    assert_eq!(labels, ["LP-7", "LP-1", "EM-1"]);
    assert!(change.touched.contains(&EntityId::Device(SheetId(800), DeviceId(801))));
    assert!(!change.touched.contains(&EntityId::Device(SheetId(800), DeviceId(803))));
}
