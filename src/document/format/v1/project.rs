//! The project as a whole in the file: title block, settings, and the lists of everything else.

use super::facts::FactsRecord;
use super::one_line::PlaceRecord;
use super::panel::PanelRecord;
use super::plan::SheetRecord;
use super::review::{AmendmentRecord, BaselineRecord, WaiverRecord};
use super::supply::{ServiceRecord, TransformerRecord};
use super::values::{Number, Written, Year, is_default};
use crate::domain::symbols::SymbolRecord;
use crate::domain::{DesignSettings, LoadBasis, Metric, ProjectInfo, ProjectParts};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A project file of version 1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "project", deny_unknown_fields)]
pub(in crate::document) struct ProjectFile {
    version: u32,
    pub project: InfoRecord,
    pub settings: SettingsRecord,
    #[serde(default, skip_serializing_if = "is_default")]
    pub service: Option<ServiceRecord>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub transformers: Vec<TransformerRecord>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub panels: Vec<PanelRecord>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub sheets: Vec<SheetRecord>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub waivers: Vec<WaiverRecord>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub baseline: Option<BaselineRecord>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub amendments: Vec<AmendmentRecord>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub one_line: Vec<PlaceRecord>,
    /// Smallest id never used. Absent in a file written by hand: the next after the highest.
    #[serde(default, skip_serializing_if = "is_default")]
    pub next_id: u64,
}

/// The title block.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "title_block", deny_unknown_fields)]
pub(in crate::document) struct InfoRecord {
    name: String,
    #[serde(default, skip_serializing_if = "is_default")]
    number: String,
    #[serde(default, skip_serializing_if = "is_default")]
    client: String,
    #[serde(default, skip_serializing_if = "is_default")]
    address: String,
    #[serde(default, skip_serializing_if = "is_default")]
    engineer: String,
    #[serde(default, skip_serializing_if = "is_default")]
    notes: String,
}

/// Design choices. All are written: a program with other defaults must not read other choices.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "settings", deny_unknown_fields)]
pub(in crate::document) struct SettingsRecord {
    edition: Year,
    metric: Written<Metric>,
    basis: Written<LoadBasis>,
    balance_target: Number,
    #[serde(default, skip_serializing_if = "FactsRecord::is_empty")]
    facts: FactsRecord,
    /// Symbols that the project brings along.
    #[serde(default, skip_serializing_if = "is_default")]
    symbols: Vec<SymbolRecord>,
}

impl ProjectFile {
    /// Says which things on a sheet share an id, and which symbols contradict themselves. The domain files things by id and would
    /// keep the last only; panels, circuits and the rest are checked there.
    pub fn problems(&self) -> Vec<String> {
        let repeated = self.sheets.iter().flat_map(SheetRecord::repeated_ids);
        let symbols = self.settings.symbols.iter().filter_map(|record| {
            let why = record.clone().symbol().err()?;
            Some(format!("symbol '{}' of the project: {why}", record.name))
        });
        let names = || self.settings.symbols.iter().map(|record| &record.name);
        let twice = names().enumerate().filter(|(n, name)| names().take(*n).any(|other| other == *name));
        let twice: Vec<String> =
            twice.map(|(_, name)| format!("symbol '{name}' of the project is there twice")).collect();
        repeated.chain(symbols).chain(twice).collect()
    }

    /// Numbers walls that were written before walls had identities, above every number that is in use.
    fn number_walls(&mut self) {
        let numbered = self.sheets.iter().flat_map(|sheet| sheet.walls.iter().filter_map(|wall| wall.id));
        let above = numbered.map(|id| id.0.saturating_add(1)).max().unwrap_or(1);
        let mut next = self.next_id.max(above);
        for sheet in &mut self.sheets {
            sheet.number_walls(&mut next);
        }
        self.next_id = next;
    }
}

impl From<&ProjectParts> for ProjectFile {
    fn from(parts: &ProjectParts) -> Self {
        let ProjectParts {
            info,
            settings,
            service,
            panels,
            transformers,
            sheets,
            waivers,
            baseline,
            amendments,
            one_line,
            next_id,
        } = parts;
        Self {
            version: 1,
            project: info.into(),
            settings: settings.into(),
            service: service.as_ref().map(Into::into),
            transformers: transformers.iter().map(Into::into).collect(),
            panels: panels.iter().map(Into::into).collect(),
            sheets: sheets.iter().map(Into::into).collect(),
            waivers: waivers.iter().map(Into::into).collect(),
            baseline: baseline.as_ref().map(Into::into),
            amendments: amendments.iter().map(Into::into).collect(),
            one_line: one_line.iter().copied().map(Into::into).collect(),
            next_id: *next_id,
        }
    }
}

impl From<ProjectFile> for ProjectParts {
    fn from(mut file: ProjectFile) -> Self {
        file.number_walls();
        Self {
            info: file.project.into(),
            settings: file.settings.into(),
            service: file.service.map(Into::into),
            panels: file.panels.into_iter().map(Into::into).collect(),
            transformers: file.transformers.into_iter().map(Into::into).collect(),
            sheets: file.sheets.into_iter().map(Into::into).collect(),
            waivers: file.waivers.into_iter().map(Into::into).collect(),
            baseline: file.baseline.map(Into::into),
            amendments: file.amendments.into_iter().map(Into::into).collect(),
            one_line: file.one_line.into_iter().map(Into::into).collect(),
            next_id: file.next_id,
        }
    }
}

impl From<&ProjectInfo> for InfoRecord {
    fn from(info: &ProjectInfo) -> Self {
        let ProjectInfo { name, number, client, address, engineer, notes } = info.clone();
        Self { name, number, client, address, engineer, notes }
    }
}

impl From<InfoRecord> for ProjectInfo {
    fn from(record: InfoRecord) -> Self {
        let InfoRecord { name, number, client, address, engineer, notes } = record;
        Self { name, number, client, address, engineer, notes }
    }
}

impl From<&DesignSettings> for SettingsRecord {
    fn from(settings: &DesignSettings) -> Self {
        let DesignSettings { edition, metric, basis, balance_target, facts, symbols } = settings;
        Self {
            edition: Year(*edition),
            metric: Written(*metric),
            basis: Written(*basis),
            balance_target: Number(*balance_target),
            facts: facts.into(),
            symbols: symbols.iter().map(SymbolRecord::from).collect(),
        }
    }
}

impl From<SettingsRecord> for DesignSettings {
    fn from(record: SettingsRecord) -> Self {
        Self {
            edition: record.edition.0,
            metric: record.metric.0,
            basis: record.basis.0,
            balance_target: record.balance_target.0,
            facts: record.facts.into(),
            // Those that contradict themselves have been refused before.
            symbols: Arc::new(record.symbols.into_iter().filter_map(|symbol| symbol.symbol().ok()).collect()),
        }
    }
}
