//! Runs rules over a project, on as many threads as there is work for.
//!
//! Objects are judged in chunks of neighbors, each object by every rule that looks at its kind. Chunks are joined in the
//! order of the objects whoever judged them, so the report does not depend on the number of threads.

use crate::domain::{DesignSettings, Edit, Project, apply_all};
use crate::nec::Edition;
use crate::rules::amended::lines;
use crate::rules::baseline_state::apply_baseline;
use crate::rules::joined::Joined;
use crate::rules::key::Keys;
use crate::rules::part::Part;
use crate::rules::waiver_state::apply_waivers;
use crate::rules::{
    Against, CheckTerms, Counts, Finding, Object, ObjectKind, Passed, Report, Rule, RuleContext, Verdict,
    all_rules,
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
    check_with(project, &CheckTerms::edition(edition), all_rules())
}

/// Checks a project against every rule, by the terms given.
pub fn check_by(project: &Project, terms: &CheckTerms<'_>) -> Report {
    check_with(project, terms, all_rules())
}

/// Checks a project against some rules.
pub fn check_with(project: &Project, terms: &CheckTerms<'_>, rules: &[&'static dyn Rule]) -> Report {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    check_on_threads(project, terms, rules, threads)
}

/// Checks a project on at most so many threads. The report is the same for any number.
pub fn check_on_threads(
    project: &Project,
    terms: &CheckTerms<'_>,
    rules: &[&'static dyn Rule],
    threads: usize,
) -> Report {
    if terms.edition == project.settings().edition && terms.amendments.is_empty() {
        return run(project, terms, rules, threads);
    }
    let settings = DesignSettings { edition: terms.edition, ..project.settings().clone() };
    let amendments = project.amendments().iter().chain(terms.amendments).cloned().collect();
    match apply_all(project, &[Edit::SetSettings(settings), Edit::SetAmendments(amendments)]) {
        Ok((other, _)) => run(&other, terms, rules, threads),
        // Neither edit refuses anything; should one ever, the project's own edition is what the report names.
        Err(_) => run(project, terms, rules, threads),
    }
}

fn run(project: &Project, terms: &CheckTerms<'_>, rules: &[&'static dyn Rule], threads: usize) -> Report {
    let cx = RuleContext::new(project);
    let objects = cx.objects();
    let rules: Vec<&'static dyn Rule> =
        rules.iter().copied().filter(|rule| !cx.amended.is_off(rule.meta().code)).collect();
    let judges = Judges::of(&rules);
    let mut counts = Counts { rules: rules.len(), objects: objects.len(), ..Counts::default() };
    let mut found = Joined::default();
    let mut places: Vec<Vec<u32>> = vec![Vec::new(); rules.len()];
    for part in parts(&cx, &objects, &judges, threads) {
        counts.not_applicable += part.not_applicable;
        for (place, finding) in part.findings {
            found.add(place, finding);
        }
        for (places, of_part) in places.iter_mut().zip(&part.passed) {
            places.extend_from_slice(of_part);
        }
    }
    counts.passed = places.iter().map(Vec::len).sum();
    let mut passed: Vec<Passed> = (rules.iter().zip(places))
        .filter(|(_, places)| !places.is_empty())
        .map(|(rule, places)| Passed { meta: rule.meta(), checked: places.len(), places })
        .collect();
    passed.sort_by_key(|passed| passed.meta.code);
    let Joined { mut findings, places: at, .. } = found;
    let orphaned = apply_waivers(project, terms, &cx.amended, &mut findings);
    let baseline = project.baseline().filter(|_| terms.against == Against::Baseline);
    let baseline = baseline.map(|baseline| apply_baseline(baseline, &cx.amended, &mut findings));
    findings.iter().for_each(|finding| counts.add(finding));
    Report {
        edition: cx.edition,
        findings: in_order(findings, &at),
        passed,
        objects: objects.iter().map(Object::subject).collect(),
        counts,
        orphaned,
        baseline,
        amendments: lines(project.amendments()),
        amended: cx.amended,
    }
}

/// Puts findings in the order of reports: by state, the worst first, by rule, by the places of their objects.
fn in_order(findings: Vec<Finding>, places: &[usize]) -> Vec<Finding> {
    let rank = |f: &Finding, place: usize| (f.state, Reverse(f.severity), f.meta.code, place);
    let ranks =
        findings.iter().zip(places).enumerate().map(|(at, (finding, place))| (rank(finding, *place), at));
    // Findings are large; their ranks are moved about instead.
    let mut ranks: Vec<_> = ranks.collect();
    ranks.sort_unstable();
    let order: Vec<usize> = ranks.into_iter().map(|(_, at)| at).collect();
    let mut findings: Vec<Option<Finding>> = findings.into_iter().map(Some).collect();
    order.into_iter().filter_map(|at| findings.get_mut(at)?.take()).collect()
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

/// Judges all chunks and returns what came of them, in the order of the objects.
fn parts(cx: &RuleContext<'_>, objects: &[Object<'_>], judges: &Judges, threads: usize) -> Vec<Part> {
    let keys = Keys::of(cx.project);
    let chunks: Vec<&[Object<'_>]> = objects.chunks(CHUNK).collect();
    let judge = |at: usize| chunks.get(at).map(|chunk| judged(cx, &keys, at * CHUNK, chunk, judges));
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
fn judged(cx: &RuleContext<'_>, keys: &Keys, first: usize, chunk: &[Object<'_>], judges: &Judges) -> Part {
    let mut part = Part::of(judges.rules);
    for (place, object) in (first..).zip(chunk) {
        let looking = judges.of_kind(object.kind());
        part.not_applicable += judges.rules - looking.len();
        part.begin(place);
        for (at, rule) in looking {
            let meta = rule.meta();
            match verdict(*rule, cx, object) {
                Ok(Verdict::NotApplicable) => part.not_applicable += 1,
                Ok(Verdict::Pass) => part.pass(*at),
                Ok(Verdict::Violation(fault)) => part.violation(cx, keys, object, meta, *fault),
                Ok(Verdict::Undetermined(needs)) => part.undetermined(cx, keys, object, meta, needs),
                Ok(Verdict::Missing { at, field }) => part.missing(cx, keys, (at, field), meta),
                Err(Panicked) => part.internal(cx, keys, object, meta),
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
