//! The plane an entity is drawn in: its extrusion direction gives axes of its own (DXF reference, "Arbitrary axis algorithm").

use super::record::Record;
use crate::domain::drawing::Affine;

type Vector = [f64; 3];

/// Returns the map from the entity's own plane to the plan, seen from above.
pub(super) fn plane_of(record: &Record<'_>) -> Affine {
    let normal =
        [record.real(210).unwrap_or(0.0), record.real(220).unwrap_or(0.0), record.real(230).unwrap_or(1.0)];
    let elevation = record.real(38).or_else(|| record.real(30)).unwrap_or(0.0);
    plane(normal, elevation)
}

fn plane(normal: Vector, elevation: f64) -> Affine {
    let [x, y, z] = unit(normal).unwrap_or([0.0, 0.0, 1.0]);
    if x == 0.0 && y == 0.0 && z > 0.0 {
        return Affine::IDENTITY;
    }
    let near_z = x.abs() < 1.0 / 64.0 && y.abs() < 1.0 / 64.0;
    let aside = if near_z { cross([0.0, 1.0, 0.0], [x, y, z]) } else { cross([0.0, 0.0, 1.0], [x, y, z]) };
    let [ax, ay, az] = unit(aside).unwrap_or([1.0, 0.0, 0.0]);
    let [bx, by, _] = cross([x, y, z], [ax, ay, az]);
    Affine { xx: ax, xy: bx, yx: ay, yy: by, dx: x * elevation, dy: y * elevation }
}

fn cross([ax, ay, az]: Vector, [bx, by, bz]: Vector) -> Vector {
    [ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx]
}

fn unit([x, y, z]: Vector) -> Option<Vector> {
    let length = (x * x + y * y + z * z).sqrt();
    (length > 1e-12).then(|| [x / length, y / length, z / length])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::PlanPoint;

    #[test]
    fn a_plane_seen_from_below_mirrors_x() {
        let point = plane([0.0, 0.0, -1.0], 0.0).apply(PlanPoint { x: 3.0, y: 4.0 });
        assert_eq!(point, PlanPoint { x: -3.0, y: 4.0 });
        assert_eq!(plane([0.0, 0.0, 5.0], 7.0), Affine::IDENTITY);
    }

    #[test]
    fn an_upright_plane_is_a_line_from_above() {
        // Normal along x: the own x axis is world y, the own y axis is world z, which from above is nothing.
        let map = plane([1.0, 0.0, 0.0], 2.0);
        let point = map.apply(PlanPoint { x: 3.0, y: 4.0 });
        assert!((point.x - 2.0).abs() < 1e-12 && (point.y - 3.0).abs() < 1e-12, "{point:?}");
    }
}
