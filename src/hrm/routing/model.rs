//! A trained model that answers for one board at a time: what the window and the command line ask.

use crate::engineering::routing::{Board, Cell};
use crate::hrm::HrmError;
use crate::hrm::model::Answering;
use crate::hrm::routing::flow::{Flow, flow};
use crate::hrm::routing::grid::{Grid, HEADINGS};
use crate::hrm::routing::wave::CLASSES;
use crate::hrm::train::PublishedModel;
use crate::proposals::{Cancel, DirectionField, ModelError, RouteModel};
use candle_core::Device;
use std::sync::Arc;

/// A model that routes.
#[derive(Debug)]
pub struct TrainedRouting {
    id: String,
    device: &'static str,
    model: Answering,
}

impl TrainedRouting {
    /// Takes a model that was read, under the name people see.
    ///
    /// # Errors
    /// When it was made for another task, or reads other tokens than this program writes.
    pub fn new(id: &str, read: PublishedModel) -> Result<Self, HrmError> {
        let PublishedModel { card, model, .. } = read;
        if card.task != "routing" {
            return Err(HrmError::Weights(format!("it was trained for '{}', not for routing", card.task)));
        }
        let config = model.config();
        if (config.vocab_size, config.neighbors, config.feature_width) != (CLASSES, HEADINGS, 0) {
            let words = format!(
                "it reads {} classes, {} neighbors and {} features; this program writes {CLASSES}, {HEADINGS} and none",
                config.vocab_size, config.neighbors, config.feature_width
            );
            return Err(HrmError::Weights(words));
        }
        let device = match model.device() {
            Device::Cpu => "cpu",
            Device::Cuda(_) => "cuda",
            Device::Metal(_) => "metal",
        };
        Ok(Self { id: id.to_owned(), device, model: Answering::new(model)? })
    }

    /// Returns the network.
    pub const fn network(&self) -> &Answering {
        &self.model
    }
}

impl RouteModel for TrainedRouting {
    fn id(&self) -> &str {
        &self.id
    }

    fn device(&self) -> &str {
        self.device
    }

    fn field(&self, board: &Board, goal: Cell, cancel: &Cancel) -> Result<DirectionField, ModelError> {
        let blocked = || ModelError::Failed("the goal is blocked, or outside of the board".to_owned());
        let grid = Arc::new(Grid::new(board, goal).ok_or_else(blocked)?);
        let flows = flow(&self.model, &[Arc::clone(&grid)], &mut || !cancel.is_cancelled());
        let flows = flows.map_err(|error| match error {
            HrmError::Cancelled => ModelError::Cancelled,
            error => ModelError::Failed(error.to_string()),
        })?;
        let mut next = vec![None; board.columns() * board.rows()];
        let Some(Flow { wave, segments }) = flows.into_iter().next() else { return Err(blocked()) };
        for cell in 0..grid.len() {
            let towards = wave.heading(cell).and_then(|heading| grid.next(cell, heading));
            if let (Some(towards), Some(slot)) = (towards, next.get_mut(grid.place(cell))) {
                *slot = grid.cell(towards);
            }
        }
        Ok(DirectionField::new(board, goal, next, segments))
    }
}
