//! The questions of the list, in our own words: a profile of what offices commonly check, not that of any one office.

use crate::report::package::corrections::verdicts::Among;
use crate::report::package::corrections::{By, Question, numbers};

/// Returns the topics, in the order of the list.
pub fn topics() -> Vec<&'static str> {
    let mut topics: Vec<&str> = QUESTIONS.iter().map(|question| question.topic).collect();
    topics.dedup();
    topics
}

const DOCUMENTS: &str = "Documents";
const SERVICE: &str = "Service";
const FEEDERS: &str = "Feeders and transformers";
const PANELS: &str = "Panelboards";
const BRANCH: &str = "Branch circuits";
const PEOPLE: &str = "Protection of people";
const SPECIAL: &str = "Standby power and other sources";
const WIRING: &str = "Wiring and installation";

const fn rules(topic: &'static str, asks: &'static str, codes: &'static [&'static str]) -> Question {
    Question { topic, asks, by: By::Rules(codes, Among::All) }
}

const fn of(
    topic: &'static str,
    asks: &'static str,
    codes: &'static [&'static str],
    among: Among,
) -> Question {
    Question { topic, asks, by: By::Rules(codes, among) }
}

const fn person(topic: &'static str, asks: &'static str, look_at: &'static str) -> Question {
    Question { topic, asks, by: By::Person(look_at) }
}

macro_rules! number {
    ($topic:expr, $asks:literal, $answer:ident) => {
        Question { topic: $topic, asks: $asks, by: By::Number(numbers::$answer) }
    };
}

/// The questions, topics together.
pub const QUESTIONS: &[Question] = &[
    number!(DOCUMENTS, "Is the edition of the Code stated?", edition),
    number!(DOCUMENTS, "Is the occupancy of the building stated?", occupancy),
    number!(DOCUMENTS, "Are local amendments identified?", amendments),
    number!(DOCUMENTS, "Is a load calculation provided?", load_calculation),
    number!(DOCUMENTS, "Is every size that departs from the calculation justified?", overridden),
    person(
        DOCUMENTS,
        "Are the drawings and calculations sealed and signed?",
        "seal, signature and date on each sheet",
    ),
    person(
        DOCUMENTS,
        "Does the one-line diagram agree with the drawings?",
        "one-line diagram and plans side by side",
    ),
    number!(SERVICE, "Is the service rated for the calculated load?", service_capacity),
    rules(SERVICE, "Are the service conductors large enough?", &["PW061"]),
    rules(SERVICE, "Does the service disconnect have the least rating the Code asks for?", &["PW062"]),
    rules(SERVICE, "Are number and grouping of the service disconnects allowed?", &["PW063", "PW068"]),
    number!(SERVICE, "Is the available fault current of the utility given?", utility_fault),
    rules(SERVICE, "Do large disconnects have ground-fault protection of equipment?", &["PW064"]),
    rules(SERVICE, "Is a method to reduce arc energy provided where it is asked for?", &["PW065"]),
    rules(SERVICE, "Do dwellings have an emergency disconnect outdoors?", &["PW066"]),
    rules(SERVICE, "Is surge protection provided where it is asked for?", &["PW067"]),
    rules(SERVICE, "Is the service equipment marked?", &["PW159"]),
    rules(
        SERVICE,
        "Is the grounding electrode system complete, its conductors large enough?",
        &["PW019", "PW094"],
    ),
    rules(SERVICE, "Are the service neutral and bonding jumpers large enough?", &["PW020"]),
    of(FEEDERS, "Do devices of feeders carry the design load?", &["PW001"], Among::Feeders),
    of(FEEDERS, "Do conductors of feeders carry the design load?", &["PW002"], Among::Feeders),
    of(
        FEEDERS,
        "Are conductors of feeders protected at their ampacity?",
        &["PW006", "PW007", "PW008"],
        Among::Feeders,
    ),
    number!(FEEDERS, "Are conductors, raceway and length of every feeder given?", feeder_data),
    number!(FEEDERS, "Is the voltage drop to every panelboard known?", drop_at_panels),
    of(FEEDERS, "Is the drop of each feeder within the recommendation?", &["PW150"], Among::Feeders),
    rules(FEEDERS, "Are transformers protected within their limits?", &["PW087"]),
    rules(FEEDERS, "Do taps and secondary conductors meet their conditions?", &["PW088", "PW089"]),
    rules(
        FEEDERS,
        "Is the neutral of each feeder large enough, for its load and for a fault?",
        &["PW021", "PW070"],
    ),
    rules(FEEDERS, "Are feeders of motors sized and protected for them?", &["PW073", "PW076"]),
    rules(FEEDERS, "Are separately derived systems bonded and grounded?", &["PW091"]),
    rules(FEEDERS, "Do other buildings have a disconnect of their own?", &["PW069"]),
    number!(PANELS, "Does every schedule give bus, interrupting rating and source?", panel_ratings),
    rules(PANELS, "Does every panelboard name its source of supply?", &["PW026"]),
    rules(PANELS, "Is every panelboard protected at the rating of its bus?", &["PW022", "PW023"]),
    number!(PANELS, "Is the available fault current at every panelboard known?", fault_at_panels),
    rules(PANELS, "Do interrupting ratings meet the available fault current?", &["PW030"]),
    rules(PANELS, "Does the directory tell each circuit from the others?", &["PW025"]),
    rules(PANELS, "Is the neutral bonded at the service only?", &["PW092", "PW093"]),
    rules(PANELS, "Are panelboards outside of places where they may not be?", &["PW112"]),
    person(
        PANELS,
        "Is the working space clear, and the space above reserved?",
        "depth, width, height and headroom (110.26)",
    ),
    number!(BRANCH, "Are device and conductors of every circuit given?", circuit_data),
    of(
        BRANCH,
        "Do devices of circuits carry the load, continuous load at 125 %?",
        &["PW001"],
        Among::Circuits,
    ),
    of(BRANCH, "Do conductors of circuits carry the load?", &["PW002"], Among::Circuits),
    of(
        BRANCH,
        "Are conductors of circuits protected at their ampacity?",
        &["PW006", "PW007"],
        Among::Circuits,
    ),
    rules(BRANCH, "Are devices of standard ratings, and of those the outlets allow?", &["PW003", "PW009"]),
    of(BRANCH, "Is the drop of each circuit within the recommendation?", &["PW150"], Among::Circuits),
    rules(
        BRANCH,
        "Do multiwire circuits open together, with neutrals not shared beyond?",
        &["PW033", "PW034", "PW035"],
    ),
    rules(
        BRANCH,
        "Are equipment grounding conductors large enough, also where the circuit is enlarged?",
        &["PW016", "PW017", "PW018"],
    ),
    rules(BRANCH, "Are space heating and vehicle supply protected at 125 %?", &["PW055", "PW083"]),
    rules(
        BRANCH,
        "Are motor circuits sized, protected and loaded by the tables?",
        &["PW071", "PW072", "PW074", "PW075"],
    ),
    rules(BRANCH, "Is cooling equipment wired as its nameplate says?", &["PW078"]),
    rules(BRANCH, "Do loads suit the rating of their circuits?", &["PW004", "PW005"]),
    rules(BRANCH, "Are there circuits enough for the general lighting?", &["PW039", "PW059"]),
    rules(BRANCH, "Does each dwelling have the circuits it must have?", &["PW060", "PW120"]),
    rules(
        PEOPLE,
        "Is GFCI protection provided in dwellings and for appliances?",
        &["PW113", "PW115", "PW117"],
    ),
    rules(PEOPLE, "Is GFCI protection provided outside of dwellings?", &["PW114", "PW116"]),
    rules(PEOPLE, "Is arc-fault protection provided?", &["PW118"]),
    rules(PEOPLE, "Are receptacles tamper- and weather-resistant where they must be?", &["PW130", "PW131"]),
    rules(SPECIAL, "Does each standby source have transfer equipment?", &["PW096"]),
    rules(SPECIAL, "Are emergency circuits kept apart from others?", &["PW097", "PW099"]),
    rules(SPECIAL, "Are elevators and fire pumps fed as their articles ask?", &["PW100", "PW105"]),
    rules(SPECIAL, "Is the bus large enough for sources that feed it back?", &["PW101", "PW102"]),
    person(
        SPECIAL,
        "Are devices of emergency systems selectively coordinated?",
        "coordination study (700.32, 701.32)",
    ),
    rules(WIRING, "Do conductors suffice after the factors for ambient and bundling?", &["PW011", "PW012"]),
    rules(WIRING, "Are raceways filled within their limits?", &["PW136"]),
    rules(WIRING, "Are boxes large enough for what is in them?", &["PW134", "PW135"]),
    rules(WIRING, "Are wiring methods permitted where they are used?", &["PW142", "PW146"]),
    rules(WIRING, "Do runs keep to the bends allowed between pull points?", &["PW137"]),
    person(WIRING, "Are penetrations of fire-rated assemblies sealed?", "details of listed systems (300.21)"),
    person(WIRING, "Are piping and structural steel bonded?", "bonding jumpers and their sizes (250.104)"),
];
