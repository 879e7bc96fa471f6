//! The champion out of the registry, and its card put into words.

use super::InstalledModel;
use crate::hrm::balance::TrainedBalance;
use crate::hrm::registry::{Card, CellFigures, Figure, Registry, Stored, Task, read_figures};
use crate::hrm::routing::TrainedRouting;
use crate::hrm::{ComputeDevice, Estimate, HrmError};
use crate::proposals::{BalanceModel, RouteModel};
use crate::units::grouped;
use crate::workbench::live::{CellWords, FigureWords, InstalledRouter, ModelCardWords};
use std::sync::Arc;

/// Returns the champion of phase balancing, ready for use or refused.
pub(super) fn champion(registry: &Registry) -> Option<InstalledModel> {
    let load = |stored: &Stored| -> Result<Arc<dyn BalanceModel>, HrmError> {
        let read = stored.load(&ComputeDevice::Cpu)?;
        Ok(Arc::new(TrainedBalance::new(&stored.card.id, read)?))
    };
    let Found { model, card, passed_over } = found(registry, "balance", load)?;
    Some(InstalledModel { model, card, passed_over })
}

/// Returns the champion of routing, ready for use or refused.
pub(in crate::workbench::live) fn router(registry: &Registry) -> Option<InstalledRouter> {
    let load = |stored: &Stored| -> Result<Arc<dyn RouteModel>, HrmError> {
        let read = stored.load(&ComputeDevice::Cpu)?;
        Ok(Arc::new(TrainedRouting::new(&stored.card.id, read)?))
    };
    let Found { model, card, passed_over } = found(registry, "routing", load)?;
    Some(InstalledRouter { model, card, passed_over })
}

struct Found<M: ?Sized> {
    model: Result<Arc<M>, String>,
    card: Option<ModelCardWords>,
    passed_over: Option<String>,
}

/// Looks for the champion that holds, the present one first.
fn found<M: ?Sized>(
    registry: &Registry,
    task: &str,
    load: impl Fn(&Stored) -> Result<Arc<M>, HrmError>,
) -> Option<Found<M>> {
    let refused = |why: String, card| Found { model: Err(why), card, passed_over: None };
    let (usable, why) = match registry.find_usable(task, load) {
        Ok(found) => found,
        Err(error) => return Some(refused(error.to_string(), None)),
    };
    match usable {
        Some((stored, model)) => {
            let passed_over = (!why.is_empty()).then(|| {
                let champion = registry.champion(task).ok().flatten().unwrap_or_default();
                let id = &stored.card.id;
                format!(
                    "The champion of {task}, {champion}, cannot be used: {}. {id} is used in its place",
                    why.join("; ")
                )
            });
            Some(Found { model: Ok(model), card: Some(words(&stored.card)), passed_over })
        }
        None if why.is_empty() => None,
        // What is known of the champion is still shown.
        None => {
            let card = registry.find_champion(task).ok().flatten().map(|stored| words(&stored.card));
            Some(refused(why.join("; "), card))
        }
    }
}

/// Puts a card into words.
pub(in crate::workbench) fn words(card: &Card) -> ModelCardWords {
    let figures = card.metrics.as_ref().and_then(|metrics| read_figures(metrics).ok());
    let task = Task::named(&card.task);
    let columns = task.map(|task| task.columns).unwrap_or_default();
    let remark = match (&figures, task) {
        (Some(figures), Some(task)) => {
            let mut letters = task.measure.chars();
            let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
            format!("{first}{}, on {} it never saw", letters.as_str(), grouped(figures.n as f64, 0))
        }
        _ => "Not measured".to_owned(),
    };
    ModelCardWords {
        id: card.id.clone(),
        title: card.title.clone(),
        description: card.description.clone(),
        made: present([
            ("Date", card.made.date.clone()),
            ("Began with", card.parent.as_ref().map(|parent| parent.id.clone()).unwrap_or_default()),
            ("Program", card.made.program.clone()),
            ("Computed on", card.made.cpu.clone()),
            ("Notes", card.made.notes.clone()),
            ("Weights", format!("SHA-256 {}", card.sha256)),
        ]),
        commands: card.made.commands.clone(),
        data: data(card),
        limits: card.limits.clone(),
        columns: columns.iter().map(|(_, head)| *head).collect(),
        own_columns: task.map_or(0, |task| task.own_columns),
        cells: figures
            .map(|figures| figures.cells.iter().map(|of| cell(of, columns)).collect())
            .unwrap_or_default(),
        remark,
    }
}

/// Leaves out what the card does not say.
fn present(facts: impl IntoIterator<Item = (&'static str, String)>) -> Vec<(&'static str, String)> {
    facts.into_iter().filter(|(_, words)| !words.is_empty()).collect()
}

fn data(card: &Card) -> Vec<(&'static str, String)> {
    let data = &card.data;
    let counts = data.counts.iter().map(|(split, count)| format!("{} {split}", grouped(*count as f64, 0)));
    let plan = |plan: &serde_json::Value| if plan.is_null() { String::new() } else { plan.to_string() };
    let test = data.test.as_ref();
    present([
        ("Examples", counts.collect::<Vec<_>>().join(", ")),
        ("Seed", data.seed.map(|seed| seed.to_string()).unwrap_or_default()),
        ("Plan", plan(&data.plan)),
        ("Data", format!("SHA-256 {}", data.sha256)),
        ("Test plan", test.map(|test| plan(&test.plan)).unwrap_or_default()),
        ("Test set", test.map(|test| format!("SHA-256 {}", test.sha256)).unwrap_or_default()),
    ])
}

fn cell(of: &CellFigures, columns: &[(&str, &str)]) -> CellWords {
    let figure = |(name, _): &(&str, &str)| of.columns.get(*name).map(figure).unwrap_or_default();
    CellWords { cell: of.cell.clone(), figures: columns.iter().map(figure).collect() }
}

fn figure(of: &Figure) -> FigureWords {
    let score = |value: f64| format!("{value:.3}");
    let share = |value: f64| format!("{:.0} %", value * 100.0);
    let finer = |value: f64| format!("{:.1} %", value * 100.0);
    let interval = |of: &Estimate, words: &dyn Fn(f64) -> String| {
        format!("{} ({} to {})", words(of.value), words(of.low), words(of.high))
    };
    FigureWords {
        lines: [score(of.mean.value), score(of.p5.value), share(of.above.value)],
        intervals: format!(
            "Mean {}\n5th percentile {}\nAbove 0.95 {}\nIn brackets the 95 % intervals",
            interval(&of.mean, &score),
            interval(&of.p5, &score),
            interval(&of.above, &finer)
        ),
    }
}
