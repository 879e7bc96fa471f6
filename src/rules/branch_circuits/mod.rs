//! Rules on branch circuits as a whole.

mod multi_outlet_rating;

use crate::rules::Rule;

/// The rules of this family.
pub(in crate::rules) static RULES: &[&dyn Rule] = &[&multi_outlet_rating::MultiOutletRating];
