//! A project as an immutable value, with lookups. It changes only through `apply`.

use crate::domain::symbols::Symbol;
use crate::domain::{
    Amendment, Baseline, Facts, OneLineNode, OneLinePlace, Panel, PanelId, Service, Sheet, SheetId,
    Transformer, TransformerId, Waiver, WaiverId,
};
use crate::nec::Edition;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the title block says about a project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProjectInfo {
    pub name: String,
    pub number: String,
    pub client: String,
    pub address: String,
    pub engineer: String,
    pub notes: String,
}

named_enum!(
    /// How the unbalance of a panelboard is measured. The name says the formula.
    Metric {
        /// 1 − (max − min) / max.
        RangeOverMax = "(max-min)/max",
        /// 1 − (max − min) / average.
        RangeOverAverage = "(max-min)/average",
        /// 1 − largest deviation from the average / average.
        MaxDeviation = "max-deviation",
        /// Neutral current.
        NeutralCurrent = "neutral-current",
    }
);

named_enum!(
    /// Which load the phase bars, the score and proposals speak of.
    LoadBasis { Connected = "connected", Demand = "demand" }
);

/// Design choices that hold for the whole project.
#[derive(Clone, Debug, PartialEq)]
pub struct DesignSettings {
    pub edition: Edition,
    pub metric: Metric,
    pub basis: LoadBasis,
    /// Balance score every panelboard should reach; a design target, not a Code limit.
    pub balance_target: f64,
    /// What is known of the building.
    pub facts: Facts,
    /// Symbols that the project brings along, so that its plan looks the same wherever it goes.
    pub symbols: Arc<Vec<Symbol>>,
}

impl Default for DesignSettings {
    fn default() -> Self {
        Self {
            edition: Edition::default(),
            metric: Metric::RangeOverMax,
            basis: LoadBasis::Connected,
            balance_target: 0.95,
            facts: Facts::new(),
            symbols: Arc::default(),
        }
    }
}

/// Everything a project consists of. Used to build one from a file or an import, checked as a whole.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProjectParts {
    pub info: ProjectInfo,
    pub settings: DesignSettings,
    pub service: Option<Service>,
    pub panels: Vec<PanelParts>,
    pub transformers: Vec<Transformer>,
    pub sheets: Vec<Sheet>,
    pub waivers: Vec<Waiver>,
    pub baseline: Option<Baseline>,
    pub amendments: Vec<Amendment>,
    /// Nodes of the one-line diagram that stand where a person has put them.
    pub one_line: Vec<(OneLineNode, OneLinePlace)>,
    /// Smallest id not used yet; raised as needed.
    pub next_id: u64,
}

/// A panelboard's facts with its circuits beside them.
#[derive(Clone, Debug, PartialEq)]
pub struct PanelParts {
    pub facts: Panel,
    pub circuits: Vec<crate::domain::Circuit>,
}

/// A building-electrical project.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Project {
    pub(in crate::domain) info: ProjectInfo,
    pub(in crate::domain) settings: DesignSettings,
    pub(in crate::domain) service: Option<Service>,
    pub(in crate::domain) panels: BTreeMap<PanelId, Arc<Panel>>,
    pub(in crate::domain) transformers: BTreeMap<TransformerId, Arc<Transformer>>,
    pub(in crate::domain) sheets: BTreeMap<SheetId, Arc<Sheet>>,
    pub(in crate::domain) waivers: BTreeMap<WaiverId, Arc<Waiver>>,
    pub(in crate::domain) baseline: Option<Arc<Baseline>>,
    pub(in crate::domain) amendments: Arc<Vec<Amendment>>,
    pub(in crate::domain) one_line: BTreeMap<OneLineNode, OneLinePlace>,
    pub(in crate::domain) next_id: u64,
}

impl Project {
    /// Returns an empty project with this name.
    pub fn named(name: impl Into<String>) -> Self {
        Self {
            info: ProjectInfo { name: name.into(), ..ProjectInfo::default() },
            next_id: 1,
            ..Self::default()
        }
    }

    /// Builds a project from its parts.
    ///
    /// # Errors
    /// Returns every sentence of [`crate::domain::violations`] when the parts contradict each other.
    pub fn from_parts(parts: ProjectParts) -> Result<Self, Vec<String>> {
        let mut problems = Vec::new();
        let mut project = Self {
            info: parts.info,
            settings: parts.settings,
            service: parts.service,
            baseline: parts.baseline.map(Arc::new),
            amendments: Arc::new(parts.amendments),
            next_id: parts.next_id.max(1),
            ..Self::default()
        };
        for PanelParts { mut facts, circuits } in parts.panels {
            facts.circuits.clear();
            for circuit in circuits {
                let (id, slot) = (circuit.id, circuit.slot);
                if facts.circuits.insert(id, Arc::new(circuit)).is_some() {
                    problems
                        .push(format!("panel {}: circuit id {id} at slot {slot} is used twice", facts.name));
                }
            }
            let (id, name) = (facts.id, facts.name.clone());
            if project.panels.insert(id, Arc::new(facts)).is_some() {
                problems.push(format!("panel id {id} ({name}) is used twice"));
            }
        }
        for transformer in parts.transformers {
            let (id, name) = (transformer.id, transformer.name.clone());
            if project.transformers.insert(id, Arc::new(transformer)).is_some() {
                problems.push(format!("transformer id {id} ({name}) is used twice"));
            }
        }
        for sheet in parts.sheets {
            let id = sheet.id;
            if project.sheets.insert(id, Arc::new(sheet)).is_some() {
                problems.push(format!("sheet id {id} is used twice"));
            }
        }
        for waiver in parts.waivers {
            let id = waiver.id;
            if project.waivers.insert(id, Arc::new(waiver)).is_some() {
                problems.push(format!("waiver id {id} is used twice"));
            }
        }
        for (node, place) in parts.one_line {
            if project.one_line.insert(node, place).is_some() {
                problems.push(format!("the one-line places {node} twice"));
            }
        }
        project.next_id = project.next_id.max(project.highest_id().saturating_add(1));
        problems.extend(crate::domain::violations(&project));
        if problems.is_empty() { Ok(project) } else { Err(problems) }
    }

    /// Takes a project apart, in the order of ids. `from_parts` of the result is the same project.
    pub fn to_parts(&self) -> ProjectParts {
        ProjectParts {
            info: self.info.clone(),
            settings: self.settings.clone(),
            service: self.service.clone(),
            panels: self
                .panels()
                .map(|panel| PanelParts {
                    facts: panel.clone(),
                    circuits: panel.circuits().cloned().collect(),
                })
                .collect(),
            transformers: self.transformers().cloned().collect(),
            sheets: self.sheets().cloned().collect(),
            waivers: self.waivers().cloned().collect(),
            baseline: self.baseline().cloned(),
            amendments: self.amendments().to_vec(),
            one_line: self.one_line().collect(),
            next_id: self.next_id,
        }
    }

    /// Returns the title-block facts.
    pub const fn info(&self) -> &ProjectInfo {
        &self.info
    }

    /// Returns the design choices.
    pub const fn settings(&self) -> &DesignSettings {
        &self.settings
    }

    /// Returns the service, if one has been entered.
    pub const fn service(&self) -> Option<&Service> {
        self.service.as_ref()
    }

    /// Returns the panelboards, by id.
    pub fn panels(&self) -> impl ExactSizeIterator<Item = &Panel> {
        self.panels.values().map(AsRef::as_ref)
    }

    /// Returns one panelboard.
    pub fn panel(&self, id: PanelId) -> Option<&Panel> {
        self.panels.get(&id).map(AsRef::as_ref)
    }

    /// Returns one panelboard, shared.
    pub fn panel_arc(&self, id: PanelId) -> Option<&Arc<Panel>> {
        self.panels.get(&id)
    }

    /// Finds a panelboard by its name, ignoring case.
    pub fn panel_named(&self, name: &str) -> Option<&Panel> {
        self.panels().find(|panel| panel.name.eq_ignore_ascii_case(name.trim()))
    }

    /// Returns the transformers, by id.
    pub fn transformers(&self) -> impl ExactSizeIterator<Item = &Transformer> {
        self.transformers.values().map(AsRef::as_ref)
    }

    /// Returns one transformer.
    pub fn transformer(&self, id: TransformerId) -> Option<&Transformer> {
        self.transformers.get(&id).map(AsRef::as_ref)
    }

    /// Returns the sheets of the floor plan, by id.
    pub fn sheets(&self) -> impl ExactSizeIterator<Item = &Sheet> {
        self.sheets.values().map(AsRef::as_ref)
    }

    /// Returns one sheet.
    pub fn sheet(&self, id: SheetId) -> Option<&Sheet> {
        self.sheets.get(&id).map(AsRef::as_ref)
    }

    /// Returns the waivers, by id.
    pub fn waivers(&self) -> impl ExactSizeIterator<Item = &Waiver> {
        self.waivers.values().map(AsRef::as_ref)
    }

    /// Returns one waiver.
    pub fn waiver(&self, id: WaiverId) -> Option<&Waiver> {
        self.waivers.get(&id).map(AsRef::as_ref)
    }

    /// Returns the baseline of existing conditions, if one has been taken.
    pub fn baseline(&self) -> Option<&Baseline> {
        self.baseline.as_deref()
    }

    /// Returns the local amendments, in the order they were made.
    pub fn amendments(&self) -> &[Amendment] {
        &self.amendments
    }

    /// Returns the nodes of the one-line diagram that a person has placed.
    pub fn one_line(&self) -> impl ExactSizeIterator<Item = (OneLineNode, OneLinePlace)> {
        self.one_line.iter().map(|(node, place)| (*node, *place))
    }

    /// Returns the smallest id that no record has had. The second new record of one batch takes the next number.
    pub const fn next_id(&self) -> u64 {
        self.next_id
    }

    /// Returns a panel name nobody has, made from `base`: the base itself, else with the next number behind it.
    pub fn free_panel_name(&self, base: &str) -> String {
        if self.panel_named(base).is_none() {
            return base.to_owned();
        }
        let stem = base.trim_end_matches(|c: char| c.is_ascii_digit());
        let first: u64 = base.get(stem.len()..).and_then(|digits| digits.parse().ok()).unwrap_or(1);
        let separator = if stem.len() == base.len() { "-" } else { "" };
        (first + 1..)
            .map(|n| format!("{stem}{separator}{n}"))
            .find(|name| self.panel_named(name).is_none())
            .unwrap_or_default()
    }

    fn highest_id(&self) -> u64 {
        let circuits = self.panels().flat_map(|p| p.circuits().map(|c| c.id.0).chain([p.id.0]));
        let plan = self.sheets().flat_map(|s| s.ids().chain([s.id.0]));
        let transformers = self.transformers().map(|t| t.id.0);
        circuits.chain(plan).chain(transformers).chain(self.waivers().map(|w| w.id.0)).max().unwrap_or(0)
    }
}
