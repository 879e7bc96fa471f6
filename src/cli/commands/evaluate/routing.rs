//! `phasewright evaluate routing`: a routing model beside what costs no model and beside A*, size by size.

use super::same_set;
use crate::cli::commands::Context;
use crate::cli::json::number;
use crate::cli::progress::counted;
use crate::cli::table::{Align, Table};
use crate::cli::{CliError, Outcome};
use crate::hrm::Estimate;
use crate::hrm::routing::{
    FIRST_OF_ROUTERS, FloorPlans, PlanRecord, ROUTERS, Routed, SizeScores, TrainedRouting, evaluate_routing,
    hash_of_plans,
};
use serde_json::{Map, Value, json};

/// How much better than the greedy walk a model has to be at every size, as a share of the cells.
const ABOVE_GREEDY: f64 = 0.2;
/// Shares of the cells with a way, and with a shortest one, at the sizes that plans mostly have.
const WANTED: (f64, f64) = (0.95, 0.85);
const WANTED_AT: [&str; 3] = ["16 x 16", "20 x 20", "24 x 24"];
/// What is published for 30 x 30 mazes of this kind: the share whose answer is right (HRM, arXiv 2506.21734).
const PUBLISHED: f64 = 0.745;

const GATE_WORDS: &str = "0.2 above the greedy walk at every size; 0.95 of the cells with a way and 0.85 with a shortest at 16 to 24";

/// What is judged on what.
pub(super) struct Judged<'a> {
    pub name: String,
    pub model: &'a TrainedRouting,
    pub split: String,
    pub records: Vec<PlanRecord>,
}

/// Draws a frozen test set anew and checks that it is the same.
pub(super) fn frozen(
    plan: &FloorPlans,
    sha256: Option<&str>,
    context: &Context,
) -> Result<Vec<PlanRecord>, CliError> {
    let working = counted("drawing the test plans", 0);
    let records = plan.draw_test(&mut |done, of| {
        working.set_steps(of as u64);
        working.begin_at(done as u64);
        !context.cancel.is_cancelled()
    })?;
    same_set(&hash_of_plans(&records), sha256)?;
    Ok(records)
}

pub(super) fn run(judged: &Judged<'_>, context: &Context) -> Result<Outcome, CliError> {
    let working = counted("judging", judged.records.len() as u64);
    let sizes = evaluate_routing(judged.model.network(), &judged.records, &mut |done| {
        working.begin_at(done as u64);
        !context.cancel.is_cancelled()
    })?;
    drop(working);
    let passed = sizes.iter().all(passes);
    context.output.answer(|| as_json(judged, &sizes), || as_text(judged, &sizes))?;
    Ok(if passed { Outcome::Done } else { Outcome::No })
}

fn router<'a>(size: &'a SizeScores, name: &str) -> Option<&'a Routed> {
    ROUTERS.iter().position(|router| *router == name).and_then(|at| size.routers.get(at))
}

fn passes(size: &SizeScores) -> bool {
    let (Some(greedy), Some(raw)) = (router(size, "greedy"), router(size, "raw")) else { return false };
    let wanted = if WANTED_AT.contains(&size.cell.as_str()) { WANTED } else { (0.0, 0.0) };
    // More than all is asked of nobody.
    raw.optimal.mean.value >= (greedy.optimal.mean.value + ABOVE_GREEDY).min(1.0)
        && raw.valid.value >= wanted.0
        && raw.optimal.mean.value >= wanted.1
}

fn as_json(judged: &Judged<'_>, sizes: &[SizeScores]) -> Value {
    let by_cell: Map<String, Value> = sizes.iter().map(|size| (size.cell.clone(), of_size(size))).collect();
    // Over all sizes alike, so that one with many plans does not outweigh the others.
    let overall = |range: std::ops::Range<usize>| -> Map<String, Value> {
        let parts: [(&str, fn(&Routed) -> Estimate); 4] = [
            ("optimal", |routed| routed.optimal.mean),
            ("valid", |routed| routed.valid),
            ("far", |routed| routed.far),
            ("boards", |routed| routed.boards),
        ];
        let mut all = Map::new();
        for at in range {
            for (name, pick) in parts {
                let of: Vec<Estimate> =
                    sizes.iter().filter_map(|size| size.routers.get(at)).map(pick).collect();
                let mean =
                    |part: fn(&Estimate) -> f64| of.iter().map(part).sum::<f64>() / of.len().max(1) as f64;
                let (value, low, high) = (mean(|e| e.value), mean(|e| e.low), mean(|e| e.high));
                let key = format!("{}_{name}", ROUTERS.get(at).unwrap_or(&""));
                all.insert(key, estimate(&Estimate { value, low, high }));
            }
        }
        all
    };
    let mut metrics = overall(FIRST_OF_ROUTERS..ROUTERS.len());
    for size in sizes {
        if let Some(exact) = &size.exact {
            metrics.insert("maze_exact".to_owned(), estimate(exact));
        }
    }
    json!({
        "task": "routing",
        "model": judged.name,
        "split": judged.split,
        "n": judged.records.len(),
        "metrics": metrics,
        "baselines": overall(0..FIRST_OF_ROUTERS),
        "by": { "cell": by_cell },
        "published": { "maze_exact": PUBLISHED },
    })
}

fn of_size(size: &SizeScores) -> Value {
    let columns = |range: std::ops::Range<usize>| -> Map<String, Value> {
        let named = ROUTERS.iter().zip(&size.routers).skip(range.start).take(range.len());
        let of = |(name, routed): (&&str, &Routed)| {
            let numbers = json!({
                "mean": estimate(&routed.optimal.mean),
                "p5": estimate(&routed.optimal.p5),
                "above_095": estimate(&routed.optimal.above),
                "valid": estimate(&routed.valid),
                "far": estimate(&routed.far),
                "boards": estimate(&routed.boards),
            });
            ((*name).to_owned(), numbers)
        };
        named.map(of).collect()
    };
    let mut of = json!({
        "n": size.boards,
        "passes": passes(size),
        "segments": estimate(&size.segments),
        "metrics": columns(FIRST_OF_ROUTERS..ROUTERS.len()),
        "baselines": columns(0..FIRST_OF_ROUTERS),
    });
    if let (Some(fields), Some(exact)) = (of.as_object_mut(), &size.exact) {
        fields.insert("exact".to_owned(), estimate(exact));
    }
    of
}

fn estimate(of: &Estimate) -> Value {
    json!({ "value": number(of.value), "ci95": [number(of.low), number(of.high)] })
}

fn as_text(judged: &Judged<'_>, sizes: &[SizeScores]) -> String {
    use Align::{Left, Right};
    let mut text = format!("{} on {} floor plans and mazes\n", judged.name, judged.records.len());
    let with_half = |of: &Estimate| format!("{:.1} % ±{:.1}", 100.0 * of.value, 50.0 * (of.high - of.low));
    type Pick = fn(&Routed) -> Estimate;
    let parts: [(&str, Pick); 4] = [
        ("Cells with a shortest way", |routed| routed.optimal.mean),
        ("Cells with a way", |routed| routed.valid),
        ("Cells ten and more steps away with a shortest way", |routed| routed.far),
        ("Plans with nothing but shortest ways", |routed| routed.boards),
    ];
    for (title, pick) in parts {
        let heads = ["Size", "n", "straight", "greedy", "A*", "HRM raw"];
        let mut table = Table::new(
            heads.iter().enumerate().map(|(at, head)| (if at == 0 { Left } else { Right }, *head)),
        );
        for size in sizes {
            let mut row = vec![size.cell.clone(), size.boards.to_string()];
            row.extend(size.routers.iter().map(|routed| with_half(&pick(routed))));
            table.row(row);
        }
        text += &format!("\n{title}, with half of the 95 % interval\n\n{}", table.text());
    }
    for size in sizes {
        if let Some(exact) = &size.exact {
            text += &format!(
                "\nOf {} mazes, {} have the one way from start to goal; {:.1} % is published for such mazes\n",
                size.boards,
                with_half(exact),
                100.0 * PUBLISHED
            );
        }
    }
    let thought: Vec<String> =
        sizes.iter().map(|size| format!("{} {:.1}", size.cell, size.segments.value)).collect();
    text += &format!("\nSegments until nothing was decided any more: {}\n", thought.join(", "));
    let short: Vec<&str> = sizes.iter().filter(|size| !passes(size)).map(|size| size.cell.as_str()).collect();
    text += &if short.is_empty() {
        format!("Gate passed at every size: {GATE_WORDS}\n")
    } else {
        format!("Gate not passed at {}: {GATE_WORDS}\n", short.join(", "))
    };
    text
}
