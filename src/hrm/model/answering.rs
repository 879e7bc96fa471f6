//! A network that only answers: the plain pass, by the quickest way there is on its device.

use crate::hrm::HrmError;
use crate::hrm::model::network::{Hrm, Input, Pass, Segment, State};
use crate::hrm::model::packed::Packed;

type Result<T> = std::result::Result<T, HrmError>;

/// A network with its weights as they are now; what an optimizer writes later does not show.
#[derive(Clone, Debug)]
pub struct Answering {
    model: Hrm,
    /// `None` where tensors are the quicker way.
    packed: Option<Packed>,
}

impl Answering {
    /// Lays the weights out for answers.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn new(model: Hrm) -> Result<Self> {
        // Without optimization loops of our own are far slower than candle's, which is built with it.
        let packed = if cfg!(debug_assertions) { None } else { model.packed()? };
        Ok(Self { model, packed })
    }

    /// Returns the network.
    pub const fn model(&self) -> &Hrm {
        &self.model
    }

    /// Thinks for one segment.
    ///
    /// # Errors
    /// When the input does not fit, or the arithmetic fails.
    pub fn segment(&self, state: &State, input: Input<'_>) -> Result<Segment> {
        match &self.packed {
            Some(packed) => self.model.segment_packed(packed, state, input),
            None => self.model.segment(state, input, Pass::Plain),
        }
    }
}
