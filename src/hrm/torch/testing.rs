//! Checkpoints written for tests, as `torch.save` writes a dictionary of tensors. Not compiled into the program.

use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A tensor to write.
pub(crate) struct Saved {
    pub name: String,
    pub shape: Vec<usize>,
    pub values: Vec<f32>,
}

/// Writes the archive around a pickle.
pub(crate) fn archive(pickle: &[u8], storages: &[Vec<u8>], method: CompressionMethod) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method).large_file(true);
    let mut file = |name: String, bytes: &[u8]| {
        writer.start_file(name, options).expect("begun");
        writer.write_all(bytes).expect("written");
    };
    file("step_1/data.pkl".to_owned(), pickle);
    file("step_1/byteorder".to_owned(), b"little");
    for (key, bytes) in storages.iter().enumerate() {
        file(format!("step_1/data/{key}"), bytes);
    }
    file("step_1/version".to_owned(), b"3\n");
    writer.finish().expect("finished").into_inner()
}

/// Writes tensors as PyTorch does: an ordered dictionary, protocol 2, with the attribute that modules leave on it.
pub(crate) fn checkpoint(tensors: &[Saved]) -> Vec<u8> {
    let storages: Vec<Vec<u8>> = tensors
        .iter()
        .map(|tensor| tensor.values.iter().flat_map(|value| value.to_le_bytes()).collect())
        .collect();
    archive(&pickle(tensors), &storages, CompressionMethod::Stored)
}

pub(crate) fn text(out: &mut Vec<u8>, text: &str) {
    out.push(b'X');
    out.extend((text.len() as u32).to_le_bytes());
    out.extend(text.as_bytes());
}

fn int(out: &mut Vec<u8>, value: usize) {
    out.push(b'J');
    out.extend((value as u32).to_le_bytes());
}

fn row(out: &mut Vec<u8>, values: &[usize]) {
    out.push(b'(');
    values.iter().for_each(|value| int(out, *value));
    out.push(b't');
}

fn pickle(tensors: &[Saved]) -> Vec<u8> {
    let mut out = b"\x80\x02ccollections\nOrderedDict\nq\x00)Rq\x01(".to_vec();
    for (key, tensor) in tensors.iter().enumerate() {
        text(&mut out, &tensor.name);
        out.extend(b"ctorch._utils\n_rebuild_tensor_v2\n((");
        text(&mut out, "storage");
        out.extend(b"ctorch\nFloatStorage\n");
        text(&mut out, &key.to_string());
        text(&mut out, "cuda:0");
        int(&mut out, tensor.values.len());
        out.extend(b"tQK\x00");
        row(&mut out, &tensor.shape);
        let strides: Vec<usize> =
            (0..tensor.shape.len()).map(|at| tensor.shape[at + 1..].iter().product()).collect();
        row(&mut out, &strides);
        // No gradient asked for, no hooks.
        out.extend(b"\x89h\x00)RtR");
    }
    out.extend(b"u}");
    text(&mut out, "_metadata");
    out.extend(b"h\x00)Rsb.");
    out
}
