//! Whether a disconnect is in sight of equipment on the plan: near enough, and with no wall or closed door between.
//!
//! Its disconnects and the panelboard that feeds it count. What no plan shows is asked for nothing, unless somebody has said
//! something of it.

use crate::domain::{Circuit, Device, DeviceKind, Panel, Sheet, facts};
use crate::engineering::Step;
use crate::engineering::plan_geometry::{blocked_by, distance_ft};
use crate::rules::{Object, RuleContext, Subject, Threshold, Verdict};
use crate::units::trimmed;

/// Not farther away than this, in feet, is in sight (Article 100).
pub(in crate::rules::disconnects) const IN_SIGHT: Threshold =
    Threshold { name: "farthest within sight", unit: "ft", value: 50.0 };

/// What a place sees.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::rules::disconnects) enum Seen {
    Yes,
    /// The nearest that is not in sight: how far, and whether something stands between.
    Not {
        feet: f64,
        hidden: bool,
        is: Subject,
    },
    /// None is drawn for it; whether the sheet shows any disconnect.
    NoneDrawn {
        others: bool,
    },
}

/// Looks from a device for disconnects.
pub(in crate::rules::disconnects) fn look<'p>(
    (sheet, from): (&'p Sheet, &Device),
    candidates: impl Iterator<Item = &'p Device>,
    limit_ft: f64,
) -> Seen {
    let mut nearest: Option<(f64, bool, Subject)> = None;
    for device in candidates {
        let feet = distance_ft(from.at, device.at);
        let near = feet <= limit_ft + 1e-6;
        let hidden = near && blocked_by(sheet, from.at, device.at).is_some();
        if near && !hidden {
            return Seen::Yes;
        }
        if nearest.as_ref().is_none_or(|(least, ..)| feet < *least) {
            nearest = Some((feet, hidden, Object::Device(sheet, device).subject()));
        }
    }
    match nearest {
        Some((feet, hidden, is)) => Seen::Not { feet, hidden, is },
        None => {
            let others = sheet.devices.values().any(|device| device.kind == DeviceKind::Disconnect);
            Seen::NoneDrawn { others }
        }
    }
}

/// Judges the equipment of a circuit by the fact of its disconnect, else by the plan.
pub(in crate::rules::disconnects) fn in_sight(
    cx: &RuleContext<'_>,
    (panel, circuit): (&Panel, &Circuit),
    limit_ft: f64,
) -> Verdict {
    match circuit.facts.word(&facts::disconnect::DISCONNECT) {
        Some("none") => {
            return Verdict::violation("no disconnect", "none", "a disconnect in sight", Vec::new());
        }
        Some(_) => return Verdict::Pass,
        None => {}
    }
    let served = |device: &Device| device.kind == DeviceKind::Equipment;
    let equipment = cx.devices(panel, circuit).iter().filter(|(_, device)| served(device));
    let mut verdict = Verdict::NotApplicable;
    for (sheet, device) in equipment {
        let own = cx.devices(panel, circuit).iter().filter(|(on, _)| on.id == sheet.id);
        let own = own.map(|(_, device)| *device).filter(|device| device.kind == DeviceKind::Disconnect);
        let feeding = cx.panel_place(panel.id).filter(|(on, _)| on.id == sheet.id).map(|(_, device)| device);
        let unseen = match look((*sheet, *device), own.chain(feeding), limit_ft) {
            Seen::Yes => {
                verdict = if verdict == Verdict::NotApplicable { Verdict::Pass } else { verdict };
                continue;
            }
            Seen::NoneDrawn { others: false } => {
                verdict = Verdict::Undetermined(facts::disconnect::DISCONNECT.label);
                continue;
            }
            unseen => unseen,
        };
        return at_fault(&Object::Device(sheet, device).subject(), &unseen, limit_ft);
    }
    verdict
}

/// Returns the violation of equipment that sees no disconnect.
pub(in crate::rules::disconnects) fn at_fault(from: &Subject, seen: &Seen, limit_ft: f64) -> Verdict {
    let required = format!("in sight within {} ft", trimmed(limit_ft, 2));
    match seen {
        Seen::Yes => Verdict::Pass,
        Seen::NoneDrawn { .. } => {
            with_device(Verdict::violation("no disconnect drawn", "none", required, Vec::new()), from)
        }
        Seen::Not { feet, hidden, is } => {
            let far = format!("{} ft away", trimmed(*feet, 2));
            let actual = if *hidden { format!("{far}, behind a wall or door") } else { far };
            let step = Step::new("Nearest disconnect", format!("from {} to {}", from.name, is.name), &actual);
            let message = format!("the nearest disconnect is {actual}");
            with_device(Verdict::violation(message, &actual, &required, vec![step]), from)
        }
    }
}

/// Adds the equipment to what a violation speaks of, for the plan to show.
fn with_device(verdict: Verdict, device: &Subject) -> Verdict {
    match verdict {
        Verdict::Violation(mut fault) => {
            fault.also.push(device.clone());
            Verdict::Violation(fault)
        }
        other => other,
    }
}
