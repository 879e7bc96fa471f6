//! The findings as SARIF 2.1.0, for code scanning. Section numbers are those of the OASIS standard.
//!
//! A violation is a result of kind `fail`; what is undetermined is of kind `open`, whose level is `none` (3.27.9, 3.27.10).
//! Waivers are suppressions, stale ones under review, which suppresses nothing (3.35.3). Local amendments are overrides of
//! the rules' configuration. Passed objects are left out: they are many, and the JSON answer counts them.

use super::Checked;
use crate::domain::{EntityId, Project, Waiver};
use crate::rules::{
    BaselineTally, Finding, GoneFinding, RuleMeta, Severity, Since, State, Subject, all_rules,
};
use serde_json::{Value, json};

pub(super) fn write(checked: &Checked<'_>) -> Value {
    let Checked { project, report, file } = checked;
    let uri = encoded(file);
    let tally = report.baseline.as_ref();
    let found = report.findings.iter().map(|finding| result(finding, project, &uri, tally.is_some()));
    let gone = tally.into_iter().flat_map(|tally| &tally.fixed).filter_map(|gone| absent(gone, &uri));
    json!({
        "version": "2.1.0",
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "runs": [{
            "tool": { "driver": {
                "name": "Phasewright",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": all_rules().iter().map(|rule| descriptor(rule.meta())).collect::<Value>(),
            } },
            "invocations": [{ "executionSuccessful": true, "ruleConfigurationOverrides": overrides(checked) }],
            "artifacts": [{ "location": { "uri": uri } }],
            "columnKind": "unicodeCodePoints",
            "results": found.chain(gone).collect::<Value>(),
            "properties": {
                "edition": report.edition.to_string(),
                "amendments": report.amendments.iter().map(|line| format!("{}: {}", line.rule, line.what)).collect::<Value>(),
                "baseline": tally.map(counts),
            },
        }],
    })
}

fn counts(tally: &BaselineTally) -> Value {
    json!({ "new": tally.new, "changed": tally.changed, "unchanged": tally.unchanged, "fixed": tally.fixed.len() })
}

/// 3.49: what a rule is.
fn descriptor(meta: &RuleMeta) -> Value {
    let help = format!(
        "What it checks: {}\n\nHow to resolve: {}\n\nNot checked: {}",
        meta.checks, meta.resolve, meta.not_checked
    );
    json!({
        "id": meta.code,
        "name": meta.name,
        "shortDescription": { "text": meta.title },
        "fullDescription": { "text": meta.checks },
        "help": { "text": help },
        "defaultConfiguration": { "level": level(meta.severity) },
        "properties": { "tags": [meta.family] },
    })
}

/// 3.20.5: rules that amendments turn off or whose severity they change.
fn overrides(checked: &Checked<'_>) -> Value {
    let rules = all_rules().iter().enumerate();
    let changed = rules.filter_map(|(index, rule)| {
        let meta = rule.meta();
        let configuration = match checked.report.configured(meta) {
            None => json!({ "enabled": false }),
            Some(severity) if severity != meta.severity => json!({ "level": level(severity) }),
            Some(_) => return None,
        };
        let descriptor = json!({ "id": meta.code, "index": index });
        Some(json!({ "descriptor": descriptor, "configuration": configuration }))
    });
    changed.collect()
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// 3.27: one finding.
fn result(finding: &Finding, project: &Project, uri: &str, against_baseline: bool) -> Value {
    let decided = !finding.is_undetermined() && !finding.internal;
    let mut result = json!({
        "ruleId": finding.meta.code,
        "ruleIndex": rule_index(finding.meta.code),
        "kind": if decided { "fail" } else { "open" },
        "level": if decided { level(finding.severity) } else { "none" },
        "message": { "text": finding.summary() },
        "locations": [location(uri, &finding.subjects)],
        "partialFingerprints": { "findingKey/v1": finding.key.as_str() },
        "properties": {
            "state": finding.state.name(),
            "severity": finding.severity.name(),
            "rules": finding.rules,
            "citation": finding.citation.map(|citation| citation.to_string()),
            "actual": finding.actual,
            "required": finding.required,
            "needs": finding.needs,
            "changed": finding.changed,
        },
    });
    let waiver = finding.waiver.and_then(|id| project.waiver(id));
    if let Some(waiver) = waiver {
        put(&mut result, "suppressions", json!([suppression(finding.state, waiver)]));
    }
    if against_baseline {
        // 3.27.24: on every result or on none. What was not compared was not in the baseline.
        let state = match finding.since {
            Some(Since::Unchanged) => "unchanged",
            Some(Since::Changed) => "updated",
            Some(Since::New) | None => "new",
        };
        put(&mut result, "baselineState", json!(state));
    }
    result
}

/// A finding of the baseline that is there no more.
fn absent(gone: &GoneFinding, uri: &str) -> Option<Value> {
    let code = gone.key.split(' ').next()?;
    let index = rule_index(code)?;
    Some(json!({
        "ruleId": code,
        "ruleIndex": index,
        "kind": "fail",
        "level": all_rules().get(index).map(|rule| level(rule.meta().severity)),
        "message": { "text": gone.summary },
        "locations": [{ "physicalLocation": { "artifactLocation": { "uri": uri, "index": 0 } } }],
        "partialFingerprints": { "findingKey/v1": gone.key },
        "baselineState": "absent",
    }))
}

fn put(result: &mut Value, key: &str, value: Value) {
    if let Some(object) = result.as_object_mut() {
        object.insert(key.to_owned(), value);
    }
}

fn rule_index(code: &str) -> Option<usize> {
    all_rules().iter().position(|rule| rule.meta().code == code)
}

/// 3.28, 3.33: the file, and in it the objects by their names.
fn location(uri: &str, subjects: &[Subject]) -> Value {
    let logical = subjects.iter().map(|subject| {
        let name = subject.name.rsplit('/').next().unwrap_or_default();
        json!({ "name": name, "fullyQualifiedName": subject.name, "kind": kind(subject.id) })
    });
    json!({
        "physicalLocation": { "artifactLocation": { "uri": uri, "index": 0 } },
        "logicalLocations": logical.collect::<Value>(),
    })
}

const fn kind(id: EntityId) -> &'static str {
    match id {
        EntityId::Project | EntityId::Baseline | EntityId::Amendments | EntityId::OneLine => "project",
        EntityId::Service => "service",
        EntityId::Panel(_) => "panelboard",
        EntityId::Circuit(..) => "circuit",
        EntityId::Transformer(_) => "transformer",
        EntityId::Sheet(_) => "sheet",
        EntityId::Wall(..) => "wall",
        EntityId::Opening(..) => "opening",
        EntityId::Area(..) => "area",
        EntityId::Room(..) => "room",
        EntityId::Device(..) => "device",
        EntityId::Run(..) => "conduit run",
        EntityId::Waiver(_) => "waiver",
    }
}

/// 3.35: a waiver.
fn suppression(state: State, waiver: &Waiver) -> Value {
    let status = match state {
        State::Waived => "accepted",
        State::Open | State::Stale | State::Undetermined | State::Existing => "underReview",
    };
    json!({
        "kind": "external",
        "status": status,
        "justification": waiver.reason,
        "properties": {
            "kind": waiver.kind.name(),
            "scope": waiver.scope.name(),
            "basis": waiver.basis,
            "author": waiver.author,
            "licenseNumber": waiver.license_number,
            "date": waiver.date.to_string(),
        },
    })
}

/// Writes a file name as part of an URI (RFC 3986, 2.3).
fn encoded(name: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let write = |byte: u8| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    name.bytes().map(write).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_become_uris() {
        assert_eq!(encoded("riverside_office.ron"), "riverside_office.ron");
        assert_eq!(encoded("Bau 3 Süd#2.ron"), "Bau%203%20S%C3%BCd%232.ron");
    }
}
