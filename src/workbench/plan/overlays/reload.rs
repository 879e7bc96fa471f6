//! What the last reload of an underlay changed: lines that are gone, lines that came, devices that lost their wall.

use super::OverlayContext;
use crate::domain::Underlay;
use crate::domain::drawing::Drawing;
use crate::units::PlanPoint;
use crate::workbench::plan::{OverlayForm, OverlayShape, OverlayStyle};

/// Most entities that are drawn of each side; more than that is another drawing.
const MOST: usize = 4_000;

pub(super) fn reload(cx: &OverlayContext<'_>, shapes: &mut Vec<OverlayShape>) {
    let Some(comparison) = cx.workbench.underlay_comparison().filter(|found| found.sheet == cx.sheet.id)
    else {
        return;
    };
    let Some(underlay) = cx.sheet.underlays.get(comparison.place) else { return };
    let sides = [
        (OverlayStyle::Removed, &comparison.old.drawing, &comparison.old_underlay, &comparison.changes.gone),
        (OverlayStyle::Added, &comparison.new.drawing, underlay, &comparison.changes.added),
    ];
    for (style, drawing, underlay, places) in sides {
        let lines = places.iter().take(MOST).filter_map(|place| line(drawing, underlay, *place));
        shapes.extend(lines.map(|points| OverlayShape::line(style, points)));
    }
    for device in comparison.devices_off.iter().filter_map(|id| cx.sheet.devices.get(id)) {
        shapes.push(OverlayShape::chip(OverlayStyle::Warning, device.at, "off its wall"));
        shapes.push(OverlayShape::new(
            OverlayStyle::Warning,
            OverlayForm::Ring { at: device.at, radius_pt: 10.0 },
        ));
    }
}

fn line(drawing: &Drawing, underlay: &Underlay, place: usize) -> Option<Vec<PlanPoint>> {
    let shape = &drawing.entities.get(place)?.shape;
    let mut points = shape.flatten(0.0);
    if points.is_empty() {
        // Of a text and a fill the box.
        let bounds = shape.bounds()?;
        let (low, high) = (bounds.min, bounds.max);
        points = vec![low, PlanPoint { x: high.x, y: low.y }, high, PlanPoint { x: low.x, y: high.y }, low];
    }
    Some(points.into_iter().map(|at| underlay.to_plan(at)).collect())
}
