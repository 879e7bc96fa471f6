//! The color tokens: read from the two theme files, kept in the egui context, found by name.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use egui::Color32;

use crate::app::theme::Contrast;

/// What can be wrong with a theme file.
#[derive(Debug, thiserror::Error)]
pub enum ThemeError {
    #[error("theme file cannot be read: {0}")]
    Syntax(#[from] ron::error::SpannedError),
    #[error("theme file lacks the color `{0}`")]
    Missing(&'static str),
    #[error("theme color `{name}` is `{value}`; write it as #RRGGBB or #RRGGBBAA")]
    NotAColor { name: &'static str, value: String },
    #[error("theme file has a color `{0}` that nothing uses")]
    Unknown(String),
}

macro_rules! declare_tokens {
    ($($name:ident),* $(,)?) => {
        /// Every color of one theme, by the name it has in the theme file.
        #[derive(Clone, Debug, PartialEq)]
        pub struct Tokens {
            $(pub $name: Color32,)*
            pub is_dark: bool,
            /// Added to every stroke width, in points; 1 in high contrast.
            pub stroke_extra: f32,
        }

        impl Tokens {
            fn from_names(mut names: BTreeMap<String, String>, is_dark: bool) -> Result<Self, ThemeError> {
                let tokens = Self {
                    $($name: take(&mut names, stringify!($name))?,)*
                    is_dark,
                    stroke_extra: 0.0,
                };
                match names.into_keys().next() {
                    Some(unknown) => Err(ThemeError::Unknown(unknown)),
                    None => Ok(tokens),
                }
            }
        }
    };
}

declare_tokens! {
    canvas, sheet, panel, raised, header, bar, control, control_hover, control_active, line_1, line_2, line_3,
    text_1, text_2, text_3, text_off, accent, accent_hover, on_accent, select, select_line, hover_row,
    a_ink, a_fill, a_tint, b_ink, b_fill, b_tint, b_hatch, c_ink, c_fill, c_tint, c_lines, n_ink, n_fill, n_tint,
    error, error_tint, warning, warning_tint, info, info_tint, undetermined, undetermined_tint, pass, pass_tint,
    waived, waived_tint, ghost, ghost_tint, wall, wall_fill, underlay, underlay_text, box_window, box_cross,
    run_2, run_3, run_4, run_5, scrim, shadow,
}

fn take(names: &mut BTreeMap<String, String>, name: &'static str) -> Result<Color32, ThemeError> {
    let value = names.remove(name).ok_or(ThemeError::Missing(name))?;
    Color32::from_hex(&value).map_err(|_| ThemeError::NotAColor { name, value })
}

impl Tokens {
    /// Reads a theme file: a RON map from token name to `#RRGGBB`.
    ///
    /// # Errors
    /// When the text is not such a map, a token is missing or malformed, or a name is not a token.
    pub fn parse(text: &str, is_dark: bool) -> Result<Self, ThemeError> {
        Self::from_names(ron::from_str(text)?, is_dark)
    }

    pub fn dark() -> Arc<Self> {
        Arc::clone(&BUILT_IN.dark)
    }

    pub fn light() -> Arc<Self> {
        Arc::clone(&BUILT_IN.light)
    }

    /// Returns the colors of the theme that `ctx` draws with; the built-in ones before the first `apply`.
    pub fn of(ctx: &egui::Context) -> Arc<Self> {
        let pair: Pair = ctx.data(|data| data.get_temp(store_id())).unwrap_or_else(|| BUILT_IN.clone());
        match ctx.theme() {
            egui::Theme::Dark => pair.dark,
            egui::Theme::Light => pair.light,
        }
    }

    /// Returns the same theme with one text color, strong lines, no tints and wider strokes.
    pub fn high_contrast(&self) -> Self {
        let off = Color32::TRANSPARENT;
        Self {
            text_2: self.text_1,
            text_3: self.text_1,
            line_1: self.line_3,
            line_2: self.line_3,
            a_tint: off,
            b_tint: off,
            c_tint: off,
            n_tint: off,
            error_tint: off,
            warning_tint: off,
            info_tint: off,
            undetermined_tint: off,
            pass_tint: off,
            waived_tint: off,
            ghost_tint: off,
            stroke_extra: 1.0,
            ..self.clone()
        }
    }

    /// Returns a stroke of `width` points, wider in high contrast.
    pub fn stroke(&self, width: f32, color: Color32) -> egui::Stroke {
        egui::Stroke::new(width + self.stroke_extra, color)
    }

    /// Returns the line that separates rows.
    pub fn hairline(&self) -> egui::Stroke {
        self.stroke(1.0, self.line_1)
    }

    /// Returns the line around panels and cards.
    pub fn edge(&self) -> egui::Stroke {
        self.stroke(1.0, self.line_2)
    }

    /// Returns ground and edge of the track of a bar; in high contrast the edge has to do what a pale ground does elsewhere.
    pub fn track(&self) -> (Color32, egui::Stroke) {
        if self.stroke_extra > 0.0 {
            (self.canvas, egui::Stroke::new(1.0, self.line_3))
        } else {
            (self.line_1, egui::Stroke::NONE)
        }
    }

    /// Returns the shadow of things that float: dialogs, menus, tooltips.
    pub fn float_shadow(&self) -> egui::Shadow {
        egui::Shadow { offset: [0, 8], blur: 24, spread: 0, color: self.shadow }
    }

    /// Returns `color` with `strength` 0 to 1 of itself over `ground`, as for the half tint of a space.
    pub fn over(&self, color: Color32, ground: Color32, strength: f32) -> Color32 {
        ground.blend(color.gamma_multiply(strength))
    }

    /// Returns a color of a drawing as it can be seen on the canvas: what would vanish in the ground is turned over.
    pub fn from_drawing(&self, red: u8, green: u8, blue: u8) -> Color32 {
        let light = (u32::from(red) * 299 + u32::from(green) * 587 + u32::from(blue) * 114) / 1000;
        let vanishes = if self.is_dark { light < 70 } else { light > 215 };
        if vanishes {
            Color32::from_rgb(255 - red, 255 - green, 255 - blue)
        } else {
            Color32::from_rgb(red, green, blue)
        }
    }

    /// Returns the color of the n-th compared run, 1 to 5; later ones start over.
    pub fn run(&self, number: usize) -> Color32 {
        match number % 5 {
            1 => self.text_1,
            2 => self.run_2,
            3 => self.run_3,
            4 => self.run_4,
            _ => self.run_5,
        }
    }
}

/// Both themes, so that following the desktop needs no new `apply`.
#[derive(Clone, Debug)]
pub(in crate::app::theme) struct Pair {
    pub dark: Arc<Tokens>,
    pub light: Arc<Tokens>,
}

impl Pair {
    pub fn derive(contrast: Contrast) -> Self {
        match contrast {
            Contrast::Normal => BUILT_IN.clone(),
            Contrast::High => Self {
                dark: Arc::new(BUILT_IN.dark.high_contrast()),
                light: Arc::new(BUILT_IN.light.high_contrast()),
            },
        }
    }

    pub fn store(self, ctx: &egui::Context) {
        ctx.data_mut(|data| data.insert_temp(store_id(), self));
    }
}

fn store_id() -> egui::Id {
    egui::Id::unique("phasewright colors")
}

static BUILT_IN: LazyLock<Pair> = LazyLock::new(|| Pair {
    dark: Arc::new(
        Tokens::parse(include_str!("../../../assets/theme_dark.ron"), true)
            .expect("the embedded dark theme is complete; a test reads it"),
    ),
    light: Arc::new(
        Tokens::parse(include_str!("../../../assets/theme_light.ron"), false)
            .expect("the embedded light theme is complete; a test reads it"),
    ),
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_themes_are_complete() {
        assert_eq!(Tokens::dark().canvas, Color32::from_rgb(0x0E, 0x11, 0x13));
        assert_eq!(Tokens::light().text_1, Color32::from_rgb(0x12, 0x18, 0x1C));
    }

    #[test]
    fn a_broken_theme_file_names_the_color() {
        let missing = Tokens::parse(r##"{"canvas": "#000000"}"##, true).unwrap_err();
        assert_eq!(missing.to_string(), "theme file lacks the color `sheet`");
        let wrong = Tokens::parse(r#"{"canvas": "dark"}"#, true).unwrap_err();
        assert!(wrong.to_string().starts_with("theme color `canvas` is `dark`"), "{wrong}");
        let extra = include_str!("../../../assets/theme_dark.ron").replace('}', "\"mauve\": \"#E0B0FF\"}");
        assert_eq!(
            Tokens::parse(&extra, true).unwrap_err().to_string(),
            "theme file has a color `mauve` that nothing uses"
        );
    }

    #[test]
    fn high_contrast_leaves_one_text_color_and_no_tint() {
        let strong = Tokens::dark().high_contrast();
        assert_eq!(strong.text_3, strong.text_1);
        assert_eq!(strong.line_1, strong.line_3);
        assert_eq!(strong.a_tint.a(), 0);
        assert_eq!(strong.hairline().width, 2.0);
    }
}
