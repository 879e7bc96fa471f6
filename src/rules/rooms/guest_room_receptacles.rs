//! PW126: guest rooms of hotels and sleeping rooms of dormitories have two receptacles at least.

use crate::domain::facts;
use crate::nec::RoomKind;
use crate::rules::places::kind_of;
use crate::rules::rooms::outlets::{Outlet, enough, outlets_in};
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct GuestRoomReceptacles;

const META: RuleMeta = RuleMeta {
    code: "PW126",
    name: "guest-room-receptacles",
    family: "rooms",
    title: "Guest room with too few receptacles",
    sections: Some(["210.60"; 4]),
    severity: Severity::Warning,
    looks_at: &[ObjectKind::Room],
    checks: "Receptacles of the plan in guest rooms of hotels and sleeping rooms of dormitories: two at least.",
    resolve: "Place receptacles as in a dwelling, two of them readily accessible.",
    not_checked: "The spacing along walls (210.52(A)); which of them furniture hides; bathrooms and cooking in suites.",
    verification: Verification::Memory,
    thresholds: &[],
};

const LEAST: usize = 2;

impl Rule for GuestRoomReceptacles {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Room(sheet, room) = object else { return Verdict::NotApplicable };
        let kind = kind_of(sheet, room);
        let guests = |kind: &RoomKind| matches!(kind, RoomKind::GuestRoom | RoomKind::Bedroom);
        if kind.as_ref().is_ok_and(|kind| !guests(kind)) {
            return Verdict::NotApplicable;
        }
        match cx.project.settings().facts.word(&facts::project::OCCUPANCY) {
            Some("hotel" | "dormitory") => {}
            Some(_) => return Verdict::NotApplicable,
            None => return Verdict::of_project(facts::project::OCCUPANCY.label),
        }
        if let Err(unknown) = kind {
            return unknown;
        }
        enough(outlets_in(cx, (sheet, room), Outlet::Receptacle, |_| true), LEAST, Outlet::Receptacle)
    }
}
