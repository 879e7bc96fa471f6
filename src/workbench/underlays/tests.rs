//! Underlays of projects in memory and on disk.

use crate::document::keep_underlay;
use crate::domain::{
    Device, DeviceId, DeviceKind, Edit, Facts, Project, Sheet, SheetId, Underlay, apply_all,
};
use crate::units::{PlanPoint, VoltAmperes};
use crate::workbench::underlays::{UnderlaySession, UnderlayState};
use crate::workbench::{Command, Places, Workbench};
use std::sync::Arc;

const DRAWING: &[u8] =
    b"0\nSECTION\n2\nENTITIES\n0\nLINE\n8\nA\n10\n0\n20\n0\n11\n5\n21\n5\n0\nENDSEC\n0\nEOF\n";

fn project_on(underlay: Underlay) -> Project {
    let mut sheet = Sheet::new(SheetId(1), "Level 1");
    sheet.underlays.push(underlay);
    apply_all(&Project::named("p"), &[Edit::PutSheet(Box::new(sheet))]).expect("a sheet").0
}

#[test]
fn an_underlay_is_read_in_the_background_and_follows_the_project_to_its_file() {
    let place = tempfile::tempdir().expect("a folder");
    let mut workbench = Workbench::start(Places::below(place.path()), Arc::new(|| ()));
    let hash = keep_underlay(&place.path().join("underlays"), DRAWING, "plan.dxf").expect("kept");
    let underlay = Underlay::new("plan.dxf", hash.to_string(), 1.0);
    workbench.execute(Command::OpenUnsaved(Box::new(project_on(underlay.clone()))));
    assert_eq!(workbench.underlay(&underlay), UnderlayState::Reading);
    workbench.run_until_idle();
    let UnderlayState::Ready(read) = workbench.underlay(&underlay) else { panic!("{underlay:?}") };
    assert_eq!(read.drawing.entities.len(), 1);
    let path = place.path().join("office.ron");
    workbench.execute(Command::SaveAs { path, overwrite: false });
    workbench.run_until_idle();
    assert!(place.path().join("office.underlays").join(format!("{hash}.dxf")).is_file());
}

#[test]
fn a_missing_file_is_a_state_and_a_damaged_one_says_why() {
    let place = tempfile::tempdir().expect("a folder");
    let mut workbench = Workbench::start(Places::below(place.path()), Arc::new(|| ()));
    let missing = Underlay::new("gone.dxf", "0".repeat(32), 1.0);
    let hash = keep_underlay(&place.path().join("underlays"), b"\x89PNG\r\n", "cut.png").expect("kept");
    let damaged = Underlay::new("cut.png", hash.to_string(), 1.0);
    let mut project = project_on(missing.clone());
    let underlays = vec![missing.clone(), damaged.clone()];
    let edits = [Edit::SetUnderlays { sheet: SheetId(1), underlays }];
    project = apply_all(&project, &edits).expect("underlays").0;
    workbench.execute(Command::OpenUnsaved(Box::new(project)));
    workbench.run_until_idle();
    assert_eq!(workbench.underlay(&missing), UnderlayState::Missing);
    let UnderlayState::Failed(why) = workbench.underlay(&damaged) else { panic!("it cannot be read") };
    assert!(why.starts_with("cut.png is damaged"), "{why}");
}

/// A wall of 10 ft in inches, at a height.
fn wall_at(y: u32) -> String {
    format!(
        "0\nSECTION\n2\nHEADER\n9\n$INSUNITS\n70\n1\n0\nENDSEC\n0\nSECTION\n2\nENTITIES\n0\nLINE\n8\nA-WALL\n10\n0\n20\n{y}\n11\n120\n21\n{y}\n0\nENDSEC\n0\nEOF\n"
    )
}

/// Goes through the conversation about a file with the scale it proposes.
fn placed(workbench: &mut Workbench, path: &std::path::Path, replaces: Option<(SheetId, usize)>) {
    workbench.execute(Command::ImportUnderlay { path: path.to_owned(), replaces });
    workbench.run_until_idle();
    let incoming = workbench.incoming_underlay().cloned().expect("a file");
    workbench.execute(Command::DropIncoming);
    let project = Arc::clone(workbench.document().expect("open").project());
    let mut session = UnderlaySession::open(incoming, &project, Arc::new(|| ()));
    session.wait();
    assert_eq!(session.refusal(), None);
    let order = session.accept().expect("an order");
    workbench.execute(Command::PlaceUnderlay(Box::new(order)));
    workbench.run_until_idle();
}

#[test]
fn a_drawing_is_placed_reloaded_and_found_again() {
    let place = tempfile::tempdir().expect("a folder");
    let mut workbench = Workbench::start(Places::below(place.path().join("own")), Arc::new(|| ()));
    workbench.execute(Command::OpenUnsaved(Box::new(Project::named("p"))));
    let file = place.path().join("plan.dxf");
    std::fs::write(&file, wall_at(60)).expect("written");
    placed(&mut workbench, &file, None);
    let project = Arc::clone(workbench.document().expect("open").project());
    let sheet = project.sheets().next().expect("a new sheet");
    assert_eq!(sheet.name, "plan");
    let first = sheet.underlays.first().expect("an underlay").clone();
    assert_eq!((first.feet_per_unit, first.fade_percent), (1.0 / 12.0, 0.0));
    assert!(matches!(workbench.underlay(&first), UnderlayState::Ready(_)));
    assert!(workbench.notices().iter().any(|notice| notice.text == "1 drawn"), "{:?}", workbench.notices());

    // A device on the wall, and a person who knows the scale better.
    let mut calibrated = first.clone();
    calibrated.feet_per_unit = 0.1;
    let device = Device {
        id: DeviceId(project.next_id()),
        kind: DeviceKind::Receptacle,
        symbol: String::new(),
        at: PlanPoint { x: 3.0, y: 6.0 },
        rotation_deg: 0.0,
        load: VoltAmperes::ZERO,
        circuit: None,
        label: String::new(),
        facts: Facts::default(),
    };
    let edits = vec![
        Edit::SetUnderlays { sheet: sheet.id, underlays: vec![calibrated] },
        Edit::PutDevice { sheet: sheet.id, device: Box::new(device.clone()) },
    ];
    workbench.execute(Command::Edit { label: "Calibrate".to_owned(), edits });
    std::fs::write(&file, wall_at(90)).expect("written");
    placed(&mut workbench, &file, Some((sheet.id, 0)));
    let project = Arc::clone(workbench.document().expect("open").project());
    let underlay = project.sheet(sheet.id).and_then(|sheet| sheet.underlays.first()).expect("an underlay");
    assert_eq!(underlay.feet_per_unit, 0.1, "the calibration is kept");
    assert_ne!(underlay.content_hash, first.content_hash);
    let comparison = workbench.underlay_comparison().expect("a reload");
    assert_eq!(comparison.devices_off, [device.id]);
    assert_eq!(comparison.line(), "1 gone, 1 new; 1 device is off its wall");
    // Taken up again, only its fade changes; that is no reload.
    workbench.execute(Command::DropComparison);
    workbench.execute(Command::AdjustUnderlay(sheet.id, 0));
    workbench.run_until_idle();
    let incoming = workbench.incoming_underlay().cloned().expect("the same file");
    workbench.execute(Command::DropIncoming);
    let mut session = UnderlaySession::open(incoming, &project, Arc::new(|| ()));
    session.wait();
    assert!(session.is_adjustment() && session.changes().is_none());
    session.fade_percent = 80.0;
    let order = session.accept().expect("an order");
    workbench.execute(Command::PlaceUnderlay(Box::new(order)));
    workbench.run_until_idle();
    assert!(workbench.underlay_comparison().is_none());
    let adjusted = Arc::clone(workbench.document().expect("open").project());
    let adjusted =
        adjusted.sheet(sheet.id).and_then(|sheet| sheet.underlays.first()).expect("an underlay").clone();
    assert_eq!(adjusted, Underlay { fade_percent: 80.0, ..underlay.clone() });
    workbench.execute(Command::Undo);
    workbench.execute(Command::Undo);
    let project = Arc::clone(workbench.document().expect("open").project());
    let underlay = project.sheet(sheet.id).and_then(|sheet| sheet.underlays.first()).expect("an underlay");
    assert!(matches!(workbench.underlay(underlay), UnderlayState::Ready(_)), "the old file is still kept");
}

#[test]
fn a_missing_file_is_a_finding_until_it_is_found_again() {
    let place = tempfile::tempdir().expect("a folder");
    let mut workbench = Workbench::start(Places::below(place.path().join("own")), Arc::new(|| ()));
    let hash = crate::document::ContentHash::of(DRAWING).to_string();
    let underlay = Underlay::new("plan.dxf", hash, 1.0);
    workbench.execute(Command::OpenUnsaved(Box::new(project_on(underlay.clone()))));
    let of_file = |workbench: &Workbench| {
        let findings = &workbench.findings().expect("checked").report.findings;
        findings
            .iter()
            .find(|finding| finding.meta.name == "underlay-missing")
            .map(|finding| finding.summary())
    };
    workbench.run_until_idle();
    workbench.wait_for_findings();
    let summary = "Level 1: the file of the underlay plan.dxf is missing; relink it".to_owned();
    assert_eq!(of_file(&workbench), Some(summary));
    // The very file, from wherever it was.
    let file = place.path().join("found again.dxf");
    std::fs::write(&file, DRAWING).expect("written");
    placed(&mut workbench, &file, Some((SheetId(1), 0)));
    workbench.wait_for_findings();
    assert!(matches!(workbench.underlay(&underlay), UnderlayState::Ready(_)));
    assert_eq!(of_file(&workbench), None);
}
