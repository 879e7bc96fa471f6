//! Segments over inventories side by side, what they add up to fed back after each.

use super::answer::Answer;
use super::encoding::{FEATURES, Question};
use crate::hrm::HrmError;
use crate::hrm::model::{Answering, Hrm, Input, Pass, Segment, State};
use candle_core::Tensor;
use std::collections::BTreeMap;

type Result<T> = std::result::Result<T, HrmError>;

/// Segments of an answer.
pub const SEGMENTS: usize = 3;
/// Inventories of one pass.
const TOGETHER: usize = 64;

/// Inventories of as many rows each, under way.
#[derive(Clone, Debug)]
pub(super) struct Thinking {
    pub orders: Vec<Vec<usize>>,
    pub answers: Vec<Answer>,
    state: State,
}

impl Thinking {
    pub fn new(model: &Hrm, questions: &[&Question], orders: Vec<Vec<usize>>) -> Result<Self> {
        let tokens = questions.first().map_or(1, |question| question.len());
        let answers = questions.iter().map(|question| Answer::first(question)).collect();
        Ok(Self { orders, answers, state: model.initial_state_of(questions.len(), tokens)? })
    }

    /// Writes the tokens and features of the next segment.
    fn written(&self, model: &Hrm, questions: &[&Question]) -> Result<(Tensor, Tensor)> {
        let (mut tokens, mut features) = (Vec::new(), Vec::new());
        for ((question, order), answer) in questions.iter().zip(&self.orders).zip(&self.answers) {
            question.write(order, answer, &mut tokens, &mut features);
        }
        let count = questions.first().map_or(1, |question| question.len());
        let tokens = Tensor::from_vec(tokens, (questions.len(), count), model.device())?;
        let features = Tensor::from_vec(features, (questions.len(), count, FEATURES), model.device())?;
        Ok((tokens, features))
    }

    /// Thinks a segment; the answers stay until [`Self::take`].
    pub fn segment(&self, model: &Hrm, questions: &[&Question], pass: Pass) -> Result<Segment> {
        let (tokens, features) = self.written(model, questions)?;
        let input = Input { features: Some(&features), ..Input::of_tokens(&tokens) };
        model.segment(&self.state, input, pass)
    }

    fn think(&self, network: &Answering, questions: &[&Question]) -> Result<Segment> {
        let (tokens, features) = self.written(network.model(), questions)?;
        let input = Input { features: Some(&features), ..Input::of_tokens(&tokens) };
        network.segment(&self.state, input)
    }

    /// Takes what a segment says.
    pub fn take(&mut self, questions: &[&Question], segment: &Segment) -> Result<()> {
        let logits: Vec<Vec<Vec<f32>>> = segment.logits.detach().to_vec3()?;
        for (((question, order), answer), logits) in
            questions.iter().zip(&self.orders).zip(&mut self.answers).zip(&logits)
        {
            *answer = Answer::read(question, order, logits, answer.step + 1);
        }
        self.state = segment.state.clone();
        Ok(())
    }
}

/// Answers for inventories of any number of rows, in their order, with how sure each answer is to be right in all, as a logit.
///
/// # Errors
/// When the arithmetic fails.
pub fn answers(network: &Answering, questions: &[&Question]) -> Result<Vec<(Answer, f32)>> {
    let mut by_length: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (place, question) in questions.iter().enumerate() {
        by_length.entry(question.len()).or_default().push(place);
    }
    let mut all = vec![(Answer::default(), 0.0); questions.len()];
    for places in by_length.values().flat_map(|places| places.chunks(TOGETHER)) {
        let of: Vec<&Question> = places.iter().map(|place| questions[*place]).collect();
        let orders = of.iter().map(|question| (0..question.len() - 1).collect()).collect();
        let mut thinking = Thinking::new(network.model(), &of, orders)?;
        let mut sure = Vec::new();
        for _ in 0..SEGMENTS {
            let segment = thinking.think(network, &of)?;
            thinking.take(&of, &segment)?;
            sure = segment.q_halt.to_vec1()?;
        }
        for ((place, answer), sure) in places.iter().zip(thinking.answers).zip(sure) {
            all[*place] = (answer, sure);
        }
    }
    Ok(all)
}
