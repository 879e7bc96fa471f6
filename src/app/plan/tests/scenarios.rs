//! Steps of the designer's and the reviewer's walk-through on the plan: A 14, A 19, A 22 and B 4, by keys and presses.

use super::{LEVEL_1, place, plan, press_at, project};
use crate::app::front::Front;
use crate::app::testing::Window;
use crate::domain::{CircuitId, DeviceId, EntityId, PanelId, Project, Slot, device_tag, home_run_tag};
use crate::rules::Finding;
use crate::workbench::plan::{SelectMode, objects_on};
use crate::workbench::routing::RouteOutcome;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use std::collections::BTreeMap;

const LP1: PanelId = PanelId(2);

fn slots(project: &Project) -> BTreeMap<CircuitId, Slot> {
    let panel = project.panel(LP1).expect("LP-1");
    panel.circuits().map(|circuit| (circuit.id, circuit.slot)).collect()
}

/// A 14: accepting a balance is one step, and tags of devices and home runs on the plan are those of the new places.
#[test]
fn tags_and_home_runs_follow_an_accepted_balance() {
    let mut window = Window::riverside();
    let before = project(&mut window);
    window.press(Modifiers::COMMAND, Key::B);
    window.until("fewest moves for 0.95: 3 (proven)");
    window.press(Modifiers::COMMAND, Key::Enter);
    let after = project(&mut window);
    let (old, new) = (slots(&before), slots(&after));
    let moved = |circuit: &CircuitId| old.get(circuit) != new.get(circuit);
    assert_eq!(old.keys().filter(|circuit| moved(circuit)).count(), 3);
    window.press(Modifiers::COMMAND, Key::Num1);
    let sheet = after.sheet(LEVEL_1).expect("there");
    let device = sheet.devices.values().find(|d| d.circuit.is_some_and(|(p, c)| p == LP1 && moved(&c)));
    let device = device.expect("a moved circuit has devices on the plan");
    let tag = device_tag(&after, device).expect("it is on a circuit");
    assert_ne!(device_tag(&before, device).as_deref(), Some(tag.as_str()));
    window.app().plan.reveal(EntityId::Device(LEVEL_1, device.id));
    window.run();
    assert!(window.paints(&tag), "the plan shows {tag}");
    let run = sheet.runs.values().find(|run| run.circuits.iter().any(|(p, c)| *p == LP1 && moved(c)));
    let run = run.expect("a moved circuit lies in a run");
    let words = home_run_tag(&after, &run.circuits);
    assert_ne!(home_run_tag(&before, &run.circuits), words);
    window.app().plan.reveal(EntityId::Run(LEVEL_1, run.id));
    window.run();
    assert!(window.paints(&format!("{} {words}", run.tag)), "the home run shows {words}");
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(slots(&project(&mut window)), old, "one step");
    let words = home_run_tag(&before, &run.circuits);
    assert!(window.paints(&format!("{} {words}", run.tag)));
}

fn length_ft(window: &mut Window) -> f64 {
    match &window.app().workbench().shown_route().expect("shown").outcome {
        RouteOutcome::Found(found) => found.length_ft(),
        other => panic!("no route: {other:?}"),
    }
}

/// A 19: a wall across the corridor sends the route another way; a room closed on all sides leaves none, and the card says what is
/// in the way.
#[test]
fn a_blocked_corridor_is_gone_around_or_named() {
    let mut window = plan();
    let device = EntityId::Device(LEVEL_1, DeviceId(76));
    window.press(Modifiers::NONE, Key::T);
    window.harness.get_by_role_and_label(Role::ComboBox, "Walls").click();
    window.run();
    window.click("only at openings");
    let ask = |window: &mut Window, words: &str| {
        window.press(Modifiers::NONE, Key::Escape);
        window.app().plan.session.select(&[device], SelectMode::Replace);
        window.run();
        window.press(Modifiers::NONE, Key::T);
        window.until(words);
    };
    ask(&mut window, "Accept route");
    let free = length_ft(&mut window);
    window.press(Modifiers::NONE, Key::Escape);
    window.press(Modifiers::NONE, Key::Escape);
    // Across the corridor, beside the way that was just proposed.
    let draw = |window: &mut Window, points: &[(f64, f64)]| {
        window.press(Modifiers::NONE, Key::W);
        for (x, y) in points {
            let at = place(window, *x, *y);
            press_at(window, at, Modifiers::NONE);
        }
        window.press(Modifiers::NONE, Key::Escape);
        window.press(Modifiers::NONE, Key::Escape);
    };
    let walls = |window: &mut Window| project(window).sheet(LEVEL_1).expect("there").walls.len();
    let before = walls(&mut window);
    draw(&mut window, &[(100.0, 58.0), (100.0, 70.0)]);
    assert_eq!(walls(&mut window), before + 1);
    ask(&mut window, "Dismiss route");
    match &window.app().workbench().shown_route().expect("an outcome").outcome {
        RouteOutcome::Found(_) => assert!(length_ft(&mut window) > free, "another way is longer"),
        RouteOutcome::Blocked(_) => assert!(window.tells("No route for LP-1/5")),
        RouteOutcome::Failed(why) => panic!("{why}"),
    }
    window.press(Modifiers::NONE, Key::Escape);
    window.press(Modifiers::NONE, Key::Escape);
    // The electrical room walled in.
    draw(&mut window, &[(-1.0, 37.0), (25.0, 37.0), (25.0, 59.0), (-1.0, 59.0), (-1.0, 37.0)]);
    ask(&mut window, "No route for LP-1/5");
    assert!(window.tells("looked at") && window.tells("wall"), "the area and what is in the way");
    assert!(!window.shows("Accept route"));
    window.picture("no-route.png");
}

fn findings(window: &mut Window) -> Vec<Finding> {
    window.app().workbench().findings().expect("checked").report.findings.clone()
}

/// A 22: the fix of the long branch is previewed with its EGC, carried out, gone from the list, and taken back.
#[test]
fn the_long_branch_is_fixed_with_number_8_and_its_egc_and_can_be_undone() {
    let mut window = Window::riverside();
    let before = project(&mut window);
    let finding = findings(&mut window).into_iter().find(|f| f.meta.code == "PW150").expect("F2");
    window.app().review.choose(&finding);
    window.press(Modifiers::COMMAND, Key::Num4);
    window.click("Show on plan");
    assert_eq!(window.app().front, Front::Plan);
    let run = EntityId::Run(LEVEL_1, crate::domain::RunId(178));
    assert!(window.app().plan.session.selection().contains(run), "R-12 is chosen");
    window.press(Modifiers::COMMAND, Key::Num4);
    assert!(window.tells("180 ft") && window.tells("7.20 V"), "the trace");
    assert!(window.tells("2 × 180 ft × 10.0 A × 2 Ω per 1000 ft"), "current and resistance");
    assert!(window.tells("worst device: IT RACK A in IT"), "the device is named");
    window.press(Modifiers::NONE, Key::F);
    assert!(window.shows("What changes") && window.shows("Findings that go"));
    assert!(window.tells("#8 conductors instead of #12, EGC #8"));
    window.press(Modifiers::COMMAND, Key::Enter);
    assert!(!findings(&mut window).iter().any(|f| f.meta.code == "PW150"), "it leaves the list");
    let after = project(&mut window);
    let rack = after.panel(LP1).and_then(|panel| panel.circuit_at(Slot(25))).expect("LP-1/25").clone();
    let set = rack.conductors.expect("given");
    assert_eq!((set.size.name(), set.egc.map(|egc| egc.name())), ("8", Some("8")));
    // 2.34 % of the real path, in the drawer of the run.
    window.press(Modifiers::COMMAND, Key::Num1);
    window.app().plan.session.select(&[run], SelectMode::Replace);
    window.run();
    window.press(Modifiers::ALT, Key::Enter);
    assert!(window.shows("Voltage drop, LP-1/25: 2.34 %"));
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(project(&mut window), before);
    assert!(findings(&mut window).iter().any(|f| f.meta.code == "PW150"));
}

/// B 4 on the plan: J and K choose the same object there as in the list, and the choice in the list stays.
#[test]
fn walking_through_findings_chooses_the_same_on_the_plan() {
    let mut window = Window::riverside();
    window.press(Modifiers::COMMAND, Key::Num4);
    let project = project(&mut window);
    let sheet = project.sheet(LEVEL_1).expect("there");
    let all = findings(&mut window);
    let mut on_plan = 0;
    for (n, finding) in all.iter().enumerate() {
        window.press(Modifiers::NONE, Key::J);
        let subject = finding.subjects.first().expect("a subject").id;
        let wanted = objects_on(&project, sheet, subject);
        window.press(Modifiers::COMMAND, Key::Num1);
        if !wanted.is_empty() {
            on_plan += 1;
            let chosen = window.app().plan.session.selection().ids().to_vec();
            assert_eq!(chosen, wanted, "{n}: {}", finding.summary());
        }
        window.press(Modifiers::COMMAND, Key::Num4);
        let checked = window.app().workbench().findings().expect("checked").clone();
        let shown = window.app().review.finding(&checked).map(Finding::summary);
        assert_eq!(shown, Some(finding.summary()), "the list stays where it was");
    }
    assert!(on_plan > 3, "{on_plan} findings are about something on the plan");
    window.press(Modifiers::NONE, Key::K);
    window.press(Modifiers::COMMAND, Key::Num1);
    let before_last = all.iter().rev().nth(1).and_then(|f| f.subjects.first()).expect("a subject").id;
    let wanted = objects_on(&project, sheet, before_last);
    if !wanted.is_empty() {
        assert_eq!(window.app().plan.session.selection().ids(), wanted);
    }
}
