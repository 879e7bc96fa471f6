//! Where nodes of the one-line diagram stand that a person has moved. The others are placed when the diagram is drawn.

use crate::domain::{EntityId, FeederLoad, PanelId, Project, TransformerId};
use std::fmt;

/// A node of the one-line diagram.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OneLineNode {
    Service,
    Transformer(TransformerId),
    Panel(PanelId),
}

/// A place on the diagram, in points of 1/72 in, right and down from the top left corner of its first sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct OneLinePlace {
    pub x: f64,
    pub y: f64,
}

impl OneLineNode {
    /// Returns whether the project has what the node stands for.
    pub fn is_in(self, project: &Project) -> bool {
        match self {
            Self::Service => project.service().is_some(),
            Self::Transformer(id) => project.transformer(id).is_some(),
            Self::Panel(id) => project.panel(id).is_some(),
        }
    }
}

impl From<OneLineNode> for EntityId {
    fn from(node: OneLineNode) -> Self {
        match node {
            OneLineNode::Service => Self::Service,
            OneLineNode::Transformer(id) => Self::Transformer(id),
            OneLineNode::Panel(id) => Self::Panel(id),
        }
    }
}

impl From<FeederLoad> for OneLineNode {
    fn from(load: FeederLoad) -> Self {
        match load {
            FeederLoad::Transformer(id) => Self::Transformer(id),
            FeederLoad::Panel(id) => Self::Panel(id),
        }
    }
}

impl fmt::Display for OneLineNode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Service => f.write_str("the service"),
            Self::Transformer(id) => write!(f, "transformer id {id}"),
            Self::Panel(id) => write!(f, "panel id {id}"),
        }
    }
}
