//! The lists behind F4: classes, poles, trip ratings.

use crate::domain::{LoadClass, Panel};
use crate::units::trimmed;
use crate::workbench::schedule::{Cell, Column, cell_text};

/// Standard ratings offered for a breaker, in A (NEC 240.6(A), up to the largest panelboard branch sizes).
const RATINGS: [f64; 24] = [
    15.0, 20.0, 25.0, 30.0, 35.0, 40.0, 45.0, 50.0, 60.0, 70.0, 80.0, 90.0, 100.0, 110.0, 125.0, 150.0,
    175.0, 200.0, 225.0, 250.0, 300.0, 350.0, 400.0, 600.0,
];

/// One entry of an open list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListItem {
    /// What is typed into the cell when it is chosen.
    pub text: String,
    pub label: String,
}

/// Returns the list of a column; empty where a column has none.
pub fn list_items(panel: &Panel, column: Column) -> Vec<ListItem> {
    let item = |text: String, label: String| ListItem { text, label };
    match column {
        Column::Class => LoadClass::ALL
            .iter()
            .map(|class| item(class.letter().to_string(), format!("{}  {}", class.letter(), class.label())))
            .collect(),
        Column::Poles => (1..=panel.system.max_poles())
            .map(|poles| {
                item(
                    poles.to_string(),
                    if poles == 1 { "1 pole".to_owned() } else { format!("{poles} poles") },
                )
            })
            .collect(),
        Column::Trip => RATINGS
            .iter()
            .map(|rating| item(trimmed(*rating, 0), format!("{} A", trimmed(*rating, 0))))
            .collect(),
        Column::Number | Column::Description | Column::Load => Vec::new(),
    }
}

/// Returns the entry that stands in the cell, or the first.
pub fn current_item(panel: &Panel, cell: Cell, items: &[ListItem]) -> usize {
    let text = cell_text(panel, cell);
    let wanted = if text.is_empty() && cell.column == Column::Trip { "20".to_owned() } else { text };
    items.iter().position(|item| item.text == wanted).unwrap_or(0)
}
