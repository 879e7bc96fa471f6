//! Property: whatever becomes of panelboards, circuits in = circuits out. Only deleting a panel removes circuits, and it
//! says how many; a circuit that changes its number is named; what is fed by a circuit stays fed by it; undo is exact.

use super::{Plan, new_panel, plan_change, plan_delete, plan_duplicate, plan_transfer};
use crate::document::Document;
use crate::domain::{
    Circuit, CircuitId, Edit, Feeder, FeederLoad, Panel, PanelId, Project, Slot, Source, System, examples,
    violations,
};
use crate::proposals::{BalanceWish, Budget, Cancel, first_balance};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

#[derive(Clone, Debug)]
enum Doing {
    New(usize),
    Duplicate(usize),
    Resize(usize, u16, u8),
    Rename(usize, usize),
    Change(usize, usize),
    Transfer(usize, usize, Vec<usize>),
    Feed(usize, usize, usize),
    Balance(usize),
    Delete(usize),
    Undo,
    Redo,
}

fn doing() -> impl Strategy<Value = Doing> {
    let panel = 0..4usize;
    prop_oneof![
        1 => (0..System::ALL.len()).prop_map(Doing::New),
        1 => panel.clone().prop_map(Doing::Duplicate),
        3 => (panel.clone(), 6..=90u16, 1..=2u8).prop_map(|(p, n, s)| Doing::Resize(p, n, s)),
        1 => (panel.clone(), 0..3usize).prop_map(|(p, n)| Doing::Rename(p, n)),
        3 => (panel.clone(), 0..System::ALL.len()).prop_map(|(p, s)| Doing::Change(p, s)),
        4 => (panel.clone(), panel.clone(), prop::collection::vec(0..24usize, 1..5))
            .prop_map(|(a, b, c)| Doing::Transfer(a, b, c)),
        2 => (panel.clone(), panel.clone(), 0..24usize).prop_map(|(a, b, c)| Doing::Feed(a, b, c)),
        1 => panel.clone().prop_map(Doing::Balance),
        1 => panel.prop_map(Doing::Delete),
        2 => Just(Doing::Undo),
        1 => Just(Doing::Redo),
    ]
}

fn pick<T: Clone>(all: &[T], n: usize) -> Option<T> {
    all.get(n % all.len().max(1)).cloned()
}

fn panels(project: &Project) -> Vec<Panel> {
    project.panels().cloned().collect()
}

/// Returns what is planned; `None` when the plan was refused in words, or the step is an undo.
fn planned(project: &Project, doing: &Doing) -> Option<Plan> {
    let all = panels(project);
    let panel = |n: usize| pick(&all, n);
    let changed = |n: usize, change: &dyn Fn(&mut Panel)| {
        let mut wanted = panel(n)?;
        change(&mut wanted);
        plan_change(project, &wanted).ok()
    };
    match doing {
        Doing::New(system) => {
            let panel = new_panel(project, "NP-1", System::ALL[*system], 24);
            Some(Plan {
                label: "New".to_owned(),
                edits: vec![Edit::AddPanel(Box::new(panel))],
                ..Plan::default()
            })
        }
        Doing::Duplicate(n) => plan_duplicate(project, panel(*n)?.id).ok(),
        Doing::Resize(n, slots, sections) => changed(*n, &|panel| {
            (panel.slots, panel.sections) = (*slots, if *slots > 84 { 2 } else { *sections });
        }),
        Doing::Rename(n, name) => changed(*n, &|panel| panel.name = format!("R-{name}")),
        Doing::Change(n, system) => changed(*n, &|panel| panel.system = System::ALL[*system]),
        Doing::Transfer(from, to, which) => {
            let (from, to) = (panel(*from)?, panel(*to)?);
            let circuits: Vec<CircuitId> = from.circuits().map(|c| c.id).collect();
            let mut ids: Vec<CircuitId> = which.iter().filter_map(|n| pick(&circuits, *n)).collect();
            ids.sort_unstable();
            ids.dedup();
            (from.id != to.id).then(|| plan_transfer(project, from.id, to.id, &ids).ok()).flatten()
        }
        Doing::Feed(load, source, circuit) => {
            let (load, source) = (panel(*load)?, panel(*source)?);
            let circuits: Vec<CircuitId> = source.circuits().map(|c| c.id).collect();
            let feeder = Feeder::from(Source::Circuit(source.id, pick(&circuits, *circuit)?));
            let edits =
                vec![Edit::SetFeeder { load: FeederLoad::Panel(load.id), feeder: Some(Box::new(feeder)) }];
            Some(Plan { label: "Feed".to_owned(), edits, ..Plan::default() })
        }
        Doing::Balance(n) => {
            let wish = BalanceWish {
                budget: Budget { nodes: 10_000 },
                ..BalanceWish::of(panel(*n)?.id, project.settings())
            };
            let proposal = first_balance(
                &Document::unsaved(project.clone()).snapshot(),
                &wish,
                None,
                &Cancel::default(),
            )
            .ok()?;
            let edits = proposal.proposal.edits.clone();
            Some(Plan { label: "Balance".to_owned(), edits, ..Plan::default() })
        }
        Doing::Delete(n) => plan_delete(project, panel(*n)?.id).ok(),
        Doing::Undo | Doing::Redo => None,
    }
}

/// Returns where every circuit stands and what it is, its place left out.
fn circuits(project: &Project) -> BTreeMap<CircuitId, (PanelId, Slot, Circuit)> {
    let all = project.panels().flat_map(|p| p.circuits().map(move |c| (p.id, c)));
    all.map(|(panel, c)| {
        let record = Circuit { slot: Slot(1), group: None, ..c.clone() };
        (c.id, (panel, c.slot, record))
    })
    .collect()
}

fn feeders(project: &Project) -> BTreeMap<PanelId, Source> {
    project.panels().filter_map(|p| Some((p.id, p.feeder.as_ref()?.source))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn circuits_in_are_circuits_out(doings in prop::collection::vec(doing(), 1..24)) {
        let start = examples::two_panels();
        let mut document = Document::unsaved(start.clone());
        for doing in &doings {
            let before = Arc::clone(document.project());
            match doing {
                Doing::Undo => { document.undo(); }
                Doing::Redo => { document.redo(); }
                _ => {}
            }
            let Some(plan) = planned(&before, doing) else { continue };
            if plan.edits.is_empty() || document.edit(plan.label.clone(), &plan.edits).is_err() {
                // Refused whole: nothing half done.
                prop_assert_eq!(&before, document.project());
                continue;
            }
            let after = document.project();
            prop_assert_eq!(violations(after), Vec::<String>::new(), "{:?}", doing);
            let (old, new) = (circuits(&before), circuits(after));
            let said = plan.consequences.join("\n");
            for (id, (panel, slot, record)) in &old {
                match new.get(id) {
                    None => prop_assert!(
                        matches!(doing, Doing::Delete(_)) && said.contains("circuits with") && after.panel(*panel).is_none(),
                        "{doing:?} lost {slot} {}", record.description
                    ),
                    Some((now_panel, now_slot, now)) => {
                        prop_assert_eq!(record, now, "{:?} changed a circuit", doing);
                        let moved = (panel, slot) != (now_panel, now_slot);
                        let named = said.contains(&record.description) || matches!(doing, Doing::Balance(_));
                        prop_assert!(!moved || named, "{doing:?} renumbered {slot} {} unsaid", record.description);
                    }
                }
            }
            // What was fed from a circuit is fed from it still, wherever it went, unless that was asked for.
            for (panel, source) in feeders(&before) {
                let Source::Circuit(_, circuit) = source else { continue };
                let kept = match feeders(after).get(&panel) {
                    Some(Source::Circuit(at, id)) => *id == circuit && new.get(id).is_some_and(|c| c.0 == *at),
                    _ => false,
                };
                let asked = matches!(doing, Doing::Feed(..) | Doing::Delete(_));
                prop_assert!(kept || asked, "{doing:?} disconnected a panel");
            }
        }
        while document.undo().is_some() {}
        prop_assert_eq!(&**document.project(), &start);
    }
}
