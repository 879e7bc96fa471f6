//! The facts of a panelboard as label and value cells above its table.
//!
//! A label stands in one of three places of a row, its value in the cell right of it; so a value may well be a word
//! that is a label elsewhere.

use crate::domain::{Feeder, Main, Mounting, Panel, PanelId, Project, Source, System};
use crate::interchange::exchange::columns::{number, whole, wiring, yes};
use crate::interchange::exchange::{Cell, NamedSource, facts_text, parse_facts, parse_source, source_text};
use crate::units::{Amperes, Feet, KiloAmperes};

/// A panelboard while its facts are read.
pub struct FactsDraft {
    pub panel: Panel,
    pub fed_from: Option<NamedSource>,
    /// Everything of the feeder but its source, which is known only when all panels are.
    pub feeder: Feeder,
}

/// One fact.
pub struct Fact {
    pub label: &'static str,
    pub write: fn(&Project, &Panel) -> Cell,
    pub read: fn(&mut FactsDraft, &str) -> Result<(), String>,
}

/// Columns in which labels stand.
pub const LABEL_COLUMNS: [usize; 3] = [0, 5, 7];

/// Finds a fact by its label.
pub fn fact_named(label: &str) -> Option<&'static Fact> {
    FACTS.iter().flat_map(|row| row.iter()).find(|fact| fact.label.eq_ignore_ascii_case(label.trim()))
}

fn feeder(panel: &Panel) -> Option<&Feeder> {
    panel.feeder.as_ref()
}

/// The facts, row by row as they stand on the sheet.
#[rustfmt::skip]
pub const FACTS: &[&[Fact]] = &[
    &[
        Fact { label: "Panel", write: |_, p| Cell::text(&p.name), read: |d, t| { t.clone_into(&mut d.panel.name); Ok(()) } },
        Fact { label: "Bus A", write: |_, p| Cell::number(p.bus.map(Amperes::value)),
            read: |d, t| { d.panel.bus = Some(Amperes(number(t)?)); Ok(()) } },
        Fact { label: "Mounting", write: |_, p| Cell::text(p.mounting.name()),
            read: |d, t| { d.panel.mounting = Mounting::from_name(t).ok_or_else(|| format!("'{t}' is no mounting; write surface, flush or freestanding"))?; Ok(()) } },
    ],
    &[
        Fact { label: "Location", write: |_, p| Cell::text(&p.location), read: |d, t| { t.clone_into(&mut d.panel.location); Ok(()) } },
        Fact { label: "Main", write: |_, p| Cell::Text(main_text(p.main)), read: |d, t| { d.panel.main = parse_main(t)?; Ok(()) } },
        Fact { label: "Enclosure", write: |_, p| Cell::text(&p.enclosure), read: |d, t| { t.clone_into(&mut d.panel.enclosure); Ok(()) } },
    ],
    &[
        Fact { label: "System", write: |_, p| Cell::text(p.system.code()),
            read: |d, t| { d.panel.system = System::from_code(t).ok_or_else(|| format!("'{t}' is no system served here"))?; Ok(()) } },
        Fact { label: "AIC kA", write: |_, p| Cell::number(p.interrupting.map(KiloAmperes::value)),
            read: |d, t| { d.panel.interrupting = Some(KiloAmperes(number(t)?)); Ok(()) } },
        Fact { label: "Feed-through", write: |_, p| Cell::flag(p.feed_through), read: |d, t| { d.panel.feed_through = yes(t)?; Ok(()) } },
    ],
    &[
        Fact { label: "Fed from", write: |project, p| feeder(p).map_or(Cell::Empty, |f| Cell::text(&source_text(project, f.source))),
            read: |d, t| { d.fed_from = Some(parse_source(t)?); Ok(()) } },
        Fact { label: "Slots", write: |_, p| Cell::Number(f64::from(p.slots)), read: |d, t| { d.panel.slots = whole(t)?; Ok(()) } },
        Fact { label: "Issued", write: |_, p| Cell::flag(p.issued), read: |d, t| { d.panel.issued = yes(t)?; Ok(()) } },
    ],
    &[
        Fact { label: "Feeder", write: |_, p| Cell::text(&feeder(p).and_then(|f| f.conductors.as_ref()).map(ToString::to_string).unwrap_or_default()),
            read: |d, t| { d.feeder.conductors = Some(wiring(t)?); Ok(()) } },
        Fact { label: "Sections", write: |_, p| Cell::Number(f64::from(p.sections)), read: |d, t| { d.panel.sections = whole(t)?; Ok(()) } },
        Fact { label: "Raceway", write: |_, p| Cell::text(&feeder(p).and_then(|f| f.raceway.as_ref()).map(ToString::to_string).unwrap_or_default()),
            read: |d, t| { d.feeder.raceway = Some(wiring(t)?); Ok(()) } },
    ],
    &[
        Fact { label: "Notes", write: |_, p| Cell::text(&p.notes), read: |d, t| { t.clone_into(&mut d.panel.notes); Ok(()) } },
        Fact { label: "Feeder OCPD A", write: |_, p| Cell::number(feeder(p).and_then(|f| f.ocpd).map(Amperes::value)),
            read: |d, t| { d.feeder.ocpd = Some(Amperes(number(t)?)); Ok(()) } },
        Fact { label: "Length ft", write: |_, p| Cell::number(feeder(p).and_then(|f| f.length).map(Feet::value)),
            read: |d, t| { d.feeder.length = Some(Feet(number(t)?)); Ok(()) } },
    ],
    &[
        Fact { label: "Panel facts", write: |_, p| Cell::text(&facts_text(&p.facts)), read: |d, t| { d.panel.facts = parse_facts(t)?; Ok(()) } },
        Fact { label: "Feeder facts", write: |_, p| feeder(p).map_or(Cell::Empty, |f| Cell::text(&facts_text(&f.facts))),
            read: |d, t| { d.feeder.facts = parse_facts(t)?; Ok(()) } },
    ],
];

fn main_text(main: Main) -> String {
    match main {
        Main::LugsOnly => "MLO".to_owned(),
        Main::Breaker(rating) => format!("{} A MCB", rating.0),
    }
}

fn parse_main(text: &str) -> Result<Main, String> {
    let text = text.trim();
    if text.eq_ignore_ascii_case("MLO") {
        return Ok(Main::LugsOnly);
    }
    let rating = text.trim_end_matches("MCB").trim().trim_end_matches('A').trim();
    match number(rating) {
        Ok(rating) => Ok(Main::Breaker(Amperes(rating))),
        Err(_) => Err(format!("'{text}' is no main; write MLO or '125 A MCB'")),
    }
}

impl FactsDraft {
    /// Starts a panelboard about which nothing is known; blank facts stay blank.
    pub fn new() -> Self {
        let mut panel = Panel::new(PanelId(0), "", System::Wye208, 42);
        panel.enclosure.clear();
        Self { panel, fed_from: None, feeder: Feeder::from(Source::Service) }
    }
}
