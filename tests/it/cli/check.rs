//! `phasewright check` on the published panels and the samples: JSON by its schema, SARIF, waivers, baseline, amendments.

use super::schema::{faults, undescribed};
use super::{Desk, assert_keys};
use phasewright::document::{SAMPLES, Sample};
use phasewright::domain::{Amendment, AmendmentChange, Edit, Expiry, Project, Severity, apply_all, examples};
use phasewright::rules::{CheckTerms, State, check_by};
use phasewright::units::Date;
use phasewright::workbench::Command;
use phasewright::workbench::answers::{WaiverDraft, set_baseline, waive};
use serde_json::Value;
use std::path::Path;

fn schema(path: &str) -> Value {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("kept here");
    serde_json::from_str(&text).expect("JSON")
}

fn today() -> Date {
    "2026-05-04".parse().expect("a date")
}

fn done(project: &Project, command: Command) -> Project {
    let Command::Edit { edits, .. } = command else { panic!("{command:?} is no edit") };
    apply_all(project, &edits).expect("planned").0
}

fn sample(id: &str) -> Project {
    Sample::by_id(id).and_then(|sample| sample.project().ok()).expect("shipped")
}

fn waived(project: &Project, rule: &str, expires: Option<Expiry>) -> Project {
    let report = check_by(project, &CheckTerms::of(project, Some(today())));
    let finding = report.findings.iter().find(|f| f.meta.code == rule).expect("found");
    let draft = WaiverDraft {
        reason: "pull box added in field sketch SK-3".to_owned(),
        basis: "letter of the AHJ".to_owned(),
        author: "R. Reviewer".to_owned(),
        license_number: "PE 12345".to_owned(),
        expires,
        ..WaiverDraft::default()
    };
    done(project, waive(project, finding, &draft, today()).expect("complete"))
}

fn amendment(rule: &str, change: AmendmentChange) -> Amendment {
    Amendment {
        rule: rule.to_owned(),
        change,
        basis: "Ordinance 12-3".to_owned(),
        author: "City".to_owned(),
        date: Some(today()),
    }
}

/// Riverside with a waiver of each fate, a baseline of which one finding is fixed, and amendments.
fn reviewed() -> Project {
    let project = waived(&sample("riverside-office"), "PW137", None);
    let project = waived(&project, "PW001", Some(Expiry::After(today())));
    let project = waived(&project, "PW030", None);
    let report = check_by(&project, &CheckTerms::of(&project, Some(today())));
    let project =
        done(&project, set_baseline(&project, &report, None, ("R. Reviewer", today())).expect("open ones"));
    let mut orphan = project.waivers().next().expect("given").clone();
    orphan.id = phasewright::domain::WaiverId(project.next_id());
    orphan.finding_key = "PW998 circuit:1".to_owned();
    let mut transformer = project.transformers().next().expect("T-1").clone();
    transformer.rating = phasewright::units::VoltAmperes(112_500.0);
    let amendments = vec![
        amendment("PW150", AmendmentChange::Severity(Severity::Info)),
        amendment("PW025", AmendmentChange::Off),
        amendment("PW999", AmendmentChange::Note("of a later version".to_owned())),
    ];
    let edits = [
        Edit::PutWaiver(Box::new(orphan)),
        Edit::SetTransformer(Box::new(transformer)),
        Edit::SetAmendments(amendments),
    ];
    apply_all(&project, &edits).expect("legal").0
}

/// Everything a report may hold: the samples, the published panels, a reviewed project today and later, packs.
fn desks() -> Vec<(Desk, Vec<&'static str>)> {
    let mut all: Vec<(Desk, Vec<&str>)> =
        SAMPLES.iter().map(|sample| (Desk::with(&sample.project().expect("shipped")), vec![])).collect();
    all.push((Desk::with(&examples::two_panels()), vec!["--edition", "2017"]));
    all.push((Desk::with(&reviewed()), vec!["--today", "2026-05-04"]));
    all.push((Desk::with(&reviewed()), vec!["--today", "2026-05-05", "--baseline"]));
    let pack = Desk::with(&reviewed());
    pack.write("city.ron", PACK);
    all.push((pack, vec!["--today", "2026-05-05", "--baseline", "--amendments", "city.ron"]));
    all
}

const PACK: &str = "(version: 1, amendments: [
  (rule: \"PW137\", change: threshold(\"bends between pull points\", 270), basis: \"Ordinance 12-3\"),
  (rule: \"PW038\", change: off, basis: \"Ordinance 12-4\", author: \"City\", date: \"2026-01-02\"),
])";

fn check(desk: &Desk, more: &[&str], format: &str) -> Value {
    let arguments: Vec<&str> =
        ["check", "office.ron", "--format", format].into_iter().chain(more.iter().copied()).collect();
    desk.run(&arguments).json()
}

#[test]
fn every_answer_fits_the_published_schema_and_adds_up() {
    let schema = schema("assets/schemas/check-1.json");
    for (desk, arguments) in desks() {
        let answer = check(&desk, &arguments, "json");
        assert_eq!(faults(&schema, &answer), Vec::<String>::new(), "{arguments:?}");
        assert_eq!(undescribed(&schema, &answer), Vec::<String>::new(), "{arguments:?}");
        let counts = &answer["counts"];
        let count = |key: &str| counts[key].as_u64().unwrap_or_else(|| panic!("{key}"));
        let states = ["open", "undetermined", "waived", "stale", "existing"];
        let all = states.map(count).iter().sum::<u64>() + count("passed") + count("not_applicable");
        assert_eq!(all, count("rules") * count("objects"), "{arguments:?}");
        for state in states {
            let of_state =
                answer["findings"].as_array().into_iter().flatten().filter(|f| f["state"] == state);
            let verdicts: u64 = of_state.filter_map(|f| f["verdicts"].as_u64()).sum();
            assert_eq!(verdicts, count(state), "{state}");
        }
    }
}

/// The validator itself finds what it is there for.
#[test]
fn a_spoiled_answer_fits_no_schema() {
    let schema = schema("assets/schemas/check-1.json");
    let answer = check(&Desk::with(&reviewed()), &["--baseline"], "json");
    let spoil = |change: &dyn Fn(&mut Value)| {
        let mut spoiled = answer.clone();
        change(&mut spoiled);
        assert_ne!(spoiled, answer);
        faults(&schema, &spoiled).len() + undescribed(&schema, &spoiled).len()
    };
    let changes: [&dyn Fn(&mut Value); 7] = [
        &|v| v["findings"][0]["state"] = "closed".into(),
        &|v| v["findings"][0]["rule"] = "PW1".into(),
        &|v| v["counts"]["open"] = (-1).into(),
        &|v| v["schema"] = 2.into(),
        &|v| v["baseline"]["new"] = "3".into(),
        &|v| v["findings"][0]["extra"] = 1.into(),
        &|v| drop(v["orphaned"][0]["waiver"].as_object_mut().and_then(|w| w.remove("reason"))),
    ];
    for change in changes {
        assert!(spoil(change) > 0);
    }
}

#[test]
fn sarif_holds_the_same_findings_in_the_same_order() {
    let schema = schema("tests/schemas/sarif-2.1.0-parts.json");
    for (desk, arguments) in desks() {
        let log = check(&desk, &arguments, "sarif");
        assert_eq!(faults(&schema, &log), Vec::<String>::new(), "{arguments:?}");
        let run = &log["runs"][0];
        let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
        assert!(rules.iter().all(|rule| rule["help"]["text"].as_str().is_some_and(|text| text.len() > 40)));
        let answer = check(&desk, &arguments, "json");
        let results = run["results"].as_array().expect("results");
        let findings = answer["findings"].as_array().expect("findings");
        let fixed = answer["baseline"]["fixed"].as_array().map_or(0, Vec::len);
        assert_eq!(results.len(), findings.len() + fixed);
        for (result, finding) in results.iter().zip(findings) {
            assert_eq!(result["ruleId"], finding["rule"]);
            assert_eq!(rules[result["ruleIndex"].as_u64().expect("index") as usize]["id"], finding["rule"]);
            let names: Vec<&Value> = result["locations"][0]["logicalLocations"]
                .as_array()
                .into_iter()
                .flatten()
                .map(|place| &place["fullyQualifiedName"])
                .collect();
            assert_eq!(names, finding["subjects"].as_array().expect("subjects").iter().collect::<Vec<_>>());
            assert_eq!(result["partialFingerprints"]["findingKey/v1"], finding["key"]);
            let decided =
                finding["needs"].as_array().is_some_and(Vec::is_empty) && finding["internal"] == false;
            // 3.27.10: a result that is no failure has no level.
            assert_eq!((result["kind"] == "fail", result["level"] != "none"), (decided, decided));
            let status = result["suppressions"][0]["status"].as_str();
            assert_eq!(finding["state"] == "waived", status == Some("accepted"));
            assert_eq!(finding["waiver"]["reason"], result["suppressions"][0]["justification"]);
            let state = result["baselineState"].as_str();
            assert_eq!(finding["since_baseline"] == "unchanged", state == Some("unchanged"));
            assert_eq!(state.is_some(), answer["baseline"].is_object(), "3.27.24: on all or on none");
        }
        assert!(results.iter().skip(findings.len()).all(|gone| gone["baselineState"] == "absent"));
    }
}

#[test]
fn other_subcommands_have_no_sarif() {
    let ran = Desk::with_office().run(&["loads", "office.ron", "--format", "sarif"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    assert!(ran.stderr.contains("this subcommand has none"), "{}", ran.stderr);
}

#[test]
fn waivers_are_held_against_the_day_and_listed() {
    let desk = Desk::with(&reviewed());
    let state = |answer: &Value, rule: &str| {
        let findings = answer["findings"].as_array().expect("findings");
        findings.iter().find(|f| f["rule"] == rule).expect("there")["state"].clone()
    };
    let then = check(&desk, &["--today", "2026-05-04"], "json");
    assert_eq!(
        (state(&then, "PW137"), state(&then, "PW001"), state(&then, "PW030")),
        ("waived".into(), "waived".into(), "waived".into())
    );
    let later = check(&desk, &["--today", "2026-05-05"], "json");
    assert_eq!((state(&later, "PW137"), state(&later, "PW001")), ("waived".into(), "stale".into()));
    assert_eq!(later["orphaned"][0]["key"], "PW998 circuit:1");
    assert_eq!(later["orphaned"][0]["why"], "this version has no such rule");
    assert_eq!((&then["baseline"], &then["counts"]["existing"]), (&Value::Null, &0.into()), "not asked for");
    assert_eq!(desk.run(&["check", "office.ron", "--today", "2026-05-05"]).code, 1, "a stale error");
    let text = desk.run(&["check", "office.ron", "--today", "2026-05-05", "--format", "text"]).stdout;
    for expected in [
        "Stale waivers\n  PW001 error   LP-1/13",
        "since then: the waiver held until 2026-05-04",
        "accepted risk: pull box added in field sketch SK-3 (letter of the AHJ) · R. Reviewer, license PE 12345, 2026-05-04",
        "Waivers without a finding\n  PW998 circuit:1: this version has no such rule",
        "Local amendments\n  PW150 severity info instead of warning: Ordinance 12-3, City, 2026-05-04",
        "PW999 note: of a later version (unknown to this version; changes nothing)",
    ] {
        assert!(text.contains(expected), "{expected} is missing in\n{text}");
    }
    let wrong = desk.run(&["check", "office.ron", "--today", "5/4/2026"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.stderr.contains("write year, month and day as 2026-05-04"), "{}", wrong.stderr);
}

#[test]
fn existing_conditions_do_not_count_for_the_exit_code() {
    let project = sample("riverside-office");
    let report = check_by(&project, &CheckTerms::of(&project, None));
    let open = report.findings.iter().filter(|f| f.state == State::Open).count();
    let plan = set_baseline(&project, &report, None, ("R. Reviewer", today())).expect("open ones");
    let desk = Desk::with(&done(&project, plan));
    assert_eq!(desk.run(&["check", "office.ron"]).code, 1);
    let ran = desk.run(&["check", "office.ron", "--baseline"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let answer = ran.json();
    // Counts are of verdicts; two circuits of one room are one finding.
    let verdicts: usize = report.findings.iter().filter(|f| f.state == State::Open).map(|f| f.verdicts).sum();
    assert_eq!(answer["counts"]["existing"], verdicts);
    assert_eq!((&answer["baseline"]["unchanged"], &answer["baseline"]["new"]), (&open.into(), &0.into()));
    let text = desk.run(&["check", "office.ron", "--baseline", "--format", "text"]).stdout;
    let tally = format!("Baseline: 0 new, 0 changed, 0 fixed, {open} unchanged\n");
    assert!(text.contains(&tally), "{text}");
    let without = Desk::with(&project).run(&["check", "office.ron", "--baseline"]);
    assert_eq!((without.code, without.json()["baseline"].clone()), (1, Value::Null));
    assert!(without.stderr.contains("no baseline"), "{}", without.stderr);
}

#[test]
fn a_pack_of_amendments_holds_for_one_run_and_is_refused_in_words() {
    let desk = Desk::with(&sample("riverside-office"));
    desk.write("city.ron", PACK);
    let plain = check(&desk, &[], "json");
    let amended = check(&desk, &["--amendments", "city.ron"], "json");
    let find = |answer: &Value, rule: &str| {
        answer["findings"].as_array().into_iter().flatten().find(|f| f["rule"] == rule).cloned()
    };
    assert_eq!(find(&plain, "PW137").expect("bends")["required"], "360°");
    assert_eq!(find(&amended, "PW137").expect("bends")["required"], "270°");
    assert!(find(&plain, "PW038").is_some() && find(&amended, "PW038").is_none());
    assert_eq!(amended["counts"]["rules"].as_u64(), plain["counts"]["rules"].as_u64().map(|n| n - 1));
    assert_eq!(amended["amendments"][0]["what"], "bends between pull points: 270° instead of 360°");
    assert_eq!(check(&desk, &[], "json"), plain, "the project is as it was");
    for (from, to, expected) in [
        ("PW038", "PW998", "city.ron, amendment 2 (PW998): there is no such rule; codes stand in RULES.md"),
        (
            "bends between",
            "bends among",
            "it has no number \"bends among pull points\"; use \"bends between pull points\"",
        ),
        (", 270)", ", -1)", "\"bends between pull points\" cannot be -1; give a number above 0"),
        ("change: off", "change: of", "line 3, column 27: `of` is no change; use one of off, on,"),
        ("basis: \"Ordinance 12-4\"", "basis: \"\"", "it does not say what it rests on; cite the ordinance"),
    ] {
        assert!(PACK.contains(from));
        desk.write("bad.ron", &PACK.replace(from, to));
        let ran = desk.run(&["check", "office.ron", "--amendments", "bad.ron"]);
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{expected}");
        let expected = expected.replace("city.ron", "bad.ron");
        assert!(ran.stderr.contains(&expected), "{} lacks {expected}", ran.stderr);
    }
}

#[test]
fn an_open_error_is_exit_1_and_told_with_its_numbers() {
    let ran = Desk::with_office().run(&["check", "office.ron"]);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    let answer = ran.json();
    let findings = answer["findings"].as_array().expect("findings");
    let overload = findings.iter().find(|f| f["rule"] == "PW001").expect("LP-1/13");
    assert_eq!(overload["subjects"], serde_json::json!(["LP-1/13"]));
    assert_eq!((&overload["state"], &overload["severity"]), (&"open".into(), &"error".into()));
    assert_eq!((&overload["actual"], &overload["required"]), (&"20 A".into(), &"21.25 A".into()));
    assert_eq!(overload["citation"], "NEC 2023 210.20(A); 215.3");
}

#[test]
fn every_key_of_the_contract_is_there_and_the_counts_add_up() {
    let answer = Desk::with_office().run(&["check", "office.ron"]).json();
    assert_keys(&answer, &["edition", "findings", "passed", "not_applicable", "counts"]);
    let keys = "rule name severity state subjects message citation actual required needs steps";
    for finding in answer["findings"].as_array().expect("findings") {
        assert_keys(finding, &keys.split_whitespace().collect::<Vec<_>>());
    }
    assert_keys(&answer["passed"][0], &["rule", "checked"]);
    let counts = &answer["counts"];
    let count = |key: &str| counts[key].as_u64().unwrap_or_else(|| panic!("{key}"));
    let states = ["open", "undetermined", "waived", "stale", "existing", "passed", "not_applicable"];
    assert_eq!(states.map(count).iter().sum::<u64>(), count("rules") * count("objects"));
    assert_eq!(answer["not_applicable"], counts["not_applicable"]);
}

#[test]
fn the_edition_can_be_another() {
    let desk = Desk::with_office();
    let edition = |arguments: &[&str]| desk.run(arguments).json()["edition"].clone();
    assert_eq!(edition(&["check", "office.ron"]), "2023");
    assert_eq!(edition(&["check", "office.ron", "--edition", "2017"]), "2017");
    let ran = desk.run(&["check", "office.ron", "--edition", "1999"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("2017, 2020, 2023 or 2026"), "{}", ran.stderr);
}

#[test]
fn the_text_names_subjects_and_sums() {
    let text = Desk::with_office().run(&["check", "office.ron", "--format", "text"]).stdout;
    for expected in
        ["Open\n", "LP-1/13: 20 A device", "Undetermined\n", "needs conductors", "rules on 27 objects"]
    {
        assert!(text.contains(expected), "{expected} is missing in\n{text}");
    }
}

#[test]
fn the_checklist_is_for_a_person_and_follows_the_edition() {
    let desk = Desk::with_office();
    let text = desk.run(&["check", "office.ron", "--edition", "2026", "--format", "text"]).stdout;
    assert!(text.contains("\nFor a person to look at\n"), "{text}");
    assert!(text.contains("PW058 120.87: Load of an existing building"), "{text}");
    let answer: Value =
        serde_json::from_str(&desk.run(&["check", "office.ron", "--format", "json"]).stdout).expect("JSON");
    let items = answer["checklist"].as_array().expect("a list");
    assert_eq!(items.len(), 12, "rows that ask for judgement");
    let findings = answer["findings"].as_array().expect("a list");
    for item in items {
        assert!(findings.iter().all(|finding| finding["rule"] != item["code"]), "{item} has a verdict");
    }
}

#[test]
fn the_same_project_gives_the_same_bytes() {
    let desk = Desk::with(&reviewed());
    for format in ["json", "sarif", "text"] {
        let run = || desk.run(&["check", "office.ron", "--baseline", "--format", format]).stdout;
        let first = run();
        assert!(first.len() > 1000);
        assert_eq!(first, run());
    }
}
