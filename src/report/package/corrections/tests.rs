//! Answers held against what the samples are known to be, and against projects that say nothing.

use super::{Answer, Verdict, list};
use crate::document::Sample;
use crate::domain::{Amendment, AmendmentChange, Edit, Project, apply_all};
use crate::report::package::PackageOptions;
use crate::report::package::cx::Cx;
use crate::rules::all_rules;

fn answers(project: &Project) -> Vec<(&'static str, Answer)> {
    let options = PackageOptions::default();
    let cx = Cx::of(project, "test", &options).expect("checks");
    list::QUESTIONS.iter().map(|question| (question.asks, question.answer(&cx))).collect()
}

fn sample(id: &str) -> Project {
    Sample::by_id(id).expect("the sample").project().expect("reads")
}

fn to<'a>(answers: &'a [(&'static str, Answer)], begins: &str) -> &'a Answer {
    answers.iter().find(|(asks, _)| asks.starts_with(begins)).map(|(_, answer)| answer).expect("asked")
}

#[test]
fn questions_name_rules_that_there_are_and_stand_together_by_topic() {
    for question in list::QUESTIONS {
        for code in question.rules() {
            assert!(all_rules().iter().any(|rule| rule.meta().code == *code), "{code}: {}", question.asks);
        }
        assert!(question.asks.ends_with('?'), "{}", question.asks);
    }
    let topics = list::topics();
    let mut once = topics.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(topics.len(), once.len(), "a topic stands in two places");
    assert!((25..=70).contains(&list::QUESTIONS.len()));
}

/// What DECISIONS says of Riverside: F1 on LP-1/13, F4 without the fault current, F7 on T-1, F9 on R-11.
#[test]
fn riverside_is_answered_by_its_nine_faults() {
    let answers = answers(&sample("riverside-office"));
    let device = to(&answers, "Do devices of circuits carry");
    assert_eq!((device.verdict, device.shown.as_str()), (Verdict::No, "LP-1/13"));
    assert!(device.value.contains("21.25 A") && device.value.contains("20 A"), "{}", device.value);
    let fault = to(&answers, "Is the available fault current of the utility");
    assert_eq!(fault.verdict, Verdict::Blank);
    let rating = to(&answers, "Do interrupting ratings");
    assert_eq!(rating.verdict, Verdict::Blank, "undetermined is no yes: {rating:?}");
    assert!(rating.value.contains("available fault current"), "{}", rating.value);
    let transformer = to(&answers, "Are transformers protected");
    assert_eq!((transformer.verdict, transformer.shown.as_str()), (Verdict::No, "T-1"));
    let bends = to(&answers, "Do runs keep to the bends");
    assert!(bends.verdict == Verdict::No && bends.shown.starts_with("R-11"), "{bends:?}");
    assert!(bends.value.contains("450°"), "{}", bends.value);
    assert_eq!(to(&answers, "Is the edition").value, "NEC 2023");
}

#[test]
fn a_project_that_says_nothing_is_answered_with_blanks() {
    for (asks, answer) in answers(&Project::named("Empty")) {
        let is_known = asks.starts_with("Is the edition");
        let allowed = is_known || matches!(answer.verdict, Verdict::Blank | Verdict::NotApplicable);
        assert!(allowed, "{asks}: {answer:?}");
        assert!(answer.verdict != Verdict::Blank || !answer.value.is_empty(), "{asks}: a blank says why");
    }
}

#[test]
fn a_rule_that_is_off_answers_nothing() {
    let project = sample("duplex");
    let before = answers(&project);
    assert_eq!(to(&before, "Are equipment grounding").verdict, Verdict::Yes);
    let off = Amendment {
        rule: "PW016".to_owned(),
        change: AmendmentChange::Off,
        basis: "Ordinance 12".to_owned(),
        author: "AHJ".to_owned(),
        date: None,
    };
    let (project, _) = apply_all(&project, &[Edit::SetAmendments(vec![off])]).expect("possible");
    let after = answers(&project);
    assert_eq!(to(&after, "Are equipment grounding").verdict, Verdict::Blank);
    assert_eq!(to(&after, "Are local amendments").value, "1 amendment");
}
