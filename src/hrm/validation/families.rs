//! What is told about a circuit: families of rules, the attribute at fault, and which rules make which family.
//!
//! [`RULES`] is the one table of it. Only rules that look at a circuit and its panelboard are in it; what the plan, the
//! feeders or the building decide stays with the checks. How the attribute is found stands in `truth.rs`.

named_enum!(
    /// A family of rules, by the question they ask.
    Family {
        /// Has the device room for the load, and 125 % of what is continuous?
        Device = "device",
        /// Do the conductors carry the load, and are they of a size that may be laid in parallel?
        Conductor = "conductor",
        /// Are the conductors protected at their ampacity?
        Protection = "protection",
        /// Do they still hold in their ambient?
        Ambient = "ambient",
        /// Do they still hold beside others in one raceway?
        Bundling = "bundling",
        /// Do insulation and terminals suit each other?
        Terminals = "terminals",
        /// Is the equipment grounding conductor large enough, and enlarged with the others?
        Grounding = "grounding",
        /// Is more voltage lost than recommended, on the circuit or from the service on?
        Drop = "voltage-drop",
        /// Is the device of a rating that there is, and that several outlets may have?
        Rating = "rating",
        /// Load, conductors and device of a motor circuit.
        Motor = "motor",
        /// Device and conductors of water heaters, ranges and ovens.
        Appliance = "appliance",
        /// Do the poles open together, and does the breaker suit the voltage?
        Poles = "poles",
    }
);

named_enum!(
    /// An attribute of a circuit: a token each, in this order.
    Attribute {
        System = "system",
        Poles = "poles",
        Class = "class",
        Continuous = "continuous",
        Load = "load",
        Trip = "trip",
        Breaker = "breaker",
        Size = "conductor size",
        Material = "material",
        Insulation = "insulation",
        Sets = "parallel sets",
        Terminals = "terminals",
        Ambient = "ambient",
        Count = "conductors in the raceway",
        Egc = "EGC",
        Raceway = "raceway",
        Length = "length",
        Ahead = "drop ahead",
        Equipment = "equipment",
        Motor = "motor",
    }
);

/// How many families there are.
pub const FAMILIES: usize = Family::ALL.len();
/// How many attributes there are.
pub const ATTRIBUTES: usize = Attribute::ALL.len();

impl Family {
    /// Returns its place among the families.
    pub const fn index(self) -> usize {
        self as usize
    }
}

impl Attribute {
    /// Returns its place among the attributes.
    pub const fn index(self) -> usize {
        self as usize
    }
}

/// How a family stands at a circuit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Truth {
    /// No rule of it speaks against the circuit.
    Holds,
    /// A field is missing that a rule of it needs.
    Undetermined,
    /// A rule of it is violated, and at which attribute.
    Violated(Attribute),
}

impl Truth {
    /// Returns whether a rule is violated.
    pub const fn is_violated(self) -> bool {
        matches!(self, Self::Violated(_))
    }
}

/// What is made harmless to see whether a violation goes away with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Probe {
    /// The load is not continuous.
    Continuous,
    /// The terminals are marked for 75 °C.
    Terminals,
    /// Nothing is known to be lost ahead of the panelboard.
    Ahead,
}

impl Probe {
    /// Every probe.
    pub const ALL: [Self; 3] = [Self::Continuous, Self::Terminals, Self::Ahead];

    /// Returns the attribute that it speaks of.
    pub const fn attribute(self) -> Attribute {
        match self {
            Self::Continuous => Attribute::Continuous,
            Self::Terminals => Attribute::Terminals,
            Self::Ahead => Attribute::Ahead,
        }
    }
}

/// A rule with its family and how the attribute at fault is found: the first probe that makes the violation go away, else the
/// attribute named.
#[derive(Clone, Copy, Debug)]
pub struct FamilyRule {
    pub family: Family,
    pub code: &'static str,
    pub probes: &'static [Probe],
    pub at: Attribute,
}

const fn rule(family: Family, code: &'static str, probes: &'static [Probe], at: Attribute) -> FamilyRule {
    FamilyRule { family, code, probes, at }
}

use Probe::{Ahead, Continuous, Terminals};

/// Which rules make which family. Of several violated rules of a family the first here names the attribute.
pub const RULES: &[FamilyRule] = &[
    rule(Family::Device, "PW001", &[Continuous], Attribute::Trip),
    rule(Family::Device, "PW055", &[], Attribute::Trip),
    rule(Family::Device, "PW083", &[], Attribute::Trip),
    rule(Family::Conductor, "PW002", &[Continuous, Terminals], Attribute::Size),
    rule(Family::Conductor, "PW014", &[], Attribute::Sets),
    rule(Family::Protection, "PW006", &[], Attribute::Size),
    rule(Family::Protection, "PW007", &[Terminals], Attribute::Size),
    rule(Family::Protection, "PW008", &[Terminals], Attribute::Size),
    rule(Family::Ambient, "PW011", &[], Attribute::Ambient),
    rule(Family::Bundling, "PW012", &[], Attribute::Count),
    rule(Family::Bundling, "PW013", &[], Attribute::Count),
    rule(Family::Terminals, "PW010", &[Terminals], Attribute::Insulation),
    rule(Family::Grounding, "PW016", &[], Attribute::Egc),
    rule(Family::Grounding, "PW017", &[], Attribute::Size),
    rule(Family::Grounding, "PW018", &[], Attribute::Sets),
    rule(Family::Drop, "PW150", &[Ahead], Attribute::Length),
    rule(Family::Rating, "PW009", &[], Attribute::Trip),
    rule(Family::Rating, "PW003", &[], Attribute::Trip),
    rule(Family::Motor, "PW071", &[], Attribute::Load),
    rule(Family::Motor, "PW072", &[Terminals], Attribute::Size),
    rule(Family::Motor, "PW074", &[], Attribute::Trip),
    rule(Family::Appliance, "PW082", &[], Attribute::Trip),
    rule(Family::Appliance, "PW081", &[Terminals], Attribute::Load),
    rule(Family::Poles, "PW033", &[], Attribute::Breaker),
    rule(Family::Poles, "PW034", &[], Attribute::Breaker),
    rule(Family::Poles, "PW032", &[], Attribute::System),
];
