//! Sizes that somebody keeps against the calculation, with their reasons.

use crate::domain::facts::Facts;
use crate::domain::{FeederLoad, Project};
use crate::engineering::{SizedObject, SizedPart, Sizes};

/// One override.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    pub object: SizedObject,
    /// As schedules say it.
    pub name: String,
    pub part: SizedPart,
    /// What is kept.
    pub value: String,
    pub reason: String,
}

/// Returns every override of a project: feeders of transformers, of panelboards, then circuits by slot.
pub fn overrides(project: &Project) -> Vec<Override> {
    let mut found = Vec::new();
    let mut look = |object, name: String, facts: &Facts, sizes: &dyn Fn() -> Sizes| {
        if facts.is_empty() {
            return;
        }
        for part in SizedPart::ALL {
            if let Some(reason) = part.reason(facts) {
                let (value, reason) = (sizes().words(*part), reason.to_owned());
                found.push(Override { object, name: name.clone(), part: *part, value, reason });
            }
        }
    };
    let transformers =
        project.transformers().map(|t| (FeederLoad::Transformer(t.id), &t.name, t.feeder.as_ref()));
    let panels = project.panels().map(|p| (FeederLoad::Panel(p.id), &p.name, p.feeder.as_ref()));
    for (load, name, feeder) in transformers.chain(panels) {
        let Some(feeder) = feeder else { continue };
        let sizes = || Sizes {
            ocpd: super::feeder::device_now(project, feeder),
            conductors: feeder.conductors.clone(),
            raceway: feeder.raceway.clone(),
        };
        look(SizedObject::Feeder(load), format!("feeder of {name}"), &feeder.facts, &sizes);
    }
    for panel in project.panels() {
        for circuit in panel.circuits_by_slot() {
            let sizes = || Sizes {
                ocpd: circuit.trip,
                conductors: circuit.conductors.clone(),
                raceway: circuit.raceway.clone(),
            };
            let object = SizedObject::Circuit(panel.id, circuit.id);
            look(object, format!("{}/{}", panel.name, circuit.slot), &circuit.facts, &sizes);
        }
    }
    found
}

/// Returns the present value of a part where there is a reason to keep it, else the calculated one.
pub(super) fn kept<T>(
    held: &mut Vec<(SizedPart, String)>,
    part: SizedPart,
    facts: &Facts,
    now: Option<T>,
    calculated: T,
) -> T {
    match (part.reason(facts), now) {
        (Some(reason), Some(now)) => {
            held.push((part, reason.to_owned()));
            now
        }
        _ => calculated,
    }
}
