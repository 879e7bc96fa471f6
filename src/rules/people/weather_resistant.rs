//! PW131: receptacles in damp and wet places are weather-resistant and covered.

use crate::domain::{Circuit, Device, DeviceKind, facts};
use crate::nec::RoomKind;
use crate::rules::people::gfci::words;
use crate::rules::places::{places, serves_receptacles};
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct WeatherResistant;

const META: RuleMeta = RuleMeta {
    code: "PW131",
    name: "weather-resistant",
    family: "people",
    title: "Receptacle in a damp or wet place that is not made for it",
    sections: Some(["406.9"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Circuit],
    checks: "Receptacle circuits to 20 A that serve places outdoors, on roofs, in boathouses and in damp or wet places indoors: \
             their receptacles are weather-resistant and have a weatherproof cover. A circuit, each receptacle of the plan, or \
             the symbol of a weatherproof receptacle says so.",
    resolve: "Use weather-resistant receptacles with covers that are weatherproof while in use.",
    not_checked: "Receptacles under roofed porches, where a cover that is weatherproof when closed is enough; those over 20 A, which \
                  have covers and no weather resistance; locking types; circuits whose place is not known.",
    verification: Verification::Transcription,
    thresholds: &[],
};

const MOST_A: f64 = 20.0;
const WEATHER: &facts::Fact = &facts::people::WEATHER_RESISTANT;
const COVER: &facts::Fact = &facts::people::IN_USE_COVER;

impl Rule for WeatherResistant {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Circuit(panel, circuit) = object else { return Verdict::NotApplicable };
        let large = circuit.trip.is_some_and(|trip| trip.0 > MOST_A);
        if !cx.is_branch(panel, circuit) || large || !serves_receptacles(cx, panel, circuit) {
            return Verdict::NotApplicable;
        }
        let found = places(cx, panel, circuit, |device| device.kind == DeviceKind::Receptacle);
        let exposed = found.known.iter().filter(|place| is_exposed(place.kind));
        let mut lacking = None;
        for place in exposed.clone() {
            for (fact, what) in [(WEATHER, "not weather-resistant"), (COVER, "no weatherproof cover")] {
                match said(circuit, place.device, fact) {
                    Some(true) => {}
                    Some(false) => return fault(place.kind, what, fact),
                    None => lacking = lacking.or(Some(fact.label)),
                }
            }
        }
        match lacking {
            Some(label) => Verdict::Undetermined(label),
            None if exposed.count() > 0 => Verdict::Pass,
            None => Verdict::NotApplicable,
        }
    }
}

fn said(circuit: &Circuit, device: Option<&Device>, fact: &'static facts::Fact) -> Option<bool> {
    let of_device = device.and_then(|device| device.facts.yes(fact));
    // The symbol of a weatherproof receptacle stands for both.
    let symbol = || device.filter(|device| device.symbol.ends_with("-wp")).map(|_| true);
    of_device.or_else(|| circuit.facts.yes(fact)).or_else(symbol)
}

fn fault(place: RoomKind, what: &str, fact: &facts::Fact) -> Verdict {
    Verdict::violation(format!("{what}; place: {}", words(place)), what, fact.label, Vec::new())
}

fn is_exposed(kind: RoomKind) -> bool {
    matches!(kind, RoomKind::Outdoors | RoomKind::Roof | RoomKind::Boathouse | RoomKind::Damp)
}
