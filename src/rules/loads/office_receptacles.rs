//! PW044: receptacles of offices and banks count at least 1 VA for each square foot.

use crate::domain::{LoadClass, facts};
use crate::engineering::{Premises, Step};
use crate::nec::tables::{OFFICE_RECEPTACLES_VA_PER_FT2, receptacle_demand};
use crate::rules::dwelling::whole_building;
use crate::rules::{
    Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Threshold, Verdict, Verification,
};
use crate::units::{VoltAmperes, grouped, trimmed};

pub(in crate::rules) struct OfficeReceptacles;

const PER_FT2: Threshold =
    Threshold { name: "receptacles by floor area", unit: "VA/ft²", value: OFFICE_RECEPTACLES_VA_PER_FT2 };

const META: RuleMeta = RuleMeta {
    code: "PW044",
    name: "office-receptacles",
    family: "loads",
    title: "Less receptacle load than the office asks for",
    sections: Some(["220.14(K)", "220.14(K)", "220.14(K)", "120.14(K)"]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Project],
    checks: "The receptacles of all schedules of an office building or bank against 1 VA for each square foot of \
             floor; that each counts 180 VA is PW043. A receptacle demand that is stated for the service and covers \
             the area passes. The program's own load of the service takes the larger figure in any case.",
    resolve: "Take the larger figure in the load calculation and state it for the service, or correct the floor area.",
    not_checked: "Buildings that are offices in part; projects without a receptacle circuit.",
    verification: Verification::Memory,
    thresholds: &[PER_FT2],
};

impl Rule for OfficeReceptacles {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let (Object::Project(project), Some(loads)) = (object, whole_building(cx)) else {
            return Verdict::NotApplicable;
        };
        let receptacles = loads.classes.iter().find(|row| row.class == LoadClass::Receptacle);
        let Some(carried) = receptacles.map(|row| row.connected.0).filter(|va| *va > 0.0) else {
            return Verdict::NotApplicable;
        };
        let premises = Premises::of(project);
        match premises.occupancy {
            None => return Verdict::Undetermined(facts::project::OCCUPANCY.label),
            Some("office" | "bank") => {}
            Some(_) => return Verdict::NotApplicable,
        }
        let Some(area) = premises.floor_area else {
            return Verdict::Undetermined(facts::project::FLOOR_AREA.label);
        };
        let least = area * cx.threshold(META.code, &PER_FT2);
        let stated = project.service().and_then(|service| service.facts.number(&facts::stated::RECEPTACLES));
        if carried + 0.5 >= least || stated.is_some_and(|va| va + 0.5 >= receptacle_demand(least)) {
            return Verdict::Pass;
        }
        let [actual, required] = [carried, least].map(|va| format!("{:.0}", VoltAmperes(va)));
        let inputs =
            format!("{} VA/ft² × {} ft²", trimmed(cx.threshold(META.code, &PER_FT2), 2), grouped(area, 0));
        let message = format!("{actual} of receptacles in the schedules; the floor area asks for {required}");
        let step = Step::new("By area", inputs, &required);
        Verdict::violation(message, actual, required, vec![step])
    }
}
