//! Weights of another trainer taken in: a checkpoint of PyTorch, or a safetensors file without papers.
//!
//! The reference's trainer saves names and numbers alone. What the network is comes from the settings it was trained with and
//! from the dataset, as in our own training; then it is a model like any other: judged, promoted, rolled back.

use crate::hrm::model::read_tensors;
use crate::hrm::registry::card::{Card, LearnedFrom, Made, check_id};
use crate::hrm::registry::files::ModelFiles;
use crate::hrm::registry::registry::Registry;
use crate::hrm::torch::read_checkpoint;
use crate::hrm::train::{Foreign, publish_foreign};
use crate::hrm::{ComputeDevice, Dataset, HrmError, TrainConfig, Weights};
use serde_json::Value;
use std::path::Path;

/// The task of models that learned a dataset in the reference's layout.
const TASK: &str = "tokens";

/// Returns whether a file holds weights alone: a checkpoint of PyTorch, or safetensors without `config.json` beside them.
pub(super) fn without_papers(path: &Path) -> bool {
    let plain = path.extension().is_some_and(|extension| extension == "safetensors");
    is_archive(path) || plain && path.is_file() && !path.with_file_name("config.json").is_file()
}

/// Archives begin with these letters.
fn is_archive(path: &Path) -> bool {
    use std::io::Read;
    let mut begin = [0; 2];
    let read = std::fs::File::open(path).and_then(|mut file| file.read_exact(&mut begin));
    read.is_ok() && begin == *b"PK"
}

impl Registry {
    /// Takes weights of another trainer in, for the dataset they were trained on and with the shape that the settings give.
    /// Its name is `id`, else the file's.
    ///
    /// # Errors
    /// Names what is missing, superfluous or of another shape, or what the file asks for beside tensors. Nothing is written
    /// then.
    pub fn import_checkpoint(
        &self,
        from: &Path,
        (data, settings): (&Path, &TrainConfig),
        id: Option<&str>,
        metrics: Option<Value>,
    ) -> Result<Card, HrmError> {
        let fault = |why: String| HrmError::File { path: from.display().to_string(), why };
        let dataset = Dataset::read(data)?;
        let (shape, hash) = (settings.model.for_data(dataset.shape()), dataset.sha256());
        let tensors = if is_archive(from) { read_checkpoint(from)? } else { read_tensors(from)? };
        let weights = Weights::from_tensors(&shape, &tensors, &ComputeDevice::Cpu).map_err(|error| {
            fault(format!("{error}; the settings' model is to be the one it was trained as"))
        })?;
        let parameters = weights.trained_values()?;
        if let Some((name, _)) = parameters.iter().find(|(_, values)| values.iter().any(|v| !v.is_finite())) {
            return Err(fault(format!("{name} holds what is no number; the run had come apart")));
        }
        let own = from.file_stem().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
        let id = id.unwrap_or(&own);
        check_id(id)?;
        let beside = tempfile::tempdir().map_err(|error| fault(error.to_string()))?;
        let steps = own.rsplit(['_', '-']).next().and_then(|steps| steps.parse().ok()).unwrap_or(0);
        let foreign = Foreign { task: TASK, data: &hash, steps, settings, shape: &shape };
        publish_foreign(beside.path(), &weights, &foreign)?;
        let mut card = Card::of_run(id, &ModelFiles::read(beside.path())?.run_facts()?);
        card.description =
            format!("Weights of another trainer, {steps} steps; {} parameters.", weights.parameters());
        card.made = Made {
            program: "another trainer of the reference's layout".to_owned(),
            notes: format!("Taken in from {}.", file_name(from)),
            ..Made::default()
        };
        card.data = of_manifest(data, hash);
        let path = beside.path().join("card.json");
        std::fs::write(&path, card.to_json()?).map_err(|error| fault(error.to_string()))?;
        self.import(beside.path(), None, metrics)
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// What the dataset's manifest says, where there is one.
fn of_manifest(data: &Path, sha256: String) -> LearnedFrom {
    let manifest = std::fs::read(data.join("manifest.json")).ok();
    let manifest: Value = manifest.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
    let splits = manifest["splits"].as_object().cloned().unwrap_or_default();
    let count = |(name, split): (String, Value)| Some((name, split["examples"].as_u64()?));
    LearnedFrom {
        plan: manifest["plan"].clone(),
        seed: manifest["seed"].as_u64(),
        counts: splits.into_iter().filter_map(count).collect(),
        sha256,
        test: None,
    }
}
