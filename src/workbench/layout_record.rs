//! Where the panes of the window stand, as it is kept between sessions: names and shares, no widgets.

use serde::{Deserialize, Serialize};

/// A pane, or several of them side by side, one above the other, or behind tabs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TileRecord {
    Pane(String),
    /// Each with its share in thousandths of the whole.
    Row(Vec<(u32, TileRecord)>),
    Column(Vec<(u32, TileRecord)>),
    Tabs {
        active: usize,
        tiles: Vec<TileRecord>,
    },
}

/// The arrangement: all panes, and which of them are hidden.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LayoutRecord {
    pub root: TileRecord,
    pub hidden: Vec<String>,
}
