//! Runs drawn by hand: from device to device, or from a device home to its panel. The circuits of what they meet lie in them.

use crate::domain::{
    CircuitId, DeviceKind, Edit, EntityId, Facts, PanelId, Raceway, Run, RunId, home_run_tag,
};
use crate::units::{Feet, PlanPoint, feet_and_inches};
use crate::workbench::plan::geometry::{distance, length_of};
use crate::workbench::plan::{
    OverlayShape, OverlayStyle, PlanEvent, PlanKey, Tool, ToolContext, ToolOutcome,
};
use std::collections::BTreeSet;

/// Where a run goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Goal {
    /// From device to device; Enter ends it.
    Devices,
    /// To a panel; pressing one ends it.
    Panel,
}

/// Points nearer to each other are one.
const SAME_FT: f64 = 0.02;

#[derive(Debug)]
pub(in crate::workbench::plan) struct RunTool {
    goal: Goal,
    points: Vec<PlanPoint>,
    circuits: Vec<(PanelId, CircuitId)>,
}

impl RunTool {
    pub(super) const fn new(goal: Goal) -> Self {
        Self { goal, points: Vec::new(), circuits: Vec::new() }
    }

    fn press(&mut self, at: PlanPoint, cx: &ToolContext<'_>) -> ToolOutcome {
        let under = cx.under(at).into_iter();
        let device = under
            .filter_map(|id| match id {
                EntityId::Device(_, id) => cx.sheet.devices.get(&id),
                _ => None,
            })
            .next();
        if self.points.is_empty() && self.goal == Goal::Panel {
            // What was chosen before goes home with what is pressed.
            for id in cx.selection.ids() {
                if let EntityId::Device(_, id) = id {
                    self.take(cx.sheet.devices.get(id).and_then(|device| device.circuit));
                }
            }
        }
        if self.points.last().is_some_and(|last| distance(*last, at) < SAME_FT) {
            return ToolOutcome::default();
        }
        let point = device.map_or(at, |device| device.at);
        self.points.push(point);
        let Some(device) = device else { return ToolOutcome::default() };
        self.take(device.circuit);
        if device.kind == DeviceKind::PanelLocation && self.points.len() > 1 {
            return self.finish(cx);
        }
        if device.circuit.is_none() && device.kind != DeviceKind::PanelLocation {
            return ToolOutcome::say("It is on no circuit yet; choose it and press C");
        }
        ToolOutcome::default()
    }

    fn take(&mut self, circuit: Option<(PanelId, CircuitId)>) {
        if let Some(circuit) = circuit.filter(|circuit| !self.circuits.contains(circuit)) {
            self.circuits.push(circuit);
        }
    }

    fn finish(&mut self, cx: &ToolContext<'_>) -> ToolOutcome {
        let path = std::mem::take(&mut self.points);
        let circuits = std::mem::take(&mut self.circuits);
        if path.len() < 2 {
            return ToolOutcome::default();
        }
        let run = Run {
            id: RunId(cx.project.next_id()),
            tag: next_tag(cx),
            path,
            raceway: common_raceway(cx, &circuits),
            circuits,
            pinned: BTreeSet::new(),
            facts: Facts::new(),
        };
        let circuits = home_run_tag(cx.project, &run.circuits);
        let words = match self.goal {
            Goal::Devices => "Draw run",
            Goal::Panel => "Draw home run",
        };
        let label = format!("{words} {} {circuits}", run.tag);
        ToolOutcome::step(label.trim_end(), vec![Edit::PutRun { sheet: cx.sheet.id, run: Box::new(run) }])
    }
}

/// Returns the first tag of the form `R-07` that no run has.
fn next_tag(cx: &ToolContext<'_>) -> String {
    let taken: BTreeSet<&str> =
        cx.project.sheets().flat_map(|sheet| sheet.runs.values()).map(|run| run.tag.as_str()).collect();
    (1..).map(|n| format!("R-{n:02}")).find(|tag| !taken.contains(tag.as_str())).unwrap_or_default()
}

/// Returns the raceway that all the circuits are recorded in.
fn common_raceway(cx: &ToolContext<'_>, circuits: &[(PanelId, CircuitId)]) -> Option<Raceway> {
    let mut raceways =
        circuits.iter().map(|(panel, id)| cx.project.panel(*panel)?.circuit(*id)?.raceway.clone());
    let first = raceways.next()??;
    raceways.all(|other| other.as_ref() == Some(&first)).then_some(first)
}

impl Tool for RunTool {
    fn event(&mut self, event: &PlanEvent, cx: &ToolContext<'_>) -> ToolOutcome {
        match event {
            PlanEvent::Click { .. } | PlanEvent::Exact(_) => {
                event.place(cx).map_or_else(ToolOutcome::default, |at| self.press(at, cx))
            }
            PlanEvent::Confirm => self.finish(cx),
            PlanEvent::Key(PlanKey::Backspace) => {
                self.points.pop();
                ToolOutcome::default()
            }
            PlanEvent::Cancel => {
                *self = Self::new(self.goal);
                ToolOutcome::default()
            }
            PlanEvent::Move
            | PlanEvent::DragStart { .. }
            | PlanEvent::Drag
            | PlanEvent::DragEnd
            | PlanEvent::Key(_) => ToolOutcome::default(),
        }
    }

    fn overlay(&self, cx: &ToolContext<'_>) -> Vec<OverlayShape> {
        if self.points.is_empty() {
            return Vec::new();
        }
        let mut path = self.points.clone();
        path.push(cx.pointer.at);
        let length = feet_and_inches(Feet(length_of(&path)), 2);
        let text = format!("{} {length}", home_run_tag(cx.project, &self.circuits));
        vec![
            OverlayShape::line(OverlayStyle::Draft, path),
            OverlayShape::chip(OverlayStyle::Dimension, cx.pointer.at, text.trim_start()),
        ]
    }

    fn hint(&self) -> String {
        match (self.goal, self.points.len()) {
            (Goal::Devices, 0) => "Run: press the device it begins at",
            (Goal::Devices, _) => {
                "Run: press the next device or corner; Enter ends, Backspace takes one back"
            }
            (Goal::Panel, 0) => "Home run: press the device it begins at",
            (Goal::Panel, _) => "Home run: press corners, then the panel; Enter ends short of it",
        }
        .to_owned()
    }

    fn is_idle(&self) -> bool {
        self.points.is_empty()
    }

    fn last(&self) -> Option<PlanPoint> {
        self.points.last().copied()
    }
}
