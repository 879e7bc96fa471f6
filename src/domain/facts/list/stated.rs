//! Facts about the load of a feeder or service as its designer states it on the drawings, for comparison with the least that
//! the calculation gives. Nothing here changes a calculation but the method and the number of heating units.

use crate::domain::facts::FactOwner::{Feeder, Service};
use crate::domain::facts::{Assumed, Fact, FactOwner};

const OWNERS: &[FactOwner] = &[Service, Feeder];

facts! {
    /// The method its load is calculated by.
    METHOD = Fact::word("load_method", "method of the load calculation", &[
        ("standard", "Standard method (Part III)"),
        ("optional", "Optional method (Part IV)"),
    ])
    .of(OWNERS)
    .assumed(Assumed::Word("standard"))
    .why("Dwellings may be calculated by the optional method where they are eligible (220.82 to 220.85).");

    /// How many units of electric space heating have a control of their own.
    HEAT_UNITS = Fact::number("heating_units", "separately controlled heating units", "")
        .of(OWNERS)
        .assumed(Assumed::Number(1.0))
        .why("Four and more count with 40 % by the optional method, fewer with 65 % (220.82(C)).");

    /// Demand of the lighting, with the circuits of 1500 VA in dwellings.
    LIGHTING = Fact::number("stated_lighting_va", "stated lighting demand", "VA")
        .of(OWNERS)
        .why("It is held against the demand that the Code's factors leave (220.45).");

    /// Demand of the receptacles outside dwellings.
    RECEPTACLES = Fact::number("stated_receptacles_va", "stated receptacle demand", "VA")
        .of(OWNERS)
        .why("It is held against 10 kVA and half of the rest (220.47).");

    /// Load of small-appliance and laundry circuits.
    SMALL_APPLIANCES = Fact::number("stated_small_appliance_va", "stated small-appliance and laundry load", "VA")
        .of(OWNERS)
        .why("It is held against 1500 VA for each such circuit (220.52).");

    /// Demand of appliances fastened in place.
    APPLIANCES = Fact::number("stated_appliances_va", "stated demand of fastened appliances", "VA")
        .of(OWNERS)
        .why("It is held against the demand of four and more appliances (220.53).");

    /// Demand of dryers.
    DRYERS = Fact::number("stated_dryers_va", "stated dryer demand", "VA")
        .of(OWNERS)
        .why("It is held against 5000 VA or the nameplate of each dryer (220.54).");

    /// Demand of household cooking.
    COOKING = Fact::number("stated_cooking_va", "stated household cooking demand", "VA")
        .of(OWNERS)
        .why("It is held against the table of ranges (220.55).");

    /// Demand of commercial kitchen equipment.
    KITCHEN = Fact::number("stated_kitchen_va", "stated kitchen equipment demand", "VA")
        .of(OWNERS)
        .why("It is held against the factor by number of pieces and the two largest (220.56).");

    /// Load of heating and cooling.
    HEATING_COOLING = Fact::number("stated_heating_cooling_va", "stated heating and cooling load", "VA")
        .of(OWNERS)
        .why("It is held against both loads, or the larger of those never on together (220.60).");
}
