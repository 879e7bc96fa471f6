//! Facts about the building.

use crate::domain::facts::FactOwner::Project;
use crate::domain::facts::{Fact, FactOwner};

const OWNER: &[FactOwner] = &[Project];

facts! {
    /// What the building is used for.
    OCCUPANCY = Fact::word("occupancy", "occupancy", &[
        ("one-family", "One-family dwelling"),
        ("two-family", "Two-family dwelling"),
        ("multifamily", "Multifamily dwelling"),
        ("dormitory", "Dormitory"),
        ("hotel", "Hotel or motel"),
        ("nursing-home", "Nursing home"),
        ("hospital", "Hospital or clinic"),
        ("office", "Office"),
        ("bank", "Bank"),
        ("retail", "Store"),
        ("restaurant", "Restaurant"),
        ("school", "School"),
        ("assembly", "Place of assembly"),
        ("warehouse", "Warehouse"),
        ("industrial", "Industrial"),
        ("garage", "Parking garage"),
        ("farm", "Farm"),
    ])
    .of(OWNER)
        .group("Building")
    .why("Decides demand factors (Article 220), required circuits (210.11, 210.52) and protection of people (210.8, 210.12).");

    /// Floor area by the outside dimensions, in square feet.
    FLOOR_AREA = Fact::number("floor_area_ft2", "floor area", "ft²")
        .of(OWNER)
        .group("Building")
        .why("The least lighting load is counted by floor area (220.12, 220.41).");

    /// How many dwelling units the building has.
    DWELLING_UNITS = Fact::number("dwelling_units", "number of dwelling units", "")
        .of(OWNER)
        .group("Building")
        .why("Demand factors of multifamily dwellings depend on it (220.84).");

    /// Whether heating and cooling are never on together.
    NONCOINCIDENT = Fact::yes_no("heating_cooling_noncoincident", "heating and cooling are never on together")
        .of(OWNER)
        .why("Of loads that are never on together only the larger counts (220.60); without it both do.");

    /// Type of construction by the building code.
    CONSTRUCTION = Fact::word("construction_type", "type of construction", &[
        ("I", "Type I"),
        ("II", "Type II"),
        ("III", "Type III"),
        ("IV", "Type IV"),
        ("V", "Type V"),
    ])
    .of(OWNER)
    .why("NM cable is permitted by the type of construction (334.10).");
}
