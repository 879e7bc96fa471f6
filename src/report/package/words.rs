//! Words that several parts of a package share.

use crate::domain::{FeederLoad, Project, Severity, Source};
use crate::rules::{Finding, State};

/// Returns a severity in words.
pub const fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "remark",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

/// Returns a state in words.
pub const fn state_word(state: State) -> &'static str {
    match state {
        State::Open => "open",
        State::Stale => "stale waiver",
        State::Undetermined => "undetermined",
        State::Waived => "waived",
        State::Existing => "existing",
    }
}

/// Returns the words with a capital at the start.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Says who supplies what is missing.
pub fn giver(needs: &str) -> &'static str {
    if needs.contains("fault current") {
        "Utility"
    } else if needs == "occupancy" {
        "Architect"
    } else if needs.contains("terminal") || needs.contains("interrupting") {
        "Maker of the equipment"
    } else {
        "Designer"
    }
}

/// Says who supplies what a finding lacks.
pub fn givers(finding: &Finding) -> String {
    let mut all: Vec<&str> = finding.needs.iter().map(|needs| giver(needs)).collect();
    all.dedup();
    all.join(", ")
}

/// Returns what a feeder ends at and what it starts from.
pub fn ends(project: &Project, load: FeederLoad) -> Option<(String, Source)> {
    match load {
        FeederLoad::Panel(id) => {
            let panel = project.panel(id)?;
            Some((panel.name.clone(), panel.feeder.as_ref()?.source))
        }
        FeederLoad::Transformer(id) => {
            let transformer = project.transformer(id)?;
            Some((transformer.name.clone(), transformer.feeder.as_ref()?.source))
        }
    }
}

/// Names the start of a feeder.
pub fn source_words(project: &Project, source: Source) -> String {
    let panel = |id| project.panel(id).map_or("?", |panel| panel.name.as_str());
    match source {
        Source::Service => {
            let name = project.service().map(|service| service.name.trim()).unwrap_or_default();
            if name.is_empty() { "the service".to_owned() } else { format!("the service, {name}") }
        }
        Source::Circuit(id, circuit) => {
            let slot = project.panel(id).and_then(|panel| panel.circuit(circuit)).map(|circuit| circuit.slot);
            slot.map_or_else(|| panel(id).to_owned(), |slot| format!("{}, circuit {slot}", panel(id)))
        }
        Source::FeedThrough(id) => format!("{}, feed-through lugs", panel(id)),
        Source::Transformer(id) => {
            let name = project.transformer(id).map_or("?", |transformer| transformer.name.as_str());
            format!("transformer {name}")
        }
    }
}

/// Returns every feeder: those of transformers, then of panelboards.
pub fn feeders(project: &Project) -> Vec<FeederLoad> {
    let transformers =
        project.transformers().filter(|t| t.feeder.is_some()).map(|t| FeederLoad::Transformer(t.id));
    let panels = project.panels().filter(|p| p.feeder.is_some()).map(|p| FeederLoad::Panel(p.id));
    transformers.chain(panels).collect()
}
