//! Loads with the model: from an inventory to demand factors, demand by leg and the size of the service or feeder.
//!
//! ```text
//! inventories buildings drawn from a seed, or given; labelled by the engine, split by building, written
//! summary     an inventory in rows with exact sums; encoding: tokens and features; answer: back to loads, legs, size
//! learner     learns from the engine; thinking: segments with the answer fed back
//! evaluate    a test set, beside plain rules; calibration: how sure it is against how often it is right
//! model       one point of a project at a time, for the window
//! ```
//!
//! The engine's calculation is the truth. What the model says is an early signal beside it and enters nothing.

mod answer;
mod calibration;
mod collect;
mod encoding;
mod evaluate;
mod figures;
mod hats;
mod inventories;
mod learner;
mod model;
mod recipe;
mod scores;
mod sizes;
mod summary;
mod targets;
mod thinking;
mod thumb;
mod wanted;

pub use answer::{Answer, RowAnswer};
pub use calibration::{Sure, fitted_temperature};
pub use collect::{DISAGREEMENTS, collect_disagreement};
pub use encoding::{CLASSES, ENCODING, FACTORS, FEATURES, MOST_TOKENS, Question};
pub use evaluate::{ANSWERERS, LoadsCell, LoadsScores, SCORES, calibrate, evaluate_loads};
pub use figures::loads_answer;
pub use inventories::{
    Case, Cell, DrawnProject, InventoryRecord, ItemRecord, LoadPlan, LoadSet, LoadTruth, building_of,
    draw_project, given_records, hash_of, read_examples, read_inventories, truth_at,
};
pub use learner::{LoadsLearner, LoadsOptions};
pub use model::{LoadsSignal, TrainedLoads};
pub use recipe::{loads_recipe, loads_shape};
pub use scores::{FACTOR_WITHIN, Judged, LEG_WITHIN};
pub use sizes::{SIZES, rating_of, size_class};
pub use summary::{GroupSum, Row, Summary};
pub use thinking::{SEGMENTS, answers};
pub use thumb::{Plain, by_thumb, in_full};
pub use wanted::Posed;

#[cfg(test)]
mod tests;
