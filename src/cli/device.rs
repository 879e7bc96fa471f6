//! Where a model computes: in this process, or in a worker that can what this build cannot.

use crate::cli::CliError;
use crate::cli::progress::say;
use crate::hrm::worker::Worker;
use crate::hrm::{ComputeDevice, DeviceKind, open_device};
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
    pub(in crate::cli) fn place(self) -> Result<Place, CliError> {
        let (here, wanted) = match self {
            Self::Worker => (None, None),
            Self::Cpu => return self.open().map(Place::Here),
            _ => match self.open() {
                Ok(device) if !device.is_cpu() => return Ok(Place::Here(device)),
                opened => (Some(opened), Some(self.of_worker())),
            },
        };
        let Some(program) = installed_worker() else {
            let missing = || Err(CliError::input("no worker is installed").hint(HOW));
            return here.unwrap_or_else(missing).map(Place::Here);
        };
        let started = Worker::start(&program, wanted);
        match started.and_then(|mut worker| worker.check().map(|_| worker)) {
            Ok(worker) => {
                say(&format!("computing on {} in the worker {}", worker.hello().device, program.display()));
                Ok(Place::Worker(Box::new(worker)))
            }
            Err(why) if self == Self::Auto => {
                say(&format!("{why}; computing on the processor"));
                Ok(Place::Here(ComputeDevice::Cpu))
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

const HOW: &str =
    "packaging/cuda-worker/build.sh builds one; put it beside the program, or name it in PHASEWRIGHT_WORKER";
