//! Opens the native window.

use crate::app::PhasewrightApp;
use crate::workbench::training::ProcessTrainer;
use crate::workbench::{Command, Places, WindowSize, Workbench};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

const TITLE: &str = "Phasewright";

/// Runs the window until it is closed, with `file` open if one is given. Own models are read from `models`, or from where
/// they usually are.
///
/// # Errors
/// Says why no window can be opened, for instance because there is no display.
pub fn run(file: Option<PathBuf>, models: Option<PathBuf>) -> Result<(), String> {
    // The waker is known only when there is a window; what has ended before is taken up by the first frame.
    let context: Arc<OnceLock<egui::Context>> = Arc::default();
    let wake = Arc::clone(&context);
    let mut places = Places::of_user();
    places.models = models.or(places.models);
    let mut workbench = Workbench::start(
        places,
        Arc::new(move || {
            if let Some(ctx) = wake.get() {
                ctx.request_repaint();
            }
        }),
    );
    workbench.load_balance_model();
    workbench.load_route_model();
    workbench.load_loads_model();
    workbench.load_signal_model();
    match ProcessTrainer::this_program() {
        Ok(trainer) => workbench.open_training(Box::new(trainer)),
        Err(error) => log::warn!("no training: the system does not say where the program is: {error}"),
    }
    let mut viewport = egui::ViewportBuilder::default()
        .with_title(TITLE)
        .with_app_id("phasewright")
        .with_inner_size(window_size(workbench.settings().window))
        .with_maximized(workbench.settings().window.is_some_and(|window| window.maximized))
        .with_min_inner_size([640.0, 480.0])
        .with_drag_and_drop(true);
    if let Ok(icon) = eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon.png")) {
        viewport = viewport.with_icon(icon);
    }
    let options = eframe::NativeOptions { viewport, centered: true, ..Default::default() };
    let start = move |creation: &eframe::CreationContext<'_>| {
        // Set once: this runs once.
        let _ = context.set(creation.egui_ctx.clone());
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

/// Returns the size the window was closed with, within what a screen may have.
fn window_size(kept: Option<WindowSize>) -> [f32; 2] {
    kept.map_or([1440.0, 900.0], |size| {
        [size.width.clamp(640, 8192) as f32, size.height.clamp(480, 8192) as f32]
    })
}
