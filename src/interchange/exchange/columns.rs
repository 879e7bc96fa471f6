//! The columns of an exchange sheet: one list that both the writer and the reader follow.
//!
//! Reading accepts the columns in any order and without some of them; what a cell cannot be read as is kept in
//! `Circuit::unread` where the domain has a place for it.

use crate::domain::{
    Circuit, CircuitField, CircuitId, CircuitKind, CircuitLoad, Leg, LoadClass, Panel, Slot, System,
    WiringTextError,
};
use crate::interchange::exchange::{Cell, facts_text, parse_facts};
use crate::units::{Amperes, Feet, PowerFactor, VoltAmperes, parse_number};
use std::collections::BTreeMap;
use std::str::FromStr;

/// How a column's cells look in a workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    Words,
    /// Centered: letters and marks.
    Mark,
    /// Whole or decimal number as typed.
    Number,
    /// Volt-amperes, thousands grouped.
    Load,
}

/// One column.
pub struct Column {
    pub head: &'static str,
    /// Width in characters.
    pub width: f64,
    pub look: Look,
    pub write: fn(&Panel, &Circuit) -> Cell,
    read: fn(&mut RowDraft, &str) -> Result<(), String>,
    /// Where text that cannot be read is kept.
    kept: Option<CircuitField>,
}

/// The head of the first column, by which a table is found.
pub const SLOT_HEAD: &str = "Ckt";
/// What the column of kinds says for a slot without a breaker.
pub const SPACE: &str = "space";

/// Returns the columns of a panelboard of this system.
pub fn columns(system: System) -> impl Iterator<Item = &'static Column> {
    let has_c = system.legs().contains(&Leg::C);
    COLUMNS.iter().filter(move |column| has_c || column.head != "C VA")
}

/// Finds a column by its head.
pub fn column_named(head: &str) -> Option<&'static Column> {
    COLUMNS.iter().find(|column| column.head.eq_ignore_ascii_case(head.trim()))
}

#[rustfmt::skip]
const COLUMNS: &[Column] = &[
    Column { head: SLOT_HEAD, width: 10.0, look: Look::Number, kept: None,
        write: |_, c| Cell::Number(f64::from(c.slot.0)), read: |row, t| { row.circuit.slot = Slot(whole(t)?); Ok(()) } },
    Column { head: "Description", width: 40.0, look: Look::Words, kept: None,
        write: |_, c| Cell::text(&c.description), read: |row, t| { t.clone_into(&mut row.circuit.description); Ok(()) } },
    Column { head: "Class", width: 7.0, look: Look::Mark, kept: Some(CircuitField::Class),
        write: |_, c| Cell::Text(c.class.letter().to_string()), read: |row, t| { row.circuit.class = class(t)?; Ok(()) } },
    Column { head: "Poles", width: 7.0, look: Look::Number, kept: Some(CircuitField::Poles),
        write: |_, c| Cell::Number(f64::from(c.poles)), read: |row, t| { row.circuit.poles = poles(t)?; Ok(()) } },
    Column { head: "Trip A", width: 8.0, look: Look::Number, kept: Some(CircuitField::Trip),
        write: |_, c| Cell::number(c.trip.map(Amperes::value)), read: |row, t| { row.circuit.trip = Some(Amperes(number(t)?)); Ok(()) } },
    Column { head: "A VA", width: 13.0, look: Look::Load, kept: Some(CircuitField::Load),
        write: |p, c| on_leg(p, c, Leg::A), read: |row, t| row.leg(Leg::A, t) },
    Column { head: "B VA", width: 13.0, look: Look::Load, kept: Some(CircuitField::Load),
        write: |p, c| on_leg(p, c, Leg::B), read: |row, t| row.leg(Leg::B, t) },
    Column { head: "C VA", width: 13.0, look: Look::Load, kept: Some(CircuitField::Load),
        write: |p, c| on_leg(p, c, Leg::C), read: |row, t| row.leg(Leg::C, t) },
    Column { head: "Total VA", width: 13.0, look: Look::Load, kept: Some(CircuitField::Load),
        write: |_, c| Cell::Number(c.load.total().0), read: |row, t| { row.total = Some(number(t)?); Ok(()) } },
    Column { head: "Per leg", width: 8.0, look: Look::Mark, kept: None,
        write: |_, c| Cell::flag(matches!(c.load, CircuitLoad::PerPole(_))), read: |row, t| { row.per_leg = yes(t)?; Ok(()) } },
    Column { head: "Kind", width: 9.0, look: Look::Mark, kept: None,
        write: |_, c| Cell::Text(if c.is_spare() { "spare" } else { "branch" }.to_owned()), read: |row, t| { row.circuit.kind = kind(t)?; Ok(()) } },
    Column { head: "Continuous", width: 11.0, look: Look::Mark, kept: None,
        write: |_, c| Cell::flag(c.continuous), read: |row, t| { row.circuit.continuous = yes(t)?; Ok(()) } },
    Column { head: "Multiwire", width: 10.0, look: Look::Mark, kept: None,
        write: |_, c| Cell::flag(c.multiwire), read: |row, t| { row.circuit.multiwire = yes(t)?; Ok(()) } },
    Column { head: "Locked", width: 8.0, look: Look::Mark, kept: None,
        write: |_, c| Cell::flag(c.locked), read: |row, t| { row.circuit.locked = yes(t)?; Ok(()) } },
    Column { head: "GFCI", width: 7.0, look: Look::Mark, kept: None,
        write: |_, c| Cell::flag(c.gfci), read: |row, t| { row.circuit.gfci = yes(t)?; Ok(()) } },
    Column { head: "AFCI", width: 7.0, look: Look::Mark, kept: None,
        write: |_, c| Cell::flag(c.afci), read: |row, t| { row.circuit.afci = yes(t)?; Ok(()) } },
    Column { head: "Group", width: 12.0, look: Look::Words, kept: None,
        write: |_, c| Cell::text(c.group.as_deref().unwrap_or_default()), read: |row, t| { row.circuit.group = Some(t.to_owned()); Ok(()) } },
    Column { head: "PF", width: 6.0, look: Look::Number, kept: None,
        write: |_, c| Cell::number(c.power_factor.map(PowerFactor::value)), read: |row, t| { row.circuit.power_factor = Some(power_factor(t)?); Ok(()) } },
    Column { head: "Conductors", width: 30.0, look: Look::Words, kept: Some(CircuitField::Conductors),
        write: |_, c| Cell::text(&c.conductors.as_ref().map(ToString::to_string).unwrap_or_default()), read: |row, t| { row.circuit.conductors = Some(wiring(t)?); Ok(()) } },
    Column { head: "Raceway", width: 12.0, look: Look::Words, kept: None,
        write: |_, c| Cell::text(&c.raceway.as_ref().map(ToString::to_string).unwrap_or_default()), read: |row, t| { row.circuit.raceway = Some(wiring(t)?); Ok(()) } },
    Column { head: "Length ft", width: 10.0, look: Look::Number, kept: Some(CircuitField::Length),
        write: |_, c| Cell::number(c.length.map(Feet::value)), read: |row, t| { row.circuit.length = Some(Feet(number(t)?)); Ok(()) } },
    Column { head: "Facts", width: 40.0, look: Look::Words, kept: None,
        write: |_, c| Cell::text(&facts_text(&c.facts)), read: |row, t| { row.circuit.facts = parse_facts(t)?; Ok(()) } },
    Column { head: "Notes", width: 40.0, look: Look::Words, kept: None,
        write: |_, c| Cell::text(&c.notes), read: |row, t| { t.clone_into(&mut row.circuit.notes); Ok(()) } },
    Column { head: "Unread", width: 20.0, look: Look::Words, kept: None,
        write: |_, c| Cell::text(&unread_text(&c.unread)), read: |row, t| { row.circuit.unread.extend(parse_unread(t)?); Ok(()) } },
];

/// A circuit while its row is read.
pub struct RowDraft {
    pub circuit: Circuit,
    legs: BTreeMap<Leg, f64>,
    total: Option<f64>,
    per_leg: bool,
}

impl RowDraft {
    /// Starts a row.
    pub fn new() -> Self {
        Self {
            circuit: Circuit::new(CircuitId(0), Slot(0)),
            legs: BTreeMap::new(),
            total: None,
            per_leg: false,
        }
    }

    /// Reads one cell. Text that is no value of the column is kept if the circuit has a place for it.
    ///
    /// # Errors
    /// Says why the cell could not be read.
    pub fn cell(&mut self, column: &Column, text: &str) -> Result<(), String> {
        let read = (column.read)(self, text);
        if let (Err(_), Some(field)) = (&read, column.kept) {
            self.circuit.unread.insert(field, text.to_owned());
        }
        read
    }

    fn leg(&mut self, leg: Leg, text: &str) -> Result<(), String> {
        self.legs.insert(leg, number(text)?);
        Ok(())
    }

    /// Returns the circuit. The legs decide its load where the row says so or gives no total; a sentence comes with
    /// it when the two disagree.
    pub fn finish(mut self, system: System) -> (Circuit, Option<String>) {
        let span = self.circuit.span();
        let shares: Vec<VoltAmperes> = span
            .legs(system)
            .map(|leg| VoltAmperes(self.legs.get(&leg).copied().unwrap_or_default()))
            .collect();
        let sum: VoltAmperes = shares.iter().copied().sum();
        let total = VoltAmperes(self.total.unwrap_or(sum.0));
        self.circuit.load = if self.per_leg || (self.total.is_none() && shares.len() > 1) {
            CircuitLoad::PerPole(shares)
        } else {
            CircuitLoad::Total(total)
        };
        let differs = !self.legs.is_empty() && (sum - total).abs().0 > 0.5;
        let used = if self.per_leg { "the legs" } else { "the total" };
        let remark =
            differs.then(|| format!("the legs add up to {sum}, the total says {total}; {used} decided"));
        (self.circuit, remark)
    }
}

fn on_leg(panel: &Panel, circuit: &Circuit, leg: Leg) -> Cell {
    let pole = circuit.span().legs(panel.system).position(|own| own == leg);
    Cell::number(pole.map(|pole| circuit.share(pole).0))
}

/// Reads a number: exactly as written by a program, else as people write it.
pub fn number(text: &str) -> Result<f64, String> {
    match text.trim().parse::<f64>() {
        Ok(value) if value.is_finite() => Ok(value),
        _ => parse_number(text).map_err(|_| format!("'{}' is not a number", text.trim())),
    }
}

/// Reads a whole number.
pub fn whole<T: TryFrom<i64>>(text: &str) -> Result<T, String> {
    let value = number(text)?;
    let whole = (value.fract() == 0.0).then_some(value as i64);
    whole.and_then(|n| T::try_from(n).ok()).ok_or_else(|| format!("'{text}' is no whole number in range"))
}

/// Reads a yes or no.
pub fn yes(text: &str) -> Result<bool, String> {
    match text.trim().to_ascii_lowercase().as_str() {
        "yes" | "y" | "x" | "true" | "1" => Ok(true),
        "" | "no" | "n" | "false" | "0" => Ok(false),
        _ => Err(format!("'{text}' is neither yes nor no")),
    }
}

/// Reads conductors or a raceway.
pub fn wiring<T: FromStr<Err = WiringTextError>>(text: &str) -> Result<T, String> {
    text.parse().map_err(|error: WiringTextError| error.to_string())
}

fn class(text: &str) -> Result<LoadClass, String> {
    let text = text.trim();
    let mut letters = text.chars();
    let by_letter = match (letters.next(), letters.next()) {
        (Some(letter), None) => LoadClass::from_letter(letter),
        _ => None,
    };
    by_letter.or_else(|| LoadClass::from_name(text)).ok_or_else(|| format!("'{text}' is no load class"))
}

fn poles(text: &str) -> Result<u8, String> {
    let poles = whole(text)?;
    if (1..=3).contains(&poles) { Ok(poles) } else { Err(format!("a breaker has 1 to 3 poles, not {poles}")) }
}

fn kind(text: &str) -> Result<CircuitKind, String> {
    match text.trim().to_ascii_lowercase().as_str() {
        "branch" => Ok(CircuitKind::Branch),
        "spare" => Ok(CircuitKind::Spare),
        _ => Err(format!("'{text}' is no kind of circuit; write branch, spare or space")),
    }
}

fn power_factor(text: &str) -> Result<PowerFactor, String> {
    PowerFactor::new(number(text)?).ok_or_else(|| format!("'{text}' is no power factor; above 0, at most 1"))
}

/// Writes the texts no column could read as a JSON object; its keys are the fields' names.
fn unread_text(unread: &BTreeMap<CircuitField, String>) -> String {
    if unread.is_empty() {
        return String::new();
    }
    let object: serde_json::Map<String, serde_json::Value> =
        unread.iter().map(|(field, text)| (field.name().to_owned(), text.clone().into())).collect();
    serde_json::Value::Object(object).to_string()
}

fn parse_unread(text: &str) -> Result<BTreeMap<CircuitField, String>, String> {
    let wrong = || format!("'{text}' is no list of unread texts");
    let object: BTreeMap<String, String> = serde_json::from_str(text).map_err(|_| wrong())?;
    object
        .into_iter()
        .map(|(name, text)| Ok((CircuitField::from_name(&name).ok_or_else(wrong)?, text)))
        .collect()
}
