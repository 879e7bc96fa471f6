//! Receptacles without ground-fault protection for people: what dwellings and other buildings have in common.

use crate::domain::{Circuit, Device, DeviceKind, Panel, facts};
use crate::nec::{Protected, RoomKind};
use crate::rules::places::{Place, Places, places};
use crate::rules::{RuleContext, Verdict};

/// Higher voltages to ground have no such protection.
pub(in crate::rules) const MOST_TO_GROUND_V: f64 = 150.0;
const LOCATION: &str = facts::circuit::LOCATION.label;

/// Returns whether the breaker, or somebody's word, protects all outlets of a circuit.
pub(in crate::rules) fn circuit_has_gfci(circuit: &Circuit) -> bool {
    circuit.gfci || circuit.facts.yes(&facts::people::GFCI_AT_OUTLET) == Some(true)
}

/// Returns whether a device of the plan is protected where it stands.
pub(in crate::rules) fn device_has_gfci(device: &Device) -> bool {
    device.symbol.contains("gfci") || device.facts.yes(&facts::people::GFCI_AT_OUTLET) == Some(true)
}

/// Judges the receptacles of a circuit without protection at its breaker by what each kind of place asks for.
pub(in crate::rules::people) fn by_places(
    cx: &RuleContext<'_>,
    panel: &Panel,
    circuit: &Circuit,
    asks: impl Fn(RoomKind) -> Protected,
) -> Verdict {
    if all_protected(cx, panel, circuit) {
        return Verdict::Pass;
    }
    let Places { known, missing } = places(cx, panel, circuit, |device| {
        device.kind == DeviceKind::Receptacle && !device_has_gfci(device)
    });
    let bare = |wanted: Protected| known.iter().find(|place| asks(place.kind) == wanted);
    if let Some(place) = bare(Protected::Yes) {
        return unprotected(place);
    }
    if bare(Protected::Depends).is_some() {
        return Verdict::Undetermined(LOCATION);
    }
    missing.unwrap_or(Verdict::Pass)
}

/// Returns whether the plan shows receptacles of the circuit and every one is protected where it stands.
fn all_protected(cx: &RuleContext<'_>, panel: &Panel, circuit: &Circuit) -> bool {
    let devices = cx.devices(panel, circuit).iter().map(|(_, device)| device);
    let mut receptacles = devices.filter(|device| device.kind == DeviceKind::Receptacle).peekable();
    receptacles.peek().is_some() && receptacles.all(|device| device_has_gfci(device))
}

fn unprotected(place: &Place<'_>) -> Verdict {
    let message = format!("receptacles without GFCI protection; place: {}", words(place.kind));
    let verdict = Verdict::violation(message, "no GFCI", "GFCI protection", Vec::new());
    match place.room {
        Some(room) => verdict.because_of(room),
        None => verdict,
    }
}

/// Returns a kind of place as a sentence has it.
pub(in crate::rules) fn words(kind: RoomKind) -> String {
    let label = RoomKind::WORDS.iter().find(|(name, _)| *name == kind.name()).map_or("", |(_, label)| label);
    label.to_lowercase()
}
