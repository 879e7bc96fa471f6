//! The list of measures. Each does its step `n` times under the clock and may say more than times.

#[cfg(feature = "ml")]
mod model;
mod routing;
#[cfg(feature = "ml")]
mod routing_model;
#[cfg(feature = "ml")]
mod torch;

use crate::cli::CliError;
use crate::cli::commands::bench::{Clock, Frames, inputs};
use crate::document::{Document, Expected, read_project, save_project};
use crate::domain::{CircuitLoad, Edit, Panel, Project, examples};
use crate::engineering::balance::{BalanceRequest, Goal, solve};
use crate::engineering::{SizingTerms, project_loads, size_project};
use crate::interchange::drawing::scale::guess_scale;
use crate::interchange::drawing::{Limits, Watch, read_drawing};
use crate::interchange::import::{Overrides, import_schedule};
use crate::proposals::{BalanceWish, Cancel, first_balance, propose_balance};
use crate::report::OneLineDrafter;
use crate::rules::{Counts, check};
use crate::units::VoltAmperes;
use serde_json::{Map, Value, json};
use std::sync::Arc;

type More = Map<String, Value>;

/// Search nodes for one panel of the hard zone.
const HARD_NODES: u64 = 2_000_000;
/// Entities of the drawing that reading is measured on.
const ENTITIES: usize = 50_000;
/// Panels of the project that files and edits are measured on.
const PANELS: u64 = 50;
const SHEETS: u32 = 50;
/// Groups of five panelboards of the building that checks are measured on.
const GROUPS: u64 = 40;

/// One measure.
pub(super) struct Measure {
    pub name: &'static str,
    pub what: &'static str,
    /// How often the step is done.
    pub n: usize,
    pub needs_window: bool,
    pub run: fn(&mut Clock<'_>, usize) -> Result<More, CliError>,
}

impl Measure {
    /// Returns on how many threads it runs.
    pub fn threads(&self) -> usize {
        if self.name.starts_with("check-") {
            std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
        } else {
            1
        }
    }
}

/// Everything that is measured, in the order of the answer.
pub(super) const MEASURES: &[Measure] = &[
    Measure {
        name: "balance-first",
        what: "first verified rebalancing of a full 84-slot panel",
        n: 40,
        needs_window: false,
        run: balance_first,
    },
    Measure {
        name: "balance-lp1",
        what: "LP-1: fewest moves and best possible, both proven",
        n: 20,
        needs_window: false,
        run: balance_lp1,
    },
    Measure {
        name: "balance-hard",
        what: "hard zone: 12 to 30 heavy-tailed circuits at 1 VA, best possible",
        n: 38,
        needs_window: false,
        run: balance_hard,
    },
    Measure {
        name: "drawing-read",
        what: "a DXF drawing of 50,000 entities, its unit guessed",
        n: 10,
        needs_window: false,
        run: drawing_read,
    },
    #[cfg(feature = "ml")]
    Measure {
        name: "model-read",
        what: "a full 84-slot panel as tokens and features",
        n: 100,
        needs_window: false,
        run: model::read,
    },
    #[cfg(feature = "ml")]
    Measure {
        name: "model-segment",
        what: "one segment of the balancing model on it",
        n: 100,
        needs_window: false,
        run: model::segment,
    },
    #[cfg(feature = "ml")]
    Measure {
        name: "model-segment-pytorch",
        what: "one segment of the same network in PyTorch",
        n: 100,
        needs_window: false,
        run: model::segment_in_pytorch,
    },
    #[cfg(feature = "ml")]
    Measure {
        name: "model-answer",
        what: "the model's whole answer: segments, seats, legs fed back, target 0.95",
        n: 60,
        needs_window: false,
        run: model::answer,
    },
    #[cfg(feature = "ml")]
    Measure {
        name: "model-verify",
        what: "the independent check of its plan",
        n: 60,
        needs_window: false,
        run: model::verify_plan,
    },
    #[cfg(feature = "ml")]
    Measure {
        name: "model-route",
        what: "the routing model's ways from every cell of a 24 x 24 plan to its panelboard",
        n: 40,
        needs_window: false,
        run: routing_model::plan,
    },
    #[cfg(feature = "ml")]
    Measure {
        name: "model-route-floor",
        what: "the same on a floor of 100 x 100 cells",
        n: 5,
        needs_window: false,
        run: routing_model::floor,
    },
    #[cfg(feature = "ml")]
    Measure {
        name: "live",
        what: "from an edit to the verified proposal, the plain answer beside it",
        n: 60,
        needs_window: false,
        run: model::live,
    },
    Measure {
        name: "project-open",
        what: "open a project of 50 panels with 84 slots",
        n: 20,
        needs_window: false,
        run: project_open,
    },
    Measure {
        name: "project-save",
        what: "save a project of 50 panels with 84 slots, with backup and sync",
        n: 20,
        needs_window: false,
        run: project_save,
    },
    Measure {
        name: "edit",
        what: "one edit with undo step and the loads of all 50 panels with 84 slots",
        n: 500,
        needs_window: false,
        run: edit,
    },
    Measure {
        name: "check-panel",
        what: "one edit and every rule on a project of one panel with 40 circuits",
        n: 200,
        needs_window: false,
        run: check_panel,
    },
    Measure {
        name: "check-project",
        what: "one edit and every rule on a project of 200 panels with 8,000 circuits",
        n: 60,
        needs_window: false,
        run: check_project,
    },
    Measure {
        name: "size-project",
        what: "sizes of every feeder and circuit of a project of 200 panels with 8,000 circuits",
        n: 20,
        needs_window: false,
        run: sized,
    },
    Measure {
        name: "one-line",
        what: "the one-line of a project of 200 panels laid out and drawn",
        n: 20,
        needs_window: false,
        run: one_line,
    },
    Measure {
        name: "route-run",
        what: "one way over a floor of 200 by 200 ft in cells of 6 in, around walls, bends counted",
        n: 200,
        needs_window: false,
        run: routing::one,
    },
    Measure {
        name: "route-circuit",
        what: "a circuit with four devices on that floor: tree, figures, check",
        n: 42,
        needs_window: false,
        run: routing::circuit,
    },
    Measure {
        name: "route-panel",
        what: "all 42 circuits of a panel on that floor, with shared home runs",
        n: 3,
        needs_window: false,
        run: routing::panel,
    },
    Measure {
        name: "import",
        what: "import a workbook of 50 sheets with 84 circuits",
        n: 5,
        needs_window: false,
        run: import,
    },
    Measure {
        name: "frame",
        what: "one frame of the schedule editor, 84 slots at 1440 × 900, the cursor moving",
        n: 200,
        needs_window: true,
        run: frame,
    },
    Measure {
        name: "plan-frame",
        what: "one frame of the plan, 50,000 entities beneath 5,000 devices at 1440 × 900, panning and zooming",
        n: 240,
        needs_window: true,
        run: plan_frame,
    },
];

fn wish(project: &Project) -> Result<BalanceWish, CliError> {
    Ok(BalanceWish::of(some_panel(project)?.id, project.settings()))
}

fn some_panel(project: &Project) -> Result<&Panel, CliError> {
    project.panels().next().ok_or_else(|| CliError::internal("the measured project has no panelboard"))
}

/// Reads a drawing of lines, arcs, polylines, texts and doors placed as blocks.
fn drawing_read(clock: &mut Clock<'_>, n: usize) -> Result<More, CliError> {
    let bytes = inputs::drawing(ENTITIES).into_bytes();
    let mut shapes = 0;
    for _ in 0..n {
        clock.time(|| {
            let read = read_drawing(&bytes, "bench.dxf", 1, &Limits::default(), Watch::patient());
            let read = read.map_err(CliError::internal)?;
            shapes = read.drawing.entities.len();
            guess_scale(&read);
            Ok::<(), CliError>(())
        })??;
    }
    Ok(Map::from_iter([("shapes".to_owned(), json!(shapes)), ("bytes".to_owned(), json!(bytes.len()))]))
}

fn balance_first(clock: &mut Clock<'_>, n: usize) -> Result<More, CliError> {
    let mut reached = 0;
    for seed in 0..n as u64 {
        let snapshot = Document::unsaved(inputs::project(1, seed)?).snapshot();
        let wish = wish(&snapshot.project)?;
        let proposal = clock
            .time(|| first_balance(&snapshot, &wish, None, &Cancel::default()))?
            .map_err(CliError::internal)?;
        reached += usize::from(proposal.reached);
    }
    Ok(More::from_iter([("reached_share".to_owned(), share(reached, n))]))
}

fn balance_lp1(clock: &mut Clock<'_>, n: usize) -> Result<More, CliError> {
    let snapshot = Document::unsaved(examples::two_panels()).snapshot();
    let wish = wish(&snapshot.project)?;
    let mut proven = 0;
    for _ in 0..n {
        let proposal = clock
            .time(|| propose_balance(&snapshot, &wish, None, &Cancel::default(), &mut |_| {}))?
            .map_err(CliError::internal)?;
        let proof = proposal.proof;
        proven += usize::from(proof.best_possible.proven && proof.fewest_moves.proven);
    }
    Ok(More::from_iter([("proven_share".to_owned(), share(proven, n))]))
}

fn balance_hard(clock: &mut Clock<'_>, n: usize) -> Result<More, CliError> {
    let request =
        BalanceRequest { goal: Goal::Best, target: 1.0, nodes: HARD_NODES, ..BalanceRequest::default() };
    let (mut proven, mut nodes, mut widest) = (0, Vec::new(), 0.0_f64);
    for index in 0..n {
        let circuits = 12 + (index % 19) as u16;
        let problem = inputs::hard_zone(circuits, index as u64);
        let cancel = clock.cancel.clone();
        let answer = clock.time(|| solve(&problem, &request, &mut |_| !cancel.is_cancelled()))?;
        proven += usize::from(answer.best_possible.proven);
        widest = widest.max(answer.best_possible.gap);
        nodes.push(answer.nodes);
    }
    nodes.sort_unstable();
    Ok(More::from_iter([
        ("proven_share".to_owned(), share(proven, n)),
        ("nodes_median".to_owned(), json!(nodes.get(n / 2))),
        ("nodes_most".to_owned(), json!(nodes.last())),
        ("nodes_budget".to_owned(), json!(HARD_NODES)),
        ("largest_gap".to_owned(), crate::cli::json::number(widest)),
    ]))
}

fn project_open(clock: &mut Clock<'_>, n: usize) -> Result<More, CliError> {
    let folder = tempfile::tempdir().map_err(CliError::input)?;
    let path = folder.path().join("measured.ron");
    let project = inputs::project(PANELS, 1)?;
    save_project(&project, &path, Expected::NoFile).map_err(CliError::input)?;
    for _ in 0..n {
        clock.time(|| read_project(&path))?.map_err(CliError::input)?;
    }
    let bytes = std::fs::metadata(&path).map_or(0, |facts| facts.len());
    Ok(More::from_iter([("bytes".to_owned(), json!(bytes))]))
}

fn project_save(clock: &mut Clock<'_>, n: usize) -> Result<More, CliError> {
    let folder = tempfile::tempdir().map_err(CliError::input)?;
    let path = folder.path().join("measured.ron");
    // two contents in turn, so that each save has something to write
    let projects = [inputs::project(PANELS, 1)?, inputs::project(PANELS, 2)?];
    for project in projects.iter().cycle().take(n) {
        clock.time(|| save_project(project, &path, Expected::Anything))?.map_err(CliError::input)?;
    }
    Ok(More::new())
}

fn edit(clock: &mut Clock<'_>, n: usize) -> Result<More, CliError> {
    let mut document = Document::unsaved(inputs::project(PANELS, 1)?);
    for turn in 0..n {
        let project = document.project();
        let panel = project.panels().nth(turn % PANELS as usize);
        let circuit = panel.and_then(|panel| panel.circuits().nth(turn % 40));
        let (Some(panel), Some(circuit)) = (panel, circuit) else { continue };
        let mut changed = circuit.clone();
        changed.load = CircuitLoad::Total(VoltAmperes(100.0 + turn as f64));
        let edit = Edit::SetCircuit { panel: panel.id, circuit: Box::new(changed) };
        clock
            .time(|| {
                let edited = document.edit("Load", std::slice::from_ref(&edit));
                edited.map(|_| project_loads(document.project()))
            })?
            .map_err(CliError::internal)?;
    }
    Ok(More::new())
}

fn check_panel(clock: &mut Clock<'_>, n: usize) -> Result<More, CliError> {
    checked(clock, n, inputs::building(0)?)
}

fn check_project(clock: &mut Clock<'_>, n: usize) -> Result<More, CliError> {
    checked(clock, n, inputs::building(GROUPS)?)
}

fn sized(clock: &mut Clock<'_>, n: usize) -> Result<More, CliError> {
    let project = inputs::building(GROUPS)?;
    let loads = project_loads(&project);
    let mut found = 0;
    for _ in 0..n {
        found = clock.time(|| size_project(&project, &loads, &SizingTerms::default()))?.len();
    }
    Ok(More::from_iter([("records".to_owned(), json!(found))]))
}

fn one_line(clock: &mut Clock<'_>, n: usize) -> Result<More, CliError> {
    let project = inputs::building(GROUPS)?;
    let loads = project_loads(&project);
    let drafter = OneLineDrafter::new().map_err(CliError::internal)?;
    let mut sheets = 0;
    for _ in 0..n {
        sheets = clock.time(|| drafter.draw(&project, &loads))?.sheets.len();
    }
    Ok(More::from_iter([("sheets".to_owned(), json!(sheets))]))
}

/// Changes one load after the other and checks the whole project each time.
fn checked(clock: &mut Clock<'_>, n: usize, project: Project) -> Result<More, CliError> {
    let mut document = Document::unsaved(project);
    let mut counts = Counts::default();
    let panels = document.project().panels().len();
    for turn in 0..n {
        let project = document.project();
        let panel = project.panels().nth(turn * 7 % panels);
        let circuit = panel.and_then(|panel| panel.circuits().nth(turn % 30));
        let (Some(panel), Some(circuit)) = (panel, circuit) else { continue };
        let mut changed = circuit.clone();
        changed.load = CircuitLoad::Total(VoltAmperes(100.0 + turn as f64));
        let edit = Edit::SetCircuit { panel: panel.id, circuit: Box::new(changed) };
        let report = clock
            .time(|| {
                let edited = document.edit("Load", std::slice::from_ref(&edit));
                edited.map(|_| check(document.project(), document.project().settings().edition))
            })?
            .map_err(CliError::internal)?;
        counts = report.counts;
    }
    let numbers = [
        ("rules", counts.rules),
        ("objects", counts.objects),
        ("open", counts.open),
        ("undetermined", counts.undetermined),
        ("passed", counts.passed),
    ];
    Ok(numbers.into_iter().map(|(name, count)| (name.to_owned(), json!(count))).collect())
}

fn import(clock: &mut Clock<'_>, n: usize) -> Result<More, CliError> {
    let bytes = inputs::workbook(SHEETS, 1)?;
    let mut circuits = 0;
    for _ in 0..n {
        let draft = clock
            .time(|| import_schedule(&bytes, "measured.xlsx", None, &Overrides::default()))?
            .map_err(CliError::internal)?;
        circuits = draft.circuits().count();
    }
    Ok(More::from_iter([("circuits".to_owned(), json!(circuits))]))
}

fn frame(clock: &mut Clock<'_>, n: usize) -> Result<More, CliError> {
    let mut draw = (frames(clock)?.schedule)(&inputs::project(1, 1)?);
    for _ in 0..n {
        clock.time(&mut draw)?;
    }
    Ok(More::new())
}

fn frames(clock: &Clock<'_>) -> Result<Frames, CliError> {
    clock.frames.ok_or_else(|| CliError::input("this build has no window, so there is no frame to measure"))
}

fn plan_frame(clock: &mut Clock<'_>, n: usize) -> Result<More, CliError> {
    let drawing = Arc::new(inputs::plan_drawing());
    let entities = drawing.entities.len();
    let mut draw = (frames(clock)?.plan)(&inputs::plan()?, inputs::CONTENT, drawing);
    for _ in 0..n {
        clock.time(&mut draw)?;
    }
    Ok(More::from_iter([("entities".to_owned(), json!(entities))]))
}

fn share(part: usize, of: usize) -> Value {
    crate::cli::json::number(part as f64 / of.max(1) as f64)
}
