//! What a printed schedule says at each slot: pure words, no places.

use crate::domain::{Circuit, CircuitField, Leg, LoadBasis, Panel, Project, Slot, hanging_on_circuit};
use crate::engineering::PanelLoads;
use crate::units::{VoltAmperes, grouped, trimmed};

/// One slot of the schedule.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub slot: Slot,
    pub leg: Leg,
    pub place: Place,
    /// Words of the description column; empty below the top pole.
    pub description: String,
    /// Short marks behind the description: GF, AF, MW.
    pub marks: String,
    pub class: String,
    pub poles: String,
    pub trip: String,
    /// Load on this pole; `None` at a space.
    pub load: Option<VoltAmperes>,
}

/// What takes a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Space,
    /// Top pole of a breaker with this many poles.
    Top {
        poles: u8,
    },
    /// A further pole; `last` is the lowest.
    Lower {
        last: bool,
    },
}

impl Entry {
    /// Returns the load as it is printed.
    pub fn load_text(&self) -> String {
        self.load.map_or(String::new(), |va| grouped(va.0, 0))
    }

    /// Returns whether the same breaker goes on in the next row.
    pub fn continues(&self) -> bool {
        match self.place {
            Place::Space => false,
            Place::Top { poles } => poles > 1,
            Place::Lower { last } => !last,
        }
    }
}

/// Returns an entry for every slot, slot 1 first.
pub fn entries(project: &Project, panel: &Panel, loads: &PanelLoads) -> Vec<Entry> {
    let taken = panel.occupancy();
    (1..=panel.slots)
        .map(Slot)
        .map(|slot| {
            let id = taken.get(usize::from(slot.0) - 1).copied().flatten();
            match id.and_then(|id| panel.circuit(id)) {
                Some(circuit) => entry(project, (panel, loads), circuit, slot),
                None => space(panel, slot),
            }
        })
        .collect()
}

fn space(panel: &Panel, slot: Slot) -> Entry {
    Entry {
        slot,
        leg: slot.leg(panel.system),
        place: Place::Space,
        description: "Space".to_owned(),
        marks: String::new(),
        class: String::new(),
        poles: String::new(),
        trip: String::new(),
        load: None,
    }
}

fn entry(project: &Project, (panel, loads): (&Panel, &PanelLoads), circuit: &Circuit, slot: Slot) -> Entry {
    let pole = circuit.span().slots().position(|own| own == slot).unwrap_or_default();
    let on_poles = loads.circuit_load(circuit, LoadBasis::Connected).per_leg();
    let mut entry = Entry { load: on_poles.0.get(pole).copied(), ..space(panel, slot) };
    entry.description.clear();
    if pole > 0 {
        entry.place = Place::Lower { last: pole + 1 == usize::from(circuit.poles) };
        return entry;
    }
    entry.place = Place::Top { poles: circuit.poles };
    entry.description = words(circuit);
    if entry.description.is_empty() {
        let fed = hanging_on_circuit(project, panel.id, circuit.id);
        entry.description =
            if fed.is_empty() { String::new() } else { format!("Feeder to {}", fed.join(", ")) };
    }
    entry.marks = marks(circuit).join(" ");
    // A sub-feed carries the classes of what it feeds, not one of its own.
    if !circuit.is_spare() && !loads.is_subfeed(circuit.id) {
        let continuous = if circuit.continuous { "*" } else { "" };
        entry.class = format!("{}{continuous}", circuit.class.letter());
    }
    entry.poles = circuit.poles.to_string();
    entry.trip = trip(circuit);
    entry
}

/// A spare says so, in whatever words the designer chose.
fn words(circuit: &Circuit) -> String {
    let description = circuit.description.trim();
    if !circuit.is_spare() || description.to_ascii_lowercase().contains("spare") {
        description.to_owned()
    } else if description.is_empty() {
        "Spare".to_owned()
    } else {
        format!("Spare: {description}")
    }
}

fn marks(circuit: &Circuit) -> Vec<&'static str> {
    let all = [(circuit.gfci, "GF"), (circuit.afci, "AF"), (circuit.multiwire, "MW")];
    all.into_iter().filter(|(set, _)| *set).map(|(_, mark)| mark).collect()
}

fn trip(circuit: &Circuit) -> String {
    match circuit.trip {
        Some(rating) => trimmed(rating.0, 1),
        None if circuit.unread.contains_key(&CircuitField::Trip) => "?".to_owned(),
        None => "\u{2013}".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::examples;
    use crate::engineering::project_loads;

    #[test]
    fn every_circuit_appears_once_and_every_slot_too() {
        let project = examples::two_panels();
        let loads = project_loads(&project);
        for panel in project.panels() {
            let entries = entries(&project, panel, &loads.panels[&panel.id]);
            let slots: Vec<u16> = entries.iter().map(|entry| entry.slot.0).collect();
            assert_eq!(slots, (1..=panel.slots).collect::<Vec<_>>());
            let tops = entries.iter().filter(|entry| matches!(entry.place, Place::Top { .. }));
            let printed: Vec<&str> = tops.map(|entry| entry.description.as_str()).collect();
            let known: Vec<&str> = panel.circuits_by_slot().iter().map(|c| c.description.as_str()).collect();
            assert_eq!(printed, known);
            let total: f64 = entries.iter().filter_map(|entry| entry.load).map(|va| va.0).sum();
            assert_eq!(total, panel.circuits().map(|c| c.load.total().0).sum::<f64>());
        }
    }

    #[test]
    fn a_three_pole_breaker_shows_its_share_on_every_pole_and_its_words_once() {
        let project = examples::two_panels();
        let panel = project.panel_named("LP-1").expect("in the example");
        let entries = entries(&project, panel, &project_loads(&project).panels[&panel.id]);
        let at = |slot: usize| &entries[slot - 1];
        assert_eq!([19, 21, 23].map(|slot| at(slot).load_text()), ["2,400", "2,400", "2,400"]);
        assert_eq!([19, 21, 23].map(|slot| at(slot).continues()), [true, true, false]);
        assert_eq!((at(19).trip.as_str(), at(21).trip.as_str(), at(21).description.as_str()), ("30", "", ""));
        assert_eq!(
            (at(13).class.as_str(), at(17).place, at(27).place),
            ("L*", Place::Lower { last: true }, Place::Space)
        );
    }
}
