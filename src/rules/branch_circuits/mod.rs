//! Rules on branch circuits as a whole.

mod multi_outlet_rating;
mod multiwire_disconnect;
mod shared_neutral;
mod systems_identified;

use crate::rules::Rule;

/// The rules of this family.
pub(in crate::rules) static RULES: &[&dyn Rule] = &[
    &multi_outlet_rating::MultiOutletRating,
    &multiwire_disconnect::MultiwireDisconnect,
    &shared_neutral::SharedNeutral,
    &systems_identified::SystemsIdentified,
];
