//! Telling what the rules will say about a circuit: an early signal beside the checks, never instead of them.
//!
//! ```text
//! families    what is told: families of rules, the attribute at fault, the table of rules behind them
//! truth       how the families stand, by the rules; circuits: drawn from a seed, or given; labelled, split, written
//! attributes  a circuit as plain values; lookups: numbers of single tables; encode: both as tokens and numbers
//! learner     how it is learned; answer: what a network says
//! model       the circuits of a panelboard, for the window; disagreements: those where it and the rules differ
//! score       what was found of what is violated; heuristic: what costs no model; calibration: how sure it is
//! evaluate    a test set, beside what costs no model and beside the rules; figures: that as one JSON document
//! ```
//!
//! The rules are the truth and stay it. What a model says is shown beside them, with how often they agree, and enters no report.

mod answer;
mod attributes;
mod calibration;
mod circuits;
mod disagreements;
mod encode;
mod evaluate;
mod families;
mod figures;
mod heuristic;
mod learner;
mod lookups;
mod model;
mod recipe;
mod score;
mod truth;

pub use answer::{CircuitAnswer, FamilyAnswer, answers};
pub use attributes::{Attributes, MotorAttributes, WireAttributes};
pub use calibration::{fitted_temperature, reliability_of};
pub use circuits::{
    Change, CircuitPlan, CircuitRecord, CircuitSet, Difficulty, draw_project, hash_of_circuits, project_of,
    read_circuits, varied,
};
pub use disagreements::{collect, disagreements, read_collected};
pub use encode::{ENCODING, Encoded};
pub use evaluate::{
    DifficultyScores, FIRST_OF_TELLERS, FamilyScores, Overall, TELLERS, Told, ValidationScores, WANTED_F1,
    evaluate_validation,
};
pub use families::{Attribute, Family, FamilyRule, Probe, RULES, Truth};
pub use figures::validation_answer;
pub use heuristic::{look_up, majority};
pub use learner::{ValidationLearner, ValidationOptions};
pub use model::TrainedValidation;
pub use recipe::{validation_recipe, validation_shape};
pub use score::{Confusion, FamilyCounts};
pub use truth::{ProjectTruth, Truths};

#[cfg(test)]
mod tests;
