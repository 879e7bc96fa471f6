//! The feeder of elevators.

use crate::calc::kinds::fields;
use crate::calc::{Fault, Field, FieldType, Kind, Part, Preset, ResultField, Work};
use crate::nec::tables::elevator_demand;

pub(super) const KIND: Kind = Kind {
    name: "elevator-feeder",
    title: "Elevator feeder",
    sections: "620.13, 620.14, 430.22(E); Annex D9, D10",
    inputs: &[
        Field::new("elevators", FieldType::Count, "").needed().note("number of elevators: demand factor"),
        Field::new(
            "machines",
            FieldType::List(&[
                fields::COUNT,
                Field::new("a", FieldType::Positive, "A").needed_when("a, or kva + v"),
                Field::new("duty_pct", FieldType::Positive, "pct")
                    .assumed(Preset::Number(100.0))
                    .note("430.22(E) percentage applied to a"),
                Field::new("kva", FieldType::Positive, "kVA"),
                Field::new("v", FieldType::Positive, "V"),
                Field::new("phases", FieldType::ChoiceOf(&[1.0, 3.0]), "").assumed(Preset::Number(3.0)),
                Field::new("efficiency", FieldType::Positive, "-")
                    .assumed(Preset::Number(1.0))
                    .note("kVA is divided by it"),
            ]),
            "",
        )
        .needed(),
        Field::new("controller_a", FieldType::Number, "A")
            .assumed(Preset::Number(0.0))
            .note("continuous controller load of one elevator"),
    ],
    results: &[
        ResultField { name: "sum_a", unit: "A", note: "machines" },
        ResultField { name: "demand_factor", unit: "-", note: "tables/620_14_elevator_demand.csv" },
        ResultField { name: "diverse_a", unit: "A", note: "demand_factor x sum_a" },
        ResultField { name: "controller_a", unit: "A", note: "1.25 x controller_a x elevators" },
        ResultField { name: "feeder_ampacity", unit: "A", note: "diverse_a + controller_a" },
    ],
    run,
};

/// Returns the current of one machine in amperes.
fn machine_current(work: &Work<'_>, machine: &Part<'_>, index: usize) -> Result<f64, Fault> {
    let label = format!("Machine {}", index + 1);
    match (machine.maybe("a"), machine.maybe("kva")) {
        (None, None) => Err(work.missing(&machine.at("a"))),
        (Some(_), Some(_)) => Err(work.conflict(&machine.at("kva"), "give amperes or kVA, not both")),
        (Some(amperes), None) => {
            let duty = machine.number("duty_pct");
            let current = amperes * duty / 100.0;
            work.step(label, "A × duty")
                .with("A", amperes)
                .with("duty in %", duty)
                .cite("430.22(E)")
                .gives(current, "A");
            Ok(current)
        }
        (None, Some(kva)) => {
            let volts = machine.maybe("v").ok_or_else(|| work.missing(&machine.at("v")))?;
            let three = machine.number("phases") == 3.0;
            let efficiency = machine.number("efficiency");
            let factor = if three { 3.0_f64.sqrt() } else { 1.0 };
            let current = 1000.0 * kva / (factor * volts * efficiency);
            work.step(
                label,
                if three { "1000 kVA / (√3 V efficiency)" } else { "1000 kVA / (V efficiency)" },
            )
            .with("kVA", kva)
            .with("V", volts)
            .with("efficiency", efficiency)
            .gives(current, "A");
            Ok(current)
        }
    }
}

fn run(work: &Work<'_>) -> Result<(), Fault> {
    let inputs = work.inputs();
    let elevators = inputs.number("elevators");
    let mut sum = 0.0;
    let mut parts = Vec::new();
    for (index, machine) in inputs.list("machines").into_iter().enumerate() {
        let current = machine_current(work, &machine, index)?;
        let number = machine.number("n");
        sum += number * current;
        parts.push((format!("machine {}", index + 1), number * current));
    }
    let mut step = work.step("Machines", "sum of n × A");
    for (name, amperes) in parts {
        step = step.with(name, amperes);
    }
    step.is("sum_a", sum);
    let factor = elevator_demand(elevators);
    work.step("Demand factor", "row by the number of elevators")
        .with("elevators", elevators)
        .cite("Table 620.14")
        .is("demand_factor", factor);
    let diverse = factor * sum;
    work.step("Machines with demand", "factor × sum")
        .with("factor", factor)
        .with("sum", sum)
        .cite("620.14")
        .is("diverse_a", diverse);
    let controller = inputs.number("controller_a");
    let controllers = 1.25 * controller * elevators;
    work.step("Controllers", "1.25 × A × elevators")
        .with("A", controller)
        .with("elevators", elevators)
        .cite("215.2(A)")
        .is("controller_a", controllers);
    work.step("Feeder", "machines with demand + controllers")
        .with("machines", diverse)
        .with("controllers", controllers)
        .cite("620.13")
        .is("feeder_ampacity", diverse + controllers);
    Ok(())
}
