//! The champion out of the registry, and its card put into words.

use super::InstalledModel;
use crate::hrm::balance::TrainedBalance;
use crate::hrm::registry::{Card, CellFigures, FIGURE_COLUMNS, Figure, Registry, read_figures};
use crate::hrm::{ComputeDevice, Estimate, HrmError};
use crate::proposals::BalanceModel;
use crate::units::grouped;
use crate::workbench::live::{CellWords, FigureWords, ModelCardWords};
use std::sync::Arc;

/// Columns of the table that are the model's own: raw, best segment, best of 4, polished.
const OWN_COLUMNS: usize = 4;

/// Returns the champion of phase balancing, ready for use or refused.
pub(super) fn champion(registry: &Registry) -> Option<InstalledModel> {
    let stored = match registry.find_champion("balance") {
        Ok(stored) => stored?,
        Err(error) => return Some(InstalledModel { model: Err(error.to_string()), card: None }),
    };
    let loaded = || -> Result<Arc<dyn BalanceModel>, HrmError> {
        let read = stored.load(&ComputeDevice::Cpu)?;
        Ok(Arc::new(TrainedBalance::new(&stored.card.id, read)?))
    };
    let model = loaded().map_err(|error| error.to_string());
    Some(InstalledModel { model, card: Some(words(&stored.card)) })
}

/// Puts a card into words.
pub(super) fn words(card: &Card) -> ModelCardWords {
    let figures = card.metrics.as_ref().and_then(|metrics| read_figures(metrics).ok());
    let remark = match &figures {
        None => "Not measured".to_owned(),
        Some(figures) => format!(
            "Score over the best possible of each panelboard, on {} it never saw",
            grouped(figures.n as f64, 0)
        ),
    };
    ModelCardWords {
        id: card.id.clone(),
        title: card.title.clone(),
        description: card.description.clone(),
        made: present([
            ("Program", card.made.program.clone()),
            ("Computed on", card.made.cpu.clone()),
            ("Notes", card.made.notes.clone()),
            ("Weights", format!("SHA-256 {}", card.sha256)),
        ]),
        commands: card.made.commands.clone(),
        data: data(card),
        limits: card.limits.clone(),
        columns: FIGURE_COLUMNS.iter().map(|(_, head)| *head).collect(),
        own_columns: OWN_COLUMNS,
        cells: figures.map(|figures| figures.cells.iter().map(cell).collect()).unwrap_or_default(),
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

fn cell(of: &CellFigures) -> CellWords {
    let figure = |(name, _): &(&str, &str)| of.columns.get(*name).map(figure).unwrap_or_default();
    CellWords { cell: of.cell.clone(), figures: FIGURE_COLUMNS.iter().map(figure).collect() }
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
