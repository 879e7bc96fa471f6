//! Rules on standby and emergency power: transfer, separation, branches of health care.

mod emergency_separation;
mod essential_branch;
mod transfer_equipment;

use crate::domain::{Panel, Project, Source, facts};
use crate::rules::Rule;

/// The rules of this family.
pub(in crate::rules) static RULES: &[&dyn Rule] = &[
    &emergency_separation::EmergencySeparation,
    &essential_branch::EssentialBranch,
    &transfer_equipment::TransferEquipment,
];

/// What a panelboard distributes where nobody has said.
const NORMAL: &str = "normal";

/// Returns the kind of power that a panelboard distributes.
fn power(panel: &Panel) -> &'static str {
    panel.facts.word_or_assumed(&facts::panel::POWER).unwrap_or(NORMAL)
}

/// Returns the kind of power in the words of forms.
fn power_words(word: &'static str) -> String {
    let label = facts::panel::POWER.show(&facts::FactValue::Word(word));
    let mut letters = label.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

/// Returns the panelboard ahead of a panelboard, through transformers; `None` where the service or nothing is.
///
/// Ends because `apply` refuses a feed cycle.
fn panel_ahead<'p>(project: &'p Project, panel: &Panel) -> Option<&'p Panel> {
    let mut source = panel.feeder.as_ref()?.source;
    loop {
        match source {
            Source::Service => return None,
            Source::Circuit(id, _) | Source::FeedThrough(id) => return project.panel(id),
            Source::Transformer(id) => source = project.transformer(id)?.feeder.as_ref()?.source,
        }
    }
}
