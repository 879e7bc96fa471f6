//! The most any arrangement could score, without searching for one.
//!
//! Every leg is what it is now plus a multiple of the common divisor of all possible changes, and the legs add up to
//! the total: that alone often proves a perfect split. The few heaviest pieces are tried on every leg, the others may be
//! poured like water within what each leg can get: that finds the load no partner can balance.

use crate::engineering::balance::exact::layout::{Layout, add};
use crate::engineering::balance::score::{LegLoads, Quality};

/// Combinations of the heaviest pieces that are looked at.
const COMBINATIONS: usize = 729;

/// Returns a quality no arrangement exceeds.
pub fn upper_bound(layout: &Layout) -> Quality {
    let step = common_step(layout);
    let mut order: Vec<usize> =
        (0..layout.pieces.len()).filter(|p| layout.pieces[*p].options.len() > 1).collect();
    order.sort_by_key(|p| (std::cmp::Reverse(swing(layout, *p)), *p));
    let mut bound = relaxed_with(layout, step, &[], None);
    let mut product = 1;
    for depth in 1..=order.len() {
        product *= layout.pieces[order[depth - 1]].options.len();
        if product > COMBINATIONS {
            break;
        }
        // Each depth is a bound of its own; deeper ones are tighter.
        bound = bound.min(relaxed_with(layout, step, &order[..depth], Some(bound)));
    }
    bound
}

/// Returns the most one piece, tried on every leg, allows: for saying which circuit stands in the way.
pub fn bound_by_piece(layout: &Layout, piece: usize) -> Quality {
    relaxed_with(layout, common_step(layout), &[piece], None)
}

/// Returns how much a piece can change a leg.
fn swing(layout: &Layout, piece: usize) -> i64 {
    let options = &layout.pieces[piece].options;
    (0..3)
        .map(|leg| {
            let loads = options.iter().map(|o| o.legs[leg]);
            loads.clone().max().unwrap_or(0) - loads.min().unwrap_or(0)
        })
        .max()
        .unwrap_or(0)
}

/// Returns the common divisor of all changes of any leg; 1 at least.
pub fn common_step(layout: &Layout) -> i64 {
    let mut step = 0;
    for piece in &layout.pieces {
        for option in &piece.options {
            for leg in 0..3 {
                step = gcd(step, (option.legs[leg] - piece.home_legs[leg]).abs());
            }
        }
    }
    step.max(1)
}

fn gcd(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// Tries the given pieces on every leg and pours the rest. Nothing beyond `enough` is of interest.
fn relaxed_with(layout: &Layout, step: i64, tried: &[usize], enough: Option<Quality>) -> Quality {
    let (mut low, mut high) = (layout.base, layout.base);
    for (index, piece) in layout.pieces.iter().enumerate().filter(|(index, _)| !tried.contains(index)) {
        debug_assert!(index < layout.pieces.len());
        for leg in 0..3 {
            low[leg] += piece.options.iter().map(|o| o.legs[leg]).min().unwrap_or(0);
            high[leg] += piece.options.iter().map(|o| o.legs[leg]).max().unwrap_or(0);
        }
    }
    let home = layout.home_loads();
    let mut best: Option<Quality> = None;
    let mut choice = vec![0_usize; tried.len()];
    loop {
        let (mut lows, mut highs) = (low, high);
        for (piece, option) in tried.iter().zip(&choice) {
            add(&mut lows, &layout.pieces[*piece].options[*option].legs);
            add(&mut highs, &layout.pieces[*piece].options[*option].legs);
        }
        let poured = pour(layout, &home, step, &lows, &highs);
        best = best.max(poured);
        if enough.is_some() && best >= enough {
            break;
        }
        let advanced = choice.iter_mut().zip(tried).any(|(option, piece)| {
            *option += 1;
            let carry = *option == layout.pieces[*piece].options.len();
            if carry {
                *option = 0;
            }
            !carry
        });
        if !advanced {
            break;
        }
    }
    best.unwrap_or_else(|| layout.judge.quality(home))
}

/// Returns the best quality of legs ≡ home (mod step) within the bounds that add up to the total.
fn pour(layout: &Layout, home: &LegLoads, step: i64, low: &LegLoads, high: &LegLoads) -> Option<Quality> {
    let total = layout.total;
    // The best point of a region whose quality falls away from the even split lies at the even split, on one bound with
    // the other legs even, or on two bounds; then it is within three steps of it on the grid.
    let mut targets = vec![total / layout.legs as i64, low[0], high[0]];
    if layout.legs == 3 {
        for one in [low[1], high[1]] {
            targets.push((total - one) / 2);
            targets.extend([total - one - low[2], total - one - high[2]]);
        }
        targets.extend([(total - low[2]) / 2, (total - high[2]) / 2]);
    } else {
        targets.extend([total - low[1], total - high[1]]);
    }
    let mut best: Option<Quality> = None;
    for target in targets {
        let near = home[0] + (target - home[0]).div_euclid(step) * step;
        for offset in -3..=4 {
            let first = near + offset * step;
            if first < low[0] || first > high[0] {
                continue;
            }
            let mut consider = |second: i64| {
                let legs = if layout.legs == 3 {
                    [first, second, total - first - second]
                } else {
                    [first, total - first, 0]
                };
                if (0..layout.legs).all(|leg| low[leg] <= legs[leg] && legs[leg] <= high[leg]) {
                    best = best.max(Some(layout.judge.quality(legs)));
                }
            };
            if layout.legs == 2 {
                consider(0);
                continue;
            }
            let (from, to) = (low[1].max(total - first - high[2]), high[1].min(total - first - low[2]));
            for wish in [(total - first) / 2, from, to] {
                let near = home[1] + (wish - home[1]).div_euclid(step) * step;
                consider(near);
                consider(near + step);
            }
        }
    }
    best
}
