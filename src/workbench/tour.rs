//! The five-step tour: which step a person is at, from what has happened to the real document.
//!
//! No clock and no pretending: a step ends when its thing has been done, and going back (an undo, a dialog left) goes
//! back a step. Drawing it is the window's.

use crate::workbench::Action;

/// A step, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TourStep {
    /// The legs are unequal.
    See,
    /// Ask for a proposal.
    Balance,
    /// Take it over.
    Accept,
    /// Change a circuit and watch.
    Edit,
    /// Take everything back.
    Undo,
}

impl TourStep {
    /// Every step, in order.
    pub const ALL: [Self; 5] = [Self::See, Self::Balance, Self::Accept, Self::Edit, Self::Undo];

    /// Returns what is to be done, in a few words.
    pub const fn title(self) -> &'static str {
        match self {
            Self::See => "See the imbalance",
            Self::Balance => "Ask for a balance",
            Self::Accept => "Accept the moves",
            Self::Edit => "Edit a circuit",
            Self::Undo => "Take it all back",
        }
    }

    /// Returns one sentence about it.
    pub fn sentence(self) -> String {
        let keys = |action: Action| action.shortcut().map(|keys| keys.to_string()).unwrap_or_default();
        match self {
            Self::See => "One leg of LP-1 carries far more than the others, so its score is below the target"
                .to_owned(),
            Self::Balance => {
                format!(
                    "Press Balance… or {} to find the fewest moves that reach the target",
                    keys(Action::Balance)
                )
            }
            Self::Accept => {
                "Each move has its own gain, and the answer line says what is proven; accept them as one step"
                    .to_owned()
            }
            Self::Edit => {
                "Type =3*180 into a VA cell, then Enter, and watch bars and score follow".to_owned()
            }
            Self::Undo => {
                format!("Press {} until LP-1 is as it was; every step can be taken back", keys(Action::Undo))
            }
        }
    }

    /// Returns its number, from 1.
    pub const fn number(self) -> usize {
        self as usize + 1
    }
}

/// What has happened, as the window sees it in a frame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TourFacts {
    /// Whether the project is still the one the tour began on.
    pub there: bool,
    /// Steps to undo.
    pub steps: usize,
    /// Whether the balance dialog is open.
    pub balancing: bool,
}

/// A tour that goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tour {
    step: TourStep,
    /// Steps to undo when it began, when the dialog was opened, and after the moves were accepted.
    base: usize,
    asked: usize,
    accepted: usize,
}

impl Tour {
    /// Begins on a project with so many steps to undo.
    pub const fn begin(steps: usize) -> Self {
        Self { step: TourStep::See, base: steps, asked: steps, accepted: steps }
    }

    /// Returns the step a person is at.
    pub const fn step(&self) -> TourStep {
        self.step
    }

    /// The person has seen what there is to see in the first step.
    pub fn seen(&mut self) {
        if self.step == TourStep::See {
            self.step = TourStep::Balance;
        }
    }

    /// Takes up what has happened. Returns the tour as it goes on; `None` when it is over.
    #[must_use]
    pub fn follow(mut self, facts: TourFacts) -> Option<Self> {
        if !facts.there {
            return None;
        }
        let step = match self.step {
            TourStep::See | TourStep::Balance if facts.balancing => {
                self.asked = facts.steps;
                TourStep::Accept
            }
            TourStep::Accept if facts.balancing => TourStep::Accept,
            TourStep::Accept if facts.steps > self.asked => {
                self.accepted = facts.steps;
                TourStep::Edit
            }
            TourStep::Accept => TourStep::Balance,
            TourStep::Edit if facts.steps > self.accepted => TourStep::Undo,
            TourStep::Edit if facts.steps <= self.asked => TourStep::Balance,
            TourStep::Undo if facts.steps <= self.base => return None,
            same => same,
        };
        Some(Self { step, ..self })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPEN: TourFacts = TourFacts { there: true, steps: 0, balancing: false };

    fn steps(facts: &[TourFacts]) -> Vec<Option<TourStep>> {
        let mut tour = Some(Tour::begin(0));
        let follow = |facts: &TourFacts| {
            tour = tour.and_then(|tour| tour.follow(*facts));
            tour.map(|tour| tour.step())
        };
        facts.iter().map(follow).collect()
    }

    #[test]
    fn five_real_things_end_the_tour() {
        use TourStep::{Accept, Edit, Undo};
        let after = steps(&[
            TourFacts { balancing: true, ..OPEN },
            TourFacts { steps: 1, ..OPEN },
            TourFacts { steps: 2, ..OPEN },
            TourFacts { steps: 1, ..OPEN },
            OPEN,
        ]);
        assert_eq!(after, [Some(Accept), Some(Edit), Some(Undo), Some(Undo), None]);
        let mut tour = Tour::begin(0);
        tour.seen();
        assert_eq!(tour.follow(OPEN).map(|tour| tour.step()), Some(TourStep::Balance));
    }

    #[test]
    fn leaving_the_dialog_or_undoing_goes_back() {
        use TourStep::{Accept, Balance, Edit};
        let balancing = TourFacts { balancing: true, ..OPEN };
        let after = steps(&[balancing, OPEN, balancing, TourFacts { steps: 1, ..OPEN }, OPEN]);
        assert_eq!(after, [Some(Accept), Some(Balance), Some(Accept), Some(Edit), Some(Balance)]);
    }

    #[test]
    fn an_edit_before_the_proposal_is_not_its_acceptance() {
        let edited = TourFacts { steps: 1, ..OPEN };
        let after = steps(&[edited, TourFacts { balancing: true, ..edited }, edited]);
        assert_eq!(after, [Some(TourStep::See), Some(TourStep::Accept), Some(TourStep::Balance)]);
    }

    #[test]
    fn another_project_ends_it() {
        assert_eq!(steps(&[TourFacts { there: false, ..OPEN }]), [None]);
    }
}
