//! Circuits in the file.

use super::facts::FactsRecord;
use super::supply::{Conductors, RacewayRecord};
use super::values::{Number, Ratio, Written, is_default, is_one, one};
use crate::domain::{Circuit, CircuitField, CircuitId, CircuitKind, CircuitLoad, LoadClass, Slot};
use crate::units::{Amperes, Feet, VoltAmperes};
use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeMap;
use std::fmt;

/// One circuit, on one line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "circuit", deny_unknown_fields)]
pub(in crate::document) struct CircuitRecord {
    pub id: CircuitId,
    slot: Slot,
    #[serde(default = "one", skip_serializing_if = "is_one")]
    poles: u8,
    #[serde(default, skip_serializing_if = "is_default")]
    spare: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    description: String,
    class: Written<LoadClass>,
    #[serde(default, skip_serializing_if = "is_default")]
    va: Load,
    #[serde(default, skip_serializing_if = "is_default")]
    trip: Option<Number>,
    #[serde(default, skip_serializing_if = "is_default")]
    continuous: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    multiwire: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    locked: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    group: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    power_factor: Option<Ratio>,
    #[serde(default, skip_serializing_if = "is_default")]
    conductors: Option<Conductors>,
    #[serde(default, skip_serializing_if = "is_default")]
    raceway: Option<RacewayRecord>,
    #[serde(default, skip_serializing_if = "is_default")]
    length_ft: Option<Number>,
    #[serde(default, skip_serializing_if = "is_default")]
    gfci: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    afci: bool,
    #[serde(default, skip_serializing_if = "FactsRecord::is_empty")]
    facts: FactsRecord,
    #[serde(default, skip_serializing_if = "is_default")]
    notes: String,
    #[serde(default, skip_serializing_if = "is_default")]
    unread: BTreeMap<Written<CircuitField>, String>,
}

/// A load: one number, or one number a pole in brackets.
#[derive(Clone, Debug, PartialEq)]
struct Load(CircuitLoad);

impl Default for Load {
    fn default() -> Self {
        Self(CircuitLoad::ZERO)
    }
}

impl Serialize for Load {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            CircuitLoad::Total(va) => Number(va.0).serialize(serializer),
            CircuitLoad::PerPole(shares) => serializer.collect_seq(shares.iter().map(|va| Number(va.0))),
        }
    }
}

impl<'de> Deserialize<'de> for Load {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(LoadVisitor).map(Self)
    }
}

struct LoadVisitor;

impl<'de> Visitor<'de> for LoadVisitor {
    type Value = CircuitLoad;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("VA as a number, or one number a pole in brackets")
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<CircuitLoad, E> {
        if value.is_finite() {
            Ok(CircuitLoad::Total(VoltAmperes(value)))
        } else {
            Err(E::custom(format!("{value} is no load; write VA as a finite number")))
        }
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<CircuitLoad, E> {
        self.visit_f64(value as f64)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<CircuitLoad, E> {
        self.visit_f64(value as f64)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<CircuitLoad, A::Error> {
        let mut shares = Vec::new();
        while let Some(Number(share)) = values.next_element()? {
            shares.push(VoltAmperes(share));
        }
        Ok(CircuitLoad::PerPole(shares))
    }
}

impl From<&Circuit> for CircuitRecord {
    fn from(circuit: &Circuit) -> Self {
        // Taken apart by name, so that a new field of the domain cannot be forgotten here.
        let Circuit {
            id,
            slot,
            poles,
            kind,
            description,
            class,
            load,
            trip,
            continuous,
            multiwire,
            locked,
            group,
            power_factor,
            conductors,
            raceway,
            length,
            gfci,
            afci,
            facts,
            notes,
            unread,
        } = circuit;
        Self {
            id: *id,
            slot: *slot,
            poles: *poles,
            spare: match kind {
                CircuitKind::Branch => false,
                CircuitKind::Spare => true,
            },
            description: description.clone(),
            class: Written(*class),
            va: Load(load.clone()),
            trip: trip.map(|a| Number(a.0)),
            continuous: *continuous,
            multiwire: *multiwire,
            locked: *locked,
            group: group.clone(),
            power_factor: power_factor.map(Ratio),
            conductors: conductors.as_ref().map(Into::into),
            raceway: raceway.as_ref().map(Into::into),
            length_ft: length.map(|ft| Number(ft.0)),
            gfci: *gfci,
            afci: *afci,
            facts: facts.into(),
            notes: notes.clone(),
            unread: unread.iter().map(|(field, text)| (Written(*field), text.clone())).collect(),
        }
    }
}

impl From<CircuitRecord> for Circuit {
    fn from(record: CircuitRecord) -> Self {
        Self {
            id: record.id,
            slot: record.slot,
            poles: record.poles,
            kind: if record.spare { CircuitKind::Spare } else { CircuitKind::Branch },
            description: record.description,
            class: record.class.0,
            load: record.va.0,
            trip: record.trip.map(|n| Amperes(n.0)),
            continuous: record.continuous,
            multiwire: record.multiwire,
            locked: record.locked,
            group: record.group,
            power_factor: record.power_factor.map(|r| r.0),
            conductors: record.conductors.map(Into::into),
            raceway: record.raceway.map(Into::into),
            length: record.length_ft.map(|n| Feet(n.0)),
            gfci: record.gfci,
            afci: record.afci,
            facts: record.facts.into(),
            notes: record.notes,
            unread: record.unread.into_iter().map(|(field, text)| (field.0, text)).collect(),
        }
    }
}
