//! Habits from end to end: firms that differ, seats that keep the legs, one file for both networks, learning that helps one
//! firm and not the others.

mod learning;
mod own;

use super::{Firm, FirmPlan, HabitExample, HabitTable, draw_projects, likeness, panels_of};
use crate::document::{from_text, to_text};
use crate::domain::violations;
use crate::engineering::balance::{BalanceProblem, judged_loads, leg_report, random_tops};

/// Returns the finished panelboards of a firm.
fn panels(firm: Firm, projects: usize, seed: u64) -> Vec<BalanceProblem> {
    let drawn = draw_projects(FirmPlan { firm, projects, seed }).expect("drawn");
    drawn.iter().flat_map(|project| panels_of(project).expect("read")).collect()
}

/// The buildings are the same, the seats are not; every project is a sound one that survives our file format.
#[test]
fn firms_finish_the_same_buildings_in_their_own_way() {
    let of = |firm| draw_projects(FirmPlan { firm, projects: 3, seed: 5 }).expect("drawn");
    let [north, harbor, summit] = [Firm::North, Firm::Harbor, Firm::Summit].map(of);
    assert_eq!(of(Firm::North), north, "the same seed, the same projects");
    for ((a, b), c) in north.iter().zip(&harbor).zip(&summit) {
        for project in [a, b, c] {
            assert_eq!(violations(project), Vec::<String>::new());
            let text = to_text(project).expect("has a text");
            assert_eq!(&from_text(&text, "t").expect("reads"), project);
        }
        let circuits = |project: &crate::domain::Project| {
            let mut all: Vec<String> = project
                .panels()
                .flat_map(|panel| {
                    panel.circuits().map(|c| format!("{} {} {:?}", panel.name, c.description, c.load))
                })
                .collect();
            all.sort();
            all
        };
        assert_eq!(circuits(a), circuits(b));
        assert_eq!(circuits(a), circuits(c));
    }
    // A firm's way is far from another's: the same panelboard, seated by both.
    let (ours, theirs) = (panels(Firm::North, 3, 5), panels(Firm::Harbor, 3, 5));
    let alike: f64 =
        ours.iter().zip(&theirs).map(|(a, b)| likeness(a, &a.as_is(), &b.as_is()).region).sum::<f64>()
            / ours.len() as f64;
    assert!(alike < 0.7, "{alike}");
    let balanced = ours.iter().map(|p| leg_report(p, &p.as_is()).score).sum::<f64>() / ours.len() as f64;
    assert!(balanced > 0.7, "firms look at their legs: {balanced}");
}

/// The measure against counts by hand, and its ends.
#[test]
fn likeness_counts_what_stands_where() {
    use crate::domain::{LoadClass, Slot, System};
    use crate::engineering::balance::BalanceItem;
    let light = |id, slot| BalanceItem { class: LoadClass::Lighting, ..BalanceItem::single(id, slot, 100.0) };
    let problem = BalanceProblem::new(
        System::Wye208,
        12,
        1,
        vec![light(1, 1), light(2, 3), BalanceItem::single(3, 2, 50.0)],
    );
    let own = problem.as_is();
    assert_eq!(likeness(&problem, &own, &own), super::Likeness { region: 1.0, together: 1.0 });
    // Two lights exchanged are no difference.
    let exchanged = [Slot(3), Slot(1), Slot(2)];
    assert_eq!(likeness(&problem, &own, &exchanged).region, 1.0);
    // Thirds of six rows are rows 1 and 2, 3 and 4, 5 and 6. One light goes to the bottom right: of twelve slots it leaves
    // one region with a space too many and takes one from another.
    let moved = [Slot(1), Slot(12), Slot(2)];
    let found = likeness(&problem, &own, &moved);
    assert!((found.region - 10.0 / 12.0).abs() < 1e-12, "{found:?}");
    assert_eq!(found.together, 0.0, "the only pair is gone");
}

/// The plain counts already know something, and cost no balance.
#[test]
fn counts_seat_like_the_firm_and_keep_the_legs() {
    let known: Vec<HabitExample> = panels(Firm::Summit, 6, 1).into_iter().map(HabitExample::of).collect();
    let table = HabitTable::of(&known);
    let (mut before, mut after) = (0.0, 0.0);
    for (seed, problem) in panels(Firm::Summit, 2, 2).into_iter().enumerate() {
        let own = problem.as_is();
        let tops = random_tops(&problem, seed as u64);
        let mut shuffled = problem.clone();
        shuffled.items.iter_mut().zip(&tops).for_each(|(item, top)| item.top = *top);
        let seated = table.seat(&shuffled, &tops);
        assert_eq!(judged_loads(&problem, &seated), judged_loads(&problem, &tops));
        before += likeness(&problem, &own, &tops).region;
        after += likeness(&problem, &own, &seated).region;
    }
    assert!(after > before * 1.2, "{before} became {after}");
}
