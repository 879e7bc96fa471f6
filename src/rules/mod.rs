//! The Code's rules as checks on a project: every rule looks at every object and answers with a verdict.
//!
//! ```text
//! Project ─► context.rs   what rules need, derived once: loads, feeders, outlets on the plan
//!         ─► engine.rs    each rule of registry.rs × each object → Verdict; a rule that panics stops no other
//!         ─► finding.rs   what is at fault, what could not be decided and why, and the counts
//! ```
//!
//! A rule is one file in the folder of its subject: its facts (`RuleMeta`), its verdict, nothing else. Its cases stand in
//! `tests/rules/<family>/<name>.md` and run as its test. What a rule needs and the project does not say is never a pass:
//! the verdict is undetermined and names the field. What becomes of a finding (waived, stale, existing) follows from records in
//! `domain`: see `waiver_state.rs`, `baseline_state.rs`, `amended.rs`. What a rule offers to do about a fault stands in `fix.rs`.
//! Rules that measure the plan take their
//! measures from `engineering::plan_geometry`. Start at `rule.rs`, then read one rule.

mod amended;
mod baseline_state;
mod branch_circuits;
mod carrying;
mod checklist;
mod circuit_current;
mod conductors;
mod context;
mod disconnects;
mod dwelling;
mod engine;
mod equipment;
mod feed;
mod feeder_demand;
mod finding;
mod fix;
mod grounding;
mod in_rooms;
mod joined;
mod key;
mod laid;
mod loads;
mod missing_file;
mod motors;
mod object;
mod overcurrent;
mod panelboards;
mod part;
mod people;
mod places;
mod raceways;
mod receptacles;
mod reference;
mod registry;
mod rooms;
mod rule;
mod services;
mod standby;
mod stated_loads;
mod terms;
mod threshold;
mod verdict;
mod waiver_state;
mod wiring;
mod wiring_methods;
mod working_space;

pub use crate::domain::Severity;
pub use amended::{AmendmentError, AmendmentLine, check_amendments};
pub use baseline_state::{BaselineTally, GoneFinding, Since, prune_baseline, take_baseline};
pub use checklist::{CheckItem, Looker, checklist};
pub use context::RuleContext;
pub use engine::{check, check_by, check_on_threads, check_with};
pub use feed::{FeederRef, Protection};
pub use finding::{Counts, Finding, Passed, Report, State};
pub use fix::{Fix, FixKind, fixes_of};
pub use key::{FindingKey, orphaned_waivers, waivers_about};
pub use missing_file::{MISSING_FILE_NEEDS, missing_file};
pub use object::{Object, ObjectKind, Subject};
pub use reference::reference;
pub use registry::all_rules;
pub use rule::{Rule, RuleMeta, Verification};
pub use terms::{Against, CheckTerms};
pub use threshold::Threshold;
pub use verdict::{Fault, Verdict};
pub use waiver_state::{Orphan, OrphanReason, WaiverFacts, waiver_facts};

use amended::Amended;

#[cfg(test)]
mod tests;
