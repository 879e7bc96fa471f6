//! What a circuit and its panelboard are, as a model reads it and as a dataset keeps it: plain values, one line of JSON.
//!
//! Values are those of the project and of single tables (the current of a load, the full-load current of a motor, the
//! impedance of a conductor). Nothing here compares anything with anything.

use crate::domain::facts::{circuit as serves, conductors, distribution, equipment, motor, supply};
use crate::domain::{Circuit, CircuitField, Panel};
use crate::engineering::{
    ConductorPlace, CurrentCarrying, branch_current, circuit_motors, is_motor_circuit, own_wires,
    wire_impedance,
};
use crate::nec::tables::{Column, Location, insulation};
use crate::rules::RuleContext;
use crate::units::PowerFactor;
use serde::{Deserialize, Serialize};

/// A circuit with what its panelboard adds.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Attributes {
    /// Year of the Code.
    pub edition: u16,
    pub system: String,
    pub poles: u8,
    #[serde(skip_serializing_if = "is_false")]
    pub multiwire: bool,
    /// Letter of the load class.
    pub class: String,
    #[serde(skip_serializing_if = "is_false")]
    pub continuous: bool,
    #[serde(skip_serializing_if = "is_false")]
    pub listed_100: bool,
    /// Of the most loaded pole; `None` where the load is not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub load_a: Option<f64>,
    /// Between the conductors that carry it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub volts: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trip_a: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wires: Option<WireAttributes>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub raceway: Option<String>,
    /// Marking of the terminals: `60`, `75`, `90`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub terminals: Option<String>,
    /// With what a sunlit roof adds.
    pub ambient_c: f64,
    /// Whether an ambient or a height above a roof is given.
    #[serde(skip_serializing_if = "is_false")]
    pub ambient_given: bool,
    /// Conductors that carry current in the raceway: without the neutrals that 310.15(E) adds, with those that count for
    /// certain, with those that may.
    pub carrying: [f64; 3],
    /// The same of the circuit's own conductors alone.
    pub own: [f64; 3],
    /// Who counted them: `person`, `run`, or `nobody`.
    pub counted_by: String,
    /// Parallel sets in one raceway.
    pub together: f64,
    /// EGCs of the parallel sets, where somebody has said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub egcs: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub length_ft: Option<f64>,
    pub power_factor: f64,
    /// Voltage lost from the service to the panelboard in per cent, where all on the way is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ahead_pct: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub equipment: Option<String>,
    /// Whether the circuit goes by the currents of motors.
    #[serde(skip_serializing_if = "is_false")]
    pub is_motor: bool,
    /// `None` too where something is missing of the motor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub motor: Option<MotorAttributes>,
    /// Largest device of the nameplate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nameplate_device_a: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tank_gal: Option<f64>,
    /// How the poles are said to open together.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub together_word: Option<String>,
    /// Voltage rating of the breaker.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub breaker_volts: Option<String>,
}

/// Conductors.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WireAttributes {
    pub size: String,
    pub material: String,
    pub insulation: String,
    pub sets: u8,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub neutral: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub egc: Option<String>,
    /// Temperature of the insulation where it lies; `None` where it is not permitted.
    pub column_c: Option<u8>,
    /// The same in a dry place.
    pub dry_c: Option<u8>,
    /// Effective impedance in ohms per 1000 ft at the power factor of the circuit.
    pub ohm_per_kft: Option<f64>,
}

/// Motors of one size.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MotorAttributes {
    /// Of one, by the tables.
    pub full_load_a: f64,
    pub number: f64,
    pub other_a: f64,
    pub device: String,
    /// Share of the full-load current that the type of the device allows, in per cent.
    pub device_pct: f64,
    pub hard_start: bool,
    /// What duty other than continuous asks of the conductors of one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duty_a: Option<f64>,
}

const fn is_false(flag: &bool) -> bool {
    !*flag
}

const fn celsius(column: Column) -> u8 {
    match column {
        Column::C60 => 60,
        Column::C75 => 75,
        Column::C90 => 90,
    }
}

const fn three(of: CurrentCarrying) -> [f64; 3] {
    [of.plain, of.counted, of.at_most]
}

impl Attributes {
    /// Reads a circuit.
    pub fn of(cx: &RuleContext<'_>, panel: &Panel, circuit: &Circuit) -> Self {
        let facts = &circuit.facts;
        let current = branch_current(panel, circuit).ok();
        let own = own_wires(panel, circuit).current_carrying();
        let given = facts.number(&conductors::CURRENT_CARRYING).map(CurrentCarrying::given);
        let (carrying, counted_by) = match (given, cx.carrying(panel.id, circuit.id)) {
            (Some(given), _) => (given, "person"),
            (None, Some(in_run)) => (in_run, "run"),
            (None, None) => (own, "nobody"),
        };
        let is_motor = is_motor_circuit(circuit);
        let ambient = [&conductors::AMBIENT, &conductors::ROOFTOP_HEIGHT];
        let volts = facts.word(&distribution::BREAKER_VOLTS);
        Self {
            edition: cx.edition.year(),
            system: panel.system.code().to_owned(),
            poles: circuit.poles,
            multiwire: circuit.multiwire,
            class: circuit.class.letter().to_string(),
            continuous: circuit.continuous,
            listed_100: facts.yes_or_assumed(&supply::LISTED_100) == Some(true),
            load_a: current.as_ref().map(|current| current.amperes.0),
            volts: current.as_ref().map(|current| current.volts.0),
            trip_a: circuit.trip.map(|trip| trip.0),
            wires: wires(cx, circuit),
            raceway: circuit.raceway.as_ref().map(|raceway| raceway.kind.name().to_owned()),
            terminals: facts.word(&conductors::TERMINALS).map(str::to_owned),
            ambient_c: place(cx, circuit).map_or(30.0, |place| place.ambient_c()),
            ambient_given: ambient.iter().any(|fact| facts.get(fact).is_some()),
            carrying: three(carrying),
            own: three(own),
            counted_by: counted_by.to_owned(),
            together: facts.number_or_assumed(&conductors::SETS_IN_RACEWAY).unwrap_or(1.0).max(1.0),
            egcs: facts.number(&conductors::EGCS),
            length_ft: known_length(circuit),
            power_factor: circuit.power_factor.unwrap_or(PowerFactor::UNITY).value(),
            ahead_pct: cx.lost_ahead(panel),
            equipment: facts.word(&serves::EQUIPMENT).map(str::to_owned),
            is_motor,
            motor: if is_motor { motors(panel, circuit) } else { None },
            nameplate_device_a: facts.number(&motor::MOCP),
            tank_gal: facts.number(&equipment::TANK),
            together_word: facts.word(&distribution::COMMON_TRIP).map(str::to_owned),
            breaker_volts: volts
                .or_else(|| panel.facts.word(&distribution::BREAKER_VOLTS))
                .map(str::to_owned),
        }
    }
}

fn known_length(circuit: &Circuit) -> Option<f64> {
    let unread = circuit.unread.contains_key(&CircuitField::Length);
    circuit.length.filter(|_| !unread).map(|length| length.0)
}

fn place<'p>(cx: &RuleContext<'_>, circuit: &'p Circuit) -> Option<ConductorPlace<'p>> {
    let unread = circuit.unread.contains_key(&CircuitField::Conductors);
    let set = circuit.conductors.as_ref().filter(|_| !unread)?;
    Some(ConductorPlace {
        set,
        raceway: circuit.raceway.as_ref(),
        facts: &circuit.facts,
        edition: cx.edition,
    })
}

fn wires(cx: &RuleContext<'_>, circuit: &Circuit) -> Option<WireAttributes> {
    let place = place(cx, circuit)?;
    let set = place.set;
    let dry = insulation(set.insulation.name()).and_then(|row| row.column(Location::Dry));
    let impedance = wire_impedance(set, place.raceway);
    let pf = circuit.power_factor.unwrap_or(PowerFactor::UNITY).value();
    Some(WireAttributes {
        size: set.size.name().to_owned(),
        material: set.material.name().to_owned(),
        insulation: set.insulation.name().to_owned(),
        sets: set.parallel_sets.max(1),
        neutral: set.neutral.map(|size| size.name().to_owned()),
        egc: set.egc.map(|size| size.name().to_owned()),
        column_c: place.column().map(celsius),
        dry_c: dry.map(celsius),
        ohm_per_kft: impedance.map(|impedance| impedance.effective(pf)),
    })
}

fn motors(panel: &Panel, circuit: &Circuit) -> Option<MotorAttributes> {
    let found = circuit_motors(panel, circuit).ok()?;
    let pct = found.motor.is.branch_device_pct(found.motor.single_phase, found.device);
    Some(MotorAttributes {
        full_load_a: found.full_load.0,
        number: found.number,
        other_a: found.other.0,
        device: found.device.name().to_owned(),
        device_pct: pct,
        hard_start: found.hard_start,
        duty_a: found.duty.map(|(pct, nameplate)| nameplate.0 * pct / 100.0),
    })
}
