//! What stands in a room, and whether the room belongs to a dwelling unit.

use crate::domain::{Device, DeviceKind, Room, Sheet, facts};
use crate::rules::places::serves_dwelling;
use crate::rules::{Object, RuleContext, Verdict};

/// Outlets that a room must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rules::rooms) enum Outlet {
    Receptacle,
    Lighting,
}

impl Outlet {
    const fn device(self) -> DeviceKind {
        match self {
            Self::Receptacle => DeviceKind::Receptacle,
            Self::Lighting => DeviceKind::Luminaire,
        }
    }

    const fn fact(self) -> &'static facts::Fact {
        match self {
            Self::Receptacle => &facts::circuit::RECEPTACLES,
            Self::Lighting => &facts::people::LIGHTING_OUTLETS,
        }
    }

    const fn words(self) -> &'static str {
        match self {
            Self::Receptacle => "receptacle",
            Self::Lighting => "lighting outlet",
        }
    }
}

/// Returns how many outlets a room has: what it says itself, else those of the plan that count.
///
/// # Errors
/// Returns the verdict of a rule that needs them where nobody has drawn any on the sheet.
pub(in crate::rules::rooms) fn outlets_in(
    cx: &RuleContext<'_>,
    (sheet, room): (&Sheet, &Room),
    outlet: Outlet,
    counts: impl Fn(&Device) -> bool,
) -> Result<usize, Verdict> {
    if let Some(said) = room.facts.number(outlet.fact()) {
        return Ok(said as usize);
    }
    let of_kind = |device: &&Device| device.kind == outlet.device();
    if !sheet.devices.values().map(AsRef::as_ref).any(|device| of_kind(&device)) {
        return Err(Verdict::Undetermined(outlet.fact().label));
    }
    let devices = cx.devices_in(sheet, room);
    Ok(devices.filter(of_kind).filter(|device| counts(device)).count())
}

/// Returns whether a room belongs to a dwelling unit: in a multifamily building what it says itself, else the panelboard of
/// a device in it.
///
/// # Errors
/// Returns the verdict of a rule that needs to know.
pub(in crate::rules::rooms) fn is_of_dwelling(
    cx: &RuleContext<'_>,
    sheet: &Sheet,
    room: &Room,
) -> Result<bool, Verdict> {
    let unit = &facts::people::DWELLING_UNIT;
    if let Some(said) = room.facts.yes(unit) {
        return Ok(said);
    }
    match cx.project.settings().facts.word(&facts::project::OCCUPANCY) {
        None => Err(Verdict::of_project(facts::project::OCCUPANCY.label)),
        Some("one-family" | "two-family") => Ok(true),
        Some("multifamily") => {
            let devices = cx.devices_in(sheet, room);
            let mut circuits = devices.filter_map(|device| device.circuit);
            let panel = circuits.find_map(|(id, _)| cx.project.panel(id));
            let unknown = || Verdict::Missing { at: Object::Room(sheet, room).subject(), field: unit.label };
            panel.map_or_else(|| Err(unknown()), |panel| serves_dwelling(cx, panel))
        }
        Some(_) => Ok(false),
    }
}

/// Judges how many outlets a room has.
pub(in crate::rules::rooms) fn enough(has: Result<usize, Verdict>, needs: usize, outlet: Outlet) -> Verdict {
    let has = match has {
        Ok(has) => has,
        Err(unknown) => return unknown,
    };
    if has >= needs {
        return Verdict::Pass;
    }
    let what = outlet.words();
    let plural = if needs == 1 { "" } else { "s" };
    let message = format!("{has} {what}s in the room; {needs} {what}{plural} asked for");
    Verdict::violation(message, has, format!("{needs} {what}{plural}"), Vec::new())
}
