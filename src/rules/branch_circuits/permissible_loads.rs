//! PW004: a branch circuit serves only what its rating permits.

use crate::domain::{LoadClass, facts};
use crate::engineering::Step;
use crate::nec::Edition;
use crate::rules::dwelling::outside_dwellings;
use crate::rules::{
    Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Threshold, Verdict, Verification,
};
use crate::units::{Amperes, trimmed};

pub(in crate::rules) struct PermissibleLoads;

const CORD: Threshold = Threshold { name: "one load by cord and plug", unit: "%", value: 80.0 };
const FASTENED: Threshold = Threshold { name: "equipment fastened in place", unit: "%", value: 50.0 };
/// The rating of circuits for little more than lights.
const SMALL_A: f64 = 10.0;
/// Ratings of circuits that do not light dwellings.
const LARGE_A: [f64; 3] = [30.0, 40.0, 50.0];

const META: RuleMeta = RuleMeta {
    code: "PW004",
    name: "permissible-loads",
    family: "branch_circuits",
    title: "Load that a circuit of this rating may not serve",
    sections: Some(["210.23"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Circuit],
    checks: "Circuits of 10 A, since 2023, serve no receptacles, no heating and nothing by cord and plug; those of 30 \
             A and more no lighting in dwellings. One load by cord and plug draws at most 80 % of circuits of 15, 20 \
             and 30 A; equipment fastened in place beside lights or receptacles in general at most half of those of \
             15 and 20 A.",
    resolve: "Choose another rating, or give the load a circuit of its own.",
    not_checked: "Loads by cord and plug and equipment fastened in place that are not given; heavy-duty lampholders \
                  on circuits of 30 A and more; loads above the rating, which are PW001's.",
    verification: Verification::Transcription,
    thresholds: &[CORD, FASTENED],
};

impl Rule for PermissibleLoads {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Circuit(panel, circuit) = object else { return Verdict::NotApplicable };
        let cord = circuit.facts.number(&facts::outlets::CORD_LOAD);
        let fastened = circuit.facts.number(&facts::outlets::FASTENED_LOAD);
        let of_class =
            matches!(circuit.class, LoadClass::Lighting | LoadClass::Receptacle | LoadClass::Heating);
        if !cx.is_branch(panel, circuit) || !(of_class || cord.is_some() || fastened.is_some()) {
            return Verdict::NotApplicable;
        }
        let Some(trip) = circuit.trip else { return Verdict::Undetermined("trip rating") };
        if trip.0 == SMALL_A && cx.edition >= Edition::E2023 {
            let what = match circuit.class {
                LoadClass::Receptacle => "receptacles",
                LoadClass::Heating => "heating",
                _ if cord.is_some_and(|amperes| amperes > 0.0) => "a load by cord and plug",
                _ => return Verdict::Pass,
            };
            return Verdict::violation(format!("10 A circuit for {what}"), trip, "15 A or more", Vec::new());
        }
        for (amperes, share, ratings, what) in [
            (cord, &CORD, &[15.0, 20.0, 30.0][..], "by cord and plug"),
            (fastened, &FASTENED, &[15.0, 20.0][..], "fastened in place beside other outlets"),
        ] {
            let (Some(amperes), true) = (amperes, ratings.contains(&trip.0)) else { continue };
            let percent = cx.threshold(META.code, share);
            let most = Amperes(trip.0 * percent / 100.0);
            if amperes > most.0 + 1e-9 {
                let actual = Amperes(amperes);
                let inputs = format!("{trip} × {} %", trimmed(percent, 0));
                let step = Step::new("Largest load", inputs, most);
                let message = format!("{actual} {what} on a {trip} circuit");
                return Verdict::violation(message, actual, format!("at most {most}"), vec![step]);
            }
        }
        if circuit.class == LoadClass::Lighting && LARGE_A.contains(&trip.0) {
            return match outside_dwellings(cx, panel) {
                Ok(true) => Verdict::Pass,
                Ok(false) => {
                    let message = format!("{trip} circuit for lighting of a dwelling");
                    Verdict::violation(message, trip, "at most 20 A", Vec::new())
                }
                Err(verdict) => verdict,
            };
        }
        Verdict::Pass
    }
}
