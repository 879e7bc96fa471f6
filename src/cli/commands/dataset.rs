//! `phasewright dataset`: puzzles to learn, in the layout of the reference implementation.

mod balance;
mod loads;
mod projects;
mod routing;
mod validation;

use crate::cli::commands::Context;
use crate::cli::progress::counted;
use crate::cli::{CliError, Outcome};
use crate::hrm::{Generated, HrmError, MazeOptions, SudokuOptions, draw_mazes, draw_sudokus};
use std::path::PathBuf;

/// Draw a dataset from a seed, in splits that share no puzzle
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, clap::Subcommand)]
enum Task {
    Balance(balance::Args),
    Loads(loads::Args),
    Routing(routing::Args),
    Validation(validation::Args),
    Projects(projects::Args),
    #[command(flatten)]
    Tokens(Tokens),
}

/// Puzzles of tokens, for any trainer.
#[derive(Debug, clap::Subcommand)]
enum Tokens {
    /// Mazes with one way from start to goal; the answer marks it. Turned and mirrored mazes count as the same
    Maze {
        #[command(flatten)]
        common: Common,
        /// Side of the square in tokens, outer walls included
        #[arg(long, value_name = "K", default_value_t = 15, value_parser = clap::value_parser!(u16).range(5..=101))]
        size: u16,
        /// Turned and mirrored copies of each maze to learn, up to 7
        #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u16).range(0..=7))]
        augment: u16,
        /// Steps of the way from start to goal at least, as in the published mazes of 30 with 110; 0 for somewhat more than a side
        #[arg(long, value_name = "N", default_value_t = 0)]
        least_way: u16,
    },
    /// Sudokus with one answer. Puzzles that could be copies of each other count as the same
    Sudoku {
        #[command(flatten)]
        common: Common,
        /// Side of the grid, 4 or 9
        #[arg(long, value_name = "K", default_value_t = 9, value_parser = side)]
        size: u16,
        /// Copies of each puzzle to learn, with numbers, bands, rows, stacks and columns exchanged
        #[arg(long, value_name = "N", default_value_t = 0)]
        augment: u16,
    },
}

#[derive(Clone, Debug, clap::Args)]
struct Common {
    /// The folder to write: train/, test/, manifest.json
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Puzzles to learn
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    examples: u32,
    /// Puzzles to be judged on; by default a tenth of those to learn, at least one
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    test_examples: Option<u32>,
    /// Decides which puzzles; the same seed gives the same bytes
    #[arg(long, value_name = "S")]
    seed: u64,
}

impl Common {
    fn train(&self) -> usize {
        self.examples as usize
    }

    fn test(&self) -> usize {
        self.test_examples.unwrap_or(self.examples / 10).max(1) as usize
    }
}

fn side(text: &str) -> Result<u16, String> {
    match text {
        "4" => Ok(4),
        "9" => Ok(9),
        _ => Err("a Sudoku here has a side of 4 or 9".to_owned()),
    }
}

pub(in crate::cli) fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    match &args.task {
        Task::Balance(args) => balance::run(args, context),
        Task::Loads(args) => loads::run(args, context),
        Task::Routing(args) => routing::run(args, context),
        Task::Validation(args) => validation::run(args, context),
        Task::Projects(args) => projects::run(args, context),
        Task::Tokens(task) => tokens(task, context),
    }
}

fn tokens(task: &Tokens, context: &Context) -> Result<Outcome, CliError> {
    let (Tokens::Maze { common, .. } | Tokens::Sudoku { common, .. }) = task;
    let working = counted("drawing puzzles", (common.train() + common.test()) as u64);
    let mut go_on = || {
        working.step();
        !context.cancel.is_cancelled()
    };
    let generated = draw(task, common, &mut go_on)?;
    drop(working);
    let manifest = generated.write(&common.out)?;
    let text = || {
        let of = |split: &str, what: &str| manifest["splits"][split][what].to_string();
        format!(
            "{} puzzles to learn in {} examples, {} to be judged on; none in both\n\nWritten to {}",
            of("train", "groups"),
            of("train", "examples"),
            of("test", "examples"),
            common.out.display()
        )
    };
    context.output.answer(|| manifest.clone(), text)?;
    Ok(Outcome::Done)
}

fn draw(task: &Tokens, common: &Common, go_on: &mut dyn FnMut() -> bool) -> Result<Generated, HrmError> {
    let (seed, train, test) = (common.seed, common.train(), common.test());
    match task {
        Tokens::Maze { size, augment, least_way, .. } => {
            let (size, augment) = (usize::from(*size), usize::from(*augment));
            draw_mazes(
                &MazeOptions { seed, size, train, test, augment, least_way: usize::from(*least_way) },
                go_on,
            )
        }
        Tokens::Sudoku { size, augment, .. } => {
            let (size, augment) = (usize::from(*size), usize::from(*augment));
            draw_sudokus(&SudokuOptions { seed, size, train, test, augment }, go_on)
        }
    }
}
