//! RULES.md is written from what the rules say about themselves; a stale one fails. `UPDATE=1` rewrites it.

use std::path::Path;

#[test]
fn rules_reference_is_fresh() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("RULES.md");
    let expected = phasewright::rules::reference();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &expected).expect("the package folder can be written");
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(written == expected, "RULES.md is stale; run UPDATE=1 cargo test rules_reference");
}

#[test]
fn every_rule_says_what_it_does_and_what_it_leaves_out() {
    for rule in phasewright::rules::all_rules() {
        let meta = rule.meta();
        for (what, text) in [
            ("checks", meta.checks),
            ("resolve", meta.resolve),
            ("not_checked", meta.not_checked),
            ("title", meta.title),
        ] {
            assert!(!text.is_empty() && !text.contains("  "), "{}: {what}", meta.code);
        }
        assert!(!meta.looks_at.is_empty(), "{}", meta.code);
    }
}
