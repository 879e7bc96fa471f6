//! The window: everything drawn with egui. Reads what the rooms below publish and sends back commands; owns no project.
//!
//! Start with [`theme`] (every color, size and font by name), then [`widgets`] (controls which take plain values and know nothing of
//! panelboards), then the tabs that put them together.

mod action_facts;
mod action_icons;
mod app;
pub mod calculators;
mod dialogs;
mod dispatch;
pub mod feed_drawer;
mod filing;
mod form_ui;
mod front;
mod go_to;
mod headless;
mod help;
pub mod icons;
mod layout;
mod log_pane;
pub mod logo;
mod look;
mod menu_bar;
mod one_line;
mod panel_strip;
mod plan;
mod properties;
mod review;
mod run;
mod sample_pictures;
mod shortcuts;
mod start_screen;
mod status_bar;
pub mod tabs;
pub mod theme;
mod toasts;
mod training;
mod view_context;
pub mod widgets;

pub use app::PhasewrightApp;
pub use headless::{frames, plan_frames};
pub use run::run;

pub use view_context::{AppRequest, CursorPlace, DraggedCircuits, Requests, Tab, ViewContext};

#[cfg(test)]
pub mod testing;

#[cfg(test)]
mod tests;
