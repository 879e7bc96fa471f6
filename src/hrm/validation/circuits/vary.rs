//! A circuit once more, a little different, with the same truth: what no rule of the table tells apart is exchanged.

use crate::hrm::validation::attributes::Attributes;
use rand::Rng;
use rand::seq::IndexedRandom;
use rand_chacha::ChaCha8Rng;

/// Classes that are demanded alike and whose circuits are judged alike.
const CLASSES: &[&str] = &["A", "K", "S", "P"];
/// Raceways of the same metal that serve as EGC alike.
const STEEL: &[&str] = &["EMT", "IMC", "RMC"];
const PLASTIC: &[&str] = &["PVC-40", "PVC-80", "ENT"];
/// Systems whose single poles are alike: 120 V to a neutral, one of two or three legs.
const SINGLE: &[&str] = &["208Y/120", "240/120"];

/// Returns a copy with attributes exchanged that make no difference to any family.
pub fn varied(at: &Attributes, rng: &mut ChaCha8Rng) -> Attributes {
    let mut copy = at.clone();
    let mut exchange = |word: &mut String, among: &[&str]| {
        if among.contains(&word.as_str())
            && rng.random_bool(0.5)
            && let Some(other) = among.choose(rng)
        {
            (*other).clone_into(word);
        }
    };
    exchange(&mut copy.class, CLASSES);
    if let Some(raceway) = &mut copy.raceway {
        exchange(raceway, STEEL);
        exchange(raceway, PLASTIC);
    }
    if copy.poles == 1 {
        exchange(&mut copy.system, SINGLE);
    }
    copy
}
