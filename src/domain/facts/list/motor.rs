//! Facts about motors and about equipment with motors: what its nameplate says and what protects it.

use crate::domain::facts::FactOwner::Circuit;
use crate::domain::facts::{Assumed, Fact, FactOwner};

const OWNER: &[FactOwner] = &[Circuit];

facts! {
    /// Of the largest motor on the circuit.
    HP = Fact::number("hp", "horsepower", "hp")
        .of(OWNER)
        .why("Tables give the current that sizes conductors and devices of motors (430.6(A)).");

    /// Motors of that horsepower on one circuit.
    MOTORS = Fact::number("motors", "number of motors", "")
        .of(OWNER)
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
    .assumed(Assumed::Word("squirrel-cage"))
    .why("Current and branch device differ by type (430.52, Tables 430.247 to 430.250).");

    /// Current on the motor's nameplate.
    NAMEPLATE = Fact::number("nameplate_a", "nameplate current", "A")
        .of(OWNER)
        .why("The overload device follows the nameplate, not the table (430.32).");

    /// Service factor on the nameplate.
    SERVICE_FACTOR = Fact::number("service_factor", "service factor", "")
        .of(OWNER)
        .why("With 1.15 or more the overload device may be set higher (430.32(A)(1)).");

    /// Temperature rise on the nameplate.
    TEMP_RISE = Fact::number("temp_rise_c", "temperature rise of the motor", "°C")
        .of(OWNER)
        .why("With 40 °C or less the overload device may be set higher (430.32(A)(1)).");

    /// What protects the motor from overload.
    OVERLOAD = Fact::word("overload", "overload protection", &[
        ("relay", "Separate overload device"),
        ("thermal", "Thermal protector in the motor"),
        ("drive", "Drive or controller listed for it"),
    ])
    .of(OWNER)
    .why("Each motor is protected from overload (430.32).");

    /// Setting of a separate overload device.
    OVERLOAD_SETTING = Fact::number("overload_a", "overload setting", "A")
        .of(OWNER)
        .why("It is at most 125 or 115 % of the nameplate current (430.32(A)(1)).");

    /// The short-circuit and ground-fault device.
    DEVICE = Fact::word("motor_device", "type of the branch device", &[
        ("inverse-time-breaker", "Inverse-time breaker"),
        ("instantaneous-breaker", "Instantaneous-trip breaker"),
        ("dual-element-fuse", "Dual-element fuse"),
        ("nontime-delay-fuse", "Fuse without time delay"),
    ])
    .of(OWNER)
    .assumed(Assumed::Word("inverse-time-breaker"))
    .why("Each type has its own largest rating (430.52(C)).");

    /// Whether the motor does not start with what is usual.
    HARD_START = Fact::yes_no("hard_start", "does not start with the usual protection")
        .of(OWNER)
        .assumed(Assumed::YesNo(false))
        .why("Then device and overload may be larger, up to a second limit (430.52(C)(1), 430.32(C)).");

    /// What else the circuit carries.
    OTHER_LOAD = Fact::number("other_load_a", "other load beside the motors", "A")
        .of(OWNER)
        .assumed(Assumed::Number(0.0))
        .why("It is added to what the motors ask for (430.24, 430.53).");

    /// Minimum circuit ampacity of the nameplate.
    MCA = Fact::number("mca_a", "minimum circuit ampacity (MCA)", "A")
        .of(OWNER)
        .why("Conductors of marked equipment carry at least this (440.4(B), 430.7(D)).");

    /// Largest device of the nameplate.
    MOCP = Fact::number("mocp_a", "largest device by the nameplate (MOCP)", "A")
        .of(OWNER)
        .why("The device of marked equipment is no larger (440.4(B), 430.7(D), 422.11(A)).");

    /// Locked-rotor current.
    LOCKED_ROTOR = Fact::number("locked_rotor_a", "locked-rotor current", "A")
        .of(OWNER)
        .why("The device of a fire pump carries it for good (695.4(B)).");
}
