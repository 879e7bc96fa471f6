//! The number that says which state of a document a result belongs to.

/// Counts the states a document has been in. Undo makes a new one: the same number never means two states.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Revision(pub u64);
