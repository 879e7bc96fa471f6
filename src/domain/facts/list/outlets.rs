//! Facts about the outlets of branch circuits: receptacles, cords, show windows, signs.

use crate::domain::LoadClass;
use crate::domain::facts::FactOwner::{Circuit, Project};
use crate::domain::facts::{Assumed, Fact, FactOwner};

const OWNER: &[FactOwner] = &[Circuit];

facts! {
    /// Rating of the receptacles on the circuit.
    RECEPTACLE_RATING = Fact::number("receptacle_rating_a", "rating of the receptacles", "A")
        .of(OWNER)
        .for_classes(&[LoadClass::Receptacle, LoadClass::Appliance, LoadClass::Kitchen])
        .why("Receptacles have a rating that fits their circuit (210.21(B)).");

    /// Whether one single receptacle is all that the circuit serves.
    SINGLE_RECEPTACLE = Fact::yes_no("single_receptacle", "one single receptacle alone")
        .of(OWNER)
        .for_classes(&[LoadClass::Receptacle, LoadClass::Appliance, LoadClass::Kitchen])
        .why("A single receptacle has at least the rating of its circuit; a duplex one counts as two (210.21(B)(1)).");

    /// Receptacles in units of four and more.
    GROUPED_RECEPTACLES = Fact::number("grouped_receptacles", "receptacles in units of four and more", "")
        .of(OWNER)
        .for_classes(&[LoadClass::Receptacle])
        .why("Each counts at least 90 VA (220.14(I)).");

    /// The largest equipment connected by cord and plug.
    CORD_LOAD = Fact::number("cord_load_a", "largest load by cord and plug", "A")
        .of(OWNER)
        .why("It may draw 80 % of the rating of a circuit of 10 to 30 A (210.23).");

    /// Equipment fastened in place on a circuit that also feeds lights, or receptacles in general.
    FASTENED_LOAD = Fact::number("fastened_load_a", "equipment fastened in place beside other outlets", "A")
        .of(OWNER)
        .why("It may draw half of the rating of a circuit of 15 or 20 A (210.23).");

    /// Length of a fixed multioutlet assembly.
    MULTIOUTLET_LENGTH = Fact::number("multioutlet_ft", "length of multioutlet assembly", "ft")
        .of(OWNER)
        .for_classes(&[LoadClass::Receptacle])
        .why("Each 5 ft, or each foot where appliances run together, counts 180 VA (220.14(H)).");

    /// Whether appliances at it are likely to run at the same time.
    MULTIOUTLET_TOGETHER = Fact::yes_no("multioutlet_simultaneous", "appliances at the assembly run together")
        .of(OWNER)
        .for_classes(&[LoadClass::Receptacle])
        .why("Then each foot of the assembly counts 180 VA (220.14(H)).");

    /// Length of show window along its base.
    SHOW_WINDOW_LENGTH = Fact::number("show_window_ft", "length of show window", "ft")
        .of(OWNER)
        .for_classes(&[LoadClass::Sign])
        .why("Each foot counts 200 VA (220.14(G)).");

    /// Outlets of a show window.
    SHOW_WINDOW_OUTLETS = Fact::number("show_window_outlets", "outlets of the show window", "")
        .of(OWNER)
        .for_classes(&[LoadClass::Sign])
        .why("Each counts 180 VA where the window is not counted by its length (220.14(G)).");

    /// Whether the sign has neon tubing.
    NEON = Fact::yes_no("neon_tubing", "neon tubing")
        .of(OWNER)
        .for_classes(&[LoadClass::Sign])
        .assumed(Assumed::YesNo(false))
        .why("Circuits of neon tubing may have 30 A, those of other signs 20 A (600.5).");

    /// Spaces of tenants that people enter from outside.
    TENANT_ENTRANCES = Fact::number("tenant_entrances", "tenant spaces with an entrance for pedestrians", "")
        .of(&[Project])
        .for_occupancies(&["office", "bank", "retail", "restaurant", "hotel"])
        .why("Each has an outlet for a sign at the entrance (600.5(A)).");

    /// Whether the lighting is calculated by an energy code.
    ENERGY_CODE = Fact::yes_no("lighting_by_energy_code", "lighting load by an energy code, with monitoring")
        .of(&[Project])
        .why("Then the unit loads by floor area do not hold (220.42(B)).");
}
