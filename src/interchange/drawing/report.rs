//! What was read, approximated and skipped of a drawing, and why: the account of an import.

use crate::units::PlanRect;
use std::collections::BTreeMap;

/// Most notes kept; the counts are complete whatever their number.
const MOST_NOTES: usize = 200;

/// The account of a drawing. Every entity of the model is drawn, approximated or skipped, exactly once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DrawingReport {
    /// `DXF`, `DWG`, `PDF`, `PNG`, `JPEG`.
    pub format: String,
    /// The version in words: `2018, ASCII`.
    pub version: String,
    /// Entities of the model by kind, blocks unexploded.
    pub entities: BTreeMap<String, usize>,
    /// Entities of the paper, which are not drawn.
    pub paper: BTreeMap<String, usize>,
    /// Around the line work of the model, blocks unexploded; around everything drawn where there is none.
    pub extents: Option<PlanRect>,
    /// Around everything drawn, texts and blocks included.
    pub drawn_extents: Option<PlanRect>,
    pub layers: Vec<String>,
    /// Entities drawn as the file has them.
    pub drawn: usize,
    /// Entities drawn nearly as the file has them, by what is not exact.
    pub approximated: BTreeMap<String, usize>,
    /// Entities not drawn, by kind and reason.
    pub skipped: BTreeMap<String, usize>,
    /// Shapes that all this made.
    pub shapes: usize,
    pub notes: Vec<DrawingNote>,
    /// Notes that were not kept.
    pub more_notes: usize,
}

/// Something to know about a place in a drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawingNote {
    pub place: String,
    pub what: String,
}

impl DrawingReport {
    /// Adds a note, as long as there are not too many.
    pub fn note(&mut self, place: impl Into<String>, what: impl Into<String>) {
        if self.notes.len() < MOST_NOTES {
            self.notes.push(DrawingNote { place: place.into(), what: what.into() });
        } else {
            self.more_notes += 1;
        }
    }

    /// Returns how many entities were drawn nearly as the file has them.
    pub fn approximated_total(&self) -> usize {
        self.approximated.values().sum()
    }

    /// Returns how many entities were not drawn.
    pub fn skipped_total(&self) -> usize {
        self.skipped.values().sum()
    }

    /// Returns the account in a line: `12,408 drawn, 31 approximated (splines), 4 skipped (OLE)`.
    pub fn line(&self) -> String {
        let grouped = |count: usize| crate::units::grouped(count as f64, 0);
        let mut line = format!("{} drawn", grouped(self.drawn));
        let lists = [
            (self.approximated_total(), "approximated", &self.approximated),
            (self.skipped_total(), "skipped", &self.skipped),
        ];
        for (total, word, list) in lists {
            if total > 0 {
                line += &format!(", {} {word} ({})", grouped(total), largest(list));
            }
        }
        line
    }
}

/// Returns the most frequent reasons of a list.
fn largest(list: &BTreeMap<String, usize>) -> String {
    let mut by_count: Vec<(&String, &usize)> = list.iter().collect();
    by_count.sort_by_key(|(reason, count)| (std::cmp::Reverse(**count), *reason));
    let mut words: Vec<&str> = by_count.iter().take(2).map(|(reason, _)| reason.as_str()).collect();
    if by_count.len() > 2 {
        words.push("…");
    }
    words.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_account_fits_on_a_line() {
        let mut report = DrawingReport { drawn: 12_408, ..DrawingReport::default() };
        assert_eq!(report.line(), "12,408 drawn");
        report.approximated.insert("splines".to_owned(), 31);
        for (reason, count) in [("a", 1), ("OLE", 4), ("b", 2)] {
            report.skipped.insert(reason.to_owned(), count);
        }
        assert_eq!(report.line(), "12,408 drawn, 31 approximated (splines), 7 skipped (OLE, b, …)");
    }
}
