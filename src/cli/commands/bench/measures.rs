//! The list of measures. Each does its step `n` times under the clock and may say more than times.

mod balance;
#[cfg(feature = "ml")]
mod beside_training;
mod checks;
mod files;
#[cfg(feature = "ml")]
mod model;
mod routing;
#[cfg(feature = "ml")]
mod routing_model;
#[cfg(feature = "ml")]
mod torch;
mod window;
#[cfg(feature = "ml")]
mod workout;

use crate::cli::CliError;
use crate::cli::commands::bench::Clock;
use serde_json::{Map, Value};

type More = Map<String, Value>;

/// Panels of the project that files and edits are measured on.
const PANELS: u64 = 50;

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
pub(super) fn measures() -> impl Iterator<Item = &'static Measure> {
    #[cfg(feature = "ml")]
    let more = workout::MEASURES;
    #[cfg(not(feature = "ml"))]
    let more: &[Measure] = &[];
    MEASURES.iter().chain(more)
}

const MEASURES: &[Measure] = &[
    Measure {
        name: "balance-first",
        what: "first verified rebalancing of a full 84-slot panel",
        n: 40,
        needs_window: false,
        run: balance::balance_first,
    },
    Measure {
        name: "balance-lp1",
        what: "LP-1: fewest moves and best possible, both proven",
        n: 20,
        needs_window: false,
        run: balance::balance_lp1,
    },
    Measure {
        name: "balance-hard",
        what: "hard zone: 12 to 30 heavy-tailed circuits at 1 VA, best possible",
        n: 38,
        needs_window: false,
        run: balance::balance_hard,
    },
    Measure {
        name: "drawing-read",
        what: "a DXF drawing of 50,000 entities, its unit guessed",
        n: 10,
        needs_window: false,
        run: files::drawing_read,
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
        run: files::project_open,
    },
    Measure {
        name: "project-save",
        what: "save a project of 50 panels with 84 slots, with backup and sync",
        n: 20,
        needs_window: false,
        run: files::project_save,
    },
    Measure {
        name: "edit",
        what: "one edit with undo step and the loads of all 50 panels with 84 slots",
        n: 500,
        needs_window: false,
        run: checks::edit,
    },
    Measure {
        name: "check-panel",
        what: "one edit and every rule on a project of one panel with 40 circuits",
        n: 200,
        needs_window: false,
        run: checks::check_panel,
    },
    Measure {
        name: "check-project",
        what: "one edit and every rule on a project of 200 panels with 8,000 circuits",
        n: 60,
        needs_window: false,
        run: checks::check_project,
    },
    Measure {
        name: "size-project",
        what: "sizes of every feeder and circuit of a project of 200 panels with 8,000 circuits",
        n: 20,
        needs_window: false,
        run: checks::sized,
    },
    Measure {
        name: "one-line",
        what: "the one-line of a project of 200 panels laid out and drawn",
        n: 20,
        needs_window: false,
        run: checks::one_line,
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
        run: files::import,
    },
    Measure {
        name: "frame",
        what: "one frame of the schedule editor, 84 slots at 1440 × 900, the cursor moving",
        n: 200,
        needs_window: true,
        run: window::frame,
    },
    Measure {
        name: "plan-frame",
        what: "one frame of the plan, 50,000 entities beneath 5,000 devices at 1440 × 900, panning and zooming",
        n: 240,
        needs_window: true,
        run: window::plan_frame,
    },
    #[cfg(feature = "ml")]
    Measure {
        name: "frame-training",
        what: "the same frame of the schedule editor while a run is trained on the other cores",
        n: 3_000,
        needs_window: true,
        run: window::frame_training,
    },
    #[cfg(feature = "ml")]
    Measure {
        name: "plan-frame-training",
        what: "the same frame of the plan while a run is trained on the other cores",
        n: 240,
        needs_window: true,
        run: window::plan_frame_training,
    },
];

fn share(part: usize, of: usize) -> Value {
    crate::cli::json::number(part as f64 / of.max(1) as f64)
}
