//! The architect's drawing that goes out beneath a sheet: its shown layers, where the underlay lies, in feet.

use super::CadLayer;
use crate::domain::drawing::{Affine, Drawing, DrawingEntity};
use crate::domain::{Sheet, SheetId, Underlay};
use std::sync::Arc;

/// A drawing under a sheet, as it was read.
#[derive(Clone, Debug)]
pub struct UnderDrawing {
    pub sheet: SheetId,
    pub underlay: Underlay,
    /// In its own units.
    pub drawing: Arc<Drawing>,
}

/// Returns what lies under a sheet, from the bottom up, on the layer of drawings of others.
pub(super) fn beneath(sheet: &Sheet, under: &[UnderDrawing]) -> Vec<DrawingEntity> {
    under
        .iter()
        .filter(|each| each.sheet == sheet.id && !each.underlay.hidden)
        .flat_map(of_underlay)
        .collect()
}

fn of_underlay(under: &UnderDrawing) -> Vec<DrawingEntity> {
    let UnderDrawing { underlay, drawing, .. } = under;
    let shown: Vec<bool> = drawing
        .layers
        .iter()
        .map(|layer| underlay.layers.get(&layer.name).and_then(|look| look.shown).unwrap_or(!layer.hidden))
        .collect();
    let map = Affine::scaling(underlay.feet_per_unit, underlay.feet_per_unit)
        .then(Affine::turning(underlay.rotation_deg))
        .then(Affine::moving(underlay.origin.x, underlay.origin.y));
    let seen = drawing.entities.iter().filter(|entity| shown.get(entity.layer).copied().unwrap_or(true));
    let entity = |entity: &DrawingEntity| DrawingEntity {
        layer: CadLayer::Underlay.index(),
        color: None,
        dashes: entity.dashes.iter().map(|part| part * underlay.feet_per_unit).collect(),
        shape: entity.shape.under(map),
    };
    // What has no place, such as a text far out in a damaged file, stays out.
    let placed = |entity: &DrawingEntity| {
        let bounds = entity.shape.bounds();
        bounds.is_some_and(|b| [b.min.x, b.min.y, b.max.x, b.max.y].iter().all(|value| value.is_finite()))
    };
    seen.map(entity).filter(placed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::LayerLook;
    use crate::domain::drawing::{DrawingLayer, Shape};
    use crate::units::PlanPoint;

    /// 120 in along the drawing's x lie 10 ft up the plan, from where the underlay was put, turned a quarter.
    #[test]
    fn shown_layers_lie_where_their_underlay_says() {
        let at = |x: f64, y: f64| PlanPoint { x, y };
        let line = |layer| DrawingEntity {
            layer,
            color: None,
            dashes: vec![6.0, 3.0],
            shape: Shape::Line { from: at(0.0, 0.0), to: at(120.0, 0.0) },
        };
        let layer = |name: &str, hidden| DrawingLayer { name: name.to_owned(), color: None, hidden };
        let drawing = Arc::new(Drawing {
            layers: vec![layer("A-WALL", false), layer("A-FURN", false), layer("OFF", true)],
            entities: vec![line(0), line(1), line(2)],
        });
        let mut underlay = Underlay::new("a.dxf", "hash", 1.0 / 12.0);
        underlay.origin = at(5.0, 3.0);
        underlay.rotation_deg = 90.0;
        let look = LayerLook { shown: Some(false), ..LayerLook::default() };
        underlay.layers.insert("A-FURN".to_owned(), look);
        let sheet = Sheet::new(SheetId(1), "E1");
        let mut under = UnderDrawing { sheet: SheetId(1), underlay, drawing };
        let found = beneath(&sheet, std::slice::from_ref(&under));
        let [only] = found.as_slice() else { panic!("{found:?}") };
        let Shape::Line { from, to } = only.shape else { panic!("a line") };
        assert!((from.x - 5.0).abs() < 1e-9 && (from.y - 3.0).abs() < 1e-9);
        assert!((to.x - 5.0).abs() < 1e-9 && (to.y - 13.0).abs() < 1e-9, "{to:?}");
        assert_eq!(only.dashes, [0.5, 0.25], "in feet");
        under.underlay.hidden = true;
        assert!(beneath(&sheet, &[under]).is_empty());
    }
}
