//! Facts about motors and about equipment with motors: what its nameplate says and what protects it.

use crate::domain::LoadClass;
use crate::domain::facts::FactOwner::Circuit;
use crate::domain::facts::{Assumed, Fact, FactOwner};

const OWNER: &[FactOwner] = &[Circuit];
const MOTORS_OF: &[&str] = &["motor", "sump-pump", "elevator", "fire-pump"];
const MARKED: &[&str] = &["motor", "air-conditioning"];
const MOVED: &[LoadClass] = &[LoadClass::Motor, LoadClass::Cooling];

facts! {
    /// Of the largest motor on the circuit.
    HP = Fact::number("hp", "horsepower", "hp")
        .of(OWNER)
        .for_equipment(MOTORS_OF)
        .for_classes(&[LoadClass::Motor])
        .why("Tables give the current that sizes conductors and devices of motors (430.6(A)).");

    /// Motors of that horsepower on one circuit.
    MOTORS = Fact::number("motors", "number of motors", "")
        .of(OWNER)
        .for_equipment(MOTORS_OF)
        .for_classes(&[LoadClass::Motor])
        .assumed(Assumed::Number(1.0))
        .why("Several motors on a circuit are a group installation (430.24, 430.53).");

    /// What kind of motor it is.
    MOTOR_TYPE = Fact::word("motor_type", "type of the motor", &[
        ("squirrel-cage", "Squirrel cage"),
        ("energy-efficient-b", "Design B, energy efficient"),
        ("wound-rotor", "Wound rotor"),
        ("synchronous", "Synchronous"),
        ("dc", "Direct current"),
    ])
    .of(OWNER)
    .for_equipment(MOTORS_OF)
    .for_classes(&[LoadClass::Motor])
    .assumed(Assumed::Word("squirrel-cage"))
    .why("Current and branch device differ by type (430.52, Tables 430.247 to 430.250).");

    /// How the motor runs.
    DUTY = Fact::word("motor_duty", "duty of the motor", &[
        ("continuous", "Continuous"),
        ("short-time", "Short-time"),
        ("intermittent", "Intermittent"),
        ("periodic", "Periodic"),
        ("varying", "Varying"),
    ])
    .of(OWNER)
    .for_equipment(MOTORS_OF)
    .for_classes(&[LoadClass::Motor])
    .assumed(Assumed::Word("continuous"))
    .why("Conductors of motors that do not run for good follow the nameplate (430.22(E)).");

    /// How long the motor may run by its nameplate.
    TIME_RATING = Fact::word("motor_time_rating", "time rating of the motor", &[
        ("5", "5 minutes"),
        ("15", "15 minutes"),
        ("60", "30 or 60 minutes"),
        ("continuous", "Continuous"),
    ])
    .of(OWNER)
    .for_equipment(MOTORS_OF)
    .for_classes(&[LoadClass::Motor])
    .why("With the duty it gives the share of the nameplate current that conductors carry (430.22(E)).");

    /// Current on the motor's nameplate.
    NAMEPLATE = Fact::number("nameplate_a", "nameplate current", "A")
        .of(OWNER)
        .for_equipment(MOTORS_OF)
        .for_classes(&[LoadClass::Motor])
        .why("The overload device follows the nameplate, not the table (430.32).");

    /// Service factor on the nameplate.
    SERVICE_FACTOR = Fact::number("service_factor", "service factor", "")
        .of(OWNER)
        .for_equipment(MOTORS_OF)
        .for_classes(&[LoadClass::Motor])
        .why("With 1.15 or more the overload device may be set higher (430.32(A)(1)).");

    /// Temperature rise on the nameplate.
    TEMP_RISE = Fact::number("temp_rise_c", "temperature rise of the motor", "°C")
        .of(OWNER)
        .for_equipment(MOTORS_OF)
        .for_classes(&[LoadClass::Motor])
        .why("With 40 °C or less the overload device may be set higher (430.32(A)(1)).");

    /// What protects the motor from overload.
    OVERLOAD = Fact::word("overload", "overload protection", &[
        ("relay", "Separate overload device"),
        ("thermal", "Thermal protector in the motor"),
        ("drive", "Drive or controller listed for it"),
    ])
    .of(OWNER)
    .for_equipment(MOTORS_OF)
    .for_classes(&[LoadClass::Motor])
    .why("Each motor is protected from overload (430.32).");

    /// Setting of a separate overload device.
    OVERLOAD_SETTING = Fact::number("overload_a", "overload setting", "A")
        .of(OWNER)
        .for_equipment(MOTORS_OF)
        .for_classes(&[LoadClass::Motor])
        .why("It is at most 125 or 115 % of the nameplate current (430.32(A)(1)).");

    /// The short-circuit and ground-fault device.
    DEVICE = Fact::word("motor_device", "type of the branch device", &[
        ("inverse-time-breaker", "Inverse-time breaker"),
        ("instantaneous-breaker", "Instantaneous-trip breaker"),
        ("dual-element-fuse", "Dual-element fuse"),
        ("nontime-delay-fuse", "Fuse without time delay"),
    ])
    .of(OWNER)
    .for_equipment(MOTORS_OF)
    .for_classes(&[LoadClass::Motor])
    .assumed(Assumed::Word("inverse-time-breaker"))
    .why("Each type has its own largest rating (430.52(C)).");

    /// Whether the motor does not start with what is usual.
    HARD_START = Fact::yes_no("hard_start", "does not start with the usual protection")
        .of(OWNER)
        .for_equipment(MOTORS_OF)
        .for_classes(&[LoadClass::Motor])
        .assumed(Assumed::YesNo(false))
        .why("Then device and overload may be larger, up to a second limit (430.52(C)(1), 430.32(C)).");

    /// What else the circuit carries.
    OTHER_LOAD = Fact::number("other_load_a", "other load beside the motors", "A")
        .of(OWNER)
        .for_equipment(MOTORS_OF)
        .for_classes(&[LoadClass::Motor])
        .assumed(Assumed::Number(0.0))
        .why("It is added to what the motors ask for (430.24, 430.53).");

    /// Minimum circuit ampacity of the nameplate.
    MCA = Fact::number("mca_a", "minimum circuit ampacity (MCA)", "A")
        .of(OWNER)
        .for_equipment(MARKED)
        .for_classes(MOVED)
        .why("Conductors of marked equipment carry at least this (440.4(B), 430.7(D)).");

    /// Largest device of the nameplate.
    MOCP = Fact::number("mocp_a", "largest device by the nameplate (MOCP)", "A")
        .of(OWNER)
        .for_equipment(&[
            "motor", "air-conditioning", "range", "cooktop", "oven", "water-heater", "tankless-heater",
        ])
        .for_classes(MOVED)
        .why("The device of marked equipment is no larger (440.4(B), 430.7(D), 422.11(A)).");

    /// Locked-rotor current.
    LOCKED_ROTOR = Fact::number("locked_rotor_a", "locked-rotor current", "A")
        .of(OWNER)
        .for_equipment(&["fire-pump"])
        .why("The device of a fire pump carries it for good (695.4(B)).");
}
