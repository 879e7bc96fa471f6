//! `phasewright calc`: an answer with exit code 0, a refusal with exit code 2 and its faults on standard output.

use super::{Desk, assert_keys};
use serde_json::json;

#[test]
fn an_answer_holds_all_parts_and_comes_out_the_same_twice() {
    let desk = Desk::with_office();
    let request = json!({ "id": "x1", "edition": "2023", "kind": "ocpd", "inputs": { "continuous_a": 62, "noncontinuous_a": 15 } });
    std::fs::write(desk.path("request.json"), request.to_string()).expect("written");
    let ran = desk.run(&["calc", "request.json"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let answer = ran.json();
    assert_keys(
        &answer,
        &["id", "kind", "edition", "results", "steps", "assumptions", "undetermined", "warnings"],
    );
    assert_eq!(answer["results"]["ocpd"], json!({ "value": 100, "unit": "A" }));
    assert_eq!(
        answer["undetermined"],
        json!([{ "result": "design_va", "needs": ["/inputs/v", "/inputs/phases"] }])
    );
    assert_eq!(desk.run(&["calc", "request.json"]).stdout, ran.stdout);
    let text = desk.run(&["calc", "request.json", "--format", "text"]).stdout;
    assert!(text.contains("NEC 2023 240.6(A)") && text.contains("Undetermined design_va"), "{text}");
}

#[test]
fn a_file_that_is_none_and_a_request_with_faults_are_refused_with_places() {
    let desk = Desk::with_office();
    let ran = desk.run(&["calc", "nowhere.json"]);
    let answer = ran.json();
    assert_eq!(
        (ran.code, &answer["errors"][0]["code"], &answer["errors"][0]["path"]),
        (2, &json!("E_JSON"), &json!(""))
    );
    std::fs::write(desk.path("list.json"), "[1, 2]").expect("written");
    assert_eq!(desk.run(&["calc", "list.json"]).json()["errors"][0]["code"], "E_JSON");
    let request = json!({ "id": "x2", "edition": "2023", "kind": "ocpd", "inputs": { "amps": 3 } });
    std::fs::write(desk.path("request.json"), request.to_string()).expect("written");
    let ran = desk.run(&["calc", "request.json"]);
    assert_eq!((ran.code, &ran.json()["id"]), (2, &json!("x2")));
    assert_eq!(ran.json()["errors"][0]["path"], "/inputs/amps");
}
