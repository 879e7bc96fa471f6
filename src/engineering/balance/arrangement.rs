//! An arrangement as the heuristics work on it: a place for every piece, with its sums kept up to date, and steps from it.

use crate::domain::Slot;
use crate::engineering::balance::exact::{Cells, Layout, Piece, Placement};
use crate::engineering::balance::score::{LegLoads, Quality};
use std::collections::BTreeSet;

/// A placement for every piece.
#[derive(Clone, Debug)]
pub struct Arrangement {
    pub places: Vec<Option<usize>>,
    pub legs: LegLoads,
    /// Circuits that are not at home.
    pub weight: u32,
    pub taken: Cells,
}

/// Pieces that take other places together, and what comes of it.
#[derive(Clone, Debug)]
pub struct Step {
    places: Vec<(usize, usize)>,
    pub quality: Quality,
    /// Circuits that are not at home afterwards.
    pub weight: u32,
}

/// Which piece stands on each cell.
pub struct Owners(Vec<Option<usize>>);

impl Arrangement {
    /// Returns nothing but what cannot move.
    pub fn empty(layout: &Layout) -> Self {
        Self { places: vec![None; layout.pieces.len()], legs: layout.base, weight: 0, taken: layout.blocked }
    }

    /// Returns every piece at home. A piece whose home is not legal keeps no placement.
    pub fn home(layout: &Layout) -> Self {
        let mut home = Self::empty(layout);
        for (index, piece) in layout.pieces.iter().enumerate() {
            match piece.placements.iter().position(|p| p.shift == 0) {
                Some(placement) => home.put(layout, index, placement),
                None => {
                    home.taken = home.taken.union(&piece.home_cells);
                    (0..3).for_each(|leg| home.legs[leg] += piece.home_legs[leg]);
                }
            }
        }
        home
    }

    /// Returns the arrangement with these placements.
    pub fn with_places(layout: &Layout, places: &[usize]) -> Self {
        let mut arrangement = Self::empty(layout);
        places.iter().enumerate().for_each(|(piece, placement)| arrangement.put(layout, piece, *placement));
        arrangement
    }

    /// Returns the arrangement with these top slots; `None` when it is not a legal one.
    pub fn of_tops(layout: &Layout, tops: &[Slot]) -> Option<Self> {
        let shift = |item: usize| Some(i32::from(tops.get(item)?.0) - i32::from(layout.tops.get(item)?.0));
        let mut moved: BTreeSet<usize> =
            (0..layout.tops.len()).filter(|item| shift(*item) != Some(0)).collect();
        let mut arrangement = Self::empty(layout);
        for (index, piece) in layout.pieces.iter().enumerate() {
            let first = shift(*piece.items.first()?)?;
            let together = piece.items.iter().all(|item| shift(*item) == Some(first));
            let placement = piece.placement_at(first).filter(|_| together)?;
            if piece.placements[placement].cells.intersects(&arrangement.taken) {
                return None;
            }
            arrangement.put(layout, index, placement);
            moved.retain(|item| !piece.items.contains(item));
        }
        // What is left belongs to no piece: it is locked, or has no other place.
        (moved.is_empty() && tops.len() == layout.tops.len()).then_some(arrangement)
    }

    /// Returns which piece stands on each cell.
    pub fn owners(&self, layout: &Layout) -> Owners {
        let mut owners = vec![None; layout.slots];
        for piece in 0..layout.pieces.len() {
            for cell in self.at(layout, piece).iter().flat_map(|here| here.cells.iter()) {
                owners[cell] = Some(piece);
            }
        }
        Owners(owners)
    }

    /// Returns the step that places one piece as in `other`, and with it all that would be in its way there.
    pub fn switched(&self, layout: &Layout, owners: &Owners, other: &Self, piece: usize) -> Option<Step> {
        let mut places = vec![(piece, other.places[piece]?)];
        let mut next = 0;
        while let Some((piece, place)) = places.get(next).copied() {
            next += 1;
            for cell in layout.pieces[piece].placements[place].cells.iter() {
                let Some(neighbor) = owners.0[cell] else { continue };
                if !places.iter().any(|(known, _)| *known == neighbor) {
                    places.push((neighbor, other.places[neighbor]?));
                }
            }
        }
        Some(self.step(layout, places))
    }

    /// Returns the step that sends one piece home. What stands there goes home as well, or where it does least harm.
    pub fn sent_home(&self, layout: &Layout, owners: &Owners, home: &Self, piece: usize) -> Option<Step> {
        let place = home.places[piece]?;
        let wanted = layout.pieces[piece].placements[place].cells;
        let mut others: Vec<usize> = wanted.iter().filter_map(|cell| owners.0[cell]).collect();
        others.retain(|other| *other != piece);
        others.sort_unstable();
        others.dedup();
        let mut sent = Self { places: Vec::new(), ..*self };
        for piece in others.iter().chain([&piece]) {
            let here = self.at(layout, *piece)?;
            sent.taken = sent.taken.minus(&here.cells);
            sent.legs = without(sent.legs, layout.pieces[*piece].option(here.option));
        }
        let mut places = vec![(piece, place)];
        sent.account(layout, piece, place);
        for other in others {
            let piece = &layout.pieces[other];
            let qualities: Vec<Quality> = piece
                .options
                .iter()
                .map(|option| layout.judge.quality(with(sent.legs, option.legs)))
                .collect();
            let free = piece.placements.iter().enumerate().filter(|(_, p)| !p.cells.intersects(&sent.taken));
            let best = free.max_by_key(|(index, place)| {
                (place.shift == 0, qualities[usize::from(place.option)], std::cmp::Reverse(*index))
            });
            let (place, _) = best?;
            sent.account(layout, other, place);
            places.push((other, place));
        }
        Some(self.step(layout, places))
    }

    /// Returns what comes of some pieces taking these places.
    fn step(&self, layout: &Layout, places: Vec<(usize, usize)>) -> Step {
        let (mut legs, mut weight) = (self.legs, i64::from(self.weight));
        for (piece, place) in &places {
            let found = &layout.pieces[*piece];
            if let Some(here) = self.at(layout, *piece) {
                legs = without(legs, found.option(here.option));
            }
            legs = with(legs, found.option(found.placements[*place].option));
            weight += self.cost(layout, *piece, *place);
        }
        Step { places, quality: layout.judge.quality(legs), weight: u32::try_from(weight).unwrap_or(0) }
    }

    /// Takes a step.
    pub fn take(&mut self, layout: &Layout, step: &Step) {
        step.places.iter().for_each(|(piece, _)| self.lift(layout, *piece));
        step.places.iter().for_each(|(piece, place)| self.put(layout, *piece, *place));
    }

    pub fn is_legal(&self) -> bool {
        self.places.iter().all(Option::is_some)
    }

    pub fn quality(&self, layout: &Layout) -> Quality {
        layout.judge.quality(self.legs)
    }

    /// Returns the option of every piece.
    pub fn choice(&self, layout: &Layout) -> Vec<u8> {
        let option = |(piece, place): (usize, &Option<usize>)| {
            place.and_then(|p| layout.pieces[piece].placements.get(p)).map_or(0, |p| p.option)
        };
        self.places.iter().enumerate().map(option).collect()
    }

    /// Returns the pieces that are not at home, with their shift.
    pub fn moves(&self, layout: &Layout) -> Vec<(usize, i32)> {
        let shift = |(piece, place): (usize, &Option<usize>)| {
            Some((piece, layout.pieces[piece].placements.get((*place)?)?.shift))
        };
        self.places.iter().enumerate().filter_map(shift).filter(|(_, shift)| *shift != 0).collect()
    }

    pub fn tops(&self, layout: &Layout) -> Vec<Slot> {
        layout.tops_with(&self.moves(layout))
    }

    fn at<'a>(&self, layout: &'a Layout, piece: usize) -> Option<&'a Placement> {
        layout.pieces[piece].placements.get(self.places[piece]?)
    }

    /// Puts a piece on a place that is free.
    pub fn put(&mut self, layout: &Layout, piece: usize, placement: usize) {
        self.account(layout, piece, placement);
        self.places[piece] = Some(placement);
    }

    /// Adds a piece on a place to the sums.
    fn account(&mut self, layout: &Layout, piece: usize, placement: usize) {
        let found = &layout.pieces[piece];
        let there = &found.placements[placement];
        self.taken = self.taken.union(&there.cells);
        self.legs = with(self.legs, found.option(there.option));
        self.weight += if there.shift == 0 { 0 } else { found.weight() };
    }

    fn lift(&mut self, layout: &Layout, piece: usize) {
        let Some(here) = self.at(layout, piece) else { return };
        self.taken = self.taken.minus(&here.cells);
        self.legs = without(self.legs, layout.pieces[piece].option(here.option));
        self.weight -= if here.shift == 0 { 0 } else { layout.pieces[piece].weight() };
        self.places[piece] = None;
    }

    /// Improves by single moves and exchanges, the best first, until none helps or the target is reached. No step goes
    /// beyond `most` circuits away from home.
    pub fn improve(&mut self, layout: &Layout, enough: Option<Quality>, most: Option<u32>) {
        // Far more than ever needed; each step improves the quality.
        for _ in 0..4 * layout.pieces.len() {
            if !self.improve_once(layout, enough, most) {
                return;
            }
        }
    }

    /// Takes the best single move or exchange; false when none helps or the target is reached.
    pub fn improve_once(&mut self, layout: &Layout, enough: Option<Quality>, most: Option<u32>) -> bool {
        if enough.is_some_and(|enough| self.quality(layout) >= enough) {
            return false;
        }
        let places = self.best_step(layout, most);
        places.map(|places| self.take(layout, &self.step(layout, places))).is_some()
    }

    /// Returns how many circuits more are away from home when a piece takes a placement.
    fn cost(&self, layout: &Layout, piece: usize, placement: usize) -> i64 {
        let away = |placement: &Placement| i64::from(placement.shift != 0);
        let now = self.at(layout, piece).map_or(0, away);
        i64::from(layout.pieces[piece].weight()) * (away(&layout.pieces[piece].placements[placement]) - now)
    }

    /// Returns the places of the piece, or the two that exchange, whose step improves the quality most.
    fn best_step(&self, layout: &Layout, most: Option<u32>) -> Option<Vec<(usize, usize)>> {
        let room = most.map(|most| i64::from(most) - i64::from(self.weight));
        let allowed = |cost: i64| room.is_none_or(|room| cost <= room);
        let (mut best, mut places) = (self.quality(layout), None);
        for piece in 0..layout.pieces.len() {
            let found = &layout.pieces[piece];
            let Some(here) = self.at(layout, piece) else { continue };
            let free = self.taken.minus(&here.cells);
            let lifted = without(self.legs, found.option(here.option));
            let mut tried = 0_u64;
            for (index, placement) in found.placements.iter().enumerate() {
                let known = tried >> placement.option & 1 == 1;
                if known || placement.option == here.option || placement.cells.intersects(&free) {
                    continue;
                }
                if !allowed(self.cost(layout, piece, index)) {
                    continue;
                }
                tried |= 1 << placement.option;
                let quality = layout.judge.quality(with(lifted, found.option(placement.option)));
                if quality > best {
                    (best, places) = (quality, Some(vec![(piece, index)]));
                }
            }
            // Pieces whose first slots are on one leg load the legs alike after an exchange.
            let leg = |place: &Placement| place.cells.first().map(|cell| layout.leg_of(cell));
            let (poles, own_leg) = (here.cells.len(), leg(here));
            for other in piece + 1..layout.pieces.len() {
                let partner = &layout.pieces[other];
                let Some(there) = self.at(layout, other) else { continue };
                if own_leg == leg(there) || poles != there.cells.len() {
                    continue;
                }
                let place = |piece: &Piece, cells: &Cells| piece.placement_on(cells.first()?);
                let (Some(a), Some(b)) = (place(found, &there.cells), place(partner, &here.cells)) else {
                    continue;
                };
                let (to_there, to_here) = (&found.placements[a], &partner.placements[b]);
                let legs = with(lifted, found.option(to_there.option));
                let legs = with(without(legs, partner.option(there.option)), partner.option(to_here.option));
                let quality = layout.judge.quality(legs);
                if quality > best
                    && to_there.cells == there.cells
                    && to_here.cells == here.cells
                    && allowed(self.cost(layout, piece, a) + self.cost(layout, other, b))
                {
                    (best, places) = (quality, Some(vec![(piece, a), (other, b)]));
                }
            }
        }
        places
    }
}

fn with(legs: LegLoads, more: LegLoads) -> LegLoads {
    std::array::from_fn(|leg| legs[leg] + more[leg])
}

fn without(legs: LegLoads, less: LegLoads) -> LegLoads {
    std::array::from_fn(|leg| legs[leg] - less[leg])
}
