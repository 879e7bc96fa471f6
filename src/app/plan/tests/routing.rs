//! Routes through the window: proposed, accepted, taken away, pinned.

use super::{LEVEL_1, drag, place, plan, project};
use crate::app::front::Front;
use crate::app::testing::Window;
use crate::domain::{CircuitId, DeviceId, EntityId, PanelId, Project, RunId};
use crate::engineering::routing::Angles;
use crate::workbench::Action;
use crate::workbench::plan::SelectMode;
use crate::workbench::routing::RouteOutcome;
use egui::{Key, Modifiers};

fn choose(window: &mut Window, id: EntityId) {
    window.app().plan.session.select(&[id], SelectMode::Replace);
    window.run();
}

fn shown_route(window: &mut Window) -> bool {
    window.app().workbench().shown_route().is_some()
}

/// Scenarios A 18 and A 20: route the circuit of a device, accept it by its keys, take it back.
#[test]
fn a_route_is_proposed_beside_the_shortest_and_accepted_as_one_step() {
    let mut window = plan();
    let before = project(&mut window);
    choose(&mut window, EntityId::Device(LEVEL_1, DeviceId(76)));
    window.press(Modifiers::NONE, Key::T);
    window.until("Accept route");
    assert!(window.tells("verified") && window.tells("shortest possible"));
    for words in [" ft", "bends ", "support", "fill ", "drop ", "#10 THHN"] {
        assert!(window.tells(words), "{words}");
    }
    assert_eq!(project(&mut window), before, "a ghost changes nothing");
    window.press(Modifiers::COMMAND, Key::Enter);
    let after = project(&mut window);
    let runs = |project: &Project| {
        let sheet = project.sheet(LEVEL_1).expect("there");
        let own = (PanelId(2), CircuitId(2005));
        sheet.runs.values().filter(|run| run.circuits.contains(&own)).count()
    };
    assert!(runs(&after) > runs(&before));
    assert!(!shown_route(&mut window));
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(project(&mut window), before);
}

/// The card asks for the same route at 45°; the tool keeps that for the next one.
#[test]
fn a_route_is_asked_for_again_with_bends_of_45_degrees() {
    let mut window = plan();
    choose(&mut window, EntityId::Device(LEVEL_1, DeviceId(76)));
    window.press(Modifiers::NONE, Key::T);
    window.until("Try 45°");
    let shortest = |window: &mut Window| match &window.app().workbench().shown_route().expect("shown").outcome
    {
        RouteOutcome::Found(proposal) => proposal.shortest_ft(),
        other => panic!("{other:?}"),
    };
    let square = shortest(&mut window);
    window.click("Try 45°");
    window.until("Only 90°");
    if std::env::var_os("PHASEWRIGHT_PICTURES").is_some() {
        window.picture("route-45.png");
    }
    assert!(shortest(&mut window) < square);
    assert_eq!(window.app().plan.session.route_terms().angles, Angles::Octile);
    window.press(Modifiers::NONE, Key::Escape);
    choose(&mut window, EntityId::Device(LEVEL_1, DeviceId(76)));
    window.press(Modifiers::NONE, Key::T);
    window.until("Only 90°");
}

#[test]
fn esc_takes_a_route_away_before_it_lets_go_of_anything_else() {
    let mut window = plan();
    let run = EntityId::Run(LEVEL_1, RunId(177));
    choose(&mut window, run);
    window.press(Modifiers::NONE, Key::T);
    window.until("Dismiss route");
    window.press(Modifiers::NONE, Key::Escape);
    assert!(!shown_route(&mut window));
    assert_eq!(window.app().plan.session.selection().ids(), [run]);
}

#[test]
fn the_circuit_under_the_cursor_of_the_schedule_is_routed_on_the_plan() {
    let mut window = Window::riverside();
    assert_eq!(window.app().front, Front::Panels);
    let selected = window.app().panel == Some(PanelId(2));
    assert!(selected, "LP-1 is in front");
    window.act(Action::PlanRoute);
    window.until("Dismiss route");
    assert_eq!(window.app().front, Front::Plan);
}

/// Scenario A 20: a leg is dragged aside, stays there, and the rest is routed around it.
#[test]
fn a_dragged_leg_is_pinned_and_the_rest_is_routed_again() {
    let mut window = plan();
    let before = project(&mut window);
    window.press(Modifiers::NONE, Key::T);
    let from = place(&mut window, 102.0, 66.0);
    let to = place(&mut window, 102.0, 63.5);
    drag(&mut window, from, to);
    window.until("Accept route");
    let pinned = project(&mut window).sheet(LEVEL_1).expect("there").runs[&RunId(177)].as_ref().clone();
    let leg = *pinned.pinned.first().expect("pinned");
    let kept = pinned.path[leg..leg + 2].to_vec();
    window.press(Modifiers::COMMAND, Key::Enter);
    let routed = project(&mut window).sheet(LEVEL_1).expect("there").runs[&RunId(177)].as_ref().clone();
    assert!(routed.path.windows(2).any(|two| two == kept));
    assert_eq!((routed.path.first(), routed.path.last()), (pinned.path.first(), pinned.path.last()));
    assert_ne!(routed.path, pinned.path);
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(project(&mut window), before, "one undo step");
}
