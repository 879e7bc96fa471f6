//! Conductors, raceways and sources of feeders as one cell each, and back.
//!
//! `#12 Cu THHN, N #12, EGC #12` · `2 x 250 kcmil Al XHHW-2` · `3/4 EMT` · `Panel HP-1, circuit 3`. What is written
//! here reads back to the same record.

use crate::domain::{ConductorSet, Project, Raceway, Slot, Source};
use crate::nec::{Insulation, Material, RacewayType};
use crate::units::WireSize;

/// Writes conductors.
pub fn conductors_text(set: &ConductorSet) -> String {
    let sets = if set.parallel_sets == 1 { String::new() } else { format!("{} x ", set.parallel_sets) };
    let neutral = set.neutral.map_or(String::new(), |size| format!(", N {size}"));
    let egc = set.egc.map_or(String::new(), |size| format!(", EGC {size}"));
    format!("{sets}{} {} {}{neutral}{egc}", set.size, set.material, set.insulation)
}

/// Reads conductors.
///
/// # Errors
/// Says what is missing and shows the form that is understood.
pub fn parse_conductors(text: &str) -> Result<ConductorSet, String> {
    let wrong = || format!("'{text}' does not name conductors; write '#12 Cu THHN, N #12, EGC #12'");
    let mut parts = text.split(',').map(str::trim);
    let first = parts.next().unwrap_or_default();
    let (sets, phase) = match first.split_once(" x ") {
        Some((count, rest)) => (count.trim().parse().map_err(|_| wrong())?, rest),
        None => (1, first),
    };
    let words: Vec<&str> = phase.split_whitespace().collect();
    let [size @ .., material, insulation] = words.as_slice() else { return Err(wrong()) };
    let mut set = ConductorSet {
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

/// Writes a raceway, trade size first.
pub fn raceway_text(raceway: &Raceway) -> String {
    if raceway.trade_size.is_empty() {
        raceway.kind.to_string()
    } else {
        format!("{} {}", raceway.trade_size, raceway.kind)
    }
}

/// Reads a raceway.
///
/// # Errors
/// Says which forms are understood.
pub fn parse_raceway(text: &str) -> Result<Raceway, String> {
    let (trade_size, kind) = text.rsplit_once(' ').unwrap_or(("", text));
    let kind = RacewayType::from_name(kind)
        .ok_or_else(|| format!("'{text}' names no raceway; write a trade size and a type: '3/4 EMT'"))?;
    Ok(Raceway { kind, trade_size: trade_size.to_owned() })
}

/// What a feeder starts from, by name: identities do not leave the project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NamedSource {
    Service,
    Circuit { panel: String, slot: Slot },
    FeedThrough { panel: String },
    Transformer { name: String },
}

const LUGS: &str = "feed-through lugs";

/// Writes where a feeder starts.
pub fn source_text(project: &Project, source: Source) -> String {
    let panel_name = |id| project.panel(id).map_or("?", |panel| panel.name.as_str());
    match source {
        Source::Service => "Service".to_owned(),
        Source::Circuit(panel, circuit) => {
            let slot = project.panel(panel).and_then(|p| p.circuit(circuit)).map_or(0, |c| c.slot.0);
            format!("Panel {}, circuit {slot}", panel_name(panel))
        }
        Source::FeedThrough(panel) => format!("Panel {}, {LUGS}", panel_name(panel)),
        Source::Transformer(id) => {
            format!("Transformer {}", project.transformer(id).map_or("?", |t| t.name.as_str()))
        }
    }
}

/// Reads where a feeder starts.
///
/// # Errors
/// Says which forms are understood.
pub fn parse_source(text: &str) -> Result<NamedSource, String> {
    let named = if text == "Service" {
        Some(NamedSource::Service)
    } else if let Some(name) = text.strip_prefix("Transformer ") {
        Some(NamedSource::Transformer { name: name.to_owned() })
    } else if let Some((panel, rest)) = text.strip_prefix("Panel ").and_then(|t| t.rsplit_once(", ")) {
        let panel = panel.to_owned();
        match rest.strip_prefix("circuit ").map(str::parse) {
            Some(Ok(slot)) => Some(NamedSource::Circuit { panel, slot: Slot(slot) }),
            None if rest == LUGS => Some(NamedSource::FeedThrough { panel }),
            _ => None,
        }
    } else {
        None
    };
    named.ok_or_else(|| {
        format!("'{text}' names no source; write 'Service', 'Transformer T-1' or 'Panel HP-1, circuit 3'")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conductors_read_back() {
        for text in ["#12 Cu THHN", "#12 Cu THHN, N #12, EGC #12", "2 x 250 kcmil Al XHHW-2, EGC #1/0"] {
            assert_eq!(parse_conductors(text).map(|set| conductors_text(&set)), Ok(text.to_owned()));
        }
        assert!(parse_conductors("12").is_err());
        assert!(parse_conductors("#13 Cu THHN").is_err());
        assert!(parse_conductors("#12 Cu THHN, X #12").is_err());
    }

    #[test]
    fn raceways_read_back() {
        for text in ["EMT", "1-1/2 PVC-40"] {
            assert_eq!(parse_raceway(text).map(|raceway| raceway_text(&raceway)), Ok(text.to_owned()));
        }
        assert!(parse_raceway("3/4 pipe").is_err());
    }

    #[test]
    fn sources_are_told_apart_whatever_a_panel_is_called() {
        assert_eq!(parse_source("Service"), Ok(NamedSource::Service));
        assert_eq!(
            parse_source("Panel Service, circuit 7, circuit 3"),
            Ok(NamedSource::Circuit { panel: "Service, circuit 7".into(), slot: Slot(3) })
        );
        assert_eq!(
            parse_source("Panel HP-1, feed-through lugs"),
            Ok(NamedSource::FeedThrough { panel: "HP-1".into() })
        );
        assert!(parse_source("somewhere").is_err());
    }
}
