//! The window: everything drawn with egui. Reads what the rooms below publish and sends back commands; owns no project.
//!
//! Start with [`theme`] (every colour, size and font by name), then [`widgets`] (controls which take plain values and know nothing of
//! panelboards), then the tabs that put them together.

pub mod dialogs;
mod form_ui;
pub mod icons;
pub mod theme;
mod view_context;
pub mod widgets;

pub use view_context::{AppRequest, CursorPlace, Requests, Tab, ViewContext};

#[cfg(test)]
pub mod testing;
