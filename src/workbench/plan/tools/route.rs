//! Routes by pointing: a press on a device or run asks for the route of its circuit or of the run; a leg of a run that is dragged
//! aside is pinned there, and the rest of the run is asked for anew.
//!
//! A pinned leg is an undo step; the route that is then proposed joins it, once it is accepted: one undo takes both back.

use crate::domain::{Edit, EntityId, Run, RunId};
use crate::engineering::routing::{Angles, Crossing, Mounting, RouteTerms};
use crate::proposals::RouteSubject;
use crate::units::PlanPoint;
use crate::workbench::plan::{
    OptionValue, OverlayShape, OverlayStyle, PlanEvent, PlanKey, SelectMode, Tool, ToolContext, ToolOption,
    ToolOutcome, geometry, leg_near, without_pins,
};
use crate::workbench::routing::subject_of;

const CONDUIT: &str = "Conduit";
const WALLS: &str = "Walls";
const BENDS: &str = "Bends";
/// Words of the mountings, in the order of [`Mounting::ALL`].
const CONDUITS: [&str; 3] = ["above the ceiling", "along walls", "in the slab"];
const CROSSINGS: [&str; 2] = ["passed anywhere", "only at openings"];
/// The angles there are, and their words.
const ANGLES: [Angles; 2] = [Angles::Square, Angles::Octile];
const ANGLE_WORDS: [&str; 2] = ["90°", "45° and 90°"];

/// Returns what the step is called that moves a leg of a run aside and pins it.
pub fn pin_label(tag: &str) -> String {
    format!("Pin a leg of {tag}")
}

#[derive(Clone, Debug, Default)]
enum State {
    #[default]
    Idle,
    /// A leg is being dragged.
    Leg { run: RunId, leg: usize },
}

#[derive(Debug, Default)]
pub(in crate::workbench::plan) struct RouteTool {
    state: State,
    terms: RouteTerms,
}

impl RouteTool {
    fn ask(&self, subject: RouteSubject) -> ToolOutcome {
        ToolOutcome { route: Some((subject, self.terms)), ..ToolOutcome::default() }
    }

    /// The route of what is under the pointer.
    fn ask_at(&self, cx: &ToolContext<'_>, at: PlanPoint) -> ToolOutcome {
        let under = cx.under(at);
        let subject = under.iter().find_map(|id| subject_of(cx.sheet, &[*id]));
        match subject {
            Some(subject) => {
                let chosen: Vec<EntityId> = under.into_iter().take(1).collect();
                let select = Some((chosen, SelectMode::Replace));
                ToolOutcome { select, ..self.ask(subject) }
            }
            None => ToolOutcome::say("Press a device that is on a circuit, or a run"),
        }
    }

    /// The run with its leg moved to the pointer and pinned.
    fn moved(&self, cx: &ToolContext<'_>) -> Option<Run> {
        let State::Leg { run, leg } = &self.state else { return None };
        let run = cx.sheet.runs.get(run)?;
        with_leg_at(run, *leg, cx.pointer.at)
    }
}

/// Returns a run with one leg moved aside through a point and pinned. An end leg gets another one between it and the box, so that
/// the run still ends there.
fn with_leg_at(run: &Run, leg: usize, through: PlanPoint) -> Option<Run> {
    let (from, to) = (*run.path.get(leg)?, *run.path.get(leg + 1)?);
    let length = geometry::distance(from, to);
    if length <= 0.0 {
        return None;
    }
    let (nx, ny) = (-(to.y - from.y) / length, (to.x - from.x) / length);
    let aside = (through.x - from.x) * nx + (through.y - from.y) * ny;
    let shifted = |at: PlanPoint| PlanPoint { x: at.x + nx * aside, y: at.y + ny * aside };
    let mut path = run.path.clone();
    let mut place = leg;
    *path.get_mut(leg)? = shifted(from);
    *path.get_mut(leg + 1)? = shifted(to);
    if leg + 2 == run.path.len() {
        path.push(to);
    }
    if leg == 0 {
        path.insert(0, from);
        place += 1;
    }
    let later = |index: &usize| if leg == 0 { index + 1 } else { *index };
    let mut pinned: std::collections::BTreeSet<usize> = run.pinned.iter().map(later).collect();
    // The neighbors have changed their length: they are no longer where somebody pinned them.
    pinned.retain(|index| index.abs_diff(place) > 1);
    pinned.insert(place);
    Some(Run { path, pinned, ..run.clone() })
}

impl Tool for RouteTool {
    fn event(&mut self, event: &PlanEvent, cx: &ToolContext<'_>) -> ToolOutcome {
        match event {
            PlanEvent::Click { .. } => self.ask_at(cx, cx.pointer.raw),
            PlanEvent::DragStart { from } => {
                let grasped = cx.under(from.raw).into_iter().find_map(|id| match id {
                    EntityId::Run(_, run) => leg_at(cx, run, from.raw),
                    _ => None,
                });
                if let Some((run, leg)) = grasped {
                    self.state = State::Leg { run, leg };
                }
                ToolOutcome::default()
            }
            PlanEvent::DragEnd => {
                let moved = self.moved(cx);
                self.state = State::Idle;
                let Some(run) = moved else { return ToolOutcome::say("Drag a leg of a run to pin it") };
                let (id, tag) = (run.id, run.tag.clone());
                let edit = Edit::PutRun { sheet: cx.sheet.id, run: Box::new(run) };
                let route = Some((RouteSubject::Run(id), self.terms));
                ToolOutcome { route, ..ToolOutcome::step(pin_label(&tag), vec![edit]) }
            }
            PlanEvent::Confirm => match subject_of(cx.sheet, cx.selection.ids()) {
                Some(subject) => self.ask(subject),
                None => ToolOutcome::default(),
            },
            PlanEvent::Cancel => {
                self.state = State::Idle;
                ToolOutcome::default()
            }
            PlanEvent::Key(PlanKey::Delete) => unpinned(cx),
            PlanEvent::Move | PlanEvent::Drag | PlanEvent::Exact(_) | PlanEvent::Key(_) => {
                ToolOutcome::default()
            }
        }
    }

    fn overlay(&self, cx: &ToolContext<'_>) -> Vec<OverlayShape> {
        let mut shapes = pins(cx);
        shapes.extend(self.moved(cx).map(|run| OverlayShape::line(OverlayStyle::Draft, run.path)));
        shapes
    }

    fn hint(&self) -> String {
        match self.state {
            State::Idle => {
                "Route: press a device or a run; drag a leg to pin it; Delete unpins the chosen run"
            }
            State::Leg { .. } => "Route: let go where the leg is to stay",
        }
        .to_owned()
    }

    fn is_idle(&self) -> bool {
        matches!(self.state, State::Idle)
    }

    fn drags(&self) -> bool {
        true
    }

    fn route_terms(&self) -> Option<RouteTerms> {
        Some(self.terms)
    }

    fn set_route_terms(&mut self, terms: RouteTerms) {
        self.terms = terms;
    }

    fn options(&self) -> Vec<ToolOption> {
        let mounting = Mounting::ALL.iter().position(|m| *m == self.terms.mounting).unwrap_or(0);
        let crossing = Crossing::ALL.iter().position(|c| *c == self.terms.crossing).unwrap_or(0);
        let angles = ANGLES.iter().position(|angles| *angles == self.terms.angles).unwrap_or(0);
        vec![
            ToolOption {
                name: CONDUIT,
                value: OptionValue::Choice { chosen: mounting, choices: CONDUITS.to_vec() },
            },
            ToolOption {
                name: WALLS,
                value: OptionValue::Choice { chosen: crossing, choices: CROSSINGS.to_vec() },
            },
            ToolOption {
                name: BENDS,
                value: OptionValue::Choice { chosen: angles, choices: ANGLE_WORDS.to_vec() },
            },
        ]
    }

    fn set_option(&mut self, name: &str, text: &str) -> Result<(), String> {
        let place = |words: &[&str]| words.iter().position(|word| *word == text);
        let unknown = || format!("'{text}' is no choice");
        if name == CONDUIT {
            let found = place(&CONDUITS).and_then(|at| Mounting::ALL.get(at)).ok_or_else(unknown)?;
            self.terms.mounting = *found;
        } else if name == BENDS {
            let found = place(&ANGLE_WORDS).and_then(|at| ANGLES.get(at)).ok_or_else(unknown)?;
            self.terms.angles = *found;
        } else {
            let found = place(&CROSSINGS).and_then(|at| Crossing::ALL.get(at)).ok_or_else(unknown)?;
            self.terms.crossing = *found;
        }
        Ok(())
    }
}

/// Returns the leg of a run that is nearest to a point.
fn leg_at(cx: &ToolContext<'_>, id: RunId, at: PlanPoint) -> Option<(RunId, usize)> {
    leg_near(cx.sheet.runs.get(&id)?, at).map(|leg| (id, leg))
}

/// Every pinned leg is marked while routes are drawn.
fn pins(cx: &ToolContext<'_>) -> Vec<OverlayShape> {
    let pinned = cx.sheet.runs.values().flat_map(|run| {
        run.pinned.iter().filter_map(|leg| Some((*run.path.get(*leg)?, *run.path.get(leg + 1)?)))
    });
    let marks = pinned.map(|(from, to)| {
        let middle = PlanPoint { x: (from.x + to.x) / 2.0, y: (from.y + to.y) / 2.0 };
        OverlayShape::chip(OverlayStyle::Dimension, middle, "pinned")
    });
    marks.collect()
}

/// Lets go of the pinned legs of the chosen runs.
fn unpinned(cx: &ToolContext<'_>) -> ToolOutcome {
    match without_pins(cx.sheet, cx.selection.ids()) {
        Some(step) => ToolOutcome { step: Some(step), ..ToolOutcome::default() },
        None => ToolOutcome::say("No leg of what is chosen is pinned"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Facts;

    fn at(x: f64, y: f64) -> PlanPoint {
        PlanPoint { x, y }
    }

    fn run(path: Vec<PlanPoint>, pinned: &[usize]) -> Run {
        let pinned = pinned.iter().copied().collect();
        let (id, tag, facts) = (RunId(1), "R-01".to_owned(), Facts::new());
        Run { id, tag, path, raceway: None, circuits: Vec::new(), pinned, facts }
    }

    #[test]
    fn a_dragged_leg_moves_aside_and_its_run_still_ends_at_its_boxes() {
        let path = vec![at(0.0, 0.0), at(10.0, 0.0), at(10.0, 8.0), at(20.0, 8.0)];
        let middle = with_leg_at(&run(path.clone(), &[]), 1, at(12.5, 3.0)).expect("moved");
        assert_eq!(middle.path, [at(0.0, 0.0), at(12.5, 0.0), at(12.5, 8.0), at(20.0, 8.0)]);
        assert_eq!(middle.pinned.iter().copied().collect::<Vec<_>>(), [1]);
        let first = with_leg_at(&run(path.clone(), &[2]), 0, at(4.0, -2.0)).expect("moved");
        assert_eq!(first.path.first(), Some(&at(0.0, 0.0)));
        assert_eq!(first.path.get(1..3), Some([at(0.0, -2.0), at(10.0, -2.0)].as_slice()));
        assert_eq!(first.pinned.iter().copied().collect::<Vec<_>>(), [1, 3]);
        let last = with_leg_at(&run(path, &[1]), 2, at(15.0, 9.0)).expect("moved");
        assert_eq!(last.path.last(), Some(&at(20.0, 8.0)));
        assert_eq!(last.path.get(2..4), Some([at(10.0, 9.0), at(20.0, 9.0)].as_slice()));
        assert_eq!(last.pinned.iter().copied().collect::<Vec<_>>(), [2], "its neighbor was stretched");
    }
}
