//! A symbol: its strokes, its words, and what a device drawn with it is unless somebody says otherwise.

use crate::domain::drawing::Shape;
use crate::domain::{DeviceKind, Facts, LoadClass, System};
use crate::units::{Amperes, VoltAmperes, Volts};

named_enum!(
    /// What a device is fixed to.
    Mount {
        /// Snaps to a wall and turns with it.
        Wall = "wall",
        Ceiling = "ceiling",
        Floor = "floor",
        /// Stands anywhere: on a wall, a pad, a roof.
        Anywhere = "anywhere",
    }
);

/// A symbol of the library.
#[derive(Clone, Debug, PartialEq)]
pub struct Symbol {
    /// As devices name it: lower case, words joined by hyphens.
    pub name: String,
    pub title: String,
    pub kind: DeviceKind,
    /// Heading of the picker.
    pub family: String,
    pub keywords: Vec<String>,
    pub mount: Mount,
    /// Usual height above the floor, in feet.
    pub height_ft: Option<f64>,
    /// Load of one device unless its nameplate says otherwise.
    pub load: VoltAmperes,
    pub class: LoadClass,
    /// Poles of a breaker for it alone.
    pub poles: u8,
    /// Usual rating of its branch circuit; `None` where only the load decides.
    pub trip: Option<Amperes>,
    /// Nominal voltages it is made for, between the conductors that feed it; none where any will do.
    pub volts: Vec<Volts>,
    /// What a device of it brings: GFCI, tamper resistance, weather resistance.
    pub facts: Facts,
    /// Distance of the origin from the face of the wall, in inches.
    pub standoff_in: f64,
    /// Drawn as large as it is, at every scale.
    pub is_true_size: bool,
    /// Strokes in inches around the origin.
    pub shapes: Vec<Shape>,
}

impl Symbol {
    /// Returns whether a system offers, to a breaker of the symbol's poles, a voltage it is made for.
    pub fn runs_on(&self, system: System) -> bool {
        if self.poles > system.max_poles() {
            return false;
        }
        let between_lines = [system.line_to_line()];
        let to_neutral: Vec<Volts> =
            system.legs().iter().filter_map(|leg| system.line_to_neutral(*leg)).collect();
        let offered: &[Volts] = if self.poles == 1 { &to_neutral } else { &between_lines };
        offered.iter().any(|volts| self.takes(*volts)) || self.volts.is_empty()
    }

    /// Returns whether it is made for this nominal voltage.
    pub fn takes(&self, volts: Volts) -> bool {
        // Nominal voltages are whole numbers; half a volt tells them apart.
        self.volts.is_empty() || self.volts.iter().any(|made_for| (made_for.0 - volts.0).abs() < 0.5)
    }

    /// Returns whether a device of it takes part in no power circuit: data outlets, fire alarm.
    pub const fn is_limited_energy(&self) -> bool {
        matches!(self.kind, DeviceKind::Data | DeviceKind::FireAlarm)
    }
}
