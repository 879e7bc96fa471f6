//! Segment after segment on many boards at once: the network thinks, its headings are taken, and are fed back to it.
//!
//! A batch is one row of cells of all boards, each seeing its own neighbors only, so that boards of any size stand beside each
//! other without padding.

use crate::hrm::HrmError;
use crate::hrm::model::{Answering, Hrm, Input, Segment, State};
use crate::hrm::routing::grid::Grid;
use crate::hrm::routing::patch::{Patch, sight};
use crate::hrm::routing::wave::{Wave, said};
use candle_core::Tensor;
use std::sync::Arc;

/// How far the ways on a board have come.
#[derive(Clone, Debug)]
pub struct Flow {
    pub wave: Wave,
    /// Segments until nothing was decided any more, that one included.
    pub segments: usize,
}

type Result<T> = std::result::Result<T, HrmError>;

/// Lets a network think about parts of boards, in its first state.
pub(super) fn think(
    parts: &[(&Wave, &Patch)],
    model: &Hrm,
    segment: impl FnOnce(&State, Input<'_>) -> Result<Segment>,
) -> Result<Segment> {
    let cells: usize = parts.iter().map(|(_, patch)| patch.cells.len()).sum();
    let nothing = u32::try_from(cells).map_err(|_| HrmError::Batch("too many cells".to_owned()))?;
    let (mut tokens, mut around) = (Vec::new(), Vec::new());
    parts.iter().for_each(|(wave, patch)| patch.write(wave, &mut tokens, &mut around, nothing));
    let tokens = Tensor::from_vec(tokens, (1, cells), model.device())?;
    let count = around.len();
    let around = Tensor::from_vec(around, count, model.device())?;
    let state = model.initial_state_of(1, cells)?;
    segment(&state, Input { around: Some(&around), ..Input::of_tokens(&tokens) })
}

/// A board being worked on.
struct Working {
    flow: Flow,
    patch: Patch,
    /// The last that the network said of each cell.
    says: Vec<Option<usize>>,
}

/// Lets the ways on all boards come as far as they come: until a segment decides nothing any more. `go_on` is asked before
/// each segment.
///
/// # Errors
/// When the arithmetic fails or `go_on` says no.
pub fn flow(network: &Answering, grids: &[Arc<Grid>], go_on: &mut dyn FnMut() -> bool) -> Result<Vec<Flow>> {
    let sight = sight(network.model().config());
    let start = |grid: &Arc<Grid>| Working {
        flow: Flow { wave: Wave::new(Arc::clone(grid)), segments: 0 },
        patch: Patch::whole(grid),
        says: vec![None; grid.len()],
    };
    let mut boards: Vec<Working> = grids.iter().map(start).collect();
    loop {
        let parts: Vec<(&Wave, &Patch)> = boards
            .iter()
            .filter(|board| !board.patch.cells.is_empty())
            .map(|board| (&board.flow.wave, &board.patch))
            .collect();
        if parts.is_empty() {
            return Ok(boards.into_iter().map(|board| board.flow).collect());
        }
        if !go_on() {
            return Err(HrmError::Cancelled);
        }
        let segment = think(&parts, network.model(), |state, input| network.segment(state, input))?;
        let logits: Vec<Vec<f32>> = segment.logits.detach().squeeze(0)?.to_vec2()?;
        let mut rows = logits.iter();
        for board in boards.iter_mut().filter(|board| !board.patch.cells.is_empty()) {
            for (cell, counts) in board.patch.cells.iter().zip(&board.patch.counts) {
                let (Some(row), Some(slot)) = (rows.next(), board.says.get_mut(*cell)) else { continue };
                if *counts {
                    *slot = said(row);
                }
            }
            board.flow.segments += 1;
            let decided = board.flow.wave.take(&board.says);
            board.patch = Patch::around(&board.flow.wave, &decided, sight);
        }
    }
}
