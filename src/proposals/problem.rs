//! What can be proposed for: a decision taken out of a project, judged without knowing who answers it.

use crate::domain::{Edit, Project};

/// The name of a kind of problem, as logs and models carry it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProblemId(pub &'static str);

/// How good an arrangement is by the problem's own measure; more is better.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Score(pub f64);

/// What the verifier found.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// Everything holds; both scores are the verifier's own.
    Passed { before: Score, after: Score },
    /// One sentence for each thing that does not hold.
    Rejected(Vec<String>),
}

/// A decision to be taken in a project.
pub trait Problem {
    /// What a policy answers with.
    type Answer: Clone;

    /// The kind of problem.
    const ID: ProblemId;

    /// Returns the edits that carry the answer out.
    fn edits(&self, answer: &Self::Answer) -> Vec<Edit>;

    /// Judges an answer by the project as it was and as the edits made it. Shares no code with any policy.
    fn verify(&self, before: &Project, after: &Project, answer: &Self::Answer) -> Verdict;
}
