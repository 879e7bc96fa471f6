//! The figures of a model, read from the JSON answer of `evaluate`: the numbers of the gate and of the card's table.

use crate::hrm::Estimate;
use serde_json::Value;
use std::collections::BTreeMap;

/// One column of a cell: mean and 5th percentile of scores relative to the best possible.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figure {
    pub mean: Estimate,
    pub p5: Estimate,
    /// Share of the examples above 0.95.
    pub above: Estimate,
}

/// One cell of a test set, as in `18 208Y/120` or `16 x 16`.
#[derive(Clone, Debug, PartialEq)]
pub struct CellFigures {
    pub cell: String,
    /// Examples.
    pub n: u64,
    /// Share of them whose best possible is proven, 0 to 1.
    pub proven: Option<f64>,
    /// By the names of the evaluation: `lpt`, `raw`, `polished`.
    pub columns: BTreeMap<String, Figure>,
}

/// The figures on a whole test set.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    pub task: String,
    pub n: u64,
    /// In the order of the evaluation.
    pub cells: Vec<CellFigures>,
}

/// Reads the figures from what `evaluate` answered.
///
/// # Errors
/// Says which number is missing.
pub fn read_figures(answer: &Value) -> Result<Figures, String> {
    let missing = |what: &str| format!("the metrics have no {what}; they are the JSON answer of evaluate");
    let task = answer["task"].as_str().ok_or_else(|| missing("task"))?.to_owned();
    let n = answer["n"].as_u64().ok_or_else(|| missing("n"))?;
    let by_cell = answer["by"]["cell"].as_object().ok_or_else(|| missing("by.cell"))?;
    let cells: Result<Vec<CellFigures>, String> = by_cell
        .iter()
        .map(|(name, cell)| read_cell(name, cell).map_err(|what| missing(&format!("by.cell.{name}.{what}"))))
        .collect();
    Ok(Figures { task, n, cells: cells? })
}

fn read_cell(name: &str, cell: &Value) -> Result<CellFigures, String> {
    let n = cell["n"].as_u64().ok_or("n")?;
    let mut columns = BTreeMap::new();
    for part in ["baselines", "metrics"] {
        for (column, numbers) in cell[part].as_object().ok_or(part)? {
            let read = |kind: &str| read_estimate(&numbers[kind]).ok_or(format!("{part}.{column}.{kind}"));
            columns.insert(
                column.clone(),
                Figure { mean: read("mean")?, p5: read("p5")?, above: read("above_095")? },
            );
        }
    }
    let proven = cell["best_possible_proven"].as_f64();
    Ok(CellFigures { cell: name.to_owned(), n, proven, columns })
}

fn read_estimate(of: &Value) -> Option<Estimate> {
    let number = |value: &Value| value.as_f64().filter(|number| number.is_finite());
    let [low, high] = [number(&of["ci95"][0])?, number(&of["ci95"][1])?];
    Some(Estimate { value: number(&of["value"])?, low, high })
}
