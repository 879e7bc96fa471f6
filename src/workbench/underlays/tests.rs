//! Underlays of projects in memory and on disk.

use crate::document::keep_underlay;
use crate::domain::{Edit, Project, Sheet, SheetId, Underlay, apply_all};
use crate::workbench::underlays::UnderlayState;
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
