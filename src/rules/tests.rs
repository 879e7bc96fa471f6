//! The engine: counts, order, determinism, and a rule that panics.

use crate::domain::{CircuitId, PanelId, PanelParts, Project, ProjectParts, examples};
use crate::nec::Edition;
use crate::rules::{
    CheckTerms, Object, ObjectKind, Report, Rule, RuleContext, RuleMeta, Severity, State, Verdict,
    Verification, all_rules, check, check_on_threads, check_with,
};
use std::collections::BTreeSet;

mod one_room;
mod shared_cause;

struct Broken;

const BROKEN: RuleMeta = RuleMeta {
    code: "PW000",
    name: "broken",
    family: "tests",
    title: "A rule that fails on two-pole circuits",
    sections: None,
    severity: Severity::Error,
    looks_at: &[ObjectKind::Circuit],
    checks: "",
    resolve: "",
    not_checked: "",
    verification: Verification::Memory,
    thresholds: &[],
};

impl Rule for Broken {
    fn meta(&self) -> &'static RuleMeta {
        &BROKEN
    }

    fn check(&self, _: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Circuit(_, circuit) = object else { return Verdict::NotApplicable };
        assert!(circuit.poles != 2, "on purpose");
        Verdict::Pass
    }
}

fn sum(report: &Report) -> usize {
    let counts = report.counts;
    let answered = counts.waived + counts.stale + counts.existing;
    counts.open + counts.undetermined + answered + counts.passed + counts.not_applicable
}

#[test]
fn counts_are_rules_times_objects_in_every_edition() {
    let project = examples::two_panels();
    for edition in Edition::ALL {
        let report = check(&project, edition);
        assert_eq!(report.edition, edition);
        assert_eq!(report.counts.rules, all_rules().len());
        assert_eq!(report.counts.objects, 1 + 2 + 24, "the project, panels and circuits");
        assert_eq!(sum(&report), report.counts.rules * report.counts.objects);
        let told = |state| report.findings.iter().filter(move |f| f.state == state);
        assert_eq!(told(State::Open).count(), report.counts.open);
        // One finding stands for every rule and every object that wait for the same field.
        let waiting: usize = told(State::Undetermined).map(|f| f.verdicts).sum();
        assert!(told(State::Undetermined).all(|f| f.verdicts >= f.rules.len()));
        assert_eq!(waiting, report.counts.undetermined);
        assert_eq!(report.passed.iter().map(|p| p.checked).sum::<usize>(), report.counts.passed);
    }
}

#[test]
fn the_same_project_gives_the_same_report() {
    let project = examples::two_panels();
    assert_eq!(check(&project, Edition::E2023), check(&project, Edition::E2023));
    let report = check(&project, Edition::E2023);
    assert!(report.has_open_error());
    let order: Vec<_> = report.findings.iter().map(|f| (f.state, std::cmp::Reverse(f.severity))).collect();
    assert!(order.is_sorted());
}

#[test]
fn a_missing_field_is_one_finding_whichever_rules_wait_for_it() {
    let report = check(&examples::two_panels(), Edition::E2023);
    let conductors: Vec<_> = report.findings.iter().filter(|f| f.needs == ["conductors"]).collect();
    assert_eq!(conductors.len(), 24);
    let subjects: BTreeSet<_> = conductors.iter().flat_map(|f| &f.subjects).collect();
    assert_eq!(subjects.len(), 24);
    assert!(conductors.iter().all(|f| f.rules.len() > 1));
}

#[test]
fn a_rule_that_panics_stops_no_other() {
    let both = [&Broken as &'static dyn Rule, all_rules()[0]];
    let project = examples::two_panels();
    let report = check_with(&project, &CheckTerms::edition(Edition::E2023), &both);
    let internal: Vec<_> = report.findings.iter().filter(|f| f.internal).collect();
    assert_eq!(internal.len(), 1, "the water heater");
    assert_eq!(internal[0].subjects[0].name, "LP-1/15");
    assert_eq!(internal[0].state, State::Undetermined);
    assert_eq!(report.passed[0].checked, 23, "the other circuits went on");
    assert!(report.findings.iter().any(|f| f.meta.code == "PW001"));
    assert_eq!(sum(&report), 2 * report.counts.objects);
}

/// Returns the example so many times over, in one project.
fn many(times: u64) -> Project {
    let example = examples::two_panels().to_parts();
    let copy = |n: u64, parts: &PanelParts| {
        let mut parts = parts.clone();
        parts.facts.id = PanelId(parts.facts.id.0 + n * 1000);
        parts.facts.name = format!("{}.{n}", parts.facts.name);
        parts.circuits.iter_mut().for_each(|circuit| circuit.id = CircuitId(circuit.id.0 + n * 1000));
        parts
    };
    let panels = (0..times).flat_map(|n| example.panels.iter().map(move |parts| copy(n, parts))).collect();
    Project::from_parts(ProjectParts { panels, ..example.clone() }).expect("consistent")
}

#[test]
fn the_report_does_not_depend_on_the_number_of_threads() {
    let project = many(40);
    let rules: Vec<&'static dyn Rule> =
        [&Broken as &'static dyn Rule].into_iter().chain(all_rules().iter().copied()).collect();
    let alone = check_on_threads(&project, &CheckTerms::edition(Edition::E2023), &rules, 1);
    assert_eq!(alone.counts.objects, 40 * 26 + 1);
    assert_eq!(sum(&alone), alone.counts.rules * alone.counts.objects);
    for threads in [2, 3, 8, 64] {
        assert_eq!(
            check_on_threads(&project, &CheckTerms::edition(Edition::E2023), &rules, threads),
            alone,
            "{threads} threads"
        );
    }
}

#[test]
fn passed_objects_are_named_and_no_finding_of_the_rule_is_among_them() {
    let report = check(&many(8), Edition::E2023);
    for passed in &report.passed {
        let names: Vec<&str> = report.passed_objects(passed).map(|subject| subject.name.as_str()).collect();
        assert_eq!(names.len(), passed.checked);
        let faulty = |f: &&crate::rules::Finding| f.rules.contains(&passed.meta.code);
        for found in report.findings.iter().filter(faulty).filter_map(|f| f.subjects.first()) {
            assert!(
                !names.contains(&found.name.as_str()),
                "{} is faulty by {}",
                found.name,
                passed.meta.code
            );
        }
    }
}

#[test]
fn codes_rise_and_names_are_unique() {
    let codes: Vec<&str> = all_rules().iter().map(|rule| rule.meta().code).collect();
    assert!(codes.windows(2).all(|pair| pair[0] < pair[1]), "{codes:?}");
    let names: BTreeSet<&str> = all_rules().iter().map(|rule| rule.meta().name).collect();
    assert_eq!(names.len(), all_rules().len());
}
