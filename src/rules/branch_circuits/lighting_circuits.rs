//! PW059: a dwelling has circuits enough for its general lighting.

use crate::domain::{LoadClass, facts};
use crate::engineering::Step;
use crate::nec::tables::dwelling_lighting_va_per_ft2;
use crate::rules::dwelling::{Place, dwelling_at, missing_area};
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};
use crate::units::{VoltAmperes, trimmed};

pub(in crate::rules) struct LightingCircuits;

/// A circuit of 15 A at 120 V.
const SMALLEST_VA: f64 = 1800.0;

const META: RuleMeta = RuleMeta {
    code: "PW059",
    name: "lighting-circuits",
    family: "branch_circuits",
    title: "Too few circuits for the general lighting",
    sections: Some(["210.11(A)"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Project, ObjectKind::Feeder],
    checks: "Circuits of lighting and of receptacles in general of a whole dwelling: together they carry, at their \
             ratings, the general lighting by floor area. Circuits that are required for other outlets do not count. \
             Judged are one-family buildings, and feeders that are said to carry a whole dwelling.",
    resolve: "Add circuits.",
    not_checked: "Buildings that are no dwelling, whose circuits serve what is installed (210.11(B)).",
    verification: Verification::Transcription,
    thresholds: &[],
};

impl Rule for LightingCircuits {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let dwelling = match dwelling_at(cx, object) {
            Place::Dwelling(dwelling) => dwelling,
            Place::NoDwelling => return Verdict::NotApplicable,
            Place::Unknown(verdict) => return verdict,
        };
        let sum = dwelling.loads.dwelling();
        if sum.without_area > 0.0 {
            return missing_area(cx, object);
        }
        let least = dwelling_lighting_va_per_ft2(cx.edition) * sum.area_ft2;
        let (mut carried, mut count, mut smallest) = (0.0, 0, f64::INFINITY);
        for (panel, circuit) in &dwelling.circuits {
            let required = circuit.facts.word(&facts::circuit::DWELLING_CIRCUIT);
            let general = matches!(circuit.class, LoadClass::Lighting | LoadClass::Receptacle)
                && matches!(required, None | Some("none"));
            let volts = panel.system.line_to_neutral(circuit.slot.leg(panel.system));
            let (true, Some(volts)) = (general && circuit.is_line_to_neutral(), volts) else { continue };
            let Some(trip) = circuit.trip else {
                let at = Object::Circuit(panel, circuit).subject();
                return Verdict::Missing { at, field: "trip rating" };
            };
            let capacity = volts.0 * trip.0;
            carried += capacity * f64::from(circuit.poles);
            count += u32::from(circuit.poles);
            smallest = smallest.min(capacity);
        }
        if carried + 1e-6 >= least {
            return Verdict::Pass;
        }
        let each = if smallest.is_finite() { smallest } else { SMALLEST_VA };
        let needed = f64::from(count) + ((least - carried) / each - 1e-9).ceil();
        let actual = if count == 1 { "1 circuit".to_owned() } else { format!("{count} circuits") };
        let required = format!("{} circuits", trimmed(needed, 0));
        let inputs =
            format!("{:.0} by floor area, {:.0} at the ratings", VoltAmperes(least), VoltAmperes(carried));
        let message = format!("{actual} of general lighting; the floor area asks for {required}");
        Verdict::violation(message, actual, &required, vec![Step::new("Circuits", inputs, required.clone())])
    }
}
