//! What stands in a room, and whether the room belongs to a dwelling unit.

use crate::domain::{Device, DeviceKind, Room, Sheet, facts};
use crate::rules::places::serves_dwelling;
use crate::rules::{Object, RuleContext, Verdict};

/// Returns the devices of a kind in a room.
///
/// # Errors
/// Returns the verdict of a rule that needs them where nobody has drawn any on the sheet.
pub(in crate::rules::rooms) fn devices_in<'p>(
    sheet: &'p Sheet,
    room: &Room,
    kind: DeviceKind,
) -> Result<Vec<&'p Device>, Verdict> {
    let mut of_kind =
        sheet.devices.values().map(AsRef::as_ref).filter(|device| device.kind == kind).peekable();
    if of_kind.peek().is_none() {
        return Err(Verdict::Undetermined(match kind {
            DeviceKind::Receptacle => "receptacles on the plan",
            DeviceKind::Luminaire => "luminaires on the plan",
            DeviceKind::Switch => "switches on the plan",
            DeviceKind::Equipment => "equipment on the plan",
            DeviceKind::PanelLocation => "panelboards on the plan",
            DeviceKind::JunctionBox => "boxes on the plan",
        }));
    }
    let here = |device: &&Device| sheet.room_at(device.at).is_some_and(|of| of.id == room.id);
    Ok(of_kind.filter(here).collect())
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
            let here = |device: &&Device| sheet.room_at(device.at).is_some_and(|of| of.id == room.id);
            let devices = sheet.devices.values().map(AsRef::as_ref).filter(here);
            let panel = devices.filter_map(|device| device.circuit).find_map(|(id, _)| cx.project.panel(id));
            let unknown = || Verdict::Missing { at: Object::Room(sheet, room).subject(), field: unit.label };
            panel.map_or_else(|| Err(unknown()), |panel| serves_dwelling(cx, panel))
        }
        Some(_) => Ok(false),
    }
}

/// Returns the fault of a room with too few outlets.
pub(in crate::rules::rooms) fn too_few(what: &str, has: usize, needs: usize) -> Verdict {
    let plural = if needs == 1 { "" } else { "s" };
    let message = format!("{has} {what}s in the room; {needs} {what}{plural} asked for");
    Verdict::violation(message, format!("{has}"), format!("{needs} {what}{plural}"), Vec::new())
}
