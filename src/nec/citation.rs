//! References to a section of the Code, by number only.

use crate::nec::Edition;
use std::fmt;

/// A section of one edition, for instance 220.47 of 2023.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Citation {
    pub edition: Edition,
    pub section: &'static str,
}

impl fmt::Display for Citation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.edition, self.section)
    }
}
