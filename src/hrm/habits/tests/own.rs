//! One's own projects and journals: what comes over, what stays behind.

use crate::document::{Document, Journal, Origin};
use crate::domain::{CircuitId, Edit, PanelId, Project, Slot, examples};
use crate::hrm::balance::{FINISHED, PanelPlan};
use crate::hrm::habits::{
    Firm, FirmPlan, HabitExample, Names, decision_line, draw_projects, own_of_journal, own_of_project,
    panels_of,
};
use std::collections::BTreeSet;
use std::sync::Arc;

fn project() -> Project {
    draw_projects(FirmPlan { firm: Firm::North, projects: 1, seed: 3 }).expect("drawn").remove(0)
}

/// No word of the project is in what is learned from, unless somebody wants names kept.
#[test]
fn names_stay_behind() {
    let project = project();
    let plan = PanelPlan { examples: 0, test_per_cell: 0, nodes: 0, copies: 1, ..PanelPlan::default() };
    let text = |names| {
        let own = own_of_project((0, "secret client.ron"), &project, names).expect("read");
        let set = plan.draw(&own, &mut |_, _| true).expect("drawn");
        serde_json::to_string(&set.train).expect("written")
    };
    let left = text(Names::Left);
    for word in ["secret", "OFFICE", "RECEPT", "LTG", "LP-1", "CONDENSING"] {
        assert!(!left.contains(word), "{word} came along");
    }
    assert!(left.contains("project 1, panel 1"));
    assert!(text(Names::Kept).contains("secret client.ron: LP-1"));
}

/// All panelboards of one project come into one split; what was finished teaches habits, varied copies do not.
#[test]
fn projects_are_split_whole() {
    let drawn = draw_projects(FirmPlan { firm: Firm::Harbor, projects: 10, seed: 4 }).expect("drawn");
    let mut own = Vec::new();
    for (number, project) in drawn.iter().enumerate() {
        own.extend(own_of_project((number, "p"), project, Names::Left).expect("read"));
    }
    let plan = PanelPlan { examples: 0, test_per_cell: 0, nodes: 0, copies: 2, ..PanelPlan::default() };
    let set = plan.draw(&own, &mut |_, _| true).expect("drawn");
    let of = |records: &[crate::hrm::balance::PanelRecord]| -> BTreeSet<String> {
        records.iter().map(|record| record.name.split(',').next().unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(of(&set.val), ["project 5", "project 10"].map(str::to_owned).into());
    assert_eq!(of(&set.train).len(), 8);
    assert_eq!(set.shared_keys(), 0);
    let finished = set.train.iter().filter_map(|record| HabitExample::of_record(record).expect("a record"));
    let finished = finished.count();
    assert!(
        finished * 3 >= set.train.len() && finished < set.train.len(),
        "{finished} of {}",
        set.train.len()
    );
    let folder = tempfile::tempdir().expect("a folder");
    set.write(&plan, folder.path()).expect("written");
    assert_eq!(
        crate::hrm::habits::read_examples(&folder.path().join("train")).expect("read").len(),
        finished
    );
}

fn lp1_document() -> Document {
    let panel = examples::panel(PanelId(1), "LP-1", crate::domain::System::Wye208, 42, 10, &examples::LP1);
    let add = Edit::AddPanel(Box::new(panel));
    let (project, _) = crate::domain::apply_all(&Project::named("t"), &[add]).expect("added");
    Document::saved(project)
}

/// What was moved since the last save is learned from, by the way it came about; untouched panelboards are not.
#[test]
fn journals_tell_what_was_moved() {
    for (label, case) in [("Move circuit", "by hand"), ("Balance LP-1, 1 move", "accepted")] {
        let folder = tempfile::tempdir().expect("a folder");
        let mut document = lp1_document();
        let mut journal = Journal::start(folder.path(), Arc::clone(document.project()), Origin::Unsaved);
        let moves = vec![(CircuitId(10), Slot(42))];
        document.edit(label, &[Edit::MoveCircuits { panel: PanelId(1), moves }]).expect("moved");
        journal.append(document.project(), label).expect("noted");
        journal.flush().expect("written");
        let bytes = std::fs::read(journal.path().expect("a file")).expect("read");
        let own = own_of_journal((0, "j"), &bytes, Names::Left).expect("read");
        assert_eq!(own.iter().map(|panel| panel.case).collect::<Vec<_>>(), [case]);
        assert!(own[0].problem.items.iter().any(|item| item.top == Slot(42)));
    }
    let error =
        own_of_journal((0, "letter.txt"), b"Dear client", Names::Left).expect_err("no journal").to_string();
    assert!(error.contains("letter.txt"), "{error}");
}

/// A rejected proposal is a difficult panelboard as it was kept, with the slots that were not wanted.
#[test]
fn decisions_are_read_back() {
    let problem = panels_of(&project()).expect("read").remove(0);
    let mut away = problem.as_is();
    away.swap(0, 1);
    let mut lines = decision_line("rejected", &problem, &away).expect("a line");
    lines += &decision_line("accepted", &problem, &[]).expect("a line");
    assert!(!lines.contains("RECEPT") && !lines.contains("LP-"), "no names: {lines}");
    let own = own_of_journal((0, "d"), lines.as_bytes(), Names::Left).expect("read");
    assert_eq!(own.len(), 2);
    let rejected = own.iter().find(|panel| panel.case == "rejected").expect("there");
    assert!(rejected.hard && rejected.away == away && rejected.problem.as_is() == problem.as_is());
    assert!(own.iter().all(|panel| FINISHED.contains(&panel.case)));
    let plan = PanelPlan { examples: 0, test_per_cell: 0, nodes: 0, copies: 0, ..PanelPlan::default() };
    let set = plan.draw(&own, &mut |_, _| true).expect("drawn");
    assert_eq!(set.train.len(), 2, "both states teach");
    let error = own_of_journal((0, "d"), b"{\"a\": 1}", Names::Left).expect_err("no record").to_string();
    assert!(error.contains("line 1"), "{error}");
}
