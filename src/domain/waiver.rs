//! Waivers: an engineer's reasoned answer to a finding, stored with the project.

use crate::domain::WaiverId;
use crate::nec::Edition;
use crate::units::Date;

named_enum!(
    /// Whether the risk is accepted or the finding is wrong.
    WaiverKind { AcceptedRisk = "accepted-risk", FalsePositive = "false-positive" }
);

named_enum!(
    /// What a waiver covers.
    WaiverScope { Object = "object", RuleInProject = "rule-in-project" }
);

/// When a waiver ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expiry {
    /// The last day on which it holds.
    After(Date),
    /// When the project is checked by a later edition than the waiver was given under.
    NextEdition,
}

/// One waiver. The key is opaque here; the rules room matches it to findings.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiver {
    pub id: WaiverId,
    /// Rule and subjects, as the rules room wrote them; the code of the rule alone where it covers the whole rule.
    pub finding_key: String,
    /// Hash of the facts the waiver was given for; when they change it turns stale.
    pub facts_hash: String,
    /// What the finding had and what its rule asked for when the waiver was given, to say later what changed.
    pub actual: String,
    pub required: String,
    pub kind: WaiverKind,
    pub scope: WaiverScope,
    pub reason: String,
    /// Code article or letter of the authority.
    pub basis: String,
    pub author: String,
    pub license_number: Option<String>,
    pub date: Date,
    /// `None`: never.
    pub expires: Option<Expiry>,
    pub edition: Edition,
}
