//! The answer as JSON, as assets/schemas/check-1.json describes it.

use super::Checked;
use crate::cli::json;
use crate::domain::{EntityId, Expiry, Waiver};
use crate::nec::Edition;
use crate::rules::{
    AmendmentLine, BaselineTally, CheckItem, Finding, GoneFinding, Orphan, Since, Subject, checklist,
};
use serde_json::{Value, json};

/// The version of the schema.
const SCHEMA: u32 = 1;

pub(super) fn write(checked: &Checked<'_>) -> Value {
    let Checked { project, report, .. } = checked;
    let passed = report.passed.iter().map(|p| json!({ "rule": p.meta.code, "checked": p.checked }));
    let waiver = |id| project.waiver(id);
    let finding = |finding: &Finding| finding_json(finding, finding.waiver.and_then(waiver));
    let orphan = |orphan: &Orphan| {
        let record = waiver(orphan.waiver);
        json!({
            "key": record.map(|waiver| waiver.finding_key.as_str()),
            "why": orphan.why.words(),
            "waiver": record.map(waiver_json),
        })
    };
    let counts = report.counts;
    json!({
        "schema": SCHEMA,
        "edition": report.edition.year().to_string(),
        "findings": report.findings.iter().map(finding).collect::<Value>(),
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
        "orphaned": report.orphaned.iter().map(orphan).collect::<Value>(),
        "baseline": report.baseline.as_ref().map(tally),
        "amendments": report.amendments.iter().map(amendment).collect::<Value>(),
        "checklist": checklist().iter().map(|item| item_json(item, report.edition)).collect::<Value>(),
    })
}

fn item_json(item: &CheckItem, edition: Edition) -> Value {
    json!({
        "code": item.code,
        "title": item.title,
        "section": item.citation(edition).map(|citation| citation.section),
        "look_at": item.look_at,
        "who": item.who.name(),
        "verification": item.verification.letter(),
    })
}

fn finding_json(finding: &Finding, waiver: Option<&Waiver>) -> Value {
    json!({
        "rule": finding.meta.code,
        "name": finding.meta.name,
        "rules": finding.rules,
        "severity": finding.severity.name(),
        "state": finding.state.name(),
        "key": finding.key.as_str(),
        "facts_hash": text(&finding.facts_hash),
        "subjects": finding.subjects.iter().map(|subject| subject.name.as_str()).collect::<Vec<_>>(),
        "subject_ids": finding.subjects.iter().map(subject_id).collect::<Vec<_>>(),
        "message": finding.message,
        "citation": finding.citation.map(|citation| citation.to_string()),
        "verify": finding.meta.verification.advice(),
        "actual": text(&finding.actual),
        "required": text(&finding.required),
        "needs": finding.needs,
        "steps": json::steps(&finding.steps),
        "verdicts": finding.verdicts,
        "internal": finding.internal,
        "waiver": waiver.map(waiver_json),
        "changed": finding.changed,
        "since_baseline": finding.since.map(Since::name),
    })
}

/// Returns a text; `None` where it is empty.
fn text(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

fn waiver_json(waiver: &Waiver) -> Value {
    let expires = waiver.expires.map(|expiry| match expiry {
        Expiry::After(last) => last.to_string(),
        Expiry::NextEdition => "next edition".to_owned(),
    });
    json!({
        "id": waiver.id.0,
        "kind": waiver.kind.name(),
        "scope": waiver.scope.name(),
        "reason": waiver.reason,
        "basis": text(&waiver.basis),
        "author": waiver.author,
        "license_number": waiver.license_number,
        "date": waiver.date.to_string(),
        "expires": expires,
        "edition": waiver.edition.year().to_string(),
    })
}

fn tally(tally: &BaselineTally) -> Value {
    let gone = |gone: &GoneFinding| json!({ "key": gone.key, "summary": gone.summary });
    json!({
        "new": tally.new,
        "changed": tally.changed,
        "unchanged": tally.unchanged,
        "fixed": tally.fixed.iter().map(gone).collect::<Value>(),
        "undecided": tally.undecided.iter().map(gone).collect::<Value>(),
    })
}

fn amendment(line: &AmendmentLine) -> Value {
    json!({
        "rule": line.rule,
        "what": line.what,
        "basis": text(&line.basis),
        "author": text(&line.author),
        "date": line.date.map(|date| date.to_string()),
        "known": line.is_known,
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
        EntityId::Wall(sheet, id) => format!("wall:{sheet}:{id}"),
        EntityId::Opening(sheet, id) => format!("opening:{sheet}:{id}"),
        EntityId::Area(sheet, id) => format!("area:{sheet}:{id}"),
        EntityId::Room(sheet, id) => format!("room:{sheet}:{id}"),
        EntityId::Device(sheet, id) => format!("device:{sheet}:{id}"),
        EntityId::Run(sheet, id) => format!("run:{sheet}:{id}"),
        EntityId::Waiver(id) => format!("waiver:{id}"),
        EntityId::Baseline => "baseline".to_owned(),
        EntityId::Amendments => "amendments".to_owned(),
        EntityId::OneLine => "one-line".to_owned(),
    }
}
