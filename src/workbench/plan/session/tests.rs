//! The canvas by its session alone: what presses, drags, keys and typed places do.

use super::*;
use crate::document::Document;
use crate::domain::{Edit, Run, RunId, Wall, WallId};
use crate::units::PlanPoint;
use crate::workbench::Sample;
use crate::workbench::plan::{Held, PlanKey, ScreenPoint, SnapKind, geometry};

const LEVEL_1: SheetId = SheetId(20);
const SHIFT: Held = Held { shift: true, ctrl: false, alt: false };
const CTRL: Held = Held { shift: false, ctrl: true, alt: false };
const NONE: Held = Held { shift: false, ctrl: false, alt: false };

/// A session over a document, as the window runs it.
struct Desk {
    session: PlanSession,
    document: Document,
    steps: Vec<String>,
    last: PlanEffect,
}

impl Desk {
    fn riverside() -> Self {
        let document = Document::unsaved(Sample::Riverside.project().expect("a sample"));
        let session = PlanSession::default();
        let mut desk = Self { session, document, steps: Vec::new(), last: PlanEffect::default() };
        desk.keep();
        desk
    }

    fn keep(&mut self) {
        let size = ScreenSize { width: 1400.0, height: 900.0 };
        self.session.keep(self.document.project(), (1, self.document.revision().0), size);
    }

    fn take(&mut self, effect: PlanEffect) {
        if let Some(step) = &effect.step {
            self.steps.push(step.label.clone());
            self.document.edit(&step.label, &step.edits).expect("the step is legal");
        }
        self.last = effect;
        self.keep();
    }

    fn on_screen(&self, x: f64, y: f64) -> ScreenPoint {
        self.session.camera().to_screen(self.session.size(), PlanPoint { x, y })
    }

    fn point(&mut self, x: f64, y: f64, held: Held) -> &mut Self {
        let at = self.on_screen(x, y);
        let effect = self.session.point(&self.document.project().clone(), at, held);
        self.take(effect);
        self
    }

    fn click(&mut self, x: f64, y: f64, held: Held) -> &mut Self {
        self.point(x, y, held);
        let (at, project) = (self.on_screen(x, y), self.document.project().clone());
        self.session.press(&project, PlanButton::Primary, at, held);
        let effect = self.session.release(&project, at, held, 1);
        self.take(effect);
        self
    }

    fn drag(&mut self, from: (f64, f64), to: (f64, f64), held: Held) -> &mut Self {
        self.grab(from, held)
            .point((from.0 + to.0) / 2.0, (from.1 + to.1) / 2.0, held)
            .point(to.0, to.1, held);
        self.drop(to, held)
    }

    fn grab(&mut self, from: (f64, f64), held: Held) -> &mut Self {
        self.point(from.0, from.1, held);
        let (at, project) = (self.on_screen(from.0, from.1), self.document.project().clone());
        self.session.press(&project, PlanButton::Primary, at, held);
        self
    }

    fn drop(&mut self, to: (f64, f64), held: Held) -> &mut Self {
        let (at, project) = (self.on_screen(to.0, to.1), self.document.project().clone());
        let effect = self.session.release(&project, at, held, 1);
        self.take(effect);
        self
    }

    fn tool(&mut self, action: Action) -> &mut Self {
        self.session.take_tool(&self.document.project().clone(), action);
        self
    }

    fn type_text(&mut self, text: &str) -> &mut Self {
        for letter in text.chars() {
            assert!(self.session.letter(letter), "{letter} of {text}");
        }
        self.enter()
    }

    fn enter(&mut self) -> &mut Self {
        let effect = self.session.enter(&self.document.project().clone());
        self.take(effect);
        self
    }

    fn key(&mut self, key: PlanKey, held: Held) -> &mut Self {
        let effect = self.session.key(&self.document.project().clone(), key, held);
        self.take(effect);
        self
    }

    fn escape(&mut self) -> Escaped {
        let project = self.document.project().clone();
        self.session.escape(&project)
    }

    fn sheet(&self) -> Sheet {
        self.document.project().sheet(LEVEL_1).expect("the sample has it").clone()
    }

    fn chosen(&self) -> Vec<EntityId> {
        self.session.selection().ids().to_vec()
    }

    fn run(&self, id: u64) -> Run {
        self.sheet().runs.get(&RunId(id)).expect("the sample has it").as_ref().clone()
    }
}

fn run_id(id: u64) -> EntityId {
    EntityId::Run(LEVEL_1, RunId(id))
}

#[test]
fn boxes_choose_by_their_direction_and_shift_takes_away() {
    let mut desk = Desk::riverside();
    // R-11 runs from (8, 57) to (130, 84): a box over its middle crosses it and holds none of it whole.
    desk.drag((60.0, 67.5), (75.0, 60.0), NONE);
    assert!(!desk.chosen().contains(&run_id(177)), "left to right: whole only");
    desk.drag((75.0, 60.0), (60.0, 67.5), NONE);
    assert!(desk.chosen().contains(&run_id(177)), "right to left: what it touches");
    let before = desk.chosen().len();
    desk.click(96.0, 66.0, SHIFT);
    assert_eq!(desk.chosen().len(), before - 1);
    assert!(!desk.chosen().contains(&run_id(177)));
}

#[test]
fn a_second_press_at_one_place_chooses_what_lies_below() {
    let mut desk = Desk::riverside();
    desk.click(96.0, 66.0, NONE);
    assert_eq!(desk.chosen(), [run_id(177)]);
    desk.click(96.0, 66.0, NONE);
    assert!(matches!(desk.chosen()[..], [EntityId::Room(..)]), "the corridor: {:?}", desk.chosen());
    desk.click(96.0, 66.0, NONE);
    assert_eq!(desk.chosen(), [run_id(177)]);
}

#[test]
fn a_drag_is_one_step_and_escape_leaves_everything_as_it_was() {
    let mut desk = Desk::riverside();
    let before = desk.document.project().clone();
    desk.grab((96.0, 66.0), NONE).point(96.0, 74.0, NONE);
    assert_eq!(desk.escape(), Escaped::Something);
    desk.point(96.0, 78.0, NONE).drop((96.0, 78.0), NONE);
    assert_eq!(desk.document.project(), &before);
    assert!(desk.steps.is_empty());
    let path = desk.run(177).path;
    desk.grab((96.0, 66.0), NONE).point(98.0, 70.0, NONE).point(100.0, 76.0, NONE).drop((100.0, 76.0), NONE);
    assert_eq!(desk.steps, ["Move run"]);
    let moved = desk.run(177).path;
    for (from, to) in path.iter().zip(&moved) {
        assert!((to.x - from.x - 4.0).abs() < 1e-6 && (to.y - from.y - 10.0).abs() < 1e-6, "{from:?} {to:?}");
    }
    desk.document.undo();
    assert_eq!(desk.document.project(), &before);
}

#[test]
fn a_copy_has_a_tag_of_its_own() {
    let mut desk = Desk::riverside();
    desk.drag((96.0, 66.0), (96.0, 72.0), CTRL);
    assert_eq!(desk.steps, ["Copy run"]);
    let sheet = desk.sheet();
    let copy = sheet.runs.values().last().expect("copied");
    assert_eq!((sheet.runs.len(), copy.tag.as_str()), (7, "R-14"));
    assert_eq!(copy.circuits, desk.run(177).circuits);
    assert_eq!(desk.chosen(), [EntityId::Run(LEVEL_1, copy.id)]);
}

#[test]
fn m_moves_by_typed_distance_and_arrows_nudge() {
    let mut desk = Desk::riverside();
    let start = desk.run(177).path[0];
    desk.click(96.0, 66.0, NONE)
        .key(PlanKey::Letter('M'), NONE)
        .click(0.0, 60.0, NONE)
        .type_text("@1'-6\",-2'");
    let moved = desk.run(177).path[0];
    assert!((moved.x - start.x - 1.5).abs() < 1e-9 && (moved.y - start.y + 2.0).abs() < 1e-9, "{moved:?}");
    desk.key(PlanKey::Up, NONE);
    assert!((desk.run(177).path[0].y - moved.y - 0.25).abs() < 1e-9);
    desk.key(PlanKey::Left, SHIFT);
    assert!((desk.run(177).path[0].x - moved.x + 1.0).abs() < 1e-9);
    assert_eq!(desk.steps.len(), 3);
}

#[test]
fn arrows_move_the_view_while_nothing_is_chosen() {
    let mut desk = Desk::riverside();
    let before = desk.session.camera().center;
    desk.key(PlanKey::Right, NONE);
    assert!(desk.session.camera().center.x > before.x && desk.steps.is_empty());
}

#[test]
fn r_turns_a_device_where_it_stands() {
    let mut desk = Desk::riverside();
    let t1 = EntityId::Device(LEVEL_1, crate::domain::DeviceId(47));
    desk.session.select(&[t1], SelectMode::Replace);
    let device = |desk: &Desk| desk.sheet().devices[&crate::domain::DeviceId(47)].as_ref().clone();
    let before = device(&desk);
    desk.key(PlanKey::Letter('R'), NONE);
    let turned = device(&desk);
    assert_eq!((turned.at, turned.rotation_deg), (before.at, before.rotation_deg + 90.0));
    desk.key(PlanKey::Letter('R'), SHIFT);
    assert_eq!(device(&desk), before);
}

#[test]
fn deleting_what_others_hang_on_asks_first() {
    let mut desk = Desk::riverside();
    desk.click(96.0, 66.0, NONE).key(PlanKey::Delete, NONE);
    assert_eq!(desk.last.ask, Some(PlanQuestion::Delete(vec![run_id(177)])), "its circuit loses its conduit");
    assert!(desk.steps.is_empty());
    let wall = Wall {
        id: WallId(desk.document.project().next_id()),
        from: PlanPoint { x: 145.0, y: 40.0 },
        to: PlanPoint { x: 155.0, y: 40.0 },
        thickness_ft: 0.5,
        facts: crate::domain::Facts::new(),
    };
    let id = EntityId::Wall(LEVEL_1, wall.id);
    desk.document.edit("Wall", &[Edit::PutWall { sheet: LEVEL_1, wall: Box::new(wall) }]).expect("legal");
    desk.keep();
    desk.session.select(&[id], SelectMode::Replace);
    desk.key(PlanKey::Delete, NONE);
    assert_eq!(desk.steps, ["Delete wall"], "nothing hangs on it");
    assert!(desk.chosen().is_empty());
}

#[test]
fn locked_and_hidden_layers_are_not_chosen() {
    use crate::workbench::plan::{LayerState, PlanLayer};
    let mut desk = Desk::riverside();
    desk.session.layers.set(PlanLayer::Runs, LayerState { locked: true, ..LayerState::default() });
    desk.click(96.0, 66.0, NONE);
    assert!(matches!(desk.chosen()[..], [EntityId::Room(..)]));
    desk.session.layers.set(PlanLayer::Rooms, LayerState { shown: false, ..LayerState::default() });
    desk.click(96.0, 66.0, NONE);
    assert!(desk.chosen().is_empty());
}

#[test]
fn walls_follow_ortho_and_snaps_and_close() {
    let mut desk = Desk::riverside();
    desk.session.snaps.ortho = true;
    let walls = desk.sheet().walls.len();
    desk.tool(Action::PlanWall).click(145.0, 40.0, NONE).click(152.0, 40.7, NONE);
    desk.click(152.3, 46.0, NONE).click(146.0, 46.2, NONE).key(PlanKey::Letter('C'), NONE);
    let drawn: Vec<Wall> =
        desk.sheet().walls.values().skip(walls).map(|wall| wall.as_ref().clone()).collect();
    assert_eq!(drawn.len(), 4);
    assert!(drawn[..3].iter().all(|w| w.from.x == w.to.x || w.from.y == w.to.y), "{drawn:?}");
    assert_eq!(drawn[3].to, drawn[0].from, "C goes to the very first point");
    assert!(desk.session.tool().is_some_and(|tool| tool.is_idle()));
    // Shift takes ortho off for a moment.
    desk.click(145.0, 50.0, NONE).click(150.0, 52.0, SHIFT);
    let last = desk.sheet().walls.values().last().expect("drawn").as_ref().clone();
    assert!((last.to.y - 52.0).abs() < 0.1 && last.from.y != last.to.y, "{last:?}");
}

#[test]
fn tab_walks_through_the_snaps_at_hand() {
    let mut desk = Desk::riverside();
    desk.tool(Action::PlanWall).point(26.2, 69.8, NONE);
    let first = desk.session.pointer().snap.expect("a corner is near");
    let mut kinds: Vec<SnapKind> = vec![first.kind];
    let project = desk.document.project().clone();
    while desk.session.next_snap(&project) {
        let snap = desk.session.pointer().snap.expect("one of several");
        if snap == first {
            break;
        }
        assert_eq!(desk.session.pointer().at, snap.at);
        kinds.push(snap.kind);
    }
    assert!(kinds.len() > 1, "{kinds:?}");
}

#[test]
fn space_brings_the_last_tool_back_and_escape_always_gets_out() {
    let mut desk = Desk::riverside();
    desk.tool(Action::PlanWall).click(145.0, 40.0, NONE);
    assert!(desk.session.letter('1') && desk.session.letter('0'));
    assert_eq!(desk.escape(), Escaped::Something, "what is typed");
    assert_eq!(desk.session.entry().0, "");
    assert_eq!(desk.escape(), Escaped::Something, "what is drawn");
    assert_eq!(desk.session.tool_action(), Action::PlanWall);
    assert_eq!(desk.escape(), Escaped::Something, "the tool");
    assert_eq!(desk.session.tool_action(), Action::PlanSelect);
    desk.session.select(&[run_id(177)], SelectMode::Replace);
    assert_eq!(desk.escape(), Escaped::Something, "what is chosen");
    assert_eq!(desk.escape(), Escaped::Nothing);
    desk.enter();
    assert_eq!(desk.session.tool_action(), Action::PlanWall);
}

#[test]
fn what_cannot_be_read_stays_typed_with_its_reason() {
    let mut desk = Desk::riverside();
    desk.tool(Action::PlanWall);
    desk.type_text("@4,0");
    assert!(desk.session.entry().1.is_some_and(|why| why.contains("no point yet")));
    assert_eq!(desk.session.entry().0, "@4,0");
    desk.key(PlanKey::Backspace, NONE);
    assert_eq!(desk.session.entry(), ("@4,", None));
}

#[test]
fn every_object_in_view_is_reached_by_tab() {
    let mut desk = Desk::riverside();
    let all = desk.session.index().items().len();
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..all {
        desk.session.step_selection(1);
        seen.extend(desk.chosen());
    }
    assert_eq!(seen.len(), all);
    let last = desk.chosen();
    desk.session.step_selection(-1);
    desk.session.step_selection(1);
    assert_eq!(desk.chosen(), last);
}

#[test]
fn another_project_has_another_view() {
    let mut desk = Desk::riverside();
    desk.session.select(&[run_id(177)], SelectMode::Replace);
    let warehouse = Sample::Warehouse.project().expect("a sample");
    desk.session.keep(&warehouse, (2, 1), ScreenSize::default());
    assert!(desk.session.selection().is_empty());
    let sheet = desk.session.sheet(&warehouse).expect("the sample has a sheet");
    let bounds = desk.session.extents().expect("something is on it");
    assert!(geometry::holds(desk.session.camera().seen(desk.session.size()), bounds), "{}", sheet.name);
}
