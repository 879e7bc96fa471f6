//! Where a model computes: in this process, or in a worker that can what this build cannot.

use crate::cli::CliError;
use crate::cli::progress::say;
use crate::hrm::worker::Worker;
use crate::hrm::{ComputeDevice, Computing, DeviceKind, open_device};
use crate::workbench::installed_worker;

/// What to compute on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(in crate::cli) enum Device {
    /// A graphics processor if this build or an installed worker has one, else the processor
    Auto,
    /// The processor; the same bytes every time
    Cpu,
    /// The first NVIDIA graphics processor
    Cuda,
    /// The Apple graphics processor
    Metal,
    /// The installed worker, whatever it computes on
    Worker,
}

/// Where a training run takes place.
pub(in crate::cli) enum Place {
    Here(ComputeDevice),
    Worker(Box<Worker>),
}

/// A place with what it computes on, for the folder of the run.
pub(in crate::cli) struct Placed {
    pub place: Place,
    pub computing: Computing,
}

impl Placed {
    fn here(device: ComputeDevice, notice: Option<String>) -> Self {
        let name = match &device {
            ComputeDevice::Cpu => "cpu",
            ComputeDevice::Cuda(_) => "cuda",
            ComputeDevice::Metal(_) => "metal",
        };
        let device_name = words_of(name).to_owned();
        Self { place: Place::Here(device), computing: Computing { device: device_name, notice } }
    }
}

impl Device {
    /// Opens it in this process.
    pub(in crate::cli) fn open(self) -> Result<ComputeDevice, CliError> {
        let kind = match self {
            Self::Auto => DeviceKind::Auto,
            Self::Cpu => DeviceKind::Cpu,
            Self::Cuda => DeviceKind::Cuda,
            Self::Metal => DeviceKind::Metal,
            Self::Worker => {
                return Err(CliError::input("this works in the program itself, not in a worker")
                    .hint("use --device cpu, or run the build with the feature cuda or metal"));
            }
        };
        open_device(kind).map_err(|why| {
            CliError::input(why)
                .hint("use --device cpu, or a build with the feature cuda or metal on a machine that has one")
        })
    }

    /// Finds where a run can take place: here, or in the installed worker once it has shown that it computes the same. Where
    /// any device will do, a worker that does not serve is a note and no error.
    pub(in crate::cli) fn place(self) -> Result<Placed, CliError> {
        let (here, wanted) = match self {
            Self::Worker => (None, None),
            Self::Cpu => return self.open().map(|device| Placed::here(device, None)),
            _ => match self.open() {
                Ok(device) if !device.is_cpu() => return Ok(Placed::here(device, None)),
                opened => (Some(opened), Some(self.of_worker())),
            },
        };
        let Some(program) = installed_worker() else {
            let missing = || Err(CliError::input("no worker is installed").hint(HOW));
            return here.unwrap_or_else(missing).map(|device| Placed::here(device, None));
        };
        let started = Worker::start(&program, wanted);
        match started.and_then(|mut worker| worker.check().map(|_| worker)) {
            Ok(worker) => {
                let device = worker.hello().device.clone();
                say(&format!("computing on {device} in the worker {}", program.display()));
                let device = format!("{} in the worker", words_of(&device));
                let computing = Computing { device, notice: None };
                Ok(Placed { place: Place::Worker(Box::new(worker)), computing })
            }
            Err(why) if self == Self::Auto => {
                let notice = format!("{why}; computing on the processor");
                say(&notice);
                Ok(Placed::here(ComputeDevice::Cpu, Some(placeless(&notice))))
            }
            Err(why) => Err(CliError::input(why).hint("use --device cpu, or install a worker that fits")),
        }
    }

    /// Returns what a worker is asked to compute on.
    const fn of_worker(self) -> &'static str {
        match self {
            Self::Metal => "metal",
            Self::Auto if cfg!(target_os = "macos") => "metal",
            _ => "cuda",
        }
    }
}

/// Returns what a person calls a device.
fn words_of(device: &str) -> &str {
    match device {
        "cpu" => "CPU",
        "cuda" => "NVIDIA graphics processor",
        "metal" => "Apple graphics processor",
        other => other,
    }
}

/// Takes the place of the worker out of words that a run's folder keeps: that is carried elsewhere.
pub(in crate::cli) fn placeless(words: &str) -> String {
    let Some(program) = installed_worker() else { return words.to_owned() };
    let name = program.file_name().unwrap_or_default().to_string_lossy();
    words.replace(&program.display().to_string(), &name)
}

const HOW: &str =
    "packaging/cuda-worker/build.sh builds one; put it beside the program, or name it in PHASEWRIGHT_WORKER";
