//! `phasewright evaluate habits`: how much like each firm of the generator a balancing model seats, and that balance stays.

use crate::cli::commands::Context;
use crate::cli::json::number;
use crate::cli::progress::counted;
use crate::cli::table::{Align, Table};
use crate::cli::{CliError, Outcome};
use crate::hrm::Estimate;
use crate::hrm::balance::TrainedBalance;
use crate::hrm::habits::{
    Compared, Firm, FirmPlan, FirmScores, HabitExample, draw_projects, evaluate_habits, panels_of,
};
use serde_json::{Map, Value, json};

/// Buildings that are judged: drawn from another seed than those to learn from.
const HELD_OUT: u64 = 9_000;
const PROJECTS: usize = 30;
/// Projects whose counts the plain baseline has: as many, and the same, as `dataset projects` draws with seed 1.
const KNOWN: usize = 14;

/// A change of a score below this is rounding.
const SAME: f64 = 1e-9;

pub(super) fn run(name: &str, model: &TrainedBalance, context: &Context) -> Result<Outcome, CliError> {
    let working = counted("judging habits", (PROJECTS * Firm::ALL.len()) as u64);
    let mut all = Vec::new();
    for (place, firm) in Firm::ALL.iter().enumerate() {
        let drawn = |projects: usize, seed: u64| draw_projects(FirmPlan { firm: *firm, projects, seed });
        let held_out = drawn(PROJECTS, HELD_OUT)?.iter().map(panels_of).collect::<Result<Vec<_>, _>>()?;
        let known = drawn(KNOWN, 1)?.iter().map(panels_of).collect::<Result<Vec<_>, _>>()?;
        let known: Vec<HabitExample> = known.into_iter().flatten().map(HabitExample::of).collect();
        let mut go_on = |done: usize| {
            working.begin_at((place * PROJECTS + done) as u64);
            !context.cancel.is_cancelled()
        };
        all.push((*firm, evaluate_habits(model, &held_out, &known, &mut go_on)?));
    }
    drop(working);
    context.output.answer(|| as_json(name, &all), || as_text(name, model, &all))?;
    let kept = all.iter().all(|(_, scores)| scores.balance_change <= SAME);
    Ok(if kept { Outcome::Done } else { Outcome::No })
}

fn compared(of: &Compared) -> Value {
    json!({ "region": of.region.to_json(), "together": of.together.to_json(), "score": of.score.to_json() })
}

fn as_json(name: &str, all: &[(Firm, FirmScores)]) -> Value {
    let firm = |(firm, scores): &(Firm, FirmScores)| {
        let mut of = Map::new();
        of.insert("projects".to_owned(), scores.projects.into());
        of.insert("panels".to_owned(), scores.panels.into());
        of.insert("lowest".to_owned(), compared(&scores.lowest));
        if let Some(table) = &scores.table {
            of.insert("table".to_owned(), compared(table));
        }
        of.insert("model".to_owned(), compared(&scores.model));
        of.insert("gain".to_owned(), scores.gain.to_json());
        of.insert("largest_change_of_balance".to_owned(), number(scores.balance_change));
        of.insert("firm_score".to_owned(), scores.firm_score.to_json());
        (firm.name().to_owned(), Value::Object(of))
    };
    json!({ "task": "habits", "model": name, "by": { "firm": all.iter().map(firm).collect::<Map<_, _>>() } })
}

fn as_text(name: &str, model: &TrainedBalance, all: &[(Firm, FirmScores)]) -> String {
    use Align::{Left, Right};
    let heads = [
        (Left, "Firm"),
        (Right, "lowest slots"),
        (Right, "counts, no network"),
        (Right, "model"),
        (Right, "gain, 95 %"),
        (Right, "together: lowest"),
        (Right, "model"),
        (Right, "balance: firm's own"),
        (Right, "lowest"),
        (Right, "model"),
    ];
    let mut table = Table::new(heads.to_vec());
    for (firm, scores) in all {
        let value = |of: &Estimate| format!("{:.3}", of.value);
        table.row(vec![
            firm.name().to_owned(),
            value(&scores.lowest.region),
            scores.table.as_ref().map_or_else(String::new, |table| value(&table.region)),
            value(&scores.model.region),
            format!("{:+.3} ({:+.3} to {:+.3})", scores.gain.value, scores.gain.low, scores.gain.high),
            value(&scores.lowest.together),
            value(&scores.model.together),
            format!("{:.4}", scores.firm_score.value),
            format!("{:.4}", scores.lowest.score.value),
            format!("{:.4}", scores.model.score.value),
        ]);
    }
    let knows = if model.habits().is_some() { "" } else { "; it has learned no habits" };
    let (projects, panels) = all.first().map_or((0, 0), |(_, scores)| (scores.projects, scores.panels));
    format!(
        "{name}{knows}: share of slots that hold what the firm's own panelboard holds in that third of that column, on \
         {projects} held-out projects of each firm ({panels} panelboards)\n\n{}",
        table.text()
    )
}
