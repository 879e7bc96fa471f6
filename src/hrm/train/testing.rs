//! What every task's tests ask of a run: the same bytes for a seed, interrupted or not.

use crate::hrm::{HrmConfig, Job, Learner, Start, TrainConfig, loss_of, read_events, train};
use candle_core::Device;
use std::path::Path;

/// A task, small enough for a test: its name, and the network and the learner for some settings.
pub(in crate::hrm) struct Small<'a> {
    pub task: &'a str,
    pub shape: fn(&TrainConfig) -> HrmConfig,
    pub learner: &'a dyn Fn(&TrainConfig) -> Box<dyn Learner>,
}

impl Small<'_> {
    /// Trains in a folder, stopping once after `pause` steps and going on from the checkpoint; returns model and events.
    pub fn trained(&self, folder: &Path, settings: &TrainConfig, pause: Option<u64>) -> (Vec<u8>, Vec<u8>) {
        let run = |start, until: u64| {
            let (model, data) = ((self.shape)(settings), "data".to_owned());
            let job = Job { task: self.task, data, settings, model, start, device: Device::Cpu };
            let mut learner = (self.learner)(settings);
            train(&job, learner.as_mut(), folder, &mut |progress| progress.step < until).expect("trains")
        };
        let outcome = match pause {
            Some(pause) => {
                assert!(!run(Start::Fresh, pause).finished);
                run(Start::Resume, u64::MAX)
            }
            None => run(Start::Fresh, u64::MAX),
        };
        assert!(outcome.finished);
        let read = |name: &str| std::fs::read(folder.join(name)).expect("written");
        (read("model.safetensors"), read("events.jsonl"))
    }

    /// Two runs of a seed and one that was interrupted end in the same bytes, one of another seed does not.
    pub fn resumes_to_the_same_bytes(&self, settings: &TrainConfig, pause: u64) {
        let folders = [(); 4].map(|()| tempfile::tempdir().expect("a folder"));
        let straight = self.trained(folders[0].path(), settings, None);
        for event in read_events(folders[0].path()).expect("reads") {
            assert!(loss_of(&event.numbers).is_some(), "a curve of {}: {event:?}", self.task);
        }
        assert!(straight == self.trained(folders[1].path(), settings, None), "the same seed");
        assert!(straight == self.trained(folders[2].path(), settings, Some(pause)), "interrupted");
        let other = TrainConfig { seed: settings.seed + 1, ..settings.clone() };
        assert!(straight.0 != self.trained(folders[3].path(), &other, None).0, "another seed");
    }
}
