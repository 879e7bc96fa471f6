//! Devices: a symbol each, and beside it what it is and the circuit it is on.

use super::labels::{Labels, width_of};
use super::{CadLayer, PlanDrawing, SymbolInsert};
use crate::domain::symbols::SymbolLibrary;
use crate::domain::{Device, DeviceId, DeviceKind, Project, Sheet, device_tag};
use crate::units::{PlanPoint, PlanRect};

/// Height of tags on paper, in inches.
const TAG_IN: f64 = 0.07;

/// Puts every device's symbol at its place. `scale` is that of symbols on the paper; what is drawn as large as it is keeps
/// its size.
pub(super) fn place(drawing: &mut PlanDrawing, sheet: &Sheet, library: &SymbolLibrary, scale: f64) {
    for device in sheet.devices.values() {
        let Some(symbol) = library.of_device(device.kind, &device.symbol) else { continue };
        drawing.inserts.push(SymbolInsert {
            device: device.id,
            layer: layer_of(device.kind),
            symbol: symbol.name.clone(),
            at: device.at,
            rotation_deg: device.rotation_deg,
            scale: if symbol.is_true_size { 1.0 } else { scale },
        });
        drawing.symbols.entry(symbol.name.clone()).or_insert_with(|| symbol.clone());
    }
}

const fn layer_of(kind: DeviceKind) -> CadLayer {
    match kind {
        DeviceKind::Receptacle | DeviceKind::JunctionBox => CadLayer::Power,
        DeviceKind::Switch | DeviceKind::Luminaire => CadLayer::Lighting,
        DeviceKind::Equipment | DeviceKind::Disconnect => CadLayer::Equipment,
        DeviceKind::PanelLocation => CadLayer::Panel,
        DeviceKind::Data => CadLayer::Data,
        DeviceKind::FireAlarm => CadLayer::FireAlarm,
    }
}

/// Writes the tags of devices where they cover least: beside the symbol, away from its wall first.
pub(super) fn tag(
    drawing: &mut PlanDrawing,
    (project, sheet): (&Project, &Sheet),
    ft_per_in: f64,
    labels: &mut Labels,
) {
    let height = TAG_IN * ft_per_in;
    let placed: Vec<(DeviceId, PlanRect)> = drawing
        .inserts
        .iter()
        .map(|insert| {
            let bounds = drawing.bounds_of(insert);
            (insert.device, bounds.unwrap_or(PlanRect { min: insert.at, max: insert.at }))
        })
        .collect();
    for (id, bounds) in placed {
        let Some(device) = sheet.devices.get(&id) else { continue };
        let text = words(project, device);
        if text.is_empty() {
            continue;
        }
        let candidates = around(device, bounds, width_of(&text, height), height);
        if let Some(at) = labels.place(&candidates, height, &text) {
            drawing.text(CadLayer::Tag, at, height, &text);
        }
    }
}

/// A panel is known by its name, equipment by its label and circuit, an outlet by its circuit.
fn words(project: &Project, device: &Device) -> String {
    let circuit = device_tag(project, device).unwrap_or_default();
    let label = device.label.trim();
    match device.kind {
        DeviceKind::PanelLocation => label.to_owned(),
        DeviceKind::Equipment | DeviceKind::Disconnect | DeviceKind::JunctionBox => {
            format!("{label} {circuit}").trim().to_owned()
        }
        DeviceKind::Receptacle
        | DeviceKind::Switch
        | DeviceKind::Luminaire
        | DeviceKind::Data
        | DeviceKind::FireAlarm => circuit,
    }
}

fn around(device: &Device, bounds: PlanRect, width: f64, height: f64) -> Vec<PlanPoint> {
    let gap = height * 0.3;
    let (x, y) = (f64::midpoint(bounds.min.x, bounds.max.x), f64::midpoint(bounds.min.y, bounds.max.y));
    let above = PlanPoint { x, y: bounds.max.y + gap + height / 2.0 };
    let below = PlanPoint { x, y: bounds.min.y - gap - height / 2.0 };
    let right = PlanPoint { x: bounds.max.x + gap + width / 2.0, y };
    let left = PlanPoint { x: bounds.min.x - gap - width / 2.0, y };
    let mut places = vec![above, right, left, below];
    // Away from the wall: the symbol's own up, turned with it.
    let (sin, cos) = device.rotation_deg.to_radians().sin_cos();
    let away = |p: &PlanPoint| (p.x - device.at.x) * -sin + (p.y - device.at.y) * cos;
    places.sort_by_key(|place| away(place) < 0.0);
    let beyond =
        [PlanPoint { y: above.y + height * 1.3, ..above }, PlanPoint { y: below.y - height * 1.3, ..below }];
    places.extend(beyond);
    places
}
