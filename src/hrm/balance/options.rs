//! How balancing is learned: segments, parts of a batch, what is imitated, what joins when.

use crate::hrm::HrmError;
use serde::{Deserialize, Serialize};

type Result<T> = std::result::Result<T, HrmError>;

/// How balancing is learned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct BalanceOptions {
    /// Segments of a round.
    pub segments: u64,
    /// Parts of a batch; each has one number of circuits.
    pub parts: usize,
    /// Circuits of a part: its panelboards times their circuits.
    pub part_circuits: usize,
    /// Most panelboards of a part.
    pub part_panels: usize,
    /// Share of the run after which imitation has faded out; it is all there is in the first fifth of that.
    pub imitation: f64,
    /// Imitation never falls below this share of the loss: a decided answer gets no push from the objective any more, but
    /// the single step it misses can still be shown to it.
    pub imitation_floor: f64,
    /// Weight of wishing for more slots of a leg than there are.
    pub crowding: f64,
    /// Share of the run after which panels of up to 42 slots join, and after which all do.
    pub grow: [f64; 2],
    /// Share of the parts with panels of at most 18 slots, and of at most 42, once all have joined: small ones are hard.
    pub small: [f64; 2],
    /// Share of panels for which few moves are wanted.
    pub fewest: f64,
    /// Weight of the halting head.
    pub halting: f64,
    /// Random change of every load, as a share.
    pub noise: f64,
    /// How many times as often as others a difficult panelboard is drawn, one that the dataset marks as `hard`.
    #[serde(skip_serializing_if = "is_usual")]
    pub hard: usize,
}

const USUAL_HARD: usize = 3;

const fn is_usual(hard: &usize) -> bool {
    *hard == USUAL_HARD
}

impl BalanceOptions {
    /// Checks that balancing can be learned so.
    ///
    /// # Errors
    /// Names the first option that cannot be.
    pub fn check(&self) -> Result<()> {
        let share = |value: f64| (0.0..=1.0).contains(&value);
        let rules = [
            (self.segments > 0 && self.parts > 0, "task: segments and parts are above 0"),
            (self.parts <= 256, "task: parts are at most 256"),
            (self.part_circuits > 0 && self.part_panels > 0, "task: a part has circuits and panels"),
            (share(self.grow[0]) && share(self.grow[1]), "task: grow is two shares of the run"),
            (share(self.small[0] + self.small[1]), "task: small is two shares of the parts"),
            (share(self.fewest), "task: fewest is a share of the panels"),
            (self.halting >= 0.0 && self.imitation >= 0.0, "task: halting and imitation are 0 or more"),
            (share(self.imitation_floor), "task: imitation_floor is a share of the loss"),
            (self.crowding >= 0.0, "task: crowding is 0 or more"),
            ((0.0..1.0).contains(&self.noise), "task: noise is a share of the load below 1"),
            ((1..=100).contains(&self.hard), "task: hard is 1 to 100 times"),
        ];
        match rules.iter().find(|(holds, _)| !holds) {
            Some((_, words)) => Err(HrmError::Settings((*words).to_owned())),
            None => Ok(()),
        }
    }
}

impl Default for BalanceOptions {
    fn default() -> Self {
        Self {
            segments: 6,
            parts: 2,
            part_circuits: 400,
            part_panels: 24,
            imitation: 0.4,
            imitation_floor: 0.0,
            crowding: 0.5,
            grow: [0.1, 0.25],
            small: [0.35, 0.3],
            fewest: 0.1,
            halting: 0.005,
            noise: 0.1,
            hard: USUAL_HARD,
        }
    }
}
