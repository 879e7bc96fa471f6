//! The finding that the file of an underlay is gone. No rule makes it: rules are pure, and whoever looks at files says what is
//! missing. It waits for its file like any other finding for its field, so it can be neither waived nor made a baseline.

use crate::domain::{EntityId, Severity, SheetId};
use crate::rules::finding::{Finding, State};
use crate::rules::key::FindingKey;
use crate::rules::object::Subject;
use crate::rules::rule::{RuleMeta, Verification};

/// What the finding waits for.
pub const MISSING_FILE_NEEDS: &str = "file of the underlay";

static META: RuleMeta = RuleMeta {
    code: "PW000",
    name: "underlay-missing",
    family: "files",
    title: "The file of an underlay is missing",
    sections: None,
    severity: Severity::Warning,
    looks_at: &[],
    checks: "That the file of every underlay is beside the project, or where the program keeps those of unsaved projects",
    resolve: "Relink the file, or remove the underlay: File, Underlays",
    not_checked: "Whether the drawing is the newest",
    verification: Verification::Transcription,
    thresholds: &[],
};

/// Returns the finding about an underlay of a sheet, by the hash of its content.
pub fn missing_file(sheet: SheetId, sheet_name: &str, file_name: &str, content_hash: &str) -> Finding {
    Finding {
        meta: &META,
        rules: vec![META.code],
        severity: META.severity,
        state: State::Undetermined,
        key: FindingKey::of_missing_file(sheet, content_hash),
        facts_hash: content_hash.to_owned(),
        subjects: vec![Subject { id: EntityId::Sheet(sheet), name: sheet_name.to_owned() }],
        message: format!("the file of the underlay {file_name} is missing; relink it"),
        citation: None,
        actual: String::new(),
        required: String::new(),
        needs: vec![MISSING_FILE_NEEDS],
        steps: Vec::new(),
        cause: None,
        verdicts: 0,
        internal: false,
        waiver: None,
        changed: None,
        since: None,
    }
}
