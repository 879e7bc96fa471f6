//! Waivers in full: what they answer, why, on what basis, by whom, how long; and those that answer nothing.

use crate::domain::{Expiry, Waiver, WaiverKind, WaiverScope};
use crate::report::package::cx::{Cx, count};
use crate::report::package::flow::Flow;
use crate::report::package::table::{Row, facts, table, words};
use crate::rules::{Finding, State};

/// Counts waivers in words.
pub fn standing(cx: &Cx<'_>) -> String {
    let given = cx.project.waivers().len();
    if given == 0 {
        return "None".to_owned();
    }
    let findings = |holds: bool| {
        let of =
            cx.report.findings.iter().filter(|f| f.waiver.is_some() && (f.state == State::Waived) == holds);
        of.count()
    };
    format!(
        "{} · {} waived · {} whose waiver holds no more · waivers without a finding: {}",
        count(given, "waiver"),
        count(findings(true), "finding"),
        count(findings(false), "finding"),
        cx.report.orphaned.len(),
    )
}

/// Returns what a waiver says, for the finding it answers.
pub fn waiver_lines(waiver: &Waiver) -> Vec<(&'static str, String)> {
    let kind = match waiver.kind {
        WaiverKind::AcceptedRisk => "Accepted risk",
        WaiverKind::FalsePositive => "False positive",
    };
    let scope = match waiver.scope {
        WaiverScope::Object => "this finding",
        WaiverScope::RuleInProject => "the rule in the whole project",
    };
    let basis = if waiver.basis.trim().is_empty() { "none given".to_owned() } else { waiver.basis.clone() };
    vec![
        ("Waiver", format!("{} {kind}, for {scope}", waiver.id)),
        ("Reason", waiver.reason.clone()),
        ("Basis", basis),
        ("Signed", signed(waiver)),
        ("Facts hash", waiver.facts_hash.clone()),
    ]
}

fn signed(waiver: &Waiver) -> String {
    let license = waiver.license_number.as_ref().map(|n| format!(", license {n}")).unwrap_or_default();
    format!("{}{license}, {}, {}; {}", waiver.author, waiver.date, waiver.edition, expiry(waiver))
}

fn expiry(waiver: &Waiver) -> String {
    match waiver.expires {
        None => "does not expire".to_owned(),
        Some(Expiry::After(last)) => format!("holds until {last}"),
        Some(Expiry::NextEdition) => "holds until a later edition".to_owned(),
    }
}

/// Lists every waiver of the project with what has become of it.
pub fn waivers(flow: &mut Flow<'_>, cx: &Cx<'_>) {
    if cx.project.waivers().len() == 0 {
        flow.paragraph("No waiver has been given.");
        return;
    }
    if cx.options.today().is_none() {
        flow.remark("No date is given for this document: days on which waivers end have not been judged.");
    }
    for waiver in cx.project.waivers() {
        let answered: Vec<&Finding> =
            cx.report.findings.iter().filter(|finding| finding.waiver == Some(waiver.id)).collect();
        let state = state(cx, waiver, &answered);
        let what = match answered.as_slice() {
            [] => waiver.finding_key.clone(),
            [one] => one.summary(),
            [first, ..] => format!("{} ({})", first.meta.title, count(answered.len(), "finding")),
        };
        flow.together(|flow| {
            flow.item(&what, state.0);
            let mut lines = waiver_lines(waiver);
            if !state.1.is_empty() {
                lines.push(("Holds no more", state.1.clone()));
            }
            facts(flow, &lines);
        });
    }
}

fn state(cx: &Cx<'_>, waiver: &Waiver, answered: &[&Finding]) -> (&'static str, String) {
    if let Some(orphan) = cx.report.orphaned.iter().find(|orphan| orphan.waiver == waiver.id) {
        return ("answers nothing", orphan.why.words().to_owned());
    }
    let changed: Vec<&str> = answered.iter().filter_map(|finding| finding.changed.as_deref()).collect();
    match changed.first() {
        Some(changed) => ("stale", (*changed).to_owned()),
        None => ("holds", String::new()),
    }
}

/// Compares with the baseline of existing conditions.
pub fn baseline(flow: &mut Flow<'_>, cx: &Cx<'_>) {
    let Some((baseline, tally)) = cx.project.baseline().zip(cx.report.baseline.as_ref()) else {
        flow.paragraph("No baseline of existing conditions has been taken: every finding counts.");
        return;
    };
    let names: Vec<&str> = baseline
        .panels
        .iter()
        .filter_map(|id| cx.project.panel(*id))
        .map(|panel| panel.name.as_str())
        .collect();
    let of = if names.is_empty() { "the whole project".to_owned() } else { names.join(", ") };
    facts(
        flow,
        &[
            ("Taken", format!("{} by {}", baseline.date, baseline.author)),
            ("Of", of),
            ("Entries", baseline.entries.len().to_string()),
            ("New since", tally.new.to_string()),
            ("Changed since", format!("{}, which are open", tally.changed)),
            ("Unchanged", format!("{}, which are existing conditions", tally.unchanged)),
            ("Found no more", tally.fixed.len().to_string()),
            ("Not decided", tally.undecided.len().to_string()),
        ],
    );
    let gone = tally.fixed.iter().map(|gone| (gone, "found no more"));
    let gone = gone.chain(tally.undecided.iter().map(|gone| (gone, "not decided")));
    let rows: Vec<Row> = gone.map(|(gone, how)| Row::of([how.to_owned(), gone.summary.clone()])).collect();
    if !rows.is_empty() {
        table(flow, &[words("Entry of the baseline", 0.2), words("What it said", 0.8)], &rows);
    }
}
