//! What a new panelboard usually is, in the order of use.

use crate::domain::System;

/// A kind of panelboard to start from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preset {
    pub label: &'static str,
    /// The usual name of the first of its kind.
    pub name: &'static str,
    pub system: System,
    pub slots: u16,
}

const fn preset(label: &'static str, name: &'static str, system: System, slots: u16) -> Preset {
    Preset { label, name, system, slots }
}

/// Every preset; the first is what somebody gets who does not choose.
pub const PRESETS: [Preset; 8] = [
    preset("208Y/120, 42 slots", "LP-1", System::Wye208, 42),
    preset("480Y/277, 42 slots", "HP-1", System::Wye480, 42),
    preset("480Y/277, 84 slots", "HP-1", System::Wye480, 84),
    preset("240/120 single-phase, 30 slots", "P-1", System::Single240, 30),
    preset("240Δ/120 high leg, 42 slots", "DP-1", System::HighLeg240, 42),
    preset("240 V delta, 42 slots", "DP-1", System::Delta240, 42),
    preset("480 V delta, 42 slots", "DP-1", System::Delta480, 42),
    preset("600Y/347, 42 slots", "HP-1", System::Wye600, 42),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_system_has_a_preset() {
        for system in System::ALL {
            assert!(PRESETS.iter().any(|preset| preset.system == system), "{system:?}");
        }
    }
}
