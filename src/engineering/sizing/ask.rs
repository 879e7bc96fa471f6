//! What a load asks of its device and conductors.

use crate::domain::facts::{circuit as facts, motor};
use crate::domain::{Circuit, LoadClass, Panel};
use crate::engineering::{
    BranchCurrent, Continuous, MissingField, Step, branch_current, circuit_motors, class_rule,
    is_motor_circuit,
};
use crate::nec::tables::{StandardDevice, largest_standard_up_to};
use crate::nec::{Citation, Edition};
use crate::units::{Amperes, Volts};

/// What is to be carried, and how.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Ask {
    /// The load as it is: what flows.
    pub load: Amperes,
    /// What conductors carry after all factors; more than flows in circuits of motors.
    pub carried: Amperes,
    /// 125 % of what is continuous, and the rest.
    pub design: Amperes,
    pub volts: Volts,
    pub three_phase: bool,
    /// Whether the device must be one of those for several outlets (210.18).
    pub several_outlets: bool,
    /// Whether the conductors may be protected by the next larger device (240.4(B)).
    pub next_size_up: bool,
    /// The device, where the kind of load decides it; the conductors of motors need not be protected by it (240.4(G)).
    pub device: Option<(Amperes, &'static str)>,
    pub steps: Vec<Step>,
}

/// Returns what the load of a branch circuit asks for.
///
/// # Errors
/// Names the field that is missing.
pub(super) fn ask_of_circuit(
    panel: &Panel,
    circuit: &Circuit,
    edition: Edition,
) -> Result<Ask, MissingField> {
    let current = branch_current(panel, circuit)?;
    let rule = class_rule(circuit.class);
    if let Some(mca) = circuit.facts.number(&motor::MCA) {
        return of_nameplate(panel, circuit, Amperes(mca), edition);
    }
    if rule.motor || is_motor_circuit(circuit) {
        return of_motors(panel, circuit, edition);
    }
    let (BranchCurrent { amperes: load, volts, .. }, words) = (current, current.arithmetic());
    let always = matches!(circuit.class, LoadClass::Heating | LoadClass::ElectricVehicle)
        || circuit.facts.word(&facts::EQUIPMENT) == Some("water-heater");
    let continuous = always || (rule.continuous == Continuous::AsMarked && circuit.continuous);
    let design = if continuous { load * 1.25 } else { load };
    let mut steps = vec![Step::new("Load", words, format!("{load:.2}"))];
    if continuous {
        let section = match circuit.class {
            LoadClass::Heating => "424.4(B)",
            LoadClass::ElectricVehicle => "625.41",
            _ if always => "422.13",
            _ => "210.19(A), 210.20(A)",
        };
        let citation = Citation { edition, section };
        steps.push(
            Step::new("Design current", format!("{load:.2} × 125 %"), format!("{design:.2}"))
                .citing(citation),
        );
    }
    Ok(Ask {
        load,
        carried: load,
        design,
        device: None,
        volts,
        three_phase: circuit.poles == 3 && !circuit.is_line_to_neutral(),
        several_outlets: matches!(circuit.class, LoadClass::Lighting | LoadClass::Receptacle),
        next_size_up: circuit.class != LoadClass::Receptacle,
        steps,
    })
}

/// Returns what equipment asks for whose nameplate says its minimum circuit ampacity and its largest device (440.4(B)).
fn of_nameplate(
    panel: &Panel,
    circuit: &Circuit,
    mca: Amperes,
    edition: Edition,
) -> Result<Ask, MissingField> {
    let most = circuit.facts.number(&motor::MOCP).ok_or(motor::MOCP.label)?;
    let device = largest_standard_up_to(most, StandardDevice::Breaker, edition);
    let device = Amperes(device.ok_or(motor::MOCP.label)?);
    let current = branch_current(panel, circuit)?;
    let (BranchCurrent { amperes: load, volts, .. }, words) = (current, current.arithmetic());
    let citation = Citation { edition, section: "440.4(B), 440.32" };
    let steps = vec![
        Step::new("Load", words, format!("{load:.2}")),
        Step::new("Conductors", "minimum circuit ampacity of the nameplate", mca).citing(citation),
    ];
    let three_phase = circuit.poles == 3;
    let device = Some((device, "440.22; largest device of the nameplate"));
    Ok(Ask {
        load,
        carried: mca,
        design: mca,
        volts,
        three_phase,
        several_outlets: false,
        next_size_up: true,
        device,
        steps,
    })
}

/// Returns what motors ask for by the currents of the tables (430.6, 430.22, 430.24, 430.52, 430.53).
fn of_motors(panel: &Panel, circuit: &Circuit, edition: Edition) -> Result<Ask, MissingField> {
    let motors = circuit_motors(panel, circuit)?;
    let conductor = motors.conductor();
    let largest = motors.largest_device(edition);
    let device = largest_standard_up_to(largest.0, StandardDevice::Breaker, edition);
    let device = Amperes(device.ok_or(motor::HP.label)?);
    let section = if motors.is_group() { "430.53" } else { "430.52" };
    Ok(Ask {
        load: motors.current(),
        carried: conductor,
        design: conductor,
        volts: Volts(motors.motor.volts),
        three_phase: !motors.motor.single_phase,
        several_outlets: false,
        next_size_up: true,
        device: Some((device, section)),
        steps: motors.conductor_steps(),
    })
}
