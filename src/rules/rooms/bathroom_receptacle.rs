//! PW122: a bathroom of a dwelling has a receptacle.

use crate::nec::RoomKind;
use crate::rules::places::kind_of;
use crate::rules::rooms::outlets::{Outlet, enough, is_of_dwelling, outlets_in};
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct BathroomReceptacle;

const META: RuleMeta = RuleMeta {
    code: "PW122",
    name: "bathroom-receptacle",
    family: "rooms",
    title: "Bathroom without a receptacle",
    sections: Some(["210.52(D)"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Room],
    checks: "Whether a receptacle of the plan stands in each bathroom of a dwelling unit, or the room says how many it has.",
    resolve: "Place a receptacle within 3 ft of each basin.",
    not_checked: "Where the basins are: the distance of 3 ft, and one receptacle for basins far apart.",
    verification: Verification::Transcription,
    thresholds: &[],
};

impl Rule for BathroomReceptacle {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Room(sheet, room) = object else { return Verdict::NotApplicable };
        let kind = kind_of(sheet, room);
        if kind.as_ref().is_ok_and(|kind| *kind != RoomKind::Bathroom) {
            return Verdict::NotApplicable;
        }
        match is_of_dwelling(cx, sheet, room) {
            Ok(true) => {}
            Ok(false) => return Verdict::NotApplicable,
            Err(unknown) => return unknown,
        }
        if let Err(unknown) = kind {
            return unknown;
        }
        enough(outlets_in(sheet, room, Outlet::Receptacle, |_| true), 1, Outlet::Receptacle)
    }
}
