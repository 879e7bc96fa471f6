//! What would change: the champion's and the candidate's proposals for five sample projects, side by side.

use crate::domain::{Project, apply_all};
use crate::hrm::balance::PanelPlan;
use crate::workbench::Sample;
use crate::workbench::lab::open_panel::panel_edits;
use std::sync::Arc;

/// What two models answer about one thing of a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub project: String,
    pub task: &'static str,
    /// Panelboard or sheet.
    pub subject: String,
    /// What the champion proposes, in words.
    pub before: String,
    pub after: String,
    /// Whether a person would get another proposal.
    pub differs: bool,
}

/// All of them, as they were computed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// The projects that were looked at; the generated ones are named so.
    pub projects: Vec<String>,
    pub rows: Vec<Change>,
}

/// Sizes of the panelboards in the generated projects.
const GENERATED: [(&str, u16, u64); 2] =
    [("Generated project, 42 slots", 42, 501), ("Generated project, 84 slots", 84, 502)];

/// Returns five projects: those shipped and two generated ones.
///
/// # Errors
/// When a sample does not read.
pub(super) fn sample_projects() -> Result<Vec<Arc<Project>>, String> {
    let mut projects = Vec::new();
    for sample in Sample::ALL {
        projects.push(Arc::new(sample.project()?));
    }
    for (name, slots, seed) in GENERATED {
        projects.push(Arc::new(generated(name, slots, seed)?));
    }
    Ok(projects)
}

/// Returns a project with a panelboard of each of the usual systems.
fn generated(name: &str, slots: u16, seed: u64) -> Result<Project, String> {
    let plan = PanelPlan {
        seed,
        examples: 10,
        test_per_cell: 0,
        sizes: vec![slots],
        deltas: false,
        nodes: 2_000,
        ..PanelPlan::default()
    };
    let set = plan.draw(&[], &mut |_, _| true).map_err(|error| error.to_string())?;
    let mut project = Project::named(name);
    for record in set.train.iter().take(3) {
        let edits = panel_edits(record, &project).ok_or_else(|| format!("{name}: no such system"))?;
        (project, _) = apply_all(&project, &edits).map_err(|error| format!("{name}: {error}"))?;
    }
    Ok(project)
}
