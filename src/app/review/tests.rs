//! The reviewer's walk through the window: counts, filters, keys, cards, fields, fixes, waivers, the baseline.

use crate::app::front::Front;
use crate::app::testing::Window;
use crate::domain::{Edit, Slot};
use crate::rules::{CheckTerms, Finding, Report, State, check_by};
use crate::workbench::{Action, Command};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

fn review() -> Window {
    let mut window = Window::riverside();
    window.press(Modifiers::COMMAND, Key::Num4);
    assert_eq!(window.app().front, Front::Review);
    window
}

fn report(window: &mut Window) -> Report {
    window.app().workbench().findings().expect("checked").report.clone()
}

fn row_of(finding: &Finding) -> String {
    let kind = crate::app::review::signal_of(crate::workbench::findings::FindingKind::of(finding)).word();
    format!("{kind} {} {}", finding.meta.code, finding.summary())
}

/// Chooses the finding of a rule by pressing its row.
fn choose(window: &mut Window, code: &str) -> Finding {
    let found = report(window).findings.into_iter().find(|f| f.meta.code == code).expect("planted");
    window.click(&row_of(&found));
    found
}

fn chosen(window: &mut Window) -> Option<String> {
    let app = window.app();
    let checked = app.workbench().findings()?.clone();
    app.review.finding(&checked).map(Finding::summary)
}

/// B1, B2: what the window shows is what the check says, finding by finding, and the verdicts add up.
#[test]
fn the_review_shows_exactly_what_the_check_finds() {
    let mut window = review();
    let app = window.app();
    let project = app.workbench().document().expect("open").project().clone();
    let alone = check_by(&project, &CheckTerms::of(&project, Some(app.workbench().today())));
    assert_eq!(report(&mut window), alone);
    for finding in &alone.findings {
        assert!(window.shows(&row_of(finding)), "{}", row_of(finding));
    }
    let c = alone.counts;
    let sum = c.open + c.stale + c.undetermined + c.waived + c.existing + c.passed + c.not_applicable;
    assert_eq!(sum, c.rules * c.objects);
    assert!(
        window.tells("NEC 2023 · all ")
            && window.tells(&format!("{} rules × {} objects", c.rules, c.objects))
    );
    let words = app_tally(&mut window);
    assert!(window.shows(&format!("Findings: {words}")), "the status bar counts the same");
}

fn app_tally(window: &mut Window) -> String {
    window.app().workbench().findings().expect("checked").tally.words()
}

/// B3.
#[test]
fn chips_hide_kinds_and_the_line_says_how_many() {
    let mut window = review();
    let found = report(&mut window);
    let total = found.findings.len();
    assert!(window.shows(&format!("{total} shown, 0 hidden by filters")));
    let warnings = window
        .app()
        .workbench()
        .findings()
        .expect("checked")
        .tally
        .of(crate::workbench::findings::FindingKind::Warning);
    window.click(&format!("Warning {warnings}"));
    assert!(window.shows(&format!("{} shown, {warnings} hidden by filters", total - warnings)));
    window.click("Clear filters");
    assert!(window.shows(&format!("{total} shown, 0 hidden by filters")));
    assert!(window.shows(&format!("Passed {}", found.counts.passed)));
    window.click(&format!("Passed {}", found.counts.passed));
    let passed = found.passed.iter().find(|p| p.meta.code == "PW001").expect("some pass");
    let head = format!("Passed PW001 {}, {} objects", passed.meta.title, passed.checked);
    assert!(
        window.shows(&head) || window.tells("Passed "),
        "rules that passed are listed with their objects"
    );
}

/// B4, B5.
#[test]
fn keys_walk_and_every_view_follows() {
    let mut window = review();
    let findings = report(&mut window).findings;
    for finding in &findings {
        window.press(Modifiers::NONE, Key::J);
        assert_eq!(chosen(&mut window), Some(finding.summary()));
        if let Some(crate::domain::EntityId::Circuit(panel, _)) = finding.subjects.first().map(|s| s.id) {
            assert_eq!(window.app().panel, Some(panel), "its panelboard is in front behind the review");
        }
    }
    window.press(Modifiers::NONE, Key::K);
    assert_eq!(chosen(&mut window), Some(findings[findings.len() - 2].summary()));
    window.press(Modifiers::NONE, Key::F8);
    window.press(Modifiers::NONE, Key::F8);
    assert_eq!(chosen(&mut window), Some(findings[0].summary()), "round at the end");
    window.press(Modifiers::SHIFT, Key::F8);
    assert_eq!(chosen(&mut window), Some(findings[findings.len() - 1].summary()));
    choose(&mut window, "PW001");
    for words in ["Issue", "Code basis", "Required", "Who", "Derivation", "Not checked", "Verified"] {
        assert!(window.shows(words), "{words}");
    }
    assert!(window.tells("2,040 VA ÷ 120 V") && window.tells("17 A × 125 %") && window.tells("21.25 A"));
    window.click("Show in schedule");
    assert_eq!(window.app().front, Front::Panels);
    assert_eq!(window.app().tab.place().slot, Some(Slot(13)));
}

/// B7 to B9: the missing figure is entered in the form it leads to, and undo asks again.
#[test]
fn what_is_missing_leads_to_its_field() {
    let mut window = review();
    let asks = |f: &Finding| f.needs.iter().any(|needs| needs.starts_with("available fault current"));
    let missing = report(&mut window).findings.into_iter().find(asks).expect("F4");
    window.click(&row_of(&missing));
    let before = report(&mut window);
    window.click(&format!("Fill in {}", missing.needs[0]));
    let field = window.harness.get_by_role_and_label(Role::TextInput, "Available fault current");
    assert!(field.is_focused(), "the cursor is in the field");
    window.type_text("32");
    window.press(Modifiers::NONE, Key::Enter);
    let after = report(&mut window);
    assert!(!after.findings.iter().any(|f| f.needs == missing.needs && f.subjects == missing.subjects));
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(report(&mut window), before);
}

#[test]
fn a_fix_is_previewed_applied_as_one_step_and_undone() {
    let mut window = review();
    choose(&mut window, "PW150");
    assert!(window.tells("#8 conductors instead of #12, EGC #8"));
    window.press(Modifiers::NONE, Key::F);
    assert!(window.shows("What changes") && window.shows("Findings that go"));
    let steps = |window: &mut Window| window.app().workbench().document().expect("open").undo_len();
    let before = steps(&mut window);
    window.press(Modifiers::COMMAND, Key::Enter);
    assert_eq!(steps(&mut window), before + 1);
    assert!(!report(&mut window).findings.iter().any(|f| f.meta.code == "PW150"));
    window.press(Modifiers::COMMAND, Key::Z);
    assert!(report(&mut window).findings.iter().any(|f| f.meta.code == "PW150"));
}

/// B10, B11: no waiver without a reason; with one the finding leaves the open ones in one undo step.
#[test]
fn a_waiver_needs_a_reason_and_is_one_step() {
    let mut window = review();
    let bends = choose(&mut window, "PW137");
    window.press(Modifiers::NONE, Key::W);
    assert!(window.shows("Reason needed"));
    window.press(Modifiers::COMMAND, Key::Enter);
    assert!(window.app().dialog_open(), "it cannot be confirmed");
    window.type_text("pull box added in field sketch SK-3");
    window.harness.get_by_role_and_label(Role::TextInput, "Name").focus();
    window.run();
    window.type_text("R. Ohm, PE");
    window.press(Modifiers::COMMAND, Key::Enter);
    assert!(!window.app().dialog_open());
    let now = report(&mut window);
    let waived = now.findings.iter().find(|f| f.key == bends.key).expect("listed");
    assert_eq!(waived.state, State::Waived);
    assert!(window.shows("Waived 1") && window.tells("pull box added in field sketch SK-3"));
    window.press(Modifiers::COMMAND, Key::Z);
    let again = report(&mut window);
    assert_eq!(again.findings.iter().find(|f| f.key == bends.key).map(|f| f.state), Some(State::Open));
}

/// B14, B15: existing conditions, then one new fault.
#[test]
fn current_findings_become_existing_and_a_new_fault_is_told_apart() {
    let mut window = review();
    let open = report(&mut window).findings.iter().filter(|f| f.state == State::Open).count();
    window.choose("Findings", "Treat current findings as existing…");
    window.harness.get_by_role_and_label(Role::TextInput, "Name").focus();
    window.run();
    window.type_text("R. Ohm, PE");
    window.click(&format!("Treat {open} as existing"));
    assert!(window.shows(&format!("Existing {open}")) && window.shows("New 0"));
    let app = window.app();
    let project = app.workbench().document().expect("open").project().clone();
    let panel = project.panel_named("LP-1").expect("there");
    let mut circuit = panel.circuit_at(Slot(1)).expect("taken").clone();
    circuit.conductors = "#14 Cu THHN, N #14, EGC #14".parse().ok();
    circuit.trip = Some(crate::units::Amperes(20.0));
    let edit = crate::domain::Edit::SetCircuit { panel: panel.id, circuit: Box::new(circuit) };
    app.workbench.execute(crate::workbench::Command::Edit { label: "Thin".to_owned(), edits: vec![edit] });
    window.run();
    let tally = report(&mut window).baseline.expect("held against it");
    assert!(window.shows(&format!("New {}", tally.new)) && tally.new >= 1);
    window.click(&format!("New {}", tally.new));
    let shown = format!("{} shown", tally.new);
    assert!(window.tells(&shown), "{shown}");
}

#[test]
fn a_narrow_window_shows_the_card_by_enter_and_the_list_by_escape() {
    let mut window = review();
    window.harness.set_size(egui::vec2(900.0, 700.0));
    window.run();
    window.press(Modifiers::NONE, Key::J);
    assert!(!window.shows("Code basis"));
    window.press(Modifiers::NONE, Key::Enter);
    assert!(window.shows("Code basis"));
    window.press(Modifiers::NONE, Key::Escape);
    assert!(!window.shows("Code basis"));
}

#[test]
fn f8_walks_through_findings_in_the_schedules() {
    let mut window = Window::riverside();
    window.press(Modifiers::NONE, Key::F8);
    let first = report(&mut window).findings.first().map(Finding::summary);
    assert_eq!(chosen(&mut window), first);
    assert_eq!(window.app().front, Front::Panels);
    window.act(Action::Review);
    assert_eq!(chosen(&mut window), first, "the same is chosen in the review");
}

/// B6: findings and numbers come from exact code; without the model all of them are as they were.
#[test]
fn findings_do_not_depend_on_the_model() {
    let mut window = review();
    let with = report(&mut window);
    let proposes = |window: &mut Window| window.app().workbench().settings().propose_after_edits;
    let before = proposes(&mut window);
    window.act(Action::ToggleProposals);
    assert_ne!(proposes(&mut window), before);
    // An edit and its undo have everything checked anew.
    let project = window.app().workbench().document().expect("open").project().clone();
    let mut info = project.info().clone();
    info.notes.push('!');
    let edit = Command::Edit { label: "Note".to_owned(), edits: vec![Edit::SetInfo(info)] };
    window.app().workbench.execute(edit);
    window.run();
    window.app().workbench.execute(Command::Undo);
    window.run();
    assert_eq!(report(&mut window), with);
}
