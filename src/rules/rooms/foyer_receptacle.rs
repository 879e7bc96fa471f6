//! PW125: a large foyer of a dwelling has a receptacle in each wall.

use crate::domain::{Room, Sheet};
use crate::engineering::Step;
use crate::engineering::plan_geometry::{WallLine, area_ft2};
use crate::nec::RoomKind;
use crate::rules::places::kind_of;
use crate::rules::receptacles::{DOORS, NONE_DRAWN, WALLS, draws_receptacles, is_convenience};
use crate::rules::rooms::outlets::is_of_dwelling;
use crate::rules::{
    Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Threshold, Verdict, Verification,
};
use crate::units::trimmed;

pub(in crate::rules) struct FoyerReceptacle;

const LARGE: Threshold = Threshold { name: "largest foyer without receptacles", unit: "ft²", value: 60.0 };
const SHORTEST: Threshold = Threshold { name: "shortest wall space of a foyer", unit: "ft", value: 3.0 };

const META: RuleMeta = RuleMeta {
    code: "PW125",
    name: "foyer-receptacle",
    family: "rooms",
    title: "Large foyer without a receptacle in each wall",
    sections: Some(["210.52(I)"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Room],
    checks: "Foyers of dwellings over 60 ft², within their walls: each wall space of 3 ft and more, around corners and between doors, \
             has a receptacle.",
    resolve: "Place a receptacle in the wall space named.",
    not_checked: "Windows beside doors that reach the floor, unless drawn as openings; foyers that are part of a hallway.",
    verification: Verification::Transcription,
    thresholds: &[LARGE, SHORTEST],
};

/// A receptacle so far from a wall is not in it.
const IN_WALL_FT: f64 = 1.0;

impl Rule for FoyerReceptacle {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Room(sheet, room) = object else { return Verdict::NotApplicable };
        // A room of unknown use is asked for it by rules that more rooms hang on.
        if kind_of(sheet, room).ok() != Some(RoomKind::Foyer) {
            return Verdict::NotApplicable;
        }
        match is_of_dwelling(cx, sheet, room) {
            Ok(true) => judge(cx, sheet, room),
            Ok(false) => Verdict::NotApplicable,
            Err(unknown) => unknown,
        }
    }
}

fn judge(cx: &RuleContext<'_>, sheet: &Sheet, room: &Room) -> Verdict {
    let line = WallLine::of(sheet, room);
    if area_ft2(&line.clear) <= cx.threshold(META.code, &LARGE) + 1e-6 {
        return Verdict::NotApplicable;
    }
    if !line.has_walls {
        return Verdict::Undetermined(WALLS);
    }
    if !line.has_way_in {
        return Verdict::Undetermined(DOORS);
    }
    if !draws_receptacles(sheet) {
        return Verdict::Undetermined(NONE_DRAWN);
    }
    let shortest = cx.threshold(META.code, &SHORTEST);
    let receptacles: Vec<_> =
        cx.devices_in(sheet, room).filter(|device| is_convenience(cx, device)).collect();
    for space in line.spaces.iter().filter(|space| space.length_ft() + 1e-6 >= shortest) {
        let near = |at| space.nearest(at).is_some_and(|(_, off)| off <= IN_WALL_FT + 1e-6);
        if receptacles.iter().any(|device| near(device.at)) {
            continue;
        }
        let length = format!("{} ft", trimmed(space.length_ft(), 2));
        let middle = space.point_at(space.length_ft() / 2.0);
        let place = format!("around ({}, {})", trimmed(middle.x, 2), trimmed(middle.y, 2));
        let message = format!("a wall space of {length} has no receptacle");
        let step = Step::new("Wall space", place, &length);
        return Verdict::violation(message, "none", "a receptacle", vec![step]);
    }
    Verdict::Pass
}
