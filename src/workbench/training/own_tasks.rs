//! One's own projects for the other tasks: their sheets as floor plans, their loads as inventories, their circuits with what the
//! rules say, beside examples that are drawn. Words of a project stay behind; names of files only where they are to be kept.

use crate::document::read_project;
use crate::domain::{Edit, Panel, Project, apply_all};
use crate::engineering::routing::{Crossing, Floor, RouteTerms};
use crate::hrm::HrmError;
use crate::hrm::loads::{LoadPlan, given_records};
use crate::hrm::routing::{FloorPlans, PlanRecord, cut_floor};
use crate::hrm::validation::CircuitPlan;
use crate::workbench::training::OwnRow;
use std::path::{Path, PathBuf};

named_enum!(
    /// What own projects are to teach.
    OwnTask {
        Balance = "balance",
        Routing = "routing",
        Loads = "loads",
        Validation = "validation",
    }
);

/// Examples that are drawn beside one's own, for a beginning.
pub const DRAWN: usize = 2_000;
const SEED: u64 = 7;

/// Projects that were read, each with the name it goes by, and what could not be read.
pub(super) struct OwnProjects {
    pub read: Vec<(String, Project)>,
    pub refused: Vec<String>,
}

/// Reads the projects among files.
pub(super) fn read_projects(files: &[PathBuf], keep_names: bool) -> OwnProjects {
    let mut own = OwnProjects { read: Vec::new(), refused: Vec::new() };
    for path in files {
        if !is_project(path) {
            let why = "what was moved by hand or decided teaches balance only";
            own.refused.push(format!("{}: {why}", path.display()));
            continue;
        }
        match read_project(path) {
            Ok((project, _)) => {
                let name = match path.file_stem() {
                    Some(stem) if keep_names => stem.to_string_lossy().into_owned(),
                    _ => format!("project {}", own.read.len() + 1),
                };
                let named = if keep_names { Ok(project) } else { without_names(&project) };
                match named {
                    Ok(project) => own.read.push((name, project)),
                    Err(why) => own.refused.push(format!("{}: {why}", path.display())),
                }
            }
            Err(error) => own.refused.push(format!("{}: {error}", path.display())),
        }
    }
    own
}

/// Numbers the panelboards of a project: examples are called after them. No two panelboards may have one name at any time, so
/// all are called something else first.
fn without_names(project: &Project) -> Result<Project, String> {
    let renamed = |(at, panel): (usize, &Panel), word: &str| {
        let mut panel = panel.clone();
        panel.name = format!("{word} {}", at + 1);
        Edit::SetPanel(Box::new(panel))
    };
    // Longer than any name there is.
    let longest = project.panels().map(|panel| panel.name.len()).max().unwrap_or(0);
    let aside = "x".repeat(longest + 1);
    let first = project.panels().enumerate().map(|panel| renamed(panel, &aside));
    let then = project.panels().enumerate().map(|panel| renamed(panel, "panel"));
    let edits: Vec<Edit> = first.chain(then).collect();
    apply_all(project, &edits).map(|(project, _)| project).map_err(|error| error.to_string())
}

/// Whether a file is a project by its name.
pub(super) fn is_project(path: &Path) -> bool {
    path.extension().is_some_and(|end| end == "ron" || end == "pwp")
}

/// Says what would be learned from, a row for each sheet, point of the feed tree or panelboard.
pub(super) fn rows(task: OwnTask, own: &OwnProjects) -> Vec<OwnRow> {
    // What has nothing to teach is no row.
    let row = |name: String, system: &str, count: usize, word: &str| {
        let plural = if count == 1 { "" } else { "s" };
        let system = if system.is_empty() { String::new() } else { format!("{system} · ") };
        let about = format!("{system}{count} {word}{plural}");
        (count > 0).then_some(OwnRow { name, how: "as it stands", about, difficult: false })
    };
    let of = |(name, project): &(String, Project)| -> Vec<Option<OwnRow>> {
        match task {
            OwnTask::Balance => Vec::new(),
            OwnTask::Routing => (project.sheets().enumerate())
                .map(|(at, sheet)| {
                    let plans = plans_of(name, at, sheet).len();
                    row(format!("{name}, sheet {}", at + 1), "", plans, "floor plan")
                })
                .collect(),
            OwnTask::Loads => given_records(project, name)
                .into_iter()
                .map(|record| row(record.name, &record.system, record.items.len(), "load"))
                .collect(),
            OwnTask::Validation => (project.panels())
                .map(|panel| {
                    let circuits = panel.circuits().len();
                    row(format!("{name} {}", panel.name), panel.system.code(), circuits, "circuit")
                })
                .collect(),
        }
    };
    own.read.iter().flat_map(of).flatten().collect()
}

/// Draws a dataset of a task in which one's own are learned from too; returns how many examples are learned from and looked at.
///
/// # Errors
/// When it cannot be drawn or written.
pub(super) fn write(
    (task, drawn): (OwnTask, usize),
    own: &OwnProjects,
    folder: &Path,
    go_on: &mut dyn FnMut(usize, usize) -> bool,
) -> Result<(usize, usize), HrmError> {
    match task {
        OwnTask::Balance => Err(HrmError::Batch("panelboards are taken otherwise".to_owned())),
        OwnTask::Routing => {
            let given: Vec<PlanRecord> = (own.read.iter())
                .flat_map(|(name, project)| {
                    project.sheets().enumerate().map(move |(at, sheet)| (name, at, sheet))
                })
                .flat_map(|(name, at, sheet)| plans_of(name, at, sheet))
                .collect();
            let plan = FloorPlans {
                seed: SEED,
                examples: drawn,
                test_per_size: (drawn / 100).max(1),
                test_mazes: 0,
                ..FloorPlans::default()
            };
            let set = plan.draw(&given, go_on)?;
            set.write(&plan, folder)?;
            Ok((set.train.len(), set.val.len()))
        }
        OwnTask::Loads => {
            let given = own.read.iter().flat_map(|(name, project)| given_records(project, name)).collect();
            let plan = LoadPlan { seed: SEED, examples: drawn, test_per_cell: (drawn / 40).max(1) };
            let set = plan.draw(given, go_on)?;
            set.write(&plan, folder)?;
            Ok((set.train.len(), set.val.len()))
        }
        OwnTask::Validation => {
            let plan = CircuitPlan { seed: SEED, examples: drawn, test: (drawn / 10).max(1) };
            let set = plan.draw(&own.read, &[], go_on)?;
            set.write(&plan, folder)?;
            Ok((set.train.len(), set.val.len()))
        }
    }
}

/// Returns the floor plans that a sheet is cut into.
fn plans_of(name: &str, at: usize, sheet: &crate::domain::Sheet) -> Vec<PlanRecord> {
    let terms = RouteTerms { crossing: Crossing::Openings, ..RouteTerms::default() };
    let floor = Floor::of(sheet, &terms).ground.board();
    cut_floor(&format!("{name}, sheet {}", at + 1), &floor, SEED)
}
