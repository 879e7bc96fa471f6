//! What the network is told, against what the engineering room says of the same slots.

use super::{panels, puzzle, small_panel};
use crate::domain::Span;
use crate::engineering::balance::{Filling, OPTIONS, Seating, judged_loads, leg_report};
use crate::hrm::balance::{FEATURES, Puzzle, Wish};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// Whatever is wished for: nobody shares a slot, locked circuits stay, and the legs carry what the slots say.
#[test]
fn wishes_become_legal_slots_with_the_loads_they_promise() {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let mut seated = 0;
    for problem in panels(3) {
        let seating = Seating::new(&problem);
        for filling in [Filling::Lowest, Filling::HomeFirst] {
            let wishes: Vec<usize> =
                seating.seatables().iter().map(|_| rng.random_range(0..OPTIONS)).collect();
            let wish = |circuit: usize, free: [bool; OPTIONS]| {
                let turns = (0..OPTIONS).map(|turn| (wishes[circuit] + turn) % OPTIONS);
                turns.into_iter().find(|option| free[*option]).expect("asked only with something free")
            };
            let Some((choice, tops)) = seating.fill(filling, wish) else { continue };
            seated += 1;
            assert_eq!(seating.loads(&choice), judged_loads(&problem, &tops));
            assert!((seating.score(&choice) - leg_report(&problem, &tops).score).abs() < 1e-12);
            let mut taken = vec![false; usize::from(problem.slots) + 1];
            for (item, top) in problem.items.iter().zip(&tops) {
                assert!(!item.locked || item.top == *top, "a locked circuit moved");
                let span = Span::new(*top, item.poles);
                assert!(span.fits(problem.slots, 1).is_ok());
                for slot in span.slots() {
                    assert!(
                        !std::mem::replace(&mut taken[usize::from(slot.0)], true),
                        "{slot} is taken twice"
                    );
                }
            }
        }
    }
    assert!(seated > 60, "{seated} of 72 found their places");
}

#[test]
fn who_wishes_for_where_he_is_stays() {
    for problem in panels(2) {
        let seating = Seating::new(&problem);
        let home = seating.home().expect("drawn legal");
        let (choice, tops) = seating.fill(Filling::HomeFirst, |circuit, _| home[circuit]).expect("legal");
        assert_eq!((choice, tops), (home, problem.as_is()));
    }
}

/// The single step that helps most, against trying every move and every exchange.
#[test]
fn the_best_step_is_the_best_of_all() {
    let problem = small_panel();
    let puzzle = puzzle(&problem);
    let squares = |choice: &[usize]| puzzle.standing(choice).deviation.iter().map(|d| d * d).sum::<f64>();
    for seed in 0..20 {
        let now = puzzle.seating.random(seed).expect("legal");
        let mut best = squares(&now);
        for one in 0..now.len() {
            for to in 0..OPTIONS {
                let mut next = now.clone();
                next[one] = to;
                // Twelve slots for six poles: every leg has room.
                best = best.min(squares(&next));
            }
            for other in (0..one)
                .filter(|o| puzzle.seating.seatables()[*o].cells == puzzle.seating.seatables()[one].cells)
            {
                let mut next = now.clone();
                next.swap(one, other);
                best = best.min(squares(&next));
            }
        }
        assert!((squares(&puzzle.best_step(&now)) - best).abs() < 1e-8, "seed {seed}");
    }
}

#[test]
fn features_are_finite_and_the_size_of_the_loads_does_not_matter() {
    for problem in panels(2) {
        let mut larger = problem.clone();
        larger.items.iter_mut().for_each(|item| item.load = item.load * 4.0);
        let read = |problem| {
            let puzzle: Puzzle = puzzle(problem);
            let (mut tokens, mut features) = (Vec::new(), Vec::new());
            puzzle.write(&puzzle.start(), &mut tokens, &mut features);
            assert_eq!(features.len(), tokens.len() * FEATURES);
            assert!(features.iter().all(|feature| feature.is_finite() && feature.abs() < 20.0));
            (tokens, features)
        };
        let ((tokens, features), (same_tokens, same)) = (read(&problem), read(&larger));
        assert_eq!(tokens, same_tokens);
        assert!(
            features.iter().zip(&same).all(|(a, b)| (a - b).abs() < 2e-2),
            "only rounding to 1/600 VA differs"
        );
    }
}

#[test]
fn few_moves_begin_at_the_panel_as_it_stands() {
    let problem = small_panel();
    let puzzle = Puzzle::new(Seating::new(&problem), Wish::Fewest { target: 0.95 }).expect("a choice");
    assert_eq!(Some(puzzle.start()), puzzle.seating.home());
    assert_eq!(puzzle.moved(&puzzle.start()), 0);
}
