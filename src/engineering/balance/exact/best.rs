//! The best possible score: a proof, or the best found with an honest bound.
//!
//! Which leg every piece loads is multiway number partitioning. The choices of one half of the pieces are stored as
//! points of the plane (loads of legs A and B), those of the other half are streamed past, and for each only the stored
//! points are looked at that would make a better total: meeting in the middle, 3^(n/2) instead of 3^n. Equal pieces are
//! taken together, so that exchanging them is never tried. Panels too large for that are improved on a window of pieces
//! at a time; there perfect splits are plentiful and the bound proves them.

use crate::engineering::balance::exact::layout::{Layout, add};
use crate::engineering::balance::exact::meter::Meter;
use crate::engineering::balance::exact::packing::{Packer, Packing};
use crate::engineering::balance::exact::region::boxes;
use crate::engineering::balance::exact::strips::{Point, Strips};
use crate::engineering::balance::score::{LegLoads, Quality};
use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

/// Most points a stored half may have: 12 bytes each.
const STORED: u64 = 6_000_000;
/// Combinations of one half in a window.
const WINDOW: u64 = 2_500;

/// Option of every piece with what is known of it.
#[derive(Clone, Debug)]
pub struct Best {
    pub choice: Vec<u8>,
    pub quality: Quality,
    /// No arrangement is better than this.
    pub bound: Quality,
    /// Nothing better exists.
    pub proven: bool,
}

/// Equal pieces, with every way to spread them over their options.
struct Bundle {
    pieces: Vec<usize>,
    /// Loads, and the option of each piece.
    spreads: Vec<(LegLoads, Vec<u8>)>,
}

struct Half {
    bundles: Vec<Bundle>,
    size: u64,
}

impl Half {
    fn apply(&self, code: u64, choice: &mut [u8]) {
        let mut rest = code;
        for bundle in &self.bundles {
            let n = bundle.spreads.len() as u64;
            if let Some((_, options)) = bundle.spreads.get((rest % n) as usize) {
                for (piece, option) in bundle.pieces.iter().zip(options) {
                    choice[*piece] = *option;
                }
            }
            rest /= n;
        }
    }

    /// Calls `visit` with every code and its loads until it returns false.
    fn each(&self, mut visit: impl FnMut(u64, &LegLoads) -> bool) -> bool {
        let mut digits = vec![0_usize; self.bundles.len()];
        let mut loads = [0; 3];
        self.bundles.iter().for_each(|b| add(&mut loads, &b.spreads[0].0));
        for code in 0..self.size {
            if !visit(code, &loads) {
                return false;
            }
            for (digit, bundle) in digits.iter_mut().zip(&self.bundles) {
                let old = bundle.spreads[*digit].0;
                *digit = (*digit + 1) % bundle.spreads.len();
                let new = bundle.spreads[*digit].0;
                (0..3).for_each(|leg| loads[leg] += new[leg] - old[leg]);
                if *digit != 0 {
                    break;
                }
            }
        }
        true
    }
}

/// Improves `start` (a choice that fits) until nothing better exists or the budget is spent.
pub fn best_choice(layout: &Layout, start: Vec<u8>, bound: Quality, meter: &mut Meter<'_>) -> Best {
    let quality = quality_of(layout, &start);
    let mut best = Best { choice: start, quality, bound, proven: quality >= bound };
    if best.proven {
        return best;
    }
    let mut packer = Packer::new(layout);
    let active: Vec<usize> =
        (0..layout.pieces.len()).filter(|p| layout.pieces[*p].options.len() > 1).collect();
    meter.stage("best possible");
    windows(layout, &active, &mut best, &mut packer, meter);
    if best.proven || meter.is_spent() {
        return best;
    }
    let (stored, streamed) = halves(layout, &active);
    if stored.size > STORED || !meter.affords(stored.size.saturating_add(streamed.size)) {
        return best;
    }
    let complete = meet(layout, &stored, &streamed, &mut best, &mut packer, meter);
    if complete {
        best.bound = best.quality;
        best.proven = true;
    }
    best
}

/// Returns the quality of a choice.
pub fn quality_of(layout: &Layout, choice: &[u8]) -> Quality {
    let mut legs = layout.base;
    layout.pieces.iter().zip(choice).for_each(|(piece, option)| add(&mut legs, &piece.option(*option)));
    layout.judge.quality(legs)
}

/// Solves windows of pieces exactly, the others held: first the lightest, then seeded samples.
fn windows(
    layout: &Layout,
    active: &[usize],
    best: &mut Best,
    packer: &mut Packer<'_>,
    meter: &mut Meter<'_>,
) {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let mut order = active.to_vec();
    order.sort_by_key(|p| (layout.pieces[*p].home_legs.iter().sum::<i64>(), *p));
    for _ in 0..12 {
        let mut size = 1_u64;
        let window: Vec<usize> = order
            .iter()
            .copied()
            .take_while(|p| {
                size = size.saturating_mul(layout.pieces[*p].options.len() as u64);
                size <= WINDOW * WINDOW
            })
            .collect();
        let (stored, streamed) = halves(layout, &window);
        if !meter.affords(stored.size + streamed.size) {
            return;
        }
        meet(layout, &stored, &streamed, best, packer, meter);
        best.proven = best.quality >= best.bound;
        if best.proven || window.len() == active.len() {
            return;
        }
        order.shuffle(&mut rng);
    }
}

/// Splits pieces into two halves of about equally many combinations.
fn halves(layout: &Layout, pieces: &[usize]) -> (Half, Half) {
    let mut bundles: Vec<Bundle> = Vec::new();
    for piece in pieces {
        let same = |other: &Bundle| {
            let (a, b) = (&layout.pieces[*piece], &layout.pieces[other.pieces[0]]);
            a.options == b.options && a.items.len() == 1 && b.items.len() == 1 && !layout.spares_only
        };
        match bundles.iter_mut().find(|b| same(b)) {
            Some(bundle) => bundle.pieces.push(*piece),
            None => bundles.push(Bundle { pieces: vec![*piece], spreads: Vec::new() }),
        }
    }
    for bundle in &mut bundles {
        let options = &layout.pieces[bundle.pieces[0]].options;
        let mut spread = vec![0_u8; bundle.pieces.len()];
        spreads(options.len() as u8, 0, &mut spread, &mut |spread| {
            let mut legs = [0; 3];
            spread.iter().for_each(|o| add(&mut legs, &options[usize::from(*o)].legs));
            bundle.spreads.push((legs, spread.to_vec()));
        });
    }
    bundles.sort_by_key(|b| (std::cmp::Reverse(b.spreads.len()), b.pieces.first().copied()));
    let mut halves = [Half { bundles: Vec::new(), size: 1 }, Half { bundles: Vec::new(), size: 1 }];
    for bundle in bundles {
        let smaller = usize::from(halves[1].size < halves[0].size);
        halves[smaller].size = halves[smaller].size.saturating_mul(bundle.spreads.len() as u64);
        halves[smaller].bundles.push(bundle);
    }
    let [a, b] = halves;
    if a.size <= b.size { (a, b) } else { (b, a) }
}

/// Calls `each` for every non-descending sequence of options.
fn spreads(options: u8, at: usize, spread: &mut Vec<u8>, each: &mut impl FnMut(&[u8])) {
    if at == spread.len() {
        each(spread);
        return;
    }
    let from = if at == 0 { 0 } else { spread[at - 1] };
    for option in from..options {
        spread[at] = option;
        spreads(options, at + 1, spread, each);
    }
}

/// Looks at every combination of two halves that could be better; true when none was left out.
fn meet(
    layout: &Layout,
    stored: &Half,
    streamed: &Half,
    best: &mut Best,
    packer: &mut Packer<'_>,
    meter: &mut Meter<'_>,
) -> bool {
    let mut held = layout.base;
    let moving: Vec<usize> =
        [stored, streamed].iter().flat_map(|h| &h.bundles).flat_map(|b| &b.pieces).copied().collect();
    for (index, piece) in layout.pieces.iter().enumerate().filter(|(index, _)| !moving.contains(index)) {
        add(&mut held, &piece.option(best.choice[index]));
    }
    let mut points = Vec::with_capacity(stored.size as usize);
    let narrow = stored.each(|code, legs| {
        let (Ok(x), Ok(y), Ok(code)) = (i32::try_from(legs[0]), i32::try_from(legs[1]), u32::try_from(code))
        else {
            return false;
        };
        points.push(Point { x, y: if layout.legs == 3 { y } else { 0 }, code });
        true
    });
    // Loads beyond 3.5 MVA do not fit the stored points; such a panel goes without this proof.
    if !narrow || !meter.spend(stored.size) {
        return false;
    }
    let strips = Strips::new(points);
    let largest = largest_leg_at_least(layout);
    let mut complete = true;
    let mut targets = boxes(layout.judge, layout.total, largest, best.quality);
    let mut trial = best.choice.clone();
    let finished = streamed.each(|code, legs| {
        let mut seen = 1;
        let mut with_held = held;
        add(&mut with_held, legs);
        let mut improved = false;
        for target in &targets {
            let x = (target.low[0] - with_held[0], target.high[0] - with_held[0]);
            let (x, y) = if layout.legs == 3 {
                (x, (target.low[1] - with_held[1], target.high[1] - with_held[1]))
            } else {
                let rest = (
                    layout.total - target.high[1] - with_held[0],
                    layout.total - target.low[1] - with_held[0],
                );
                ((x.0.max(rest.0), x.1.min(rest.1)), (0, 0))
            };
            seen += strips.within(x, y, |point| {
                let first = with_held[0] + i64::from(point.x);
                let legs = if layout.legs == 3 {
                    let second = with_held[1] + i64::from(point.y);
                    [first, second, layout.total - first - second]
                } else {
                    [first, layout.total - first, 0]
                };
                let quality = layout.judge.quality(legs);
                if quality <= best.quality {
                    return true;
                }
                trial.copy_from_slice(&best.choice);
                stored.apply(u64::from(point.code), &mut trial);
                streamed.apply(code, &mut trial);
                match packer.fits(&trial) {
                    Some(true) => {
                        best.choice.copy_from_slice(&trial);
                        best.quality = quality;
                        improved = true;
                    }
                    Some(false) => {}
                    None => complete = false,
                }
                quality < best.bound
            });
            seen += packer.spent();
        }
        if improved {
            targets = boxes(layout.judge, layout.total, largest, best.quality);
            meter.found(best.quality.score(), best.bound.score());
        }
        meter.spend(seen) && best.quality < best.bound
    });
    (finished && complete) || best.quality >= best.bound
}

/// Returns a load the largest leg has at least, whatever is done.
fn largest_leg_at_least(layout: &Layout) -> i64 {
    let heaviest = |legs: &LegLoads| legs.iter().copied().max().unwrap_or(0);
    let by_piece = layout.pieces.iter().map(|piece| {
        let with = |legs: &LegLoads| (0..3).map(|leg| layout.base[leg] + legs[leg]).max().unwrap_or(0);
        piece.options.iter().map(|o| with(&o.legs)).min().unwrap_or(0)
    });
    by_piece.max().unwrap_or(0).max(heaviest(&layout.base))
}

/// Returns whether a choice fits and where; a wrapper so that callers need no packer.
pub fn pack(layout: &Layout, choice: &[u8]) -> Option<Vec<usize>> {
    match Packer::new(layout).pack(choice) {
        Packing::Fits(places) => Some(places),
        Packing::Cannot | Packing::Unknown => None,
    }
}
