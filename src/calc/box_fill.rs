//! The room that conductors, clamps, fittings and devices take in a box.

use crate::nec::Edition;
use crate::nec::tables::{BoxFamily, LOOPED, MetalBox, YOKE, box_allowance_in3, boxes_of, egc_allowances};

/// Computed volumes meet a limit to a millionth of a cubic inch.
const SLACK_IN3: f64 = 1e-6;

/// So many conductors with the room for one each, in cubic inches.
pub type Allowances = (f64, f64);

/// What is in a box.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BoxContents {
    pub conductors: Vec<Allowances>,
    /// Unbroken, with a loop.
    pub looped: Vec<Allowances>,
    /// Equipment grounding conductors.
    pub egc: Vec<Allowances>,
    pub internal_clamps: bool,
    /// Types of support fittings.
    pub support_fittings: f64,
    /// Gangs of devices, with the room for one of their conductors.
    pub yoke_gangs: Vec<Allowances>,
    pub terminal_blocks: Vec<Allowances>,
}

impl BoxContents {
    /// Returns the room for one of the largest conductors in the box, in cubic inches; `None` without conductors.
    pub fn largest(&self) -> Option<f64> {
        let all = self.conductors.iter().chain(&self.looped).chain(&self.egc);
        all.map(|(_, room)| *room).reduce(f64::max)
    }

    /// Returns cubic inches for conductors and loops.
    pub fn conductor_volume(&self) -> f64 {
        sum(&self.conductors) + LOOPED * sum(&self.looped)
    }

    /// Returns cubic inches for clamps; `None` where there are some and no conductor to measure them by.
    pub fn clamp_volume(&self) -> Option<f64> {
        if self.internal_clamps { self.largest() } else { Some(0.0) }
    }

    /// Returns cubic inches for fittings; `None` where there are some and no conductor to measure them by.
    pub fn fitting_volume(&self) -> Option<f64> {
        if self.support_fittings > 0.0 { Some(self.support_fittings * self.largest()?) } else { Some(0.0) }
    }

    /// Returns cubic inches for devices.
    pub fn device_volume(&self) -> f64 {
        YOKE * sum(&self.yoke_gangs)
    }

    /// Returns cubic inches for equipment grounding conductors.
    pub fn egc_volume(&self, edition: Edition) -> f64 {
        let count: f64 = self.egc.iter().map(|(n, _)| n).sum();
        let largest = self.egc.iter().map(|(_, room)| *room).fold(0.0, f64::max);
        egc_allowances(count, edition) * largest
    }

    /// Returns cubic inches for terminal blocks.
    pub fn terminal_volume(&self) -> f64 {
        sum(&self.terminal_blocks)
    }
}

fn sum(allowances: &[Allowances]) -> f64 {
    allowances.iter().map(|(n, room)| n * room).sum()
}

/// Whether so many cubic inches fit in a box.
pub fn fits_in_box(volume_in3: f64, box_in3: f64) -> bool {
    volume_in3 <= box_in3 + SLACK_IN3
}

/// Returns the smallest box of a family with so many cubic inches; `None` where none has.
pub fn smallest_box(family: BoxFamily, volume_in3: f64) -> Option<&'static MetalBox> {
    boxes_of(family)
        .filter(|metal| fits_in_box(volume_in3, metal.volume_in3))
        .min_by(|one, other| one.volume_in3.total_cmp(&other.volume_in3))
}

/// Returns the allowances of so many conductors of a size; `None` for sizes that have none.
pub fn allowances(n: f64, size: &str) -> Option<Allowances> {
    Some((n, box_allowance_in3(size)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn volumes_are_as_by_hand() {
        let contents = BoxContents {
            conductors: vec![(4.0, 2.25), (2.0, 2.0)],
            looped: vec![(1.0, 2.25)],
            egc: vec![(5.0, 2.0), (1.0, 2.25)],
            internal_clamps: true,
            support_fittings: 2.0,
            yoke_gangs: vec![(1.0, 2.25)],
            terminal_blocks: vec![(1.0, 2.5)],
        };
        assert_eq!(contents.conductor_volume(), 17.5);
        assert_eq!((contents.clamp_volume(), contents.fitting_volume()), (Some(2.25), Some(4.5)));
        assert_eq!((contents.device_volume(), contents.terminal_volume()), (4.5, 2.5));
        assert_eq!(contents.egc_volume(Edition::E2017), 2.25);
        assert_eq!(contents.egc_volume(Edition::E2023), 3.375);
        let clamps_alone = BoxContents { internal_clamps: true, ..BoxContents::default() };
        assert_eq!((clamps_alone.clamp_volume(), clamps_alone.fitting_volume()), (None, Some(0.0)));
    }

    #[test]
    fn the_smallest_box_is_found() {
        let size = |family, volume| smallest_box(family, volume).map(|metal| metal.size);
        assert_eq!(size(BoxFamily::Square411, 30.375), Some("4-11/16 x 2-1/8"));
        assert_eq!(size(BoxFamily::Device3x2, 10.25), Some("3 x 2 x 2-1/4"));
        assert_eq!(size(BoxFamily::Octagonal4, 12.5), Some("4 x 1-1/4"));
        assert_eq!(size(BoxFamily::Octagonal4, 22.0), None);
    }
}
