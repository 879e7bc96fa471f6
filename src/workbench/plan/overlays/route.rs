//! A proposed route over the plan: its runs as ghosts with their corners and boxes, the model's corridor faintly below; a failed
//! one as the ground it has looked at, what stands in its way, and the smallest change.

use super::OverlayContext;
use crate::domain::{Sheet, Wall};
use crate::engineering::routing::{Blocker, NoRoute, Obstacle};
use crate::proposals::RouteProposal;
use crate::units::{PlanPoint, PlanRect};
use crate::workbench::plan::{OverlayForm, OverlayShape, OverlayStyle, wall_body};
use crate::workbench::routing::RouteOutcome;

/// Radius of the ring at a corner, in points.
const CORNER_PT: f64 = 4.0;

pub(super) fn route(cx: &OverlayContext<'_>, shapes: &mut Vec<OverlayShape>) {
    let Some(shown) = cx.workbench.shown_route().filter(|shown| shown.wish.sheet == cx.sheet.id) else {
        return;
    };
    match &shown.outcome {
        RouteOutcome::Found(proposal) => ghost(proposal, shapes),
        RouteOutcome::Blocked(NoRoute::Blocked(obstacle)) => failed(cx.sheet, obstacle, shapes),
        RouteOutcome::Blocked(_) | RouteOutcome::Failed(_) => {}
    }
}

fn ghost(proposal: &RouteProposal, shapes: &mut Vec<OverlayShape>) {
    for corridor in &proposal.corridors {
        shapes.push(OverlayShape::line(OverlayStyle::Guide, corridor.clone()));
    }
    let plan = &proposal.proposal.answer;
    for run in &plan.runs {
        shapes.push(OverlayShape::line(OverlayStyle::Ghost, run.path.clone()));
        for at in &run.path {
            let form = OverlayForm::Ring { at: *at, radius_pt: CORNER_PT };
            shapes.push(OverlayShape::new(OverlayStyle::Ghost, form));
        }
    }
    let boxes = plan.boxes.iter().map(|device| OverlayForm::Handle(device.at));
    shapes.extend(boxes.map(|form| OverlayShape::new(OverlayStyle::Ghost, form)));
    let longest = plan.runs.iter().max_by(|a, b| middle(&a.path).1.total_cmp(&middle(&b.path).1));
    if let Some(run) = longest {
        let text = format!("{:.0} ft", proposal.length_ft());
        shapes.push(OverlayShape::chip(OverlayStyle::Ghost, middle(&run.path).0, text));
    }
}

/// Returns the middle of the longest leg of a path, and its length.
fn middle(path: &[PlanPoint]) -> (PlanPoint, f64) {
    let legs = path.windows(2).filter_map(|two| match two {
        [from, to] => {
            let middle = PlanPoint { x: (from.x + to.x) / 2.0, y: (from.y + to.y) / 2.0 };
            Some((middle, (to.x - from.x).hypot(to.y - from.y)))
        }
        _ => None,
    });
    legs.max_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or_default()
}

fn failed(sheet: &Sheet, obstacle: &Obstacle, shapes: &mut Vec<OverlayShape>) {
    for row in &obstacle.explored {
        shapes.push(OverlayShape::new(OverlayStyle::Explored, OverlayForm::Closed(corners(*row))));
    }
    for blocker in &obstacle.blockers {
        if let Some(outline) = outline_of(sheet, *blocker) {
            shapes.push(OverlayShape::new(OverlayStyle::Blocker, OverlayForm::Closed(outline)));
        }
    }
    if obstacle.through.len() > 1 {
        shapes.push(OverlayShape::line(OverlayStyle::Ghost, obstacle.through.clone()));
    }
    let half = obstacle.cell_ft / 2.0;
    for at in &obstacle.to_open {
        let cell = PlanRect {
            min: PlanPoint { x: at.x - half, y: at.y - half },
            max: PlanPoint { x: at.x + half, y: at.y + half },
        };
        shapes.push(OverlayShape::new(OverlayStyle::Error, OverlayForm::Closed(corners(cell))));
    }
    if let Some(at) = obstacle.to_open.first() {
        let text = format!("open {:.1} ft here", obstacle.to_open.len() as f64 * obstacle.cell_ft);
        shapes.push(OverlayShape::chip(OverlayStyle::Error, *at, text));
    }
}

fn corners(rect: PlanRect) -> Vec<PlanPoint> {
    let PlanRect { min, max } = rect;
    vec![min, PlanPoint { x: max.x, y: min.y }, max, PlanPoint { x: min.x, y: max.y }]
}

fn outline_of(sheet: &Sheet, blocker: Blocker) -> Option<Vec<PlanPoint>> {
    match blocker {
        Blocker::Wall(id) => sheet.walls.get(&id).map(|wall: &std::sync::Arc<Wall>| wall_body(wall).to_vec()),
        Blocker::Area(id) => sheet.areas.get(&id).map(|area| area.outline.clone()),
        Blocker::Room(id) => sheet.rooms.get(&id).map(|room| room.outline.clone()),
    }
}
