//! `phasewright hrm`: the model's own checks. `parity` repeats a recording of the reference implementation.

use crate::cli::commands::Context;
use crate::cli::device::Device;
use crate::cli::table::{Align, Table};
use crate::cli::{CliError, Outcome};
use crate::hrm::{ParityReport, run_parity};
use serde_json::{Map, Value, json};
use std::path::PathBuf;

/// Check the model against recordings of the reference implementation
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, clap::Subcommand)]
enum Task {
    /// Repeat a fixture folder and print the largest difference of every quantity
    Parity {
        /// The folder with config.json, weights, batches and recorded results
        fixture: PathBuf,
        /// Where to compute; the tolerances are those of two runs on processors
        #[arg(long, value_enum, default_value_t = Device::Cpu)]
        device: Device,
    },
}

pub(in crate::cli) fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let Task::Parity { fixture, device } = &args.task;
    let report = run_parity(fixture, &device.open()?).map_err(|error| {
        CliError::from(error).hint("a fixture has the files that its README.md describes")
    })?;
    context.output.answer(|| as_json(&report), || as_text(&report))?;
    Ok(if report.passed() { Outcome::Done } else { Outcome::No })
}

fn as_json(report: &ParityReport) -> Value {
    let quantities: Map<String, Value> = report
        .quantities
        .iter()
        .map(|(name, quantity)| {
            let value = json!({
                "max_abs": finite(quantity.max_abs),
                "max_rel": finite(quantity.max_rel),
                "tolerance": quantity.tolerance,
            });
            (name.clone(), value)
        })
        .collect();
    let worst = report.worst.iter().map(|(tensor, far)| json!({ "tensor": tensor, "max_abs": finite(*far) }));
    json!({
        "fixture": report.fixture,
        "pass": report.passed(),
        "quantities": quantities,
        "worst": worst.collect::<Value>(),
    })
}

/// JSON has no infinity; the largest number stands for it.
fn finite(value: f64) -> f64 {
    if value.is_finite() { value } else { f64::MAX }
}

fn as_text(report: &ParityReport) -> String {
    use Align::{Left, Right};
    let columns = [
        (Left, "Quantity"),
        (Right, "Largest difference"),
        (Right, "Relative"),
        (Right, "Allowed"),
        (Left, ""),
    ];
    let mut table = Table::new(columns);
    for (name, quantity) in &report.quantities {
        let holds = quantity.max_abs <= quantity.tolerance;
        table.row([
            name.clone(),
            format!("{:.1e}", quantity.max_abs),
            format!("{:.1e}", quantity.max_rel),
            format!("{:.0e}", quantity.tolerance),
            if holds { String::new() } else { "too far".to_owned() },
        ]);
    }
    let verdict = if report.passed() { "within its tolerances" } else { "beyond its tolerances" };
    format!("Fixture {}: {verdict}\n\n{}", report.fixture, table.text())
}
