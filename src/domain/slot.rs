//! Slot numbers, the legs they sit on and the spans of breakers: the one truth about positions.
//!
//! Odd slots are the left column, even slots the right one; a row is one bus position, so both its slots are on the
//! same leg. A breaker of several poles takes every second number (n, n+2, n+4) and never crosses the row, nor the
//! border between two sections.

use crate::domain::{Leg, System};
use std::fmt;

/// A slot of a panelboard, counted from 1 as the schedule prints it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Slot(pub u16);

impl Slot {
    /// Returns the leg of this slot: `legs[(⌈n/2⌉ − 1) mod k]`, so 1, 2 = A; 3, 4 = B; 5, 6 = C in three phases.
    pub fn leg(self, system: System) -> Leg {
        let legs = system.legs();
        let row = usize::from(self.0.div_ceil(2).max(1)) - 1;
        legs.get(row % legs.len()).copied().unwrap_or(Leg::A)
    }

    /// Returns whether the slot is in the left (odd) column.
    pub const fn is_left(self) -> bool {
        self.0 % 2 == 1
    }

    /// Returns the row, counted from 0.
    pub const fn row(self) -> u16 {
        (self.0 - 1) / 2
    }

    /// Returns the slot across the row.
    pub const fn across(self) -> Self {
        if self.is_left() { Self(self.0 + 1) } else { Self(self.0 - 1) }
    }

    /// Returns the slot of this column `rows` further down.
    pub const fn down(self, rows: u16) -> Self {
        Self(self.0 + 2 * rows)
    }

    /// Returns the slot of this column one row up, if there is one.
    pub fn up(self) -> Option<Self> {
        self.0.checked_sub(2).filter(|n| *n > 0).map(Self)
    }
}

impl fmt::Display for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// The slots of one breaker: a top slot and as many poles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub top: Slot,
    pub poles: u8,
}

impl Span {
    /// Returns the span of a breaker with its top pole at `top`.
    pub const fn new(top: Slot, poles: u8) -> Self {
        Self { top, poles }
    }

    /// Returns the slots, top first.
    pub fn slots(self) -> impl DoubleEndedIterator<Item = Slot> + Clone {
        (0..u16::from(self.poles)).map(move |pole| self.top.down(pole))
    }

    /// Returns the legs, top first.
    pub fn legs(self, system: System) -> impl Iterator<Item = Leg> {
        self.slots().map(move |slot| slot.leg(system))
    }

    /// Returns whether the span takes this slot.
    pub fn contains(self, slot: Slot) -> bool {
        self.slots().any(|taken| taken == slot)
    }

    /// Returns whether two spans want a slot both.
    pub fn overlaps(self, other: Self) -> bool {
        self.slots().any(|slot| other.contains(slot))
    }

    /// Checks that the span lies within a panel of `slots` slots in `sections` equal sections.
    ///
    /// # Errors
    /// Says which slots would be needed and where the panel or the section ends.
    pub fn fits(self, slots: u16, sections: u8) -> Result<(), SlotError> {
        if self.is_within(slots, sections) {
            return Ok(());
        }
        let needs = self.slots().map(|s| s.to_string()).collect::<Vec<_>>().join(", ");
        let in_panel = self.top.0 > 0 && self.last().0 <= slots;
        Err(if in_panel { SlotError::SectionEnds { needs } } else { SlotError::PanelEnds { needs, slots } })
    }

    /// Returns whether the span lies within a panel of `slots` slots in `sections` equal sections.
    pub fn is_within(self, slots: u16, sections: u8) -> bool {
        let section_of = |slot: Slot| (slot.0 - 1) / StandardSlots::per_section(slots, sections);
        let last = self.last();
        self.top.0 > 0 && last.0 <= slots && section_of(self.top) == section_of(last)
    }

    fn last(self) -> Slot {
        self.slots().next_back().unwrap_or(self.top)
    }
}

/// Why a breaker cannot sit at a slot, wherever the others are.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SlotError {
    #[error("needs {needs}; panel ends at {slots}")]
    PanelEnds { needs: String, slots: u16 },
    #[error("needs {needs}; a section ends between them")]
    SectionEnds { needs: String },
}

/// The slot counts panelboards are built with.
pub struct StandardSlots;

impl StandardSlots {
    /// Counts offered for one section, smallest first.
    pub const COUNTS: [u16; 12] = [12, 16, 18, 20, 24, 30, 36, 42, 54, 66, 72, 84];
    /// Most slots of one section.
    pub const MAX_PER_SECTION: u16 = 84;
    /// Most sections of one panelboard.
    pub const MAX_SECTIONS: u8 = 4;

    /// Returns the slots of one section: an even number, so that every section starts with a left slot.
    pub fn per_section(slots: u16, sections: u8) -> u16 {
        slots.div_ceil(u16::from(sections.max(1))).next_multiple_of(2).max(2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The golden mapping; a published guide gets circuit 2 wrong.
    #[test]
    fn slots_map_to_legs_by_row() {
        let legs = |system: System| (1..=8).map(|n| Slot(n).leg(system).letter()).collect::<String>();
        assert_eq!(legs(System::Wye208), "AABBCCAA");
        assert_eq!(legs(System::Delta480), "AABBCCAA");
        assert_eq!(legs(System::Single240), "AABBAABB");
    }

    #[test]
    fn spans_stay_in_their_column() {
        let span = Span::new(Slot(2), 3);
        assert_eq!(span.slots().map(|s| s.0).collect::<Vec<_>>(), [2, 4, 6]);
        assert_eq!(span.legs(System::Wye208).map(Leg::letter).collect::<String>(), "ABC");
        assert!(!span.overlaps(Span::new(Slot(1), 3)));
        assert!(span.overlaps(Span::new(Slot(6), 1)));
    }

    #[test]
    fn a_span_ends_with_its_panel_and_its_section() {
        let error = Span::new(Slot(41), 3).fits(42, 1).expect_err("too low");
        assert_eq!(error.to_string(), "needs 41, 43, 45; panel ends at 42");
        assert!(Span::new(Slot(38), 3).fits(42, 1).is_ok());
        assert!(Span::new(Slot(83), 2).fits(168, 2).is_err());
        assert!(Span::new(Slot(85), 3).fits(168, 2).is_ok());
        assert_eq!(Slot(7).across(), Slot(8));
        assert_eq!(Slot(2).up(), None);
    }
}
