//! A finding in the form of a good correction: issue, code basis, required action, who supplies what, how it came about.

use super::FindingKind;
use crate::domain::{EntityId, Project};
use crate::engineering::Step;
use crate::rules::{Finding, Passed, RuleMeta, Subject};
use std::fmt::Write;

/// A label with its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardLine {
    pub label: &'static str,
    pub words: String,
}

/// What a card says.
#[derive(Clone, Debug, PartialEq)]
pub struct FindingCard {
    /// `None` on the card of what passed.
    pub kind: Option<FindingKind>,
    /// `LP-1/13: 20 A device for …`.
    pub title: String,
    /// Rule, its name, severity, state.
    pub caption: String,
    pub lines: Vec<CardLine>,
    pub steps: Vec<Step>,
    /// What the rule says it does not look at, and what its statement was compared with.
    pub small_print: Vec<CardLine>,
}

/// Returns the card of a finding.
pub fn finding_card(project: &Project, finding: &Finding) -> FindingCard {
    let kind = FindingKind::of(finding);
    let names: Vec<&str> = finding.subjects.iter().map(|subject| subject.name.as_str()).collect();
    let mut lines = vec![line("Issue", issue(project, finding)), line("Code basis", basis(finding))];
    if finding.internal {
        lines.push(line("Required", "Report it with the project; nothing is known about the object here"));
    } else if finding.needs.is_empty() {
        lines.push(line("Required", finding.meta.resolve));
    } else {
        lines.push(line("Required", format!("Enter {}", finding.needs.join(", "))));
    }
    lines.push(line("Who", who(finding)));
    if !finding.actual.is_empty() || !finding.required.is_empty() {
        lines.push(line("Measured", &finding.actual));
        lines.push(line("Limit", &finding.required));
    }
    lines.extend(answer_lines(project, finding));
    if finding.rules.len() > 1 {
        lines.push(line("Rules that wait", finding.rules.join(", ")));
    }
    FindingCard {
        kind: Some(kind),
        title: format!("{}: {}", names.join(", "), finding.message),
        caption: format!(
            "{} · {} · {} · {}",
            finding.meta.code,
            finding.meta.name,
            finding.severity,
            kind.status().to_lowercase()
        ),
        lines,
        steps: finding.steps.clone(),
        small_print: small_print(finding.meta),
    }
}

/// Returns the card of a rule that passed, for one of its objects or for all of them.
pub fn passed_card(project: &Project, passed: &Passed, object: Option<&Subject>) -> FindingCard {
    let meta = passed.meta;
    let what = match object {
        Some(subject) => format!("{}: passed", subject.name),
        None => format!("{}: {} passed", meta.title, objects(passed.checked)),
    };
    let citation = meta.citation(project.settings().edition);
    let basis = citation.map_or_else(|| "Design target, no Code limit".to_owned(), |c| c.to_string());
    let mut lines = vec![line("Checked", meta.checks), line("Code basis", basis)];
    if let Some(words) = object.and_then(|subject| described(project, subject)) {
        lines.insert(0, line("Object", words));
    }
    FindingCard {
        kind: None,
        title: what,
        caption: format!("{} · {} · passed", meta.code, meta.name),
        lines,
        steps: Vec::new(),
        small_print: small_print(meta),
    }
}

impl FindingCard {
    /// Returns the card as plain text, to be pasted into a letter.
    pub fn text(&self) -> String {
        let mut text = format!("{}\n{}\n", self.title, self.caption);
        for CardLine { label, words } in &self.lines {
            let _ = writeln!(text, "{label}: {words}");
        }
        for step in &self.steps {
            let result = if step.is_note() { String::new() } else { format!(" = {}", step.result) };
            let cited = step.citation.map(|citation| format!(" ({citation})")).unwrap_or_default();
            let _ = writeln!(text, "  {}: {}{result}{cited}", step.what, step.inputs);
        }
        for CardLine { label, words } in &self.small_print {
            let _ = writeln!(text, "{label}: {words}");
        }
        text
    }
}

fn line(label: &'static str, words: impl Into<String>) -> CardLine {
    CardLine { label, words: words.into() }
}

fn objects(count: usize) -> String {
    if count == 1 { "1 object".to_owned() } else { format!("{count} objects") }
}

/// What somebody has answered to it, and why that holds no more.
fn answer_lines(project: &Project, finding: &Finding) -> Vec<CardLine> {
    let mut lines = Vec::new();
    if let Some(waiver) = finding.waiver.and_then(|id| project.waiver(id)) {
        let license = waiver.license_number.as_ref().map(|n| format!(", license {n}")).unwrap_or_default();
        let signed = format!("{}{license}, {}", waiver.author, waiver.date);
        lines.push(line(
            "Waived",
            format!("{} ({}; {signed})", waiver.reason, waiver.kind.name().replace('-', " ")),
        ));
        if !waiver.basis.is_empty() {
            lines.push(line("Basis", &waiver.basis));
        }
        lines.push(line("Facts hash", &waiver.facts_hash));
    }
    if let Some(changed) = &finding.changed {
        lines.push(line("Stale because", changed));
    }
    if let Some(since) = finding.since {
        lines.push(line("Since baseline", since.name()));
    }
    lines
}

/// What is wrong, with the designer's own words for the circuits.
fn issue(project: &Project, finding: &Finding) -> String {
    let described: Vec<String> = finding.subjects.iter().filter_map(|s| described(project, s)).collect();
    if described.is_empty() {
        finding.meta.title.to_owned()
    } else {
        format!("{} · {}", finding.meta.title, described.join("; "))
    }
}

fn described(project: &Project, subject: &Subject) -> Option<String> {
    let words = match subject.id {
        EntityId::Circuit(panel, circuit) => project.panel(panel)?.circuit(circuit)?.description.clone(),
        EntityId::Panel(panel) => project.panel(panel)?.location.clone(),
        EntityId::Transformer(transformer) => project.transformer(transformer)?.location.clone(),
        _ => return None,
    };
    (!words.is_empty()).then_some(words)
}

fn basis(finding: &Finding) -> String {
    finding
        .citation
        .map_or_else(|| "Design target, no Code limit".to_owned(), |citation| citation.to_string())
}

/// Who has to do or to supply what.
fn who(finding: &Finding) -> String {
    if finding.internal {
        return "The makers of the program".to_owned();
    }
    let supplies = |needs: &&str| {
        let giver = if needs.contains("fault current") {
            "Utility"
        } else if *needs == "occupancy" {
            "Architect"
        } else if needs.contains("terminal") || needs.contains("interrupting") {
            "Maker of the equipment"
        } else {
            "Designer"
        };
        format!("{giver}: {needs}")
    };
    if finding.needs.is_empty() {
        return "Designer: choose a fix. Reviewer: confirm".to_owned();
    }
    finding.needs.iter().map(supplies).collect::<Vec<_>>().join("; ")
}

fn small_print(meta: &RuleMeta) -> Vec<CardLine> {
    let mark = meta.verification;
    let verified = match mark.advice() {
        Some(advice) => format!("{} · {advice}", mark.letter()),
        None => format!("{} · compared with a source", mark.letter()),
    };
    vec![line("Not checked", meta.not_checked), line("Verified", verified)]
}
