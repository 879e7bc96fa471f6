//! A run that goes on while something else is measured, as the Training tab starts one: in a process of its own, at low priority, on
//! all cores but one.

use crate::cli::CliError;
use crate::hrm::loads::{LoadPlan, loads_recipe};
use crate::hrm::{RunState, TrainConfig, ask_to_stop};
use crate::workbench::training::{ProcessTrainer, Running, TrainOrder, Trainer};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// So long may the trainer take to its first step, and from being asked to stop to its end.
const PATIENCE: Duration = Duration::from_secs(120);
const LOOK: Duration = Duration::from_millis(20);

/// The run; asked to stop when it is let go of.
pub(super) struct Beside {
    run: PathBuf,
    running: Box<dyn Running>,
    first: u64,
    /// Holds the run and its data.
    _folder: tempfile::TempDir,
}

impl Beside {
    /// Starts a run and waits until steps are taken.
    pub fn begin() -> Result<Self, CliError> {
        let folder = tempfile::tempdir().map_err(CliError::input)?;
        let (data, run) = (folder.path().join("data"), folder.path().join("run"));
        let plan = LoadPlan { seed: 1, examples: 400, test_per_cell: 2 };
        plan.draw(Vec::new(), &mut |_, _| true)?.write(&plan, &data)?;
        // Looked at and kept as seldom as a long run is: the steps are what the cores are shared with.
        let every = 1_000_000;
        let settings =
            TrainConfig { steps: every, judge_every: every, checkpoint_every: every, ..loads_recipe() };
        std::fs::create_dir_all(&run).map_err(CliError::input)?;
        let text = serde_json::to_string(&settings).map_err(CliError::internal)?;
        std::fs::write(run.join("settings.json"), text).map_err(CliError::input)?;
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let order = TrainOrder {
            task: "loads".to_owned(),
            data,
            run: run.clone(),
            init: None,
            resume: false,
            cores: cores.saturating_sub(1).max(1),
            models: None,
        };
        let trainer = ProcessTrainer::this_program().map_err(CliError::input)?;
        let running = trainer.start(&order).map_err(CliError::input)?;
        let mut beside = Self { run, running, first: 0, _folder: folder };
        let end = Instant::now() + PATIENCE;
        while beside.step() == 0 {
            if let Some(ended) = beside.running.ended() {
                return Err(CliError::internal(
                    ended.err().unwrap_or_else(|| "the run ended at once".to_owned()),
                ));
            }
            if Instant::now() > end {
                return Err(CliError::internal("the run beside takes no step"));
            }
            std::thread::sleep(LOOK);
        }
        beside.first = beside.step();
        Ok(beside)
    }

    fn step(&self) -> u64 {
        RunState::read(&self.run).map_or(0, |state| state.step)
    }

    /// Returns how many steps it has taken since it began, as far as it has told.
    pub fn steps(&self) -> u64 {
        self.step().saturating_sub(self.first)
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        let end = Instant::now() + PATIENCE;
        // Where it cannot be told so, it goes with its folder.
        let _ = ask_to_stop(&self.run);
        while self.running.ended().is_none() && Instant::now() < end {
            std::thread::sleep(LOOK);
        }
    }
}
