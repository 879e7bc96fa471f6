//! PW040: the floor area of a building is no less than its plan shows.

use crate::domain::{Room, Sheet, facts};
use crate::engineering::Step;
use crate::engineering::plan_geometry::{area_ft2, ground_of, union_area_ft2};
use crate::nec::RoomKind;
use crate::rules::{
    Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Threshold, Verdict, Verification,
};
use crate::units::{PlanPoint, grouped};

pub(in crate::rules) struct AreaMethod;

const SHORT_PERCENT: Threshold = Threshold { name: "shortfall of the floor area", unit: "%", value: 2.0 };

const META: RuleMeta = RuleMeta {
    code: "PW040",
    name: "floor-area",
    family: "loads",
    title: "Floor area smaller than the plan",
    sections: Some(["220.12", "220.11", "220.5(C)", "120.5(C)"]),
    severity: Severity::Warning,
    looks_at: &[ObjectKind::Project],
    checks: "The floor area that is stated for the building against its largest sheet: the ground of its rooms with the walls around \
             them, shared ground counted once. Outdoors, roofs, attics and crawl spaces do not count, in dwellings neither garages \
             nor unfinished basements. Two in a hundred less pass.",
    resolve: "State the area by the outside dimensions of the building.",
    not_checked: "The walls of sheets with more than 150 rooms; floors on other sheets, since two sheets may show one floor: an area that is too large is not found; rooms \
                  without a use count; the area of a dwelling unit at its feeder.",
    verification: Verification::Transcription,
    thresholds: &[SHORT_PERCENT],
};

/// On sheets with more rooms the walls are left out, which makes the area a little smaller: a check takes milliseconds.
const MOST_WITH_WALLS: usize = 150;

impl Rule for AreaMethod {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Project(project) = object else { return Verdict::NotApplicable };
        let given = &project.settings().facts;
        let Some(stated) = given.number(&facts::project::FLOOR_AREA) else { return Verdict::NotApplicable };
        if project.sheets().all(|sheet| sheet.rooms.is_empty()) {
            return Verdict::NotApplicable;
        }
        let Some(occupancy) = given.word(&facts::project::OCCUPANCY) else {
            return Verdict::Undetermined(facts::project::OCCUPANCY.label);
        };
        let dwelling = matches!(occupancy, "one-family" | "two-family" | "multifamily");
        let short = cx.threshold(META.code, &SHORT_PERCENT);
        let drawn = project.sheets().map(|sheet| floor_of(sheet, dwelling, stated)).fold(0.0, f64::max);
        if stated >= drawn * (1.0 - short / 100.0) - 1e-6 {
            return Verdict::Pass;
        }
        let [has, needs] = [stated, drawn].map(|area| format!("{} ft²", grouped(area, 0)));
        let step = Step::new("Largest sheet", "rooms with the walls around them", &needs);
        let message = format!("a floor area of {has} is stated; one sheet alone shows {needs}");
        Verdict::violation(message, has, needs, vec![step])
    }
}

/// Returns the floor area of a sheet by the outsides of its walls, in square feet, or something smaller than `enough`.
fn floor_of(sheet: &Sheet, dwelling: bool, enough: f64) -> f64 {
    let counted: Vec<&Room> =
        (sheet.rooms.values().map(AsRef::as_ref)).filter(|room| counts(room, dwelling)).collect();
    let ground: Vec<Vec<PlanPoint>> = if counted.len() > MOST_WITH_WALLS {
        counted.iter().map(|room| room.outline.clone()).collect()
    } else {
        counted.iter().flat_map(|room| ground_of(sheet, room)).collect()
    };
    // Together they cover no more than one by one.
    let sum: f64 = ground.iter().map(|outline| area_ft2(outline)).sum();
    if sum <= enough { sum } else { union_area_ft2(&ground) }
}

fn counts(room: &Room, dwelling: bool) -> bool {
    match RoomKind::from_words(&room.use_type) {
        Some(RoomKind::Outdoors | RoomKind::Roof | RoomKind::Attic | RoomKind::CrawlSpace) => false,
        Some(RoomKind::Garage | RoomKind::Basement | RoomKind::Boathouse) => !dwelling,
        _ => true,
    }
}
