//! Conduit runs, with an arrow at the end that goes to the panel and the circuits beside the longest leg.

use super::labels::Labels;
use super::{CadLayer, PlanDrawing};
use crate::domain::drawing::{Shape, Vertex};
use crate::domain::{DeviceKind, PanelId, Project, Run, Sheet, home_run_tag};
use crate::units::PlanPoint;

/// Height of tags and length of arrows on paper, in inches.
const TAG_IN: f64 = 0.07;
const ARROW_IN: f64 = 0.14;

/// Draws the runs of a sheet.
pub(super) fn draw(
    drawing: &mut PlanDrawing,
    (project, sheet): (&Project, &Sheet),
    ft_per_in: f64,
    labels: &mut Labels,
) {
    for run in sheet.runs.values().filter(|run| run.path.len() > 1) {
        let vertices = run.path.iter().map(|at| Vertex { at: *at, bulge: 0.0 }).collect();
        drawing.add(CadLayer::Conduit, Shape::Polyline { vertices, closed: false });
        if let Some((tip, from)) = panel_end(project, sheet, run) {
            arrow(drawing, tip, from, ARROW_IN * ft_per_in);
        }
        let text = format!("{} {}", run.tag.trim(), home_run_tag(project, &run.circuits));
        let text = text.trim();
        let height = TAG_IN * ft_per_in;
        if let Some(at) = labels.place(&beside(run, height), height, text).filter(|_| !text.is_empty()) {
            drawing.text(CadLayer::ConduitTag, at, height, text);
        }
    }
}

/// Returns the end of a run that is nearest to the symbol of a panelboard of its circuits, and the corner before it. The
/// last point where no such symbol stands on the sheet.
pub fn panel_end(project: &Project, sheet: &Sheet, run: &Run) -> Option<(PlanPoint, PlanPoint)> {
    let (first, last) = (*run.path.first()?, *run.path.last()?);
    let (second, before) = (*run.path.get(1)?, *run.path.get(run.path.len().checked_sub(2)?)?);
    let ids: Vec<PanelId> = run.circuits.iter().map(|(panel, _)| *panel).collect();
    let is_one = |label: &str| project.panel_named(label).is_some_and(|panel| ids.contains(&panel.id));
    let panels = sheet.devices.values().filter(|d| d.kind == DeviceKind::PanelLocation && is_one(&d.label));
    let nearest = |end: PlanPoint| {
        let far = panels.clone().map(|d| (d.at.x - end.x).hypot(d.at.y - end.y));
        far.fold(f64::INFINITY, f64::min)
    };
    Some(if nearest(first) < nearest(last) { (first, second) } else { (last, before) })
}

fn arrow(drawing: &mut PlanDrawing, tip: PlanPoint, from: PlanPoint, length: f64) {
    let far = (tip.x - from.x).hypot(tip.y - from.y);
    if far <= 0.0 {
        return;
    }
    let (ux, uy) = ((tip.x - from.x) / far, (tip.y - from.y) / far);
    let back = |side: f64| PlanPoint {
        x: tip.x - ux * length - uy * side * length * 0.3,
        y: tip.y - uy * length + ux * side * length * 0.3,
    };
    drawing.add(CadLayer::Conduit, Shape::Fill { rings: vec![vec![tip, back(1.0), back(-1.0)]] });
}

/// Places for a text above and below the legs, the longest leg first.
fn beside(run: &Run, height: f64) -> Vec<PlanPoint> {
    let mut legs: Vec<(f64, PlanPoint)> = run
        .path
        .windows(2)
        .filter_map(|two| match two {
            [a, b] => {
                let middle = PlanPoint { x: f64::midpoint(a.x, b.x), y: f64::midpoint(a.y, b.y) };
                Some(((b.x - a.x).hypot(b.y - a.y), middle))
            }
            _ => None,
        })
        .collect();
    legs.sort_by(|a, b| b.0.total_cmp(&a.0));
    let off = height * 0.9;
    legs.into_iter()
        .flat_map(|(_, at)| [PlanPoint { y: at.y + off, ..at }, PlanPoint { y: at.y - off, ..at }])
        .collect()
}
