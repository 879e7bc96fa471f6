//! The columns of a circuit that a person types into.

named_enum!(
    /// A column of the schedule. Text that a column could not read is kept under its field in `Circuit::unread`.
    CircuitField {
        Slot = "slot",
        Description = "description",
        Class = "class",
        Poles = "poles",
        Trip = "trip",
        Load = "load",
        Conductors = "conductors",
        Length = "length",
    }
);
