//! Polishing an arrangement that somebody else found: single moves and exchanges as long as one helps, and moves that are
//! not needed taken back.
//!
//! ```text
//! given ─► improve ─► take back ─────┐
//! home  ─► toward given, best first ─┴─► within the moves allowed, improve, take back ─► the best by the wish
//! ```
//!
//! A part of an arrangement is taken over or taken back together with all that would stand in its way, so every step is
//! legal. Nothing is drawn at random and nothing is searched in depth: the effort is that of the plain heuristics.

use crate::domain::Slot;
use crate::engineering::balance::arrangement::{Arrangement, Step};
use crate::engineering::balance::exact::Layout;
use crate::engineering::balance::problem::BalanceProblem;
use crate::engineering::balance::score::Quality;
use crate::engineering::balance::solve::{BalanceRequest, Goal, choose, outcome};
use std::cmp::Reverse;

/// Polishes an arrangement for a wish, keeping to locks, groups, limits and the most moves allowed. `tops` are in the
/// order of the problem's items, and so is the result. The budget is not looked at. `None` when the arrangement is not a
/// legal one of this problem.
pub fn polish(problem: &BalanceProblem, tops: &[Slot], request: &BalanceRequest) -> Option<Vec<Slot>> {
    let layout = Layout::new(problem);
    let given = Arrangement::of_tops(&layout, tops)?;
    let home = Arrangement::home(&layout);
    let target = layout.judge.at_target(layout.total, request.target);
    let wish = Wish {
        layout: &layout,
        enough: (request.goal == Goal::Fewest).then_some(target),
        most: request.max_moves,
    };
    let mut whole = given.clone();
    whole.improve(&layout, wish.enough, None);
    let mut found: Vec<Arrangement> = Vec::new();
    if home.is_legal() {
        // Without what loads the legs alike the way there is shorter.
        let mut simple = given;
        Wish { enough: None, most: None, ..wish }.take_back(&mut simple, &home, Mending::No);
        found = wish.toward(&home, &simple);
        // Only the last of them is worth improving; the others are on the way there.
        found.extend(found.last().map(|last| wish.finished(last.clone(), &home)));
    }
    found.push(wish.finished(whole, &home));
    let outcomes = found.iter().map(|arrangement| outcome(problem, arrangement.tops(&layout))).collect();
    Some(choose(outcomes, wish.enough, wish.most, problem).tops)
}

/// Steps tried for mending.
const MENDED: usize = 4;

/// Whether a step that loses something is tried with other moves that make up for it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mending {
    No,
    Yes,
}

#[derive(Clone, Copy)]
struct Wish<'a> {
    layout: &'a Layout,
    /// The quality that need not be exceeded; `None` when more is always better.
    enough: Option<Quality>,
    most: Option<u32>,
}

impl Wish<'_> {
    /// Returns what comes of an arrangement within the moves allowed.
    fn finished(&self, mut arrangement: Arrangement, home: &Arrangement) -> Arrangement {
        // Where few moves are wanted the second time mends; for the best balance the first often opens a way.
        let mending = if self.enough.is_some() { Mending::No } else { Mending::Yes };
        self.take_back(&mut arrangement, home, mending);
        arrangement.improve(self.layout, self.enough, self.most);
        self.take_back(&mut arrangement, home, Mending::Yes);
        arrangement
    }

    /// Takes back what is not needed, and what is too much, the least loss first.
    fn take_back(&self, arrangement: &mut Arrangement, home: &Arrangement, mending: Mending) {
        loop {
            let weight = arrangement.weight;
            let too_many = self.most.is_some_and(|most| weight > most);
            let now = arrangement.quality(self.layout);
            let floor = self.enough.map_or(now, |enough| enough.min(now));
            let owners = arrangement.owners(self.layout);
            let moved = (0..self.layout.pieces.len()).filter(|p| arrangement.places[*p] != home.places[*p]);
            let steps = moved.flat_map(|piece| {
                let whole = arrangement.switched(self.layout, &owners, home, piece);
                whole.into_iter().chain(arrangement.sent_home(self.layout, &owners, home, piece))
            });
            let mut steps: Vec<Step> = steps.filter(|step| step.weight < weight).collect();
            // Of equals the first: the pieces stand in the order of their slots.
            steps.sort_by_key(|step| (Reverse(step.quality), step.weight));
            if let Some(step) = steps.first().filter(|step| too_many || step.quality >= floor) {
                arrangement.take(self.layout, step);
                continue;
            }
            if mending == Mending::No {
                return;
            }
            let mended = steps.iter().take(MENDED).find_map(|step| {
                let mut next = arrangement.clone();
                next.take(self.layout, step);
                next.improve(self.layout, Some(floor), Some(weight - 1));
                (too_many || next.quality(self.layout) >= floor).then_some(next)
            });
            match mended {
                Some(next) => *arrangement = next,
                None => return,
            }
        }
    }

    /// Returns the way from one arrangement toward another, the part that gains most first, until it is enough.
    fn toward(&self, from: &Arrangement, to: &Arrangement) -> Vec<Arrangement> {
        let mut way = vec![from.clone()];
        while let Some(here) = way.last() {
            let quality = here.quality(self.layout);
            if self.enough.is_some_and(|enough| quality >= enough) {
                break;
            }
            let owners = here.owners(self.layout);
            let open = (0..self.layout.pieces.len()).filter(|p| here.places[*p] != to.places[*p]);
            let steps = open.filter_map(|piece| here.switched(self.layout, &owners, to, piece));
            let allowed = steps.filter(|step| self.most.is_none_or(|most| step.weight <= most));
            let Some(step) = allowed.min_by_key(|step| (Reverse(step.quality), step.weight)) else { break };
            let mut next = here.clone();
            next.take(self.layout, &step);
            way.push(next);
        }
        way
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{PanelId, examples};
    use crate::engineering::balance::random_panel::{pole_load, random_project};
    use crate::engineering::balance::{
        BalanceItem, Claim, MoveLimits, Terms, leg_report, random_tops, solve, verify,
    };

    fn lp1() -> BalanceProblem {
        let item = |(slot, poles, _, va, _, _): &examples::ShortCircuit| match poles {
            1 => BalanceItem::single(u64::from(*slot), *slot, *va),
            _ => BalanceItem::multi(u64::from(*slot), *slot, *poles, *va),
        };
        let items = examples::LP1.iter().map(item).collect();
        BalanceProblem::new(crate::domain::System::Wye208, 42, 1, items)
    }

    fn moves(problem: &BalanceProblem, tops: &[Slot]) -> usize {
        problem.items.iter().zip(tops).filter(|(item, top)| item.top != **top).count()
    }

    #[test]
    fn what_is_best_already_stays() {
        let problem = lp1();
        let request = BalanceRequest::default();
        let best = solve(&problem, &request, &mut |_| true);
        let tops = best.tops(&problem);
        assert_eq!(polish(&problem, &tops, &request), Some(tops));
    }

    /// A wild arrangement moves nearly everything; few of its moves are needed for the target.
    #[test]
    fn moves_that_are_not_needed_are_taken_back() {
        let problem = lp1();
        for seed in 0..20 {
            let wild = random_tops(&problem, seed);
            let polished = polish(&problem, &wild, &BalanceRequest::default()).expect("legal");
            let score = leg_report(&problem, &polished).score;
            assert!(score >= 0.95, "seed {seed}: {score}");
            let (before, after) = (moves(&problem, &wild), moves(&problem, &polished));
            assert!(after <= 6 && after < before, "seed {seed}: {before} moves became {after}");
            let best = BalanceRequest { goal: Goal::Best, ..BalanceRequest::default() };
            let polished = polish(&problem, &wild, &best).expect("legal");
            assert!(leg_report(&problem, &polished).score >= leg_report(&problem, &wild).score);
        }
    }

    #[test]
    fn an_overlap_a_lost_circuit_and_a_moved_lock_are_refused() {
        let mut problem = lp1();
        let request = BalanceRequest::default();
        let mut tops = problem.as_is();
        tops[0] = tops[1];
        assert_eq!(polish(&problem, &tops, &request), None);
        assert_eq!(polish(&problem, &tops[1..], &request), None);
        let mut tops = problem.as_is();
        tops[0] = Slot(31);
        assert!(polish(&problem, &tops, &request).is_some());
        problem.items[0].locked = true;
        assert_eq!(polish(&problem, &tops, &request), None);
    }

    /// Whatever comes in, what goes out is legal, within the moves allowed, and the same every time.
    #[test]
    fn random_panels_stay_legal() {
        let mut polished = 0;
        for seed in 0..400 {
            let Some(project) = random_project(seed) else { continue };
            let Some(panel) = project.panel(PanelId(1)) else { continue };
            let loads = crate::engineering::project_loads(&project);
            let Some(of_panel) = loads.panels.get(&panel.id) else { continue };
            let basis = crate::domain::LoadBasis::Connected;
            let metric = crate::domain::Metric::ALL[seed as usize % 4];
            let mut problem = BalanceProblem::from_panel(panel, of_panel, basis, metric);
            problem.limits = MoveLimits { no_holes: seed % 3 == 0, only_to_spares_or_spaces: seed % 5 == 0 };
            let max_moves = (seed % 2 == 0).then_some(2);
            let goal = if seed % 4 < 2 { Goal::Best } else { Goal::Fewest };
            let request = BalanceRequest { goal, max_moves, ..BalanceRequest::default() };
            let given = random_tops(&problem, seed);
            let Some(tops) = polish(&problem, &given, &request) else { continue };
            assert_eq!(polish(&problem, &given, &request).as_ref(), Some(&tops));
            assert!(max_moves.is_none_or(|most| moves(&problem, &tops) <= most as usize), "panel {seed}");
            let report = leg_report(&problem, &tops);
            let claim = Claim {
                tops: problem.items.iter().map(|item| item.id).zip(tops).collect(),
                va: report.va.0.map(|va| va.0),
                score: report.score,
            };
            let terms = Terms {
                metric,
                no_holes: problem.limits.no_holes,
                only_to_spares_or_spaces: problem.limits.only_to_spares_or_spaces,
                also_locked: Vec::new(),
            };
            let verdict = verify(panel, &pole_load, &terms, &claim);
            assert!(verdict.passed(), "panel {seed}: {:?}", verdict.faults);
            polished += 1;
        }
        assert!(polished > 200, "{polished}");
    }
}
