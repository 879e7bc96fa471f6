//! Branch devices, overloads, conductors and disconnects of motors, as percentages of full-load current.

use crate::nec::Edition;
use crate::nec::tables::Provenance;

pub const MOTOR_PROTECTION_FROM: Provenance = Provenance {
    table: "430.52(C)(1) (430.52 before 2023); 430.22, 430.24, 430.32, 430.110",
    editions: &Edition::ALL,
    sources: &["a public transcription of 2023", "a second public transcription of 2023"],
    doubts: &["the exceptions rest on one transcription", "2017 and 2026 are taken to be the same"],
};

named_enum!(
    /// Kinds of motors.
    MotorType {
        SquirrelCage = "squirrel-cage",
        EnergyEfficientB = "energy-efficient-b",
        WoundRotor = "wound-rotor",
        Synchronous = "synchronous",
        DirectCurrent = "dc",
    }
);

named_enum!(
    /// Short-circuit and ground-fault devices of a motor's branch circuit.
    MotorDevice {
        NontimeDelayFuse = "nontime-delay-fuse",
        DualElementFuse = "dual-element-fuse",
        InstantaneousBreaker = "instantaneous-breaker",
        InverseTimeBreaker = "inverse-time-breaker",
    }
);

/// Conductor of one motor, and of the largest of several, as a factor on full-load current (430.22, 430.24).
pub const MOTOR_CONDUCTOR: f64 = 1.25;
/// Ampere rating of a disconnect, as a factor on full-load current (430.110).
pub const MOTOR_DISCONNECT: f64 = 1.15;

/// How far "in sight" reaches for a motor's disconnect, in feet (430.102).
pub const IN_SIGHT_FT: f64 = 50.0;

impl MotorType {
    /// Returns the largest branch device in per cent of full-load current; single-phase motors share one row.
    pub const fn branch_device_pct(self, single_phase: bool, device: MotorDevice) -> f64 {
        let [fuse, dual, instantaneous, inverse] = match self {
            Self::DirectCurrent => [150.0, 150.0, 250.0, 150.0],
            _ if single_phase => [300.0, 175.0, 800.0, 250.0],
            Self::SquirrelCage | Self::Synchronous => [300.0, 175.0, 800.0, 250.0],
            Self::EnergyEfficientB => [300.0, 175.0, 1100.0, 250.0],
            Self::WoundRotor => [150.0, 150.0, 800.0, 150.0],
        };
        match device {
            MotorDevice::NontimeDelayFuse => fuse,
            MotorDevice::DualElementFuse => dual,
            MotorDevice::InstantaneousBreaker => instantaneous,
            MotorDevice::InverseTimeBreaker => inverse,
        }
    }

    /// Returns what an instantaneous breaker may be set to in per cent of full-load current where the motor would not start.
    pub const fn instantaneous_exception_pct(self, single_phase: bool) -> f64 {
        match self {
            Self::EnergyEfficientB if !single_phase => 1700.0,
            _ => 1300.0,
        }
    }
}

/// Exceptions in per cent of full-load current where the motor would not start: fuses without time delay up to 600 A and above,
/// dual-element fuses, inverse-time breakers up to 100 A of full-load current and above.
pub const NONTIME_FUSE_EXCEPTION_PCT: [f64; 2] = [400.0, 300.0];
pub const DUAL_ELEMENT_EXCEPTION_PCT: f64 = 225.0;
pub const INVERSE_TIME_EXCEPTION_PCT: [f64; 2] = [400.0, 300.0];

/// Overload device in per cent of nameplate current: as a rule, and at most where that is not enough (430.32(A)(1), (C)).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OverloadPct {
    pub usual: f64,
    pub most: f64,
}

/// Returns the percentages for a service factor, or a temperature rise in °C, as far as they are known.
pub fn overload_pct(service_factor: Option<f64>, temp_rise_c: Option<f64>) -> OverloadPct {
    let spare = service_factor.is_some_and(|factor| factor >= 1.15 - 1e-9);
    let cool = temp_rise_c.is_some_and(|rise| rise <= 40.0 + 1e-9);
    if spare || cool {
        OverloadPct { usual: 125.0, most: 140.0 }
    } else {
        OverloadPct { usual: 115.0, most: 130.0 }
    }
}

/// Factors on the larger of rated-load current and branch-circuit selection current of hermetic compressors: conductor (440.32),
/// device and device where the motor would not start (440.22(A)), disconnect (440.12(A)(1)).
pub const COMPRESSOR_CONDUCTOR: f64 = 1.25;
pub const COMPRESSOR_DEVICE: [f64; 2] = [1.75, 2.25];
pub const COMPRESSOR_DISCONNECT: f64 = 1.15;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spot_values() {
        use MotorDevice::{DualElementFuse, InstantaneousBreaker, InverseTimeBreaker, NontimeDelayFuse};
        assert_eq!(MotorType::SquirrelCage.branch_device_pct(false, InverseTimeBreaker), 250.0);
        assert_eq!(MotorType::EnergyEfficientB.branch_device_pct(false, InstantaneousBreaker), 1100.0);
        assert_eq!(MotorType::WoundRotor.branch_device_pct(false, DualElementFuse), 150.0);
        assert_eq!(MotorType::DirectCurrent.branch_device_pct(true, InstantaneousBreaker), 250.0);
        assert_eq!(MotorType::WoundRotor.branch_device_pct(true, NontimeDelayFuse), 300.0);
        assert_eq!(MotorType::EnergyEfficientB.instantaneous_exception_pct(false), 1700.0);
    }

    #[test]
    fn exceptions_allow_more() {
        for motor in MotorType::ALL {
            for single in [true, false] {
                let pct = |device| motor.branch_device_pct(single, device);
                assert!(pct(MotorDevice::NontimeDelayFuse) <= NONTIME_FUSE_EXCEPTION_PCT[1]);
                assert!(pct(MotorDevice::DualElementFuse) < DUAL_ELEMENT_EXCEPTION_PCT);
                assert!(pct(MotorDevice::InverseTimeBreaker) < INVERSE_TIME_EXCEPTION_PCT[1]);
                assert!(pct(MotorDevice::InstantaneousBreaker) < motor.instantaneous_exception_pct(single));
            }
        }
    }

    #[test]
    fn overloads() {
        let (much, little) =
            (OverloadPct { usual: 125.0, most: 140.0 }, OverloadPct { usual: 115.0, most: 130.0 });
        assert_eq!(overload_pct(Some(1.15), None), much);
        assert_eq!(overload_pct(Some(1.0), Some(40.0)), much);
        assert_eq!(overload_pct(Some(1.1), Some(41.0)), little);
        assert_eq!(overload_pct(None, None), little);
    }

    #[test]
    fn factors_of_motors_and_compressors() {
        assert_eq!((MOTOR_CONDUCTOR, MOTOR_DISCONNECT, IN_SIGHT_FT), (1.25, 1.15, 50.0));
        assert_eq!(
            (COMPRESSOR_CONDUCTOR, COMPRESSOR_DEVICE, COMPRESSOR_DISCONNECT),
            (1.25, [1.75, 2.25], 1.15)
        );
    }
}
