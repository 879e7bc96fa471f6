//! The edits that write sizes, and those that keep one.

use crate::domain::facts::FactValue;
use crate::domain::{Edit, Feeder, FeederLoad, Project, Source};
use crate::engineering::{SizedObject, SizedPart, Sizing};
use std::collections::BTreeSet;

/// Returns the edits that write the parts picked; none where nothing of them changes.
pub fn edits_of(project: &Project, sizing: &Sizing, parts: &BTreeSet<SizedPart>) -> Vec<Edit> {
    let changed: Vec<SizedPart> = sizing.changes().iter().map(|change| change.part).collect();
    let wanted = |part| parts.contains(&part) && changed.contains(&part);
    if !SizedPart::ALL.iter().any(|part| wanted(*part)) {
        return Vec::new();
    }
    let then = &sizing.then;
    let mut set = sizing.now.conductors.clone().or_else(|| then.conductors.clone());
    if let (Some(set), Some(new)) = (&mut set, &then.conductors) {
        let egc =
            if wanted(SizedPart::Egc) { new.egc } else { sizing.now.conductors.as_ref().and_then(|c| c.egc) };
        if wanted(SizedPart::Conductors) {
            set.clone_from(new);
        }
        set.egc = egc;
    }
    let touches_set = wanted(SizedPart::Conductors) || wanted(SizedPart::Egc);
    match sizing.object {
        SizedObject::Circuit(panel, id) => {
            let Some(circuit) = project.panel(panel).and_then(|panel| panel.circuit(id)) else {
                return Vec::new();
            };
            let mut circuit = circuit.clone();
            if wanted(SizedPart::Ocpd) {
                circuit.trip = then.ocpd;
            }
            if touches_set {
                circuit.conductors = set;
            }
            if wanted(SizedPart::Raceway) {
                circuit.raceway.clone_from(&then.raceway);
            }
            vec![Edit::SetCircuit { panel, circuit: Box::new(circuit) }]
        }
        SizedObject::Feeder(load) => {
            let Some(mut feeder) = feeder(project, load).cloned() else { return Vec::new() };
            let mut edits = Vec::new();
            if wanted(SizedPart::Ocpd) {
                match feeder.source {
                    Source::Circuit(panel, id) => {
                        let ahead = project.panel(panel).and_then(|panel| panel.circuit(id)).cloned();
                        edits.extend(ahead.map(|mut circuit| {
                            circuit.trip = then.ocpd;
                            Edit::SetCircuit { panel, circuit: Box::new(circuit) }
                        }));
                    }
                    Source::Service | Source::FeedThrough(_) | Source::Transformer(_) => {
                        feeder.ocpd = then.ocpd
                    }
                }
            }
            if touches_set {
                feeder.conductors = set;
            }
            if wanted(SizedPart::Raceway) {
                feeder.raceway.clone_from(&then.raceway);
            }
            edits.push(Edit::SetFeeder { load, feeder: Some(Box::new(feeder)) });
            edits
        }
    }
}

/// Returns the edit that keeps a part as it is for a reason; without one the part is let go.
pub fn keep(project: &Project, object: SizedObject, part: SizedPart, reason: Option<&str>) -> Option<Edit> {
    let reason = reason.map(str::trim).filter(|reason| !reason.is_empty());
    let value = reason.map(|reason| FactValue::Text(reason.to_owned()));
    match object {
        SizedObject::Circuit(panel, id) => {
            let mut circuit = project.panel(panel)?.circuit(id)?.clone();
            circuit.facts.set(part.kept(), value).ok()?;
            Some(Edit::SetCircuit { panel, circuit: Box::new(circuit) })
        }
        SizedObject::Feeder(load) => {
            let mut feeder = feeder(project, load)?.clone();
            feeder.facts.set(part.kept(), value).ok()?;
            Some(Edit::SetFeeder { load, feeder: Some(Box::new(feeder)) })
        }
    }
}

fn feeder(project: &Project, load: FeederLoad) -> Option<&Feeder> {
    match load {
        FeederLoad::Panel(id) => project.panel(id)?.feeder.as_ref(),
        FeederLoad::Transformer(id) => project.transformer(id)?.feeder.as_ref(),
    }
}
