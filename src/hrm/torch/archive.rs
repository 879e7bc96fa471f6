//! The archive around the pickle: numbers by name, as tensors of single precision.

use crate::hrm::HrmError;
use crate::hrm::torch::pickle::{Numbers, Storage, View, read_views};
use crate::hrm::train::read_bytes;
use candle_core::{DType, Device, Tensor};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::Path;
use zip::{CompressionMethod, ZipArchive};

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// Reads the tensors of a file that `torch.save(model.state_dict(), path)` has written, in f32 and on the host. Nothing is
/// executed.
///
/// # Errors
/// When the file is no such archive, asks for anything beside tensors, or is damaged. Says where.
pub fn read_checkpoint(path: &Path) -> Result<BTreeMap<String, Tensor>, HrmError> {
    let bytes = read_bytes(path)?;
    let fault = |why: String| HrmError::File { path: path.display().to_string(), why };
    let mut archive = ZipArchive::new(Cursor::new(bytes.as_slice()))
        .map_err(|error| fault(format!("no checkpoint of PyTorch: {error}")))?;
    let mut names = archive.file_names().filter_map(|name| name.ok().map(std::borrow::Cow::into_owned));
    let pickle = names.find(|name| name.ends_with("/data.pkl"));
    drop(names);
    let pickle = pickle.ok_or_else(|| fault("no checkpoint of PyTorch: it has no data.pkl".to_owned()))?;
    let folder = pickle.trim_end_matches("data.pkl").to_owned();
    let order = entry(&mut archive, &format!("{folder}byteorder")).unwrap_or_else(|_| b"little".to_vec());
    if !order.starts_with(b"little") {
        return Err(fault("its numbers have the high byte first, which is not read".to_owned()));
    }
    let program = entry(&mut archive, &pickle).map_err(&fault)?;
    let views = read_views(&program).map_err(|why| fault(format!("data.pkl: {why}")))?;
    let mut storages: BTreeMap<String, Vec<f32>> = BTreeMap::new();
    let mut tensors = BTreeMap::new();
    for (name, view) in views {
        let key = view.storage.key.clone();
        if !storages.contains_key(&key) {
            let raw = entry(&mut archive, &format!("{folder}data/{key}")).map_err(&fault)?;
            storages.insert(key.clone(), numbers(&view.storage, &raw)?);
        }
        let storage = storages.get(&key).map(Vec::as_slice).unwrap_or_default();
        let values =
            values(&view, storage).ok_or_else(|| fault(format!("{name} reaches beyond its numbers")))?;
        tensors.insert(name, Tensor::from_vec(values, view.shape, &Device::Cpu)?);
    }
    Ok(tensors)
}

/// Reads a file of the archive. Compressed ones are refused: PyTorch writes none, and they may grow without bounds.
fn entry(archive: &mut Archive<'_>, name: &str) -> Result<Vec<u8>, String> {
    let mut file = archive.by_name(name).map_err(|error| format!("{name}: {error}"))?;
    if file.compression() != CompressionMethod::Stored {
        return Err(format!("{name} is compressed, which PyTorch does not do"));
    }
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).map_err(|error| format!("{name}: {error}"))?;
    Ok(bytes)
}

/// Returns the numbers of a storage in single precision; a last one that is not whole is left out.
fn numbers(storage: &Storage, raw: &[u8]) -> Result<Vec<f32>, HrmError> {
    let kind = match storage.numbers {
        Numbers::F64 => DType::F64,
        Numbers::F32 => DType::F32,
        Numbers::F16 => DType::F16,
        Numbers::Bf16 => DType::BF16,
        Numbers::I64 => DType::I64,
        Numbers::I32 => DType::I32,
        Numbers::U8 => DType::U8,
    };
    let count = raw.len() / kind.size_in_bytes();
    let whole = raw.get(..count * kind.size_in_bytes()).unwrap_or_default();
    let tensor = Tensor::from_raw_buffer(whole, kind, &[count], &Device::Cpu)?;
    Ok(tensor.to_dtype(DType::F32)?.to_vec1()?)
}

/// Returns the values of a view in the order of rows; `None` where it reaches beyond its storage or repeats it.
fn values(view: &View, storage: &[f32]) -> Option<Vec<f32>> {
    let count = view.shape.iter().try_fold(1_usize, |count, size| count.checked_mul(*size))?;
    if count > storage.len() {
        return None;
    }
    let value = |index: usize| {
        let (mut rest, mut at) = (index, view.offset);
        for (size, stride) in view.shape.iter().zip(&view.strides).rev() {
            at = at.checked_add((rest % size).checked_mul(*stride)?)?;
            rest /= size;
        }
        storage.get(at).copied()
    };
    (0..count).map(value).collect()
}
