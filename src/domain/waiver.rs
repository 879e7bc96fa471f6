//! Waivers: an engineer's reasoned answer to a finding, stored with the project.

use crate::domain::WaiverId;
use crate::nec::Edition;

named_enum!(
    /// Whether the risk is accepted or the finding is wrong.
    WaiverKind { AcceptedRisk = "accepted-risk", FalsePositive = "false-positive" }
);

named_enum!(
    /// What a waiver covers.
    WaiverScope { Object = "object", RuleInProject = "rule-in-project" }
);

/// One waiver. The key is opaque here; the rules room matches it to findings.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiver {
    pub id: WaiverId,
    /// Rule and subjects, as the rules room wrote them.
    pub finding_key: String,
    /// Hash of the facts the waiver was given for; when they change it turns stale.
    pub facts_hash: String,
    pub kind: WaiverKind,
    pub scope: WaiverScope,
    pub reason: String,
    /// Code article or letter of the authority.
    pub basis: String,
    pub author: String,
    pub license_number: Option<String>,
    /// Dates as `YYYY-MM-DD`; the core has no clock.
    pub date: String,
    pub expires: Option<String>,
    pub edition: Edition,
}
