//! PW120: small-appliance circuits feed kitchens and dining rooms only, and a kitchen has two of them.

use crate::domain::{Circuit, Device, DeviceKind, EntityId, Panel, Room, Sheet, facts};
use crate::nec::RoomKind;
use crate::rules::places::kind_of;
use crate::rules::{
    Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Subject, Verdict, Verification,
};
use std::collections::BTreeSet;

pub(in crate::rules) struct SmallApplianceUse;

const META: RuleMeta = RuleMeta {
    code: "PW120",
    name: "small-appliance-use",
    family: "branch_circuits",
    title: "Small-appliance circuit elsewhere, or a kitchen on one of them",
    sections: Some(["210.52(B)"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Circuit, ObjectKind::Room],
    checks: "Circuits marked as small-appliance circuits of a dwelling: their outlets on the plan, or the location given, are in \
             kitchens, pantries, breakfast and dining rooms only. Kitchens with a receptacle on one of them: the receptacles \
             hang on two at least.",
    resolve: "Move the outlet to another circuit, or spread the kitchen's receptacles over two.",
    not_checked: "Circuits that are not marked, or have neither outlets on the plan nor a location; which receptacles are at the \
                  counter; clocks and the ignition of gas ranges, which are permitted and are in the kitchen.",
    verification: Verification::Transcription,
    thresholds: &[],
};

/// Rooms that share the circuits and are no kind of their own.
const ALSO: [&str; 2] = ["pantry", "breakfast"];
/// Circuits that serve a kitchen.
const CIRCUITS: usize = 2;

impl Rule for SmallApplianceUse {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        match object {
            Object::Circuit(panel, circuit) if cx.is_branch(panel, circuit) && is_one(circuit) => {
                of_circuit(cx, panel, circuit)
            }
            Object::Room(sheet, room) => of_kitchen(cx, sheet, room),
            _ => Verdict::NotApplicable,
        }
    }
}

fn is_one(circuit: &Circuit) -> bool {
    circuit.facts.word(&facts::circuit::DWELLING_CIRCUIT) == Some("small-appliance")
}

fn of_circuit(cx: &RuleContext<'_>, panel: &Panel, circuit: &Circuit) -> Verdict {
    if let Some(word) = circuit.facts.word(&facts::circuit::LOCATION) {
        return match RoomKind::from_name(word) {
            Some(kind) if !serves(kind) => elsewhere(kind.name(), Vec::new()),
            _ => Verdict::Pass,
        };
    }
    let mut missing = None;
    let mut seen = false;
    for (sheet, device) in cx.devices(panel, circuit) {
        seen = true;
        match sheet.room_at(device.at) {
            None => missing = missing.or(Some(Verdict::Undetermined(facts::circuit::LOCATION.label))),
            Some(room) if shares(room) => {}
            Some(room) => match kind_of(sheet, room) {
                Ok(kind) if serves(kind) => {}
                Ok(_) => return elsewhere(&room.name, vec![Object::Device(sheet, device).subject()]),
                Err(verdict) => missing = missing.or(Some(verdict)),
            },
        }
    }
    match (missing, seen) {
        (Some(verdict), _) => verdict,
        (None, true) => Verdict::Pass,
        (None, false) => Verdict::NotApplicable,
    }
}

fn elsewhere(place: &str, also: Vec<Subject>) -> Verdict {
    let message = format!("a small-appliance circuit feeds an outlet elsewhere: {place}");
    let mut verdict = Verdict::violation(message, place, "kitchen, pantry or dining room", Vec::new());
    if let Verdict::Violation(fault) = &mut verdict {
        fault.also = also;
    }
    verdict
}

fn serves(kind: RoomKind) -> bool {
    matches!(kind, RoomKind::Kitchen | RoomKind::Dining)
}

fn shares(room: &Room) -> bool {
    let words = room.use_type.to_lowercase();
    ALSO.iter().any(|word| words.contains(word))
}

fn of_kitchen(cx: &RuleContext<'_>, sheet: &Sheet, room: &Room) -> Verdict {
    if RoomKind::from_words(&room.use_type) != Some(RoomKind::Kitchen) {
        return Verdict::NotApplicable;
    }
    let inside = |device: &&Device| {
        device.kind == DeviceKind::Receptacle && sheet.room_at(device.at).is_some_and(|at| at.id == room.id)
    };
    let mut serving = BTreeSet::new();
    let mut unmarked = None;
    for device in sheet.devices.values().map(AsRef::as_ref).filter(inside) {
        let Some((id, circuit)) = device.circuit else { continue };
        let Some(panel) = cx.project.panel(id) else { continue };
        let Some(circuit) = panel.circuit(circuit) else { continue };
        if is_one(circuit) {
            serving.insert((id, circuit.id));
        } else if circuit.facts.word(&facts::circuit::DWELLING_CIRCUIT).is_none()
            && matches!(circuit.facts.word(&facts::circuit::EQUIPMENT), None | Some("general"))
        {
            unmarked = unmarked.or(Some(Object::Circuit(panel, circuit).subject()));
        }
    }
    match (serving.len(), unmarked) {
        (0, _) => Verdict::NotApplicable,
        (count, _) if count >= CIRCUITS => Verdict::Pass,
        (_, Some(at)) => Verdict::Missing { at, field: facts::circuit::DWELLING_CIRCUIT.label },
        (_, None) => {
            let message = "all receptacles of the kitchen hang on one small-appliance circuit";
            let verdict = Verdict::violation(message, "1 circuit", "2 circuits", Vec::new());
            verdict.because_of(EntityId::Room(sheet.id, room.id))
        }
    }
}
