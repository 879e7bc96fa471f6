//! What an evaluation of loads answers: one JSON document for the command line, for cards and for the Training tab.

use super::evaluate::{ANSWERERS, LoadsCell, LoadsScores, SCORES};
use crate::hrm::balance::Summary;
use crate::hrm::estimate::json_number as number;
use crate::hrm::reliability::{Reliability, ReliabilityRow};
use serde_json::{Map, Value, json};

/// What a model has to reach on all inventories together: loads with the right factor, and right sizes.
const AIMS: [(&str, f64); 2] = [("item_factors", 0.98), ("size", 0.97)];

impl LoadsScores {
    /// Returns the two figures that have an aim, each with its aim.
    pub fn reached(&self) -> [(&'static str, f64, f64); 2] {
        let model = ANSWERERS.len() - 1;
        let size = self.all.scores.get(model).and_then(|of| of.get(2)).map_or(0.0, |size| size.mean.value);
        let items = self.all.items.get(model).map_or(0.0, |items| items.value);
        [(AIMS[0].0, items, AIMS[0].1), (AIMS[1].0, size, AIMS[1].1)]
    }
}

/// Returns the name of a column: the model's own stand without its name.
fn column(who: &str, what: &str) -> String {
    if who == "model" { what.to_owned() } else { format!("{who}_{what}") }
}

/// Returns the answer about a model.
pub fn loads_answer(model: &str, split: &str, scores: &LoadsScores) -> Value {
    let by_cell: Map<String, Value> =
        scores.cells.iter().map(|cell| (cell.cell.clone(), of_cell(cell))).collect();
    let overall = |own: bool| -> Map<String, Value> {
        let mut all = Map::new();
        for (who, (of, items)) in ANSWERERS.iter().zip(scores.all.scores.iter().zip(&scores.all.items)) {
            if (*who == "model") == own {
                all.insert(column(who, "item_factors"), items.to_json());
                for (what, summary) in SCORES.iter().zip(of) {
                    all.insert(column(who, what), summary.mean.to_json());
                }
            }
        }
        all
    };
    let mut metrics = overall(true);
    metrics.insert("leg_error".to_owned(), scores.leg_error.to_json());
    json!({
        "task": "loads",
        "model": model,
        "split": split,
        "n": scores.all.n,
        "left_out": scores.left_out,
        "metrics": metrics,
        "baselines": overall(false),
        "by": { "cell": by_cell },
        "calibration": {
            "of": "size",
            "temperature": number(scores.temperature),
            "ece": number(scores.reliability.error),
            "ece_uncalibrated": number(scores.uncalibrated.error),
            "reliability": rows(&scores.reliability),
        },
    })
}

fn rows(of: &Reliability) -> Vec<Value> {
    let row = |row: &ReliabilityRow| {
        json!({
            "from": number(row.from),
            "to": number(row.to),
            "n": row.n,
            "confidence": number(row.confidence),
            "accuracy": number(row.accuracy),
        })
    };
    of.rows.iter().map(row).collect()
}

fn of_cell(cell: &LoadsCell) -> Value {
    let columns = |own: bool| -> Map<String, Value> {
        let mut all = Map::new();
        for (who, of) in ANSWERERS.iter().zip(&cell.scores).filter(|(who, _)| (**who == "model") == own) {
            for (what, Summary { mean, p5, above }) in SCORES.iter().zip(of) {
                let summary =
                    json!({ "mean": mean.to_json(), "p5": p5.to_json(), "above_095": above.to_json() });
                all.insert(column(who, what), summary);
            }
        }
        all
    };
    let items: Map<String, Value> =
        ANSWERERS.iter().zip(&cell.items).map(|(who, items)| ((*who).to_owned(), items.to_json())).collect();
    json!({ "n": cell.n, "item_factors": items, "metrics": columns(true), "baselines": columns(false) })
}
