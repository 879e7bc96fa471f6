//! PW073: conductors of feeders with motors carry them by the tables.

use crate::rules::carrying::carries;
use crate::rules::conductors::wires_of_feeder;
use crate::rules::feeder_demand::open;
use crate::rules::motors::downstream::motors_of;
use crate::rules::{
    Object, ObjectKind, Protection, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification,
};
use crate::units::Amperes;

pub(in crate::rules) struct MotorFeederConductor;

const META: RuleMeta = RuleMeta {
    code: "PW073",
    name: "motor-feeder-conductor",
    family: "motors",
    title: "Feeder conductors smaller than its motors ask for",
    sections: Some(["430.24"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Feeder],
    checks: "The ampacity of feeders with motors anywhere downstream against the full-load currents of the tables, 25 % more of the \
             largest motor, and the design load of everything else. A fraction below half an ampere is dropped.",
    resolve: "Enlarge the conductors.",
    not_checked: "Feeders of dwellings, whose demand counts motors by Article 220; motors that are interlocked; demand factors that an authority allows (430.26); an uneven load on the phases; \
                  cooling, which counts as entered.",
    verification: Verification::Transcription,
    thresholds: &[],
};

impl Rule for MotorFeederConductor {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Feeder(feeder) = object else { return Verdict::NotApplicable };
        let motors = match motors_of(cx, feeder) {
            Ok(Some(motors)) => motors,
            Ok(None) => return Verdict::NotApplicable,
            Err(missing) => return missing,
        };
        let Some(wires) = wires_of_feeder(feeder) else { return Verdict::Undetermined("conductors") };
        let (needs, steps) = motors.conductor(feeder);
        let device = match feeder.protection {
            Protection::Device(rating) => rating,
            Protection::NotGiven | Protection::AtTheEnd => needs,
        };
        let judged = |needs: Amperes| carries(&wires, device, whole(needs), &steps);
        let verdict = judged(needs);
        let loads = cx.feeder_loads(feeder.load);
        match (&verdict, loads.and_then(|loads| open(cx, feeder, loads))) {
            (Verdict::Violation(_), Some(open)) if judged(open.least(needs)) == Verdict::Pass => open.verdict,
            _ => verdict,
        }
    }
}

/// Drops a fraction below half an ampere (220.5(B)); a larger one stays.
fn whole(needs: Amperes) -> Amperes {
    // Half an ampere that came about as 0.4999… stays as well.
    let down = needs.0.floor();
    if needs.0 - down < 0.5 - 1e-6 { Amperes(down) } else { needs }
}
