//! Panelboards of one's own: from projects, and from what became of proposals. No names come along.

use crate::domain::Slot;
use crate::engineering::balance::BalanceProblem;
use crate::hrm::balance::panels::build::PanelPlan;
use crate::hrm::balance::panels::record::PanelRecord;

/// One panelboard of one's own, standing as it was finished.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnPanel {
    /// Which of the projects it comes from; all panelboards of one project come into one split.
    pub project: usize,
    /// As in `project 3, panel 2`, or the names where somebody wants to keep them.
    pub name: String,
    /// How it came about: one of [`super::FINISHED`].
    pub case: &'static str,
    pub problem: BalanceProblem,
    /// Whether it is difficult: a proposal was rejected, or the model lost to the heuristic.
    pub hard: bool,
    /// The top slots of a proposal that was rejected, in the order of the items; else nothing.
    pub away: Vec<Slot>,
}

impl OwnPanel {
    /// Takes a panelboard of a project as it stands.
    pub const fn given(project: usize, name: String, problem: BalanceProblem) -> Self {
        Self { project, name, case: "given", problem, hard: false, away: Vec::new() }
    }

    /// Takes the names of groups away; they stay groups.
    pub fn without_names(mut self) -> Self {
        let mut names: Vec<String> =
            self.problem.items.iter().filter_map(|item| item.group.clone()).collect();
        names.sort();
        names.dedup();
        for item in &mut self.problem.items {
            let known = item.group.as_ref().and_then(|group| names.binary_search(group).ok());
            item.group = known.map(|at| format!("g{}", at + 1));
        }
        self
    }
}

/// Whether the panelboards of a project are looked at while learning instead of learned from: every fifth's are.
pub(super) const fn is_judged(project: usize) -> bool {
    project % 5 == 4
}

impl PanelPlan {
    /// Labels panelboards of one's own; those that are learned from come with varied copies. Returns those to learn
    /// from and those to look at.
    pub(super) fn own(&self, own: &[OwnPanel]) -> (Vec<PanelRecord>, Vec<PanelRecord>) {
        let (mut train, mut val) = (Vec::new(), Vec::new());
        for (place, panel) in own.iter().enumerate() {
            let record = self.record(panel.name.clone(), "given", panel.case, &panel.problem);
            let record = record.map(|record| PanelRecord {
                hard: panel.hard,
                away: panel.away.iter().map(|slot| slot.0).collect(),
                ..record
            });
            if is_judged(panel.project) {
                val.extend(record);
                continue;
            }
            train.extend(record);
            for copy in 0..self.copies {
                let varied = self.varied(&panel.problem, (place * 10_000 + copy) as u64);
                let name = format!("{} #{}", panel.name, copy + 1);
                let record = self.record(name, "given", "varied", &varied);
                train.extend(record.map(|record| PanelRecord { hard: panel.hard, ..record }));
            }
        }
        (train, val)
    }
}
