//! Which slots of a panelboard are free while several circuits look for a place.

use crate::domain::{CircuitId, Panel, Slot, Span};

/// Slots taken so far.
#[derive(Clone, Debug)]
pub struct Room {
    slots: u16,
    sections: u8,
    taken: Vec<bool>,
}

impl Room {
    /// Starts from what stands in the panelboard, without the circuits in `ignoring`.
    pub fn of(panel: &Panel, ignoring: &[CircuitId]) -> Self {
        let taken =
            panel.occupancy().iter().map(|slot| slot.is_some_and(|id| !ignoring.contains(&id))).collect();
        Self { slots: panel.slots, sections: panel.sections, taken }
    }

    /// Returns whether a span lies in the panelboard and is free.
    pub fn is_free(&self, span: Span) -> bool {
        span.fits(self.slots, self.sections).is_ok() && !span.slots().any(|slot| self.is_taken(slot))
    }

    /// Takes a span if it is free, and says whether it was.
    pub fn take(&mut self, span: Span) -> bool {
        let free = self.is_free(span);
        if free {
            for slot in span.slots() {
                if let Some(place) = self.taken.get_mut(index(slot)) {
                    *place = true;
                }
            }
        }
        free
    }

    /// Takes the free span nearest to `wanted`: least rows away, own column first, then the lower number.
    pub fn take_nearest(&mut self, wanted: Slot, poles: u8) -> Option<Slot> {
        let nearest = (1..=self.slots)
            .map(Slot)
            .filter(|slot| self.is_free(Span::new(*slot, poles)))
            .min_by_key(|s| (s.row().abs_diff(wanted.row()), s.is_left() != wanted.is_left(), s.0))?;
        self.take(Span::new(nearest, poles));
        Some(nearest)
    }

    fn is_taken(&self, slot: Slot) -> bool {
        self.taken.get(index(slot)).copied().unwrap_or(true)
    }
}

fn index(slot: Slot) -> usize {
    usize::from(slot.0).wrapping_sub(1)
}
