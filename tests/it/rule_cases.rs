//! The pages of cases in `tests/rules/<family>/<name>.md`, run against their rules.
//!
//! A page opens with `# PW001 device-for-load`. Each case is a `##` heading, a `project` block with what stands inside the
//! parentheses of a project file (an edition behind the word, 2023 without), and a `verdicts` block: one line for each object
//! the rule looks at, in the order project, service, transformers, panelboards, feeders, circuits, rooms,
//! devices, runs. A line `facts: {"occupancy": "office"},` says what is known of the building. A line is `pass LP-1/1`,
//! `not applicable LP-1/2`, `undetermined LP-1/3: needs length`, or `violation LP-1/4: actual …, required …`.
//! A page has all four; a rule that asks nothing has a line `Nothing can be missing: …` instead, one that judges all it looks at
//! a line `Always applies: …`.

use phasewright::domain::Project;
use phasewright::rules::{Rule, RuleContext, Verdict, all_rules};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

struct Case {
    title: String,
    edition: String,
    project: String,
    verdicts: Vec<String>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules")
}

/// Reads the cases of a page.
fn cases(page: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut block: Option<&str> = None;
    for line in page.lines() {
        match (block, line.strip_prefix("```")) {
            (None, Some(word)) => {
                block = Some(if word.starts_with("project") { "project" } else { "verdicts" });
                if let (Some(case), Some(edition)) = (cases.last_mut(), word.strip_prefix("project ")) {
                    edition.clone_into(&mut case.edition);
                }
            }
            (Some(_), Some(_)) => block = None,
            (Some(name), None) => {
                let case = cases.last_mut().expect("a block stands below a case's heading");
                if name == "project" {
                    case.project += line;
                    case.project.push('\n');
                } else {
                    case.verdicts.push(line.to_owned());
                }
            }
            (None, None) => {
                if let Some(title) = line.strip_prefix("## ") {
                    let (edition, project) = ("2023".to_owned(), String::new());
                    cases.push(Case { title: title.to_owned(), edition, project, verdicts: Vec::new() });
                }
            }
        }
    }
    cases
}

fn project_of(case: &Case) -> Result<Project, String> {
    // What the building is stands in the settings of a file; a page gives it in a line of its own.
    let building = |line: &&str| line.starts_with("facts:");
    let facts = case.project.lines().find(building).unwrap_or_default();
    let project: String = case.project.lines().filter(|line| !building(line)).collect::<Vec<_>>().join("\n");
    let settings = format!(
        "(edition: {}, metric: \"(max-min)/max\", basis: \"connected\", balance_target: 0.95, {facts})",
        case.edition
    );
    let text = format!(
        "#![enable(implicit_some)]\n(version: 1, project: (name: \"case\"), settings: {settings},\n{})",
        // What no rule looks at is filled in.
        project.replace("slots:", "mounting: \"surface\", enclosure: \"NEMA 1\", slots:")
    );
    phasewright::document::from_text(&text, &case.title).map_err(|error| error.to_string())
}

/// Returns what a rule says about every object it looks at.
fn verdicts(rule: &dyn Rule, project: &Project) -> Vec<String> {
    let cx = RuleContext::new(project);
    let objects = cx.objects().into_iter().filter(|object| rule.meta().looks_at.contains(&object.kind()));
    let line = |object| {
        let name = phasewright::rules::Object::subject(&object).name;
        match rule.check(&cx, &object) {
            Verdict::Pass => format!("pass {name}"),
            Verdict::NotApplicable => format!("not applicable {name}"),
            Verdict::Undetermined(needs) => format!("undetermined {name}: needs {needs}"),
            Verdict::Missing { at, field } => format!("undetermined {name}: needs {field} of {}", at.name),
            Verdict::Violation(fault) => {
                format!("violation {name}: actual {}, required {}", fault.actual, fault.required)
            }
        }
    };
    objects.map(line).collect()
}

#[test]
fn every_page_holds() {
    let mut faults = Vec::new();
    for rule in all_rules() {
        let meta = rule.meta();
        let path = folder().join(meta.family).join(format!("{}.md", meta.name.replace('-', "_")));
        let Ok(page) = std::fs::read_to_string(&path) else {
            faults.push(format!("{} has no page {}", meta.code, path.display()));
            continue;
        };
        if !page.starts_with(&format!("# {} {}\n", meta.code, meta.name)) {
            faults.push(format!("{} does not open with '# {} {}'", path.display(), meta.code, meta.name));
        }
        let cases = cases(&page);
        for case in &cases {
            match project_of(case) {
                Err(error) => faults.push(format!("{}: {}: {error}", meta.code, case.title)),
                Ok(project) => {
                    let found = verdicts(*rule, &project);
                    if found != case.verdicts {
                        faults.push(format!(
                            "{}: {}\n  page: {}\n  rule: {}",
                            meta.code,
                            case.title,
                            case.verdicts.join("\n        "),
                            found.join("\n        ")
                        ));
                    }
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The fewest cases of a page.
const CASES: usize = 4;

/// Every verdict a rule can give stands on its page; a rule that asks nothing, or judges all it looks at, says so there.
#[test]
fn every_page_is_complete() {
    let mut faults = Vec::new();
    for rule in all_rules() {
        let meta = rule.meta();
        let path = folder().join(meta.family).join(format!("{}.md", meta.name.replace('-', "_")));
        let page = std::fs::read_to_string(&path).expect("a page");
        let cases = cases(&page);
        let says = |words: &str| page.lines().any(|line| line.starts_with(words));
        let gives =
            |kind: &str| cases.iter().flat_map(|case| &case.verdicts).any(|line| line.starts_with(kind));
        let kinds = [
            ("pass ", None),
            ("violation ", None),
            ("undetermined ", Some("Nothing can be missing: ")),
            ("not applicable ", Some("Always applies: ")),
        ];
        for (kind, sentence) in kinds {
            match (gives(kind), sentence.is_some_and(says)) {
                (true, false) | (false, true) => {}
                (true, true) => {
                    faults.push(format!("{} has a case with '{kind}…' that it denies", meta.code))
                }
                (false, false) => faults.push(format!("{} has no case with '{kind}…'", meta.code)),
            }
        }
        if cases.len() < CASES {
            faults.push(format!("{} has {} cases, {CASES} at least", meta.code, cases.len()));
        }
        if cases.iter().all(|case| case.edition == "2023") {
            faults.push(format!("{} has no case of another edition than 2023", meta.code));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Whoever declares a number that an amendment may change shows that it is read.
#[test]
fn every_adjustable_number_is_changed_on_its_page() {
    for rule in all_rules() {
        let meta = rule.meta();
        let path = folder().join(meta.family).join(format!("{}.md", meta.name.replace('-', "_")));
        let page = std::fs::read_to_string(&path).expect("a page");
        for threshold in meta.thresholds {
            let words = format!("threshold(\"{}\", ", threshold.name);
            assert!(page.contains(&words), "{} changes no {}", path.display(), threshold.name);
            assert!(threshold.value.is_finite() && threshold.value > 0.0);
            let alike = meta.thresholds.iter().filter(|other| other.name == threshold.name).count();
            assert_eq!(alike, 1, "{} has two numbers of one name", meta.code);
        }
    }
}

#[test]
fn no_page_is_without_its_rule() {
    let names: BTreeSet<PathBuf> = all_rules()
        .iter()
        .map(|rule| Path::new(rule.meta().family).join(format!("{}.md", rule.meta().name.replace('-', "_"))))
        .collect();
    for family in std::fs::read_dir(folder()).expect("the pages").map(|entry| entry.expect("readable").path())
    {
        for page in std::fs::read_dir(&family).expect("a family").map(|entry| entry.expect("readable").path())
        {
            let inside = page.strip_prefix(folder()).expect("inside").to_owned();
            assert!(names.contains(&inside), "{} belongs to no rule", inside.display());
        }
    }
}
