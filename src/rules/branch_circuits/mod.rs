//! Rules on branch circuits as a whole.

mod multi_outlet_rating;

pub(in crate::rules) use multi_outlet_rating::MultiOutletRating;
