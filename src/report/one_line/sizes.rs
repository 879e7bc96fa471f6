//! Sizes of what stands on the diagram, and where a sheet lets it stand.

use super::tree::Forest;
use crate::domain::OneLineNode;
use crate::report::page::Area;

/// Width of every node.
pub const WIDTH: f32 = 188.0;
/// Above the box of a node: what its feeder is.
pub const FEEDER: f32 = 56.0;
/// Above the service: the utility.
const UTILITY: f32 = 26.0;
/// Above a node that nothing feeds.
const BARE: f32 = 4.0;
/// Below a node that feeds others: where it says what goes on elsewhere.
pub const TAIL: f32 = 14.0;
/// Head of a box, and one of its lines.
pub const HEAD: f32 = 22.0;
pub const ROW: f32 = 11.0;
/// Space between neighbors, and between what feeds and what is fed.
pub const GAP_X: f32 = 20.0;
pub const GAP_Y: f32 = 26.0;
/// Between two trees on one sheet.
pub const APART: f32 = 36.0;
/// The head of a row that goes on on another sheet.
pub const TAP: (f32, f32) = (150.0, 18.0);
/// The title of the row of what is fed from nothing.
pub const TITLE: f32 = 24.0;
/// Between two sheets on the screen.
const BETWEEN_SHEETS: f32 = 48.0;
const BORDER: f32 = 30.0;
pub const TITLE_BLOCK: f32 = 40.0;
const INSET: f32 = 14.0;

named_enum!(
    /// The sheet a diagram is drawn on.
    OneLinePaper {
        /// 17 × 11 in.
        AnsiB = "ansi-b",
        /// 22 × 17 in.
        AnsiC = "ansi-c",
    }
);

impl OneLinePaper {
    /// Returns width and height in points.
    pub const fn size(self) -> (f32, f32) {
        match self {
            Self::AnsiB => (1224.0, 792.0),
            Self::AnsiC => (1584.0, 1224.0),
        }
    }

    /// Returns where a sheet lies, the first being number 0.
    pub fn sheet(self, number: usize) -> Area {
        let (width, height) = self.size();
        Area::new(number as f32 * (width + BETWEEN_SHEETS), 0.0, width, height)
    }

    /// Returns the border of a sheet, the title block inside it.
    pub fn border(self, number: usize) -> Area {
        self.sheet(number).inset(BORDER)
    }

    /// Returns where nodes may stand.
    pub fn room(self, number: usize) -> Area {
        let border = self.border(number);
        Area { height: border.height - TITLE_BLOCK, ..border }.inset(INSET)
    }

    /// Returns the sheet that a place lies on or is nearest to.
    pub fn sheet_at(self, x: f32) -> usize {
        let pitch = self.size().0 + BETWEEN_SHEETS;
        ((x + BETWEEN_SHEETS / 2.0) / pitch).floor().max(0.0) as usize
    }
}

/// Returns the height of what stands above the box of a node.
pub fn above(forest: &Forest, node: OneLineNode) -> f32 {
    match node {
        OneLineNode::Service => UTILITY,
        _ if forest.parent(node).is_some() => FEEDER,
        _ => BARE,
    }
}

/// Returns the height of the box of a node.
pub const fn body(node: OneLineNode) -> f32 {
    let rows = match node {
        OneLineNode::Service => 5.0,
        OneLineNode::Panel(_) => 6.0,
        OneLineNode::Transformer(_) => 4.0,
    };
    HEAD + rows * ROW + 6.0
}

/// Returns the height of a node with what stands above and below its box.
pub fn unit(forest: &Forest, node: OneLineNode) -> f32 {
    let tail = if forest.children(node).is_empty() { 0.0 } else { TAIL };
    above(forest, node) + body(node) + tail
}
