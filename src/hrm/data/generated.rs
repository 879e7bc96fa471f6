//! Drawing puzzles into splits so that none is in two of them.

use crate::document::write_file;
use crate::hrm::HrmError;
use crate::hrm::data::split::{Dataset, Split, SplitInfo};
use crate::hrm::data::write::{Example, Puzzle, write_split};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;

/// A dataset that was drawn, and what is to be said about it.
#[derive(Clone, Debug)]
pub struct Generated {
    pub data: Dataset,
    pub facts: Value,
}

/// A puzzle drawn; equal keys count as the same puzzle.
pub(super) struct Drawn<K> {
    pub key: K,
    pub example: Example,
}

/// After so many draws in a row that were there already, there are no more.
const PATIENCE: usize = 2000;

/// Draws `train` puzzles with `augment` copies each, and `test` puzzles without. The test split comes first, so that more
/// puzzles to learn leave it as it is.
pub(super) fn draw_splits<K: Ord>(
    info: &SplitInfo,
    seed: u64,
    (train, test, augment): (usize, usize, usize),
    draw: &mut dyn FnMut(&mut ChaCha8Rng) -> Drawn<K>,
    copies: &mut dyn FnMut(&Example, usize, &mut ChaCha8Rng) -> Vec<Example>,
    go_on: &mut dyn FnMut() -> bool,
) -> Result<Generated, HrmError> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut known = BTreeSet::new();
    let mut split = |groups: usize, augment: usize| -> Result<Split, HrmError> {
        let mut drawn = Vec::new();
        for _ in 0..groups {
            if !go_on() {
                return Err(HrmError::Cancelled);
            }
            let example = (0..PATIENCE).find_map(|_| {
                let Drawn { key, example } = draw(&mut rng);
                known.insert(key).then_some(example)
            });
            let example = example.ok_or_else(|| {
                let count = known.len();
                HrmError::Settings(format!(
                    "there seem to be no more than {count} different puzzles of this size"
                ))
            })?;
            let copies = copies(&example, augment, &mut rng);
            let puzzle = |example| Puzzle { identifier: 0, examples: vec![example] };
            drawn.push(std::iter::once(example).chain(copies).map(puzzle).collect());
        }
        Split::of(info.clone(), &drawn)
    };
    let test = split(test, 0)?;
    let train = split(train, augment)?;
    Ok(Generated { data: Dataset { train, test }, facts: Value::Null })
}

impl Generated {
    /// Writes the splits, the names of puzzles, and last `manifest.json`: seed, counts, SHA-256 of every file. Returns the
    /// manifest.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn write(&self, folder: &Path) -> Result<Value, HrmError> {
        let mut manifest = self.facts.clone();
        let train = write_split(&self.data.train, &folder.join("train"))?;
        let test = write_split(&self.data.test, &folder.join("test"))?;
        write_file(&folder.join("identifiers.json"), b"[\"<blank>\"]")?;
        if let Some(fields) = manifest.as_object_mut() {
            let program = concat!("phasewright ", env!("CARGO_PKG_VERSION"));
            fields.insert("program".to_owned(), program.into());
            fields.insert("data_sha256".to_owned(), self.data.sha256().into());
            fields.insert("splits".to_owned(), json!({ "train": train, "test": test }));
        }
        let text =
            serde_json::to_string_pretty(&manifest).map_err(|error| HrmError::Batch(error.to_string()))?;
        write_file(&folder.join("manifest.json"), (text + "\n").as_bytes())?;
        Ok(manifest)
    }
}
