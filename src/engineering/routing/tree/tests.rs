//! Trees against brute force: every set of cells that holds the terminals, each spanned as cheaply as it can be.

use super::*;
use crate::engineering::routing::tests::{Small, small};
use crate::engineering::routing::{Board, STEP};
use proptest::prelude::*;

/// Cost of the cheapest tree over exactly these cells; nothing where they do not hang together.
fn spanned(small: &Small, set: usize, angles: Angles) -> Option<u64> {
    let first = set.trailing_zeros() as usize;
    let (mut inside, mut cost) = (1usize << first, 0);
    while inside != set {
        let mut best: Option<(u64, usize)> = None;
        for cell in (0..small.weights.len()).filter(|cell| inside >> cell & 1 == 1) {
            for (next, _, step) in small.steps(cell, angles) {
                if set >> next & 1 == 1 && inside >> next & 1 == 0 && best.is_none_or(|(c, _)| step < c) {
                    best = Some((step, next));
                }
            }
        }
        let (step, next) = best?;
        cost += step;
        inside |= 1 << next;
    }
    Some(cost)
}

fn brute(small: &Small, terminals: &[usize], angles: Angles) -> Option<u64> {
    let must = terminals.iter().fold(0usize, |set, cell| set | 1 << cell);
    let free = (0..small.weights.len()).filter(|i| small.weights[*i] > 0).fold(0usize, |s, c| s | 1 << c);
    if must & !free != 0 {
        return None;
    }
    (0..1usize << small.weights.len())
        .filter(|set| set & must == must && set & !free == 0)
        .filter_map(|set| spanned(small, set, angles))
        .min()
}

/// The legs hang together from the root on, hold all terminals and cost what the tree says.
fn assert_whole(ground: &Ground, terminals: &[Cell], tree: &Tree) {
    let mut reached = vec![terminals[0]];
    let mut cells: BTreeSet<Cell> = BTreeSet::from([terminals[0]]);
    for leg in &tree.legs {
        assert!(reached.contains(leg.cells.first().expect("cells")), "a leg leaves from a box");
        assert_eq!(ground.cost_of(&leg.cells), Some(leg.cost));
        reached.extend(leg.cells.last());
        cells.extend(&leg.cells);
    }
    assert!(terminals.iter().all(|terminal| cells.contains(terminal)));
    assert_eq!(tree.legs.iter().map(|leg| leg.cost).sum::<u64>(), tree.cost);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn small_trees_are_the_cheapest_and_bounds_hold(
        small in small(4, 3), picks in prop::collection::vec(0usize..12, 2..6), octile: bool,
    ) {
        let angles = if octile { Angles::Octile } else { Angles::Square };
        let picks: Vec<usize> = picks.iter().map(|pick| pick % small.weights.len()).collect();
        let terminals: Vec<Cell> = picks.iter().map(|pick| small.cell(*pick)).collect();
        let ground = small.ground();
        let best = brute(&small, &picks, angles);
        let found = join(&ground, &terminals, angles, Effort::default());
        prop_assert_eq!(found.as_ref().ok().map(|tree| tree.cost), best);
        let quick = join(&ground, &terminals, angles, Effort { exact_terminals: 0, ..Effort::default() });
        if let (Ok(tree), Ok(quick), Some(best)) = (found, quick, best) {
            prop_assert!(tree.proven && tree.bound == best);
            prop_assert!(quick.bound <= best && best <= quick.cost, "{} {best} {}", quick.bound, quick.cost);
            prop_assert!(!quick.proven || quick.cost == best);
            let least = |known| least_cost(&ground, &terminals, known, angles, Effort::default());
            prop_assert_eq!(least(quick.cost), (best, true));
            prop_assert_eq!(least(best), (best, true));
            assert_whole(&ground, &terminals, &tree);
            assert_whole(&ground, &terminals, &quick);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    /// Too large for brute force: the parts have to agree with one another and the legs have to be whole.
    #[test]
    fn larger_trees_are_whole_and_between_their_bounds(
        small in small(14, 14), picks in prop::collection::vec(0usize..196, 3..12),
    ) {
        let terminals: Vec<Cell> = picks.iter().map(|pick| small.cell(pick % small.weights.len())).collect();
        let ground = small.ground();
        let quick = Effort { exact_terminals: 0, ..Effort::default() };
        let Ok(quick) = join(&ground, &terminals, Angles::Square, quick) else { return Ok(()) };
        let tree = join(&ground, &terminals, Angles::Square, Effort::default()).expect("joined as before");
        assert_whole(&ground, &terminals, &quick);
        assert_whole(&ground, &terminals, &tree);
        prop_assert!(quick.bound <= tree.cost && tree.cost <= quick.cost);
    }
}

/// Four corners of a square of side a: three sides would take 3a, an H does as well on a grid; a cross joins the middles of the
/// four sides with 2a.
#[test]
fn known_trees_on_an_open_floor() {
    let ground = Ground::new(&Board::new(11, 11));
    let cell = |column, row| Cell { column, row };
    let length = |terminals: &[Cell]| {
        let tree = join(&ground, terminals, Angles::Square, Effort::default()).expect("joined");
        assert_whole(&ground, terminals, &tree);
        assert!(tree.proven);
        (tree.cost / STEP, tree.legs.len())
    };
    assert_eq!(length(&[cell(0, 0), cell(10, 0), cell(0, 10), cell(10, 10)]).0, 30);
    assert_eq!(length(&[cell(0, 5), cell(10, 5), cell(5, 0), cell(5, 10)]), (20, 4));
    assert_eq!(length(&[cell(0, 0), cell(4, 0), cell(9, 0)]), (9, 2));
}

#[test]
fn terminals_behind_walls_are_named() {
    let mut board = Board::new(5, 3);
    for row in 0..3 {
        board.set_blocked(Cell { column: 2, row }, true);
    }
    let cell = |column| Cell { column, row: 1 };
    let lost = join(&Ground::new(&board), &[cell(0), cell(1), cell(4)], Angles::Square, Effort::default());
    let lost = lost.expect_err("a wall between");
    assert_eq!((lost.terminals, lost.explored.len()), (vec![cell(4)], 6));
}
