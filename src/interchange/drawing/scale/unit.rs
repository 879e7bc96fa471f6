//! Units that plans are drawn in.

named_enum!(
    /// What a unit of a drawing is.
    DrawingUnit {
        Inches = "inches",
        Millimeters = "millimeters",
        Meters = "meters",
        Feet = "feet",
        Centimeters = "centimeters",
    }
);

impl DrawingUnit {
    /// Returns its length in feet; an inch is 25.4 mm exactly.
    pub const fn feet(self) -> f64 {
        match self {
            Self::Inches => 1.0 / 12.0,
            Self::Feet => 1.0,
            Self::Millimeters => 1.0 / 304.8,
            Self::Centimeters => 10.0 / 304.8,
            Self::Meters => 1000.0 / 304.8,
        }
    }

    /// Returns whether it is a unit of the metric system.
    pub const fn is_metric(self) -> bool {
        match self {
            Self::Inches | Self::Feet => false,
            Self::Millimeters | Self::Centimeters | Self::Meters => true,
        }
    }

    /// Returns the unit a header names: `$INSUNITS`.
    pub const fn of_header(number: i64) -> Option<Self> {
        match number {
            1 => Some(Self::Inches),
            2 => Some(Self::Feet),
            4 => Some(Self::Millimeters),
            5 => Some(Self::Centimeters),
            6 => Some(Self::Meters),
            _ => None,
        }
    }

    /// Returns how much is to be overcome: few plans are drawn in decimal feet or in centimeters.
    pub(super) const fn prior(self) -> f64 {
        match self {
            Self::Inches | Self::Millimeters | Self::Meters => 0.0,
            Self::Feet | Self::Centimeters => -0.75,
        }
    }
}
