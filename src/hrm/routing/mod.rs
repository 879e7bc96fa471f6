//! Routing on boards with the model: what it reads, how it learns, what it answers, how good it is.
//!
//! ```text
//! plans      floor plans drawn from a seed, or given; labelled, split, written
//! grid       the free cells of a board with their neighbors, the tokens of the network
//! wave       how far the ways have come; flow: segments with the decisions fed back, each on a patch of the board
//! labels     what a segment should say; learner: how it learns to
//! score      headings followed to the goal
//! model      one board at a time, for the window; evaluate: a test set, beside what costs no model and beside A*
//! ```

mod answer;
mod baselines;
mod evaluate;
mod flow;
mod grid;
mod labels;
mod learner;
mod model;
mod patch;
mod plans;
mod recipe;
mod score;
mod wave;

pub use answer::{PUBLISHED_MAZES, ROUTING_GATE, routing_answer};
pub use baselines::{greedy, straight};
pub use evaluate::{
    BoardScores, FIRST_OF_ROUTERS, ROUTERS, Routed, SizeScores, evaluate_boards, evaluate_routing,
    sum_up_boards,
};
pub use flow::{Flow, flow};
pub use grid::{Grid, HEADINGS};
pub use learner::{RoutingLearner, RoutingOptions};
pub use model::TrainedRouting;
pub use plans::{
    COPIES, FloorPlans, FloorSet, PlanKind, PlanRecord, SIDE, SIZES, cut_floor, draw_plan, hash_of_plans,
    read_plans,
};
pub use recipe::{routing_recipe, routing_shape};
pub use score::{FAR, FieldScore, field_score, followed, score};
pub use wave::{CLASSES, Wave};

#[cfg(test)]
mod tests;
