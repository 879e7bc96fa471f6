//! The hand layout of the one-line diagram in the file: `(node: Panel(panel: 2), x: 120, y: 300)`.

use super::values::Number;
use crate::domain::{OneLineNode, OneLinePlace, PanelId, TransformerId};
use serde::{Deserialize, Serialize};

/// A node that a person has placed; right and down from the first sheet's corner, in points of 1/72 in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "place", deny_unknown_fields)]
pub(in crate::document) struct PlaceRecord {
    node: NodeRecord,
    x: Number,
    y: Number,
}

/// What is placed.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "node", deny_unknown_fields)]
enum NodeRecord {
    Service,
    Transformer { transformer: TransformerId },
    Panel { panel: PanelId },
}

impl From<(OneLineNode, OneLinePlace)> for PlaceRecord {
    fn from((node, place): (OneLineNode, OneLinePlace)) -> Self {
        let OneLinePlace { x, y } = place;
        let node = match node {
            OneLineNode::Service => NodeRecord::Service,
            OneLineNode::Transformer(transformer) => NodeRecord::Transformer { transformer },
            OneLineNode::Panel(panel) => NodeRecord::Panel { panel },
        };
        Self { node, x: Number(x), y: Number(y) }
    }
}

impl From<PlaceRecord> for (OneLineNode, OneLinePlace) {
    fn from(record: PlaceRecord) -> Self {
        let node = match record.node {
            NodeRecord::Service => OneLineNode::Service,
            NodeRecord::Transformer { transformer } => OneLineNode::Transformer(transformer),
            NodeRecord::Panel { panel } => OneLineNode::Panel(panel),
        };
        (node, OneLinePlace { x: record.x.0, y: record.y.0 })
    }
}
