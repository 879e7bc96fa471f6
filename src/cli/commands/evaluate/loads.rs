//! `phasewright evaluate loads`: a model of loads beside plain rules and the engine, cell by cell.

use super::drawn_anew;
use crate::cli::commands::Context;
use crate::cli::progress::counted;
use crate::cli::table::{Align, Table};
use crate::cli::{CliError, Outcome};
use crate::hrm::Estimate;
use crate::hrm::loads::{
    InventoryRecord, LoadPlan, LoadsScores, TrainedLoads, evaluate_loads, hash_of, loads_answer,
};

/// What is judged on what.
pub(super) struct Judged<'a> {
    pub name: String,
    pub model: &'a TrainedLoads,
    pub split: String,
    pub records: Vec<InventoryRecord>,
    /// Of the confidence, fitted on inventories of neither training nor test.
    pub temperature: f64,
}

/// Draws a frozen test set anew and checks that it is the same.
pub(super) fn frozen(
    plan: &LoadPlan,
    sha256: Option<&str>,
    context: &Context,
) -> Result<Vec<InventoryRecord>, CliError> {
    drawn_anew(("drawing the test inventories", sha256), context, |go_on| plan.draw_test(go_on), hash_of)
}

pub(super) fn run(judged: &Judged<'_>, context: &Context) -> Result<Outcome, CliError> {
    let working = counted("judging", judged.records.len() as u64);
    let network = judged.model.network();
    let scores = evaluate_loads(network, &judged.records, judged.temperature, &mut |done| {
        working.begin_at(done as u64);
        !context.cancel.is_cancelled()
    })?;
    drop(working);
    let passed = scores.reached().iter().all(|(_, value, aim)| value >= aim);
    let answer = || loads_answer(&judged.name, &judged.split, &scores);
    context.output.answer(answer, || as_text(judged, &scores))?;
    Ok(if passed { Outcome::Done } else { Outcome::No })
}

fn as_text(judged: &Judged<'_>, scores: &LoadsScores) -> String {
    use Align::{Left, Right};
    let mut text = format!("{} on {} inventories of loads it never saw\n", judged.name, scores.all.n);
    let heads = [
        "Cell",
        "n",
        "in full: factors",
        "size",
        "rules of thumb: factors",
        "size",
        "HRM: factors",
        "legs",
        "size",
        "whole",
    ];
    let columns = heads.iter().enumerate().map(|(at, head)| (if at == 0 { Left } else { Right }, *head));
    let mut table = Table::new(columns);
    for cell in scores.cells.iter().chain([&scores.all]) {
        let words = |of: &Estimate| {
            let half = (of.value - of.low).max(of.high - of.value);
            format!("{:.1} ±{:.1}", 100.0 * of.value, 100.0 * half)
        };
        let size = |who: usize| cell.scores.get(who).and_then(|of| of.get(2)).map(|of| words(&of.mean));
        let items = |who: usize| cell.items.get(who).map(words);
        let own = |what: usize| cell.scores.get(3).and_then(|of| of.get(what)).map(|of| words(&of.mean));
        let all = [items(0), size(0), items(1), size(1), items(3), own(1), own(2), own(3)];
        let row = [cell.cell.clone(), cell.n.to_string()];
        table.row(row.into_iter().chain(all.into_iter().map(Option::unwrap_or_default)));
    }
    text += &format!(
        "\nPer cent that agree with the engine, with the wider half of the 95 % interval: loads by their factor, inventories by demand of every leg, by size, by all of it\n\n{}",
        table.text()
    );
    text += &format!(
        "\nDemand of the worst leg is off by {:.2} % of the most loaded one on average\n",
        100.0 * scores.leg_error.value
    );
    let mut table = Table::new([(Left, "Confidence"), (Right, "n"), (Right, "mean"), (Right, "right")]);
    for row in &scores.reliability.rows {
        table.row([
            format!("{:.0} to {:.0} %", 100.0 * row.from, 100.0 * row.to),
            row.n.to_string(),
            format!("{:.1} %", 100.0 * row.confidence),
            format!("{:.1} %", 100.0 * row.accuracy),
        ]);
    }
    text += &format!(
        "\nHow sure it is of the size, at temperature {:.3}: expected calibration error {:.4}, without {:.4}\n\n{}",
        scores.temperature,
        scores.reliability.error,
        scores.uncalibrated.error,
        table.text()
    );
    for (what, value, aim) in scores.reached() {
        let words = if value >= aim { "reached" } else { "not reached" };
        text += &format!("\n{what} {value:.4}: aim of {aim} {words}");
    }
    text + "\n"
}
