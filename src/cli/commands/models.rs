//! `phasewright models`: which trained models there are, what is known about them, and which one each task uses.

mod answer_json;
mod answer_text;

use crate::cli::commands::Context;
use crate::cli::{CliError, Outcome, installed};
use crate::hrm::TrainConfig;
use crate::hrm::registry::Decision;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

/// Show, take in, hand out and choose the trained models
///
/// Shipped models are inside the program. Own ones lie in the user's data directory, or in --models DIR: a folder
/// TASK/NAME/ each, with model.safetensors, config.json, run.json and card.json. Each task uses one of them, its champion.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, clap::Subcommand)]
enum Task {
    /// Every model, by task and name; one that cannot be used says why
    List,
    /// A model's card: how it was made, from what, how good it is, where it is no good
    Show {
        /// Its name
        #[arg(value_name = "M")]
        model: String,
    },
    /// Make a model the champion of its task
    ///
    /// Refused, with the numbers and exit code 1, where its raw mean is below the champion's 95 % interval in any cell of the
    /// test set. Where one of the two has no metrics there is nothing to compare, and it is not refused.
    Promote {
        /// Its name
        #[arg(value_name = "M")]
        model: String,
        /// Promote it all the same; the reason is kept
        #[arg(long, value_name = "REASON", value_parser = reason)]
        force: Option<String>,
    },
    /// Make the champion before the present one champion again
    Rollback {
        /// The task, as in balance
        task: String,
        /// Go back further, to this earlier champion
        #[arg(long, value_name = "M")]
        to: Option<String>,
    },
    /// Take a model in: a run's folder, an exported folder, or the model.safetensors in one
    ///
    /// Everything is checked first: the hashes, that the weights load, that they fit the task. A run without a card gets one.
    ///
    /// A checkpoint of another trainer (torch.save of the reference's state_dict, or safetensors with its names) has no such
    /// papers: --data names the dataset it learned, --config the settings with the shape of its network. Nothing in such a file
    /// is executed. It is then a model of the task tokens, to be judged with evaluate --model NAME --data DIR.
    Import {
        /// The folder, its model.safetensors, or a checkpoint
        file: PathBuf,
        /// Of a checkpoint: the dataset it was trained on
        #[arg(long, value_name = "DIR")]
        data: Option<PathBuf>,
        /// Of a checkpoint: settings as train reads them, with its model, RON or JSON
        #[arg(long, value_name = "FILE", requires = "data")]
        config: Option<PathBuf>,
        /// Its name here; by default the card's, else the folder's
        #[arg(long, value_name = "NAME")]
        id: Option<String>,
        /// What evaluate answered about it, as JSON, for its card
        #[arg(long, value_name = "FILE")]
        metrics: Option<PathBuf>,
    },
    /// Write a model's four files into a folder that import reads
    Export {
        /// Its name
        #[arg(value_name = "M")]
        model: String,
        /// The folder; it is made, and must be empty
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
}

fn reason(text: &str) -> Result<String, String> {
    if text.trim().is_empty() { Err("a reason has words".to_owned()) } else { Ok(text.trim().to_owned()) }
}

pub(in crate::cli) fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let registry = installed::registry(context).at(seconds_since_1970());
    let output = &context.output;
    match &args.task {
        Task::List => {
            let models = registry.list()?;
            let place = registry.place();
            output.answer(|| answer_json::list(place, &models), || answer_text::list(place, &models))?;
        }
        Task::Show { model } => {
            let stored = registry.find(model)?;
            let champion = registry.champion(&stored.card.task)?.as_deref() == Some(model);
            output
                .answer(|| answer_json::show(&stored, champion), || answer_text::show(&stored, champion))?;
        }
        Task::Promote { model, force } => {
            let promotion = registry.promote(model, force.as_deref())?;
            output.answer(|| answer_json::promotion(&promotion), || answer_text::promotion(&promotion))?;
            if promotion.decision == Decision::Refused {
                return Ok(Outcome::No);
            }
        }
        Task::Rollback { task, to } => {
            let card = match to {
                Some(id) => registry.rollback_to(task, id)?,
                None => registry.rollback(task)?,
            };
            output.answer(|| answer_json::rollback(&card), || answer_text::rollback(&card))?;
        }
        Task::Import { file, data, config, id, metrics } => {
            let metrics = metrics.as_deref().map(read_json).transpose()?;
            let id = id.as_deref();
            let card = match data {
                Some(data) => {
                    let settings = config.as_deref().map(TrainConfig::read).transpose()?.unwrap_or_default();
                    registry.import_checkpoint(file, (data, &settings), id, metrics)?
                }
                None => registry.import(file, id, metrics)?,
            };
            let folder = registry.find(&card.id)?.folder;
            output.answer(|| answer_json::import(&card, folder.as_deref()), || answer_text::import(&card))?;
        }
        Task::Export { model, out } => {
            let files = registry.export(model, out)?;
            output.answer(|| answer_json::export(model, &files), || answer_text::export(model, &files))?;
        }
    }
    Ok(Outcome::Done)
}

fn seconds_since_1970() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |passed| passed.as_secs())
}

fn read_json(path: &Path) -> Result<serde_json::Value, CliError> {
    let text = std::fs::read(path).map_err(|error| CliError::file(error, path))?;
    serde_json::from_slice(&text).map_err(|error| CliError::file(error, path))
}
