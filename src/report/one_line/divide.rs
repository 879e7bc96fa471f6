//! The automatic layout: a tidy tree from the top down, divided where it is larger than a sheet.
//!
//! Every subtree has a strip of the sheet to itself, so nothing overlaps and no line crosses a node. Children that do not
//! fit beside or below go to a later sheet, where a head says what they hang on. Roots stand in rows, one sheet after the
//! other; what nobody feeds comes last.

use super::sizes::{APART, GAP_X, GAP_Y, OneLinePaper, TAP, TITLE, WIDTH, unit};
use super::tree::Forest;
use crate::domain::OneLineNode;
use crate::report::page::Area;
use std::collections::{BTreeMap, VecDeque};

/// Where everything stands if nobody has moved anything.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    pub sheets: usize,
    /// The places of nodes, with what stands above and below their boxes.
    pub units: BTreeMap<OneLineNode, Area>,
    pub taps: Vec<Tap>,
    /// Places of the title of what is fed from nothing.
    pub titles: Vec<Area>,
}

/// The head of a row of nodes that hang on a node of an earlier sheet.
#[derive(Clone, Copy, Debug)]
pub struct Tap {
    pub parent: OneLineNode,
    pub area: Area,
}

/// Children that go to a later sheet.
#[derive(Clone, Debug)]
struct Cut {
    parent: OneLineNode,
    children: Vec<OneLineNode>,
}

/// A laid-out subtree, its top left corner at the origin.
#[derive(Clone, Debug, Default)]
struct Block {
    width: f32,
    height: f32,
    /// Where it is fed, from the left.
    enters: f32,
    units: Vec<(OneLineNode, Area)>,
    tap: Option<Tap>,
    cuts: Vec<Cut>,
}

/// Lays out a forest on sheets of this size.
pub fn divide(forest: &Forest, paper: OneLinePaper) -> Plan {
    let room = paper.room(0);
    let layout = Layout { forest, width: room.width };
    let mut shelves = Shelves { paper, plan: Plan::default(), y: room.y, row: Vec::new(), titled: false };
    let mut cuts: VecDeque<Cut> = VecDeque::new();
    if let Some(root) = forest.fed {
        let block = layout.block(root, room.height);
        cuts.extend(block.cuts.iter().cloned());
        shelves.add(block, None);
    }
    while let Some(cut) = cuts.pop_front() {
        let parent = shelves.sheet_of(cut.parent);
        let block = layout.continued(&cut, room.height);
        cuts.extend(block.cuts.iter().cloned());
        shelves.add(block, parent);
    }
    shelves.close();
    // A title stands over each row of these.
    let height = room.height - TITLE;
    let mut unfed: VecDeque<Block> = forest.unfed.iter().map(|node| layout.block(*node, height)).collect();
    shelves.titled = true;
    while let Some(block) = unfed.pop_front() {
        let mut cuts: VecDeque<Cut> = block.cuts.iter().cloned().collect();
        shelves.add(block, None);
        while let Some(cut) = cuts.pop_front() {
            let parent = shelves.sheet_of(cut.parent);
            let block = layout.continued(&cut, height);
            cuts.extend(block.cuts.iter().cloned());
            shelves.add(block, parent);
        }
    }
    shelves.close();
    shelves.plan
}

struct Layout<'f> {
    forest: &'f Forest,
    /// Of the room on a sheet.
    width: f32,
}

impl Layout<'_> {
    /// Lays out a node with what hangs on it, as far as `height` goes.
    fn block(&self, node: OneLineNode, height: f32) -> Block {
        let own = unit(self.forest, node);
        let row = self.row(node, self.forest.children(node), height - own - GAP_Y);
        let width = row.width.max(WIDTH);
        let shift = (width - row.width) / 2.0;
        let left = if row.units.is_empty() { 0.0 } else { row.enters + shift - WIDTH / 2.0 };
        let left = left.clamp(0.0, width - WIDTH);
        let below = if row.units.is_empty() { 0.0 } else { GAP_Y + row.height };
        let mut units = vec![(node, Area::new(left, 0.0, WIDTH, own))];
        units.extend(row.units.iter().map(|(node, area)| (*node, moved(*area, (shift, own + GAP_Y)))));
        let (height, enters) = (own + below, left + WIDTH / 2.0);
        Block { width, height, enters, units, tap: None, cuts: row.cuts }
    }

    /// Lays out children that go on on a sheet of their own, below a head, as far as `height` goes.
    fn continued(&self, cut: &Cut, height: f32) -> Block {
        let (tap_width, tap_height) = TAP;
        let top = tap_height + GAP_Y;
        let row = self.row(cut.parent, &cut.children, height - top);
        let width = row.width.max(tap_width);
        let shift = (width - row.width) / 2.0;
        let left = (row.enters + shift - tap_width / 2.0).clamp(0.0, width - tap_width);
        let tap = Tap { parent: cut.parent, area: Area::new(left, 0.0, tap_width, tap_height) };
        let units = row.units.iter().map(|(node, area)| (*node, moved(*area, (shift, top)))).collect();
        let enters = left + tap_width / 2.0;
        Block { width, height: top + row.height, enters, units, tap: Some(tap), cuts: row.cuts }
    }

    /// Sets children side by side. What is too high, and all from the first that is too wide, is cut off.
    fn row(&self, parent: OneLineNode, children: &[OneLineNode], height: f32) -> Block {
        let mut row = Block::default();
        let mut rest = Vec::new();
        let mut entries: Vec<f32> = Vec::new();
        for (index, child) in children.iter().enumerate() {
            if unit(self.forest, *child) > height {
                rest.push(*child);
                continue;
            }
            let block = self.block(*child, height);
            let at = if entries.is_empty() { 0.0 } else { row.width + GAP_X };
            if at + block.width > self.width {
                rest.extend(children.iter().skip(index));
                break;
            }
            row.width = at + block.width;
            row.height = row.height.max(block.height);
            entries.push(at + block.enters);
            row.units.extend(block.units.into_iter().map(|(node, area)| (node, moved(area, (at, 0.0)))));
            row.cuts.extend(block.cuts);
        }
        if let (Some(first), Some(last)) = (entries.first(), entries.last()) {
            row.enters = f32::midpoint(*first, *last);
        }
        if !rest.is_empty() {
            row.cuts.insert(0, Cut { parent, children: rest });
        }
        row
    }
}

/// Rows of blocks, sheet after sheet.
struct Shelves {
    paper: OneLinePaper,
    plan: Plan,
    /// Top of the open row.
    y: f32,
    row: Vec<Block>,
    titled: bool,
}

impl Shelves {
    /// Adds a block to the open row, to a row below it, or to the next sheet; always behind the sheet `after`.
    fn add(&mut self, block: Block, after: Option<usize>) {
        let room = self.paper.room(0);
        let title = if self.titled { TITLE } else { 0.0 };
        if self.plan.sheets == 0 {
            self.plan.sheets = 1;
        }
        let used: f32 = self.row.iter().map(|b| b.width + GAP_X).sum();
        if !self.row.is_empty()
            && (used + block.width > room.width || after.is_some_and(|sheet| sheet + 1 >= self.plan.sheets))
        {
            self.close();
        }
        let bottom = self.y + title + block.height;
        if bottom > room.bottom() + 0.1 || after.is_some_and(|sheet| sheet + 1 >= self.plan.sheets) {
            self.close();
            self.plan.sheets += 1;
            self.y = room.y;
        }
        self.row.push(block);
    }

    /// Places the open row, in the middle of its sheet.
    fn close(&mut self) {
        let row = std::mem::take(&mut self.row);
        if row.is_empty() {
            return;
        }
        let room = self.paper.room(self.plan.sheets.saturating_sub(1));
        let gaps = GAP_X * (row.len() - 1) as f32;
        let width: f32 = row.iter().map(|block| block.width).sum::<f32>() + gaps;
        let mut x = room.x + ((room.width - width) / 2.0).max(0.0);
        if self.titled {
            self.plan.titles.push(Area::new(room.x, self.y, room.width, TITLE));
            self.y += TITLE;
        }
        let height = row.iter().map(|block| block.height).fold(0.0, f32::max);
        for block in row {
            let by = (x.round(), self.y.round());
            x += block.width + GAP_X;
            self.plan.units.extend(block.units.into_iter().map(|(node, area)| (node, moved(area, by))));
            self.plan.taps.extend(block.tap.map(|tap| Tap { area: moved(tap.area, by), ..tap }));
        }
        self.y += height + APART;
    }

    /// Returns the sheet a node has been placed on; one in the open row stands on the last.
    fn sheet_of(&self, node: OneLineNode) -> Option<usize> {
        let placed = self.plan.units.get(&node).map(|area| self.paper.sheet_at(area.x));
        placed.or(self.plan.sheets.checked_sub(1))
    }
}

/// Returns an area elsewhere.
pub fn moved(area: Area, by: (f32, f32)) -> Area {
    Area { x: area.x + by.0, y: area.y + by.1, ..area }
}
