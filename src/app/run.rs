//! Opens the native window.

use crate::app::PhasewrightApp;
use crate::workbench::{Command, Places, Workbench};
use std::path::PathBuf;

const TITLE: &str = "Phasewright";

/// Runs the window until it is closed, with `file` open if one is given.
///
/// # Errors
/// Says why no window can be opened, for instance because there is no display.
pub fn run(file: Option<PathBuf>) -> Result<(), String> {
    let mut viewport = egui::ViewportBuilder::default()
        .with_title(TITLE)
        .with_app_id("phasewright")
        .with_inner_size([1440.0, 900.0])
        .with_min_inner_size([640.0, 480.0])
        .with_drag_and_drop(true);
    if let Ok(icon) = eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon.png")) {
        viewport = viewport.with_icon(icon);
    }
    let options = eframe::NativeOptions { viewport, centered: true, ..Default::default() };
    let start = move |creation: &eframe::CreationContext<'_>| {
        let ctx = creation.egui_ctx.clone();
        let mut workbench =
            Workbench::start(Places::of_user(), std::sync::Arc::new(move || ctx.request_repaint()));
        if let Some(file) = file {
            workbench.execute(Command::Open(file));
        }
        Ok(Box::new(PhasewrightApp::new(workbench)) as Box<dyn eframe::App>)
    };
    eframe::run_native(TITLE, options, Box::new(start)).map_err(|error| {
        format!(
            "No window can be opened: {error}. Without a display, use the subcommands: phasewright --help"
        )
    })
}
