//! Recomputes the contrast promises from the theme files: WCAG 2.1 luminance, lowest ratio over every ground a token stands on.

use egui::Color32;

use crate::app::theme::Tokens;

fn luminance(color: Color32) -> f64 {
    // WCAG 2.1, definition of relative luminance.
    let [r, g, b] = [color.r(), color.g(), color.b()].map(|channel| {
        let c = f64::from(channel) / 255.0;
        if c <= 0.03928 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn ratio(one: Color32, other: Color32) -> f64 {
    let (a, b) = (luminance(one), luminance(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn lowest(ink: Color32, grounds: &[Color32]) -> f64 {
    grounds.iter().map(|ground| ratio(ink, *ground)).fold(f64::INFINITY, f64::min)
}

fn grounds(t: &Tokens) -> Vec<Color32> {
    vec![t.canvas, t.sheet, t.panel, t.raised, t.header, t.bar, t.select]
}

/// Name, lowest measured ratio, lowest promised ratio (dark, light).
fn promises(t: &Tokens) -> Vec<(&'static str, f64, [f64; 2])> {
    let plain = grounds(t);
    let on = |tint: Color32| [plain.as_slice(), &[tint]].concat();
    let everywhere = [
        plain.as_slice(),
        &[t.control, t.control_hover, t.control_active, t.a_tint, t.b_tint, t.c_tint, t.n_tint],
    ]
    .concat();
    vec![
        ("line_3", lowest(t.line_3, &[t.canvas, t.sheet, t.panel, t.raised]), [3.68, 3.21]),
        ("text_1", lowest(t.text_1, &everywhere), [7.93, 11.44]),
        ("text_2", lowest(t.text_2, &everywhere), [4.81, 5.55]),
        ("text_3", lowest(t.text_3, &plain), [4.76, 4.63]),
        ("on_accent", ratio(t.on_accent, t.accent), [15.1, 14.7]),
        ("select_line", ratio(t.select_line, t.select), [10.2, 11.4]),
        ("a_ink", lowest(t.a_ink, &on(t.a_tint)), [5.55, 4.72]),
        ("b_ink", lowest(t.b_ink, &on(t.b_tint)), [7.14, 4.77]),
        ("c_ink", lowest(t.c_ink, &on(t.c_tint)), [6.17, 4.66]),
        ("n_ink", lowest(t.n_ink, &on(t.n_tint)), [5.14, 4.63]),
        ("error", lowest(t.error, &on(t.error_tint)), [4.81, 4.64]),
        ("warning", lowest(t.warning, &on(t.warning_tint)), [6.18, 4.68]),
        ("info", lowest(t.info, &on(t.info_tint)), [6.62, 5.21]),
        ("undetermined", lowest(t.undetermined, &on(t.undetermined_tint)), [8.26, 5.83]),
        ("pass", lowest(t.pass, &on(t.pass_tint)), [6.19, 4.58]),
        ("waived", lowest(t.waived, &on(t.waived_tint)), [4.84, 4.63]),
        ("ghost", lowest(t.ghost, &on(t.ghost_tint)), [5.89, 5.60]),
        ("wall", ratio(t.wall, t.canvas), [6.26, 7.54]),
        ("underlay_text", ratio(t.underlay_text, t.canvas), [5.43, 4.47]),
        ("run_2 to 5", lowest_run(t), [8.55, 5.39]),
        ("canvas on a_fill", ratio(t.canvas, t.a_fill), [4.9, 4.6]),
    ]
}

fn lowest_run(t: &Tokens) -> f64 {
    [t.run_2, t.run_3, t.run_4, t.run_5]
        .into_iter()
        .map(|run| ratio(run, t.canvas))
        .fold(f64::INFINITY, f64::min)
}

#[test]
fn every_token_keeps_its_contrast() {
    for (column, tokens) in [Tokens::dark(), Tokens::light()].iter().enumerate() {
        for (name, measured, promised) in promises(tokens) {
            // The promises are rounded to two decimals (one where a wide margin allows).
            let tolerance = if promised[column] > 10.0 || name == "canvas on a_fill" { 0.05 } else { 0.005 };
            assert!(
                measured >= promised[column] - tolerance,
                "{name}, {}: {measured:.3} is below {}",
                if tokens.is_dark { "dark" } else { "light" },
                promised[column]
            );
        }
    }
}

#[test]
fn text_is_legible_and_values_more_so() {
    for tokens in [Tokens::dark(), Tokens::light()] {
        for (name, measured, _) in promises(&tokens) {
            let limit = match name {
                "text_1" => 7.0,
                "line_3" | "underlay_text" => 3.0,
                _ => 4.5,
            };
            assert!(measured >= limit, "{name}: {measured:.3} is below {limit}");
        }
    }
}

#[test]
fn high_contrast_is_never_weaker() {
    for tokens in [Tokens::dark(), Tokens::light()] {
        let strong = tokens.high_contrast();
        let grounds = grounds(&strong);
        for ink in [strong.text_1, strong.text_2, strong.text_3] {
            assert!(lowest(ink, &grounds) >= 7.0);
        }
        assert!(lowest(strong.line_1, &[strong.canvas, strong.sheet, strong.panel, strong.raised]) >= 3.0);
    }
}

#[test]
fn every_phase_fill_has_an_outline_that_is_seen() {
    for tokens in [Tokens::dark(), Tokens::light()] {
        for ink in [tokens.a_ink, tokens.b_ink, tokens.c_ink] {
            assert!(lowest(ink, &[tokens.canvas, tokens.panel, tokens.raised, tokens.line_1]) >= 4.5);
        }
    }
}
