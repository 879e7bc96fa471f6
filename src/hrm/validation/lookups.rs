//! Numbers of single tables beside a circuit, as logarithms: what a model is given, and no more.
//!
//! Each is one look-up by one or two attributes: the ampacity of a size, the factor of an ambient, the size of an EGC by the
//! device. How they go together (125 %, the next rating above, the cooler of two columns, factors one upon the other, what is
//! judged elsewhere) is for the network to learn.

use crate::calc::{Conditions, Demand, egc_table_cmil, smallest_conductor_for};
use crate::hrm::validation::attributes::Attributes;
use crate::nec::tables::{
    Ambient, Column, StandardDevice, ambient_factor, bundling_factor, conductor, egc_size,
    small_conductor_limit, standard_ratings,
};
use crate::nec::{Edition, Material};

/// Numbers of the tables; `None` where a table has none, or the attribute is missing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Lookups {
    pub trip: Option<f64>,
    /// The standard rating below the device.
    pub rating_below: Option<f64>,
    pub load: Option<f64>,
    /// Of all sets: with the insulation's own column, and with that of terminals of 75 and of 60 °C where it is cooler.
    pub own: Option<f64>,
    pub warm: Option<f64>,
    pub cool: Option<f64>,
    /// 240.4(D).
    pub small: Option<f64>,
    /// Factors of the ambient by the insulation's column, and of the conductors beside these.
    pub ambient: Option<f64>,
    pub bundling: [f64; 3],
    /// Areas in circular mils.
    pub size: Option<f64>,
    pub egc: Option<f64>,
    pub egc_table: Option<f64>,
    /// The smallest conductors with terminals of 60 and of 75 °C whose ampacity is the device, no factors taken.
    pub least_cool: Option<f64>,
    pub least_warm: Option<f64>,
    /// Current times impedance times length over the voltage: the share of it that one way of one conductor loses.
    pub lost: Option<f64>,
}

fn column(celsius: u8) -> Column {
    match celsius {
        60 => Column::C60,
        75 => Column::C75,
        _ => Column::C90,
    }
}

/// Returns the edition of a year; the one that is usual where it is none.
pub(super) fn edition(year: u16) -> Edition {
    Edition::ALL.into_iter().find(|edition| edition.year() == year).unwrap_or_default()
}

impl Lookups {
    /// Looks everything up for a circuit.
    pub fn of(at: &Attributes) -> Self {
        let edition = edition(at.edition);
        let mut found = Self { trip: at.trip_a, load: at.load_a, ..Self::default() };
        found.bundling = at.carrying.map(bundling_factor);
        found.rating_below = at.trip_a.and_then(|trip| {
            let ratings = standard_ratings(StandardDevice::Breaker, edition);
            ratings.into_iter().rfind(|rating| *rating < trip - 1e-6)
        });
        let Some(wires) = &at.wires else { return found };
        let material = Material::from_name(&wires.material).unwrap_or(Material::Copper);
        let sets = f64::from(wires.sets);
        let row = conductor(&wires.size);
        let ampacity = |column: Column| row.and_then(|row| row.ampacity(material, column)).map(|a| a * sets);
        if let Some(own) = wires.column_c.map(column) {
            found.own = ampacity(own);
            found.warm = ampacity(own.min(Column::C75));
            found.cool = ampacity(own.min(Column::C60));
            found.ambient = ambient_factor(Ambient::Celsius(at.ambient_c), own);
        }
        found.small = small_conductor_limit(&wires.size, material);
        found.size = row.map(|row| row.cmil);
        found.egc = wires.egc.as_deref().and_then(conductor).map(|row| row.cmil);
        if let Some(trip) = at.trip_a {
            found.egc_table = egc_size(trip, material, edition).and_then(egc_table_cmil);
            let least = |terminals: Column| {
                let demand = Demand { load: 0.0, design: 0.0, ocpd: trip };
                let conditions = Conditions {
                    material,
                    insulation: wires.column_c.map_or(Column::C90, column),
                    ambient_factor: 1.0,
                    adjustment_factor: 1.0,
                    sets,
                    termination: Some(terminals),
                };
                smallest_conductor_for(&demand, &conditions, edition, || false).map(|(row, _)| row.cmil)
            };
            (found.least_cool, found.least_warm) = (least(Column::C60), least(Column::C75));
        }
        found.lost = match (at.load_a, wires.ohm_per_kft, at.length_ft, at.volts) {
            (Some(load), Some(ohm), Some(length), Some(volts)) => {
                Some(load * ohm * length / 1000.0 / sets / volts)
            }
            _ => None,
        };
        found
    }
}

/// Returns ln(a ÷ b); `None` where either is missing or nothing.
pub(super) fn ratio(a: Option<f64>, b: Option<f64>) -> Option<f64> {
    let (a, b) = (a.filter(|a| *a > 0.0)?, b.filter(|b| *b > 0.0)?);
    Some((a / b).ln())
}
