//! Drawn panelboards: the same for a seed, of every kind, labelled truly, in one split only.

use crate::domain::{Slot, System};
use crate::engineering::balance::{BalanceRequest, Goal, Seating, solve};
use crate::hrm::balance::{Case, OwnPanel, PanelPlan, PanelRecord, draw_panel, hash_of, read_panels};
use crate::hrm::{Dataset, Split};

fn plan() -> PanelPlan {
    // No search: what is tested here does not depend on how good the labels are.
    PanelPlan { examples: 20, test_per_cell: 1, sizes: vec![18], nodes: 0, copies: 3, ..PanelPlan::default() }
}

#[test]
fn a_seed_decides_every_byte_and_the_test_split_depends_on_nothing_else() {
    let set = plan().draw(&[], &mut |_, _| true).expect("drawn");
    assert_eq!((set.train.len(), set.val.len(), set.test.len()), (18, 2, 9));
    assert!(set == plan().draw(&[], &mut |_, _| true).expect("drawn again"));
    let other = PanelPlan { examples: 12, ..plan() };
    assert_eq!(hash_of(&set.test), hash_of(&other.draw_test(&mut |_, _| true).expect("drawn")));
    let seed = PanelPlan { seed: 2, ..plan() };
    assert_ne!(set.sha256(), seed.draw(&[], &mut |_, _| true).expect("drawn").sha256());
    assert_eq!(set.shared_keys(), 0);
}

/// Circuits in other slots and on other legs are the same panelboard to the leak check; another load is not.
#[test]
fn copies_in_other_places_are_found() {
    let drawn = draw_panel(5, 42, System::Wye208, &[(Case::Ordinary, 1.0)]).problem;
    let record = |problem| {
        let (best, choice) = Seating::new(problem).best(0, 1.0);
        PanelRecord::new(String::new(), ("", ""), problem, &best, choice)
    };
    let mut rotated = drawn.clone();
    rotated.items.iter_mut().filter(|item| item.poles == 1).for_each(|item| item.top = Slot(item.top.0 + 2));
    rotated.items.reverse();
    assert_eq!(record(&drawn).key(), record(&rotated).key());
    let mut other = drawn.clone();
    other.items[0].load = other.items[0].load * 1.01;
    assert_ne!(record(&drawn).key(), record(&other).key());
    // The same panelboard in train and test is counted.
    let mut set = plan().draw(&[], &mut |_, _| true).expect("drawn");
    set.train.push(PanelRecord { name: "copy".to_owned(), ..set.test[0].clone() });
    assert_eq!(set.shared_keys(), 1);
}

/// A panelboard that is given is learned from with its varied copies, and left out when it is in the test split.
#[test]
fn given_panelboards_join_what_is_learned_from() {
    let given = draw_panel(77, 30, System::Wye208, &[(Case::Ordinary, 1.0)]).problem;
    let set = plan()
        .draw(&[OwnPanel::given(0, "mine".to_owned(), given.clone())], &mut |_, _| true)
        .expect("drawn");
    let mine: Vec<&PanelRecord> = set.train.iter().filter(|r| r.name.starts_with("mine")).collect();
    assert_eq!(mine.len(), 1 + plan().copies);
    assert_eq!(mine[0].problem().expect("reads"), given);
    let tested = set.test[3].problem().expect("reads");
    let again =
        plan().draw(&[OwnPanel::given(0, "tested".to_owned(), tested)], &mut |_, _| true).expect("drawn");
    assert!(!again.train.iter().any(|record| record.name == "tested"));
    assert!(again.copies_left_out > set.copies_left_out);
}

#[test]
fn every_case_is_what_its_name_says() {
    let draw = |case, seed| draw_panel(seed, 42, System::Wye208, &[(case, 1.0)]).problem;
    for seed in 0..5 {
        let taken = |case| draw(case, seed).items.iter().map(|item| u16::from(item.poles)).sum::<u16>();
        assert_eq!(taken(Case::Full), 42);
        assert!(taken(Case::NearlyEmpty) <= 13);
        assert!(draw(Case::TwoPole, seed).items.iter().all(|item| item.poles == 2));
        assert!(draw(Case::Locked, seed).items.iter().any(|item| item.locked) || seed > 0);
        let dominant = draw(Case::Dominant, seed);
        let total: i64 = dominant.items.iter().map(|item| item.total()).sum();
        let largest = dominant.items.iter().filter(|item| item.poles == 1).map(|item| item.total()).max();
        assert!(largest.is_some_and(|largest| largest * 5 > total), "one carries more than a fifth of all");
    }
}

/// The best score of a record is that of its own arrangement, and of the full search where that has a proof.
#[test]
fn labels_are_true() {
    let set =
        PanelPlan { test_per_cell: 2, nodes: 20_000, ..plan() }.draw_test(&mut |_, _| true).expect("drawn");
    let mut proven = 0;
    for record in &set {
        let problem = record.problem().expect("reads");
        let seating = Seating::new(&problem);
        assert!((seating.score(&record.choice) - record.best).abs() < 1e-9, "{}", record.name);
        if record.slots == 18 && record.proven {
            let request = BalanceRequest { goal: Goal::Best, nodes: 4_000_000, ..BalanceRequest::default() };
            let answer = solve(&problem, &request, &mut |_| true);
            assert!(answer.best_possible.score <= record.best + 1e-9);
            proven += 1;
        }
    }
    assert!(proven >= 4, "{proven} of 6 small ones are proven");
}

#[test]
fn what_is_written_is_read_back_by_us_and_by_any_trainer() {
    let folder = tempfile::tempdir().expect("a folder");
    let set = plan().draw(&[], &mut |_, _| true).expect("drawn");
    let manifest = set.write(&plan(), folder.path()).expect("written");
    // Text keeps loads to the last bit but one; what is worked with are whole parts of a VA.
    let keys = |records: &[PanelRecord]| records.iter().map(PanelRecord::key).collect::<Vec<_>>();
    assert!(keys(&read_panels(&folder.path().join("train")).expect("reads")) == keys(&set.train));
    assert_eq!(manifest["leaks"]["in_two_splits"], 0);
    assert_eq!(manifest["data_sha256"], set.sha256());
    let tokens = Dataset::read(folder.path()).expect("the reference's layout");
    assert_eq!(tokens.test.examples(), set.test.len());
    let val = Split::read(&folder.path().join("val")).expect("reads");
    assert_eq!(val.examples(), set.val.len());
    let broken = folder.path().join("train/all__panels.jsonl");
    std::fs::write(&broken, "{\"name\": 3}\n").expect("written");
    let error = read_panels(&folder.path().join("train")).expect_err("broken").to_string();
    assert!(error.contains("line 1") && error.contains("all__panels.jsonl"), "{error}");
}
