//! Facts about panelboards that their circuits may have apart. Others stand in `distribution.rs`.

use crate::domain::facts::FactOwner::{Circuit, Panel};
use crate::domain::facts::{Assumed, Fact, FactOwner};

const OWNER: &[FactOwner] = &[Panel, Circuit];

facts! {
    /// Which power the panelboard distributes.
    POWER = Fact::word("power_system", "kind of power", &[
        ("normal", "Normal"),
        ("emergency", "Emergency (Article 700)"),
        ("legally-required", "Legally required standby (Article 701)"),
        ("optional-standby", "Optional standby (Article 702)"),
        ("life-safety", "Life safety branch (517.33)"),
        ("critical", "Critical branch (517.34)"),
        ("equipment", "Equipment branch (517.35)"),
    ])
    .of(OWNER)
    .group("Panelboard")
    .assumed(Assumed::Word("normal"))
    .why("Emergency circuits are kept apart from all others (700.10, 517.31).");
}
