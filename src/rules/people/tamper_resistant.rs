//! PW130: receptacles that children can reach are tamper-resistant.

use crate::domain::{Circuit, Device, DeviceKind, Panel, facts};
use crate::nec::{Edition, RoomKind};
use crate::rules::places::kind_of;
use crate::rules::{
    Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Threshold, Verdict, Verification,
};

pub(in crate::rules) struct TamperResistant;

const REACH: Threshold = Threshold { name: "height out of reach", unit: "ft", value: 5.5 };

const META: RuleMeta = RuleMeta {
    code: "PW130",
    name: "tamper-resistant",
    family: "people",
    title: "Receptacle that is not tamper-resistant",
    sections: Some(["406.12"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Device],
    checks: "Receptacles of the plan on one-pole circuits to 20 A in dwellings, dormitories, schools and child care, in places of \
             assembly, guest rooms of hotels and, since 2020, their common spaces, in offices, corridors and waiting rooms of \
             clinics, and since 2023 in nursing homes. One answer may hold for the whole building; a receptacle may say otherwise.",
    resolve: "Choose tamper-resistant receptacles.",
    not_checked: "Receptacles that the plan does not show; those in a luminaire or appliance, for an appliance that is not moved, \
                  of locking types, and of other configurations.",
    verification: Verification::Transcription,
    thresholds: &[REACH],
};

const MOST_A: f64 = 20.0;
/// Symbols of receptacles for 30 A and more.
const LARGE: [&str; 2] = ["range", "dryer"];

impl Rule for TamperResistant {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Device(sheet, device) = object else { return Verdict::NotApplicable };
        if device.kind != DeviceKind::Receptacle || LARGE.contains(&device.symbol.as_str()) {
            return Verdict::NotApplicable;
        }
        let circuit = circuit_of(cx, device);
        let large = |(_, circuit): (&Panel, &Circuit)| circuit.trip.is_some_and(|trip| trip.0 > MOST_A);
        let height = device.facts.number(&facts::people::HEIGHT);
        if circuit.is_some_and(large) || height.is_some_and(|feet| feet > cx.threshold(META.code, &REACH)) {
            return Verdict::NotApplicable;
        }
        let building = &cx.project.settings().facts;
        let throughout = building.yes(&facts::people::TAMPER_THROUGHOUT);
        let said = device.facts.yes(&facts::plan::TAMPER_RESISTANT).or(throughout);
        let Some(occupancy) = building.word(&facts::project::OCCUPANCY) else {
            return if said == Some(true) {
                Verdict::Pass
            } else {
                Verdict::of_project(facts::project::OCCUPANCY.label)
            };
        };
        match listed(occupancy, cx.edition) {
            Listed::No => return Verdict::NotApplicable,
            Listed::Throughout => {}
            Listed::In(kinds) => {
                let Some(room) = sheet.room_at(device.at) else { return Verdict::NotApplicable };
                match kind_of(sheet, room) {
                    Ok(kind) if kinds.contains(&kind) => {}
                    Ok(_) => return Verdict::NotApplicable,
                    Err(_) if said == Some(true) => return Verdict::Pass,
                    Err(unknown) => return unknown,
                }
            }
        }
        match said {
            Some(true) => Verdict::Pass,
            None => Verdict::of_project(facts::people::TAMPER_THROUGHOUT.label),
            Some(false) => Verdict::violation(
                "not tamper-resistant",
                "not tamper-resistant",
                "tamper-resistant",
                Vec::new(),
            ),
        }
    }
}

fn circuit_of<'p>(cx: &RuleContext<'p>, device: &Device) -> Option<(&'p Panel, &'p Circuit)> {
    let (panel, circuit) = device.circuit?;
    let panel = cx.project.panel(panel)?;
    Some((panel, panel.circuit(circuit)?))
}

/// Where the receptacles of a building are tamper-resistant.
enum Listed {
    No,
    Throughout,
    In(&'static [RoomKind]),
}

fn listed(occupancy: &str, edition: Edition) -> Listed {
    const GUESTS: &[RoomKind] = &[RoomKind::GuestRoom, RoomKind::Bedroom];
    const GUESTS_AND_COMMON: &[RoomKind] =
        &[RoomKind::GuestRoom, RoomKind::Bedroom, RoomKind::Hallway, RoomKind::Lobby];
    const CLINIC: &[RoomKind] = &[RoomKind::Office, RoomKind::Hallway, RoomKind::Lobby];
    match occupancy {
        "one-family" | "two-family" | "multifamily" | "dormitory" | "school" | "assembly" => {
            Listed::Throughout
        }
        "hotel" if edition >= Edition::E2020 => Listed::In(GUESTS_AND_COMMON),
        "hotel" => Listed::In(GUESTS),
        "hospital" => Listed::In(CLINIC),
        "nursing-home" if edition >= Edition::E2023 => Listed::Throughout,
        _ => Listed::No,
    }
}
