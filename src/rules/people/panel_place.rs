//! PW112: panelboards are kept out of closets and bathrooms and off stairs.

use crate::domain::{DeviceKind, Panel, facts};
use crate::nec::{Edition, RoomKind};
use crate::rules::people::gfci::words;
use crate::rules::places::{kind_of, serves_dwelling};
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct PanelPlace;

const META: RuleMeta = RuleMeta {
    code: "PW112",
    name: "panel-place",
    family: "people",
    title: "Panelboard in a place where it may not be",
    sections: Some(["240.24(D) to (F)"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Panel],
    checks: "The place of a panelboard, as it says itself, by the room of the plan that its symbol stands in or that has the name \
             of its location, else by the words of its location: no clothes closet, no stairs, no bathroom of dwellings, \
             dormitories and guest rooms, since 2023 no bathroom and no locker room with showers at all.",
    resolve: "Move the panelboard.",
    not_checked: "Material nearby that ignites easily, other than in closets; height and access (240.24(A)); physical damage.",
    verification: Verification::Memory,
    thresholds: &[],
};

const PLACE: &facts::Fact = &facts::people::PANEL_PLACE;

impl Rule for PanelPlace {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Panel(panel) = object else { return Verdict::NotApplicable };
        let kind = match place_of(cx, panel) {
            Ok(kind) => kind,
            Err(verdict) => return verdict,
        };
        let barred = match kind {
            RoomKind::Closet | RoomKind::Stairs => true,
            RoomKind::LockerRoom => cx.edition >= Edition::E2023,
            RoomKind::Bathroom if cx.edition >= Edition::E2023 => true,
            RoomKind::Bathroom => match with_bathrooms_barred(cx, panel) {
                Ok(barred) => barred,
                Err(unknown) => return unknown,
            },
            _ => false,
        };
        if !barred {
            return Verdict::Pass;
        }
        let place = words(kind);
        Verdict::violation(format!("stands in: {place}"), place, "another place", Vec::new())
    }
}

/// Returns the place of a panelboard.
fn place_of(cx: &RuleContext<'_>, panel: &Panel) -> Result<RoomKind, Verdict> {
    if let Some(kind) = panel.facts.word(PLACE).and_then(RoomKind::from_name) {
        return Ok(kind);
    }
    let symbol = cx.project.sheets().find_map(|sheet| {
        let of_panel = |kind, label: &str| {
            kind == DeviceKind::PanelLocation && label.trim().eq_ignore_ascii_case(panel.name.trim())
        };
        let device = sheet.devices.values().find(|device| of_panel(device.kind, &device.label))?;
        Some((sheet, sheet.room_at(device.at)?))
    });
    let named = || {
        let location = panel.location.trim();
        cx.project.sheets().find_map(|sheet| {
            let room = sheet.rooms.values().find(|room| room.name.trim().eq_ignore_ascii_case(location))?;
            Some((sheet, room.as_ref()))
        })
    };
    match symbol.or_else(named) {
        Some((sheet, room)) => kind_of(sheet, room),
        None => RoomKind::from_words(&panel.location).ok_or(Verdict::Undetermined(PLACE.label)),
    }
}

/// Returns whether bathrooms were barred before 2023: in dwellings, dormitories and hotels.
fn with_bathrooms_barred(cx: &RuleContext<'_>, panel: &Panel) -> Result<bool, Verdict> {
    let occupancy = cx.project.settings().facts.word(&facts::project::OCCUPANCY);
    Ok(serves_dwelling(cx, panel)? || matches!(occupancy, Some("dormitory" | "hotel")))
}
