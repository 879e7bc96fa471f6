//! Conductors and the raceway they lie in, as a circuit or feeder records them, and as one line of text.
//!
//! `#12 Cu THHN, N #12, EGC #12` · `2 x 250 kcmil Al XHHW-2` · `3/4 EMT`. What is displayed parses to the same record.

use crate::nec::{Insulation, Material, RacewayType};
use crate::units::WireSize;
use std::fmt;
use std::str::FromStr;

/// The conductors of one circuit or feeder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConductorSet {
    /// Size of the ungrounded conductors.
    pub size: WireSize,
    pub material: Material,
    pub insulation: Insulation,
    /// Sets in parallel, at least 1.
    pub parallel_sets: u8,
    /// Size of the grounded (neutral) conductor; `None` where there is none.
    pub neutral: Option<WireSize>,
    /// Size of the equipment grounding conductor; `None` where the raceway serves as one.
    pub egc: Option<WireSize>,
}

/// A raceway or cable: its type and trade size as the trade writes it ("3/4", "1-1/2").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raceway {
    pub kind: RacewayType,
    pub trade_size: String,
}

/// The text names no conductors or no raceway.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WiringTextError {
    #[error("'{0}' does not name conductors; write '#12 Cu THHN, N #12, EGC #12'")]
    Conductors(String),
    #[error("'{0}' names no raceway; write a trade size and a type: '3/4 EMT'")]
    Raceway(String),
}

impl fmt::Display for ConductorSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.parallel_sets != 1 {
            write!(f, "{} x ", self.parallel_sets)?;
        }
        write!(f, "{} {} {}", self.size, self.material, self.insulation)?;
        if let Some(neutral) = self.neutral {
            write!(f, ", N {neutral}")?;
        }
        self.egc.map_or(Ok(()), |egc| write!(f, ", EGC {egc}"))
    }
}

impl FromStr for ConductorSet {
    type Err = WiringTextError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || WiringTextError::Conductors(text.to_owned());
        let mut parts = text.split(',').map(str::trim);
        let first = parts.next().unwrap_or_default();
        let (sets, phase) = match first.split_once(" x ") {
            Some((count, rest)) => (count.trim().parse().map_err(|_| wrong())?, rest),
            None => (1, first),
        };
        let words: Vec<&str> = phase.split_whitespace().collect();
        let [size @ .., material, insulation] = words.as_slice() else { return Err(wrong()) };
        let mut set = Self {
            size: size.join(" ").parse().map_err(|_| wrong())?,
            material: Material::from_name(material).ok_or_else(wrong)?,
            insulation: Insulation::from_name(insulation).ok_or_else(wrong)?,
            parallel_sets: sets,
            neutral: None,
            egc: None,
        };
        for part in parts {
            let (role, size) = part.split_once(' ').ok_or_else(wrong)?;
            let size: WireSize = size.parse().map_err(|_| wrong())?;
            match role.to_ascii_uppercase().as_str() {
                "N" => set.neutral = Some(size),
                "EGC" => set.egc = Some(size),
                _ => return Err(wrong()),
            }
        }
        Ok(set)
    }
}

impl fmt::Display for Raceway {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.trade_size.is_empty() {
            write!(f, "{}", self.kind)
        } else {
            write!(f, "{} {}", self.trade_size, self.kind)
        }
    }
}

impl FromStr for Raceway {
    type Err = WiringTextError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (trade_size, kind) = text.rsplit_once(' ').unwrap_or(("", text));
        let kind = RacewayType::from_name(kind).ok_or_else(|| WiringTextError::Raceway(text.to_owned()))?;
        Ok(Self { kind, trade_size: trade_size.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conductors_read_back() {
        for text in ["#12 Cu THHN", "#12 Cu THHN, N #12, EGC #12", "2 x 250 kcmil Al XHHW-2, EGC #1/0"] {
            assert_eq!(text.parse::<ConductorSet>().map(|set| set.to_string()), Ok(text.to_owned()));
        }
        for text in ["12", "#13 Cu THHN", "#12 Cu THHN, X #12", "#12 Cu THHN, N"] {
            assert!(text.parse::<ConductorSet>().is_err(), "{text}");
        }
    }

    #[test]
    fn every_insulation_reads_back() {
        for insulation in Insulation::ALL {
            let text = format!("3 x 500 kcmil Al {insulation}, N 250 kcmil");
            let read = text.parse::<ConductorSet>();
            assert_eq!(read.as_ref().map(|set| set.insulation), Ok(*insulation));
            assert_eq!(read.map(|set| set.to_string()), Ok(text));
        }
    }

    #[test]
    fn raceways_read_back() {
        for text in ["EMT", "1-1/2 PVC-40"] {
            assert_eq!(text.parse::<Raceway>().map(|raceway| raceway.to_string()), Ok(text.to_owned()));
        }
        assert!("3/4 pipe".parse::<Raceway>().is_err());
    }
}
