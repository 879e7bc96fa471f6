//! The events of a run for other people's tools: `metrics.csv`, and event files for TensorBoard.
//!
//! ```text
//! RUN/metrics.csv     step,split,name,value      one number a line, in the order of the events
//! RUN/tensorboard/    events.out.tfevents.…      a file for every start
//! ```

use crate::hrm::HrmError;
use crate::hrm::train::events::{Event, EventKind};
use crate::hrm::train::tensorboard::EventFile;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

const METRICS: &str = "metrics.csv";
const TENSORBOARD: &str = "tensorboard";

/// Both files being written.
pub(super) struct Logbook {
    folder: PathBuf,
    metrics: File,
    events: EventFile,
}

impl Logbook {
    /// Begins the files, or cuts them to the events that count; `step` is the last of them.
    pub fn open(folder: &Path, events: &[Event], step: u64) -> Result<Self, HrmError> {
        let made = || -> io::Result<(File, EventFile)> {
            let path = folder.join(METRICS);
            let before = std::fs::read_to_string(&path).ok().filter(|_| step > 0);
            let text = before.map_or_else(|| written_anew(events), |text| cut(&text, step));
            let mut metrics = File::create(path)?;
            metrics.write_all(text.as_bytes())?;
            Ok((metrics, EventFile::create(&folder.join(TENSORBOARD), step)?))
        };
        let (metrics, events) = made().map_err(|error| fault(folder, &error))?;
        Ok(Self { folder: folder.to_owned(), metrics, events })
    }

    /// Adds an event.
    pub fn add(&mut self, event: &Event) -> Result<(), HrmError> {
        let mut text = String::new();
        lines(&mut text, event);
        let written = self.metrics.write_all(text.as_bytes()).and_then(|()| self.events.add(event));
        written.map_err(|error| fault(&self.folder, &error))
    }
}

const HEAD: &str = "step,split,name,value\n";

fn written_anew(events: &[Event]) -> String {
    let mut text = HEAD.to_owned();
    events.iter().for_each(|event| lines(&mut text, event));
    text
}

/// Leaves the whole lines up to a step, as they were written: numbers read back could differ in their last digit.
fn cut(text: &str, step: u64) -> String {
    let counts = |line: &&str| {
        let number = line.split(',').next().and_then(|number| number.parse::<u64>().ok());
        line.ends_with('\n') && number.is_some_and(|number| number <= step)
    };
    std::iter::once(HEAD).chain(text.split_inclusive('\n').skip(1).filter(counts)).collect()
}

fn lines(text: &mut String, event: &Event) {
    let split = match event.kind {
        EventKind::Learn => "train",
        EventKind::Judge => "validation",
    };
    let rate = event.rate.iter().map(|rate| ("learning_rate", rate));
    for (name, value) in event.numbers.iter().map(|(name, value)| (name.as_str(), value)).chain(rate) {
        // Writing to memory does not fail.
        let _ = writeln!(text, "{},{split},{name},{value}", event.step);
    }
}

fn fault(folder: &Path, error: &io::Error) -> HrmError {
    HrmError::File { path: folder.display().to_string(), why: disk_words(error) }
}

/// Returns what is wrong with a disk, and what can be done about it.
pub(super) fn disk_words(error: &io::Error) -> String {
    if error.kind() == io::ErrorKind::StorageFull {
        return "the disk is full; free some of it, then resume from the last checkpoint".to_owned();
    }
    error.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn a_resumed_run_has_every_number_once() {
        let folder = tempfile::tempdir().expect("made");
        let event = |step| Event {
            step,
            kind: EventKind::Learn,
            rate: Some(0.5),
            numbers: BTreeMap::from([("loss".to_owned(), 0.25)]),
        };
        let mut logbook = Logbook::open(folder.path(), &[], 0).expect("opens");
        (1..=3).for_each(|step| logbook.add(&event(step)).expect("written"));
        let mut logbook = Logbook::open(folder.path(), &[event(1), event(2)], 2).expect("opens");
        logbook.add(&event(3)).expect("written");
        let text = std::fs::read_to_string(folder.path().join(METRICS)).expect("reads");
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 7);
        assert_eq!(lines[..3], ["step,split,name,value", "1,train,loss,0.25", "1,train,learning_rate,0.5"]);
        assert_eq!(std::fs::read_dir(folder.path().join(TENSORBOARD)).expect("there").count(), 2);
        let full = io::Error::from(io::ErrorKind::StorageFull);
        assert!(disk_words(&full).contains("the disk is full"));
    }
}
