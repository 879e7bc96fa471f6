//! Reads symbols from RON. A file that is no list of symbols is refused with line and column; a symbol that contradicts itself
//! is left out with its reason, the others are kept.

use crate::domain::drawing::{Align, Shape, Vertex};
use crate::domain::facts::{FactOwner, Facts, by_name};
use crate::domain::symbols::{Mount, Symbol};
use crate::domain::{DeviceKind, LoadClass};
use crate::units::{Amperes, PlanPoint, VoltAmperes, Volts};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// Why a file of symbols, or one of its symbols, was not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SymbolError {
    #[error("{file}, line {line}, column {column}: {problem}")]
    File { file: String, line: usize, column: usize, problem: String },
    #[error("{file}: symbol '{symbol}' is left out: {problem}")]
    Symbol { file: String, symbol: String, problem: String },
}

/// How far from its origin a symbol may reach, in inches: the largest luminaires are 8 ft long.
const FARTHEST_IN: f64 = 240.0;

/// Reads a file; what cannot be taken is said beside what can.
pub fn read(text: &str, file: &str) -> (Vec<Symbol>, Vec<SymbolError>) {
    let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    let records: Vec<SymbolRecord> = match options.from_str(text) {
        Ok(records) => records,
        Err(error) => {
            let at = error.span.start;
            let problem = error.code.to_string();
            let file = file.to_owned();
            return (Vec::new(), vec![SymbolError::File { file, line: at.line, column: at.col, problem }]);
        }
    };
    let (mut symbols, mut errors, mut names) = (Vec::new(), Vec::new(), BTreeSet::new());
    for record in records {
        let name = record.name.clone();
        let twice = !names.insert(name.clone());
        let made = if twice { Err("the name is used twice".to_owned()) } else { record.symbol() };
        match made {
            Ok(symbol) => symbols.push(symbol),
            Err(problem) => errors.push(SymbolError::Symbol { file: file.to_owned(), symbol: name, problem }),
        }
    }
    (symbols, errors)
}

#[derive(Deserialize)]
#[serde(rename = "symbol", deny_unknown_fields)]
struct SymbolRecord {
    name: String,
    title: String,
    kind: String,
    family: String,
    #[serde(default)]
    keywords: Vec<String>,
    mount: String,
    height_ft: Option<f64>,
    #[serde(default)]
    va: f64,
    class: char,
    #[serde(default = "one")]
    poles: u8,
    trip_a: Option<f64>,
    #[serde(default)]
    volts: Vec<f64>,
    #[serde(default)]
    facts: BTreeMap<String, String>,
    #[serde(default)]
    standoff_in: f64,
    #[serde(default)]
    true_size: bool,
    shapes: Vec<ShapeRecord>,
}

const fn one() -> u8 {
    1
}

type At = (f64, f64);

#[derive(Deserialize)]
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
    fn symbol(self) -> Result<Symbol, String> {
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
