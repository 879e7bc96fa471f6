//! The answer of `balance` as a person reads it: one line of outcome, the moves, now beside proposed.

use super::Told;
use super::answer_json::letters;
use crate::cli::table::{Align, Table};
use crate::domain::Circuit;
use crate::engineering::balance::{CircuitMove, Goal};
use crate::proposals::{Beside, Source};
use crate::units::{grouped, trimmed};

pub(super) fn answer(told: &Told<'_>) -> String {
    let panel = told.panel;
    let mut text =
        format!("{}  {}, {} slots · {}\n\n", panel.name, panel.system.label(), panel.slots, wished(told));
    text += &answer_line(told);
    text.push('\n');
    let proposal = told.proposal;
    if let Some(beside) = &proposal.beside {
        text += &format!("{}\n", beside_line(told, beside));
    }
    if let Some(reason) = &proposal.proof.reason {
        let sentence = reason.sentence(&proposal.problem.search, proposal.proof.best_possible.score);
        text += &format!("{sentence}\n");
        if reason.circuit.is_some() {
            text += "Splitting that circuit, or moving it to another panel, would help.\n";
        }
    }
    if proposal.moves.is_empty() {
        text += if proposal.reached { "Nothing needs to move.\n" } else { "No move makes it better.\n" };
    } else {
        text += &format!("\n{}", moves(told));
    }
    text += &format!("\n{}", legs(told));
    text
}

fn wished(told: &Told<'_>) -> String {
    let goal = match told.wish.goal {
        Goal::Fewest => format!("fewest moves for {}", trimmed(told.wish.target, 4)),
        Goal::Best => "best possible".to_owned(),
    };
    format!("{goal} · {} load · {}", told.wish.basis, told.wish.metric)
}

/// `exact 3 ms: 0.981 in 3 moves · verified · best possible 1.000 · fewest moves for 0.95: 3 (proven)`
fn answer_line(told: &Told<'_>) -> String {
    let proposal = told.proposal;
    let proof = &proposal.proof;
    let best = &proof.best_possible;
    let best = if best.proven {
        format!("best possible {}", score(best.score))
    } else {
        format!("best found {}, bound {}, gap {}", score(best.score), score(best.bound), score(best.gap))
    };
    let fewest = &proof.fewest_moves;
    let known = if fewest.proven {
        "(proven)".to_owned()
    } else {
        format!("(not proven, at least {})", fewest.at_least)
    };
    format!(
        "{} {} ms: {} in {} · verified · {best} · fewest moves for {}: {} {known}",
        proposal.proposal.source,
        ms(told, proposal.proposal.source),
        score(proposal.proposal.after.0),
        counted(proposal.moves.len()),
        trimmed(fewest.for_score, 3),
        fewest.n,
    )
}

/// `beside it exact 3 ms: 0.981 in 3 moves`, or why the model has no plan.
fn beside_line(told: &Told<'_>, beside: &Beside) -> String {
    let (source, ms) = (beside.source, ms(told, beside.source));
    match &beside.standing {
        Ok(standing) => {
            format!("beside it {source} {ms} ms: {} in {}", score(standing.score), counted(standing.moves))
        }
        Err(why) => format!("beside it {source} {ms} ms: {why}"),
    }
}

/// Returns how long the model thought, or all the rest took.
fn ms(told: &Told<'_>, source: Source) -> String {
    let model = told.model_ms.unwrap_or(0) as f64;
    let ms = match source {
        Source::Hrm | Source::HrmSearch => model,
        Source::Exact | Source::Search | Source::Lpt => (told.ms - model).max(0.0),
    };
    grouped(ms.ceil(), 0)
}

fn counted(moves: usize) -> String {
    if moves == 1 { "1 move".to_owned() } else { format!("{moves} moves") }
}

fn score(score: f64) -> String {
    format!("{score:.3}")
}

fn moves(told: &Told<'_>) -> String {
    use Align::{Left, Right};
    let headings = ["From", "Circuit", "VA", "To", "Phase", "Gain", "Score"];
    let mut table = Table::new([Right, Left, Right, Right, Left, Right, Right].into_iter().zip(headings));
    for step in &told.proposal.moves {
        let circuit = told.panel.circuit(step.circuit);
        table.row([
            step.from.to_string(),
            circuit.map(|circuit| circuit.description.clone()).unwrap_or_default(),
            circuit.map(|circuit| va_of(told, circuit)).unwrap_or_default(),
            step.to.to_string(),
            phases(step),
            format!("{:+.3}", step.gain).replace('-', "\u{2212}"),
            score(step.score_after),
        ]);
    }
    table.text()
}

fn va_of(told: &Told<'_>, circuit: &Circuit) -> String {
    grouped(told.before.circuit_load(circuit, told.wish.basis).total().0, 0)
}

fn phases(step: &CircuitMove) -> String {
    let swap = step.swap.map(|swap| format!("  swap {swap}")).unwrap_or_default();
    format!("{} → {}{swap}", letters(&step.from_legs), letters(&step.to_legs))
}

fn legs(told: &Told<'_>) -> String {
    use Align::{Left, Right};
    let basis = told.wish.basis;
    let mut table =
        Table::new([Left, Right, Right, Right, Right].into_iter().zip(["", "Now", "", "Proposed", ""]));
    let va = [&told.before, &told.after].map(|loads| loads.va(basis));
    let amperes = [&told.before, &told.after].map(|loads| loads.amperes(basis));
    for leg in told.panel.system.legs() {
        let [now, proposed] = va.map(|va| format!("{:.0}", va.get(*leg)));
        let [now_amperes, proposed_amperes] = amperes.map(|amperes| format!("{:.1}", amperes.get(*leg)));
        table.row([format!("Leg {leg}"), now, now_amperes, proposed, proposed_amperes]);
    }
    if told.panel.system.has_neutral() {
        let [now, proposed] = [&told.before, &told.after].map(|loads| format!("{:.1}", loads.neutral(basis)));
        table.row(["Neutral".to_owned(), String::new(), now, String::new(), proposed]);
    }
    let [now, proposed] =
        [&told.before, &told.after].map(|loads| score(loads.score(told.wish.metric, basis)));
    table.row(["Score".to_owned(), now, String::new(), proposed, String::new()]);
    table.text()
}
