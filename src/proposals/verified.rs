//! The gate: a proposal that passed the independent verifier, and no way to make one otherwise.

use crate::document::{DocumentSnapshot, Revision};
use crate::domain::{Edit, apply_all};
use crate::proposals::{Problem, ProblemId, Score, Source, Verdict};
use std::ops::Deref;

/// Something that passed its verifier. The field is private and [`verify`] is the only place that fills it.
#[derive(Clone, Debug, PartialEq)]
pub struct Verified<T>(T);

impl<T> Deref for Verified<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// Edits that somebody suggests for one state of a project.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal<A> {
    pub problem: ProblemId,
    pub source: Source,
    pub answer: A,
    pub edits: Vec<Edit>,
    /// Scores by the verifier, not by the one who suggests.
    pub before: Score,
    pub after: Score,
    /// The state it was made for; it applies to no other.
    pub revision: Revision,
}

/// Why an answer was not let through.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the proposal did not pass the independent check: {}", .0.join("; "))]
pub struct Rejected(pub Vec<String>);

/// Checks an answer against the state it was made for.
///
/// # Errors
/// Says everything that does not hold: the edits do not apply, or the problem's verifier objects.
pub fn verify<P: Problem>(
    problem: &P,
    snapshot: &DocumentSnapshot,
    answer: P::Answer,
    source: Source,
) -> Result<Verified<Proposal<P::Answer>>, Rejected> {
    let edits = problem.edits(&answer);
    let (after, _) =
        apply_all(&snapshot.project, &edits).map_err(|error| Rejected(vec![error.to_string()]))?;
    match problem.verify(&snapshot.project, &after, &answer) {
        Verdict::Rejected(reasons) => Err(Rejected(reasons)),
        Verdict::Passed { before, after } => Ok(Verified(Proposal {
            problem: P::ID,
            source,
            answer,
            edits,
            before,
            after,
            revision: snapshot.revision,
        })),
    }
}
