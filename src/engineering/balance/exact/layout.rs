//! What the search moves: pieces (a circuit, or a group as one block), and every place each may take.
//!
//! The load a piece puts on the legs depends only on the leg of its top slot; choices that load the legs alike are one
//! option. Locked pieces and pieces without a legal place elsewhere are part of the fixed base.

use crate::domain::{Slot, Span};
use crate::engineering::balance::exact::cells::Cells;
use crate::engineering::balance::problem::{BalanceItem, BalanceProblem};
use crate::engineering::balance::score::{Judge, LegLoads, judged_item};
use std::collections::BTreeMap;

/// A place for all breakers of a piece.
#[derive(Clone, Debug)]
pub struct Placement {
    /// Slots from the piece's home to here; the same for each of its circuits.
    pub shift: i32,
    pub cells: Cells,
    /// Index into the piece's options.
    pub option: u8,
    pub other_column: bool,
}

/// One way to load the legs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegOption {
    pub legs: LegLoads,
    /// Bit l: a place with this option has its first slot on leg l.
    pub leg_mask: u8,
    /// Cells taken on each leg, where all places with this option agree.
    pub room: Option<[i32; 3]>,
}

/// A circuit or a keep-together group.
#[derive(Clone, Debug)]
pub struct Piece {
    /// Indices of its items, by top slot.
    pub items: Vec<usize>,
    pub home_cells: Cells,
    /// Option of the home place; `None` when the home place is not legal, so that the piece has to move.
    pub home: Option<u8>,
    pub home_legs: LegLoads,
    pub options: Vec<LegOption>,
    /// Own column first, then by slot.
    pub placements: Vec<Placement>,
    /// Index of the placement of each shift, from the lowest shift on.
    by_shift: (i32, Vec<Option<u16>>),
    /// Nothing but spares: it may go anywhere even where loads may only go onto spares and spaces.
    pub spare: bool,
}

impl Piece {
    /// Returns how many circuits move when the piece does.
    pub fn weight(&self) -> u32 {
        self.items.len() as u32
    }

    pub fn option(&self, option: u8) -> LegLoads {
        self.options.get(usize::from(option)).map_or([0; 3], |o| o.legs)
    }

    /// Returns the placement of a shift in slots.
    pub fn placement_at(&self, shift: i32) -> Option<usize> {
        let index = usize::try_from(shift - self.by_shift.0).ok()?;
        self.by_shift.1.get(index).copied().flatten().map(usize::from)
    }

    /// Returns the placement with its first slot on this cell.
    pub fn placement_on(&self, cell: usize) -> Option<usize> {
        self.placement_at(cell as i32 - self.home_cells.first()? as i32)
    }

    /// Returns the cells an option takes on each leg, where all its places agree.
    pub fn room(&self, option: u8) -> Option<[i32; 3]> {
        self.options.get(usize::from(option)).and_then(|o| o.room)
    }
}

/// The search's view of a problem.
#[derive(Clone, Debug)]
pub struct Layout {
    pub legs: usize,
    pub judge: Judge,
    pub slots: usize,
    /// What locked and immovable circuits put on the legs.
    pub base: LegLoads,
    /// Cells of locked and immovable circuits, and what no piece may take.
    pub blocked: Cells,
    pub pieces: Vec<Piece>,
    pub tops: Vec<Slot>,
    /// Sum over the legs; the same for every arrangement.
    pub total: i64,
    pub spares_only: bool,
    /// Cells of each leg that pieces with a fixed appetite leave free; displacing others never makes more.
    pub slack: [i32; 3],
}

impl Layout {
    /// Reads a problem.
    pub fn new(problem: &BalanceProblem) -> Self {
        let grouped = group_items(problem);
        let occupied = cells_of(problem.items.iter().map(BalanceItem::span));
        let spares = cells_of(problem.items.iter().filter(|item| item.spare).map(BalanceItem::span));
        let taken = Taken { occupied, spares };
        let all: Cells = {
            let mut cells = Cells::default();
            (0..usize::from(problem.slots)).for_each(|cell| cells.insert(cell));
            cells
        };
        let mut layout = Self {
            legs: problem.leg_count(),
            judge: problem.judge(),
            slots: usize::from(problem.slots),
            base: [0; 3],
            blocked: if problem.limits.no_holes { all.minus(&occupied) } else { Cells::default() },
            pieces: Vec::new(),
            tops: problem.as_is(),
            total: 0,
            spares_only: problem.limits.only_to_spares_or_spaces,
            slack: [0; 3],
        };
        let mut open: Vec<Vec<usize>> = Vec::new();
        for items in grouped {
            if items.iter().any(|i| problem.items.get(*i).is_some_and(|item| item.locked)) {
                layout.fix(problem, &items);
            } else {
                open.push(items);
            }
        }
        // A piece without a place elsewhere blocks cells for the others, so this runs until nothing changes.
        loop {
            let before = open.len();
            let mut pieces = Vec::with_capacity(before);
            open.retain(|items| match piece(problem, &layout, items, &taken) {
                Some(piece) => {
                    pieces.push(piece);
                    true
                }
                None => {
                    layout.fix(problem, items);
                    false
                }
            });
            if open.len() == before {
                layout.pieces = pieces;
                break;
            }
        }
        layout.total = layout.base.iter().sum::<i64>()
            + layout.pieces.iter().map(|p| p.home_legs.iter().sum::<i64>()).sum::<i64>();
        layout.slack = layout.free_by_leg();
        layout
    }

    fn free_by_leg(&self) -> [i32; 3] {
        let mut free = [0; 3];
        let open = (0..self.slots).filter(|cell| !self.blocked.contains(*cell));
        open.for_each(|cell| free[self.leg_of(cell)] += 1);
        for piece in &self.pieces {
            let room = piece.home.and_then(|home| piece.room(home)).unwrap_or_default();
            (0..3).for_each(|leg| free[leg] -= room[leg]);
        }
        free
    }

    fn fix(&mut self, problem: &BalanceProblem, items: &[usize]) {
        for item in items.iter().filter_map(|i| problem.items.get(*i)) {
            self.blocked = self.blocked.union(&cells_of([item.span()].into_iter()));
            add(&mut self.base, &judged_item(problem, item, item.top));
        }
    }

    /// Returns the leg loads with every piece at home.
    pub fn home_loads(&self) -> LegLoads {
        self.pieces.iter().fold(self.base, |mut sum, piece| {
            add(&mut sum, &piece.home_legs);
            sum
        })
    }

    /// Returns the leg (0, 1, 2) of a cell.
    pub fn leg_of(&self, cell: usize) -> usize {
        (cell / 2) % self.legs
    }

    /// Returns the top slots with some pieces elsewhere.
    pub fn tops_with(&self, moved: &[(usize, i32)]) -> Vec<Slot> {
        let mut tops = self.tops.clone();
        for (piece, shift) in moved {
            for item in self.pieces.get(*piece).map_or(&[][..], |p| &p.items) {
                if let Some(top) = tops.get_mut(*item) {
                    *top = Slot((i32::from(top.0) + shift) as u16);
                }
            }
        }
        tops
    }
}

/// Adds loads leg by leg.
pub fn add(sum: &mut LegLoads, legs: &LegLoads) {
    sum.iter_mut().zip(legs).for_each(|(a, b)| *a += b);
}

fn cells_of(spans: impl Iterator<Item = Span>) -> Cells {
    let mut cells = Cells::default();
    for slot in spans.flat_map(|span| span.slots()) {
        cells.insert(usize::from(slot.0).wrapping_sub(1));
    }
    cells
}

/// Returns the items of each piece, pieces in ascending order of their first slot.
fn group_items(problem: &BalanceProblem) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut pieces = Vec::new();
    for (index, item) in problem.items.iter().enumerate() {
        match &item.group {
            Some(name) => groups.entry(name).or_default().push(index),
            None => pieces.push(vec![index]),
        }
    }
    pieces.extend(groups.into_values());
    let top = |index: &usize| problem.items.get(*index).map(|item| item.top);
    for piece in &mut pieces {
        piece.sort_by_key(top);
    }
    pieces.sort_by_key(|piece| piece.first().and_then(top));
    pieces
}

/// What stands in the panelboard before anything moves.
struct Taken {
    occupied: Cells,
    spares: Cells,
}

/// Returns the piece with all its legal places, or `None` when it can only stay where it is.
fn piece(problem: &BalanceProblem, layout: &Layout, items: &[usize], taken: &Taken) -> Option<Piece> {
    let members: Vec<&BalanceItem> = items.iter().filter_map(|i| problem.items.get(*i)).collect();
    let spare = members.iter().all(|item| item.spare);
    let home_cells = cells_of(members.iter().map(|item| item.span()));
    let home = members.first()?.top;
    let both_columns = members.iter().any(|item| item.top.is_left() != home.is_left());
    let mut options: Vec<LegOption> = Vec::new();
    // By the leg that the first slot comes to.
    let mut turns: [Option<Turn>; 3] = [None; 3];
    // Beyond these somebody would leave the panelboard.
    let first = members.iter().map(|item| i32::from(item.top.0)).min().unwrap_or(1);
    let last = members.iter().map(|item| i32::from(item.top.0) + 2 * (i32::from(item.poles) - 1)).max();
    let shifts = 1 - first..=i32::from(problem.slots) - last.unwrap_or(1);
    let lowest = cells_of(members.iter().map(|item| Span::new(at(item.top, 1 - first), item.poles)));
    let mut placements = Vec::with_capacity(shifts.clone().count());
    let mut in_other_column = Vec::with_capacity(shifts.clone().count() / 2 + 1);
    for shift in shifts.clone() {
        // A row is two slots; an odd shift changes the column and must keep the rows of all circuits in step.
        if both_columns && shift % 2 != 0 {
            continue;
        }
        let cells = lowest.shifted((shift - (1 - first)) as usize);
        if cells.intersects(&layout.blocked) {
            continue;
        }
        let turn = (i32::from(home.0) + shift + 1) / 2 % layout.legs as i32;
        let turn = *turns[turn as usize].get_or_insert_with(|| Turn::of(problem, layout, &members, shift));
        let within = |item: &&BalanceItem| {
            Span::new(at(item.top, shift), item.poles).is_within(problem.slots, problem.sections)
        };
        if !turn.legal || !members.iter().all(within) {
            continue;
        }
        let onto_loads = cells.minus(&home_cells).minus(&taken.spares).intersects(&taken.occupied);
        if problem.limits.only_to_spares_or_spaces && !spare && onto_loads {
            continue;
        }
        let option = option_index(&mut options, turn);
        let column = if shift % 2 == 0 { &mut placements } else { &mut in_other_column };
        column.push(Placement { shift, cells, option, other_column: shift % 2 != 0 });
    }
    placements.append(&mut in_other_column);
    let home = placements.iter().find(|p| p.shift == 0).map(|p| p.option);
    if placements.iter().all(|p| p.shift == 0) {
        return None;
    }
    let mut by_shift = (1 - first, vec![None; shifts.count()]);
    for (index, placement) in placements.iter().enumerate() {
        by_shift.1[(placement.shift - by_shift.0) as usize] = u16::try_from(index).ok();
    }
    let home_legs = Turn::of(problem, layout, &members, 0).legs;
    Some(Piece { items: items.to_vec(), home_cells, home, home_legs, options, placements, by_shift, spare })
}

/// What a piece does on the legs it comes to: that depends only on the leg of its first slot.
#[derive(Clone, Copy)]
struct Turn {
    legal: bool,
    legs: LegLoads,
    /// Leg of its first slot.
    leg: usize,
    /// Slots it takes on each leg.
    room: [i32; 3],
}

impl Turn {
    fn of(problem: &BalanceProblem, layout: &Layout, members: &[&BalanceItem], shift: i32) -> Self {
        let mut turn = Self { legal: true, legs: [0; 3], leg: 0, room: [0; 3] };
        for (index, item) in members.iter().enumerate() {
            let top = at(item.top, shift);
            turn.legal &= legs_are_legal(problem, item, top);
            add(&mut turn.legs, &judged_item(problem, item, top));
            if index == 0 {
                turn.leg = top.leg(problem.system).index();
            }
            for slot in Span::new(top, item.poles).slots() {
                turn.room[layout.leg_of(usize::from(slot.0) - 1)] += 1;
            }
        }
        turn
    }
}

/// Returns the slot so many slots on; the caller knows that there is one.
fn at(top: Slot, shift: i32) -> Slot {
    Slot((i32::from(top.0) + shift) as u16)
}

/// Line-to-neutral loads, and single poles that will get one, may not sit on the high leg of a delta.
fn legs_are_legal(problem: &BalanceProblem, item: &BalanceItem, top: Slot) -> bool {
    let Some(high) = problem.system.high_leg() else { return true };
    let mut loads = (0..u16::from(item.poles)).zip(item.neutral_loads());
    item.spare
        || loads.all(|(pole, load)| top.down(pole).leg(problem.system) != high || load == 0 && item.poles > 1)
}

fn option_index(options: &mut Vec<LegOption>, Turn { legs, leg, room, .. }: Turn) -> u8 {
    let index = options.iter().position(|o| o.legs == legs).unwrap_or_else(|| {
        options.push(LegOption { legs, leg_mask: 0, room: Some(room) });
        options.len() - 1
    });
    if let Some(option) = options.get_mut(index) {
        option.leg_mask |= 1 << leg;
        option.room = option.room.filter(|known| *known == room);
    }
    index as u8
}
