//! The same network in PyTorch, where there is one: a figure to stand beside our own.

use super::More;
use crate::cli::commands::bench::Clock;
use crate::cli::json::number;
use crate::hrm::HrmConfig;
use serde::Deserialize;
use serde_json::{Value, json};
use std::io::Write;
use std::process::{Command, Stdio};

const SCRIPT: &str = include_str!("../../../../../tests/parity/torch_work.py");

#[derive(Deserialize)]
struct Timed {
    version: String,
    samples: Vec<f64>,
}

/// The work that is timed.
pub(super) struct Work<'c> {
    pub config: &'c HrmConfig,
    pub tokens: usize,
    pub batch: usize,
    /// Segments of an answer; a step of training where there are none.
    pub segments: Option<usize>,
}

impl Work<'_> {
    fn shape(&self, n: usize) -> Value {
        let config = self.config;
        json!({
            "hidden": config.hidden_size, "heads": config.num_heads, "inner": config.gated_width(),
            "h_cycles": config.h_cycles, "l_cycles": config.l_cycles,
            "h_layers": config.h_layers, "l_layers": config.l_layers,
            "features": config.feature_width, "classes": config.vocab_size,
            "places": self.tokens, "batch": self.batch,
            "segments": self.segments.unwrap_or(0), "learns": self.segments.is_none(),
            "n": n, "threads": threads(),
        })
    }

    /// Returns the version of PyTorch and the milliseconds of `n` runs in the interpreter that PHASEWRIGHT_PYTHON names, or
    /// `python3`.
    fn timed(&self, n: usize) -> Result<Timed, String> {
        let python = std::env::var("PHASEWRIGHT_PYTHON").unwrap_or_else(|_| "python3".to_owned());
        timed(&python, &self.shape(n).to_string()).map_err(|why| format!("no PyTorch in {python}: {why}"))
    }
}

fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Times a segment in PyTorch alone. Without one nothing is measured, and the answer says so.
pub(super) fn segment(clock: &mut Clock<'_>, work: &Work<'_>, n: usize) -> More {
    match work.timed(n) {
        Ok(timed) => {
            clock.take(timed.samples);
            More::from_iter([
                ("pytorch".to_owned(), json!(timed.version)),
                ("threads".to_owned(), json!(threads())),
                ("circuits".to_owned(), json!(work.tokens)),
            ])
        }
        Err(why) => More::from_iter([("absent".to_owned(), json!(why))]),
    }
}

/// Returns what the same work takes in PyTorch, to stand beside our own.
pub(super) fn beside(work: &Work<'_>, n: usize) -> More {
    match work.timed(n) {
        Ok(mut timed) => {
            timed.samples.sort_by(f64::total_cmp);
            let median = timed.samples.get(timed.samples.len() / 2).copied().unwrap_or_default();
            More::from_iter([
                ("pytorch".to_owned(), json!(timed.version)),
                ("pytorch_median".to_owned(), number(median)),
            ])
        }
        Err(why) => More::from_iter([("pytorch_absent".to_owned(), json!(why))]),
    }
}

fn timed(python: &str, shape: &str) -> Result<Timed, String> {
    let mut child = Command::new(python)
        .args(["-c", SCRIPT])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| error.to_string())?;
    // One that does not even start reads nothing: its words about why are worth more than a broken pipe.
    let _ = child.stdin.take().map(|mut stdin| stdin.write_all(shape.as_bytes()));
    let output = child.wait_with_output().map_err(|error| error.to_string())?;
    if !output.status.success() {
        let words = String::from_utf8_lossy(&output.stderr);
        return Err(words.lines().last().unwrap_or("it failed without a word").to_owned());
    }
    serde_json::from_slice(&output.stdout).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interpreter_that_is_not_there_is_said_so() {
        let words = timed("/no/such/python", "{}").map(|timed| timed.version).expect_err("nothing is there");
        assert!(!words.is_empty());
    }
}
