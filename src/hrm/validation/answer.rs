//! What a network says about a circuit: for each family how likely it holds, is undetermined, is violated, and where.

use crate::hrm::HrmError;
use crate::hrm::model::{Answering, Hrm, Input, Pass, Segment, State};
use crate::hrm::validation::attributes::Attributes;
use crate::hrm::validation::encode::{ANSWERS, Encoded, FEATURES, TOKENS, truth_of};
use crate::hrm::validation::families::{ATTRIBUTES, Attribute, FAMILIES, Truth};
use candle_core::Tensor;

type Result<T> = std::result::Result<T, HrmError>;

/// Segments a network has for an answer, at most; it ends before where it says of all circuits that it is done.
pub const SEGMENTS: usize = 2;
/// Circuits of one pass.
const TOGETHER: usize = 64;

/// What is said about one family: shares that add up to 1, and the attribute at fault, should there be one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FamilyAnswer {
    pub holds: f64,
    pub undetermined: f64,
    pub violated: f64,
    pub at: Attribute,
}

impl FamilyAnswer {
    /// Returns what is most likely.
    pub fn said(&self) -> Truth {
        if self.violated >= self.holds.max(self.undetermined) {
            Truth::Violated(self.at)
        } else if self.undetermined > self.holds {
            Truth::Undetermined
        } else {
            Truth::Holds
        }
    }

    /// Returns how likely that is, by the network.
    pub const fn confidence(&self) -> f64 {
        self.holds.max(self.undetermined).max(self.violated)
    }

    /// Returns the same answer, less sure at a temperature above 1 and surer below; what is most likely stays so.
    #[must_use]
    pub fn tempered(&self, temperature: f64) -> Self {
        let powered = |share: f64| share.max(1e-12).powf(1.0 / temperature);
        let (holds, undetermined, violated) =
            (powered(self.holds), powered(self.undetermined), powered(self.violated));
        let total = holds + undetermined + violated;
        Self {
            holds: holds / total,
            undetermined: undetermined / total,
            violated: violated / total,
            at: self.at,
        }
    }

    /// Reads the logits of a family's token.
    fn of(logits: &[f32]) -> Self {
        let scaled: Vec<f64> = logits.iter().take(ANSWERS).map(|x| f64::from(*x)).collect();
        let most = scaled.iter().skip(1).copied().fold(f64::NEG_INFINITY, f64::max);
        let mut answer = Self { holds: 0.0, undetermined: 0.0, violated: 0.0, at: Attribute::System };
        let (mut total, mut likeliest) = (0.0, 0.0);
        for (class, x) in scaled.iter().enumerate() {
            let share = (x - most).exp();
            match truth_of(class as u32) {
                Some(Truth::Holds) => answer.holds += share,
                Some(Truth::Undetermined) => answer.undetermined += share,
                Some(Truth::Violated(at)) => {
                    answer.violated += share;
                    if share > likeliest {
                        (likeliest, answer.at) = (share, at);
                    }
                }
                None => continue,
            }
            total += share;
        }
        answer.holds /= total;
        answer.undetermined /= total;
        answer.violated /= total;
        answer
    }
}

/// What is said about one circuit, in the order of the families.
pub type CircuitAnswer = [FamilyAnswer; FAMILIES];

/// Circuits as tensors: (batch, tokens) and (batch, tokens, numbers).
pub(super) struct Batch {
    tokens: Tensor,
    features: Tensor,
    rows: usize,
}

impl Batch {
    pub fn of(circuits: &[Encoded], model: &Hrm) -> Result<Self> {
        let rows = circuits.len();
        let tokens: Vec<u32> = circuits.iter().flat_map(|circuit| circuit.tokens.iter().copied()).collect();
        let features: Vec<f32> =
            circuits.iter().flat_map(|circuit| circuit.features.iter().copied()).collect();
        Ok(Self {
            tokens: Tensor::from_vec(tokens, (rows, TOKENS), model.device())?,
            features: Tensor::from_vec(features, (rows, TOKENS, FEATURES), model.device())?,
            rows,
        })
    }

    pub fn initial_state(&self, model: &Hrm) -> Result<State> {
        model.initial_state(self.rows)
    }

    fn input(&self) -> Input<'_> {
        Input { features: Some(&self.features), ..Input::of_tokens(&self.tokens) }
    }

    pub fn segment(&self, model: &Hrm, state: &State, pass: Pass) -> Result<Segment> {
        model.segment(state, self.input(), pass)
    }

    fn think(&self, network: &Answering, state: &State) -> Result<Segment> {
        network.segment(state, self.input())
    }
}

/// Returns the logits at the families' tokens: (batch, families, answers).
pub(super) fn family_logits(segment: &Segment) -> Result<Tensor> {
    Ok(segment.logits.narrow(1, ATTRIBUTES, FAMILIES)?.narrow(2, 0, ANSWERS)?.contiguous()?)
}

/// Reads answers out of logits.
pub(super) fn read(logits: &Tensor) -> Result<Vec<CircuitAnswer>> {
    let rows: Vec<Vec<Vec<f32>>> = logits.detach().to_vec3()?;
    let nothing = FamilyAnswer { holds: 1.0, undetermined: 0.0, violated: 0.0, at: Attribute::System };
    let answer = |row: &Vec<Vec<f32>>| {
        let mut all = [nothing; FAMILIES];
        for (slot, logits) in all.iter_mut().zip(row) {
            *slot = FamilyAnswer::of(logits);
        }
        all
    };
    Ok(rows.iter().map(answer).collect())
}

/// Asks a network about circuits. `go_on` hears how many are done and says whether to go on.
///
/// # Errors
/// When the arithmetic fails, or `go_on` says no.
pub fn answers(
    network: &Answering,
    circuits: &[&Attributes],
    go_on: &mut dyn FnMut(usize) -> bool,
) -> Result<Vec<CircuitAnswer>> {
    let mut all = Vec::with_capacity(circuits.len());
    for block in circuits.chunks(TOGETHER) {
        if !go_on(all.len()) {
            return Err(HrmError::Cancelled);
        }
        let encoded: Vec<Encoded> = block.iter().map(|at| Encoded::of(at)).collect();
        let batch = Batch::of(&encoded, network.model())?;
        let mut state = batch.initial_state(network.model())?;
        let mut said = Vec::new();
        for _ in 0..SEGMENTS {
            let segment = batch.think(network, &state)?;
            said = read(&family_logits(&segment)?)?;
            let halt: Vec<f32> = segment.q_halt.detach().to_vec1()?;
            if halt.iter().all(|q| *q > HALTS_ABOVE) {
                break;
            }
            state = segment.state;
        }
        all.extend(said);
    }
    Ok(all)
}

/// The halting head has to be this sure that every family is right, as a logit: 98 %.
const HALTS_ABOVE: f32 = 4.0;
