//! `phasewright route`: verified conduit routes of circuits on the floor plan, with length, bends, fill and voltage drop.

mod answer_json;
mod answer_text;

use crate::cli::commands::Context;
use crate::cli::{CliError, Outcome, installed, progress, project_file};
use crate::document::{Document, DocumentSnapshot, Expected, save_project};
use crate::domain::{CircuitId, PanelId, Project, Sheet, SheetId, Slot, apply_all};
use crate::engineering::routing::{Angles, Crossing, Mounting, NoRoute, RouteTerms, panel_on};
use crate::proposals::{
    RouteError, RouteMethod, RouteModel, RouteProposal, RouteSubject, RouteWish, propose_routes,
};
use clap::ValueEnum;
use std::path::PathBuf;
use std::time::Instant;

/// Route circuits on the floor plan: verified, with length, bends, fill and voltage drop
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("what").required(true))]
pub(in crate::cli) struct Args {
    /// The project
    project: PathBuf,
    /// The circuit to route: its id, or its panel and slot, for instance LP-1/13; several separated by commas
    #[arg(long, value_name = "ID", value_delimiter = ',', group = "what")]
    circuit: Vec<String>,
    /// Route every circuit that has devices on a sheet with its panel
    #[arg(long, group = "what")]
    all: bool,
    /// The sheet, where the panel stands on several
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// Who is asked for the routes
    #[arg(long, value_enum, default_value = "auto")]
    method: MethodName,
    /// Where the conduit lies: ceiling, wall or slab
    #[arg(long, value_name = "WHERE", default_value = "ceiling", value_parser = mounting)]
    mounting: Mounting,
    /// How walls are passed: anywhere, at the cost of a penetration, or only through openings
    #[arg(long, value_name = "HOW", default_value = "anywhere", value_parser = crossing)]
    walls: Crossing,
    /// The smallest bend: 90 for runs along two directions, 45 for eight of them
    #[arg(long, value_name = "DEG", default_value = "90", value_parser = angles)]
    angles: Angles,
    /// Write the project with the routes carried out
    #[arg(long, value_name = "OUT.ron")]
    write: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum MethodName {
    /// The cheapest verified routes
    Auto,
    /// Within the corridor of a trained model
    Hrm,
    /// The exact search
    Astar,
}

fn mounting(text: &str) -> Result<Mounting, String> {
    Mounting::from_name(text).ok_or_else(|| "use ceiling, wall or slab".to_owned())
}

fn crossing(text: &str) -> Result<Crossing, String> {
    Crossing::from_name(text).ok_or_else(|| "use anywhere or openings".to_owned())
}

fn angles(text: &str) -> Result<Angles, String> {
    let found = [Angles::Square, Angles::Octile].into_iter();
    let mut found = found.filter(|angles| angles.smallest_bend_deg().to_string() == text.trim());
    found.next().ok_or_else(|| "use 45 or 90".to_owned())
}

type CircuitKey = (PanelId, CircuitId);

/// What came of one sheet.
struct Told {
    sheet: Sheet,
    wish: RouteWish,
    outcome: Result<RouteProposal, Vec<(CircuitKey, NoRoute)>>,
    ms: f64,
    /// The project with the routes.
    after: Project,
}

impl Told {
    fn failed(&self) -> &[(CircuitKey, NoRoute)] {
        match &self.outcome {
            Ok(proposal) => &proposal.failed,
            Err(failed) => failed,
        }
    }
}

pub(in crate::cli) fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let project = project_file::read(&args.project)?;
    let jobs = if args.all { all(&project, args)? } else { named(&project, args)? };
    let model = match args.method {
        MethodName::Astar => None,
        MethodName::Auto | MethodName::Hrm => model(args, installed::route_model(context))?,
    };
    let working = progress::counted("routing", jobs.len() as u64);
    let mut snapshot = Document::saved(project).snapshot();
    let mut told: Vec<Told> = Vec::new();
    for (sheet, circuits) in jobs {
        let one = routed(&snapshot, wish(args, sheet, circuits), model.as_deref(), context)?;
        snapshot = Document::saved(one.after.clone()).snapshot();
        told.push(one);
        working.step();
    }
    drop(working);
    if let Some(path) = &args.write {
        save_project(&snapshot.project, path, Expected::Anything).map_err(CliError::input)?;
        progress::say(&format!("written to {}", path.display()));
    }
    context.output.answer(|| answer_json::answer(&told), || answer_text::answer(&told))?;
    let whole = told.iter().all(|one| one.failed().is_empty());
    Ok(if whole { Outcome::Done } else { Outcome::No })
}

/// Returns the model to ask. A file that cannot be used stops only the method that needs it.
fn model(
    args: &Args,
    installed: Option<Result<std::sync::Arc<dyn RouteModel>, String>>,
) -> Result<Option<std::sync::Arc<dyn RouteModel>>, CliError> {
    match installed {
        None => Ok(None),
        Some(Ok(model)) => Ok(Some(model)),
        Some(Err(why)) if args.method == MethodName::Hrm => {
            Err(CliError::input(format!("the model cannot be used: {why}"))
                .hint("use --method auto or astar"))
        }
        Some(Err(why)) => {
            progress::say(&format!("the model cannot be used: {why}; the exact search goes on without it"));
            Ok(None)
        }
    }
}

fn wish(args: &Args, sheet: SheetId, circuits: Vec<CircuitKey>) -> RouteWish {
    let own = RouteWish::of(sheet, RouteSubject::Circuits(circuits));
    RouteWish {
        terms: RouteTerms { mounting: args.mounting, crossing: args.walls, angles: args.angles, ..own.terms },
        method: match args.method {
            MethodName::Auto => RouteMethod::Auto,
            MethodName::Hrm => RouteMethod::Hrm,
            MethodName::Astar => RouteMethod::Astar,
        },
        ..own
    }
}

fn routed(
    snapshot: &DocumentSnapshot,
    wish: RouteWish,
    model: Option<&dyn RouteModel>,
    context: &Context,
) -> Result<Told, CliError> {
    let started = Instant::now();
    let outcome = match propose_routes(snapshot, &wish, model, &context.cancel) {
        Ok(proposal) => Ok(proposal),
        Err(RouteError::NoRoutes(failed)) => Err(failed),
        Err(RouteError::Cancelled) => return Err(CliError::cancelled()),
        Err(error @ (RouteError::NoModel | RouteError::Model(_))) => {
            return Err(CliError::input(error).hint("use --method auto or astar"));
        }
        Err(error @ RouteError::Rejected(_)) => return Err(CliError::internal(error)),
        Err(error) => return Err(CliError::input(error)),
    };
    let ms = started.elapsed().as_secs_f64() * 1e3;
    let sheet = snapshot.project.sheet(wish.sheet).cloned();
    let sheet = sheet.ok_or_else(|| CliError::internal("the sheet is gone"))?;
    let after = match &outcome {
        Ok(proposal) => apply_all(&snapshot.project, &proposal.proposal.edits).map_err(CliError::internal)?.0,
        Err(_) => snapshot.project.as_ref().clone(),
    };
    Ok(Told { sheet, wish, outcome, ms, after })
}

/// Returns the circuits that were named, with the sheet each of them is routed on.
fn named(project: &Project, args: &Args) -> Result<Vec<(SheetId, Vec<CircuitKey>)>, CliError> {
    let mut jobs: Vec<(SheetId, Vec<CircuitKey>)> = Vec::new();
    for name in &args.circuit {
        let circuit = circuit(project, name)?;
        let sheet = sheet_of(project, args, circuit)?;
        match jobs.iter_mut().find(|(known, _)| *known == sheet) {
            Some((_, circuits)) => circuits.push(circuit),
            None => jobs.push((sheet, vec![circuit])),
        }
    }
    Ok(jobs)
}

/// Finds a circuit by its id or as `LP-1/13`.
fn circuit(project: &Project, name: &str) -> Result<CircuitKey, CliError> {
    if let Ok(id) = name.trim().parse::<u64>() {
        let found = project.panels().find(|panel| panel.circuit(CircuitId(id)).is_some());
        let found = found.map(|panel| (panel.id, CircuitId(id)));
        return found.ok_or_else(|| CliError::input(format!("the project has no circuit with the id {id}")));
    }
    let wrong = || {
        CliError::input(format!("'{name}' names no circuit"))
            .hint("write its id, or its panel and slot, for instance LP-1/13")
    };
    let (panel, slot) = name.rsplit_once('/').ok_or_else(wrong)?;
    let panel = project_file::panel(project, panel.trim())?;
    let slot: u16 = slot.trim().parse().map_err(|_| wrong())?;
    match panel.circuit_at(Slot(slot)) {
        Some(circuit) => Ok((panel.id, circuit.id)),
        None => Err(CliError::input(format!("{} has no circuit in slot {slot}", panel.name))),
    }
}

/// Returns the sheet that was named, or the first on which the circuit has devices and its panel stands.
fn sheet_of(project: &Project, args: &Args, circuit: CircuitKey) -> Result<SheetId, CliError> {
    if let Some(name) = &args.sheet {
        return Ok(sheet_named(project, name)?.id);
    }
    let has_both = |sheet: &&Sheet| {
        sheet.devices.values().any(|device| device.circuit == Some(circuit))
            && panel_on(project, sheet, circuit.0).is_some()
    };
    let has_any = |sheet: &&Sheet| sheet.devices.values().any(|device| device.circuit == Some(circuit));
    let found = project.sheets().find(has_both).or_else(|| project.sheets().find(has_any));
    found.map(|sheet| sheet.id).ok_or_else(|| {
        let panel = project.panel(circuit.0);
        let slot = panel.and_then(|panel| panel.circuit(circuit.1)).map(|circuit| circuit.slot.0);
        let panel = panel.map_or("", |panel| panel.name.as_str());
        CliError::input(format!("circuit {panel}/{} has no device on any sheet", slot.unwrap_or_default()))
            .hint("place its devices on the plan, or give them the circuit")
    })
}

fn sheet_named<'p>(project: &'p Project, name: &str) -> Result<&'p Sheet, CliError> {
    let found = project.sheets().find(|sheet| sheet.name.trim().eq_ignore_ascii_case(name.trim()));
    found.ok_or_else(|| {
        let names: Vec<&str> = project.sheets().map(|sheet| sheet.name.as_str()).collect();
        let hint = if names.is_empty() {
            "the project has no sheet".to_owned()
        } else {
            format!("it has {}", names.join(", "))
        };
        CliError::input(format!("the project has no sheet named '{name}'")).hint(hint)
    })
}

/// Returns every circuit with devices on a sheet on which its panel stands.
fn all(project: &Project, args: &Args) -> Result<Vec<(SheetId, Vec<CircuitKey>)>, CliError> {
    let only =
        args.sheet.as_deref().map(|name| sheet_named(project, name)).transpose()?.map(|sheet| sheet.id);
    let on = |sheet: &Sheet| -> Vec<CircuitKey> {
        let circuits = project.panels().filter(|panel| panel_on(project, sheet, panel.id).is_some());
        let circuits = circuits.flat_map(|panel| panel.circuits().map(|circuit| (panel.id, circuit.id)));
        circuits.filter(|key| sheet.devices.values().any(|device| device.circuit == Some(*key))).collect()
    };
    let sheets = project.sheets().filter(|sheet| only.is_none_or(|only| sheet.id == only));
    let jobs: Vec<(SheetId, Vec<CircuitKey>)> =
        sheets.map(|sheet| (sheet.id, on(sheet))).filter(|(_, circuits)| !circuits.is_empty()).collect();
    if jobs.is_empty() {
        return Err(CliError::input("no circuit has devices on a sheet on which its panel stands")
            .hint("place the panels, with their names as labels, and the devices of their circuits"));
    }
    Ok(jobs)
}
