//! Devices that are proposed and not placed yet, as ghosts.

use super::OverlayContext;
use crate::domain::symbols::placed;
use crate::workbench::plan::{OverlayForm, OverlayShape, OverlayStyle};

/// Symbols keep their size on the screen below this scale, in points to a foot.
const LEAST_PT_PER_FT: f64 = 8.0;

pub(super) fn proposed(cx: &OverlayContext<'_>, shapes: &mut Vec<OverlayShape>) {
    let paper = (LEAST_PT_PER_FT / cx.session.camera().pt_per_ft).max(1.0);
    for device in &cx.session.proposed {
        let Some(symbol) = cx.session.symbols().of_device(device.kind, &device.symbol) else { continue };
        let scale = if symbol.is_true_size { 1.0 } else { paper };
        let strokes = placed(symbol, device.at, device.rotation_deg, scale);
        let lines = strokes.iter().map(|shape| OverlayShape::line(OverlayStyle::Ghost, shape.flatten(0.02)));
        shapes
            .extend(lines.filter(|line| matches!(&line.form, OverlayForm::Line(points) if points.len() > 1)));
    }
}
