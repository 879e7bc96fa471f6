//! PW109: one can get out of the working space of large equipment, by doors that open with a push.

use crate::domain::{EntityId, OpeningKind, Panel, Sheet, facts};
use crate::engineering::Step;
use crate::engineering::plan_geometry::{Front, Way, distance_to, ways_of};
use crate::nec::tables::{PANIC_HARDWARE, TWO_ENTRANCES};
use crate::rules::receptacles::DOORS;
use crate::rules::working_space::enclosure::Enclosure;
use crate::rules::{
    Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Subject, Threshold, Verdict, Verification,
};
use crate::units::{Amperes, PlanPoint, trimmed};

pub(in crate::rules) struct Egress;

const TWO_FROM_A: Threshold =
    Threshold { name: "least rating that needs two entrances", unit: "A", value: TWO_ENTRANCES.0 };
const PANIC_FROM_A: Threshold =
    Threshold { name: "least rating that needs panic hardware", unit: "A", value: PANIC_HARDWARE.0 };

const META: RuleMeta = RuleMeta {
    code: "PW109",
    name: "working-space-egress",
    family: "working_space",
    title: "No safe way out of the working space",
    sections: Some(["110.26(C)"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Panel],
    checks: "Panelboards of the plan with a bus of 800 A and more: doors of their room within 25 ft of the working space open out \
             of it and have panic hardware. From 1,200 A and wider than 6 ft: the room has two ways out, unless an exception \
             is claimed.",
    resolve: "Turn the doors and give them panic hardware; add a second entrance.",
    not_checked: "Whether the entrances are at both ends of the working space; doors that reach into each other; equipment in no \
                  room of the plan.",
    verification: Verification::Transcription,
    thresholds: &[TWO_FROM_A, PANIC_FROM_A],
};

/// The working space is taken 3 ft deep, the least there is.
const SPACE_FT: f64 = 3.0;

impl Rule for Egress {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Panel(panel) = object else { return Verdict::NotApplicable };
        let Some((sheet, device)) = cx.panel_place(panel.id) else { return Verdict::NotApplicable };
        let Some(room) = sheet.room_at(device.at) else { return Verdict::NotApplicable };
        let Some(bus) = panel.bus else { return Verdict::Undetermined("bus rating") };
        let panic_from = cx.threshold(META.code, &PANIC_FROM_A);
        if bus.0 + 1e-9 < panic_from {
            return Verdict::NotApplicable;
        }
        let enclosure = match Enclosure::of(cx, panel) {
            Ok(Some(enclosure)) => enclosure,
            Ok(None) => return Verdict::NotApplicable,
            Err(missing) => return Verdict::Undetermined(missing),
        };
        let ways = ways_of(sheet, room);
        if ways.is_empty() {
            return Verdict::Missing { at: Object::Room(sheet, room).subject(), field: DOORS };
        }
        match entrances(cx, panel, &enclosure, ways.len()) {
            Verdict::Pass => doors(&enclosure, &ways),
            fault => fault,
        }
    }
}

/// Judges the number of ways out.
fn entrances(cx: &RuleContext<'_>, panel: &Panel, enclosure: &Enclosure<'_>, ways: usize) -> Verdict {
    let bus = panel.bus.unwrap_or(Amperes(0.0));
    let excepted = panel.facts.yes_or_assumed(&facts::space::ONE_ENTRANCE) == Some(true);
    let wide_ft = enclosure.width_in / 12.0;
    if bus.0 + 1e-9 < cx.threshold(META.code, &TWO_FROM_A)
        || wide_ft <= TWO_ENTRANCES.1 + 1e-6
        || excepted
        || ways > 1
    {
        return Verdict::Pass;
    }
    let step = Step::new("Equipment", format!("{bus}, {} ft wide", trimmed(wide_ft, 2)), "two entrances");
    Verdict::violation("one way out of the room; two asked for", "1", "2 entrances", vec![step])
}

/// Judges the doors near the working space.
fn doors(enclosure: &Enclosure<'_>, ways: &[Way<'_>]) -> Verdict {
    let ahead = Front {
        at: PlanPoint {
            x: enclosure.front.at.x + enclosure.front.away.x * SPACE_FT,
            y: enclosure.front.at.y + enclosure.front.away.y * SPACE_FT,
        },
        ..enclosure.front
    };
    let space = ahead.footprint(SPACE_FT);
    let mut unknown = None;
    for way in ways.iter().filter(|way| distance_to(&space, way.at) <= PANIC_HARDWARE.1 + 1e-6) {
        let slides = match way.opening.kind {
            OpeningKind::Gap | OpeningKind::Window => continue,
            OpeningKind::SlidingDoor => true,
            OpeningKind::Door => false,
        };
        let far = format!("{} ft from the working space", trimmed(distance_to(&space, way.at), 2));
        let step = Step::new("Door", format!("at ({}, {})", trimmed(way.at.x, 2), trimmed(way.at.y, 2)), far);
        let fault = |actual: &str, required: &str| {
            let message = format!("door near the working space: {actual}; {required} asked for");
            with_door(enclosure.sheet, way, Verdict::violation(message, actual, required, vec![step.clone()]))
        };
        if way.opens_in || slides {
            return fault(if slides { "slides" } else { "opens inward" }, "opens outward");
        }
        match way.opening.facts.yes(&facts::space::PANIC_HARDWARE) {
            Some(true) => {}
            Some(false) => return fault("no panic hardware", "panic hardware"),
            None => {
                let at = door(enclosure.sheet, way);
                unknown = Some(Verdict::Missing { at, field: facts::space::PANIC_HARDWARE.label });
            }
        }
    }
    unknown.unwrap_or(Verdict::Pass)
}

fn door(sheet: &Sheet, way: &Way<'_>) -> Subject {
    let id = EntityId::Opening(sheet.id, way.opening.id);
    Subject { id, name: format!("{} {}", way.opening.kind, way.opening.id) }
}

fn with_door(sheet: &Sheet, way: &Way<'_>, verdict: Verdict) -> Verdict {
    match verdict {
        Verdict::Violation(mut fault) => {
            fault.also.push(door(sheet, way));
            Verdict::Violation(fault)
        }
        other => other,
    }
}
