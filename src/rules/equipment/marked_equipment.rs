//! PW078: circuits of equipment whose nameplate says the least ampacity and the largest device.

use crate::domain::{LoadClass, facts};
use crate::engineering::Step;
use crate::rules::carrying::circuit_carries;
use crate::rules::fix::{Grounding, larger_conductors, smaller_device};
use crate::rules::places::equipment;
use crate::rules::{Fix, Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};
use crate::units::Amperes;

pub(in crate::rules) struct MarkedEquipment;

const META: RuleMeta = RuleMeta {
    code: "PW078",
    name: "marked-equipment",
    family: "equipment",
    title: "Cooling equipment not wired as its nameplate says",
    sections: Some(["440.4(B); 440.22; 440.32"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Circuit],
    checks: "Circuits of class cooling, of air conditioners and heat pumps, and of any equipment that gives a minimum circuit \
             ampacity: conductors of at least that ampacity at their terminals, and a device no larger than the nameplate's.",
    resolve: "Enlarge the conductors, reduce the device, or correct what the nameplate says.",
    not_checked: "Room air conditioners by cord and plug (440.62); single compressors without such marking, which the calculators \
                  size; whether the nameplate asks for fuses.",
    verification: Verification::Transcription,
    thresholds: &[],
};

const MCA: &facts::Fact = &facts::motor::MCA;
const MOCP: &facts::Fact = &facts::motor::MOCP;

impl Rule for MarkedEquipment {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Circuit(panel, circuit) = object else { return Verdict::NotApplicable };
        let (mca, mocp) = (circuit.facts.number(MCA), circuit.facts.number(MOCP));
        let cooling = || {
            circuit.class == LoadClass::Cooling || equipment(cx, panel, circuit) == Some("air-conditioning")
        };
        if !cx.is_branch(panel, circuit) || (mca.is_none() && !cooling()) {
            return Verdict::NotApplicable;
        }
        if let (Some(trip), Some(mocp)) = (circuit.trip, mocp)
            && trip.0 > mocp + 1e-6
        {
            let largest = Amperes(mocp);
            let message = format!("{trip} device; the nameplate allows {largest}");
            return Verdict::violation(message, trip, largest, Vec::new());
        }
        let Some(mca) = mca else { return Verdict::Undetermined(MCA.label) };
        let step = Step::new("Minimum circuit ampacity", "nameplate", Amperes(mca));
        match circuit_carries(circuit, Amperes(mca), &[step]) {
            Verdict::Pass if mocp.is_none() => Verdict::Undetermined(MOCP.label),
            verdict => verdict,
        }
    }

    fn fixes(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Vec<Fix> {
        let wires = larger_conductors(self, cx, object, Grounding::Keeps);
        wires.into_iter().chain(smaller_device(self, cx, object)).collect()
    }
}
