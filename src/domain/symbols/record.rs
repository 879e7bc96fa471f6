//! A symbol as it is written: in the file of symbols beside the settings, and in a project that brings its own along.

use crate::domain::drawing::{Align, Shape, Vertex};
use crate::domain::facts::{FactOwner, FactValue, Facts, by_name};
use crate::domain::symbols::{Mount, Symbol};
use crate::domain::{DeviceKind, LoadClass};
use crate::units::{Amperes, PlanPoint, VoltAmperes, Volts};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How far from its origin a symbol may reach, in inches: the largest luminaires are 8 ft long.
const FARTHEST_IN: f64 = 240.0;

/// A symbol as it is written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "symbol", deny_unknown_fields)]
pub struct SymbolRecord {
    pub name: String,
    title: String,
    kind: String,
    family: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    keywords: Vec<String>,
    mount: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    height_ft: Option<f64>,
    #[serde(default, skip_serializing_if = "is_zero")]
    va: f64,
    class: char,
    #[serde(default = "one", skip_serializing_if = "is_one")]
    poles: u8,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    trip_a: Option<f64>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    volts: Vec<f64>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    facts: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "is_zero")]
    standoff_in: f64,
    #[serde(default, skip_serializing_if = "is_false")]
    true_size: bool,
    shapes: Vec<ShapeRecord>,
}

const fn one() -> u8 {
    1
}

fn is_one(poles: &u8) -> bool {
    *poles == 1
}

fn is_zero(number: &f64) -> bool {
    *number == 0.0
}

fn is_false(yes: &bool) -> bool {
    !yes
}

type At = (f64, f64);

/// A stroke of a symbol as it is written, in inches.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ShapeRecord {
    Line(At, At),
    Polyline(Vec<At>),
    Closed(Vec<At>),
    /// Two opposite corners.
    Rectangle(At, At),
    /// Center, radius.
    Circle(At, f64),
    /// Center, radius, start and sweep in degrees.
    Arc(At, f64, f64, f64),
    Fill(Vec<At>),
    /// A filled circle.
    Dot(At, f64),
    /// Center, height, text.
    Text(At, f64, String),
}

impl SymbolRecord {
    /// Returns the symbol.
    ///
    /// # Errors
    /// Says what contradicts itself.
    pub fn symbol(self) -> Result<Symbol, String> {
        let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if self.name.is_empty() || !self.name.chars().all(is_plain) {
            return Err("a name has lower-case letters, digits and hyphens only".to_owned());
        }
        let kind = DeviceKind::from_name(&self.kind)
            .ok_or_else(|| wrong("kind", &self.kind, &names(DeviceKind::ALL, |kind| kind.name())))?;
        let mount = Mount::from_name(&self.mount)
            .ok_or_else(|| wrong("mount", &self.mount, &names(Mount::ALL, |mount| mount.name())))?;
        let class = LoadClass::from_letter(self.class).ok_or_else(|| {
            let letters: Vec<String> = LoadClass::ALL.iter().map(|c| c.letter().to_string()).collect();
            wrong("class", &self.class.to_string(), &letters.join(", "))
        })?;
        let numbers = [self.va, self.standoff_in].into_iter().chain(self.height_ft).chain(self.trip_a);
        let numbers = numbers.chain(self.volts.iter().copied());
        if numbers.into_iter().any(|n| !n.is_finite() || n < 0.0) || !(1..=3).contains(&self.poles) {
            return Err("numbers are not negative, and poles are 1 to 3".to_owned());
        }
        let shapes: Vec<Shape> = self.shapes.into_iter().map(ShapeRecord::shape).collect();
        check_extent(&shapes)?;
        Ok(Symbol {
            facts: facts(&self.facts)?,
            name: self.name,
            title: self.title,
            kind,
            family: self.family,
            keywords: self.keywords,
            mount,
            height_ft: self.height_ft,
            load: VoltAmperes(self.va),
            class,
            poles: self.poles,
            trip: self.trip_a.map(Amperes),
            volts: self.volts.into_iter().map(Volts).collect(),
            standoff_in: self.standoff_in,
            is_true_size: self.true_size,
            shapes,
        })
    }
}

fn check_extent(shapes: &[Shape]) -> Result<(), String> {
    if shapes.is_empty() {
        return Err("it has no shapes; draw at least one".to_owned());
    }
    for shape in shapes {
        let bounds = shape.bounds().ok_or("a shape has no point")?;
        let reach = [bounds.min.x, bounds.min.y, bounds.max.x, bounds.max.y];
        if reach.into_iter().any(|r| r.abs() > FARTHEST_IN) {
            return Err(format!(
                "a shape reaches more than {FARTHEST_IN} in from the origin; shapes are in inches"
            ));
        }
    }
    Ok(())
}

fn facts(written: &BTreeMap<String, String>) -> Result<Facts, String> {
    let mut facts = Facts::new();
    for (name, text) in written {
        let fact = by_name(name).filter(|fact| fact.of.contains(&FactOwner::Device));
        let fact = fact.ok_or_else(|| format!("devices have no fact '{name}'"))?;
        let value = fact.parse(text).map_err(|error| error.to_string())?;
        facts.set(fact, Some(value)).map_err(|error| error.to_string())?;
    }
    Ok(facts)
}

fn wrong(what: &str, given: &str, known: &str) -> String {
    format!("{what} '{given}' is unknown; use one of {known}")
}

fn names<T>(all: &[T], name: impl Fn(&T) -> &'static str) -> String {
    all.iter().map(name).collect::<Vec<_>>().join(", ")
}

fn point((x, y): At) -> PlanPoint {
    PlanPoint { x, y }
}

impl ShapeRecord {
    fn shape(self) -> Shape {
        let corners = |points: Vec<At>| -> Vec<Vertex> {
            points.into_iter().map(|at| Vertex { at: point(at), bulge: 0.0 }).collect()
        };
        match self {
            Self::Line(from, to) => Shape::Line { from: point(from), to: point(to) },
            Self::Polyline(points) => Shape::Polyline { vertices: corners(points), closed: false },
            Self::Closed(points) => Shape::Polyline { vertices: corners(points), closed: true },
            Self::Rectangle(a, b) => {
                let points = vec![a, (b.0, a.1), b, (a.0, b.1)];
                Shape::Polyline { vertices: corners(points), closed: true }
            }
            Self::Circle(center, radius) => circle(point(center), radius),
            Self::Arc(center, radius, start_deg, sweep_deg) => {
                Shape::Arc { center: point(center), radius, start_deg, sweep_deg }
            }
            Self::Fill(points) => Shape::Fill { rings: vec![points.into_iter().map(point).collect()] },
            Self::Dot(center, radius) => {
                let mut ring = circle(point(center), radius).flatten(radius / 50.0);
                ring.pop();
                Shape::Fill { rings: vec![ring] }
            }
            Self::Text(at, height, text) => {
                let align = Align { x: 0.5, y: 0.5 };
                Shape::Text { at: point(at), height, rotation_deg: 0.0, align, text }
            }
        }
    }
}

fn circle(center: PlanPoint, radius: f64) -> Shape {
    Shape::Arc { center, radius, start_deg: 0.0, sweep_deg: 360.0 }
}

impl From<&Symbol> for SymbolRecord {
    fn from(symbol: &Symbol) -> Self {
        let Symbol {
            name,
            title,
            kind,
            family,
            keywords,
            mount,
            height_ft,
            load,
            class,
            poles,
            trip,
            volts,
            facts,
            standoff_in,
            is_true_size,
            shapes,
        } = symbol;
        Self {
            name: name.clone(),
            title: title.clone(),
            kind: kind.name().to_owned(),
            family: family.clone(),
            keywords: keywords.clone(),
            mount: mount.name().to_owned(),
            height_ft: *height_ft,
            va: load.0,
            class: class.letter(),
            poles: *poles,
            trip_a: trip.map(|trip| trip.0),
            volts: volts.iter().map(|volts| volts.0).collect(),
            facts: facts.iter().map(|(fact, value)| (fact.name.to_owned(), written(value))).collect(),
            standoff_in: *standoff_in,
            true_size: *is_true_size,
            shapes: shapes.iter().map(ShapeRecord::from).collect(),
        }
    }
}

/// Returns the value of a fact in the writing that sets it.
fn written(value: &FactValue) -> String {
    match value {
        FactValue::YesNo(true) => "yes".to_owned(),
        FactValue::YesNo(false) => "no".to_owned(),
        FactValue::Number(number) => number.to_string(),
        FactValue::Word(word) => (*word).to_owned(),
        FactValue::Text(text) => text.clone(),
    }
}

impl From<&Shape> for ShapeRecord {
    fn from(shape: &Shape) -> Self {
        let pair = |p: &PlanPoint| (p.x, p.y);
        // What a file cannot say, such as an ellipse, becomes a line through points a hundredth of an inch from it.
        let points = || shape.flatten(0.01).iter().map(pair).collect::<Vec<At>>();
        match shape {
            Shape::Line { from, to } => Self::Line(pair(from), pair(to)),
            Shape::Polyline { vertices, closed } if vertices.iter().all(|v| v.bulge == 0.0) => {
                let corners = vertices.iter().map(|vertex| pair(&vertex.at)).collect();
                if *closed { Self::Closed(corners) } else { Self::Polyline(corners) }
            }
            Shape::Arc { center, radius, start_deg, sweep_deg }
                if *start_deg == 0.0 && *sweep_deg == 360.0 =>
            {
                Self::Circle(pair(center), *radius)
            }
            Shape::Arc { center, radius, start_deg, sweep_deg } => {
                Self::Arc(pair(center), *radius, *start_deg, *sweep_deg)
            }
            Shape::Fill { rings } => {
                Self::Fill(rings.first().map(|ring| ring.iter().map(pair).collect()).unwrap_or_default())
            }
            Shape::Text { at, height, text, .. } => Self::Text(pair(at), *height, text.clone()),
            Shape::Mark(at) => Self::Line(pair(at), pair(at)),
            Shape::Polyline { .. } | Shape::Ellipse { .. } | Shape::Curve { .. } => Self::Polyline(points()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::symbols::SymbolLibrary;

    #[test]
    fn every_symbol_of_the_program_is_written_and_read_back_the_same() {
        for symbol in SymbolLibrary::shipped().all() {
            let record = SymbolRecord::from(symbol);
            assert_eq!(record.clone().symbol().as_ref(), Ok(symbol), "{}", symbol.name);
            let text = ron::to_string(&record).expect("has a text");
            let read: SymbolRecord = ron::from_str(&text).expect("reads");
            assert_eq!(read, record, "{}", symbol.name);
        }
    }
}
