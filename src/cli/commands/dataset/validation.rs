//! `phasewright dataset validation`: circuits to learn from what the rules say about them.

use crate::cli::commands::Context;
use crate::cli::progress::counted;
use crate::cli::{CliError, Outcome, project_file};
use crate::domain::Project;
use crate::hrm::validation::{CircuitPlan, CircuitSet, read_collected};
use serde_json::Value;
use std::path::PathBuf;

/// Circuits of drawn projects, right and wrong, with what the rules say about each, in train/, val/ and test/
#[derive(Clone, Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// The folder to write: train/, val/, test/, manifest.json
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Circuits to learn from, a tenth of them to look at while learning
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(10..))]
    examples: u32,
    /// Circuits to be judged on, of other projects; by default a tenth
    #[arg(long, value_name = "N")]
    test_examples: Option<u32>,
    /// Decides which circuits; the same seed gives the same bytes
    #[arg(long, value_name = "S")]
    seed: u64,
    /// Projects whose circuits are learned from too
    #[arg(long, value_name = "P.ron", num_args = 1..)]
    from: Vec<PathBuf>,
    /// A file of circuits where a model and the rules differed, learned from too
    #[arg(long, value_name = "FILE")]
    collected: Option<PathBuf>,
}

pub(in crate::cli) fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let plan = CircuitPlan {
        seed: args.seed,
        examples: args.examples as usize,
        test: args.test_examples.unwrap_or(args.examples / 10).max(1) as usize,
    };
    let read = |path: &PathBuf| -> Result<(String, Project), CliError> {
        Ok((path.display().to_string(), project_file::read(path)?))
    };
    let given: Vec<(String, Project)> = args.from.iter().map(read).collect::<Result<_, _>>()?;
    let collected = match &args.collected {
        Some(path) => read_collected(path)?,
        None => Vec::new(),
    };
    let working = counted("drawing circuits", 0);
    let mut go_on = |done: usize, of: usize| {
        working.set_steps(of as u64);
        working.begin_at(done as u64);
        !context.cancel.is_cancelled()
    };
    let set = plan.draw(&given, &collected, &mut go_on)?;
    drop(working);
    let manifest = set.write(&plan, &args.out)?;
    context.output.answer(|| manifest.clone(), || as_text(args, &set, &manifest))?;
    Ok(Outcome::Done)
}

fn as_text(args: &Args, set: &CircuitSet, manifest: &Value) -> String {
    format!(
        "{} circuits to learn from, {} to look at while learning, {} to be judged on\n\
         {} left out as copies of others; in two splits: {}\n\nWritten to {}",
        set.train.len(),
        set.val.len(),
        set.test.len(),
        set.copies_left_out,
        manifest["leaks"]["in_two_splits"],
        args.out.display()
    )
}
