//! `phasewright evaluate validation`: a model beside what costs no model and beside the rules, family by family.

use super::drawn_anew;
use crate::cli::commands::Context;
use crate::cli::progress::counted;
use crate::cli::table::{Align, Table};
use crate::cli::{CliError, Outcome};
use crate::hrm::Estimate;
use crate::hrm::validation::{
    CircuitPlan, CircuitRecord, FIRST_OF_TELLERS, Overall, TrainedValidation, ValidationScores, WANTED_F1,
    evaluate_validation, hash_of_circuits, validation_answer,
};

/// What is judged on what.
pub(super) struct Judged<'a> {
    pub name: String,
    pub model: &'a TrainedValidation,
    pub split: String,
    pub records: Vec<CircuitRecord>,
    /// Other circuits, to fit the temperature on and to know what is most frequent.
    pub others: Vec<CircuitRecord>,
}

/// Draws a frozen test set anew, checks that it is the same, and draws circuits of other projects beside it.
pub(super) fn frozen(
    plan: &CircuitPlan,
    sha256: Option<&str>,
    context: &Context,
) -> Result<(Vec<CircuitRecord>, Vec<CircuitRecord>), CliError> {
    let records = drawn_anew(
        ("drawing the test circuits", sha256),
        context,
        |go_on| plan.draw_test(go_on),
        hash_of_circuits,
    )?;
    // The split that a run is looked at with, as a dataset of this plan has it.
    let val = plan.draw_val(plan.examples / 10, &mut |_, _| !context.cancel.is_cancelled())?;
    Ok((records, val))
}

pub(super) fn run(judged: &Judged<'_>, context: &Context) -> Result<Outcome, CliError> {
    let working = counted("judging", judged.records.len() as u64);
    let of = (judged.records.as_slice(), judged.others.as_slice());
    let scores = evaluate_validation(judged.model.network(), of, &mut |done| {
        working.begin_at(done as u64);
        !context.cancel.is_cancelled()
    })?;
    drop(working);
    let passed = model_of(&scores).is_some_and(|model| model.macro_f1.value >= WANTED_F1);
    context
        .output
        .answer(|| validation_answer(&judged.name, &judged.split, &scores), || as_text(judged, &scores))?;
    Ok(if passed { Outcome::Done } else { Outcome::No })
}

fn model_of(scores: &ValidationScores) -> Option<&Overall> {
    scores.overall.get(FIRST_OF_TELLERS)
}

fn as_text(judged: &Judged<'_>, scores: &ValidationScores) -> String {
    use Align::{Left, Right};
    let mut text = format!(
        "{} on {} circuits of {} projects it never saw\n\nF1 of the violations, with the 95 % interval over projects\n\n",
        judged.name, scores.circuits, scores.projects
    );
    let heads = [
        "Family",
        "Violated",
        "majority",
        "look-ups",
        "rules",
        "HRM raw",
        "precision",
        "recall",
        "attribute",
    ];
    let aligned = |heads: &[&'static str]| -> Vec<(Align, &'static str)> {
        heads.iter().enumerate().map(|(at, head)| (if at == 0 { Left } else { Right }, *head)).collect()
    };
    let mut table = Table::new(aligned(&heads));
    for family in &scores.families {
        let mut row = vec![family.family.name().to_owned(), family.violations.to_string()];
        row.extend(family.tellers.iter().take(FIRST_OF_TELLERS).map(|told| format!("{:.3}", told.f1.value)));
        if let Some(raw) = family.tellers.get(FIRST_OF_TELLERS) {
            let Estimate { value, low, high } = raw.f1;
            row.push(format!("{value:.3} ({low:.3} to {high:.3})"));
            row.extend([raw.precision, raw.recall, family.located].map(|share| format!("{share:.3}")));
        }
        table.row(row);
    }
    text += &table.text();
    text += "\nAll families\n\n";
    let mut table =
        Table::new(aligned(&["", "macro-F1", "95 %", "attribute", "agreement", "circuits all right"]));
    for (name, of) in ["majority", "look-ups", "rules", "HRM raw"].iter().zip(&scores.overall) {
        let Estimate { value, low, high } = of.macro_f1;
        let mut row = vec![(*name).to_owned(), format!("{value:.3}"), format!("{low:.3} to {high:.3}")];
        row.extend([of.attribute, of.agreement, of.exact].map(|share| format!("{share:.3}")));
        table.row(row);
    }
    text += &table.text();
    text += "\nBy difficulty, macro-F1 over the families that are violated there\n\n";
    let mut table =
        Table::new(aligned(&["", "Circuits", "majority", "look-ups", "rules", "HRM raw", "agreement"]));
    for of in &scores.difficulties {
        let mut row = vec![of.difficulty.clone(), of.circuits.to_string()];
        row.extend(of.tellers.iter().map(|(f1, _)| format!("{f1:.3}")));
        row.extend(of.tellers.get(FIRST_OF_TELLERS).map(|(_, agreement)| format!("{agreement:.3}")));
        table.row(row);
    }
    text += &table.text();
    text += &format!(
        "\nCalibration: expected calibration error {:.4}, with a temperature of {:.2} fitted on other circuits {:.4}\n",
        scores.plain.error, scores.temperature, scores.tempered.error
    );
    let reached = model_of(scores).map_or(0.0, |model| model.macro_f1.value);
    text += &if reached >= WANTED_F1 {
        format!("Gate passed: macro-F1 of {WANTED_F1} and more\n")
    } else {
        format!("Gate not passed: macro-F1 is {reached:.3}, {WANTED_F1} is wanted\n")
    };
    text
}
