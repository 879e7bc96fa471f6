//! Writes a diagram as SVG: the sheets side by side, a group for each node. The same diagram gives the same bytes.
//!
//! Texts name their typeface and their width, so that another typeface cannot make them leave their place.

use super::draw::OneLine;
use super::shape::{Ink, Shape, Words};
use crate::report::page::Area;
use crate::report::typeface::Weight;
use std::fmt::Write as _;

/// Writes a diagram.
pub fn svg_of(diagram: &OneLine, title: &str) -> String {
    let last = diagram.sheets.last().map_or(Area::new(0.0, 0.0, 0.0, 0.0), |sheet| sheet.area);
    let (width, height) = (number(last.right()), number(last.bottom()));
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}pt\" \
         height=\"{height}pt\" viewBox=\"0 0 {width} {height}\" font-family=\"'IBM Plex Sans', 'Helvetica Neue', Arial, \
         sans-serif\" fill=\"none\" stroke-linecap=\"round\" stroke-linejoin=\"round\">\n<title>{}</title>\n",
        escaped(title)
    );
    for sheet in &diagram.sheets {
        let area = sheet.area;
        shape(&mut out, &Shape::Fill { area, ink: Ink::Paper });
        shape(&mut out, &Shape::Box { area, width: 0.5, ink: Ink::Hairline });
        for mark in sheet.frame.iter().chain(&sheet.wires) {
            shape(&mut out, mark);
        }
        for node in &sheet.nodes {
            let (name, spoken) = (escaped(&node.name), escaped(&node.spoken));
            push(&mut out, format_args!("<g><title>{name}, {spoken}</title>\n"));
            for mark in &node.shapes {
                shape(&mut out, mark);
            }
            out.push_str("</g>\n");
        }
    }
    out.push_str("</svg>\n");
    out
}

fn push(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _written = out.write_fmt(text);
}

fn shape(out: &mut String, shape: &Shape) {
    match shape {
        Shape::Fill { area, ink } => rectangle(out, *area, &format!("fill=\"{}\"", color(*ink))),
        Shape::Box { area, width, ink } => {
            let paint = format!("stroke=\"{}\" stroke-width=\"{}\"", color(*ink), number(*width));
            rectangle(out, *area, &paint);
        }
        Shape::Line { points, width, ink } => {
            let points: Vec<String> =
                points.iter().map(|(x, y)| format!("{},{}", number(*x), number(*y))).collect();
            let (points, ink, width) = (points.join(" "), color(*ink), number(*width));
            push(
                out,
                format_args!("<polyline points=\"{points}\" stroke=\"{ink}\" stroke-width=\"{width}\"/>\n"),
            );
        }
        Shape::Dot { center: (x, y), radius, ink } => {
            let (x, y, r, ink) = (number(*x), number(*y), number(*radius), color(*ink));
            push(out, format_args!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\" fill=\"{ink}\"/>\n"));
        }
        Shape::Text(words) => text(out, words),
    }
}

fn rectangle(out: &mut String, area: Area, paint: &str) {
    let (x, y, width, height) = (number(area.x), number(area.y), number(area.width), number(area.height));
    push(out, format_args!("<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" {paint}/>\n"));
}

fn text(out: &mut String, words: &Words) {
    let weight = match words.weight {
        Weight::Regular => 400,
        Weight::Medium => 500,
        Weight::SemiBold => 600,
    };
    let (x, y, size, width) =
        (number(words.x), number(words.baseline), number(words.size), number(words.width));
    push(
        out,
        format_args!(
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" font-weight=\"{weight}\" textLength=\"{width}\" \
             lengthAdjust=\"spacingAndGlyphs\" fill=\"{}\">{}</text>\n",
            color(words.ink),
            escaped(&words.text)
        ),
    );
}

/// The inks of paper: black, grays, and red for a fault, which says so in words, too.
const fn color(ink: Ink) -> &'static str {
    match ink {
        Ink::Text | Ink::Line | Ink::Frame => "#000000",
        Ink::Label | Ink::Missing => "#4d4d4d",
        Ink::Fault => "#b00000",
        Ink::Hairline => "#999999",
        Ink::Paper => "#ffffff",
        Ink::Shade => "#ededed",
    }
}

fn number(value: f32) -> String {
    crate::units::trimmed(f64::from(value), 2)
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            letter if letter.is_control() => out.push(' '),
            letter => out.push(letter),
        }
    }
    out
}
