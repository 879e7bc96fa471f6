//! PW121: counters of dwellings have receptacles near enough.

use crate::domain::{Area, AreaKind, Device, EntityId, Room, Sheet, facts};
use crate::engineering::Step;
use crate::engineering::plan_geometry::{area_ft2, counter_lines, distance_to, farthest};
use crate::nec::{Edition, RoomKind};
use crate::rules::places::kind_of;
use crate::rules::receptacles::{NONE_DRAWN, draws_receptacles, height_ft, is_convenience};
use crate::rules::rooms::outlets::is_of_dwelling;
use crate::rules::{
    Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Subject, Threshold, Verdict, Verification,
};
use crate::units::{PlanPoint, trimmed};

pub(in crate::rules) struct CounterSpacing;

const FARTHEST: Threshold = Threshold { name: "farthest along the counter", unit: "in", value: 24.0 };
const SHORTEST: Threshold = Threshold { name: "shortest counter", unit: "in", value: 12.0 };
const ABOVE: Threshold = Threshold { name: "largest height above the counter", unit: "in", value: 20.0 };

const META: RuleMeta = RuleMeta {
    code: "PW121",
    name: "counter-receptacle-spacing",
    family: "rooms",
    title: "Counter without its receptacles",
    sections: Some(["210.52(C)"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Room],
    checks: "Counters drawn in kitchens, dining rooms and pantries of dwellings: along the wall behind each stretch of 12 in and \
             more, between sinks and ranges, no point is more than 24 in from a receptacle 20 in above the counter at most. \
             Islands and peninsulas of 24 in by 12 in: one receptacle in 2017; in 2020 one for the first 9 ft² and one for each \
             further 18 ft²; since 2023 a receptacle or the provision for one.",
    resolve: "Place receptacles at the counter.",
    not_checked: "Ends of counters against side walls; the outer end of a peninsula; receptacles below the counter, which count \
                  only on islands before 2023; appliance garages and receptacles behind appliances.",
    verification: Verification::Transcription,
    thresholds: &[FARTHEST, SHORTEST, ABOVE],
};

/// What a kitchen without a drawn counter lacks.
const COUNTERS: &str = "counters on the plan";
/// Receptacles so far from the wall behind a counter, or from an island, are at it.
const AT_COUNTER_FT: f64 = 1.0;
/// Before 2023 receptacles of islands may be so far below the top.
const BELOW_FT: f64 = 1.0;

impl Rule for CounterSpacing {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Room(sheet, room) = object else { return Verdict::NotApplicable };
        let kind = kind_of(sheet, room);
        let listed = |kind: &RoomKind| {
            matches!(kind, RoomKind::Kitchen | RoomKind::Dining | RoomKind::FoodPreparation)
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
        let counters: Vec<&Area> =
            (sheet.areas.values().map(AsRef::as_ref)).filter(|area| is_counter_in(area, room)).collect();
        if counters.is_empty() {
            return match kind {
                RoomKind::Kitchen => Verdict::Undetermined(COUNTERS),
                _ => Verdict::NotApplicable,
            };
        }
        if !draws_receptacles(sheet) {
            return Verdict::Undetermined(NONE_DRAWN);
        }
        let devices = cx.devices_in(sheet, room);
        let receptacles: Vec<&Device> = devices.filter(|device| is_convenience(cx, device)).collect();
        let mut unknown = None;
        for counter in counters {
            let verdict = match counter.kind {
                AreaKind::Counter => along_wall(cx, (sheet, room), counter, &receptacles),
                _ => island(cx, sheet, counter, &receptacles),
            };
            match verdict {
                Verdict::Violation(_) => return verdict,
                Verdict::Pass | Verdict::NotApplicable => {}
                other => unknown = Some(other),
            }
        }
        unknown.unwrap_or(Verdict::Pass)
    }
}

fn is_counter_in(area: &Area, room: &Room) -> bool {
    let count = area.outline.len().max(1) as f64;
    let sum = area.outline.iter().fold((0.0, 0.0), |sum, at| (sum.0 + at.x, sum.1 + at.y));
    let counters = [AreaKind::Counter, AreaKind::Island, AreaKind::Peninsula];
    counters.contains(&area.kind) && PlanPoint { x: sum.0 / count, y: sum.1 / count }.lies_in(&room.outline)
}

/// Returns how high a receptacle is above a counter in feet; `None` where nobody has said and its symbol does not.
fn above_ft(counter: &Area, device: &Device) -> Option<f64> {
    let top = counter.facts.number_or_assumed(&facts::receptacles::COUNTER_HEIGHT)?;
    Some(height_ft(device)? - top)
}

fn along_wall(
    cx: &RuleContext<'_>,
    (sheet, room): (&Sheet, &Room),
    counter: &Area,
    receptacles: &[&Device],
) -> Verdict {
    let [limit, shortest, above] =
        [&FARTHEST, &SHORTEST, &ABOVE].map(|threshold| cx.threshold(META.code, threshold) / 12.0);
    let mut unknown = None;
    for line in counter_lines(sheet, room, counter) {
        if line.length_ft() + 1e-6 < shortest {
            continue;
        }
        let (mut places, mut of_unknown_height) = (Vec::new(), None);
        for device in receptacles {
            let Some((along, off)) = line.nearest(device.at).filter(|(_, off)| *off <= AT_COUNTER_FT) else {
                continue;
            };
            // Beside the stretch, across a sink, it serves another one.
            let beside = (along <= 1e-6 || along >= line.length_ft() - 1e-6) && off > AT_COUNTER_FT / 2.0;
            match above_ft(counter, device) {
                Some(feet) if !beside && (-1e-6..=above + 1e-6).contains(&feet) => places.push(along),
                Some(_) => {}
                None => of_unknown_height = Some(*device),
            }
        }
        let point = farthest(line.length_ft(), &places);
        if point.distance_ft <= limit + 1e-6 {
            continue;
        }
        if let Some(device) = of_unknown_height {
            let at = Object::Device(sheet, device).subject();
            unknown = Some(Verdict::Missing { at, field: facts::people::HEIGHT.label });
            continue;
        }
        let at = line.point_at(point.at_ft);
        let place = format!("({}, {})", trimmed(at.x, 2), trimmed(at.y, 2));
        let most = format!("{} in", trimmed(limit * 12.0, 1));
        let has = if point.distance_ft.is_finite() {
            format!("{} in", trimmed(point.distance_ft * 12.0, 1))
        } else {
            "none".to_owned()
        };
        let length = format!("{} ft", trimmed(line.length_ft(), 2));
        let steps = vec![
            Step::new("Stretch of counter", "between sinks, ranges and ends", length),
            Step::new("Farthest point", format!("at {place}, along the wall"), &has),
        ];
        let message = format!("a point of the counter has a receptacle at {has}; {most} at most");
        return with_area(sheet, counter, Verdict::violation(message, has, most, steps));
    }
    unknown.unwrap_or(Verdict::Pass)
}

fn island(cx: &RuleContext<'_>, sheet: &Sheet, island: &Area, receptacles: &[&Device]) -> Verdict {
    let lowest = if cx.edition < Edition::E2023 { -BELOW_FT } else { 0.0 };
    let above = cx.threshold(META.code, &ABOVE) / 12.0;
    let at_it = receptacles.iter().filter(|device| distance_to(&island.outline, device.at) <= AT_COUNTER_FT);
    let has = at_it
        .filter(|device| {
            above_ft(island, device).is_some_and(|feet| (lowest - 1e-6..=above + 1e-6).contains(&feet))
        })
        .count();
    let area = area_ft2(&island.outline);
    let needs = match cx.edition {
        Edition::E2017 if !is_large(island) => return Verdict::NotApplicable,
        Edition::E2017 => 1,
        Edition::E2020 => 1 + (((area - 9.0 - 1e-6) / 18.0).ceil().max(0.0) as usize),
        Edition::E2023 | Edition::E2026 => {
            return match (has, island.facts.yes(&facts::receptacles::PROVISION)) {
                (1.., _) | (_, Some(true)) => Verdict::Pass,
                (_, None) => {
                    let at = subject(sheet, island);
                    Verdict::Missing { at, field: facts::receptacles::PROVISION.label }
                }
                (_, Some(false)) => with_area(
                    sheet,
                    island,
                    Verdict::violation(
                        "neither a receptacle nor the provision for one",
                        "none",
                        "a receptacle or a provision",
                        Vec::new(),
                    ),
                ),
            };
        }
    };
    if has >= needs {
        return Verdict::Pass;
    }
    let words = format!("{} ft²", trimmed(area, 2));
    let plural = if needs == 1 { "" } else { "s" };
    let step = Step::new("Receptacles", words, needs);
    let message = format!("{has} at it; {needs} receptacle{plural} asked for");
    let required = format!("{needs} receptacle{plural}");
    with_area(sheet, island, Verdict::violation(message, has, required, vec![step]))
}

/// Whether an island or peninsula is 24 in long and 12 in wide.
fn is_large(island: &Area) -> bool {
    let span = |of: fn(&PlanPoint) -> f64| {
        let values = || island.outline.iter().map(of);
        values().fold(f64::NEG_INFINITY, f64::max) - values().fold(f64::INFINITY, f64::min)
    };
    let (x, y) = (span(|at| at.x), span(|at| at.y));
    x.max(y) + 1e-6 >= 2.0 && x.min(y) + 1e-6 >= 1.0
}

fn subject(sheet: &Sheet, area: &Area) -> Subject {
    let name = if area.name.is_empty() { format!("{} {}", area.kind, area.id) } else { area.name.clone() };
    Subject { id: EntityId::Area(sheet.id, area.id), name }
}

fn with_area(sheet: &Sheet, area: &Area, verdict: Verdict) -> Verdict {
    match verdict {
        Verdict::Violation(mut fault) => {
            fault.also.push(subject(sheet, area));
            Verdict::Violation(fault)
        }
        other => other,
    }
}
