//! A building whose every field is filled in: a service, distribution panelboards, transformers and what hangs on them.

use crate::cli::CliError;
use crate::domain::{
    Circuit, CircuitId, CircuitLoad, ConductorSet, Connection, Facts, Feeder, LoadClass, Main, Panel,
    PanelId, PanelParts, Project, ProjectInfo, ProjectParts, Raceway, Service, Slot, Source, System,
    Transformer, TransformerId,
};
use crate::units::{Amperes, Feet, KiloAmperes, VoltAmperes, Volts};

/// Circuits of a panelboard, sub-feeds among them.
const CIRCUITS: u16 = 40;
/// Panelboards of 208Y/120 V in a group, the first of them behind the transformer.
const BRANCH_PANELS: u64 = 4;
/// Poles of the breaker that feeds another panelboard.
const SUB_FEED_POLES: u16 = 3;

/// Returns a building of so many groups: a panelboard of 480Y/277 V, a transformer, four panelboards of 208Y/120 V
/// behind it. Without groups it is a single panelboard.
pub(in crate::cli::commands::bench) fn building(groups: u64) -> Result<Project, CliError> {
    let mut parts = ProjectParts {
        info: ProjectInfo { name: "Measured".to_owned(), ..ProjectInfo::default() },
        service: Some(Service {
            name: "Service".to_owned(),
            system: System::Wye480,
            rating: Some(Amperes(4000.0)),
            available_fault: Some(KiloAmperes(30.0)),
            utility: String::new(),
            notes: String::new(),
            facts: Facts::new(),
        }),
        ..ProjectParts::default()
    };
    if groups == 0 {
        parts.panels.push(panel(1, "LP-1", System::Wye208, Source::Service, 0)?);
    }
    for group in 0..groups {
        let first = group * 10 + 1;
        let (high, low) = (format!("HP-{}", group + 1), format!("LP-{}", group + 1));
        let transformer = TransformerId(first + 5);
        parts.panels.push(panel(first, &high, System::Wye480, Source::Service, 1)?);
        parts.transformers.push(Transformer {
            id: transformer,
            name: format!("T-{}", group + 1),
            location: "Electrical room".to_owned(),
            rating: VoltAmperes(150_000.0),
            connection: Connection::DeltaWye,
            primary: Volts(480.0),
            secondary: System::Wye208,
            impedance_percent: Some(5.0),
            secondary_ocpd: Some(Amperes(400.0)),
            notes: String::new(),
            facts: Facts::new(),
            feeder: Some(feeder(Source::Circuit(PanelId(first), circuit_id(first, 1)), None)?),
        });
        for n in 0..BRANCH_PANELS {
            let source = match n {
                0 => Source::Transformer(transformer),
                _ => Source::Circuit(PanelId(first + 1), circuit_id(first + 1, n)),
            };
            let sub_feeds = if n == 0 { BRANCH_PANELS - 1 } else { 0 };
            let name = format!("{low}.{}", n + 1);
            parts.panels.push(panel(first + 1 + n, &name, System::Wye208, source, sub_feeds)?);
        }
    }
    Project::from_parts(parts).map_err(|problems| CliError::internal(problems.join("; ")))
}

fn circuit_id(panel: u64, place: u64) -> CircuitId {
    CircuitId(1_000_000 + panel * 100 + place)
}

fn panel(
    id: u64,
    name: &str,
    system: System,
    source: Source,
    sub_feeds: u64,
) -> Result<PanelParts, CliError> {
    let mut facts = Panel::new(PanelId(id), name, system, 84);
    facts.location = format!("Room {id}");
    facts.bus = Some(Amperes(400.0));
    facts.main = Main::Breaker(Amperes(400.0));
    facts.interrupting = Some(KiloAmperes(65.0));
    facts.feeder = Some(feeder(source, Some(Amperes(400.0)))?);
    let mut circuits = Vec::new();
    let mut left = 1u16;
    for place in 1..=u64::from(CIRCUITS) {
        let is_sub_feed = place <= sub_feeds;
        // Sub-feeds stand in the left column, everything else in the right one.
        let slot = if is_sub_feed { Slot(left) } else { Slot(2 * (place - sub_feeds) as u16) };
        left += if is_sub_feed { 2 * SUB_FEED_POLES } else { 0 };
        let mut circuit = branch(circuit_id(id, place), slot, place)?;
        if is_sub_feed {
            circuit.poles = SUB_FEED_POLES as u8;
            circuit.description = format!("SUB-FEED {place}");
            circuit.load = CircuitLoad::ZERO;
            circuit.trip = Some(Amperes(250.0));
            circuit.conductors = Some(conductors("250 kcmil Cu THHN, N 250 kcmil, EGC #4")?);
        }
        circuits.push(circuit);
    }
    Ok(PanelParts { facts, circuits })
}

fn branch(id: CircuitId, slot: Slot, place: u64) -> Result<Circuit, CliError> {
    let classes = [LoadClass::Lighting, LoadClass::Receptacle, LoadClass::Appliance, LoadClass::Cooling];
    let at = (place % 4) as usize;
    Ok(Circuit {
        description: format!("LOAD {place} ROOM {}", id.0),
        class: classes.get(at).copied().unwrap_or(LoadClass::Appliance),
        load: CircuitLoad::Total(VoltAmperes(300.0 + 25.0 * (place * 7 % 40) as f64)),
        trip: Some(Amperes(20.0)),
        continuous: at == 0,
        conductors: Some(conductors("#12 Cu THHN, N #12, EGC #12")?),
        raceway: Some(raceway("3/4 EMT")?),
        length: Some(Feet(20.0 + (place * 11 % 60) as f64)),
        ..Circuit::new(id, slot)
    })
}

fn feeder(source: Source, ocpd: Option<Amperes>) -> Result<Feeder, CliError> {
    let given = match source {
        Source::Circuit(..) => None,
        Source::Service | Source::Transformer(_) | Source::FeedThrough(_) => ocpd,
    };
    Ok(Feeder {
        source,
        ocpd: given,
        conductors: Some(conductors("500 kcmil Cu THHN, N 500 kcmil, EGC #2")?),
        raceway: Some(raceway("4 EMT")?),
        length: Some(Feet(80.0)),
        facts: Facts::new(),
    })
}

fn conductors(text: &str) -> Result<ConductorSet, CliError> {
    text.parse().map_err(CliError::internal)
}

fn raceway(text: &str) -> Result<Raceway, CliError> {
    text.parse().map_err(CliError::internal)
}
