//! Scores of a model on panelboards it does not learn from.

use crate::domain::Slot;
use crate::hrm::HrmError;
use crate::hrm::balance::episode::Episode;
use crate::hrm::balance::puzzle::Puzzle;
use crate::hrm::model::Answering;
use std::collections::BTreeMap;

/// Panels of one pass.
const TOGETHER: usize = 32;

/// What the model came to on one panelboard.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Run {
    /// Score after each segment; `None` where somebody found no place.
    pub scores: Vec<Option<f64>>,
    /// The halting head after each segment, as a logit.
    pub halt: Vec<f32>,
    /// Places after the last segment.
    pub tops: Option<Vec<Slot>>,
}

/// Runs the model from these starts, so many segments.
pub fn runs(
    network: &Answering,
    puzzles: &[&Puzzle],
    starts: Vec<Vec<usize>>,
    segments: usize,
) -> Result<Vec<Run>, HrmError> {
    let mut by_length: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, puzzle) in puzzles.iter().enumerate() {
        by_length.entry(puzzle.len()).or_default().push(index);
    }
    let mut all = vec![Run::default(); puzzles.len()];
    for indices in by_length.values().flat_map(|indices| indices.chunks(TOGETHER)) {
        let of = indices.iter().map(|index| puzzles[*index]).collect();
        let from = indices.iter().map(|index| starts[*index].clone()).collect();
        let mut episode = Episode::new(network.model(), of, from)?;
        for _ in 0..segments {
            let segment = episode.think(network)?;
            let halt: Vec<f32> = segment.q_halt.to_vec1()?;
            for ((index, seated), halt) in indices.iter().zip(episode.take(&segment)?).zip(halt) {
                let run = &mut all[*index];
                run.halt.push(halt);
                run.scores.push(seated.as_ref().map(|s| puzzles[*index].seating.score(&s.choice)));
                run.tops = seated.map(|seated| seated.tops);
            }
        }
    }
    Ok(all)
}
