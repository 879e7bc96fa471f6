//! `phasewright train`: a model learned from a dataset, with checkpoints that it goes on from to the same bytes.

use crate::cli::commands::Context;
use crate::cli::device::{Device, Place, Placed, placeless};
use crate::cli::installed::registry;
use crate::cli::progress::{counted, say};
use crate::cli::{CliError, Outcome};
use crate::hrm::worker::{Begin, TrainOrder, train_order, train_with};
use crate::hrm::{
    Computing, Identity, Progress, TrainConfig, TrainOutcome, forget_stop, headline, interrupted, loss_of,
    recipe, tuning_recipe, written_out,
};
use serde_json::json;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

/// Train a model on a dataset
///
/// With the task balance: on a dataset of panelboards, with the task routing: on one of floor plans, with the task loads: on one of inventories of loads, with the task validation: on one of circuits; by default as the shipped model was trained. Without a task: on any
/// dataset in the layout of the reference implementation (a folder with train/ and test/). Ctrl-C, or a file named stop in the run's folder, leaves a checkpoint; --resume goes on from the newest one, to the same bytes as without the interruption; with more steps in the settings' extended, a run that has ended goes on, too. state.json says how the run stands, best/ holds the model of the best step so far.
///
/// Without --config and without a task a small network is trained: hidden_size 128, num_heads 4, H_layers 2, L_layers 2, H_cycles 2, L_cycles
/// 2, halt_max_steps 8, gradient last_cycle, halting halt_only, 4000 steps of 64 puzzles, rate 0.001 after 200 steps of
/// warm-up and down to a tenth, weight_decay 0.1, loss softmax_cross_entropy, a checkpoint every 500 steps and a look at the
/// test split every 250. A file says what shall be otherwise, as RON or JSON:
/// (steps: 10000, ema: 0.999, model: (hidden_size: 256), rate: (base: 0.0003), task: (judge_examples: 200))
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// What is learned, if not a dataset in the reference's layout: balance, loads, routing or validation
    task: Option<String>,
    /// The dataset's folder
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// The run's folder: events, checkpoints, and in the end model.safetensors, config.json, run.json
    #[arg(long, value_name = "RUN_DIR")]
    run: PathBuf,
    /// Settings, RON or JSON; when resuming, those of the checkpoint
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Decides the first weights and everything drawn, instead of the settings' seed
    #[arg(long, value_name = "S")]
    seed: Option<u64>,
    /// Steps of the run, instead of the settings' number
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    steps: Option<u64>,
    /// What to begin with: the folder of another run, a safetensors file with official names, a model of the registry, or champion.
    /// With finished panelboards of one's own as data, seats by habit are learned and the legs stay
    #[arg(long, value_name = "MODEL", conflicts_with = "resume")]
    init: Option<PathBuf>,
    /// Where to compute
    #[arg(long, value_enum, default_value_t = Device::Auto)]
    device: Device,
    /// Go on from the newest checkpoint of the run's folder
    #[arg(long)]
    resume: bool,
}

pub(in crate::cli) fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    forget_stop(&args.run)?;
    let settings = settings(args)?;
    let begin = match &args.init {
        _ if args.resume => Begin::Resume,
        Some(init) => {
            let models = registry(context).place().map(std::path::Path::to_owned);
            Begin::From { model: init.to_string_lossy().into_owned(), models }
        }
        None => Begin::Fresh,
    };
    let order = TrainOrder {
        task: args.task.clone(),
        data: args.data.clone(),
        run: args.run.clone(),
        settings,
        begin,
    };
    let Placed { place, computing } = args.device.place()?;
    // Told once steps are taken: a run that is refused says nothing of the one that is there.
    let computing = Mutex::new(Some(computing));
    let untold = || computing.lock().unwrap_or_else(PoisonError::into_inner);
    let tell = || untold().take().map_or(Ok(()), |computing| computing.write(&args.run));
    let working = counted("training", order.settings.last_step());
    let mut first = true;
    let mut watch = |progress: &Progress<'_>| {
        if std::mem::take(&mut first) {
            working.begin_at(progress.step - 1);
        }
        if let Err(error) = tell() {
            say(&error.to_string());
        }
        working.step();
        working.say(&how_far(args.task.as_deref().unwrap_or("tokens"), progress));
        !context.cancel.is_cancelled()
    };
    let outcome = match place {
        Place::Here(device) => train_order(&order, &device, &mut watch)?,
        Place::Worker(worker) => train_with(*worker, &order, &mut watch, &mut |notice| {
            say(notice);
            *untold() = Some(Computing { device: "CPU".to_owned(), notice: Some(placeless(notice)) });
        })?,
    };
    drop(working);
    // However a run ends, a checkpoint says what it was of.
    let identity = interrupted(&args.run)?;
    context.output.answer(|| as_json(args, &identity, &outcome), || as_text(&outcome))?;
    if outcome.finished {
        return Ok(Outcome::Done);
    }
    let task = args.task.as_ref().map(|task| format!(" {task}")).unwrap_or_default();
    say(&format!(
        "stopped after step {} of {}; to go on: phasewright train{task} --data {} --run {} --resume",
        outcome.step,
        order.settings.last_step(),
        args.data.display(),
        args.run.display()
    ));
    Ok(Outcome::Interrupted)
}

fn settings(args: &Args) -> Result<TrainConfig, CliError> {
    let mut settings = match &args.config {
        Some(path) => TrainConfig::read(path)?,
        None if args.resume => interrupted(&args.run)?.settings,
        None if args.init.is_some() => tuning_recipe(args.task.as_deref(), &args.data),
        None => recipe(args.task.as_deref()),
    };
    settings.seed = args.seed.unwrap_or(settings.seed);
    settings.steps = args.steps.unwrap_or(settings.steps);
    Ok(written_out(args.task.as_deref(), settings)?)
}

/// Returns the numbers beside the bar.
fn how_far(task: &str, progress: &Progress<'_>) -> String {
    let loss = loss_of(progress.numbers);
    let loss = loss.map(|loss| format!(", loss {loss:.3}")).unwrap_or_default();
    let judged = progress.judged.and_then(|(step, numbers)| {
        let loss = loss_of(numbers).map(|loss| format!(", loss {loss:.3}")).unwrap_or_default();
        Some(format!(", held out {:.1} %{loss} at {step}", headline(task, numbers)? * 100.0))
    });
    format!("training{loss}{}", judged.unwrap_or_default())
}

fn as_json(args: &Args, identity: &Identity, outcome: &TrainOutcome) -> serde_json::Value {
    json!({
        "task": identity.task,
        "run": args.run,
        "step": outcome.step,
        "steps": identity.settings.last_step(),
        "finished": outcome.finished,
        "seed": identity.settings.seed,
        "data_sha256": identity.data,
        "metrics": outcome.metrics,
        "files": outcome.files,
    })
}

fn as_text(outcome: &TrainOutcome) -> String {
    let mut text = format!("{} steps\n", outcome.step);
    if !outcome.metrics.is_empty() {
        text += "\nOn held-out data\n";
    }
    for (name, value) in &outcome.metrics {
        text += &format!("  {name} {value:.4}\n");
    }
    text += "\nWritten\n";
    for file in &outcome.files {
        text += &format!("  {}\n", file.display());
    }
    text
}
