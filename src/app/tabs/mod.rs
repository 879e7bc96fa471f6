//! The tabs that fill the document area.

mod panel_schedule;

pub use panel_schedule::PanelScheduleTab;
