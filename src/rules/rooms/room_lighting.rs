//! PW128: rooms of dwellings have a lighting outlet.

use crate::domain::{Device, facts};
use crate::nec::{Edition, RoomKind};
use crate::rules::places::kind_of;
use crate::rules::rooms::outlets::{Outlet, enough, is_of_dwelling, outlets_in};
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct RoomLighting;

const META: RuleMeta = RuleMeta {
    code: "PW128",
    name: "room-lighting",
    family: "rooms",
    title: "Room of a dwelling without a lighting outlet",
    sections: Some(["210.70(A)"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Room],
    checks: "Whether a luminaire of the plan stands in each habitable room, kitchen, bathroom, hallway, stairs, garage, basement, \
             attic and utility room of a dwelling unit, since 2023 in each laundry. In habitable rooms a switched receptacle \
             does as well.",
    resolve: "Place a lighting outlet, or say of a receptacle that a wall switch controls it.",
    not_checked: "The wall switch at the entrance, three-way switches of stairs, lights outside of entrances; attics and basements \
                  that hold neither equipment nor storage.",
    verification: Verification::Transcription,
    thresholds: &[],
};

impl Rule for RoomLighting {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Room(sheet, room) = object else { return Verdict::NotApplicable };
        let kind = kind_of(sheet, room);
        if kind.as_ref().is_ok_and(|kind| !is_lit(*kind, cx.edition)) {
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
        let switched = |device: &Device| device.facts.yes(&facts::people::SWITCHED) == Some(true);
        if is_habitable(kind) && cx.devices_in(sheet, room).any(switched) {
            return Verdict::Pass;
        }
        enough(outlets_in(cx, (sheet, room), Outlet::Lighting, |_| true), 1, Outlet::Lighting)
    }
}

fn is_habitable(kind: RoomKind) -> bool {
    use RoomKind as Room;
    matches!(kind, Room::Living | Room::Dining | Room::Bedroom | Room::Office | Room::FinishedBasement)
}

fn is_lit(kind: RoomKind, edition: Edition) -> bool {
    use RoomKind as Room;
    let others = matches!(
        kind,
        Room::Kitchen
            | Room::Bathroom
            | Room::Hallway
            | Room::Foyer
            | Room::Stairs
            | Room::Garage
            | Room::Basement
            | Room::Attic
            | Room::MechanicalRoom
    );
    is_habitable(kind) || others || (kind == Room::Laundry && edition >= Edition::E2023)
}
