//! The reviewer's walk: what is waived, what turns stale and says why, what the baseline calls new.

use super::{
    DraftField, WaiverDraft, add_amendments, baseline_count, clear_baseline, draft_problems, prune_baseline,
    remove_amendment, set_baseline, waive, withdraw_waiver,
};
use crate::domain::{
    Amendment, AmendmentChange, CircuitId, Edit, EntityId, Expiry, PanelId, Project, Severity, Waiver,
    WaiverId, WaiverKind, WaiverScope, apply_all,
};
use crate::nec::Edition;
use crate::rules::{CheckTerms, Finding, OrphanReason, Report, Since, State, check_amendments, check_by};
use crate::units::{Amperes, Date, KiloAmperes, PlanPoint};
use crate::workbench::{Command, Sample, Workbench};

fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

fn today() -> Date {
    day("2026-05-04")
}

fn riverside() -> Project {
    Sample::Riverside.project().expect("shipped")
}

fn checked(project: &Project) -> Report {
    check_by(project, &CheckTerms::of(project, Some(today())))
}

fn finding<'r>(report: &'r Report, rule: &str, subject: &str) -> &'r Finding {
    let named = |f: &&Finding| f.rules.contains(&rule) && f.subjects.iter().any(|s| s.name == subject);
    report.findings.iter().find(named).unwrap_or_else(|| panic!("{rule} at {subject}"))
}

fn draft() -> WaiverDraft {
    WaiverDraft {
        reason: "pull box added in field sketch SK-3".to_owned(),
        author: "R. Reviewer".to_owned(),
        ..WaiverDraft::default()
    }
}

/// Carries out what a plan says.
fn after(project: &Project, command: &Command) -> Project {
    let Command::Edit { edits, .. } = command else { panic!("{command:?} is no edit") };
    apply_all(project, edits).expect("planned").0
}

fn waived(project: &Project, rule: &str, subject: &str, draft: &WaiverDraft) -> Project {
    let report = checked(project);
    after(project, &waive(project, finding(&report, rule, subject), draft, today()).expect("complete"))
}

/// Changes the path of the run R-11.
fn with_path(project: &Project, change: impl FnOnce(&mut Vec<PlanPoint>)) -> Project {
    let (sheet, run) = (project.sheets())
        .find_map(|sheet| Some((sheet.id, sheet.runs.values().find(|run| run.tag == "R-11")?)))
        .expect("R-11");
    let mut run = run.as_ref().clone();
    change(&mut run.path);
    apply_all(project, &[Edit::PutRun { sheet, run: Box::new(run) }]).expect("legal").0
}

fn edit_circuit(
    project: &Project,
    panel: u64,
    id: u64,
    change: impl FnOnce(&mut crate::domain::Circuit),
) -> Project {
    let panel = PanelId(panel);
    let mut circuit = project.panel(panel).and_then(|p| p.circuit(CircuitId(id))).expect("there").clone();
    change(&mut circuit);
    apply_all(project, &[Edit::SetCircuit { panel, circuit: Box::new(circuit) }]).expect("legal").0
}

#[test]
fn a_waiver_without_a_reason_is_not_given() {
    let report = checked(&riverside());
    let bends = finding(&report, "PW137", "R-11");
    for (reason, words) in [
        ("", Some("Reason needed")),
        ("   ", Some("Reason needed")),
        ("too short", Some("Reason needed in a few words, 10 characters at least")),
        ("ten digits", None),
    ] {
        let draft = WaiverDraft { reason: reason.to_owned(), ..draft() };
        let problems = draft_problems(bends, &draft, today());
        assert_eq!(problems.first().map(|p| p.words), words, "{reason}");
        assert!(problems.iter().all(|p| p.field == DraftField::Reason));
        assert_eq!(waive(&riverside(), bends, &draft, today()).is_err(), words.is_some());
    }
    let nameless = WaiverDraft { author: " ".to_owned(), ..draft() };
    assert_eq!(draft_problems(bends, &nameless, today())[0].field, DraftField::Author);
    let over = WaiverDraft { expires: Some(Expiry::After(day("2026-05-03"))), ..draft() };
    assert_eq!(draft_problems(bends, &over, today())[0].field, DraftField::Expires);
}

#[test]
fn a_waiver_is_one_undo_step_and_survives_what_is_no_change_of_facts() {
    let mut workbench = Workbench::default();
    workbench.execute(Command::OpenSample(Sample::Riverside));
    let project = |workbench: &Workbench| workbench.document().expect("open").project().clone();
    let start = project(&workbench);
    let plan =
        waive(&start, finding(&checked(&start), "PW137", "R-11"), &draft(), today()).expect("complete");
    workbench.execute(plan);
    let signed = project(&workbench);
    let report = checked(&signed);
    let bends = finding(&report, "PW137", "R-11");
    let record = bends.waiver.and_then(|id| signed.waiver(id)).expect("kept");
    assert_eq!((bends.state, report.counts.waived), (State::Waived, 1));
    assert_eq!(
        (record.author.as_str(), record.date, record.actual.as_str()),
        ("R. Reviewer", today(), "450°")
    );
    assert_eq!(record.facts_hash, bends.facts_hash);
    workbench.execute(Command::Undo);
    assert_eq!(project(&workbench), start);

    // The run moves 2 ft, it and the panelboard get other names: the facts are as they were.
    let moved = with_path(&signed, |path| path.iter_mut().for_each(|point| point.y += 2.0));
    let mut panel = moved.panel_named("LP-1").expect("there").clone();
    panel.name = "LP-9".to_owned();
    let renamed = apply_all(&moved, &[Edit::SetPanel(Box::new(panel))]).expect("legal").0;
    assert_eq!(finding(&checked(&renamed), "PW137", "R-11").state, State::Waived);

    // One more bend of 90°.
    let bent = with_path(&renamed, |path| path.push(PlanPoint { x: 130.0, y: 95.0 }));
    let report = checked(&bent);
    let bends = finding(&report, "PW137", "R-11");
    assert_eq!((bends.state, bends.changed.as_deref()), (State::Stale, Some("450° → 540°")));
    assert_eq!((report.counts.stale, report.counts.waived, report.orphaned.len()), (1, 0, 0));

    // Answered anew, the old record is replaced.
    let again = waived(&bent, "PW137", "R-11", &draft());
    assert_eq!((again.waivers().len(), checked(&again).counts.waived), (1, 1));
    let withdrawn = after(&again, &withdraw_waiver(&again, record.id).expect("there"));
    // The eight planted faults; one of them is two circuits.
    assert_eq!((withdrawn.waivers().len(), checked(&withdrawn).counts.open), (0, 9));
}

#[test]
fn a_stale_error_keeps_the_check_at_no() {
    let mut project = riverside();
    let report = checked(&project);
    for open in report.findings.iter().filter(|f| f.state == State::Open) {
        project = after(&project, &waive(&project, open, &draft(), today()).expect("complete"));
    }
    assert!(!checked(&project).has_open_error(), "all five are answered");
    let bent = with_path(&project, |path| path.push(PlanPoint { x: 130.0, y: 95.0 }));
    assert!(checked(&bent).has_open_error());
}

#[test]
fn a_waiver_ends_after_its_last_day_or_with_a_later_edition() {
    let dated = WaiverDraft { expires: Some(Expiry::After(day("2026-06-30"))), ..draft() };
    let project = waived(&riverside(), "PW137", "R-11", &dated);
    let on = |date: Option<Date>| {
        let report = check_by(&project, &CheckTerms::of(&project, date));
        let found = finding(&report, "PW137", "R-11");
        (found.state, found.changed.clone())
    };
    assert_eq!(on(Some(day("2026-06-30"))), (State::Waived, None));
    assert_eq!(on(None), (State::Waived, None));
    let words = Some("the waiver held until 2026-06-30".to_owned());
    assert_eq!(on(Some(day("2026-07-01"))), (State::Stale, words));

    let edition = WaiverDraft { expires: Some(Expiry::NextEdition), ..draft() };
    let project = waived(&riverside(), "PW137", "R-11", &edition);
    let by = |edition| {
        let report = check_by(&project, &CheckTerms { edition, ..CheckTerms::of(&project, Some(today())) });
        finding(&report, "PW137", "R-11").state
    };
    assert_eq!(
        (by(Edition::E2023), by(Edition::E2020), by(Edition::E2026)),
        (State::Waived, State::Waived, State::Stale)
    );
}

#[test]
fn what_is_undetermined_may_be_accepted_one_by_one_until_it_is_known() {
    let project = riverside();
    let report = checked(&project);
    let fault = finding(&report, "PW030", "HP-1");
    assert_eq!(fault.state, State::Undetermined);
    let wrong = WaiverDraft { kind: WaiverKind::FalsePositive, scope: WaiverScope::RuleInProject, ..draft() };
    let fields: Vec<DraftField> = draft_problems(fault, &wrong, today()).iter().map(|p| p.field).collect();
    assert_eq!(fields, [DraftField::Kind, DraftField::Scope]);

    let accepted = waived(&project, "PW030", "HP-1", &draft());
    let counts = checked(&accepted).counts;
    assert_eq!((counts.undetermined, counts.waived), (0, report.counts.undetermined));
    let late = WaiverDraft { expires: Some(Expiry::After(today())), ..draft() };
    let late = waived(&project, "PW030", "HP-1", &late);
    let later = check_by(&late, &CheckTerms::of(&late, Some(day("2026-05-05"))));
    let fault = finding(&later, "PW030", "HP-1");
    assert_eq!(fault.state, State::Undetermined, "over, and still nobody has found a violation");
    assert!(fault.changed.is_some());

    // The utility answers: 8 kA is below every rating.
    let mut service = accepted.service().expect("there").clone();
    service.available_fault = Some(KiloAmperes(8.0));
    let known = apply_all(&accepted, &[Edit::SetService(Some(service))]).expect("legal").0;
    let report = checked(&known);
    assert_eq!(report.orphaned.iter().map(|o| o.why).collect::<Vec<_>>(), [OrphanReason::NoFinding]);
}

#[test]
fn a_waiver_of_a_rule_covers_its_findings_and_those_to_come() {
    let whole = WaiverDraft { scope: WaiverScope::RuleInProject, ..draft() };
    let project = waived(&riverside(), "PW137", "R-11", &whole);
    let bent = with_path(&project, |path| path.push(PlanPoint { x: 130.0, y: 95.0 }));
    let report = checked(&bent);
    assert_eq!(finding(&report, "PW137", "R-11").state, State::Waived);
    assert_eq!(finding(&report, "PW001", "LP-1/13").state, State::Open);
    let stricter = Amendment {
        rule: "PW137".to_owned(),
        change: AmendmentChange::Threshold { name: "bends between pull points".to_owned(), value: 270.0 },
        basis: "Ordinance 12-3".to_owned(),
        author: "City".to_owned(),
        date: None,
    };
    let report = checked(&after(&project, &add_amendments(&project, &[stricter]).expect("known")));
    let bends = finding(&report, "PW137", "R-11");
    assert_eq!((bends.state, bends.required.as_str()), (State::Stale, "270°"));
    assert_eq!(bends.changed.as_deref(), Some("a limit of the rule changed"));
    assert_eq!(report.amendments[0].what, "bends between pull points: 270° instead of 360°");
    let straight = with_path(&project, |path| path.truncate(2));
    assert_eq!(checked(&straight).orphaned[0].why, OrphanReason::NoFinding);
}

#[test]
fn waivers_without_a_finding_are_kept_and_say_why() {
    let project = waived(&riverside(), "PW001", "LP-1/13", &draft());
    let waiver = project.waivers().next().expect("given").clone();
    let unknown = Waiver { id: WaiverId(9001), finding_key: "PW998 circuit:2013".to_owned(), ..waiver };
    let off = Amendment {
        rule: "PW137".to_owned(),
        change: AmendmentChange::Off,
        basis: "Ordinance 12-3".to_owned(),
        author: "R. Reviewer".to_owned(),
        date: None,
    };
    let bends = waived(&project, "PW137", "R-11", &draft());
    let edits = [Edit::PutWaiver(Box::new(unknown)), Edit::SetAmendments(vec![off])];
    let project = apply_all(&bends, &edits).expect("legal").0;
    let EntityId::Circuit(panel, circuit) = finding(&checked(&project), "PW001", "LP-1/13").subjects[0].id
    else {
        panic!("a circuit")
    };
    // Its rating is unknown now: neither fixed nor wrong.
    let project = edit_circuit(&project, panel.0, circuit.0, |circuit| circuit.trip = None);
    let why: Vec<OrphanReason> = checked(&project).orphaned.iter().map(|orphan| orphan.why).collect();
    assert_eq!(why, [OrphanReason::Undetermined, OrphanReason::RuleOff, OrphanReason::UnknownRule]);
    assert_eq!(project.waivers().len(), 3);
}

/// Returns how many findings are existing; one may stand for several verdicts.
fn existing(report: &Report) -> usize {
    report.findings.iter().filter(|finding| finding.state == State::Existing).count()
}

#[test]
fn the_baseline_of_a_panelboard_tells_new_from_existing() {
    let project = riverside();
    let lp1 = project.panel_named("LP-1").expect("there").id;
    let report = checked(&project);
    let on_lp1 =
        report.findings.iter().filter(|f| f.state == State::Open && f.panels().contains(&lp1)).count();
    assert_eq!(baseline_count(&report, Some(lp1)), on_lp1);
    assert_eq!(set_baseline(&project, &report, Some(lp1), ("", today())).err(), Some("Name needed"));
    let plan = set_baseline(&project, &report, Some(lp1), ("R. Reviewer", today())).expect("there are some");
    let Command::Edit { label, .. } = &plan else { panic!("an edit") };
    assert_eq!(label, &format!("Treat {on_lp1} findings of LP-1 as existing"));
    let marked = after(&project, &plan);
    let report = checked(&marked);
    let tally = report.baseline.clone().expect("there is one");
    assert_eq!((tally.new, tally.changed, tally.unchanged, tally.fixed.len()), (0, 0, on_lp1, 0));
    assert_eq!(existing(&report), on_lp1);
    assert_eq!(finding(&report, "PW001", "LP-1/13").state, State::Existing);
    assert_eq!(finding(&report, "PW137", "R-11").state, State::Open, "not of this panelboard");
    assert!(report.findings.iter().all(|f| !f.is_undetermined() || f.since.is_none()));

    // One faulty circuit more: exactly that is new.
    let faulty = edit_circuit(&marked, lp1.0, circuit_at(&marked, lp1, 11), |c| c.description.clear());
    let report = checked(&faulty);
    let new: Vec<&Finding> = report.findings.iter().filter(|f| f.since == Some(Since::New)).collect();
    assert_eq!(new.iter().map(|f| f.subjects[0].name.as_str()).collect::<Vec<_>>(), ["LP-1/11"]);
    assert_eq!((new[0].meta.code, new[0].state), ("PW025", State::Open));

    // The overloaded circuit is mended: fixed, and pruned on request.
    let lighting = circuit_at(&marked, lp1, 13);
    let mended = edit_circuit(&marked, lp1.0, lighting, |c| c.trip = Some(Amperes(25.0)));
    let report = checked(&mended);
    let fixed: Vec<String> =
        report.baseline.iter().flat_map(|b| &b.fixed).map(|gone| gone.summary.clone()).collect();
    assert!(fixed.iter().any(|summary| summary.starts_with("LP-1/13: 20 A device")), "{fixed:?}");
    let pruned = after(&mended, &prune_baseline(&mended, &report).expect("one is fixed"));
    let left = checked(&pruned).baseline.expect("still there");
    assert_eq!((left.fixed.len(), left.unchanged), (0, report.baseline.expect("there").unchanged));
    assert!(prune_baseline(&pruned, &checked(&pruned)).is_none());

    // Its rating is taken out: nobody knows, so it is not fixed.
    let unknown = edit_circuit(&marked, lp1.0, lighting, |c| c.trip = None);
    let tally = checked(&unknown).baseline.expect("there is one");
    assert!(tally.undecided.iter().any(|gone| gone.key.starts_with("PW001")), "{tally:?}");
    assert!(tally.fixed.iter().all(|gone| !gone.key.starts_with("PW001")), "{tally:?}");

    // Another load on it: the facts changed, so it is existing no more.
    let heavier = edit_circuit(&marked, lp1.0, lighting, |c| {
        c.load = crate::domain::CircuitLoad::Total(crate::units::VoltAmperes(2200.0));
    });
    let report = checked(&heavier);
    let changed = finding(&report, "PW001", "LP-1/13");
    assert_eq!((changed.state, changed.since), (State::Open, Some(Since::Changed)));

    let cleared = after(&marked, &clear_baseline(&marked).expect("there is one"));
    assert_eq!((cleared.baseline(), checked(&cleared).counts.existing), (None, 0));
    assert!(clear_baseline(&cleared).is_none());
}

fn circuit_at(project: &Project, panel: PanelId, slot: u16) -> u64 {
    let mut circuits = project.panel(panel).into_iter().flat_map(|p| p.circuits());
    circuits.find(|c| c.slot.0 == slot).expect("a circuit").id.0
}

#[test]
fn amendments_name_what_there_is_and_say_what_they_rest_on() {
    let amendment = |rule: &str, change| Amendment {
        rule: rule.to_owned(),
        change,
        basis: "Ordinance 12-3".to_owned(),
        author: "City".to_owned(),
        date: None,
    };
    let project = riverside();
    let off = amendment("PW137", AmendmentChange::Off);
    let amended = after(&project, &add_amendments(&project, std::slice::from_ref(&off)).expect("known"));
    let report = checked(&amended);
    assert!(report.findings.iter().all(|f| f.meta.code != "PW137"));
    assert_eq!(report.counts.rules + 1, checked(&project).counts.rules);
    assert_eq!((report.amendments.len(), report.amendments[0].what.as_str()), (1, "not checked"));

    let back = [off.clone(), amendment("PW137", AmendmentChange::On)];
    let both = after(&project, &add_amendments(&project, &back).expect("known"));
    assert_eq!(checked(&both).findings.len(), checked(&project).findings.len());
    assert_eq!(checked(&both).amendments.len(), 1, "the last word");

    let milder = amendment("PW137", AmendmentChange::Severity(Severity::Info));
    let milder = after(&project, &add_amendments(&project, &[milder]).expect("known"));
    assert_eq!(finding(&checked(&milder), "PW137", "R-11").severity, Severity::Info);
    assert_eq!(checked(&milder).amendments[0].what, "severity info instead of error");

    let taken_back = after(&amended, &remove_amendment(&amended, 0).expect("there"));
    assert_eq!(checked(&taken_back), checked(&project));
    assert!(remove_amendment(&taken_back, 0).is_none());

    let unknown =
        check_amendments(&[off.clone(), amendment("PW998", AmendmentChange::Off)]).expect_err("refused");
    assert_eq!(
        unknown.to_string(),
        "amendment 2 (PW998): there is no such rule; codes stand in RULES.md: PW001 and on"
    );
    let baseless = Amendment { basis: "  ".to_owned(), ..off };
    assert!(add_amendments(&project, &[baseless]).is_err());
}

#[test]
fn baselines_of_panelboards_stand_side_by_side() {
    let project = riverside();
    let id = |name: &str| project.panel_named(name).expect("there").id;
    let (lp1, hp1) = (id("LP-1"), id("HP-1"));
    // HP-1 gets a fault of its own.
    let project = edit_circuit(&project, hp1.0, circuit_at(&project, hp1, 2), |c| c.description.clear());
    let mark = |project: &Project, panel| {
        let plan =
            set_baseline(project, &checked(project), panel, ("R. Reviewer", today())).expect("open ones");
        after(project, &plan)
    };
    let entries = |project: &Project| project.baseline().map_or(0, |baseline| baseline.entries.len());
    let scope = |project: &Project| project.baseline().map(|b| b.panels.iter().copied().collect::<Vec<_>>());
    let first = mark(&project, Some(lp1));
    let both = mark(&first, Some(hp1));
    assert_eq!(scope(&both), Some(vec![lp1.min(hp1), lp1.max(hp1)]));
    assert_eq!(entries(&both), entries(&first) + baseline_count(&checked(&project), Some(hp1)));
    assert_eq!(existing(&checked(&both)), entries(&both));
    let whole = mark(&both, None);
    assert_eq!((scope(&whole), checked(&whole).counts.open), (Some(vec![]), 0));
    // Marking a panelboard again leaves the baseline one of the whole project.
    let again = mark(&whole, Some(lp1));
    assert_eq!((scope(&again), entries(&again)), (Some(vec![]), entries(&whole)));
}
