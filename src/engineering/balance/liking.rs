//! Slots by taste, legs as they are: of all arrangements that load the legs as a given one does, one that is liked best.
//!
//! Every piece keeps its option, so the legs carry the same to the last unit whatever is liked: a habit of seating cannot
//! cost balance. The search is plain: whoever is largest takes the place liked best of those that are free; then
//! single pieces go where they are liked better, and whom they displace goes where he is liked best, as long as the sum
//! grows. Nothing is drawn at random.

use crate::domain::Slot;
use crate::engineering::balance::arrangement::Arrangement;
use crate::engineering::balance::exact::{Cells, Layout};
use crate::engineering::balance::problem::BalanceProblem;
use std::cmp::Reverse;

/// Gains below this are none: sums of the same numbers in another order differ by less.
const GAIN: f64 = 1e-6;
/// Rounds over all pieces at most; a handful is usual.
const ROUNDS: usize = 40;

/// Words of a description that say what a circuit serves and not where.
const LOAD_WORDS: [&str; 33] = [
    "REC",
    "RECS",
    "RECEPT",
    "RECEPTS",
    "RECEPTACLE",
    "RECEPTACLES",
    "RCPT",
    "PLUG",
    "PLUGS",
    "OUTLET",
    "OUTLETS",
    "LTG",
    "LTS",
    "LIGHT",
    "LIGHTS",
    "LIGHTING",
    "PWR",
    "POWER",
    "CKT",
    "CIRCUIT",
    "GFCI",
    "AFCI",
    "DEDICATED",
    "GENERAL",
    "GEN",
    "THE",
    "AND",
    "OF",
    "IN",
    "AT",
    "FOR",
    "SPARE",
    "SPACE",
];

/// Returns where a circuit serves, read from its description: the words that do not name the load, numbers in a form
/// that sorts as people count (`ROOM 9` before `ROOM 101`). Empty where nothing is left.
pub(in crate::engineering::balance) fn area_of(description: &str) -> String {
    let upper = description.to_uppercase();
    let words = upper.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let places = words.filter(|word| !LOAD_WORDS.contains(word));
    let sortable =
        places.map(|word| if word.parse::<u64>().is_ok() { format!("{word:0>8}") } else { word.to_owned() });
    sortable.collect::<Vec<_>>().join(" ")
}

/// Returns the arrangement that is liked best of those found that load the legs as `tops` does, in the order of the
/// problem's items. `held` are the items that stay where `tops` has them. `liking` says how much it likes an item with
/// its top pole on a slot; a group is liked as its members are on average. `None` when `tops` is no legal arrangement.
pub fn most_liked(
    problem: &BalanceProblem,
    tops: &[Slot],
    held: &[bool],
    liking: &mut dyn FnMut(usize, Slot) -> f64,
) -> Option<Vec<Slot>> {
    let layout = Layout::new(problem);
    let given = Arrangement::of_tops(&layout, tops)?;
    let taste = Taste::new(&layout, &given, held, liking)?;
    let mut best = taste.improved(given.places.iter().copied().collect::<Option<_>>()?);
    if let Some(places) = taste.by_size() {
        let other = taste.improved(places);
        if taste.sum(&other) > taste.sum(&best) + GAIN {
            best = other;
        }
    }
    Some(Arrangement::with_places(&layout, &best).tops(&layout))
}

/// How much every piece likes each of its places.
struct Taste<'a> {
    layout: &'a Layout,
    /// By piece and placement; `None` where the legs would be others, or the piece is held.
    likes: Vec<Vec<Option<f64>>>,
    held: Vec<bool>,
    /// The places it all began with.
    given: Vec<usize>,
}

/// Pieces with new places, and what is gained.
struct Step {
    gain: f64,
    places: Vec<(usize, usize)>,
}

impl<'a> Taste<'a> {
    fn new(
        layout: &'a Layout,
        given: &Arrangement,
        held: &[bool],
        liking: &mut dyn FnMut(usize, Slot) -> f64,
    ) -> Option<Self> {
        let given: Vec<usize> = given.places.iter().copied().collect::<Option<_>>()?;
        let mut taste = Self { layout, likes: Vec::new(), held: Vec::new(), given };
        for (piece, found) in layout.pieces.iter().enumerate() {
            let here = taste.given[piece];
            let option = found.placements[here].option;
            let stays = found.items.iter().any(|item| held.get(*item).copied().unwrap_or(false));
            let mut likes = Vec::with_capacity(found.placements.len());
            for (index, place) in found.placements.iter().enumerate() {
                if place.option != option || (stays && index != here) {
                    likes.push(None);
                    continue;
                }
                let mut sum = 0.0;
                for item in &found.items {
                    let home = layout.tops.get(*item)?;
                    sum += liking(*item, Slot((i32::from(home.0) + place.shift) as u16));
                }
                likes.push(Some(sum / found.items.len().max(1) as f64).filter(|sum| !sum.is_nan()));
            }
            taste.likes.push(likes);
            taste.held.push(stays);
        }
        Some(taste)
    }

    fn like(&self, piece: usize, place: usize) -> f64 {
        self.likes[piece].get(place).copied().flatten().unwrap_or(f64::NEG_INFINITY)
    }

    fn sum(&self, places: &[usize]) -> f64 {
        places.iter().enumerate().map(|(piece, place)| self.like(piece, *place)).sum()
    }

    fn cells(&self, piece: usize, place: usize) -> Cells {
        self.layout.pieces[piece].placements[place].cells
    }

    /// Returns the place liked best of those that are free, the lowest of equals.
    fn best_free(&self, piece: usize, taken: &Cells) -> Option<usize> {
        let mut best: Option<(f64, usize)> = None;
        for (place, like) in self.likes[piece].iter().enumerate() {
            let Some(like) = like else { continue };
            if self.cells(piece, place).intersects(taken) {
                continue;
            }
            let first = |place: usize| self.cells(piece, place).first();
            let better = best.is_none_or(|(known, at)| {
                *like > known + GAIN || (*like > known - GAIN && first(place) < first(at))
            });
            if better {
                best = Some((*like, place));
            }
        }
        best.map(|(_, place)| place)
    }

    /// Seats everybody anew, the largest first; `None` where somebody finds no place.
    fn by_size(&self) -> Option<Vec<usize>> {
        let mut taken = self.layout.blocked;
        let mut places: Vec<Option<usize>> = vec![None; self.likes.len()];
        let mut order: Vec<usize> = (0..self.likes.len()).collect();
        let most =
            |piece: usize| self.likes[piece].iter().flatten().copied().fold(f64::NEG_INFINITY, f64::max);
        let size = |piece: &usize| {
            (Reverse(self.held[*piece]), Reverse(self.cells(*piece, self.given[*piece]).len()))
        };
        order.sort_by(|a, b| size(a).cmp(&size(b)).then(most(*b).total_cmp(&most(*a))).then(a.cmp(b)));
        for piece in order {
            let place = self.best_free(piece, &taken)?;
            taken = taken.union(&self.cells(piece, place));
            places[piece] = Some(place);
        }
        places.into_iter().collect()
    }

    fn improved(&self, mut places: Vec<usize>) -> Vec<usize> {
        for _ in 0..ROUNDS {
            let mut changed = false;
            for piece in 0..places.len() {
                if let Some(step) = self.best_step(&places, piece) {
                    step.places.into_iter().for_each(|(piece, place)| places[piece] = place);
                    changed = true;
                }
            }
            if !changed {
                break;
            }
        }
        places
    }

    /// Returns the step that gains most by giving a piece a place it likes better.
    fn best_step(&self, places: &[usize], piece: usize) -> Option<Step> {
        let now = self.like(piece, places[piece]);
        let better = (0..self.likes[piece].len()).filter(|place| self.like(piece, *place) > now + GAIN);
        let steps = better.filter_map(|place| self.step(places, piece, place));
        steps.fold(None, |best: Option<Step>, step| match best {
            Some(best) if best.gain >= step.gain => Some(best),
            _ => Some(step),
        })
    }

    /// Gives a piece a place; whoever stands there goes where he is liked best. `None` where that gains nothing.
    fn step(&self, places: &[usize], piece: usize, place: usize) -> Option<Step> {
        let wanted = self.cells(piece, place);
        let mut taken = self.layout.blocked.union(&wanted);
        let mut displaced = Vec::new();
        for (other, at) in places.iter().enumerate() {
            if other == piece {
                continue;
            }
            let cells = self.cells(other, *at);
            if !cells.intersects(&wanted) {
                taken = taken.union(&cells);
            } else if self.held[other] {
                return None;
            } else {
                displaced.push(other);
            }
        }
        let mut step =
            Step { gain: self.like(piece, place) - self.like(piece, places[piece]), places: Vec::new() };
        step.places.push((piece, place));
        displaced.sort_by_key(|other| Reverse(self.cells(*other, places[*other]).len()));
        for other in displaced {
            let to = self.best_free(other, &taken)?;
            taken = taken.union(&self.cells(other, to));
            step.gain += self.like(other, to) - self.like(other, places[other]);
            step.places.push((other, to));
        }
        (step.gain > GAIN).then_some(step)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::System;
    use crate::engineering::balance::{BalanceItem, judged_loads, random_tops};

    fn panel() -> BalanceProblem {
        let mut items = vec![
            BalanceItem::multi(1, 1, 3, 9_000.0),
            BalanceItem::multi(2, 2, 2, 4_000.0),
            BalanceItem { spare: true, ..BalanceItem::single(3, 7, 0.0) },
        ];
        let slots = [6, 8, 9, 10, 11, 12, 13, 14];
        items.extend(
            slots.iter().zip(4..).map(|(slot, id)| BalanceItem::single(id, *slot, 100.0 * id as f64)),
        );
        items[5].locked = true;
        BalanceProblem::new(System::Wye208, 24, 1, items)
    }

    /// Whatever is liked, the legs carry the same, nobody shares a slot, and what is held or locked stays.
    #[test]
    fn legs_stay_and_tastes_are_served() {
        let problem = panel();
        let mut low = 0;
        for seed in 0..30 {
            let tops = random_tops(&problem, seed);
            let mut held = vec![false; problem.items.len()];
            held[(seed % 5) as usize + 6] = true;
            // The bottom of the right column for singles, the top for others.
            let mut liking = |item: usize, slot: Slot| {
                let row = f64::from(slot.0);
                let side = if slot.is_left() { -3.0 } else { 0.0 };
                if problem.items[item].poles == 1 { row + side } else { -row }
            };
            let seated = most_liked(&problem, &tops, &held, &mut liking).expect("legal");
            assert_eq!(judged_loads(&problem, &seated), judged_loads(&problem, &tops));
            let mut taken = std::collections::BTreeSet::new();
            for (index, (item, top)) in problem.items.iter().zip(&seated).enumerate() {
                assert!(!item.locked || *top == item.top, "a locked circuit moved");
                assert!(!held[index] || *top == tops[index], "a held circuit moved");
                assert!(crate::domain::Span::new(*top, item.poles).slots().all(|slot| taken.insert(slot)));
            }
            let sum = |tops: &[Slot], liking: &mut dyn FnMut(usize, Slot) -> f64| -> f64 {
                tops.iter().enumerate().map(|(item, top)| liking(item, *top)).sum()
            };
            assert!(sum(&seated, &mut liking) >= sum(&tops, &mut liking) - 1e-9);
            let again = most_liked(&problem, &tops, &held, &mut liking);
            assert_eq!(again, Some(seated.clone()));
            // The spare has no leg to keep: it has one of the last slots, unless those who must not leave their legs have.
            low += usize::from(seated[2].0 > 18);
        }
        assert!(low > 15, "of 30 only {low}");
        assert_eq!(most_liked(&problem, &[Slot(1); 11], &[], &mut |_, _| 0.0), None);
    }

    #[test]
    fn areas_are_what_is_no_load() {
        assert_eq!(area_of("RECEPT OFFICE 101-104"), "OFFICE 00000101 00000104");
        assert_eq!(area_of("Ltg - Office 101"), "OFFICE 00000101");
        assert!(area_of("REC ROOM 9") < area_of("LTG ROOM 101"));
        assert_eq!(area_of("LIGHTING"), "");
    }
}
