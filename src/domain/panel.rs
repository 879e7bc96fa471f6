//! A panelboard: its facts and its circuits.

use crate::domain::{Circuit, CircuitId, Facts, Feeder, PanelId, Slot, Span, StandardSlots, System};
use crate::units::{Amperes, KiloAmperes};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The main of a panelboard.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Main {
    /// Main lugs only.
    #[default]
    LugsOnly,
    /// A main circuit breaker of this rating.
    Breaker(Amperes),
}

named_enum!(
    /// How the cabinet is mounted.
    Mounting { Surface = "surface", Flush = "flush", Freestanding = "freestanding" }
);

/// A panelboard. Circuits are private: they change only through `apply`, which keeps one breaker to a slot.
#[derive(Clone, Debug, PartialEq)]
pub struct Panel {
    pub id: PanelId,
    pub name: String,
    pub location: String,
    pub system: System,
    /// All sections together.
    pub slots: u16,
    /// 1, or 2 for a double-section panelboard, and so on.
    pub sections: u8,
    /// Bus rating; `None` where nobody has given it.
    pub bus: Option<Amperes>,
    pub main: Main,
    /// Interrupting rating; `None` where nobody has given it.
    pub interrupting: Option<KiloAmperes>,
    pub mounting: Mounting,
    /// Enclosure type, as the trade writes it ("NEMA 1").
    pub enclosure: String,
    /// Whether there are feed-through lugs for a further panel.
    pub feed_through: bool,
    /// Whether numbers have been issued on drawings, so that moves deserve a warning.
    pub issued: bool,
    pub notes: String,
    /// What the header of a schedule has no field for.
    pub facts: Facts,
    /// Where the panel is fed from; `None` while nobody has said.
    pub feeder: Option<Feeder>,
    pub(in crate::domain) circuits: BTreeMap<CircuitId, Arc<Circuit>>,
}

impl Panel {
    /// Returns an empty panelboard of one section (several when more than 84 slots are asked for).
    pub fn new(id: PanelId, name: impl Into<String>, system: System, slots: u16) -> Self {
        Self {
            id,
            name: name.into(),
            location: String::new(),
            system,
            slots,
            sections: slots.div_ceil(StandardSlots::MAX_PER_SECTION).max(1) as u8,
            bus: None,
            main: Main::LugsOnly,
            interrupting: None,
            mounting: Mounting::Surface,
            enclosure: "NEMA 1".to_owned(),
            feed_through: false,
            issued: false,
            notes: String::new(),
            facts: Facts::new(),
            feeder: None,
            circuits: BTreeMap::new(),
        }
    }

    /// Returns the circuits, spares included, by id.
    pub fn circuits(&self) -> impl ExactSizeIterator<Item = &Circuit> {
        self.circuits.values().map(AsRef::as_ref)
    }

    /// Returns the circuits in the order of their top slots.
    pub fn circuits_by_slot(&self) -> Vec<&Circuit> {
        let mut circuits: Vec<&Circuit> = self.circuits().collect();
        circuits.sort_by_key(|circuit| circuit.slot);
        circuits
    }

    /// Returns one circuit.
    pub fn circuit(&self, id: CircuitId) -> Option<&Circuit> {
        self.circuits.get(&id).map(AsRef::as_ref)
    }

    /// Returns the circuit whose breaker takes this slot, with any of its poles.
    pub fn circuit_at(&self, slot: Slot) -> Option<&Circuit> {
        self.circuits().find(|circuit| circuit.span().contains(slot))
    }

    /// Returns what takes each slot: index 0 is slot 1. One pass, for screens and searches.
    pub fn occupancy(&self) -> Vec<Option<CircuitId>> {
        let mut taken = vec![None; usize::from(self.slots)];
        for circuit in self.circuits() {
            for slot in circuit.span().slots() {
                if let Some(place) = taken.get_mut(usize::from(slot.0).wrapping_sub(1)) {
                    *place = Some(circuit.id);
                }
            }
        }
        taken
    }

    /// Returns whether a span lies in the panel and touches no circuit but those in `ignoring`.
    pub fn is_free(&self, span: Span, ignoring: &[CircuitId]) -> bool {
        span.fits(self.slots, self.sections).is_ok()
            && !self.circuits().any(|c| !ignoring.contains(&c.id) && c.span().overlaps(span))
    }

    /// Returns the first free span for a breaker of this many poles, in slot order.
    pub fn first_free(&self, poles: u8) -> Option<Slot> {
        (1..=self.slots).map(Slot).find(|slot| self.is_free(Span::new(*slot, poles), &[]))
    }

    /// Returns the free span nearest to `wanted`: least rows away, own column first, then the lower number.
    pub fn nearest_free(&self, wanted: Slot, poles: u8, ignoring: &[CircuitId]) -> Option<Slot> {
        (1..=self.slots).map(Slot).filter(|slot| self.is_free(Span::new(*slot, poles), ignoring)).min_by_key(
            |slot| (slot.row().abs_diff(wanted.row()), slot.is_left() != wanted.is_left(), slot.0),
        )
    }

    /// Returns how many slots breakers take.
    pub fn used_slots(&self) -> usize {
        self.circuits().map(|circuit| usize::from(circuit.poles)).sum()
    }
}
