//! Conductor sizes from 18 AWG to 2000 kcmil, ordered by area.

use std::fmt;
use std::str::FromStr;

/// A standard conductor size. The order is that of the conductor's area (NEC Chapter 9 Table 8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WireSize(u8);

/// Names in order of area; AWG first, then kcmil.
const NAMES: [&str; 30] = [
    "18", "16", "14", "12", "10", "8", "6", "4", "3", "2", "1", "1/0", "2/0", "3/0", "4/0", "250", "300",
    "350", "400", "500", "600", "700", "750", "800", "900", "1000", "1250", "1500", "1750", "2000",
];
const FIRST_KCMIL: usize = 15;

/// The text is no standard conductor size.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is no conductor size; write 12, 3/0 or 250")]
pub struct ParseWireSizeError(pub String);

impl WireSize {
    /// Returns every size, smallest area first.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..NAMES.len() as u8).map(Self)
    }

    /// Returns the size as the Code's tables write it: `12`, `3/0`, `250`.
    pub fn name(self) -> &'static str {
        NAMES.get(usize::from(self.0)).copied().unwrap_or("?")
    }

    /// Returns whether the size is given in kcmil and not in AWG.
    pub fn is_kcmil(self) -> bool {
        usize::from(self.0) >= FIRST_KCMIL
    }
}

impl fmt::Display for WireSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_kcmil() { write!(f, "{} kcmil", self.name()) } else { write!(f, "#{}", self.name()) }
    }
}

impl FromStr for WireSize {
    type Err = ParseWireSizeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bare = text.trim().trim_start_matches('#').to_ascii_lowercase();
        let bare = bare.trim_end_matches("awg").trim_end_matches("kcmil").trim_end_matches("mcm").trim();
        let index =
            NAMES.iter().position(|name| *name == bare).ok_or_else(|| ParseWireSizeError(text.to_owned()))?;
        Ok(Self(index as u8))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_ordered_by_area_and_round_trip() {
        let sizes: Vec<WireSize> = WireSize::all().collect();
        assert!(sizes.windows(2).all(|pair| pair[0] < pair[1]));
        for size in sizes {
            assert_eq!(size.name().parse(), Ok(size));
            assert_eq!(size.to_string().parse(), Ok(size));
        }
        assert_eq!("3/0 AWG".parse::<WireSize>().map(WireSize::name), Ok("3/0"));
        assert!("13".parse::<WireSize>().is_err());
    }
}
