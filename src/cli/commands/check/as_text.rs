//! The answer for people.

use super::Checked;
use crate::domain::Waiver;
use crate::rules::{AmendmentLine, BaselineTally, Finding, GoneFinding, State, checklist};
use std::fmt::Write;

pub(super) fn write(checked: &Checked<'_>) -> String {
    let Checked { project, report, .. } = checked;
    let mut text = format!("{} · {}\n", project.info().name, report.edition);
    if !report.amendments.is_empty() {
        text += "\nLocal amendments\n";
        report.amendments.iter().for_each(|line| amendment(&mut text, line));
    }
    for (state, heading) in [
        (State::Open, "Open"),
        (State::Stale, "Stale waivers"),
        (State::Undetermined, "Undetermined"),
        (State::Waived, "Waived"),
        (State::Existing, "Existing"),
    ] {
        let findings: Vec<&Finding> = report.findings.iter().filter(|f| f.state == state).collect();
        if !findings.is_empty() {
            let _ = write!(text, "\n{heading}\n");
        }
        for finding in findings {
            finding_text(&mut text, finding);
            if let Some(waiver) = finding.waiver.and_then(|id| project.waiver(id)) {
                waiver_text(&mut text, waiver);
            }
            if let Some(changed) = &finding.changed {
                let _ = writeln!(text, "        since then: {changed}");
            }
        }
    }
    if !report.orphaned.is_empty() {
        text += "\nWaivers without a finding\n";
    }
    for orphan in &report.orphaned {
        if let Some(waiver) = project.waiver(orphan.waiver) {
            let _ = writeln!(text, "  {}: {}", waiver.finding_key, orphan.why.words());
            waiver_text(&mut text, waiver);
        }
    }
    if let Some(tally) = &report.baseline {
        baseline(&mut text, tally);
    }
    text += "\nFor a person to look at\n";
    for item in checklist() {
        let section = item.citation(report.edition).map_or("", |citation| citation.section);
        let _ = writeln!(text, "  {} {section}: {} ({})", item.code, item.title, item.who);
    }
    let c = report.counts;
    let answered = [(c.waived, "waived"), (c.stale, "stale"), (c.existing, "existing")];
    let answered: String =
        answered.iter().filter(|(n, _)| *n > 0).map(|(n, word)| format!("{n} {word}, ")).collect();
    let _ = write!(
        text,
        "\n{} open, {} undetermined, {answered}{} passed, {} not applicable: {} rules on {} objects\n",
        c.open, c.undetermined, c.passed, c.not_applicable, c.rules, c.objects
    );
    text
}

fn amendment(text: &mut String, line: &AmendmentLine) {
    let signed: Vec<String> = [line.basis.clone(), line.author.clone()]
        .into_iter()
        .chain(line.date.map(|date| date.to_string()))
        .filter(|words| !words.is_empty())
        .collect();
    let unknown = if line.is_known { "" } else { " (unknown to this version; changes nothing)" };
    let _ = writeln!(text, "  {} {}{unknown}: {}", line.rule, line.what, signed.join(", "));
}

fn baseline(text: &mut String, tally: &BaselineTally) {
    for (gone, heading) in
        [(&tally.fixed, "Fixed since the baseline"), (&tally.undecided, "In the baseline, not decided now")]
    {
        if !gone.is_empty() {
            let _ = write!(text, "\n{heading}\n");
        }
        for GoneFinding { summary, .. } in gone {
            let _ = writeln!(text, "  {summary}");
        }
    }
    let _ = write!(
        text,
        "\nBaseline: {} new, {} changed, {} fixed, {} unchanged\n",
        tally.new,
        tally.changed,
        tally.fixed.len(),
        tally.unchanged
    );
}

fn finding_text(text: &mut String, finding: &Finding) {
    let subjects: Vec<&str> = finding.subjects.iter().map(|subject| subject.name.as_str()).collect();
    let _ = writeln!(
        text,
        "  {} {:7} {}: {}",
        finding.rules.join(", "),
        finding.severity.name(),
        subjects.join(", "),
        finding.message
    );
    for step in &finding.steps {
        let result = if step.is_note() { String::new() } else { format!(" = {}", step.result) };
        let _ = writeln!(text, "        {}: {}{result}", step.what, step.inputs);
    }
    if let (false, Some(citation)) = (finding.is_undetermined(), finding.citation) {
        let advice = finding.meta.verification.advice().map(|advice| format!(" ({advice})"));
        let _ = writeln!(text, "        {citation}{}", advice.unwrap_or_default());
    }
}

fn waiver_text(text: &mut String, waiver: &Waiver) {
    let license = waiver.license_number.as_ref().map(|n| format!(", license {n}")).unwrap_or_default();
    let basis = if waiver.basis.is_empty() { String::new() } else { format!(" ({})", waiver.basis) };
    let kind = waiver.kind.name().replace('-', " ");
    let _ = writeln!(
        text,
        "        {kind}: {}{basis} · {}{license}, {}",
        waiver.reason, waiver.author, waiver.date
    );
}
