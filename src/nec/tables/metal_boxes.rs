//! Volumes of metal boxes, by their sizes as printed.

use crate::nec::Edition;
use crate::nec::tables::Provenance;

pub const METAL_BOXES_FROM: Provenance = Provenance {
    table: "314.16(A)",
    editions: &Edition::ALL,
    sources: &[
        "a public transcription of 2023",
        "a second public transcription of 2023",
        "conductors by size are volume over allowance",
    ],
    doubts: &["2026 is taken as 2023, unread"],
};

/// The shape of a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoxShape {
    /// Round or octagonal.
    Round,
    Square,
    Device,
    /// A gang of a masonry box.
    Masonry,
    /// A gang of a cast FS or FD box.
    Cast,
}

/// A metal box.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MetalBox {
    /// As printed, in inches.
    pub size: &'static str,
    pub shape: BoxShape,
    /// In cubic inches.
    pub volume_in3: f64,
}

/// Boxes of one shape and outline, which differ in depth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoxFamily {
    Octagonal4,
    Square4,
    Square411,
    Device3x2,
    Device4x2,
    Masonry,
}

impl BoxFamily {
    fn holds(self, metal: &MetalBox) -> bool {
        let (shape, outline) = match self {
            Self::Octagonal4 => (BoxShape::Round, "4 x "),
            Self::Square4 => (BoxShape::Square, "4 x "),
            Self::Square411 => (BoxShape::Square, "4-11/16 x "),
            Self::Device3x2 => (BoxShape::Device, "3 x 2 x "),
            Self::Device4x2 => (BoxShape::Device, "4 x 2-1/8 x "),
            Self::Masonry => (BoxShape::Masonry, ""),
        };
        metal.shape == shape && metal.size.starts_with(outline)
    }
}

/// Returns the boxes of a family, shallowest first.
pub fn boxes_of(family: BoxFamily) -> impl Iterator<Item = &'static MetalBox> {
    ROWS.iter().filter(move |metal| family.holds(metal))
}

static ROWS: [MetalBox; 24] = [
    MetalBox { size: "4 x 1-1/4", shape: BoxShape::Round, volume_in3: 12.5 },
    MetalBox { size: "4 x 1-1/2", shape: BoxShape::Round, volume_in3: 15.5 },
    MetalBox { size: "4 x 2-1/8", shape: BoxShape::Round, volume_in3: 21.5 },
    MetalBox { size: "4 x 1-1/4", shape: BoxShape::Square, volume_in3: 18.0 },
    MetalBox { size: "4 x 1-1/2", shape: BoxShape::Square, volume_in3: 21.0 },
    MetalBox { size: "4 x 2-1/8", shape: BoxShape::Square, volume_in3: 30.3 },
    MetalBox { size: "4-11/16 x 1-1/4", shape: BoxShape::Square, volume_in3: 25.5 },
    MetalBox { size: "4-11/16 x 1-1/2", shape: BoxShape::Square, volume_in3: 29.5 },
    MetalBox { size: "4-11/16 x 2-1/8", shape: BoxShape::Square, volume_in3: 42.0 },
    MetalBox { size: "3 x 2 x 1-1/2", shape: BoxShape::Device, volume_in3: 7.5 },
    MetalBox { size: "3 x 2 x 2", shape: BoxShape::Device, volume_in3: 10.0 },
    MetalBox { size: "3 x 2 x 2-1/4", shape: BoxShape::Device, volume_in3: 10.5 },
    MetalBox { size: "3 x 2 x 2-1/2", shape: BoxShape::Device, volume_in3: 12.5 },
    MetalBox { size: "3 x 2 x 2-3/4", shape: BoxShape::Device, volume_in3: 14.0 },
    MetalBox { size: "3 x 2 x 3-1/2", shape: BoxShape::Device, volume_in3: 18.0 },
    MetalBox { size: "4 x 2-1/8 x 1-1/2", shape: BoxShape::Device, volume_in3: 10.3 },
    MetalBox { size: "4 x 2-1/8 x 1-7/8", shape: BoxShape::Device, volume_in3: 13.0 },
    MetalBox { size: "4 x 2-1/8 x 2-1/8", shape: BoxShape::Device, volume_in3: 14.5 },
    MetalBox { size: "3-3/4 x 2 x 2-1/2", shape: BoxShape::Masonry, volume_in3: 14.0 },
    MetalBox { size: "3-3/4 x 2 x 3-1/2", shape: BoxShape::Masonry, volume_in3: 21.0 },
    MetalBox { size: "FS single cover/gang (1-3/4 deep)", shape: BoxShape::Cast, volume_in3: 13.5 },
    MetalBox { size: "FD single cover/gang (2-3/8 deep)", shape: BoxShape::Cast, volume_in3: 18.0 },
    MetalBox { size: "FS multiple cover/gang (1-3/4 deep)", shape: BoxShape::Cast, volume_in3: 18.0 },
    MetalBox { size: "FD multiple cover/gang (2-3/8 deep)", shape: BoxShape::Cast, volume_in3: 24.0 },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nec::tables::box_allowance_in3;

    #[test]
    fn spot_values() {
        let volumes = |family| boxes_of(family).map(|metal| metal.volume_in3).collect::<Vec<_>>();
        assert_eq!(volumes(BoxFamily::Octagonal4), [12.5, 15.5, 21.5]);
        assert_eq!(volumes(BoxFamily::Square4), [18.0, 21.0, 30.3]);
        assert_eq!(volumes(BoxFamily::Square411), [25.5, 29.5, 42.0]);
        assert_eq!(volumes(BoxFamily::Device3x2), [7.5, 10.0, 10.5, 12.5, 14.0, 18.0]);
        assert_eq!(volumes(BoxFamily::Device4x2), [10.3, 13.0, 14.5]);
        assert_eq!(volumes(BoxFamily::Masonry), [14.0, 21.0]);
        assert_eq!(boxes_of(BoxFamily::Device3x2).nth(2).map(|metal| metal.size), Some("3 x 2 x 2-1/4"));
    }

    /// The printed counts of conductors, from 18 to 6 AWG.
    #[test]
    fn conductors_that_fit_are_as_printed() {
        let sizes = ["18", "16", "14", "12", "10", "8", "6"];
        let counts = |at: usize| {
            sizes.map(|size| (ROWS[at].volume_in3 / box_allowance_in3(size).expect("an allowance")).floor())
        };
        assert_eq!(counts(0), [8.0, 7.0, 6.0, 5.0, 5.0, 4.0, 2.0]);
        assert_eq!(counts(5), [20.0, 17.0, 15.0, 13.0, 12.0, 10.0, 6.0]);
        assert_eq!(counts(8), [28.0, 24.0, 21.0, 18.0, 16.0, 14.0, 8.0]);
        assert_eq!(counts(15), [6.0, 5.0, 5.0, 4.0, 4.0, 3.0, 2.0]);
        assert_eq!(counts(23), [16.0, 13.0, 12.0, 10.0, 9.0, 8.0, 4.0]);
    }
}
