//! The state of the conversation.

use crate::domain::{Edit, FeederLoad, PanelId, Project, apply_all};
use crate::engineering::{
    Override, ProjectLoads, SizeChange, SizedObject, SizedPart, Sizing, SizingTerms, Step, edits_of, keep,
    overrides, project_loads, size, sized_objects,
};
use crate::workbench::Command;
use std::collections::{BTreeMap, BTreeSet};

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SizingScope {
    /// A panelboard: its feeder and its circuits.
    Panel(PanelId),
    /// Every feeder and circuit.
    Project,
}

/// One size that differs from what is recorded.
#[derive(Clone, Debug, PartialEq)]
pub struct SizingRow {
    pub object: SizedObject,
    /// As schedules say it: `LP-1/13`.
    pub name: String,
    pub change: SizeChange,
    /// Whether it is to be written.
    pub taken: bool,
}

/// The conversation.
#[derive(Debug)]
pub struct SizingSession {
    project: Project,
    loads: ProjectLoads,
    terms: SizingTerms,
    scope: SizingScope,
    queue: Vec<(SizedObject, String)>,
    /// How many of the queue have been sized.
    done: usize,
    sizings: BTreeMap<SizedObject, Sizing>,
    rows: Vec<SizingRow>,
    undetermined: Vec<(SizedObject, String, &'static str)>,
    kept: Vec<Override>,
}

impl SizingSession {
    /// Opens the conversation; nothing is sized yet.
    pub fn open(project: &Project, scope: SizingScope, terms: SizingTerms) -> Self {
        let loads = project_loads(project);
        let queue = queue(project, &loads, scope);
        let wanted: BTreeSet<SizedObject> = queue.iter().map(|(object, _)| *object).collect();
        let kept = overrides(project).into_iter().filter(|kept| wanted.contains(&kept.object)).collect();
        Self {
            project: project.clone(),
            loads,
            terms,
            scope,
            queue,
            done: 0,
            sizings: BTreeMap::new(),
            rows: Vec::new(),
            undetermined: Vec::new(),
            kept,
        }
    }

    /// Sizes up to so many records more and returns whether all are sized.
    pub fn advance(&mut self, records: usize) -> bool {
        let end = (self.done + records).min(self.queue.len());
        for (object, name) in self.queue.get(self.done..end).unwrap_or_default() {
            match size(&self.project, &self.loads, *object, &self.terms) {
                Ok(sizing) => {
                    // What is larger than it has to be is no fault: it is shown, not ticked.
                    let row = |change: SizeChange| {
                        let taken = change.needed;
                        SizingRow { object: *object, name: name.clone(), change, taken }
                    };
                    self.rows.extend(sizing.changes().into_iter().map(row));
                    self.sizings.insert(*object, sizing);
                }
                Err(needs) => self.undetermined.push((*object, name.clone(), needs)),
            }
        }
        self.done = end;
        self.is_done()
    }

    /// Returns whether every record has been sized.
    pub fn is_done(&self) -> bool {
        self.done >= self.queue.len()
    }

    /// Returns how many records have been sized, and how many there are.
    pub fn progress(&self) -> (usize, usize) {
        (self.done, self.queue.len())
    }

    /// Returns what is looked at.
    pub const fn scope(&self) -> SizingScope {
        self.scope
    }

    /// Returns the choices of sizing.
    pub const fn terms(&self) -> SizingTerms {
        self.terms
    }

    /// Returns the sizes that differ, in the order of feeders, panelboards and slots.
    pub fn rows(&self) -> &[SizingRow] {
        &self.rows
    }

    /// Returns how many records have every size as calculated.
    pub fn right(&self) -> usize {
        let differing: BTreeSet<SizedObject> = self.rows.iter().map(|row| row.object).collect();
        self.sizings.len() - differing.len()
    }

    /// Returns what could not be sized, with the field that is missing.
    pub fn undetermined(&self) -> &[(SizedObject, String, &'static str)] {
        &self.undetermined
    }

    /// Returns the sizes that are kept against the calculation.
    pub fn kept(&self) -> &[Override] {
        &self.kept
    }

    /// Returns how the sizes of a record came about.
    pub fn steps(&self, object: SizedObject) -> &[Step] {
        self.sizings.get(&object).map_or(&[], |sizing| &sizing.steps)
    }

    /// Says whether a row is to be written.
    pub fn take(&mut self, row: usize, taken: bool) {
        if let Some(row) = self.rows.get_mut(row) {
            row.taken = taken;
        }
    }

    /// Says whether all rows are to be written.
    pub fn take_all(&mut self, taken: bool) {
        self.rows.iter_mut().for_each(|row| row.taken = taken);
    }

    /// Returns how many rows are to be written.
    pub fn taken(&self) -> usize {
        self.rows.iter().filter(|row| row.taken).count()
    }

    /// Returns the command that writes what was taken, as one undo step; `None` where nothing was.
    pub fn command(&self) -> Option<Command> {
        let mut parts: BTreeMap<SizedObject, BTreeSet<SizedPart>> = BTreeMap::new();
        for row in self.rows.iter().filter(|row| row.taken) {
            parts.entry(row.object).or_default().insert(row.change.part);
        }
        let mut next = self.project.clone();
        let mut all = Vec::new();
        for (object, parts) in &parts {
            let Some(sizing) = self.sizings.get(object) else { continue };
            // Two of them may speak of one record, a circuit and the feeder that starts from it.
            let edits = edits_of(&next, sizing, parts);
            next = apply_all(&next, &edits).ok()?.0;
            all.extend(edits);
        }
        let count = self.taken();
        let sizes = if count == 1 { "1 size".to_owned() } else { format!("{count} sizes") };
        (!all.is_empty()).then(|| Command::Edit { label: format!("Take {sizes} as calculated"), edits: all })
    }

    /// Keeps the size of a row for a reason: it becomes an override, and what depends on it is sized anew.
    ///
    /// # Errors
    /// Returns what is missing, in words for the person.
    pub fn keep(&mut self, row: usize, reason: &str) -> Result<Command, &'static str> {
        let row = self.rows.get(row).ok_or("Choose a size first")?;
        let (object, part, name) = (row.object, row.change.part, row.name.clone());
        if row.change.from.is_empty() {
            return Err("Nothing is recorded here that could be kept");
        }
        if reason.trim().chars().count() < SHORTEST_REASON {
            return Err("Give a reason of ten letters or more");
        }
        self.hold(object, part, &name, Some(reason))
    }

    /// Lets a kept size go, so that it is sized again.
    ///
    /// # Errors
    /// Returns what is missing, in words for the person.
    pub fn release(&mut self, kept: usize) -> Result<Command, &'static str> {
        let kept = self.kept.get(kept).cloned().ok_or("Choose an override first")?;
        self.hold(kept.object, kept.part, &kept.name, None)
    }

    fn hold(
        &mut self,
        object: SizedObject,
        part: SizedPart,
        name: &str,
        reason: Option<&str>,
    ) -> Result<Command, &'static str> {
        let edit = keep(&self.project, object, part, reason).ok_or("The record is there no more")?;
        let label = if reason.is_some() {
            format!("Keep {part} of {name}")
        } else {
            format!("Let {part} of {name} go")
        };
        self.again(&edit)?;
        Ok(Command::Edit { label, edits: vec![edit] })
    }

    /// Sizes everything again after an edit; what a person has unticked stays so.
    fn again(&mut self, edit: &Edit) -> Result<(), &'static str> {
        let (next, _) = apply_all(&self.project, std::slice::from_ref(edit))
            .map_err(|_| "The record is there no more")?;
        let chosen: BTreeMap<(SizedObject, SizedPart), bool> =
            self.rows.iter().map(|row| ((row.object, row.change.part), row.taken)).collect();
        *self = Self::open(&next, self.scope, self.terms);
        self.advance(self.queue.len());
        for row in &mut self.rows {
            row.taken = chosen.get(&(row.object, row.change.part)).copied().unwrap_or(row.taken);
        }
        Ok(())
    }
}

/// The shortest reason that says something, in letters.
const SHORTEST_REASON: usize = 10;

fn queue(project: &Project, loads: &ProjectLoads, scope: SizingScope) -> Vec<(SizedObject, String)> {
    let wanted = |(object, _): &(SizedObject, String)| match (scope, object) {
        (SizingScope::Project, _) => true,
        (
            SizingScope::Panel(panel),
            SizedObject::Circuit(of, _) | SizedObject::Feeder(FeederLoad::Panel(of)),
        ) => panel == *of,
        (SizingScope::Panel(_), SizedObject::Feeder(FeederLoad::Transformer(_))) => false,
    };
    sized_objects(project, loads).into_iter().filter(wanted).collect()
}
