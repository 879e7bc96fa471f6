//! The program as scripts meet it: arguments in, standard output and exit code out.

mod balance;
mod bench;
mod calc;
mod check;
#[cfg(feature = "ml")]
mod checkpoint;
mod export;
#[cfg(feature = "ml")]
mod faults;
#[cfg(feature = "ml")]
mod hrm;
mod import;
mod loads;
#[cfg(feature = "ml")]
mod models;
mod report;
mod route;
mod schema;
mod size;
#[cfg(feature = "ml")]
mod train;
#[cfg(feature = "ml")]
mod train_killed;
mod usage;
#[cfg(feature = "ml")]
mod worker;

use phasewright::document::{Expected, save_project};
use phasewright::domain::{Project, examples};
use serde_json::Value;
use std::path::PathBuf;
use std::process::{Command, Output};
use tempfile::TempDir;

/// A folder with a project in it, gone at the end of the test.
pub struct Desk {
    folder: TempDir,
}

impl Desk {
    /// A desk with `office.ron`: the panels LP-1 and EM-1 of the published walk-through.
    pub fn with_office() -> Self {
        Self::with(&examples::two_panels())
    }

    pub fn with(project: &Project) -> Self {
        let desk = Self { folder: tempfile::tempdir().expect("a temporary folder") };
        save_project(project, &desk.path("office.ron"), Expected::NoFile).expect("saved");
        desk
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file into the folder.
    pub fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).expect("the folder can be written");
    }

    /// Runs the program in the folder.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        let program = env!("CARGO_BIN_EXE_phasewright");
        let output = Command::new(program)
            .args(arguments)
            .current_dir(self.folder.path())
            .env_remove("DISPLAY")
            // Nobody's own models take part.
            .env("XDG_DATA_HOME", self.path("data-home"))
            .env_remove("PHASEWRIGHT_WORKER")
            .env_remove("WAYLAND_DISPLAY")
            .output();
        Ran::from(output.expect("the program starts"))
    }
}

/// What came of a run.
pub struct Ran {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().expect("ended by itself"),
            stdout: String::from_utf8(output.stdout).expect("UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }
}

impl Ran {
    /// Returns the answer, which must be one JSON document and nothing else.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout)
            .unwrap_or_else(|error| panic!("{error}\nstdout: {}\nstderr: {}", self.stdout, self.stderr))
    }
}

/// Asserts that an object has exactly these keys, in any order.
pub fn assert_keys(value: &Value, expected: &[&str]) {
    let mut keys: Vec<&str> = value.as_object().expect("an object").keys().map(String::as_str).collect();
    let mut expected = expected.to_vec();
    keys.sort_unstable();
    expected.sort_unstable();
    for key in &expected {
        assert!(keys.contains(key), "{key} is missing in {keys:?}");
    }
}
