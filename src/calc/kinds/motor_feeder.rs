//! Several motors on one feeder.

use crate::calc::kinds::fields;
use crate::calc::kinds::motor_inputs;
use crate::calc::kinds::motor_inputs::{MotorInputs, Names};
use crate::calc::{Fault, Field, FieldType, Kind, Preset, ResultField, Work};
use crate::nec::tables::{MOTOR_CONDUCTOR, StandardDevice, largest_standard_up_to};

pub(super) const KIND: Kind = Kind {
    name: "motor-feeder",
    title: "Several motors on one feeder",
    sections: "430.24, 430.62; 430.63 for other loads",
    inputs: &[
        fields::V_NEEDED,
        fields::PHASES_NEEDED,
        Field::new(
            "motors",
            FieldType::List(&[
                fields::COUNT,
                motor_inputs::HP,
                motor_inputs::MOTOR_TYPE,
                motor_inputs::PF_PCT,
                motor_inputs::DEVICE,
                motor_inputs::NAMEPLATE_A,
                motor_inputs::SERVICE_FACTOR,
                motor_inputs::TEMP_RISE_C,
                motor_inputs::SECONDARY_NAMEPLATE_A,
                Field::new("branch_ocpd_a", FieldType::Positive, "A")
                    .note("actual branch device; default: ocpd computed from device"),
            ]),
            "",
        )
        .needed()
        .note("all at the feeder voltage and phases"),
        Field::new("other_load_a", FieldType::Number, "A")
            .assumed(Preset::Number(0.0))
            .note("non-motor load (125 % of its continuous part already included)"),
    ],
    results: &[
        ResultField { name: "motors[i].flc", unit: "A", note: "i = 0, 1, ...; one motor of that entry" },
        ResultField { name: "motors[i].min_ampacity", unit: "A", note: "" },
        ResultField { name: "motors[i].ocpd", unit: "A", note: "" },
        ResultField { name: "motors[i].overload", unit: "A", note: "" },
        ResultField { name: "motors[i].overload_max", unit: "A", note: "" },
        ResultField { name: "motors[i].secondary_ampacity", unit: "A", note: "" },
        ResultField { name: "largest_flc", unit: "A", note: "" },
        ResultField {
            name: "min_ampacity",
            unit: "A",
            note: "1.25 x largest + sum of the others + other_load_a",
        },
        ResultField {
            name: "feeder_ocpd_calc",
            unit: "A",
            note: "largest branch device + sum of the FLC of the other motors + other_load_a",
        },
        ResultField {
            name: "feeder_ocpd_max",
            unit: "A",
            note: "largest standard rating <= feeder_ocpd_calc",
        },
    ],
    run,
};

const fn names(index: usize) -> Names {
    Names {
        index: Some(index),
        flc: "motors[i].flc",
        min_ampacity: "motors[i].min_ampacity",
        ocpd: "motors[i].ocpd",
        overload: "motors[i].overload",
        overload_max: "motors[i].overload_max",
        secondary_ampacity: "motors[i].secondary_ampacity",
    }
}

/// Motors of one entry.
struct Entry {
    number: f64,
    /// Of one of them, in amperes.
    flc: f64,
    /// Branch device of one of them, in amperes.
    device: Option<f64>,
    /// Where its device would be given.
    device_at: String,
}

fn entries(work: &Work<'_>) -> Result<Vec<Entry>, Fault> {
    let read = |(index, inputs): (usize, crate::calc::Part<'_>)| {
        let number = inputs.number("n");
        let motor = MotorInputs::read(work, &inputs, names(index))?;
        motor.min_ampacity(work);
        let computed = motor.branch_device(work).map(|device| motor.ocpd(work, device)).transpose()?;
        let device_at = inputs.at("device");
        if computed.is_none() {
            work.undetermined_at("motors[i].ocpd", index, &[&device_at]);
        }
        motor.overload(work);
        motor.secondary(work);
        Ok(Entry { number, flc: motor.flc, device: inputs.maybe("branch_ocpd_a").or(computed), device_at })
    };
    work.inputs().list("motors").into_iter().enumerate().map(read).collect()
}

fn run(work: &Work<'_>) -> Result<(), Fault> {
    let motors = entries(work)?;
    let other = work.inputs().number("other_load_a");
    let largest = motors.iter().map(|motor| motor.flc).fold(0.0, f64::max);
    work.step("Largest full-load current", "largest of the motors").is("largest_flc", largest);
    let sum: f64 = motors.iter().map(|motor| motor.number * motor.flc).sum();
    work.step("All motors", "sum of n × full-load current").gives(sum, "A");
    let ampacity = MOTOR_CONDUCTOR * largest + (sum - largest) + other;
    work.step("Feeder ampacity", "1.25 × largest + the other motors + other load")
        .with("largest", largest)
        .with("others", sum - largest)
        .with("other load", other)
        .cite("430.24")
        .is("min_ampacity", ampacity);
    let without: Vec<&str> =
        motors.iter().filter(|motor| motor.device.is_none()).map(|motor| motor.device_at.as_str()).collect();
    let with_device = motors.iter().filter_map(|motor| Some((motor.device?, motor.flc)));
    let largest = with_device.max_by(|one, two| one.0.total_cmp(&two.0).then(one.1.total_cmp(&two.1)));
    let (Some((device, flc)), true) = (largest, without.is_empty()) else {
        for result in ["feeder_ocpd_calc", "feeder_ocpd_max"] {
            work.undetermined(result, &without);
        }
        return Ok(());
    };
    let calculated = device + (sum - flc) + other;
    work.step("Limit of the feeder device", "largest branch device + the other motors + other load")
        .with("device", device)
        .with("others", sum - flc)
        .with("other load", other)
        .cite(if other > 0.0 { "430.62(A), 430.63" } else { "430.62(A)" })
        .is("feeder_ocpd_calc", calculated);
    match largest_standard_up_to(calculated, StandardDevice::Breaker, work.edition) {
        Some(rating) => work
            .step("Feeder device", "largest standard rating ≤ limit")
            .with("A", calculated)
            .cite("430.62(A), 240.6(A)")
            .is("feeder_ocpd_max", rating),
        None => {
            work.warn("No standard rating is within the limit of the feeder device");
            work.undetermined("feeder_ocpd_max", &["motors"]);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::calc::calculate;
    use serde_json::json;

    #[test]
    fn what_is_left_open_and_what_is_assumed_is_told_by_place() {
        let request = json!({
            "id": "x", "edition": "2020", "kind": "motor-feeder",
            "inputs": { "v": 460, "phases": 3, "motors": [
                { "hp": 10, "nameplate_a": 13 },
                { "n": 2, "hp": 5, "motor_type": "synchronous", "device": "dual-element-fuse" },
            ] }
        });
        let refusal = calculate(request.as_object().expect("an object")).expect_err("no synchronous 5 hp");
        assert_eq!(refusal.0[0].path, "/inputs/motors/1/hp");

        let request = json!({
            "id": "x", "edition": "2020", "kind": "motor-feeder",
            "inputs": { "v": 460, "phases": 3, "motors": [
                { "hp": 10, "nameplate_a": 13 },
                { "n": 2, "hp": 50, "motor_type": "synchronous", "device": "dual-element-fuse" },
            ] }
        });
        let (_, _, answer) = calculate(request.as_object().expect("an object")).expect("an answer");
        let open: Vec<(&str, &[String])> =
            answer.undetermined.iter().map(|open| (open.result.as_str(), open.needs.as_slice())).collect();
        let device = ["/inputs/motors/0/device".to_owned()];
        assert_eq!(
            open,
            [
                ("motors[0].ocpd", &device[..]),
                ("feeder_ocpd_calc", &device[..]),
                ("feeder_ocpd_max", &device[..])
            ]
        );
        let mut assumed: Vec<&str> = answer.assumptions.iter().map(|one| one.path.as_str()).collect();
        assumed.sort_unstable();
        assert_eq!(
            assumed,
            [
                "/inputs/motors/0/motor_type",
                "/inputs/motors/0/n",
                "/inputs/motors/0/service_factor",
                "/inputs/motors/1/pf_pct",
                "/inputs/other_load_a",
            ]
        );
    }
}
