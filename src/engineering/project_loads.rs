//! Every load of a project from one walk over its feed tree; cheap enough to be derived anew at every edit.
//!
//! A circuit that feeds a panelboard or transformer carries what is connected downstream, not a figure of its own:
//! directly fed leg by leg in the order of the breaker's poles, through a transformer as `LegLoad::through` says,
//! through feed-through lugs leg by leg. Text is made only when someone asks for `steps`.

use crate::domain::{
    Circuit, CircuitField, CircuitId, Connection, FeederLoad, LoadBasis, Metric, Panel, PanelId, Project,
    Source, System, TransformerId,
};
use crate::engineering::balance::metric_score;
use crate::engineering::connected_load::legs_of;
use crate::engineering::demand_load::Tally;
use crate::engineering::feeder_load::Supply;
use crate::engineering::{FeederLoads, LegLoad, Loads, PerLeg, Step, leg_amperes, neutral_amperes};
use crate::nec::Edition;
use crate::units::{Amperes, VoltAmperes};
use std::collections::BTreeMap;

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
    let edition = project.settings().edition;
    let panels = project.panels().map(|panel| (panel.id, tree.panel_loads(panel, edition))).collect();
    let transformers =
        project.transformers().map(|t| (t.id, Loads::of(&tree.secondary(t.id), edition))).collect();
    let feeders = tree.feeders(edition);
    let service = project.service().map(|service| {
        let tally = tree.fed_from(Source::Service, 3);
        ServiceLoads { system: service.system, loads: Loads::of(&tally, edition) }
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
                own = Tally::of_circuit(self.panel, circuit);
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
    fed: BTreeMap<Source, Vec<FeederLoad>>,
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
        Self { project, fed, panels: BTreeMap::new(), secondaries: BTreeMap::new() }
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
        let tally = self.fed_from(Source::Transformer(id), 3);
        self.secondaries.insert(id, tally.clone());
        tally
    }

    fn panel(&mut self, id: PanelId) -> Tally {
        if let Some(known) = self.panels.get(&id) {
            return known.clone();
        }
        let Some(panel) = self.project.panel(id) else { return Tally::default() };
        let mut sum = Tally::default();
        for circuit in panel.circuits() {
            let legs = legs_of(panel, circuit);
            let on_poles =
                self.subfeed(panel, circuit).unwrap_or_else(|| Tally::of_circuit(panel.id, circuit));
            sum.add(&on_poles.moved(|load| load.placed(&legs)));
        }
        let through_lugs = self.fed_from(Source::FeedThrough(id), panel.system.max_poles());
        let bus: Vec<usize> = panel.system.legs().iter().map(|leg| leg.index()).collect();
        sum.add(&through_lugs.moved(|load| load.placed(&bus)));
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

    fn panel_loads(&mut self, panel: &Panel, edition: Edition) -> PanelLoads {
        let loads = Loads::of(&self.panel(panel.id), edition);
        let subfeeds = panel
            .circuits()
            .filter_map(|circuit| Some((circuit.id, self.subfeed(panel, circuit)?)))
            .collect();
        PanelLoads { panel: panel.id, system: panel.system, loads, subfeeds }
    }

    fn feeders(&mut self, edition: Edition) -> Vec<FeederLoads> {
        let project = self.project;
        let mut pairs: Vec<(FeederLoad, Source)> =
            self.fed.iter().flat_map(|(source, loads)| loads.iter().map(|load| (*load, *source))).collect();
        pairs.sort_unstable();
        let mut feeders = Vec::with_capacity(pairs.len());
        for (load, source) in pairs {
            let Some(supply) = Supply::of_load(project, source, load) else { continue };
            let loads = Loads::of(&self.drawn_by(load, 3), edition);
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

#[cfg(test)]
mod tests;
