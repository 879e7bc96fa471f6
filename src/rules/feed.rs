//! Feeders with what rules need of both their ends: the device ahead, the voltage, what they feed.

use crate::domain::{Connection, Feeder, FeederLoad, Main, Panel, Project, Source};
use crate::units::{Amperes, Volts};

/// A feeder with its ends.
#[derive(Clone, Debug)]
pub struct FeederRef<'p> {
    pub load: FeederLoad,
    /// Of what it feeds.
    pub name: &'p str,
    pub feeder: &'p Feeder,
    pub volts: Volts,
    pub three_phase: bool,
    pub protection: Protection,
}

/// The overcurrent device ahead of conductors.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Protection {
    /// Its rating.
    Device(Amperes),
    /// There must be one, and nobody has said which.
    NotGiven,
    /// None at the supply end: the secondary of a transformer, protected where it ends.
    AtTheEnd,
}

impl Protection {
    fn of(rating: Option<Amperes>) -> Self {
        rating.map_or(Self::NotGiven, Self::Device)
    }
}

/// Returns every feeder: of panelboards, then of transformers, each by id.
pub(in crate::rules) fn feeders(project: &Project) -> Vec<FeederRef<'_>> {
    let panels = project.panels().filter_map(|panel| {
        Some(FeederRef {
            load: FeederLoad::Panel(panel.id),
            name: &panel.name,
            feeder: panel.feeder.as_ref()?,
            volts: panel.system.line_to_line(),
            three_phase: panel.system.is_three_phase(),
            protection: protection(project, panel.feeder.as_ref()?),
        })
    });
    let transformers = project.transformers().filter_map(|transformer| {
        Some(FeederRef {
            load: FeederLoad::Transformer(transformer.id),
            name: &transformer.name,
            feeder: transformer.feeder.as_ref()?,
            volts: transformer.primary,
            three_phase: transformer.connection != Connection::SinglePhase,
            protection: protection(project, transformer.feeder.as_ref()?),
        })
    });
    panels.chain(transformers).collect()
}

/// Returns the device ahead of the conductors of a feeder.
pub(in crate::rules) fn protection(project: &Project, feeder: &Feeder) -> Protection {
    match feeder.source {
        Source::Service => Protection::of(feeder.ocpd),
        Source::Circuit(panel, circuit) => {
            let circuit = project.panel(panel).and_then(|panel| panel.circuit(circuit));
            Protection::of(circuit.and_then(|circuit| circuit.trip))
        }
        Source::FeedThrough(panel) => match (feeder.ocpd, project.panel(panel)) {
            (Some(rating), _) => Protection::Device(rating),
            (None, Some(panel)) => bus_protection(project, panel),
            (None, None) => Protection::NotGiven,
        },
        Source::Transformer(id) => {
            let at_transformer = project.transformer(id).and_then(|t| t.secondary_ocpd);
            feeder.ocpd.or(at_transformer).map_or(Protection::AtTheEnd, Protection::Device)
        }
    }
}

/// Returns the device that protects the bus of a panelboard: its main, else what is ahead of its feeder.
///
/// Ends because `apply` refuses a feed cycle.
pub(in crate::rules) fn bus_protection(project: &Project, panel: &Panel) -> Protection {
    let ahead = panel.feeder.as_ref().map(|feeder| protection(project, feeder));
    match (panel.main, ahead) {
        (Main::Breaker(main), Some(Protection::Device(ahead))) => Protection::Device(main.min(ahead)),
        (Main::Breaker(main), _) => Protection::Device(main),
        (Main::LugsOnly, ahead) => ahead.unwrap_or(Protection::NotGiven),
    }
}
