//! Property: an answer to a finding stays with it whatever its subjects are called and wherever they go, and holds exactly
//! as long as the values it was given for.
//!
//! The reference knows no keys and no hashes: it pairs the findings of a check before and after by rule and identities,
//! and compares what they print.

use super::{WaiverDraft, set_baseline, waive};
use crate::domain::{CircuitId, Edit, EntityId, PanelId, Project, RunId, Slot, TransformerId, apply_all};
use crate::rules::{CheckTerms, Finding, Report, Since, State, check_by};
use crate::units::Date;
use crate::workbench::{Command, Sample};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// An identity without its place: circuits keep theirs when they change the panelboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Who {
    Service,
    Panel(PanelId),
    Circuit(CircuitId),
    Transformer(TransformerId),
    Run(RunId),
    Other,
}

fn who(id: EntityId) -> Who {
    match id {
        EntityId::Service => Who::Service,
        EntityId::Panel(id) => Who::Panel(id),
        EntityId::Circuit(_, id) => Who::Circuit(id),
        EntityId::Transformer(id) => Who::Transformer(id),
        EntityId::Run(_, id) => Who::Run(id),
        _ => Who::Other,
    }
}

/// Rule, subjects, and whether it is a feeder's, whose identity is that of what it feeds.
type Identity = (&'static str, BTreeSet<Who>, bool);
/// Everything a violation prints about values.
type Values = (String, String, Vec<String>);

/// Faults that share a cause with others print the values of one of them only: `rules/tests.rs` has their case.
fn is_alone(finding: &Finding) -> bool {
    !finding.is_undetermined() && finding.cause.is_none()
}

fn violations(report: &Report) -> BTreeMap<Identity, (Values, State)> {
    let described = |f: &Finding| {
        let subjects = f.subjects.iter().map(|subject| who(subject.id)).collect();
        let feeder = f.subjects.iter().any(|subject| subject.name.starts_with("feeder of "));
        let results = f.steps.iter().map(|step| step.result.clone()).collect();
        ((f.meta.code, subjects, feeder), ((f.actual.clone(), f.required.clone(), results), f.state))
    };
    report.findings.iter().filter(|f| is_alone(f)).map(described).collect()
}

fn checked(project: &Project) -> Report {
    let today: Date = "2026-05-04".parse().expect("a date");
    check_by(project, &CheckTerms::of(project, Some(today)))
}

/// Riverside with faults sown into it.
fn sown_with(sown: &[usize]) -> Project {
    let mut project = Sample::Riverside.project().expect("shipped");
    let circuits: Vec<(PanelId, CircuitId)> =
        project.panels().flat_map(|p| p.circuits().map(move |c| (p.id, c.id))).collect();
    for (nth, at) in sown.iter().enumerate() {
        let Some((panel, id)) = circuits.get(at % circuits.len()).copied() else { continue };
        let Some(mut circuit) = project.panel(panel).and_then(|p| p.circuit(id)).cloned() else { continue };
        match nth % 3 {
            0 => circuit.trip = Some(crate::units::Amperes(15.0)),
            1 => circuit.length = Some(crate::units::Feet(900.0)),
            _ => circuit.description = "LIGHTS".to_owned(),
        }
        project =
            apply_all(&project, &[Edit::SetCircuit { panel, circuit: Box::new(circuit) }]).expect("legal").0;
    }
    project
}

/// The same with every violation waived.
fn all_waived(sown: &[usize]) -> Project {
    let mut project = sown_with(sown);
    let draft = WaiverDraft {
        reason: "seen on site, accepted".to_owned(),
        author: "R. Reviewer".to_owned(),
        ..WaiverDraft::default()
    };
    let report = checked(&project);
    for finding in report.findings.iter().filter(|f| f.state == State::Open && is_alone(f)) {
        let plan = waive(&project, finding, &draft, "2026-05-04".parse().expect("a date"));
        let Ok(Command::Edit { edits, .. }) = plan else { panic!("{plan:?}") };
        project = apply_all(&project, &edits).expect("planned").0;
    }
    project
}

#[derive(Clone, Debug)]
enum Doing {
    RenamePanel(usize, u8),
    RenameTransformer(usize, u8),
    RenameService(u8),
    RenameRun(usize, u8),
    ShiftRun(usize, i8, i8),
    Swap(usize, usize, usize),
    Transfer(usize, usize, usize, u16),
}

fn doing() -> impl Strategy<Value = Doing> {
    let n = 0..64usize;
    prop_oneof![
        (n.clone(), any::<u8>()).prop_map(|(a, b)| Doing::RenamePanel(a, b)),
        (n.clone(), any::<u8>()).prop_map(|(a, b)| Doing::RenameTransformer(a, b)),
        any::<u8>().prop_map(Doing::RenameService),
        (n.clone(), any::<u8>()).prop_map(|(a, b)| Doing::RenameRun(a, b)),
        (n.clone(), any::<i8>(), any::<i8>()).prop_map(|(a, x, y)| Doing::ShiftRun(a, x, y)),
        (n.clone(), n.clone(), n.clone()).prop_map(|(a, b, c)| Doing::Swap(a, b, c)),
        (n.clone(), n.clone(), n, 1..42u16).prop_map(|(a, b, c, s)| Doing::Transfer(a, b, c, s)),
    ]
}

fn nth<T>(all: Vec<T>, n: usize) -> Option<T> {
    let at = n % all.len().max(1);
    all.into_iter().nth(at)
}

fn edits(project: &Project, doing: &Doing) -> Option<Vec<Edit>> {
    let panel = |n: usize| nth(project.panels().collect(), n);
    let run =
        |n: usize| nth(project.sheets().flat_map(|s| s.runs.values().map(move |r| (s.id, r))).collect(), n);
    Some(vec![match doing {
        Doing::RenamePanel(n, name) => {
            let mut panel = panel(*n)?.clone();
            panel.name = format!("{}-{name}", ["LP", "99", "P/1 a"][usize::from(name % 3)]);
            Edit::SetPanel(Box::new(panel))
        }
        Doing::RenameTransformer(n, name) => {
            let mut transformer = nth(project.transformers().collect(), *n)?.clone();
            transformer.name = format!("XF 480 {name}");
            Edit::SetTransformer(Box::new(transformer))
        }
        Doing::RenameService(name) => {
            let mut service = project.service()?.clone();
            service.name = format!("Service {name} A");
            Edit::SetService(Some(service))
        }
        Doing::RenameRun(n, name) => {
            let (sheet, run) = run(*n)?;
            let mut run = run.as_ref().clone();
            run.tag = format!("C-{name}");
            Edit::PutRun { sheet, run: Box::new(run) }
        }
        Doing::ShiftRun(n, x, y) => {
            let (sheet, run) = run(*n)?;
            let mut run = run.as_ref().clone();
            for point in &mut run.path {
                point.x += f64::from(*x);
                point.y += f64::from(*y);
            }
            Edit::PutRun { sheet, run: Box::new(run) }
        }
        Doing::Swap(n, a, b) => {
            let panel = panel(*n)?;
            let circuits: Vec<_> = panel.circuits().collect();
            let (one, other) = (nth(circuits.clone(), *a)?, nth(circuits, *b)?);
            if one.id == other.id {
                return None;
            }
            Edit::MoveCircuits { panel: panel.id, moves: vec![(one.id, other.slot), (other.id, one.slot)] }
        }
        Doing::Transfer(a, b, c, slot) => {
            let (from, to) = (panel(*a)?, panel(*b)?);
            let circuit = nth(from.circuits().collect(), *c)?.id;
            Edit::TransferCircuit { from: from.id, to: to.id, circuit, slot: Slot(*slot) }
        }
    }])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn waivers_hold_as_long_as_the_values_do(
        sown in prop::collection::vec(0..500usize, 0..6),
        doings in prop::collection::vec(doing(), 1..10),
    ) {
        let mut project = all_waived(&sown);
        let given = violations(&checked(&project));
        prop_assert!(given.len() >= 5 && given.values().all(|(_, state)| *state == State::Waived));
        for doing in &doings {
            if let Some(Ok((next, _))) = edits(&project, doing).map(|edits| apply_all(&project, &edits)) {
                project = next;
            }
            let report = checked(&project);
            let found = violations(&report);
            for (identity, (values, state)) in &found {
                let expected = match given.get(identity) {
                    None => State::Open,
                    Some((then, _)) if then == values => State::Waived,
                    Some(_) => State::Stale,
                };
                prop_assert_eq!(*state, expected, "{:?} after {:?}", identity, doing);
            }
            let gone = given.keys().filter(|identity| !found.contains_key(*identity)).count();
            prop_assert_eq!(report.orphaned.len(), gone);
        }
    }

    #[test]
    fn other_names_and_places_are_no_news_to_the_baseline(
        sown in prop::collection::vec(0..500usize, 0..6),
        doings in prop::collection::vec(doing(), 1..10),
    ) {
        let mut project = sown_with(&sown);
        let report = checked(&project);
        let signed = ("R. Reviewer", "2026-05-04".parse().expect("a date"));
        let Ok(Command::Edit { edits: marks, .. }) = set_baseline(&project, &report, None, signed) else {
            panic!("Riverside has open findings")
        };
        project = apply_all(&project, &marks).expect("planned").0;
        let given = violations(&checked(&project));
        prop_assert!(given.values().all(|(_, state)| *state == State::Existing));
        for doing in &doings {
            if let Some(Ok((next, _))) = edits(&project, doing).map(|edits| apply_all(&project, &edits)) {
                project = next;
            }
        }
        let report = checked(&project);
        let found = violations(&report);
        let same = |identity: &Identity, values: &Values| given.get(identity).map(|(then, _)| then == values);
        let count = |wanted: Option<bool>| found.iter().filter(|(i, (v, _))| same(i, v) == wanted).count();
        let since = |wanted| report.findings.iter().filter(|f| is_alone(f) && f.since == Some(wanted)).count();
        prop_assert_eq!(since(Since::New), count(None));
        prop_assert_eq!(since(Since::Changed), count(Some(false)));
        prop_assert_eq!(since(Since::Unchanged), count(Some(true)));
    }

    #[test]
    fn other_names_change_nothing(
        sown in prop::collection::vec(0..500usize, 0..6),
        names in prop::collection::vec((0..4usize, 0..64usize, any::<u8>()), 1..10),
    ) {
        let mut project = all_waived(&sown);
        let given = violations(&checked(&project));
        for (which, n, name) in names {
            let doing = match which {
                0 => Doing::RenamePanel(n, name),
                1 => Doing::RenameTransformer(n, name),
                2 => Doing::RenameService(name),
                _ => Doing::RenameRun(n, name),
            };
            if let Some(Ok((next, _))) = edits(&project, &doing).map(|edits| apply_all(&project, &edits)) {
                project = next;
            }
            let report = checked(&project);
            prop_assert_eq!(&violations(&report), &given, "after {:?}", doing);
            prop_assert!(report.orphaned.is_empty());
        }
    }
}
