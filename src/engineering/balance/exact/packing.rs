//! Whether breakers with chosen options fit into the panel at all, and where.
//!
//! Single poles only count cells; what is hard is that breakers of several poles need consecutive cells of one column.
//! Those are laid column run by column run, with a memory of the states that led nowhere. Groups, which may span both
//! columns, are placed before everything else.

use crate::engineering::balance::exact::cells::Cells;
use crate::engineering::balance::exact::layout::{Layout, Piece};
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

/// Answer of [`Packer::pack`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Packing {
    /// Index of a placement for every piece.
    Fits(Vec<usize>),
    Cannot,
    /// The search for a place was cut short.
    Unknown,
}

/// Most states one packing may look at.
const STATES: u32 = 20_000;

/// Packs choices of one layout, remembering which patterns fit.
pub struct Packer<'a> {
    layout: &'a Layout,
    known: BTreeMap<Vec<u8>, Option<bool>>,
    /// Shape number of each piece: equal shape, options' masks and role mean interchangeable.
    shapes: Vec<u8>,
    /// States looked at so far, for the budget of whoever asks.
    spent: Cell<u64>,
}

/// Breakers of several poles that are interchangeable under the present choice.
struct Class {
    poles: usize,
    leg_mask: u8,
    pieces: Vec<usize>,
}

struct Search<'a> {
    layout: &'a Layout,
    choice: &'a [u8],
    runs: Vec<usize>,
    classes: Vec<Class>,
    left: Vec<usize>,
    dead: BTreeSet<(usize, Vec<usize>, [u16; 3], u64)>,
    /// Cells of the longest class: how far a breaker can reach beyond the position where it starts.
    reach: usize,
    states: u32,
    cut: bool,
    placed: Vec<(usize, usize)>,
    singles: Vec<usize>,
}

impl<'a> Packer<'a> {
    pub fn new(layout: &'a Layout) -> Self {
        let mut seen: Vec<(usize, bool, bool)> = Vec::new();
        let shapes = layout
            .pieces
            .iter()
            .enumerate()
            .map(|(index, piece)| {
                let plain = is_regular(layout, piece);
                let key = (if plain { piece.home_cells.len() } else { 1000 + index }, piece.spare, plain);
                seen.iter().position(|k| *k == key).unwrap_or_else(|| {
                    seen.push(key);
                    seen.len() - 1
                }) as u8
            })
            .collect();
        Self { layout, known: BTreeMap::new(), shapes, spent: Cell::new(0) }
    }

    /// Returns whether the choice fits, from memory where the same pattern was seen; `None` when cut short.
    pub fn fits(&mut self, choice: &[u8]) -> Option<bool> {
        let key = self.pattern(choice);
        if let Some(fits) = self.known.get(&key) {
            return *fits;
        }
        let fits = match self.pack(choice) {
            Packing::Fits(_) => Some(true),
            Packing::Cannot => Some(false),
            Packing::Unknown => None,
        };
        self.known.insert(key, fits);
        fits
    }

    /// Returns the states looked at since the last call.
    pub fn spent(&self) -> u64 {
        self.spent.replace(0)
    }

    /// Counts pieces by shape and leg mask: all that matters for fitting.
    fn pattern(&self, choice: &[u8]) -> Vec<u8> {
        let mut counts: BTreeMap<(u8, u8), u8> = BTreeMap::new();
        for ((piece, option), shape) in self.layout.pieces.iter().zip(choice).zip(&self.shapes) {
            let mask = piece.options.get(usize::from(*option)).map_or(0, |o| o.leg_mask);
            *counts.entry((*shape, mask)).or_default() += 1;
        }
        counts.into_iter().flat_map(|((shape, mask), n)| [shape, mask, n]).collect()
    }

    /// Finds places for all pieces, homes preferred where it costs nothing.
    pub fn pack(&self, choice: &[u8]) -> Packing {
        let layout = self.layout;
        let mut free_form = Vec::new();
        let mut singles = Vec::new();
        let mut classes: Vec<Class> = Vec::new();
        for (index, (piece, option)) in layout.pieces.iter().zip(choice).enumerate() {
            let poles = piece.home_cells.len();
            if poles > 1 && !is_regular(layout, piece) {
                free_form.push(index);
            } else if poles == 1 {
                singles.push(index);
            } else {
                let leg_mask = piece.options.get(usize::from(*option)).map_or(0, |o| o.leg_mask);
                match classes.iter_mut().find(|c| c.poles == poles && c.leg_mask == leg_mask) {
                    Some(class) => class.pieces.push(index),
                    None => classes.push(Class { poles, leg_mask, pieces: vec![index] }),
                }
            }
        }
        classes.sort_by_key(|class| (std::cmp::Reverse(class.poles), class.leg_mask));
        let reach = classes.iter().map(|class| class.poles).max().unwrap_or(0);
        let left = classes.iter().map(|class| class.pieces.len()).collect();
        let columns = (0..layout.slots).step_by(2).chain((1..layout.slots).step_by(2)).collect();
        let mut search = Search {
            layout,
            choice,
            runs: columns,
            classes,
            left,
            dead: BTreeSet::new(),
            reach,
            states: 0,
            cut: false,
            placed: Vec::new(),
            singles,
        };
        let found = search.free_form(&free_form, layout.blocked);
        self.spent.set(self.spent.get() + u64::from(search.states));
        match found {
            Some(single_places) => {
                let mut result = vec![0; layout.pieces.len()];
                for (piece, placement) in search.placed.iter().chain(&single_places) {
                    if let Some(place) = result.get_mut(*piece) {
                        *place = *placement;
                    }
                }
                Packing::Fits(result)
            }
            None if search.cut => Packing::Unknown,
            None => Packing::Cannot,
        }
    }
}

/// A breaker (or block) of consecutive cells in one column that may take any of them with the right leg on top.
fn is_regular(layout: &Layout, piece: &Piece) -> bool {
    if layout.spares_only {
        return false;
    }
    let cells: Vec<usize> = piece.home_cells.iter().collect();
    piece.items.len() == 1 || cells.windows(2).all(|w| matches!(w, [a, b] if b - a == 2))
}

impl Search<'_> {
    fn free_form(&mut self, pieces: &[usize], taken: Cells) -> Option<Vec<(usize, usize)>> {
        let Some((piece_index, rest)) = pieces.split_first() else {
            self.dead.clear();
            return self.columns(0, taken);
        };
        let piece = self.layout.pieces.get(*piece_index)?;
        let option = *self.choice.get(*piece_index)?;
        for (index, placement) in home_first(piece) {
            if placement.option != option || placement.cells.intersects(&taken) {
                continue;
            }
            self.states += 1;
            if self.states > STATES {
                self.cut = true;
                return None;
            }
            self.placed.push((*piece_index, index));
            if let Some(found) = self.free_form(rest, taken.union(&placement.cells)) {
                return Some(found);
            }
            self.placed.pop();
        }
        None
    }

    /// Lays the classes from this position of the column order on.
    fn columns(&mut self, position: usize, taken: Cells) -> Option<Vec<(usize, usize)>> {
        if self.left.iter().all(|n| *n == 0) {
            return self.single_poles(taken);
        }
        let cell = *self.runs.get(position)?;
        let overhang = (position..position + self.reach)
            .filter_map(|ahead| self.runs.get(ahead))
            .fold(0_u64, |bits, cell| bits << 1 | u64::from(taken.contains(*cell)));
        let state = (position, self.left.clone(), self.used_by_leg(&taken), overhang);
        if self.dead.contains(&state) {
            return None;
        }
        self.states += 1;
        if self.states > STATES {
            self.cut = true;
            return None;
        }
        let leg = self.layout.leg_of(cell);
        for class in 0..self.classes.len() {
            if self.left[class] == 0 || self.classes[class].leg_mask >> leg & 1 == 0 {
                continue;
            }
            let next = self.classes[class].pieces.len() - self.left[class];
            let piece_index = self.classes[class].pieces[next];
            let Some((index, cells)) = self.place_at(piece_index, cell) else { continue };
            if cells.intersects(&taken) {
                continue;
            }
            self.left[class] -= 1;
            self.placed.push((piece_index, index));
            if let Some(found) = self.columns(position + 1, taken.union(&cells)) {
                return Some(found);
            }
            self.placed.pop();
            self.left[class] += 1;
        }
        let found = self.columns(position + 1, taken);
        if found.is_none() && !self.cut {
            self.dead.insert(state);
        }
        found
    }

    /// What the rest of the panel can still hold depends on the position, on how the legs were used so far, and on the
    /// cells ahead that a breaker placed earlier reaches into.
    fn used_by_leg(&self, taken: &Cells) -> [u16; 3] {
        let mut used = [0; 3];
        for cell in taken.iter() {
            used[self.layout.leg_of(cell)] += 1;
        }
        used
    }

    fn place_at(&self, piece: usize, cell: usize) -> Option<(usize, Cells)> {
        let piece = self.layout.pieces.get(piece)?;
        let home = piece.home_cells.iter().next()?;
        let shift = cell as i32 - home as i32;
        let index = piece.placements.iter().position(|p| p.shift == shift)?;
        piece.placements.get(index).map(|p| (index, p.cells))
    }

    /// Matches single poles to the cells that are left, homes first.
    fn single_poles(&mut self, taken: Cells) -> Option<Vec<(usize, usize)>> {
        if !self.layout.spares_only && !self.counts_fit(&taken) {
            return None;
        }
        let mut holder: Vec<Option<(usize, usize)>> = vec![None; self.layout.slots];
        for order in 0..self.singles.len() {
            let mut visited = Cells::default();
            if !self.augment(order, &taken, &mut visited, &mut holder) {
                return None;
            }
        }
        Some(
            holder.into_iter().flatten().map(|(order, placement)| (self.singles[order], placement)).collect(),
        )
    }

    /// Hall's condition over the sets of legs.
    fn counts_fit(&self, taken: &Cells) -> bool {
        let mut free = [0_usize; 3];
        (0..self.layout.slots)
            .filter(|cell| !taken.contains(*cell))
            .for_each(|cell| free[self.layout.leg_of(cell)] += 1);
        let mut wanted = [0_usize; 8];
        for piece in &self.singles {
            let option = self.choice[*piece];
            let mask = self.layout.pieces[*piece].options.get(usize::from(option)).map_or(0, |o| o.leg_mask);
            wanted[usize::from(mask & 7)] += 1;
        }
        (1..8_usize).all(|set| {
            let inside: usize = (1..8_usize).filter(|mask| mask & !set == 0).map(|mask| wanted[mask]).sum();
            let room: usize = (0..3).filter(|leg| set >> leg & 1 == 1).map(|leg| free[leg]).sum();
            inside <= room
        })
    }

    fn augment(
        &self,
        order: usize,
        taken: &Cells,
        visited: &mut Cells,
        holder: &mut Vec<Option<(usize, usize)>>,
    ) -> bool {
        let piece_index = self.singles[order];
        let piece = &self.layout.pieces[piece_index];
        for (index, placement) in home_first(piece) {
            let Some(cell) = placement.cells.iter().next() else { continue };
            if placement.option != self.choice[piece_index] || taken.contains(cell) || visited.contains(cell)
            {
                continue;
            }
            visited.insert(cell);
            let movable = match holder[cell] {
                None => true,
                Some((other, _)) => self.augment(other, taken, visited, holder),
            };
            if movable {
                holder[cell] = Some((order, index));
                return true;
            }
        }
        false
    }
}

fn home_first(
    piece: &Piece,
) -> impl Iterator<Item = (usize, &crate::engineering::balance::exact::layout::Placement)> {
    let home = piece.placements.iter().enumerate().filter(|(_, p)| p.shift == 0);
    home.chain(piece.placements.iter().enumerate().filter(|(_, p)| p.shift != 0))
}
