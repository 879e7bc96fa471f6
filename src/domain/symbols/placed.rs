//! A symbol where a device stands: moved, turned, in feet; texts stay upright.

use crate::domain::drawing::{Shape, Vertex};
use crate::domain::facts::{FactValue, people::HEIGHT};
use crate::domain::symbols::{Mount, Symbol};
use crate::domain::{Device, DeviceId};
use crate::units::PlanPoint;

const INCHES_TO_A_FOOT: f64 = 12.0;

/// Returns the strokes of a symbol at a place of the plan, in feet, drawn `scale` times as large as it is.
pub fn placed(symbol: &Symbol, at: PlanPoint, rotation_deg: f64, scale: f64) -> Vec<Shape> {
    let by = Placing { at, rotation_deg, scale: scale / INCHES_TO_A_FOOT };
    symbol.shapes.iter().map(|shape| by.shape(shape)).collect()
}

/// Returns the place and the turn, in degrees, of a device at a wall: `face` is a point on the wall's face, `into` the unit
/// vector from there into the room.
pub fn at_wall(symbol: &Symbol, face: PlanPoint, into: PlanPoint) -> (PlanPoint, f64) {
    let off = symbol.standoff_in / INCHES_TO_A_FOOT;
    let at = PlanPoint { x: face.x + into.x * off, y: face.y + into.y * off };
    // The symbol's own up points into the room.
    let degrees = into.y.atan2(into.x).to_degrees() - 90.0;
    (at, degrees.rem_euclid(360.0))
}

impl Symbol {
    /// Returns a device with this symbol: on no circuit, with the load, facts and height of its kind.
    pub fn device(&self, id: DeviceId, at: PlanPoint, rotation_deg: f64) -> Device {
        let mut facts = self.facts.clone();
        if let Some(feet) = self.height_ft.filter(|_| self.mount == Mount::Wall) {
            // A number fact takes every number that is not negative.
            let _set = facts.set(&HEIGHT, Some(FactValue::Number(feet)));
        }
        Device {
            id,
            kind: self.kind,
            symbol: self.name.clone(),
            at,
            rotation_deg,
            load: self.load,
            circuit: None,
            label: String::new(),
            facts,
        }
    }
}

struct Placing {
    at: PlanPoint,
    rotation_deg: f64,
    scale: f64,
}

impl Placing {
    fn vector(&self, v: PlanPoint) -> PlanPoint {
        let (sin, cos) = self.rotation_deg.to_radians().sin_cos();
        PlanPoint { x: (v.x * cos - v.y * sin) * self.scale, y: (v.x * sin + v.y * cos) * self.scale }
    }

    fn point(&self, p: PlanPoint) -> PlanPoint {
        let v = self.vector(p);
        PlanPoint { x: self.at.x + v.x, y: self.at.y + v.y }
    }

    fn shape(&self, shape: &Shape) -> Shape {
        match shape {
            Shape::Mark(at) => Shape::Mark(self.point(*at)),
            Shape::Line { from, to } => Shape::Line { from: self.point(*from), to: self.point(*to) },
            Shape::Polyline { vertices, closed } => Shape::Polyline {
                vertices: vertices.iter().map(|v| Vertex { at: self.point(v.at), ..*v }).collect(),
                closed: *closed,
            },
            Shape::Arc { center, radius, start_deg, sweep_deg } => Shape::Arc {
                center: self.point(*center),
                radius: radius * self.scale,
                start_deg: start_deg + self.rotation_deg,
                sweep_deg: *sweep_deg,
            },
            Shape::Ellipse { center, major, ratio, start_deg, sweep_deg } => Shape::Ellipse {
                center: self.point(*center),
                major: self.vector(*major),
                ratio: *ratio,
                start_deg: *start_deg,
                sweep_deg: *sweep_deg,
            },
            Shape::Curve { points, closed } => {
                Shape::Curve { points: points.iter().map(|p| self.point(*p)).collect(), closed: *closed }
            }
            Shape::Fill { rings } => {
                let ring = |ring: &Vec<PlanPoint>| ring.iter().map(|p| self.point(*p)).collect();
                Shape::Fill { rings: rings.iter().map(ring).collect() }
            }
            // A reader's head does not turn with the wall.
            Shape::Text { at, height, rotation_deg: _, align, text } => Shape::Text {
                at: self.point(*at),
                height: height * self.scale,
                rotation_deg: 0.0,
                align: *align,
                text: text.clone(),
            },
        }
    }
}
