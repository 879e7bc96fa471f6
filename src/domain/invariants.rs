//! What must hold of every project, whatever was done to it. Swept after every edit in tests and after every load.

use crate::domain::edit::{check_circuit, find_cycle};
use crate::domain::topology::source_exists;
use crate::domain::{Panel, Project};
use std::collections::BTreeSet;

/// Returns one sentence for each way in which the records contradict each other. Empty is right.
pub fn violations(project: &Project) -> Vec<String> {
    let mut found = Vec::new();
    let mut names = BTreeSet::new();
    for panel in project.panels() {
        if !names.insert(panel.name.to_ascii_lowercase()) {
            found.push(format!("two panels are named {}", panel.name));
        }
        circuits_of(panel, &mut found);
    }
    let panels = project.panels().map(|p| (&p.name, p.feeder.as_ref()));
    let transformers = project.transformers().map(|t| (&t.name, t.feeder.as_ref()));
    for (name, feeder) in panels.chain(transformers) {
        if let Some(Err(missing)) = feeder.map(|f| source_exists(project, f.source)) {
            found.push(format!("{name} is fed from something that is missing: {missing}"));
        }
    }
    for (node, _) in project.one_line().filter(|(node, _)| !node.is_in(project)) {
        found.push(format!("the one-line places something that is missing: {node}"));
    }
    found.extend(find_cycle(project).map(|name| format!("{name} is fed by itself")));
    found
}

fn circuits_of(panel: &Panel, found: &mut Vec<String>) {
    for (id, circuit) in &panel.circuits {
        if *id != circuit.id {
            found.push(format!("panel {}: circuit {} is filed under id {id}", panel.name, circuit.id));
        }
        if let Err(error) = check_circuit(panel, circuit) {
            found.push(format!("panel {}: {error}", panel.name));
        }
    }
}
