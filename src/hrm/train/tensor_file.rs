//! Tensors in one safetensors file: the same tensors, the same bytes.

use crate::document::write_file;
use crate::hrm::HrmError;
use candle_core::{Device, Tensor};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

/// Under this name a text travels with the tensors. One entry only: the format keeps no order among several.
const RECORD: &str = "record";

/// Returns the bytes of a file of these tensors, by type and then by name.
pub(super) fn to_bytes(
    tensors: &BTreeMap<String, Tensor>,
    record: Option<String>,
) -> Result<Vec<u8>, HrmError> {
    let mut on_host = BTreeMap::new();
    for (name, tensor) in tensors {
        on_host.insert(name.as_str(), tensor.to_device(&Device::Cpu)?.contiguous()?);
    }
    let record = record.map(|text| HashMap::from([(RECORD.to_owned(), text)]));
    safetensors::serialize(on_host, record).map_err(|error| HrmError::Weights(error.to_string()))
}

/// Writes a file whole or not at all.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), HrmError> {
    Ok(write_file(path, bytes)?)
}

/// Reads a file: its tensors and the text with them.
pub(super) fn read(path: &Path) -> Result<(BTreeMap<String, Tensor>, Option<String>), HrmError> {
    from_bytes(&read_bytes(path)?, &path.display().to_string())
}

/// Reads the bytes of a file.
pub(in crate::hrm) fn read_bytes(path: &Path) -> Result<Vec<u8>, HrmError> {
    std::fs::read(path)
        .map_err(|error| HrmError::File { path: path.display().to_string(), why: error.to_string() })
}

/// Takes the bytes of a file apart; `name` is how an error calls it.
pub(super) fn from_bytes(
    bytes: &[u8],
    name: &str,
) -> Result<(BTreeMap<String, Tensor>, Option<String>), HrmError> {
    let broken = |error: &dyn std::fmt::Display| HrmError::File {
        path: name.to_owned(),
        why: format!("no whole safetensors file: {error}"),
    };
    let (_, metadata) = safetensors::SafeTensors::read_metadata(bytes).map_err(|error| broken(&error))?;
    let record = metadata.metadata().as_ref().and_then(|texts| texts.get(RECORD).cloned());
    let tensors =
        candle_core::safetensors::load_buffer(bytes, &Device::Cpu).map_err(|error| broken(&error))?;
    Ok((tensors.into_iter().collect(), record))
}

/// Returns the SHA-256 of bytes, in hexadecimal.
pub(in crate::hrm) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
