//! PW043: each receptacle outside dwellings counts at least 180 VA.

use crate::domain::{CircuitField, DeviceKind, LoadClass, facts};
use crate::engineering::Step;
use crate::nec::tables::{GROUPED_RECEPTACLE_VA, RECEPTACLE_VA};
use crate::rules::dwelling::outside_dwellings;
use crate::rules::{
    Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Threshold, Verdict, Verification,
};
use crate::units::{VoltAmperes, trimmed};

pub(in crate::rules) struct ReceptacleLoad;

const YOKE: Threshold = Threshold { name: "load of a receptacle", unit: "VA", value: RECEPTACLE_VA };
const GROUPED: Threshold =
    Threshold { name: "load of a receptacle among four and more", unit: "VA", value: GROUPED_RECEPTACLE_VA };

const META: RuleMeta = RuleMeta {
    code: "PW043",
    name: "receptacle-load",
    family: "loads",
    title: "Receptacles counted too low",
    sections: Some(["220.14(I)", "220.14(I)", "220.14(I)", "120.14(I)"]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Circuit],
    checks: "Circuits of class R outside dwellings: their load against 180 VA for each yoke with one to three \
             receptacles and 90 VA for each receptacle in units of four and more. The number given counts, else the \
             devices of the circuit on the plan.",
    resolve: "Count each yoke with 180 VA, or correct the number.",
    not_checked: "Circuits whose receptacles are neither counted nor on the plan; receptacles for equipment of a \
                  known load, as far as the circuit says what it serves.",
    verification: Verification::CrossChecked,
    thresholds: &[YOKE, GROUPED],
};

impl Rule for ReceptacleLoad {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Circuit(panel, circuit) = object else { return Verdict::NotApplicable };
        let general = matches!(circuit.facts.word(&facts::circuit::EQUIPMENT), None | Some("general"));
        if !cx.is_branch(panel, circuit) || circuit.class != LoadClass::Receptacle || !general {
            return Verdict::NotApplicable;
        }
        let grouped = circuit.facts.number(&facts::outlets::GROUPED_RECEPTACLES).unwrap_or(0.0);
        let drawn = || {
            let devices = cx.devices(panel, circuit).iter();
            devices.filter(|(_, device)| device.kind == DeviceKind::Receptacle).count() as f64
        };
        let yokes = circuit.facts.number(&facts::circuit::RECEPTACLES).unwrap_or_else(drawn);
        if yokes + grouped <= 0.0 {
            return Verdict::NotApplicable;
        }
        if CircuitField::LOADS.iter().any(|field| circuit.unread.contains_key(field)) {
            return Verdict::Undetermined("load");
        }
        let [yoke, each] = [&YOKE, &GROUPED].map(|threshold| cx.threshold(META.code, threshold));
        let (carried, least) = (circuit.load.total().0, yokes * yoke + grouped * each);
        match outside_dwellings(cx, panel) {
            Ok(false) => Verdict::NotApplicable,
            _ if carried + 1e-6 >= least => Verdict::Pass,
            Err(verdict) => verdict,
            Ok(true) => {
                let [actual, required] = [carried, least].map(|va| format!("{:.0}", VoltAmperes(va)));
                let count = trimmed(yokes + grouped, 0);
                let inputs = format!(
                    "{} × {} VA + {} × {} VA",
                    trimmed(yokes, 0),
                    trimmed(yoke, 0),
                    trimmed(grouped, 0),
                    trimmed(each, 0)
                );
                let message = format!("{actual} for {count} receptacles, which count at least {required}");
                let step = Step::new("Receptacles", inputs, &required);
                Verdict::violation(message, actual, required, vec![step])
            }
        }
    }
}
