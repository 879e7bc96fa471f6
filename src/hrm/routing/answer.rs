//! What an evaluation of routing answers: one JSON document for the command line, for cards and for the Training tab.

use crate::hrm::Estimate;
use crate::hrm::estimate::overall_estimate;
use crate::hrm::routing::evaluate::{FIRST_OF_ROUTERS, ROUTERS, Routed, SizeScores};
use serde_json::{Map, Value, json};

/// How much better than the greedy walk a model has to be at every size, as a share of the cells.
const ABOVE_GREEDY: f64 = 0.2;
/// Shares of the cells with a way, and with a shortest one, at the sizes that plans mostly have.
const WANTED: (f64, f64) = (0.95, 0.85);
const WANTED_AT: [&str; 3] = ["16 x 16", "20 x 20", "24 x 24"];
/// What is published for 30 x 30 mazes of this kind: the share whose answer is right (HRM, arXiv 2506.21734).
pub const PUBLISHED_MAZES: f64 = 0.745;

/// What is asked of a shipped model, in words.
pub const ROUTING_GATE: &str = "0.2 above the greedy walk at every size; 0.95 of the cells with a way and 0.85 with a shortest at 16 to 24";

impl SizeScores {
    fn router(&self, name: &str) -> Option<&Routed> {
        ROUTERS.iter().position(|router| *router == name).and_then(|at| self.routers.get(at))
    }

    /// Whether the model is as good as is asked of a shipped one.
    pub fn passes(&self) -> bool {
        let (Some(greedy), Some(raw)) = (self.router("greedy"), self.router("raw")) else { return false };
        let wanted = if WANTED_AT.contains(&self.cell.as_str()) { WANTED } else { (0.0, 0.0) };
        // More than all is asked of nobody.
        raw.optimal.mean.value >= (greedy.optimal.mean.value + ABOVE_GREEDY).min(1.0)
            && raw.valid.value >= wanted.0
            && raw.optimal.mean.value >= wanted.1
    }
}

/// Returns the answer about a model.
pub fn routing_answer(model: &str, split: &str, sizes: &[SizeScores]) -> Value {
    let by_cell: Map<String, Value> = sizes.iter().map(|size| (size.cell.clone(), of_size(size))).collect();
    let mut metrics = overall(sizes, FIRST_OF_ROUTERS..ROUTERS.len());
    for size in sizes {
        if let Some(exact) = &size.exact {
            metrics.insert("maze_exact".to_owned(), exact.to_json());
        }
    }
    json!({
        "task": "routing",
        "model": model,
        "split": split,
        "n": sizes.iter().map(|size| size.boards).sum::<usize>(),
        "metrics": metrics,
        "baselines": overall(sizes, 0..FIRST_OF_ROUTERS),
        "by": { "cell": by_cell },
        "published": { "maze_exact": PUBLISHED_MAZES },
    })
}

/// Over all sizes alike, so that one with many plans does not outweigh the others.
fn overall(sizes: &[SizeScores], range: std::ops::Range<usize>) -> Map<String, Value> {
    let parts: [(&str, fn(&Routed) -> Estimate); 4] = [
        ("optimal", |routed| routed.optimal.mean),
        ("valid", |routed| routed.valid),
        ("far", |routed| routed.far),
        ("boards", |routed| routed.boards),
    ];
    let mut all = Map::new();
    for at in range {
        for (name, pick) in parts {
            let of = sizes.iter().filter_map(|size| size.routers.get(at)).map(pick);
            let key = format!("{}_{name}", ROUTERS.get(at).unwrap_or(&""));
            all.insert(key, overall_estimate(of).to_json());
        }
    }
    all
}

fn of_size(size: &SizeScores) -> Value {
    let columns = |range: std::ops::Range<usize>| -> Map<String, Value> {
        let named = ROUTERS.iter().zip(&size.routers).skip(range.start).take(range.len());
        let of = |(name, routed): (&&str, &Routed)| {
            let numbers = json!({
                "mean": routed.optimal.mean.to_json(),
                "p5": routed.optimal.p5.to_json(),
                "above_095": routed.optimal.above.to_json(),
                "valid": routed.valid.to_json(),
                "far": routed.far.to_json(),
                "boards": routed.boards.to_json(),
            });
            ((*name).to_owned(), numbers)
        };
        named.map(of).collect()
    };
    let mut of = json!({
        "n": size.boards,
        "passes": size.passes(),
        "segments": size.segments.to_json(),
        "metrics": columns(FIRST_OF_ROUTERS..ROUTERS.len()),
        "baselines": columns(0..FIRST_OF_ROUTERS),
    });
    if let (Some(fields), Some(exact)) = (of.as_object_mut(), &size.exact) {
        fields.insert("exact".to_owned(), exact.to_json());
    }
    of
}
