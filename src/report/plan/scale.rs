//! Paper for plans, and the scales plans are drawn to.

use crate::units::trimmed;

named_enum!(
    /// Paper for plans, lying.
    #[derive(Default)]
    PlanPaper {
        /// 17 × 11 in.
        AnsiB = "ansi-b",
        /// 24 × 18 in.
        ArchC = "arch-c",
        /// 34 × 22 in.
        AnsiD = "ansi-d",
        /// 36 × 24 in.
        #[default]
        ArchD = "arch-d",
        /// 42 × 30 in.
        ArchE1 = "arch-e1",
    }
);

impl PlanPaper {
    /// Returns width and height in points.
    pub const fn size(self) -> (f32, f32) {
        match self {
            Self::AnsiB => (1224.0, 792.0),
            Self::ArchC => (1728.0, 1296.0),
            Self::AnsiD => (2448.0, 1584.0),
            Self::ArchD => (2592.0, 1728.0),
            Self::ArchE1 => (3024.0, 2160.0),
        }
    }
}

/// A scale: how many feet an inch of paper is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlanScale {
    pub ft_per_in: f64,
    words: &'static str,
}

/// Scales of the trade, the largest first: architects' to 1/32 in = 1 ft, then engineers'.
const SCALES: [PlanScale; 17] = [
    PlanScale::new(1.0, "1\" = 1'-0\""),
    PlanScale::new(4.0 / 3.0, "3/4\" = 1'-0\""),
    PlanScale::new(2.0, "1/2\" = 1'-0\""),
    PlanScale::new(8.0 / 3.0, "3/8\" = 1'-0\""),
    PlanScale::new(4.0, "1/4\" = 1'-0\""),
    PlanScale::new(16.0 / 3.0, "3/16\" = 1'-0\""),
    PlanScale::new(8.0, "1/8\" = 1'-0\""),
    PlanScale::new(32.0 / 3.0, "3/32\" = 1'-0\""),
    PlanScale::new(16.0, "1/16\" = 1'-0\""),
    PlanScale::new(20.0, "1\" = 20'"),
    PlanScale::new(30.0, "1\" = 30'"),
    PlanScale::new(40.0, "1\" = 40'"),
    PlanScale::new(50.0, "1\" = 50'"),
    PlanScale::new(60.0, "1\" = 60'"),
    PlanScale::new(100.0, "1\" = 100'"),
    PlanScale::new(200.0, "1\" = 200'"),
    PlanScale::new(500.0, "1\" = 500'"),
];

impl PlanScale {
    const fn new(ft_per_in: f64, words: &'static str) -> Self {
        Self { ft_per_in, words }
    }

    /// Returns the scales, the largest first.
    pub const fn all() -> &'static [Self] {
        &SCALES
    }

    /// Finds a scale by its words or by its fraction: `1/8" = 1'-0"`, `1/8`, `1:96`.
    pub fn from_words(text: &str) -> Option<Self> {
        let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        SCALES.into_iter().find(|scale| {
            let words: String = scale.words.chars().filter(|c| !c.is_whitespace()).collect();
            let fraction = words.split('"').next().unwrap_or_default();
            bare == words || bare == scale.ratio() || (words.ends_with("1'-0\"") && bare == fraction)
        })
    }

    /// Returns `1/8" = 1'-0"`.
    pub const fn words(self) -> &'static str {
        self.words
    }

    /// Returns `1:96`.
    pub fn ratio(self) -> String {
        format!("1:{}", trimmed(self.ft_per_in * 12.0, 2))
    }

    /// Returns the largest scale at which so many feet fit on so many inches.
    pub fn that_fits((width_ft, height_ft): (f64, f64), (width_in, height_in): (f64, f64)) -> Option<Self> {
        // A smaller scale than 1/4 in is for details; plans begin there.
        const PLANS_FROM_FT_PER_IN: f64 = 4.0;
        SCALES
            .into_iter()
            .filter(|scale| scale.ft_per_in >= PLANS_FROM_FT_PER_IN)
            .find(|scale| width_ft <= width_in * scale.ft_per_in && height_ft <= height_in * scale.ft_per_in)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_are_found_as_people_write_them() {
        for text in ["1/8\" = 1'-0\"", "1/8", "1:96"] {
            assert_eq!(PlanScale::from_words(text).map(|s| s.ft_per_in), Some(8.0), "{text}");
        }
        assert_eq!(PlanScale::from_words("1\" = 20'").map(|s| s.ft_per_in), Some(20.0));
        assert_eq!(PlanScale::from_words("1/7"), None);
    }

    /// 160 × 90 ft on 28 × 20 in: 1/8 in needs 20 × 11.25 in and 3/16 in needs 30 in.
    #[test]
    fn the_largest_scale_that_fits_is_chosen() {
        let fits = |ft, paper| PlanScale::that_fits(ft, paper).map(PlanScale::words);
        assert_eq!(fits((160.0, 90.0), (28.0, 20.0)), Some("1/8\" = 1'-0\""));
        assert_eq!(fits((160.0, 90.0), (30.0, 20.0)), Some("3/16\" = 1'-0\""));
        assert_eq!(fits((10.0, 10.0), (30.0, 20.0)), Some("1/4\" = 1'-0\""));
        assert_eq!(fits((1e6, 1e6), (30.0, 20.0)), None);
    }
}
