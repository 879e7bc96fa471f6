//! What an evaluation of balancing answers: one JSON document for the command line, for cards and for the Training tab.

use crate::hrm::balance::evaluate::{COLUMNS, CellScores, FIRST_OF_MODEL};
use crate::hrm::balance::fewest::{FewestScores, MOVERS, TARGET};
use crate::hrm::balance::statistics::Summary;
use crate::hrm::estimate::{json_number, overall_estimate};
use serde_json::{Map, Value, json};

/// How a model may fall short of LPT and still be let through: raw mean and raw 5th percentile, in every cell. Besides, raw
/// has to be better than the snake, and the best of four starts no worse than LPT.
const BELOW_LPT: [f64; 2] = [0.005, 0.02];

/// The same in words.
pub const BALANCE_GATE: &str = "raw mean within 0.005 of LPT and above the snake, raw 5th percentile within 0.02 of LPT, best of 4 at least LPT";

impl CellScores {
    /// Whether the model is as good as is asked of a shipped one.
    pub fn passes(&self) -> bool {
        let column = |name: &str| {
            COLUMNS.iter().position(|column| *column == name).and_then(|at| self.columns.get(at))
        };
        let (Some(lpt), Some(raw)) = (column("lpt"), column("raw")) else { return false };
        let (Some(snake), Some(best_of_4)) = (column("snake"), column("best_of_4")) else { return false };
        raw.mean.value >= lpt.mean.value - BELOW_LPT[0]
            && raw.p5.value >= lpt.p5.value - BELOW_LPT[1]
            && raw.mean.value > snake.mean.value
            && best_of_4.mean.value >= lpt.mean.value
    }
}

/// Returns the answer about a model, with what was asked about few moves if that was.
pub fn balance_answer(
    model: &str,
    split: &str,
    cells: &[CellScores],
    fewest: Option<&[FewestScores]>,
) -> Value {
    let by_cell: Map<String, Value> = cells.iter().map(|cell| (cell.cell.clone(), of_cell(cell))).collect();
    let mut answer = json!({
        "task": "balance",
        "model": model,
        "split": split,
        "n": cells.iter().map(|cell| cell.panels).sum::<usize>(),
        "metrics": overall(cells, FIRST_OF_MODEL..COLUMNS.len()),
        "baselines": overall(cells, 0..FIRST_OF_MODEL),
        "by": { "cell": by_cell },
    });
    if let Some((fields, fewest)) = answer.as_object_mut().zip(fewest) {
        let by_slots: Vec<Value> = fewest.iter().map(of_size).collect();
        fields.insert("fewest_moves".to_owned(), json!({ "target": TARGET, "by_slots": by_slots }));
    }
    answer
}

/// Over all cells alike, so that a large one does not outweigh a small one.
fn overall(cells: &[CellScores], range: std::ops::Range<usize>) -> Map<String, Value> {
    let of = |column: usize| {
        let name = COLUMNS[column];
        let all = |pick: fn(&Summary) -> crate::hrm::Estimate| {
            overall_estimate(cells.iter().map(|cell| pick(&cell.columns[column]))).to_json()
        };
        [
            (format!("{name}_mean"), all(|s| s.mean)),
            (format!("{name}_p5"), all(|s| s.p5)),
            (format!("{name}_above_095"), all(|s| s.above)),
        ]
    };
    range.flat_map(of).collect()
}

fn of_size(size: &FewestScores) -> Value {
    let movers: Map<String, Value> = MOVERS
        .iter()
        .zip(&size.movers)
        .map(|(name, moved)| {
            let of = json!({ "reached": moved.reached.to_json(), "moves": moved.moves.to_json() });
            ((*name).to_owned(), of)
        })
        .collect();
    json!({
        "slots": size.slots,
        "n": size.panels,
        "n_reached_by_all": size.by_all,
        "exact_proven": json_number(size.proven),
        "movers": movers,
    })
}

fn of_cell(cell: &CellScores) -> Value {
    let columns = |range: std::ops::Range<usize>| -> Map<String, Value> {
        let summary = |column: usize| {
            let Summary { mean, p5, above } = &cell.columns[column];
            let all = json!({ "mean": mean.to_json(), "p5": p5.to_json(), "above_095": above.to_json() });
            (COLUMNS[column].to_owned(), all)
        };
        range.map(summary).collect()
    };
    json!({
        "n": cell.panels,
        "best_possible_proven": json_number(cell.proven),
        "passes": cell.passes(),
        "metrics": columns(FIRST_OF_MODEL..COLUMNS.len()),
        "baselines": columns(0..FIRST_OF_MODEL),
    })
}
