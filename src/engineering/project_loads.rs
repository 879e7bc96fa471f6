//! Every load of a project from one walk over its feed tree; cheap enough to be derived anew at every edit.
//!
//! A circuit that feeds a panelboard or transformer carries what is connected downstream, not a figure of its own:
//! directly fed leg by leg in the order of the breaker's poles, through a transformer as `LegLoad::through` says,
//! through feed-through lugs leg by leg. Text is made only when someone asks for `steps`.
//!
//! Circuits are loads of dwellings below a feeder that says it carries a whole dwelling, in and below panelboards that say
//! they serve a dwelling unit, and everywhere in a one-family dwelling. A feeder is demanded by its own method on the sum of the circuits downstream, whatever feeders below it do.

use crate::domain::{
    Circuit, CircuitField, CircuitId, Connection, Facts, Feeder, FeederLoad, LoadBasis, Metric, Panel,
    PanelId, Project, Source, System, TransformerId, facts,
};
use crate::engineering::balance::metric_score;
use crate::engineering::connected_load::legs_of;
use crate::engineering::demand::{Tally, Terms};
use crate::engineering::feeder_load::Supply;
use crate::engineering::{FeederLoads, LegLoad, Loads, PerLeg, Premises, Step, leg_amperes, neutral_amperes};
use crate::units::{Amperes, VoltAmperes};
use std::collections::BTreeMap;

mod inventory;

pub use inventory::{
    LoadInventory, LoadItem, LoadPoint, demand_factors, design_rating, load_inventory, load_points,
};

/// The loads of everything that carries load.
#[derive(Clone, Debug, PartialEq)]
pub struct ProjectLoads {
    pub panels: BTreeMap<PanelId, PanelLoads>,
    /// On the legs of the secondary.
    pub transformers: BTreeMap<TransformerId, Loads>,
    /// Feeders of panelboards first, then of transformers, each in the order of ids.
    pub feeders: Vec<FeederLoads>,
    pub service: Option<ServiceLoads>,
}

/// The loads of one panelboard.
#[derive(Clone, Debug, PartialEq)]
pub struct PanelLoads {
    pub panel: PanelId,
    pub system: System,
    pub loads: Loads,
    /// Its circuits are loads of dwellings.
    pub in_dwelling: bool,
    /// What hangs on the sub-feeds, on the poles of their breakers.
    subfeeds: BTreeMap<CircuitId, Tally>,
}

/// The loads of the service.
#[derive(Clone, Debug, PartialEq)]
pub struct ServiceLoads {
    pub system: System,
    pub loads: Loads,
}

/// Derives the loads of a project.
pub fn project_loads(project: &Project) -> ProjectLoads {
    let mut tree = Tree::new(project);
    let panels = project.panels().map(|panel| (panel.id, tree.panel_loads(panel))).collect();
    let transformers = project.transformers().map(|t| {
        let terms = Terms::standard(tree.premises, t.secondary.is_three_phase());
        (t.id, Loads::of(&tree.secondary(t.id), terms))
    });
    let transformers = transformers.collect();
    let feeders = tree.feeders();
    let service = project.service().map(|service| {
        let mut tally = tree.fed_from(Source::Service, 3);
        if tree.premises.is_one_dwelling() {
            tally.make_dwelling(tree.premises.floor_area);
        }
        let terms =
            Terms { building: true, ..tree.terms(Some(&service.facts), service.system.is_three_phase()) };
        ServiceLoads { system: service.system, loads: Loads::of(&tally, terms) }
    });
    ProjectLoads { panels, transformers, feeders, service }
}

impl ProjectLoads {
    /// Returns the loads of the feeder that ends here.
    pub fn feeder(&self, load: FeederLoad) -> Option<&FeederLoads> {
        // Panelboards first, then transformers, each by id: the order of `FeederLoad`.
        let at = self.feeders.binary_search_by_key(&load, |feeder| feeder.load).ok()?;
        self.feeders.get(at)
    }
}

impl PanelLoads {
    /// Returns the load of the legs on a basis.
    pub const fn on(&self, basis: LoadBasis) -> &LegLoad {
        match basis {
            LoadBasis::Connected => &self.loads.connected,
            LoadBasis::Demand => &self.loads.demand,
        }
    }

    /// Returns the VA of each leg.
    pub fn va(&self, basis: LoadBasis) -> PerLeg<VoltAmperes> {
        self.on(basis).per_leg()
    }

    /// Returns the amperes of each leg; see [`leg_amperes`] for the convention.
    pub fn amperes(&self, basis: LoadBasis) -> PerLeg<Amperes> {
        leg_amperes(self.system, self.on(basis))
    }

    /// Returns the estimate of the neutral current.
    pub fn neutral(&self, basis: LoadBasis) -> Amperes {
        neutral_amperes(self.system, self.on(basis))
    }

    /// Returns how even the legs are, 1 at best. The neutral current looks at line-to-neutral loads only.
    pub fn score(&self, metric: Metric, basis: LoadBasis) -> f64 {
        metric_score(metric, self.system, self.on(basis))
    }

    /// Returns the current of the design load spread over the phases.
    pub fn design_amperes(&self) -> Amperes {
        Supply::of_system(self.system).amperes(self.loads.design.total())
    }

    /// Returns whether the circuit feeds a panelboard or transformer.
    pub fn is_subfeed(&self, circuit: CircuitId) -> bool {
        self.subfeeds.contains_key(&circuit)
    }

    /// Returns what a circuit of this panelboard carries on each of its poles, top first; unused poles are zero.
    pub fn circuit_load(&self, circuit: &Circuit, basis: LoadBasis) -> LegLoad {
        let own;
        let tally = match self.subfeeds.get(&circuit.id) {
            Some(tally) => tally,
            None => {
                own = Tally::of_circuit(self.panel, circuit, self.in_dwelling);
                &own
            }
        };
        match basis {
            LoadBasis::Connected => tally.connected(),
            LoadBasis::Demand => self.loads.demand_of(tally),
        }
    }

    /// Returns the derivation of demand, design and current, with a note for every load that is not counted.
    pub fn steps(&self, panel: &Panel) -> Vec<Step> {
        let design = self.loads.design();
        let mut steps = design.steps;
        let supply = Supply::of_system(self.system);
        let amperes = format!("{:.1}", supply.amperes(design.value));
        steps.push(Step::new("Design current", supply.arithmetic(design.value), amperes));
        for circuit in panel.circuits_by_slot() {
            let at = format!("Circuit {}", circuit.slot);
            let own = circuit.load.total();
            if self.is_subfeed(circuit.id) && own.0 != 0.0 {
                let text = format!("{own} entered, not counted: it carries what it feeds");
                steps.push(Step::note(at, text));
            } else if circuit.is_spare() && own.0 != 0.0 {
                steps.push(Step::note(at, format!("{own} entered, not counted: it is a spare")));
            } else {
                for text in CircuitField::LOADS.iter().filter_map(|field| circuit.unread.get(field)) {
                    let text = format!("the load '{text}' could not be read; counted as {own}");
                    steps.push(Step::note(at.clone(), text));
                }
            }
        }
        steps
    }
}

impl ServiceLoads {
    /// Returns the current of the design load spread over the phases.
    pub fn design_amperes(&self) -> Amperes {
        Supply::of_system(self.system).amperes(self.loads.design.total())
    }

    /// Returns the derivation of demand, design and current.
    pub fn steps(&self) -> Vec<Step> {
        let design = self.loads.design();
        let supply = Supply::of_system(self.system);
        let amperes = format!("{:.1}", supply.amperes(design.value));
        let current = Step::new("Design current", supply.arithmetic(design.value), amperes);
        design.steps.into_iter().chain([current]).collect()
    }
}

impl FeederLoads {
    /// Returns the derivation of demand, design and current.
    pub fn steps(&self) -> Vec<Step> {
        let amperes = format!("{:.1}", self.design_amperes);
        let current = Step::new("Design current", self.arithmetic.clone(), amperes);
        self.loads.design().steps.into_iter().chain([current]).collect()
    }
}

/// The walk over the feed tree, with what it has summed so far.
struct Tree<'p> {
    project: &'p Project,
    premises: Premises,
    fed: BTreeMap<Source, Vec<FeederLoad>>,
    /// What carries all of the building, where one thing does.
    root: Option<FeederLoad>,
    panels: BTreeMap<PanelId, Tally>,
    secondaries: BTreeMap<TransformerId, Tally>,
}

impl<'p> Tree<'p> {
    fn new(project: &'p Project) -> Self {
        let panels = project.panels().map(|p| (FeederLoad::Panel(p.id), p.feeder.as_ref()));
        let transformers = project.transformers().map(|t| (FeederLoad::Transformer(t.id), t.feeder.as_ref()));
        let mut fed: BTreeMap<Source, Vec<FeederLoad>> = BTreeMap::new();
        for (load, feeder) in panels.chain(transformers) {
            if let Some(feeder) = feeder {
                fed.entry(feeder.source).or_default().push(load);
            }
        }
        let root = root(project, &fed);
        let premises = Premises::of(project);
        Self { project, premises, fed, root, panels: BTreeMap::new(), secondaries: BTreeMap::new() }
    }

    /// Returns what the facts of a feeder or service say of its method.
    fn terms(&self, stated: Option<&Facts>, three_phase: bool) -> Terms {
        let optional = stated.and_then(|stated| stated.word(&facts::stated::METHOD)) == Some("optional");
        let units = stated.and_then(|stated| stated.number_or_assumed(&facts::stated::HEAT_UNITS));
        let heat_units = units.unwrap_or(1.0);
        Terms { optional, heat_units, ..Terms::standard(self.premises, three_phase) }
    }

    /// Returns the terms of what a feeder carries, which are those of the panelboard or transformer at its end.
    fn terms_of(&self, load: FeederLoad, three_phase: bool) -> Terms {
        let feeder = feeder_of(self.project, load);
        let terms = self.terms(feeder.map(|feeder| &feeder.facts), three_phase);
        Terms { building: self.root == Some(load), ..terms }
    }

    /// Returns whether a feeder carries all of a dwelling.
    fn carries_dwelling(&self, load: FeederLoad) -> bool {
        let said = feeder_of(self.project, load).and_then(|f| f.facts.yes(&facts::feeder::WHOLE_DWELLING));
        said.unwrap_or(self.premises.is_one_dwelling() && self.root == Some(load))
    }

    /// Returns whether what hangs here are loads of dwellings. Ends because `apply` refuses a feed cycle.
    fn in_dwelling(&self, load: FeederLoad) -> bool {
        let said = match load {
            FeederLoad::Panel(id) => {
                self.project.panel(id).and_then(|p| p.facts.yes(&facts::people::DWELLING_UNIT))
            }
            FeederLoad::Transformer(_) => None,
        };
        if said == Some(true) || self.premises.is_one_dwelling() || self.carries_dwelling(load) {
            return true;
        }
        match feeder_of(self.project, load).map(|feeder| feeder.source) {
            Some(Source::Circuit(panel, _) | Source::FeedThrough(panel)) => {
                self.in_dwelling(FeederLoad::Panel(panel))
            }
            Some(Source::Transformer(id)) => self.in_dwelling(FeederLoad::Transformer(id)),
            Some(Source::Service) | None => false,
        }
    }

    /// Says of a sum that it is all of a dwelling, where its feeder does.
    fn mark(&self, load: FeederLoad, sum: &mut Tally) {
        if !self.carries_dwelling(load) {
            return;
        }
        let said = feeder_of(self.project, load).and_then(|f| f.facts.number(&facts::feeder::DWELLING_AREA));
        let of_building = self.premises.floor_area.filter(|_| self.premises.is_one_dwelling());
        sum.make_dwelling(said.filter(|area| *area > 0.0).or(of_building));
    }

    /// Sums what hangs on a source, on the poles of that source. Ends because `apply` refuses a feed cycle.
    fn fed_from(&mut self, source: Source, poles: u8) -> Tally {
        let mut sum = Tally::default();
        for load in self.fed.get(&source).cloned().unwrap_or_default() {
            sum.add(&self.drawn_by(load, poles));
        }
        sum
    }

    /// Returns what a panelboard or transformer draws, on the positions of its own input.
    fn drawn_by(&mut self, load: FeederLoad, poles: u8) -> Tally {
        match load {
            FeederLoad::Panel(id) => self.panel(id),
            FeederLoad::Transformer(id) => {
                let connection = self.project.transformer(id).map_or(Connection::WyeWye, |t| t.connection);
                self.secondary(id).moved(|load| load.through(connection, poles))
            }
        }
    }

    fn secondary(&mut self, id: TransformerId) -> Tally {
        if let Some(known) = self.secondaries.get(&id) {
            return known.clone();
        }
        let mut tally = self.fed_from(Source::Transformer(id), 3);
        self.mark(FeederLoad::Transformer(id), &mut tally);
        self.secondaries.insert(id, tally.clone());
        tally
    }

    fn panel(&mut self, id: PanelId) -> Tally {
        if let Some(known) = self.panels.get(&id) {
            return known.clone();
        }
        let Some(panel) = self.project.panel(id) else { return Tally::default() };
        let mut sum = Tally::default();
        let in_dwelling = self.in_dwelling(FeederLoad::Panel(id));
        for circuit in panel.circuits() {
            let legs = legs_of(panel, circuit);
            let on_poles = self
                .subfeed(panel, circuit)
                .unwrap_or_else(|| Tally::of_circuit(panel.id, circuit, in_dwelling));
            sum.add(&on_poles.moved(|load| load.placed(&legs)));
        }
        let through_lugs = self.fed_from(Source::FeedThrough(id), panel.system.max_poles());
        let bus: Vec<usize> = panel.system.legs().iter().map(|leg| leg.index()).collect();
        sum.add(&through_lugs.moved(|load| load.placed(&bus)));
        self.mark(FeederLoad::Panel(id), &mut sum);
        self.panels.insert(id, sum.clone());
        sum
    }

    /// Returns what hangs on a circuit, on the poles of its breaker; `None` when nothing is fed from it.
    fn subfeed(&mut self, panel: &Panel, circuit: &Circuit) -> Option<Tally> {
        let source = Source::Circuit(panel.id, circuit.id);
        if !self.fed.contains_key(&source) {
            return None;
        }
        let poles: Vec<usize> = (0..usize::from(circuit.poles)).collect();
        Some(self.fed_from(source, circuit.poles).moved(|load| load.placed(&poles)))
    }

    fn panel_loads(&mut self, panel: &Panel) -> PanelLoads {
        let load = FeederLoad::Panel(panel.id);
        let loads = Loads::of(&self.panel(panel.id), self.terms_of(load, panel.system.is_three_phase()));
        let in_dwelling = self.in_dwelling(load);
        let subfeeds = panel
            .circuits()
            .filter_map(|circuit| Some((circuit.id, self.subfeed(panel, circuit)?)))
            .collect();
        PanelLoads { panel: panel.id, system: panel.system, loads, in_dwelling, subfeeds }
    }

    fn feeders(&mut self) -> Vec<FeederLoads> {
        let project = self.project;
        let mut pairs: Vec<(FeederLoad, Source)> =
            self.fed.iter().flat_map(|(source, loads)| loads.iter().map(|load| (*load, *source))).collect();
        pairs.sort_unstable();
        let mut feeders = Vec::with_capacity(pairs.len());
        for (load, source) in pairs {
            let Some(supply) = Supply::of_load(project, source, load) else { continue };
            let loads = Loads::of(&self.drawn_by(load, 3), self.terms_of(load, supply.is_three_phase()));
            let design = loads.design.total();
            feeders.push(FeederLoads {
                source,
                load,
                design_amperes: supply.amperes(design),
                arithmetic: supply.arithmetic(design),
                loads,
            });
        }
        feeders
    }
}

fn feeder_of(project: &Project, load: FeederLoad) -> Option<&Feeder> {
    match load {
        FeederLoad::Panel(id) => project.panel(id)?.feeder.as_ref(),
        FeederLoad::Transformer(id) => project.transformer(id)?.feeder.as_ref(),
    }
}

/// Returns what all of the building hangs on: the one load of the service, or the one panelboard that nothing feeds.
fn root(project: &Project, fed: &BTreeMap<Source, Vec<FeederLoad>>) -> Option<FeederLoad> {
    let bare = project.panels().filter(|panel| panel.feeder.is_none()).map(|p| FeederLoad::Panel(p.id));
    let of_service = fed.get(&Source::Service).into_iter().flatten().copied();
    let mut roots = of_service.chain(bare);
    roots.next().filter(|_| roots.next().is_none())
}

#[cfg(test)]
mod tests;
