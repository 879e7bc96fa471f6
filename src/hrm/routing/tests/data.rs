//! Drawn floor plans: the same for a seed, labelled truly, in one split only.

use super::{plans, sketch};
use crate::engineering::routing::{Board, Cell};
use crate::hrm::routing::{
    COPIES, FloorPlans, PlanKind, PlanRecord, SIDE, cut_floor, draw_plan, hash_of_plans, read_plans,
};
use crate::hrm::{Dataset, Split};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use std::collections::BTreeSet;

fn plan() -> FloorPlans {
    FloorPlans { examples: 30, test_per_size: 2, test_mazes: 2, sizes: vec![8, 10], ..FloorPlans::default() }
}

#[test]
fn a_seed_decides_every_byte_and_the_test_split_depends_on_nothing_else() {
    let set = plan().draw(&[], &mut |_, _| true).expect("drawn");
    assert_eq!((set.train.len(), set.val.len(), set.test.len()), (27, 3, 16));
    assert!(set == plan().draw(&[], &mut |_, _| true).expect("drawn again"));
    let other = FloorPlans { examples: 12, sizes: vec![12], ..plan() };
    assert_eq!(hash_of_plans(&set.test), hash_of_plans(&other.draw_test(&mut |_, _| true).expect("drawn")));
    let seed = FloorPlans { seed: 2, ..plan() };
    assert_ne!(set.sha256(), seed.draw(&[], &mut |_, _| true).expect("drawn").sha256());
    assert_eq!(set.shared_keys(), 0);
}

#[test]
fn turned_and_mirrored_copies_with_another_goal_are_the_same_plan() {
    let drawn = plans(&[9], 1).pop().expect("one");
    let keys: BTreeSet<Vec<u8>> = (0..COPIES).map(|copy| drawn.copied(copy).key()).collect();
    assert_eq!(keys.len(), 1);
    let copies: BTreeSet<Vec<u16>> =
        (0..COPIES).map(|copy| drawn.copied(copy).rows().expect("fits").tokens).collect();
    assert_eq!(copies.len(), COPIES, "eight plans to learn from");
    let mut set = plan().draw(&[], &mut |_, _| true).expect("drawn");
    let mut copy = set.test[0].copied(5);
    copy.goal = copy.grid().and_then(|grid| grid.cell(0)).expect("a free cell");
    set.train.push(copy.clone());
    assert_eq!(set.shared_keys(), 1);
    let again =
        plan().draw(&[PlanRecord { name: "mine".to_owned(), ..copy }], &mut |_, _| true).expect("drawn");
    assert!(!again.train.iter().any(|record| record.name == "mine"), "it is judged on");
    let own = plans(&[20], 1).pop().expect("one");
    let again =
        plan().draw(&[PlanRecord { name: "mine".to_owned(), ..own }], &mut |_, _| true).expect("drawn");
    assert!(again.train.iter().any(|record| record.name == "mine"));
}

/// A floor of four rooms in a row, cut into windows at three grains: every window is a piece of it.
#[test]
fn floors_that_are_given_are_cut_into_plans() {
    let mut floor = Board::new(80, 36);
    for row in (0..36).filter(|row| !(10..14).contains(row)) {
        for column in [20, 40, 60] {
            floor.set_blocked(Cell { column, row }, true);
        }
    }
    let plans = cut_floor("mine", &floor, 3);
    assert_eq!(plans, cut_floor("mine", &floor, 3));
    // Beginning at every 20th of 80 by 36 and of 40 by 18 cells, as far as a third of a window is left. With four cells to one
    // the doorways close, and no room is half of what is free.
    assert_eq!(plans.len(), 4 * 2 + 2);
    for plan in &plans {
        let (columns, rows) = (plan.board.columns(), plan.board.rows());
        assert!(columns <= SIDE && rows <= SIDE && plan.rows().is_some(), "{columns} x {rows}");
        assert!(
            plan.grid().is_some_and(|grid| grid.distances().iter().flatten().count() * 4 >= columns * rows)
        );
    }
    let first = &plans[0].board;
    let wall: Vec<bool> = (0..30).map(|row| first.is_blocked(Cell { column: 20, row })).collect();
    let wanted: Vec<bool> = (0..30).map(|row| !(10..14).contains(&row)).collect();
    assert_eq!(wall, wanted, "the doorway stays");
    assert!(cut_floor("tiny", &Board::new(4, 90), 3).is_empty());
}

/// A quarter turn to the left takes the lowest row to the right column; distances stay what they are.
#[test]
fn copies_are_the_same_plan_seen_from_elsewhere() {
    let (board, goal) = sketch(&["  #", "G  "]);
    let drawn = PlanRecord { name: String::new(), board, goal, start: None };
    for copy in 0..COPIES {
        let turned = drawn.copied(copy);
        let sideways = [1, 3, 4, 6].contains(&copy);
        assert_eq!((turned.board.columns(), turned.board.rows()), if sideways { (2, 3) } else { (3, 2) });
        let sorted = |record: &PlanRecord| {
            let mut distances = record.grid().expect("a goal").distances();
            distances.sort_unstable();
            distances
        };
        assert_eq!(sorted(&turned), sorted(&drawn), "{copy}");
    }
}

#[test]
fn every_kind_is_drawn_with_a_goal_that_most_of_the_floor_can_reach() {
    let mut kinds = BTreeSet::new();
    for seed in 0..60 {
        let side = [6, 8, 13, 24, 30][seed as usize % 5];
        let (board, goal, kind) = draw_plan(side, &mut ChaCha8Rng::seed_from_u64(seed));
        kinds.insert(kind);
        let record = PlanRecord { name: String::new(), board, goal, start: None };
        let reached = record.grid().expect("a free goal").distances().iter().flatten().count();
        assert!(reached * 4 >= side * side, "{kind} of {side}: {reached}");
    }
    assert_eq!(kinds.len(), PlanKind::ALL.len());
}

#[test]
fn mazes_are_of_the_published_kind() {
    let test = plan().draw_test(&mut |_, _| true).expect("drawn");
    let mazes: Vec<&PlanRecord> = test.iter().filter(|record| record.start.is_some()).collect();
    assert_eq!(mazes.len(), 2);
    for maze in mazes {
        assert_eq!((maze.board.columns(), maze.board.rows()), (30, 30));
        let grid = maze.grid().expect("a goal");
        let start = (0..grid.len()).find(|cell| grid.cell(*cell) == maze.start).expect("a free start");
        assert!(grid.distances()[start].is_some_and(|steps| steps >= 110));
    }
}

#[test]
fn what_is_written_is_read_back_by_us_and_by_any_trainer() {
    let folder = tempfile::tempdir().expect("a folder");
    let set = plan().draw(&[], &mut |_, _| true).expect("drawn");
    let manifest = set.write(&plan(), folder.path()).expect("written");
    for (name, records) in [("train", &set.train), ("val", &set.val), ("test", &set.test)] {
        assert!(&read_plans(&folder.path().join(name)).expect("reads") == records, "{name}");
    }
    assert_eq!(manifest["leaks"]["in_two_splits"], 0);
    assert_eq!(manifest["data_sha256"], set.sha256());
    let tokens = Dataset::read(folder.path()).expect("the reference's layout");
    assert_eq!((tokens.test.examples(), tokens.train.info.seq_len), (set.test.len(), SIDE * SIDE));
    let val = Split::read(&folder.path().join("val")).expect("reads");
    // A label is a heading that leads to a cell one step nearer, and stands exactly where there is one.
    for (index, record) in set.val.iter().enumerate() {
        let (inputs, labels) = val.example(index);
        let grid = record.grid().expect("a goal");
        let distances = grid.distances();
        for (cell, distance) in distances.iter().enumerate() {
            let at = grid.cell(cell).expect("a cell");
            let label = labels[at.row * SIDE + at.column];
            assert!(inputs[at.row * SIDE + at.column] > 1, "free");
            match distance.filter(|distance| *distance > 0) {
                None => assert_eq!(label, 0),
                Some(distance) => {
                    let next = grid.next(cell, usize::from(label - 4)).expect("free");
                    assert_eq!(distances[next], Some(distance - 1));
                }
            }
        }
    }
    let broken = folder.path().join("train/all__plans.jsonl");
    std::fs::write(&broken, "{\"name\": 3\n").expect("written");
    let error = read_plans(&folder.path().join("train")).expect_err("broken").to_string();
    assert!(error.contains("all__plans.jsonl"), "{error}");
}
