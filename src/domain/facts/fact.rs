//! What a fact is: its name, kind and reason.

named_enum!(
    /// The kind of record a fact belongs to.
    FactOwner {
        Project = "project",
        Service = "service",
        Transformer = "transformer",
        Panel = "panelboard",
        Feeder = "feeder",
        Circuit = "circuit",
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
}

impl Fact {
    const fn new(name: &'static str, label: &'static str, kind: FactKind) -> Self {
        Self { name, label, kind, of: &[], why: "", assumed: None }
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
