//! The answers of `models` as a person reads them.

use crate::cli::table::{Align, Table};
use crate::hrm::registry::{Card, Decision, Figure, Figures, Listed, Promotion, Stored, Task, read_figures};
use std::path::{Path, PathBuf};

pub(super) fn list(place: Option<&Path>, models: &[Listed]) -> String {
    use Align::Left;
    let own = place.map(|place| format!("\nOwn models: {}", place.display())).unwrap_or_default();
    if models.is_empty() {
        return format!("No model is installed\n{own}");
    }
    let mut table =
        Table::new([(Left, "Task"), (Left, "Model"), (Left, ""), (Left, "From"), (Left, "Title")]);
    for model in models {
        table.row([
            model.task.clone(),
            model.id.clone(),
            if model.champion { "champion".to_owned() } else { String::new() },
            if model.shipped { "shipped".to_owned() } else { "own".to_owned() },
            match &model.card {
                Ok(card) => card.title.clone(),
                Err(why) => format!("cannot be used: {why}"),
            },
        ]);
    }
    format!("{}{own}", table.text())
}

pub(super) fn show(stored: &Stored, champion: bool) -> String {
    let card = &stored.card;
    let role = if champion { ", champion" } else { "" };
    let from = stored.folder.as_ref().map_or_else(|| "shipped".to_owned(), |at| at.display().to_string());
    let mut text =
        format!("{}  {}{role} · {from}\n{}\n\n{}\n", card.id, card.task, card.title, card.description);
    text += "\nMade\n";
    if let Some(parent) = &card.parent {
        text += &format!("  began with the weights of {}\n", parent.id);
    }
    for fact in [&card.made.program, &card.made.date, &card.made.cpu, &card.made.notes]
        .into_iter()
        .filter(|f| !f.is_empty())
    {
        text += &format!("  {fact}\n");
    }
    for command in &card.made.commands {
        text += &format!("  $ {command}\n");
    }
    text += "\nData\n";
    for (split, count) in &card.data.counts {
        text += &format!("  {split} {count}\n");
    }
    text += &format!("  SHA-256 {}\n", card.data.sha256);
    if let Some(test) = &card.data.test {
        text += &format!("  test set {}, SHA-256 {}\n", test.plan, test.sha256);
    }
    if !card.limits.is_empty() {
        text += "\nLimits\n";
    }
    for limit in &card.limits {
        text += &format!("  {limit}\n");
    }
    text += &format!("\nWeights\n  SHA-256 {}\n", card.sha256);
    match card.metrics.as_ref().map(read_figures) {
        None => text += "\nNot measured\n",
        Some(Err(why)) => text += &format!("\n{why}\n"),
        Some(Ok(figures)) => text += &tables(&figures),
    }
    text
}

fn tables(figures: &Figures) -> String {
    let mut text = String::new();
    let Some(task) = Task::named(&figures.task) else { return text };
    type Pick = fn(&Figure) -> f64;
    let parts: [(&str, Pick); 2] =
        [("Mean", |figure| figure.mean.value), ("5th percentile", |figure| figure.p5.value)];
    for (title, pick) in parts {
        let heads = task.columns.iter().map(|(_, head)| (Align::Right, *head));
        let mut table = Table::new(std::iter::once((Align::Left, "Cell")).chain(heads));
        for cell in &figures.cells {
            let figure = |(name, _): &(&str, &str)| cell.columns.get(*name).map(pick);
            let figures = task.columns.iter().map(figure);
            let words = figures.map(|figure| figure.map(|value| format!("{value:.3}")).unwrap_or_default());
            table.row(std::iter::once(cell.cell.clone()).chain(words));
        }
        text += &format!("\n{title} of the {}\n\n{}", task.measure, table.text());
    }
    text
}

pub(super) fn promotion(promotion: &Promotion) -> String {
    use Align::{Left, Right};
    let Promotion { task, id, before, gate, decision } = promotion;
    let before = before.as_deref().unwrap_or("none");
    let mut text = match decision {
        Decision::Promoted => format!("{id} is champion of {task}; before: {before}\n"),
        Decision::Already => format!("{id} was champion of {task} already\n"),
        Decision::Refused | Decision::Held => {
            format!("{id} is not promoted; champion of {task} stays {before}\n")
        }
    };
    if let Some(why) = gate.nothing.as_ref().or(gate.unlike.as_ref()) {
        text += &format!("Not compared: {why}\n");
    }
    if !gate.cells.is_empty() {
        let heads =
            [(Left, "Cell"), (Right, "Champion"), (Right, "95 % from"), (Right, "Candidate"), (Left, "")];
        let mut table = Table::new(heads);
        for cell in &gate.cells {
            table.row([
                cell.cell.clone(),
                format!("{:.4}", cell.champion.value),
                format!("{:.4}", cell.champion.low),
                cell.candidate.map_or_else(|| "not measured".to_owned(), |of| format!("{:.4}", of.value)),
                if cell.holds() { String::new() } else { "below".to_owned() },
            ]);
        }
        text += &format!("\nRaw mean, cell by cell\n\n{}", table.text());
    }
    if *decision == Decision::Refused {
        text += "\n--force REASON promotes it all the same\n";
    }
    text
}

pub(super) fn rollback(card: &Card) -> String {
    format!("{} is champion of {} again\n", card.id, card.task)
}

pub(super) fn import(card: &Card) -> String {
    format!("{} is there, for {}; models promote {} makes it the champion\n", card.id, card.task, card.id)
}

pub(super) fn export(id: &str, files: &[PathBuf]) -> String {
    let lines: String = files.iter().map(|file| format!("  {}\n", file.display())).collect();
    format!("{id}\n\nWritten\n{lines}")
}
