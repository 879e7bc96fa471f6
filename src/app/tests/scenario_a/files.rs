//! Steps 24 and 25: out to files and back, and a process that is killed while somebody types.

use super::{button, panel, point, value};
use crate::app::testing::Window;
use crate::domain::{Circuit, CircuitId, Panel};
use crate::workbench::{Command, Export, ExportFormat};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use std::io::{BufRead as _, BufReader};
use std::process::Stdio;
use std::rc::Rc;
use std::time::{Duration, Instant};

fn circuits(panel: &Panel) -> Vec<Circuit> {
    panel.circuits_by_slot().into_iter().map(|c| Circuit { id: CircuitId(0), ..c.clone() }).collect()
}

#[test]
fn step_24_exported_files_are_written_and_the_workbook_reads_back_without_a_difference() {
    let mut window = Window::riverside();
    let folder = Rc::clone(&window.folder);
    let project = window.app().workbench().document().expect("open").project().clone();
    let panels: Vec<_> = project.panels().map(|panel| panel.id).collect();
    for (format, start) in [(ExportFormat::Pdf, &b"%PDF"[..]), (ExportFormat::Xlsx, &b"PK"[..])] {
        let path = folder.path().join(format!("riverside.{}", format.ending()));
        let (panels, path) = (panels.clone(), path.clone());
        let export = Export { format, panels, path: path.clone(), overwrite: false, underlay: false };
        window.app().workbench.execute(Command::Export(export));
        window.run();
        assert!(std::fs::read(&path).expect("written").starts_with(start));
    }
    drop(window);
    let mut reader = Window::open();
    reader.app().workbench.execute(Command::Import(folder.path().join("riverside.xlsx")));
    reader.until("· 0 errors ·");
    reader.press(Modifiers::COMMAND, Key::Enter);
    let document = reader.app().workbench().document().expect("a project is started to import into");
    let names: Vec<String> = document.project().panels().map(|panel| panel.name.clone()).collect();
    let wanted: Vec<String> = project.panels().map(|panel| panel.name.clone()).collect();
    assert_eq!(names, wanted);
    for original in project.panels() {
        let read = panel(&mut reader, &original.name);
        assert_eq!(circuits(&read), circuits(original), "{}", original.name);
        assert_eq!((read.system, read.slots, read.main), (original.system, original.slots, original.main));
    }
}

const CHILD: &str = "PHASEWRIGHT_TEST_WINDOW";

/// The window that gets killed. Run by the test below in a process of its own; by itself it only checks that it has
/// nothing to do.
#[test]
fn a_window_typed_into_until_it_is_killed() {
    let Ok(folder) = std::env::var(CHILD) else {
        assert!(std::env::var_os(CHILD).is_none());
        return;
    };
    let mut window = Window::open_in_folder(folder.as_ref());
    window.click("Open sample Riverside Office");
    point(&mut window, "LP-1 circuit 12 VA");
    for va in 1000..100_000 {
        window.type_text(&va.to_string());
        window.press(Modifiers::NONE, Key::Enter);
        window.press(Modifiers::NONE, Key::ArrowUp);
        println!("typed {va}");
    }
}

#[test]
fn step_25_a_killed_session_is_offered_and_loses_at_most_two_seconds() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut child = std::process::Command::new(std::env::current_exe().expect("this test"))
        .args([
            "--exact",
            "app::tests::scenario_a::files::a_window_typed_into_until_it_is_killed",
            "--nocapture",
        ])
        .env(CHILD, folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("starts");
    let mut typed: Vec<(Instant, u32)> = Vec::new();
    for line in BufReader::new(child.stdout.take().expect("piped")).lines() {
        if let Some(va) = line.expect("text").strip_prefix("typed ") {
            typed.push((Instant::now(), va.parse().expect("a number")));
        }
        if typed.first().is_some_and(|(start, _)| start.elapsed() > Duration::from_secs(3)) {
            break;
        }
    }
    child.kill().expect("kills");
    child.wait().expect("ends");
    let killed = Instant::now();
    let safe =
        typed.iter().rev().find(|(at, _)| killed - *at > Duration::from_secs(2)).map_or(0, |(_, va)| *va);
    assert!(safe > 0, "it typed for three seconds");

    let mut window = Window::open_in(Rc::new(folder));
    assert!(window.tells("Recover Riverside Office?"));
    window.press(Modifiers::NONE, Key::Enter);
    let recovered: u32 = value(&window, "LP-1 circuit 12 VA").replace(',', "").parse().expect("a load");
    assert!(recovered >= safe, "{recovered} VA came back, {safe} VA was typed two seconds before the end");
    assert_eq!(panel(&mut window, "LP-1").circuits().len(), 21);
    // It goes on where it ended.
    let at = window.harness.get_by_label("LP-1 circuit 12 VA").rect().center();
    window.harness.hover_at(at);
    button(&mut window, at, true);
    button(&mut window, at, false);
    window.type_text("700");
    window.press(Modifiers::NONE, Key::Enter);
    assert_eq!(value(&window, "LP-1 circuit 12 VA"), "700");
}
