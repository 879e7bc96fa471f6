//! The tools of the canvas, one a file. A new one is its file and its line in [`TOOLS`]; the action gives it name, key and icon.

mod area;
mod corners;
mod device;
mod measure;
mod opening;
mod pan;
mod panel;
mod room;
mod route;
mod run;
mod select;
#[cfg(test)]
mod tests;
mod wall;
mod zoom_window;

pub use route::pin_label;

use super::Tool;
use crate::workbench::Action;

/// A tool in the rail.
#[derive(Clone, Copy, Debug)]
pub struct ToolEntry {
    /// What it is called and which key it has; also what it is known by.
    pub action: Action,
    /// Tools of one section stand together in the rail.
    pub section: u8,
    pub make: fn() -> Box<dyn Tool>,
}

/// Every tool, in the order of the rail.
pub const TOOLS: &[ToolEntry] = &[
    ToolEntry { action: Action::PlanSelect, section: 0, make: || Box::new(select::SelectTool::default()) },
    ToolEntry { action: Action::PlanPan, section: 0, make: || Box::new(pan::PanTool) },
    ToolEntry {
        action: Action::PlanZoomWindow,
        section: 0,
        make: || Box::new(zoom_window::ZoomWindowTool::default()),
    },
    ToolEntry { action: Action::PlanWall, section: 1, make: || Box::new(wall::WallTool::default()) },
    ToolEntry { action: Action::PlanOpening, section: 1, make: || Box::new(opening::OpeningTool::default()) },
    ToolEntry { action: Action::PlanRoom, section: 1, make: || Box::new(room::RoomTool::default()) },
    ToolEntry { action: Action::PlanArea, section: 1, make: || Box::new(area::AreaTool::default()) },
    ToolEntry { action: Action::PlanDevice, section: 2, make: || Box::new(device::DeviceTool::default()) },
    ToolEntry { action: Action::PlanPanel, section: 2, make: || Box::new(panel::PanelTool::default()) },
    ToolEntry {
        action: Action::PlanWire,
        section: 3,
        make: || Box::new(run::RunTool::new(run::Goal::Devices)),
    },
    ToolEntry {
        action: Action::PlanHomeRun,
        section: 3,
        make: || Box::new(run::RunTool::new(run::Goal::Panel)),
    },
    ToolEntry { action: Action::PlanRoute, section: 3, make: || Box::new(route::RouteTool::default()) },
    ToolEntry {
        action: Action::PlanMeasure,
        section: 9,
        make: || Box::new(measure::MeasureTool::new(measure::Measured::Distance)),
    },
    ToolEntry {
        action: Action::PlanMeasureArea,
        section: 9,
        make: || Box::new(measure::MeasureTool::new(measure::Measured::Area)),
    },
];

/// Returns the tool of an action.
pub fn tool_of(action: Action) -> Option<&'static ToolEntry> {
    TOOLS.iter().find(|entry| entry.action == action)
}
