//! Where a network computes.

use crate::hrm::HrmError;
use candle_core::Device;

/// A processor or a graphics processor, opened.
pub type ComputeDevice = Device;

/// What to compute on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeviceKind {
    /// A graphics processor if this build knows one and there is one, else the processor.
    Auto,
    Cpu,
    Cuda,
    Metal,
}

/// Opens a device.
///
/// # Errors
/// When this build does not know the kind, or the machine has none.
pub fn open_device(kind: DeviceKind) -> Result<ComputeDevice, HrmError> {
    let missing = |name: &str| HrmError::Settings(format!("this build or this machine has no {name}"));
    match kind {
        DeviceKind::Cpu => Ok(Device::Cpu),
        DeviceKind::Cuda => Device::new_cuda(0).map_err(|_| missing("CUDA")),
        DeviceKind::Metal => Device::new_metal(0).map_err(|_| missing("Metal")),
        DeviceKind::Auto => Ok(Device::new_cuda(0).or_else(|_| Device::new_metal(0)).unwrap_or(Device::Cpu)),
    }
}

/// Returns how many cores there are to compute on: `RAYON_NUM_THREADS`, or all.
pub(in crate::hrm) fn cores() -> usize {
    let told = std::env::var("RAYON_NUM_THREADS").ok().and_then(|text| text.trim().parse().ok());
    told.filter(|cores| *cores > 0)
        .unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from))
}
