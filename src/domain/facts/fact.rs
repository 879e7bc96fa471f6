//! What a fact is: its name, kind and reason, and where forms show it.

use crate::domain::facts::When;
use crate::domain::{DeviceKind, LoadClass};

named_enum!(
    /// The kind of record a fact belongs to.
    FactOwner {
        Project = "project",
        Service = "service",
        Transformer = "transformer",
        Panel = "panelboard",
        Feeder = "feeder",
        Circuit = "circuit",
        Wall = "wall",
        Opening = "opening",
        Area = "area",
        Room = "room",
        Device = "device",
        Run = "conduit run",
    }
);

/// What values a fact has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FactKind {
    YesNo,
    /// A finite number, not negative, with the sign of its unit ("A", "ft", "" for a count).
    Number {
        unit: &'static str,
    },
    /// One of a few words: as files write it, and as a person reads it.
    Word(&'static [(&'static str, &'static str)]),
    /// A conductor size by its name: `12`, `1/0`, `250`.
    WireSize,
    Text,
}

/// What calculations and rules take where nobody has said.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Assumed {
    YesNo(bool),
    Number(f64),
    Word(&'static str),
}

/// One fact.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fact {
    /// As files write it: lower case with underscores, unique among all facts.
    pub name: &'static str,
    /// As forms and findings say it: "temperature rating of the terminals".
    pub label: &'static str,
    pub kind: FactKind,
    pub of: &'static [FactOwner],
    /// Why it is asked, in one sentence with the section that asks.
    pub why: &'static str,
    /// `None`: without it the rules that need it are undetermined.
    pub assumed: Option<Assumed>,
    /// Heading of forms; empty where the file it stands in gives it.
    group: &'static str,
    /// Path of the file it stands in, as modules are named.
    module: &'static str,
    /// When it can matter.
    pub when: When,
}

impl Fact {
    const fn new(name: &'static str, label: &'static str, kind: FactKind) -> Self {
        Self { name, label, kind, of: &[], why: "", assumed: None, group: "", module: "", when: When::ALWAYS }
    }

    /// Says in which file of the list it stands.
    pub(in crate::domain::facts) const fn listed_in(mut self, module: &'static str) -> Self {
        self.module = module;
        self
    }

    /// Says under which heading forms show it: "Motor".
    pub const fn group(mut self, heading: &'static str) -> Self {
        self.group = heading;
        self
    }

    /// Returns the heading of forms: what it says itself, else the name of its file.
    pub fn heading(&self) -> String {
        if !self.group.is_empty() {
            return self.group.to_owned();
        }
        let file = self.module.rsplit("::").next().unwrap_or_default().replace('_', " ");
        let mut letters = file.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
    }

    /// Says that it matters only for circuits that serve such equipment, in the words of `circuit::EQUIPMENT`.
    pub const fn for_equipment(mut self, words: &'static [&'static str]) -> Self {
        self.when.equipment = words;
        self
    }

    /// Says that it matters only for circuits of such classes, as long as nobody has said what equipment they serve.
    pub const fn for_classes(mut self, classes: &'static [LoadClass]) -> Self {
        self.when.classes = classes;
        self
    }

    /// Says that it matters only in buildings of such use, in the words of `project::OCCUPANCY`.
    pub const fn for_occupancies(mut self, words: &'static [&'static str]) -> Self {
        self.when.occupancies = words;
        self
    }

    /// Says that it matters only for such devices of the plan.
    pub const fn for_devices(mut self, kinds: &'static [DeviceKind]) -> Self {
        self.when.devices = kinds;
        self
    }

    /// Returns a fact that is answered with yes or no.
    pub const fn yes_no(name: &'static str, label: &'static str) -> Self {
        Self::new(name, label, FactKind::YesNo)
    }

    /// Returns a fact that is a number of a unit.
    pub const fn number(name: &'static str, label: &'static str, unit: &'static str) -> Self {
        Self::new(name, label, FactKind::Number { unit })
    }

    /// Returns a fact that is one of a few words.
    pub const fn word(
        name: &'static str,
        label: &'static str,
        words: &'static [(&'static str, &'static str)],
    ) -> Self {
        Self::new(name, label, FactKind::Word(words))
    }

    /// Returns a fact that is a conductor size.
    pub const fn wire_size(name: &'static str, label: &'static str) -> Self {
        Self::new(name, label, FactKind::WireSize)
    }

    /// Returns a fact in free words.
    pub const fn text(name: &'static str, label: &'static str) -> Self {
        Self::new(name, label, FactKind::Text)
    }

    /// Says what records have it.
    pub const fn of(mut self, owners: &'static [FactOwner]) -> Self {
        self.of = owners;
        self
    }

    /// Says why it is asked.
    pub const fn why(mut self, why: &'static str) -> Self {
        self.why = why;
        self
    }

    /// Says what is taken where nobody has said.
    pub const fn assumed(mut self, assumed: Assumed) -> Self {
        self.assumed = Some(assumed);
        self
    }
}

/// The value of a fact.
#[derive(Clone, Debug, PartialEq)]
pub enum FactValue {
    YesNo(bool),
    Number(f64),
    /// A word of the fact's list, or the name of a conductor size.
    Word(&'static str),
    Text(String),
}
