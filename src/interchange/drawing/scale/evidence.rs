//! What speaks for which unit.

use super::lengths::{length_in_feet, lengths_in, printed_scale};
use super::{DrawingUnit, ScaleGuess};
use crate::domain::drawing::Shape;
use crate::interchange::drawing::{DimensionFact, ReadDrawing};

/// One piece of evidence: a sentence, and how much it says for each unit.
#[derive(Clone, Debug, Default)]
pub(super) struct Voice {
    pub text: String,
    weights: Vec<(DrawingUnit, f64)>,
    pub is_header: bool,
}

impl Voice {
    fn new(text: String, weights: Vec<(DrawingUnit, f64)>) -> Self {
        Self { text, weights, is_header: false }
    }

    pub fn weight_for(&self, unit: DrawingUnit) -> f64 {
        self.weights.iter().filter(|(for_unit, _)| *for_unit == unit).map(|(_, weight)| weight).sum()
    }

    /// Returns how much it says at most, for the order of sentences.
    pub fn strength(&self) -> f64 {
        self.weights.iter().map(|(_, weight)| weight.abs()).fold(0.0, f64::max)
    }
}

/// Returns everything that speaks for or against a unit.
pub(super) fn voices(read: &ReadDrawing) -> Vec<Voice> {
    [
        header(read),
        system(read),
        lengths(read),
        dimension_style(read),
        written_dimensions(read),
        doors(read),
        sizes_in_texts(read),
        whole(read),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn header(read: &ReadDrawing) -> Option<Voice> {
    let number = read.facts.header_units?;
    let Some(unit) = DrawingUnit::of_header(number) else {
        let text = format!("Header: $INSUNITS = {number} names no unit of plans");
        return Some(Voice { text, weights: Vec::new(), is_header: true });
    };
    let text = format!("Header: $INSUNITS = {number}, {}", unit.name());
    Some(Voice { text, weights: vec![(unit, 2.0)], is_header: true })
}

fn all_of(metric: bool, weight: f64) -> Vec<(DrawingUnit, f64)> {
    DrawingUnit::ALL.iter().filter(|unit| unit.is_metric() == metric).map(|unit| (*unit, weight)).collect()
}

fn system(read: &ReadDrawing) -> Option<Voice> {
    let (name, metric) = match read.facts.measurement? {
        0 => ("imperial", false),
        1 => ("metric", true),
        _ => return None,
    };
    let voice = Voice::new(format!("Header: $MEASUREMENT is {name}"), all_of(metric, 0.5));
    Some(Voice { is_header: true, ..voice })
}

/// Returns the unit that is so many feet long, to 2 %.
fn unit_of(feet: f64) -> Option<DrawingUnit> {
    DrawingUnit::ALL.iter().copied().find(|unit| (feet / unit.feet() - 1.0).abs() < 0.02)
}

/// Counts by unit, and returns the unit counted most often.
fn most_frequent(units: impl Iterator<Item = DrawingUnit>) -> Option<(DrawingUnit, usize)> {
    let units: Vec<DrawingUnit> = units.collect();
    let count = |unit: &DrawingUnit| units.iter().filter(|other| *other == unit).count();
    let counted = DrawingUnit::ALL.iter().map(|unit| (*unit, count(unit)));
    counted.filter(|(_, count)| *count > 0).rev().max_by_key(|(_, count)| *count)
}

/// Feet and inches are written of drawings whose unit, times the style's factor, is an inch.
fn style_unit(fact: &DimensionFact) -> Option<DrawingUnit> {
    let around = fact.around.replace("<>", "");
    let of_number = match (fact.form, around.trim()) {
        (Some(3 | 4), _) | (_, "\"" | "in") => DrawingUnit::Inches,
        (_, "mm") => DrawingUnit::Millimeters,
        (_, "cm") => DrawingUnit::Centimeters,
        (_, "m") => DrawingUnit::Meters,
        (_, "'" | "ft") => DrawingUnit::Feet,
        _ => return None,
    };
    unit_of(of_number.feet() * fact.factor)
}

fn dimension_style(read: &ReadDrawing) -> Option<Voice> {
    let all = read.facts.dimensions.len();
    let (unit, count) = most_frequent(read.facts.dimensions.iter().filter_map(style_unit))?;
    let text = format!("{count} of {all} dimensions are written for a drawing in {}", unit.name());
    (count * 2 > all).then(|| Voice::new(text, vec![(unit, 5.0)]))
}

fn written_dimensions(read: &ReadDrawing) -> Option<Voice> {
    let says = |fact: &DimensionFact| {
        let feet = length_in_feet(fact.written.as_deref()?)?;
        unit_of(feet / fact.measured)
    };
    let (unit, count) = most_frequent(read.facts.dimensions.iter().filter_map(says))?;
    let example = read.facts.dimensions.iter().find(|fact| says(fact) == Some(unit))?;
    let written = example.written.as_deref().unwrap_or_default().trim().to_owned();
    let text = format!(
        "{count} dimension {} {}: “{written}” measures {:.2} units",
        if count == 1 { "text fits" } else { "texts fit" },
        unit.name(),
        example.measured
    );
    Some(Voice::new(text, vec![(unit, 4.0)]))
}

/// Fewer lines show no habit.
const FEWEST_LINES: usize = 10;

/// Lines of round decimals that are no sixteenths were not drawn by people who count in inches.
fn lengths(read: &ReadDrawing) -> Option<Voice> {
    let is_whole = |value: f64| (value - value.round()).abs() < 1e-4 && value.round() != 0.0;
    let (mut decimal, mut sixteenths) = (0_usize, 0_usize);
    for entity in &read.drawing.entities {
        let Shape::Line { from, to } = &entity.shape else { continue };
        let length = (to.x - from.x).hypot(to.y - from.y);
        match (is_whole(length * 100.0), is_whole(length * 16.0)) {
            (true, false) => decimal += 1,
            (false, true) => sixteenths += 1,
            (true, true) | (false, false) => {}
        }
    }
    let (text, weights) = if decimal >= FEWEST_LINES && decimal > 3 * sixteenths {
        let weights = vec![(DrawingUnit::Meters, 1.5), (DrawingUnit::Inches, -1.0)];
        (format!("{decimal} lines are decimals such as 0.05 and no sixteenths: no inches"), weights)
    } else if sixteenths >= FEWEST_LINES && sixteenths > 3 * decimal {
        let weights = vec![(DrawingUnit::Inches, 1.5), (DrawingUnit::Meters, -1.0)];
        (format!("{sixteenths} lines are sixteenths such as 0.0625 and no decimals: inches"), weights)
    } else {
        return None;
    };
    Some(Voice::new(text, weights))
}

/// Widths of door leaves, in feet: 28 in to 40 in.
const LEAF: std::ops::RangeInclusive<f64> = 28.0 / 12.0..=40.01 / 12.0;

/// Arcs of about a quarter turn with the radius of a door leaf.
fn doors(read: &ReadDrawing) -> Option<Voice> {
    let radii: Vec<f64> = read
        .drawing
        .entities
        .iter()
        .filter_map(|entity| match &entity.shape {
            Shape::Arc { radius, sweep_deg, .. } if (80.0..=100.0).contains(&sweep_deg.abs()) => {
                Some(*radius)
            }
            _ => None,
        })
        .collect();
    let leaves = |unit: &DrawingUnit| -> Vec<f64> {
        radii.iter().copied().filter(|radius| LEAF.contains(&(radius * unit.feet()))).collect()
    };
    let unit = DrawingUnit::ALL.iter().copied().rev().max_by_key(|unit| leaves(unit).len())?;
    let mut leaves = leaves(&unit);
    if leaves.len() < 2 {
        return None;
    }
    leaves.sort_by(f64::total_cmp);
    let same = |radius: f64| leaves.iter().filter(|other| (*other - radius).abs() < 0.005 * radius).count();
    let common = leaves.iter().copied().max_by_key(|radius| same(*radius))?;
    let text = format!(
        "{} door swings: the commonest is {common:.2} units, {:.0} in when units are {}",
        leaves.len(),
        common * unit.feet() * 12.0,
        unit.name()
    );
    Some(Voice::new(text, vec![(unit, 3.0 + if leaves.len() > 5 { 0.5 } else { 0.0 })]))
}

fn texts(read: &ReadDrawing) -> impl Iterator<Item = &str> {
    read.drawing.entities.iter().filter_map(|entity| match &entity.shape {
        Shape::Text { text, .. } => Some(text.as_str()),
        _ => None,
    })
}

fn longest_side(read: &ReadDrawing) -> Option<f64> {
    let extents = read.report.extents?;
    let side = (extents.max.x - extents.min.x).max(extents.max.y - extents.min.y);
    (side > 0.0).then_some(side)
}

/// Sizes of rooms in texts: they are no longer than the whole, and a good part of it.
fn sizes_in_texts(read: &ReadDrawing) -> Option<Voice> {
    let is_size = |text: &&str| text.contains(['x', 'X', '×']) && !lengths_in(text).is_empty();
    let sized: Vec<&str> = texts(read).filter(is_size).take(500).collect();
    let longest = sized.iter().flat_map(|text| lengths_in(text)).reduce(f64::max)?;
    let side = longest_side(read)?;
    let imperial = sized.iter().filter(|text| text.contains(['\'', '"'])).count() * 2 > sized.len();
    let mut weights = all_of(!imperial, 3.0);
    for unit in DrawingUnit::ALL {
        let share = longest / (side * unit.feet());
        weights.push((
            *unit,
            if !(0.02..=1.05).contains(&share) {
                -4.0
            } else if share > 0.25 {
                2.0
            } else {
                1.0
            },
        ));
    }
    let system = if imperial { "feet and inches" } else { "metric units" };
    let text = format!(
        "Sizes in texts are in {system}, the longest {longest:.1} ft of a drawing {side:.1} units wide"
    );
    Some(Voice::new(text, weights))
}

/// Lengths a building may have, in feet.
const BUILDING: std::ops::RangeInclusive<f64> = 15.0..=2000.0;
/// Beyond these, in feet, nobody draws a plan: it would be smaller than a room, or larger than a town.
const THINKABLE: std::ops::RangeInclusive<f64> = 6.0..=30_000.0;
/// What an unthinkable whole says against a unit: more than both headers say for it, less than dimensions do.
const UNTHINKABLE: f64 = -3.5;

/// How large the whole would be. Where one unit makes a building of it, another that makes a toy or a country is as good as out.
fn whole(read: &ReadDrawing) -> Option<Voice> {
    let side = longest_side(read)?;
    let fits = |unit: &&DrawingUnit| BUILDING.contains(&(side * unit.feet()));
    let is_building_in_some = DrawingUnit::ALL.iter().any(|unit| fits(&unit));
    let weight = |unit: &DrawingUnit| {
        let says = if fits(&unit) {
            0.5
        } else if is_building_in_some && !THINKABLE.contains(&(side * unit.feet())) {
            UNTHINKABLE
        } else {
            -1.0
        };
        (*unit, says)
    };
    let lengths: Vec<String> = DrawingUnit::ALL
        .iter()
        .filter(fits)
        .map(|unit| format!("{:.0} ft in {}", side * unit.feet(), unit.name()))
        .collect();
    let text = if lengths.is_empty() {
        format!("Widest extent {side:.4} units: no building in any unit")
    } else {
        let named = read.facts.header_units.and_then(DrawingUnit::of_header);
        let against = named
            .filter(|unit| weight(unit).1 <= UNTHINKABLE)
            .map(|unit| format!("; the header's {} would make it {:.1} ft", unit.name(), side * unit.feet()));
        format!("Widest extent {side:.1} units: {}{}", lengths.join(", "), against.unwrap_or_default())
    };
    Some(Voice::new(text, DrawingUnit::ALL.iter().map(weight).collect()))
}

/// The usual scale of a plan on paper: an eighth of an inch to the foot.
const USUAL_SCALE: f64 = 96.0;

/// A page is paper at a scale, which it may say itself.
pub(super) fn of_paper(read: &ReadDrawing) -> Option<ScaleGuess> {
    let paper_ft = read.facts.paper_unit_ft?;
    let said = texts(read).find_map(|text| Some((text.trim().to_owned(), printed_scale(text)?)));
    let (ratio, evidence, is_sure) = match said {
        Some((text, ratio)) => (ratio, vec![format!("The page says “{text}”: 1 to {ratio:.0}")], true),
        None => {
            let text =
                "The page names no scale: 1/8\" = 1'-0\" is assumed, check it with two points".to_owned();
            (USUAL_SCALE, vec![text], false)
        }
    };
    Some(ScaleGuess { unit: None, feet_per_unit: paper_ft * ratio, evidence, is_sure })
}
