//! File actions by menu, key and picker, in a folder of their own.

use super::picker::{Answer, Pick, PickRequest, Picker};
use crate::app::testing::Window;
use crate::domain::{Edit, ProjectInfo};
use crate::workbench::{Action, Command, Question};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// A person who always does the same, and what was asked.
#[derive(Clone)]
struct Person {
    does: Pick,
    asked: Rc<RefCell<Vec<PickRequest>>>,
}

impl Picker for Person {
    fn pick(&self, request: &PickRequest, answer: Answer) {
        self.asked.borrow_mut().push(request.clone());
        answer(self.does.clone());
    }
}

fn seat(window: &mut Window, does: Pick) -> Rc<RefCell<Vec<PickRequest>>> {
    let asked = Rc::default();
    window.app().filing.picker = Box::new(Person { does, asked: Rc::clone(&asked) });
    asked
}

fn chooses(window: &mut Window, name: &str) -> PathBuf {
    let path = window.folder.path().join(name);
    seat(window, Pick::Chosen(path.clone()));
    path
}

/// Makes one edit.
fn rename(window: &mut Window, name: &str) {
    let info = ProjectInfo { name: name.to_owned(), ..ProjectInfo::default() };
    window
        .app()
        .workbench
        .execute(Command::Edit { label: "Rename the project".to_owned(), edits: vec![Edit::SetInfo(info)] });
    window.run();
}

fn name_in(path: &Path) -> String {
    crate::document::read_project(path).expect("reads").0.info().name.clone()
}

#[test]
fn save_asks_for_a_name_once_and_then_writes_without_asking() {
    let mut window = Window::riverside();
    let asked = seat(&mut window, Pick::Cancelled);
    window.press(Modifiers::COMMAND, Key::S);
    assert_eq!(asked.borrow()[0].file_name, "riverside_office.ron");
    assert!(asked.borrow()[0].save);
    assert_eq!(window.app().workbench().path(), None, "cancelled");
    let path = chooses(&mut window, "mine.ron");
    window.press(Modifiers::COMMAND, Key::S);
    assert_eq!(name_in(&path), "Riverside Office");
    assert!(window.shows("Saved"));
    rename(&mut window, "Mine");
    assert!(window.shows("Not saved"));
    let asked = seat(&mut window, Pick::Cancelled);
    window.choose("File", "Save");
    assert!(asked.borrow().is_empty(), "it has a name already");
    assert_eq!(name_in(&path), "Mine");
    assert!(window.app().workbench().settings().recent.iter().any(|file| file.path == path));
}

#[test]
fn closing_with_edits_asks_and_each_answer_does_what_it_says() {
    let mut window = Window::riverside();
    rename(&mut window, "Edited");
    window.press(Modifiers::COMMAND, Key::W);
    assert!(window.shows("Save changes to Edited?"));
    window.click("Cancel");
    assert_eq!(window.project_name().as_deref(), Some("Edited"));
    let path = chooses(&mut window, "edited.ron");
    window.choose("File", "Close project");
    window.click("Save");
    assert_eq!(window.project_name(), None, "closed after saving");
    assert_eq!(name_in(&path), "Edited");
    window.app().workbench.execute(Command::Open(path.clone()));
    window.run();
    rename(&mut window, "Again");
    window.press(Modifiers::COMMAND, Key::W);
    window.click("Don't save");
    assert_eq!(window.project_name(), None);
    assert_eq!(name_in(&path), "Edited", "the file is as it was");
    let folder = Rc::clone(&window.folder);
    drop(window);
    let mut window = Window::open_in(folder);
    assert_eq!(window.app().workbench().question(), None, "nothing is offered for recovery");
}

#[test]
fn a_cancelled_picker_keeps_the_project_open() {
    let mut window = Window::riverside();
    rename(&mut window, "Edited");
    seat(&mut window, Pick::Cancelled);
    window.press(Modifiers::COMMAND, Key::W);
    window.press(Modifiers::NONE, Key::Enter);
    assert_eq!(window.project_name().as_deref(), Some("Edited"));
    assert!(window.app().filing.waiting.is_none());
}

#[test]
fn an_untouched_copy_of_a_sample_closes_without_a_question() {
    let mut window = Window::riverside();
    window.press(Modifiers::COMMAND, Key::W);
    assert_eq!(window.project_name(), None);
    assert!(window.shows("Open sample Riverside Office"));
}

#[test]
fn the_cross_of_the_window_asks_before_edits_are_lost() {
    let mut window = Window::riverside();
    rename(&mut window, "Edited");
    let close = |window: &mut Window| {
        let viewport = window.harness.input_mut().viewports.entry(egui::ViewportId::ROOT).or_default();
        viewport.events.push(egui::ViewportEvent::Close);
        window.harness.step();
        let output = window.harness.output().viewport_output.get(&egui::ViewportId::ROOT).cloned();
        output.map(|output| output.commands).unwrap_or_default()
    };
    assert!(close(&mut window).contains(&egui::ViewportCommand::CancelClose));
    window.harness.input_mut().viewports.entry(egui::ViewportId::ROOT).or_default().events.clear();
    window.run();
    assert!(window.shows("Save changes to Edited?"));
    window.click("Don't save");
    assert!(window.app().filing.may_quit);
    assert!(!close(&mut window).contains(&egui::ViewportCommand::CancelClose));
    assert_eq!(window.project_name(), None, "its journal ended in order");
}

#[test]
fn a_schedule_that_is_opened_goes_to_the_import_dialog() {
    let mut window = Window::riverside();
    let path = chooses(&mut window, "load_list.csv");
    std::fs::write(&path, "Ckt,Description,VA,Poles,Trip\n1,LIGHTS,1200,1,20\n2,PLUGS,900,1,20\n")
        .expect("writes");
    window.press(Modifiers::COMMAND, Key::O);
    assert!(window.app().dialog.is_some(), "the import dialog");
    assert_eq!(window.project_name().as_deref(), Some("Riverside Office"), "the project stays open");
}

#[test]
fn a_desktop_without_file_dialogs_gets_one_of_ours() {
    let mut window = Window::riverside();
    seat(&mut window, Pick::NoDialog);
    window.press(Modifiers::COMMAND, Key::S);
    assert!(window.shows("Save as"));
    let path = window.folder.path().join("typed.ron");
    window.press(Modifiers::COMMAND, Key::A);
    window.type_text(&path.display().to_string());
    window.press(Modifiers::NONE, Key::Enter);
    assert_eq!(name_in(&path), "Riverside Office");
    rename(&mut window, "Other");
    window.choose("File", "Save as…");
    window.press(Modifiers::COMMAND, Key::A);
    window.type_text(&window.folder.path().join("taken.ron").display().to_string());
    std::fs::write(window.folder.path().join("taken.ron"), "precious").expect("writes");
    window.press(Modifiers::NONE, Key::Enter);
    assert!(window.shows("Replace taken.ron?"));
    window.press(Modifiers::NONE, Key::Escape);
    let kept = std::fs::read_to_string(window.folder.path().join("taken.ron")).expect("reads");
    assert_eq!(kept, "precious");
}

#[test]
fn every_export_writes_a_file_of_its_kind_with_a_sensible_name() {
    let mut window = Window::riverside();
    for (action, ending, start) in [
        (Action::ExportCsv, "csv", &b""[..]),
        (Action::ExportXlsx, "xlsx", &b"PK"[..]),
        (Action::ExportPdf, "pdf", &b"%PDF"[..]),
    ] {
        let path = window.folder.path().join(format!("out.{ending}"));
        let asked = seat(&mut window, Pick::Chosen(path.clone()));
        window.act(action);
        window.click("Choose file…");
        assert_eq!(asked.borrow()[0].file_name, format!("riverside_office.{ending}"));
        let bytes = std::fs::read(&path).expect("written");
        assert!(bytes.starts_with(start) && bytes.len() > 200, "{ending}");
        assert!(
            window.app().workbench().notices().iter().any(|n| n.text.contains(&path.display().to_string()))
        );
    }
    for (action, name) in [
        (Action::ExportCalculations, "riverside_office_calculations.pdf"),
        (Action::ExportReview, "riverside_office_review.pdf"),
    ] {
        let path = window.folder.path().join(name);
        let asked = seat(&mut window, Pick::Chosen(path.clone()));
        window.act(action);
        assert_eq!(asked.borrow()[0].file_name, name);
        assert!(std::fs::read(&path).expect("written").starts_with(b"%PDF"));
    }
    let asked = seat(&mut window, Pick::Cancelled);
    window.act(Action::ExportPdf);
    window.click("LP-1 only");
    window.click("Choose file…");
    assert_eq!(asked.borrow()[0].file_name, "riverside_office_lp-1.pdf");
}

/// Scenario A 24: the plan goes out as PDF, SVG and DXF and the take-off as a workbook, from the File menu.
#[test]
fn the_plan_and_its_take_off_go_out_from_the_menu() {
    let mut window = Window::riverside();
    for (row, name, start) in [
        ("Export plan as PDF…", "plan.pdf", &b"%PDF"[..]),
        ("Export plan as SVG…", "plan.svg", &b"<"[..]),
        ("Export plan as DXF…", "plan.dxf", &b"  0"[..]),
        ("Export take-off as Excel…", "takeoff.xlsx", &b"PK"[..]),
        ("Export take-off as CSV…", "takeoff.csv", &b"\xEF\xBB\xBF"[..]),
    ] {
        let path = chooses(&mut window, name);
        window.choose("File", row);
        let bytes = std::fs::read(&path).unwrap_or_else(|why| panic!("{row}: {why}"));
        assert!(bytes.starts_with(start) && bytes.len() > 500, "{row}");
    }
    let dxf = std::fs::read_to_string(window.folder.path().join("plan.dxf")).expect("text");
    for words in ["E-POWR", "E-CIRC-IDEN", "R-11 LP-1/5", "PW-DUPLEX", "OFFICE 101"] {
        assert!(dxf.contains(words), "{words}");
    }
    let svg = std::fs::read_to_string(window.folder.path().join("plan.svg")).expect("text");
    assert!(svg.contains("Level 1") && svg.contains("Riverside Office"));
}

#[test]
fn what_cannot_be_opened_is_told_with_line_and_field_and_nothing_is_lost() {
    let mut window = Window::riverside();
    let path = chooses(&mut window, "strange.ron");
    let text = crate::document::to_text(window.app().workbench().document().expect("open").project())
        .expect("has a text");
    let strange = text.replacen("name: \"Riverside Office\"", "nmae: \"Riverside Office\"", 1);
    assert_ne!(strange, text);
    std::fs::write(&path, &strange).expect("writes");
    window.press(Modifiers::COMMAND, Key::O);
    assert!(window.shows("strange.ron was not opened"));
    assert!(window.tells("field `nmae`") && window.tells("line "), "names line and field");
    window.press(Modifiers::NONE, Key::Escape);
    assert_eq!(window.project_name().as_deref(), Some("Riverside Office"));
    assert_eq!(std::fs::read_to_string(&path).expect("there"), strange, "not touched");
    let cut = &text[..text.len() / 2];
    std::fs::write(&path, cut).expect("writes");
    std::fs::write(crate::document::backup_path(&path), &text).expect("writes");
    window.press(Modifiers::COMMAND, Key::O);
    assert!(window.tells("cut short at line"));
    window.click("Open the backup");
    assert_eq!(window.app().workbench().path(), Some(crate::document::backup_path(&path).as_path()));
}

#[test]
fn a_project_open_elsewhere_is_read_only_and_can_be_saved_elsewhere() {
    let mut window = Window::riverside();
    let path = chooses(&mut window, "shared.ron");
    window.press(Modifiers::COMMAND, Key::S);
    let mut other = Window::open_in(Rc::new(tempfile::tempdir().expect("a folder")));
    other.app().workbench.execute(Command::Open(path.clone()));
    other.run();
    assert!(other.shows("Opened read-only"));
    rename(&mut other, "Theirs");
    other.press(Modifiers::COMMAND, Key::S);
    assert!(matches!(other.app().workbench().question(), Some(Question::Failed { .. })));
    let theirs = chooses(&mut other, "theirs.ron");
    other.press(Modifiers::NONE, Key::Enter);
    assert_eq!(name_in(&theirs), "Theirs");
    assert_eq!(name_in(&path), "Riverside Office");
    assert!(!other.shows("Opened read-only"));
}

#[test]
fn a_new_project_starts_with_the_panel_of_the_preset() {
    let mut window = Window::riverside();
    window.press(Modifiers::COMMAND, Key::N);
    window.type_text("Suite 12");
    window.harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "Panel name").focus();
    window.run();
    window.press(Modifiers::COMMAND, Key::A);
    window.type_text("LP-2");
    window.press(Modifiers::COMMAND, Key::Enter);
    assert_eq!(window.project_name().as_deref(), Some("Suite 12"));
    let project = window.app().workbench().document().expect("open").project().clone();
    let panel = project.panel_named("LP-2").expect("named so");
    assert_eq!((panel.slots, panel.circuits().len()), (42, 0));
}

#[test]
fn recent_files_that_are_gone_say_so_and_can_be_removed() {
    let mut window = Window::riverside();
    let path = chooses(&mut window, "gone.ron");
    window.press(Modifiers::COMMAND, Key::S);
    window.press(Modifiers::COMMAND, Key::W);
    assert!(window.shows("Open Riverside Office"));
    std::fs::remove_file(&path).expect("it is there");
    let folder = Rc::clone(&window.folder);
    drop(window);
    let mut window = Window::open_in(folder);
    assert!(window.shows("Riverside Office, missing"));
    window.click("Remove Riverside Office from the list");
    assert!(!window.shows("Riverside Office, missing"));
    assert!(window.app().workbench().settings().recent.is_empty());
}
