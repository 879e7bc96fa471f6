//! PW020: service neutrals and bonding jumpers on the supply side have the size that goes with the ungrounded conductors.

use crate::calc::SMALLEST_PARALLEL;
use crate::domain::{ConductorSet, Facts, Service, facts};
use crate::engineering::Step;
use crate::nec::Material;
use crate::nec::tables::{bonding_jumper_size, conductor};
use crate::rules::grounding::{service_area, shown};
use crate::rules::{
    Object, ObjectKind, Protection, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification,
};
use crate::units::WireSize;

pub(in crate::rules) struct BondingJumper;

const META: RuleMeta = RuleMeta {
    code: "PW020",
    name: "bonding-jumper",
    family: "grounding",
    title: "Service neutral or bonding jumper too small",
    sections: Some([
        "250.24(C), 250.28(D), 250.102(C)",
        "250.24(C), 250.28(D), 250.102(C)",
        "250.24(D), 250.28(D), 250.102(C)",
        "250.24(D), 250.28(D), 250.102(C)",
    ]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Service, ObjectKind::Feeder],
    checks: "Against the table by the area of the ungrounded conductors, 12.5 % of it in the last row: the neutral of \
             the service, of parallel sets that in each raceway and 1/0 AWG at least; a main bonding jumper whose size \
             is given; the conductor recorded as EGC of a transformer's secondary without a device at the transformer, \
             which is its supply-side bonding jumper.",
    resolve: "Enlarge the conductor.",
    not_checked: "Main bonding jumpers that come with listed equipment and have no size; the load on the neutral \
                  (220.61); parallel sets in one raceway; metal raceways as bonding jumpers.",
    verification: Verification::CrossChecked,
    thresholds: &[],
};

const BEYOND: &str = "service conductors and jumper of one metal";

impl Rule for BondingJumper {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        match object {
            Object::Service(service) => of_service(service),
            Object::Feeder(feeder) if feeder.protection == Protection::AtTheEnd => {
                match &feeder.feeder.conductors {
                    None => Verdict::Undetermined("conductors"),
                    Some(set) => of_secondary(set),
                }
            }
            _ => Verdict::NotApplicable,
        }
    }
}

fn of_service(service: &Service) -> Verdict {
    let facts = &service.facts;
    let jumper = facts.wire_size(&facts::grounding::MAIN_JUMPER);
    if !service.system.has_neutral() && jumper.is_none() {
        return Verdict::NotApplicable;
    }
    let neutral = facts.wire_size(&facts::grounding::NEUTRAL_SIZE);
    if service.system.has_neutral() && neutral.is_none() {
        return Verdict::Undetermined(facts::grounding::NEUTRAL_SIZE.label);
    }
    let (cmil, metal) = match service_area(facts) {
        Ok(area) => area,
        Err(field) => return Verdict::Undetermined(field),
    };
    let of_neutral =
        neutral.map(|neutral| judge("service neutral", neutral, needed_neutral(facts, cmil, metal), cmil));
    match of_neutral {
        Some(fault @ (Verdict::Violation(_) | Verdict::Undetermined(_))) => fault,
        _ => jumper.map_or(Verdict::Pass, |jumper| {
            judge("main bonding jumper", jumper, bonding_jumper_size(cmil, metal, metal), cmil)
        }),
    }
}

/// Returns the least size of the neutral in one raceway.
fn needed_neutral(facts: &Facts, cmil: f64, metal: Material) -> Option<&'static str> {
    let sets = facts.number_or_assumed(&facts::service::CONDUCTOR_SETS).unwrap_or(1.0).max(1.0);
    let of_one = bonding_jumper_size(cmil / sets, metal, metal)?;
    let area = |size: &str| conductor(size).map_or(0.0, |row| row.cmil);
    let small = sets > 1.0 && area(of_one) < area(SMALLEST_PARALLEL);
    Some(if small { SMALLEST_PARALLEL } else { of_one })
}

fn of_secondary(set: &ConductorSet) -> Verdict {
    let Some(jumper) = set.egc else { return Verdict::NotApplicable };
    let cmil = conductor(set.size.name()).map_or(0.0, |row| row.cmil);
    judge("supply-side bonding jumper", jumper, bonding_jumper_size(cmil, set.material, set.material), cmil)
}

fn judge(what: &str, has: WireSize, required: Option<&'static str>, cmil: f64) -> Verdict {
    let Some(required) = required else { return Verdict::Undetermined(BEYOND) };
    let area = |size: &str| conductor(size).map_or(0.0, |row| row.cmil);
    if area(has.name()) + 0.5 >= area(required) {
        return Verdict::Pass;
    }
    let required = shown(required);
    let step = Step::new("Ungrounded conductors", format!("{cmil} cmil"), &required);
    let message = format!("{what} {has}; {required} is asked for");
    Verdict::violation(message, has, required, vec![step])
}
