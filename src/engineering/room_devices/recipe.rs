//! What a kind of room usually has.

use crate::nec::RoomKind;

/// The usual devices of a kind of room. Symbols are names of the shipped library.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recipe {
    /// Receptacles along the walls, and the most feet from one to the next; half of it from the end of a wall space.
    pub receptacle: Option<(&'static str, f64)>,
    /// Receptacles over counters, and the most feet from one to the next.
    pub counter: Option<(&'static str, f64)>,
    /// One beside each basin.
    pub basin: Option<&'static str>,
    /// Luminaires, and the load they add up to for each square foot, in VA.
    pub luminaire: Option<(&'static str, f64)>,
    /// At one door; two doors get three-way ones.
    pub switch: Option<&'static str>,
    /// One in the middle of the ceiling.
    pub ceiling: Option<&'static str>,
}

const NOTHING: Recipe =
    Recipe { receptacle: None, counter: None, basin: None, luminaire: None, switch: None, ceiling: None };

/// 210.52(A)(1): no point of a wall space more than 6 ft from a receptacle.
const DWELLING_FT: f64 = 12.0;
/// 210.52(C)(1): no point of a counter more than 24 in from one.
const COUNTER_FT: f64 = 4.0;
/// Design practice where the Code asks for no spacing.
const OFFICE_FT: f64 = 12.0;
const SPARSE_FT: f64 = 25.0;

/// Returns what a kind of room usually has; `None` where there is no usual.
pub fn recipe_for(kind: RoomKind) -> Option<Recipe> {
    let lit = |luminaire: &'static str, density: f64, switch: &'static str| Recipe {
        luminaire: Some((luminaire, density)),
        switch: Some(switch),
        ..NOTHING
    };
    let walls = |recipe: Recipe, symbol: &'static str, feet: f64| Recipe {
        receptacle: Some((symbol, feet)),
        ..recipe
    };
    Some(match kind {
        RoomKind::Office | RoomKind::Classroom => {
            walls(lit("troffer-2x4", 0.8, "occupancy"), "duplex", OFFICE_FT)
        }
        RoomKind::MeetingRoom => walls(lit("troffer-2x4", 0.9, "occupancy"), "duplex", OFFICE_FT),
        RoomKind::Hallway | RoomKind::Lobby => walls(lit("downlight", 0.4, "switch"), "duplex", SPARSE_FT),
        RoomKind::Foyer => walls(lit("downlight", 0.5, "switch"), "duplex", DWELLING_FT),
        RoomKind::Bathroom => Recipe { basin: Some("duplex-gfci"), ..lit("downlight", 0.6, "occupancy") },
        RoomKind::Kitchen => Recipe {
            counter: Some(("duplex-gfci", COUNTER_FT)),
            ..walls(lit("downlight", 0.7, "switch"), "duplex-tr", DWELLING_FT)
        },
        RoomKind::FoodPreparation => Recipe {
            counter: Some(("duplex-gfci", COUNTER_FT)),
            ..walls(lit("troffer-2x4", 0.8, "occupancy"), "duplex-gfci", OFFICE_FT)
        },
        RoomKind::Bedroom => Recipe {
            ceiling: Some("smoke-alarm"),
            ..walls(lit("ceiling", 0.3, "switch"), "duplex-tr", DWELLING_FT)
        },
        RoomKind::Living | RoomKind::Dining => walls(lit("ceiling", 0.3, "switch"), "duplex-tr", DWELLING_FT),
        RoomKind::Laundry => walls(lit("ceiling", 0.5, "switch"), "duplex-gfci", DWELLING_FT),
        RoomKind::Garage => walls(lit("strip", 0.4, "switch"), "duplex-gfci", DWELLING_FT),
        RoomKind::Storage | RoomKind::Janitor => walls(lit("strip", 0.4, "occupancy"), "duplex", SPARSE_FT),
        RoomKind::ElectricalRoom | RoomKind::MechanicalRoom | RoomKind::ItRoom => {
            walls(lit("strip", 0.6, "switch"), "duplex-gfci", SPARSE_FT)
        }
        RoomKind::Stairs => lit("wall", 0.4, "switch"),
        RoomKind::Closet => lit("ceiling", 0.5, "switch"),
        RoomKind::ServiceBay
        | RoomKind::Basement
        | RoomKind::FinishedBasement
        | RoomKind::CrawlSpace
        | RoomKind::Attic
        | RoomKind::Outdoors
        | RoomKind::Roof
        | RoomKind::Boathouse
        | RoomKind::Damp
        | RoomKind::LockerRoom
        | RoomKind::Sink
        | RoomKind::GuestRoom
        | RoomKind::PatientRoom
        | RoomKind::Elevator
        | RoomKind::Production
        | RoomKind::Other => return None,
    })
}
