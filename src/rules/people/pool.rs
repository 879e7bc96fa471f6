//! PW156: receptacles and luminaires around a pool.

use crate::domain::{Area, AreaKind, Device, DeviceKind, EntityId, Sheet, facts};
use crate::engineering::Step;
use crate::engineering::plan_geometry::{blocked_by, distance_to, nearest_on};
use crate::nec::RoomKind;
use crate::rules::people::gfci::{circuit_has_gfci, device_has_gfci};
use crate::rules::receptacles::{circuit_of, height_ft, is_convenience};
use crate::rules::{
    Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Subject, Threshold, Verdict, Verification,
};
use crate::units::trimmed;

pub(in crate::rules) struct Pool;

const NEAREST: Threshold = Threshold { name: "nearest receptacle to a pool", unit: "ft", value: 6.0 };
const PROTECTED: Threshold = Threshold { name: "protected around a pool", unit: "ft", value: 20.0 };
const OVERHEAD: Threshold = Threshold { name: "luminaire beside a pool", unit: "ft", value: 5.0 };
const CLEAR: Threshold = Threshold { name: "height of a luminaire over a pool", unit: "ft", value: 12.0 };

const META: RuleMeta = RuleMeta {
    code: "PW156",
    name: "pool",
    family: "people",
    title: "Receptacle or luminaire too near a pool",
    sections: Some(["680.22(A), (B)"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Room, ObjectKind::Device],
    checks: "On sheets with a pool: receptacles are 6 ft or more from its edge, and protected by GFCI up to 20 ft, as a cord would lie \
             without passing a wall, a door or a window. Outdoor luminaires over it or within 5 ft are 12 ft high. A room or yard \
             around the pool of a dwelling has a receptacle between 6 and 20 ft from it.",
    resolve: "Move the receptacle or luminaire, use a GFCI, or add a receptacle.",
    not_checked: "Spas, storable pools and fountains, which have rules of their own; indoor luminaires, switches, equipment and \
                  bonding (680.26); agricultural buildings (547) and marinas (682); pools in no room or yard of the plan.",
    verification: Verification::Memory,
    thresholds: &[NEAREST, PROTECTED, OVERHEAD, CLEAR],
};

impl Rule for Pool {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        match object {
            Object::Device(sheet, device) => match device.kind {
                DeviceKind::Receptacle => receptacle(cx, sheet, device),
                DeviceKind::Luminaire => luminaire(cx, sheet, device),
                DeviceKind::Switch
                | DeviceKind::Equipment
                | DeviceKind::PanelLocation
                | DeviceKind::JunctionBox
                | DeviceKind::Disconnect
                | DeviceKind::Data
                | DeviceKind::FireAlarm => Verdict::NotApplicable,
            },
            Object::Room(sheet, room) => {
                let around = |pool: &&Area| pool.outline.iter().any(|corner| corner.lies_in(&room.outline));
                match pools(sheet).find(around) {
                    Some(pool) => has_one(cx, sheet, pool),
                    None => Verdict::NotApplicable,
                }
            }
            _ => Verdict::NotApplicable,
        }
    }
}

fn pools(sheet: &Sheet) -> impl Iterator<Item = &Area> {
    sheet.areas.values().map(AsRef::as_ref).filter(|area| area.kind == AreaKind::Pool)
}

/// Returns how far a device is from the nearest pool that a cord from it reaches without passing a wall, in feet.
fn reaches(sheet: &Sheet, device: &Device) -> Option<f64> {
    let free = pools(sheet).filter_map(|pool| {
        let edge = nearest_on(&pool.outline, device.at)?;
        blocked_by(sheet, device.at, edge).is_none().then(|| distance_to(&pool.outline, device.at))
    });
    free.min_by(f64::total_cmp)
}

fn receptacle(cx: &RuleContext<'_>, sheet: &Sheet, device: &Device) -> Verdict {
    let Some(feet) = reaches(sheet, device) else { return Verdict::NotApplicable };
    let [nearest, protected] = [&NEAREST, &PROTECTED].map(|threshold| cx.threshold(META.code, threshold));
    if feet > protected + 1e-6 {
        return Verdict::NotApplicable;
    }
    let has = format!("{} ft", trimmed(feet, 2));
    if feet + 1e-6 < nearest {
        let needs = format!("{} ft", trimmed(nearest, 2));
        let step = Step::new("Distance", "from the edge of the pool", &has);
        let message = format!("{has} from the pool; {needs} at least");
        return Verdict::violation(message, has, needs, vec![step]);
    }
    let guarded = match circuit_of(cx, device) {
        _ if device_has_gfci(device) => true,
        Some((_, circuit)) => circuit_has_gfci(circuit),
        None => return Verdict::Undetermined("circuit"),
    };
    if guarded {
        return Verdict::Pass;
    }
    let step = Step::new("Distance", "from the edge of the pool", &has);
    let message = "receptacle near a pool without GFCI protection";
    Verdict::violation(message, "no GFCI", "GFCI protection", vec![step])
}

fn luminaire(cx: &RuleContext<'_>, sheet: &Sheet, device: &Device) -> Verdict {
    let outdoors = match sheet.room_at(device.at) {
        None => true,
        Some(room) => RoomKind::from_words(&room.use_type) == Some(RoomKind::Outdoors),
    };
    let beside = cx.threshold(META.code, &OVERHEAD);
    let near = pools(sheet).any(|pool| distance_to(&pool.outline, device.at) < beside - 1e-6);
    if !outdoors || !near {
        return Verdict::NotApplicable;
    }
    let Some(height) = height_ft(device) else { return Verdict::Undetermined(facts::people::HEIGHT.label) };
    let clear = cx.threshold(META.code, &CLEAR);
    if height + 1e-6 >= clear {
        return Verdict::Pass;
    }
    let [has, needs] = [height, clear].map(|feet| format!("{} ft high", trimmed(feet, 2)));
    let message = format!("luminaire over or beside a pool is {has}; {needs} at least");
    Verdict::violation(message, has, needs, Vec::new())
}

/// Judges whether the pool of a dwelling has a receptacle around it.
fn has_one(cx: &RuleContext<'_>, sheet: &Sheet, pool: &Area) -> Verdict {
    match cx.project.settings().facts.word(&facts::project::OCCUPANCY) {
        Some("one-family" | "two-family" | "multifamily") => {}
        Some(_) => return Verdict::NotApplicable,
        None => return Verdict::of_project(facts::project::OCCUPANCY.label),
    }
    let [nearest, farthest] = [&NEAREST, &PROTECTED].map(|threshold| cx.threshold(META.code, threshold));
    let around = sheet.devices.values().any(|device| {
        let feet = distance_to(&pool.outline, device.at);
        is_convenience(cx, device)
            && (nearest - 1e-6..=farthest + 1e-6).contains(&feet)
            && nearest_on(&pool.outline, device.at)
                .is_some_and(|edge| blocked_by(sheet, device.at, edge).is_none())
    });
    if around {
        return Verdict::Pass;
    }
    let required = format!("one from {} to {} ft", trimmed(nearest, 2), trimmed(farthest, 2));
    let mut verdict = Verdict::violation("no receptacle around the pool", "none", required, Vec::new());
    if let Verdict::Violation(fault) = &mut verdict {
        let id = EntityId::Area(sheet.id, pool.id);
        fault.also.push(Subject { id, name: format!("pool {}", pool.id) });
    }
    verdict
}
