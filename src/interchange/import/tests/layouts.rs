//! The sample panels written as sheets in many layouts, and read back: moved columns, renamed headers, swapped, mirrored
//! and stacked halves, volt-amperes, kilovolt-amperes and amperes, whole and per leg. Circuits, slots, poles, trips and
//! totals must be the same.

use super::lines;
use crate::document::Sample;
use crate::domain::{Circuit, Panel, Slot, System};
use crate::interchange::import::{LoadUnit, Overrides, Role, import_schedule};
use crate::units::VoltAmperes;
use proptest::prelude::*;

/// How a sheet is written.
#[derive(Clone, Debug)]
struct Style {
    halves: Halves,
    /// Load on each leg in a column of its own, else of the whole breaker.
    per_leg: bool,
    unit: LoadUnit,
    /// Which words the headers use.
    words: usize,
    /// Numbers that shuffle the columns of a half.
    order: Vec<u8>,
    /// Breaker and poles in one cell.
    breaker: usize,
    /// Title with the facts of the panel above, totals below.
    has_head: bool,
    has_foot: bool,
    delimiter: char,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Halves {
    /// A row for each slot, 1, 2, 3 …
    Counting,
    /// A row for each slot, odd ones first.
    OddThenEven,
    /// The header again above the even ones.
    Stacked,
    SideBySide,
    Mirrored,
    EvenFirst,
    /// A row for each breaker, with all its slots in one cell.
    Listed,
}

const HALVES: [Halves; 7] = [
    Halves::Counting,
    Halves::OddThenEven,
    Halves::Stacked,
    Halves::SideBySide,
    Halves::Mirrored,
    Halves::EvenFirst,
    Halves::Listed,
];
const UNITS: [LoadUnit; 5] =
    [LoadUnit::Va, LoadUnit::Kva, LoadUnit::Amperes, LoadUnit::Watts, LoadUnit::Kilowatts];

/// Headers of a role; the first six are used in turn.
fn words(role: Role) -> [&'static str; 6] {
    match role {
        Role::Circuit => ["CKT", "Circuit No.", "Cct #", "POLE NO", "CIR", "Ckt\nNo"],
        Role::Description => {
            ["DESCRIPTION", "Load Served", "Serves", "AREA SERVED", "Circuit Description", "Load Name"]
        }
        Role::Trip => ["TRIP", "Breaker", "BKR AMPS", "OCPD (A)", "Trip Rating", "C/B"],
        Role::Poles => ["POLES", "P", "No. of Poles", "Pole", "BKR POLES", "# Poles"],
        Role::LegA => ["PHASE A", "PH A", "ØA", "A PHASE", "L1", "LEG A"],
        Role::LegB => ["PHASE B", "PH B", "ØB", "B PHASE", "L2", "LEG B"],
        Role::LegC => ["PHASE C", "PH C", "ØC", "C PHASE", "L3", "LEG C"],
        Role::Notes => ["NOTES", "Remarks", "COMMENTS", "Note", "Remark", "Location"],
        _ => ["LOAD", "Connected Load", "CONN. LOAD", "Total Load", "Load", "CIRCUIT LOAD"],
    }
}

impl Style {
    fn header(&self, role: Role) -> String {
        let word = words(role).get(self.words % 6).copied().unwrap_or_default();
        if role.is_load() { format!("{word} ({})", self.unit.symbol()) } else { word.to_owned() }
    }

    /// The columns of a half, shuffled.
    fn columns(&self) -> Vec<Role> {
        let mut columns = vec![Role::Circuit, Role::Description, Role::Trip, Role::Notes];
        if self.breaker == 0 {
            columns.push(Role::Poles);
        }
        columns.extend(if self.per_leg {
            vec![Role::LegA, Role::LegB, Role::LegC]
        } else {
            vec![Role::Load]
        });
        for (place, step) in self.order.iter().enumerate().take(columns.len()) {
            let other = usize::from(*step) % columns.len();
            columns.swap(place, other);
        }
        columns
    }

    fn number(&self, va: VoltAmperes, volts_per_pole: f64) -> String {
        let value = match self.unit {
            LoadUnit::Va | LoadUnit::Watts => va.value(),
            LoadUnit::Kva | LoadUnit::Kilowatts => va.value() / 1e3,
            LoadUnit::Amperes => va.value() / volts_per_pole,
        };
        let text = format!("{value}");
        if self.delimiter == ';' { text.replace('.', ",") } else { text }
    }

    /// The cell of a breaker in the row of one of its poles.
    fn cell(&self, role: Role, panel: &Panel, circuit: &Circuit, pole: u8, all_poles: bool) -> String {
        let first = pole == 0;
        let slot = circuit.slot.down(u16::from(pole));
        let trip = circuit.trip.map_or(0.0, |trip| trip.0);
        let system = panel.system;
        match role {
            Role::Circuit if all_poles => {
                let sign = [",", "/", "-"][self.words % 3];
                circuit.span().slots().map(|slot| slot.0.to_string()).collect::<Vec<_>>().join(sign)
            }
            Role::Circuit => slot.0.to_string(),
            _ if !first && role.leg().is_none() => String::new(),
            Role::Description => circuit.description.clone(),
            Role::Trip => match self.breaker {
                0 => format!("{trip}"),
                1 => format!("{trip}/{}", circuit.poles),
                2 => format!("{trip}A-{}P", circuit.poles),
                _ => format!("{}P {trip} A", circuit.poles),
            },
            Role::Poles => circuit.poles.to_string(),
            Role::Notes => if circuit.slot.0.is_multiple_of(3) { "see plan" } else { "" }.to_owned(),
            Role::Load if circuit.is_spare() => String::new(),
            Role::Load => self.number(circuit.load.total(), whole_volts(system, circuit)),
            _ => {
                let pole_of_leg = circuit.span().legs(system).position(|leg| Some(leg.index()) == role.leg());
                let wanted = pole_of_leg.filter(|at| all_poles || *at == usize::from(pole));
                wanted.filter(|_| !circuit.is_spare()).map_or(String::new(), |at| {
                    let volts = whole_volts(system, circuit) / f64::from(circuit.poles);
                    self.number(circuit.load.share(at, circuit.poles), volts)
                })
            }
        }
    }

    /// The row of a slot in a half with these columns.
    fn row(&self, columns: &[Role], panel: &Panel, slot: Slot) -> Vec<String> {
        match panel.circuit_at(slot) {
            Some(circuit) => {
                let pole = u8::try_from((slot.0 - circuit.slot.0) / 2).expect("a pole");
                columns.iter().map(|role| self.cell(*role, panel, circuit, pole, false)).collect()
            }
            None => columns
                .iter()
                .map(|role| match role {
                    Role::Circuit => slot.0.to_string(),
                    Role::Description if self.words.is_multiple_of(2) => "SPACE".to_owned(),
                    _ => String::new(),
                })
                .collect(),
        }
    }

    fn sheet(&self, panel: &Panel) -> String {
        let columns = self.columns();
        let header = |columns: &[Role]| columns.iter().map(|role| self.header(*role)).collect::<Vec<_>>();
        let odd = || (1..=panel.slots).step_by(2).map(Slot);
        let even = || (2..=panel.slots).step_by(2).map(Slot);
        let mirrored: Vec<Role> = columns.iter().rev().copied().collect();
        let mut rows = if self.has_head { self.head(panel) } else { Vec::new() };
        let beside = |right: &[Role], left_is_odd: bool| -> Vec<Vec<String>> {
            let pairs = odd().zip(even());
            let row = |(odd, even): (Slot, Slot)| {
                let (left, other) = if left_is_odd { (odd, even) } else { (even, odd) };
                [self.row(&columns, panel, left), self.row(right, panel, other)].concat()
            };
            std::iter::once([header(&columns), header(right)].concat()).chain(pairs.map(row)).collect()
        };
        match self.halves {
            Halves::SideBySide => rows.extend(beside(&columns, true)),
            Halves::Mirrored => rows.extend(beside(&mirrored, true)),
            Halves::EvenFirst => rows.extend(beside(&columns, false)),
            Halves::Listed => {
                rows.push(header(&columns));
                for circuit in panel.circuits() {
                    rows.push(columns.iter().map(|role| self.cell(*role, panel, circuit, 0, true)).collect());
                }
            }
            Halves::Counting => {
                rows.push(header(&columns));
                rows.extend((1..=panel.slots).map(|slot| self.row(&columns, panel, Slot(slot))));
            }
            Halves::OddThenEven | Halves::Stacked => {
                rows.push(header(&columns));
                rows.extend(odd().map(|slot| self.row(&columns, panel, slot)));
                if self.halves == Halves::Stacked {
                    rows.push(Vec::new());
                    rows.push(header(&columns));
                }
                rows.extend(even().map(|slot| self.row(&columns, panel, slot)));
            }
        }
        if self.has_foot {
            rows.extend(self.foot(panel, &columns));
        }
        let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
        let line = |row: &Vec<String>| {
            row.iter().map(quoted).collect::<Vec<_>>().join(&self.delimiter.to_string()) + "\r\n"
        };
        rows.iter().map(line).collect()
    }

    fn head(&self, panel: &Panel) -> Vec<Vec<String>> {
        let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
        let system = if panel.system == System::Wye480 { "480Y/277V" } else { "120/208V" };
        vec![
            row(&["ACME ENGINEERING, P.C.", "", ""]),
            row(&["PANEL:", &panel.name, "", "VOLTAGE:", &format!("{system}, 3PH, 4W")]),
            row(&["LOCATION:", "ELEC 118", "", "SLOTS:", &panel.slots.to_string()]),
            Vec::new(),
        ]
    }

    fn foot(&self, panel: &Panel, columns: &[Role]) -> Vec<Vec<String>> {
        let total: VoltAmperes = panel.circuits().map(|circuit| circuit.load.total()).sum();
        let cells = |text: &str| -> Vec<String> {
            let place = |(at, role): (usize, &Role)| match role {
                _ if at == 0 && !role.is_load() => text.to_owned(),
                role if role.is_load() => self.number(total, 120.0),
                _ => String::new(),
            };
            columns.iter().enumerate().map(place).collect()
        };
        vec![Vec::new(), cells("TOTAL"), cells("CONNECTED AMPS"), vec!["Notes: see sheet E-101".to_owned()]]
    }
}

/// What amperes on each conductor are multiplied with for the whole breaker.
fn whole_volts(system: System, circuit: &Circuit) -> f64 {
    let line = system.line_to_line().value();
    match circuit.poles {
        1 => system.line_to_neutral(circuit.slot.leg(system)).expect("a neutral").value(),
        2 => line,
        _ => line * 3f64.sqrt(),
    }
}

fn panel(name: &str) -> Panel {
    let office = Sample::by_id("riverside-office").expect("the sample").project().expect("reads");
    let mut panel = office.panel_named(name).expect("a panel").clone();
    // what a feeder carries is no load of its own circuit; a sheet would have a number there
    panel.feeder = None;
    panel
}

fn assert_same(panel: &Panel, style: &Style) {
    let sheet = style.sheet(panel);
    let overrides = if style.has_head {
        Overrides::default()
    } else {
        Overrides { system: Some(panel.system), slots: Some(panel.slots) }
    };
    let draft = import_schedule(sheet.as_bytes(), "plan.csv", None, &overrides).expect("reads");
    let [read] = draft.panels.as_slice() else {
        panic!("{} panels for {style:?}\n{sheet}", draft.panels.len())
    };
    if style.has_head {
        assert_eq!(read.panel.name, panel.name, "{style:?}");
    }
    assert_eq!((read.panel.system, read.panel.slots), (panel.system, panel.slots), "{style:?}\n{sheet}");
    let told = || format!("{style:?}\n{sheet}\n{:#?}", lines(read));
    assert_eq!(read.circuits.len(), panel.circuits().len(), "{}", told());
    for circuit in panel.circuits() {
        let found = read.circuits.iter().find(|draft| draft.circuit.slot == circuit.slot);
        let found = &found
            .unwrap_or_else(|| panic!("{} is not at {}: {}", circuit.description, circuit.slot, told()))
            .circuit;
        let facts = |circuit: &Circuit| {
            (
                circuit.description.clone(),
                circuit.poles,
                circuit.trip,
                circuit.is_spare(),
                circuit.unread.len(),
            )
        };
        assert_eq!(facts(found), facts(circuit), "{}", told());
        for pole in 0..usize::from(circuit.poles) {
            let [read, wanted] = [found, circuit].map(|c| c.load.share(pole, c.poles).value());
            assert!((read - wanted).abs() < 1e-6, "{} {read} {wanted}: {}", circuit.description, told());
        }
    }
    let wanted: VoltAmperes = panel.circuits().map(|circuit| circuit.load.total()).sum();
    assert_eq!(read.connected().value().round(), wanted.value().round(), "{}", told());
}

#[test]
fn every_layout_and_unit_reads_back_to_the_va() {
    for (place, panel) in [panel("LP-1"), panel("HP-1")].iter().enumerate() {
        for halves in HALVES {
            for (step, unit) in UNITS.into_iter().enumerate() {
                for per_leg in [false, true] {
                    let words = step + place + usize::from(per_leg);
                    assert_same(
                        panel,
                        &Style {
                            halves,
                            per_leg,
                            unit,
                            words,
                            order: Vec::new(),
                            breaker: step % 4,
                            has_head: step % 2 == 0,
                            has_foot: per_leg,
                            delimiter: if step % 2 == 0 { ',' } else { ';' },
                        },
                    );
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn moved_columns_renamed_headers_and_swapped_halves_change_nothing(
        halves in prop::sample::select(HALVES.to_vec()),
        per_leg in any::<bool>(),
        unit in prop::sample::select(UNITS.to_vec()),
        words in 0usize..6,
        order in prop::collection::vec(any::<u8>(), 0..8),
        breaker in 0usize..4,
        has_head in any::<bool>(),
        has_foot in any::<bool>(),
        delimiter in prop::sample::select(vec![',', ';', '\t']),
        name in prop::sample::select(vec!["LP-1", "HP-1"]),
    ) {
        let style = Style { halves, per_leg, unit, words, order, breaker, has_head, has_foot, delimiter };
        assert_same(&panel(name), &style);
    }
}
