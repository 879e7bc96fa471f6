//! Panelboards in the file: facts first, circuits last.

use super::circuit::CircuitRecord;
use super::facts::FactsRecord;
use super::supply::FeederRecord;
use super::values::{Number, Written, is_default, is_one, one};
use crate::domain::{Main, Mounting, Panel, PanelId, PanelParts, System};
use crate::units::{Amperes, KiloAmperes};
use serde::{Deserialize, Serialize};

/// A panelboard with its circuits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "panel", deny_unknown_fields)]
pub(in crate::document) struct PanelRecord {
    pub id: PanelId,
    name: String,
    #[serde(default, skip_serializing_if = "is_default")]
    location: String,
    system: Written<System>,
    slots: u16,
    #[serde(default = "one", skip_serializing_if = "is_one")]
    sections: u8,
    #[serde(default, skip_serializing_if = "is_default")]
    bus: Option<Number>,
    /// Absent: main lugs only.
    #[serde(default, skip_serializing_if = "is_default")]
    main_breaker: Option<Number>,
    #[serde(default, skip_serializing_if = "is_default")]
    interrupting_ka: Option<Number>,
    mounting: Written<Mounting>,
    #[serde(default, skip_serializing_if = "is_default")]
    enclosure: String,
    #[serde(default, skip_serializing_if = "is_default")]
    feed_through: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    issued: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    notes: String,
    #[serde(default, skip_serializing_if = "FactsRecord::is_empty")]
    facts: FactsRecord,
    #[serde(default, skip_serializing_if = "is_default")]
    feeder: Option<FeederRecord>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub circuits: Vec<CircuitRecord>,
}

impl PanelRecord {
    /// Writes the facts of a panelboard, without circuits.
    pub fn facts(panel: &Panel) -> Self {
        Self {
            id: panel.id,
            name: panel.name.clone(),
            location: panel.location.clone(),
            system: Written(panel.system),
            slots: panel.slots,
            sections: panel.sections,
            bus: panel.bus.map(|a| Number(a.0)),
            main_breaker: match panel.main {
                Main::LugsOnly => None,
                Main::Breaker(rating) => Some(Number(rating.0)),
            },
            interrupting_ka: panel.interrupting.map(|ka| Number(ka.0)),
            mounting: Written(panel.mounting),
            enclosure: panel.enclosure.clone(),
            feed_through: panel.feed_through,
            issued: panel.issued,
            notes: panel.notes.clone(),
            facts: (&panel.facts).into(),
            feeder: panel.feeder.as_ref().map(Into::into),
            circuits: Vec::new(),
        }
    }
}

impl From<&PanelParts> for PanelRecord {
    fn from(parts: &PanelParts) -> Self {
        Self { circuits: parts.circuits.iter().map(Into::into).collect(), ..Self::facts(&parts.facts) }
    }
}

impl From<PanelRecord> for PanelParts {
    fn from(record: PanelRecord) -> Self {
        let mut facts = Panel::new(record.id, record.name, record.system.0, record.slots);
        facts.facts = record.facts.into();
        facts.location = record.location;
        facts.sections = record.sections;
        facts.bus = record.bus.map(|n| Amperes(n.0));
        facts.main = record.main_breaker.map_or(Main::LugsOnly, |n| Main::Breaker(Amperes(n.0)));
        facts.interrupting = record.interrupting_ka.map(|n| KiloAmperes(n.0));
        facts.mounting = record.mounting.0;
        facts.enclosure = record.enclosure;
        facts.feed_through = record.feed_through;
        facts.issued = record.issued;
        facts.notes = record.notes;
        facts.feeder = record.feeder.map(Into::into);
        Self { facts, circuits: record.circuits.into_iter().map(Into::into).collect() }
    }
}
