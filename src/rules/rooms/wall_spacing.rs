//! PW119: along the walls of a dwelling's rooms no point is far from a receptacle.

use crate::domain::{Device, Room, Sheet, facts};
use crate::engineering::Step;
use crate::engineering::plan_geometry::{Farthest, WallLine, WallSpace, farthest};
use crate::nec::RoomKind;
use crate::rules::places::kind_of;
use crate::rules::receptacles::{DOORS, NONE_DRAWN, WALLS, draws_receptacles, height_ft, is_convenience};
use crate::rules::rooms::outlets::is_of_dwelling;
use crate::rules::{
    Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Threshold, Verdict, Verification,
};
use crate::units::trimmed;

pub(in crate::rules) struct WallSpacing;

const FARTHEST: Threshold = Threshold { name: "farthest along the wall", unit: "ft", value: 6.0 };
const SHORTEST: Threshold = Threshold { name: "shortest wall space", unit: "ft", value: 2.0 };
const REACH: Threshold = Threshold { name: "largest height", unit: "ft", value: 5.5 };
const FLOOR: Threshold = Threshold { name: "farthest from the wall in the floor", unit: "in", value: 18.0 };

const META: RuleMeta = RuleMeta {
    code: "PW119",
    name: "wall-receptacle-spacing",
    family: "rooms",
    title: "Wall too far from a receptacle",
    sections: Some(["210.52(A)"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Room],
    checks: "Kitchens, dining, living and bedrooms, offices and finished basements of dwellings: along the floor line of each wall \
             space of 2 ft and more, around corners, no point is more than 6 ft from a receptacle of that space. Doors, gaps, \
             columns, cabinets, counters and other things that stand there for good part wall spaces; windows do not. Receptacles \
             over 5.5 ft do not count, nor those farther than 18 in from the wall.",
    resolve: "Place a receptacle at the point named.",
    not_checked: "Fireplaces and fixed panels of sliding doors, unless drawn as areas; railings; receptacles in cabinets or \
                  luminaires; which receptacles are behind furniture.",
    verification: Verification::Transcription,
    thresholds: &[FARTHEST, SHORTEST, REACH, FLOOR],
};

impl Rule for WallSpacing {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Room(sheet, room) = object else { return Verdict::NotApplicable };
        let kind = kind_of(sheet, room);
        if kind.as_ref().is_ok_and(|kind| !is_spaced(*kind)) {
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
        judge(cx, sheet, room)
    }
}

const fn is_spaced(kind: RoomKind) -> bool {
    use RoomKind as Place;
    matches!(
        kind,
        Place::Kitchen
            | Place::Dining
            | Place::Living
            | Place::Bedroom
            | Place::Office
            | Place::FinishedBasement
    )
}

fn judge(cx: &RuleContext<'_>, sheet: &Sheet, room: &Room) -> Verdict {
    if !draws_receptacles(sheet) {
        return Verdict::Undetermined(NONE_DRAWN);
    }
    let line = WallLine::of(sheet, room);
    if !line.has_walls {
        return Verdict::Undetermined(WALLS);
    }
    if !line.has_way_in {
        return Verdict::Undetermined(DOORS);
    }
    let (mut here, mut unknown) = (Vec::new(), None);
    for device in cx.devices_in(sheet, room).filter(|device| is_convenience(cx, device)) {
        match height_ft(device) {
            Some(feet) if feet <= cx.threshold(META.code, &REACH) + 1e-6 => here.push(device),
            Some(_) => {}
            None => {
                let at = Object::Device(sheet, device).subject();
                unknown = Some(Verdict::Missing { at, field: facts::people::HEIGHT.label });
            }
        }
    }
    let limit = cx.threshold(META.code, &FARTHEST);
    match worst(cx, &line.spaces, &here) {
        Some((space, point)) if point.distance_ft > limit + 1e-6 => {
            // One of unknown height could be the one that is missing.
            unknown.unwrap_or_else(|| too_far(space, point, limit))
        }
        _ => Verdict::Pass,
    }
}

/// Returns the point of all wall spaces that is farthest from a receptacle of its space.
fn worst<'s>(
    cx: &RuleContext<'_>,
    spaces: &'s [WallSpace],
    receptacles: &[&Device],
) -> Option<(&'s WallSpace, Farthest)> {
    let from_wall = cx.threshold(META.code, &FLOOR) / 12.0;
    let mut places: Vec<Vec<f64>> = vec![Vec::new(); spaces.len()];
    for device in receptacles {
        let near = spaces.iter().map(|space| space.nearest(device.at)).enumerate();
        let near = near.filter_map(|(at, found)| found.map(|(along, off)| (at, along, off)));
        let Some((at, along, off)) = near.min_by(|a, b| a.2.total_cmp(&b.2)) else { continue };
        if let Some(places) = places.get_mut(at).filter(|_| off <= from_wall + 1e-6) {
            places.push(along);
        }
    }
    let shortest = cx.threshold(META.code, &SHORTEST);
    let long = spaces.iter().zip(places).filter(|(space, _)| space.length_ft() + 1e-6 >= shortest);
    let points = long.map(|(space, places)| (space, farthest(space.length_ft(), &places)));
    points.max_by(|a, b| a.1.distance_ft.total_cmp(&b.1.distance_ft))
}

fn too_far(space: &WallSpace, point: Farthest, limit_ft: f64) -> Verdict {
    let length = format!("{} ft", trimmed(space.length_ft(), 2));
    let at = space.point_at(point.at_ft);
    let place = format!("({}, {})", trimmed(at.x, 2), trimmed(at.y, 2));
    let most = format!("{} ft", trimmed(limit_ft, 2));
    if point.distance_ft.is_infinite() {
        let step = Step::new("Wall space", format!("around {place}"), &length);
        let message = format!("a wall space of {length} has no receptacle");
        return Verdict::violation(message, "none", format!("a receptacle within {most}"), vec![step]);
    }
    let far = format!("{} ft", trimmed(point.distance_ft, 2));
    let steps = vec![
        Step::new("Wall space", "between doors and cabinets", &length),
        Step::new("Farthest point", format!("at {place}, along the floor"), &far),
    ];
    let message = format!("a point of the wall is {far} from a receptacle; {most} at most");
    Verdict::violation(message, far, most, steps)
}
