//! Checkpoints as PyTorch writes them, hostile ones, damaged ones.

use super::pickle::read_views;
use super::read_checkpoint;
use super::testing::{Saved, archive, checkpoint, text};
use zip::CompressionMethod;

fn saved(name: &str, shape: &[usize]) -> Saved {
    let count: usize = shape.iter().product();
    Saved {
        name: name.to_owned(),
        shape: shape.to_vec(),
        values: (0..count).map(|n| n as f32 / 2.0).collect(),
    }
}

fn read(bytes: &[u8]) -> Result<std::collections::BTreeMap<String, candle_core::Tensor>, String> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("step_1");
    std::fs::write(&path, bytes).expect("written");
    read_checkpoint(&path).map_err(|error| error.to_string())
}

#[test]
fn tensors_come_back_by_name() {
    let tensors = read(&checkpoint(&[saved("_orig_mod.a", &[2, 3]), saved("b", &[4]), saved("c", &[])]))
        .expect("a checkpoint");
    assert_eq!(tensors.keys().collect::<Vec<_>>(), ["_orig_mod.a", "b", "c"]);
    let rows: Vec<Vec<f32>> = tensors["_orig_mod.a"].to_vec2().expect("rows");
    assert_eq!(rows, [[0.0, 0.5, 1.0], [1.5, 2.0, 2.5]]);
    assert_eq!(tensors["c"].dims(), [0_usize; 0]);
}

#[test]
fn nothing_is_called_that_a_file_asks_for() {
    let mut pickle = b"\x80\x02cos\nsystem\n(".to_vec();
    text(&mut pickle, "touch /tmp/owned");
    pickle.extend(b"tR.");
    let why = read(&archive(&pickle, &[], CompressionMethod::Stored)).expect_err("refused");
    assert!(why.contains("it names os.system"), "{why}");
    // The newer way to name things.
    let mut pickle = b"\x80\x04".to_vec();
    text(&mut pickle, "builtins");
    text(&mut pickle, "eval");
    pickle.extend(b"\x93.");
    assert!(read_views(&pickle).expect_err("refused").contains("builtins.eval"));
    for word in [b'i', b'o', 0x81, 0x82, 0x92, b'P'] {
        let why = read_views(&[0x80, 2, word, b'.']).expect_err("refused");
        assert!(why.contains("no word of a file of tensors"), "{why}");
    }
}

#[test]
fn a_damaged_file_is_an_error_and_never_a_panic() {
    let whole = checkpoint(&[saved("a", &[2, 3]), saved("b", &[4])]);
    assert!(read(b"not an archive").expect_err("refused").contains("no checkpoint of PyTorch"));
    for cut in (0..whole.len()).step_by(7) {
        assert!(read(&whole[..cut]).is_err(), "cut at {cut}");
    }
    // Any byte may be wrong: read or refused, nothing else.
    for at in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x5a;
        let _ = read(&bytes);
    }
    let bomb = archive(&[b'.'; 1000], &[], CompressionMethod::Stored);
    assert!(read(&bomb).is_err());
}

#[test]
fn a_tensor_cannot_be_larger_than_its_numbers() {
    let mut large = saved("a", &[2, 3]);
    large.shape = vec![1 << 20, 1 << 20];
    let why = read(&checkpoint(&[large])).expect_err("refused");
    assert!(why.contains("a reaches beyond its numbers"), "{why}");
}

#[test]
fn nesting_and_sharing_have_bounds() {
    // Each word doubles what it holds: shared, and refused when it is too deep.
    let mut pickle = b"\x80\x02)".to_vec();
    for _ in 0..100 {
        pickle.extend(b"q\x00h\x00\x86");
    }
    pickle.push(b'.');
    assert!(read_views(&pickle).expect_err("refused").contains("nested too deeply"));
}
