//! PW123: a dwelling has receptacles outside, at the front, at the back, and on its decks.

use crate::domain::{AreaKind, Device, DeviceKind, EntityId, PanelId, Project, Sheet, facts};
use crate::engineering::plan_geometry::distance_to;
use crate::nec::RoomKind;
use crate::rules::receptacles::{height_ft, is_convenience};
use crate::rules::{
    Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Subject, Threshold, Verdict, Verification,
};
use crate::units::{PlanPoint, trimmed};
use std::collections::BTreeSet;

pub(in crate::rules) struct OutdoorReceptacle;

const REACH: Threshold = Threshold { name: "largest height outdoors", unit: "ft", value: 6.5 };

const META: RuleMeta = RuleMeta {
    code: "PW123",
    name: "outdoor-receptacle",
    family: "rooms",
    title: "Dwelling without its receptacles outside",
    sections: Some(["210.52(E)"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Panel],
    checks: "Panelboards of one- and two-family dwellings that feed a kitchen of the plan, each as one dwelling unit: receptacles \
             outside of all rooms to 6.5 ft high, one at the front and one at the back, as they say or, where none says, at \
             opposite sides of the unit's rooms; and one on each porch, balcony or deck that is drawn.",
    resolve: "Place a receptacle at the front, at the back and on each deck.",
    not_checked: "Dwellings whose kitchen no plan shows; units without access to grade; multifamily dwellings; the height of decks \
                  and whether they are reached from inside; snow melting and similar receptacles (426.28).",
    verification: Verification::Transcription,
    thresholds: &[REACH],
};

/// A receptacle so far from the edge of a deck is on it.
const AT_DECK_FT: f64 = 1.5;

impl Rule for OutdoorReceptacle {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Panel(panel) = object else { return Verdict::NotApplicable };
        if !has_kitchen(cx, panel.id) {
            return Verdict::NotApplicable;
        }
        match cx.project.settings().facts.word(&facts::project::OCCUPANCY) {
            Some("one-family" | "two-family") => {}
            Some(_) => return Verdict::NotApplicable,
            None => return Verdict::of_project(facts::project::OCCUPANCY.label),
        }
        let most = cx.threshold(META.code, &REACH);
        let low = |device: &Device| height_ft(device).is_none_or(|feet| feet <= most + 1e-6);
        let outside: Vec<(&Sheet, &Device)> = on_panel(cx.project, panel.id)
            .filter(|(sheet, device)| {
                is_convenience(cx, device) && is_outside(sheet, device.at) && low(device)
            })
            .collect();
        match sides(cx, panel.id, &outside) {
            Verdict::Pass => decks(cx, panel.id, most),
            other => other,
        }
    }
}

/// Returns the devices of the plan on circuits of a panelboard.
fn on_panel(project: &Project, panel: PanelId) -> impl Iterator<Item = (&Sheet, &Device)> {
    let devices =
        project.sheets().flat_map(|sheet| sheet.devices.values().map(move |device| (sheet, device.as_ref())));
    devices.filter(move |(_, device)| device.circuit.is_some_and(|(id, _)| id == panel))
}

fn has_kitchen(cx: &RuleContext<'_>, panel: PanelId) -> bool {
    cx.project.sheets().any(|sheet| {
        let mut kitchens = sheet
            .rooms
            .values()
            .filter(|room| RoomKind::from_words(&room.use_type) == Some(RoomKind::Kitchen));
        kitchens.any(|room| {
            let mut devices = cx.devices_in(sheet, room);
            devices.any(|device| device.circuit.is_some_and(|(id, _)| id == panel))
        })
    })
}

fn is_outside(sheet: &Sheet, at: PlanPoint) -> bool {
    let kind = sheet.room_at(at).map(|room| RoomKind::from_words(&room.use_type));
    matches!(kind, None | Some(Some(RoomKind::Outdoors)))
}

/// Judges whether there is one at the front and one at the back.
fn sides(cx: &RuleContext<'_>, panel: PanelId, outside: &[(&Sheet, &Device)]) -> Verdict {
    let said =
        |word| outside.iter().any(|(_, device)| device.facts.word(&facts::receptacles::SIDE) == Some(word));
    let of_unsaid: Vec<(&Sheet, &Device)> = (outside.iter().copied())
        .filter(|(_, device)| device.facts.word(&facts::receptacles::SIDE).is_none())
        .collect();
    if said("front") && said("back") {
        return Verdict::Pass;
    }
    let could_be = outside.len() - outside.iter().filter(|(_, d)| is_elsewhere(d)).count();
    if could_be < 2 || (of_unsaid.is_empty()) {
        let has = format!("{} outside", outside.len());
        let message = "not a receptacle at the front and one at the back";
        return Verdict::violation(message, has, "one at the front, one at the back", Vec::new());
    }
    let any_said = outside.iter().any(|(_, device)| device.facts.word(&facts::receptacles::SIDE).is_some());
    if !any_said && at_opposite_sides(cx, panel, &of_unsaid) {
        return Verdict::Pass;
    }
    match of_unsaid.first() {
        Some((sheet, device)) => {
            let at = Object::Device(sheet, device).subject();
            Verdict::Missing { at, field: facts::receptacles::SIDE.label }
        }
        None => Verdict::Pass,
    }
}

fn is_elsewhere(device: &Device) -> bool {
    device.facts.word(&facts::receptacles::SIDE) == Some("other")
}

/// Returns whether two receptacles are at opposite sides of the rectangle around the rooms of a dwelling unit.
fn at_opposite_sides(cx: &RuleContext<'_>, panel: PanelId, outside: &[(&Sheet, &Device)]) -> bool {
    cx.project.sheets().any(|sheet| {
        let rooms = sheet.rooms.values().filter(|room| {
            let mut devices = cx.devices_in(sheet, room);
            devices.any(|device| device.circuit.is_some_and(|(id, _)| id == panel))
        });
        let corners: Vec<PlanPoint> = rooms.flat_map(|room| room.outline.iter().copied()).collect();
        let ends = |of: fn(&PlanPoint) -> f64| {
            let values = || corners.iter().map(of);
            (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max))
        };
        let ((left, right), (low, high)) = (ends(|at| at.x), ends(|at| at.y));
        let found: BTreeSet<u8> = (outside.iter())
            .filter(|(on, _)| on.id == sheet.id)
            .flat_map(|(_, device)| {
                let at = device.at;
                [(at.x <= left, 0), (at.x >= right, 1), (at.y <= low, 2), (at.y >= high, 3)]
            })
            .filter(|(is_there, _)| *is_there)
            .map(|(_, side)| side)
            .collect();
        (found.contains(&0) && found.contains(&1)) || (found.contains(&2) && found.contains(&3))
    })
}

/// Judges the decks of the sheets that show the unit: each has a receptacle, whosever.
fn decks(cx: &RuleContext<'_>, panel: PanelId, most_ft: f64) -> Verdict {
    let on: BTreeSet<_> = on_panel(cx.project, panel).map(|(sheet, _)| sheet.id).collect();
    for sheet in cx.project.sheets().filter(|sheet| on.contains(&sheet.id)) {
        for deck in sheet.areas.values().filter(|area| area.kind == AreaKind::Deck) {
            let has = sheet.devices.values().any(|device| {
                device.kind == DeviceKind::Receptacle
                    && distance_to(&deck.outline, device.at) <= AT_DECK_FT
                    && height_ft(device).is_none_or(|feet| feet <= most_ft + 1e-6)
            });
            if !has {
                let required = format!("a receptacle to {} ft", trimmed(most_ft, 2));
                let mut verdict =
                    Verdict::violation("deck without a receptacle", "none", required, Vec::new());
                if let Verdict::Violation(fault) = &mut verdict {
                    let id = EntityId::Area(sheet.id, deck.id);
                    fault.also.push(Subject { id, name: format!("deck {}", deck.id) });
                }
                return verdict;
            }
        }
    }
    Verdict::Pass
}
