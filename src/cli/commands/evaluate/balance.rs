//! `phasewright evaluate balance`: a balancing model beside plain algorithms and the best possible, cell by cell.

use super::same_set;
use crate::cli::commands::Context;
use crate::cli::json::number;
use crate::cli::progress::counted;
use crate::cli::table::{Align, Table};
use crate::cli::{CliError, Outcome};
use crate::hrm::Estimate;
use crate::hrm::balance::{
    COLUMNS, CellScores, FIRST_OF_MODEL, FewestScores, MOVERS, PanelPlan, PanelRecord, Summary, TARGET,
    TrainedBalance, evaluate, evaluate_fewest, hash_of,
};
use serde_json::{Map, Value, json};

/// How a model may fall short of LPT and still be let through: raw mean and raw 5th percentile, in every cell. Besides, raw
/// has to be better than the snake, and the best of four starts no worse than LPT.
const GATE: [f64; 2] = [0.005, 0.02];
/// Panelboards of each cell that everybody is asked for few moves on: the exact search takes its time.
const FEWEST_OF_CELL: usize = 150;

const GATE_WORDS: &str = "raw mean within 0.005 of LPT and above the snake, raw 5th percentile within 0.02 of LPT, best of 4 at least LPT";

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
    let working = counted("drawing the test panelboards", 0);
    let records = plan.draw_test(&mut |done, of| {
        working.set_steps(of as u64);
        working.begin_at(done as u64);
        !context.cancel.is_cancelled()
    })?;
    same_set(&hash_of(&records), sha256)?;
    Ok(records)
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
    let passed = cells.iter().all(passes);
    context.output.answer(|| as_json(judged, &cells, &fewest), || as_text(judged, &cells, &fewest))?;
    Ok(if passed { Outcome::Done } else { Outcome::No })
}

fn passes(cell: &CellScores) -> bool {
    let column =
        |name: &str| COLUMNS.iter().position(|column| *column == name).and_then(|at| cell.columns.get(at));
    let (Some(lpt), Some(raw)) = (column("lpt"), column("raw")) else { return false };
    let (Some(snake), Some(best_of_4)) = (column("snake"), column("best_of_4")) else { return false };
    raw.mean.value >= lpt.mean.value - GATE[0]
        && raw.p5.value >= lpt.p5.value - GATE[1]
        && raw.mean.value > snake.mean.value
        && best_of_4.mean.value >= lpt.mean.value
}

fn as_json(judged: &Judged<'_>, cells: &[CellScores], fewest: &[FewestScores]) -> Value {
    let by_cell: Map<String, Value> = cells.iter().map(|cell| (cell.cell.clone(), of_cell(cell))).collect();
    // Over all cells alike, so that a large one does not outweigh a small one.
    let overall = |range: std::ops::Range<usize>| -> Map<String, Value> {
        range
            .flat_map(|column| {
                let name = COLUMNS[column];
                let mean = |pick: fn(&Summary) -> Estimate| {
                    let sum = |part: fn(&Estimate) -> f64| {
                        cells.iter().map(|cell| part(&pick(&cell.columns[column]))).sum::<f64>()
                            / cells.len().max(1) as f64
                    };
                    estimate(&Estimate {
                        value: sum(|e| e.value),
                        low: sum(|e| e.low),
                        high: sum(|e| e.high),
                    })
                };
                [
                    (format!("{name}_mean"), mean(|s| s.mean)),
                    (format!("{name}_p5"), mean(|s| s.p5)),
                    (format!("{name}_above_095"), mean(|s| s.above)),
                ]
            })
            .collect()
    };
    json!({
        "task": "balance",
        "model": judged.name,
        "split": judged.split,
        "n": judged.records.len(),
        "metrics": overall(FIRST_OF_MODEL..COLUMNS.len()),
        "baselines": overall(0..FIRST_OF_MODEL),
        "by": { "cell": by_cell },
        "fewest_moves": { "target": TARGET, "by_slots": fewest.iter().map(of_size).collect::<Vec<_>>() },
    })
}

fn of_size(size: &FewestScores) -> Value {
    let movers: Map<String, Value> = MOVERS
        .iter()
        .zip(&size.movers)
        .map(|(name, moved)| {
            let of = json!({ "reached": estimate(&moved.reached), "moves": estimate(&moved.moves) });
            ((*name).to_owned(), of)
        })
        .collect();
    json!({
        "slots": size.slots,
        "n": size.panels,
        "n_reached_by_all": size.by_all,
        "exact_proven": number(size.proven),
        "movers": movers,
    })
}

fn of_cell(cell: &CellScores) -> Value {
    let columns = |range: std::ops::Range<usize>| -> Map<String, Value> {
        let summary = |column: usize| {
            let Summary { mean, p5, above } = &cell.columns[column];
            let all = json!({ "mean": estimate(mean), "p5": estimate(p5), "above_095": estimate(above) });
            (COLUMNS[column].to_owned(), all)
        };
        range.map(summary).collect()
    };
    json!({
        "n": cell.panels,
        "best_possible_proven": number(cell.proven),
        "passes": passes(cell),
        "metrics": columns(FIRST_OF_MODEL..COLUMNS.len()),
        "baselines": columns(0..FIRST_OF_MODEL),
    })
}

fn estimate(of: &Estimate) -> Value {
    json!({ "value": number(of.value), "ci95": [number(of.low), number(of.high)] })
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
    let short: Vec<&str> = cells.iter().filter(|cell| !passes(cell)).map(|cell| cell.cell.as_str()).collect();
    let proven = cells.iter().map(|cell| cell.proven * cell.panels as f64).sum::<f64>();
    text += &format!(
        "\nBest possible proven for {:.1} % of the panelboards, the best that is known for the others\n",
        100.0 * proven / judged.records.len().max(1) as f64
    );
    text += &if short.is_empty() {
        format!("Gate passed in every cell: {GATE_WORDS}\n")
    } else {
        format!("Gate not passed in {}: {GATE_WORDS}\n", short.join(", "))
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
