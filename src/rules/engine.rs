//! Runs rules over a project.

use crate::domain::{DesignSettings, Edit, Project, apply};
use crate::nec::Edition;
use crate::rules::{
    ALL, Counts, Finding, Object, Passed, Report, Rule, RuleContext, RuleMeta, State, Subject, Verdict,
};
use std::cmp::Reverse;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Checks a project against every rule, by the edition given.
pub fn check(project: &Project, edition: Edition) -> Report {
    check_with(project, edition, ALL)
}

/// Checks a project against some rules, by the edition given.
pub fn check_with(project: &Project, edition: Edition, rules: &[&'static dyn Rule]) -> Report {
    if edition == project.settings().edition {
        return run(project, rules);
    }
    let mut other = project.clone();
    let settings = DesignSettings { edition, ..project.settings().clone() };
    match apply(&mut other, &Edit::SetSettings(settings)) {
        Ok(_) => run(&other, rules),
        // Settings refuse nothing; should they ever, the project's own edition is what the report names.
        Err(_) => run(project, rules),
    }
}

fn run(project: &Project, rules: &[&'static dyn Rule]) -> Report {
    let cx = RuleContext::new(project);
    let objects = cx.objects();
    let mut counts = Counts { rules: rules.len(), objects: objects.len(), ..Counts::default() };
    let mut findings: Vec<(usize, Finding)> = Vec::new();
    let mut passed = Vec::new();
    for rule in rules {
        let meta = rule.meta();
        let mut checked = 0;
        for (place, object) in objects.iter().enumerate() {
            match verdict(*rule, &cx, object) {
                Ok(Verdict::NotApplicable) => counts.not_applicable += 1,
                Ok(Verdict::Pass) => checked += 1,
                Ok(Verdict::Violation(fault)) => {
                    counts.open += 1;
                    let subjects = [object.subject()].into_iter().chain(fault.also).collect();
                    let found = Finding {
                        message: fault.message,
                        actual: fault.actual,
                        required: fault.required,
                        steps: fault.steps,
                        ..bare(meta, State::Open, subjects, cx.edition)
                    };
                    findings.push((place, found));
                }
                Ok(Verdict::Undetermined(needs)) => {
                    counts.undetermined += 1;
                    undetermined(&mut findings, place, object, meta, needs, cx.edition);
                }
                Err(Panicked) => {
                    counts.undetermined += 1;
                    let subjects = vec![object.subject()];
                    let found = Finding {
                        message: "this rule met a fault of its own here and says nothing; please report it with the project".to_owned(),
                        internal: true,
                        ..bare(meta, State::Undetermined, subjects, cx.edition)
                    };
                    findings.push((place, found));
                }
            }
        }
        counts.passed += checked;
        if checked > 0 {
            passed.push(Passed { meta, checked });
        }
    }
    findings.sort_by_key(|(place, f)| (f.state, Reverse(f.severity), f.meta.code, *place));
    passed.sort_by_key(|passed: &Passed| passed.meta.code);
    let findings = findings.into_iter().map(|(_, finding)| finding).collect();
    Report { edition: cx.edition, findings, passed, counts }
}

/// A rule panicked.
struct Panicked;

fn verdict(rule: &dyn Rule, cx: &RuleContext<'_>, object: &Object<'_>) -> Result<Verdict, Panicked> {
    if !rule.meta().looks_at.contains(&object.kind()) {
        return Ok(Verdict::NotApplicable);
    }
    // A rule is pure and holds nothing that a panic could leave half done.
    catch_unwind(AssertUnwindSafe(|| rule.check(cx, object))).map_err(|_| Panicked)
}

/// Reports a missing field once for each object, with all rules that wait for it.
fn undetermined(
    findings: &mut Vec<(usize, Finding)>,
    place: usize,
    object: &Object<'_>,
    meta: &'static RuleMeta,
    needs: &'static str,
    edition: Edition,
) {
    let same = findings
        .iter_mut()
        .find(|(at, f)| *at == place && f.state == State::Undetermined && !f.internal && f.needs == [needs]);
    if let Some((_, known)) = same {
        known.rules.push(meta.code);
        known.severity = known.severity.max(meta.severity);
        return;
    }
    let found = Finding {
        message: format!("needs {needs}"),
        needs: vec![needs],
        ..bare(meta, State::Undetermined, vec![object.subject()], edition)
    };
    findings.push((place, found));
}

fn bare(meta: &'static RuleMeta, state: State, subjects: Vec<Subject>, edition: Edition) -> Finding {
    Finding {
        meta,
        rules: vec![meta.code],
        severity: meta.severity,
        state,
        subjects,
        message: String::new(),
        citation: meta.citation(edition),
        actual: String::new(),
        required: String::new(),
        needs: Vec::new(),
        steps: Vec::new(),
        internal: false,
    }
}
