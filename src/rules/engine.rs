//! Runs rules over a project, on as many threads as there is work for.
//!
//! Objects are judged in chunks of neighbors, each object by every rule that looks at its kind. Chunks are joined in the
//! order of the objects whoever judged them, so the report does not depend on the number of threads.

use crate::domain::{DesignSettings, Edit, Project, apply};
use crate::nec::Edition;
use crate::rules::{
    ALL, Counts, Finding, Object, ObjectKind, Passed, Report, Rule, RuleContext, RuleMeta, State, Subject,
    Verdict,
};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Objects of one chunk: a few panelboards, so that threads end at about the same time.
const CHUNK: usize = 128;

/// Checks a project against every rule, by the edition given.
pub fn check(project: &Project, edition: Edition) -> Report {
    check_with(project, edition, ALL)
}

/// Checks a project against some rules, by the edition given.
pub fn check_with(project: &Project, edition: Edition, rules: &[&'static dyn Rule]) -> Report {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    check_on_threads(project, edition, rules, threads)
}

/// Checks a project on at most so many threads. The report is the same for any number.
pub fn check_on_threads(
    project: &Project,
    edition: Edition,
    rules: &[&'static dyn Rule],
    threads: usize,
) -> Report {
    if edition == project.settings().edition {
        return run(project, rules, threads);
    }
    let mut other = project.clone();
    let settings = DesignSettings { edition, ..project.settings().clone() };
    match apply(&mut other, &Edit::SetSettings(settings)) {
        Ok(_) => run(&other, rules, threads),
        // Settings refuse nothing; should they ever, the project's own edition is what the report names.
        Err(_) => run(project, rules, threads),
    }
}

fn run(project: &Project, rules: &[&'static dyn Rule], threads: usize) -> Report {
    let cx = RuleContext::new(project);
    let objects = cx.objects();
    let judges = Judges::of(rules);
    let mut counts = Counts { rules: rules.len(), objects: objects.len(), ..Counts::default() };
    let mut findings: Vec<(usize, Finding)> = Vec::new();
    let mut places: Vec<Vec<u32>> = vec![Vec::new(); rules.len()];
    for part in parts(&cx, &objects, &judges, threads) {
        counts.open += part.open;
        counts.undetermined += part.undetermined;
        counts.not_applicable += part.not_applicable;
        findings.extend(part.findings);
        for (rule, place) in part.passed {
            if let Some(places) = places.get_mut(rule) {
                places.push(place as u32);
            }
        }
    }
    counts.passed = places.iter().map(Vec::len).sum();
    let mut passed: Vec<Passed> = (rules.iter().zip(places))
        .filter(|(_, places)| !places.is_empty())
        .map(|(rule, places)| Passed { meta: rule.meta(), checked: places.len(), places })
        .collect();
    findings.sort_by_key(|(place, f)| (f.state, Reverse(f.severity), f.meta.code, *place));
    passed.sort_by_key(|passed| passed.meta.code);
    let findings = findings.into_iter().map(|(_, finding)| finding).collect();
    let objects = objects.iter().map(Object::subject).collect();
    Report { edition: cx.edition, findings, passed, objects, counts }
}

/// The rules by the kind of object they look at, each with its place in the list of rules.
struct Judges {
    by_kind: BTreeMap<ObjectKind, Vec<(usize, &'static dyn Rule)>>,
    rules: usize,
}

impl Judges {
    fn of(rules: &[&'static dyn Rule]) -> Self {
        let mut by_kind: BTreeMap<ObjectKind, Vec<(usize, &'static dyn Rule)>> = BTreeMap::new();
        for kind in ObjectKind::ALL {
            let looking = |(_, rule): &(usize, &'static dyn Rule)| rule.meta().looks_at.contains(kind);
            by_kind.insert(*kind, rules.iter().copied().enumerate().filter(looking).collect());
        }
        Self { by_kind, rules: rules.len() }
    }

    fn of_kind(&self, kind: ObjectKind) -> &[(usize, &'static dyn Rule)] {
        self.by_kind.get(&kind).map_or(&[], Vec::as_slice)
    }
}

/// What came of one chunk of objects.
#[derive(Default)]
struct Part {
    open: usize,
    undetermined: usize,
    not_applicable: usize,
    findings: Vec<(usize, Finding)>,
    /// Place of the rule, place of the object.
    passed: Vec<(usize, usize)>,
}

/// Judges all chunks and returns what came of them, in the order of the objects.
fn parts(cx: &RuleContext<'_>, objects: &[Object<'_>], judges: &Judges, threads: usize) -> Vec<Part> {
    let chunks: Vec<&[Object<'_>]> = objects.chunks(CHUNK).collect();
    let judge = |at: usize| chunks.get(at).map(|chunk| judged(cx, at * CHUNK, chunk, judges));
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            match judge(at) {
                Some(part) => done.push((at, part)),
                None => return done,
            }
        }
    };
    let mut done = thread::scope(|scope| {
        let more = threads.min(chunks.len()).saturating_sub(1);
        // A thread that cannot be had leaves its chunks to the others.
        let helping: Vec<_> =
            (0..more).filter_map(|_| thread::Builder::new().spawn_scoped(scope, work).ok()).collect();
        let mut done = work();
        done.extend(helping.into_iter().filter_map(|thread| thread.join().ok()).flatten());
        done
    });
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, part)| part).collect()
}

/// Judges the objects of a chunk, the first of which stands at `first`.
fn judged(cx: &RuleContext<'_>, first: usize, chunk: &[Object<'_>], judges: &Judges) -> Part {
    let mut part = Part::default();
    for (place, object) in (first..).zip(chunk) {
        let looking = judges.of_kind(object.kind());
        part.not_applicable += judges.rules - looking.len();
        let before = part.findings.len();
        for (at, rule) in looking {
            let meta = rule.meta();
            match verdict(*rule, cx, object) {
                Ok(Verdict::NotApplicable) => part.not_applicable += 1,
                Ok(Verdict::Pass) => part.passed.push((*at, place)),
                Ok(Verdict::Violation(fault)) => {
                    part.open += 1;
                    let subjects = [object.subject()].into_iter().chain(fault.also).collect();
                    let found = Finding {
                        message: fault.message,
                        actual: fault.actual,
                        required: fault.required,
                        steps: fault.steps,
                        ..bare(meta, State::Open, subjects, cx.edition)
                    };
                    part.findings.push((place, found));
                }
                Ok(Verdict::Undetermined(needs)) => {
                    part.undetermined += 1;
                    let known = part.findings.get_mut(before..).unwrap_or_default();
                    if let Some(found) = undetermined(known, object, meta, needs, cx.edition) {
                        part.findings.push((place, found));
                    }
                }
                Err(Panicked) => {
                    part.undetermined += 1;
                    let subjects = vec![object.subject()];
                    let found = Finding {
                        message: "this rule met a fault of its own here and says nothing; please report it with the project".to_owned(),
                        internal: true,
                        ..bare(meta, State::Undetermined, subjects, cx.edition)
                    };
                    part.findings.push((place, found));
                }
            }
        }
    }
    part
}

/// A rule panicked.
struct Panicked;

fn verdict(rule: &dyn Rule, cx: &RuleContext<'_>, object: &Object<'_>) -> Result<Verdict, Panicked> {
    // A rule is pure and holds nothing that a panic could leave half done.
    catch_unwind(AssertUnwindSafe(|| rule.check(cx, object))).map_err(|_| Panicked)
}

/// Reports a missing field once for each object, with all rules that wait for it; `known` are the object's findings.
///
/// Returns the finding when the field is reported for the first time.
fn undetermined(
    known: &mut [(usize, Finding)],
    object: &Object<'_>,
    meta: &'static RuleMeta,
    needs: &'static str,
    edition: Edition,
) -> Option<Finding> {
    let same = |f: &Finding| f.state == State::Undetermined && !f.internal && f.needs == [needs];
    if let Some((_, known)) = known.iter_mut().find(|(_, f)| same(f)) {
        known.rules.push(meta.code);
        known.severity = known.severity.max(meta.severity);
        return None;
    }
    Some(Finding {
        message: format!("needs {needs}"),
        needs: vec![needs],
        ..bare(meta, State::Undetermined, vec![object.subject()], edition)
    })
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
