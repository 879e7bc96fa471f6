//! PW019: the grounding electrode conductor of a service has the size of the table, or that of its electrode.

use crate::calc::{Electrode, gec_cap, smaller_size};
use crate::domain::{Facts, facts};
use crate::engineering::Step;
use crate::nec::Material;
use crate::nec::tables::{conductor, gec_size};
use crate::rules::grounding::{metal_of_gec, service_area, shown};
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct ElectrodeConductor;

const META: RuleMeta = RuleMeta {
    code: "PW019",
    name: "electrode-conductor",
    family: "grounding",
    title: "Grounding electrode conductor too small",
    sections: Some(["250.66"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Service],
    checks: "The grounding electrode conductor against the table by the area of the ungrounded service conductors, all \
             sets together; to rods, pipes and plates no more than 6 AWG copper or 4 AWG aluminum, to concrete-encased \
             electrodes 4 AWG copper, to a ring the size of the ring.",
    resolve: "Enlarge the grounding electrode conductor.",
    not_checked: "Conductors that go on from one kind of electrode to another; taps and bonding jumpers of the \
                  electrode system.",
    verification: Verification::CrossChecked,
    thresholds: &[],
};

impl Rule for ElectrodeConductor {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Service(service) = object else { return Verdict::NotApplicable };
        let facts = &service.facts;
        let Some(gec) = facts.wire_size(&facts::grounding::GEC) else {
            return Verdict::Undetermined(facts::grounding::GEC.label);
        };
        let metal = metal_of_gec(facts);
        let cap = match cap(facts, metal) {
            Ok(cap) => cap,
            Err(field) => return Verdict::Undetermined(field),
        };
        let area = |size: &str| conductor(size).map_or(0.0, |row| row.cmil);
        let holds = |size: &str| area(gec.name()) + 0.5 >= area(size);
        if cap.is_some_and(holds) {
            return Verdict::Pass;
        }
        let (cmil, of) = match service_area(facts) {
            Ok(area) => area,
            Err(field) => return Verdict::Undetermined(field),
        };
        let table = gec_size(cmil, of, metal);
        let required = cap.map_or(table, |cap| smaller_size(table, cap));
        if holds(required) {
            return Verdict::Pass;
        }
        // Some electrodes ask for less than the table.
        if facts.word(&facts::grounding::ELECTRODE).is_none() {
            return Verdict::Undetermined(facts::grounding::ELECTRODE.label);
        }
        let required = shown(required);
        let step =
            Step::new("Service conductors", format!("{cmil} cmil {of}"), format!("{required} {metal}"));
        let message = format!("grounding electrode conductor {gec} {metal}; {required} is asked for");
        Verdict::violation(message, gec, required, vec![step])
    }
}

/// Returns the largest size that the electrode ever needs; the field that is missing for it.
fn cap(facts: &Facts, metal: Material) -> Result<Option<&'static str>, &'static str> {
    let electrode = match facts.word(&facts::grounding::ELECTRODE) {
        Some("rods") => Electrode::RodPipePlate,
        Some("concrete") => Electrode::ConcreteEncased,
        Some("ring") => {
            let ring = facts.wire_size(&facts::grounding::RING_SIZE);
            let ring = ring.ok_or(facts::grounding::RING_SIZE.label)?;
            return Ok(gec_cap(Electrode::GroundRing, metal, Some(ring.name())));
        }
        _ => Electrode::PipeOrSteel,
    };
    Ok(gec_cap(electrode, metal, None))
}
