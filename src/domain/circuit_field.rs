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
        /// The load of the second pole, where each pole has its own.
        SecondLoad = "load_2",
        ThirdLoad = "load_3",
        Conductors = "conductors",
        Length = "length",
    }
);

impl CircuitField {
    /// The fields that keep a load's text, top pole first.
    pub const LOADS: [Self; 3] = [Self::Load, Self::SecondLoad, Self::ThirdLoad];

    /// Returns the field that keeps the load of a pole, counted from 0 at the top.
    pub const fn load_of_pole(pole: usize) -> Self {
        match pole {
            0 => Self::Load,
            1 => Self::SecondLoad,
            _ => Self::ThirdLoad,
        }
    }
}
