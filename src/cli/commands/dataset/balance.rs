//! `phasewright dataset balance`: panelboards to learn balancing from.

use crate::cli::commands::Context;
use crate::cli::progress::counted;
use crate::cli::{CliError, Outcome, project_file};
use crate::engineering::balance::BalanceProblem;
use crate::hrm::balance::{PanelPlan, PanelSet};
use crate::proposals::{ExtractError, PhaseBalance};
use serde_json::Value;
use std::path::PathBuf;

/// Panelboards by occupancy with their best possible balance, in train/, val/ and test/
#[derive(Clone, Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// The folder to write: train/, val/, test/, manifest.json
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Panelboards to learn from, a tenth of them to look at while learning
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(10..))]
    examples: u32,
    /// Panelboards of each of the nine test cells (18, 42, 84 slots; 480Y/277, 208Y/120, 240/120); by default a hundredth
    #[arg(long, value_name = "N")]
    test_per_cell: Option<u32>,
    /// Decides which panelboards; the same seed gives the same bytes
    #[arg(long, value_name = "S")]
    seed: u64,
    /// Projects whose panelboards are learned from too, each with varied copies
    #[arg(long, value_name = "P.ron", num_args = 1..)]
    from: Vec<PathBuf>,
    /// More settings, as RON: (sizes: [18, 42], copies: 20, nodes: 400000)
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

pub(in crate::cli) fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let plan = plan(args)?;
    let given = given(args)?;
    let working = counted("drawing panelboards", 0);
    let mut go_on = |done: usize, of: usize| {
        working.set_steps(of as u64);
        working.begin_at(done as u64);
        !context.cancel.is_cancelled()
    };
    let set = plan.draw(&given, &mut go_on)?;
    drop(working);
    let manifest = set.write(&plan, &args.out)?;
    context.output.answer(|| manifest.clone(), || as_text(args, &set, &manifest))?;
    Ok(Outcome::Done)
}

fn plan(args: &Args) -> Result<PanelPlan, CliError> {
    let mut plan = match &args.config {
        None => PanelPlan::default(),
        Some(path) => {
            let text = std::fs::read_to_string(path).map_err(|error| CliError::file(error, path))?;
            ron::from_str(&text).map_err(|error| CliError::file(error, path))?
        }
    };
    plan.seed = args.seed;
    plan.examples = args.examples as usize;
    plan.test_per_cell = args.test_per_cell.unwrap_or(args.examples / 100).max(1) as usize;
    Ok(plan)
}

/// Reads the panelboards of the projects; those without a load teach nothing.
fn given(args: &Args) -> Result<Vec<(String, BalanceProblem)>, CliError> {
    let mut given = Vec::new();
    for path in &args.from {
        let project = project_file::read(path)?;
        for panel in project.panels() {
            match PhaseBalance::extract(&project, panel.id, project.settings().basis) {
                Ok(found) => given.push((format!("{}: {}", path.display(), panel.name), found.search)),
                Err(ExtractError::NoLoad(_)) => {}
                Err(error) => return Err(CliError::file(error, path)),
            }
        }
    }
    Ok(given)
}

fn as_text(args: &Args, set: &PanelSet, manifest: &Value) -> String {
    let proven = |records: &[crate::hrm::balance::PanelRecord]| {
        let proven = records.iter().filter(|record| record.proven).count();
        100.0 * proven as f64 / records.len().max(1) as f64
    };
    format!(
        "{} panelboards to learn from, {} to look at while learning, {} to be judged on\n\
         Best possible proven for {:.1} % of the judged ones, known within the bound for the others\n\
         {} left out as copies of others; in two splits: {}\n\nWritten to {}",
        set.train.len(),
        set.val.len(),
        set.test.len(),
        proven(&set.test),
        set.copies_left_out,
        manifest["leaks"]["in_two_splits"],
        args.out.display()
    )
}
