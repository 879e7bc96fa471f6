//! The marks at a circuit's description: which it has, how they look, what they mean.

use crate::app::icons;
use crate::app::theme::Tokens;
use crate::app::widgets::IconWeight;
use crate::domain::{Circuit, Panel};
use crate::engineering::PanelLoads;
use egui::Color32;

/// Icons of a row and what they mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    Unread,
    OnHighLeg,
    Locked,
    Grouped(String),
    Multiwire,
    SubFeed,
}

impl Mark {
    /// Returns glyph, weight and color.
    pub fn icon(&self, tokens: &Tokens) -> (&'static str, IconWeight, Color32) {
        match self {
            Self::Unread => (icons::WARNING_OCTAGON, IconWeight::Fill, tokens.error),
            Self::OnHighLeg => (icons::WARNING, IconWeight::Fill, tokens.warning),
            Self::Locked => (icons::LOCK_SIMPLE, IconWeight::Outline, tokens.text_3),
            Self::Grouped(_) => (icons::LINK_SIMPLE, IconWeight::Outline, tokens.text_3),
            Self::Multiwire => (icons::ARROWS_SPLIT, IconWeight::Outline, tokens.text_3),
            Self::SubFeed => (icons::TREE_STRUCTURE, IconWeight::Outline, tokens.text_3),
        }
    }
}

/// Returns the marks of a circuit, the gravest first.
pub fn marks(panel: &Panel, loads: &PanelLoads, circuit: &Circuit) -> Vec<Mark> {
    let mut marks = Vec::new();
    if !circuit.unread.is_empty() {
        marks.push(Mark::Unread);
    }
    let on_high_leg = circuit.span().legs(panel.system).any(|leg| panel.system.high_leg() == Some(leg));
    if on_high_leg && circuit.is_line_to_neutral() && !circuit.is_spare() {
        marks.push(Mark::OnHighLeg);
    }
    if circuit.locked {
        marks.push(Mark::Locked);
    }
    if loads.is_subfeed(circuit.id) {
        marks.push(Mark::SubFeed);
    }
    if circuit.multiwire {
        marks.push(Mark::Multiwire);
    }
    marks.extend(circuit.group.clone().map(Mark::Grouped));
    marks
}

/// Returns what a mark means.
pub fn mark_words(mark: &Mark) -> String {
    match mark {
        Mark::Unread => "A cell of this row could not be read".to_owned(),
        Mark::OnHighLeg => "Line-to-neutral load on the high leg, which has 208 V to neutral".to_owned(),
        Mark::Locked => "Locked: stays where it is".to_owned(),
        Mark::Grouped(group) => format!("Kept together: {group}"),
        Mark::Multiwire => "Multiwire branch circuit: a load for each leg, common trip".to_owned(),
        Mark::SubFeed => {
            "Feeds another panelboard or transformer: carries what is connected there".to_owned()
        }
    }
}
