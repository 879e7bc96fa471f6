//! Paints what lies over the plan for a while, by the names of styles.

use super::PlanPainter;
use crate::app::icons;
use crate::app::theme::{TypeStyle, radius, space};
use crate::app::widgets::{IconWeight, icon_at};
use crate::units::PlanPoint;
use crate::workbench::plan::{OverlayForm, OverlayShape, OverlayStyle, SnapKind};
use egui::{Align2, Color32, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2, pos2, vec2};

/// Half the side of a snap mark, in points.
const MARK: f32 = 5.5;
/// How far a pin stands from where its finding is, in points.
const PIN: Vec2 = vec2(9.0, -11.0);
/// Points of the screen for an inch of a raceway's section, at most so many in all.
const SECTION_PT_PER_IN: f32 = 60.0;
const SECTION_MOST: f32 = 70.0;

/// A style as strokes and colors.
struct Look {
    stroke: Stroke,
    fill: Color32,
    /// Length of dash and gap, in points.
    dash: Option<(f32, f32)>,
    tint: Color32,
}

impl PlanPainter<'_> {
    /// Paints an overlay. Words on a box keep off what is taken, and take their place.
    pub(super) fn overlay(&self, shape: &OverlayShape, taken: &mut Vec<Rect>) {
        let look = self.look(shape.style);
        match &shape.form {
            OverlayForm::Line(points) => self.line(points, &look),
            OverlayForm::Pieces(pieces) => {
                for (from, to) in pieces {
                    self.line(&[*from, *to], &look);
                }
            }
            OverlayForm::Closed(points) => self.closed(points, &look),
            OverlayForm::Disc { at, radius_pt, text } => {
                self.disc(*at, *radius_pt as f32, text, shape.style, &look)
            }
            OverlayForm::Ring { at, radius_pt } => {
                let stroke = Stroke::new(1.5, look.stroke.color);
                self.painter.circle(self.at(*at), *radius_pt as f32, self.tokens.canvas, stroke);
            }
            OverlayForm::Handle(at) => {
                let rect = Rect::from_center_size(self.at(*at), vec2(6.0, 6.0));
                let stroke = Stroke::new(1.5, look.stroke.color);
                self.painter.rect(rect, 0.0, self.tokens.canvas, stroke, StrokeKind::Middle);
            }
            OverlayForm::Mark { at, kind, named } => self.mark(*at, *kind, *named, &look),
            OverlayForm::Chip { at, lift_pt, text } => {
                self.chip(self.at(*at) - vec2(0.0, *lift_pt as f32), text, &look, taken);
            }
            OverlayForm::Pin { at, count } => self.pin(*at, *count, shape.style, &look),
            OverlayForm::Words { at, text } => {
                let font = TypeStyle::Caption.font();
                self.painter.text(self.at(*at), Align2::CENTER_CENTER, text, font, look.stroke.color);
            }
            OverlayForm::Section { at, radius_in, wires } => self.section(*at, *radius_in, wires, &look),
        }
    }

    fn look(&self, style: OverlayStyle) -> Look {
        let tokens = self.tokens;
        let plain = |width: f32, color: Color32, tint: Color32| Look {
            stroke: tokens.stroke(width, color),
            fill: tint,
            dash: None,
            tint,
        };
        let faint = |color: Color32| color.gamma_multiply(0.14);
        match style {
            OverlayStyle::Ghost => {
                Look { dash: Some((8.0, 5.0)), ..plain(2.5, tokens.ghost, tokens.ghost_tint) }
            }
            OverlayStyle::Draft => {
                Look { fill: faint(tokens.select_line), ..plain(1.5, tokens.select_line, tokens.select) }
            }
            OverlayStyle::Guide => {
                Look { dash: Some((3.0, 3.0)), ..plain(1.0, tokens.select_line, Color32::TRANSPARENT) }
            }
            OverlayStyle::Snap => plain(2.0, tokens.select_line, tokens.raised),
            OverlayStyle::Selection => {
                Look { fill: Color32::TRANSPARENT, ..plain(1.5, tokens.select_line, tokens.select) }
            }
            OverlayStyle::Hover => plain(1.5, tokens.select_line.gamma_multiply(0.5), Color32::TRANSPARENT),
            OverlayStyle::WindowBox => {
                Look { fill: faint(tokens.box_window), ..plain(1.0, tokens.box_window, tokens.raised) }
            }
            OverlayStyle::CrossingBox => Look {
                fill: faint(tokens.box_cross),
                dash: Some((5.0, 4.0)),
                ..plain(1.0, tokens.box_cross, tokens.raised)
            },
            OverlayStyle::Dimension => plain(1.0, tokens.text_1, tokens.raised),
            OverlayStyle::Error => plain(4.0, tokens.error, tokens.error_tint),
            OverlayStyle::Warning => plain(3.0, tokens.warning, tokens.warning_tint),
            OverlayStyle::Undetermined => plain(2.0, tokens.undetermined, tokens.undetermined_tint),
            OverlayStyle::ErrorPath => plain(2.5, tokens.text_2, tokens.canvas),
            OverlayStyle::Explored => Look {
                fill: tokens.n_tint,
                dash: Some((1.5, 3.0)),
                ..plain(1.0, tokens.n_ink, tokens.n_tint)
            },
            OverlayStyle::Blocker => {
                Look { fill: tokens.error_tint, ..plain(2.0, tokens.error, tokens.error_tint) }
            }
            OverlayStyle::Removed => {
                Look { dash: Some((5.0, 4.0)), ..plain(1.5, tokens.error, tokens.error_tint) }
            }
            OverlayStyle::Added => plain(1.5, tokens.pass, tokens.pass_tint),
        }
    }

    fn points(&self, points: &[PlanPoint]) -> Vec<Pos2> {
        points.iter().map(|at| self.at(*at)).collect()
    }

    fn line(&self, points: &[PlanPoint], look: &Look) {
        let points = self.points(points);
        match look.dash {
            Some((dash, gap)) => {
                self.painter.extend(Shape::dashed_line(&points, look.stroke, dash, gap));
            }
            None => {
                self.painter.line(points, look.stroke);
            }
        }
    }

    fn closed(&self, points: &[PlanPoint], look: &Look) {
        let mut outline = self.points(points);
        if look.fill != Color32::TRANSPARENT && outline.len() > 2 {
            self.painter.add(Shape::convex_polygon(outline.clone(), look.fill, Stroke::NONE));
        }
        outline.extend(outline.first().copied());
        match look.dash {
            Some((dash, gap)) => {
                self.painter.extend(Shape::dashed_line(&outline, look.stroke, dash, gap));
            }
            None => {
                self.painter.line(outline, look.stroke);
            }
        }
    }

    fn disc(&self, at: PlanPoint, radius: f32, text: &str, style: OverlayStyle, look: &Look) {
        let center = self.at(at);
        let (fill, ink) = if style == OverlayStyle::ErrorPath {
            (self.tokens.canvas, self.tokens.text_1)
        } else {
            (look.stroke.color, self.tokens.canvas)
        };
        self.painter.circle(center, radius, fill, Stroke::new(1.5, look.stroke.color));
        let font = TypeStyle::CaptionSemibold.font();
        self.painter.text(center, Align2::CENTER_CENTER, text, font, ink);
    }

    /// Words on a box, kept inside the canvas and off what is taken where there is room beside it.
    fn chip(&self, wanted: Pos2, text: &str, look: &Look, taken: &mut Vec<Rect>) {
        let galley = self.painter.layout_no_wrap(
            text.to_owned(),
            TypeStyle::CaptionSemibold.font(),
            look.stroke.color,
        );
        let size = galley.size() + vec2(2.0 * space::S, space::S);
        let inside = self.rect.shrink2(size / 2.0 + vec2(space::XS, space::XS));
        let (up, aside) = (size.y, size.x / 2.0 + space::L);
        let ways = [vec2(0.0, 0.0), vec2(0.0, -up), vec2(0.0, up), vec2(aside, 0.0), vec2(-aside, 0.0)];
        let places = ways.map(|way| {
            let center = wanted + way;
            let center = if inside.is_positive() { center.clamp(inside.min, inside.max) } else { center };
            Rect::from_center_size(center, size)
        });
        let free = places.iter().find(|place| !taken.iter().any(|other| other.intersects(**place)));
        let rect = *free.unwrap_or(&places[0]);
        taken.push(rect);
        let corner = f32::from(radius::FIELD);
        let stroke = Stroke::new(1.0, look.stroke.color);
        self.painter.rect_filled(rect, corner, self.tokens.canvas);
        self.painter.rect(rect, corner, look.tint, stroke, StrokeKind::Inside);
        self.painter.galley(rect.center() - galley.size() / 2.0, galley, look.stroke.color);
    }

    /// Returns where a pin stands.
    pub(super) fn pin_rect(&self, shape: &OverlayShape) -> Option<Rect> {
        let OverlayForm::Pin { at, .. } = &shape.form else { return None };
        Some(Rect::from_center_size(self.at(*at) + PIN, vec2(16.0, 16.0)))
    }

    fn pin(&self, at: PlanPoint, count: usize, style: OverlayStyle, look: &Look) {
        let glyph = match style {
            OverlayStyle::Error => icons::WARNING_OCTAGON,
            OverlayStyle::Warning => icons::WARNING,
            _ => icons::QUESTION,
        };
        let center = self.at(at) + PIN;
        self.painter.circle_filled(center, 8.0, self.tokens.canvas);
        icon_at(self.painter, center, glyph, IconWeight::Fill, 15.0, look.stroke.color);
        if count > 1 {
            let font = TypeStyle::CaptionSemibold.font();
            let beside = center + vec2(10.0, 0.0);
            self.painter.text(beside, Align2::LEFT_CENTER, count.to_string(), font, look.stroke.color);
        }
    }

    fn mark(&self, at: PlanPoint, kind: SnapKind, named: bool, look: &Look) {
        let center = self.at(at);
        let corner = |x: f32, y: f32| center + vec2(x, y) * MARK;
        let lines: Vec<Vec<Pos2>> = match kind {
            SnapKind::Endpoint | SnapKind::Device => {
                vec![vec![
                    corner(-1.0, -1.0),
                    corner(1.0, -1.0),
                    corner(1.0, 1.0),
                    corner(-1.0, 1.0),
                    corner(-1.0, -1.0),
                ]]
            }
            SnapKind::Midpoint => {
                vec![vec![corner(-1.0, 0.9), corner(0.0, -1.0), corner(1.0, 0.9), corner(-1.0, 0.9)]]
            }
            SnapKind::Intersection => {
                vec![vec![corner(-1.0, -1.0), corner(1.0, 1.0)], vec![corner(-1.0, 1.0), corner(1.0, -1.0)]]
            }
            SnapKind::Perpendicular => {
                vec![
                    vec![corner(-1.0, -1.0), corner(-1.0, 1.0), corner(1.0, 1.0)],
                    vec![corner(-1.0, 0.0), corner(0.0, 0.0), corner(0.0, 1.0)],
                ]
            }
            SnapKind::Nearest => {
                vec![vec![
                    corner(-1.0, -1.0),
                    corner(1.0, -1.0),
                    corner(-1.0, 1.0),
                    corner(1.0, 1.0),
                    corner(-1.0, -1.0),
                ]]
            }
            SnapKind::Polar => {
                vec![vec![corner(-1.0, 0.9), corner(1.0, -0.9)], vec![corner(-1.0, 0.9), corner(1.0, 0.9)]]
            }
            SnapKind::Grid => {
                vec![vec![corner(-1.0, 0.0), corner(1.0, 0.0)], vec![corner(0.0, -1.0), corner(0.0, 1.0)]]
            }
            SnapKind::Center => Vec::new(),
        };
        for line in lines {
            self.painter.line(line, look.stroke);
        }
        if kind == SnapKind::Center {
            self.painter.circle_stroke(center, MARK, look.stroke);
        }
        if kind == SnapKind::Device {
            self.painter.circle_filled(center, 1.5, look.stroke.color);
        }
        if named {
            let font = TypeStyle::Caption.font();
            let galley = self.painter.layout_no_wrap(kind.name().to_owned(), font, self.tokens.text_1);
            let place = center + vec2(14.0, 10.0);
            let ground = Rect::from_min_size(place, galley.size()).expand2(vec2(4.0, 1.0));
            self.painter.rect(ground, 3.0, self.tokens.raised, self.tokens.edge(), StrokeKind::Inside);
            self.painter.galley(place, galley, self.tokens.text_1);
        }
    }

    /// The section of a raceway, as large as it can be shown, all of it to one scale.
    fn section(&self, at: PlanPoint, radius_in: f64, wires: &[(f64, f64, f64)], look: &Look) {
        let scale = SECTION_PT_PER_IN.min(SECTION_MOST / (2.0 * radius_in as f32).max(1e-3));
        let radius = radius_in as f32 * scale;
        let center = self.at(at) + vec2(0.0, radius + 14.0);
        let edge = Stroke::new(1.5, look.stroke.color);
        self.painter.line_segment(
            [self.at(at), pos2(center.x, center.y - radius)],
            Stroke::new(1.0, look.stroke.color),
        );
        self.painter.circle(center, radius, self.tokens.canvas, edge);
        for (x, y, wire) in wires {
            let place = center + vec2(*x as f32, -*y as f32) * scale;
            self.painter.circle(place, *wire as f32 * scale, look.tint, Stroke::new(1.0, look.stroke.color));
        }
    }
}
