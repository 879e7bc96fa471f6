//! A dataset looked at: how many examples, what they are like, which are copies of others.

use crate::hrm::HrmError;
use crate::workbench::lab::sample::{Counted, Sample};
use crate::workbench::lab::task::{Drawn, SplitName};
use std::collections::{BTreeMap, BTreeSet};

/// Examples that are drawn.
pub(super) const SAMPLES: usize = 20;
/// Bars of a histogram of many different numbers.
const BINS: usize = 10;
/// Up to so many different numbers each have their own bar.
const FEW: usize = 12;

/// What is in a dataset.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Survey {
    /// Examples of each split that is there, as a person calls it.
    pub splits: Vec<(&'static str, usize)>,
    pub histograms: Vec<Histogram>,
    /// Labels by class, of what is learned from.
    pub classes: Histogram,
    pub leaks: Leaks,
    /// Examples of which what is usually wanted cannot be had.
    pub impossible: usize,
    /// The first of those to learn from; an impossible one among them, if there is one.
    pub samples: Vec<Sample>,
    pub sha256: String,
}

/// How often something occurs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Histogram {
    pub title: String,
    /// Name and count.
    pub bars: Vec<(String, usize)>,
}

/// Examples that are in more than one split.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Leaks {
    /// The very same.
    pub duplicates: usize,
    /// Copies: circuits in another order or on other phases; plans turned or mirrored.
    pub copies: usize,
    /// The very same again among what is learned from: no leak, but it counts twice there.
    pub repeated: usize,
    /// Examples that were held against each other.
    pub compared: usize,
}

impl Leaks {
    /// Whether nothing is learned that is judged on.
    pub const fn is_clean(&self) -> bool {
        self.duplicates == 0 && self.copies == 0
    }
}

/// Looks at a dataset. `go_on` (done, of all) says whether to.
///
/// # Errors
/// When `go_on` says no.
pub(super) fn survey(
    drawn: &dyn Drawn,
    go_on: &mut dyn FnMut(usize, usize) -> bool,
) -> Result<Survey, HrmError> {
    let total: usize = SplitName::ALL.iter().map(|split| drawn.count(*split)).sum();
    let mut counted: BTreeMap<usize, (&'static str, Vec<Counted>)> = BTreeMap::new();
    let (mut classes, mut impossible, mut done) = (BTreeMap::new(), 0, 0);
    let mut first_impossible = None;
    for split in SplitName::ALL {
        for at in 0..drawn.count(split) {
            if done % 256 == 0 && !go_on(done, 2 * total) {
                return Err(HrmError::Cancelled);
            }
            done += 1;
            if drawn.is_impossible(split, at) {
                impossible += 1;
                first_impossible = first_impossible.or(Some((split, at)));
            }
            if split == SplitName::Train {
                drawn.classes(split, at, &mut classes);
                for (place, (name, value)) in drawn.counted(split, at).into_iter().enumerate() {
                    counted.entry(place).or_insert_with(|| (name, Vec::new())).1.push(value);
                }
            }
        }
    }
    let leaks = leaks(drawn, &mut |at| go_on(total + at, 2 * total))?;
    let histograms = counted.into_values().map(|(title, values)| histogram(title, &values)).collect();
    Ok(Survey {
        splits: SplitName::ALL
            .iter()
            .map(|split| (split.words(), drawn.count(*split)))
            .filter(|(_, count)| *count > 0)
            .collect(),
        histograms,
        classes: Histogram { title: "Labels".to_owned(), bars: classes.into_iter().collect() },
        leaks,
        impossible,
        samples: samples(drawn, first_impossible),
        sha256: drawn.sha256(),
    })
}

/// Returns the first examples to learn from. If none of them is impossible and one elsewhere is, that one is the last.
pub(super) fn samples(drawn: &dyn Drawn, impossible: Option<(SplitName, usize)>) -> Vec<Sample> {
    let count = drawn.count(SplitName::Train).min(SAMPLES);
    let mut places: Vec<(SplitName, usize)> = (0..count).map(|at| (SplitName::Train, at)).collect();
    if let Some(place) = impossible
        && count == SAMPLES
        && !places.iter().any(|(split, at)| drawn.is_impossible(*split, *at))
    {
        places.pop();
        places.push(place);
    }
    places.into_iter().filter_map(|(split, at)| drawn.sample(split, at)).collect()
}

/// Holds the splits against each other.
pub(super) fn leaks(drawn: &dyn Drawn, go_on: &mut dyn FnMut(usize) -> bool) -> Result<Leaks, HrmError> {
    let mut seen: Vec<(BTreeSet<Vec<u8>>, BTreeSet<Vec<u8>>)> = Vec::new();
    let mut leaks = Leaks::default();
    for split in SplitName::ALL {
        let (mut keys, mut contents) = (BTreeSet::new(), BTreeSet::new());
        for at in 0..drawn.count(split) {
            if leaks.compared % 256 == 0 && !go_on(leaks.compared) {
                return Err(HrmError::Cancelled);
            }
            leaks.compared += 1;
            let (key, content) = (drawn.key(split, at), drawn.content(split, at));
            if seen.iter().any(|(_, earlier)| earlier.contains(&content)) {
                leaks.duplicates += 1;
            } else if seen.iter().any(|(earlier, _)| earlier.contains(&key)) {
                leaks.copies += 1;
            }
            keys.insert(key);
            if !contents.insert(content) && split == SplitName::Train {
                leaks.repeated += 1;
            }
        }
        seen.push((keys, contents));
    }
    Ok(leaks)
}

/// Counts values; numbers of many kinds in bins of equal width.
fn histogram(title: &str, values: &[Counted]) -> Histogram {
    let numbers: Vec<f64> = values
        .iter()
        .filter_map(|value| match value {
            Counted::Number(number) => Some(*number),
            Counted::Word(_) => None,
        })
        .collect();
    let mut bars: Vec<(String, usize)> = Vec::new();
    let mut distinct = numbers.clone();
    distinct.sort_by(f64::total_cmp);
    distinct.dedup();
    if numbers.is_empty() {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for value in values {
            if let Counted::Word(word) = value {
                *counts.entry(word).or_default() += 1;
            }
        }
        bars.extend(counts.into_iter().map(|(word, count)| (word.to_owned(), count)));
        bars.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    } else if distinct.len() <= FEW {
        let count = |of: &f64| numbers.iter().filter(|number| **number == *of).count();
        bars.extend(distinct.iter().map(|number| (short(*number), count(number))));
    } else if let (Some(low), Some(high)) = (distinct.first(), distinct.last()) {
        let width = (high - low) / BINS as f64;
        let mut counts = [0_usize; BINS];
        for number in &numbers {
            let bin = (((number - low) / width) as usize).min(BINS - 1);
            counts[bin] += 1;
        }
        let from = |bin: usize| short(low + width * bin as f64);
        bars.extend(counts.iter().enumerate().map(|(bin, count)| (from(bin), *count)));
    }
    Histogram { title: title.to_owned(), bars }
}

/// Writes a number as short as a histogram needs it.
fn short(number: f64) -> String {
    if number.fract() == 0.0 || number.abs() >= 100.0 {
        format!("{number:.0}")
    } else {
        format!("{number:.2}")
    }
}
