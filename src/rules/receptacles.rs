//! Receptacles of the plan as the Code counts them: 125 V and 15 or 20 A, at the height somebody gave or their symbol usually
//! has.

use crate::domain::symbols::SymbolLibrary;
use crate::domain::{Circuit, Device, DeviceKind, Panel, Sheet, facts};
use crate::rules::RuleContext;

/// What a sheet without any receptacle lacks.
pub(in crate::rules) const NONE_DRAWN: &str = "receptacles on the plan";
/// What a room lacks along whose outline no wall is drawn.
pub(in crate::rules) const WALLS: &str = "walls on the plan";
/// What a room without a way in lacks.
pub(in crate::rules) const DOORS: &str = "doors on the plan";
/// Larger ones are no convenience receptacles, in amperes.
const MOST_A: f64 = 20.0;

/// Returns the circuit of a device with its panelboard.
pub(in crate::rules) fn circuit_of<'p>(
    cx: &RuleContext<'p>,
    device: &Device,
) -> Option<(&'p Panel, &'p Circuit)> {
    let (panel, circuit) = device.circuit?;
    let panel = cx.project.panel(panel)?;
    Some((panel, panel.circuit(circuit)?))
}

/// Returns whether a device is a receptacle of 125 V and 15 or 20 A, as far as its symbol and circuit say.
pub(in crate::rules) fn is_convenience(cx: &RuleContext<'_>, device: &Device) -> bool {
    let other = ["range", "dryer", "special-30", "special-50", "special-120-30", "ev-outlet"];
    let large = |(_, circuit): (&Panel, &Circuit)| {
        (circuit.poles > 1 && !circuit.is_line_to_neutral())
            || circuit.trip.is_some_and(|trip| trip.0 > MOST_A)
    };
    device.kind == DeviceKind::Receptacle
        && !other.contains(&device.symbol.as_str())
        && !circuit_of(cx, device).is_some_and(large)
}

/// Returns the height of a device above the floor in feet: what is said, else what its symbol usually has.
pub(in crate::rules) fn height_ft(device: &Device) -> Option<f64> {
    let said = device.facts.number(&facts::people::HEIGHT);
    said.or_else(|| SymbolLibrary::shipped().get(&device.symbol)?.height_ft)
}

/// Returns whether any receptacle is drawn on a sheet.
pub(in crate::rules) fn draws_receptacles(sheet: &Sheet) -> bool {
    sheet.devices.values().any(|device| device.kind == DeviceKind::Receptacle)
}
