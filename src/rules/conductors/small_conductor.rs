//! PW006: the smallest sizes have a largest device of their own.

use crate::domain::ConductorSet;
use crate::nec::Material;
use crate::nec::tables::small_conductor_limit;
use crate::rules::conductors::protected;
use crate::rules::fix::{Grounding, larger_conductors, smaller_device};
use crate::rules::{
    Fix, Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Threshold, Verdict, Verification,
};
use crate::units::Amperes;

pub(in crate::rules) struct SmallConductor;

const COPPER_14: Threshold = Threshold { name: "device for 14 AWG copper", unit: "A", value: 15.0 };
const COPPER_12: Threshold = Threshold { name: "device for 12 AWG copper", unit: "A", value: 20.0 };
const COPPER_10: Threshold = Threshold { name: "device for 10 AWG copper", unit: "A", value: 30.0 };
const ALUMINUM_12: Threshold = Threshold { name: "device for 12 AWG aluminum", unit: "A", value: 15.0 };
const ALUMINUM_10: Threshold = Threshold { name: "device for 10 AWG aluminum", unit: "A", value: 25.0 };

const META: RuleMeta = RuleMeta {
    code: "PW006",
    name: "small-conductor",
    family: "conductors",
    title: "Device too large for a small conductor",
    sections: Some(["240.4(D)"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Feeder, ObjectKind::Circuit],
    checks: "The device ahead of 18 to 10 AWG conductors against the limit of their size and material.",
    resolve: "Enlarge the conductors or reduce the device.",
    not_checked: "Taps (PW089); circuits of motors, cooling and welders (240.4(G)), which are left out by their load class or \
                  the equipment they serve; copper-clad aluminum.",
    verification: Verification::Transcription,
    thresholds: &[COPPER_14, COPPER_12, COPPER_10, ALUMINUM_12, ALUMINUM_10],
};

impl Rule for SmallConductor {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let wired = match protected(cx, object) {
            Ok(wired) if !wired.motor && !wired.elsewhere => wired,
            Ok(_) => return Verdict::NotApplicable,
            Err(verdict) => return verdict,
        };
        let Some(set) = wired.wires.map(|wires| wires.set) else {
            return Verdict::Undetermined("conductors");
        };
        match small_limit(cx, set) {
            None => Verdict::NotApplicable,
            Some(limit) if wired.device.0 <= limit => Verdict::Pass,
            Some(limit) => {
                let limit = Amperes(limit);
                let message = format!(
                    "{} device on {} {}, whose limit is {limit}",
                    wired.device, set.size, set.material
                );
                Verdict::violation(message, wired.device, limit, Vec::new())
            }
        }
    }

    fn fixes(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Vec<Fix> {
        let wires = larger_conductors(self, cx, object, Grounding::Keeps);
        wires.into_iter().chain(smaller_device(self, cx, object)).collect()
    }
}

/// Returns the largest device for conductors of the small sizes, with local amendments; `None` for all others.
pub(super) fn small_limit(cx: &RuleContext<'_>, set: &ConductorSet) -> Option<f64> {
    let of_table = small_conductor_limit(set.size.name(), set.material)?;
    let adjustable = match (set.size.name(), set.material) {
        ("14", Material::Copper) => COPPER_14,
        ("12", Material::Copper) => COPPER_12,
        ("10", Material::Copper) => COPPER_10,
        ("12", Material::Aluminum) => ALUMINUM_12,
        ("10", Material::Aluminum) => ALUMINUM_10,
        _ => return Some(of_table),
    };
    Some(cx.threshold(META.code, &adjustable))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adjustable_limits_are_those_of_the_table() {
        for (threshold, size, material) in [
            (COPPER_14, "14", Material::Copper),
            (COPPER_12, "12", Material::Copper),
            (COPPER_10, "10", Material::Copper),
            (ALUMINUM_12, "12", Material::Aluminum),
            (ALUMINUM_10, "10", Material::Aluminum),
        ] {
            assert_eq!(Some(threshold.value), small_conductor_limit(size, material), "{}", threshold.name);
        }
    }
}
