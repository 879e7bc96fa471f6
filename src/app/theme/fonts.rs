//! The embedded fonts, their families, and the type scale.
//!
//! Weights are families because `RichText::strong` only changes the color. Plex has digits of equal width in all three weights, so
//! columns align and bolding does not shift them.

use std::sync::{Arc, LazyLock};

use egui::{Color32, FontData, FontDefinitions, FontFamily, FontId, RichText};

/// A face of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    Ui,
    Medium,
    Semibold,
    Mono,
    /// Outline glyphs of [`icons`](crate::app::icons).
    Icons,
    /// The same glyphs filled.
    IconsFill,
}

impl Family {
    pub const ALL: [Self; 6] =
        [Self::Ui, Self::Medium, Self::Semibold, Self::Mono, Self::Icons, Self::IconsFill];

    /// Returns the name under which egui knows the family.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ui => "ui",
            Self::Medium => "ui-medium",
            Self::Semibold => "ui-semibold",
            Self::Mono => "mono",
            Self::Icons => "icons",
            Self::IconsFill => "icons-fill",
        }
    }

    pub fn egui(self) -> FontFamily {
        static NAMED: LazyLock<[FontFamily; 6]> =
            LazyLock::new(|| Family::ALL.map(|family| FontFamily::Name(family.name().into())));
        NAMED[self as usize].clone()
    }

    pub fn sized(self, points: f32) -> FontId {
        FontId::new(points, self.egui())
    }

    /// First the face itself, then where missing characters come from.
    fn chain(self) -> [&'static str; 3] {
        match self {
            Self::Ui => ["plex-sans", "phosphor", "plex-mono"],
            Self::Medium => ["plex-sans-medium", "phosphor", "plex-mono"],
            Self::Semibold => ["plex-sans-semibold", "phosphor", "plex-mono"],
            // Plex Mono has no Greek; Plex Sans has.
            Self::Mono => ["plex-mono", "plex-sans", "phosphor"],
            Self::Icons => ["phosphor", "plex-sans", "plex-mono"],
            Self::IconsFill => ["phosphor-fill", "plex-sans", "plex-mono"],
        }
    }
}

/// The type scale; 11 pt is the smallest text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypeStyle {
    /// 24 semibold: the score.
    Figure,
    /// 20 semibold: start screen.
    Heading,
    /// 15 semibold: dialog, card and panel names.
    Title,
    /// 15 regular: the palette's input.
    TitleRegular,
    /// 13 regular: everything, all tables.
    Body,
    BodyMedium,
    BodySemibold,
    /// 12 regular: status bar, secondary notes.
    Small,
    /// 11 medium: column heads, chips, key hints.
    Caption,
    /// 11 semibold: the letter of a phase.
    CaptionSemibold,
    /// 12 mono: formulas, hashes, the cell being edited.
    Mono,
}

impl TypeStyle {
    pub fn font(self) -> FontId {
        let (points, family) = match self {
            Self::Figure => (24.0, Family::Semibold),
            Self::Heading => (20.0, Family::Semibold),
            Self::Title => (15.0, Family::Semibold),
            Self::TitleRegular => (15.0, Family::Ui),
            Self::Body => (13.0, Family::Ui),
            Self::BodyMedium => (13.0, Family::Medium),
            Self::BodySemibold => (13.0, Family::Semibold),
            Self::Small => (12.0, Family::Ui),
            Self::Caption => (11.0, Family::Medium),
            Self::CaptionSemibold => (11.0, Family::Semibold),
            Self::Mono => (12.0, Family::Mono),
        };
        family.sized(points)
    }

    /// Returns the height of one line of running text, in points.
    pub fn line_height(self) -> f32 {
        match self {
            Self::Figure | Self::Heading => 28.0,
            Self::Title | Self::TitleRegular => 22.0,
            Self::Body | Self::BodyMedium | Self::BodySemibold => 20.0,
            Self::Small | Self::Mono => 18.0,
            Self::Caption | Self::CaptionSemibold => 16.0,
        }
    }
}

/// Returns the font of a step of the type scale.
pub fn font(style: TypeStyle) -> FontId {
    style.font()
}

/// Returns `text` for `ui.label` and friends, in a step of the type scale with its line height.
pub fn rich(text: impl Into<String>, style: TypeStyle, color: Color32) -> RichText {
    RichText::new(text).font(style.font()).line_height(Some(style.line_height())).color(color)
}

/// Gives `ctx` the fonts, once; egui compares font files byte by byte on every later call, so those are skipped.
pub(in crate::app::theme) fn install(ctx: &egui::Context) {
    let installed = egui::Id::unique("phasewright fonts");
    if ctx.data(|data| data.get_temp(installed)).unwrap_or(false) {
        return;
    }
    ctx.set_fonts(definitions());
    ctx.data_mut(|data| data.insert_temp(installed, true));
}

fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    for (name, bytes) in FACES {
        fonts.font_data.insert((*name).to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    for family in Family::ALL {
        fonts.families.insert(family.egui(), family.chain().map(String::from).to_vec());
    }
    fonts.families.insert(FontFamily::Proportional, Family::Ui.chain().map(String::from).to_vec());
    fonts.families.insert(FontFamily::Monospace, Family::Mono.chain().map(String::from).to_vec());
    fonts
}

const FACES: &[(&str, &[u8])] = &[
    ("plex-sans", include_bytes!("../../../assets/fonts/IBMPlexSans-Regular.ttf")),
    ("plex-sans-medium", include_bytes!("../../../assets/fonts/IBMPlexSans-Medium.ttf")),
    ("plex-sans-semibold", include_bytes!("../../../assets/fonts/IBMPlexSans-SemiBold.ttf")),
    ("plex-mono", include_bytes!("../../../assets/fonts/IBMPlexMono-Regular.ttf")),
    ("phosphor", include_bytes!("../../../assets/fonts/Phosphor-Regular.ttf")),
    ("phosphor-fill", include_bytes!("../../../assets/fonts/Phosphor-Fill.ttf")),
];

/// Returns the bytes of an embedded face, for tests that look into it.
#[cfg(test)]
pub(in crate::app) fn face_bytes(name: &str) -> &'static [u8] {
    FACES.iter().find(|(face, _)| *face == name).map(|(_, bytes)| *bytes).unwrap()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn advance(face: &str, letter: char) -> Option<u16> {
        let face = rustybuzz::Face::from_slice(face_bytes(face), 0).unwrap();
        face.glyph_index(letter).and_then(|glyph| face.glyph_hor_advance(glyph))
    }

    #[test]
    fn digits_have_one_width_in_all_three_weights() {
        for face in ["plex-sans", "plex-sans-medium", "plex-sans-semibold"] {
            for digit in '0'..='9' {
                assert_eq!(advance(face, digit), Some(600), "{face} {digit}");
            }
        }
    }

    #[test]
    fn the_interface_face_has_the_signs_of_the_trade() {
        for sign in "Ωφ≤→√×−²′″✓·…–°÷ΔÄéł".chars() {
            assert!(advance("plex-sans", sign).is_some(), "{sign}");
        }
    }

    #[test]
    fn the_icon_face_stands_in_for_signs_that_plex_lacks() {
        for sign in "⏵▾▴↵⌘".chars() {
            assert!(advance("phosphor", sign).is_some(), "{sign}");
        }
    }
}
