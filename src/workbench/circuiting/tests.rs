//! Circuiting on the office project: what is offered, what it does, and that panel and plan stay one model.

use super::*;
use crate::document::{Document, SAMPLES};
use crate::domain::symbols::SymbolLibrary;
use crate::domain::{
    CircuitLoad, Device, DeviceId, Edit, PanelId, Project, SheetId, Slot, apply_all, device_tag, examples,
    home_run_tag, violations,
};
use crate::units::{PlanPoint, VoltAmperes};

fn riverside() -> Project {
    let sample = SAMPLES.iter().find(|sample| sample.id == "riverside-office").expect("shipped");
    sample.project().expect("reads")
}

fn panel(project: &Project, name: &str) -> PanelId {
    project.panel_named(name).expect("a panel of the sample").id
}

/// Puts devices of a symbol in a row, four feet apart, and returns their ids.
fn with_devices(project: &Project, symbol: &str, count: u64) -> (Project, Vec<PlacedDevice>) {
    let library = SymbolLibrary::shipped();
    let symbol = library.get(symbol).expect("shipped");
    let sheet = project.sheets().next().expect("a sheet").id;
    let ids: Vec<u64> = (0..count).map(|n| project.next_id() + n).collect();
    let edits: Vec<Edit> = ids
        .iter()
        .enumerate()
        .map(|(n, id)| Edit::PutDevice {
            sheet,
            device: Box::new(Device {
                id: DeviceId(*id),
                kind: symbol.kind,
                symbol: symbol.name.clone(),
                at: PlanPoint { x: 5.0 + 4.0 * n as f64, y: 5.0 },
                rotation_deg: 0.0,
                load: symbol.load,
                circuit: None,
                label: String::new(),
                facts: symbol.facts.clone(),
            }),
        })
        .collect();
    let (project, _) = apply_all(project, &edits).expect("legal");
    (project, ids.into_iter().map(|id| (sheet, DeviceId(id))).collect())
}

fn chosen(project: &Project, ids: &[PlacedDevice]) -> Chosen {
    Chosen::of(project, &SymbolLibrary::shipped(), ids).expect("can share a circuit")
}

/// Scenario A 17: 6 × 180 VA = 1,080 VA; at 120 V that is 9 A, 45 % of 20 A.
#[test]
fn six_receptacles_go_on_the_next_free_circuit_of_the_lighting_panel() {
    let (project, ids) = with_devices(&riverside(), "duplex", 6);
    let chosen = chosen(&project, &ids);
    let choices = panel_choices(&project, &chosen);
    let first = choices.first().expect("panels");
    assert_eq!((first.name.as_str(), first.next), ("LP-1", Some(Slot(27))), "26 slots are taken");
    let high = choices.iter().find(|choice| choice.name == "HP-1").expect("listed");
    assert_eq!(high.refusal.as_deref(), Some("Duplex receptacle needs 120 V; HP-1 is 480Y/277 V 3φ 4W"));
    let offers = circuit_offers(&project, &chosen, first.panel);
    let new = offers.first().expect("a new circuit comes first");
    assert_eq!(
        (new.target, new.words().as_str()),
        (CircuitTarget::New(Slot(27)), "1,080 VA · 9 A · 45 % of 20 A")
    );
    let plan = plan_circuit(&project, &chosen, first.panel, new.target, LoadSource::Devices).expect("legal");
    let mut document = Document::unsaved(project.clone());
    document.edit(plan.label, &plan.edits).expect("planned");
    let after = document.project().clone();
    let circuit = after.panel(first.panel).and_then(|p| p.circuit_at(Slot(27))).expect("made").clone();
    assert_eq!((circuit.load.total().0, circuit.trip.map(|a| a.0), circuit.poles), (1080.0, Some(20.0), 1));
    assert!(circuit.description.starts_with("RECEPT"), "{}", circuit.description);
    let sheet = after.sheets().next().expect("a sheet");
    for (_, id) in &ids {
        assert_eq!(sheet.devices.get(id).and_then(|d| device_tag(&after, d)).as_deref(), Some("LP-1/27"));
    }
    assert!(document.undo().is_some());
    assert_eq!(document.project().as_ref(), &project);
}

/// Scenario A 14: numbers on the plan are those of the panel, so moving circuits renumbers tags and home runs with them.
#[test]
fn moving_circuits_renumbers_tags_and_home_runs() {
    let project = riverside();
    let lp = panel(&project, "LP-1");
    let on = |project: &Project| -> Vec<String> {
        let of_panel = |device: &Device| device.circuit.is_some_and(|(panel, _)| panel == lp);
        let devices = project.sheets().flat_map(|sheet| sheet.devices.values());
        devices.filter(|d| of_panel(d)).filter_map(|d| device_tag(project, d)).collect()
    };
    let id = |slot| project.panel(lp).and_then(|p| p.circuit_at(Slot(slot))).expect("taken").id;
    let (one, two) = (id(1), id(2));
    let moves = vec![(one, Slot(2)), (two, Slot(1))];
    let (after, _) = apply_all(&project, &[Edit::MoveCircuits { panel: lp, moves }]).expect("legal");
    let swapped: Vec<String> = on(&project)
        .into_iter()
        .map(|tag| match tag.as_str() {
            "LP-1/1" => "LP-1/2".to_owned(),
            "LP-1/2" => "LP-1/1".to_owned(),
            _ => tag,
        })
        .collect();
    assert!(on(&project).contains(&"LP-1/1".to_owned()));
    assert_eq!(on(&after), swapped);
    assert_eq!(home_run_tag(&project, &[(lp, one)]), "LP-1/1");
    assert_eq!(home_run_tag(&after, &[(lp, one)]), "LP-1/2");
}

#[test]
fn a_typed_load_stays_until_a_person_lets_it_follow_and_both_are_shown() {
    let (project, ids) = with_devices(&riverside(), "duplex", 2);
    let chosen = chosen(&project, &ids);
    let lp = panel(&project, "LP-1");
    let (typed, id) = {
        let circuit = project.panel(lp).and_then(|p| p.circuit_at(Slot(10))).expect("REFRIGERATOR");
        (circuit.load.total().0, circuit.id)
    };
    let sum = crate::domain::devices_load(
        &project,
        lp,
        project.panel(lp).and_then(|p| p.circuit(id)).expect("there"),
    );
    let target = CircuitTarget::Existing(id);
    let stays = offer_of(&project, &chosen, lp, target, Some(LoadSource::Typed)).expect("possible");
    assert_eq!((stays.load_after.0, stays.follows), (typed, false));
    assert!(stays.load_words().contains("as typed"), "{}", stays.load_words());
    let follows = offer_of(&project, &chosen, lp, target, Some(LoadSource::Devices)).expect("possible");
    assert_eq!(follows.load_after.0, sum.load.total().0 + 360.0);
    let plan = plan_circuit(&project, &chosen, lp, target, LoadSource::Devices).expect("legal");
    let (after, _) = apply_all(&project, &plan.edits).expect("planned");
    // From now on the sum is kept: a device that is taken off takes its load with it.
    let off = plan_release(&after, &ids[..1]).expect("on a circuit");
    assert!(off.consequences.iter().any(|line| line.contains("1 device leaves LP-1/10; its load")));
    let (after, _) = apply_all(&after, &off.edits).expect("planned");
    let circuit = after.panel(lp).and_then(|p| p.circuit(id)).expect("there");
    assert_eq!(circuit.load.total().0, sum.load.total().0 + 180.0);
    // A load that somebody types ends it, and that is said.
    let mut typing = circuit.clone();
    typing.load = CircuitLoad::Total(VoltAmperes(777.0));
    let edit = Edit::SetCircuit { panel: lp, circuit: Box::new(typing) };
    let (typed, _) = apply_all(&after, &[edit]).expect("legal");
    let said = stopped_following(&after, &typed).expect("it stopped");
    assert!(said.starts_with("The load of LP-1/10 is as typed"), "{said}");
}

#[test]
fn a_full_breaker_is_refused_with_its_arithmetic() {
    // 14 × 180 VA = 2,520 VA = 21 A on 20 A.
    let (project, ids) = with_devices(&riverside(), "duplex", 14);
    let chosen = chosen(&project, &ids);
    let lp = panel(&project, "LP-1");
    let offer = offer_of(&project, &chosen, lp, CircuitTarget::New(Slot(27)), None).expect("possible");
    assert_eq!(offer.refusal.as_deref(), Some("21 A is more than its 20 A"));
    let plan = plan_circuit(&project, &chosen, lp, offer.target, LoadSource::Devices);
    assert_eq!(plan, Err("21 A is more than its 20 A".to_owned()));
    // Two legs share them: 1,260 VA each, 10.5 A.
    let two = CircuitTarget::Multiwire(Slot(27), 2);
    let plan = plan_circuit(&project, &chosen, lp, two, LoadSource::Devices).expect("legal");
    let (after, _) = apply_all(&project, &plan.edits).expect("planned");
    let circuit = after.panel(lp).and_then(|p| p.circuit_at(Slot(29))).expect("its second pole");
    assert!(circuit.multiwire && circuit.poles == 2 && violations(&after).is_empty());
    assert_eq!(circuit.load, CircuitLoad::PerPole(vec![VoltAmperes(1260.0); 2]));
    let sheet = after.sheets().next().expect("a sheet");
    let tags: Vec<String> =
        ids.iter().filter_map(|(_, id)| device_tag(&after, sheet.devices.get(id)?)).collect();
    assert_eq!(tags.iter().filter(|tag| *tag == "LP-1/27").count(), 7);
    assert_eq!(tags.iter().filter(|tag| *tag == "LP-1/29").count(), 7);
}

/// 40 luminaires of 50 VA: 2,000 VA = 16.7 A, × 1.25 = 20.8 A.
#[test]
fn lighting_is_continuous_and_counts_a_quarter_more() {
    let (project, ids) = with_devices(&riverside(), "troffer-2x4", 40);
    let chosen = chosen(&project, &ids);
    let lp = panel(&project, "LP-1");
    let offer = offer_of(&project, &chosen, lp, CircuitTarget::New(Slot(27)), None).expect("possible");
    assert_eq!(offer.refusal.as_deref(), Some("16.7 A × 1.25 is more than its 20 A"));
    // At 277 V the same load is 7.2 A.
    let hp = panel(&project, "HP-1");
    let free = project.panel(hp).and_then(|p| chosen.first_slot(p, 1)).expect("room");
    let offer = offer_of(&project, &chosen, hp, CircuitTarget::New(free), None).expect("possible");
    assert_eq!((offer.refusal.as_deref(), offer.share().map(|s| (s * 100.0).round())), (None, Some(36.0)));
}

#[test]
fn equipment_of_two_poles_gets_a_breaker_of_its_kind() {
    let (project, ids) = with_devices(&riverside(), "range", 1);
    let chosen = chosen(&project, &ids);
    let lp = panel(&project, "LP-1");
    let offers = circuit_offers(&project, &chosen, lp);
    let new = offers.first().expect("a new circuit");
    assert_eq!((new.poles, new.trip.map(|a| a.0)), (2, Some(50.0)));
    let heater = offers.iter().find(|offer| offer.slot == Slot(15)).expect("WATER HEATER has two poles");
    assert!(heater.refusal.is_some(), "8,000 + 4,160 VA is more than 30 A carries");
    let one_pole = offers.iter().find(|offer| offer.slot == Slot(1)).expect("listed with its reason");
    assert_eq!(one_pole.refusal.as_deref(), Some("It has 1 pole; the devices need 2 poles"));
}

#[test]
fn devices_move_between_circuits_and_both_sides_say_so() {
    let project = riverside();
    let lp = panel(&project, "LP-1");
    let sheet = project.sheets().next().expect("a sheet");
    let from = project.panel(lp).and_then(|p| p.circuit_at(Slot(1))).expect("RECEPT OFFICE").id;
    let ids: Vec<PlacedDevice> = sheet
        .devices
        .values()
        .filter(|device| device.circuit == Some((lp, from)))
        .take(2)
        .map(|device| (sheet.id, device.id))
        .collect();
    let chosen = chosen(&project, &ids);
    let to = project.panel(lp).and_then(|p| p.circuit_at(Slot(3))).expect("RECEPT CORRIDOR").id;
    let plan =
        plan_circuit(&project, &chosen, lp, CircuitTarget::Existing(to), LoadSource::Devices).expect("legal");
    assert!(
        plan.consequences.iter().any(|line| line.starts_with("2 devices leave LP-1/1")),
        "{:?}",
        plan.consequences
    );
    let (after, _) = apply_all(&project, &plan.edits).expect("planned");
    let moved = after.sheet(sheet.id).expect("there");
    assert!(ids.iter().all(|(_, id)| moved.devices.get(id).is_some_and(|d| d.circuit == Some((lp, to)))));
}

#[test]
fn what_takes_no_circuit_is_left_out_and_said() {
    let (project, data) = with_devices(&examples_with_sheet(), "data", 1);
    let library = SymbolLibrary::shipped();
    assert!(Chosen::of(&project, &library, &data).is_err());
    let (project, mut ids) = with_devices(&project, "duplex", 1);
    ids.extend(data);
    let chosen = chosen(&project, &ids);
    assert_eq!((chosen.devices.len(), chosen.left_out), (1, 1));
    let (project, range) = with_devices(&project, "range", 1);
    let both: Vec<PlacedDevice> = ids.into_iter().chain(range).collect();
    let why = Chosen::of(&project, &library, &both).expect_err("one and two poles");
    assert!(why.contains("as many poles"), "{why}");
}

fn examples_with_sheet() -> Project {
    let sheet = Edit::PutSheet(Box::new(crate::domain::Sheet::new(SheetId(900), "E1")));
    apply_all(&examples::two_panels(), &[sheet]).expect("legal").0
}
