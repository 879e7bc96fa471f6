//! PW159: service equipment is marked: fault current, arc flash, other sources.

use crate::domain::Service;
use crate::domain::facts::{Fact, circuit, project, supply};
use crate::nec::Edition;
use crate::rules::services::{RATING, is_dwelling, occupancy};
use crate::rules::{
    Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Threshold, Verdict, Verification,
};
use crate::units::Amperes;

pub(in crate::rules) struct ServiceMarking;

const ARC_FLASH_BEFORE: Threshold = Threshold { name: "arc flash label, to 2020", unit: "A", value: 1200.0 };
const ARC_FLASH_SINCE: Threshold =
    Threshold { name: "arc flash label, since 2023", unit: "A", value: 1000.0 };

const META: RuleMeta = RuleMeta {
    code: "PW159",
    name: "service-marking",
    family: "services",
    title: "Service equipment without its marking",
    sections: Some(["110.16(B); 110.24; 705.10"; 4]),
    severity: Severity::Info,
    looks_at: &[ObjectKind::Service],
    checks: "Whether service equipment of other than dwellings is marked with the available fault current and its date, and \
             from 1,200 A (1,000 A since 2023) with an arc flash label; whether a building with photovoltaics, storage or a \
             generator on a circuit has a directory of its sources.",
    resolve: "Add the marking.",
    not_checked: "What stands on the labels; the marking of a fault current that is not known yet (PW030); feeder equipment, which has labels of its own since 2023; warnings of \
                  110.16(A); markings of panelboards (PW025, PW026).",
    verification: Verification::Memory,
    thresholds: &[ARC_FLASH_BEFORE, ARC_FLASH_SINCE],
};

impl Rule for ServiceMarking {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Service(service) = object else { return Verdict::NotApplicable };
        let sources = has_sources(cx);
        let labeled = match occupancy(cx) {
            // Unknown use: services over 240 V supply no dwellings.
            None if service.system.line_to_line().0 <= 240.0 => {
                return Verdict::of_project(project::OCCUPANCY.label);
            }
            Some(word) if is_dwelling(word) => false,
            _ => true,
        };
        let mut wanted: Vec<(&'static Fact, &str)> = Vec::new();
        if labeled {
            // Before the current is known nobody can mark it; that it is not is what PW030 says.
            let known = service.available_fault.is_some();
            if known || service.facts.yes(&supply::FAULT_CURRENT_MARKED).is_some() {
                wanted.push((&supply::FAULT_CURRENT_MARKED, "available fault current"));
            }
            let threshold = if cx.edition < Edition::E2023 { &ARC_FLASH_BEFORE } else { &ARC_FLASH_SINCE };
            let Some(rating) = service.rating else { return Verdict::Undetermined(RATING) };
            if rating >= Amperes(cx.threshold(META.code, threshold)) {
                wanted.push((&supply::ARC_FLASH_LABEL, "arc flash label"));
            }
        }
        if sources {
            wanted.push((&supply::SOURCE_DIRECTORY, "directory of sources"));
        }
        if wanted.is_empty() {
            return Verdict::NotApplicable;
        }
        judge(service, &wanted)
    }
}

fn judge(service: &Service, wanted: &[(&'static Fact, &str)]) -> Verdict {
    let answer = |fact: &'static Fact| service.facts.yes(fact);
    let lacking: Vec<&str> =
        wanted.iter().filter(|(fact, _)| answer(fact) == Some(false)).map(|(_, what)| *what).collect();
    if !lacking.is_empty() {
        let lacking = lacking.join(", ");
        return Verdict::violation(format!("not marked: {lacking}"), "not marked", lacking, Vec::new());
    }
    let unsaid = wanted.iter().find(|(fact, _)| answer(fact).is_none());
    unsaid.map_or(Verdict::Pass, |(fact, _)| Verdict::Undetermined(fact.label))
}

/// Whether a source other than the service feeds a circuit.
fn has_sources(cx: &RuleContext<'_>) -> bool {
    let source = |word: &str| ["pv", "storage", "generator"].contains(&word);
    let mut circuits = cx.project.panels().flat_map(|panel| panel.circuits());
    circuits.any(|c| c.facts.word(&circuit::EQUIPMENT).is_some_and(source))
}
