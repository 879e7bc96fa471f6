//! What the motor calculations share: a motor read from its inputs, and the steps for it.

use crate::calc::{
    Fault, Field, FieldType, Motor, MotorBranchDevice, NoMotorCurrent, Part, Preset, StepDraft, Work,
};
use crate::nec::Edition;
use crate::nec::tables::{MOTOR_CONDUCTOR, MotorDevice, MotorType, overload_pct};

pub(super) const HP: Field = Field::new("hp", FieldType::Positive, "hp").needed();

pub(super) const MOTOR_TYPE: Field = Field::new(
    "motor_type",
    FieldType::Choice(&["squirrel-cage", "energy-efficient-b", "wound-rotor", "synchronous", "dc"]),
    "",
)
.assumed(Preset::Text("squirrel-cage"));

pub(super) const PF_PCT: Field = Field::new("pf_pct", FieldType::ChoiceOf(&[100.0, 90.0, 80.0]), "pct")
    .assumed(Preset::Number(100.0))
    .note("synchronous only");

pub(super) const DEVICE: Field = Field::new(
    "device",
    FieldType::Choice(&[
        "nontime-delay-fuse",
        "dual-element-fuse",
        "instantaneous-breaker",
        "inverse-time-breaker",
    ]),
    "",
)
.note("branch short-circuit device");

pub(super) const NAMEPLATE_A: Field = Field::new("nameplate_a", FieldType::Positive, "A");

pub(super) const SERVICE_FACTOR: Field = Field::new("service_factor", FieldType::Positive, "-");

pub(super) const TEMP_RISE_C: Field = Field::new("temp_rise_c", FieldType::Positive, "degC");

pub(super) const SECONDARY_NAMEPLATE_A: Field =
    Field::new("secondary_nameplate_a", FieldType::Positive, "A").note("wound rotor secondary");

/// Results of a motor by name; those of one motor among several with its place.
#[derive(Clone, Copy)]
pub(super) struct Names {
    pub index: Option<usize>,
    pub flc: &'static str,
    pub min_ampacity: &'static str,
    pub ocpd: &'static str,
    pub overload: &'static str,
    pub overload_max: &'static str,
    pub secondary_ampacity: &'static str,
}

impl Names {
    fn end(&self, step: StepDraft<'_, '_>, result: &'static str, value: f64) {
        match self.index {
            Some(index) => step.item(result, index, value),
            None => step.is(result, value),
        }
    }

    fn label(&self, words: &str) -> String {
        self.index.map_or_else(|| words.to_owned(), |index| format!("{words}, motor {}", index + 1))
    }
}

/// A motor as it was given.
pub(super) struct MotorInputs<'a> {
    pub motor: Motor,
    /// Full-load current in amperes.
    pub flc: f64,
    inputs: Part<'a>,
    names: Names,
}

impl<'a> MotorInputs<'a> {
    /// Reads a motor; voltage and phases are top inputs.
    pub fn read(work: &'a Work<'_>, inputs: &Part<'a>, names: Names) -> Result<Self, Fault> {
        let top = work.inputs();
        let is = MotorType::from_name(&inputs.text("motor_type")).unwrap_or(MotorType::SquirrelCage);
        let single_phase = top.number("phases") == 1.0;
        if is == MotorType::DirectCurrent && !single_phase {
            return Err(work.conflict(&inputs.at("motor_type"), "a direct-current motor has no three phases"));
        }
        let mut motor =
            Motor { hp: inputs.number("hp"), volts: top.number("v"), single_phase, is, pf_pct: 100.0 };
        if motor.has_power_factor() {
            motor.pf_pct = inputs.number("pf_pct");
        } else if inputs.has("pf_pct") {
            work.warn("Power factor counts for three-phase synchronous motors only: pf_pct is not used");
        }
        let cell = motor.table_amperes().map_err(|why| match why {
            NoMotorCurrent::Volts => {
                work.range("v", "the table of motor currents has no column for this voltage")
            }
            NoMotorCurrent::Row => work.no_row(
                &inputs.at("hp"),
                "the table of motor currents has no value for this power and voltage",
            ),
        })?;
        let factor = motor.power_factor_factor();
        let cited = format!("430.6(A), {}", motor.table());
        let step = if factor == 1.0 {
            work.step(names.label("Full-load current"), "row by hp, column by volts")
        } else {
            work.step(names.label("Full-load current at unity power factor"), "row by hp, column by volts")
                .with("hp", motor.hp)
                .with("V", motor.volts)
                .cite(&cited)
                .gives(cell, "A");
            work.step(names.label("Full-load current"), "current at unity × factor of the power factor")
                .with("A", cell)
                .with("factor", factor)
        };
        let flc = cell * factor;
        names.end(step.with("hp", motor.hp).with("V", motor.volts).cite(&cited), names.flc, flc);
        Ok(Self { motor, flc, inputs: inputs.clone(), names })
    }

    /// Writes and returns the least ampacity of the motor's conductor.
    pub fn min_ampacity(&self, work: &Work<'_>) -> f64 {
        let ampacity = MOTOR_CONDUCTOR * self.flc;
        let step = work.step(self.names.label("Conductor ampacity"), "1.25 × full-load current");
        self.names.end(step.with("A", self.flc).cite("430.22"), self.names.min_ampacity, ampacity);
        ampacity
    }

    /// Returns the section of the branch devices' table.
    pub fn branch_table(&self, work: &Work<'_>) -> &'static str {
        if work.edition < Edition::E2023 { "Table 430.52" } else { "Table 430.52(C)(1)" }
    }

    /// Returns the branch device; `None` where none was named.
    pub fn branch_device(&self, work: &Work<'_>) -> Option<MotorBranchDevice> {
        let device = MotorDevice::from_name(&self.inputs.maybe_text("device")?)?;
        Some(self.motor.branch_device(device, self.flc, work.edition))
    }

    /// Writes and returns the rating of the branch device in amperes.
    pub fn ocpd(&self, work: &Work<'_>, device: MotorBranchDevice) -> Result<f64, Fault> {
        let rating = device
            .rating
            .ok_or_else(|| work.range("", "no standard rating is as large as the branch device"))?;
        let formula = if rating == device.calculated {
            "percentage × full-load current"
        } else {
            "next standard rating"
        };
        let step =
            work.step(self.names.label("Branch device"), formula).with("calculated", device.calculated);
        self.names.end(step.cite("430.52(C)(1), 240.6(A)"), self.names.ocpd, rating);
        Ok(rating)
    }

    /// Writes the overload device, if the nameplate current is there; returns whether it is.
    pub fn overload(&self, work: &Work<'_>) -> bool {
        let Some(nameplate) = self.inputs.maybe("nameplate_a") else { return false };
        let (factor, rise) = (self.inputs.maybe("service_factor"), self.inputs.maybe("temp_rise_c"));
        if factor.is_none() && rise.is_none() {
            work.assume(self.inputs.at("service_factor"), 1.0);
        }
        let pct = overload_pct(factor, rise);
        for (words, pct, section, result) in [
            ("Overload device", pct.usual, "430.32(A)(1)", self.names.overload),
            ("Overload device at most", pct.most, "430.32(C)", self.names.overload_max),
        ] {
            let step = work.step(self.names.label(words), "percentage × nameplate current");
            let step = step.with("%", pct).with("A", nameplate).cite(section);
            self.names.end(step, result, pct / 100.0 * nameplate);
        }
        true
    }

    /// Writes the ampacity of a wound rotor's secondary, if its current is there; returns whether it is.
    pub fn secondary(&self, work: &Work<'_>) -> bool {
        let Some(amperes) = self.inputs.maybe("secondary_nameplate_a") else { return false };
        let step = work.step(self.names.label("Secondary conductor"), "1.25 × secondary current");
        self.names.end(
            step.with("A", amperes).cite("430.23(A)"),
            self.names.secondary_ampacity,
            MOTOR_CONDUCTOR * amperes,
        );
        true
    }
}
