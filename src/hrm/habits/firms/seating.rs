//! Where each firm seats a panelboard's breakers: in which order they come, and in which order each looks for a slot.

use super::Firm;
use super::building::{Board, Load};
use crate::domain::{LoadClass, Slot, Span, System};
use crate::engineering::balance::{BalanceItem, BalanceProblem, leg_report};
use rand::Rng;
use rand_chacha::ChaCha8Rng;

/// Rows within which alike breakers are exchanged for balance.
const NEAR: i32 = 3;
/// Exchanges at most.
const EXCHANGES: usize = 30;
/// One circuit in so many came late.
const LATE: u32 = 25;

/// Seats everybody; the top slot of each load. `None` where somebody found no place.
pub(super) fn seated(firm: Firm, board: &Board, rng: &mut ChaCha8Rng) -> Option<Vec<Slot>> {
    let mut order: Vec<usize> = (0..board.loads.len()).collect();
    order.sort_by_key(|index| turn(firm, &board.loads[*index]));
    let late: Vec<bool> = board
        .loads
        .iter()
        .map(|load| load.poles == 1 && !load.spare && rng.random_range(0..LATE) == 0)
        .collect();
    let mut panel = Panel { slots: board.slots, taken: vec![false; usize::from(board.slots) + 1] };
    let mut tops = vec![Slot(0); board.loads.len()];
    let in_time = order.iter().filter(|index| !late[**index]);
    let mut spares = 0;
    for index in in_time {
        let load = &board.loads[*index];
        let way = way(firm, load, board.slots, spares);
        spares += usize::from(load.spare);
        tops[*index] = panel.take(way.into_iter(), load.poles)?;
    }
    for index in order.iter().filter(|index| late[**index]) {
        tops[*index] = panel.take((1..=board.slots).rev(), board.loads[*index].poles)?;
    }
    even_out(board, &mut tops);
    Some(tops)
}

/// Who is seated before whom.
fn turn(firm: Firm, load: &Load) -> (u8, u16, i64, String) {
    let size = -(load.va as i64);
    let kind = |turn: u8| (turn, load.room, 0, load.description.clone());
    let mechanical = load.poles > 1;
    match firm {
        Firm::North => match (mechanical, load.spare, load.class) {
            (true, ..) => (0, 0, size, load.description.clone()),
            (_, true, _) => (3, 0, 0, String::new()),
            (_, _, LoadClass::Lighting | LoadClass::Receptacle) => kind(1),
            _ => kind(2),
        },
        Firm::Harbor => match (mechanical, load.spare) {
            (true, _) => (0, 0, size, load.description.clone()),
            (_, true) => (1, 0, 0, String::new()),
            // What belongs to no room comes after the rooms.
            _ if load.room == 0 => (3, 0, 0, load.description.clone()),
            _ => (2, load.room, 0, load.description.clone()),
        },
        Firm::Summit => match (mechanical, load.spare, load.class) {
            (_, true, _) => (0, 0, 0, String::new()),
            (true, ..) => (1, 0, size, load.description.clone()),
            (_, _, LoadClass::Receptacle) => (3, 0, size, load.description.clone()),
            (_, _, LoadClass::Lighting) => kind(4),
            _ => kind(2),
        },
    }
}

/// The slots a load tries for its top pole, in order. All end with every slot from the top.
fn way(firm: Firm, load: &Load, slots: u16, spares: usize) -> Vec<u16> {
    let left = || (1..=slots).filter(|slot| slot % 2 == 1);
    let right = || (1..=slots).filter(|slot| slot % 2 == 0);
    let rows = 1..=slots;
    let mechanical = load.poles > 1;
    let mut way: Vec<u16> = match firm {
        Firm::North => match (mechanical, load.spare, load.class) {
            (true, ..) => rows.clone().rev().collect(),
            (_, true, _) => right().collect(),
            (_, _, LoadClass::Lighting) => left().collect(),
            (_, _, LoadClass::Receptacle) => right().chain(left()).collect(),
            _ => left().collect(),
        },
        Firm::Harbor if load.spare => {
            // Row 6 left, row 12 right, row 18 left, …
            let row = 6 * (spares as u16 + 1);
            let column = if spares.is_multiple_of(2) { 1 } else { 2 };
            let wanted = 2 * (row - 1) + column;
            if wanted <= slots { vec![wanted] } else { rows.clone().rev().collect() }
        }
        Firm::Harbor if mechanical => right().collect(),
        // Down the left column, and back up the right one from its foot.
        Firm::Harbor => left().chain(right().rev()).collect(),
        Firm::Summit => match (mechanical, load.spare, load.class) {
            (_, true, _) => right().collect(),
            (true, ..) => {
                // Both columns from two fifths of the height on.
                let from = slots * 2 / 5 / 2 * 2 + 1;
                (from..=slots).collect()
            }
            (_, _, LoadClass::Lighting) => rows.clone().rev().collect(),
            _ => Vec::new(),
        },
    };
    way.extend(rows);
    way
}

struct Panel {
    slots: u16,
    taken: Vec<bool>,
}

impl Panel {
    fn take(&mut self, mut way: impl Iterator<Item = u16>, poles: u8) -> Option<Slot> {
        let free = |top: &u16| {
            let span = Span::new(Slot(*top), poles);
            span.fits(self.slots, 1).is_ok()
                && span.slots().all(|slot| self.taken.get(usize::from(slot.0)) == Some(&false))
        };
        let top = Slot(way.find(free)?);
        for slot in Span::new(top, poles).slots() {
            self.taken[usize::from(slot.0)] = true;
        }
        Some(top)
    }
}

/// Exchanges breakers of one class and as many poles within a few rows as long as the legs get more even.
fn even_out(board: &Board, tops: &mut [Slot]) {
    let problem = problem(board.system, board.slots, &board.loads, tops);
    let alike = |a: &Load, b: &Load| a.class == b.class && a.poles == b.poles && !a.spare && !b.spare;
    for _ in 0..EXCHANGES {
        let now = leg_report(&problem, tops).score;
        let mut best = (now + 1e-6, None);
        for one in 0..tops.len() {
            for other in one + 1..tops.len() {
                let rows = (i32::from(tops[one].0) - i32::from(tops[other].0)).abs() / 2;
                if rows > NEAR || !alike(&board.loads[one], &board.loads[other]) {
                    continue;
                }
                tops.swap(one, other);
                let score = leg_report(&problem, tops).score;
                tops.swap(one, other);
                if score > best.0 {
                    best = (score, Some((one, other)));
                }
            }
        }
        match best.1 {
            Some((one, other)) => tops.swap(one, other),
            None => return,
        }
    }
}

fn problem(system: System, slots: u16, loads: &[Load], tops: &[Slot]) -> BalanceProblem {
    let item = |(index, (load, top)): (usize, (&Load, &Slot))| {
        let id = index as u64 + 1;
        match load.poles {
            1 => BalanceItem { spare: load.spare, ..BalanceItem::single(id, top.0, load.va) },
            _ => BalanceItem::multi(id, top.0, load.poles, load.va),
        }
    };
    BalanceProblem::new(system, slots, 1, loads.iter().zip(tops).enumerate().map(item).collect())
}
