//! Breaks words into lines that fit a width, whatever is in them.

use crate::report::page::Style;
use crate::report::typeface::{Typeface, Weight};

/// What a line keeps free, so that kerning does not make it a hair too long.
const SLACK: f32 = 0.6;

/// Returns the lines of a text; a word longer than a line is broken within.
pub fn wrapped(typeface: &Typeface, text: &str, style: Style, width: f32) -> Vec<String> {
    let room = (width - SLACK).max(style.size);
    let lines = typeface.lines(text, style.weight, style.size, room);
    lines.into_iter().flat_map(|line| pieces(typeface, line, style, room)).collect()
}

fn pieces(typeface: &Typeface, line: String, style: Style, room: f32) -> Vec<String> {
    if typeface.width(&line, style.weight, style.size) <= room {
        return vec![line];
    }
    let mut pieces = Vec::new();
    let mut piece = String::new();
    let mut length = 0.0;
    for letter in line.chars() {
        let wide = letter_width(typeface, letter, style.weight) * style.size;
        if length + wide > room && !piece.is_empty() {
            pieces.push(std::mem::take(&mut piece));
            length = 0.0;
        }
        piece.push(letter);
        length += wide;
    }
    pieces.push(piece);
    pieces
}

fn letter_width(typeface: &Typeface, letter: char, weight: Weight) -> f32 {
    let mut buffer = [0; 4];
    typeface.width(letter.encode_utf8(&mut buffer), weight, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_break_and_nothing_is_lost() {
        let typeface = Typeface::open().expect("opens");
        let style = Style::new(8.0);
        let text = format!("PANEL {} AND {}", "W".repeat(80), "fi".repeat(90));
        let lines = wrapped(&typeface, &text, style, 120.0);
        assert!(lines.len() > 4);
        for line in &lines {
            assert!(typeface.width(line, style.weight, style.size) <= 120.0, "{line}");
        }
        assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
        assert_eq!(wrapped(&typeface, "17 A", style, 120.0), ["17 A"]);
        assert!(wrapped(&typeface, "", style, 120.0).is_empty());
    }
}
