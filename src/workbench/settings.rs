//! What a person has chosen about the program, kept between sessions as one RON file.
//!
//! Nothing here belongs to a project. A setting a newer version wrote is ignored, a missing one has its default, so that
//! the file never stands in the way of starting.

use crate::workbench::{LayoutRecord, ProjectDefaults};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// How many recent files are remembered.
pub const RECENT_LIMIT: usize = 12;

/// Units of work that an edit is worth at first: all rules on ten thousand circuits, or some fifty conduit runs. About a
/// quarter of a second of one core.
pub const WORK_AFTER_EDIT: u64 = 20_000;

/// Which of the two themes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ThemeChoice {
    /// As the desktop has it.
    #[default]
    System,
    Dark,
    Light,
}

/// A project that was open once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecentFile {
    pub path: PathBuf,
    /// Name of the project.
    pub name: String,
    pub panels: usize,
    /// Seconds since 1970 when it was opened or saved last.
    pub used: u64,
}

/// Size of the window in points of the desktop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WindowSize {
    pub width: u32,
    pub height: u32,
    pub maximized: bool,
}

/// The settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    pub theme: ThemeChoice,
    pub high_contrast: bool,
    pub comfortable_rows: bool,
    /// One VA column a half of the schedule instead of one a leg.
    pub one_va_column: bool,
    pub reduce_motion: bool,
    /// 100 to 200.
    pub scale_percent: u16,
    pub cursor_blinks: bool,
    /// Whether the trained model is asked about phase balancing, after every edit and by the balance dialog.
    pub propose_after_edits: bool,
    /// Names of the other steps after an edit that are switched off.
    pub steps_off: Vec<String>,
    /// Units of work that an edit is worth; what does not fit is left out.
    pub work_after_edit: u64,
    /// Whether the trained model of loads is asked after every edit, beside the engine.
    pub loads_signal: bool,
    /// Whether panelboards where that model disagrees with the engine are kept as examples to learn from.
    pub collect_disagreements: bool,
    /// Whether a trained model tells after every edit what the rules may say about circuits.
    pub early_signals: bool,
    /// Whether what becomes of proposals is remembered for training, on this computer and without names.
    pub remember_decisions: bool,
    /// What new projects start with.
    pub new_projects: ProjectDefaults,
    /// Where the panes stand; `None` as in a first start.
    pub layout: Option<LayoutRecord>,
    /// Whether the properties of what is selected are shown.
    pub properties_shown: bool,
    /// As the window was closed last.
    pub window: Option<WindowSize>,
    /// Whether the tour has been taken or declined.
    pub tour_done: bool,
    /// Names of actions the palette ran, latest first.
    pub palette_recent: Vec<String>,
    pub recent: Vec<RecentFile>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: ThemeChoice::System,
            high_contrast: false,
            comfortable_rows: false,
            one_va_column: false,
            reduce_motion: false,
            scale_percent: 100,
            cursor_blinks: false,
            propose_after_edits: true,
            steps_off: Vec::new(),
            work_after_edit: WORK_AFTER_EDIT,
            loads_signal: true,
            collect_disagreements: false,
            early_signals: true,
            remember_decisions: false,
            new_projects: ProjectDefaults::default(),
            layout: None,
            properties_shown: false,
            window: None,
            tour_done: false,
            palette_recent: Vec::new(),
            recent: Vec::new(),
        }
    }
}

impl Settings {
    /// Reads settings from their file's text.
    ///
    /// # Errors
    /// Says where the text is no settings file.
    pub fn from_text(text: &str) -> Result<Self, String> {
        ron::from_str(text).map_err(|error| error.to_string())
    }

    /// Returns the text of their file.
    ///
    /// # Errors
    /// Only for a path that is not Unicode.
    pub fn to_text(&self) -> Result<String, String> {
        ron::ser::to_string_pretty(self, ron::ser::PrettyConfig::default()).map_err(|error| error.to_string())
    }

    /// Returns the same with everything a person chooses as at a first start. What the program remembers by itself
    /// (panes, window, recent files and commands) stays.
    pub fn with_first_choices(&self) -> Self {
        Self {
            layout: self.layout.clone(),
            window: self.window,
            tour_done: self.tour_done,
            palette_recent: self.palette_recent.clone(),
            recent: self.recent.clone(),
            ..Self::default()
        }
    }

    /// Puts a file at the head of the recent ones.
    pub fn remember(&mut self, file: RecentFile) {
        self.recent.retain(|known| known.path != file.path);
        self.recent.insert(0, file);
        self.recent.truncate(RECENT_LIMIT);
    }

    /// Takes a file off the recent ones.
    pub fn forget(&mut self, path: &Path) {
        self.recent.retain(|known| known.path != path);
    }

    /// Puts an action's name at the head of those the palette offers first.
    pub fn remember_action(&mut self, name: &str) {
        self.palette_recent.retain(|known| known != name);
        self.palette_recent.insert(0, name.to_owned());
        self.palette_recent.truncate(6);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str) -> RecentFile {
        RecentFile { path: PathBuf::from(name), name: name.to_owned(), panels: 1, used: 0 }
    }

    #[test]
    fn text_and_back_is_the_same() {
        let mut settings = Settings { theme: ThemeChoice::Light, scale_percent: 150, ..Settings::default() };
        settings.remember(file("a.ron"));
        settings.remember_action("Undo");
        let text = settings.to_text().expect("has a text");
        assert_eq!(Settings::from_text(&text), Ok(settings));
    }

    #[test]
    fn unknown_and_missing_fields_do_no_harm() {
        let settings = Settings::from_text("(theme: Dark, color_of_tomorrow: \"mauve\")").expect("reads");
        assert_eq!(settings, Settings { theme: ThemeChoice::Dark, ..Settings::default() });
        assert!(Settings::from_text("(theme: Mauve)").is_err());
    }

    #[test]
    fn first_choices_keep_what_is_remembered() {
        let mut settings = Settings { theme: ThemeChoice::Light, scale_percent: 150, ..Settings::default() };
        settings.remember(file("a.ron"));
        settings.remember_action("Undo");
        let first = settings.with_first_choices();
        assert_eq!((first.theme, first.scale_percent), (ThemeChoice::System, 100));
        assert_eq!((first.recent, first.palette_recent), (settings.recent, settings.palette_recent));
    }

    #[test]
    fn the_latest_file_stands_first_and_once() {
        let mut settings = Settings::default();
        for n in 0..20 {
            settings.remember(file(&format!("{n}.ron")));
        }
        settings.remember(file("15.ron"));
        assert_eq!(settings.recent.len(), RECENT_LIMIT);
        assert_eq!(settings.recent.iter().filter(|f| f.name == "15.ron").count(), 1);
        assert_eq!(settings.recent.first().map(|f| f.name.as_str()), Some("15.ron"));
        settings.forget(Path::new("15.ron"));
        assert_eq!(settings.recent.first().map(|f| f.name.as_str()), Some("19.ron"));
    }
}
