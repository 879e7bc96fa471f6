//! The columns of the schedule in the order in which a circuit is entered; the right half shows them mirrored.

use crate::domain::CircuitField;
use crate::workbench::help::TopicId;

/// A column a cursor can stand in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// The circuit number: the handle of the whole circuit.
    Number,
    Description,
    Class,
    Poles,
    Trip,
    /// The load in the phase cell of the row: the whole circuit's, or one leg's where the legs differ.
    Load,
}

impl Column {
    /// Every column, in the order of entry.
    pub const ALL: [Self; 6] =
        [Self::Number, Self::Description, Self::Class, Self::Poles, Self::Trip, Self::Load];

    /// Returns the place in the order of entry.
    pub const fn index(self) -> usize {
        self as usize
    }

    /// Returns the column so many places further in the order of entry.
    pub fn offset(self, by: usize) -> Option<Self> {
        Self::ALL.get(self.index() + by).copied()
    }

    /// Returns the column before.
    pub fn previous(self) -> Option<Self> {
        Self::ALL.get(self.index().checked_sub(1)?).copied()
    }

    /// Returns the field that keeps text this column could not read.
    pub const fn field(self) -> CircuitField {
        match self {
            Self::Number => CircuitField::Slot,
            Self::Description => CircuitField::Description,
            Self::Class => CircuitField::Class,
            Self::Poles => CircuitField::Poles,
            Self::Trip => CircuitField::Trip,
            Self::Load => CircuitField::Load,
        }
    }

    /// Returns the head of the column, as short as the schedule prints it.
    pub const fn head(self) -> &'static str {
        match self {
            Self::Number => "Ckt",
            Self::Description => "Description",
            Self::Class => "Cl",
            Self::Poles => "P",
            Self::Trip => "Trip",
            Self::Load => "VA",
        }
    }

    /// Returns the name a screen reader says.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Description => "description",
            Self::Class => "class",
            Self::Poles => "poles",
            Self::Trip => "trip",
            Self::Load => "VA",
        }
    }

    /// Returns what help says about the column.
    pub const fn help(self) -> TopicId {
        match self {
            Self::Number => TopicId::ColumnNumber,
            Self::Description => TopicId::ColumnDescription,
            Self::Class => TopicId::ColumnClass,
            Self::Poles => TopicId::ColumnPoles,
            Self::Trip => TopicId::ColumnTrip,
            Self::Load => TopicId::ColumnLoad,
        }
    }
}
