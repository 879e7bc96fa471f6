//! Inventories are what the engine sums, their labels are its answers, and no split knows another.

use crate::engineering::{LegLoad, load_inventory, load_points, project_loads};
use crate::hrm::loads::*;

#[test]
fn drawn_buildings_are_projects_whose_items_add_up() {
    for cell in Cell::ALL {
        let drawn: Vec<DrawnProject> = (0..30).filter_map(|seed| draw_project(seed, *cell)).collect();
        assert!(drawn.len() >= 28, "{cell}: {} of 30 find room", drawn.len());
        for drawn in drawn {
            let loads = project_loads(&drawn.project);
            for point in load_points(&drawn.project) {
                let inventory = load_inventory(&drawn.project, point).expect("a point of the project");
                let (found, _) = loads.at(point).expect("a point with loads");
                let sum = inventory.items.iter().fold(LegLoad::default(), |sum, item| sum + item.load);
                let near =
                    |a: [f64; 3], b: [f64; 3]| a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-6 * (1.0 + b));
                assert!(near(sum.per_leg().0.map(|va| va.0), found.connected.per_leg().0.map(|va| va.0)));
                assert_eq!(&inventory.dwelling, found.dwelling());
            }
        }
    }
}

/// An answer that says of each row what the engine says comes to the engine's demand by leg, design load and size.
#[test]
fn the_engines_own_answer_is_right_in_everything() {
    let plan = LoadPlan { seed: 3, examples: 20, test_per_cell: 40 };
    let records = plan.draw_test(&mut |_, _| true).expect("draws");
    assert_eq!(records.len(), 240);
    let mut asked = 0;
    for record in &records {
        let Some(posed) = Posed::new(record).expect("an inventory") else { continue };
        asked += 1;
        let answer = posed.engine();
        let judged = posed.judge(&answer);
        assert!(judged.whole(), "{}: {judged:?}\n{answer:?}\n{:?}", record.name, record.truth);
        assert!((answer.design_va - record.truth.design_va).abs() < 1e-6 * (1.0 + record.truth.design_va));
    }
    assert!(asked > 200);
}

#[test]
fn splits_share_no_building_and_no_inventory_and_draw_the_same_twice() {
    let plan = LoadPlan { seed: 4, examples: 120, test_per_cell: 10 };
    let draw = || plan.draw(Vec::new(), &mut |_, _| true).expect("draws");
    let set = draw();
    assert_eq!((set.train.len(), set.val.len(), set.test.len()), (108, 12, 60));
    assert_eq!((set.shared_keys(), set.shared_buildings()), (0, 0));
    assert_eq!(set.sha256(), draw().sha256());
    let alone = plan.draw_test(&mut |_, _| true).expect("draws");
    assert_eq!(hash_of(&alone), hash_of(&set.test), "the test split depends on its own size alone");
    assert_eq!(plan.draw_val(&set.test, &mut |_, _| true).expect("draws"), set.val);
    // A copy given from outside is found.
    let copy = plan.draw(vec![set.test[0].clone()], &mut |_, _| true).expect("draws");
    assert_eq!((copy.train.len(), copy.copies_left_out), (108, set.copies_left_out + 1));
    assert!(plan.draw(Vec::new(), &mut |_, _| false).is_err(), "who says no ends it");
}

/// Every class of load, every hard case, every edition and both methods occur; nothing and one load too.
#[test]
fn what_can_be_occurs() {
    let plan = LoadPlan { seed: 7, examples: 20, test_per_cell: 120 };
    let records = plan.draw_test(&mut |_, _| true).expect("draws");
    for case in Case::ALL {
        assert!(records.iter().any(|record| record.case == case.name()), "{case}");
    }
    for letter in "LRMHCKAESPX".chars() {
        let seen = records.iter().flat_map(|record| &record.items).any(|item| item.class == letter);
        assert!(seen, "class {letter}");
    }
    for edition in crate::nec::Edition::ALL {
        assert!(records.iter().any(|record| record.edition == edition.year()), "{edition}");
    }
    assert!(records.iter().any(|record| record.items.is_empty()));
    assert!(records.iter().any(|record| record.items.len() == 1));
    assert!(records.iter().any(|record| record.optional) && records.iter().any(|record| !record.optional));
    let receptacles = |record: &InventoryRecord| {
        record.items.iter().filter(|item| item.group == "other R").flat_map(|item| item.va).sum::<f64>()
    };
    let near = records.iter().filter(|record| (9e3..11e3).contains(&receptacles(record))).count();
    assert!(near >= 20, "{near} about 10 kVA of receptacles");
    let factors = records.iter().flat_map(|record| &record.truth.factors);
    let other = factors.clone().filter(|factor| (**factor - 1.0).abs() > 0.02).count();
    assert!(other * 4 > factors.count(), "a quarter of the loads has a factor of its own");
}

/// The order of the loads and the legs they lie on change no question and no label but the demand by leg.
#[test]
fn turning_legs_and_shuffling_loads_keep_the_labels() {
    use rand::SeedableRng;
    use rand::seq::SliceRandom;
    let records = LoadPlan { seed: 5, examples: 20, test_per_cell: 5 }.draw_test(&mut |_, _| true);
    let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(1);
    for record in records.expect("draws") {
        let mut other = record.turned(1);
        let mut order: Vec<usize> = (0..other.items.len()).collect();
        order.shuffle(&mut rng);
        other.items = order.iter().map(|place| other.items[*place].clone()).collect();
        other.truth.factors = order.iter().map(|place| other.truth.factors[*place]).collect();
        assert_eq!(other.key(), record.key());
        let (Some(one), Some(other)) =
            (Posed::new(&record).expect("an inventory"), Posed::new(&other).expect("an inventory"))
        else {
            continue;
        };
        assert!(other.judge(&other.engine()).whole(), "{}", record.name);
        assert_eq!(one.rows.len(), other.rows.len());
        for (a, b) in one.rows.iter().zip(&other.rows) {
            assert!((a.factor - b.factor).abs() < 1e-9 && a.motor == b.motor, "{}: {a:?} {b:?}", record.name);
        }
    }
}

#[test]
fn disagreements_are_kept_once_and_read_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let drawn = draw_project(3, Cell::Office).expect("a building");
    let point = drawn.points[0];
    let keep = || collect_disagreement(folder.path(), &drawn.project, point).expect("written");
    assert!(keep() && !keep(), "the same is kept once");
    let text = std::fs::read_to_string(folder.path().join(DISAGREEMENTS)).expect("a file");
    assert_eq!(text.lines().count(), 1);
    assert!(!text.contains(&drawn.project.info().name), "no name of the project");
    let read = read_examples(&folder.path().join(DISAGREEMENTS)).expect("reads");
    assert_eq!(read[0].items.len(), load_inventory(&drawn.project, point).expect("there").items.len());
}
