//! The typeface of printed documents, IBM Plex Sans in three weights, and how wide words are in it.
//!
//! Widths come from the shaper that the PDF writer uses, so what fits here fits on paper. Digits are equally wide in all
//! three weights, so columns of numbers align.

use crate::report::ReportError;
use rustybuzz::{Face, UnicodeBuffer};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// Weight of the letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    Regular,
    Medium,
    SemiBold,
}

/// Height of capitals, as a share of the size.
pub const CAP_HEIGHT: f32 = 0.698;

const ELLIPSIS: char = '…';

impl Weight {
    /// Every weight, in the order of [`Typeface::bytes`].
    pub const ALL: [Self; 3] = [Self::Regular, Self::Medium, Self::SemiBold];

    const fn name(self) -> &'static str {
        match self {
            Self::Regular => "IBM Plex Sans",
            Self::Medium => "IBM Plex Sans Medium",
            Self::SemiBold => "IBM Plex Sans SemiBold",
        }
    }

    /// Returns the font file.
    pub const fn bytes(self) -> &'static [u8] {
        match self {
            Self::Regular => include_bytes!("../../assets/fonts/IBMPlexSans-Regular.ttf"),
            Self::Medium => include_bytes!("../../assets/fonts/IBMPlexSans-Medium.ttf"),
            Self::SemiBold => include_bytes!("../../assets/fonts/IBMPlexSans-SemiBold.ttf"),
        }
    }
}

/// The faces, opened once for a document.
pub struct Typeface {
    faces: [(Face<'static>, f32); 3],
    /// Widths at size 1: a schedule repeats most of its words, and shaping is the dearest part of a layout.
    known: RefCell<BTreeMap<(Weight, String), f32>>,
}

/// Words made to fit: what to print, and how large.
#[derive(Clone, Debug, PartialEq)]
pub struct Fitted {
    pub text: String,
    pub size: f32,
    pub width: f32,
}

impl Typeface {
    /// Opens the fonts that are part of the program.
    ///
    /// # Errors
    /// When a font file is damaged.
    pub fn open() -> Result<Self, ReportError> {
        let face = |weight: Weight| {
            let face = Face::from_slice(weight.bytes(), 0).ok_or(ReportError::Font(weight.name()))?;
            let units = f32::from(u16::try_from(face.units_per_em()).unwrap_or(1000)).max(1.0);
            Ok::<_, ReportError>((face, units))
        };
        let [regular, medium, semi_bold] = Weight::ALL;
        Ok(Self { faces: [face(regular)?, face(medium)?, face(semi_bold)?], known: RefCell::default() })
    }

    fn face(&self, weight: Weight) -> &(Face<'static>, f32) {
        let [regular, medium, semi_bold] = &self.faces;
        match weight {
            Weight::Regular => regular,
            Weight::Medium => medium,
            Weight::SemiBold => semi_bold,
        }
    }

    /// Returns the text as it can be printed: line breaks and tabs as spaces, and `?` for what the face has no letter for.
    pub fn printable(&self, text: &str) -> String {
        let (face, _) = self.face(Weight::Regular);
        let letter = |c: char| match c {
            c if c.is_control() => ' ',
            c if face.glyph_index(c).is_some() => c,
            _ => '?',
        };
        text.chars().map(letter).collect::<String>().trim().to_owned()
    }

    /// Returns the width of a text in points.
    pub fn width(&self, text: &str, weight: Weight, size: f32) -> f32 {
        let key = (weight, text.to_owned());
        let known = self.known.borrow().get(&key).copied();
        let unit_width = known.unwrap_or_else(|| {
            let shaped = self.shaped_width(text, weight);
            self.known.borrow_mut().insert(key, shaped);
            shaped
        });
        unit_width * size
    }

    fn shaped_width(&self, text: &str, weight: Weight) -> f32 {
        let (face, units) = self.face(weight);
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        let advance: i32 =
            rustybuzz::shape(face, &[], buffer).glyph_positions().iter().map(|glyph| glyph.x_advance).sum();
        advance as f32 / units
    }

    /// Makes a printable text fit a width: smaller by steps down to `least`, then cut short with an ellipsis.
    pub fn fit(&self, text: &str, weight: Weight, (size, least): (f32, f32), width: f32) -> Fitted {
        let text = self.printable(text);
        let natural = self.width(&text, weight, size);
        if natural <= width {
            return Fitted { text, size, width: natural };
        }
        let shrunk = size * width / natural;
        if shrunk >= least {
            // Down to a tenth of a point, so that neighbors do not all differ.
            let size = (shrunk * 10.0).floor() / 10.0;
            let width = self.width(&text, weight, size);
            return Fitted { text, size, width };
        }
        let letters: Vec<char> = text.chars().collect();
        let cut = |count: usize| -> String {
            let kept: String = letters.iter().take(count).collect();
            kept.trim_end().chars().chain([ELLIPSIS]).collect()
        };
        // Shaping is dear; a dozen looks find the longest beginning that fits.
        let (mut fits, mut too_long) = (0, letters.len());
        while too_long - fits > 1 {
            let middle = usize::midpoint(fits, too_long);
            if self.width(&cut(middle), weight, least) <= width { fits = middle } else { too_long = middle }
        }
        let text = if fits == 0 { String::new() } else { cut(fits) };
        Fitted { width: self.width(&text, weight, least), text, size: least }
    }

    /// Breaks a text into lines of at most `width`; a word longer than a line is cut by [`Self::fit`] when drawn.
    pub fn lines(&self, text: &str, weight: Weight, size: f32, width: f32) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        let space = self.width(" ", weight, size);
        for paragraph in text.lines() {
            let mut line = String::new();
            let mut line_width = 0.0;
            for word in self.printable(paragraph).split_whitespace() {
                let word_width = self.width(word, weight, size);
                if !line.is_empty() && line_width + space + word_width > width {
                    lines.push(std::mem::take(&mut line));
                }
                if line.is_empty() {
                    line_width = word_width;
                } else {
                    line.push(' ');
                    line_width += space + word_width;
                }
                line.push_str(word);
            }
            if !line.is_empty() {
                lines.push(line);
            }
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typeface() -> Typeface {
        Typeface::open().expect("the fonts of the program open")
    }

    #[test]
    fn digits_are_equally_wide_in_every_weight() {
        let typeface = typeface();
        for weight in Weight::ALL {
            for digit in ["0", "1", "4", "7"] {
                assert_eq!(typeface.width(digit, weight, 10.0), 6.0, "{digit} {weight:?}");
            }
        }
    }

    #[test]
    fn long_words_shrink_and_then_end_in_an_ellipsis() {
        let typeface = typeface();
        let fit = |text: &str, width| typeface.fit(text, Weight::Regular, (8.0, 6.5), width);
        assert_eq!(fit("COPIER", 100.0).size, 8.0);
        let natural = fit("RECEPT OFFICE 101-104", 500.0).width;
        let shrunk = fit("RECEPT OFFICE 101-104", natural * 0.9);
        assert!(shrunk.size < 8.0 && shrunk.text == "RECEPT OFFICE 101-104" && shrunk.width <= natural * 0.9);
        let cut = fit("RECEPT OFFICE 101-104", natural * 0.5);
        assert!(cut.text.ends_with('…') && cut.text.starts_with("RECEPT") && cut.width <= natural * 0.5);
        assert_eq!(fit("x", 0.1).text, "");
    }

    #[test]
    fn nothing_prints_as_an_empty_box() {
        assert_eq!(typeface().printable(" A\n漢φ\u{7} "), "A ?φ");
    }

    #[test]
    fn paragraphs_break_between_words() {
        let typeface = typeface();
        let lines = typeface.lines("one two three four five\nsix", Weight::Regular, 10.0, 50.0);
        assert_eq!(lines.concat().replace(' ', ""), "onetwothreefourfivesix");
        assert!(lines.iter().all(|line| typeface.width(line, Weight::Regular, 10.0) <= 50.0));
        assert_eq!(lines.last().map(String::as_str), Some("six"));
    }
}
