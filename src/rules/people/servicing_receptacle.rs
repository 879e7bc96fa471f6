//! PW080: who services equipment finds a receptacle near it.

use crate::domain::{Circuit, Device, DeviceKind, LoadClass, Panel, Sheet, facts};
use crate::engineering::Step;
use crate::engineering::plan_geometry::distance_ft;
use crate::nec::{Edition, RoomKind};
use crate::rules::receptacles::{circuit_of, draws_receptacles, is_convenience};
use crate::rules::{
    Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Threshold, Verdict, Verification,
};
use crate::units::trimmed;

pub(in crate::rules) struct ServicingReceptacle;

const FARTHEST: Threshold = Threshold { name: "farthest from the equipment", unit: "ft", value: 25.0 };

const META: RuleMeta = RuleMeta {
    code: "PW080",
    name: "servicing-receptacle",
    family: "people",
    title: "No receptacle for servicing near equipment",
    sections: Some(["210.63; 210.64", "210.63", "210.63", "210.63"]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Device, ObjectKind::Panel],
    checks: "Heating, air-conditioning and refrigerating equipment of the plan: a receptacle of 125 V and 15 or 20 A within 25 ft on \
             the same sheet, on a roof for what stands on a roof, and not on the equipment's own circuit. Panelboards of the \
             plan that are service equipment, outside of one- and two-family dwellings: one within 25 ft in the same room, in 2017 \
             within 50 ft. What the equipment or its circuit says goes before the plan.",
    resolve: "Place a receptacle within 25 ft, or say that the unit has one that its disconnect leaves live.",
    not_checked: "Equipment that no plan shows; levels within a sheet other than roofs; whether the receptacle can be reached; \
                  electric baseboards; other equipment with dedicated space (210.63(B)(2)).",
    verification: Verification::Transcription,
    thresholds: &[FARTHEST],
};

const NEAR: &facts::Fact = &facts::receptacles::NEAR_RECEPTACLE;
const SERVICED: [&str; 10] = [
    "air-handler",
    "rooftop-unit",
    "heat-pump",
    "condensing-unit",
    "mini-split",
    "duct-heater",
    "unit-heater",
    "vav-box",
    "compressor-rack",
    "furnace",
];
/// In 2017 service equipment had one within as many feet.
const SERVICE_2017_FT: f64 = 50.0;

impl Rule for ServicingReceptacle {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        match object {
            Object::Device(sheet, device) if is_serviced(cx, device) => {
                let of_circuit = circuit_of(cx, device).and_then(|(_, circuit)| circuit.facts.yes(NEAR));
                let limit = cx.threshold(META.code, &FARTHEST);
                let on_roof = is_on_roof(cx, sheet, device);
                let level = |other: &Device| is_on_roof(cx, sheet, other) == on_roof;
                judge(cx, (sheet, device), device.facts.yes(NEAR).or(of_circuit), limit, level)
            }
            Object::Panel(panel) => service(cx, panel),
            _ => Verdict::NotApplicable,
        }
    }
}

fn is_serviced(cx: &RuleContext<'_>, device: &Device) -> bool {
    let cools = |(_, circuit): (&Panel, &Circuit)| match circuit.facts.word(&facts::circuit::EQUIPMENT) {
        Some(word) => word == "air-conditioning",
        None => circuit.class == LoadClass::Cooling,
    };
    device.kind == DeviceKind::Equipment
        && (SERVICED.contains(&device.symbol.as_str()) || circuit_of(cx, device).is_some_and(cools))
}

/// Returns whether a device stands on a roof: by its symbol, its room, or what its circuit says.
fn is_on_roof(cx: &RuleContext<'_>, sheet: &Sheet, device: &Device) -> bool {
    let kind = |words: &str| RoomKind::from_words(words) == Some(RoomKind::Roof);
    let said = circuit_of(cx, device).and_then(|(_, circuit)| circuit.facts.word(&facts::circuit::LOCATION));
    device.symbol == "rooftop-unit"
        || said == Some(RoomKind::Roof.name())
        || sheet.room_at(device.at).is_some_and(|room| kind(&room.use_type))
}

fn service(cx: &RuleContext<'_>, panel: &Panel) -> Verdict {
    if panel.facts.yes(&facts::distribution::SERVICE_EQUIPMENT) != Some(true) {
        return Verdict::NotApplicable;
    }
    let Some((sheet, device)) = cx.panel_place(panel.id) else { return Verdict::NotApplicable };
    match cx.project.settings().facts.word(&facts::project::OCCUPANCY) {
        Some("one-family" | "two-family") => return Verdict::NotApplicable,
        Some(_) => {}
        None => return Verdict::of_project(facts::project::OCCUPANCY.label),
    }
    let Some(room) = sheet.room_at(device.at) else { return Verdict::NotApplicable };
    if matches!(RoomKind::from_words(&room.use_type), Some(RoomKind::Outdoors | RoomKind::Roof)) {
        return Verdict::NotApplicable;
    }
    let early = cx.edition < Edition::E2020;
    let limit = if early { SERVICE_2017_FT } else { cx.threshold(META.code, &FARTHEST) };
    let in_room = |other: &Device| early || sheet.room_at(other.at).is_some_and(|of| of.id == room.id);
    judge(cx, (sheet, device), panel.facts.yes(NEAR), limit, in_room)
}

/// Judges the receptacles around a device that are in the right place.
fn judge(
    cx: &RuleContext<'_>,
    (sheet, device): (&Sheet, &Device),
    said: Option<bool>,
    limit_ft: f64,
    counts: impl Fn(&Device) -> bool,
) -> Verdict {
    let required = format!("within {} ft", trimmed(limit_ft, 2));
    match said {
        Some(true) => return Verdict::Pass,
        Some(false) => return Verdict::violation("no receptacle near it", "none", required, Vec::new()),
        None if !draws_receptacles(sheet) => return Verdict::Undetermined(NEAR.label),
        None => {}
    }
    let others = sheet.devices.values().map(AsRef::as_ref).filter(|other| {
        let own = device.circuit.is_some() && other.circuit == device.circuit;
        !own && is_convenience(cx, other) && counts(other)
    });
    let nearest = others.map(|other| distance_ft(device.at, other.at)).fold(f64::INFINITY, f64::min);
    if nearest <= limit_ft + 1e-6 {
        return Verdict::Pass;
    }
    let has = if nearest.is_finite() { format!("{} ft", trimmed(nearest, 2)) } else { "none".to_owned() };
    let step = Step::new("Nearest receptacle", "on the same level", &has);
    let message = format!("the nearest receptacle for servicing it: {has}");
    Verdict::violation(message, has, required, vec![step])
}
