//! Paper that documents are printed on.

named_enum!(
    /// Paper and how it lies.
    Paper {
        /// 11 × 8½ in.
        LetterLandscape = "letter-landscape",
        /// 8½ × 11 in.
        LetterPortrait = "letter-portrait",
        /// 17 × 11 in (ANSI B), the half-size sheet of a drawing set.
        TabloidLandscape = "tabloid-landscape",
    }
);

impl Default for Paper {
    fn default() -> Self {
        Self::LetterLandscape
    }
}

impl Paper {
    /// Returns width and height in points of 1/72 in.
    pub const fn size(self) -> (f32, f32) {
        match self {
            Self::LetterLandscape => (792.0, 612.0),
            Self::LetterPortrait => (612.0, 792.0),
            Self::TabloidLandscape => (1224.0, 792.0),
        }
    }
}
