//! PW154: luminaires in clothes closets keep their distance from what is stored.

use crate::domain::{AreaKind, Device, DeviceKind, Sheet, facts};
use crate::engineering::Step;
use crate::engineering::plan_geometry::distance_to;
use crate::nec::RoomKind;
use crate::rules::{
    Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Threshold, Verdict, Verification,
};
use crate::units::trimmed;

pub(in crate::rules) struct ClosetLuminaire;

const SURFACE: Threshold = Threshold { name: "surface luminaire from storage", unit: "in", value: 12.0 };
const RECESSED: Threshold =
    Threshold { name: "recessed or fluorescent luminaire from storage", unit: "in", value: 6.0 };

const META: RuleMeta = RuleMeta {
    code: "PW154",
    name: "closet-luminaire",
    family: "rooms",
    title: "Luminaire too near to the storage of a closet",
    sections: Some(["410.16"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Device],
    checks: "Luminaires of the plan in closets with a storage space drawn: no lamp without an enclosure; surface-mounted \
             incandescent and LED ones 12 in from the storage, recessed and surface-mounted fluorescent ones 6 in. The kind is asked \
             only where the distance lies between.",
    resolve: "Move the luminaire, or choose another kind.",
    not_checked: "Closets without a storage space drawn; the height of the storage; luminaires listed for use in the storage space; \
                  the size of luminaires, whose middle is taken.",
    verification: Verification::Memory,
    thresholds: &[SURFACE, RECESSED],
};

const KIND: &facts::Fact = &facts::receptacles::CLOSET_LUMINAIRE;

impl Rule for ClosetLuminaire {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Device(sheet, device) = object else { return Verdict::NotApplicable };
        if device.kind != DeviceKind::Luminaire {
            return Verdict::NotApplicable;
        }
        let Some(feet) = from_storage(sheet, device) else { return Verdict::NotApplicable };
        let kind = device.facts.word(KIND);
        if kind == Some("open") {
            return Verdict::violation(
                "open lamp in a closet",
                "open lamp",
                "an enclosed light source",
                Vec::new(),
            );
        }
        let [surface, recessed] = [&SURFACE, &RECESSED].map(|threshold| cx.threshold(META.code, threshold));
        let inches = feet * 12.0;
        let needs = match kind {
            Some("surface") => surface,
            Some(_) => recessed,
            None if inches + 1e-6 >= surface => return Verdict::Pass,
            None if inches + 1e-6 < recessed => recessed,
            None => return Verdict::Undetermined(KIND.label),
        };
        if inches + 1e-6 >= needs {
            return Verdict::Pass;
        }
        let [has, needs] = [inches, needs].map(|inches| format!("{} in", trimmed(inches, 1)));
        let step = Step::new("Distance", "from the edge of the storage on the plan", &has);
        let message = format!("{has} from the storage; {needs} at least");
        Verdict::violation(message, has, needs, vec![step])
    }
}

/// Returns how far a luminaire in a closet is from the nearest storage drawn in it, in feet.
fn from_storage(sheet: &Sheet, device: &Device) -> Option<f64> {
    let room = sheet.room_at(device.at)?;
    if RoomKind::from_words(&room.use_type) != Some(RoomKind::Closet) {
        return None;
    }
    let inside = sheet.areas.values().filter(|area| {
        area.kind == AreaKind::Storage && area.outline.iter().any(|corner| corner.lies_in(&room.outline))
    });
    inside.map(|area| distance_to(&area.outline, device.at)).min_by(f64::total_cmp)
}
