//! `phasewright dataset loads`: inventories of loads with what the engine says of them.

use crate::cli::commands::Context;
use crate::cli::progress::counted;
use crate::cli::{CliError, Outcome, project_file};
use crate::hrm::loads::{InventoryRecord, LoadPlan, LoadSet, given_records, read_examples};
use serde_json::Value;
use std::path::PathBuf;

/// Inventories of loads of panelboards and services with the engine's demand, in train/, val/ and test/
#[derive(Clone, Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// The folder to write: train/, val/, test/, manifest.json
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Inventories to learn from, a tenth of them to look at while learning
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(20..))]
    examples: u32,
    /// Inventories of each of the six test cells (dwellings by the standard and the optional method, multifamily, offices,
    /// warehouses, other buildings); by default a fortieth
    #[arg(long, value_name = "N")]
    test_per_cell: Option<u32>,
    /// Decides which inventories; the same seed gives the same bytes
    #[arg(long, value_name = "S")]
    seed: u64,
    /// Projects whose panelboards and services are learned from too, or files of inventories (.jsonl)
    #[arg(long, value_name = "FILE", num_args = 1..)]
    from: Vec<PathBuf>,
}

pub(in crate::cli) fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let plan = LoadPlan {
        seed: args.seed,
        examples: args.examples as usize,
        test_per_cell: args.test_per_cell.unwrap_or(args.examples / 40).max(1) as usize,
    };
    let mut given: Vec<InventoryRecord> = Vec::new();
    for path in &args.from {
        if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("jsonl")) {
            given.extend(read_examples(path)?);
        } else {
            given.extend(given_records(&project_file::read(path)?, &path.display().to_string()));
        }
    }
    let working = counted("drawing inventories", 0);
    let mut go_on = |done: usize, of: usize| {
        working.set_steps(of as u64);
        working.begin_at(done as u64);
        !context.cancel.is_cancelled()
    };
    let set = plan.draw(given, &mut go_on)?;
    drop(working);
    let manifest = set.write(&plan, &args.out)?;
    context.output.answer(|| manifest.clone(), || as_text(args, &set, &manifest))?;
    Ok(Outcome::Done)
}

fn as_text(args: &Args, set: &LoadSet, manifest: &Value) -> String {
    format!(
        "{} inventories to learn from, {} to look at while learning, {} to be judged on\n\
         {} left out as copies of others; in two splits: {} inventories, {} buildings\n\nWritten to {}",
        set.train.len(),
        set.val.len(),
        set.test.len(),
        set.copies_left_out,
        manifest["leaks"]["in_two_splits"],
        manifest["leaks"]["buildings_in_two_splits"],
        args.out.display()
    )
}
