//! The four files of a model, from a folder or from inside the program, and the checks before anything of them is used.

use crate::document::write_file;
use crate::hrm::registry::card::{Card, RunFacts};
use crate::hrm::registry::shipped::Shipped;
use crate::hrm::registry::tasks::task_named;
use crate::hrm::train::{CONFIG, MODEL, RUN, read_bytes, sha256};
use crate::hrm::{ComputeDevice, HrmError, PublishedModel};
use std::borrow::Cow;
use std::path::Path;

pub(super) const CARD: &str = "card.json";

/// The files of a model.
#[derive(Clone, Debug)]
pub(super) struct ModelFiles {
    /// The folder, as errors name it.
    at: String,
    weights: Cow<'static, [u8]>,
    config: Cow<'static, [u8]>,
    run: Cow<'static, [u8]>,
    /// A run that has just ended has none.
    pub card: Option<Cow<'static, [u8]>>,
}

impl ModelFiles {
    /// Reads a folder.
    pub fn read(folder: &Path) -> Result<Self, HrmError> {
        let read = |name: &str| read_bytes(&folder.join(name)).map(Cow::Owned);
        let card = folder.join(CARD).exists().then(|| read(CARD)).transpose()?;
        let (weights, config, run) = (read(MODEL)?, read(CONFIG)?, read(RUN)?);
        Ok(Self { at: folder.display().to_string(), weights, config, run, card })
    }

    /// Takes a shipped model.
    pub fn of_shipped(shipped: &Shipped) -> Self {
        Self {
            at: format!("inside the program: {}", shipped.at),
            weights: Cow::Borrowed(shipped.weights),
            config: Cow::Borrowed(shipped.config),
            run: Cow::Borrowed(shipped.run),
            card: Some(Cow::Borrowed(shipped.card)),
        }
    }

    /// Returns the bytes of the weights, unchecked.
    pub fn weight_bytes(&self) -> &[u8] {
        &self.weights
    }

    /// Returns the bytes of what its run says.
    pub fn run_bytes(&self) -> &[u8] {
        &self.run
    }

    fn path(&self, name: &str) -> String {
        Path::new(&self.at).join(name).display().to_string()
    }

    fn fault(&self, name: &str, why: impl std::fmt::Display) -> HrmError {
        HrmError::File { path: self.path(name), why: why.to_string() }
    }

    /// Reads the card, if there is one.
    pub fn card(&self) -> Result<Option<Card>, HrmError> {
        let read = |text: &Cow<'static, [u8]>| Card::from_json(text).map_err(|why| self.fault(CARD, why));
        self.card.as_ref().map(read).transpose()
    }

    /// Reads what the run says.
    pub fn run_facts(&self) -> Result<RunFacts, HrmError> {
        serde_json::from_slice(&self.run).map_err(|error| self.fault(RUN, error))
    }

    /// Checks that weights, run and card belong together.
    pub fn check_hash(&self, card: &Card) -> Result<(), HrmError> {
        let hash = sha256(&self.weights);
        let run = self.run_facts()?;
        for (name, said) in [(RUN, &run.model_sha256), (CARD, &card.sha256)] {
            if *said != hash {
                return Err(self.fault(MODEL, format!("its SHA-256 is {hash}, {name} says {said}")));
            }
        }
        Ok(())
    }

    /// Checks everything and makes the model.
    pub fn load(&self, card: &Card, device: &ComputeDevice) -> Result<PublishedModel, HrmError> {
        task_named(&card.task)?;
        self.check_hash(card)?;
        let (config, weights) = (self.path(CONFIG), self.path(MODEL));
        let model = PublishedModel::of_files((&config, &self.config), (&weights, &self.weights), device);
        let model = model.map_err(|error| match error {
            HrmError::Weights(_) | HrmError::Config(_) => self.fault(MODEL, error),
            error => error,
        })?;
        if model.card.task != card.task {
            let why = format!("it is of the task '{}', the card says '{}'", model.card.task, card.task);
            return Err(self.fault(CONFIG, why));
        }
        Ok(model)
    }

    /// Checks everything, and that the program can use the model for its task.
    pub fn check(&self, card: &Card) -> Result<(), HrmError> {
        let model = self.load(card, &ComputeDevice::Cpu)?;
        let values = model.model.weights().trained_values()?;
        if let Some((name, _)) = values.iter().find(|(_, values)| values.iter().any(|v| !v.is_finite())) {
            return Err(self.fault(MODEL, format!("{name} holds what is no number")));
        }
        (task_named(&card.task)?.check)(&card.id, model).map_err(|error| self.fault(MODEL, error))
    }

    /// Writes the files into a folder that is there, with this card.
    pub fn write(&self, card: &Card, folder: &Path) -> Result<(), HrmError> {
        write_file(&folder.join(CARD), &card.to_json()?)?;
        write_file(&folder.join(RUN), &self.run)?;
        write_file(&folder.join(CONFIG), &self.config)?;
        // The weights last: where they are, the rest is there too.
        Ok(write_file(&folder.join(MODEL), &self.weights)?)
    }
}
