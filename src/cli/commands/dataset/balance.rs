//! `phasewright dataset balance`: panelboards to learn balancing from.

use crate::cli::commands::Context;
use crate::cli::progress::{counted, say};
use crate::cli::table::{Align, Table};
use crate::cli::{CliError, Outcome, installed, project_file};
use crate::hrm::ComputeDevice;
use crate::hrm::balance::{OwnPanel, PanelPlan, PanelSet, TrainedBalance};
use crate::hrm::habits::{Names, mark_difficult, own_of_journal, own_of_project};
use serde_json::{Value, json};
use std::path::PathBuf;

/// Panelboards by occupancy with their best possible balance, in train/, val/ and test/
#[derive(Clone, Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// The folder to write: train/, val/, test/, manifest.json
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Panelboards to learn from, a tenth of them to look at while learning; none need be drawn beside those of --from
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(10..), required_unless_present_any = ["from", "journal"])]
    examples: Option<u32>,
    /// Panelboards of each of the nine test cells (18, 42, 84 slots; 480Y/277, 208Y/120, 240/120); by default a hundredth
    #[arg(long, value_name = "N")]
    test_per_cell: Option<u32>,
    /// Decides which panelboards; the same seed gives the same bytes
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// Own projects whose panelboards are learned from too, as they stand and in varied copies; those of every fifth project
    /// are looked at while learning
    #[arg(long, value_name = "P.ron", num_args = 1..)]
    from: Vec<PathBuf>,
    /// Journals of edits, and files of decisions about proposals: what was moved by hand, accepted or rejected is learned
    #[arg(long, value_name = "FILE", num_args = 1..)]
    journal: Vec<PathBuf>,
    /// Keep the names of files, panelboards and groups in the dataset; they stay behind otherwise
    #[arg(long)]
    keep_names: bool,
    /// Mark own panelboards as difficult where the champion comes to less than the plain heuristic
    #[arg(long)]
    mark_difficult: bool,
    /// Say what would be taken over from projects and journals, and write nothing
    #[arg(long)]
    preview: bool,
    /// More settings, as RON: (sizes: [18, 42], copies: 20, nodes: 400000)
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

pub(in crate::cli) fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let plan = plan(args)?;
    let mut own = own(args)?;
    if args.mark_difficult {
        mark(&mut own, context)?;
    }
    if args.preview {
        context.output.answer(|| preview_json(&own), || preview_text(&own))?;
        return Ok(Outcome::Done);
    }
    let working = counted("drawing panelboards", 0);
    let mut go_on = |done: usize, of: usize| {
        working.set_steps(of as u64);
        working.begin_at(done as u64);
        !context.cancel.is_cancelled()
    };
    let set = plan.draw(&own, &mut go_on)?;
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
    plan.examples = args.examples.unwrap_or(0) as usize;
    let usual = if plan.examples == 0 { 0 } else { (plan.examples / 100).max(1) };
    plan.test_per_cell = args.test_per_cell.map_or(usual, |count| count as usize);
    Ok(plan)
}

/// Reads the panelboards of projects and journals. Journals first: where a panelboard is in both, what became of it
/// counts.
fn own(args: &Args) -> Result<Vec<OwnPanel>, CliError> {
    let names = if args.keep_names { Names::Kept } else { Names::Left };
    let mut own = Vec::new();
    for (number, path) in args.journal.iter().enumerate() {
        let bytes = std::fs::read(path).map_err(|error| CliError::file(error, path))?;
        own.extend(own_of_journal((number, &path.display().to_string()), &bytes, names)?);
    }
    for (number, path) in args.from.iter().enumerate() {
        let project = project_file::read(path)?;
        own.extend(own_of_project((number, &path.display().to_string()), &project, names)?);
    }
    if own.is_empty() && args.examples.is_none() {
        return Err(CliError::input("these projects and journals have no panelboard with a load")
            .hint("give others, or draw panelboards as well: --examples N"));
    }
    Ok(own)
}

fn mark(own: &mut [OwnPanel], context: &Context) -> Result<(), CliError> {
    let stored = installed::registry(context).find_champion("balance")?;
    let stored =
        stored.ok_or_else(|| CliError::input("no model is installed").hint("leave --mark-difficult away"))?;
    let model = TrainedBalance::new(&stored.card.id, stored.load(&ComputeDevice::Cpu)?)?;
    let marked = mark_difficult(own, &model);
    say(&format!("{marked} of {} panelboards are difficult for {}", own.len(), stored.card.id));
    Ok(())
}

fn preview_json(own: &[OwnPanel]) -> Value {
    let panel = |panel: &OwnPanel| {
        json!({
            "name": panel.name, "case": panel.case, "slots": panel.problem.slots, "system": panel.problem.system.code(),
            "circuits": panel.problem.items.len(), "difficult": panel.hard, "rejected_slots": panel.away.len(),
        })
    };
    json!({ "preview": true, "panels": own.iter().map(panel).collect::<Vec<_>>() })
}

fn preview_text(own: &[OwnPanel]) -> String {
    use Align::{Left, Right};
    let heads = [
        (Left, "Panelboard"),
        (Left, "How"),
        (Left, "System"),
        (Right, "Slots"),
        (Right, "Circuits"),
        (Left, ""),
    ];
    let mut table = Table::new(heads.to_vec());
    for panel in own {
        table.row(vec![
            panel.name.clone(),
            panel.case.to_owned(),
            panel.problem.system.code().to_owned(),
            panel.problem.slots.to_string(),
            panel.problem.items.len().to_string(),
            if panel.hard { "difficult" } else { "" }.to_owned(),
        ]);
    }
    format!(
        "{} panelboards would be learned from; of a circuit its load, poles, class, slot, lock and the number of its area \
         are kept, no words\n\n{}",
        own.len(),
        table.text()
    )
}

fn as_text(args: &Args, set: &PanelSet, manifest: &Value) -> String {
    let proven = |records: &[crate::hrm::balance::PanelRecord]| {
        let proven = records.iter().filter(|record| record.proven).count();
        100.0 * proven as f64 / records.len().max(1) as f64
    };
    let judged = if set.test.is_empty() {
        String::new()
    } else {
        let share = proven(&set.test);
        format!(
            "Best possible proven for {share:.1} % of the judged ones, known within the bound for the others\n"
        )
    };
    format!(
        "{} panelboards to learn from, {} to look at while learning, {} to be judged on\n\
         {judged}\
         {} left out as copies of others; in two splits: {}\n\nWritten to {}",
        set.train.len(),
        set.val.len(),
        set.test.len(),
        set.copies_left_out,
        manifest["leaks"]["in_two_splits"],
        args.out.display()
    )
}
