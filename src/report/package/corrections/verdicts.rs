//! Answers that follow from the verdicts of rules.

use crate::domain::EntityId;
use crate::report::package::corrections::{Answer, Verdict};
use crate::report::package::cx::{Cx, count, few};
use crate::report::package::words::giver;
use crate::rules::{Finding, Object, ObjectKind, RuleContext, RuleMeta, State, Subject, all_rules};

/// Names in one answer.
const MOST: usize = 4;

/// Which objects a question is about, of those its rules look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Among {
    All,
    Circuits,
    /// Whatever is no circuit.
    Feeders,
}

impl Among {
    fn holds(self, subject: &Subject) -> bool {
        let is_circuit = matches!(subject.id, EntityId::Circuit(..));
        match self {
            Self::All => true,
            Self::Circuits => is_circuit,
            Self::Feeders => !is_circuit,
        }
    }

    fn kind(self, kind: ObjectKind) -> bool {
        match self {
            Self::All => true,
            Self::Circuits => kind == ObjectKind::Circuit,
            Self::Feeders => kind != ObjectKind::Circuit,
        }
    }
}

/// Answers from the verdicts of these rules: a fault weighs more than what is missing, that more than what passed.
pub fn answer(cx: &Cx<'_>, codes: &[&str], among: Among) -> Answer {
    let of = |finding: &&Finding| {
        finding.rules.iter().any(|code| codes.contains(code))
            && (finding.is_undetermined() || finding.subjects.iter().any(|subject| among.holds(subject)))
    };
    let findings: Vec<&Finding> = cx.report.findings.iter().filter(of).collect();
    let (missing, faults): (Vec<&Finding>, Vec<&Finding>) =
        findings.into_iter().partition(|finding| finding.is_undetermined() || finding.internal);
    if !faults.is_empty() {
        return failed(cx, &faults);
    }
    let missing: Vec<&Finding> =
        missing.into_iter().filter(|finding| concerns(finding, codes, among)).collect();
    let passed: Vec<&Subject> = passed(cx, codes, among);
    if !missing.is_empty() {
        return undetermined(cx, &missing, passed.len());
    }
    let off: Vec<&str> = off(cx, codes);
    if !off.is_empty() {
        let mut answer = Answer::blank(format!("Not checked: {} is off by local amendment", off.join(", ")));
        answer.shown = "Local amendments".to_owned();
        return answer;
    }
    if !passed.is_empty() {
        let names: Vec<String> = passed.iter().map(|subject| cx.place(subject)).collect();
        return Answer::new(
            Verdict::Yes,
            few(&names, MOST),
            format!("{} passed", count(passed.len(), "object")),
        );
    }
    nothing(cx, codes, among)
}

/// Of a field that is missing elsewhere (the occupancy of the building) nobody can say which objects wait for it.
fn concerns(finding: &Finding, codes: &[&str], among: Among) -> bool {
    let elsewhere = |subject: &Subject| !matches!(subject.id, EntityId::Circuit(..) | EntityId::Panel(_));
    let looks = metas(codes).any(|meta| meta.looks_at.iter().any(|kind| among.kind(*kind)));
    looks && finding.subjects.iter().any(|subject| among.holds(subject) || elsewhere(subject))
}

fn failed(cx: &Cx<'_>, faults: &[&Finding]) -> Answer {
    let subjects = faults.iter().flat_map(|finding| &finding.subjects);
    let shown = cx.places(subjects, MOST);
    let values: Vec<String> = faults
        .iter()
        .map(|finding| {
            let state = match finding.state {
                State::Open | State::Undetermined => "",
                State::Stale => ", stale waiver",
                State::Waived => ", waived",
                State::Existing => ", existing",
            };
            let number = cx.number(finding);
            match (finding.actual.is_empty(), finding.required.is_empty()) {
                (false, false) => {
                    format!("{}; required {} (finding {number}{state})", finding.actual, finding.required)
                }
                _ => format!("{} (finding {number}{state})", finding.message),
            }
        })
        .collect();
    Answer::new(Verdict::No, shown, few(&values, MOST).replace("), ", "); "))
}

fn undetermined(cx: &Cx<'_>, missing: &[&Finding], passed: usize) -> Answer {
    let shown = cx.places(missing.iter().flat_map(|finding| &finding.subjects), MOST);
    let mut needs: Vec<String> = missing
        .iter()
        .flat_map(|finding| {
            finding.needs.iter().map(|needs| format!("{needs} ({})", giver(needs).to_lowercase()))
        })
        .collect();
    needs.sort();
    needs.dedup();
    let besides = if passed == 0 { String::new() } else { format!("; {} passed", count(passed, "other")) };
    let value = if needs.is_empty() {
        "Undetermined: a rule failed".to_owned()
    } else {
        format!("Undetermined: needs {}{besides}", few(&needs, MOST))
    };
    Answer::new(Verdict::Blank, shown, value)
}

fn metas(codes: &[&str]) -> impl Iterator<Item = &'static RuleMeta> {
    all_rules().iter().map(|rule| rule.meta()).filter(|meta| codes.contains(&meta.code))
}

fn off<'c>(cx: &Cx<'_>, codes: &[&'c str]) -> Vec<&'c str> {
    let is_off = |code: &&&str| metas(&[**code]).any(|meta| cx.report.configured(meta).is_none());
    codes.iter().filter(is_off).copied().collect()
}

fn passed<'r>(cx: &'r Cx<'_>, codes: &[&str], among: Among) -> Vec<&'r Subject> {
    let rules = cx.report.passed.iter().filter(|passed| codes.contains(&passed.meta.code));
    let mut places: Vec<u32> = rules.flat_map(|passed| passed.places.iter().copied()).collect();
    places.sort_unstable();
    places.dedup();
    let subjects = places.into_iter().filter_map(|place| cx.report.objects.get(place as usize));
    subjects.filter(|subject| among.holds(subject)).collect()
}

/// Nothing failed, nothing passed: the rules do not apply, or there is nothing they could look at.
fn nothing(cx: &Cx<'_>, codes: &[&str], among: Among) -> Answer {
    let objects = RuleContext::new(cx.project).objects();
    let mut kinds: Vec<ObjectKind> = metas(codes)
        .flat_map(|meta| meta.looks_at.iter().copied())
        .filter(|kind| among.kind(*kind))
        .collect();
    kinds.sort();
    kinds.dedup();
    let there = objects.iter().map(Object::kind).filter(|kind| kinds.contains(kind)).count();
    if there == 0 {
        let names: Vec<&str> = kinds.iter().map(|kind| kind.name()).collect();
        return Answer::blank(format!("Nothing to look at: the project has no {}", names.join(" and no ")));
    }
    Answer::new(Verdict::NotApplicable, "", format!("applies to none of {}", count(there, "object")))
}
