//! Shapes turned, scaled, mirrored and moved. What stays exact under an affine map stays a curve; a bulge or an arc that is
//! scaled unevenly becomes an ellipse or the points of one.

use super::{Align, Shape, Vertex};
use crate::units::PlanPoint;

/// An affine map of the plane: `x' = xx x + xy y + dx`, `y' = yx x + yy y + dy`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Affine {
    pub xx: f64,
    pub xy: f64,
    pub yx: f64,
    pub yy: f64,
    pub dx: f64,
    pub dy: f64,
}

impl Affine {
    /// Leaves everything where it is.
    pub const IDENTITY: Self = Self { xx: 1.0, xy: 0.0, yx: 0.0, yy: 1.0, dx: 0.0, dy: 0.0 };

    /// Returns the map that moves by a vector.
    pub fn moving(dx: f64, dy: f64) -> Self {
        Self { dx, dy, ..Self::IDENTITY }
    }

    /// Returns the map that scales about the origin; a negative factor mirrors.
    pub fn scaling(x: f64, y: f64) -> Self {
        Self { xx: x, yy: y, ..Self::IDENTITY }
    }

    /// Returns the map that turns about the origin, counterclockwise.
    pub fn turning(degrees: f64) -> Self {
        let (sin, cos) = exact_sin_cos(degrees);
        Self { xx: cos, xy: -sin, yx: sin, yy: cos, dx: 0.0, dy: 0.0 }
    }

    /// Returns this map followed by another.
    pub fn then(self, next: Self) -> Self {
        let at = next.apply(PlanPoint { x: self.dx, y: self.dy });
        Self {
            xx: next.xx * self.xx + next.xy * self.yx,
            xy: next.xx * self.xy + next.xy * self.yy,
            yx: next.yx * self.xx + next.yy * self.yx,
            yy: next.yx * self.xy + next.yy * self.yy,
            dx: at.x,
            dy: at.y,
        }
    }

    /// Returns where a point goes.
    pub fn apply(self, p: PlanPoint) -> PlanPoint {
        let v = self.apply_vector(p);
        PlanPoint { x: v.x + self.dx, y: v.y + self.dy }
    }

    /// Returns where a vector goes: the map without its movement.
    pub fn apply_vector(self, v: PlanPoint) -> PlanPoint {
        PlanPoint { x: self.xx * v.x + self.xy * v.y, y: self.yx * v.x + self.yy * v.y }
    }

    /// Returns whether left and right change places.
    pub fn mirrors(self) -> bool {
        self.xx * self.yy - self.xy * self.yx < 0.0
    }

    /// Returns by how much every length grows, when circles stay circles.
    pub fn even_scale(self) -> Option<f64> {
        let (x, y) = (self.xx.hypot(self.yx), self.xy.hypot(self.yy));
        let skew = (self.xx * self.xy + self.yx * self.yy).abs();
        (x > 0.0 && (x - y).abs() <= 1e-9 * x && skew <= 1e-9 * x * x).then_some(x)
    }
}

/// Sine and cosine that are exact at quarter turns, so that upright walls stay upright.
fn exact_sin_cos(degrees: f64) -> (f64, f64) {
    match degrees.rem_euclid(360.0) {
        0.0 => (0.0, 1.0),
        90.0 => (1.0, 0.0),
        180.0 => (0.0, -1.0),
        270.0 => (-1.0, 0.0),
        other => other.to_radians().sin_cos(),
    }
}

impl Shape {
    /// Returns the shape where a map puts it. A text stays readable under a mirror: it keeps its box, not its letters.
    pub fn under(&self, map: Affine) -> Self {
        match self {
            Self::Mark(at) => Self::Mark(map.apply(*at)),
            Self::Line { from, to } => Self::Line { from: map.apply(*from), to: map.apply(*to) },
            Self::Polyline { vertices, closed } => polyline(vertices, *closed, map),
            Self::Arc { center, radius, start_deg, sweep_deg } => {
                let (x, y) = (PlanPoint { x: *radius, y: 0.0 }, PlanPoint { x: 0.0, y: *radius });
                match map.even_scale() {
                    Some(scale) => {
                        let (sin, cos) = exact_sin_cos(*start_deg);
                        let start = map.apply_vector(PlanPoint { x: cos, y: sin });
                        Self::Arc {
                            center: map.apply(*center),
                            radius: radius * scale,
                            start_deg: start.y.atan2(start.x).to_degrees(),
                            sweep_deg: if map.mirrors() { -sweep_deg } else { *sweep_deg },
                        }
                    }
                    None => ellipse(
                        map.apply(*center),
                        [x, y].map(|v| map.apply_vector(v)),
                        *start_deg,
                        *sweep_deg,
                    ),
                }
            }
            Self::Ellipse { center, major, ratio, start_deg, sweep_deg } => {
                let minor = PlanPoint { x: -major.y * ratio, y: major.x * ratio };
                ellipse(
                    map.apply(*center),
                    [*major, minor].map(|v| map.apply_vector(v)),
                    *start_deg,
                    *sweep_deg,
                )
            }
            Self::Curve { points, closed } => {
                Self::Curve { points: points.iter().map(|p| map.apply(*p)).collect(), closed: *closed }
            }
            Self::Fill { rings } => {
                let ring = |ring: &Vec<PlanPoint>| ring.iter().map(|p| map.apply(*p)).collect();
                Self::Fill { rings: rings.iter().map(ring).collect() }
            }
            Self::Text { at, height, rotation_deg, align, text } => {
                text_under(*at, *height, *rotation_deg, *align, text, map)
            }
        }
    }
}

fn polyline(vertices: &[Vertex], closed: bool, map: Affine) -> Shape {
    let bent = vertices.iter().any(|vertex| vertex.bulge != 0.0);
    if bent && map.even_scale().is_none() {
        let mut points = Shape::Polyline { vertices: vertices.to_vec(), closed }.flatten(0.0);
        if closed {
            points.pop();
        }
        return Shape::Curve { points: points.into_iter().map(|p| map.apply(p)).collect(), closed };
    }
    let sign = if map.mirrors() { -1.0 } else { 1.0 };
    let vertex = |v: &Vertex| Vertex { at: map.apply(v.at), bulge: v.bulge * sign };
    Shape::Polyline { vertices: vertices.iter().map(vertex).collect(), closed }
}

/// Returns the ellipse `center + u cos t + v sin t` by its own axes: u and v need not be square to each other.
fn ellipse(center: PlanPoint, [u, v]: [PlanPoint; 2], start_deg: f64, sweep_deg: f64) -> Shape {
    let dot = u.x * v.x + u.y * v.y;
    let square = |p: PlanPoint| p.x * p.x + p.y * p.y;
    let turn = 0.5 * (2.0 * dot).atan2(square(u) - square(v));
    let (sin, cos) = turn.sin_cos();
    let major = PlanPoint { x: u.x * cos + v.x * sin, y: u.y * cos + v.y * sin };
    let minor = PlanPoint { x: v.x * cos - u.x * sin, y: v.y * cos - u.y * sin };
    let ratio = if square(major) > 0.0 { (square(minor) / square(major)).sqrt() } else { 0.0 };
    let along = start_deg - turn.to_degrees();
    let backwards = major.x * minor.y - major.y * minor.x < 0.0;
    let (start_deg, sweep_deg) = if backwards { (-along, -sweep_deg) } else { (along, sweep_deg) };
    Shape::Ellipse { center, major, ratio, start_deg, sweep_deg }
}

fn text_under(at: PlanPoint, height: f64, rotation_deg: f64, align: Align, text: &str, map: Affine) -> Shape {
    let (sin, cos) = exact_sin_cos(rotation_deg);
    let along = map.apply_vector(PlanPoint { x: cos, y: sin });
    let up = map.apply_vector(PlanPoint { x: -sin, y: cos });
    let length = along.x.hypot(along.y);
    let cross = along.x * up.y - along.y * up.x;
    let tall = if length > 0.0 { height * cross.abs() / length } else { 0.0 };
    let mut rotation = along.y.atan2(along.x).to_degrees();
    let mut align = align;
    if cross < 0.0 {
        // Mirrored letters fill the same box when they stand on the other edge: above the line, or before the point.
        if along.x < 0.0 {
            rotation += 180.0;
            align.x = 1.0 - align.x;
        } else {
            align.y = 1.0 - align.y;
        }
    }
    Shape::Text { at: map.apply(at), height: tall, rotation_deg: rotation, align, text: text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: f64, y: f64) -> PlanPoint {
        PlanPoint { x, y }
    }

    fn near(a: PlanPoint, b: PlanPoint) -> bool {
        (a.x - b.x).hypot(a.y - b.y) < 1e-9
    }

    /// Maps of every kind: turned, mirrored, uneven, skewed.
    fn maps() -> Vec<Affine> {
        vec![
            Affine::turning(30.0).then(Affine::moving(5.0, -2.0)),
            Affine::scaling(-1.0, 1.0),
            Affine::scaling(2.0, -2.0).then(Affine::turning(90.0)),
            Affine::scaling(3.0, 0.5).then(Affine::turning(20.0)),
            Affine { xx: 1.0, xy: 0.7, yx: -0.2, yy: 1.3, dx: 9.0, dy: 4.0 },
        ]
    }

    #[test]
    fn ends_of_curves_go_where_their_points_go() {
        let shapes = [
            Shape::Arc { center: at(1.0, 2.0), radius: 3.0, start_deg: 20.0, sweep_deg: 110.0 },
            Shape::Ellipse {
                center: at(1.0, 2.0),
                major: at(2.0, 1.0),
                ratio: 0.4,
                start_deg: 15.0,
                sweep_deg: 200.0,
            },
            Shape::Polyline {
                vertices: vec![
                    Vertex { at: at(0.0, 0.0), bulge: 0.5 },
                    Vertex { at: at(4.0, 1.0), bulge: 0.0 },
                ],
                closed: false,
            },
        ];
        for map in maps() {
            for shape in &shapes {
                let (before, after) = (shape.flatten(0.0), shape.under(map).flatten(0.0));
                for (from, to) in [(before.first(), after.first()), (before.last(), after.last())] {
                    let (Some(from), Some(to)) = (from, to) else { panic!("points") };
                    assert!(near(map.apply(*from), *to), "{map:?} {shape:?}: {from:?} {to:?}");
                }
                // Every point of the result lies on the image of the shape: its way back lies on the shape's outline.
                let middle = |points: &[PlanPoint]| points.get(points.len() / 2).copied();
                let (Some(a), Some(b)) = (middle(&before), middle(&after)) else { panic!("points") };
                let far = (map.apply(a).x - b.x).hypot(map.apply(a).y - b.y);
                assert!(far < 0.6, "{map:?} {shape:?}: {far}");
            }
        }
    }

    #[test]
    fn a_quarter_turn_is_exact() {
        assert_eq!(Affine::turning(90.0).apply(at(2.0, 0.0)), at(0.0, 2.0));
        assert_eq!(Affine::turning(-90.0).then(Affine::moving(1.0, 1.0)).apply(at(2.0, 0.0)), at(1.0, -1.0));
    }

    #[test]
    fn a_mirrored_text_fills_the_mirrored_box() {
        let text = Shape::Text {
            at: at(1.0, 1.0),
            height: 2.0,
            rotation_deg: 0.0,
            align: Align::default(),
            text: "ROOM 101".to_owned(),
        };
        let before = text.bounds().expect("a box");
        let after = text.under(Affine::scaling(-1.0, 1.0)).bounds().expect("a box");
        assert!(
            near(after.min, at(-before.max.x, before.min.y))
                && near(after.max, at(-before.min.x, before.max.y))
        );
    }
}
