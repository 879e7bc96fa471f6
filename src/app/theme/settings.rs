//! What a user can choose about the look. Plain data; where it is kept is not this module's business.

use serde::{Deserialize, Serialize};

/// Everything [`apply`](crate::app::theme::apply) needs to know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ThemeSettings {
    pub mode: Mode,
    pub contrast: Contrast,
    pub density: Density,
    pub motion: Motion,
    pub scale: Scale,
    pub cursor_blink: CursorBlink,
}

/// Which of the two themes; `System` follows the desktop and falls back to dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mode {
    #[default]
    System,
    Dark,
    Light,
}

/// High contrast is derived from the theme in use: one text color, strong lines, no tints, strokes 1 pt wider.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Contrast {
    #[default]
    Normal,
    High,
}

/// Changes rows, spacing and control height, never type size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Density {
    #[default]
    Compact,
    Comfortable,
}

/// `Reduced` turns every animation off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Motion {
    #[default]
    Full,
    Reduced,
}

/// Off by default: a still window must not repaint.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum CursorBlink {
    #[default]
    Off,
    On,
}

/// Size of everything in percent of the display's own, always one of [`Scale::STEPS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "u16", into = "u16")]
pub struct Scale(u16);

impl Scale {
    pub const STEPS: [u16; 6] = [100, 110, 125, 150, 175, 200];

    /// Returns the step nearest to `percent`.
    pub fn nearest(percent: u16) -> Self {
        let nearest = Self::STEPS.into_iter().min_by_key(|step| step.abs_diff(percent));
        Self(nearest.unwrap_or(100))
    }

    pub fn percent(self) -> u16 {
        self.0
    }

    /// Returns egui's zoom factor, 1.0 to 2.0.
    pub fn factor(self) -> f32 {
        f32::from(self.0) / 100.0
    }

    pub fn larger(self) -> Self {
        Self(Self::STEPS.into_iter().find(|step| *step > self.0).unwrap_or(self.0))
    }

    pub fn smaller(self) -> Self {
        Self(Self::STEPS.into_iter().rev().find(|step| *step < self.0).unwrap_or(self.0))
    }
}

impl Default for Scale {
    fn default() -> Self {
        Self(100)
    }
}

impl From<u16> for Scale {
    fn from(percent: u16) -> Self {
        Self::nearest(percent)
    }
}

impl From<Scale> for u16 {
    fn from(scale: Scale) -> Self {
        scale.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scale_walks_its_steps_and_stops_at_the_ends() {
        let mut scale = Scale::default();
        let mut seen = vec![scale.percent()];
        while scale.larger() != scale {
            scale = scale.larger();
            seen.push(scale.percent());
        }
        assert_eq!(seen, Scale::STEPS);
        assert_eq!(scale.smaller().percent(), 175);
        assert_eq!(Scale::default().smaller(), Scale::default());
        assert_eq!(Scale::nearest(130).percent(), 125);
    }
}
