//! What holds for the whole file: version, units, extents.

use super::tags::{HANDLE_SEED, Tags};
use crate::units::PlanPoint;

/// Writes the header, and the section of classes, which is empty.
pub(super) fn write(tags: &mut Tags, (min, max): (PlanPoint, PlanPoint)) {
    const INCHES: i32 = 1;
    const ARCHITECTURAL: i32 = 4;
    tags.section("HEADER");
    variable(tags, "$ACADVER");
    tags.text(1, "AC1015");
    variable(tags, "$DWGCODEPAGE");
    tags.text(3, "ANSI_1252");
    variable(tags, "$INSBASE");
    tags.point(10, PlanPoint::default());
    variable(tags, "$EXTMIN");
    tags.point(10, min);
    variable(tags, "$EXTMAX");
    tags.point(10, max);
    variable(tags, "$INSUNITS");
    tags.integer(70, INCHES);
    variable(tags, "$LUNITS");
    tags.integer(70, ARCHITECTURAL);
    variable(tags, "$MEASUREMENT");
    tags.integer(70, 0);
    variable(tags, "$HANDSEED");
    tags.text(5, HANDLE_SEED);
    tags.end_section();
    tags.section("CLASSES");
    tags.end_section();
}

fn variable(tags: &mut Tags, name: &str) {
    tags.text(9, name);
}
