//! Segments until a row halts, then the next puzzle in its place.
//!
//! ```text
//! carry ─► rows that have halted take their row of the batch and begin anew
//!       ─► one segment ─► steps + 1 ─► halted: the last step, or in training "halt" above "continue"
//! ```
//!
//! A row that has not halted keeps its puzzle; the batch's row in its place is not seen.

use crate::hrm::HrmError;
use crate::hrm::model::{Halting, Hrm, Input, Pass, Segment, State};
use candle_core::{Tensor, Var};

type Result<T> = std::result::Result<T, HrmError>;

/// Puzzles, one a row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    pub tokens: Vec<Vec<u32>>,
    /// Classes, or −100 where a token has none.
    pub labels: Vec<Vec<i64>>,
    /// Rows of the puzzle table.
    pub puzzles: Vec<u32>,
}

/// What goes on from step to step.
#[derive(Clone, Debug)]
pub struct Carry {
    pub state: State,
    /// Segments a row has had.
    pub steps: Vec<u32>,
    pub halted: Vec<bool>,
    pub rows: Rows,
}

impl Carry {
    /// Returns the carry before the first step: every row has halted, so that each takes its first puzzle.
    pub fn empty(state: State, rows: &Rows) -> Self {
        let count = rows.tokens.len();
        Self { state, steps: vec![0; count], halted: vec![true; count], rows: rows.clone() }
    }
}

/// Whether rows halt by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    Train,
    /// Every row has all its segments.
    Evaluate,
}

/// One step of a batch.
#[derive(Clone, Debug)]
pub struct ActStep {
    pub segment: Segment,
    /// What "continue" should have been worth; only in training with both values learned.
    pub target_q_continue: Option<Tensor>,
    /// The carry after the step, with the rows it worked on.
    pub carry: Carry,
    /// The puzzle vectors as leaves of the graph, with the rows of the table they came from.
    pub puzzles: Option<Var>,
}

/// Takes a step. `min_steps` says for a row how many segments it has to have before it may halt by itself (0 without
/// exploration).
pub fn act_step(
    model: &Hrm,
    carry: &Carry,
    batch: &Rows,
    mode: Mode,
    pass: Pass,
    mut min_steps: impl FnMut(usize) -> u32,
) -> Result<ActStep> {
    let rows = taken(carry, batch)?;
    let state = model.begin_anew(&carry.state, &carry.halted)?;
    let steps: Vec<u32> = carry
        .steps
        .iter()
        .zip(&carry.halted)
        .map(|(steps, halted)| if *halted { 1 } else { steps + 1 })
        .collect();
    let tokens = tokens(model, &rows)?;
    let puzzles = puzzle_vectors(model, &rows)?;
    let input = Input { puzzles: puzzles.as_ref().map(|var| var.as_tensor()), ..Input::of_tokens(&tokens) };
    let segment = model.segment(&state, input, pass)?;
    let most = u32::try_from(model.config().halt_max_steps).unwrap_or(u32::MAX);
    let last: Vec<bool> = steps.iter().map(|steps| *steps >= most).collect();
    let mut halted = last.clone();
    let mut target_q_continue = None;
    if mode == Mode::Train && most > 1 {
        let q_halt: Vec<f32> = segment.q_halt.detach().to_vec1()?;
        let q_continue: Vec<f32> = segment.q_continue.detach().to_vec1()?;
        for (row, flag) in halted.iter_mut().enumerate() {
            let says_halt = match model.config().halting {
                Halting::QLearning => q_halt.get(row) > q_continue.get(row),
                Halting::HaltOnly => q_halt.get(row).is_some_and(|q| *q > 0.0),
            };
            *flag = (*flag || says_halt) && steps.get(row).is_some_and(|steps| *steps >= min_steps(row));
        }
        if model.config().halting == Halting::QLearning {
            target_q_continue = Some(continue_target(model, &segment.state, input, &last)?);
        }
    }
    let carry = Carry { state: segment.state.clone(), steps, halted, rows };
    Ok(ActStep { segment, target_q_continue, carry, puzzles })
}

/// A second pass on the new state: what the next segment will say.
fn continue_target(model: &Hrm, state: &State, input: Input<'_>, last: &[bool]) -> Result<Tensor> {
    let next = model.segment(state, input, Pass::Plain)?;
    let halt: Vec<f32> = next.q_halt.detach().to_vec1()?;
    let go_on: Vec<f32> = next.q_continue.detach().to_vec1()?;
    let values: Vec<f32> = halt
        .iter()
        .zip(&go_on)
        .zip(last)
        .map(|((halt, go_on), last)| if *last { *halt } else { halt.max(*go_on) })
        .map(|q| 1.0 / (1.0 + (-q).exp()))
        .collect();
    Ok(Tensor::from_vec(values, last.len(), model.device())?)
}

/// Returns the rows to work on: the batch's where the carry's have halted.
fn taken(carry: &Carry, batch: &Rows) -> Result<Rows> {
    let count = carry.halted.len();
    if [batch.tokens.len(), batch.labels.len(), batch.puzzles.len()] != [count; 3] {
        return Err(HrmError::Batch(format!("the batch has other than {count} rows")));
    }
    let mut rows = carry.rows.clone();
    for (row, _) in carry.halted.iter().enumerate().filter(|(_, halted)| **halted) {
        rows.tokens[row].clone_from(&batch.tokens[row]);
        rows.labels[row].clone_from(&batch.labels[row]);
        rows.puzzles[row] = batch.puzzles[row];
    }
    Ok(rows)
}

fn tokens(model: &Hrm, rows: &Rows) -> Result<Tensor> {
    let width = rows.tokens.first().map_or(0, Vec::len);
    let classes = model.config().vocab_size;
    if rows.tokens.iter().any(|row| row.len() != width || row.iter().any(|token| *token as usize >= classes))
    {
        return Err(HrmError::Batch(format!("a row is no sequence of {width} of {classes} classes")));
    }
    let flat: Vec<u32> = rows.tokens.concat();
    Ok(Tensor::from_vec(flat, (rows.tokens.len(), width), model.device())?)
}

/// Copies the rows' vectors out of the table, to learn from.
fn puzzle_vectors(model: &Hrm, rows: &Rows) -> Result<Option<Var>> {
    let Some(table) = &model.weights().table else { return Ok(None) };
    let known = model.config().num_puzzle_identifiers;
    if rows.puzzles.iter().any(|id| *id as usize >= known) {
        return Err(HrmError::Batch(format!("a puzzle beyond the {known} of the table")));
    }
    let ids = Tensor::from_vec(rows.puzzles.clone(), rows.puzzles.len(), model.device())?;
    Ok(Some(Var::from_tensor(&table.as_detached_tensor().index_select(&ids, 0)?)?))
}
