//! Pinned legs of runs: they stay where they are when the run is routed again.

use crate::domain::{Edit, EntityId, Run, RunId, Sheet};
use crate::units::PlanPoint;
use crate::workbench::plan::PlanStep;
use crate::workbench::plan::geometry::{distance, nearest_on};

/// Returns the leg of a run that is nearest to a point, from 0.
pub fn leg_near(run: &Run, at: PlanPoint) -> Option<usize> {
    let off = |two: &[PlanPoint]| match two {
        [from, to] => distance(at, nearest_on(*from, *to, at)),
        _ => f64::INFINITY,
    };
    let legs = run.path.windows(2).map(off).enumerate();
    legs.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(leg, _)| leg)
}

/// Returns the step that pins a leg of a run, or lets go of it; nothing where it is so already.
pub fn with_pin(sheet: &Sheet, run: RunId, leg: usize, pinned: bool) -> Option<PlanStep> {
    let mut changed = sheet.runs.get(&run)?.as_ref().clone();
    let there = leg + 1 < changed.path.len();
    let changes = if pinned { there && changed.pinned.insert(leg) } else { changed.pinned.remove(&leg) };
    let label = format!("{} leg of {}", if pinned { "Pin" } else { "Unpin" }, changed.tag);
    let edit = Edit::PutRun { sheet: sheet.id, run: Box::new(changed) };
    changes.then(|| PlanStep { label, edits: vec![edit] })
}

/// Returns the step that lets go of all pinned legs of runs; nothing where none is pinned.
pub fn without_pins(sheet: &Sheet, ids: &[EntityId]) -> Option<PlanStep> {
    let runs = ids.iter().filter_map(|id| match id {
        EntityId::Run(_, run) => sheet.runs.get(run).filter(|run| !run.pinned.is_empty()),
        _ => None,
    });
    let edits: Vec<Edit> = runs
        .map(|run| {
            let run = Run { pinned: Default::default(), ..run.as_ref().clone() };
            Edit::PutRun { sheet: sheet.id, run: Box::new(run) }
        })
        .collect();
    (!edits.is_empty()).then(|| PlanStep { label: "Unpin legs".to_owned(), edits })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Facts, SheetId};
    use std::sync::Arc;

    #[test]
    fn a_leg_is_pinned_by_where_it_is_pressed_and_let_go_again() {
        let at = |x, y| PlanPoint { x, y };
        let run = Run {
            id: RunId(1),
            tag: "R-01".to_owned(),
            path: vec![at(0.0, 0.0), at(10.0, 0.0), at(10.0, 8.0)],
            raceway: None,
            circuits: Vec::new(),
            pinned: Default::default(),
            facts: Facts::new(),
        };
        assert_eq!((leg_near(&run, at(4.0, 1.0)), leg_near(&run, at(11.0, 5.0))), (Some(0), Some(1)));
        let mut sheet = Sheet::new(SheetId(9), "E1");
        sheet.runs.insert(run.id, Arc::new(run.clone()));
        let step = with_pin(&sheet, run.id, 1, true).expect("it is free");
        let [Edit::PutRun { run: pinned, .. }] = step.edits.as_slice() else { panic!("one run") };
        assert_eq!(pinned.pinned.iter().copied().collect::<Vec<_>>(), [1]);
        assert_eq!((with_pin(&sheet, run.id, 2, true), with_pin(&sheet, run.id, 1, false)), (None, None));
        sheet.runs.insert(run.id, Arc::new(pinned.as_ref().clone()));
        let ids = [EntityId::Run(SheetId(9), RunId(1))];
        let step = without_pins(&sheet, &ids).expect("one is pinned");
        assert!(matches!(&step.edits[..], [Edit::PutRun { run, .. }] if run.pinned.is_empty()));
    }
}
