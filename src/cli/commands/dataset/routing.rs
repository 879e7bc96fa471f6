//! `phasewright dataset routing`: floor plans to learn routing from.

use crate::cli::commands::Context;
use crate::cli::progress::counted;
use crate::cli::{CliError, Outcome, project_file};
use crate::engineering::routing::{Crossing, Floor, RouteTerms};
use crate::hrm::routing::{FloorPlans, FloorSet, PlanRecord, cut_floor};
use serde_json::Value;
use std::path::PathBuf;

/// Floor plans with a panelboard and the optimal headings of every cell towards it, in train/, val/ and test/
#[derive(Clone, Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// The folder to write: train/, val/, test/, manifest.json
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Floor plans to learn from, a tenth of them to look at while learning
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(10..))]
    examples: u32,
    /// Floor plans of each size to be judged on (8, 10, 12, 16, 20, 24, 30 cells a side), and mazes; by default a hundredth
    #[arg(long, value_name = "N")]
    test_per_size: Option<u32>,
    /// Decides which floor plans; the same seed gives the same bytes
    #[arg(long, value_name = "S")]
    seed: u64,
    /// Projects whose sheets are learned from too, cut into plans of at most 30 cells a side
    #[arg(long, value_name = "P.ron", num_args = 1..)]
    from: Vec<PathBuf>,
    /// More settings, as RON: (sizes: [8, 12], test_mazes: 100)
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

pub(in crate::cli) fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let plan = plan(args)?;
    let given = given(args)?;
    let working = counted("drawing floor plans", 0);
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

fn plan(args: &Args) -> Result<FloorPlans, CliError> {
    let mut plan = match &args.config {
        None => FloorPlans { test_mazes: 0, ..FloorPlans::default() },
        Some(path) => {
            let text = std::fs::read_to_string(path).map_err(|error| CliError::file(error, path))?;
            ron::from_str(&text).map_err(|error| CliError::file(error, path))?
        }
    };
    plan.seed = args.seed;
    plan.examples = args.examples as usize;
    plan.test_per_size = args.test_per_size.unwrap_or(args.examples / 100).max(1) as usize;
    if args.config.is_none() {
        plan.test_mazes = plan.test_per_size;
    }
    Ok(plan)
}

/// Reads the sheets of the projects as boards; walls are passed through their openings only.
fn given(args: &Args) -> Result<Vec<PlanRecord>, CliError> {
    let terms = RouteTerms { crossing: Crossing::Openings, ..RouteTerms::default() };
    let mut given = Vec::new();
    for path in &args.from {
        let project = project_file::read(path)?;
        for sheet in project.sheets() {
            let floor = Floor::of(sheet, &terms).ground.board();
            given.extend(cut_floor(&format!("{}: {}", path.display(), sheet.name), &floor, args.seed));
        }
    }
    Ok(given)
}

fn as_text(args: &Args, set: &FloorSet, manifest: &Value) -> String {
    format!(
        "{} floor plans to learn from, {} to look at while learning, {} to be judged on\n\
         {} left out as copies of others; in two splits: {}\n\nWritten to {}",
        set.train.len(),
        set.val.len(),
        set.test.len(),
        set.copies_left_out,
        manifest["leaks"]["in_two_splits"],
        args.out.display()
    )
}
