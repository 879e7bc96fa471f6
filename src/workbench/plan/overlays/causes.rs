//! Findings drawn as their cause: bends counted along the run, the section of a full raceway, the length of a long run. What has
//! no picture of its own is a pin where it is.
//!
//! Only open findings and those that lack a field are drawn. Numbers are those of the finding; nothing is judged here.

use super::OverlayContext;
use crate::domain::{DeviceKind, EntityId, Run, Sheet};
use crate::engineering::{contents_of_run, raceway_row};
use crate::rules::Finding;
use crate::units::PlanPoint;
use crate::workbench::findings::FindingKind;
use crate::workbench::plan::geometry::{distance, length_of, middle_of};
use crate::workbench::plan::{OverlayForm, OverlayShape, OverlayStyle, PlanLayer, objects_on, points_of};

/// Radius of the disc that numbers a bend, in points.
const DISC_PT: f64 = 9.0;
/// The words about bends stand so far above the disc's middle, in points.
const CHIP_LIFT_PT: f64 = 26.0;
/// A junction box this near to a bend, in feet, stands at it and begins the count anew.
const AT_BEND_FT: f64 = 0.5;
/// Places nearer than this, in feet, share a pin.
const SAME_PIN_FT: f64 = 1.0;

pub(super) fn causes(cx: &OverlayContext<'_>, shapes: &mut Vec<OverlayShape>) {
    if !cx.session.layers.is_shown(PlanLayer::Findings) {
        return;
    }
    let Some(checked) = cx.workbench.findings() else { return };
    let mut pins: Vec<(OverlayStyle, PlanPoint, usize)> = Vec::new();
    for finding in &checked.report.findings {
        let kind = FindingKind::of(finding);
        if !kind.is_open() {
            continue;
        }
        if !picture(cx, finding, style_of(kind), shapes) {
            pin(cx, finding, style_of(kind), &mut pins);
        }
    }
    shapes.extend(
        pins.into_iter().map(|(style, at, count)| OverlayShape::new(style, OverlayForm::Pin { at, count })),
    );
}

const fn style_of(kind: FindingKind) -> OverlayStyle {
    match kind {
        FindingKind::Error | FindingKind::Stale => OverlayStyle::Error,
        FindingKind::Warning => OverlayStyle::Warning,
        FindingKind::Info | FindingKind::Undetermined | FindingKind::Waived | FindingKind::Existing => {
            OverlayStyle::Undetermined
        }
    }
}

/// Draws the cause of a finding that has a picture; returns whether it has one on this sheet.
fn picture(
    cx: &OverlayContext<'_>,
    finding: &Finding,
    style: OverlayStyle,
    shapes: &mut Vec<OverlayShape>,
) -> bool {
    // Where something is missing nothing is at fault: a pin says where, and its finding what.
    if style == OverlayStyle::Undetermined {
        return false;
    }
    let runs = runs_of(cx, finding);
    let before = shapes.len();
    for run in runs {
        match finding.meta.name {
            "bends" => bends(cx.sheet, run, finding, shapes),
            "fill" => fill(cx, run, finding, shapes),
            "voltage-drop" => long(run, finding, style, shapes),
            "bundling-adjustment" => crowded(run, finding, style, shapes),
            _ => {}
        }
    }
    shapes.len() > before
}

/// Returns the runs of the sheet that a finding is about, itself or through its circuits.
fn runs_of<'a>(cx: &OverlayContext<'a>, finding: &Finding) -> Vec<&'a Run> {
    let about = |run: &&Run| {
        finding.subjects.iter().any(|subject| match subject.id {
            EntityId::Run(sheet, id) => sheet == cx.sheet.id && id == run.id,
            EntityId::Circuit(panel, circuit) => run.circuits.contains(&(panel, circuit)),
            _ => false,
        })
    };
    cx.sheet.runs.values().map(AsRef::as_ref).filter(about).collect()
}

/// Numbers the bends between the pull points that lie worst; the one that breaks the limit and the leg behind it stand out.
fn bends(sheet: &Sheet, run: &Run, finding: &Finding, shapes: &mut Vec<OverlayShape>) {
    let limit: f64 = finding.required.trim_end_matches('°').parse().unwrap_or(360.0);
    let (mut worst, mut here): (Vec<Bend>, Vec<Bend>) = (Vec::new(), Vec::new());
    for (place, three) in run.path.windows(3).enumerate() {
        let [from, at, to] = three else { continue };
        let is_box = |at: PlanPoint| {
            let boxes = sheet.devices.values().filter(|device| device.kind == DeviceKind::JunctionBox);
            boxes.into_iter().any(|device| distance(device.at, at) <= AT_BEND_FT)
        };
        if is_box(*at) {
            here.clear();
            continue;
        }
        let (ax, ay, bx, by) = (at.x - from.x, at.y - from.y, to.x - at.x, to.y - at.y);
        let turn = (ax * by - ay * bx).atan2(ax * bx + ay * by).abs().to_degrees();
        if turn > 1e-6 {
            let sum = here.last().map_or(0.0, |bend| bend.sum) + turn;
            here.push(Bend { at: *at, next: *to, place: place + 1, sum });
        }
        if here.last().map_or(0.0, |bend| bend.sum) > worst.last().map_or(0.0, |bend| bend.sum) {
            worst.clone_from(&here);
        }
    }
    let Some(breaks) = worst.iter().position(|bend| bend.sum > limit + 1e-6) else { return };
    let Some(broken) = worst.get(breaks) else { return };
    let kept = run.path.get(..=broken.place).unwrap_or_default().to_vec();
    shapes.push(OverlayShape::line(OverlayStyle::ErrorPath, kept));
    shapes.push(OverlayShape::line(OverlayStyle::Error, vec![broken.at, broken.next]));
    for (number, bend) in worst.iter().enumerate() {
        let style = if number >= breaks { OverlayStyle::Error } else { OverlayStyle::ErrorPath };
        let text = (number + 1).to_string();
        let form = OverlayForm::Disc { at: bend.at, radius_pt: DISC_PT, text };
        shapes.push(OverlayShape::new(style, form));
    }
    let form = OverlayForm::Chip { at: broken.at, lift_pt: CHIP_LIFT_PT, text: limits(finding) };
    shapes.push(OverlayShape::new(OverlayStyle::Error, form));
}

#[derive(Clone, Copy, Debug)]
struct Bend {
    at: PlanPoint,
    /// Where the leg behind it ends.
    next: PlanPoint,
    place: usize,
    /// Degrees since the last pull point, its own among them.
    sum: f64,
}

/// Draws the section of a raceway with its conductors, to scale, at the middle of the run.
fn fill(cx: &OverlayContext<'_>, run: &Run, finding: &Finding, shapes: &mut Vec<OverlayShape>) {
    let Some(at) = along(&run.path, 0.5) else { return };
    shapes.push(OverlayShape::line(OverlayStyle::Error, run.path.clone()));
    let row = run.raceway.as_ref().and_then(raceway_row);
    if let Some((row, contents)) = row.zip(contents_of_run(cx.project, run).ok()) {
        let radius_in = (row.area_in2() / std::f64::consts::PI).sqrt();
        let radii = contents.groups.iter().flat_map(|group| {
            let radius = (group.area_in2 / std::f64::consts::PI).sqrt();
            std::iter::repeat_n(radius, group.count.max(0.0) as usize)
        });
        let wires = packed(radius_in, radii.collect());
        shapes.push(OverlayShape::new(OverlayStyle::Error, OverlayForm::Section { at, radius_in, wires }));
    }
    shapes.push(OverlayShape::chip(OverlayStyle::Error, at, limits(finding)));
}

/// Lays circles into a circle as wires lie in a conduit: each as low as it goes, the largest first. A picture, not a proof.
fn packed(radius: f64, mut wires: Vec<f64>) -> Vec<(f64, f64, f64)> {
    wires.sort_by(|a, b| b.total_cmp(a));
    let mut laid: Vec<(f64, f64, f64)> = Vec::new();
    for wire in wires {
        let room = radius - wire;
        let free = |x: f64, y: f64| {
            x.hypot(y) <= room + 1e-9
                && laid.iter().all(|(ox, oy, other)| (x - ox).hypot(y - oy) >= other + wire - 1e-6)
        };
        let steps = 48;
        let cell = |n: i32| f64::from(n) / f64::from(steps) * room;
        let places = (-steps..=steps).flat_map(|y| (-steps..=steps).map(move |x| (x, y)));
        let lowest = places
            .map(|(x, y)| (cell(x), cell(y)))
            .filter(|(x, y)| free(*x, *y))
            .min_by(|a, b| a.1.total_cmp(&b.1).then(a.0.abs().total_cmp(&b.0.abs())));
        laid.extend(lowest.map(|(x, y)| (x, y, wire)));
    }
    laid
}

/// Draws the whole way of a circuit whose voltage drops too far, with the drop at its end.
fn long(run: &Run, finding: &Finding, style: OverlayStyle, shapes: &mut Vec<OverlayShape>) {
    let Some(end) = run.path.last() else { return };
    shapes.push(OverlayShape::line(style, run.path.clone()));
    shapes.push(OverlayShape::chip(style, *end, limits(finding)));
}

/// Draws the run in which too many conductors lie together.
fn crowded(run: &Run, finding: &Finding, style: OverlayStyle, shapes: &mut Vec<OverlayShape>) {
    let Some(at) = along(&run.path, 0.5) else { return };
    shapes.push(OverlayShape::line(style, run.path.clone()));
    shapes.push(OverlayShape::chip(style, at, limits(finding)));
}

/// Returns what was found and what the limit is: `450° · limit 360°`.
fn limits(finding: &Finding) -> String {
    match (finding.actual.as_str(), finding.required.as_str()) {
        ("", _) | (_, "") => finding.meta.title.to_owned(),
        (actual, required) => format!("{actual} · limit {required}"),
    }
}

/// Returns the point at a share of a path's length.
fn along(path: &[PlanPoint], share: f64) -> Option<PlanPoint> {
    let mut left = length_of(path) * share;
    for (from, to) in path.iter().zip(path.iter().skip(1)) {
        let leg = distance(*from, *to);
        if leg >= left && leg > 0.0 {
            let t = left / leg;
            return Some(PlanPoint { x: from.x + (to.x - from.x) * t, y: from.y + (to.y - from.y) * t });
        }
        left -= leg;
    }
    path.last().copied()
}

/// Counts a finding at the place of what it is about.
fn pin(
    cx: &OverlayContext<'_>,
    finding: &Finding,
    style: OverlayStyle,
    pins: &mut Vec<(OverlayStyle, PlanPoint, usize)>,
) {
    let about = finding.subjects.iter().map(|subject| subject.id).chain(finding.cause);
    let place =
        about.flat_map(|id| objects_on(cx.project, cx.sheet, id)).find_map(|id| place_of(cx.sheet, id));
    let Some(at) = place else { return };
    match pins.iter_mut().find(|(of, place, _)| *of == style && distance(*place, at) < SAME_PIN_FT) {
        Some((_, _, count)) => *count += 1,
        None => pins.push((style, at, 1)),
    }
}

fn place_of(sheet: &Sheet, id: EntityId) -> Option<PlanPoint> {
    let points = points_of(sheet, id);
    match id {
        EntityId::Run(..) => along(&points, 0.5),
        _ => middle_of(&points),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Circuit, Edit, PanelId, apply_all};
    use crate::workbench::plan::PlanSession;
    use crate::workbench::{Command, Sample, Workbench};

    #[test]
    fn wires_lie_inside_and_not_in_each_other() {
        // Three #8 and one #10 THHN in 1/2 EMT: areas 0.0366 and 0.0211 in², inside 0.304 in².
        let radius = |area: f64| (area / std::f64::consts::PI).sqrt();
        let inside = radius(0.304);
        let laid = packed(inside, vec![radius(0.0366), radius(0.0366), radius(0.0366), radius(0.0211)]);
        assert_eq!(laid.len(), 4);
        for (place, (x, y, r)) in laid.iter().enumerate() {
            assert!(x.hypot(*y) + r <= inside + 1e-6);
            for (ox, oy, other) in laid.iter().skip(place + 1) {
                assert!((x - ox).hypot(y - oy) >= r + other - 1e-4);
            }
        }
    }

    /// The sample has a raceway filled beyond its limit; without the conductors in it nobody knows, and a pin says so.
    #[test]
    fn what_is_undetermined_is_a_pin_and_no_fault() {
        let project = Sample::Riverside.project().expect("a sample");
        let bare = |panel: PanelId, circuit: &Circuit| {
            let circuit = Circuit { conductors: None, ..circuit.clone() };
            Edit::SetCircuit { panel, circuit: Box::new(circuit) }
        };
        let edits: Vec<Edit> = project
            .panels()
            .flat_map(|panel| panel.circuits().map(move |circuit| bare(panel.id, circuit)))
            .collect();
        let (without, _) = apply_all(&project, &edits).expect("still sound");
        for (project, is_drawn) in [(project, true), (without, false)] {
            let mut workbench = Workbench::default();
            workbench.execute(Command::OpenUnsaved(Box::new(project)));
            workbench.wait_for_findings();
            let project = workbench.document().expect("open").project();
            let session = PlanSession::default();
            let sections = project.sheets().flat_map(|sheet| {
                let cx = OverlayContext { workbench: &workbench, project, sheet, session: &session };
                let mut shapes = Vec::new();
                causes(&cx, &mut shapes);
                shapes
            });
            let sections = sections.filter(|shape| matches!(shape.form, OverlayForm::Section { .. })).count();
            assert_eq!(sections > 0, is_drawn);
        }
    }

    #[test]
    fn half_way_along_a_path_is_half_its_length() {
        let at = |x: f64, y: f64| PlanPoint { x, y };
        let path = [at(0.0, 0.0), at(6.0, 0.0), at(6.0, 10.0)];
        assert_eq!(along(&path, 0.5), Some(at(6.0, 2.0)));
        assert_eq!(along(&path, 1.0), Some(at(6.0, 10.0)));
    }
}
