//! Coordinates and lengths typed while a tool waits for a point.
//!
//! `12,8` is a place on the plan, `@10',0` one from the last point, `12<45` a distance and an angle from it, and a lone length goes
//! from it toward the pointer. With metric units or `;` between them the numbers may have decimal commas.

use super::geometry::distance;
use crate::units::{Feet, PlanPoint, parse_length, parse_number};

/// What was typed, before it is known from where it counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PointText {
    /// A place on the plan.
    Place { x: Feet, y: Feet },
    /// From the last point.
    From { dx: Feet, dy: Feet },
    /// From the last point, counterclockwise from the x axis.
    Polar { length: Feet, degrees: f64 },
    /// From the last point toward the pointer.
    Toward(Feet),
}

/// Letters that begin an entry.
pub fn begins_entry(letter: char) -> bool {
    letter.is_ascii_digit() || matches!(letter, '@' | '.' | '-' | '+' | '<' | '\u{2212}')
}

/// Reads an entry.
///
/// # Errors
/// Says what cannot be read.
pub fn parse_point(text: &str) -> Result<PointText, String> {
    let body = text.trim();
    let (relative, rest) = match body.strip_prefix('@') {
        Some(rest) => (true, rest.trim()),
        None => (false, body),
    };
    let length = |text: &str| parse_length(text).map_err(|why| why.to_string());
    if let Some((far, angle)) = rest.split_once('<') {
        let degrees = parse_number(angle.trim().trim_end_matches('°')).map_err(|why| why.to_string())?;
        return Ok(PointText::Polar { length: length(far)?, degrees });
    }
    let pair = rest.split_once(';').or_else(|| rest.split_once(','));
    match pair {
        Some((x, y)) if relative => Ok(PointText::From { dx: length(x)?, dy: length(y)? }),
        Some((x, y)) => Ok(PointText::Place { x: length(x)?, y: length(y)? }),
        None => Ok(PointText::Toward(length(rest)?)),
    }
}

impl PointText {
    /// Returns the place that is meant, with the last point and the pointer.
    ///
    /// # Errors
    /// Says that there is no point to count from, or no direction.
    pub fn resolve(self, last: Option<PlanPoint>, pointer: PlanPoint) -> Result<PlanPoint, String> {
        if let Self::Place { x, y } = self {
            return Ok(PlanPoint { x: x.0, y: y.0 });
        }
        let last = last.ok_or("There is no point yet to count from; type x,y")?;
        let (dx, dy) = match self {
            Self::Place { .. } => return Ok(pointer),
            Self::From { dx, dy } => (dx.0, dy.0),
            Self::Polar { length, degrees } => {
                let (sin, cos) = degrees.to_radians().sin_cos();
                (length.0 * cos, length.0 * sin)
            }
            Self::Toward(length) => {
                let far = distance(last, pointer);
                if far <= 0.0 {
                    return Err("Point where it goes, then type how far".to_owned());
                }
                ((pointer.x - last.x) / far * length.0, (pointer.y - last.y) / far * length.0)
            }
        };
        Ok(PlanPoint { x: last.x + dx, y: last.y + dy })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAST: PlanPoint = PlanPoint { x: 100.0, y: 50.0 };
    const POINTER: PlanPoint = PlanPoint { x: 103.0, y: 54.0 };

    fn place(text: &str) -> (f64, f64) {
        let point = parse_point(text).and_then(|read| read.resolve(Some(LAST), POINTER));
        let point = point.unwrap_or_else(|why| panic!("{text}: {why}"));
        ((point.x * 1e6).round() / 1e6, (point.y * 1e6).round() / 1e6)
    }

    #[test]
    fn places_and_ways_are_read_in_feet_inches_and_meters() {
        assert_eq!(place("12,8"), (12.0, 8.0));
        assert_eq!(place("12'-6\", 8'"), (12.5, 8.0));
        assert_eq!(place("@10',0"), (110.0, 50.0));
        assert_eq!(place("@-6\",-1'"), (99.5, 49.0));
        assert_eq!(place("@3.048m,0"), (110.0, 50.0));
        assert_eq!(place("@3,048m;0"), (110.0, 50.0));
        // 3-4-5: the pointer lies 5 ft away.
        assert_eq!(place("10"), (106.0, 58.0));
        assert_eq!(place("10'-6\""), (106.3, 58.4));
        assert_eq!(place("10<90"), (100.0, 60.0));
        assert_eq!(place("@10<180°"), (90.0, 50.0));
        let (x, y) = place("12<45");
        assert!((x - 100.0 - 72_f64.sqrt()).abs() < 1e-5 && (y - 50.0 - 72_f64.sqrt()).abs() < 1e-5);
    }

    #[test]
    fn what_cannot_be_meant_is_said() {
        assert!(
            parse_point("@ten,0").is_err() && parse_point("").is_err() && parse_point("4<north").is_err()
        );
        let relative = parse_point("@1,1").expect("reads");
        assert!(relative.resolve(None, POINTER).is_err_and(|why| why.contains("type x,y")));
        let toward = parse_point("4").expect("reads");
        assert!(toward.resolve(Some(LAST), LAST).is_err());
        assert_eq!(
            parse_point("1,2").expect("reads").resolve(None, POINTER),
            Ok(PlanPoint { x: 1.0, y: 2.0 })
        );
    }
}
