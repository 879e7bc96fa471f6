//! The life of a report, the list over it, and what can be done about a finding. Riverside's faults are those planted in it.

use super::{FindingKind, FindingsList, Grouping, ListRow, finding_card};
use crate::domain::{Circuit, Edit, EntityId, Project, Slot};
use crate::rules::{CheckTerms, Finding, FixKind, State, check_by};
use crate::units::{Amperes, KiloAmperes};
use crate::workbench::properties::{PropertyKey, PropertyPlace, place_of};
use crate::workbench::{Command, Sample, Workbench};

fn riverside() -> Workbench {
    let mut workbench = Workbench::default();
    workbench.execute(Command::OpenSample(Sample::Riverside));
    workbench.run_until_idle();
    workbench
}

fn project(workbench: &Workbench) -> &Project {
    workbench.document().expect("open").project()
}

fn of<'w>(workbench: &'w Workbench, code: &str) -> Vec<&'w Finding> {
    let report = &workbench.findings().expect("checked").report;
    report.findings.iter().filter(|finding| finding.meta.code == code).collect()
}

fn edit(workbench: &mut Workbench, label: &str, edits: Vec<Edit>) {
    workbench.execute(Command::Edit { label: label.to_owned(), edits });
}

/// Returns a circuit of LP-1, changed.
fn changed(workbench: &Workbench, slot: u16, change: impl FnOnce(&mut Circuit)) -> Edit {
    let panel = project(workbench).panel_named("LP-1").expect("the sample has it");
    let mut circuit = panel.circuit_at(Slot(slot)).expect("taken").clone();
    change(&mut circuit);
    Edit::SetCircuit { panel: panel.id, circuit: Box::new(circuit) }
}

#[test]
fn a_report_comes_by_itself_grows_stale_and_comes_again() {
    let mut workbench = Workbench::default();
    assert!(workbench.findings().is_none() && !workbench.findings_are_fresh());
    workbench.execute(Command::OpenSample(Sample::Riverside));
    workbench.wait_for_findings();
    assert!(workbench.findings_are_fresh());
    let checked = workbench.findings().expect("checked");
    let terms = CheckTerms::of(project(&workbench), Some(workbench.today()));
    let alone = check_by(project(&workbench), &terms);
    assert_eq!(checked.report, alone, "what the command line says");
    let counts = checked.report.counts;
    let answered = counts.waived + counts.stale + counts.existing;
    let sum = counts.open + counts.undetermined + answered + counts.passed + counts.not_applicable;
    assert_eq!(sum, counts.rules * counts.objects);
    let edit_trip = changed(&workbench, 1, |circuit| circuit.trip = None);
    edit(&mut workbench, "No trip", vec![edit_trip]);
    assert!(!workbench.findings_are_fresh() && workbench.findings().is_some(), "the older one stays");
    workbench.wait_for_findings();
    assert!(workbench.findings_are_fresh());
    let waits = |f: &&Finding| f.needs == ["trip rating"] && f.subjects[0].name == "LP-1/1";
    assert_eq!(workbench.findings().expect("checked").report.findings.iter().filter(waits).count(), 1);
    workbench.execute(Command::Undo);
    workbench.wait_for_findings();
    assert_eq!(workbench.findings().expect("checked").report, alone);
    workbench.execute(Command::Close);
    workbench.run_until_idle();
    assert!(workbench.findings().is_none());
}

#[test]
fn findings_are_counted_for_the_project_each_panelboard_and_each_circuit() {
    let workbench = riverside();
    let checked = workbench.findings().expect("checked");
    let errors = checked.report.findings.iter().filter(|f| FindingKind::of(f) == FindingKind::Error).count();
    assert_eq!(checked.tally.of(FindingKind::Error), errors);
    assert_eq!(checked.tally.total(), checked.report.findings.len());
    assert!(checked.tally.words().starts_with(&format!("{errors} errors, ")), "{}", checked.tally.words());
    let lp1 = project(&workbench).panel_named("LP-1").expect("there");
    let by_hand = checked.report.findings.iter().filter(|finding| {
        finding.subjects.iter().any(|s| match s.id {
            EntityId::Panel(id) | EntityId::Circuit(id, _) => id == lp1.id,
            _ => false,
        })
    });
    assert_eq!(checked.of_panel(lp1.id).expect("it has some").total(), by_hand.count());
    let office = lp1.circuit_at(Slot(13)).expect("LTG OFFICE").id;
    assert_eq!(checked.worst_of_circuit(lp1.id, office), Some(FindingKind::Error));
    assert!(checked.of_circuit(lp1.id, office).any(|f| f.meta.code == "PW001"));
    let quiet = lp1.circuit_at(Slot(1)).expect("taken").id;
    assert_eq!(checked.worst_of_circuit(lp1.id, quiet), None);
}

#[test]
fn what_filters_hide_is_always_counted() {
    let workbench = riverside();
    let checked = workbench.findings().expect("checked");
    let total = checked.report.findings.len();
    let mut list = FindingsList::default();
    list.settle(checked);
    assert_eq!((list.counts().shown, list.counts().hidden), (total, 0));
    for kind in FindingKind::ALL.iter().filter(|kind| **kind != FindingKind::Error) {
        if list.shows(*kind) {
            list.toggle(*kind);
        }
    }
    list.settle(checked);
    let errors = checked.tally.of(FindingKind::Error);
    assert_eq!(list.counts().words(), format!("{errors} shown, {} hidden by filters", total - errors));
    list.search_for("no such words");
    list.settle(checked);
    assert_eq!((list.counts().shown, list.counts().hidden), (0, total));
    list.clear_filters();
    list.search_for("lp-1/13");
    list.settle(checked);
    assert!(list.counts().shown >= 1 && list.counts().shown < total);
    list.clear_filters();
    for grouping in Grouping::ALL {
        list.group_by(*grouping);
        list.settle(checked);
        let rows = list.rows().iter().filter(|row| matches!(row, ListRow::Finding(_))).count();
        assert_eq!((rows, list.counts().hidden), (total, 0), "{grouping}");
    }
}

#[test]
fn the_cursor_walks_round_and_stays_with_its_finding() {
    let mut workbench = riverside();
    let mut list = FindingsList::default();
    let checked = std::sync::Arc::clone(workbench.findings().expect("checked"));
    let total = checked.report.findings.len();
    let mut seen = Vec::new();
    for _ in 0..total {
        list.step(1, &checked);
        seen.push(list.finding(&checked).expect("under the cursor").message.clone());
    }
    let in_report: Vec<_> = checked.report.findings.iter().map(|f| f.message.clone()).collect();
    assert_eq!(seen, in_report, "the order of the report");
    list.step(1, &checked);
    assert_eq!(list.finding(&checked).expect("round").message, in_report[0]);
    list.step(-1, &checked);
    assert_eq!(list.finding(&checked).expect("back").message, in_report[total - 1]);
    let drop = checked.report.findings.iter().find(|f| f.meta.code == "PW150").expect("planted");
    list.select_finding(drop);
    let info = crate::domain::ProjectInfo { notes: "seen".to_owned(), ..project(&workbench).info().clone() };
    edit(&mut workbench, "Note", vec![Edit::SetInfo(info)]);
    workbench.wait_for_findings();
    let again = workbench.findings().expect("checked");
    list.settle(again);
    assert_eq!(list.finding(again).map(|f| f.meta.code), Some("PW150"));
    assert!(list.cursor(again).is_some());
}

#[test]
fn what_passed_is_listed_by_rule_with_its_objects() {
    let workbench = riverside();
    let checked = workbench.findings().expect("checked");
    let mut list = FindingsList::default();
    list.toggle_passed();
    list.settle(checked);
    let rules = list.rows().iter().filter(|row| matches!(row, ListRow::Passed { .. })).count();
    assert_eq!(rules, checked.report.passed.len());
    let drop = list.rows().iter().position(|row| {
        matches!(row, ListRow::Passed { rule, .. } if checked.report.passed[*rule].meta.code == "PW150")
    });
    list.fold(drop.expect("listed"), checked);
    list.settle(checked);
    let objects: Vec<&str> = list
        .rows()
        .iter()
        .filter_map(|row| match row {
            ListRow::PassedObject { object, .. } => {
                Some(checked.report.objects[*object as usize].name.as_str())
            }
            _ => None,
        })
        .collect();
    assert!(objects.contains(&"LP-1/13") && !objects.contains(&"LP-1/25"), "25 has too long a run");
    assert_eq!(list.counts().hidden, 0, "what passed is no finding");
}

/// The steps of the reviewer: F4 waits for the fault current, is answered, and waits again after undo.
#[test]
fn the_missing_fault_current_leads_to_its_field_and_undo_brings_the_question_back() {
    let mut workbench = riverside();
    let missing: Vec<&Finding> = workbench
        .findings()
        .expect("checked")
        .report
        .findings
        .iter()
        .filter(|f| f.needs.iter().any(|needs| needs.starts_with("available fault current")))
        .collect();
    assert_eq!(missing.len(), 1, "asked once");
    assert_eq!(missing[0].state, State::Undetermined);
    let place = place_of(project(&workbench), missing[0].subjects[0].id, missing[0].needs[0]);
    let wanted = PropertyPlace { entity: EntityId::Service, key: Some(PropertyKey::Field("fault")) };
    assert_eq!(place, Some(wanted));
    let card = finding_card(project(&workbench), missing[0]);
    assert!(
        card.lines.iter().any(|line| line.label == "Who" && line.words.starts_with("Utility: ")),
        "{card:?}"
    );
    let before = workbench.findings().expect("checked").report.clone();
    let service = project(&workbench).service().expect("there").clone();
    let service = crate::domain::Service { available_fault: Some(KiloAmperes(32.0)), ..service };
    edit(&mut workbench, "Fault current", vec![Edit::SetService(Some(service))]);
    workbench.wait_for_findings();
    let waits = |w: &Workbench| {
        w.findings()
            .expect("checked")
            .report
            .findings
            .iter()
            .any(|f| f.state == State::Undetermined && f.needs[0].starts_with("available fault current"))
    };
    assert!(!waits(&workbench));
    workbench.execute(Command::Undo);
    workbench.wait_for_findings();
    assert_eq!(workbench.findings().expect("checked").report, before);
}

#[test]
fn a_long_run_is_fixed_with_larger_conductors_and_a_larger_egc_in_one_step() {
    let mut workbench = riverside();
    let drop = of(&workbench, "PW150")[0].clone();
    assert!(workbench.fixes_for(&drop).is_none());
    workbench.ask_for_fixes(&drop);
    workbench.run_until_idle();
    let fixes = workbench.fixes_for(&drop).expect("asked").clone();
    let tried = fixes.fixes.clone().expect("tried");
    assert_eq!(tried.len(), 1);
    // #10 drops 3.6 %, #8 2.34 %; 6,530 × 16,510 / 6,530 circular mils make the EGC #8 as well (250.122(B)).
    assert_eq!(tried[0].label, "LP-1/25: #8 conductors instead of #12, EGC #8");
    assert_eq!(tried[0].gone.len(), 1);
    assert_eq!(tried[0].new, Vec::<String>::new());
    let before = project(&workbench).clone();
    let steps = workbench.document().expect("open").undo_len();
    workbench.execute(fixes.command(&tried[0]));
    workbench.run_until_idle();
    assert!(of(&workbench, "PW150").is_empty());
    assert_eq!(workbench.document().expect("open").undo_len(), steps + 1);
    workbench.execute(Command::Undo);
    assert_eq!(project(&workbench), &before);
    workbench.run_until_idle();
    workbench.execute(fixes.command(&tried[0]));
    assert_eq!(project(&workbench), &before, "tried on another state of the project");
    assert!(workbench.notices().iter().any(|n| n.text.contains("has changed")));
}

#[test]
fn too_much_continuous_load_is_split_over_two_circuits() {
    let mut workbench = riverside();
    let over = of(&workbench, "PW001")[0].clone();
    workbench.ask_for_fixes(&over);
    workbench.run_until_idle();
    let offered = workbench.fixes_for(&over).expect("asked").clone();
    let fixes = offered.fixes.clone().expect("tried");
    let split = fixes.iter().find(|fix| fix.kind == FixKind::SplitCircuit).expect("LP-1 has free slots");
    assert_eq!(
        split.changes.len(),
        3,
        "description and load of 13, and the new circuit: {:?}",
        split.changes
    );
    assert!(split.gone.iter().any(|words| words.starts_with("PW001 LP-1/13")));
    let (loads, split) = (total_va(&workbench), split.clone());
    workbench.execute(offered.command(&split));
    workbench.run_until_idle();
    assert!(of(&workbench, "PW001").is_empty());
    assert!((total_va(&workbench) - loads).abs() < 1e-9, "no VA is lost");
}

fn total_va(workbench: &Workbench) -> f64 {
    project(workbench).panels().flat_map(|p| p.circuits()).map(|c| c.load.total().0).sum()
}

#[test]
fn a_transformer_gets_the_largest_device_its_limit_allows() {
    let mut workbench = riverside();
    let over = of(&workbench, "PW087")[0].clone();
    workbench.ask_for_fixes(&over);
    workbench.run_until_idle();
    let fixes = workbench.fixes_for(&over).and_then(|f| f.fixes.clone()).expect("tried");
    // 250 % of 90.2 A is 225.5 A.
    assert_eq!(fixes[0].label, "T-1: 225 A device instead of 250 A");
    assert!(fixes[0].gone.iter().any(|words| words.starts_with("PW087")), "{:?}", fixes[0]);
}

#[test]
fn one_kind_of_fix_goes_for_all_findings_of_a_rule_at_once() {
    let mut workbench = riverside();
    // #14 copper behind 20 A: 15 A is its limit (240.4(D)).
    let small = |circuit: &mut Circuit| {
        circuit.trip = Some(Amperes(20.0));
        circuit.conductors = "#14 Cu THHN, N #14, EGC #14".parse().ok();
    };
    let edits = [1, 2].map(|slot| changed(&workbench, slot, small)).to_vec();
    edit(&mut workbench, "Too small", edits);
    workbench.run_until_idle();
    let found = of(&workbench, "PW006").into_iter().cloned().collect::<Vec<_>>();
    assert_eq!(found.len(), 2);
    workbench.ask_for_fixes(&found[0]);
    workbench.run_until_idle();
    let fixes = workbench.fixes_for(&found[0]).expect("asked").clone();
    let labels: Vec<&str> = fixes.fixes.as_ref().expect("tried").iter().map(|f| f.label.as_str()).collect();
    assert!(labels.contains(&"LP-1/1: #12 conductors instead of #14"), "{labels:?}");
    let all = fixes.all.iter().find(|fix| fix.kind == FixKind::LargerConductors).expect("for both");
    assert_eq!(all.answers, 2);
    let steps = workbench.document().expect("open").undo_len();
    workbench.execute(fixes.command(all));
    workbench.run_until_idle();
    assert!(of(&workbench, "PW006").is_empty());
    assert_eq!(workbench.document().expect("open").undo_len(), steps + 1);
}

/// The faults planted in the sample, those and no others; F4 asks for the fault current.
#[test]
fn riversides_planted_faults_and_no_others() {
    let workbench = riverside();
    let report = &workbench.findings().expect("checked").report;
    let lines = |state: State| {
        let of_state = report.findings.iter().filter(move |f| f.state == state);
        let mut lines: Vec<String> = of_state
            .map(|f| {
                let names: Vec<&str> = f.subjects.iter().map(|subject| subject.name.as_str()).collect();
                format!("{} {}", FindingKind::of(f), names.join(" "))
            })
            .collect();
        lines.sort();
        lines
    };
    let planted = [
        "error LP-1/13",
        "error LP-1/8 LP-1/9",
        "error R-04 LP-1/7 LP-1/8 LP-1/9 LP-1/10 LP-1/12",
        "error R-09",
        "error R-11",
        "error T-1",
        "warning LP-1",
        "warning LP-1/25",
    ];
    assert_eq!(lines(State::Open), planted);
    assert!(lines(State::Undetermined).contains(&"undetermined HP-1".to_owned()));
}

/// A finding about voltage drop names the device; another name for it makes no waiver stale.
#[test]
fn the_worst_device_is_named_and_its_name_is_no_fact() {
    let mut workbench = riverside();
    let found = |workbench: &Workbench| {
        of(workbench, "PW150").first().map(|finding| Finding::clone(finding)).expect("F2")
    };
    let before = found(&workbench);
    assert!(
        before.message.contains("worst device: IT RACK A in IT 115, over R-12 180.0 ft"),
        "{}",
        before.message
    );
    let sheets = project(&workbench).sheets();
    let mut devices = sheets.flat_map(|sheet| sheet.devices.values().map(move |device| (sheet.id, device)));
    let (sheet, rack) = devices.find(|(_, device)| device.label == "IT RACK A").expect("there");
    let device = crate::domain::Device { label: "SERVER 1".to_owned(), ..rack.as_ref().clone() };
    let renamed = vec![Edit::PutDevice { sheet, device: Box::new(device) }];
    drop(devices);
    edit(&mut workbench, "Rename", renamed);
    workbench.run_until_idle();
    let after = found(&workbench);
    assert!(after.message.contains("worst device: SERVER 1 in IT 115"), "{}", after.message);
    assert_eq!(after.facts_hash, before.facts_hash);
}
