//! Electrical systems a panelboard can have, and their legs.

use crate::units::Volts;
use std::fmt;

/// One bus of a panelboard. Single-phase panels have A and B only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum Leg {
    A,
    B,
    C,
}

impl Leg {
    /// Returns 0, 1, 2 for A, B, C.
    pub const fn index(self) -> usize {
        self as usize
    }

    /// Returns the letter.
    pub const fn letter(self) -> char {
        match self {
            Self::A => 'A',
            Self::B => 'B',
            Self::C => 'C',
        }
    }
}

impl fmt::Display for Leg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.letter())
    }
}

/// Nominal system of a panelboard, transformer secondary or service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum System {
    /// 480Y/277 V, three-phase, four-wire.
    Wye480,
    /// 208Y/120 V, three-phase, four-wire.
    Wye208,
    /// 600Y/347 V, three-phase, four-wire.
    Wye600,
    /// 240/120 V, single-phase, three-wire: legs A and B.
    Single240,
    /// 240/120 V delta, three-phase, four-wire, leg B the high leg (NEC 408.3(E)).
    HighLeg240,
    /// 240 V delta, three-phase, three-wire.
    Delta240,
    /// 480 V delta, three-phase, three-wire.
    Delta480,
}

impl System {
    /// Every system served.
    pub const ALL: [Self; 7] = [
        Self::Wye480,
        Self::Wye208,
        Self::Wye600,
        Self::Single240,
        Self::HighLeg240,
        Self::Delta240,
        Self::Delta480,
    ];

    /// Returns the code of files and of the command line: `208Y/120`, `240D/120`, `480D`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Wye480 => "480Y/277",
            Self::Wye208 => "208Y/120",
            Self::Wye600 => "600Y/347",
            Self::Single240 => "240/120",
            Self::HighLeg240 => "240D/120",
            Self::Delta240 => "240D",
            Self::Delta480 => "480D",
        }
    }

    /// Returns the text a schedule's header shows.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Wye480 => "480Y/277 V 3φ 4W",
            Self::Wye208 => "208Y/120 V 3φ 4W",
            Self::Wye600 => "600Y/347 V 3φ 4W",
            Self::Single240 => "240/120 V 1φ 3W",
            Self::HighLeg240 => "240Δ/120 V 3φ 4W high leg",
            Self::Delta240 => "240 V Δ 3φ 3W",
            Self::Delta480 => "480 V Δ 3φ 3W",
        }
    }

    /// Finds a system by its code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|system| system.code().eq_ignore_ascii_case(code.trim()))
    }

    /// Returns the legs in the order of the bus.
    pub const fn legs(self) -> &'static [Leg] {
        match self {
            Self::Single240 => &[Leg::A, Leg::B],
            _ => &[Leg::A, Leg::B, Leg::C],
        }
    }

    /// Returns whether the system has three phases.
    pub const fn is_three_phase(self) -> bool {
        !matches!(self, Self::Single240)
    }

    /// Returns whether the panel has a neutral, so that line-to-neutral loads are possible.
    pub const fn has_neutral(self) -> bool {
        !matches!(self, Self::Delta240 | Self::Delta480)
    }

    /// Returns the leg with the higher voltage to ground of a high-leg delta.
    pub const fn high_leg(self) -> Option<Leg> {
        match self {
            Self::HighLeg240 => Some(Leg::B),
            _ => None,
        }
    }

    /// Returns the line-to-line voltage.
    pub const fn line_to_line(self) -> Volts {
        match self {
            Self::Wye480 | Self::Delta480 => Volts(480.0),
            Self::Wye208 => Volts(208.0),
            Self::Wye600 => Volts(600.0),
            Self::Single240 | Self::HighLeg240 | Self::Delta240 => Volts(240.0),
        }
    }

    /// Returns the nominal line-to-neutral voltage of a leg, `None` without a neutral and on the high leg.
    pub fn line_to_neutral(self, leg: Leg) -> Option<Volts> {
        match self {
            Self::Wye480 => Some(Volts(277.0)),
            Self::Wye208 | Self::Single240 => Some(Volts(120.0)),
            Self::Wye600 => Some(Volts(347.0)),
            Self::HighLeg240 => (leg != Leg::B).then_some(Volts(120.0)),
            Self::Delta240 | Self::Delta480 => None,
        }
    }

    /// Returns the most poles a breaker can have here.
    pub const fn max_poles(self) -> u8 {
        if self.is_three_phase() { 3 } else { 2 }
    }
}

impl fmt::Display for System {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_of_the_command_line() {
        let codes: Vec<&str> = System::ALL.iter().map(|s| s.code()).collect();
        assert_eq!(codes, ["480Y/277", "208Y/120", "600Y/347", "240/120", "240D/120", "240D", "480D"]);
        assert!(System::ALL.iter().all(|s| System::from_code(s.code()) == Some(*s)));
    }

    #[test]
    fn high_leg_has_no_line_to_neutral_load() {
        assert_eq!(System::HighLeg240.line_to_neutral(Leg::B), None);
        assert_eq!(System::HighLeg240.line_to_neutral(Leg::A), Some(Volts(120.0)));
        assert_eq!(System::Delta480.line_to_neutral(Leg::A), None);
    }
}
