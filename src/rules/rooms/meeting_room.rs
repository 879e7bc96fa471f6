//! PW127: meeting rooms have receptacles in their walls and, where they are wide, in the floor.

use crate::domain::{Room, Sheet, facts};
use crate::engineering::Step;
use crate::engineering::plan_geometry::{WallLine, area_ft2};
use crate::nec::RoomKind;
use crate::rules::places::kind_of;
use crate::rules::receptacles::{DOORS, NONE_DRAWN, WALLS, draws_receptacles, is_convenience};
use crate::rules::{
    Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Threshold, Verdict, Verification,
};
use crate::units::{PlanPoint, trimmed};

pub(in crate::rules) struct MeetingRoom;

const LARGEST: Threshold = Threshold { name: "largest meeting room", unit: "ft²", value: 1000.0 };
const FLOOR_FROM: Threshold =
    Threshold { name: "floor area of one floor outlet", unit: "ft²", value: 215.0 };
const WALL_FT: Threshold = Threshold { name: "wall of one receptacle", unit: "ft", value: 12.0 };

const META: RuleMeta = RuleMeta {
    code: "PW127",
    name: "meeting-room",
    family: "rooms",
    title: "Meeting room with too few receptacles",
    sections: Some(["210.71", "210.65", "210.65", "210.65"]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Room],
    checks: "Meeting rooms to 1,000 ft² outside of dwellings: as many receptacles as 210.52(A) would ask for along their fixed walls, \
             one for each 12 ft or less of a wall space of 2 ft and more; and of rooms 12 ft long in any direction and 215 ft² \
             large a floor outlet 6 ft from the walls for each 215 ft² or major part of it.",
    resolve: "Add receptacles; in the walls they may stand wherever they are wanted.",
    not_checked: "Rooms that partitions can join; floor outlets for other than receptacles.",
    verification: Verification::Memory,
    thresholds: &[LARGEST, FLOOR_FROM, WALL_FT],
};

/// Wall spaces shorter than this ask for nothing.
const SHORTEST_FT: f64 = 2.0;
/// Rooms shorter than this in both directions need no floor outlet.
const LONG_FT: f64 = 12.0;
/// Floor outlets are as far from the walls.
const FROM_WALL_FT: f64 = 6.0;

impl Rule for MeetingRoom {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Room(sheet, room) = object else { return Verdict::NotApplicable };
        match kind_of(sheet, room) {
            Ok(RoomKind::MeetingRoom) => {}
            // A room of unknown use is asked for it by rules that more rooms hang on.
            Ok(_) | Err(_) => return Verdict::NotApplicable,
        }
        match cx.project.settings().facts.word(&facts::project::OCCUPANCY) {
            Some("one-family" | "two-family" | "multifamily") => return Verdict::NotApplicable,
            Some(_) => {}
            None => return Verdict::of_project(facts::project::OCCUPANCY.label),
        }
        let line = WallLine::of(sheet, room);
        let area = area_ft2(&line.clear);
        if area > cx.threshold(META.code, &LARGEST) + 1e-6 {
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
        judge(cx, (sheet, room), &line, area)
    }
}

fn judge(cx: &RuleContext<'_>, (sheet, room): (&Sheet, &Room), line: &WallLine, area: f64) -> Verdict {
    let devices = cx.devices_in(sheet, room).filter(|device| is_convenience(cx, device));
    let off_walls = |at: PlanPoint| {
        let near = line.spaces.iter().filter_map(|space| space.nearest(at));
        near.map(|(_, off)| off).fold(f64::INFINITY, f64::min)
    };
    let (floor, wall): (Vec<f64>, Vec<f64>) =
        devices.map(|device| off_walls(device.at)).partition(|off| *off + 1e-6 >= FROM_WALL_FT);
    let each = cx.threshold(META.code, &WALL_FT);
    let lengths: Vec<f64> = line
        .spaces
        .iter()
        .map(|space| space.length_ft())
        .filter(|feet| *feet + 1e-6 >= SHORTEST_FT)
        .collect();
    let needs: usize = lengths.iter().map(|feet| ((feet - 1e-6) / each).ceil() as usize).sum();
    if wall.len() < needs {
        let words: Vec<String> = lengths.iter().map(|feet| format!("{} ft", trimmed(*feet, 2))).collect();
        let step = Step::new("Wall spaces", words.join(", "), format!("{needs} receptacles"));
        let message = format!("{} receptacles at the walls; {needs} asked for", wall.len());
        let required = format!("{needs} at the walls");
        return Verdict::violation(message, wall.len(), required, vec![step]);
    }
    let large = cx.threshold(META.code, &FLOOR_FROM);
    if longest(&line.clear) + 1e-6 < LONG_FT || area + 1e-6 < large {
        return Verdict::Pass;
    }
    // A part of less than half asks for none.
    let needs = ((area / large) - 0.5 - 1e-9).ceil() as usize;
    if floor.len() >= needs {
        return Verdict::Pass;
    }
    let step =
        Step::new("Floor outlets", format!("{} ft² ÷ {} ft²", trimmed(area, 1), trimmed(large, 1)), needs);
    let message = format!("{} outlets in the floor; {needs} asked for", floor.len());
    Verdict::violation(message, floor.len(), format!("{needs} in the floor"), vec![step])
}

/// Returns the longer side of the rectangle around a room, in feet.
fn longest(outline: &[PlanPoint]) -> f64 {
    let span = |of: fn(&PlanPoint) -> f64| {
        let values = || outline.iter().map(of);
        values().fold(f64::NEG_INFINITY, f64::max) - values().fold(f64::INFINITY, f64::min)
    };
    span(|at| at.x).max(span(|at| at.y))
}
