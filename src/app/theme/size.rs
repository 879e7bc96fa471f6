//! Distances, heights and radii in egui points. Density changes only what [`Metrics`] holds.

use crate::app::theme::Density;

/// Steps of the 4 pt grid and the insets built from it.
pub mod space {
    pub const XS: f32 = 4.0;
    pub const S: f32 = 8.0;
    pub const M: f32 = 12.0;
    pub const L: f32 = 16.0;
    pub const XL: f32 = 20.0;
    pub const XXL: f32 = 24.0;
    pub const PANEL_INSET: f32 = 16.0;
    pub const DIALOG_INSET: f32 = 20.0;
    pub const ICON_TO_TEXT: f32 = 8.0;
    pub const LABEL_TO_FIELD: f32 = 12.0;
}

/// Heights that do not depend on density.
pub mod height {
    pub const MENU_BAR: f32 = 40.0;
    pub const TAB_STRIP: f32 = 32.0;
    pub const TABLE_HEAD: f32 = 26.0;
    pub const STATUS_BAR: f32 = 26.0;
    pub const CHIP: f32 = 20.0;
    pub const TOOL_BUTTON: f32 = 32.0;
    pub const DIALOG_HEAD: f32 = 48.0;
    pub const DIALOG_FOOT: f32 = 56.0;
    pub const MENU_ROW: f32 = 32.0;
    /// From the top of the window to the top of a dialog.
    pub const DIALOG_TOP: f32 = 92.0;
    /// From the top of the window to the top of the command palette.
    pub const PALETTE_TOP: f32 = 96.0;
}

/// Corner radii; cells and docks have none.
pub mod radius {
    pub const CHIP: u8 = 3;
    pub const FIELD: u8 = 4;
    pub const BUTTON: u8 = 5;
    pub const CARD: u8 = 6;
    pub const DIALOG: u8 = 8;
}

/// What changes with density.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Metrics {
    /// Height of a table row.
    pub row: f32,
    /// Height of a row that shows two facts, as in review and runs.
    pub tall_row: f32,
    /// Height of buttons and fields.
    pub control: f32,
    /// egui's item spacing.
    pub gap: egui::Vec2,
}

impl Metrics {
    pub fn for_density(density: Density) -> Self {
        match density {
            Density::Compact => {
                Self { row: 24.0, tall_row: 28.0, control: 28.0, gap: egui::vec2(space::S, space::XS) }
            }
            Density::Comfortable => {
                Self { row: 30.0, tall_row: 34.0, control: 32.0, gap: egui::vec2(space::M, space::S) }
            }
        }
    }

    /// Returns the sizes that the last `apply` chose; compact before the first.
    pub fn of(ctx: &egui::Context) -> Self {
        ctx.data(|data| data.get_temp(store_id())).unwrap_or_else(|| Self::for_density(Density::Compact))
    }

    pub(in crate::app::theme) fn store(self, ctx: &egui::Context) {
        ctx.data_mut(|data| data.insert_temp(store_id(), self));
    }
}

fn store_id() -> egui::Id {
    egui::Id::unique("phasewright metrics")
}
