//! Routes on a small plan by hand.

use super::*;
use crate::domain::{
    Area, AreaId, AreaKind, Circuit, CircuitId, Device, DeviceId, DeviceKind, Edit, Facts, Panel, PanelId,
    Project, Raceway, Run, RunId, Sheet, SheetId, Slot, System, Wall, WallId, apply_all,
};
use crate::engineering::routing::{Angles, Blocker, Crossing, Effort, Floor, RouteTerms, bends_deg};
use crate::nec::RacewayType;
use crate::units::{Amperes, PlanPoint, VoltAmperes};
use std::collections::BTreeSet;
use std::sync::Arc;

const CIRCUIT: (PanelId, CircuitId) = (PanelId(1), CircuitId(11));
const OTHER: (PanelId, CircuitId) = (PanelId(1), CircuitId(12));

fn at(x: f64, y: f64) -> PlanPoint {
    PlanPoint { x, y }
}

fn device(id: u64, kind: DeviceKind, place: PlanPoint, circuit: Option<(PanelId, CircuitId)>) -> Device {
    let label = if kind == DeviceKind::PanelLocation { "LP-1" } else { "" };
    Device {
        id: DeviceId(id),
        kind,
        symbol: String::new(),
        at: place,
        rotation_deg: 0.0,
        load: VoltAmperes(180.0),
        circuit,
        label: label.to_owned(),
        facts: Facts::new(),
    }
}

/// A panelboard at (1, 1) on an open floor of 60 ft by 40 ft, with two circuits of 20 A in #12.
fn project(devices: &[(PlanPoint, (PanelId, CircuitId))]) -> Project {
    let panel = Panel::new(PanelId(1), "LP-1", System::Wye208, 12);
    let circuit = |id: u64, slot: u16| Circuit {
        trip: Some(Amperes(20.0)),
        conductors: "#12 Cu THHN, N #12, EGC #12".parse().ok(),
        load: crate::domain::CircuitLoad::Total(VoltAmperes(1200.0)),
        ..Circuit::new(CircuitId(id), Slot(slot))
    };
    let mut sheet = Sheet::new(SheetId(2), "Floor");
    let ends = [at(0.0, 0.0), at(60.0, 0.0), at(60.0, 40.0), at(0.0, 40.0)];
    for (id, (from, to)) in (100..).zip(ends.iter().zip(ends.iter().cycle().skip(1))) {
        let wall = Wall { id: WallId(id), from: *from, to: *to, thickness_ft: 0.5, facts: Facts::new() };
        sheet.walls.insert(wall.id, Arc::new(wall));
    }
    let panel_at = device(20, DeviceKind::PanelLocation, at(1.0, 1.0), None);
    sheet.devices.insert(panel_at.id, Arc::new(panel_at));
    for (id, (place, circuit)) in (21..).zip(devices) {
        let device = device(id, DeviceKind::Receptacle, *place, Some(*circuit));
        sheet.devices.insert(device.id, Arc::new(device));
    }
    let add = |id, slot| Edit::AddCircuit { panel: PanelId(1), circuit: Box::new(circuit(id, slot)) };
    let edits = [Edit::AddPanel(Box::new(panel)), add(11, 1), add(12, 3), Edit::PutSheet(Box::new(sheet))];
    apply_all(&Project::default(), &edits).expect("edits").0
}

fn sheet(project: &Project) -> &Sheet {
    project.sheets().next().expect("a sheet")
}

fn routed(project: &Project, circuit: (PanelId, CircuitId)) -> Result<CircuitRoute, NoRoute> {
    routed_by(project, circuit, &RouteTerms::default())
}

fn routed_by(
    project: &Project,
    circuit: (PanelId, CircuitId),
    terms: &RouteTerms,
) -> Result<CircuitRoute, NoRoute> {
    let floor = Floor::of(sheet(project), terms);
    route_circuit(&ask(project, &floor, terms, &[circuit]), circuit)
}

fn ask<'p>(
    project: &'p Project,
    floor: &'p Floor,
    terms: &'p RouteTerms,
    wanted: &'p [(PanelId, CircuitId)],
) -> RouteAsk<'p> {
    RouteAsk { project, sheet: sheet(project), floor, terms, effort: Effort::default(), wanted }
}

fn put(project: &Project, change: impl FnOnce(&mut Sheet)) -> Project {
    let mut sheet = sheet(project).clone();
    change(&mut sheet);
    apply_all(project, &[Edit::PutSheet(Box::new(sheet))]).expect("edits").0
}

/// One device 30 ft to the right and 20 ft up: 50 ft with one bend, which is the shortest there is.
#[test]
fn one_device_is_reached_with_one_bend() {
    let project = project(&[(at(31.0, 21.0), CIRCUIT)]);
    let route = routed(&project, CIRCUIT).expect("a route");
    assert_eq!(route.legs.len(), 1);
    assert_eq!((route.length_ft(), route.legs[0].bends_deg()), (50.0, 90.0));
    assert_eq!((route.shortest_ft, route.shortest_proven, route.is_proven()), (50.0, true, true));
    let figures = figures_of(&project, &route);
    let leg = &figures.legs[0];
    assert_eq!(leg.raceway, Some(Raceway { kind: RacewayType::Emt, trade_size: "1/2".into() }));
    assert_eq!(leg.conductors, "3 #12 THHN");
    // 3 × 0.0133 of 0.304 in².
    assert!((leg.fill_percent.expect("fill") - 13.125).abs() < 0.01);
    // The first at 3 ft, the last at 47 ft, 44 ft between them in five spaces of 8.8 ft.
    assert_eq!(leg.supports.len(), 6);
    assert!((leg.supports[0].x - 1.0).hypot(leg.supports[0].y - 1.0) - 3.0 < 1e-9);
    // 2 × 50 ft × 10 A × 1.98 Ω/kft (DC of #12, Table 9 in PVC or steel differs little) is about 2 V.
    let drop = figures.drop.expect("a drop");
    assert!((drop.volts.0 - 2.0).abs() < 0.1, "{drop:?}");
}

/// The same device at 45°: 20 ft up slanted, 10 ft straight on, one bend of 45°, both ends on their boxes.
#[test]
fn one_device_is_reached_at_45_degrees() {
    let terms = RouteTerms { angles: Angles::Octile, ..RouteTerms::default() };
    let project = project(&[(at(31.2, 21.1), CIRCUIT)]);
    let route = routed_by(&project, CIRCUIT, &terms).expect("a route");
    let [leg] = route.legs.as_slice() else { panic!("one leg") };
    assert_eq!((leg.path.first(), leg.path.last()), (Some(&at(1.0, 1.0)), Some(&at(31.2, 21.1))));
    assert!((leg.bends_deg() - 45.0).abs() < 1e-6, "{leg:?}");
    let shortest = 10.1 + 20.1 * 2.0_f64.sqrt();
    assert!((route.length_ft() - shortest).abs() < 1e-6, "{}", route.length_ft());
    assert!((route.shortest_ft - shortest).abs() < 1e-6 && route.shortest_proven && route.is_proven());
}

/// Trees in eight directions are no longer than along two, and proven over the cells up to eight terminals.
#[test]
fn trees_at_45_degrees_are_proven_too() {
    let places = [at(21.0, 11.0), at(41.0, 1.0), at(33.0, 27.0), at(50.0, 14.0)];
    let project = project(&places.map(|place| (place, CIRCUIT)));
    let square = routed(&project, CIRCUIT).expect("a route");
    let terms = RouteTerms { angles: Angles::Octile, ..RouteTerms::default() };
    let slanted = routed_by(&project, CIRCUIT, &terms).expect("a route");
    assert!(slanted.is_proven() && slanted.shortest_proven);
    assert!(slanted.length_ft() < 0.9 * square.length_ft(), "{} {}", slanted.length_ft(), square.length_ft());
    for leg in &slanted.legs {
        for (_, bend) in bends_deg(&leg.path) {
            assert!((bend / 45.0 - (bend / 45.0).round()).abs() < 1e-6, "{bend}° in {:?}", leg.path);
        }
    }
}

/// Two devices behind a common point: a T of 20 + 10 + 10 ft with a box where it branches.
#[test]
fn a_tree_branches_at_a_box() {
    let project = project(&[(at(21.0, 11.0), CIRCUIT), (at(21.0, 1.0), CIRCUIT), (at(41.0, 1.0), CIRCUIT)]);
    let route = routed(&project, CIRCUIT).expect("a route");
    assert_eq!((route.length_ft(), route.legs.len(), route.boxes.len()), (50.0, 3, 0));
    let project = self::project(&[(at(21.0, 11.0), CIRCUIT), (at(41.0, 1.0), CIRCUIT)]);
    let route = routed(&project, CIRCUIT).expect("a route");
    assert_eq!((route.length_ft(), route.legs.len(), route.boxes.len()), (50.0, 3, 1));
    assert!((figures_of(&project, &route).farthest_ft - 40.0).abs() < 1.0);
}

#[test]
fn what_is_not_placed_is_said() {
    let bare = project(&[]);
    assert_eq!(routed(&bare, CIRCUIT), Err(NoRoute::NoDevices));
    let project = put(&project(&[(at(9.0, 9.0), CIRCUIT)]), |sheet| {
        sheet.devices.remove(&DeviceId(20));
    });
    assert_eq!(routed(&project, CIRCUIT), Err(NoRoute::PanelNotPlaced("LP-1".into())));
}

fn no_route(sheet: &mut Sheet, outline: [PlanPoint; 4]) {
    let (id, kind, name) = (AreaId(50), AreaKind::NoRoute, "N-1".to_owned());
    let area = Area { id, kind, name, outline: outline.to_vec(), facts: Facts::new() };
    sheet.areas.insert(area.id, Arc::new(area));
}

#[test]
fn a_blocked_route_names_what_is_in_the_way_and_the_smallest_change() {
    let project = put(&project(&[(at(41.0, 11.0), CIRCUIT)]), |sheet| {
        no_route(sheet, [at(30.0, -5.0), at(32.0, -5.0), at(32.0, 45.0), at(30.0, 45.0)]);
    });
    let Err(NoRoute::Blocked(obstacle)) = routed(&project, CIRCUIT) else { panic!("a way through") };
    assert_eq!(obstacle.blockers, [Blocker::Area(AreaId(50))]);
    assert!(obstacle.words.contains("no-route N-1"), "{}", obstacle.words);
    // 2 ft, and the cells its edges touch.
    assert!((4..=6).contains(&obstacle.to_open.len()), "{}", obstacle.to_open.len());
    assert!(obstacle.explored.iter().all(|row| row.max.x <= 30.0));
    let area: f64 = obstacle.explored.iter().map(|r| (r.max.x - r.min.x) * (r.max.y - r.min.y)).sum();
    assert!(area > 30.0 * 40.0);
}

#[test]
fn a_wall_across_blocks_where_walls_are_not_to_be_pierced() {
    let project = put(&project(&[(at(41.0, 11.0), CIRCUIT)]), |sheet| {
        let (from, to) = (at(30.0, 0.0), at(30.0, 40.0));
        let wall = Wall { id: WallId(60), from, to, thickness_ft: 0.5, facts: Facts::new() };
        sheet.walls.insert(wall.id, Arc::new(wall));
    });
    assert!(routed(&project, CIRCUIT).is_ok());
    let terms = RouteTerms { crossing: Crossing::Openings, ..RouteTerms::default() };
    let route = routed_by(&project, CIRCUIT, &terms);
    let Err(NoRoute::Blocked(obstacle)) = route else { panic!("a way through") };
    assert_eq!(obstacle.blockers, [Blocker::Wall(WallId(60))]);
}

fn run(id: u64, path: Vec<PlanPoint>, pinned: &[usize]) -> Run {
    Run {
        id: RunId(id),
        tag: format!("R-{id}"),
        path,
        raceway: None,
        circuits: vec![CIRCUIT],
        pinned: pinned.iter().copied().collect(),
        facts: Facts::new(),
    }
}

#[test]
fn a_pinned_leg_stays_and_the_rest_is_drawn_anew() {
    let path = vec![at(1.0, 1.0), at(1.0, 31.25), at(25.0, 31.25), at(25.0, 11.0), at(31.0, 11.0)];
    let before = run(70, path, &[1]);
    let project = put(&project(&[(at(31.0, 11.0), CIRCUIT), (at(51.0, 11.0), CIRCUIT)]), |sheet| {
        sheet.runs.insert(before.id, Arc::new(before.clone()));
    });
    let route = routed(&project, CIRCUIT).expect("a route");
    let kept: Vec<&RouteLeg> = route.legs.iter().filter(|leg| leg.kept.is_some()).collect();
    assert_eq!(kept.len(), 1);
    let pinned = *kept[0].pinned.first().expect("pinned");
    assert_eq!(kept[0].path[pinned..pinned + 2], [at(1.0, 31.25), at(25.0, 31.25)]);
    assert_eq!(kept[0].path.first(), Some(&at(1.0, 1.0)));
    assert_eq!(kept[0].path.last(), Some(&at(31.0, 11.0)));
    // The second device hangs at the panelboard or behind the run; either way all is joined.
    assert_eq!(route.legs.len(), 2);
    let terms = RouteTerms::default();
    let floor = Floor::of(sheet(&project), &terms);
    let alone = route_run(&ask(&project, &floor, &terms, &[CIRCUIT]), &before).expect("a route");
    assert_eq!(alone.legs[0].kept, Some(RunId(70)));
    assert!(alone.legs[0].path.windows(2).any(|leg| leg == [at(1.0, 31.25), at(25.0, 31.25)]));
}

#[test]
fn circuits_share_a_home_run_until_they_part_or_would_run_too_hot() {
    let project = project(&[(at(41.0, 1.0), CIRCUIT), (at(51.0, 1.0), OTHER)]);
    let routes = [CIRCUIT, OTHER].map(|circuit| routed(&project, circuit).expect("a route"));
    let (trunks, boxes) = bundle(&project, &routes);
    let shared: Vec<&Trunk> = trunks.iter().filter(|trunk| trunk.circuits.len() == 2).collect();
    assert_eq!((shared.len(), boxes.as_slice()), (1, [at(41.0, 1.0)].as_slice()));
    assert_eq!(shared[0].leg.length_ft(), 40.0);
    let total: f64 = trunks.iter().map(|trunk| trunk.leg.length_ft()).sum();
    assert_eq!(total, 50.0);
    // 30 A × 0.8 = 24 A carries 20 A but not 25 A.
    let mut panel = project.panel(PanelId(1)).expect("LP-1").clone();
    let mut circuit = panel.circuit(CircuitId(12)).expect("12").clone();
    circuit.trip = Some(Amperes(25.0));
    panel.name = "LP-1".into();
    let edit = Edit::SetCircuit { panel: PanelId(1), circuit: Box::new(circuit) };
    let hotter = apply_all(&project, &[edit]).expect("edits").0;
    let (trunks, boxes) = bundle(&hotter, &routes);
    assert!(trunks.iter().all(|trunk| trunk.circuits.len() == 1) && boxes.is_empty());
    let all: BTreeSet<_> = trunks.iter().flat_map(|trunk| trunk.circuits.clone()).collect();
    assert_eq!(all.len(), 2);
}
