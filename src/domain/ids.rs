//! Identities. An id is given once in a project and never reused, so that references survive moves and renames.

use std::fmt;

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, "{}", self.0) }
        }
    )+};
}

id!(
    /// A panelboard.
    PanelId,
    /// A circuit of a panelboard.
    CircuitId,
    /// A transformer.
    TransformerId,
    /// A sheet of the floor plan.
    SheetId,
    /// A wall on a sheet.
    WallId,
    /// A door, window or gap in a wall.
    OpeningId,
    /// An area on a sheet that is no room: a column, a counter, a zone.
    AreaId,
    /// A room on a sheet.
    RoomId,
    /// A device placed on a sheet.
    DeviceId,
    /// A conduit run on a sheet.
    RunId,
    /// A waiver of a finding.
    WaiverId,
);

/// Anything in a project that has an identity: what a change touched, what a finding speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityId {
    /// Name, client, settings: the project itself.
    Project,
    Service,
    Panel(PanelId),
    Circuit(PanelId, CircuitId),
    Transformer(TransformerId),
    Sheet(SheetId),
    Wall(SheetId, WallId),
    Opening(SheetId, OpeningId),
    Area(SheetId, AreaId),
    Room(SheetId, RoomId),
    Device(SheetId, DeviceId),
    Run(SheetId, RunId),
    Waiver(WaiverId),
    Baseline,
    Amendments,
    /// The hand layout of the one-line diagram as a whole.
    OneLine,
}
