//! The motors of a branch circuit, with the currents of the tables and what these ask of conductors and device.
//!
//! Volts follow from the system and the poles of the circuit; two poles are single-phase. Equipment whose nameplate gives a
//! minimum circuit ampacity is not computed here: the nameplate has done it.

use crate::calc::Motor;
use crate::domain::facts::motor as facts;
use crate::domain::{Circuit, Facts, LoadClass, Panel};
use crate::engineering::{MissingField, Step};
use crate::nec::Edition;
use crate::nec::tables::{MOTOR_CONDUCTOR, MotorDevice, MotorDuty, MotorTime, MotorType};
use crate::units::{Amperes, VoltAmperes, Volts};

/// Motors of one size on a circuit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CircuitMotors {
    pub motor: Motor,
    pub number: f64,
    /// Of one motor, by the table.
    pub full_load: Amperes,
    /// What else the circuit carries.
    pub other: Amperes,
    pub device: MotorDevice,
    /// Whether the motor does not start with the usual device.
    pub hard_start: bool,
    /// Of other than continuous duty: the share of the nameplate current in per cent, and that current.
    pub duty: Option<(f64, Amperes)>,
}

/// Returns whether a circuit is sized by the currents of motors: of class motor or with a motor's equipment, and without the
/// marking that says the result.
pub fn is_motor_circuit(circuit: &Circuit) -> bool {
    let served = circuit.facts.word(&crate::domain::facts::circuit::EQUIPMENT);
    let motors = match served {
        Some(word) => matches!(word, "motor" | "sump-pump" | "elevator" | "fire-pump"),
        None => circuit.class == LoadClass::Motor,
    };
    motors && circuit.facts.number(&facts::MCA).is_none()
}

/// Returns the motors of a circuit.
///
/// # Errors
/// Names the fact that is missing: horsepower, a value of the tables for it, what duty other than continuous asks for.
pub fn circuit_motors(panel: &Panel, circuit: &Circuit) -> Result<CircuitMotors, MissingField> {
    let given = &circuit.facts;
    let hp = given.number(&facts::HP).ok_or(facts::HP.label)?;
    let volts = volts_of(panel, circuit).ok_or("voltage to neutral")?;
    let kind = given.word_or_assumed(&facts::MOTOR_TYPE).and_then(MotorType::from_name);
    let device = given.word_or_assumed(&facts::DEVICE).and_then(MotorDevice::from_name);
    let motor = Motor {
        hp,
        volts: volts.0,
        single_phase: circuit.poles < 3,
        is: kind.unwrap_or(MotorType::SquirrelCage),
        pf_pct: 100.0,
    };
    let full_load = motor.full_load_amperes().map_err(|_| "horsepower and voltage of the tables")?;
    Ok(CircuitMotors {
        motor,
        number: given.number_or_assumed(&facts::MOTORS).unwrap_or(1.0).max(1.0),
        full_load: Amperes(full_load),
        other: Amperes(given.number_or_assumed(&facts::OTHER_LOAD).unwrap_or(0.0)),
        device: device.unwrap_or(MotorDevice::InverseTimeBreaker),
        hard_start: given.yes_or_assumed(&facts::HARD_START) == Some(true),
        duty: duty_of(given)?,
    })
}

fn duty_of(given: &Facts) -> Result<Option<(f64, Amperes)>, MissingField> {
    let duty = given.word_or_assumed(&facts::DUTY).and_then(MotorDuty::from_name);
    let Some(duty) = duty.filter(|duty| *duty != MotorDuty::Continuous) else { return Ok(None) };
    let time = given.word(&facts::TIME_RATING).and_then(MotorTime::from_name);
    let pct = time.and_then(|time| duty.conductor_pct(time)).ok_or(facts::TIME_RATING.label)?;
    let nameplate = given.number(&facts::NAMEPLATE).ok_or(facts::NAMEPLATE.label)?;
    Ok(Some((pct, Amperes(nameplate))))
}

fn volts_of(panel: &Panel, circuit: &Circuit) -> Option<Volts> {
    if !circuit.is_line_to_neutral() {
        return Some(panel.system.line_to_line());
    }
    circuit.span().legs(panel.system).next().and_then(|leg| panel.system.line_to_neutral(leg))
}

impl CircuitMotors {
    /// Returns whether other motors or other load share the circuit.
    pub fn is_group(&self) -> bool {
        self.number > 1.0 || self.other.0 > 0.0
    }

    /// Returns the current of the circuit by the tables.
    pub fn current(&self) -> Amperes {
        self.full_load * self.number + self.other
    }

    /// Returns the load of the circuit by the tables.
    pub fn load(&self) -> VoltAmperes {
        self.va_of(self.current())
    }

    /// Returns the load of one motor by the tables.
    pub fn load_of_one(&self) -> VoltAmperes {
        self.va_of(self.full_load)
    }

    fn va_of(&self, amperes: Amperes) -> VoltAmperes {
        let root = if self.motor.single_phase { 1.0 } else { 3.0_f64.sqrt() };
        VoltAmperes(amperes.0 * self.motor.volts * root)
    }

    /// Returns what the conductors carry at least (430.22, 430.24).
    pub fn conductor(&self) -> Amperes {
        let first = match self.duty {
            Some((pct, nameplate)) => nameplate * (pct / 100.0),
            None => self.full_load * MOTOR_CONDUCTOR,
        };
        first + self.full_load * (self.number - 1.0) + self.other
    }

    /// Returns the current of the tables as a step.
    pub fn table_step(&self) -> Step {
        let words = format!("{} hp, {} V, {}", self.motor.hp, self.motor.volts, self.motor.table());
        Step::new("Full-load current", words, self.full_load)
    }

    /// Returns how [`Self::conductor`] comes about.
    pub fn conductor_steps(&self) -> Vec<Step> {
        let mut words = match self.duty {
            Some((pct, nameplate)) => format!("{nameplate} of the nameplate × {pct} %"),
            None => format!("{} × 125 %", self.full_load),
        };
        if self.number > 1.0 {
            words += &format!(" + {} × {}", self.number - 1.0, self.full_load);
        }
        if self.other.0 > 0.0 {
            words += &format!(" + {}", self.other);
        }
        vec![self.table_step(), Step::new("Conductors", words, self.conductor())]
    }

    /// Returns the largest device of one of the motors: a standard rating, or the setting of an instantaneous breaker
    /// (430.52(C)).
    pub fn device_of_one(&self, edition: Edition) -> Amperes {
        let found = self.motor.branch_device(self.device, self.full_load.0, edition);
        let usual = found.rating.unwrap_or(found.calculated);
        Amperes(if self.hard_start { found.exception.unwrap_or(usual).max(usual) } else { usual })
    }

    /// Returns the largest device of the circuit: of one motor, and with the others and other load added (430.53(C)).
    pub fn largest_device(&self, edition: Edition) -> Amperes {
        self.device_of_one(edition) + self.full_load * (self.number - 1.0) + self.other
    }
}
