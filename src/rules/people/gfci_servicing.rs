//! PW116: the receptacle for servicing equipment with ground-fault protection for people.

use crate::domain::{Circuit, DeviceKind, Panel, facts};
use crate::nec::Edition;
use crate::rules::fix::{Guard, guarding_breaker};
use crate::rules::people::gfci::{circuit_has_gfci, device_has_gfci};
use crate::rules::{Fix, Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct GfciServicing;

const META: RuleMeta = RuleMeta {
    code: "PW116",
    name: "gfci-servicing",
    family: "people",
    title: "Receptacle for servicing equipment without GFCI protection",
    sections: Some(["no such section", "210.8(E)", "210.8(E)", "210.8(E)"]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Circuit, ObjectKind::Device],
    checks: "Receptacles that are said to be for servicing equipment (210.63): their circuit has a GFCI breaker, or they are \
             protected where they stand. Circuits that say it of their receptacles count where the plan shows none.",
    resolve: "Use a GFCI receptacle or a GFCI breaker.",
    not_checked: "The edition of 2017, where the place alone decides (PW113, PW114); whether there is such a receptacle within 25 \
                  ft of the equipment.",
    verification: Verification::Transcription,
    thresholds: &[],
};

impl Rule for GfciServicing {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let servicing = &facts::people::SERVICING;
        if cx.edition < Edition::E2020 {
            return Verdict::NotApplicable;
        }
        match object {
            Object::Circuit(panel, circuit) => {
                let said = circuit.facts.yes_or_assumed(servicing) == Some(true);
                if !said || !cx.is_branch(panel, circuit) || draws_receptacles(cx, panel, circuit) {
                    return Verdict::NotApplicable;
                }
                judge(circuit_has_gfci(circuit))
            }
            Object::Device(_, device) if device.kind == DeviceKind::Receptacle => {
                let of_circuit = device.circuit.and_then(|(panel, id)| cx.project.panel(panel)?.circuit(id));
                let said = device.facts.yes(servicing).or_else(|| of_circuit?.facts.yes(servicing));
                if said != Some(true) {
                    return Verdict::NotApplicable;
                }
                match of_circuit {
                    _ if device_has_gfci(device) => Verdict::Pass,
                    Some(circuit) => judge(circuit_has_gfci(circuit)),
                    None => Verdict::Undetermined("circuit"),
                }
            }
            _ => Verdict::NotApplicable,
        }
    }

    fn fixes(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Vec<Fix> {
        guarding_breaker(self, cx, object, Guard::GroundFault).into_iter().collect()
    }
}

fn draws_receptacles(cx: &RuleContext<'_>, panel: &Panel, circuit: &Circuit) -> bool {
    cx.devices(panel, circuit).iter().any(|(_, device)| device.kind == DeviceKind::Receptacle)
}

fn judge(protected: bool) -> Verdict {
    if protected {
        return Verdict::Pass;
    }
    Verdict::violation("no GFCI protection", "no GFCI", "GFCI protection", Vec::new())
}
