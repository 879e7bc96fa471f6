//! What sizing says: the sizes there are, the sizes there should be, and what lies between.

use crate::domain::facts::{Fact, Facts, sizes};
use crate::domain::{CircuitId, ConductorSet, FeederLoad, PanelId, Project, Raceway};
use crate::engineering::sizing::{size_circuit, size_feeder};
use crate::engineering::{MissingField, ProjectLoads, Step};
use crate::nec::tables::{RacewayRow, conductor, raceway};
use crate::units::{Amperes, WireSize};

named_enum!(
    /// A part that has a size of its own.
    SizedPart {
        Ocpd = "overcurrent device",
        Conductors = "conductors",
        Egc = "EGC",
        Raceway = "raceway",
    }
);

impl SizedPart {
    /// Returns the fact that says why the part is kept as it is.
    pub const fn kept(self) -> &'static Fact {
        match self {
            Self::Ocpd => &sizes::OCPD_KEPT,
            Self::Conductors => &sizes::CONDUCTORS_KEPT,
            Self::Egc => &sizes::EGC_KEPT,
            Self::Raceway => &sizes::RACEWAY_KEPT,
        }
    }

    /// Returns the reason for keeping the part, where there is one.
    pub fn reason(self, facts: &Facts) -> Option<&str> {
        facts.text(self.kept())
    }
}

/// What is sized.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SizedObject {
    Circuit(PanelId, CircuitId),
    Feeder(FeederLoad),
}

/// The choices of sizing. Percent of the voltage that a circuit or feeder may lose; the smallest device of a circuit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SizingTerms {
    pub branch_drop_percent: f64,
    pub feeder_drop_percent: f64,
    pub smallest_device: Amperes,
}

impl Default for SizingTerms {
    /// 3 % each (210.19(A) and 215.2(A) Informational Notes), 20 A as is usual.
    fn default() -> Self {
        Self { branch_drop_percent: 3.0, feeder_drop_percent: 3.0, smallest_device: Amperes(20.0) }
    }
}

/// The sizes of a circuit or feeder.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sizes {
    /// `None` where it is nobody's here: a feeder from the secondary of a transformer.
    pub ocpd: Option<Amperes>,
    pub conductors: Option<ConductorSet>,
    pub raceway: Option<Raceway>,
}

impl Sizes {
    /// Returns how large a part is, for comparison: amperes, circular mils, square inches; 0 where there is none.
    fn area(&self, part: SizedPart) -> f64 {
        let cmil = |size: WireSize| conductor(size.name()).map_or(0.0, |row| row.cmil);
        let set = self.conductors.as_ref();
        match part {
            SizedPart::Ocpd => self.ocpd.map_or(0.0, |rating| rating.0),
            SizedPart::Conductors => {
                set.map_or(0.0, |set| cmil(set.size) * f64::from(set.parallel_sets.max(1)))
            }
            SizedPart::Egc => set.and_then(|set| set.egc).map_or(0.0, cmil),
            SizedPart::Raceway => self.raceway.as_ref().map_or(0.0, |way| {
                raceway(way.kind.name(), &way.trade_size).map_or(0.0, RacewayRow::area_in2)
            }),
        }
    }

    /// Returns a part in words; empty where there is none.
    pub fn words(&self, part: SizedPart) -> String {
        match part {
            SizedPart::Ocpd => self.ocpd.map(|rating| rating.to_string()),
            SizedPart::Conductors => {
                self.conductors.as_ref().map(|set| ConductorSet { egc: None, ..set.clone() }.to_string())
            }
            SizedPart::Egc => {
                self.conductors.as_ref().and_then(|set| set.egc).map(|egc| format!("EGC {egc}"))
            }
            SizedPart::Raceway => self.raceway.as_ref().map(ToString::to_string),
        }
        .unwrap_or_default()
    }
}

/// One part that would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SizeChange {
    pub part: SizedPart,
    /// Empty where nothing was recorded.
    pub from: String,
    pub to: String,
    /// Whether what is recorded is smaller than it has to be, or not there; else it is larger, which is no fault.
    pub needed: bool,
}

/// What sizing says about one circuit or feeder.
#[derive(Clone, Debug, PartialEq)]
pub struct Sizing {
    pub object: SizedObject,
    /// As schedules say it: `LP-1/13`, `feeder of LP-1`.
    pub name: String,
    pub now: Sizes,
    pub then: Sizes,
    /// Overrides that were kept, with their reasons.
    pub kept: Vec<(SizedPart, String)>,
    pub steps: Vec<Step>,
}

impl Sizing {
    /// Returns the parts that would change.
    pub fn changes(&self) -> Vec<SizeChange> {
        let change = |part: &SizedPart| {
            let (from, to) = (self.now.words(*part), self.then.words(*part));
            let needed = from.is_empty() || self.then.area(*part) > self.now.area(*part);
            (from != to).then_some(SizeChange { part: *part, from, to, needed })
        };
        SizedPart::ALL.iter().filter_map(change).collect()
    }
}

/// Returns everything that has sizes, with its name: the feeders of transformers, those of panelboards, then the branch
/// circuits by panelboard and slot.
pub fn sized_objects(project: &Project, loads: &ProjectLoads) -> Vec<(SizedObject, String)> {
    let mut all = Vec::new();
    for transformer in project.transformers().filter(|transformer| transformer.feeder.is_some()) {
        let object = SizedObject::Feeder(FeederLoad::Transformer(transformer.id));
        all.push((object, format!("feeder of {}", transformer.name)));
    }
    for panel in project.panels().filter(|panel| panel.feeder.is_some()) {
        all.push((SizedObject::Feeder(FeederLoad::Panel(panel.id)), format!("feeder of {}", panel.name)));
    }
    for panel in project.panels() {
        let subfeed = |id| loads.panels.get(&panel.id).is_some_and(|loads| loads.is_subfeed(id));
        for circuit in panel.circuits_by_slot() {
            if !circuit.is_spare() && !subfeed(circuit.id) {
                let name = format!("{}/{}", panel.name, circuit.slot);
                all.push((SizedObject::Circuit(panel.id, circuit.id), name));
            }
        }
    }
    all
}

/// Sizes one circuit or feeder.
///
/// # Errors
/// Names the field that is missing.
pub fn size(
    project: &Project,
    loads: &ProjectLoads,
    object: SizedObject,
    terms: &SizingTerms,
) -> Result<Sizing, MissingField> {
    match object {
        SizedObject::Feeder(load) => size_feeder(project, loads, load, terms),
        SizedObject::Circuit(panel, id) => {
            // A circuit that is gone has no load.
            let panel = project.panel(panel).ok_or("load")?;
            let circuit = panel.circuit(id).ok_or("load")?;
            size_circuit(project, panel, circuit, terms)
        }
    }
}

/// Sizes every circuit with a load and every feeder; what cannot be sized comes with the field that is missing.
pub fn size_project(
    project: &Project,
    loads: &ProjectLoads,
    terms: &SizingTerms,
) -> Vec<(SizedObject, String, Result<Sizing, MissingField>)> {
    let sized = |(object, name)| (object, name, size(project, loads, object, terms));
    sized_objects(project, loads).into_iter().map(sized).collect()
}
