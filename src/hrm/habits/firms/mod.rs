//! Three firms with different habits, and projects as they would finish them. No firm's projects are at hand, so these
//! stand for them: what is learned from one must help it, and not the others.
//!
//! | firm | at the top | further down | mechanical (2 and 3 poles) | spares |
//! |---|---|---|---|---|
//! | north | lighting left, receptacles right, each by room | appliances and motors | at the bottom, largest lowest | right column, after the receptacles |
//! | harbor | room by room, whatever it is, left; mechanical right | the same down the left column and up the right from its foot | right column from the top, largest first | every sixth row, left and right by turns |
//! | summit | spares right; kitchen and appliances, then receptacles by load | lighting at the bottom, both columns | in the middle of both columns | top of the right column |
//!
//! Then each evens its legs out as designers do, by exchanging alike breakers within three rows, and one circuit in
//! twenty-five came late and has the first free slot from the bottom. The buildings are drawn without knowing the firm.

mod building;
mod project;
mod seating;

pub use project::{FirmPlan, draw_projects};

named_enum!(
    /// A firm of the generator.
    Firm {
        North = "north",
        Harbor = "harbor",
        Summit = "summit",
    }
);
