//! All widgets on one page, to look at and to run through in a test. Not part of the program.

mod balance_dialog;
mod controls;
mod panes;
mod readouts;

use egui::{Rect, Ui, UiBuilder, pos2};

use crate::app::theme::{self, PhaseMark, Signal};
use crate::app::widgets::{Leg, PhaseLoad, Toasts};

/// What the page's controls hold.
pub struct Gallery {
    goal: u8,
    metric: u8,
    target: f64,
    text: String,
    invalid: String,
    keep: [bool; 4],
    filters: [bool; 4],
    toasts: Toasts,
    pub dialog_open: bool,
}

impl Default for Gallery {
    fn default() -> Self {
        let mut toasts = Toasts::default();
        toasts.push("3 circuits moved", Some(Signal::Passed), Some("Undo"));
        toasts.push("Could not write LP-1.ron: the disk is full", Some(Signal::Error), Some("Save as…"));
        Self {
            goal: 0,
            metric: 0,
            target: 0.95,
            text: "LP-1".to_owned(),
            invalid: "20x4".to_owned(),
            keep: [true, true, false, false],
            filters: [true, true, true, false],
            toasts,
            dialog_open: false,
        }
    }
}

const METRICS: [(u8, &str); 3] =
    [(0, "(max − min) / max"), (1, "(max − min) / average"), (2, "Neutral current")];
const GOALS: [(u8, &str); 3] = [(0, "Fewest moves"), (1, "Best score"), (2, "At most")];

const NOW: [(PhaseMark, f64, f64); 3] =
    [(PhaseMark::A, 15_720.0, 131.0), (PhaseMark::B, 10_600.0, 88.3), (PhaseMark::C, 8_660.0, 72.2)];
const THEN: [(PhaseMark, f64, f64); 3] =
    [(PhaseMark::A, 11_580.0, 96.5), (PhaseMark::B, 11_800.0, 98.3), (PhaseMark::C, 11_600.0, 96.7)];

fn loads(rows: &[(PhaseMark, f64, f64)], high: bool) -> Vec<PhaseLoad> {
    rows.iter()
        .map(|(mark, va, amperes)| PhaseLoad {
            mark: *mark,
            leg: if high && *mark == PhaseMark::B { Leg::High } else { Leg::Ordinary },
            va: *va,
            amperes: *amperes,
        })
        .collect()
}

/// Draws the page over the whole of `ui`.
pub fn gallery_ui(ui: &mut Ui, state: &mut Gallery) {
    let tokens = theme::tokens(ui);
    let whole = ui.max_rect();
    ui.painter().rect_filled(whole, 0, tokens.panel);
    let column = |from: f32, to: f32| {
        Rect::from_min_max(
            pos2(whole.left() + from, whole.top() + 20.0),
            pos2(whole.left() + to, whole.bottom()),
        )
    };
    let mut left = ui.new_child(UiBuilder::new().id_salt("left").max_rect(column(24.0, 460.0)));
    controls::show(&mut left, state);
    let mut middle = ui.new_child(UiBuilder::new().id_salt("middle").max_rect(column(490.0, 940.0)));
    readouts::show(&mut middle, state);
    let mut right = ui.new_child(UiBuilder::new().id_salt("right").max_rect(column(970.0, 1416.0)));
    panes::show(&mut right, state);
    state.toasts.show(ui.ctx());
    if state.dialog_open {
        balance_dialog::show(ui, state);
    }
}

#[cfg(test)]
mod tests {
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::app::theme::{Contrast, Density, Mode, Motion, ThemeSettings};

    fn page(settings: ThemeSettings, scale: f32, dialog_open: bool) -> Harness<'static, Gallery> {
        let state = Gallery { toasts: Toasts::default(), dialog_open, ..Gallery::default() };
        Harness::builder()
            .with_size(egui::vec2(1440.0, 900.0))
            .with_pixels_per_point(scale)
            .with_context_setup(move |ctx| theme::apply(ctx, &settings))
            .build_ui_state(gallery_ui, state)
    }

    /// The harness itself fails on a control without a name and on a character without a glyph.
    #[test]
    fn the_page_draws_in_every_theme() {
        for mode in [Mode::Dark, Mode::Light] {
            for contrast in [Contrast::Normal, Contrast::High] {
                for density in [Density::Compact, Density::Comfortable] {
                    let settings = ThemeSettings {
                        mode,
                        contrast,
                        density,
                        motion: Motion::Reduced,
                        ..Default::default()
                    };
                    let mut harness = page(settings, 1.0, true);
                    harness.run();
                    assert!(harness.query_by_label("Accept 3 moves").is_some());
                }
            }
        }
    }

    #[test]
    fn a_still_page_asks_for_no_repaint() {
        let mut harness = page(ThemeSettings { mode: Mode::Dark, ..Default::default() }, 1.25, false);
        harness.run();
        harness.step();
        let waits = harness.output().viewport_output.values().map(|output| output.repaint_delay);
        assert!(waits.into_iter().all(|delay| delay > std::time::Duration::from_secs(3600)));
    }
}
