//! The feed tree: who feeds whom, and what hangs on what.

use crate::domain::{CircuitId, PanelId, Project, Source};

/// Names everything whose feeder starts at a source that `wanted` picks.
pub(in crate::domain) fn fed_from(project: &Project, wanted: impl Fn(Source) -> bool) -> Vec<String> {
    let panels = project.panels().map(|p| (p.name.as_str(), p.feeder.as_ref()));
    let transformers = project.transformers().map(|t| (t.name.as_str(), t.feeder.as_ref()));
    panels
        .chain(transformers)
        .filter(|(_, feeder)| feeder.is_some_and(|f| wanted(f.source)))
        .map(|(name, _)| name.to_owned())
        .collect()
}

/// Names the panelboards and transformers fed from any circuit or from the feed-through lugs of a panelboard.
pub fn hanging_on_panel(project: &Project, panel: PanelId) -> Vec<String> {
    fed_from(project, |source| matches!(source, Source::Circuit(p, _) | Source::FeedThrough(p) if p == panel))
}

/// Names the panelboards and transformers fed from one circuit.
pub fn hanging_on_circuit(project: &Project, panel: PanelId, circuit: CircuitId) -> Vec<String> {
    fed_from(project, |source| source == Source::Circuit(panel, circuit))
}

/// Says whether a source is there, or what is missing.
pub(in crate::domain) fn source_exists(project: &Project, source: Source) -> Result<(), String> {
    let missing = match source {
        Source::Service => project.service().is_none().then(|| "no service has been entered".to_owned()),
        Source::Circuit(panel, circuit) => match project.panel(panel) {
            None => Some(format!("panel id {panel}")),
            Some(p) if p.circuit(circuit).is_none() => Some(format!("circuit id {circuit} of {}", p.name)),
            Some(_) => None,
        },
        Source::FeedThrough(panel) => project.panel(panel).is_none().then(|| format!("panel id {panel}")),
        Source::Transformer(id) => project.transformer(id).is_none().then(|| format!("transformer id {id}")),
    };
    missing.map_or(Ok(()), Err)
}

/// Names what a panelboard is fed from, nearest first: `["T-1", "HP-1", "Utility"]`. Empty when nobody has said.
pub fn upstream_path(project: &Project, panel: PanelId) -> Vec<String> {
    let mut path = Vec::new();
    let mut feeder = project.panel(panel).and_then(|p| p.feeder.as_ref());
    while let Some(here) = feeder {
        // A damaged tree must not hang the reader.
        if path.len() > project.panels().len() + project.transformers().len() {
            break;
        }
        feeder = match here.source {
            Source::Service => {
                path.extend(project.service().map(|s| s.name.clone()));
                None
            }
            Source::Circuit(id, _) | Source::FeedThrough(id) => {
                let up = project.panel(id);
                path.extend(up.map(|p| p.name.clone()));
                up.and_then(|p| p.feeder.as_ref())
            }
            Source::Transformer(id) => {
                let up = project.transformer(id);
                path.extend(up.map(|t| t.name.clone()));
                up.and_then(|t| t.feeder.as_ref())
            }
        };
    }
    path
}
