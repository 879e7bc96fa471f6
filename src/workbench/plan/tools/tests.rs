//! Placing and wiring on the office plan, by the events a person makes. Scenario A 17 without its pixels.

use crate::document::{Document, SAMPLES};
use crate::domain::{
    Device, DeviceId, DeviceKind, EntityId, Facts, Project, Sheet, SheetId, Wall, WallId, home_run_tag,
};
use crate::units::PlanPoint;
use crate::workbench::Action;
use crate::workbench::plan::{
    Held, PlanButton, PlanCamera, PlanEffect, PlanKey, PlanQuestion, PlanSession, ScreenPoint, ScreenSize,
    SelectMode,
};
use std::sync::Arc;

const SIZE: ScreenSize = ScreenSize { width: 1000.0, height: 800.0 };

/// A document and a canvas on it, 20 points to a foot around the middle of the first sheet.
struct Desk {
    document: Document,
    session: PlanSession,
    said: Vec<String>,
    asked: Vec<PlanQuestion>,
}

impl Desk {
    fn on(project: Project, middle: PlanPoint) -> Self {
        let document = Document::unsaved(project);
        let mut desk =
            Self { document, session: PlanSession::default(), said: Vec::new(), asked: Vec::new() };
        desk.session.snaps.on = false;
        desk.keep();
        desk.session.set_camera(PlanCamera { center: middle, pt_per_ft: 20.0 });
        desk
    }

    fn keep(&mut self) {
        let project = Arc::clone(self.document.project());
        self.session.keep(&project, (1, self.document.revision().0), SIZE);
    }

    fn take(&mut self, effect: PlanEffect) {
        if let Some(step) = effect.step {
            self.document.edit(step.label, &step.edits).expect("tools make legal edits");
        }
        self.said.extend(effect.say);
        self.asked.extend(effect.ask);
        self.keep();
    }

    fn screen(&self, x: f64, y: f64) -> ScreenPoint {
        self.session.camera().to_screen(SIZE, PlanPoint { x, y })
    }

    fn tool(&mut self, action: Action) {
        let project = Arc::clone(self.document.project());
        self.session.take_tool(&project, action);
    }

    fn click(&mut self, x: f64, y: f64) {
        let (project, at) = (Arc::clone(self.document.project()), self.screen(x, y));
        self.session.press(&project, PlanButton::Primary, at, Held::default());
        let effect = self.session.release(&project, at, Held::default(), 1);
        self.take(effect);
    }

    fn drag(&mut self, from: (f64, f64), to: (f64, f64)) {
        let project = Arc::clone(self.document.project());
        let (start, end) = (self.screen(from.0, from.1), self.screen(to.0, to.1));
        self.session.press(&project, PlanButton::Primary, start, Held::default());
        let moved = self.session.point(&project, end, Held::default());
        self.take(moved);
        let effect = self.session.release(&project, end, Held::default(), 1);
        self.take(effect);
    }

    fn enter(&mut self) {
        let project = Arc::clone(self.document.project());
        let effect = self.session.enter(&project);
        self.take(effect);
    }

    fn sheet(&self) -> Sheet {
        self.document.project().sheets().next().expect("a sheet").clone()
    }

    fn newest(&self) -> Device {
        self.sheet().devices.values().next_back().expect("a device").as_ref().clone()
    }
}

/// A wall from 0 to 40 ft on the x axis, half a foot thick.
fn one_wall() -> Project {
    let mut sheet = Sheet::new(SheetId(1), "E1");
    let (from, to) = (PlanPoint { x: 0.0, y: 0.0 }, PlanPoint { x: 40.0, y: 0.0 });
    let wall = Wall { id: WallId(2), from, to, thickness_ft: 0.5, facts: Facts::new() };
    sheet.walls.insert(wall.id, Arc::new(wall));
    let mut project = crate::domain::examples::two_panels();
    let edit = crate::domain::Edit::PutSheet(Box::new(sheet));
    crate::domain::apply(&mut project, &edit).expect("legal");
    project
}

fn desk() -> Desk {
    Desk::on(one_wall(), PlanPoint { x: 20.0, y: 0.0 })
}

/// The face of the wall is 0.25 ft off its middle and the symbol 0.5 ft off the face.
#[test]
fn a_receptacle_near_a_wall_snaps_to_its_face_and_turns() {
    let mut desk = desk();
    desk.tool(Action::PlanDevice);
    desk.click(10.0, 1.3);
    let above = desk.newest();
    assert_eq!((above.kind, above.symbol.as_str(), above.load.0), (DeviceKind::Receptacle, "duplex", 180.0));
    assert!((above.at.x - 10.0).abs() < 1e-9 && (above.at.y - 0.75).abs() < 1e-9, "{:?}", above.at);
    assert!(above.rotation_deg.abs() < 1e-9, "its wall is below it");
    desk.click(12.0, -1.3);
    let below = desk.newest();
    assert!((below.at.y + 0.75).abs() < 1e-9 && (below.rotation_deg - 180.0).abs() < 1e-9, "{below:?}");
    desk.click(14.0, 9.0);
    assert_eq!(desk.newest().at, PlanPoint { x: 14.0, y: 9.0 }, "far from walls it stands free");
    assert_eq!(desk.document.undo_len(), 3, "each press is a step");
}

/// From 5 to 35 ft every 6 ft: 5, 11, 17, 23, 29, 35.
#[test]
fn a_drag_along_a_wall_places_a_row_in_one_step() {
    let mut desk = desk();
    desk.tool(Action::PlanDevice);
    desk.drag((5.0, 1.0), (35.0, -2.0));
    let at: Vec<(f64, f64)> = desk.sheet().devices.values().map(|d| (d.at.x, d.at.y)).collect();
    assert_eq!(at.len(), 6);
    for ((x, y), wanted) in at.into_iter().zip([5.0, 11.0, 17.0, 23.0, 29.0, 35.0]) {
        assert!((x - wanted).abs() < 1e-6 && (y - 0.75).abs() < 1e-9, "{x}, {y}");
    }
    assert_eq!(desk.document.undo_len(), 1);
    // Chosen together, C asks for their circuit.
    desk.tool(Action::PlanSelect);
    let ids: Vec<DeviceId> = desk.sheet().devices.keys().copied().collect();
    let entities: Vec<EntityId> = ids.iter().map(|id| EntityId::Device(SheetId(1), *id)).collect();
    desk.session.select(&entities, SelectMode::Replace);
    let project = Arc::clone(desk.document.project());
    let effect = desk.session.key(&project, PlanKey::Letter('C'), Held::default());
    desk.take(effect);
    let wanted = ids.into_iter().map(|id| (SheetId(1), id)).collect();
    assert_eq!(desk.asked, [PlanQuestion::Circuit(wanted)]);
}

#[test]
fn symbols_are_found_by_words_and_escape_always_gets_out() {
    let mut desk = desk();
    desk.tool(Action::PlanDevice);
    desk.session.set_option("Symbol", "troffer 2x4").expect("there is one");
    desk.click(10.0, 10.0);
    assert_eq!((desk.newest().symbol.as_str(), desk.newest().load.0), ("troffer-2x4", 50.0));
    assert!(desk.session.set_option("Symbol", "zzz").is_err());
    assert!(desk.session.set_option("Every", "1000'").is_err());
    let project = Arc::clone(desk.document.project());
    let (from, to) = (desk.screen(5.0, 5.0), desk.screen(20.0, 5.0));
    desk.session.press(&project, PlanButton::Primary, from, Held::default());
    desk.session.point(&project, to, Held::default());
    desk.session.escape(&project);
    let effect = desk.session.release(&project, to, Held::default(), 1);
    desk.take(effect);
    assert_eq!(desk.sheet().devices.len(), 1, "the row was dropped");
    desk.session.escape(&project);
    assert_eq!(desk.session.tool_action(), Action::PlanSelect);
}

#[test]
fn a_panel_is_placed_once_and_then_moved() {
    let mut desk = desk();
    desk.tool(Action::PlanPanel);
    desk.click(10.0, 1.0);
    assert_eq!((desk.newest().kind, desk.newest().label.as_str()), (DeviceKind::PanelLocation, "LP-1"));
    desk.click(20.0, 1.0);
    assert_eq!(desk.newest().label, "EM-1", "the next that stands nowhere");
    desk.click(30.0, 1.0);
    assert_eq!(desk.sheet().devices.len(), 2);
    assert!(desk.said.iter().any(|line| line.starts_with("Every panel stands")), "{:?}", desk.said);
    desk.session.set_option("Panel", "lp-1").expect("a name");
    desk.click(30.0, 1.0);
    let places: Vec<f64> = desk.sheet().devices.values().map(|device| device.at.x.round()).collect();
    assert_eq!(places, [30.0, 20.0]);
}

/// On the office plan: from a receptacle of LP-1/1 by a corner to LP-1.
#[test]
fn a_home_run_takes_the_circuit_of_its_device_and_ends_at_the_panel() {
    let sample = SAMPLES.iter().find(|sample| sample.id == "riverside-office").expect("shipped");
    let project = sample.project().expect("reads");
    let sheet = project.sheets().next().expect("a sheet").clone();
    let lp = project.panel_named("LP-1").expect("there").id;
    let of_lp =
        |d: &&Arc<Device>| d.kind == DeviceKind::Receptacle && d.circuit.is_some_and(|(p, _)| p == lp);
    let from = sheet.devices.values().find(of_lp).expect("a receptacle").clone();
    let board = sheet.devices.values().find(|d| d.kind == DeviceKind::PanelLocation && d.label == "LP-1");
    let to = board.expect("LP-1 stands on the plan").at;
    let mut desk = Desk::on(project, from.at);
    desk.tool(Action::PlanHomeRun);
    desk.click(from.at.x, from.at.y);
    desk.session.set_camera(PlanCamera { center: to, pt_per_ft: 20.0 });
    desk.click(to.x, from.at.y);
    desk.click(to.x, to.y);
    let made = desk.sheet().runs.values().next_back().expect("a run").clone();
    assert_eq!(made.circuits, from.circuit.into_iter().collect::<Vec<_>>());
    assert_eq!((made.path.first(), made.path.last()), (Some(&from.at), Some(&to)));
    let label = desk.document.log().last().expect("a step").label.clone();
    let circuits = home_run_tag(desk.document.project(), &made.circuits);
    assert_eq!(label, format!("Draw home run {} {circuits}", made.tag));
    assert!(!sheet.runs.values().any(|run| run.tag == made.tag), "a tag of its own");
    // A run between devices ends with Enter.
    desk.tool(Action::PlanWire);
    desk.click(to.x + 2.0, to.y + 2.0);
    desk.click(to.x + 6.0, to.y + 2.0);
    desk.enter();
    assert_eq!(desk.sheet().runs.len(), sheet.runs.len() + 2);
}
