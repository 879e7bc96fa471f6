//! The list of all rules. A family names its rules in its `mod.rs`, one line a rule.

use crate::rules::Rule;
use crate::rules::{
    branch_circuits, conductors, disconnects, equipment, grounding, loads, motors, overcurrent, panelboards,
    people, raceways, rooms, services, standby, stated_loads, wiring_methods, working_space,
};
use std::sync::LazyLock;

/// The families, one line each.
static FAMILIES: &[&[&dyn Rule]] = &[
    branch_circuits::RULES,
    conductors::RULES,
    disconnects::RULES,
    equipment::RULES,
    grounding::RULES,
    loads::RULES,
    motors::RULES,
    overcurrent::RULES,
    panelboards::RULES,
    people::RULES,
    raceways::RULES,
    rooms::RULES,
    services::RULES,
    standby::RULES,
    stated_loads::RULES,
    wiring_methods::RULES,
    working_space::RULES,
];

static SORTED: LazyLock<Vec<&'static dyn Rule>> = LazyLock::new(|| {
    let mut rules: Vec<&'static dyn Rule> =
        FAMILIES.iter().flat_map(|family| family.iter().copied()).collect();
    rules.sort_by_key(|rule| rule.meta().code);
    rules
});

/// Returns every rule, in the order of their codes.
pub fn all_rules() -> &'static [&'static dyn Rule] {
    &SORTED
}
