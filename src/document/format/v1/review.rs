//! What people answered to findings: waivers, the baseline, local amendments.

use super::values::{Day, Ending, Number, Written, Year, is_default};
use crate::domain::{
    Amendment, AmendmentChange, Baseline, BaselineEntry, PanelId, Severity, Waiver, WaiverId, WaiverKind,
    WaiverScope,
};
use serde::{Deserialize, Serialize};

/// A waiver.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "waiver", deny_unknown_fields)]
pub(in crate::document) struct WaiverRecord {
    pub id: WaiverId,
    finding_key: String,
    facts_hash: String,
    #[serde(default, skip_serializing_if = "is_default")]
    actual: String,
    #[serde(default, skip_serializing_if = "is_default")]
    required: String,
    kind: Written<WaiverKind>,
    scope: Written<WaiverScope>,
    reason: String,
    #[serde(default, skip_serializing_if = "is_default")]
    basis: String,
    author: String,
    #[serde(default, skip_serializing_if = "is_default")]
    license_number: Option<String>,
    date: Day,
    #[serde(default, skip_serializing_if = "is_default")]
    expires: Option<Ending>,
    edition: Year,
}

/// The baseline of existing conditions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "baseline", deny_unknown_fields)]
pub(in crate::document) struct BaselineRecord {
    date: Day,
    #[serde(default, skip_serializing_if = "is_default")]
    author: String,
    #[serde(default, skip_serializing_if = "is_default")]
    panels: Vec<PanelId>,
    findings: Vec<BaselineEntryRecord>,
}

/// One finding of the baseline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "finding", deny_unknown_fields)]
pub(in crate::document) struct BaselineEntryRecord {
    key: String,
    facts_hash: String,
    #[serde(default, skip_serializing_if = "is_default")]
    summary: String,
}

/// A local amendment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "amendment", deny_unknown_fields)]
pub(in crate::document) struct AmendmentRecord {
    rule: String,
    change: ChangeRecord,
    basis: String,
    #[serde(default, skip_serializing_if = "is_default")]
    author: String,
    #[serde(default, skip_serializing_if = "is_default")]
    date: Option<Day>,
}

/// What an amendment does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "change", rename_all = "lowercase")]
pub(in crate::document) enum ChangeRecord {
    Off,
    On,
    Severity(Written<Severity>),
    Threshold(String, Number),
    Note(String),
}

impl From<&Waiver> for WaiverRecord {
    fn from(waiver: &Waiver) -> Self {
        let Waiver {
            id,
            finding_key,
            facts_hash,
            actual,
            required,
            kind,
            scope,
            reason,
            basis,
            author,
            license_number,
            date,
            expires,
            edition,
        } = waiver.clone();
        Self {
            id,
            finding_key,
            facts_hash,
            actual,
            required,
            kind: Written(kind),
            scope: Written(scope),
            reason,
            basis,
            author,
            license_number,
            date: Day(date),
            expires: expires.map(Ending),
            edition: Year(edition),
        }
    }
}

impl From<WaiverRecord> for Waiver {
    fn from(record: WaiverRecord) -> Self {
        Self {
            id: record.id,
            finding_key: record.finding_key,
            facts_hash: record.facts_hash,
            actual: record.actual,
            required: record.required,
            kind: record.kind.0,
            scope: record.scope.0,
            reason: record.reason,
            basis: record.basis,
            author: record.author,
            license_number: record.license_number,
            date: record.date.0,
            expires: record.expires.map(|ending| ending.0),
            edition: record.edition.0,
        }
    }
}

impl From<&Baseline> for BaselineRecord {
    fn from(baseline: &Baseline) -> Self {
        let Baseline { date, author, panels, entries } = baseline;
        let finding = |(key, entry): (&String, &BaselineEntry)| {
            let BaselineEntry { facts_hash, summary } = entry.clone();
            BaselineEntryRecord { key: key.clone(), facts_hash, summary }
        };
        Self {
            date: Day(*date),
            author: author.clone(),
            panels: panels.iter().copied().collect(),
            findings: entries.iter().map(finding).collect(),
        }
    }
}

impl From<BaselineRecord> for Baseline {
    fn from(record: BaselineRecord) -> Self {
        let entry = |finding: BaselineEntryRecord| {
            let BaselineEntryRecord { key, facts_hash, summary } = finding;
            (key, BaselineEntry { facts_hash, summary })
        };
        Self {
            date: record.date.0,
            author: record.author,
            panels: record.panels.into_iter().collect(),
            entries: record.findings.into_iter().map(entry).collect(),
        }
    }
}

impl From<&Amendment> for AmendmentRecord {
    fn from(amendment: &Amendment) -> Self {
        let Amendment { rule, change, basis, author, date } = amendment.clone();
        let change = match change {
            AmendmentChange::Off => ChangeRecord::Off,
            AmendmentChange::On => ChangeRecord::On,
            AmendmentChange::Severity(severity) => ChangeRecord::Severity(Written(severity)),
            AmendmentChange::Threshold { name, value } => ChangeRecord::Threshold(name, Number(value)),
            AmendmentChange::Note(text) => ChangeRecord::Note(text),
        };
        Self { rule, change, basis, author, date: date.map(Day) }
    }
}

impl From<AmendmentRecord> for Amendment {
    fn from(record: AmendmentRecord) -> Self {
        let change = match record.change {
            ChangeRecord::Off => AmendmentChange::Off,
            ChangeRecord::On => AmendmentChange::On,
            ChangeRecord::Severity(severity) => AmendmentChange::Severity(severity.0),
            ChangeRecord::Threshold(name, value) => AmendmentChange::Threshold { name, value: value.0 },
            ChangeRecord::Note(text) => AmendmentChange::Note(text),
        };
        Self {
            rule: record.rule,
            change,
            basis: record.basis,
            author: record.author,
            date: record.date.map(|day| day.0),
        }
    }
}
