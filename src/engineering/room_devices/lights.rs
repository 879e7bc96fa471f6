//! Luminaires in a grid: as many as the load for each square foot asks for, evenly over the room.

use crate::domain::Room;
use crate::domain::symbols::Symbol;
use crate::engineering::plan_geometry::area_ft2;
use crate::units::PlanPoint;

/// Rows and columns are tried up to this; a hall with more is not furnished by a recipe.
const MOST: usize = 60;

/// Returns where luminaires stand, and how far they are turned: along the longer side of the room.
pub fn grid(room: &Room, symbol: &Symbol, va_per_ft2: f64) -> Vec<(PlanPoint, f64)> {
    let area = area_ft2(&room.outline);
    let wanted = if symbol.load.0 > 0.0 { (area * va_per_ft2 / symbol.load.0).round().max(1.0) } else { 1.0 };
    let xs = room.outline.iter().map(|p| p.x);
    let ys = room.outline.iter().map(|p| p.y);
    let (left, right) = (xs.clone().fold(f64::INFINITY, f64::min), xs.fold(f64::NEG_INFINITY, f64::max));
    let (low, high) = (ys.clone().fold(f64::INFINITY, f64::min), ys.fold(f64::NEG_INFINITY, f64::max));
    let (width, height) = (right - left, high - low);
    if !(width > 0.0 && height > 0.0) {
        return Vec::new();
    }
    let turned = if width >= height { 0.0 } else { 90.0 };
    let mut best: Option<(f64, Vec<PlanPoint>)> = None;
    for rows in 1..=MOST {
        // The fewest columns that give enough with so many rows.
        for columns in 1..=MOST {
            let inside = cells(room, (left, low), (width, height), (columns, rows));
            if (inside.len() as f64) < wanted {
                continue;
            }
            // Even spacing in both directions, and few too many.
            let (across, along) = (width / columns as f64, height / rows as f64);
            let uneven = (across / along).max(along / across);
            let cost = uneven + (inside.len() as f64 - wanted) * 0.5;
            if best.as_ref().is_none_or(|(least, _)| cost < *least - 1e-9) {
                best = Some((cost, inside));
            }
            break;
        }
    }
    best.map_or_else(Vec::new, |(_, places)| places.into_iter().map(|at| (at, turned)).collect())
}

fn cells(
    room: &Room,
    (left, low): (f64, f64),
    (width, height): (f64, f64),
    (columns, rows): (usize, usize),
) -> Vec<PlanPoint> {
    let middle = |number: usize, of: usize, length: f64| (number as f64 + 0.5) * length / of as f64;
    (0..rows)
        .flat_map(|row| (0..columns).map(move |column| (column, row)))
        .map(|(column, row)| PlanPoint {
            x: left + middle(column, columns, width),
            y: low + middle(row, rows, height),
        })
        .filter(|at| at.lies_in(&room.outline))
        .collect()
}
