//! The schedule as a person meets it, found by what a screen reader says; no display.

use crate::app::tabs::PanelScheduleTab;
use crate::app::testing::harness_sized;
use crate::app::theme::Tokens;
use crate::app::view_context::{AppRequest, Requests, Tab, ViewContext};
use crate::domain::{CircuitField, Edit, PanelId, Project, Slot, System, examples};
use crate::workbench::panel_life::new_panel;
use crate::workbench::schedule::{GridKey, Typed, lp1_presses};
use crate::workbench::{Action, Command, Workbench};
use egui::{Key, Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

/// A tab on a workbench.
struct Shown {
    workbench: Workbench,
    tab: PanelScheduleTab,
    actions: Vec<Action>,
}

impl Shown {
    fn frame(&mut self, ui: &mut egui::Ui) {
        let project = self.workbench.document().expect("open").project().clone();
        let tokens = Tokens::of(ui.ctx());
        let view = ViewContext {
            workbench: &self.workbench,
            project: &project,
            panel: Some(PanelId(1)),
            tokens: &tokens,
            now: 0.0,
        };
        let mut out = Requests::default();
        self.tab.ui(ui, &view, &mut out);
        for request in out.take() {
            match request {
                AppRequest::Command(command) => self.workbench.execute(command),
                AppRequest::Action(action) => self.actions.push(action),
                _ => {}
            }
        }
    }

    fn act(&mut self, ctx: &egui::Context, action: Action) {
        let project = self.workbench.document().expect("open").project().clone();
        let tokens = Tokens::dark();
        let view = ViewContext {
            workbench: &self.workbench,
            project: &project,
            panel: Some(PanelId(1)),
            tokens: &tokens,
            now: 0.0,
        };
        let mut out = Requests::default();
        self.tab.act(action, ctx, &view, &mut out);
        for request in out.take() {
            if let AppRequest::Command(command) = request {
                self.workbench.execute(command);
            }
        }
    }
}

struct Desk {
    harness: Harness<'static, Shown>,
}

impl Desk {
    fn new(project: Project, size: egui::Vec2) -> Self {
        let mut workbench = Workbench::default();
        workbench.execute(Command::OpenUnsaved(Box::new(project)));
        let shown = Shown { workbench, tab: PanelScheduleTab::default(), actions: Vec::new() };
        let mut harness = harness_sized(size, shown, |ui, shown: &mut Shown| shown.frame(ui));
        harness.run();
        Self { harness }
    }

    fn office() -> Self {
        Self::new(examples::two_panels(), vec2(1000.0, 900.0))
    }

    fn project(&self) -> Project {
        self.harness.state().workbench.document().expect("open").project().as_ref().clone()
    }

    fn value(&self, label: &str) -> String {
        self.harness.get_by_label(label).value().unwrap_or_default()
    }

    fn click(&mut self, label: &str) {
        let rect = self.harness.get_by_label(label).rect();
        self.harness.hover_at(rect.center());
        self.button(rect.center(), true);
        self.button(rect.center(), false);
    }

    fn button(&mut self, pos: egui::Pos2, pressed: bool) {
        let button = egui::PointerButton::Primary;
        self.harness.event(egui::Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE });
        self.harness.run();
    }

    fn type_text(&mut self, text: &str) {
        for c in text.chars() {
            self.harness.event(egui::Event::Text(c.to_string()));
        }
        self.harness.run();
    }

    fn press(&mut self, key: Key) {
        self.harness.key_press(key);
        self.harness.run();
    }
}

#[test]
fn an_expression_changes_load_and_score_and_undo_brings_them_back() {
    let mut desk = Desk::office();
    assert_eq!(desk.value("LP-1 circuit 12 VA"), "600");
    assert!(desk.harness.query_by_label("Score 0.551, below target").is_some());
    desk.click("LP-1 circuit 12 VA");
    desk.type_text("=3*180");
    desk.press(Key::Enter);
    assert_eq!(desk.value("LP-1 circuit 12 VA"), "540");
    // C falls by 60 VA: 1 − (15,720 − 8,600) / 15,720.
    assert!(desk.harness.query_by_label("Score 0.547, below target").is_some());
    desk.harness.state_mut().workbench.execute(Command::Undo);
    desk.harness.run();
    assert_eq!(desk.value("LP-1 circuit 12 VA"), "600");
    assert!(desk.harness.query_by_label("Score 0.551, below target").is_some());
}

#[test]
fn the_cell_under_the_cursor_has_the_focus() {
    let mut desk = Desk::office();
    assert!(desk.harness.get_by_label("LP-1 circuit 1 description").is_focused());
    desk.press(Key::ArrowDown);
    desk.press(Key::Tab);
    assert!(desk.harness.get_by_label("LP-1 circuit 3 class").is_focused());
}

#[test]
fn typing_in_the_open_cell_can_be_edited_and_cancelled() {
    let mut desk = Desk::office();
    desk.click("LP-1 circuit 12 VA");
    desk.type_text("54");
    desk.press(Key::Backspace);
    desk.type_text("9");
    let typed = desk.harness.state().tab.grid().and_then(|g| g.editing()).map(|e| e.text.clone());
    assert_eq!(typed.as_deref(), Some("59"));
    desk.press(Key::Escape);
    assert_eq!(desk.value("LP-1 circuit 12 VA"), "600");
    assert!(desk.harness.get_by_label("LP-1 circuit 12 VA").is_focused());
    // In place, the caret moves: 600 → 6500.
    desk.press(Key::F2);
    desk.press(Key::ArrowLeft);
    desk.press(Key::ArrowLeft);
    desk.type_text("5");
    desk.press(Key::Enter);
    assert_eq!(desk.value("LP-1 circuit 12 VA"), "6,500");
}

#[test]
fn a_drag_shows_what_it_would_do_and_escape_leaves_everything() {
    let mut desk = Desk::office();
    let before = desk.project();
    let from = desk.harness.get_by_label("LP-1 circuit 13 number").rect().center();
    let to = desk.harness.get_by_label("LP-1 circuit 5 number").rect().center();
    desk.harness.hover_at(from);
    desk.button(from, true);
    desk.harness.hover_at(from + vec2(0.0, -30.0));
    desk.harness.run();
    desk.harness.hover_at(to);
    desk.harness.run();
    // A loses 2,040 VA and gains 900: 14,580, 10,600, 9,800.
    assert!(desk.harness.query_by_label("Score 0.672, below target").is_some());
    assert!(desk.harness.query_by_label("Phase A, 14,580 VA, 121.5 A").is_some());
    assert_eq!(desk.project(), before);
    desk.press(Key::Escape);
    assert!(desk.harness.query_by_label("Score 0.551, below target").is_some());
    desk.button(to, false);
    assert_eq!(desk.project(), before);
    // The same drag, dropped.
    desk.harness.hover_at(from);
    desk.button(from, true);
    desk.harness.hover_at(from + vec2(0.0, -30.0));
    desk.harness.run();
    desk.harness.hover_at(to);
    desk.harness.run();
    desk.button(to, false);
    let project = desk.project();
    let panel = project.panel(PanelId(1)).expect("LP-1");
    let at = |slot| panel.circuit_at(Slot(slot)).map(|c| c.description.as_str());
    assert_eq!((at(5), at(13)), (Some("LTG OFFICE 120V"), Some("RECEPT CONF 110")));
}

#[test]
fn a_taken_slot_is_offered_around() {
    let mut desk = Desk::office();
    let before = desk.project();
    desk.click("LP-1 circuit 18 poles");
    desk.type_text("2");
    assert!(desk.harness.query_by_label("Move 20 EF-1/EF-2 to 28, 30, 32").is_some());
    desk.press(Key::Escape);
    assert_eq!(desk.project(), before);
    assert!(desk.harness.query_by_label("Move 20 EF-1/EF-2 to 28, 30, 32").is_none());
    desk.type_text("2");
    desk.click("Move 20 EF-1/EF-2 to 28, 30, 32");
    let project = desk.project();
    let panel = project.panel(PanelId(1)).expect("LP-1");
    assert_eq!(panel.circuit_at(Slot(20)).map(|c| c.description.as_str()), Some("LTG STORAGE"));
    assert_eq!(panel.circuits().len(), 21);
}

#[test]
fn unreadable_text_stays_in_the_cell() {
    let mut desk = Desk::office();
    desk.click("LP-1 circuit 12 VA");
    desk.type_text("20x4");
    desk.press(Key::Enter);
    assert_eq!(desk.value("LP-1 circuit 12 VA"), "20x4");
    let project = desk.project();
    let circuit = project.panel(PanelId(1)).and_then(|p| p.circuit_at(Slot(12))).expect("there").clone();
    assert_eq!(circuit.unread.get(&CircuitField::Load).map(String::as_str), Some("20x4"));
}

#[test]
fn lp1_is_typed_through_the_painted_grid() {
    let mut project = Project::named("Typed");
    let panel = new_panel(&project, "LP-1", System::Wye208, 42);
    crate::domain::apply(&mut project, &Edit::AddPanel(Box::new(panel))).expect("new");
    let mut desk = Desk::new(project, vec2(1000.0, 900.0));
    for typed in lp1_presses() {
        match typed {
            Typed::Text(text) => {
                for c in text.chars() {
                    desk.harness.event(egui::Event::Text(c.to_string()));
                }
            }
            Typed::CtrlHome => desk.harness.key_press_modifiers(Modifiers::COMMAND, Key::Home),
            Typed::Key(GridKey::Tab) => desk.harness.key_press(Key::Tab),
            Typed::Key(GridKey::End) => desk.harness.key_press(Key::End),
            Typed::Key(GridKey::Enter) => desk.harness.key_press(Key::Enter),
            Typed::Key(GridKey::Down) => desk.harness.key_press(Key::ArrowDown),
            Typed::Key(other) => unreachable!("the script has no {other:?}"),
        }
    }
    desk.harness.run();
    let project = desk.project();
    let typed = project.panel(PanelId(1)).expect("LP-1");
    let lines = |panel: &crate::domain::Panel| -> Vec<String> {
        let line = |c: &&crate::domain::Circuit| {
            format!("{} {} {:?} {:?} {} {}", c.slot, c.poles, c.trip, c.load, c.class, c.description)
        };
        panel.circuits_by_slot().iter().map(line).collect()
    };
    assert_eq!(lines(typed), lines(&examples::lp1()));
}

#[test]
fn narrow_windows_and_large_panels_are_drawn() {
    let mut project = Project::named("Large");
    let panel = new_panel(&project, "HP-1", System::Wye480, 84);
    crate::domain::apply(&mut project, &Edit::AddPanel(Box::new(panel))).expect("new");
    for size in [vec2(1400.0, 1400.0), vec2(800.0, 700.0), vec2(600.0, 480.0)] {
        let mut desk = Desk::new(project.clone(), size);
        desk.harness.get_by_label("HP-1 circuit 1 description");
        desk.harness.key_press_modifiers(Modifiers::COMMAND, Key::Home);
        desk.harness.run();
        assert!(desk.harness.get_by_label("HP-1 circuit 2 description").is_focused(), "{size:?}");
    }
}

#[test]
fn actions_reach_the_selected_circuits() {
    let mut desk = Desk::office();
    desk.click("LP-1 circuit 13 number");
    let ctx = desk.harness.ctx.clone();
    desk.harness.state_mut().act(&ctx, Action::ToggleLock);
    desk.harness.state_mut().act(&ctx, Action::MoveDown);
    desk.harness.run();
    let project = desk.project();
    let circuit = project.panel(PanelId(1)).and_then(|p| p.circuit_at(Slot(13))).expect("locked, so there");
    assert!(circuit.locked);
    let notices = desk.harness.state().workbench.notices();
    assert!(notices.iter().any(|notice| notice.text == "13 LTG OFFICE 120V is locked"));
}

/// At 200 % a window of 1280 × 800 has 302 points left for the pane: rows come first there.
#[test]
fn a_low_pane_leaves_rows_to_work_in() {
    use crate::app::theme::height;
    for pane in (302..1200).step_by(10) {
        let pane = pane as f32;
        let around = super::header::height_in(pane)
            + super::footer::height_in(pane)
            + super::live_strip::height_in(pane);
        let rows = (pane - around - height::TABLE_HEAD - 24.0) / 24.0;
        assert!(rows >= 5.0, "{rows} rows in {pane}");
    }
}
