//! Harness for widget tests: our fonts and theme, a small window, found by label. Not compiled into the program.

mod picture;

use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;

use crate::app::PhasewrightApp;
use crate::app::theme::{self, Mode, ThemeSettings};
use crate::workbench::training::ThreadTrainer;
use crate::workbench::{Action, Command, Places, Settings, Workbench};

/// Returns a harness that draws `ui` over `state` in the dark theme without animations.
pub fn harness<'a, State>(
    state: State,
    ui: impl FnMut(&mut egui::Ui, &mut State) + 'a,
) -> Harness<'a, State> {
    harness_sized(egui::vec2(480.0, 320.0), state, ui)
}

/// The same with a window of `size` points.
pub fn harness_sized<'a, State>(
    size: egui::Vec2,
    state: State,
    ui: impl FnMut(&mut egui::Ui, &mut State) + 'a,
) -> Harness<'a, State> {
    let settings = ThemeSettings { mode: Mode::Dark, motion: theme::Motion::Reduced, ..Default::default() };
    Harness::builder()
        .with_size(size)
        .with_context_setup(move |ctx| theme::apply(ctx, &settings))
        .build_ui_state(ui, state)
}

/// A file that is dropped onto the window.
#[derive(Debug)]
struct OnDisk(std::path::PathBuf);

impl egui::DroppedFile for OnDisk {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

/// The whole window without a display, over a folder of its own.
pub(in crate::app) struct Window {
    pub harness: Harness<'static, PhasewrightApp>,
    pub folder: Rc<tempfile::TempDir>,
    painted: picture::Painted,
}

impl Window {
    /// Opens the window as at a first start.
    pub fn open() -> Self {
        Self::open_in(Rc::new(tempfile::tempdir().expect("a folder")))
    }

    /// Opens the window over a folder that another session may have used. The tour counts as taken.
    pub fn open_in(folder: Rc<tempfile::TempDir>) -> Self {
        let at = folder.path().to_owned();
        Self::open_over(&at, folder, true)
    }

    /// Opens the window over a folder that outlives it.
    pub fn open_in_folder(folder: &Path) -> Self {
        Self::open_over(folder, Rc::new(tempfile::tempdir().expect("a folder")), true)
    }

    /// Opens the window for somebody who has never seen the program.
    pub fn newcomer() -> Self {
        let folder = Rc::new(tempfile::tempdir().expect("a folder"));
        let at = folder.path().to_owned();
        Self::open_over(&at, folder, false)
    }

    fn open_over(at: &Path, folder: Rc<tempfile::TempDir>, tour_done: bool) -> Self {
        let mut workbench = Workbench::start(Places::below(at), Arc::new(|| ()));
        if tour_done {
            let settings = Settings { tour_done, ..workbench.settings().clone() };
            workbench.execute(Command::SetSettings(Box::new(settings)));
        }
        workbench.open_training(Box::new(ThreadTrainer));
        workbench.run_until_idle();
        let painted = picture::Painted::default();
        let harness = Harness::builder()
            .with_size(egui::vec2(1440.0, 900.0))
            .renderer(painted.clone())
            .build_ui_state(|ui, app: &mut PhasewrightApp| app.show(ui), PhasewrightApp::new(workbench));
        let mut window = Self { harness, folder, painted };
        window.run();
        window
    }

    /// The same with Riverside Office open.
    pub fn riverside() -> Self {
        let mut window = Self::open();
        window.click("Open sample Riverside Office");
        window
    }

    /// Paints the window; the picture is kept where the environment names a folder for pictures.
    pub fn picture(&self, name: &str) -> image::RgbaImage {
        let picture = self.painted.picture(&self.harness.ctx, self.harness.output());
        if let Some(folder) = std::env::var_os("PHASEWRIGHT_PICTURES") {
            picture.save(Path::new(&folder).join(name)).expect("the folder can be written");
        }
        picture
    }

    /// Draws until nothing changes and nothing runs in the background.
    pub fn run(&mut self) {
        for _ in 0..3 {
            // A focused text field asks for a frame again and again.
            self.harness.run_ok();
            self.harness.state_mut().workbench.run_until_idle();
        }
    }

    /// Presses the control a screen reader would call so.
    pub fn click(&mut self, label: &str) {
        self.harness.get_by_label(label).click();
        self.run();
    }

    /// Opens a menu and presses one of its rows.
    pub fn choose(&mut self, menu: &str, row: &str) {
        self.harness.get_by_role_and_label(egui::accesskit::Role::MenuItem, menu).click();
        self.run();
        self.harness
            .get_all_by_label(row)
            .find(|node| format!("{:?}", node.accesskit_node().role()).starts_with("MenuItem"))
            .unwrap_or_else(|| panic!("no row {row} in {menu}"))
            .click();
        self.run();
    }

    /// Presses a key.
    pub fn press(&mut self, modifiers: egui::Modifiers, key: egui::Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.run();
    }

    /// Drops a file onto the window, as from the desktop.
    pub fn drop_file(&mut self, path: &Path) {
        let dropped = Arc::new(OnDisk(path.to_owned()));
        self.harness.input_mut().dropped_files.push(dropped);
        self.run();
    }

    /// Types text into what has the focus.
    pub fn type_text(&mut self, text: &str) {
        self.harness.event(egui::Event::Text(text.to_owned()));
        self.run();
    }

    /// Whether something of this name can be seen.
    pub fn shows(&self, label: &str) -> bool {
        self.harness.query_all_by_label(label).next().is_some()
    }

    /// Whether something can be seen whose name holds these words.
    pub fn tells(&self, words: &str) -> bool {
        self.harness.query_all_by_label_contains(words).next().is_some()
    }

    /// Whether the words are painted in the last frame, named or not: words on a canvas have no name of their own.
    pub fn paints(&self, words: &str) -> bool {
        fn holds(shape: &egui::Shape, words: &str) -> bool {
            match shape {
                egui::Shape::Text(text) => text.galley.text() == words,
                egui::Shape::Vec(shapes) => shapes.iter().any(|shape| holds(shape, words)),
                _ => false,
            }
        }
        self.harness.output().shapes.iter().any(|clipped| holds(&clipped.shape, words))
    }

    /// Draws until these words can be seen: a dialog's own work in the background takes a while.
    pub fn until(&mut self, words: &str) {
        for _ in 0..500 {
            self.run();
            if self.tells(words) {
                return;
            }
            std::thread::yield_now();
        }
        panic!("'{words}' never came");
    }

    pub fn app(&mut self) -> &mut PhasewrightApp {
        self.harness.state_mut()
    }

    pub fn project_name(&self) -> Option<String> {
        self.harness.state().workbench().document().map(|d| d.project().info().name.clone())
    }

    /// Carries an action out as the palette would.
    pub fn act(&mut self, action: Action) {
        let ctx = self.harness.ctx.clone();
        self.app().act(&ctx, action);
        self.run();
    }
}
