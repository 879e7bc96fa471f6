//! `phasewright evaluate routing`: a routing model beside what costs no model and beside A*, size by size.

use super::drawn_anew;
use crate::cli::commands::Context;
use crate::cli::progress::counted;
use crate::cli::table::{Align, Table};
use crate::cli::{CliError, Outcome};
use crate::hrm::Estimate;
use crate::hrm::routing::{
    FloorPlans, PUBLISHED_MAZES, PlanRecord, ROUTING_GATE, Routed, SizeScores, TrainedRouting,
    evaluate_routing, hash_of_plans, routing_answer,
};

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
    drawn_anew(("drawing the test plans", sha256), context, |go_on| plan.draw_test(go_on), hash_of_plans)
}

pub(super) fn run(judged: &Judged<'_>, context: &Context) -> Result<Outcome, CliError> {
    let working = counted("judging", judged.records.len() as u64);
    let sizes = evaluate_routing(judged.model.network(), &judged.records, &mut |done| {
        working.begin_at(done as u64);
        !context.cancel.is_cancelled()
    })?;
    drop(working);
    let passed = sizes.iter().all(SizeScores::passes);
    context
        .output
        .answer(|| routing_answer(&judged.name, &judged.split, &sizes), || as_text(judged, &sizes))?;
    Ok(if passed { Outcome::Done } else { Outcome::No })
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
                100.0 * PUBLISHED_MAZES
            );
        }
    }
    let thought: Vec<String> =
        sizes.iter().map(|size| format!("{} {:.1}", size.cell, size.segments.value)).collect();
    text += &format!("\nSegments until nothing was decided any more: {}\n", thought.join(", "));
    let short: Vec<&str> =
        sizes.iter().filter(|size| !size.passes()).map(|size| size.cell.as_str()).collect();
    text += &if short.is_empty() {
        format!("Gate passed at every size: {ROUTING_GATE}\n")
    } else {
        format!("Gate not passed at {}: {ROUTING_GATE}\n", short.join(", "))
    };
    text
}
