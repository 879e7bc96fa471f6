//! `phasewright bench`: the project's own measurements on this machine, as JSON.
//!
//! Inputs are generated from fixed seeds, so two runs measure the same work. Times are wall clock of one thread (checks use
//! all cores); what is proven and how many nodes it took does not depend on the machine.

mod inputs;
mod measures;

use crate::cli::commands::Context;
use crate::cli::progress::{Working, counted};
use crate::cli::table::{Align, Table};
use crate::cli::{CliError, Outcome, json};
use crate::domain::Project;
use crate::domain::drawing::Drawing;
use crate::proposals::Cancel;
use measures::{Measure, measures};
use serde_json::{Map, Value, json};
use std::sync::Arc;
use std::time::Instant;

/// Makes functions that draw one frame of the window with a project open, given by whoever has a window.
#[derive(Clone, Copy, Debug)]
pub struct Frames {
    /// Of the schedule editor, the cursor moving.
    pub schedule: fn(&Project) -> Box<dyn FnMut()>,
    /// Of the plan over a drawing, which is that of the underlay with this content; panning and zooming.
    pub plan: fn(&Project, &str, Arc<Drawing>) -> Box<dyn FnMut()>,
}

/// Measure speed and search effort on this machine
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// What to measure, all of it without a name: balance-first, balance-lp1, balance-hard, model-read, model-segment, model-segment-pytorch, model-answer, model-verify, model-route, model-route-floor, live, project-open, project-save, edit, check-panel, check-project, size-project, one-line, route-run, route-circuit, route-panel, import, frame, plan-frame, frame-training, plan-frame-training, train-84, train-252, train-900, think-84, think-252, think-900, think-84-batch
    #[arg(value_name = "NAME", value_parser = measure)]
    names: Vec<&'static str>,
    /// How often each step is done, instead of as often as a steady figure needs
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    repeat: Option<u32>,
    /// Where train-… and think-… compute
    #[cfg(feature = "ml")]
    #[arg(long, value_enum, default_value_t = crate::cli::device::Device::Cpu)]
    device: crate::cli::device::Device,
}

fn measure(text: &str) -> Result<&'static str, String> {
    let found = measures().find(|measure| measure.name == text).map(|measure| measure.name);
    let names = || measures().map(|measure| measure.name).collect::<Vec<_>>().join(", ");
    found.ok_or_else(|| format!("use one of {}", names()))
}

/// Takes the time of steps, one measure after the other.
struct Clock<'a> {
    samples: Vec<f64>,
    working: &'a Working,
    cancel: &'a Cancel,
    frames: Option<Frames>,
    #[cfg(feature = "ml")]
    device: crate::hrm::ComputeDevice,
}

impl Clock<'_> {
    /// Times one step in milliseconds.
    fn time<T>(&mut self, step: impl FnOnce() -> T) -> Result<T, CliError> {
        if self.cancel.is_cancelled() {
            return Err(CliError::cancelled());
        }
        let started = Instant::now();
        let result = step();
        self.samples.push(started.elapsed().as_secs_f64() * 1e3);
        self.working.step();
        Ok(result)
    }

    /// Takes over what another program has timed, in milliseconds.
    #[cfg(feature = "ml")]
    fn take(&mut self, samples: Vec<f64>) {
        samples.iter().for_each(|_| self.working.step());
        self.samples.extend(samples);
    }
}

pub(in crate::cli) fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let chosen: Vec<&Measure> = measures()
        .filter(|measure| args.names.is_empty() || args.names.contains(&measure.name))
        .filter(|measure| !measure.needs_window || context.frames.is_some() || !args.names.is_empty())
        .collect();
    #[cfg(feature = "ml")]
    let device = args.device.open()?;
    let times = |measure: &Measure| args.repeat.map_or(measure.n, |n| n as usize);
    let working = counted("measuring", chosen.iter().map(|measure| times(measure) as u64).sum());
    let mut rows = Vec::new();
    for measure in chosen {
        working.say(measure.name);
        let mut clock = Clock {
            samples: Vec::new(),
            working: &working,
            cancel: &context.cancel,
            frames: context.frames,
            #[cfg(feature = "ml")]
            device: device.clone(),
        };
        let more = (measure.run)(&mut clock, times(measure))?;
        rows.push(row(measure, &mut clock.samples, more));
    }
    drop(working);
    context.output.answer(|| json!({ "build": build(), "measurements": rows }), || as_text(&rows))?;
    Ok(Outcome::Done)
}

fn row(measure: &Measure, samples: &mut [f64], more: Map<String, Value>) -> Value {
    samples.sort_by(f64::total_cmp);
    // Where nothing could be measured there is no figure, and no zero either.
    let figure =
        |share: f64| if samples.is_empty() { Value::Null } else { json::number(quantile(samples, share)) };
    let mut row = json!({
        "name": measure.name,
        "what": measure.what,
        "n": samples.len(),
        "unit": "ms",
        "median": figure(0.5),
        "p95": figure(0.95),
        "threads": measure.threads(),
        "device": device(),
    });
    if let Some(map) = row.as_object_mut() {
        map.extend(more);
    }
    row
}

/// Returns the sample below which a share of the others lies; the samples are sorted.
fn quantile(samples: &[f64], share: f64) -> f64 {
    let place = (samples.len() as f64 * share).ceil() as usize;
    samples.get(place.saturating_sub(1)).copied().unwrap_or(0.0)
}

fn device() -> String {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    format!("CPU {} {}, {cores} cores", std::env::consts::ARCH, std::env::consts::OS)
}

const fn build() -> &'static str {
    if cfg!(debug_assertions) { "debug" } else { "release" }
}

fn as_text(rows: &[Value]) -> String {
    use Align::{Left, Right};
    let columns = [(Left, "Measured"), (Right, "n"), (Right, "median ms"), (Right, "p95 ms"), (Left, "")];
    let mut table = Table::new(columns);
    for row in rows {
        let text = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
        let ms = |key: &str| row[key].as_f64().map(|ms| format!("{ms:.3}")).unwrap_or_default();
        let proven = row.get("proven_share").and_then(Value::as_f64);
        let beside = row.get("pytorch_median").and_then(Value::as_f64);
        let remark = beside
            .map(|ms| format!("PyTorch {ms:.1}"))
            .or_else(|| proven.map(|share| format!("{:.0} % proven", share * 100.0)));
        let remark = remark.or_else(|| Some(row.get("absent")?.as_str()?.to_owned())).unwrap_or_default();
        table.row([text("what"), row["n"].to_string(), ms("median"), ms("p95"), remark]);
    }
    format!("{} build, {}\n\n{}", build(), device(), table.text())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_samples() {
        let samples: Vec<f64> = (1..=100).map(f64::from).collect();
        assert_eq!([0.5, 0.95, 1.0].map(|share| quantile(&samples, share)), [50.0, 95.0, 100.0]);
        assert_eq!(quantile(&[7.0], 0.5), 7.0);
        assert_eq!(quantile(&[], 0.5), 0.0);
    }
}
