//! One motor: its conductor, branch device, overload and disconnect.

use crate::calc::kinds::fields;
use crate::calc::kinds::motor_inputs;
use crate::calc::kinds::motor_inputs::{MotorInputs, Names};
use crate::calc::{Fault, Field, FieldType, Kind, ResultField, Work};
use crate::nec::tables::{CONDUCTORS, Column, MOTOR_DISCONNECT};
use crate::nec::{Edition, Material};

pub(super) const KIND: Kind = Kind {
    name: "motor-branch",
    title: "One motor: conductor, branch device, overload",
    sections: "430.6, 430.22, 430.23, 430.32, 430.52, 430.110; Tables 430.247-430.250",
    inputs: &[
        motor_inputs::HP,
        fields::V_NEEDED,
        fields::PHASES_NEEDED,
        motor_inputs::MOTOR_TYPE,
        motor_inputs::PF_PCT,
        motor_inputs::DEVICE,
        motor_inputs::NAMEPLATE_A,
        motor_inputs::SERVICE_FACTOR,
        motor_inputs::TEMP_RISE_C,
        motor_inputs::SECONDARY_NAMEPLATE_A,
        Field::new("termination_c", FieldType::ChoiceOf(&[60.0, 75.0]), "degC").note("needed for conductor"),
        fields::MATERIAL,
    ],
    results: &[
        ResultField { name: "flc", unit: "A", note: "table full-load current" },
        ResultField { name: "load_va", unit: "VA", note: "flc x v (x sqrt(3)); v as given" },
        ResultField { name: "min_ampacity", unit: "A", note: "" },
        ResultField {
            name: "conductor",
            unit: "awg_kcmil",
            note: "smallest size >= 14 Cu / 12 Al whose termination column >= min_ampacity",
        },
        ResultField { name: "ocpd_calc", unit: "A", note: "" },
        ResultField { name: "ocpd", unit: "A", note: "" },
        ResultField { name: "ocpd_exception_max", unit: "A", note: "" },
        ResultField { name: "overload", unit: "A", note: "" },
        ResultField { name: "overload_max", unit: "A", note: "" },
        ResultField { name: "secondary_ampacity", unit: "A", note: "1.25 x secondary_nameplate_a (430.23)" },
        ResultField { name: "disconnect_min", unit: "A", note: "1.15 x flc (430.110)" },
    ],
    run,
};

const NAMES: Names = Names {
    index: None,
    flc: "flc",
    min_ampacity: "min_ampacity",
    ocpd: "ocpd",
    overload: "overload",
    overload_max: "overload_max",
    secondary_ampacity: "secondary_ampacity",
};

fn run(work: &Work<'_>) -> Result<(), Fault> {
    let inputs = work.inputs();
    let motor = MotorInputs::read(work, &inputs, NAMES)?;
    let three_phase = !motor.motor.single_phase;
    let volts = motor.motor.volts;
    let load = motor.flc * if three_phase { volts * 3.0_f64.sqrt() } else { volts };
    work.step("Load", if three_phase { "√3 V A" } else { "V A" })
        .with("A", motor.flc)
        .with("V", volts)
        .is("load_va", load);
    let ampacity = motor.min_ampacity(work);
    conductor(work, ampacity);
    match motor.branch_device(work) {
        Some(device) => {
            work.step("Limit of the branch device", "percentage × full-load current")
                .with("%", device.pct)
                .with("A", motor.flc)
                .cite(motor.branch_table(work))
                .is("ocpd_calc", device.calculated);
            motor.ocpd(work, device)?;
            match device.exception {
                Some(exception) => work
                    .step(
                        "Branch device where the motor does not start",
                        "largest standard rating within the exception",
                    )
                    .with("A", motor.flc)
                    .cite("430.52(C)")
                    .is("ocpd_exception_max", exception),
                None => {
                    work.warn("No standard rating is within the exception for the branch device");
                    work.undetermined("ocpd_exception_max", &["device"]);
                }
            }
        }
        None => {
            for result in ["ocpd_calc", "ocpd", "ocpd_exception_max"] {
                work.undetermined(result, &["device"]);
            }
        }
    }
    if !motor.overload(work) {
        for result in ["overload", "overload_max"] {
            work.undetermined(result, &["nameplate_a"]);
        }
    }
    if !motor.secondary(work) {
        work.undetermined("secondary_ampacity", &["secondary_nameplate_a"]);
    }
    work.step("Disconnect", "1.15 × full-load current")
        .with("A", motor.flc)
        .cite("430.110(A)")
        .is("disconnect_min", MOTOR_DISCONNECT * motor.flc);
    Ok(())
}

/// Finds the smallest conductor whose ampacity at the terminals is enough.
fn conductor(work: &Work<'_>, ampacity: f64) {
    let inputs = work.inputs();
    let Some(termination) = inputs.maybe("termination_c") else {
        return work.undetermined("conductor", &["termination_c"]);
    };
    let column = if termination == 60.0 { Column::C60 } else { Column::C75 };
    let material = if inputs.text("material") == "al" { Material::Aluminum } else { Material::Copper };
    // Copper from 14 AWG and aluminum from 12 AWG have values at 60 and 75 °C, smaller sizes have none.
    let enough = CONDUCTORS.iter().find_map(|row| {
        let amperes = row.ampacity(material, column)?;
        (amperes >= ampacity - 1e-6).then_some((row.size, amperes))
    });
    match enough {
        Some((size, amperes)) => {
            work.step("Ampacity of the conductor", "first value of the column ≥ conductor ampacity")
                .with("column in °C", termination)
                .with("A", ampacity)
                .cite("110.14(C)")
                .gives(amperes, "A");
            work.step("Conductor", "smallest size whose ampacity is enough")
                .with("A", ampacity)
                .cite(if work.edition == Edition::E2017 {
                    "430.22, 310.15(B)(16), 110.14(C)"
                } else {
                    "430.22, 310.16, 110.14(C)"
                })
                .is("conductor", size);
        }
        None => {
            work.warn("No single conductor is enough for the motor");
            work.undetermined("conductor", &["termination_c"]);
        }
    }
}
