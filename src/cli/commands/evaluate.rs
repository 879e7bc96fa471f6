//! `phasewright evaluate`: a model on puzzles it has not learned from, beside what costs no model.

mod balance;
mod habits;
mod loads;
mod routing;
mod validation;

use crate::cli::commands::Context;
use crate::cli::device::Device;
use crate::cli::progress::counted;
use crate::cli::table::{Align, Table};
use crate::cli::{CliError, Outcome, installed, json::number};
use crate::hrm::balance::{PanelPlan, Summary, TrainedBalance, read_panels};
use crate::hrm::loads::{LoadPlan, TrainedLoads, calibrate, read_inventories};
use crate::hrm::registry::{Task, TestSet};
use crate::hrm::routing::{FloorPlans, TrainedRouting, read_plans};
use crate::hrm::validation::{CircuitPlan, TrainedValidation, read_circuits};
use crate::hrm::{
    Estimate, HrmError, PublishedModel, RowScore, Split, mean_estimate, most_frequent_labels, score_rows,
    share_estimate,
};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Judge a model on a split of a dataset
///
/// Every example has all its segments. Beside the model stands the answer that gives every token the label it has most
/// often in the train split.
#[derive(Clone, Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// What the model does, if it has not learned a dataset in the reference's layout; without --data, as the model says
    task: Option<String>,
    /// A model of the registry by its name, a run's folder, or its model.safetensors; `champion` or `candidate` of the task, as
    /// in the Training tab; by default the champion
    #[arg(long, value_name = "M")]
    model: Option<PathBuf>,
    /// The dataset's folder; with a task by default the frozen test set that the model's card names, drawn anew
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Which split: the folder's name
    #[arg(long, value_name = "NAME", default_value = "test")]
    split: String,
    /// Examples of a batch; changes nothing but speed
    #[arg(long, value_name = "N", default_value_t = 64, value_parser = clap::value_parser!(u16).range(1..))]
    batch: u16,
    /// Where to compute
    #[arg(long, value_enum, default_value_t = Device::Auto)]
    device: Device,
}

pub(in crate::cli) fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let named = match &args.task {
        Some(task) => Some(task.clone()),
        None => task_of_model(args, context)?,
    };
    let args = &Args { task: named, ..args.clone() };
    match args.task.as_deref() {
        None => tokens(args, context),
        Some("balance") => of_balance(args, context),
        Some("loads") => of_loads(args, context),
        Some("routing") => of_routing(args, context),
        Some("validation") => of_validation(args, context),
        Some("habits") => of_habits(args, context),
        Some(task) => Err(CliError::input(format!("there is no task named '{task}'")).hint(
            "tasks are: balance, habits, loads, routing, validation; without one, a model of a dataset in the reference's layout is judged",
        )),
    }
}

/// A model to judge, with the test set that its card names.
struct Asked {
    name: String,
    read: PublishedModel,
    test: Option<TestSet>,
}

/// The two roles a model may have, as `--model` names them. A file of such a name is asked for with its folder.
const CHAMPION: &str = "champion";
const CANDIDATE: &str = "candidate";

/// Returns what a model is for, where it is asked for without its task and without data.
fn task_of_model(args: &Args, context: &Context) -> Result<Option<String>, CliError> {
    let (Some(model), None) = (&args.model, &args.data) else { return Ok(None) };
    let registry = installed::registry(context);
    if model == Path::new(CANDIDATE) {
        let tasks: Vec<String> = registry.candidates()?.into_keys().collect();
        return match tasks.as_slice() {
            [task] => Ok(Some(task.clone())),
            [] => Err(no_candidate()),
            tasks => Err(CliError::input(format!("there is a candidate for {}", tasks.join(" and for ")))
                .hint("name the task as well")),
        };
    }
    let task = if model.exists() {
        PublishedModel::read(model, &args.device.open()?)?.card.task
    } else {
        match registry.find(&model.display().to_string()) {
            Ok(stored) => stored.card.task,
            // Whoever looks for the model says what is wrong.
            Err(_) => return Ok(None),
        }
    };
    Ok(Task::named(&task).map(|task| task.name.to_owned()))
}

fn no_candidate() -> CliError {
    CliError::input("there is no candidate")
        .hint("evaluate a run or a model in the Training tab, or name one")
}

/// Finds the model named, or the champion of the task. A run, which has no card, and a candidate are judged on what the
/// champion was judged on.
fn asked(args: &Args, context: &Context) -> Result<Asked, CliError> {
    let device = args.device.open()?;
    let registry = installed::registry(context);
    let frozen = || match &args.task {
        Some(task) => registry.frozen_test(task),
        None => Ok(None),
    };
    let role =
        args.model.as_deref().and_then(Path::to_str).filter(|name| [CHAMPION, CANDIDATE].contains(name));
    let named = match (role, &args.task) {
        (Some(CANDIDATE), Some(task)) => Some(registry.candidates()?.remove(task).ok_or_else(no_candidate)?),
        (Some(CHAMPION), Some(_)) => None,
        _ => args.model.clone(),
    };
    let stored = match (&named, &args.task) {
        (Some(path), _) if path.exists() || path.components().count() > 1 => {
            let read = PublishedModel::read(path, &device)?;
            return Ok(Asked { name: path.display().to_string(), read, test: frozen()? });
        }
        (Some(id), _) => registry.find(&id.display().to_string())?,
        (None, Some(task)) => registry.find_champion(task)?.ok_or_else(|| {
            CliError::input("no model is installed")
                .hint("name one with --model, or take one in: models import")
        })?,
        (None, None) => {
            return Err(CliError::input("no model to judge").hint("name one with --model"));
        }
    };
    let read = stored.load(&device)?;
    let own = stored.card.data.test.filter(|_| role != Some(CANDIDATE));
    let test = if own.is_some() { own } else { frozen()? };
    Ok(Asked { name: stored.card.id, read, test })
}

fn of_balance(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let Asked { name, read, test } = asked(args, context)?;
    let model = TrainedBalance::new(&name, read)?;
    let records = match (&args.data, &test) {
        (Some(folder), _) => read_panels(&folder.join(&args.split))?,
        (None, None) => {
            balance::frozen(&PanelPlan { test_per_cell: 1_000, ..PanelPlan::default() }, None, context)?
        }
        (None, Some(test)) => {
            let plan: PanelPlan = serde_json::from_value(test.plan.clone()).map_err(|error| {
                CliError::input(format!("the card of {name} has no plan of a test set: {error}"))
            })?;
            balance::frozen(&plan, Some(&test.sha256), context)?
        }
    };
    let judged = balance::Judged { name, model: &model, split: args.split.clone(), records };
    balance::run(&judged, context)
}

fn of_loads(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let Asked { name, read, test } = asked(args, context)?;
    let model = TrainedLoads::new(&name, read)?;
    let plan = match &test {
        None => LoadPlan::default(),
        Some(test) => serde_json::from_value(test.plan.clone()).map_err(|error| {
            CliError::input(format!("the card of {name} has no plan of a test set: {error}"))
        })?,
    };
    // The confidence is calibrated on what is looked at while learning, never on what is judged.
    let (records, looked_at) = match &args.data {
        Some(folder) => {
            (read_inventories(&folder.join(&args.split))?, read_inventories(&folder.join("val"))?)
        }
        None => {
            let sha256 = test.as_ref().map(|test| test.sha256.as_str());
            let records = loads::frozen(&plan, sha256, context)?;
            let looked_at = plan.draw_val(&records, &mut |_, _| !context.cancel.is_cancelled())?;
            (records, looked_at)
        }
    };
    let temperature = calibrate(model.network(), &looked_at)?;
    let judged = loads::Judged { name, model: &model, split: args.split.clone(), records, temperature };
    loads::run(&judged, context)
}

/// Habits are a part of a balancing model.
fn of_habits(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let args = Args { task: Some("balance".to_owned()), ..args.clone() };
    let Asked { name, read, .. } = asked(&args, context)?;
    habits::run(&name, &TrainedBalance::new(&name, read)?, context)
}

fn of_routing(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let Asked { name, read, test } = asked(args, context)?;
    let model = TrainedRouting::new(&name, read)?;
    let records = match (&args.data, &test) {
        (Some(folder), _) => read_plans(&folder.join(&args.split))?,
        (None, None) => routing::frozen(&FloorPlans::default(), None, context)?,
        (None, Some(test)) => {
            let plan: FloorPlans = serde_json::from_value(test.plan.clone()).map_err(|error| {
                CliError::input(format!("the card of {name} has no plan of a test set: {error}"))
            })?;
            routing::frozen(&plan, Some(&test.sha256), context)?
        }
    };
    let judged = routing::Judged { name, model: &model, split: args.split.clone(), records };
    routing::run(&judged, context)
}

fn of_validation(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let Asked { name, read, test } = asked(args, context)?;
    let model = TrainedValidation::new(&name, read)?;
    let (records, others) = match (&args.data, &test) {
        (Some(folder), _) => (read_circuits(&folder.join(&args.split))?, read_circuits(&folder.join("val"))?),
        (None, None) => validation::frozen(&CircuitPlan::default(), None, context)?,
        (None, Some(test)) => {
            let plan: CircuitPlan = serde_json::from_value(test.plan.clone()).map_err(|error| {
                CliError::input(format!("the card of {name} has no plan of a test set: {error}"))
            })?;
            validation::frozen(&plan, Some(&test.sha256), context)?
        }
    };
    let judged = validation::Judged { name, model: &model, split: args.split.clone(), records, others };
    validation::run(&judged, context)
}

fn tokens(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let Some(data) = &args.data else {
        return Err(
            CliError::input("no data to judge the model on").hint("name a dataset's folder with --data")
        );
    };
    let Asked { name, read: PublishedModel { card, model, .. }, .. } = asked(args, context)?;
    let split = Split::read(&data.join(&args.split))?;
    let learned = (card.model.seq_len, card.model.vocab_size);
    let given = (split.info.seq_len, split.info.vocab_size);
    if learned != given {
        let words = format!(
            "the model reads {} tokens of {} classes, the data has {} of {}",
            learned.0, learned.1, given.0, given.1
        );
        return Err(CliError::file(words, data));
    }
    let working = counted("judging", split.examples() as u64);
    let mut go_on = |done: usize| {
        working.begin_at(done as u64);
        !context.cancel.is_cancelled()
    };
    let size = (usize::from(args.batch), usize::MAX);
    let (scores, _) = score_rows(&model, &split, size, card.loss, &mut go_on)?;
    drop(working);
    if context.cancel.is_cancelled() {
        return Err(CliError::cancelled());
    }
    let metrics = metrics(&scores);
    let baselines = baselines(data, &split)?;
    let whole = cell(data, &split, &scores)?;
    let answer = || {
        json!({
            "task": card.task,
            "model": name,
            "split": args.split,
            "n": scores.len(),
            "metrics": metrics.iter().map(|(name, of)| (name.clone(), of.to_json())).collect::<Map<_, _>>(),
            "baselines": baselines,
            "by": { "cell": { "all": whole } },
        })
    };
    context.output.answer(answer, || as_text(&metrics, &baselines, scores.len()))?;
    Ok(Outcome::Done)
}

fn metrics(scores: &[RowScore]) -> BTreeMap<String, Estimate> {
    let accuracies: Vec<f64> = scores.iter().map(RowScore::accuracy).collect();
    let count = |holds: fn(&RowScore) -> bool| scores.iter().filter(|row| holds(row)).count();
    BTreeMap::from([
        ("accuracy".to_owned(), mean_estimate(&accuracies)),
        ("exact_accuracy".to_owned(), share_estimate(count(RowScore::exact), scores.len())),
        (
            "q_halt_accuracy".to_owned(),
            share_estimate(count(|row| row.says_right == row.exact()), scores.len()),
        ),
    ])
}

/// The whole split as one cell, in the form that cards and the gate read.
fn cell(data: &Path, split: &Split, scores: &[RowScore]) -> Result<Value, CliError> {
    let column = |values: Vec<f64>| {
        let Summary { mean, p5, above } = Summary::of(values);
        json!({ "mean": mean.to_json(), "p5": p5.to_json(), "above_095": above.to_json() })
    };
    let shares = |scores: &[RowScore]| scores.iter().map(RowScore::accuracy).collect();
    let exact = scores.iter().map(|row| f64::from(u8::from(row.exact()))).collect();
    let mut baselines = Map::new();
    let train = data.join("train");
    if train.exists() {
        let plain = most_frequent_labels(&Split::read(&train)?, split);
        baselines.insert("most_frequent_label".to_owned(), column(shares(&plain)));
    }
    Ok(json!({
        "n": scores.len(),
        "metrics": { "tokens": column(shares(scores)), "exact": column(exact) },
        "baselines": baselines,
    }))
}

/// What costs no model: the most frequent labels of the train split; and a perfect answer, where puzzles have just one.
fn baselines(data: &Path, split: &Split) -> Result<Map<String, Value>, CliError> {
    let mut baselines = Map::new();
    let of =
        |accuracy: f64, exact: f64| json!({ "accuracy": number(accuracy), "exact_accuracy": number(exact) });
    let train = data.join("train");
    if train.exists() {
        let scores = most_frequent_labels(&Split::read(&train)?, split);
        let metrics = metrics(&scores);
        let value = |name: &str| metrics.get(name).map_or(0.0, |of| of.value);
        baselines.insert("most_frequent_label".to_owned(), of(value("accuracy"), value("exact_accuracy")));
    }
    if has_one_answer(data) {
        baselines.insert("optimum".to_owned(), of(1.0, 1.0));
    }
    Ok(baselines)
}

/// Returns whether the dataset says that it was drawn with one answer to every puzzle.
fn has_one_answer(data: &Path) -> bool {
    let manifest = std::fs::read(data.join("manifest.json")).ok();
    let manifest = manifest.and_then(|bytes| serde_json::from_slice::<Value>(&bytes).ok());
    manifest.is_some_and(|manifest| ["maze", "sudoku"].iter().any(|task| manifest["task"] == *task))
}

fn as_text(metrics: &BTreeMap<String, Estimate>, baselines: &Map<String, Value>, examples: usize) -> String {
    use Align::{Left, Right};
    let mut columns = vec![(Left, "Metric"), (Right, "Model"), (Right, "95 %")];
    columns.extend(baselines.keys().map(|name| (Right, name.as_str())));
    let mut table = Table::new(columns);
    for (name, of) in metrics {
        let mut cells =
            vec![name.clone(), format!("{:.4}", of.value), format!("{:.4} to {:.4}", of.low, of.high)];
        let beside = |of: &Value| of[name.as_str()].as_f64().map(|value| format!("{value:.4}"));
        cells.extend(baselines.values().map(|of| beside(of).unwrap_or_default()));
        table.row(cells);
    }
    format!("{examples} examples\n\n{}", table.text())
}

/// Draws a test set anew, with a bar that says so, and checks that it is the one of the model's card.
fn drawn_anew<T>(
    (what, sha256): (&'static str, Option<&str>),
    context: &Context,
    draw: impl FnOnce(&mut dyn FnMut(usize, usize) -> bool) -> Result<Vec<T>, HrmError>,
    hash: impl FnOnce(&[T]) -> String,
) -> Result<Vec<T>, CliError> {
    let working = counted(what, 0);
    let records = draw(&mut |done, of| {
        working.set_steps(of as u64);
        working.begin_at(done as u64);
        !context.cancel.is_cancelled()
    })?;
    same_set(&hash(&records), sha256)?;
    Ok(records)
}

/// Refuses a test set that was drawn anew and is not the one of the model's card.
fn same_set(hash: &str, wanted: Option<&str>) -> Result<(), CliError> {
    match wanted {
        Some(wanted) if wanted != hash => Err(CliError::input(format!(
            "the test set drawn here is another one than the model's card names: {hash} instead of {wanted}"
        ))
        .hint("the card was made by another version of this program; give a test set with --data")),
        _ => Ok(()),
    }
}
