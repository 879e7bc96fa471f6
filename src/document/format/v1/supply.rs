//! Service, transformers, feeders, conductors and raceways in the file.

use super::facts::FactsRecord;
use super::values::{Number, Written, is_default, is_one, one};
use crate::domain::{
    CircuitId, ConductorSet, Connection, Feeder, PanelId, Raceway, Service, Source, System, Transformer,
    TransformerId,
};
use crate::nec::{Insulation, Material, RacewayType};
use crate::units::{Amperes, Feet, KiloAmperes, VoltAmperes, Volts, WireSize};
use serde::{Deserialize, Serialize};

/// Conductors: `(size: "12", material: "Cu", insulation: "THHN", neutral: "12", egc: "12")`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "conductors", deny_unknown_fields)]
pub(in crate::document) struct Conductors {
    size: Written<WireSize>,
    material: Written<Material>,
    insulation: Written<Insulation>,
    #[serde(default = "one", skip_serializing_if = "is_one")]
    parallel_sets: u8,
    #[serde(default, skip_serializing_if = "is_default")]
    neutral: Option<Written<WireSize>>,
    #[serde(default, skip_serializing_if = "is_default")]
    egc: Option<Written<WireSize>>,
}

impl From<&ConductorSet> for Conductors {
    fn from(set: &ConductorSet) -> Self {
        let ConductorSet { size, material, insulation, parallel_sets, neutral, egc } = set;
        Self {
            size: Written(*size),
            material: Written(*material),
            insulation: Written(*insulation),
            parallel_sets: *parallel_sets,
            neutral: neutral.map(Written),
            egc: egc.map(Written),
        }
    }
}

impl From<Conductors> for ConductorSet {
    fn from(record: Conductors) -> Self {
        Self {
            size: record.size.0,
            material: record.material.0,
            insulation: record.insulation.0,
            parallel_sets: record.parallel_sets,
            neutral: record.neutral.map(|size| size.0),
            egc: record.egc.map(|size| size.0),
        }
    }
}

/// A raceway or cable.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "raceway", deny_unknown_fields)]
pub(in crate::document) struct RacewayRecord {
    kind: Written<RacewayType>,
    #[serde(default, skip_serializing_if = "is_default")]
    trade_size: String,
}

impl From<&Raceway> for RacewayRecord {
    fn from(raceway: &Raceway) -> Self {
        let Raceway { kind, trade_size } = raceway;
        Self { kind: Written(*kind), trade_size: trade_size.clone() }
    }
}

impl From<RacewayRecord> for Raceway {
    fn from(record: RacewayRecord) -> Self {
        Self { kind: record.kind.0, trade_size: record.trade_size }
    }
}

/// What a feeder starts from.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "source", deny_unknown_fields)]
enum SourceRecord {
    Service,
    Circuit { panel: PanelId, circuit: CircuitId },
    FeedThrough { panel: PanelId },
    Transformer { transformer: TransformerId },
}

/// A feeder, written at its load side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "feeder", deny_unknown_fields)]
pub(in crate::document) struct FeederRecord {
    source: SourceRecord,
    #[serde(default, skip_serializing_if = "is_default")]
    ocpd: Option<Number>,
    #[serde(default, skip_serializing_if = "is_default")]
    conductors: Option<Conductors>,
    #[serde(default, skip_serializing_if = "is_default")]
    raceway: Option<RacewayRecord>,
    #[serde(default, skip_serializing_if = "is_default")]
    length_ft: Option<Number>,
    #[serde(default, skip_serializing_if = "FactsRecord::is_empty")]
    facts: FactsRecord,
}

impl From<&Feeder> for FeederRecord {
    fn from(feeder: &Feeder) -> Self {
        let Feeder { source, ocpd, conductors, raceway, length, facts } = feeder;
        Self {
            source: match *source {
                Source::Service => SourceRecord::Service,
                Source::Circuit(panel, circuit) => SourceRecord::Circuit { panel, circuit },
                Source::FeedThrough(panel) => SourceRecord::FeedThrough { panel },
                Source::Transformer(transformer) => SourceRecord::Transformer { transformer },
            },
            ocpd: ocpd.map(|a| Number(a.0)),
            conductors: conductors.as_ref().map(Into::into),
            raceway: raceway.as_ref().map(Into::into),
            length_ft: length.map(|ft| Number(ft.0)),
            facts: facts.into(),
        }
    }
}

impl From<FeederRecord> for Feeder {
    fn from(record: FeederRecord) -> Self {
        Self {
            source: match record.source {
                SourceRecord::Service => Source::Service,
                SourceRecord::Circuit { panel, circuit } => Source::Circuit(panel, circuit),
                SourceRecord::FeedThrough { panel } => Source::FeedThrough(panel),
                SourceRecord::Transformer { transformer } => Source::Transformer(transformer),
            },
            ocpd: record.ocpd.map(|n| Amperes(n.0)),
            conductors: record.conductors.map(Into::into),
            raceway: record.raceway.map(Into::into),
            length: record.length_ft.map(|n| Feet(n.0)),
            facts: record.facts.into(),
        }
    }
}

/// The service.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "service", deny_unknown_fields)]
pub(in crate::document) struct ServiceRecord {
    name: String,
    system: Written<System>,
    #[serde(default, skip_serializing_if = "is_default")]
    rating: Option<Number>,
    #[serde(default, skip_serializing_if = "is_default")]
    available_fault_ka: Option<Number>,
    #[serde(default, skip_serializing_if = "is_default")]
    utility: String,
    #[serde(default, skip_serializing_if = "is_default")]
    notes: String,
    #[serde(default, skip_serializing_if = "FactsRecord::is_empty")]
    facts: FactsRecord,
}

impl From<&Service> for ServiceRecord {
    fn from(service: &Service) -> Self {
        let Service { name, system, rating, available_fault, utility, notes, facts } = service;
        Self {
            name: name.clone(),
            system: Written(*system),
            rating: rating.map(|a| Number(a.0)),
            available_fault_ka: available_fault.map(|ka| Number(ka.0)),
            utility: utility.clone(),
            notes: notes.clone(),
            facts: facts.into(),
        }
    }
}

impl From<ServiceRecord> for Service {
    fn from(record: ServiceRecord) -> Self {
        Self {
            name: record.name,
            system: record.system.0,
            rating: record.rating.map(|n| Amperes(n.0)),
            available_fault: record.available_fault_ka.map(|n| KiloAmperes(n.0)),
            utility: record.utility,
            notes: record.notes,
            facts: record.facts.into(),
        }
    }
}

/// A transformer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "transformer", deny_unknown_fields)]
pub(in crate::document) struct TransformerRecord {
    pub id: TransformerId,
    name: String,
    #[serde(default, skip_serializing_if = "is_default")]
    location: String,
    rating_va: Number,
    connection: Written<Connection>,
    primary_v: Number,
    secondary: Written<System>,
    #[serde(default, skip_serializing_if = "is_default")]
    impedance_percent: Option<Number>,
    #[serde(default, skip_serializing_if = "is_default")]
    secondary_ocpd: Option<Number>,
    #[serde(default, skip_serializing_if = "is_default")]
    notes: String,
    #[serde(default, skip_serializing_if = "FactsRecord::is_empty")]
    facts: FactsRecord,
    #[serde(default, skip_serializing_if = "is_default")]
    feeder: Option<FeederRecord>,
}

impl From<&Transformer> for TransformerRecord {
    fn from(transformer: &Transformer) -> Self {
        let Transformer {
            id,
            name,
            location,
            rating,
            connection,
            primary,
            secondary,
            impedance_percent,
            secondary_ocpd,
            notes,
            facts,
            feeder,
        } = transformer;
        Self {
            id: *id,
            name: name.clone(),
            location: location.clone(),
            rating_va: Number(rating.0),
            connection: Written(*connection),
            primary_v: Number(primary.0),
            secondary: Written(*secondary),
            impedance_percent: impedance_percent.map(Number),
            secondary_ocpd: secondary_ocpd.map(|a| Number(a.0)),
            notes: notes.clone(),
            facts: facts.into(),
            feeder: feeder.as_ref().map(Into::into),
        }
    }
}

impl From<TransformerRecord> for Transformer {
    fn from(record: TransformerRecord) -> Self {
        Self {
            id: record.id,
            name: record.name,
            location: record.location,
            rating: VoltAmperes(record.rating_va.0),
            connection: record.connection.0,
            primary: Volts(record.primary_v.0),
            secondary: record.secondary.0,
            impedance_percent: record.impedance_percent.map(|n| n.0),
            secondary_ocpd: record.secondary_ocpd.map(|n| Amperes(n.0)),
            notes: record.notes,
            facts: record.facts.into(),
            feeder: record.feeder.map(Into::into),
        }
    }
}
