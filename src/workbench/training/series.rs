//! The curves of a run: its events read as far as they are written, thinned out for drawing.

use crate::hrm::{EVENTS, Event, EventKind, LOSSES, headline, loss_of};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

/// Points of a curve that are drawn, at most: a frame's work does not grow with the run.
const MOST: usize = 1_000;
/// Bytes of events that are read at once; more come at the next look.
const BLOCK: u64 = 4 << 20;

/// Points (step, value) of a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Curves {
    /// Loss of each step, thinned out so that every peak stays.
    pub train: Vec<[f64; 2]>,
    /// Loss on held-out data, where the task knows one.
    pub validation: Vec<[f64; 2]>,
    /// The task's headline on held-out data.
    pub score: Vec<[f64; 2]>,
    /// Every number of the task on held-out data, by its name in the events.
    pub metrics: BTreeMap<String, Vec<[f64; 2]>>,
}

impl Curves {
    /// Returns whether there is nothing to draw.
    pub fn is_empty(&self) -> bool {
        self.train.is_empty() && self.validation.is_empty() && self.score.is_empty()
    }
}

/// The events of a run folder, read on from where they ended.
#[derive(Clone, Debug, Default)]
pub(super) struct Tail {
    read: u64,
    /// A line that is not whole yet.
    rest: Vec<u8>,
    whole: Curves,
    /// The last step that was read.
    pub step: u64,
}

impl Tail {
    /// Reads what has come; returns whether anything has. A file that became shorter is read anew.
    pub fn read_on(&mut self, folder: &Path, task: &str) -> std::io::Result<bool> {
        let mut file = match File::open(folder.join(EVENTS)) {
            Ok(file) => file,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(false),
            Err(error) => return Err(error),
        };
        let length = file.metadata()?.len();
        if length < self.read {
            *self = Self::default();
        }
        if length == self.read {
            return Ok(false);
        }
        file.seek(SeekFrom::Start(self.read))?;
        let mut bytes = std::mem::take(&mut self.rest);
        self.read += file.take(BLOCK).read_to_end(&mut bytes)? as u64;
        let end = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        self.rest = bytes.split_off(end);
        for line in bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            // A line that is no event is nothing to draw; `train` says so when it resumes.
            if let Ok(event) = serde_json::from_slice::<Event>(line) {
                self.take(&event, task);
            }
        }
        Ok(true)
    }

    fn take(&mut self, event: &Event, task: &str) {
        // A resumed run cuts off what came after its checkpoint and goes through it again.
        if event.kind == EventKind::Learn && event.step <= self.step {
            let Curves { train, validation, score, metrics } = &mut self.whole;
            for curve in [train, validation, score].into_iter().chain(metrics.values_mut()) {
                curve.retain(|point| point[0] < event.step as f64);
            }
        }
        self.step = event.step;
        let at = |value: f64| [event.step as f64, value];
        let loss = loss_of(&event.numbers);
        match event.kind {
            EventKind::Learn => self.whole.train.extend(loss.map(at)),
            EventKind::Judge => {
                self.whole.validation.extend(loss.map(at));
                self.whole.score.extend(headline(task, &event.numbers).map(at));
                for (name, value) in event.numbers.iter().filter(|(name, _)| !LOSSES.contains(&name.as_str()))
                {
                    self.whole.metrics.entry(name.clone()).or_default().push(at(*value));
                }
            }
        }
    }

    /// Returns the curves as they are drawn.
    pub fn curves(&self) -> Curves {
        let Curves { train, validation, score, metrics } = &self.whole;
        let metrics = metrics.iter().map(|(name, points)| (name.clone(), thinned(points))).collect();
        Curves { train: thinned(train), validation: thinned(validation), score: thinned(score), metrics }
    }
}

/// Leaves the lowest and the highest point of every stretch.
fn thinned(points: &[[f64; 2]]) -> Vec<[f64; 2]> {
    if points.len() <= MOST {
        return points.to_vec();
    }
    let stretch = points.len().div_ceil(MOST / 2);
    let by_value = |a: &&[f64; 2], b: &&[f64; 2]| a[1].total_cmp(&b[1]);
    let extremes = points.chunks(stretch).flat_map(|few| {
        let mut two: Vec<[f64; 2]> = [few.iter().min_by(by_value), few.iter().max_by(by_value)]
            .into_iter()
            .flatten()
            .copied()
            .collect();
        two.sort_by(|a, b| a[0].total_cmp(&b[0]));
        two.dedup();
        two
    });
    let mut thin: Vec<[f64; 2]> = extremes.collect();
    // The last point is where the run stands.
    if thin.last() != points.last() {
        thin.extend(points.last());
    }
    thin
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write as _;

    #[test]
    fn long_series_keep_their_peaks_and_their_end() {
        let points: Vec<[f64; 2]> = (0..20_000_u32)
            .map(|n| [f64::from(n), if n == 7_777 { 99.0 } else { f64::from(n % 7) }])
            .collect();
        let thin = thinned(&points);
        assert!(thin.len() <= MOST + 1, "{}", thin.len());
        assert!(thin.contains(&[7_777.0, 99.0]) && thin.last() == points.last());
        assert!(thin.windows(2).all(|two| two[0][0] <= two[1][0]));
    }

    #[test]
    fn events_are_read_on_and_what_a_resume_went_through_again_counts_once() {
        let folder = tempfile::tempdir().expect("made");
        let path = folder.path().join(EVENTS);
        let mut text = String::new();
        for step in 1..=6 {
            writeln!(text, r#"{{"step":{step},"kind":"learn","numbers":{{"loss":{step}.5}}}}"#)
                .expect("fits");
        }
        text += r#"{"step":6,"kind":"judge","numbers":{"accuracy":0.5"#;
        std::fs::write(&path, &text).expect("written");
        let mut tail = Tail::default();
        assert!(tail.read_on(folder.path(), "other").expect("reads"));
        assert_eq!((tail.curves().train.len(), tail.curves().score.len()), (6, 0));
        text += "}}\n";
        std::fs::write(&path, &text).expect("written");
        assert!(tail.read_on(folder.path(), "other").expect("reads"));
        assert_eq!(tail.curves().score, [[6.0, 0.5]]);
        assert_eq!(tail.curves().metrics["accuracy"], [[6.0, 0.5]]);
        assert!(!tail.read_on(folder.path(), "other").expect("reads"), "nothing new");
        // Resumed after step 4, further than before between two looks.
        let mut again: String = text.lines().take(4).fold(String::new(), |text, line| text + line + "\n");
        for step in 5..=9 {
            writeln!(again, r#"{{"step":{step},"kind":"learn","numbers":{{"loss":0.{step}}}}}"#)
                .expect("fits");
        }
        std::fs::write(&path, &again[..again.len() / 2]).expect("written");
        assert!(tail.read_on(folder.path(), "other").expect("reads"));
        std::fs::write(&path, &again).expect("written");
        assert!(tail.read_on(folder.path(), "other").expect("reads"));
        let steps: Vec<f64> = tail.curves().train.iter().map(|point| point[0]).collect();
        assert_eq!(steps, (1..=9).map(f64::from).collect::<Vec<_>>());
    }
}
