//! What the rules say of whole projects: nothing of those that are right, and of Riverside its nine planted findings.

use phasewright::document::{Sample, from_text};
use phasewright::domain::Project;
use phasewright::nec::Edition;
use phasewright::rules::{Finding, State, check};
use std::path::Path;

/// Returns a finding as rule, state and subjects.
fn told(finding: &Finding) -> String {
    let subjects: Vec<&str> = finding.subjects.iter().map(|subject| subject.name.as_str()).collect();
    format!("{} {} {}: {}", finding.meta.code, finding.state, subjects.join(", "), finding.message)
}

fn findings(project: &Project) -> Vec<String> {
    check(project, project.settings().edition).findings.iter().map(told).collect()
}

fn correct(name: &str) -> Project {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/correct").join(name);
    let text = std::fs::read_to_string(&path).expect("there");
    from_text(&text, name).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn sample(id: &str) -> Project {
    Sample::by_id(id).and_then(|sample| sample.project().ok()).expect("a sample that reads")
}

#[test]
fn a_dwelling_an_office_and_an_industrial_service_that_are_right_have_no_findings() {
    for name in ["dwelling.ron", "office.ron", "industrial.ron"] {
        let project = correct(name);
        assert_eq!(findings(&project), [] as [String; 0], "{name}");
        let counts = check(&project, Edition::E2023).counts;
        assert!(counts.passed > 200, "{name}: only {} verdicts passed", counts.passed);
    }
    for id in ["duplex", "warehouse"] {
        assert_eq!(findings(&sample(id)), [] as [String; 0], "{id}");
    }
}

#[test]
fn riverside_has_its_nine_planted_findings_and_no_others() {
    let report = check(&sample("riverside-office"), Edition::E2023);
    let short = |finding: &Finding| {
        let subjects: Vec<&str> = finding.subjects.iter().map(|subject| subject.name.as_str()).collect();
        (finding.meta.code, finding.state, subjects.join(" "))
    };
    let mut found: Vec<_> = report.findings.iter().map(short).collect();
    found.sort();
    let open = |code, subjects: &str| (code, State::Open, subjects.to_owned());
    assert_eq!(
        found,
        [
            open("PW001", "LP-1/13"),
            open("PW012", "R-04 LP-1/7 LP-1/8 LP-1/9 LP-1/10 LP-1/12"),
            ("PW030", State::Undetermined, "HP-1".to_owned()),
            open("PW038", "LP-1"),
            open("PW087", "T-1"),
            open("PW114", "LP-1/8 LP-1/9"),
            open("PW136", "R-09"),
            open("PW137", "R-11"),
            open("PW150", "LP-1/25"),
        ]
    );
}
