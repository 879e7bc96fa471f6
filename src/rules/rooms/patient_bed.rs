//! PW155: beds of patients have their receptacles, and circuits of patient care two ways back for a fault.

use crate::domain::{AreaKind, Circuit, Device, DeviceKind, Panel, Room, Sheet, facts};
use crate::engineering::Step;
use crate::nec::RoomKind;
use crate::rules::places::{places, serves_receptacles};
use crate::rules::receptacles::{NONE_DRAWN, draws_receptacles};
use crate::rules::{
    Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Threshold, Verdict, Verification,
};
use crate::units::trimmed;

pub(in crate::rules) struct PatientBed;

const GENERAL: Threshold = Threshold { name: "receptacles of a general bed", unit: "", value: 8.0 };
const CRITICAL: Threshold = Threshold { name: "receptacles of a critical bed", unit: "", value: 14.0 };
const OPERATING: Threshold = Threshold { name: "receptacles of an operating room", unit: "", value: 36.0 };

const META: RuleMeta = RuleMeta {
    code: "PW155",
    name: "patient-bed",
    family: "rooms",
    title: "Patient care space without what Article 517 asks for",
    sections: Some(["517.13; 517.18(B), 517.19(B), (C)"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Circuit, ObjectKind::Room],
    checks: "Patient rooms of hospitals and nursing homes: eight receptacles for each bed of general care, fourteen of critical care, \
             thirty-six in an operating room, a duplex counted as two. Circuits that serve receptacles there, or say that they lie \
             there: a metal raceway or cable as well as an insulated conductor as EGC.",
    resolve: "Add receptacles at the bed, or give the circuit both paths.",
    not_checked: "Which bed of a room a receptacle belongs to; branches of the essential system at the bed; hospital-grade marking; \
                  spaces where only basic care is given.",
    verification: Verification::Memory,
    thresholds: &[GENERAL, CRITICAL, OPERATING],
};

impl Rule for PatientBed {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let occupancy = cx.project.settings().facts.word(&facts::project::OCCUPANCY);
        if !matches!(occupancy, Some("hospital" | "nursing-home")) {
            return Verdict::NotApplicable;
        }
        match object {
            Object::Room(sheet, room) => beds(cx, sheet, room),
            Object::Circuit(panel, circuit) => redundant(cx, panel, circuit),
            _ => Verdict::NotApplicable,
        }
    }
}

fn beds(cx: &RuleContext<'_>, sheet: &Sheet, room: &Room) -> Verdict {
    if RoomKind::from_words(&room.use_type) != Some(RoomKind::PatientRoom) {
        return Verdict::NotApplicable;
    }
    let each = match room.facts.word(&facts::receptacles::CARE_SPACE) {
        None => return Verdict::Undetermined(facts::receptacles::CARE_SPACE.label),
        Some("general") => cx.threshold(META.code, &GENERAL),
        Some("critical") => cx.threshold(META.code, &CRITICAL),
        Some("operating") => cx.threshold(META.code, &OPERATING),
        Some(_) => return Verdict::NotApplicable,
    };
    let operating = room.facts.word(&facts::receptacles::CARE_SPACE) == Some("operating");
    let drawn = sheet.areas.values().filter(|area| {
        area.kind == AreaKind::Bed && area.outline.iter().any(|corner| corner.lies_in(&room.outline))
    });
    let beds = room.facts.number(&facts::receptacles::BEDS).unwrap_or(drawn.count() as f64);
    if beds < 1.0 && !operating {
        return Verdict::Undetermined(facts::receptacles::BEDS.label);
    }
    let said = room.facts.number(&facts::circuit::RECEPTACLES);
    if said.is_none() && !draws_receptacles(sheet) {
        return Verdict::Undetermined(NONE_DRAWN);
    }
    let has = said.unwrap_or_else(|| cx.devices_in(sheet, room).map(yokes).sum());
    let needs = if operating { each } else { each * beds };
    if has + 1e-9 >= needs {
        return Verdict::Pass;
    }
    let step =
        Step::new("Receptacles", format!("{} × {}", trimmed(each, 0), trimmed(beds.max(1.0), 0)), needs);
    let message = format!("{has} receptacles; {needs} asked for");
    Verdict::violation(message, has, format!("{needs} receptacles"), vec![step])
}

/// How many receptacles a device is.
fn yokes(device: &Device) -> f64 {
    if device.kind != DeviceKind::Receptacle {
        return 0.0;
    }
    match device.symbol.as_str() {
        "quad" | "floor-quad" => 4.0,
        symbol if symbol.starts_with("duplex") || symbol == "floor-duplex" => 2.0,
        _ => 1.0,
    }
}

fn redundant(cx: &RuleContext<'_>, panel: &Panel, circuit: &Circuit) -> Verdict {
    if !cx.is_branch(panel, circuit) || !serves_receptacles(cx, panel, circuit) {
        return Verdict::NotApplicable;
    }
    let found = places(cx, panel, circuit, |device| device.kind == DeviceKind::Receptacle);
    if !found.known.iter().any(|place| place.kind == RoomKind::PatientRoom) {
        return Verdict::NotApplicable;
    }
    match circuit.facts.yes(&facts::receptacles::REDUNDANT_EGC) {
        Some(true) => Verdict::Pass,
        None => Verdict::Undetermined(facts::receptacles::REDUNDANT_EGC.label),
        Some(false) => {
            let message = "one path back for a fault; patient care has two";
            Verdict::violation(message, "one EGC path", "two EGC paths", Vec::new())
        }
    }
}
