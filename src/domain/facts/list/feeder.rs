//! Facts about feeders. Those about their conductors stand with those of circuits in `conductors.rs`.

use crate::domain::facts::FactOwner::Feeder;
use crate::domain::facts::{Assumed, Fact, FactOwner};

const OWNER: &[FactOwner] = &[Feeder];

facts! {
    /// Whether it carries the whole load of a dwelling unit.
    WHOLE_DWELLING = Fact::yes_no("carries_whole_dwelling", "carries the whole load of a dwelling")
        .of(OWNER)
        .group("Fed from")
        .assumed(Assumed::YesNo(false))
        .why("The conductors of such a feeder may be sized at 83 % of its rating (310.12).");

    /// Floor area of the dwelling at its end, in square feet.
    DWELLING_AREA = Fact::number("dwelling_area_ft2", "floor area of the dwelling it feeds", "ft²")
        .of(OWNER)
        .why("The general lighting of a dwelling is counted by its floor area (220.41).");
}
