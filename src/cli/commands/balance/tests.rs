//! What the command says with a model: who answered, its figures, the other beside it.

use super::*;
use crate::domain::examples;
use crate::proposals::Cancel;
use crate::proposals::stub_model::StubModel;
use serde_json::{Value, json};

fn asked(method: BalanceMethod) -> BalanceWish {
    BalanceWish { method, ..BalanceWish::of(crate::domain::PanelId(1), examples::two_panels().settings()) }
}

fn answers(method: BalanceMethod, stub: StubModel) -> (Value, String) {
    let snapshot = Document::unsaved(examples::two_panels()).snapshot();
    let wish = asked(method);
    let model = AskedOnce::new(&stub);
    let proposal =
        propose_balance(&snapshot, &wish, Some(&model), &Cancel::default(), &mut |_| {}).expect("a plan");
    let loads = project_loads(&snapshot.project).panels[&wish.panel].clone();
    let told = Told {
        panel: snapshot.project.panel(wish.panel).expect("there"),
        wish: &wish,
        proposal: &proposal,
        before: loads.clone(),
        after: loads,
        ms: 12.0,
        figures: figures(&model, &proposal),
        model_ms: model.took_ms(),
    };
    (answer_json::answer(&told), answer_text::answer(&told))
}

#[test]
fn the_model_is_named_with_its_figures_and_the_exact_search_beside_it() {
    let (answer, text) = answers(BalanceMethod::Auto, StubModel::good());
    assert_eq!((&answer["method"], &answer["model"]), (&json!("hrm"), &json!("stub-1")));
    assert_eq!(answer["beside"]["method"], "exact");
    assert_eq!((&answer["beside"]["moves"], &answer["beside"]["rejected"]), (&json!(3), &Value::Null));
    assert_eq!(answer["baselines"]["hrm_raw"], json!(0.9));
    assert_eq!(answer["baselines"]["hrm_best_segment"], json!(0.95));
    assert_eq!(answer["baselines"]["hrm_best_of_4"], json!(0.97));
    assert!(text.contains("ms: 0.981 in 3 moves · verified · best possible 1.000"), "{text}");
    assert!(text.contains("\nbeside it exact "), "{text}");
    let (answer, _) = answers(BalanceMethod::Hrm, StubModel::wild());
    assert_eq!((&answer["method"], &answer["verified"]), (&json!("hrm"), &json!(true)));
}

#[test]
fn a_rejected_plan_is_named_beside_the_exact_one() {
    let (answer, text) = answers(BalanceMethod::Auto, StubModel::nonsense());
    assert_eq!((&answer["method"], &answer["beside"]["method"]), (&json!("exact"), &json!("hrm")));
    let why = answer["beside"]["rejected"].as_str().unwrap_or_default();
    assert!(why.contains("did not pass the independent check"), "{why}");
    assert!(text.contains(why), "{text}");
}

#[test]
fn a_model_file_that_cannot_be_used_stops_only_the_method_that_needs_it() {
    let broken = || Some(Err("the file is cut short".to_owned()));
    assert!(model(&asked(BalanceMethod::Auto), broken()).is_ok_and(|model| model.is_none()));
    assert!(model(&asked(BalanceMethod::Exact), broken()).is_ok_and(|model| model.is_none()));
    let error = model(&asked(BalanceMethod::Hrm), broken()).err().expect("it needs one");
    assert!(format!("{error:?}").contains("the file is cut short"), "{error:?}");
}
