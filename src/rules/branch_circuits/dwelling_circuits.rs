//! PW060: a dwelling has the circuits that every dwelling needs.

use crate::domain::{Circuit, LoadClass, facts};
use crate::nec::RoomKind;
use crate::rules::dwelling::{Place, dwelling_at};
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct DwellingCircuits;

/// Rating of a required circuit.
const RATING_A: f64 = 20.0;
/// Which circuits, in words, and how many.
const REQUIRED: [(&str, &str, usize); 4] = [
    ("small-appliance", "two small-appliance circuits of 20 A", 2),
    ("laundry", "a laundry circuit of 20 A", 1),
    ("bathroom", "a circuit of 20 A for bathroom receptacles", 1),
    ("garage", "a circuit of 20 A for garage receptacles", 1),
];

const META: RuleMeta = RuleMeta {
    code: "PW060",
    name: "dwelling-circuits",
    family: "branch_circuits",
    title: "Required circuit of a dwelling missing",
    sections: Some(["210.11(C)"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Project, ObjectKind::Feeder],
    checks: "A whole dwelling: two small-appliance circuits of 20 A, one of 20 A each for the laundry, for the \
             receptacles of bathrooms and, where the plan shows a garage, for those of the garage. Circuits say by a \
             fact which of them they are. Judged are one-family buildings, and feeders that are said to carry a whole \
             dwelling.",
    resolve: "Add the circuit, or say of the circuit that is there what it is.",
    not_checked: "Buildings with a laundry for all tenants; garages that are not on the plan; what else the circuits \
                  feed (PW120).",
    verification: Verification::Transcription,
    thresholds: &[],
};

impl Rule for DwellingCircuits {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let dwelling = match dwelling_at(cx, object) {
            Place::Dwelling(dwelling) => dwelling,
            Place::NoDwelling => return Verdict::NotApplicable,
            Place::Unknown(verdict) => return verdict,
        };
        let kind = |circuit: &Circuit| circuit.facts.word(&facts::circuit::DWELLING_CIRCUIT);
        let mut missing = Vec::new();
        let mut small = Vec::new();
        for (word, what, count) in REQUIRED {
            if word == "garage" && !(matches!(object, Object::Project(_)) && has_garage(cx)) {
                continue;
            }
            let of_kind =
                dwelling.circuits.iter().copied().filter(|(_, circuit)| kind(circuit) == Some(word));
            let (large, weak): (Vec<_>, Vec<_>) =
                of_kind.partition(|(_, circuit)| circuit.trip.is_none_or(|trip| trip.0 >= RATING_A));
            if large.len() < count {
                missing.push(what);
                small.extend(weak);
            }
        }
        if missing.is_empty() {
            return Verdict::Pass;
        }
        let unnamed = dwelling.circuits.iter().find(|(_, circuit)| {
            let may =
                matches!(circuit.class, LoadClass::Receptacle | LoadClass::Appliance | LoadClass::Kitchen);
            may && circuit.poles == 1
                && circuit.trip.is_none_or(|trip| trip.0 == RATING_A)
                && kind(circuit).is_none()
                && matches!(circuit.facts.word(&facts::circuit::EQUIPMENT), None | Some("general"))
        });
        if let Some((panel, circuit)) = unnamed {
            let at = Object::Circuit(panel, circuit).subject();
            return Verdict::Missing { at, field: facts::circuit::DWELLING_CIRCUIT.label };
        }
        let words = missing.join(", ");
        let mut verdict = Verdict::violation(format!("missing: {words}"), "not there", words, Vec::new());
        if let Verdict::Violation(fault) = &mut verdict {
            fault.also =
                small.iter().map(|(panel, circuit)| Object::Circuit(panel, circuit).subject()).collect();
        }
        verdict
    }
}

fn has_garage(cx: &RuleContext<'_>) -> bool {
    let mut rooms = cx.project.sheets().flat_map(|sheet| sheet.rooms.values());
    rooms.any(|room| RoomKind::from_words(&room.use_type) == Some(RoomKind::Garage))
}
