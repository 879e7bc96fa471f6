//! The source of a feeder as one cell, and back: `Panel HP-1, circuit 3` · `Transformer T-1` · `Service`.

use crate::domain::{Project, Slot, Source};
use std::fmt;

/// What a feeder starts from, by name: identities do not leave the project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NamedSource {
    Service,
    Circuit { panel: String, slot: Slot },
    FeedThrough { panel: String },
    Transformer { name: String },
}

impl fmt::Display for NamedSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Service => f.write_str("Service"),
            Self::Circuit { panel, slot } => write!(f, "Panel {panel}, circuit {slot}"),
            Self::FeedThrough { panel } => write!(f, "Panel {panel}, {LUGS}"),
            Self::Transformer { name } => write!(f, "Transformer {name}"),
        }
    }
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
