//! Whole dwellings as rules judge them: the building of a one-family dwelling, else what a feeder says it carries.

use crate::domain::{Circuit, FeederLoad, Panel, PanelId, Source, facts};
use crate::engineering::{Loads, Premises};
use crate::rules::{Object, RuleContext, Verdict};

/// A whole dwelling.
pub(in crate::rules) struct Dwelling<'p, 'c> {
    pub loads: &'c Loads,
    /// Branch circuits, by panelboard and slot.
    pub circuits: Vec<(&'p Panel, &'p Circuit)>,
}

/// What an object is to rules on dwellings.
pub(in crate::rules) enum Place<'p, 'c> {
    Dwelling(Dwelling<'p, 'c>),
    NoDwelling,
    /// The verdict of a rule that needs to know.
    Unknown(Verdict),
}

/// Returns the dwelling that an object is all of: the project where it is a one-family dwelling, a feeder that says so.
pub(in crate::rules) fn dwelling_at<'p, 'c>(cx: &'c RuleContext<'p>, object: &Object<'p>) -> Place<'p, 'c> {
    let premises = Premises::of(cx.project);
    match object {
        Object::Project(_) => {
            let Some(loads) = whole_building(cx) else { return Place::NoDwelling };
            if premises.occupancy.is_none() {
                return Place::Unknown(Verdict::Undetermined(facts::project::OCCUPANCY.label));
            }
            if !premises.is_one_dwelling() {
                return Place::NoDwelling;
            }
            let panels = cx.project.panels().map(|panel| panel.id);
            Place::Dwelling(Dwelling { loads, circuits: circuits_of(cx, panels) })
        }
        Object::Feeder(feeder) if !premises.is_one_dwelling() => {
            match feeder.feeder.facts.yes(&facts::feeder::WHOLE_DWELLING) {
                Some(true) => {}
                Some(false) | None => return Place::NoDwelling,
            }
            let Some(loads) = cx.feeder_loads(feeder.load) else { return Place::NoDwelling };
            let mut panels = Vec::new();
            downstream(cx, feeder.load, &mut panels);
            Place::Dwelling(Dwelling { loads: &loads.loads, circuits: circuits_of(cx, panels.into_iter()) })
        }
        _ => Place::NoDwelling,
    }
}

/// Returns the loads of the whole building: of the service, else of the one panelboard there is.
pub(in crate::rules) fn whole_building<'c>(cx: &'c RuleContext<'_>) -> Option<&'c Loads> {
    let connected = |loads: &&Loads| loads.connected.total().0 > 0.0;
    if let Some(service) = &cx.loads.service {
        return Some(&service.loads).filter(connected);
    }
    let mut panels = cx.loads.panels.values();
    let only = panels.next().filter(|_| panels.next().is_none())?;
    Some(&only.loads).filter(connected)
}

/// Returns what is missing where a dwelling's floor area is not known.
pub(in crate::rules) fn missing_area(cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
    let premises = Premises::of(cx.project);
    let bare = |feeder: &&crate::rules::FeederRef<'_>| {
        let facts = &feeder.feeder.facts;
        facts.yes(&facts::feeder::WHOLE_DWELLING) == Some(true)
            && facts.number(&facts::feeder::DWELLING_AREA).is_none()
    };
    match (object, cx.feeders().iter().find(bare)) {
        _ if premises.is_one_dwelling() => Verdict::of_project(facts::project::FLOOR_AREA.label),
        (Object::Feeder(feeder), _) if bare(&feeder) => {
            Verdict::Undetermined(facts::feeder::DWELLING_AREA.label)
        }
        (_, Some(feeder)) => Verdict::Missing {
            at: Object::Feeder(feeder.clone()).subject(),
            field: facts::feeder::DWELLING_AREA.label,
        },
        (_, None) => Verdict::of_project(facts::project::FLOOR_AREA.label),
    }
}

/// Adds the panelboards that a feeder carries. Ends because `apply` refuses a feed cycle.
fn downstream(cx: &RuleContext<'_>, load: FeederLoad, into: &mut Vec<PanelId>) {
    let below = |feeder: &&crate::rules::FeederRef<'_>| match (feeder.feeder.source, load) {
        (Source::Circuit(panel, _) | Source::FeedThrough(panel), FeederLoad::Panel(id)) => panel == id,
        (Source::Transformer(from), FeederLoad::Transformer(id)) => from == id,
        _ => false,
    };
    if let FeederLoad::Panel(id) = load {
        into.push(id);
    }
    for feeder in cx.feeders().iter().filter(below) {
        downstream(cx, feeder.load, into);
    }
}

fn circuits_of<'p>(
    cx: &RuleContext<'p>,
    panels: impl Iterator<Item = PanelId>,
) -> Vec<(&'p Panel, &'p Circuit)> {
    let panels = panels.filter_map(|id| cx.project.panel(id));
    let circuits = panels.flat_map(|panel| panel.circuits_by_slot().into_iter().map(move |c| (panel, c)));
    circuits.filter(|(panel, circuit)| cx.is_branch(panel, circuit)).collect()
}

/// Returns whether the loads of a panelboard are outside of dwellings.
///
/// # Errors
/// The verdict of a rule that needs to know: the occupancy, or whether the feeder carries a dwelling.
pub(in crate::rules) fn outside_dwellings(cx: &RuleContext<'_>, panel: &Panel) -> Result<bool, Verdict> {
    if cx.loads.panels.get(&panel.id).is_some_and(|loads| loads.in_dwelling) {
        return Ok(false);
    }
    let premises = Premises::of(cx.project);
    if premises.occupancy.is_none() {
        return Err(Verdict::of_project(facts::project::OCCUPANCY.label));
    }
    let own = cx.feeders().iter().find(|feeder| feeder.load == FeederLoad::Panel(panel.id));
    match own {
        Some(feeder)
            if premises.has_several_dwellings()
                && feeder.feeder.facts.yes(&facts::feeder::WHOLE_DWELLING).is_none() =>
        {
            let at = Object::Feeder(feeder.clone()).subject();
            Err(Verdict::Missing { at, field: facts::feeder::WHOLE_DWELLING.label })
        }
        _ => Ok(true),
    }
}
