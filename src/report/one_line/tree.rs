//! The feed tree as the diagram needs it: roots, and what hangs on each node in the order of the drawing.

use crate::domain::{Feeder, FeederLoad, OneLineNode, Project, Source};
use std::collections::BTreeMap;

/// Roots and children. What is fed from nothing is a root of its own.
#[derive(Debug, Default)]
pub struct Forest {
    /// The service, if there is one.
    pub fed: Option<OneLineNode>,
    /// What nobody feeds.
    pub unfed: Vec<OneLineNode>,
    children: BTreeMap<OneLineNode, Vec<OneLineNode>>,
    parents: BTreeMap<OneLineNode, OneLineNode>,
}

impl Forest {
    /// Reads the tree of a project: children by the slot they hang on, lugs last, then by name.
    pub fn of(project: &Project) -> Self {
        let transformers =
            project.transformers().map(|t| (FeederLoad::Transformer(t.id), &t.name, &t.feeder));
        let panels = project.panels().map(|p| (FeederLoad::Panel(p.id), &p.name, &p.feeder));
        let mut forest = Self { fed: project.service().map(|_| OneLineNode::Service), ..Self::default() };
        let mut fed = Vec::new();
        for (load, name, feeder) in transformers.chain(panels) {
            match feeder {
                None => forest.unfed.push(load.into()),
                Some(feeder) => fed.push((slot(project, feeder), name, load, source_node(feeder))),
            }
        }
        fed.sort();
        for (_, _, load, parent) in fed {
            forest.children.entry(parent).or_default().push(load.into());
            forest.parents.insert(load.into(), parent);
        }
        forest
    }

    /// Returns what hangs on a node.
    pub fn children(&self, node: OneLineNode) -> &[OneLineNode] {
        self.children.get(&node).map_or(&[], Vec::as_slice)
    }

    /// Returns what a node hangs on.
    pub fn parent(&self, node: OneLineNode) -> Option<OneLineNode> {
        self.parents.get(&node).copied()
    }

    /// Returns every node, parents before children.
    pub fn nodes(&self) -> Vec<OneLineNode> {
        let mut found: Vec<OneLineNode> = self.fed.iter().chain(&self.unfed).copied().collect();
        let mut at = 0;
        while let Some(node) = found.get(at).copied() {
            found.extend_from_slice(self.children(node));
            at += 1;
        }
        found
    }
}

fn slot(project: &Project, feeder: &Feeder) -> u16 {
    match feeder.source {
        Source::Circuit(panel, circuit) => {
            project.panel(panel).and_then(|p| p.circuit(circuit)).map_or(0, |circuit| circuit.slot.0)
        }
        Source::FeedThrough(_) => u16::MAX,
        Source::Service | Source::Transformer(_) => 0,
    }
}

const fn source_node(feeder: &Feeder) -> OneLineNode {
    match feeder.source {
        Source::Service => OneLineNode::Service,
        Source::Circuit(panel, _) | Source::FeedThrough(panel) => OneLineNode::Panel(panel),
        Source::Transformer(id) => OneLineNode::Transformer(id),
    }
}
