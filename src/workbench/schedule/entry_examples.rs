//! Examples of what may be typed into each column, for help and the key card. A test types every one of them.

/// Each text and what it means.
type Examples = &'static [(&'static str, &'static str)];

/// Into the load.
pub const ENTRY_LOAD: Examples = &[
    ("1500", "VA"),
    ("1.5k", "1,500 VA; also 1.5kVA"),
    ("12.5A", "Amperes × circuit voltage"),
    ("1.2kW", "Watts ÷ power factor"),
    ("=3*180", "Arithmetic, with brackets"),
    ("1200/800", "One figure a pole"),
];

/// Into the trip rating.
pub const ENTRY_TRIP: Examples =
    &[("20", "20 A"), ("20/1", "20 A, 1 pole; also 20A-1P"), ("30A-2P", "30 A, 2 poles")];

/// Into the poles.
pub const ENTRY_POLES: Examples = &[("1", "1 pole"), ("2", "2 poles"), ("3", "3 poles, on three phases")];

/// Into the class.
pub const ENTRY_CLASS: Examples = &[
    ("L", "Lighting; also ltg"),
    ("R", "Receptacles; also rcpt"),
    ("M", "Motors"),
    ("H", "Heating"),
    ("C", "Cooling; also ac"),
    ("K", "Kitchen equipment"),
    ("A", "Appliances and other"),
    ("E", "EV supply"),
    ("S", "Signs and show windows"),
    ("P", "Spare capacity"),
    ("X", "Existing, metered"),
];

/// Into any column but the class.
pub const ENTRY_SPARE: Examples = &[("sp", "Spare: breaker, no load"), ("-", "Space: no breaker")];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{LoadClass, PanelId, apply_all, examples};
    use crate::workbench::schedule::{Cell, Column, Grid, GridKey};

    #[test]
    fn every_example_is_taken_over_by_its_column() {
        let columns = [
            (Column::Load, ENTRY_LOAD),
            (Column::Trip, ENTRY_TRIP),
            (Column::Poles, ENTRY_POLES),
            (Column::Class, ENTRY_CLASS),
            (Column::Description, ENTRY_SPARE),
        ];
        for (column, texts) in columns {
            for (text, _) in texts {
                let project = examples::two_panels();
                let panel = project.panel(PanelId(1)).expect("LP-1");
                // A figure a pole needs two poles; everything else goes into a breaker that it would change.
                let poles = if text.contains('/') && column == Column::Load { 2 } else { 1 };
                let circuit =
                    panel.circuits().find(|c| c.poles == poles && !c.multiwire).expect("there is one");
                let mut grid = Grid::new(PanelId(1));
                grid.point(&project, Cell { slot: circuit.slot, column }, false);
                let mut effect = grid.text(&project, text);
                if effect.step.is_none() && grid.offer().is_none() {
                    effect = grid.key(&project, GridKey::Enter);
                }
                assert_eq!(effect.message, None, "{text}");
                let Some(step) = effect.step else { continue };
                let (after, _) = apply_all(&project, &step.edits).expect("legal");
                let unread = after.panel(PanelId(1)).and_then(|p| p.circuit(circuit.id)).map(|c| &c.unread);
                assert!(unread.is_none_or(|unread| unread.is_empty()), "{text} stays unread");
            }
        }
    }

    #[test]
    fn every_class_has_its_letter_and_its_name() {
        let named = |class: &LoadClass| {
            ENTRY_CLASS
                .iter()
                .any(|(letter, words)| letter.starts_with(class.letter()) && words.starts_with(class.label()))
        };
        assert!(LoadClass::ALL.iter().all(named));
        assert_eq!(ENTRY_CLASS.len(), LoadClass::ALL.len());
    }
}
