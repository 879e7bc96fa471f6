//! Every fact there is, by the record it belongs to.

/// Declares the facts of one file: each a constant with its documentation, and the list of them all.
macro_rules! facts {
    ($($(#[$doc:meta])* $name:ident = $fact:expr;)+) => {
        $($(#[$doc])* pub static $name: Fact = $fact.listed_in(module_path!());)+

        /// The facts of this file, in the order a form shows them.
        pub(in crate::domain::facts) static ALL: &[&Fact] = &[$(&$name),+];
    };
}

pub mod boxes;
pub mod circuit;
pub mod conductors;
pub mod disconnect;
pub mod distribution;
pub mod equipment;
pub mod feeder;
pub mod grounding;
pub mod motor;
pub mod outlets;
pub mod panel;
pub mod people;
pub mod plan;
pub mod project;
pub mod receptacles;
pub mod service;
pub mod sizes;
pub mod space;
pub mod stated;
pub mod supply;
pub mod transformer;

use crate::domain::facts::Fact;

static FILES: &[&[&Fact]] = &[
    project::ALL,
    service::ALL,
    stated::ALL,
    grounding::ALL,
    transformer::ALL,
    panel::ALL,
    feeder::ALL,
    circuit::ALL,
    outlets::ALL,
    conductors::ALL,
    sizes::ALL,
    motor::ALL,
    equipment::ALL,
    disconnect::ALL,
    people::ALL,
    receptacles::ALL,
    plan::ALL,
    space::ALL,
    boxes::ALL,
    supply::ALL,
    distribution::ALL,
];

/// Returns every fact, in the order of forms.
pub fn all() -> impl Iterator<Item = &'static Fact> {
    FILES.iter().flat_map(|file| file.iter().copied())
}

/// Finds a fact by its name in files.
pub fn by_name(name: &str) -> Option<&'static Fact> {
    all().find(|fact| fact.name == name)
}

/// Finds a fact by its label, as an undetermined finding names it.
pub fn by_label(label: &str) -> Option<&'static Fact> {
    all().find(|fact| fact.label == label)
}
