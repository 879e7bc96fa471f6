//! PW124: laundries, basements, garages and hallways of dwellings have their receptacles.

use crate::domain::{Device, Room, facts};
use crate::nec::{Edition, RoomKind};
use crate::rules::places::kind_of;
use crate::rules::rooms::outlets::{Outlet, enough, is_of_dwelling, outlets_in};
use crate::rules::{
    Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Threshold, Verdict, Verification,
};

pub(in crate::rules) struct RoomReceptacle;

const HALLWAY: Threshold = Threshold { name: "least length of a hallway", unit: "ft", value: 10.0 };
const REACH: Threshold = Threshold { name: "largest height in a garage", unit: "ft", value: 5.5 };

const META: RuleMeta = RuleMeta {
    code: "PW124",
    name: "room-receptacle",
    family: "rooms",
    title: "Room of a dwelling without its receptacles",
    sections: Some(["210.52(F) to (H)"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Room],
    checks: "Receptacles of the plan in dwelling units: one in a laundry, one in each basement, one for each vehicle bay of a \
             garage not above 5.5 ft, one in a hallway of 10 ft or more along one side. Garages and basements of multifamily \
             buildings since 2020.",
    resolve: "Place the receptacles that are missing.",
    not_checked: "Which of a garage's bays a receptacle serves; hallways with bends, whose middle line is longer than their longer \
                  side; detached garages without power; laundries shared by a building; circuits of their own (PW060).",
    verification: Verification::Transcription,
    thresholds: &[HALLWAY, REACH],
};

impl Rule for RoomReceptacle {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Room(sheet, room) = object else { return Verdict::NotApplicable };
        let kind = kind_of(sheet, room);
        let occupancy = cx.project.settings().facts.word(&facts::project::OCCUPANCY);
        let early = cx.edition < Edition::E2020 && occupancy == Some("multifamily");
        let listed = |kind: &RoomKind| match kind {
            RoomKind::Laundry => true,
            RoomKind::Basement | RoomKind::FinishedBasement | RoomKind::Garage => !early,
            RoomKind::Hallway => longer_side(room) >= cx.threshold(META.code, &HALLWAY) - 1e-6,
            _ => false,
        };
        if kind.as_ref().is_ok_and(|kind| !listed(kind)) {
            return Verdict::NotApplicable;
        }
        match is_of_dwelling(cx, sheet, room) {
            Ok(true) => {}
            Ok(false) => return Verdict::NotApplicable,
            Err(unknown) => return unknown,
        }
        let kind = match kind {
            Ok(kind) => kind,
            Err(unknown) => return unknown,
        };
        let garage = kind == RoomKind::Garage;
        let bays = room.facts.number_or_assumed(&facts::people::VEHICLE_BAYS).unwrap_or(1.0);
        let needs = if garage { bays.ceil() as usize } else { 1 };
        let most = cx.threshold(META.code, &REACH);
        let low = |device: &Device| {
            !garage || device.facts.number(&facts::people::HEIGHT).is_none_or(|feet| feet <= most)
        };
        enough(outlets_in(cx, (sheet, room), Outlet::Receptacle, low), needs, Outlet::Receptacle)
    }
}

/// Returns the longer side of the rectangle around a room, in feet.
fn longer_side(room: &Room) -> f64 {
    let span = |values: Vec<f64>| {
        let most = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let least = values.iter().copied().fold(f64::INFINITY, f64::min);
        most - least
    };
    let x = span(room.outline.iter().map(|point| point.x).collect());
    let y = span(room.outline.iter().map(|point| point.y).collect());
    x.max(y)
}
