//! Which kinds of place a circuit serves, and which equipment: what somebody has said of it, else what stands on the plan.
//!
//! The fact of a circuit wins over the plan, since a plan may show only some of its outlets. On the plan a device is where the
//! room is whose outline it lies in; the words for the room's use name its kind. A room without a known use and a device
//! outside of all rooms are no place, and the reason is kept: a rule asks only where the place can matter.

use crate::domain::{
    Circuit, Device, DeviceKind, EntityId, Leg, LoadClass, Panel, Room, Sheet, System, facts,
};
use crate::nec::RoomKind;
use crate::rules::{Object, RuleContext, Verdict};
use crate::units::Volts;

/// What is missing at a room.
pub(in crate::rules) const ROOM_USE: &str = "use";

/// A place that a circuit serves.
#[derive(Clone, Copy, Debug)]
pub(in crate::rules) struct Place<'p> {
    pub kind: RoomKind,
    /// On the plan.
    pub room: Option<EntityId>,
    pub device: Option<&'p Device>,
}

/// The places of a circuit.
#[derive(Clone, Debug, Default)]
pub(in crate::rules) struct Places<'p> {
    pub known: Vec<Place<'p>>,
    /// What to say where a place that is not known can matter.
    pub missing: Option<Verdict>,
}

/// Returns where the outlets of a circuit are, of devices that are wanted.
pub(in crate::rules) fn places<'p>(
    cx: &RuleContext<'p>,
    panel: &Panel,
    circuit: &Circuit,
    wanted: impl Fn(&Device) -> bool,
) -> Places<'p> {
    let said = circuit.facts.word(&facts::circuit::LOCATION).and_then(RoomKind::from_name);
    if let Some(kind) = said {
        return Places { known: vec![Place { kind, room: None, device: None }], missing: None };
    }
    let nowhere = Verdict::Undetermined(facts::circuit::LOCATION.label);
    let mut places = Places::default();
    let devices = cx.devices(panel, circuit).iter().filter(|(_, device)| wanted(device));
    for (sheet, device) in devices.clone() {
        let room = sheet.room_at(device.at);
        if cx.is_at_sink(sheet, device) {
            let room = room.map(|room| EntityId::Room(sheet.id, room.id));
            places.known.push(Place { kind: RoomKind::Sink, room, device: Some(device) });
        }
        match room {
            None => places.missing = Some(nowhere.clone()),
            Some(room) => match RoomKind::from_words(&room.use_type) {
                Some(kind) => places.known.push(Place {
                    kind,
                    room: Some(EntityId::Room(sheet.id, room.id)),
                    device: Some(device),
                }),
                None => places.missing = Some(unknown_use(sheet, room)),
            },
        }
    }
    if devices.count() == 0 {
        places.missing = Some(nowhere);
    }
    places
}

/// Returns the kind of a room.
///
/// # Errors
/// Returns the verdict of a rule that needs it.
pub(in crate::rules) fn kind_of(sheet: &Sheet, room: &Room) -> Result<RoomKind, Verdict> {
    RoomKind::from_words(&room.use_type).ok_or_else(|| unknown_use(sheet, room))
}

fn unknown_use(sheet: &Sheet, room: &Room) -> Verdict {
    Verdict::Missing { at: Object::Room(sheet, room).subject(), field: ROOM_USE }
}

/// Returns whether a circuit serves receptacles: by its class, by a number of them, or on the plan.
pub(in crate::rules) fn serves_receptacles(cx: &RuleContext<'_>, panel: &Panel, circuit: &Circuit) -> bool {
    let counted = circuit.facts.number(&facts::circuit::RECEPTACLES).is_some_and(|number| number > 0.0);
    let drawn = || cx.devices(panel, circuit).iter().any(|(_, device)| device.kind == DeviceKind::Receptacle);
    circuit.class == LoadClass::Receptacle || counted || drawn()
}

/// Returns the equipment a circuit serves, in the words of the fact: what somebody has said, else what the symbols on the plan
/// say where they all say the same.
pub(in crate::rules) fn equipment(
    cx: &RuleContext<'_>,
    panel: &Panel,
    circuit: &Circuit,
) -> Option<&'static str> {
    let said = circuit.facts.word(&facts::circuit::EQUIPMENT);
    said.or_else(|| {
        let devices = cx.devices(panel, circuit).iter().map(|(_, device)| device);
        let served = devices.filter(|device| device.kind != DeviceKind::Disconnect);
        let mut devices = served.map(|device| of_symbol(&device.symbol));
        let first = devices.next()??;
        devices.all(|other| other == Some(first)).then_some(first)
    })
}

fn of_symbol(symbol: &str) -> Option<&'static str> {
    match symbol {
        "range" => Some("range"),
        "dryer" => Some("dryer"),
        "dishwasher" => Some("dishwasher"),
        "water-heater" => Some("water-heater"),
        "drinking-fountain" => Some("water-cooler"),
        "ev-charger" => Some("ev"),
        "elevator-controller" => Some("elevator"),
        "rooftop-unit" | "heat-pump" | "condensing-unit" => Some("air-conditioning"),
        _ => None,
    }
}

/// Returns the highest voltage to ground of a circuit's ungrounded conductors.
///
/// Systems without a neutral have no conductor that is known to be at ground: their voltage between lines counts.
pub(in crate::rules) fn volts_to_ground(panel: &Panel, circuit: &Circuit) -> Volts {
    let system = panel.system;
    circuit.span().legs(system).map(|leg| leg_to_ground(system, leg)).fold(Volts(0.0), Volts::max)
}

fn leg_to_ground(system: System, leg: Leg) -> Volts {
    match (system.line_to_neutral(leg), system) {
        (Some(volts), _) => volts,
        // Two legs at 120 V with their 240 V between them: √3 × 120 V to the third.
        (None, System::HighLeg240) => Volts(208.0),
        (None, _) => system.line_to_line(),
    }
}

/// Returns the highest voltage to ground in a panelboard; of systems without a neutral their voltage between lines.
pub(in crate::rules) fn panel_volts_to_ground(panel: &Panel) -> Volts {
    let system = panel.system;
    system.legs().iter().map(|leg| leg_to_ground(system, *leg)).fold(Volts(0.0), Volts::max)
}

/// Returns whether a panelboard serves a dwelling unit.
///
/// # Errors
/// Returns the verdict of a rule that needs to know: the occupancy of the building, or, in a multifamily one, of the panelboard.
pub(in crate::rules) fn serves_dwelling(cx: &RuleContext<'_>, panel: &Panel) -> Result<bool, Verdict> {
    if let Some(said) = panel.facts.yes(&facts::people::DWELLING_UNIT) {
        return Ok(said);
    }
    match cx.project.settings().facts.word(&facts::project::OCCUPANCY) {
        None => Err(Verdict::of_project(facts::project::OCCUPANCY.label)),
        Some("one-family" | "two-family") => Ok(true),
        Some("multifamily") => Err(Verdict::Missing {
            at: Object::Panel(panel).subject(),
            field: facts::people::DWELLING_UNIT.label,
        }),
        Some(_) => Ok(false),
    }
}
