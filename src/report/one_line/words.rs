//! What the diagram says of each node and of the feeder above it. Figures that cannot be computed say what they need.

use crate::domain::{Feeder, FeederLoad, Main, OneLineNode, Panel, Project, Service, Source, Transformer};
use crate::engineering::{
    FaultCurrent, Loads, MissingField, NO_TABLE_VALUE, ProjectLoads, drop_from_service, fault_at,
    fault_behind, feeder_amperes, feeder_drop,
};
use crate::units::{Amperes, KiloAmperes, VoltAmperes, grouped, percent, trimmed};

/// Stands where nobody has given a fact.
const UNKNOWN: &str = "\u{2013}";

/// A value with how sure it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Known(String),
    /// What is missing for it.
    Needs(MissingField),
    /// Beyond a rating.
    Over(String),
}

/// A line of a node's box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub label: &'static str,
    pub value: Value,
    /// In a column of its own at the right, amperes beside volt-amperes.
    pub second: Option<String>,
}

/// What a node says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NodeWords {
    pub name: String,
    /// System of a service or panelboard; rating of a transformer.
    pub system: String,
    /// Ratings in one line; a transformer's connection.
    pub ratings: String,
    pub rows: Vec<Row>,
}

/// What the feeder above a node says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeederWords {
    /// The device ahead, if there is one.
    pub device: Option<String>,
    /// The circuit or lugs it hangs on.
    pub via: String,
    /// Conductors, raceway and length, drop.
    pub lines: Vec<Value>,
}

impl Value {
    /// Returns the words as the diagram shows them.
    pub fn words(&self) -> String {
        match self {
            Self::Known(words) | Self::Over(words) => words.clone(),
            Self::Needs(field) => format!("needs {}", short(field)),
        }
    }
}

/// Shortens the names of fields to what fits a box; help and findings have the whole name.
fn short(field: MissingField) -> &'static str {
    match field {
        "available fault current at the service" => "service fault current",
        "impedance of the transformer" => "transformer impedance",
        NO_TABLE_VALUE => "listed conductors",
        field => field,
    }
}

/// What the words are made from.
pub struct Facts<'p> {
    pub project: &'p Project,
    pub loads: &'p ProjectLoads,
}

impl Facts<'_> {
    /// Returns what a node says.
    pub fn node(&self, node: OneLineNode) -> Option<NodeWords> {
        let project = self.project;
        match node {
            OneLineNode::Service => project.service().map(|service| self.service(service)),
            OneLineNode::Transformer(id) => project.transformer(id).map(|t| self.transformer(t)),
            OneLineNode::Panel(id) => project.panel(id).map(|panel| self.panel(panel)),
        }
    }

    /// Returns what the feeder of a node says; `None` where there is none.
    pub fn feeder(&self, node: OneLineNode) -> Option<FeederWords> {
        let (load, feeder) = match node {
            OneLineNode::Service => return None,
            OneLineNode::Transformer(id) => {
                (FeederLoad::Transformer(id), self.project.transformer(id)?.feeder.as_ref()?)
            }
            OneLineNode::Panel(id) => (FeederLoad::Panel(id), self.project.panel(id)?.feeder.as_ref()?),
        };
        let (device, via) = self.ahead(feeder);
        let mut lines = match &feeder.conductors {
            Some(set) => {
                let text = set.to_string().replacen(" x ", " × ", 1);
                let (phases, rest) = text.split_once(", ").unwrap_or((&text, ""));
                [phases, rest]
                    .into_iter()
                    .filter(|t| !t.is_empty())
                    .map(|t| Value::Known(t.to_owned()))
                    .collect()
            }
            None => vec![Value::Needs("conductors")],
        };
        let raceway = feeder.raceway.as_ref().map(ToString::to_string);
        let length = feeder.length.map(|length| length.to_string());
        let way: Vec<String> = raceway.into_iter().chain(length).collect();
        if !way.is_empty() {
            lines.push(Value::Known(way.join(", ")));
        }
        let drop = self.loads.feeder(load).ok_or("load").and_then(|l| feeder_drop(self.project, feeder, l));
        match drop {
            Ok(drop) => lines.push(Value::Known(format!("drop {} %", grouped(drop.percent, 2)))),
            // Conductors and length are asked for once, the load of an empty panelboard not at all.
            Err("conductors" | "load") => {}
            Err(missing) => lines.push(Value::Needs(missing)),
        }
        Some(FeederWords { device, via, lines })
    }

    /// Returns the device at the start of a feeder, and where that is.
    fn ahead(&self, feeder: &Feeder) -> (Option<String>, String) {
        let ocpd = feeder.ocpd.map(|rating| rating.to_string());
        match feeder.source {
            Source::Service => (Some(ocpd.unwrap_or_else(|| UNKNOWN.to_owned())), String::new()),
            Source::Circuit(panel, circuit) => {
                let Some(panel) = self.project.panel(panel) else { return (None, String::new()) };
                let Some(circuit) = panel.circuit(circuit) else { return (None, panel.name.clone()) };
                let trip = circuit.trip.map_or(UNKNOWN.to_owned(), |trip| trip.to_string());
                (Some(format!("{trip}/{}P", circuit.poles)), format!("{}/{}", panel.name, circuit.slot))
            }
            Source::FeedThrough(_) => (ocpd, "feed-through".to_owned()),
            Source::Transformer(id) => {
                let at_transformer = self.project.transformer(id).and_then(|t| t.secondary_ocpd);
                (ocpd.or(at_transformer.map(|rating| rating.to_string())), String::new())
            }
        }
    }

    fn service(&self, service: &Service) -> NodeWords {
        let mut rows =
            self.loads.service.as_ref().map_or_else(Vec::new, |loads| {
                load_rows(&loads.loads, |va| feeder_amperes(service.system, va))
            });
        let fault = service.available_fault.ok_or("available fault current at the service");
        rows.push(row("Fault", fault.map_or_else(Value::Needs, |fault| Value::Known(fault.to_string()))));
        NodeWords {
            name: given(&service.name, "Service"),
            system: service.system.label().to_owned(),
            ratings: service
                .rating
                .map_or_else(|| "rating –".to_owned(), |rating| format!("{rating} disconnect")),
            rows,
        }
    }

    fn panel(&self, panel: &Panel) -> NodeWords {
        let load = FeederLoad::Panel(panel.id);
        let mut rows =
            self.loads.panels.get(&panel.id).map_or_else(Vec::new, |loads| {
                load_rows(&loads.loads, |va| feeder_amperes(panel.system, va))
            });
        rows.push(row("Fault", fault_value(fault_at(self.project, load), panel.interrupting)));
        rows.push(row(
            "Drop",
            match drop_from_service(self.project, self.loads, load) {
                Ok(drop) => Value::Known(format!("{} % from the service", grouped(drop.value, 2))),
                Err("load") => Value::Known(UNKNOWN.to_owned()),
                Err(missing) => Value::Needs(missing),
            },
        ));
        let bus = panel.bus.map_or_else(|| "bus –".to_owned(), |bus| format!("{bus} bus"));
        let main = match panel.main {
            Main::LugsOnly => "main lugs".to_owned(),
            Main::Breaker(rating) => format!("{rating} main"),
        };
        let aic = panel.interrupting.map_or_else(|| "AIC –".to_owned(), |rating| format!("{rating} AIC"));
        NodeWords {
            name: panel.name.clone(),
            system: panel.system.label().to_owned(),
            ratings: [bus, main, aic].join(" · "),
            rows,
        }
    }

    fn transformer(&self, transformer: &Transformer) -> NodeWords {
        let demand = self.loads.transformers.get(&transformer.id).map(|loads| loads.demand.total());
        let loaded = demand.filter(|_| transformer.rating.0 > 0.0).map(|demand| demand / transformer.rating);
        let impedance = transformer.impedance_percent.ok_or("impedance of the transformer");
        let mut rows = vec![
            row("Load", Value::Known(loaded.map_or_else(|| UNKNOWN.to_owned(), |share| percent(share, 0)))),
            row("Primary", Value::Known(transformer.primary.to_string())),
            row("Secondary", Value::Known(transformer.secondary.label().to_owned())),
            row("Z", impedance.map_or_else(Value::Needs, |z| Value::Known(format!("{} % Z", trimmed(z, 2))))),
        ];
        // Without its impedance there is nothing to say that the line above does not.
        if impedance.is_ok() {
            rows.push(row("Fault", fault_value(fault_behind(self.project, transformer.id), None)));
        }
        NodeWords {
            name: transformer.name.clone(),
            system: format!("{} kVA", trimmed(transformer.rating.0 / 1000.0, 2)),
            ratings: transformer.connection.name().to_owned(),
            rows,
        }
    }
}

fn row(label: &'static str, value: Value) -> Row {
    Row { label, value, second: None }
}

fn load_rows(loads: &Loads, amperes: impl Fn(VoltAmperes) -> Amperes) -> Vec<Row> {
    let sums = [("Connected", &loads.connected), ("Demand", &loads.demand), ("Design", &loads.design)];
    let of = |(label, load): (&'static str, &crate::engineering::LegLoad)| {
        let va = load.total();
        Row {
            label,
            value: Value::Known(format!("{} kVA", grouped(va.0 / 1000.0, 1))),
            second: Some(format!("{:.1}", amperes(va))),
        }
    };
    sums.into_iter().map(of).collect()
}

/// Says the fault current, or its limit, against a rating if there is one.
fn fault_value(fault: Result<FaultCurrent, MissingField>, rating: Option<KiloAmperes>) -> Value {
    let kilo = |amperes: Amperes| format!("{:.1}", KiloAmperes(amperes.0 / 1000.0));
    let fault = match fault {
        Ok(fault) => fault,
        Err(missing) => return Value::Needs(missing),
    };
    match fault.counted {
        Ok(counted) => match rating.filter(|rating| counted.0 > rating.0 * 1000.0 + 1e-6) {
            Some(rating) => Value::Over(format!("{}, over {rating} AIC", kilo(counted))),
            None => Value::Known(kilo(counted)),
        },
        Err(_) => Value::Known(format!("at most {}", kilo(fault.most))),
    }
}

fn given(text: &str, otherwise: &str) -> String {
    if text.trim().is_empty() { otherwise.to_owned() } else { text.to_owned() }
}
