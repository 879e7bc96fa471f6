//! The program's own files: settings, and whether recent files are still there.

use super::jobs::LaneName;
use crate::workbench::{NoticeLevel, Settings, Workbench};
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::Path;

impl Workbench {
    /// Reads the settings. They are small and decide the first frame, so this does not wait for the background.
    pub(in crate::workbench) fn load_settings(&mut self) {
        let Some(path) = &self.places.settings else { return };
        match fs::read_to_string(path) {
            Ok(text) => match Settings::from_text(&text) {
                Ok(settings) => self.settings = settings,
                Err(why) => {
                    let text = format!(
                        "The settings cannot be read ({why}); the defaults are used: {}",
                        path.display()
                    );
                    self.notify(NoticeLevel::Warning, text, false);
                }
            },
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => {
                let text = format!(
                    "The settings cannot be read ({error}); the defaults are used: {}",
                    path.display()
                );
                self.notify(NoticeLevel::Warning, text, false);
            }
        }
    }

    /// Replaces the settings and writes them.
    pub(in crate::workbench) fn set_settings(&mut self, settings: Settings) {
        if settings == self.settings {
            return;
        }
        self.settings = settings;
        let Some(path) = self.places.settings.clone() else { return };
        let text = self.settings.to_text();
        self.jobs.start(LaneName::Files, "Keep the settings", move |_| {
            let result = text.and_then(|text| write(&path, &text).map_err(|error| error.to_string()));
            Box::new(move |workbench| {
                if let Err(why) = result {
                    workbench.notify(
                        NoticeLevel::Warning,
                        format!("The settings are not kept: {why}"),
                        false,
                    );
                }
            })
        });
    }

    /// Looks in the background which recent files are gone.
    pub(in crate::workbench) fn look_for_missing(&mut self) {
        let paths: Vec<_> = self.settings.recent.iter().map(|file| file.path.clone()).collect();
        if paths.is_empty() {
            return;
        }
        self.jobs.start(LaneName::Work, "Look at recent files", move |_| {
            let missing = paths.into_iter().filter(|path| !path.exists()).collect();
            Box::new(move |workbench| workbench.missing = missing)
        });
    }

    /// Looks again after a file could not be opened.
    pub(in crate::workbench) fn missing_or_not(&mut self, path: &Path) {
        if self.settings.recent.iter().any(|file| file.path == path) {
            self.look_for_missing();
        }
    }
}

pub(in crate::workbench) fn write(path: &Path, text: &str) -> std::io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}
