//! Typing into a cell: creates the circuit if there was a space, reads the text, keeps it where it cannot be read.
//!
//! `sp` makes a spare and `-` a space in every column but the class. Emptying a cell clears its value as in a
//! spreadsheet; the breaker stays. A load or rating that cannot be read counts as none until it is corrected.

use crate::domain::{Circuit, CircuitField, CircuitKind, CircuitLoad, LoadClass, Slot, hanging_on_circuit};
use crate::units::{Amperes, VoltAmperes};
use crate::workbench::schedule::cell::{field_of, has_own_figure, pole_of, settle_unread};
use crate::workbench::schedule::class_words::class_of_words;
use crate::workbench::schedule::clear::clear_offer;
use crate::workbench::schedule::draft::Draft;
use crate::workbench::schedule::parse::{parse_class, parse_load, parse_poles, parse_share, parse_trip};
use crate::workbench::schedule::place::enter_number;
use crate::workbench::schedule::poles::{change_poles, name};
use crate::workbench::schedule::{Cell, Column, Offer};

/// What a new circuit takes over from the ones typed before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Memory {
    pub class: LoadClass,
    pub trip: Amperes,
}

impl Default for Memory {
    fn default() -> Self {
        Self { class: LoadClass::Appliance, trip: Amperes(20.0) }
    }
}

/// What happens when a breaker would need a taken slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnConflict {
    /// Ask.
    Offer,
    /// Keep the text in the cell as not taken over: a paste of many cells asks nothing.
    Keep,
}

/// Types `text` into a cell of the draft. An offer stands for edits not made yet.
///
/// # Errors
/// Says why nothing could be done at all.
pub fn enter(
    draft: &mut Draft,
    cell: Cell,
    text: &str,
    memory: &mut Memory,
    conflict: OnConflict,
) -> Result<Option<Offer>, String> {
    let text = text.trim();
    let Some(panel) = draft.panel() else { return Err("The panel is gone".to_owned()) };
    let (system, cell) = (panel.system, cell.settled(panel));
    let present = draft.circuit_at(cell.slot);
    if cell.column == Column::Number {
        return match present {
            Some(circuit) if !text.is_empty() => enter_number(draft, &circuit, text),
            Some(_) => Ok(None),
            None => Err("There is no circuit here to move".to_owned()),
        };
    }
    if text.is_empty() {
        return present.map_or(Ok(None), |circuit| empty_cell(draft, circuit, cell));
    }
    if is_space_word(cell.column, text) {
        let ids: Vec<_> = present.iter().map(|circuit| circuit.id).collect();
        return clear_offer(draft, &ids);
    }
    if let Some(circuit) = present.as_ref().filter(|_| cell.column == Column::Load) {
        let fed = hanging_on_circuit(draft.project(), draft.panel_id(), circuit.id);
        if !fed.is_empty() {
            return Err(format!(
                "{} carries what it feeds, {}; its load is not typed",
                name(circuit),
                fed.join(", ")
            ));
        }
    }
    let is_new = present.is_none();
    let mut circuit = present.unwrap_or_else(|| new_circuit(draft, cell.slot, memory));
    if is_spare_word(cell.column, text) {
        make_spare(&mut circuit);
        return put(draft, circuit);
    }
    let field = field_of(&circuit, cell);
    circuit.unread.remove(&field);
    let mut poles = None;
    let unread = match cell.column {
        Column::Number => None,
        Column::Description => {
            text.clone_into(&mut circuit.description);
            circuit.kind = CircuitKind::Branch;
            // In a fresh row the words may say the class; it stands in the next cell at once, to be typed over.
            if let Some(class) = class_of_words(text).filter(|_| is_new) {
                set_class(&mut circuit, class);
                memory.class = class;
            }
            None
        }
        Column::Class => match parse_class(text) {
            Ok(class) => {
                set_class(&mut circuit, class);
                memory.class = class;
                None
            }
            Err(_) => Some(text),
        },
        Column::Poles => parse_poles(text, system).map(|p| poles = Some(p)).err().map(|_| text),
        Column::Trip => match parse_trip(text, system) {
            Ok((trip, with)) => {
                circuit.trip = Some(trip);
                poles = with;
                None
            }
            Err(_) => {
                circuit.trip = None;
                Some(text)
            }
        },
        Column::Load => enter_load(&mut circuit, cell.slot, text, system).err().map(|()| text),
    };
    if let Some(text) = unread {
        circuit.unread.insert(field, text.to_owned());
    }
    match poles {
        Some(poles) => change_poles(draft, circuit, poles, cell.column, text, conflict),
        None => put(draft, circuit),
    }
}

/// Returns a breaker as one expects it in a fresh row.
pub fn new_circuit(draft: &Draft, slot: Slot, memory: &Memory) -> Circuit {
    let mut circuit = Circuit { trip: Some(memory.trip), ..Circuit::new(draft.new_id(), slot) };
    set_class(&mut circuit, memory.class);
    circuit
}

/// Turns a circuit into an installed breaker without load; its rating and poles stay.
pub fn make_spare(circuit: &mut Circuit) {
    circuit.kind = CircuitKind::Spare;
    circuit.description.clear();
    circuit.load = CircuitLoad::ZERO;
    circuit.multiwire = false;
    circuit.continuous = false;
    circuit.unread.clear();
}

/// Sets the class. Lighting is taken as continuous until someone says otherwise, other classes are not.
fn set_class(circuit: &mut Circuit, class: LoadClass) {
    if circuit.class != class || class == LoadClass::Lighting {
        circuit.continuous = class == LoadClass::Lighting;
    }
    circuit.class = class;
}

fn enter_load(
    circuit: &mut Circuit,
    slot: Slot,
    text: &str,
    system: crate::domain::System,
) -> Result<(), ()> {
    circuit.kind = CircuitKind::Branch;
    let whole = text.contains('/') || text.to_ascii_lowercase().ends_with("total");
    let pole = pole_of(circuit, slot);
    if has_own_figure(circuit, Column::Load) && !whole {
        let share = parse_share(text, circuit, pole, system);
        if let CircuitLoad::PerPole(shares) = &mut circuit.load
            && let Some(place) = shares.get_mut(pole)
        {
            // A leg that cannot be read counts as none and leaves the other legs alone.
            *place = share.clone().unwrap_or(VoltAmperes::ZERO);
        }
        return share.map(|_| ()).map_err(|_| ());
    }
    match parse_load(text, circuit, system) {
        Ok(load) => {
            circuit.load = match load {
                CircuitLoad::Total(va) if circuit.multiwire => {
                    let poles = circuit.poles.max(1);
                    CircuitLoad::PerPole(vec![va / f64::from(poles); usize::from(poles)])
                }
                load => load,
            };
            // One text for all legs: what stood in them before is replaced.
            circuit.unread.retain(|field, _| !CircuitField::LOADS.contains(field));
            Ok(())
        }
        Err(_) => {
            if !has_own_figure(circuit, Column::Load) {
                circuit.load = CircuitLoad::ZERO;
            }
            Err(())
        }
    }
}

fn empty_cell(draft: &mut Draft, mut circuit: Circuit, cell: Cell) -> Result<Option<Offer>, String> {
    circuit.unread.remove(&field_of(&circuit, cell));
    match cell.column {
        Column::Description => circuit.description.clear(),
        Column::Trip => circuit.trip = None,
        Column::Load => {
            let pole = pole_of(&circuit, cell.slot);
            match &mut circuit.load {
                CircuitLoad::PerPole(shares) => {
                    if let Some(share) = shares.get_mut(pole) {
                        *share = VoltAmperes::ZERO;
                    }
                }
                load => *load = CircuitLoad::ZERO,
            }
        }
        // A breaker always has poles and a class.
        Column::Number | Column::Class | Column::Poles => {}
    }
    put(draft, circuit)
}

fn put(draft: &mut Draft, mut circuit: Circuit) -> Result<Option<Offer>, String> {
    settle_unread(&mut circuit);
    draft.put(circuit).map(|()| None).map_err(|error| error.to_string())
}

fn is_space_word(column: Column, text: &str) -> bool {
    column != Column::Class && (matches!(text, "-" | "–" | "—") || text.eq_ignore_ascii_case("space"))
}

fn is_spare_word(column: Column, text: &str) -> bool {
    column != Column::Class && (text.eq_ignore_ascii_case("sp") || text.eq_ignore_ascii_case("spare"))
}
