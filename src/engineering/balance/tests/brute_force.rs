//! The exact search and the heuristics against every legal arrangement of thousands of small panelboards.

use crate::domain::{LoadBasis, Metric, Panel, PanelId, Slot, Span, System};
use crate::engineering::balance::certificate::score;
use crate::engineering::balance::random_panel::{pole_load, random_project};
use crate::engineering::balance::{
    Answer, BalanceItem, BalanceProblem, BalanceRequest, Claim, Confirmation, Goal, MoveLimits, Terms,
    Verdict, baselines, confirm_best, confirm_fewest, first_answer, leg_report, lpt_swaps_tops, lpt_tops,
    pareto_front, random_tops, snake_tops, solve, verify,
};
use crate::engineering::project_loads;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

const SAME: f64 = 1e-9;

/// A place of a block: cells, VA on the legs, whether it is elsewhere.
struct Place {
    cells: u32,
    va: [f64; 3],
    moves: usize,
}

/// Best score for each number of moves, by trying everything.
struct Everything<'a> {
    problem: &'a BalanceProblem,
    blocks: Vec<Vec<Place>>,
    home: u32,
    best: Vec<Option<f64>>,
}

impl<'a> Everything<'a> {
    fn of(problem: &'a BalanceProblem) -> Self {
        let cells = |item: &BalanceItem| bits(item.span());
        let home = problem.items.iter().map(cells).fold(0, |all, cells| all | cells);
        let mut blocks: Vec<Vec<&BalanceItem>> = Vec::new();
        for item in &problem.items {
            let same = blocks.iter_mut().find(|block| item.group.is_some() && block[0].group == item.group);
            match same {
                Some(block) => block.push(item),
                None => blocks.push(vec![item]),
            }
        }
        let blocks = blocks.iter().map(|block| places(problem, block)).collect();
        let mut all = Self { problem, blocks, home, best: vec![None; problem.items.len() + 1] };
        all.place(0, 0, [0.0; 3], 0);
        all
    }

    fn place(&mut self, at: usize, taken: u32, va: [f64; 3], moves: usize) {
        if at == self.blocks.len() {
            if !self.problem.limits.no_holes || taken == self.home {
                let found = score(self.problem, va);
                let best = &mut self.best[moves];
                *best = Some(best.map_or(found, |best| best.max(found)));
            }
            return;
        }
        for index in 0..self.blocks[at].len() {
            let place = &self.blocks[at][index];
            if place.cells & taken == 0 {
                let [a, b, c] = place.va;
                let next = (taken | place.cells, [va[0] + a, va[1] + b, va[2] + c], moves + place.moves);
                self.place(at + 1, next.0, next.1, next.2);
            }
        }
    }

    /// Best score of at most this many moves.
    fn within(&self, moves: usize) -> f64 {
        self.best.iter().take(moves + 1).flatten().copied().fold(f64::MIN, f64::max)
    }

    fn fewest(&self, score: f64) -> usize {
        (0..self.best.len()).find(|moves| self.within(*moves) >= score - SAME).expect("within reach")
    }
}

fn bits(span: Span) -> u32 {
    span.slots().map(|slot| 1 << slot.0).sum()
}

/// Every legal place of a block by the rules as a person would state them.
fn places(problem: &BalanceProblem, block: &[&BalanceItem]) -> Vec<Place> {
    let own: u32 = block.iter().map(|item| bits(item.span())).sum();
    let spares = problem.items.iter().filter(|item| item.spare);
    let spares: u32 = spares.map(|item| bits(item.span())).sum();
    let taken: u32 = problem.items.iter().map(|item| bits(item.span())).sum();
    let lefts = block.iter().filter(|item| item.top.is_left()).count();
    let mut found = Vec::new();
    for shift in -i32::from(problem.slots)..=i32::from(problem.slots) {
        let fixed = block.iter().any(|item| item.locked);
        if (fixed && shift != 0) || (shift % 2 != 0 && lefts != 0 && lefts != block.len()) {
            continue;
        }
        let mut place = Place { cells: 0, va: [0.0; 3], moves: if shift == 0 { 0 } else { block.len() } };
        let legal = block.iter().all(|item| {
            (0..i32::from(item.poles)).all(|pole| {
                let slot = i32::from(item.top.0) + shift + 2 * pole;
                let top = i32::from(item.top.0) + shift;
                let half = i32::from(problem.slots) / i32::from(problem.sections);
                if slot < 1 || slot > i32::from(problem.slots) || (slot - 1) / half != (top - 1) / half {
                    return false;
                }
                let legs = if problem.system == System::Single240 { 2 } else { 3 };
                let leg = (slot as usize - 1) / 2 % legs;
                let neutral = item.load.line_to_neutral[pole as usize];
                let line = item.load.line_to_line[pole as usize] + item.load.three_phase[pole as usize];
                place.cells |= 1 << slot;
                place.va[leg] +=
                    if problem.metric == Metric::NeutralCurrent { neutral } else { neutral + line };
                let high = problem.system == System::HighLeg240 && leg == 1 && !item.spare;
                fixed || !(high && (item.poles == 1 || neutral != 0.0))
            })
        });
        let spare = block.iter().all(|item| item.spare);
        let displaces = place.cells & taken & !own & !spares != 0;
        if legal && !(problem.limits.only_to_spares_or_spaces && displaces && !spare) {
            found.push(place);
        }
    }
    found
}

/// A panelboard with a problem about it, metric and limits drawn too.
fn drawn(seed: u64) -> Option<(Panel, BalanceProblem, ChaCha8Rng)> {
    let project = random_project(seed)?;
    let mut rng = ChaCha8Rng::seed_from_u64(seed + 1_000_000);
    let metric = if rng.random_range(0..2) == 0 {
        Metric::RangeOverMax
    } else {
        Metric::ALL[rng.random_range(0..Metric::ALL.len())]
    };
    let panel = project.panel(PanelId(1))?.clone();
    let loads = project_loads(&project);
    let mut problem =
        BalanceProblem::from_panel(&panel, loads.panels.get(&PanelId(1))?, LoadBasis::Connected, metric);
    problem.limits.no_holes = rng.random_range(0..4) == 0;
    problem.limits.only_to_spares_or_spaces = rng.random_range(0..4) == 0;
    Some((panel, problem, rng))
}

fn checked(panel: &Panel, problem: &BalanceProblem, tops: &[Slot]) -> Verdict {
    let report = leg_report(problem, tops);
    let claim = Claim {
        tops: problem.items.iter().map(|item| item.id).zip(tops.iter().copied()).collect(),
        va: report.va.0.map(|va| va.0),
        score: report.score,
    };
    let MoveLimits { no_holes, only_to_spares_or_spaces } = problem.limits;
    let terms = Terms { metric: problem.metric, no_holes, only_to_spares_or_spaces, also_locked: Vec::new() };
    verify(panel, &pole_load, &terms, &claim)
}

fn assert_legal(panel: &Panel, problem: &BalanceProblem, answer: &Answer, seed: u64) {
    let verdict = checked(panel, problem, &answer.tops(problem));
    assert!(verdict.passed(), "panel {seed}: {:?}", verdict.faults);
    assert!((verdict.score - answer.after.score).abs() < SAME, "panel {seed}");
}

#[test]
fn the_search_finds_what_trying_everything_finds() {
    let (mut panels, mut moved, mut confirmed) = (0, 0, 0);
    for seed in 0..2_400 {
        let Some((panel, problem, mut rng)) = drawn(seed) else { continue };
        let all = Everything::of(&problem);
        let best = all.within(problem.items.len());
        if best == f64::MIN {
            continue; // Nothing legal: a line-to-neutral load on the high leg with no room elsewhere.
        }
        let target = f64::from(rng.random_range(50..=100)) / 100.0;
        let at_target = |found: &f64| (found - target).abs() < 1e-4;
        if problem.metric == Metric::NeutralCurrent && all.best.iter().flatten().any(at_target) {
            continue; // There the target is met to one unit of load.
        }
        panels += 1;
        let goal = if rng.random_range(0..3) == 0 { Goal::Best } else { Goal::Fewest };
        let request = BalanceRequest { goal, target, ..BalanceRequest::default() };
        let answer = solve(&problem, &request, &mut |_| true);
        assert_legal(&panel, &problem, &answer, seed);
        assert!(answer.best_possible.proven, "panel {seed}");
        assert!((answer.best_possible.score - best).abs() < SAME, "panel {seed}: {best} {answer:?}");
        let wished = if goal == Goal::Fewest && best >= target - SAME { target } else { best };
        let fewest = all.fewest(wished);
        let told = answer.fewest_moves;
        assert!(
            told.proven && told.n as usize == fewest,
            "panel {seed}: {fewest} for {wished}, {told:?} {problem:?} {:?}",
            all.best
        );
        assert!((answer.after.score - all.within(fewest)).abs() < SAME, "panel {seed}");
        assert_eq!(answer.reached, best >= target - SAME, "panel {seed}");
        assert_eq!(answer.reason.is_some(), !answer.reached, "panel {seed}");
        moved += fewest;
        confirmed += usize::from(confirm_best(&problem, best) == Confirmation::Confirmed);
        assert_ne!(confirm_best(&problem, best - 1e-3), Confirmation::Confirmed, "panel {seed}");
        let by_legs = confirm_fewest(&problem, told.n + 1, told.for_score);
        assert_ne!(by_legs, Confirmation::Confirmed, "panel {seed}: a plan of {} exists", told.n);

        let most = rng.random_range(0..3);
        let few = BalanceRequest { max_moves: Some(most), ..request };
        let answer = solve(&problem, &few, &mut |_| true);
        assert_legal(&panel, &problem, &answer, seed);
        let reachable = all.within(most as usize);
        if reachable > f64::MIN {
            let fewest = all.fewest(if reachable >= wished - SAME { wished } else { reachable });
            let told = answer.fewest_moves;
            assert!(told.proven && told.n as usize == fewest, "panel {seed}, {most} moves: {told:?}");
            assert!((answer.after.score - all.within(fewest)).abs() < SAME, "panel {seed}");
        }

        let mut front = pareto_front(&problem, 8, 50_000_000, &mut |_| true).into_iter().peekable();
        let mut so_far = f64::MIN;
        for moves in 0..=problem.items.len().min(8) {
            let here = all.within(moves);
            if here > so_far + SAME {
                let point = front.next().expect("a point of the front");
                assert!(point.proven && (point.score - here).abs() < SAME, "panel {seed}: {point:?} {here}");
                assert_eq!(point.moves as usize, moves, "panel {seed}");
                so_far = here;
            }
        }
        assert!(front.peek().is_none(), "panel {seed}");
    }
    assert!(panels > 2_000, "{panels} panels");
    assert!(moved > 700, "{moved} moves");
    // The rest is decided by slots, not by legs.
    assert!(confirmed * 2 > panels, "{confirmed} of {panels} confirmed by legs alone");
}

#[test]
fn heuristics_and_first_answers_are_legal() {
    for seed in 0..1_000 {
        let Some((panel, problem, _)) = drawn(seed) else { continue };
        let first = first_answer(&problem, &BalanceRequest::default());
        assert_legal(&panel, &problem, &first, seed);
        let draws =
            [snake_tops(&problem), lpt_tops(&problem), lpt_swaps_tops(&problem), random_tops(&problem, seed)];
        for tops in draws {
            let verdict = checked(&panel, &problem, &tops);
            assert!(verdict.passed(), "panel {seed}: {:?}", verdict.faults);
        }
        let plain = baselines(&problem);
        assert!(plain.lpt_swaps >= plain.lpt - SAME, "panel {seed}: {plain:?}");
    }
}
