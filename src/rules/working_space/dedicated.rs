//! PW110: nothing foreign runs through the space above a panelboard.

use crate::domain::{AreaKind, EntityId, facts};
use crate::engineering::Step;
use crate::engineering::plan_geometry::overlap;
use crate::nec::RoomKind;
use crate::nec::tables::DEDICATED_HEIGHT_FT;
use crate::rules::working_space::enclosure::Enclosure;
use crate::rules::{
    Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Subject, Threshold, Verdict, Verification,
};
use crate::units::trimmed;

pub(in crate::rules) struct DedicatedSpace;

const ABOVE: Threshold =
    Threshold { name: "height of the dedicated space", unit: "ft", value: DEDICATED_HEIGHT_FT };

const META: RuleMeta = RuleMeta {
    code: "PW110",
    name: "dedicated-space",
    family: "working_space",
    title: "Pipe or duct in the space above a panelboard",
    sections: Some(["110.26(E)"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Panel],
    checks: "Panelboards on sheets with areas of other trades: none of them lies over the footprint of the enclosure lower than 6 \
             ft above its top.",
    resolve: "Move the pipe or duct, or the panelboard.",
    not_checked: "Sheets on which nothing of other trades is drawn; a structural ceiling lower than 6 ft above the equipment, which \
                  ends the space; leak protection above it; equipment outdoors.",
    verification: Verification::Transcription,
    thresholds: &[ABOVE],
};

impl Rule for DedicatedSpace {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Panel(panel) = object else { return Verdict::NotApplicable };
        let Some((sheet, device)) = cx.panel_place(panel.id) else { return Verdict::NotApplicable };
        let foreign = || sheet.areas.values().filter(|area| area.kind == AreaKind::ForeignSystem);
        let room = sheet.room_at(device.at);
        let outdoors = room.is_some_and(|room| {
            matches!(RoomKind::from_words(&room.use_type), Some(RoomKind::Outdoors | RoomKind::Roof))
        });
        if foreign().next().is_none() || outdoors {
            return Verdict::NotApplicable;
        }
        let enclosure = match Enclosure::of(cx, panel) {
            Ok(Some(enclosure)) => enclosure,
            Ok(None) => return Verdict::NotApplicable,
            Err(missing) => return Verdict::Undetermined(missing),
        };
        // A cabinet in the wall has its footprint there.
        let footprint = enclosure.front.footprint(enclosure.depth_in.max(1.0) / 12.0);
        let mut unknown = None;
        for area in foreign().filter(|area| overlap(&footprint, &area.outline)) {
            let name =
                if area.name.is_empty() { format!("pipe or duct {}", area.id) } else { area.name.clone() };
            let is = Subject { id: EntityId::Area(sheet.id, area.id), name };
            let Some(bottom) = area.facts.number(&facts::space::UNDERSIDE) else {
                unknown = Some(Verdict::Missing { at: is, field: facts::space::UNDERSIDE.label });
                continue;
            };
            let Some(top) = panel.facts.number(&facts::space::TOP_HEIGHT) else {
                unknown = Some(Verdict::Undetermined(facts::space::TOP_HEIGHT.label));
                continue;
            };
            let needs = top + cx.threshold(META.code, &ABOVE);
            if bottom + 1e-6 >= needs {
                continue;
            }
            let [bottom, needs] = [bottom, needs].map(|feet| format!("{} ft", trimmed(feet, 2)));
            let words =
                format!("{} ft + {} ft", trimmed(top, 2), trimmed(cx.threshold(META.code, &ABOVE), 2));
            let step = Step::new("Dedicated space ends", words, &needs);
            let message = format!("pipe or duct above it at {bottom}; the dedicated space ends at {needs}");
            let verdict = Verdict::violation(message, bottom, needs, vec![step]);
            if let Verdict::Violation(mut fault) = verdict {
                fault.also.push(is);
                return Verdict::Violation(fault);
            }
        }
        unknown.unwrap_or(Verdict::Pass)
    }
}
