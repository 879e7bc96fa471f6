//! Harness for widget tests: our fonts and theme, a small window, found by label. Not compiled into the program.

use egui_kittest::Harness;

use crate::app::theme::{self, Mode, ThemeSettings};

/// Returns a harness that draws `ui` over `state` in the dark theme without animations.
pub fn harness<'a, State>(
    state: State,
    ui: impl FnMut(&mut egui::Ui, &mut State) + 'a,
) -> Harness<'a, State> {
    harness_sized(egui::vec2(480.0, 320.0), state, ui)
}

/// The same with a window of `size` points.
pub fn harness_sized<'a, State>(
    size: egui::Vec2,
    state: State,
    ui: impl FnMut(&mut egui::Ui, &mut State) + 'a,
) -> Harness<'a, State> {
    let settings = ThemeSettings { mode: Mode::Dark, motion: theme::Motion::Reduced, ..Default::default() };
    Harness::builder()
        .with_size(size)
        .with_context_setup(move |ctx| theme::apply(ctx, &settings))
        .build_ui_state(ui, state)
}
