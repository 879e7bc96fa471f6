//! The dialog without a display: the unit with its evidence, a check by two points, the order.

use super::UnderlayDialog;
use super::choices::feet_inches;
use crate::app::dialogs::{Dialog as _, DialogOutcome};
use crate::app::testing::harness_sized;
use crate::app::view_context::AppRequest;
use crate::domain::Project;
use crate::units::PlanPoint;
use crate::workbench::Command;
use crate::workbench::underlays::{IncomingUnderlay, ScaleChoice, UnderlayOrder};
use egui_kittest::kittest::Queryable as _;

struct Seen {
    dialog: Option<UnderlayDialog>,
    order: Option<UnderlayOrder>,
}

/// A room of 20 by 10 ft in inches with two doors of 36; the header says millimeters, and there is a picture of a program.
fn drawing() -> Vec<u8> {
    let tags = "0 SECTION|2 HEADER|9 $INSUNITS|70 4|0 ENDSEC|0 SECTION|2 ENTITIES\
        |0 LWPOLYLINE|8 A-WALL|90 4|70 1|10 0|20 0|10 240|20 0|10 240|20 120|10 0|20 120\
        |0 ARC|8 A-DOOR|10 60|20 0|40 36|50 0|51 90|0 ARC|8 A-DOOR|10 180|20 0|40 36|50 90|51 180\
        |0 OLE2FRAME|8 0|0 ENDSEC|0 EOF";
    let tag = |tag: &str| tag.trim().split_once(' ').map(|(code, value)| format!("{code}\n{value}\n"));
    tags.split('|').filter_map(tag).collect::<String>().into_bytes()
}

#[test]
fn a_drawing_is_looked_over_checked_by_a_door_and_placed() {
    let project = Project::named("p");
    let shown = project.clone();
    let mut harness = harness_sized(
        egui::vec2(1280.0, 800.0),
        Seen { dialog: None, order: None },
        move |ui, seen: &mut Seen| {
            let Some(dialog) = &mut seen.dialog else {
                let incoming =
                    IncomingUnderlay { path: "architect.dxf".into(), bytes: drawing(), replaced: None };
                let mut dialog = UnderlayDialog::new(ui.ctx(), &shown, incoming);
                dialog.session().wait();
                // The jambs of a door, as a person clicks them.
                dialog.points = vec![PlanPoint { x: 60.0, y: 0.0 }, PlanPoint { x: 96.0, y: 0.0 }];
                seen.dialog = Some(dialog);
                return;
            };
            if let DialogOutcome::Leave(requests) = dialog.show(ui.ctx(), &shown) {
                for request in requests {
                    let AppRequest::Command(Command::PlaceUnderlay(order)) = request else { continue };
                    seen.order = Some(*order);
                }
            }
        },
    );
    harness.run_ok();
    harness.run_ok();
    harness.get_by_label_contains("Header: $INSUNITS = 4, millimeters");
    harness.get_by_label_contains("36.00 units, 36 in when units are inches");
    harness.get_by_label_contains("They are 36 units apart: 3'-0\"");
    harness.get_by_label_contains("3 drawn, 1 skipped (OLE2FRAME: OLE objects of other programs)");
    harness.get_by_label("Place drawing").click();
    harness.run_ok();
    let order = harness.state().order.clone().expect("an order");
    assert_eq!((order.underlay.feet_per_unit, order.sheet), (1.0 / 12.0, None));
    let dialog = harness.state_mut().dialog.as_mut().expect("open");
    assert!(dialog.session().calibrate(PlanPoint::default(), PlanPoint { x: 72.0, y: 0.0 }, 3.0));
    assert_eq!(dialog.session().scale, ScaleChoice::Calibrated(1.0 / 24.0));
}

#[test]
fn lengths_are_written_in_feet_and_inches() {
    for (feet, words) in [
        (3.0, "3'-0\""),
        (2.5, "2'-6\""),
        (0.15625, "0'-1 7/8\""),
        (10.0 + 0.25 / 12.0, "10'-0 1/4\""),
        (1.041_666, "1'-0 1/2\""),
    ] {
        assert_eq!(feet_inches(feet), words);
    }
}
