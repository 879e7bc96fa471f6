//! What program and worker say to each other.

use crate::hrm::lessons::encodings;
use crate::hrm::worker::boards::{Field, PanelBoard, RouteBoard};
use crate::hrm::worker::order::TrainOrder;
use crate::hrm::worker::probe::Probe;
use crate::hrm::{ComputeDevice, TrainOutcome};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Version of these messages.
pub const PROTOCOL: u32 = 1;

/// What the program asks for.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case")]
pub enum Ask {
    /// Numbers to compare with those of the processor.
    Probe,
    /// A training run in a folder.
    Train(Box<TrainOrder>),
    /// A model of the registry into memory, for answers.
    Load {
        task: String,
        model: String,
        models: Option<PathBuf>,
    },
    /// The loaded model's arrangement of a panelboard.
    Arrange(PanelBoard),
    /// The loaded model's ways on a board.
    Field(RouteBoard),
    /// To stop what is being done; a training run leaves a checkpoint.
    Cancel,
    Quit,
}

/// What the worker says.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "say", rename_all = "snake_case")]
pub enum Say {
    Hello(Hello),
    Probe(Probe),
    /// A step of the run is done.
    Step {
        step: u64,
        steps: u64,
        numbers: BTreeMap<String, f64>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        judged: Option<(u64, BTreeMap<String, f64>)>,
    },
    /// The run ended, or stands at a checkpoint.
    Trained {
        step: u64,
        finished: bool,
        metrics: BTreeMap<String, f64>,
        files: Vec<PathBuf>,
    },
    Loaded {
        model: String,
    },
    Arranged {
        tops: Vec<u16>,
        segments: Vec<f64>,
    },
    Field(Field),
    Error {
        kind: Wrong,
        why: String,
    },
}

/// What kind of an error it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wrong {
    /// The line is no request.
    Misunderstood,
    /// The request cannot be fulfilled.
    Refused,
    Cancelled,
    /// A fault of the worker or of its device.
    Fault,
}

/// The first message: who is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hello {
    pub protocol: u32,
    /// Name and version.
    pub program: String,
    /// `cpu`, `cuda` or `metal`.
    pub device: String,
    /// Version of what each task reads.
    pub encodings: BTreeMap<String, u32>,
}

impl Hello {
    /// Returns what this program says.
    pub fn of(device: &ComputeDevice) -> Self {
        Self {
            protocol: PROTOCOL,
            program: concat!("phasewright ", env!("CARGO_PKG_VERSION")).to_owned(),
            device: device_name(device).to_owned(),
            encodings: encodings().map(|(task, version)| (task.to_owned(), version)).collect(),
        }
    }

    /// Returns why a program that says `self` cannot work with a worker that says `other`.
    pub fn objection(&self, other: &Self) -> Option<String> {
        if other.protocol != self.protocol {
            let (theirs, ours) = (other.protocol, self.protocol);
            return Some(format!("it speaks version {theirs} of the messages, this program version {ours}"));
        }
        if other.program != self.program {
            return Some(format!("it is {}, this is {}", other.program, self.program));
        }
        (other.encodings != self.encodings).then(|| "its models read other tokens".to_owned())
    }
}

/// Returns the name of a device in messages.
pub(super) const fn device_name(device: &ComputeDevice) -> &'static str {
    match device {
        ComputeDevice::Cpu => "cpu",
        ComputeDevice::Cuda(_) => "cuda",
        ComputeDevice::Metal(_) => "metal",
    }
}

impl From<TrainOutcome> for Say {
    fn from(outcome: TrainOutcome) -> Self {
        let TrainOutcome { step, finished, metrics, files } = outcome;
        Self::Trained { step, finished, metrics, files }
    }
}
