//! The only integration test binary.

mod calc;
mod cli;
mod cli_reference;
mod correct_projects;
mod determinism;
mod drawing_corpus;
mod import_corpus;
mod libraries;
mod readme;
mod route_corpus;
mod rule_cases;
mod rules_reference;
mod tidy;
#[cfg(feature = "ml")]
mod training_studio;
