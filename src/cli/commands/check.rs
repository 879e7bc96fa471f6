//! `phasewright check`: every rule of the Code on every object of a project.

use crate::cli::commands::Context;
use crate::cli::{CliError, Outcome, json, project_file};
use crate::domain::EntityId;
use crate::nec::Edition;
use crate::rules::{Finding, Report, State, Subject, check};
use serde_json::{Value, json};
use std::path::PathBuf;

/// Check a project against the rules of the Code: faults, what is undetermined and why, and what passed
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// The project
    project: PathBuf,
    /// The edition of the Code, instead of the project's: 2017, 2020, 2023 or 2026
    #[arg(long)]
    edition: Option<Edition>,
}

pub(in crate::cli) fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let project = project_file::read(&args.project)?;
    let edition = args.edition.unwrap_or(project.settings().edition);
    let report = check(&project, edition);
    context.output.answer(|| as_json(&report), || as_text(&project.info().name, &report))?;
    Ok(if report.has_open_error() { Outcome::No } else { Outcome::Done })
}

fn as_json(report: &Report) -> Value {
    let passed = report.passed.iter().map(|p| json!({ "rule": p.meta.code, "checked": p.checked }));
    let counts = report.counts;
    json!({
        "edition": report.edition.year().to_string(),
        "findings": report.findings.iter().map(finding_json).collect::<Value>(),
        "passed": passed.collect::<Value>(),
        "not_applicable": counts.not_applicable,
        "counts": {
            "rules": counts.rules,
            "objects": counts.objects,
            "open": counts.open,
            "undetermined": counts.undetermined,
            "waived": counts.waived,
            "stale": counts.stale,
            "existing": counts.existing,
            "passed": counts.passed,
            "not_applicable": counts.not_applicable,
        },
    })
}

fn finding_json(finding: &Finding) -> Value {
    let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    json!({
        "rule": finding.meta.code,
        "name": finding.meta.name,
        "rules": finding.rules,
        "severity": finding.severity.name(),
        "state": finding.state.name(),
        "subjects": finding.subjects.iter().map(|subject| subject.name.as_str()).collect::<Vec<_>>(),
        "subject_ids": finding.subjects.iter().map(subject_id).collect::<Vec<_>>(),
        "message": finding.message,
        "citation": finding.citation.map(|citation| citation.to_string()),
        "verify": finding.meta.verification.advice(),
        "actual": text(&finding.actual),
        "required": text(&finding.required),
        "needs": finding.needs,
        "steps": json::steps(&finding.steps),
        "internal": finding.internal,
    })
}

/// Writes an identity as `circuit:1:2013`.
fn subject_id(subject: &Subject) -> String {
    match subject.id {
        EntityId::Project => "project".to_owned(),
        EntityId::Service => "service".to_owned(),
        EntityId::Panel(id) => format!("panel:{id}"),
        EntityId::Circuit(panel, id) => format!("circuit:{panel}:{id}"),
        EntityId::Transformer(id) => format!("transformer:{id}"),
        EntityId::Sheet(id) => format!("sheet:{id}"),
        EntityId::Room(sheet, id) => format!("room:{sheet}:{id}"),
        EntityId::Device(sheet, id) => format!("device:{sheet}:{id}"),
        EntityId::Run(sheet, id) => format!("run:{sheet}:{id}"),
        EntityId::Waiver(id) => format!("waiver:{id}"),
        EntityId::Baseline => "baseline".to_owned(),
        EntityId::Amendments => "amendments".to_owned(),
        EntityId::OneLine => "one-line".to_owned(),
    }
}

fn as_text(name: &str, report: &Report) -> String {
    let counts = report.counts;
    let mut text = format!("{name} · {}\n", report.edition);
    for (state, heading) in [(State::Open, "Open"), (State::Undetermined, "Undetermined")] {
        let findings: Vec<&Finding> = report.findings.iter().filter(|f| f.state == state).collect();
        if !findings.is_empty() {
            text += &format!("\n{heading}\n");
        }
        for finding in findings {
            text += &finding_text(finding);
        }
    }
    text += &format!(
        "\n{} open, {} undetermined, {} passed, {} not applicable: {} rules on {} objects\n",
        counts.open, counts.undetermined, counts.passed, counts.not_applicable, counts.rules, counts.objects
    );
    text
}

fn finding_text(finding: &Finding) -> String {
    let subjects: Vec<&str> = finding.subjects.iter().map(|subject| subject.name.as_str()).collect();
    let mut text = format!(
        "  {} {:7} {}: {}\n",
        finding.rules.join(", "),
        finding.severity.name(),
        subjects.join(", "),
        finding.message
    );
    for step in &finding.steps {
        let result = if step.is_note() { String::new() } else { format!(" = {}", step.result) };
        text += &format!("        {}: {}{result}\n", step.what, step.inputs);
    }
    if let (State::Open, Some(citation)) = (finding.state, finding.citation) {
        let advice = finding.meta.verification.advice().map(|advice| format!(" ({advice})"));
        text += &format!("        {citation}{}\n", advice.unwrap_or_default());
    }
    text
}
