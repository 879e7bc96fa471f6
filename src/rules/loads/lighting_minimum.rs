//! PW041: the lighting of a building is no less than its floor area asks for.

use crate::domain::{LoadClass, facts};
use crate::engineering::{DemandGroup, Premises, Step, least_by_area};
use crate::nec::tables::lighting_demand;
use crate::rules::dwelling::whole_building;
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};
use crate::units::{VoltAmperes, grouped, trimmed};

pub(in crate::rules) struct LightingMinimum;

/// Figures are whole volt-amperes.
const ROUNDING_VA: f64 = 0.5;

const META: RuleMeta = RuleMeta {
    code: "PW041",
    name: "lighting-minimum",
    family: "loads",
    title: "Less lighting than the floor area asks for",
    sections: Some(["220.12", "220.12", "220.42(A)", "120.42(A)"]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Project],
    checks: "The lighting of all schedules of a building that is no dwelling against the unit load of its occupancy \
             by floor area. Since 2020 unit loads contain the 125 % for continuous load, so the schedules' lighting \
             counts with it. A lighting demand that is stated for the service and covers the area passes. The \
             program's own load of the service takes the larger figure in any case.",
    resolve: "Take the larger figure in the load calculation and state it for the service, or correct the floor area.",
    not_checked: "Buildings of several occupancies; parts of a building on one feeder; occupancies that the table \
                  does not list; projects without a lighting circuit.",
    verification: Verification::Transcription,
    thresholds: &[],
};

impl Rule for LightingMinimum {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let (Object::Project(project), Some(loads)) = (object, whole_building(cx)) else {
            return Verdict::NotApplicable;
        };
        let given = &project.settings().facts;
        let group = DemandGroup::Class(LoadClass::Lighting);
        let connected = loads.classes.iter().find(|row| row.class == LoadClass::Lighting);
        if connected.is_none_or(|row| row.connected.0 <= 0.0) {
            return Verdict::NotApplicable;
        }
        let premises = Premises::of(project);
        if premises.occupancy.is_none() {
            return Verdict::Undetermined(facts::project::OCCUPANCY.label);
        }
        // Whether the occupancy has a unit load does not depend on the area.
        let listed = least_by_area(&Premises { floor_area: Some(1.0), ..premises });
        let listed = listed.is_some_and(|least| least.lighting_per_ft2.is_some());
        if !listed || given.yes(&facts::outlets::ENERGY_CODE) == Some(true) {
            return Verdict::NotApplicable;
        }
        let Some(least) = least_by_area(&premises) else {
            return Verdict::Undetermined(facts::project::FLOOR_AREA.label);
        };
        let lighting = loads.group(group).map_or((0.0, 0.0), |row| (row.connected, row.continuous));
        let more = if least.contains_125_percent { 0.25 * lighting.1 } else { 0.0 };
        let carried = lighting.0 + more;
        let stated = project.service().and_then(|service| service.facts.number(&facts::stated::LIGHTING));
        let demand = lighting_demand(least.lighting_va(), premises.lights(), cx.edition);
        if carried + ROUNDING_VA >= least.lighting_va() || stated.is_some_and(|va| va + ROUNDING_VA >= demand)
        {
            return Verdict::Pass;
        }
        let [actual, required] = [carried, least.lighting_va()].map(|va| format!("{:.0}", VoltAmperes(va)));
        let per = trimmed(least.lighting_per_ft2.unwrap_or(0.0), 2);
        let steps = vec![
            Step::new(
                "Installed",
                format!("{} + 25 % of what is continuous", VoltAmperes(lighting.0)),
                &actual,
            ),
            Step::new("By area", format!("{per} VA/ft² × {} ft²", grouped(least.area_ft2, 0)), &required),
        ];
        let message = format!("{actual} of lighting in the schedules; the floor area asks for {required}");
        Verdict::violation(
            message,
            actual,
            required,
            if more > 0.0 { steps } else { steps.into_iter().skip(1).collect() },
        )
    }
}
