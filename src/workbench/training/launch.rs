//! Who trains: another process of this program, or a thread where a test wants to see everything.

use crate::hrm::registry::Registry;
use crate::hrm::{ComputeDevice, HrmError, Job, Start, TrainConfig, TrainOutcome, open_lesson, train};
use crate::workbench::training::run_file::SETTINGS;
use std::fs::File;
use std::path::{Component, Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, TryRecvError, channel};

/// What the trainer of a run needs to know; the rest is in the run's folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrainOrder {
    pub task: String,
    pub data: PathBuf,
    pub run: PathBuf,
    /// A model to begin with: a folder, or a name of the registry.
    pub init: Option<String>,
    /// Goes on from the newest checkpoint.
    pub resume: bool,
    pub cores: usize,
    /// Folder of the person's own models.
    pub models: Option<PathBuf>,
}

/// Starts to train. A build for a graphics processor takes its place by another program.
pub trait Trainer: Send {
    /// Starts a run and returns at once.
    ///
    /// # Errors
    /// Says why nothing can be started.
    fn start(&self, order: &TrainOrder) -> Result<Box<dyn Running>, String>;
}

/// A run that was started here.
pub trait Running: Send {
    /// Returns how it ended, once it has; the error is what its state may not say.
    fn ended(&mut self) -> Option<Result<(), String>>;
}

/// Trains by `phasewright train` in a process of its own, at low priority, that outlives this one.
#[derive(Clone, Debug)]
pub struct ProcessTrainer {
    program: PathBuf,
}

/// What the process says, beside the run.
const LOG: &str = "train.log";

impl ProcessTrainer {
    /// Trains by this very program.
    ///
    /// # Errors
    /// When the system does not say where it is.
    pub fn this_program() -> std::io::Result<Self> {
        Ok(Self { program: std::env::current_exe()? })
    }

    /// Trains by another build of the program.
    pub const fn of(program: PathBuf) -> Self {
        Self { program }
    }
}

impl Trainer for ProcessTrainer {
    fn start(&self, order: &TrainOrder) -> Result<Box<dyn Running>, String> {
        let log_path = order.run.join(LOG);
        let log = File::create(&log_path)
            .map_err(|error| format!("{} cannot be written: {error}", log_path.display()))?;
        // From inside the folder, by paths relative to it: what is said there names no place of this machine.
        let near = |path: &Path| relative(&order.run, path);
        let mut command = gentle(&self.program);
        command.current_dir(&order.run).arg("train").arg(&order.task).arg("--data").arg(near(&order.data));
        command.args(["--run", ".", "--config", SETTINGS, "--device", "auto"]);
        if let Some(models) = &order.models {
            command.arg("--models").arg(models);
        }
        match &order.init {
            _ if order.resume => command.arg("--resume"),
            Some(init) if Path::new(init).is_absolute() => command.arg("--init").arg(near(Path::new(init))),
            Some(init) => command.arg("--init").arg(init),
            None => &mut command,
        };
        command.env("RAYON_NUM_THREADS", order.cores.to_string());
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log);
        let child = command
            .spawn()
            .map_err(|error| format!("{} cannot be started: {error}", self.program.display()))?;
        Ok(Box::new(Process { child, log: log_path }))
    }
}

/// Returns the way from a folder to a path; the path itself where they have nothing in common.
fn relative(from: &Path, to: &Path) -> PathBuf {
    let same = from.components().zip(to.components()).take_while(|(a, b)| a == b).count();
    if same == 0 {
        return to.to_owned();
    }
    let up = from.components().skip(same).map(|_| Component::ParentDir);
    up.chain(to.components().skip(same)).collect()
}

/// Returns a command at low priority, in a group of its own: Ctrl-C in a terminal is for the window.
#[cfg(unix)]
fn gentle(program: &Path) -> Command {
    use std::os::unix::process::CommandExt as _;
    let nice = Path::new("/usr/bin/nice");
    let mut command = if nice.exists() { Command::new(nice) } else { Command::new(program) };
    if nice.exists() {
        command.args(["-n", "10"]).arg(program);
    }
    command.process_group(0);
    command
}

#[cfg(windows)]
fn gentle(program: &Path) -> Command {
    use std::os::windows::process::CommandExt as _;
    /// BELOW_NORMAL_PRIORITY_CLASS and CREATE_NO_WINDOW and CREATE_NEW_PROCESS_GROUP of the Windows API.
    const FLAGS: u32 = 0x4000 | 0x0800_0000 | 0x200;
    let mut command = Command::new(program);
    command.creation_flags(FLAGS);
    command
}

#[cfg(not(any(unix, windows)))]
fn gentle(program: &Path) -> Command {
    Command::new(program)
}

struct Process {
    child: Child,
    log: PathBuf,
}

impl Running for Process {
    fn ended(&mut self) -> Option<Result<(), String>> {
        let status = match self.child.try_wait() {
            Ok(None) => return None,
            Ok(Some(status)) => status,
            Err(error) => return Some(Err(format!("nothing is known of its process: {error}"))),
        };
        // Stopped by a wish is an end in good order; the state says which.
        if status.success() || status.code() == Some(INTERRUPTED) {
            return Some(Ok(()));
        }
        let said = std::fs::read_to_string(&self.log).unwrap_or_default();
        let said: Vec<&str> = said.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        Some(Err(if said.is_empty() { format!("its process ended with {status}") } else { said.join("; ") }))
    }
}

/// Exit code of a subcommand that was asked to stop.
const INTERRUPTED: i32 = 130;

/// Trains on a thread of this process: for tests, and for systems that start no processes.
#[derive(Clone, Copy, Debug, Default)]
pub struct ThreadTrainer;

impl Trainer for ThreadTrainer {
    fn start(&self, order: &TrainOrder) -> Result<Box<dyn Running>, String> {
        let (sender, ended) = channel();
        let order = order.clone();
        std::thread::Builder::new()
            .name("phasewright-train".to_owned())
            .spawn(move || {
                let result = train_as_ordered(&order).map(|_| ()).map_err(|error| error.to_string());
                // Nobody may be left to hear it.
                let _ = sender.send(result);
            })
            .map_err(|error| format!("no thread to train on: {error}"))?;
        Ok(Box::new(Thread(ended)))
    }
}

struct Thread(Receiver<Result<(), String>>);

impl Running for Thread {
    fn ended(&mut self) -> Option<Result<(), String>> {
        match self.0.try_recv() {
            Ok(result) => Some(result),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Err("training failed inside the program".to_owned())),
        }
    }
}

pub(super) fn train_as_ordered(order: &TrainOrder) -> Result<TrainOutcome, HrmError> {
    let settings = TrainConfig::read(&order.run.join(SETTINGS))?;
    let mut lesson = open_lesson(Some(&order.task), &order.data, &settings)?;
    let start = match &order.init {
        _ if order.resume => Start::Resume,
        Some(init) => Registry::open(order.models.clone()).start_with(Some(&order.task), init)?,
        None => Start::Fresh,
    };
    let job = Job {
        task: lesson.task,
        data: lesson.data,
        settings: &settings,
        model: lesson.model,
        start,
        device: ComputeDevice::Cpu,
    };
    train(&job, lesson.learner.as_mut(), &order.run, &mut |_| true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lead_from_one_run_to_its_data() {
        let way = |to: &str| relative(Path::new("/home/kim/training/runs/r-02"), Path::new(to));
        assert_eq!(way("/home/kim/training/datasets/own"), Path::new("../../datasets/own"));
        assert_eq!(way("/home/kim/training/runs/r-01/best"), Path::new("../r-01/best"));
        assert_eq!(relative(Path::new("runs/r-02"), Path::new("/data")), Path::new("/data"));
    }
}
