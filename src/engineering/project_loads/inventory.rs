//! What a panelboard or the service carries, load by load, before any factor: all that a demand calculation starts from.
//!
//! Built by the same walk as the loads, so that items and sums cannot differ in what hangs where.

use super::Tree;
use crate::domain::{
    Circuit, CircuitId, Connection, FeederLoad, LoadClass, Panel, PanelId, Project, Source, System,
};
use crate::engineering::connected_load::legs_of;
use crate::engineering::{DemandGroup, DwellingSum, LegLoad, Loads, Premises, ProjectLoads};
use crate::nec::Edition;
use crate::nec::tables::{StandardDevice, next_standard_rating};
use crate::units::Amperes;
use crate::units::rounding::code_amperes;

/// Where loads are summed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LoadPoint {
    Panel(PanelId),
    Service,
}

/// One load, on the legs of the point where it is summed.
#[derive(Clone, Debug, PartialEq)]
pub struct LoadItem {
    pub panel: PanelId,
    pub circuit: CircuitId,
    pub class: LoadClass,
    /// What it is demanded together with.
    pub group: DemandGroup,
    pub load: LegLoad,
    /// The schedule says that it runs three hours or more.
    pub marked_continuous: bool,
}

/// All loads of a point, and what is known beside them.
#[derive(Clone, Debug, PartialEq)]
pub struct LoadInventory {
    pub system: System,
    pub premises: Premises,
    /// The optional method is asked for.
    pub optional: bool,
    /// Separately controlled units of space heating.
    pub heat_units: f64,
    /// It is all of the building, so that the floor area counts.
    pub building: bool,
    /// What dwellings count for beside their circuits.
    pub dwelling: DwellingSum,
    /// Spares carry nothing and are not listed.
    pub items: Vec<LoadItem>,
}

/// Returns the points of a project that have loads of their own: panelboards by id, then the service where it carries more
/// than one thing.
pub fn load_points(project: &Project) -> Vec<LoadPoint> {
    let mut points: Vec<LoadPoint> = project.panels().map(|panel| LoadPoint::Panel(panel.id)).collect();
    let fed = Tree::new(project).fed.get(&Source::Service).map_or(0, Vec::len);
    if project.service().is_some() && fed > 1 {
        points.push(LoadPoint::Service);
    }
    points
}

/// Lists the loads of a point; `None` where the project has no such point.
pub fn load_inventory(project: &Project, point: LoadPoint) -> Option<LoadInventory> {
    let mut tree = Tree::new(project);
    let premises = tree.premises;
    match point {
        LoadPoint::Panel(id) => {
            let panel = project.panel(id)?;
            let load = FeederLoad::Panel(id);
            let terms = tree.terms_of(load, panel.system.is_three_phase());
            Some(LoadInventory {
                system: panel.system,
                premises,
                optional: terms.optional,
                heat_units: terms.heat_units,
                building: terms.building,
                dwelling: tree.panel(id).sums.dwelling,
                items: items_of(&tree, panel),
            })
        }
        LoadPoint::Service => {
            let service = project.service()?;
            let mut tally = tree.fed_from(Source::Service, 3);
            if premises.is_one_dwelling() {
                tally.make_dwelling(premises.floor_area);
            }
            let terms = tree.terms(Some(&service.facts), service.system.is_three_phase());
            Some(LoadInventory {
                system: service.system,
                premises,
                optional: terms.optional,
                heat_units: terms.heat_units,
                building: true,
                dwelling: tally.sums.dwelling,
                items: fed_items(&tree, Source::Service, 3),
            })
        }
    }
}

impl ProjectLoads {
    /// Returns the loads of a point, and the current of its design load spread over the phases.
    pub fn at(&self, point: LoadPoint) -> Option<(&Loads, Amperes)> {
        match point {
            LoadPoint::Panel(id) => self.panels.get(&id).map(|panel| (&panel.loads, panel.design_amperes())),
            LoadPoint::Service => {
                self.service.as_ref().map(|service| (&service.loads, service.design_amperes()))
            }
        }
    }
}

/// Returns the demand factor of each load of an inventory, the largest motor's 25 % in it; 1 where it carries nothing.
pub fn demand_factors(loads: &Loads, inventory: &LoadInventory) -> Vec<f64> {
    let motor = loads.largest_motor.map(|motor| (motor.panel, motor.circuit));
    let factor = |item: &LoadItem| {
        let quarter = if motor == Some((item.panel, item.circuit)) { 0.25 } else { 0.0 };
        loads.factor(item.group) + quarter
    };
    inventory.items.iter().map(factor).collect()
}

/// Returns the standard rating that a design current asks for; `None` of none, and beyond the ratings.
pub fn design_rating(amperes: Amperes, edition: Edition) -> Option<Amperes> {
    let least = Some(amperes.0).filter(|amperes| *amperes > 0.0)?;
    next_standard_rating(code_amperes(least), StandardDevice::Breaker, edition).map(Amperes)
}

fn items_of(tree: &Tree<'_>, panel: &Panel) -> Vec<LoadItem> {
    let in_dwelling = tree.in_dwelling(FeederLoad::Panel(panel.id));
    let mut all = Vec::new();
    for circuit in panel.circuits() {
        let source = Source::Circuit(panel.id, circuit.id);
        let on_poles = if tree.fed.contains_key(&source) {
            let poles: Vec<usize> = (0..usize::from(circuit.poles)).collect();
            moved(fed_items(tree, source, circuit.poles), |load| load.placed(&poles))
        } else {
            own(panel.id, circuit, in_dwelling).into_iter().collect()
        };
        let legs = legs_of(panel, circuit);
        all.extend(moved(on_poles, |load| load.placed(&legs)));
    }
    let through = fed_items(tree, Source::FeedThrough(panel.id), panel.system.max_poles());
    let bus: Vec<usize> = panel.system.legs().iter().map(|leg| leg.index()).collect();
    all.extend(moved(through, |load| load.placed(&bus)));
    all
}

fn own(panel: PanelId, circuit: &Circuit, in_dwelling: bool) -> Option<LoadItem> {
    if circuit.is_spare() {
        return None;
    }
    Some(LoadItem {
        panel,
        circuit: circuit.id,
        class: circuit.class,
        group: DemandGroup::of(circuit, in_dwelling),
        load: LegLoad::of_poles(circuit),
        marked_continuous: circuit.continuous,
    })
}

/// Lists what hangs on a source, on the poles of that source. Ends because `apply` refuses a feed cycle.
fn fed_items(tree: &Tree<'_>, source: Source, poles: u8) -> Vec<LoadItem> {
    let mut all = Vec::new();
    for load in tree.fed.get(&source).into_iter().flatten() {
        match load {
            FeederLoad::Panel(id) => {
                all.extend(tree.project.panel(*id).map_or_else(Vec::new, |panel| items_of(tree, panel)));
            }
            FeederLoad::Transformer(id) => {
                let connection = tree.project.transformer(*id).map_or(Connection::WyeWye, |t| t.connection);
                let below = fed_items(tree, Source::Transformer(*id), 3);
                all.extend(moved(below, |load| load.through(connection, poles)));
            }
        }
    }
    all
}

fn moved(mut items: Vec<LoadItem>, change: impl Fn(&LegLoad) -> LegLoad) -> Vec<LoadItem> {
    for item in &mut items {
        item.load = change(&item.load);
    }
    items
}
