//! Slots for the circuits of a draft: where the file says, else the nearest legal free place, else the next free one.
//!
//! Nothing is left out: a panel too small for its rows is made larger, and says so.

use crate::domain::{Slot, Span, StandardSlots, System};
use crate::interchange::import::draft::{CircuitDraft, Placement, misfit};
use std::collections::BTreeMap;

/// Slot counts that are built, beyond those offered for new panels.
const BUILT: [u16; 16] = [12, 16, 18, 20, 24, 30, 32, 36, 40, 42, 48, 54, 60, 66, 72, 84];
/// Most slots of one panel.
pub(in crate::interchange) const MAX_SLOTS: u16 =
    StandardSlots::MAX_PER_SECTION * StandardSlots::MAX_SECTIONS as u16;

/// What takes each slot.
pub(in crate::interchange) struct Occupancy {
    pub slots: u16,
    pub sections: u8,
    taken: BTreeMap<u16, String>,
}

impl Occupancy {
    /// Returns an empty panel of this many slots.
    pub fn empty(slots: u16) -> Self {
        Self { slots, sections: sections(slots), taken: BTreeMap::new() }
    }

    /// Marks what a breaker takes.
    pub fn take(&mut self, span: Span, name: &str) {
        for slot in span.slots() {
            self.taken.insert(slot.0, name.to_owned());
        }
    }

    /// Says why a breaker cannot sit at a place; `None` when it can.
    pub fn refusal(&self, span: Span) -> Option<String> {
        if let Err(error) = span.fits(self.slots, self.sections) {
            return Some(misfit(&error));
        }
        let (slot, by) = span.slots().find_map(|slot| self.taken.get(&slot.0).map(|by| (slot, by)))?;
        Some(if by.is_empty() {
            format!("slot {slot} is taken")
        } else {
            format!("slot {slot} is taken by {by}")
        })
    }

    /// Returns the free place nearest to `wanted`: least rows away, own column first, then the lower number.
    pub fn nearest(&self, wanted: Slot, poles: u8) -> Option<Slot> {
        self.free(poles).min_by_key(|slot| {
            (slot.row().abs_diff(wanted.row()), slot.is_left() != wanted.is_left(), slot.0)
        })
    }

    /// Returns the first free place.
    pub fn first(&self, poles: u8) -> Option<Slot> {
        self.free(poles).next()
    }

    fn free(&self, poles: u8) -> impl Iterator<Item = Slot> {
        (1..=self.slots).map(Slot).filter(move |slot| self.refusal(Span::new(*slot, poles)).is_none())
    }

    fn grow(&mut self) -> bool {
        let Some(more) = sizes().find(|size| *size > self.slots) else { return false };
        self.slots = more;
        self.sections = sections(more);
        true
    }
}

/// How many slots a panel gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::interchange) enum Size {
    /// As the file or the person says.
    Given(u16),
    /// As many as its rows need.
    ByRows,
}

/// Gives every circuit its slot in a panel of its own. Returns the slots of the panel.
pub(in crate::interchange) fn place_new(
    circuits: &mut [CircuitDraft],
    size: Size,
    listed: &[u16],
    system: System,
) -> u16 {
    let highest = circuits
        .iter()
        .filter(|draft| draft.placement == Placement::AsWritten)
        .map(|draft| draft.circuit.slot.down(u16::from(draft.circuit.poles) - 1).0)
        .chain(listed.iter().copied())
        .max()
        .unwrap_or(0)
        .min(MAX_SLOTS);
    let slots = match size {
        Size::Given(slots) => slots,
        Size::ByRows => by_rows(highest, listed),
    };
    let mut occupancy = Occupancy::empty(slots);
    place(circuits, &mut occupancy, system, true);
    occupancy.slots
}

/// Gives circuits their slots among what is there. With `may_grow`, a panel too small is made larger.
pub(in crate::interchange) fn place(
    circuits: &mut [CircuitDraft],
    occupancy: &mut Occupancy,
    system: System,
    may_grow: bool,
) {
    debug_assert!(circuits.iter().all(|draft| draft.circuit.poles <= system.max_poles()));
    let mut waiting = Vec::new();
    for (index, draft) in circuits.iter_mut().enumerate() {
        match &draft.placement {
            Placement::AsWritten => {
                let span = draft.circuit.span();
                match occupancy.refusal(span) {
                    None => occupancy.take(span, &draft.circuit.description),
                    Some(reason) => {
                        draft.placement = Placement::Displaced { wanted: span.top, reason };
                        waiting.push(index);
                    }
                }
            }
            Placement::NextFree | Placement::Displaced { .. } | Placement::NoRoom { .. } => {
                waiting.push(index)
            }
        }
    }
    for index in waiting {
        let Some(draft) = circuits.get_mut(index) else { continue };
        let poles = draft.circuit.poles;
        let wanted = match &draft.placement {
            Placement::Displaced { wanted, .. } => Some(*wanted),
            Placement::NoRoom { wanted, .. } => *wanted,
            Placement::AsWritten | Placement::NextFree => None,
        };
        let mut found = search(occupancy, wanted, poles);
        while found.is_none() && may_grow && occupancy.grow() {
            found = search(occupancy, wanted, poles);
        }
        match found {
            Some(slot) => {
                draft.circuit.slot = slot;
                occupancy.take(Span::new(slot, poles), &draft.circuit.description);
            }
            None => {
                let reason = match &draft.placement {
                    Placement::Displaced { reason, .. } => {
                        format!("{reason}; no other free place for {poles} poles")
                    }
                    _ => format!("no free place for {poles} poles"),
                };
                draft.placement = Placement::NoRoom { wanted, reason };
            }
        }
    }
}

fn search(occupancy: &Occupancy, wanted: Option<Slot>, poles: u8) -> Option<Slot> {
    match wanted {
        Some(wanted) => occupancy.nearest(wanted, poles),
        None => occupancy.first(poles),
    }
}

/// A file that lists every slot up to a built size means that size; any other gets the next standard one.
fn by_rows(highest: u16, listed: &[u16]) -> u16 {
    let complete = BUILT.contains(&highest) && (1..=highest).all(|slot| listed.contains(&slot));
    if complete {
        return highest;
    }
    sizes().find(|size| *size >= highest.max(2)).unwrap_or(MAX_SLOTS)
}

/// Standard sizes of one section and of several equal ones, ascending.
fn sizes() -> impl Iterator<Item = u16> {
    (1..=u16::from(StandardSlots::MAX_SECTIONS)).flat_map(|sections| {
        StandardSlots::COUNTS
            .into_iter()
            .map(move |count| count * sections)
            .filter(move |slots| *slots > (sections - 1) * StandardSlots::MAX_PER_SECTION)
    })
}

fn sections(slots: u16) -> u8 {
    u8::try_from(slots.div_ceil(StandardSlots::MAX_PER_SECTION).max(1)).unwrap_or(StandardSlots::MAX_SECTIONS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_ascend_to_four_sections() {
        let all: Vec<u16> = sizes().collect();
        assert!(all.windows(2).all(|pair| pair[0] < pair[1]), "{all:?}");
        assert_eq!((all.first(), all.last()), (Some(&12), Some(&336)));
    }

    #[test]
    fn a_complete_list_is_the_panels_size() {
        let forty: Vec<u16> = (1..=40).collect();
        assert_eq!(by_rows(40, &forty), 40);
        assert_eq!(by_rows(26, &[1, 2, 25, 26]), 30);
        assert_eq!(by_rows(0, &[]), 12);
    }

    #[test]
    fn refusals_say_why() {
        let mut occupancy = Occupancy::empty(42);
        assert_eq!(
            occupancy.refusal(Span::new(Slot(41), 3)).as_deref(),
            Some("needs 41, 43, 45; panel ends at 42")
        );
        occupancy.take(Span::new(Slot(1), 2), "AHU-1");
        assert_eq!(occupancy.refusal(Span::new(Slot(3), 1)).as_deref(), Some("slot 3 is taken by AHU-1"));
        assert_eq!(occupancy.nearest(Slot(3), 1), Some(Slot(4)));
        assert_eq!(occupancy.first(2), Some(Slot(2)));
    }
}
