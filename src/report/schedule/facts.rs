//! The words of the heading: what a panelboard is and where it is fed from.

use crate::domain::{Feeder, Main, Panel, Project, Source};
use crate::units::trimmed;

/// Stands where nobody has given a fact.
const UNKNOWN: &str = "\u{2013}";

/// A label and its value.
pub type Fact = (&'static str, String);

/// Returns the facts of the heading, three rows of four columns, the first column the widest.
pub fn facts(project: &Project, panel: &Panel) -> [[Fact; 4]; 3] {
    let bus = panel.bus.map(|bus| bus.to_string());
    let main = match panel.main {
        Main::LugsOnly => "Main lugs only".to_owned(),
        Main::Breaker(rating) => format!("{rating} main breaker"),
    };
    let interrupting = panel.interrupting.map(|rating| rating.to_string());
    let slots = match panel.sections {
        1 => panel.slots.to_string(),
        sections => format!("{} in {sections} sections", panel.slots),
    };
    let feeder = panel.feeder.as_ref();
    [
        [
            ("Location", given(&panel.location)),
            ("Bus", or_unknown(bus)),
            ("Mounting", capitalized(panel.mounting.name())),
            ("Slots", slots),
        ],
        [
            ("Fed from", feeder.map_or(UNKNOWN.to_owned(), |f| source(project, f))),
            ("Main", main),
            ("Enclosure", given(&panel.enclosure)),
            ("Used", format!("{} of {}", panel.used_slots(), panel.slots)),
        ],
        [
            ("Feeder", feeder.map_or(UNKNOWN.to_owned(), conductors)),
            ("AIC rating", or_unknown(interrupting)),
            ("Feed-through", feed_through(project, panel)),
            ("Code", project.settings().edition.to_string()),
        ],
    ]
}

/// Says what hangs on the feed-through lugs.
fn feed_through(project: &Project, panel: &Panel) -> String {
    let fed = on_lugs(project, panel);
    match (panel.feed_through, fed.is_empty()) {
        (_, false) => format!("To {}", fed.join(", ")),
        (true, true) => "Lugs".to_owned(),
        (false, true) => "None".to_owned(),
    }
}

/// Names what is fed from the feed-through lugs.
pub fn on_lugs<'p>(project: &'p Project, panel: &Panel) -> Vec<&'p str> {
    let panels = project.panels().map(|p| (p.name.as_str(), p.feeder.as_ref()));
    let transformers = project.transformers().map(|t| (t.name.as_str(), t.feeder.as_ref()));
    let lugs = Source::FeedThrough(panel.id);
    let fed = panels.chain(transformers).filter(|(_, feeder)| feeder.is_some_and(|f| f.source == lugs));
    fed.map(|(name, _)| name).collect()
}

fn or_unknown(text: Option<String>) -> String {
    text.unwrap_or_else(|| UNKNOWN.to_owned())
}

fn given(text: &str) -> String {
    if text.trim().is_empty() { UNKNOWN.to_owned() } else { text.to_owned() }
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// The source by name, with the device that protects the feeder, and what lies behind a transformer.
fn source(project: &Project, feeder: &Feeder) -> String {
    let ocpd = feeder.ocpd.map_or(String::new(), |rating| format!(" ({rating})"));
    match feeder.source {
        Source::Service => {
            let name = project.service().map_or("", |service| service.name.trim());
            let name = if name.is_empty() { "Service" } else { name };
            format!("{name}{ocpd}")
        }
        Source::Circuit(panel, circuit) => {
            let Some(panel) = project.panel(panel) else { return UNKNOWN.to_owned() };
            let Some(circuit) = panel.circuit(circuit) else { return panel.name.clone() };
            let trip = circuit.trip.map_or(String::new(), |trip| format!("{} A/", trimmed(trip.0, 1)));
            format!("{}, circuit {} ({trip}{}P)", panel.name, circuit.slot, circuit.poles)
        }
        Source::FeedThrough(panel) => {
            let name = project.panel(panel).map_or(UNKNOWN, |panel| panel.name.as_str());
            format!("{name}, feed-through lugs{ocpd}")
        }
        Source::Transformer(id) => {
            let Some(transformer) = project.transformer(id) else { return UNKNOWN.to_owned() };
            let rating = trimmed(transformer.rating.0 / 1000.0, 1);
            let behind = transformer.feeder.as_ref().map(|feeder| source_name(project, feeder.source));
            let behind = behind.map_or(String::new(), |name| format!(", from {name}"));
            format!("{}, {rating} kVA{behind}{ocpd}", transformer.name)
        }
    }
}

fn source_name(project: &Project, source: Source) -> String {
    match source {
        Source::Service => project.service().map_or("Service", |service| service.name.as_str()).to_owned(),
        Source::Circuit(panel, _) | Source::FeedThrough(panel) => {
            project.panel(panel).map_or(UNKNOWN, |panel| panel.name.as_str()).to_owned()
        }
        Source::Transformer(id) => {
            project.transformer(id).map_or(UNKNOWN, |transformer| transformer.name.as_str()).to_owned()
        }
    }
}

fn conductors(feeder: &Feeder) -> String {
    let parts = [
        feeder.conductors.as_ref().map(ToString::to_string),
        feeder.raceway.as_ref().map(|raceway| format!("in {raceway}")),
        feeder.length.map(|length| length.to_string()),
    ];
    let text = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    if text.is_empty() { UNKNOWN.to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{CircuitId, Edit, FeederLoad, PanelId, apply_all, examples};
    use crate::units::{Feet, KiloAmperes};

    #[test]
    fn the_heading_says_what_is_known_and_marks_what_is_not() {
        let mut feeder = Feeder::from(Source::Circuit(PanelId(1), CircuitId(115)));
        feeder.conductors = "#10 Cu THHN, N #10, EGC #10".parse().ok();
        feeder.raceway = "3/4 EMT".parse().ok();
        feeder.length = Some(Feet(42.0));
        let mut em1 = examples::em1();
        em1.interrupting = Some(KiloAmperes(10.0));
        let edits = [
            Edit::SetPanel(Box::new(em1)),
            Edit::SetFeeder { load: FeederLoad::Panel(PanelId(2)), feeder: Some(Box::new(feeder)) },
        ];
        let (project, _) = apply_all(&examples::two_panels(), &edits).expect("possible edits");
        let panel = project.panel(PanelId(2)).expect("EM-1");
        let words: Vec<(&str, String)> = facts(&project, panel).into_iter().flatten().collect();
        let value = |label: &str| words.iter().find(|(l, _)| *l == label).map_or("", |(_, v)| v.as_str());
        assert_eq!(value("Fed from"), "LP-1, circuit 15 (30 A/2P)");
        assert_eq!(value("Feeder"), "#10 Cu THHN, N #10, EGC #10, in 3/4 EMT, 42 ft");
        assert_eq!((value("AIC rating"), value("Bus"), value("Location")), ("10 kA", "\u{2013}", "\u{2013}"));
        assert_eq!((value("Main"), value("Used")), ("Main lugs only", "3 of 18"));
    }
}
