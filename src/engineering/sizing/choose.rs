//! The smallest conductors, equipment grounding conductor and raceway that do.

use crate::calc::{
    Ampacity, Conditions, Contents, Demand, egc_of, egc_table_cmil, smallest_conductor_for, smallest_raceway,
    upsizing_ratio,
};
use crate::domain::facts::{Facts, conductors as facts};
use crate::domain::{ConductorSet, Raceway};
use crate::engineering::sizing::ask::Ask;
use crate::engineering::{MissingField, NO_TABLE_VALUE, Step, WireLoad, Wires, voltage_drop};
use crate::nec::tables::{
    Ambient, CONDUCTORS, Column, ConductorRow, Location, ambient_factor, bundling_factor, conductor,
    conductor_area_in2, egc_size, insulation,
};
use crate::nec::{Citation, Edition, RacewayType};
use crate::units::{Amperes, Feet, PowerFactor, WireSize, grouped, trimmed};

/// A single set is divided above this size, which is hard to pull.
const LARGEST_SINGLE: &str = "500";
/// No more sets than this are looked for.
const MOST_SETS: u8 = 8;
/// Terminals through this rating are for 60 °C unless marked (110.14(C)(1)(a)).
const COOL_TERMINALS_THROUGH_A: f64 = 100.0;

/// What conductors are chosen for.
pub(super) struct Job<'p> {
    pub ask: &'p Ask,
    pub ocpd: Amperes,
    pub facts: &'p Facts,
    pub edition: Edition,
    /// Metal, insulation, and whether there is a neutral and an EGC.
    pub like: &'p ConductorSet,
    pub raceway: Option<&'p Raceway>,
    pub length: Option<Feet>,
    pub most_drop_percent: f64,
    pub power_factor: PowerFactor,
}

/// Conductors that do.
pub(super) struct Chosen {
    pub row: &'static ConductorRow,
    /// The smallest that would do without the length.
    pub minimum: &'static ConductorRow,
    pub sets: u8,
}

impl Job<'_> {
    fn conditions(&self, sets: u8) -> Result<Conditions, MissingField> {
        let dry = insulation(self.like.insulation.name()).and_then(|row| row.column(Location::Dry));
        let own = dry.ok_or(NO_TABLE_VALUE)?;
        let in_nm = self.raceway.is_some_and(|raceway| raceway.kind == RacewayType::CableNm);
        let column = if in_nm { Column::C60 } else { own };
        let ambient = self.facts.number_or_assumed(&facts::AMBIENT).unwrap_or(30.0);
        let carrying = self.facts.number(&facts::CURRENT_CARRYING).unwrap_or(3.0);
        Ok(Conditions {
            material: self.like.material,
            insulation: column,
            ambient_factor: ambient_factor(Ambient::Celsius(ambient), column)
                .ok_or("ambient temperature within the insulation's range")?,
            adjustment_factor: bundling_factor(carrying),
            sets: f64::from(sets),
            termination: Some(self.terminals()),
        })
    }

    /// Returns the column of the terminals: as marked, else by the rating of the device.
    fn terminals(&self) -> Column {
        match self.facts.word(&facts::TERMINALS) {
            Some("60") => Column::C60,
            Some("75" | "90") => Column::C75,
            _ if self.ocpd.0 <= COOL_TERMINALS_THROUGH_A => Column::C60,
            _ => Column::C75,
        }
    }

    /// Returns the smallest conductors for the load and its device, enlarged for their length.
    pub(super) fn conductors(&self, steps: &mut Vec<Step>) -> Result<Chosen, MissingField> {
        let (sets, minimum, found) = self.smallest()?;
        let words = format!(
            "terminals {} °C; carries {:.2} after factors, {:.2} at its terminals; device {}",
            trimmed(self.terminals().celsius(), 0),
            self.ask.carried,
            self.ask.design,
            self.ocpd
        );
        let citation = Citation { edition: self.edition, section: "310.16; 110.14(C); 240.4" };
        let usable = Amperes(found.usable());
        let many = if sets > 1 { format!("{sets} × ") } else { String::new() };
        steps.push(
            Step::new("Conductors", words, format!("{many}{} ({usable:.1})", named(minimum)))
                .citing(citation),
        );
        let row = self.enlarged(sets, minimum, steps)?;
        Ok(Chosen { row, minimum, sets })
    }

    fn smallest(&self) -> Result<(u8, &'static ConductorRow, Ampacity), MissingField> {
        // Conductors of motors are protected by the overload (240.4(G)): any device will do.
        let ocpd = if self.ask.device.is_some() { 0.0 } else { self.ocpd.0 };
        let demand = Demand { load: self.ask.carried.0, design: self.ask.design.0, ocpd };
        let largest = conductor(LARGEST_SINGLE).ok_or(NO_TABLE_VALUE)?;
        for sets in 1..=MOST_SETS {
            let conditions = self.conditions(sets)?;
            let found = smallest_conductor_for(&demand, &conditions, self.edition, || self.ask.next_size_up);
            if let Some((row, found)) = found.filter(|(row, _)| row.cmil <= largest.cmil) {
                return Ok((sets, row, found));
            }
        }
        Err("a load that eight sets of conductors carry")
    }

    /// Returns the first size with which the length loses no more of the voltage than it may.
    fn enlarged(
        &self,
        sets: u8,
        minimum: &'static ConductorRow,
        steps: &mut Vec<Step>,
    ) -> Result<&'static ConductorRow, MissingField> {
        let Some(length) = self.length else {
            steps.push(Step::note("Voltage drop", "not looked at: no length is given"));
            return Ok(minimum);
        };
        let load = WireLoad {
            current: self.ask.load,
            volts: self.ask.volts,
            three_phase: self.ask.three_phase,
            power_factor: self.power_factor,
        };
        let lost = |row: &ConductorRow| {
            let set = self.set_of(row, sets)?;
            voltage_drop(&Wires { set: Some(&set), raceway: self.raceway, length: Some(length) }, &load).ok()
        };
        for row in CONDUCTORS.iter().filter(|row| row.cmil >= minimum.cmil) {
            let Some(drop) = lost(row) else { continue };
            if drop.percent <= self.most_drop_percent {
                let limit = format!("{} % at most", trimmed(self.most_drop_percent, 2));
                let words = format!("{} over {length}, {limit}", named(row));
                steps.push(Step::new("Voltage drop", words, format!("{} %", grouped(drop.percent, 2))));
                return Ok(row);
            }
        }
        steps.push(Step::note("Voltage drop", "no size keeps within the limit over this length"));
        Ok(minimum)
    }

    fn set_of(&self, row: &ConductorRow, sets: u8) -> Option<ConductorSet> {
        let size: WireSize = row.size.parse().ok()?;
        Some(ConductorSet { size, parallel_sets: sets, ..self.like.clone() })
    }

    /// Returns the EGC for the device, enlarged as the conductors were (250.122(B)).
    pub(super) fn egc(&self, chosen: &Chosen, steps: &mut Vec<Step>) -> Result<WireSize, MissingField> {
        let table = egc_size(self.ocpd.0, self.like.material, self.edition);
        let cmil = table.and_then(egc_table_cmil).ok_or("a device within the table of EGC sizes")?;
        let ratio = upsizing_ratio(chosen.row, chosen.minimum);
        let row = egc_of(cmil * ratio, Some(chosen.row)).ok_or(NO_TABLE_VALUE)?;
        let section = if ratio > 1.0 { "250.122(A), (B)" } else { "250.122(A)" };
        let enlarged = if ratio > 1.0 { format!(" × {ratio:.3}") } else { String::new() };
        let words = format!("{} for a {} device{enlarged}", table.unwrap_or_default(), self.ocpd);
        let citation = Citation { edition: self.edition, section };
        steps.push(Step::new("EGC", words, named(row)).citing(citation));
        row.size.parse().map_err(|_| NO_TABLE_VALUE)
    }
}

/// Returns the smallest raceway of a kind for one set of the conductors, `poles` of them ungrounded; cables have none.
pub(super) fn raceway_for(
    set: &ConductorSet,
    poles: u8,
    kind: RacewayType,
    edition: Edition,
    steps: &mut Vec<Step>,
) -> Result<Raceway, MissingField> {
    if matches!(kind, RacewayType::CableMc | RacewayType::CableNm) {
        return Ok(Raceway { kind, trade_size: String::new() });
    }
    let group =
        insulation(set.insulation.name()).and_then(|row| row.area_group(false)).ok_or(NO_TABLE_VALUE)?;
    let area = |size: WireSize| conductor_area_in2(size.name(), group).ok_or(NO_TABLE_VALUE);
    let mut entries = vec![(f64::from(poles), area(set.size)?)];
    for size in [set.neutral, set.egc].into_iter().flatten() {
        entries.push((1.0, area(size)?));
    }
    let contents = Contents::of(&entries);
    let row = smallest_raceway(&contents, kind.name(), false).ok_or("a raceway that holds the conductors")?;
    let fill = 100.0 * contents.area_in2 / row.area_in2();
    let words = format!("{} conductors, {} in²", trimmed(contents.count, 0), grouped(contents.area_in2, 4));
    let citation = Citation { edition, section: "Chapter 9 Table 1" };
    let result = format!("{} {kind} ({} % filled)", row.trade_size, grouped(fill, 1));
    steps.push(Step::new("Raceway", words, result).citing(citation));
    Ok(Raceway { kind, trade_size: row.trade_size.to_owned() })
}

fn named(row: &ConductorRow) -> String {
    row.size.parse::<WireSize>().map_or_else(|_| row.size.to_owned(), |size| size.to_string())
}
