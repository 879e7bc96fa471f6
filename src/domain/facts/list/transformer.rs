//! Facts about transformers.

use crate::domain::facts::FactOwner::Transformer;
use crate::domain::facts::{Fact, FactOwner};

const OWNER: &[FactOwner] = &[Transformer];

facts! {
    /// Whether it is cooled by air or by liquid.
    COOLING = Fact::word("transformer_cooling", "kind of the transformer", &[
        ("dry", "Dry type"),
        ("liquid", "Liquid filled"),
    ])
    .of(OWNER)
    .assumed(crate::domain::facts::Assumed::Word("dry"))
    .why("Location and access differ by kind (450.13, 450.21).");
}
