//! The whole window without a display, found by what a screen reader would say.

use crate::app::PhasewrightApp;
use crate::workbench::{Places, Workbench};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use std::sync::Arc;

/// A window over a folder of its own.
struct Window {
    harness: Harness<'static, PhasewrightApp>,
    _folder: tempfile::TempDir,
}

impl Window {
    fn open() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut workbench = Workbench::start(Places::below(folder.path()), Arc::new(|| ()));
        workbench.run_until_idle();
        let harness = Harness::builder()
            .with_size(egui::vec2(1440.0, 900.0))
            .build_ui_state(|ui, app: &mut PhasewrightApp| app.show(ui), PhasewrightApp::new(workbench));
        let mut window = Self { harness, _folder: folder };
        window.run();
        window
    }

    fn run(&mut self) {
        self.harness.run();
        self.harness.state_mut().workbench.run_until_idle();
        self.harness.run();
    }

    fn press(&mut self, key: egui::Key) {
        self.harness.key_press(key);
        self.run();
    }

    fn project_name(&self) -> Option<String> {
        self.harness.state().workbench().document().map(|d| d.project().info().name.clone())
    }
}

#[test]
fn enter_on_the_start_screen_opens_riverside() {
    let mut window = Window::open();
    assert!(window.harness.get_by_label("Open sample Riverside Office").is_focused());
    window.press(egui::Key::Enter);
    assert!(window.project_name().is_some());
    window.harness.get_by_role_and_label(egui::accesskit::Role::Tab, "LP-1");
}
