//! A breaker's rows to a circuit: poles, loads in VA, class, notes.

use crate::domain::{Circuit, CircuitField, CircuitId, CircuitKind, CircuitLoad, LoadClass, Slot, System};
use crate::interchange::import::draft::{CircuitDraft, Placement};
use crate::interchange::import::fields::Fields;
use crate::interchange::import::load_text::LoadValue;
use crate::interchange::import::walk::Raw;
use crate::interchange::import::words::class_by_words;
use crate::units::{Amperes, Feet, PowerFactor, VoltAmperes};

/// Ratings the Code lists for fuses and inverse-time breakers (NEC 240.6(A)), in amperes.
const STANDARD_RATINGS: [f64; 37] = [
    15.0, 20.0, 25.0, 30.0, 35.0, 40.0, 45.0, 50.0, 60.0, 70.0, 80.0, 90.0, 100.0, 110.0, 125.0, 150.0,
    175.0, 200.0, 225.0, 250.0, 300.0, 350.0, 400.0, 450.0, 500.0, 600.0, 700.0, 800.0, 1000.0, 1200.0,
    1600.0, 2000.0, 2500.0, 3000.0, 4000.0, 5000.0, 6000.0,
];
/// Load of a list without poles above which one pole is unlikely, in amperes on that pole.
const ONE_POLE_LIMIT: f64 = 50.0;

/// What was decided for many circuits alike, to be said once for the panel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::interchange) struct Tally {
    /// Loads given in watts and taken as volt-amperes.
    pub watts: usize,
    /// Classes taken from words of the description.
    pub classes_by_words: usize,
    /// Heavy loads without poles that were given all poles.
    pub poles_by_load: usize,
}

/// Builds the circuit of a breaker. `feeds` says that its description is the name of a panel.
pub(in crate::interchange) fn assemble(
    raw: &Raw,
    system: System,
    feeds: bool,
    sheet: &str,
    tally: &mut Tally,
) -> CircuitDraft {
    let first = raw.first();
    let mut problems: Vec<String> = raw.rows.iter().flat_map(|row| row.problems.iter().cloned()).collect();
    let top = raw.slots.iter().copied().min();
    let mut circuit = Circuit::new(CircuitId(0), Slot(top.unwrap_or(1)));
    for row in &raw.rows {
        circuit.unread.extend(row.unread.iter().map(|(field, text)| (*field, text.clone())));
    }
    circuit.poles = poles(raw, system, feeds, &mut circuit, &mut problems, tally);
    first.description.clone_into(&mut circuit.description);
    circuit.continuous = raw.rows.iter().any(|row| row.continuous == Some(true));
    circuit.class = class(raw, first, tally);
    circuit.kind = if raw.is_spare { CircuitKind::Spare } else { CircuitKind::Branch };
    set_breaker(&mut circuit, raw, &mut problems);
    circuit.power_factor = first.power_factor.and_then(PowerFactor::new);
    set_load(&mut circuit, raw, system, &mut problems, tally);
    if raw.is_spare && circuit.load.total() != VoltAmperes::ZERO {
        problems.push(format!(
            "spare with a load of {}; kept as a circuit of spare capacity",
            circuit.load.total()
        ));
        circuit.kind = CircuitKind::Branch;
        circuit.class = LoadClass::SpareCapacity;
    }
    circuit.locked = first.flags.locked;
    circuit.gfci |= first.flags.gfci;
    circuit.afci |= first.flags.afci;
    circuit.multiwire = first.flags.multiwire && circuit.poles > 1;
    circuit.group = first.group.clone();
    circuit.length = first.length_ft.map(Feet);
    let slots = first.slots.as_ref();
    if let Some(letter) = slots.and_then(|read| read.tandem) {
        problems
            .push(format!("tandem breaker {}{letter}: each half needs a slot of its own here", circuit.slot));
    }
    if slots.is_some_and(|read| read.was_date) {
        problems.push("the spreadsheet had turned the circuit number into a date; turned back".to_owned());
    }
    let even_spread = raw.slots.windows(2).all(|pair| matches!(pair, [a, b] if *b == a + 2));
    if raw.slots.len() > 1 && !even_spread {
        let written: Vec<String> = raw.slots.iter().map(u16::to_string).collect();
        problems.push(format!("slots {} are not one below the other", written.join(", ")));
    }
    let mut notes: Vec<&str> = Vec::new();
    for note in raw.rows.iter().flat_map(|row| &row.notes) {
        if !notes.contains(&note.as_str()) {
            notes.push(note);
        }
    }
    circuit.notes = notes.join("; ");
    let placement = if top.is_some() { Placement::AsWritten } else { Placement::NextFree };
    CircuitDraft { circuit, placement, sheet: sheet.to_owned(), row: first.row, problems }
}

fn poles(
    raw: &Raw,
    system: System,
    feeds: bool,
    circuit: &mut Circuit,
    problems: &mut Vec<String>,
    tally: &mut Tally,
) -> u8 {
    let stated = raw.stated_poles();
    if let (Some(written), Some(stated)) = (raw.rows.iter().find_map(|row| row.poles), stated)
        && written != stated
    {
        problems.push(format!("{written} poles written, {stated} slots named; taken as {stated} poles"));
    }
    let legs = raw.first().legs.iter().flatten().count();
    let guessed = || {
        if legs > 1 {
            return u8::try_from(legs).unwrap_or(1);
        }
        let heavy = raw.slots.is_empty() && one_pole_amperes(raw, system) > ONE_POLE_LIMIT;
        if raw.slots.is_empty() && (feeds || heavy) {
            tally.poles_by_load += 1;
            return system.max_poles();
        }
        1
    };
    let wanted = stated.unwrap_or_else(guessed);
    let most = system.max_poles();
    if wanted > most {
        problems.push(format!("{wanted} poles do not fit a {system} panel; {most} kept"));
        circuit.unread.insert(CircuitField::Poles, wanted.to_string());
    }
    wanted.clamp(1, most)
}

fn one_pole_amperes(raw: &Raw, system: System) -> f64 {
    let volts = system.line_to_neutral(crate::domain::Leg::A).unwrap_or(system.line_to_line()).value();
    match raw.first().load {
        Some(LoadValue::VoltAmperes(va) | LoadValue::Watts(va)) => va / volts,
        Some(LoadValue::Amperes(_)) | None => 0.0,
    }
}

fn class(raw: &Raw, first: &Fields, tally: &mut Tally) -> LoadClass {
    if let Some(class) = first.class.or(first.class_by_column).or(raw.section_class) {
        return class;
    }
    // A remark such as "KIND: EXHAUST FAN" says more than a tag such as "EAF.L23.01".
    let by_words = class_by_words(&first.description).or_else(|| {
        first.notes.iter().find_map(|note| note.split_once(": ").and_then(|(_, text)| class_by_words(text)))
    });
    if let Some(class) = by_words.filter(|_| !raw.is_spare) {
        tally.classes_by_words += 1;
        return class;
    }
    LoadClass::Appliance
}

fn set_breaker(circuit: &mut Circuit, raw: &Raw, problems: &mut Vec<String>) {
    let breaker = raw.rows.iter().map(|row| &row.breaker).find(|breaker| breaker.trip.is_some());
    let Some(breaker) = breaker else { return };
    circuit.trip = breaker.trip.map(Amperes);
    circuit.gfci = breaker.gfci;
    circuit.afci = breaker.afci;
    if let Some(trip) = breaker.trip.filter(|trip| !STANDARD_RATINGS.contains(trip)) {
        problems.push(format!("{} is no standard rating", Amperes(trip)));
    }
}

fn set_load(circuit: &mut Circuit, raw: &Raw, system: System, problems: &mut Vec<String>, tally: &mut Tally) {
    let poles = usize::from(circuit.poles);
    let mut shares = vec![VoltAmperes::ZERO; poles];
    let mut whole: Option<VoltAmperes> = None;
    let mut rows_with_load = 0;
    let mut failed = Vec::new();
    let has_watts = raw.rows.iter().any(|row| {
        row.legs
            .iter()
            .flatten()
            .chain(row.load.iter())
            .any(|load| matches!(load, LoadValue::Watts(v) if *v != 0.0))
    });
    if has_watts && circuit.power_factor.is_none() {
        tally.watts += 1;
    }
    let load_rows = raw.rows.iter().filter(|row| row.load.is_some()).count();
    for (pole, row) in raw.rows.iter().enumerate() {
        let pole = pole.min(poles - 1);
        let legs = row.legs.iter().flatten().count();
        rows_with_load += usize::from(legs > 0 || row.load.is_some());
        if legs > 0 {
            let single_row_legs = legs > 1 || (raw.rows.len() == 1 && poles > 1);
            for (leg, load) in
                row.legs.iter().enumerate().filter_map(|(leg, load)| load.map(|load| (leg, load)))
            {
                let own_leg = circuit.span().legs(system).position(|l| l.index() == leg);
                let at = if single_row_legs { own_leg.unwrap_or(pole) } else { pole };
                if own_leg != Some(at) && circuit.slot.0 > 0 && !raw.slots.is_empty() {
                    let letter = ["A", "B", "C"].get(leg).copied().unwrap_or("?");
                    problems.push(format!(
                        "load written under leg {letter}, where slot {} is not",
                        circuit.slot.down(at as u16)
                    ));
                }
                match per_leg(load, circuit, system) {
                    Ok(va) => add(&mut shares, at, va),
                    Err(why) => failed.push((text_of(load), why)),
                }
            }
        } else if let Some(load) = row.load {
            // amperes in one row are those of every conductor, in several rows those of each pole
            if raw.rows.len() > 1 && (load_rows > 1 || !matches!(load, LoadValue::Amperes(_))) {
                match per_leg(load, circuit, system) {
                    Ok(va) => add(&mut shares, pole, va),
                    Err(why) => failed.push((text_of(load), why)),
                }
            } else {
                match in_total(load, circuit, system) {
                    Ok(va) => whole = Some(whole.unwrap_or_default() + va),
                    Err(why) => failed.push((text_of(load), why)),
                }
            }
        }
    }
    for (text, why) in failed {
        problems.push(format!("load “{text}”: {why}"));
        circuit.unread.insert(CircuitField::Load, text);
    }
    let mut on_poles: VoltAmperes = shares.iter().copied().sum();
    spread_over_poles(raw, poles, load_rows, [whole.as_mut(), Some(&mut on_poles)], problems);
    if let Some(whole) = whole {
        circuit.load = CircuitLoad::Total(whole + on_poles);
        return;
    }
    // the whole of a breaker written in its first row only
    let only_first =
        rows_with_load == 1 && raw.rows.len() > 1 && raw.first().legs.iter().all(Option::is_none);
    let equal = shares.windows(2).all(|pair| pair.first() == pair.last());
    circuit.load = if only_first || equal || poles == 1 {
        CircuitLoad::Total(on_poles)
    } else {
        CircuitLoad::PerPole(shares)
    };
    let by_row = raw.rows.len() > 1
        && rows_with_load > 1
        && raw.rows.iter().all(|row| row.legs.iter().all(Option::is_none));
    if by_row {
        problems.push(format!("load given in {rows_with_load} rows; added up to {on_poles}"));
    }
}

/// "VA per pole" written once counts for every pole. Amperes are those of each conductor anyway.
fn spread_over_poles(
    raw: &Raw,
    poles: usize,
    load_rows: usize,
    loads: [Option<&mut VoltAmperes>; 2],
    problems: &mut Vec<String>,
) {
    let is_once = load_rows == 1
        && raw
            .rows
            .iter()
            .any(|row| row.is_per_pole && !matches!(row.load, None | Some(LoadValue::Amperes(_))));
    if !is_once || poles < 2 {
        return;
    }
    for load in loads.into_iter().flatten().filter(|load| **load != VoltAmperes::ZERO) {
        let one = *load;
        *load = std::iter::repeat_n(one, poles).sum();
        problems.push(format!("{one} on each of {poles} poles; {load} in all"));
    }
}

fn add(shares: &mut [VoltAmperes], at: usize, va: VoltAmperes) {
    if let Some(share) = shares.get_mut(at) {
        *share += va;
    }
}

fn text_of(load: LoadValue) -> String {
    match load {
        LoadValue::VoltAmperes(value) => format!("{value} VA"),
        LoadValue::Watts(value) => format!("{value} W"),
        LoadValue::Amperes(value) => format!("{value} A"),
    }
}

/// Power of the whole breaker; amperes are those of each of its conductors.
fn in_total(load: LoadValue, circuit: &Circuit, system: System) -> Result<VoltAmperes, String> {
    let pf = circuit.power_factor.unwrap_or(PowerFactor::UNITY);
    match load {
        LoadValue::VoltAmperes(value) => Ok(VoltAmperes(value)),
        LoadValue::Watts(value) => Ok(VoltAmperes(value / pf.value())),
        LoadValue::Amperes(value) => match circuit.poles {
            1 => per_leg(load, circuit, system),
            2 => Ok(system.line_to_line() * Amperes(value)),
            _ => Ok(system.line_to_line() * Amperes(value) * 3f64.sqrt()),
        },
    }
}

/// Power on one leg.
fn per_leg(load: LoadValue, circuit: &Circuit, system: System) -> Result<VoltAmperes, String> {
    let pf = circuit.power_factor.unwrap_or(PowerFactor::UNITY);
    match load {
        LoadValue::VoltAmperes(value) => Ok(VoltAmperes(value)),
        LoadValue::Watts(value) => Ok(VoltAmperes(value / pf.value())),
        LoadValue::Amperes(value) => match circuit.poles {
            1 => system
                .line_to_neutral(circuit.slot.leg(system))
                .map(|volts| volts * Amperes(value))
                .ok_or_else(|| {
                    format!(
                        "amperes on one pole of {system} need a line-to-neutral voltage, and there is none"
                    )
                }),
            2 => Ok(system.line_to_line() * Amperes(value) / 2.0),
            _ => Ok(system.line_to_line() * Amperes(value) / 3f64.sqrt()),
        },
    }
}
