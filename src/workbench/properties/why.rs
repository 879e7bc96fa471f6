//! Why the fields of records are asked, in one sentence with the section that asks. Facts say it themselves.

use crate::domain::facts::FactOwner;

/// Returns why a field of a record is asked; empty for names and notes, which no rule reads.
pub(super) fn why_field(owner: FactOwner, key: &str) -> &'static str {
    match (owner, key) {
        (FactOwner::Circuit, key) => why_circuit(key),
        (FactOwner::Panel, key) => why_panel(key),
        (FactOwner::Transformer, key) => why_transformer(key),
        (FactOwner::Service, key) => why_service(key),
        (FactOwner::Project, key) => why_project(key),
        (FactOwner::Room, "use") => {
            "The use of a room decides its outlets and their protection (210.8, 210.52)."
        }
        (FactOwner::Device, "kind") => {
            "Rules for receptacles, luminaires and equipment differ (210.50, 406, 410)."
        }
        (FactOwner::Device, "symbol") => {
            "It is drawn and counted as this; the usual height of the symbol holds where none is given."
        }
        (FactOwner::Device, "load") => "Loads of outlets are counted by their circuit (220.14).",
        (FactOwner::Device, "circuit") => "Outlets are protected as their circuit is (210.8, 210.12).",
        (FactOwner::Run, "circuit") => {
            "The conductors of its circuits fill it and warm each other (Chapter 9, 310.15(C))."
        }
        (FactOwner::Run, key) => why_wires(key),
        (FactOwner::Wall, "thickness") => "Rooms, working space and routes end at the faces of walls.",
        (FactOwner::Opening, "kind") => {
            "A door breaks the wall line that receptacles are spaced along (210.52(A))."
        }
        (FactOwner::Opening, "width") => "Doors and openings are no wall space (210.52(A)(2)).",
        (FactOwner::Area, "kind") => {
            "What it is decides which routes and outlets it asks for or bars (210.52(C), 110.26)."
        }
        (
            FactOwner::Feeder
            | FactOwner::Wall
            | FactOwner::Opening
            | FactOwner::Area
            | FactOwner::Room
            | FactOwner::Device,
            _,
        ) => "",
    }
}

fn why_circuit(key: &str) -> &'static str {
    match key {
        "description" => {
            "The directory names what each circuit serves, so that it is known from all others (408.4(A))."
        }
        "spare" => "A spare is a breaker without a load; the directory says so (408.4(A)).",
        "class" => "The class decides the demand factor and which articles apply (Article 220).",
        "load" => {
            "Device and conductors must carry it (210.19, 210.20). One figure in VA, or one a pole as 1200 / 800."
        }
        "trip" => "The rating must carry the load and protect the conductors (210.20, 240.4).",
        "power_factor" => "The voltage drop is computed with it (Chapter 9, Table 9).",
        "continuous" => "Loads of three hours or more count at 125 % (210.19(A), 210.20(A)).",
        "multiwire" => "Its legs share one neutral and open together (210.4).",
        "gfci" => "Receptacles of many places need ground-fault protection for people (210.8).",
        "afci" => "Outlets of dwellings and similar rooms need arc-fault protection (210.12).",
        "locked" => "Proposals leave it in its slot.",
        "group" => "Circuits with the same group name move together.",
        key => why_wires(key),
    }
}

fn why_wires(key: &str) -> &'static str {
    match key {
        "size" => "Ampacity, voltage drop and fill follow from it (310.16, Chapter 9).",
        "material" => "Ampacity and resistance differ by metal (310.16, Chapter 9).",
        "insulation" => "It decides the temperature column and the area in the raceway (310.4, Chapter 9).",
        "sets" => "Sets in parallel share the current and have a least size (310.10(G)).",
        "neutral" => "It fills the raceway and may carry current (310.15(E), Chapter 9).",
        "egc" => "Its size follows from the device ahead (250.122).",
        "raceway" => "Fill, impedance and permitted use differ by kind (Chapter 9, Chapter 3).",
        "trade_size" => "The conductors must fit into it (Chapter 9, Table 1).",
        "length" => {
            "Voltage drop and fault current follow from it, one way to the farthest load (210.19(A), 110.9)."
        }
        _ => "",
    }
}

fn why_panel(key: &str) -> &'static str {
    match key {
        "location" => "Panelboards are not put into bathrooms, stairs and closets (240.24, 404.8).",
        "system" => "Legs, voltages and the poles of breakers follow from it (408.3).",
        "slots" | "sections" => "No more breakers than the panelboard is listed for (408.54).",
        "bus" => "The device ahead protects the bus (408.36).",
        "main" | "main_rating" => "The main may be the device that protects the bus (408.36).",
        "interrupting" => "It must be no less than the fault current that is available (110.9).",
        "feed_through" => "A further panelboard can be fed from the lugs (408.36).",
        "issued" => "Moves of numbers that are on drawings deserve a warning.",
        key => why_feed(key),
    }
}

fn why_feed(key: &str) -> &'static str {
    match key {
        "source" => "Load, fault current and voltage drop are followed along what feeds it (215.2, 110.9).",
        "ocpd" => "It protects the feeder and carries its load (215.3, 240.4).",
        key => why_wires(key),
    }
}

fn why_transformer(key: &str) -> &'static str {
    match key {
        "rating" => "The devices of both sides are limited by the rated currents (450.3).",
        "connection" => "It decides what the primary may protect and how faults pass (240.21(C)(1), 450.3).",
        "primary" | "secondary" => "The rated currents follow from it (450.3).",
        "impedance" => {
            "It limits the fault current behind the transformer (110.9), and the device ahead (450.3(A))."
        }
        "secondary_ocpd" => "With it the primary device may be larger (450.3(B)).",
        key => why_feed(key),
    }
}

fn why_service(key: &str) -> &'static str {
    match key {
        "system" => "Grounding and ground-fault protection differ by system (250.24, 230.95).",
        "rating" => "The disconnect must carry the load (230.79).",
        "fault" => {
            "Equipment must interrupt it (110.9); ask the utility for it, and post it at the service (110.24)."
        }
        "utility" => "Who supplies the fault current and the rules of the service.",
        _ => "",
    }
}

fn why_project(key: &str) -> &'static str {
    match key {
        "edition" => "Rules and tables are those of the edition that the jurisdiction has adopted (90.4).",
        "metric" => "The formula of the balance score.",
        "basis" => "Whether legs are compared by connected or by demand load.",
        "target" => "The score each panelboard should reach; a design target, not a Code limit.",
        _ => "",
    }
}
