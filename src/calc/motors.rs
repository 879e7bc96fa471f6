//! Motors: full-load current, branch device, overload.

use crate::nec::Edition;
use crate::nec::tables::{
    DUAL_ELEMENT_EXCEPTION_PCT, INVERSE_TIME_EXCEPTION_PCT, MotorDevice, MotorType,
    NONTIME_FUSE_EXCEPTION_PCT, StandardDevice, dc_motor_amperes, is_dc_motor_volts, largest_standard_up_to,
    motor_rated_volts, next_standard_rating, single_phase_motor_amperes, synchronous_motor_amperes,
    three_phase_motor_amperes,
};

/// A motor as its circuit sees it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Motor {
    pub hp: f64,
    /// Volts between lines, or to neutral in a circuit of line and neutral.
    pub volts: f64,
    pub single_phase: bool,
    pub is: MotorType,
    /// Power factor in per cent, 100, 90 or 80, of a synchronous motor.
    pub pf_pct: f64,
}

/// Why a motor has no full-load current.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoMotorCurrent {
    /// No column serves the voltage.
    Volts,
    /// The table has no row or no value.
    Row,
}

impl Motor {
    /// Whether power factor changes its current.
    pub fn has_power_factor(&self) -> bool {
        self.is == MotorType::Synchronous && !self.single_phase
    }

    /// Returns the table that holds its current.
    pub fn table(&self) -> &'static str {
        match self.is {
            MotorType::DirectCurrent => "Table 430.247",
            _ if self.single_phase => "Table 430.248",
            _ => "Table 430.250",
        }
    }

    /// Returns the cell of the table in amperes, at unity power factor.
    ///
    /// # Errors
    /// The table has no column for the voltage, or no row or value.
    pub fn table_amperes(&self) -> Result<f64, NoMotorCurrent> {
        let direct = self.is == MotorType::DirectCurrent;
        let known =
            if direct { is_dc_motor_volts(self.volts) } else { motor_rated_volts(self.volts).is_some() };
        if !known {
            return Err(NoMotorCurrent::Volts);
        }
        let table = match self.is {
            MotorType::DirectCurrent => dc_motor_amperes,
            _ if self.single_phase => single_phase_motor_amperes,
            MotorType::Synchronous => synchronous_motor_amperes,
            _ => three_phase_motor_amperes,
        };
        table(self.hp, self.volts).ok_or(NoMotorCurrent::Row)
    }

    /// Returns the factor on the table's current: that of the power factor of a synchronous motor, else 1.
    pub fn power_factor_factor(&self) -> f64 {
        match self.pf_pct {
            pf if !self.has_power_factor() || pf >= 100.0 => 1.0,
            pf if pf >= 90.0 => 1.1,
            _ => 1.25,
        }
    }

    /// Returns the full-load current in amperes.
    ///
    /// # Errors
    /// As [`Self::table_amperes`].
    pub fn full_load_amperes(&self) -> Result<f64, NoMotorCurrent> {
        Ok(self.table_amperes()? * self.power_factor_factor())
    }

    /// Returns the largest branch device for a full-load current, in amperes.
    pub fn branch_device(&self, device: MotorDevice, flc: f64, edition: Edition) -> MotorBranchDevice {
        let pct = self.is.branch_device_pct(self.single_phase, device);
        let calculated = pct / 100.0 * flc;
        let percent_of = |pct: f64| pct / 100.0 * flc;
        let (rating, exception) = match device {
            MotorDevice::InstantaneousBreaker => {
                let most = percent_of(self.is.instantaneous_exception_pct(self.single_phase));
                (Some(calculated), Some(most))
            }
            MotorDevice::InverseTimeBreaker => {
                let [small, large] = INVERSE_TIME_EXCEPTION_PCT;
                let most = percent_of(if flc <= 100.0 + 1e-6 { small } else { large });
                let breaker = StandardDevice::Breaker;
                (
                    next_standard_rating(calculated, breaker, edition),
                    largest_standard_up_to(most, breaker, edition),
                )
            }
            MotorDevice::DualElementFuse => {
                let (fuse, most) = (StandardDevice::Fuse, percent_of(DUAL_ELEMENT_EXCEPTION_PCT));
                (next_standard_rating(calculated, fuse, edition), largest_standard_up_to(most, fuse, edition))
            }
            MotorDevice::NontimeDelayFuse => {
                let [small, large] = NONTIME_FUSE_EXCEPTION_PCT;
                // The percentage depends on the fuse, so each range has its own largest.
                let fuse = StandardDevice::Fuse;
                let up_to_600 = largest_standard_up_to(percent_of(small).min(600.0), fuse, edition);
                let above =
                    largest_standard_up_to(percent_of(large), fuse, edition).filter(|rating| *rating > 600.0);
                (next_standard_rating(calculated, fuse, edition), above.or(up_to_600))
            }
        };
        MotorBranchDevice { pct, calculated, rating, exception }
    }
}

/// The largest short-circuit and ground-fault device of a motor, in amperes (430.52).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MotorBranchDevice {
    /// Per cent of full-load current.
    pub pct: f64,
    pub calculated: f64,
    /// Standard rating; the setting of an instantaneous breaker. `None` above the largest rating.
    pub rating: Option<f64>,
    /// Largest standard rating, or setting, where the motor would not start; `None` where no rating is so small.
    pub exception: Option<f64>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn motor(hp: f64, volts: f64, is: MotorType) -> Motor {
        Motor { hp, volts, single_phase: false, is, pf_pct: 100.0 }
    }

    #[test]
    fn full_load_currents() {
        assert_eq!(motor(50.0, 480.0, MotorType::WoundRotor).full_load_amperes(), Ok(65.0));
        let synchronous = Motor { pf_pct: 80.0, ..motor(100.0, 460.0, MotorType::Synchronous) };
        assert_eq!(synchronous.full_load_amperes(), Ok(101.0 * 1.25));
        let single = Motor { single_phase: true, ..motor(5.0, 230.0, MotorType::SquirrelCage) };
        assert_eq!(single.full_load_amperes(), Ok(28.0));
        assert_eq!(motor(10.0, 240.0, MotorType::DirectCurrent).full_load_amperes(), Ok(38.0));
        assert_eq!(
            motor(10.0, 230.0, MotorType::DirectCurrent).full_load_amperes(),
            Err(NoMotorCurrent::Volts)
        );
        assert_eq!(motor(6.0, 460.0, MotorType::SquirrelCage).full_load_amperes(), Err(NoMotorCurrent::Row));
    }

    #[test]
    fn branch_devices() {
        let of = |device, flc| {
            motor(10.0, 460.0, MotorType::SquirrelCage).branch_device(device, flc, Edition::E2023)
        };
        let breaker = of(MotorDevice::InverseTimeBreaker, 22.0);
        assert_eq!((breaker.calculated, breaker.rating, breaker.exception), (55.0, Some(60.0), Some(80.0)));
        let fuse = of(MotorDevice::DualElementFuse, 52.0);
        assert_eq!((fuse.rating, fuse.exception), (Some(100.0), Some(110.0)));
        let instantaneous = of(MotorDevice::InstantaneousBreaker, 14.0);
        assert_eq!((instantaneous.rating, instantaneous.exception), (Some(112.0), Some(182.0)));
    }

    #[test]
    fn fuses_without_time_delay_have_two_exceptions() {
        let most = |flc| {
            motor(10.0, 460.0, MotorType::SquirrelCage)
                .branch_device(MotorDevice::NontimeDelayFuse, flc, Edition::E2023)
                .exception
        };
        assert_eq!(most(27.0), Some(100.0));
        assert_eq!(most(180.0), Some(600.0));
        assert_eq!(most(200.0), Some(600.0));
        assert_eq!(most(201.0), Some(601.0));
        assert_eq!(most(240.0), Some(700.0));
    }
}
