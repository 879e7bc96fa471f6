//! The layers of a plan drawing, bottom up.

named_enum!(
    /// A layer, named as the US National CAD Standard names layers: discipline, major group, minor group.
    CadLayer {
        Wall = "A-WALL",
        Door = "A-DOOR",
        Glazing = "A-GLAZ",
        /// Columns, counters, shafts and other areas.
        Floor = "A-FLOR",
        RoomName = "A-AREA-IDEN",
        Lighting = "E-LITE",
        Power = "E-POWR",
        Equipment = "E-EQPM",
        Panel = "E-POWR-PANL",
        Data = "E-COMM",
        FireAlarm = "F-ALRM",
        Conduit = "E-CIRC",
        ConduitTag = "E-CIRC-IDEN",
        Tag = "E-ANNO-IDEN",
        /// The architect's drawing beneath, where it goes out, too.
        Underlay = "X-ARCH",
    }
);

impl CadLayer {
    /// Returns its place among the layers.
    pub const fn index(self) -> usize {
        self as usize
    }

    /// Returns a color of the AutoCAD color index: walls gray, power red, lighting yellow, and so on.
    pub const fn color(self) -> i16 {
        match self {
            Self::Wall | Self::Floor => 8,
            Self::Door | Self::Underlay => 9,
            Self::Glazing => 4,
            Self::RoomName | Self::Tag => 7,
            Self::Lighting => 2,
            Self::Power | Self::Panel => 1,
            Self::Equipment => 6,
            Self::Data => 5,
            Self::FireAlarm => 30,
            Self::Conduit | Self::ConduitTag => 3,
        }
    }

    /// Returns the width of its lines on paper, in points of 1/72 in.
    pub const fn line_pt(self) -> f32 {
        match self {
            Self::Wall => 0.9,
            Self::Door | Self::Glazing | Self::Floor => 0.4,
            Self::RoomName | Self::Tag | Self::ConduitTag | Self::Underlay => 0.3,
            Self::Lighting | Self::Power | Self::Equipment | Self::Data | Self::FireAlarm => 0.7,
            Self::Panel | Self::Conduit => 1.1,
        }
    }
}
