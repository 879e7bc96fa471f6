//! Where a model computes.

use crate::cli::CliError;

/// What to compute on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(in crate::cli) enum Device {
    /// A graphics processor if this build knows one and there is one, else the processor
    Auto,
    /// The processor; the same bytes every time
    Cpu,
    /// The first NVIDIA graphics processor
    Cuda,
    /// The Apple graphics processor
    Metal,
}

impl Device {
    /// Opens it.
    pub(in crate::cli) fn open(self) -> Result<crate::hrm::ComputeDevice, CliError> {
        use crate::hrm::{DeviceKind, open_device};
        let kind = match self {
            Self::Auto => DeviceKind::Auto,
            Self::Cpu => DeviceKind::Cpu,
            Self::Cuda => DeviceKind::Cuda,
            Self::Metal => DeviceKind::Metal,
        };
        open_device(kind).map_err(|why| {
            CliError::input(why)
                .hint("use --device cpu, or a build with the feature cuda or metal on a machine that has one")
        })
    }
}
