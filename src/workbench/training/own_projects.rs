//! One's own projects as a dataset: looked at first, without a trace; taken over only on request; without names unless they
//! are to be kept; on this computer only. A dataset made so is deleted like any other.
//!
//! ```text
//! sources ─ Look ─► preview: every panelboard, how it came about, what would come along
//!         └ Take ─► PLACE/datasets/NAME: panelboards alone, with every fifth project to look at while learning; examples of the
//!                   other tasks beside drawn ones
//! ```

use crate::document::read_project;
use crate::hrm::ComputeDevice;
use crate::hrm::balance::{OwnPanel, PanelPlan, TrainedBalance};
use crate::hrm::habits::{Names, mark_difficult, own_of_journal, own_of_project};
use crate::hrm::registry::Registry;
use crate::workbench::jobs::LaneName;
use crate::workbench::training::TrainingCommand;
use crate::workbench::training::own_tasks::{DRAWN, OwnTask, is_project, read_projects, rows, write};
use crate::workbench::{Command, NoticeLevel, Workbench};
use std::path::{Path, PathBuf};

/// Endings of what is looked for in a folder.
const ENDINGS: [&str; 4] = ["ron", "pwp", "journal", "jsonl"];

/// What is to be learned from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnSources {
    /// What they are to teach.
    pub task: OwnTask,
    /// Examples drawn beside them; panelboards to be balanced stand alone.
    pub drawn: usize,
    /// Projects, journals, files of decisions, and folders with such.
    pub paths: Vec<PathBuf>,
    /// What was remembered of accepted and rejected proposals, too.
    pub decisions: bool,
    /// Names of files, panelboards and groups come along; else they stay behind.
    pub keep_names: bool,
}

impl Default for OwnSources {
    fn default() -> Self {
        Self { task: OwnTask::Balance, drawn: DRAWN, paths: Vec::new(), decisions: false, keep_names: false }
    }
}

/// One panelboard, sheet or inventory that would be learned from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnRow {
    pub name: String,
    /// In words: as it stands, moved by hand, accepted, rejected.
    pub how: &'static str,
    /// As in `208Y/120 · 42 slots · 21 circuits`.
    pub about: String,
    /// Whether it counts as difficult.
    pub difficult: bool,
}

/// What a look has found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnPreview {
    pub sources: OwnSources,
    pub projects: usize,
    pub rows: Vec<OwnRow>,
    /// Files that cannot be read, and why; the others are taken.
    pub refused: Vec<String>,
}

/// A request about one's own projects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwnCommand {
    /// Reads the sources and says what would be learned from; nothing is written.
    Look(OwnSources),
    /// Makes a dataset of them in the studio's folder.
    Take { sources: OwnSources, name: String },
    /// Forgets what was looked at.
    Close,
}

impl Workbench {
    /// Returns what the last look has found; `None` before one, or while it goes on.
    pub const fn own_projects(&self) -> Option<&OwnPreview> {
        self.own_projects.as_ref()
    }

    pub(in crate::workbench) fn own(&mut self, command: OwnCommand) {
        match command {
            OwnCommand::Close => self.own_projects = None,
            OwnCommand::Look(sources) => {
                self.own_projects = None;
                let (decisions, models) = (self.places.decisions.clone(), self.places.models.clone());
                self.jobs.start(LaneName::Work, "Look at own projects", move |_| {
                    let preview = look(sources, decisions.as_deref(), models);
                    Box::new(move |workbench| workbench.own_projects = Some(preview))
                });
            }
            OwnCommand::Take { sources, name } => self.take_own(sources, name),
        }
    }

    fn take_own(&mut self, sources: OwnSources, name: String) {
        let Some(folder) = self.places.training.as_ref().map(|place| place.join("datasets").join(&name))
        else {
            return self.warn_of_failure("This session keeps no datasets");
        };
        let (decisions, models) = (self.places.decisions.clone(), self.places.models.clone());
        self.jobs.start(LaneName::Work, format!("Make the dataset {name}"), move |control| {
            let taken = take(&sources, (decisions.as_deref(), models), &folder, &mut |done, of| {
                control.report(done as u64, of as u64);
                !control.is_cancelled()
            });
            Box::new(move |workbench| match taken {
                Ok((learned, looked_at)) => {
                    let text = format!("{name}: {learned} examples to learn from, {looked_at} to look at");
                    workbench.notify(NoticeLevel::Info, text, false);
                    workbench.execute(Command::Train(TrainingCommand::Rescan));
                }
                Err(why) => workbench.warn_of_failure(&format!("{name} was not made: {why}")),
            })
        });
    }
}

/// Reads the sources and says what would be learned from.
pub fn look(sources: OwnSources, decisions: Option<&Path>, models: Option<PathBuf>) -> OwnPreview {
    if sources.task != OwnTask::Balance {
        let own = read_projects(&files(&sources), sources.keep_names);
        let rows = rows(sources.task, &own);
        return OwnPreview { projects: own.read.len(), rows, refused: own.refused, sources };
    }
    let (mut own, refused) = read(&sources, decisions);
    mark(&mut own, models);
    let mut projects: Vec<usize> = own.iter().map(|panel| panel.project).collect();
    projects.sort_unstable();
    projects.dedup();
    let how = |case: &str| match case {
        "accepted" => "proposal accepted",
        "rejected" => "proposal rejected",
        "by hand" => "moved by hand",
        _ => "as it stands",
    };
    let row = |panel: &OwnPanel| OwnRow {
        name: panel.name.clone(),
        how: how(panel.case),
        about: format!(
            "{} · {} slots · {} circuits",
            panel.problem.system.code(),
            panel.problem.slots,
            panel.problem.items.len()
        ),
        difficult: panel.hard,
    };
    OwnPreview { rows: own.iter().map(row).collect(), projects: projects.len(), refused, sources }
}

/// Makes a dataset of the sources in a folder that is not there yet. Returns the examples to learn from and to look at.
///
/// # Errors
/// When there is nothing to learn from, the folder is there, or it cannot be written.
pub fn take(
    sources: &OwnSources,
    (decisions, models): (Option<&Path>, Option<PathBuf>),
    folder: &Path,
    go_on: &mut dyn FnMut(usize, usize) -> bool,
) -> Result<(usize, usize), String> {
    if folder.exists() {
        return Err("there is a dataset of this name already".to_owned());
    }
    let nothing = |what: &str, refused: &[String]| {
        let why = refused.first().map(|first| format!("; {first}")).unwrap_or_default();
        Err(format!("these files have no {what}{why}"))
    };
    if sources.task != OwnTask::Balance {
        let own = read_projects(&files(sources), sources.keep_names);
        if rows(sources.task, &own).is_empty() {
            return nothing("example of this task", &own.refused);
        }
        return write((sources.task, sources.drawn), &own, folder, go_on).map_err(|error| error.to_string());
    }
    let (mut own, refused) = read(sources, decisions);
    if own.is_empty() {
        return nothing("panelboard with a load", &refused);
    }
    mark(&mut own, models);
    let plan = PanelPlan { examples: 0, test_per_cell: 0, ..PanelPlan::default() };
    let set = plan.draw(&own, go_on).map_err(|error| error.to_string())?;
    set.write(&plan, folder).map_err(|error| error.to_string())?;
    Ok((set.train.len(), set.val.len()))
}

/// Marks the panelboards where the champion comes to less than the plain heuristic: they are drawn more often while learning.
/// Without a champion none is.
fn mark(own: &mut [OwnPanel], models: Option<PathBuf>) {
    let champion = || {
        let stored = Registry::open(models).find_champion("balance").ok()??;
        TrainedBalance::new(&stored.card.id, stored.load(&ComputeDevice::Cpu).ok()?).ok()
    };
    if let Some(model) = champion() {
        mark_difficult(own, &model);
    }
}

/// Returns the files that are named, and those in the folders that are.
fn files(sources: &OwnSources) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = sources.paths.iter().flat_map(|path| files_of(path)).collect();
    files.sort();
    files.dedup();
    files
}

/// Returns the panelboards of all sources, decisions and journals before projects, and what could not be read.
fn read(sources: &OwnSources, decisions: Option<&Path>) -> (Vec<OwnPanel>, Vec<String>) {
    let names = if sources.keep_names { Names::Kept } else { Names::Left };
    let mut files = files(sources);
    files.extend(decisions.filter(|path| sources.decisions && path.exists()).map(Path::to_owned));
    files.sort();
    files.dedup();
    let (projects, journals): (Vec<PathBuf>, Vec<PathBuf>) =
        files.into_iter().partition(|path| is_project(path));
    let (mut own, mut refused) = (Vec::new(), Vec::new());
    let mut take = |path: &Path, panels: Result<Vec<OwnPanel>, String>| match panels {
        Ok(panels) => own.extend(panels),
        Err(why) => refused.push(if why.contains(&path.display().to_string()) {
            why
        } else {
            format!("{}: {why}", path.display())
        }),
    };
    for (number, path) in journals.iter().enumerate() {
        let bytes = std::fs::read(path).map_err(|error| error.to_string());
        let label = path.display().to_string();
        take(
            path,
            bytes.and_then(|bytes| {
                own_of_journal((number, &label), &bytes, names).map_err(|error| error.to_string())
            }),
        );
    }
    for (number, path) in projects.iter().enumerate() {
        let project = read_project(path).map_err(|error| error.to_string());
        let label = path.display().to_string();
        take(
            path,
            project.and_then(|(project, _)| {
                own_of_project((number, &label), &project, names).map_err(|error| error.to_string())
            }),
        );
    }
    (own, refused)
}

/// Returns a file, or what can be learned from in a folder.
fn files_of(path: &Path) -> Vec<PathBuf> {
    if !path.is_dir() {
        return vec![path.to_owned()];
    }
    let entries = std::fs::read_dir(path).into_iter().flatten().flatten().map(|entry| entry.path());
    entries
        .filter(|file| file.extension().is_some_and(|end| ENDINGS.iter().any(|known| end == *known)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Expected, save_project};
    use crate::hrm::habits::{Firm, FirmPlan, draw_projects};
    use crate::workbench::Places;
    use std::sync::Arc;

    fn projects(folder: &Path, count: usize) {
        let plan = FirmPlan { firm: Firm::North, projects: count, seed: 2 };
        for (index, project) in draw_projects(plan).expect("drawn").iter().enumerate() {
            save_project(project, &folder.join(format!("secret {index}.pwp.ron")), Expected::NoFile)
                .expect("saved");
        }
    }

    /// A look writes nothing; what is taken is a dataset without a name of the projects, and is there to be learned from.
    #[test]
    fn own_projects_are_looked_at_and_then_taken() {
        let folder = tempfile::tempdir().expect("a folder");
        let own = folder.path().join("own");
        std::fs::create_dir_all(&own).expect("made");
        projects(&own, 6);
        std::fs::write(own.join("broken.ron"), "(").expect("written");
        let mut workbench = Workbench::start(Places::below(folder.path().join("place")), Arc::new(|| {}));
        let sources = OwnSources { paths: vec![own], ..OwnSources::default() };
        workbench.execute(Command::Own(OwnCommand::Look(sources.clone())));
        workbench.run_until_idle();
        let preview = workbench.own_projects().expect("looked at").clone();
        assert_eq!((preview.projects, preview.refused.len()), (6, 1), "{:?}", preview.refused);
        assert!(preview.rows.len() >= 12 && preview.rows.iter().all(|row| row.how == "as it stands"));
        assert!(preview.rows.iter().all(|row| !row.name.contains("secret") && !row.name.contains("LP")));
        let datasets = folder.path().join("place/training/datasets");
        assert!(!datasets.join("own-1").exists(), "a look writes nothing");
        let (train, val) =
            take(&sources, (None, None), &datasets.join("own-1"), &mut |_, _| true).expect("taken");
        assert!(train > 100 && val >= 2, "{train} and {val}");
        let text = std::fs::read_to_string(datasets.join("own-1/train/all__panels.jsonl")).expect("read");
        assert!(!text.contains("secret") && !text.contains("OFFICE"));
        let again = take(&sources, (None, None), &datasets.join("own-1"), &mut |_, _| true)
            .expect_err("there already");
        assert!(again.contains("already"), "{again}");
    }

    /// The same projects teach the other tasks, beside what is drawn, without a name of them.
    #[test]
    fn own_projects_teach_every_task() {
        let folder = tempfile::tempdir().expect("a folder");
        let own = folder.path().join("own");
        std::fs::create_dir_all(&own).expect("made");
        let sample = crate::document::Sample::by_id("riverside-office").expect("in the program");
        let project = sample.project().expect("reads");
        // One is called as another will be.
        let mut second = project.panels().nth(1).expect("three").clone();
        second.name = "Panel 1".to_owned();
        let edit = crate::domain::Edit::SetPanel(Box::new(second));
        let project = crate::domain::apply_all(&project, &[edit]).expect("legal").0;
        save_project(&project, &own.join("secret.ron"), Expected::NoFile).expect("saved");
        std::fs::write(own.join("moves.journal"), "").expect("written");
        for (task, rows, file) in [
            (OwnTask::Routing, project.sheets().count(), "all__plans.jsonl"),
            (OwnTask::Loads, project.panels().len(), "all__inventories.jsonl"),
            (OwnTask::Validation, project.panels().len(), "all__circuits.jsonl"),
        ] {
            let sources = OwnSources { task, drawn: 40, paths: vec![own.clone()], ..OwnSources::default() };
            let preview = look(sources.clone(), None, None);
            assert_eq!((preview.projects, preview.rows.len()), (1, rows), "{task}: {:?}", preview.rows);
            assert!(preview.refused[0].contains("teaches balance only"));
            assert!(preview.rows.iter().all(|row| row.name.starts_with("project 1")), "{:?}", preview.rows);
            let place = folder.path().join(task.name());
            let (train, val) = take(&sources, (None, None), &place, &mut |_, _| true).expect("taken");
            assert!(train > 40 - 40 / 10 && val >= 1, "{task}: {train} and {val}");
            let learned = std::fs::read(place.join("train").join(file)).expect("written");
            let holds = |word: &str| learned.windows(word.len()).any(|part| part == word.as_bytes());
            assert!(!["secret", "HP-1", "EM-1", "RECEPT", "Level"].iter().any(|word| holds(word)), "{task}");
            assert!(holds("project 1"), "{task}: one's own are in it");
        }
    }
}
