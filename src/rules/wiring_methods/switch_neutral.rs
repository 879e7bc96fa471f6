//! PW132: the box of a switch for lighting has a neutral.

use crate::domain::{DeviceKind, LoadClass, facts};
use crate::nec::{Edition, RoomKind};
use crate::rules::receptacles::circuit_of;
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct SwitchNeutral;

const META: RuleMeta = RuleMeta {
    code: "PW132",
    name: "switch-neutral",
    family: "wiring_methods",
    title: "Switch for lighting without a neutral",
    sections: Some(["404.2(C)"; 4]),
    severity: Severity::Warning,
    looks_at: &[ObjectKind::Device],
    checks: "Switches of the plan in bathrooms, hallways, stairs and rooms for people, on a circuit with a neutral: what the switch \
             says of its neutral, else what the building says of all. In 2017 every room but storage counts.",
    resolve: "Bring the neutral to the switch, or say why none is needed.",
    not_checked: "Switches in rooms that no plan shows; circuits for other than lighting; whether the exemption claimed holds.",
    verification: Verification::Memory,
    thresholds: &[],
};

const ALL: &facts::Fact = &facts::receptacles::NEUTRALS;
/// Switches that control no lighting by hand at their place.
const OTHER: [&str; 2] = ["motor-switch", "photocell"];

impl Rule for SwitchNeutral {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Device(sheet, device) = object else { return Verdict::NotApplicable };
        if device.kind != DeviceKind::Switch || OTHER.contains(&device.symbol.as_str()) {
            return Verdict::NotApplicable;
        }
        if let Some((panel, circuit)) = circuit_of(cx, device) {
            let lit = matches!(circuit.class, LoadClass::Lighting | LoadClass::Receptacle);
            if !lit || !panel.system.has_neutral() || !circuit.is_line_to_neutral() {
                return Verdict::NotApplicable;
            }
        }
        let Some(room) = sheet.room_at(device.at) else { return Verdict::NotApplicable };
        let kind = RoomKind::from_words(&room.use_type);
        // A room of unknown use is asked for it by rules that more hang on; it counts as one for people.
        if kind.is_some_and(|kind| !is_for_people(kind, cx.edition)) {
            return Verdict::NotApplicable;
        }
        let all = cx.project.settings().facts.yes(ALL);
        match (device.facts.word(&facts::receptacles::NEUTRAL), all) {
            (Some("no"), _) | (None, Some(false)) => {
                Verdict::violation("no neutral at the switch", "none", "a neutral in the box", Vec::new())
            }
            (Some(_), _) | (None, Some(true)) => Verdict::Pass,
            (None, None) => Verdict::of_project(ALL.label),
        }
    }
}

const fn is_for_people(kind: RoomKind, edition: Edition) -> bool {
    use RoomKind as Room;
    match kind {
        Room::Storage | Room::CrawlSpace | Room::Attic | Room::Closet => false,
        Room::Garage
        | Room::Basement
        | Room::Outdoors
        | Room::Roof
        | Room::Boathouse
        | Room::ElectricalRoom
        | Room::MechanicalRoom
        | Room::ItRoom
        | Room::Elevator
        | Room::Janitor => matches!(edition, Edition::E2017),
        Room::Bathroom
        | Room::Kitchen
        | Room::Dining
        | Room::Living
        | Room::Bedroom
        | Room::Hallway
        | Room::Foyer
        | Room::Stairs
        | Room::Laundry
        | Room::ServiceBay
        | Room::FinishedBasement
        | Room::Damp
        | Room::LockerRoom
        | Room::Sink
        | Room::FoodPreparation
        | Room::GuestRoom
        | Room::PatientRoom
        | Room::Classroom
        | Room::Office
        | Room::MeetingRoom
        | Room::Lobby
        | Room::Production
        | Room::Other => true,
    }
}
