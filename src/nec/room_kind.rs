//! Kinds of places as far as the Code tells them apart, and the words people write for them.
//!
//! What the words leave open is no kind: a room named for its tenant, a suite, a pantry. Distances (to a sink, to a tub) are
//! no kind of a room either; `Sink` is for outlets somebody has said to be within reach of one.

/// Declares the kinds with their labels.
macro_rules! room_kinds {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $label:literal;)+) => {
        named_enum!(
            /// A kind of place.
            RoomKind { $($(#[$doc])* $variant = $name),+ }
        );

        impl RoomKind {
            /// The written names, and what a person reads.
            pub const WORDS: &'static [(&'static str, &'static str)] = &[$(($name, $label)),+];
        }
    };
}

room_kinds! {
    Bathroom = "bathroom", "Bathroom or restroom";
    Kitchen = "kitchen", "Kitchen";
    Dining = "dining", "Dining room";
    /// Of dwellings; so are parlors, libraries, dens, sunrooms and recreation rooms.
    Living = "living", "Living or family room";
    Bedroom = "bedroom", "Bedroom";
    /// For clothes.
    Closet = "closet", "Closet";
    Hallway = "hallway", "Hallway or corridor";
    Foyer = "foyer", "Foyer or vestibule";
    Stairs = "stairs", "Stairs";
    Laundry = "laundry", "Laundry";
    Garage = "garage", "Garage";
    ServiceBay = "service-bay", "Vehicle service bay";
    Basement = "basement", "Unfinished basement";
    FinishedBasement = "finished-basement", "Finished basement";
    CrawlSpace = "crawl-space", "Crawl space";
    Attic = "attic", "Attic";
    Outdoors = "outdoors", "Outdoors";
    Roof = "roof", "Roof";
    Boathouse = "boathouse", "Boathouse";
    Damp = "damp", "Damp or wet location indoors";
    LockerRoom = "locker-room", "Locker room with showers";
    Sink = "sink", "Within 6 ft of a sink";
    FoodPreparation = "food-preparation", "Food preparation or serving";
    GuestRoom = "guest-room", "Guest room or suite";
    PatientRoom = "patient-room", "Patient care space";
    Classroom = "classroom", "Classroom or child care";
    Office = "office", "Office";
    MeetingRoom = "meeting-room", "Meeting room";
    Lobby = "lobby", "Lobby or waiting room";
    ElectricalRoom = "electrical-room", "Electrical room";
    MechanicalRoom = "mechanical-room", "Mechanical room";
    ItRoom = "it-room", "Information technology room";
    Elevator = "elevator", "Elevator hoistway or machine room";
    Janitor = "janitor", "Janitor's room";
    Storage = "storage", "Storage or warehouse";
    Production = "production", "Production area";
    Other = "other", "Another dry place";
}

/// Words of each kind, the narrower meaning first: an electrical closet is no closet, a master bath no bedroom.
const SPOKEN: &[(RoomKind, &[&str])] = &[
    (RoomKind::Elevator, &["elevator", "elev", "hoistway", "machine room"]),
    (RoomKind::Stairs, &["stair", "stairs", "stairway", "stairwell"]),
    (RoomKind::ElectricalRoom, &["electrical", "electric", "elec", "switchgear", "meter room"]),
    (
        RoomKind::ItRoom,
        &["it", "server", "servers", "data", "telecom", "idf", "mdf", "comm", "communications"],
    ),
    (RoomKind::Janitor, &["janitor", "janitors", "custodial", "custodian", "housekeeping"]),
    (RoomKind::LockerRoom, &["locker", "lockers", "locker room", "shower room", "showers"]),
    (
        RoomKind::Bathroom,
        &[
            "bathroom",
            "bathrooms",
            "bath",
            "restroom",
            "restrooms",
            "rest room",
            "toilet",
            "toilets",
            "lavatory",
            "washroom",
            "wc",
            "powder",
            "men",
            "mens",
            "women",
            "womens",
        ],
    ),
    (RoomKind::Laundry, &["laundry"]),
    (RoomKind::Kitchen, &["kitchen", "kitchenette"]),
    (
        RoomKind::FoodPreparation,
        &[
            "breakroom",
            "break room",
            "break area",
            "lunchroom",
            "cafeteria",
            "servery",
            "buffet",
            "coffee",
            "food preparation",
            "food prep",
            "wet bar",
        ],
    ),
    (RoomKind::Dining, &["dining", "breakfast"]),
    (RoomKind::Classroom, &["classroom", "classrooms", "lecture", "day care", "daycare", "child care"]),
    (RoomKind::GuestRoom, &["guest room", "guest rooms", "guestroom", "guest suite", "hotel room"]),
    (RoomKind::PatientRoom, &["patient", "exam", "operating", "treatment", "icu"]),
    (RoomKind::Bedroom, &["bedroom", "bedrooms", "bed", "sleeping", "nursery"]),
    (
        RoomKind::Living,
        &[
            "living",
            "family",
            "great room",
            "den",
            "library",
            "parlor",
            "study",
            "sunroom",
            "sun room",
            "recreation",
            "rec room",
            "game room",
        ],
    ),
    (RoomKind::Closet, &["closet", "closets", "wardrobe", "walk in"]),
    (RoomKind::Hallway, &["corridor", "corridors", "hallway", "hallways", "hall", "passage"]),
    (RoomKind::Foyer, &["foyer", "vestibule", "entry"]),
    (RoomKind::ServiceBay, &["service bay", "service bays", "repair bay", "vehicle bay"]),
    (RoomKind::Garage, &["garage", "garages"]),
    (RoomKind::CrawlSpace, &["crawl", "crawl space", "crawlspace"]),
    (RoomKind::FinishedBasement, &["finished basement"]),
    (RoomKind::Basement, &["basement", "cellar"]),
    (RoomKind::Attic, &["attic"]),
    (RoomKind::Roof, &["roof", "rooftop"]),
    (
        RoomKind::Outdoors,
        &[
            "outdoors",
            "outdoor",
            "outside",
            "exterior",
            "patio",
            "deck",
            "balcony",
            "porch",
            "terrace",
            "yard",
            "parking lot",
        ],
    ),
    (RoomKind::Boathouse, &["boathouse", "boat house"]),
    (RoomKind::Damp, &["damp", "wet", "washdown", "wash down"]),
    (RoomKind::Sink, &["sink", "sinks"]),
    (RoomKind::MeetingRoom, &["conference", "conf", "meeting", "boardroom", "board room", "training"]),
    (RoomKind::Office, &["office", "offices", "copy"]),
    (RoomKind::Lobby, &["lobby", "waiting", "reception"]),
    (
        RoomKind::MechanicalRoom,
        &["mechanical", "mech", "boiler", "utility", "hvac", "pump room", "compressor"],
    ),
    (
        RoomKind::Storage,
        &["storage", "stock", "warehouse", "storeroom", "store room", "shipping", "receiving"],
    ),
    (
        RoomKind::Production,
        &["production", "shop", "workshop", "factory", "manufacturing", "charging", "laboratory", "lab"],
    ),
    (RoomKind::Other, &["other", "retail", "sales", "sales floor", "showroom", "gym"]),
];

impl RoomKind {
    /// Returns the kind of place that words name: a written name of the list, else the first kind one of whose words stands
    /// among them, ignoring case, numbers and punctuation. `None` where no word says it.
    pub fn from_words(text: &str) -> Option<Self> {
        if let Some(kind) = Self::from_name(text) {
            return Some(kind);
        }
        let words: Vec<String> = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        let text = format!(" {} ", words.join(" "));
        let names = |phrase: &&str| text.contains(&format!(" {phrase} "));
        SPOKEN.iter().find(|(_, phrases)| phrases.iter().any(|phrase| names(phrase))).map(|(kind, _)| *kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_write_many_words_for_one_place() {
        for (text, kind) in [
            ("MEN 119", RoomKind::Bathroom),
            ("Master bath", RoomKind::Bathroom),
            ("master bedroom", RoomKind::Bedroom),
            ("Living room", RoomKind::Living),
            ("ELEC. CLOSET 2", RoomKind::ElectricalRoom),
            ("walk-in closet", RoomKind::Closet),
            ("Breakroom", RoomKind::FoodPreparation),
            ("corridor", RoomKind::Hallway),
            ("elevator hoistway", RoomKind::Elevator),
            ("machine room", RoomKind::Elevator),
            ("finished basement", RoomKind::FinishedBasement),
            ("unfinished basement", RoomKind::Basement),
            ("dining hall", RoomKind::Dining),
            ("it", RoomKind::ItRoom),
            ("crawl-space", RoomKind::CrawlSpace),
        ] {
            assert_eq!(RoomKind::from_words(text), Some(kind), "{text}");
        }
        for text in ["", "201", "Acme Inc", "suite", "pantry", "kitchens2go"] {
            assert_eq!(RoomKind::from_words(text), None, "{text}");
        }
    }

    #[test]
    fn every_kind_is_spoken_of_and_listed() {
        for kind in RoomKind::ALL {
            assert_eq!(RoomKind::from_words(kind.name()), Some(*kind));
            assert!(SPOKEN.iter().any(|(spoken, _)| spoken == kind), "{kind}");
            assert!(RoomKind::WORDS.iter().any(|(name, _)| *name == kind.name()), "{kind}");
        }
    }
}
