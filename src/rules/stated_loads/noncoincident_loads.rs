//! PW056: heating and cooling count both, or the larger where they are never on together.

use crate::domain::{LoadClass, facts};
use crate::engineering::GroupDemand;
use crate::rules::stated_loads::stated::{at_least, stated};
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct NoncoincidentLoads;

const META: RuleMeta = RuleMeta {
    code: "PW056",
    name: "noncoincident-loads",
    family: "stated_loads",
    title: "Heating and cooling load stated too low",
    sections: Some(["220.60", "220.60", "220.60", "120.60"]),
    severity: Severity::Warning,
    looks_at: &[ObjectKind::Service, ObjectKind::Feeder],
    checks: "A load that is stated for heating and cooling, against the sum of both, or the larger where the building \
             says that they are never on together. Cooling counts with 125 % of its largest motor where that is the \
             largest motor of all, since 2023 also when the two are compared. Where none is stated the program's own \
             figure is used, and the rule does not apply.",
    resolve: "State at least what the calculation gives, or say that heating and cooling are never on together.",
    not_checked: "Other loads that are never on together; whether they really are.",
    verification: Verification::Transcription,
    thresholds: &[],
};

impl Rule for NoncoincidentLoads {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Some(stated) = stated(cx, object, &facts::stated::HEATING_COOLING) else {
            return Verdict::NotApplicable;
        };
        let air = |row: &&GroupDemand| {
            matches!(row.group.class(), Some(LoadClass::Heating | LoadClass::Cooling)) && row.connected > 0.0
        };
        let rows: Vec<&GroupDemand> = stated.loads.groups.iter().filter(air).collect();
        if rows.is_empty() {
            return Verdict::NotApplicable;
        }
        let motor = stated.loads.largest_motor.filter(|motor| motor.class == LoadClass::Cooling);
        let quarter = motor.map_or(0.0, |motor| motor.load.total().0 * 0.25);
        let least = rows.iter().map(|row| row.demand).sum::<f64>() + quarter;
        let steps = rows.iter().flat_map(|row| stated.loads.steps_of(row.group)).collect();
        let verdict = at_least(&stated, least, "heating and cooling load", steps);
        let both = [LoadClass::Heating, LoadClass::Cooling]
            .iter()
            .all(|class| rows.iter().any(|row| row.group.class() == Some(*class)));
        let said = cx.project.settings().facts.yes(&facts::project::NONCOINCIDENT);
        match verdict {
            Verdict::Violation(_) if both && said.is_none() => {
                Verdict::of_project(facts::project::NONCOINCIDENT.label)
            }
            other => other,
        }
    }
}
