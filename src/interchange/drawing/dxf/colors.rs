//! AutoCAD's 255 numbered colors as red, green and blue.

/// The colors 1 to 9, and the greys 250 to 255.
const FIRST: [[u8; 3]; 9] = [
    [255, 0, 0],
    [255, 255, 0],
    [0, 255, 0],
    [0, 255, 255],
    [0, 0, 255],
    [255, 0, 255],
    [255, 255, 255],
    [128, 128, 128],
    [192, 192, 192],
];
const GREYS: [u8; 6] = [51, 91, 132, 173, 214, 255];

/// How light the five pairs of shades of a hue are, of 255.
const LIGHTNESS: [f64; 5] = [255.0, 204.0, 153.0, 127.0, 76.0];

/// Returns a numbered color. 0 (by block), 7 (whatever contrasts with the paper) and 256 (by layer) are none.
pub(super) fn numbered(number: i64) -> Option<[u8; 3]> {
    match number {
        1..=6 | 8..=9 => FIRST.get(usize::try_from(number).ok()? - 1).copied(),
        10..=249 => {
            let (hue, shade) = ((number - 10) / 10, number % 10);
            let light = LIGHTNESS.get(usize::try_from(shade / 2).ok()?)?;
            let pale = if shade % 2 == 1 { 0.5 } else { 0.0 };
            // 24 hues, 15° each; a component falls from full to nothing over 60°, four steps.
            let part = |peak: i64| {
                let away = (hue - peak).rem_euclid(24).min((peak - hue).rem_euclid(24));
                let full = ((8 - away) as f64 / 4.0).clamp(0.0, 1.0);
                (light * (pale + (1.0 - pale) * full)).floor() as u8
            };
            Some([part(0), part(8), part(16)])
        }
        250..=255 => GREYS.get(usize::try_from(number - 250).ok()?).map(|grey| [*grey; 3]),
        _ => None,
    }
}

/// Splits a true color as group 420 holds it.
pub(super) fn true_color(value: i64) -> [u8; 3] {
    [16, 8, 0].map(|shift| ((value >> shift) & 255) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colors_are_those_of_the_table() {
        // AutoCAD Color Index, published table.
        for (number, color) in [
            (1, [255, 0, 0]),
            (10, [255, 0, 0]),
            (11, [255, 127, 127]),
            (12, [204, 0, 0]),
            (30, [255, 127, 0]),
            (50, [255, 255, 0]),
            (90, [0, 255, 0]),
            (130, [0, 255, 255]),
            (170, [0, 0, 255]),
            (210, [255, 0, 255]),
            (19, [76, 38, 38]),
            (250, [51, 51, 51]),
        ] {
            assert_eq!(numbered(number), Some(color), "{number}");
        }
        for number in [-3, 0, 7, 256, 300] {
            assert_eq!(numbered(number), None);
        }
        assert_eq!(true_color(0x00_12_34_56), [0x12, 0x34, 0x56]);
    }
}
