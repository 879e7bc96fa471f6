//! Sizes that what was touched has to have by calculation: only those that are missing or too small. Larger ones are no
//! fault, and kept ones stay.

use super::{Outcome, Step, counted};
use crate::domain::Project;
use crate::engineering::{SizedObject, SizedPart, SizingTerms, edits_of, project_loads, size};
use crate::workbench::orchestra::follow::Standing;
use crate::workbench::orchestra::plan::{PlanFor, StepName};
use crate::workbench::orchestra::touched::Touched;
use std::collections::BTreeSet;

pub(super) struct Sizes;

impl Step for Sizes {
    fn name(&self) -> StepName {
        StepName::Sizes
    }

    fn stale(&self, wanted: &PlanFor<'_>) -> u64 {
        objects(wanted.project, wanted.touched).len() as u64
    }

    fn work_per_record(&self) -> u64 {
        1
    }

    fn run(&self, standing: &mut Standing<'_>) -> Outcome {
        let loads = project_loads(&standing.now);
        let (mut changes, mut details) = (0, Vec::new());
        for object in objects(&standing.now, &standing.touched) {
            if standing.is_cancelled() {
                break;
            }
            let Ok(sizing) = size(&standing.now, &loads, object, &SizingTerms::default()) else { continue };
            let needed: Vec<_> = sizing.changes().into_iter().filter(|change| change.needed).collect();
            // What nobody has entered yet is for the sizing dialog; here it is about what an edit made too small.
            let outgrown: Vec<_> = needed.iter().filter(|change| !change.from.is_empty()).collect();
            if outgrown.is_empty() {
                continue;
            }
            let parts: BTreeSet<SizedPart> = outgrown.iter().map(|change| change.part).collect();
            let edits = edits_of(&standing.now, &sizing, &parts);
            if standing.take(&edits).is_ok() {
                changes += outgrown.len();
                let line = |change: &&crate::engineering::SizeChange| {
                    // Some sizes begin with what they are the size of.
                    let part = change.part.to_string();
                    let from = change.from.strip_prefix(&part).unwrap_or(&change.from).trim_start();
                    format!("{}: {part} {from} → {}", sizing.name, change.to)
                };
                details.extend(outgrown.iter().map(line));
            }
        }
        match changes {
            0 => Outcome::nothing("nothing to resize"),
            _ => Outcome { words: counted(changes, "size"), changes, details },
        }
    }
}

/// Returns the touched circuits with a load of their own, and the feeders above them.
fn objects(project: &Project, touched: &Touched) -> Vec<SizedObject> {
    if touched.everything {
        let loads = project_loads(project);
        return crate::engineering::sized_objects(project, &loads)
            .into_iter()
            .map(|(object, _)| object)
            .collect();
    }
    let circuit = |(panel, id): &(crate::domain::PanelId, crate::domain::CircuitId)| {
        let circuit = project.panel(*panel)?.circuit(*id)?;
        let feeds = !crate::domain::hanging_on_circuit(project, *panel, *id).is_empty();
        (!circuit.is_spare() && !feeds).then_some(SizedObject::Circuit(*panel, *id))
    };
    let feeders = touched.feeders(project).into_iter().map(SizedObject::Feeder);
    touched.circuits.iter().filter_map(circuit).chain(feeders).collect()
}
