//! `phasewright balance`: a verified rebalancing of one panelboard, with proof of what is possible.

mod answer_json;
mod answer_text;

use crate::cli::commands::Context;
use crate::cli::{CliError, Outcome, installed, progress, project_file};
use crate::document::{Document, DocumentSnapshot, Expected, save_project};
use crate::domain::{CircuitId, LoadBasis, Metric, Panel, Project, Slot, apply_all};
use crate::engineering::balance::{Goal, MoveLimits};
use crate::engineering::{PanelLoads, project_loads};
use crate::proposals::{
    BalanceError, BalanceMethod, BalanceModel, BalanceProposal, BalanceWish, Budget, ModelFigures,
    PolicyError, propose_balance,
};
use crate::workbench::live::{AskedOnce, LoadedModel};
use clap::ValueEnum;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

/// Propose a rebalancing of a panel: verified, with proof of the best possible
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// The project
    project: PathBuf,
    /// The panel to balance
    #[arg(long, value_name = "NAME")]
    panel: String,
    /// The fewest moves that reach the target, or the best possible score
    #[arg(long, value_enum, default_value = "fewest")]
    goal: GoalName,
    /// Score to reach, 0 to 1; by default the project's, which is 0.95 unless changed
    #[arg(long, value_name = "SCORE", value_parser = target)]
    target: Option<f64>,
    /// The most circuits that may move
    #[arg(long, value_name = "N")]
    max_moves: Option<u32>,
    /// Keep the set of occupied slots: circuits only exchange places
    #[arg(long)]
    no_holes: bool,
    /// Move loaded circuits only onto spaces and onto the places of spares
    #[arg(long)]
    spares_only: bool,
    /// Let circuits move that are locked in the project
    #[arg(long)]
    move_locked: bool,
    /// Circuits to leave where they are, by slot, for instance 1,8
    #[arg(long, value_name = "SLOTS", value_delimiter = ',')]
    lock: Vec<u16>,
    /// The load to balance: connected or demand; by default the project's
    #[arg(long, value_name = "BASIS", value_parser = basis)]
    basis: Option<LoadBasis>,
    /// The measure of unbalance: (max-min)/max, (max-min)/average, max-deviation or neutral-current; by default the project's
    #[arg(long, value_name = "NAME", value_parser = metric)]
    metric: Option<Metric>,
    /// Seat the whole panel as the model has learned from the firm's own: the same legs and score, more circuits move
    #[arg(long)]
    by_habit: bool,
    /// Who is asked for the plan
    #[arg(long, value_enum, default_value = "auto")]
    method: MethodName,
    /// Search effort before an answer is cut short, in nodes
    #[arg(long, value_name = "N", default_value_t = Budget::default().nodes)]
    nodes: u64,
    /// Write the project with the proposal carried out
    #[arg(long, value_name = "OUT.ron")]
    write: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum GoalName {
    Fewest,
    Best,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum MethodName {
    /// The best verified plan
    Auto,
    /// A trained model
    Hrm,
    /// The exact search
    Exact,
    /// Longest processing time first, the plain heuristic
    Lpt,
}

fn target(text: &str) -> Result<f64, String> {
    let value: f64 = text.parse().map_err(|_| format!("'{text}' is no number"))?;
    if (0.0..=1.0).contains(&value) { Ok(value) } else { Err("a score is between 0 and 1".to_owned()) }
}

fn basis(text: &str) -> Result<LoadBasis, String> {
    LoadBasis::from_name(text).ok_or_else(|| "use connected or demand".to_owned())
}

fn metric(text: &str) -> Result<Metric, String> {
    let names = || Metric::ALL.iter().map(|metric| metric.name()).collect::<Vec<_>>().join(", ");
    Metric::from_name(text).ok_or_else(|| format!("use one of {}", names()))
}

/// What the answer is told from.
struct Told<'a> {
    panel: &'a Panel,
    wish: &'a BalanceWish,
    proposal: &'a BalanceProposal,
    before: PanelLoads,
    after: PanelLoads,
    ms: f64,
    /// Of the model, where it could tell them.
    figures: Option<ModelFigures>,
    /// How long the model thought.
    model_ms: Option<u64>,
}

pub(in crate::cli) fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let project = project_file::read(&args.project)?;
    let snapshot = Document::saved(project).snapshot();
    let panel = project_file::panel(&snapshot.project, &args.panel)?;
    let wish = wish(args, &snapshot.project, panel)?;
    let model = model(&wish, installed::balance_model(context))?;
    let model = model.as_deref().map(AskedOnce::new);
    let started = Instant::now();
    let proposal = searched(&snapshot, &wish, model.as_ref(), context)?;
    let ms = started.elapsed().as_secs_f64() * 1e3;
    let figures = model.as_ref().and_then(|model| figures(model, &proposal));
    let (after, _) = apply_all(&snapshot.project, &proposal.proposal.edits).map_err(CliError::internal)?;
    if let Some(path) = &args.write {
        save_project(&after, path, Expected::Anything).map_err(CliError::input)?;
        progress::say(&format!("written to {}", path.display()));
    }
    let loads = |project: &Project| {
        let missing = || CliError::internal("the loads of the panel cannot be derived");
        project_loads(project).panels.remove(&panel.id).ok_or_else(missing)
    };
    let told = Told {
        panel,
        wish: &wish,
        proposal: &proposal,
        before: loads(&snapshot.project)?,
        after: loads(&after)?,
        ms,
        figures,
        model_ms: model.as_ref().and_then(AskedOnce::took_ms),
    };
    context.output.answer(|| answer_json::answer(&told), || answer_text::answer(&told))?;
    Ok(if proposal.reached { Outcome::Done } else { Outcome::No })
}

/// Returns the model to ask. A file that cannot be used stops only the method that needs it.
fn model(
    wish: &BalanceWish,
    installed: Option<LoadedModel>,
) -> Result<Option<Arc<dyn BalanceModel>>, CliError> {
    let asks = matches!(wish.method, BalanceMethod::Auto | BalanceMethod::Hrm);
    match installed.filter(|_| asks) {
        None => Ok(None),
        Some(Ok(model)) => Ok(Some(model)),
        Some(Err(why)) if wish.method == BalanceMethod::Hrm => {
            Err(CliError::input(format!("the model cannot be used: {why}"))
                .hint("use --method auto or exact"))
        }
        Some(Err(why)) => {
            progress::say(&format!("the model cannot be used: {why}; the exact search goes on without it"));
            Ok(None)
        }
    }
}

/// Returns the model's figures; why it has none is a note, not a failure.
fn figures(model: &AskedOnce<'_>, proposal: &BalanceProposal) -> Option<ModelFigures> {
    let figures = model.figures(&proposal.problem.search);
    figures.inspect_err(|why| progress::say(&format!("{} has no figures: {why}", model.id()))).ok()
}

fn searched(
    snapshot: &DocumentSnapshot,
    wish: &BalanceWish,
    model: Option<&AskedOnce<'_>>,
    context: &Context,
) -> Result<BalanceProposal, CliError> {
    let working = progress::working("searching");
    let mut observer = |now: &crate::engineering::balance::Progress| {
        working
            .say(&format!("{}: {} nodes, {:.4}, at most {:.4}", now.stage, now.nodes, now.score, now.bound));
    };
    let model = model.map(|model| -> &dyn BalanceModel { model });
    propose_balance(snapshot, wish, model, &context.cancel, &mut observer).map_err(|error| match error {
        BalanceError::Policy(PolicyError::Cancelled) => CliError::cancelled(),
        BalanceError::Extract(error) => CliError::input(error),
        BalanceError::Rejected(_) if wish.method == BalanceMethod::Lpt => {
            CliError::input(error).hint("the plain heuristic knows no such limit; use --method exact")
        }
        BalanceError::Rejected(_) if wish.method == BalanceMethod::Hrm => CliError::input(error)
            .hint("the model's own moves are never mended here; --method auto polishes them, or use exact"),
        BalanceError::Policy(PolicyError::Model(_)) | BalanceError::NoModel => {
            CliError::input(error).hint("use --method auto or exact")
        }
        BalanceError::Rejected(_) | BalanceError::NoProof => CliError::internal(error),
    })
}

fn wish(args: &Args, project: &Project, panel: &Panel) -> Result<BalanceWish, CliError> {
    let own = BalanceWish::of(panel.id, project.settings());
    Ok(BalanceWish {
        goal: match args.goal {
            GoalName::Fewest => Goal::Fewest,
            GoalName::Best => Goal::Best,
        },
        target: args.target.unwrap_or(own.target),
        max_moves: args.max_moves,
        limits: MoveLimits { no_holes: args.no_holes, only_to_spares_or_spaces: args.spares_only },
        keep_locked: !args.move_locked,
        locked: locked(args, panel)?,
        basis: args.basis.unwrap_or(own.basis),
        metric: args.metric.unwrap_or(own.metric),
        by_habit: args.by_habit,
        method: match args.method {
            MethodName::Auto => BalanceMethod::Auto,
            MethodName::Exact => BalanceMethod::Exact,
            MethodName::Lpt => BalanceMethod::Lpt,
            MethodName::Hrm => BalanceMethod::Hrm,
        },
        budget: Budget { nodes: args.nodes },
        ..own
    })
}

fn locked(args: &Args, panel: &Panel) -> Result<Vec<CircuitId>, CliError> {
    let circuit = |slot: &u16| match panel.circuit_at(Slot(*slot)) {
        Some(circuit) => Ok(circuit.id),
        None => Err(CliError::input(format!("--lock {slot}: {} has no circuit in slot {slot}", panel.name))),
    };
    args.lock.iter().map(circuit).collect()
}

#[cfg(test)]
mod tests;
