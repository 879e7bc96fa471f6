//! PW108: in front of a panelboard there is room to work.

use crate::domain::facts;
use crate::engineering::Step;
use crate::engineering::plan_geometry::{ClearFront, Obstacle};
use crate::nec::RoomKind;
use crate::nec::tables::{WORKING_HEIGHT_FT, WORKING_WIDTH_IN, WorkingCondition, working_depth};
use crate::rules::places::panel_volts_to_ground;
use crate::rules::working_space::enclosure::{Enclosure, obstacle, with_symbol};
use crate::rules::{
    Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Subject, Threshold, Verdict, Verification,
};
use crate::units::{Volts, trimmed};

pub(in crate::rules) struct WorkingSpace;

const WIDTH: Threshold =
    Threshold { name: "least width of working space", unit: "in", value: WORKING_WIDTH_IN };
const HEIGHT: Threshold =
    Threshold { name: "least height of working space", unit: "ft", value: WORKING_HEIGHT_FT };

const META: RuleMeta = RuleMeta {
    code: "PW108",
    name: "working-space",
    family: "working_space",
    title: "Too little room to work in front of a panelboard",
    sections: Some(["110.26(A)"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Panel],
    checks: "Panelboards of the plan: the clear depth in front of the enclosure against Table 110.26(A)(1) by voltage to ground and \
             what stands across; the clear width with that depth, as wide as the enclosure and 30 in at least, anywhere along \
             its front; the headroom of the room; doors of the enclosure that open 90°. Walls, columns, counters, furniture and \
             the middles of other equipment end the space. Only where the depth lies between the conditions is it asked what \
             surface stands across.",
    resolve: "Move what stands in the way, or the panelboard.",
    not_checked: "The size of other equipment; equipment other than panelboards; existing dwellings with less headroom; depth at \
                  sides and backs that are worked on; parts that hang into the room.",
    verification: Verification::Transcription,
    thresholds: &[WIDTH, HEIGHT],
};

impl Rule for WorkingSpace {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Panel(panel) = object else { return Verdict::NotApplicable };
        if cx.panel_place(panel.id).is_none() {
            return Verdict::NotApplicable;
        }
        if panel.facts.yes_or_assumed(&facts::space::DOORS_OPEN) == Some(false) {
            return Verdict::violation("doors of the enclosure do not open 90°", "less", "90°", Vec::new());
        }
        let enclosure = match Enclosure::of(cx, panel) {
            Ok(Some(enclosure)) => enclosure,
            Ok(None) => return Verdict::NotApplicable,
            Err(missing) => return Verdict::Undetermined(missing),
        };
        let volts = panel_volts_to_ground(panel);
        let least = |condition| working_depth(volts.0, condition).map(|depth| depth.feet);
        let depths = (
            least(WorkingCondition::NothingGrounded),
            least(WorkingCondition::Grounded),
            least(WorkingCondition::Live),
        );
        // The table ends at 1,000 V; no system of a panelboard has more.
        let (Some(one), Some(two), Some(three)) = depths else {
            return Verdict::NotApplicable;
        };
        let said = panel.facts.word(&facts::space::CONDITION).and_then(WorkingCondition::from_name);
        let clear_to = |depth_ft| enclosure.front.clear(enclosure.sheet, enclosure.device.id, depth_ft);
        let depth = clear_to(one).depth_ft;
        let needs = match (said, across(&enclosure, clear_to(one).ends_at)) {
            (Some(WorkingCondition::NothingGrounded), _) => one,
            (Some(WorkingCondition::Grounded), _) => two,
            (Some(WorkingCondition::Live), _) => three,
            (None, _) if enough(depth, three) => three,
            (None, _) if !enough(depth, one) => one,
            (None, Across::Live) => three,
            (None, Across::Grounded) => two,
            (None, Across::Other) => one,
            (None, Across::Unknown(_)) if enough(depth, two) => one,
            (None, Across::Unknown(at)) => {
                return Verdict::Missing { at, field: facts::space::GROUNDED.label };
            }
        };
        let found = clear_to(needs);
        if !enough(found.depth_ft, needs) {
            return too_little(&enclosure, &found, ("depth", found.depth_ft, needs), volts);
        }
        let wide = cx.threshold(META.code, &WIDTH).max(enclosure.width_in) / 12.0;
        if !enough(found.width_ft, wide) {
            return too_little(&enclosure, &found, ("width", found.width_ft, wide), volts);
        }
        headroom(cx, &enclosure)
    }
}

fn enough(has_ft: f64, needs_ft: f64) -> bool {
    has_ft + 1e-6 >= needs_ft
}

/// What stands across from the panelboard.
enum Across {
    Live,
    Grounded,
    Other,
    /// Nobody has said what the surface is.
    Unknown(Subject),
}

fn across(enclosure: &Enclosure<'_>, ends_at: Option<Obstacle>) -> Across {
    let sheet = enclosure.sheet;
    let Some(ends_at) = ends_at else { return Across::Other };
    let facts = match ends_at {
        Obstacle::Device(_) => return Across::Live,
        Obstacle::Wall(id) => sheet.walls.get(&id).map(|wall| &wall.facts),
        Obstacle::Area(id) => sheet.areas.get(&id).map(|area| &area.facts),
    };
    match facts.and_then(|facts| facts.yes(&facts::space::GROUNDED)) {
        Some(true) => Across::Grounded,
        Some(false) => Across::Other,
        None => Across::Unknown(obstacle(sheet, ends_at)),
    }
}

/// Returns the violation of a space that is not deep or wide enough: what, feet there are, feet it needs.
fn too_little(
    enclosure: &Enclosure<'_>,
    found: &ClearFront,
    (what, has_ft, needs_ft): (&str, f64, f64),
    volts: Volts,
) -> Verdict {
    let [has, needs] = [has_ft, needs_ft].map(|feet| format!("{} ft", trimmed(feet, 2)));
    let by = if what == "depth" { found.ends_at } else { found.narrowed_by };
    let by = by.map_or("nothing".to_owned(), |by| obstacle(enclosure.sheet, by).name);
    let at = enclosure.front.at;
    let place = format!("({}, {})", trimmed(at.x, 2), trimmed(at.y, 2));
    let step = Step::new(format!("Clear {what}"), format!("in front of {place}, up to {by}"), &has);
    let why = Step::note("Voltage to ground", format!("{volts}"));
    let message = format!("clear {what} of {has} in front; {needs} at least");
    with_symbol(enclosure, Verdict::violation(message, &has, &needs, vec![step, why]))
}

/// Judges the height of the room; outdoors there is no end to it.
fn headroom(cx: &RuleContext<'_>, enclosure: &Enclosure<'_>) -> Verdict {
    let Some(room) = enclosure.sheet.room_at(enclosure.device.at) else { return Verdict::Pass };
    if matches!(RoomKind::from_words(&room.use_type), Some(RoomKind::Outdoors | RoomKind::Roof)) {
        return Verdict::Pass;
    }
    let Some(has) = room.facts.number(&facts::space::HEADROOM) else {
        let at = Object::Room(enclosure.sheet, room).subject();
        return Verdict::Missing { at, field: facts::space::HEADROOM.label };
    };
    let needs = cx.threshold(META.code, &HEIGHT);
    if enough(has, needs) {
        return Verdict::Pass;
    }
    let [has, needs] = [has, needs].map(|feet| format!("{} ft", trimmed(feet, 2)));
    let message = format!("headroom of {has}; {needs} at least");
    with_symbol(enclosure, Verdict::violation(message, has, needs, Vec::new()))
}
