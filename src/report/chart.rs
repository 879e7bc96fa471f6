//! Charts of curves over steps, as PNG and SVG: for a training run, loss above and score below. Drawn with plotters on white, dark
//! lines first, each further curve with its own dash, as on the screen.

use crate::report::{ReportError, Weight};
use image::{ExtendedColorType, ImageEncoder, codecs::png::PngEncoder};
use plotters::coord::Shift;
use plotters::prelude::{
    BLACK, BitMapBackend, ChartBuilder, Color, DashedLineSeries, DrawingArea, DrawingAreaErrorKind,
    DrawingBackend, FontStyle, IntoDrawingArea, LineSeries, PathElement, RGBColor, SVGBackend,
    SeriesLabelPosition, ShapeStyle, TRANSPARENT, WHITE,
};
use plotters::style::register_font;

/// A curve of points (step, value).
#[derive(Clone, Debug, PartialEq)]
pub struct ChartCurve {
    pub name: String,
    pub points: Vec<[f64; 2]>,
    /// Which run it is of, from 0: decides color and dash.
    pub run: usize,
    /// Drawn thin and pale, below the others.
    pub faint: bool,
}

/// A chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    pub title: String,
    /// Values by powers of ten.
    pub log: bool,
    pub curves: Vec<ChartCurve>,
}

/// Size of a picture of two charts, in pixels.
const SIZE: (u32, u32) = (1200, 900);
/// Colors that are told apart by lightness, too.
const INKS: [RGBColor; 5] = [
    RGBColor(18, 24, 28),
    RGBColor(168, 35, 120),
    RGBColor(0, 110, 130),
    RGBColor(150, 80, 0),
    RGBColor(70, 60, 170),
];
const PALE: RGBColor = RGBColor(170, 178, 184);
const GRID: RGBColor = RGBColor(226, 230, 233);
/// Length and gap of each run's dashes.
const DASHES: [(i32, i32); 5] = [(0, 0), (8, 4), (3, 4), (12, 4), (2, 6)];

/// Returns charts, one below the other, as an SVG drawing.
///
/// # Errors
/// When the drawing cannot be made.
pub fn charts_svg(charts: &[Chart]) -> Result<String, ReportError> {
    fonts()?;
    let mut text = String::new();
    draw(&SVGBackend::with_string(&mut text, SIZE).into_drawing_area(), charts)?;
    Ok(text)
}

/// Returns charts, one below the other, as a PNG image.
///
/// # Errors
/// When the image cannot be made.
pub fn charts_png(charts: &[Chart]) -> Result<Vec<u8>, ReportError> {
    fonts()?;
    let mut pixels = vec![0; (SIZE.0 * SIZE.1 * 3) as usize];
    draw(&BitMapBackend::with_buffer(&mut pixels, SIZE).into_drawing_area(), charts)?;
    let mut bytes = Vec::new();
    let encoded = PngEncoder::new(&mut bytes).write_image(&pixels, SIZE.0, SIZE.1, ExtendedColorType::Rgb8);
    encoded.map_err(|error| ReportError::Chart(error.to_string()))?;
    Ok(bytes)
}

fn fonts() -> Result<(), ReportError> {
    register_font("sans-serif", FontStyle::Normal, Weight::Regular.bytes())
        .map_err(|_| ReportError::Chart("the typeface cannot be read".to_owned()))
}

fn draw<B: DrawingBackend>(area: &DrawingArea<B, Shift>, charts: &[Chart]) -> Result<(), ReportError> {
    let fault = |error: DrawingAreaErrorKind<B::ErrorType>| ReportError::Chart(error.to_string());
    area.fill(&WHITE).map_err(fault)?;
    let parts = area.split_evenly((charts.len().max(1), 1));
    for (part, chart) in parts.iter().zip(charts) {
        draw_one(part, chart).map_err(fault)?;
    }
    area.present().map_err(fault)
}

fn draw_one<B: DrawingBackend>(
    area: &DrawingArea<B, Shift>,
    chart: &Chart,
) -> Result<(), DrawingAreaErrorKind<B::ErrorType>> {
    let log = chart.log;
    let place = move |value: f64| if log { value.log10() } else { value };
    let drawn = |curve: &ChartCurve| -> Vec<(f64, f64)> {
        let each = curve.points.iter().filter(|point| !log || point[1] > 0.0);
        each.map(|point| (point[0], place(point[1]))).collect()
    };
    let all: Vec<(f64, f64)> = chart.curves.iter().flat_map(drawn).collect();
    let range = |of: fn(&(f64, f64)) -> f64| {
        let (low, high) = all
            .iter()
            .map(of)
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
        if low < high {
            (low, high)
        } else if low.is_finite() {
            (low - 0.5, high + 0.5)
        } else {
            (0.0, 1.0)
        }
    };
    let ((_, last), (low, high)) = (range(|point| point.0), range(|point| point.1));
    let air = (high - low) * 0.06;
    let mut context = ChartBuilder::on(area)
        .caption(&chart.title, ("sans-serif", 20))
        .margin(16)
        .x_label_area_size(32)
        .y_label_area_size(64)
        .build_cartesian_2d(0.0..last.max(1.0), low - air..high + air)?;
    context
        .configure_mesh()
        .light_line_style(TRANSPARENT)
        .bold_line_style(GRID)
        .axis_style(PALE)
        .x_desc("step")
        .x_labels(6)
        .y_labels(6)
        .x_label_formatter(&|step| crate::units::grouped(*step, 0))
        .y_label_formatter(&move |value| words(if log { 10_f64.powf(*value) } else { *value }))
        .label_style(("sans-serif", 14))
        .draw()?;
    let mut curves: Vec<&ChartCurve> = chart.curves.iter().collect();
    curves.sort_by_key(|curve| (!curve.faint, std::cmp::Reverse(curve.run)));
    for curve in curves {
        let ink = if curve.faint { PALE } else { INKS.get(curve.run % INKS.len()).copied().unwrap_or(BLACK) };
        let style = ShapeStyle::from(&ink).stroke_width(if curve.faint { 1 } else { 2 });
        let (length, gap) = DASHES.get(curve.run % DASHES.len()).copied().unwrap_or((0, 0));
        let points = drawn(curve);
        let series = if length == 0 || curve.faint {
            context.draw_series(LineSeries::new(points, style))?
        } else {
            context.draw_series(DashedLineSeries::new(points, length, gap, style))?
        };
        if !curve.faint {
            series
                .label(&curve.name)
                .legend(move |(x, y)| PathElement::new(vec![(x, y), (x + 20, y)], style));
        }
    }
    context
        .configure_series_labels()
        .position(SeriesLabelPosition::UpperRight)
        .background_style(WHITE.mix(0.9))
        .border_style(GRID)
        .label_font(("sans-serif", 14))
        .draw()?;
    Ok(())
}

fn words(value: f64) -> String {
    let digits = if value.abs() >= 10.0 {
        0
    } else if value.abs() >= 0.1 {
        2
    } else {
        4
    };
    format!("{value:.digits$}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn charts() -> Vec<Chart> {
        let points = |scale: f64| (1..=50).map(|n| [f64::from(n), scale / f64::from(n)]).collect();
        let curve =
            |name: &str, run, faint| ChartCurve { name: name.to_owned(), points: points(2.0), run, faint };
        let loss = vec![
            curve("r-01 train", 0, true),
            curve("r-01 validation", 0, false),
            curve("r-02 validation", 1, false),
        ];
        let empty = Vec::new();
        vec![
            Chart { title: "Loss".to_owned(), log: true, curves: loss },
            Chart { title: "Score".to_owned(), log: false, curves: empty },
        ]
    }

    #[test]
    fn both_forms_are_whole_and_the_same_twice() {
        let svg = charts_svg(&charts()).expect("drawn");
        assert!(svg.starts_with("<svg") && svg.trim_end().ends_with("</svg>"));
        assert!(svg.contains("r-02 validation") && svg.contains("Loss") && !svg.contains("NaN"));
        assert_eq!(svg, charts_svg(&charts()).expect("drawn"));
        let png = charts_png(&charts()).expect("drawn");
        let image = image::load_from_memory(&png).expect("reads").to_rgb8();
        assert_eq!(image.dimensions(), SIZE);
        assert!(image.pixels().any(|pixel| pixel.0 == [18, 24, 28]), "the first run is there");
        assert_eq!(png, charts_png(&charts()).expect("drawn"));
    }
}
