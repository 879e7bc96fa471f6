//! Colors, fonts and sizes by name, and their mapping to egui's style.
//!
//! This module and its folder are the only place that builds a color. The values live in `assets/theme_dark.ron` and
//! `assets/theme_light.ron`; [`Tokens::of`] or [`tokens`] hands them to painters. High contrast is derived, not a third file.
//! Call [`apply`] once before the first frame and again whenever a setting changes.

#[cfg(test)]
mod contrast;
mod fonts;
mod marks;
mod settings;
mod size;
mod style;
mod tokens;

use std::sync::Arc;

#[cfg(test)]
pub(in crate::app) use fonts::face_bytes;
pub use fonts::{Family, TypeStyle, font, rich};
pub use marks::{PhaseMark, Signal};
pub use settings::{Contrast, CursorBlink, Density, Mode, Motion, Scale, ThemeSettings};
pub use size::{Metrics, height, radius, space};
pub use tokens::{ThemeError, Tokens};

/// Returns the colors of the theme in use.
pub fn tokens(ui: &egui::Ui) -> Arc<Tokens> {
    Tokens::of(ui.ctx())
}

/// Returns the sizes of the density in use.
pub fn metrics(ui: &egui::Ui) -> Metrics {
    Metrics::of(ui.ctx())
}

/// Puts fonts, both themes, density, motion and scale into `ctx`. Cheap enough to call on every change of a setting, not on every frame.
pub fn apply(ctx: &egui::Context, settings: &ThemeSettings) {
    fonts::install(ctx);
    let pair = tokens::Pair::derive(settings.contrast);
    ctx.set_style_of(egui::Theme::Dark, style::style(&pair.dark, settings));
    ctx.set_style_of(egui::Theme::Light, style::style(&pair.light, settings));
    ctx.set_theme(match settings.mode {
        Mode::System => egui::ThemePreference::System,
        Mode::Dark => egui::ThemePreference::Dark,
        Mode::Light => egui::ThemePreference::Light,
    });
    ctx.options_mut(|options| {
        options.zoom_with_keyboard = true;
        options.tessellation_options.round_text_to_pixels = true;
        options.tessellation_options.round_rects_to_pixels = true;
        options.tessellation_options.round_line_segments_to_pixels = true;
    });
    if (ctx.zoom_factor() - settings.scale.factor()).abs() > f32::EPSILON {
        ctx.set_zoom_factor(settings.scale.factor());
    }
    pair.store(ctx);
    Metrics::for_density(settings.density).store(ctx);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_theme_in_use_decides_the_colors() {
        let ctx = egui::Context::default();
        apply(&ctx, &ThemeSettings { mode: Mode::Dark, ..Default::default() });
        let dark = Tokens::of(&ctx);
        apply(&ctx, &ThemeSettings { mode: Mode::Light, ..Default::default() });
        let light = Tokens::of(&ctx);
        assert!(dark.is_dark && !light.is_dark);
        assert_ne!(dark.canvas, light.canvas);
        assert_eq!(ctx.style_of(egui::Theme::Light).visuals.panel_fill, light.panel);
        assert_eq!(ctx.style_of(egui::Theme::Dark).visuals.panel_fill, dark.panel);
    }

    #[test]
    fn density_and_motion_reach_the_style() {
        let ctx = egui::Context::default();
        apply(
            &ctx,
            &ThemeSettings { density: Density::Comfortable, motion: Motion::Reduced, ..Default::default() },
        );
        let style = ctx.style_of(egui::Theme::Dark);
        assert_eq!(style.animation_time, 0.0);
        assert_eq!(style.spacing.interact_size.y, 32.0);
        assert_eq!(Metrics::of(&ctx).row, 30.0);
    }
}
