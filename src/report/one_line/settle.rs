//! Nodes that a person has moved keep their place; the others make room.
//!
//! What hangs on a moved node and stands on its sheet goes along, unless it has been moved itself. Then, one after the
//! other, everything stands where it wants to if nothing is there, else at the nearest free place of the sheet, else on
//! the next sheet with room. So nothing ever overlaps, whatever is moved where and however nodes grow.

use super::divide::{Plan, moved};
use super::sizes::OneLinePaper;
use super::tree::Forest;
use crate::domain::{OneLineNode, Project};
use crate::report::page::Area;
use std::collections::BTreeMap;

/// Least space around a node, so that a line can pass.
const CLEAR: f32 = 20.0;

/// Returns whether every node that was placed by hand lies inside a sheet of this size.
pub fn within(project: &Project, paper: OneLinePaper, plan: &Plan) -> bool {
    project.one_line().all(|(node, place)| {
        let size = plan.units.get(&node).copied().unwrap_or(Area::new(0.0, 0.0, 0.0, 0.0));
        let wanted = Area { x: place.x as f32, y: place.y as f32, ..size };
        kept_inside(wanted, paper.room(0)) == wanted
    })
}

/// Whether everything stands where it wanted to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    AsWanted,
    /// Something had to make room.
    Elsewhere,
}

/// Moves nodes to where a person has put them and lets the others make room.
pub fn settle(project: &Project, forest: &Forest, paper: OneLinePaper, plan: &mut Plan) -> Settled {
    let placed: BTreeMap<OneLineNode, (f32, f32)> =
        project.one_line().map(|(node, place)| (node, (place.x as f32, place.y as f32))).collect();
    if placed.is_empty() {
        return Settled::AsWanted;
    }
    let mut settled = Settled::AsWanted;
    let mut shifts: BTreeMap<OneLineNode, (f32, f32)> = BTreeMap::new();
    for node in forest.nodes() {
        let Some(auto) = plan.units.get(&node).copied() else { continue };
        let shift = match placed.get(&node) {
            Some((x, y)) => (x - auto.x, y - auto.y),
            None => forest.parent(node).map_or((0.0, 0.0), |parent| {
                let near =
                    plan.units.get(&parent).map(|up| paper.sheet_at(up.x)) == Some(paper.sheet_at(auto.x));
                shifts.get(&parent).copied().filter(|_| near).unwrap_or_default()
            }),
        };
        shifts.insert(node, shift);
    }
    // Moved by hand first, then what stays, then what goes along.
    let turn = |node: &OneLineNode| {
        let still = shifts.get(node).is_none_or(|shift| *shift == (0.0, 0.0));
        if placed.contains_key(node) {
            0
        } else if still {
            1
        } else {
            2
        }
    };
    let mut order = forest.nodes();
    order.sort_by_key(turn);
    let mut ground = Ground { paper, sheets: plan.sheets.max(1), taken: plan.titles.clone() };
    ground.taken.extend(plan.taps.iter().map(|tap| tap.area));
    for node in order {
        let Some(auto) = plan.units.get(&node).copied() else { continue };
        let wanted = moved(auto, shifts.get(&node).copied().unwrap_or_default());
        let area = ground.put(wanted);
        if area != wanted {
            settled = Settled::Elsewhere;
        }
        plan.units.insert(node, area);
    }
    let last = plan.units.values().map(|area| paper.sheet_at(area.x)).max().unwrap_or(0);
    plan.sheets = last + 1;
    // A head whose row has gone elsewhere has nothing left to feed.
    let units = &plan.units;
    plan.taps.retain(|tap| {
        let sheet = paper.sheet_at(tap.area.x);
        let here = |node: &OneLineNode| units.get(node).is_some_and(|area| paper.sheet_at(area.x) == sheet);
        forest.children(tap.parent).iter().any(here) && !here(&tap.parent)
    });
    settled
}

/// What is taken so far.
struct Ground {
    paper: OneLinePaper,
    sheets: usize,
    taken: Vec<Area>,
}

impl Ground {
    /// Takes the free place nearest to where something wants to stand.
    fn put(&mut self, wanted: Area) -> Area {
        let first = self.paper.sheet_at(wanted.x + wanted.width / 2.0).min(self.sheets);
        let mut sheet = first;
        let found = loop {
            let near = kept_inside(wanted, self.paper.room(sheet));
            match self.nearest(near, self.paper.room(sheet)) {
                Some(area) => break area,
                // A sheet beyond the last is empty, and everything fits an empty sheet.
                None => sheet += 1,
            }
        };
        self.sheets = self.sheets.max(sheet + 1);
        self.taken.push(found);
        found
    }

    /// Returns the free place nearest to the one wanted: each coordinate is the wanted one, or beside something, or at an
    /// edge of the room, for nothing else can be nearest.
    fn nearest(&self, near: Area, room: Area) -> Option<Area> {
        if self.is_free(near) {
            return Some(near);
        }
        let here = || self.taken.iter().filter(|taken| overlap(**taken, room, CLEAR));
        let beside = |low: f32, high: f32, size: f32| [high + CLEAR, low - CLEAR - size];
        let xs = here().flat_map(|taken| beside(taken.x, taken.right(), near.width));
        let ys = here().flat_map(|taken| beside(taken.y, taken.bottom(), near.height));
        let xs: Vec<f32> = xs.chain([near.x, room.x, room.right() - near.width]).collect();
        let ys: Vec<f32> = ys.chain([near.y, room.y, room.bottom() - near.height]).collect();
        let places = ys.iter().flat_map(|y| xs.iter().map(|x| Area { x: *x, y: *y, ..near }));
        let far = |area: &Area| (area.x - near.x).powi(2) + (area.y - near.y).powi(2);
        let mut places: Vec<Area> = places.filter(|area| kept_inside(*area, room) == *area).collect();
        places.sort_by(|a, b| far(a).total_cmp(&far(b)));
        places.into_iter().find(|area| self.is_free(*area))
    }

    fn is_free(&self, area: Area) -> bool {
        self.taken.iter().all(|taken| !overlap(*taken, area, CLEAR))
    }
}

/// Returns whether two areas come nearer to each other than `apart`.
pub fn overlap(a: Area, b: Area, apart: f32) -> bool {
    let slack = apart - 0.01;
    a.x < b.right() + slack && b.x < a.right() + slack && a.y < b.bottom() + slack && b.y < a.bottom() + slack
}

/// Moves an area so that it lies inside another.
pub fn kept_inside(area: Area, room: Area) -> Area {
    let x = area.x.min(room.right() - area.width).max(room.x);
    let y = area.y.min(room.bottom() - area.height).max(room.y);
    Area { x, y, ..area }
}
