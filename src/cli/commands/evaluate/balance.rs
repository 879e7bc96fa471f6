//! `phasewright evaluate balance`: a balancing model beside plain algorithms and the best possible, cell by cell.

use super::drawn_anew;
use crate::cli::commands::Context;
use crate::cli::progress::counted;
use crate::cli::table::{Align, Table};
use crate::cli::{CliError, Outcome};
use crate::hrm::Estimate;
use crate::hrm::balance::{
    BALANCE_GATE, CellScores, FewestScores, PanelPlan, PanelRecord, Summary, TARGET, TrainedBalance,
    balance_answer, evaluate, evaluate_fewest, hash_of,
};

/// Panelboards of each cell that everybody is asked for few moves on: the exact search takes its time.
const FEWEST_OF_CELL: usize = 150;

/// What is judged on what.
pub(super) struct Judged<'a> {
    pub name: String,
    pub model: &'a TrainedBalance,
    pub split: String,
    pub records: Vec<PanelRecord>,
}

/// Draws a frozen test set anew and checks that it is the same.
pub(super) fn frozen(
    plan: &PanelPlan,
    sha256: Option<&str>,
    context: &Context,
) -> Result<Vec<PanelRecord>, CliError> {
    drawn_anew(("drawing the test panelboards", sha256), context, |go_on| plan.draw_test(go_on), hash_of)
}

pub(super) fn run(judged: &Judged<'_>, context: &Context) -> Result<Outcome, CliError> {
    let working = counted("judging", judged.records.len() as u64);
    let cells = evaluate(judged.model.network(), &judged.records, &mut |done| {
        working.begin_at(done as u64);
        !context.cancel.is_cancelled()
    })?;
    drop(working);
    let working = counted("judging few moves", (FEWEST_OF_CELL * cells.len()) as u64);
    let fewest = evaluate_fewest(judged.model, &judged.records, FEWEST_OF_CELL, &mut |done| {
        working.begin_at(done as u64);
        !context.cancel.is_cancelled()
    })?;
    drop(working);
    let passed = cells.iter().all(CellScores::passes);
    let answer = || balance_answer(&judged.name, &judged.split, &cells, Some(&fewest));
    context.output.answer(answer, || as_text(judged, &cells, &fewest))?;
    Ok(if passed { Outcome::Done } else { Outcome::No })
}

fn as_text(judged: &Judged<'_>, cells: &[CellScores], fewest: &[FewestScores]) -> String {
    use Align::{Left, Right};
    let mut text = format!(
        "{} on {} panelboards; every score relative to the best possible of its panelboard\n",
        judged.name,
        judged.records.len()
    );
    type Pick = fn(&Summary) -> Estimate;
    let parts: [(&str, Pick); 3] = [
        ("Mean", |summary| summary.mean),
        ("5th percentile", |summary| summary.p5),
        ("Share above 0.95", |summary| summary.above),
    ];
    for (title, pick) in parts {
        let heads = [
            "Cell",
            "random",
            "as is",
            "snake",
            "LPT",
            "LPT + swaps",
            "best",
            "HRM raw",
            "best segment",
            "best of 4",
            "polished",
        ];
        let columns = heads.iter().enumerate().map(|(at, head)| (if at == 0 { Left } else { Right }, *head));
        let mut table = Table::new(columns);
        for cell in cells {
            let mut row = vec![cell.cell.clone()];
            row.extend(cell.columns.iter().map(|summary| {
                let Estimate { value, low, high } = pick(summary);
                format!("{value:.3} ±{:.3}", (high - low) / 2.0)
            }));
            table.row(row);
        }
        text += &format!("\n{title}, with half of the 95 % interval\n\n{}", table.text());
    }
    text += &few_moves(fewest);
    let short: Vec<&str> =
        cells.iter().filter(|cell| !cell.passes()).map(|cell| cell.cell.as_str()).collect();
    let proven = cells.iter().map(|cell| cell.proven * cell.panels as f64).sum::<f64>();
    text += &format!(
        "\nBest possible proven for {:.1} % of the panelboards, the best that is known for the others\n",
        100.0 * proven / judged.records.len().max(1) as f64
    );
    text += &if short.is_empty() {
        format!("Gate passed in every cell: {BALANCE_GATE}\n")
    } else {
        format!("Gate not passed in {}: {BALANCE_GATE}\n", short.join(", "))
    };
    text
}

fn few_moves(sizes: &[FewestScores]) -> String {
    use Align::{Left, Right};
    let heads = ["LPT + swaps", "first answer", "exact", "HRM", "HRM polished"];
    let columns = std::iter::once((Left, "Slots")).chain(heads.map(|head| (Right, head)));
    let mut table = Table::new(columns);
    for size in sizes {
        let mut row = vec![format!("{}, moves", size.slots)];
        row.extend(size.movers.iter().map(|moved| {
            let Estimate { value, low, high } = moved.moves;
            format!("{value:.1} ±{:.1}", (high - low) / 2.0)
        }));
        table.row(row);
        let mut row = vec![format!("{}, reached", size.slots)];
        row.extend(size.movers.iter().map(|moved| format!("{:.1} %", 100.0 * moved.reached.value)));
        table.row(row);
    }
    format!(
        "\nMoves until {TARGET} is reached, where all reach it, on {} panelboards that fall short of it and can\n\n{}",
        sizes.iter().map(|size| size.panels).sum::<usize>(),
        table.text()
    )
}
