//! Pages as SVG, beside each other. The same pages give the same bytes.

use crate::report::page::{Area, Mark, Page, TextMark};
use crate::report::typeface::Weight;
use std::fmt::Write as _;

/// Between two pages, in points.
const APART: f32 = 48.0;

/// Writes pages.
pub(super) fn svg_of(pages: &[Page], title: &str) -> String {
    let width: f32 = pages.iter().map(|page| page.width + APART).sum::<f32>() - APART;
    let height = pages.iter().map(|page| page.height).fold(0.0, f32::max);
    let (width, height) = (number(width), number(height));
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}pt\" \
         height=\"{height}pt\" viewBox=\"0 0 {width} {height}\" font-family=\"'IBM Plex Sans', 'Helvetica Neue', Arial, \
         sans-serif\" fill=\"none\" stroke-linecap=\"round\" stroke-linejoin=\"round\">\n<title>{}</title>\n",
        escaped(title)
    );
    let mut x = 0.0;
    for page in pages {
        push(&mut out, format_args!("<g transform=\"translate({} 0)\">\n", number(x)));
        let paper = Area::new(0.0, 0.0, page.width, page.height);
        rectangle(&mut out, paper, "#ffffff");
        for mark in &page.marks {
            draw(&mut out, mark);
        }
        out.push_str("</g>\n");
        x += page.width + APART;
    }
    out.push_str("</svg>\n");
    out
}

fn push(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _written = out.write_fmt(text);
}

fn draw(out: &mut String, mark: &Mark) {
    match mark {
        Mark::Fill { area, gray } => rectangle(out, *area, &color(*gray)),
        Mark::Line { from, to, width } => {
            path(
                out,
                &[*from, *to],
                false,
                &format!("stroke=\"#000000\" stroke-width=\"{}\"", number(*width)),
            );
        }
        Mark::Dot { center: (x, y), radius } => {
            let (x, y, r) = (number(*x), number(*y), number(*radius));
            push(out, format_args!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\" fill=\"#000000\"/>\n"));
        }
        Mark::Triangle { area } => {
            let tip = (area.x + area.width / 2.0, area.y);
            path(
                out,
                &[(area.x, area.bottom()), (area.right(), area.bottom()), tip],
                true,
                "fill=\"#000000\"",
            );
        }
        Mark::Path { points, closed, stroke, fill } => {
            let mut paint = fill.map_or_else(String::new, |gray| format!("fill=\"{}\" ", color(gray)));
            if let Some((width, gray)) = stroke {
                paint.push_str(&format!("stroke=\"{}\" stroke-width=\"{}\"", color(*gray), number(*width)));
            }
            path(out, points, *closed, paint.trim_end());
        }
        Mark::Text(words) => text(out, words),
        Mark::Turned { text: words, degrees } => {
            let (x, y, by) = (number(words.x), number(words.baseline), number(-degrees));
            push(out, format_args!("<g transform=\"rotate({by} {x} {y})\">\n"));
            text(out, words);
            push(out, format_args!("</g>\n"));
        }
    }
}

fn path(out: &mut String, points: &[(f32, f32)], closed: bool, paint: &str) {
    let points: Vec<String> = points.iter().map(|(x, y)| format!("{},{}", number(*x), number(*y))).collect();
    let element = if closed { "polygon" } else { "polyline" };
    push(out, format_args!("<{element} points=\"{}\" {paint}/>\n", points.join(" ")));
}

fn rectangle(out: &mut String, area: Area, fill: &str) {
    let (x, y, width, height) = (number(area.x), number(area.y), number(area.width), number(area.height));
    push(
        out,
        format_args!("<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{fill}\"/>\n"),
    );
}

fn text(out: &mut String, words: &TextMark) {
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
            color(words.gray),
            escaped(&words.text)
        ),
    );
}

fn color(gray: f32) -> String {
    let level = (gray.clamp(0.0, 1.0) * 255.0).round() as u8;
    format!("#{level:02x}{level:02x}{level:02x}")
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
