//! Filled corners: SOLID, TRACE, and 3DFACE as the edges that are seen.

use super::made::Made;
use super::plane::plane_of;
use super::record::Record;
use crate::domain::drawing::Shape;
use crate::units::PlanPoint;

/// The third and fourth corner are crossed in the file.
pub(super) fn solid(record: &Record<'_>) -> Made {
    let corners = [10, 11, 13, 12].map(|code| record.point(code));
    let mut ring: Vec<PlanPoint> = corners.into_iter().flatten().collect();
    ring.dedup();
    if ring.len() < 2 {
        return Made::incomplete();
    }
    Made::exact(vec![Shape::Fill { rings: vec![ring] }.under(plane_of(record))])
}

pub(super) fn face(record: &Record<'_>) -> Made {
    let corners: Vec<PlanPoint> = [10, 11, 12, 13].iter().filter_map(|code| record.point(*code)).collect();
    if corners.len() < 3 {
        return Made::incomplete();
    }
    let unseen = record.flags(70);
    let nexts = corners.iter().cycle().skip(1);
    let lines = corners.iter().zip(nexts).enumerate();
    let lines = lines.filter(|(edge, (from, to))| unseen & (1 << edge) == 0 && from != to);
    Made::exact(lines.map(|(_, (from, to))| Shape::Line { from: *from, to: *to }).collect())
}
