//! The person's settings as the theme understands them.

use crate::app::theme::{self, Contrast, CursorBlink, Density, Mode, Motion, Scale, ThemeSettings};
use crate::workbench::{Settings, ThemeChoice};

/// Returns the look the settings ask for.
pub(in crate::app) fn theme_settings(settings: &Settings) -> ThemeSettings {
    ThemeSettings {
        mode: match settings.theme {
            ThemeChoice::System => Mode::System,
            ThemeChoice::Dark => Mode::Dark,
            ThemeChoice::Light => Mode::Light,
        },
        contrast: if settings.high_contrast { Contrast::High } else { Contrast::Normal },
        density: if settings.comfortable_rows { Density::Comfortable } else { Density::Compact },
        motion: if settings.reduce_motion { Motion::Reduced } else { Motion::Full },
        scale: Scale::nearest(settings.scale_percent),
        cursor_blink: if settings.cursor_blinks { CursorBlink::On } else { CursorBlink::Off },
    }
}

/// Gives egui the look. Zooming by keys is ours, since it walks our steps and is kept.
pub(in crate::app) fn apply(ctx: &egui::Context, settings: &ThemeSettings) {
    theme::apply(ctx, settings);
    ctx.options_mut(|options| options.zoom_with_keyboard = false);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_reaches_the_theme() {
        let settings = Settings {
            theme: ThemeChoice::Light,
            high_contrast: true,
            comfortable_rows: true,
            reduce_motion: true,
            scale_percent: 160,
            cursor_blinks: true,
            ..Settings::default()
        };
        let look = theme_settings(&settings);
        assert_eq!(look.mode, Mode::Light);
        assert_eq!(look.contrast, Contrast::High);
        assert_eq!(look.density, Density::Comfortable);
        assert_eq!(look.motion, Motion::Reduced);
        assert_eq!(look.scale.percent(), 150);
        assert_eq!(theme_settings(&Settings::default()), ThemeSettings::default());
    }
}
