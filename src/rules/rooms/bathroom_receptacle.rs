//! PW122: a bathroom of a dwelling has a receptacle, within reach of each basin that is drawn.

use crate::domain::{AreaKind, EntityId, Room, Sheet, facts};
use crate::engineering::Step;
use crate::engineering::plan_geometry::distance_to;
use crate::nec::RoomKind;
use crate::rules::places::kind_of;
use crate::rules::receptacles::is_convenience;
use crate::rules::rooms::outlets::{Outlet, enough, is_of_dwelling, outlets_in};
use crate::rules::{
    Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Subject, Threshold, Verdict, Verification,
};
use crate::units::{PlanPoint, trimmed};

pub(in crate::rules) struct BathroomReceptacle;

const FROM_BASIN: Threshold = Threshold { name: "farthest from a basin", unit: "ft", value: 3.0 };

const META: RuleMeta = RuleMeta {
    code: "PW122",
    name: "bathroom-receptacle",
    family: "rooms",
    title: "Bathroom without a receptacle",
    sections: Some(["210.52(D)"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Room],
    checks: "Whether a receptacle of the plan stands in each bathroom of a dwelling unit, or the room says how many it has; and \
             whether one is within 3 ft of the edge of each basin that is drawn.",
    resolve: "Place a receptacle within 3 ft of each basin.",
    not_checked: "Basins that are not drawn; whether the receptacle is on the wall beside the basin or in its counter.",
    verification: Verification::Transcription,
    thresholds: &[FROM_BASIN],
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
        let said = room.facts.number(&facts::circuit::RECEPTACLES).is_some();
        match enough(outlets_in(cx, (sheet, room), Outlet::Receptacle, |_| true), 1, Outlet::Receptacle) {
            Verdict::Pass if !said => at_basins(cx, sheet, room),
            other => other,
        }
    }
}

/// Judges the distance of receptacles from each basin in a room.
fn at_basins(cx: &RuleContext<'_>, sheet: &Sheet, room: &Room) -> Verdict {
    let limit = cx.threshold(META.code, &FROM_BASIN);
    let inside = |outline: &[PlanPoint]| outline.iter().any(|at| at.lies_in(&room.outline));
    let basins = sheet.areas.values().filter(|area| area.kind == AreaKind::Basin && inside(&area.outline));
    for basin in basins {
        let receptacles = cx.devices_in(sheet, room).filter(|device| is_convenience(cx, device));
        let feet =
            receptacles.map(|device| distance_to(&basin.outline, device.at)).fold(f64::INFINITY, f64::min);
        if feet <= limit + 1e-6 {
            continue;
        }
        let has = if feet.is_finite() { format!("{} ft", trimmed(feet, 2)) } else { "none".to_owned() };
        let most = format!("{} ft", trimmed(limit, 2));
        let step = Step::new("Nearest receptacle", "from the edge of the basin", &has);
        let message = format!("the receptacle nearest to a basin is at {has}; {most} at most");
        let mut verdict = Verdict::violation(message, has, most, vec![step]);
        if let Verdict::Violation(fault) = &mut verdict {
            let id = EntityId::Area(sheet.id, basin.id);
            fault.also.push(Subject { id, name: format!("basin {}", basin.id) });
        }
        return verdict;
    }
    Verdict::Pass
}
