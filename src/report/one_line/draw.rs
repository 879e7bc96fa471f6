//! The diagram as a whole: nodes where the layout has put them, lines between them, sheets around them.

use super::divide::{Plan, divide};
use super::frame::frame;
use super::node::{NodeFacts, draw as draw_node};
use super::route::Router;
use super::settle::{Settled, kept_inside, settle, within};
use super::shape::{Hand, Ink, Point, Shape, line, write};
use super::sizes::{OneLinePaper, above, body};
use super::tree::Forest;
use super::wires::wires;
use super::words::{Facts, FeederWords, NodeWords};
use crate::domain::{OneLineNode, Project};
use crate::engineering::ProjectLoads;
use crate::report::ReportError;
use crate::report::page::{Align, Area};
use crate::report::typeface::{Typeface, Weight};
use std::collections::BTreeSet;

/// A one-line diagram, ready to be shown, printed or written.
#[derive(Clone, Debug, PartialEq)]
pub struct OneLine {
    pub paper: OneLinePaper,
    pub sheets: Vec<OneLineSheet>,
}

/// One sheet of it.
#[derive(Clone, Debug, PartialEq)]
pub struct OneLineSheet {
    pub area: Area,
    /// Border, title block, heads of rows.
    pub frame: Vec<Shape>,
    /// The way to each node, which may share pieces with others.
    pub lines: Vec<DrawnLine>,
    /// The same lines as they are drawn, each piece once, and dots where they join.
    pub wires: Vec<Shape>,
    pub nodes: Vec<DrawnNode>,
}

/// The line to a node from what feeds it.
#[derive(Clone, Debug, PartialEq)]
pub struct DrawnLine {
    pub to: OneLineNode,
    pub points: Vec<Point>,
}

/// A node in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct DrawnNode {
    pub node: OneLineNode,
    /// What feeds it, on whatever sheet.
    pub parent: Option<OneLineNode>,
    pub name: String,
    /// All it says, in one sentence.
    pub spoken: String,
    /// With the words of its feeder above and what goes on below.
    pub unit: Area,
    pub body: Area,
    pub shapes: Vec<Shape>,
    /// Whether a person has put it there.
    pub placed: bool,
}

impl OneLine {
    /// Returns everything that is drawn of a sheet, in order.
    pub fn shapes(sheet: &OneLineSheet) -> impl Iterator<Item = Shape> + '_ {
        let nodes = sheet.nodes.iter().flat_map(|node| node.shapes.iter().cloned());
        sheet.frame.iter().chain(&sheet.wires).cloned().chain(nodes)
    }

    /// Returns every node, sheet by sheet.
    pub fn nodes(&self) -> impl Iterator<Item = &DrawnNode> {
        self.sheets.iter().flat_map(|sheet| &sheet.nodes)
    }

    /// Returns where a node would stand if its top left corner were put here: whole, on the sheet it mostly lies on.
    pub fn landing(&self, node: &DrawnNode, at: Point) -> Area {
        let middle = at.0 + node.unit.width / 2.0;
        let sheet = self.paper.sheet_at(middle).min(self.sheets.len().saturating_sub(1));
        kept_inside(Area { x: at.0, y: at.1, ..node.unit }, self.paper.room(sheet))
    }

    /// Finds a node.
    pub fn node(&self, node: OneLineNode) -> Option<&DrawnNode> {
        self.nodes().find(|drawn| drawn.node == node)
    }
}

/// Draws diagrams; keeps how wide words are from one to the next.
pub struct OneLineDrafter {
    typeface: Typeface,
}

impl OneLineDrafter {
    /// Opens the typeface.
    ///
    /// # Errors
    /// When a font of the program is damaged.
    pub fn new() -> Result<Self, ReportError> {
        Ok(Self { typeface: Typeface::open()? })
    }

    /// Draws the diagram of a project. Without service, transformers and panelboards there is no sheet.
    pub fn draw(&self, project: &Project, loads: &ProjectLoads) -> OneLine {
        let forest = Forest::of(project);
        let (paper, plan) = planned(project, &forest);
        let facts = Facts { project, loads };
        let drawing =
            Drawing { typeface: &self.typeface, project, forest: &forest, facts, paper, plan: &plan };
        let sheets = (0..plan.sheets).map(|number| drawing.sheet(number)).collect();
        OneLine { paper, sheets }
    }
}

/// Places every node: on a small sheet if all find their place on one, else on as many large ones as it takes. What fits a
/// small sheet stands in the same corner of a large one, so that a node moved beyond its edge moves nothing else.
fn planned(project: &Project, forest: &Forest) -> (OneLinePaper, Plan) {
    let (small, large) = (OneLinePaper::AnsiB, OneLinePaper::AnsiC);
    let whole = divide(forest, small);
    if whole.sheets > 1 {
        let mut plan = divide(forest, large);
        settle(project, forest, large, &mut plan);
        return (large, plan);
    }
    let mut plan = whole.clone();
    if within(project, small, &plan) && settle(project, forest, small, &mut plan) == Settled::AsWanted {
        return (small, plan);
    }
    let mut plan = whole;
    settle(project, forest, large, &mut plan);
    (large, plan)
}

struct Drawing<'d> {
    typeface: &'d Typeface,
    project: &'d Project,
    forest: &'d Forest,
    facts: Facts<'d>,
    paper: OneLinePaper,
    plan: &'d Plan,
}

impl Drawing<'_> {
    fn sheet_of(&self, node: OneLineNode) -> Option<usize> {
        self.plan.units.get(&node).map(|area| self.paper.sheet_at(area.x))
    }

    fn sheet(&self, number: usize) -> OneLineSheet {
        let mut shapes = frame(self.typeface, self.project.info(), self.paper, (number, self.plan.sheets));
        for title in self.plan.titles.iter().filter(|title| self.paper.sheet_at(title.x) == number) {
            self.title(&mut shapes, *title);
        }
        let here: Vec<OneLineNode> =
            self.plan.units.keys().copied().filter(|node| self.sheet_of(*node) == Some(number)).collect();
        let (lines, routed) = self.lines(number, &here, &mut shapes);
        let wires = wires(&lines);
        let nodes = here.iter().filter_map(|node| self.node(*node, &routed)).collect();
        let lines = lines.into_iter().flat_map(|(_, lines)| lines).collect();
        OneLineSheet { area: self.paper.sheet(number), frame: shapes, lines, wires, nodes }
    }

    fn title(&self, shapes: &mut Vec<Shape>, area: Area) {
        let hand = Hand::new(9.0, Ink::Text).weight(Weight::SemiBold);
        write(shapes, self.typeface, Area { height: 12.0, ..area }, hand, "Not fed");
        line(shapes, [(area.x, area.y + 15.0), (area.right(), area.y + 15.0)], 0.5, Ink::Hairline);
    }

    /// Draws the lines of a sheet, by what they start from, and says which nodes have one.
    fn lines(
        &self,
        number: usize,
        here: &[OneLineNode],
        shapes: &mut Vec<Shape>,
    ) -> (Vec<(Area, Vec<DrawnLine>)>, BTreeSet<OneLineNode>) {
        let taps: Vec<_> =
            self.plan.taps.iter().filter(|tap| self.paper.sheet_at(tap.area.x) == number).collect();
        let units = here.iter().filter_map(|node| self.plan.units.get(node)).copied();
        let solid: Vec<Area> = units.chain(taps.iter().map(|tap| tap.area)).collect();
        let mut router = Router::new(&solid);
        let mut routed = BTreeSet::new();
        let mut groups = Vec::new();
        let parents = here.iter().filter_map(|node| Some((*node, *self.plan.units.get(node)?)));
        let starts: Vec<(OneLineNode, Area)> =
            parents.chain(taps.iter().map(|tap| (tap.parent, tap.area))).collect();
        for (parent, area) in starts {
            let mut lines = Vec::new();
            for child in self.forest.children(parent) {
                let Some(to) = self.plan.units.get(child).filter(|_| here.contains(child)) else { continue };
                if routed.contains(child) {
                    continue;
                }
                let ends = ((middle(area), area.bottom()), (middle(*to), to.y));
                if let Some(points) = router.way(ends.0, ends.1) {
                    routed.insert(*child);
                    lines.push(DrawnLine { to: *child, points });
                }
            }
            if !lines.is_empty() {
                groups.push((area, lines));
            }
        }
        for tap in taps {
            self.tap(shapes, tap.parent, tap.area);
        }
        (groups, routed)
    }

    /// The head of a row whose parent stands on another sheet.
    fn tap(&self, shapes: &mut Vec<Shape>, parent: OneLineNode, area: Area) {
        shapes.push(Shape::Fill { area, ink: Ink::Shade });
        shapes.push(Shape::Box { area, width: 0.9, ink: Ink::Line });
        let hand = Hand::new(8.0, Ink::Text).weight(Weight::Medium).align(Align::Center);
        write(shapes, self.typeface, area.inset(3.0), hand, &self.from(parent));
    }

    fn from(&self, parent: OneLineNode) -> String {
        let name = self.facts.node(parent).map_or_else(String::new, |words| words.name);
        match self.sheet_of(parent) {
            Some(sheet) if self.plan.sheets > 1 => format!("From {name}, sheet {}", sheet + 1),
            _ => format!("From {name}"),
        }
    }

    fn node(&self, node: OneLineNode, routed: &BTreeSet<OneLineNode>) -> Option<DrawnNode> {
        let unit = *self.plan.units.get(&node)?;
        let words = self.facts.node(node)?;
        let feeder = self.facts.feeder(node);
        let body = Area { y: unit.y + above(self.forest, node), height: body(node), ..unit };
        let children = self.forest.children(node);
        let here = self.sheet_of(node);
        let is_here = |child: &OneLineNode| self.sheet_of(*child) == here && routed.contains(child);
        let elsewhere: Vec<OneLineNode> = children.iter().copied().filter(|c| !is_here(c)).collect();
        let parent = self.forest.parent(node);
        let afar = parent.filter(|_| !routed.contains(&node));
        let utility = self.project.service().map_or("", |service| service.utility.as_str());
        let facts = NodeFacts {
            node,
            words: &words,
            feeder: feeder.as_ref(),
            from: afar.map(|parent| self.from(parent)),
            onward: self.onward(&elsewhere),
            feeds_here: children.iter().any(is_here),
            utility,
        };
        let shapes = draw_node(self.typeface, unit, body, &facts);
        let placed = self.project.one_line().any(|(placed, _)| placed == node);
        let spoken = spoken(node, &words, feeder.as_ref());
        Some(DrawnNode { node, parent, name: words.name.clone(), spoken, unit, body, shapes, placed })
    }

    /// Says what goes on on other sheets: `LP-4: sheet 2`, `5 more: sheets 2, 3`.
    fn onward(&self, elsewhere: &[OneLineNode]) -> Option<String> {
        let sheets: BTreeSet<usize> = elsewhere.iter().filter_map(|node| self.sheet_of(*node)).collect();
        let what = match elsewhere {
            [] => return None,
            [one] => self.facts.node(*one).map_or_else(String::new, |words| words.name),
            many => format!("{} more", many.len()),
        };
        let numbers: Vec<String> = sheets.iter().map(|sheet| (sheet + 1).to_string()).collect();
        let word = if numbers.len() == 1 { "sheet" } else { "sheets" };
        Some(format!("{what}: {word} {}", numbers.join(", ")))
    }
}

fn middle(area: Area) -> f32 {
    area.x + area.width / 2.0
}

fn spoken(node: OneLineNode, words: &NodeWords, feeder: Option<&FeederWords>) -> String {
    let kind = match node {
        OneLineNode::Service => "service",
        OneLineNode::Transformer(_) => "transformer",
        OneLineNode::Panel(_) => "panelboard",
    };
    let mut parts = vec![kind.to_owned(), words.system.clone(), words.ratings.clone()];
    let via = feeder.map(|feeder| feeder.via.as_str()).filter(|via| !via.is_empty());
    parts.extend(via.map(|via| format!("fed from {via}")));
    parts.extend(words.rows.iter().map(|row| {
        let second = row.second.as_ref().map_or(String::new(), |second| format!(" {second}"));
        format!("{} {}{second}", row.label.to_lowercase(), row.value.words())
    }));
    parts.join(", ")
}
