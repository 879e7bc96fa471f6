//! One edit, and exactly which steps answer it. The expected words come from the Code's tables and by counting records by hand.

use super::*;
use crate::domain::{Circuit, CircuitLoad, Edit, PanelId, Project};
use crate::proposals::stub_model::StubModel;
use crate::units::VoltAmperes;
use crate::workbench::{Command, Sample, Workbench};
use std::collections::BTreeSet;
use std::sync::Arc;

fn riverside() -> Workbench {
    let mut workbench = Workbench::default();
    workbench.execute(Command::OpenSample(Sample::Riverside));
    workbench.use_balance_model(Some(Ok(Arc::new(StubModel::good()))));
    let panel = panel(&workbench, "LP-1");
    workbench.watch_panel(Some(panel));
    workbench.wait_for_orchestra();
    workbench
}

fn project(workbench: &Workbench) -> &Project {
    workbench.document().expect("open").project()
}

fn panel(workbench: &Workbench, name: &str) -> PanelId {
    project(workbench).panel_named(name).expect("there").id
}

/// Gives the circuit in a slot another load in one step and waits for what follows.
fn give_load(workbench: &mut Workbench, name: &str, slot: u16, va: f64) {
    let panel = project(workbench).panel_named(name).expect("there");
    let circuit = panel.circuit_at(crate::domain::Slot(slot)).expect("there").clone();
    let changed = Circuit { load: CircuitLoad::Total(VoltAmperes(va)), ..circuit };
    let edits = vec![Edit::SetCircuit { panel: panel.id, circuit: Box::new(changed) }];
    workbench.execute(Command::Edit { label: "Load".to_owned(), edits });
    workbench.wait_for_orchestra();
}

/// Returns the first slot of LP-1 with a load that no conduit run carries.
fn unrouted(workbench: &Workbench) -> u16 {
    let project = project(workbench);
    let panel = project.panel_named("LP-1").expect("there");
    let routed: BTreeSet<_> =
        project.sheets().flat_map(|sheet| sheet.runs.values()).flat_map(|run| run.circuits.clone()).collect();
    let free = |circuit: &&Circuit| {
        !circuit.is_spare()
            && !routed.contains(&(panel.id, circuit.id))
            && crate::domain::hanging_on_circuit(project, panel.id, circuit.id).is_empty()
    };
    panel.circuits_by_slot().into_iter().find(free).expect("one without a run").slot.0
}

fn fate(workbench: &Workbench, name: StepName) -> Fate {
    let followed = workbench.followed().expect("an edit was followed");
    followed.planned.iter().find(|step| step.name == name).expect("planned").fate
}

fn ran(workbench: &Workbench) -> Vec<StepName> {
    workbench.followed().expect("followed").ran.iter().map(|(name, _)| *name).collect()
}

#[test]
fn nothing_follows_an_open_and_everything_stale_follows_an_edit_in_order() {
    let mut workbench = riverside();
    assert!(workbench.followed().is_none() && workbench.orchestra_words().is_none());
    let slot = unrouted(&workbench);
    give_load(&mut workbench, "LP-1", slot, 400.0);
    use StepName::*;
    assert_eq!(ran(&workbench), [Balance, Sizes, Checks], "no run carries LP-1/{slot}");
    assert_eq!(fate(&workbench, Routes), Fate::NothingStale);
    assert_eq!(fate(&workbench, Loads), Fate::NoModel);
    let planned = &workbench.followed().expect("followed").planned;
    let circuits = project(&workbench).panel_named("LP-1").expect("there").circuits().len() as u64;
    let of = |name| planned.iter().find(|step| step.name == name).expect("planned");
    assert_eq!((of(Balance).records, of(Balance).work), (circuits, circuits * 30));
    // The circuit itself and the feeders above it, counted along the feed tree.
    let above = crate::domain::upstream_path(project(&workbench), panel(&workbench, "LP-1"));
    assert_eq!(of(Sizes).records, 1 + above.len() as u64, "{above:?}, the service having no feeder");
}

#[test]
fn an_edit_of_another_panel_leaves_the_balance_of_this_one_alone() {
    let mut workbench = riverside();
    let asked = workbench.live_proposal(panel(&workbench, "LP-1")).expect("one").clone();
    give_load(&mut workbench, "EM-1", 1, 300.0);
    assert_eq!(fate(&workbench, StepName::Balance), Fate::NothingStale);
    let now = workbench.live_proposal(panel(&workbench, "LP-1")).expect("still there");
    assert_eq!(now.ms, asked.ms);
    assert!(workbench.ghost(panel(&workbench, "LP-1")).is_some(), "it is carried over, not lost");
}

#[test]
fn the_budget_leaves_steps_out_by_counted_work_and_never_the_rules_first() {
    let mut workbench = riverside();
    let slot = unrouted(&workbench);
    give_load(&mut workbench, "LP-1", slot, 400.0);
    let planned = workbench.followed().expect("followed").planned.clone();
    let work = |name| planned.iter().find(|step| step.name == name).expect("planned").work;
    let mut settings = workbench.settings().clone();
    // One unit short of the balance: that is left out, the cheap sizes still run.
    settings.work_after_edit = work(StepName::Checks) + work(StepName::Balance) - 1;
    workbench.execute(Command::SetSettings(Box::new(settings.clone())));
    give_load(&mut workbench, "LP-1", slot, 500.0);
    assert_eq!(ran(&workbench), [StepName::Sizes, StepName::Checks]);
    assert_eq!(fate(&workbench, StepName::Balance), Fate::LeftOut);
    let words = workbench.orchestra_words().expect("words");
    assert!(words.text.ends_with("1 left out"), "{words:?}");
    settings.work_after_edit = work(StepName::Checks);
    workbench.execute(Command::SetSettings(Box::new(settings)));
    give_load(&mut workbench, "LP-1", slot, 600.0);
    assert_eq!(ran(&workbench), [StepName::Checks], "the rules have their share before all others");
}

#[test]
fn a_step_that_is_switched_off_does_not_run() {
    let mut workbench = riverside();
    let mut settings = workbench.settings().clone();
    settings.steps_off =
        vec!["sizes".to_owned(), "routes".to_owned(), "a step of a newer version".to_owned()];
    settings.propose_after_edits = false;
    workbench.execute(Command::SetSettings(Box::new(settings)));
    give_load(&mut workbench, "LP-1", 12, 400.0);
    assert_eq!(ran(&workbench), [StepName::Checks]);
    let off: BTreeSet<StepName> = workbench.steps_off();
    assert_eq!(off, BTreeSet::from([StepName::Balance, StepName::Sizes, StepName::Routes]));
}

#[test]
fn an_outgrown_size_is_proposed_with_what_would_be_found_and_accepted_as_one_step() {
    let mut workbench = riverside();
    let before = project(&workbench).clone();
    let slot = 12;
    // 120 V, 30 A and more: a 20 A device and #12 copper are too small by 210.20(A) and Table 310.16.
    give_load(&mut workbench, "LP-1", slot, 3_300.0);
    let edited = project(&workbench).clone();
    let followed = workbench.followed().expect("followed").clone();
    let (_, sizes) = followed.ran.iter().find(|(name, _)| *name == StepName::Sizes).expect("ran");
    assert!(sizes.changes > 0, "{sizes:?}");
    assert!(
        sizes.details.iter().any(|line| line.starts_with("LP-1/12: ") && line.contains("→")),
        "{sizes:?}"
    );
    assert!(followed.after.is_some(), "the rules were asked about the whole proposal");
    workbench.execute(Command::FollowThrough);
    assert_ne!(project(&workbench), &edited);
    let label = workbench.document().expect("open").undo_label().expect("a step").to_owned();
    assert!(label.starts_with("Follow through: "), "{label}");
    workbench.run_until_idle();
    let now = workbench.findings().expect("checked");
    assert_eq!(Some(&now.tally), followed.after.as_ref(), "what was announced is what is found");
    workbench.execute(Command::Undo);
    assert_eq!(project(&workbench), &edited);
    workbench.execute(Command::Undo);
    assert_eq!(project(&workbench), &before);
}

#[test]
fn a_run_that_bends_too_much_is_offered_another_way_when_its_circuit_is_touched() {
    let mut workbench = riverside();
    let sheet = project(&workbench).sheets().next().expect("a sheet").clone();
    let run = sheet.runs.values().find(|run| run.tag == "R-11").expect("the run of finding 9").clone();
    let (panel, circuit) = run.circuits[0];
    let name = project(&workbench).panel(panel).expect("there").name.clone();
    let slot = project(&workbench).panel(panel).and_then(|p| p.circuit(circuit)).expect("there").slot;
    give_load(&mut workbench, &name, slot.0, 250.0);
    let followed = workbench.followed().expect("followed");
    let (_, routes) = followed.ran.iter().find(|(name, _)| *name == StepName::Routes).expect("ran");
    assert!(routes.details.iter().any(|line| line.starts_with("R-11 bends by 450°")), "{routes:?}");
}

#[test]
fn touched_is_what_differs_and_nothing_else() {
    let workbench = riverside();
    let before = project(&workbench).clone();
    assert!(Touched::between(&before, &before).is_empty());
    let lp = before.panel_named("LP-1").expect("there");
    let circuit = lp.circuit_at(crate::domain::Slot(12)).expect("there").clone();
    let id = circuit.id;
    let changed = Circuit { description: "OTHER".to_owned(), ..circuit };
    let edits = [Edit::SetCircuit { panel: lp.id, circuit: Box::new(changed) }];
    let (after, _) = crate::domain::apply_all(&before, &edits).expect("allowed");
    let touched = Touched::between(&before, &after);
    assert_eq!(touched.circuits, BTreeSet::from([(lp.id, id)]));
    assert_eq!(touched.panels, BTreeSet::from([lp.id]));
    assert!(!touched.everything);
}
