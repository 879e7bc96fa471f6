//! The program's own files: settings, and whether recent files are still there.

use super::jobs::LaneName;
use crate::domain::symbols::SymbolLibrary;
use crate::workbench::{NoticeLevel, Settings, Workbench};
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::Path;
use std::sync::Arc;

/// The symbols at hand: those of the program until a person's own have been read.
#[derive(Debug)]
pub struct OwnSymbols(pub(in crate::workbench) Arc<SymbolLibrary>);

impl Default for OwnSymbols {
    fn default() -> Self {
        Self(SymbolLibrary::shipped())
    }
}

impl Workbench {
    /// Reads the person's own symbols, which stand beside the settings. What cannot be taken is said; the others are taken.
    pub(in crate::workbench) fn load_symbols(&mut self) {
        let Some(path) = self.places.settings.as_ref().map(|path| path.with_file_name("symbols.ron")) else {
            return;
        };
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return,
            Err(error) => {
                let text = format!("The symbols cannot be read ({error}): {}", path.display());
                return self.notify(NoticeLevel::Warning, text, false);
            }
        };
        let (library, errors) = self.symbols.0.with_file(&text, &path.display().to_string());
        self.symbols = OwnSymbols(Arc::new(library));
        for error in errors {
            self.notify(NoticeLevel::Warning, error.to_string(), false);
        }
    }

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

fn write(path: &Path, text: &str) -> std::io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::workbench::{Places, Workbench};

    #[test]
    fn a_persons_symbols_are_read_and_what_is_wrong_is_said() {
        let folder = tempfile::tempdir().expect("a folder");
        let text = r#"[
            (name: "our-kiosk", title: "Kiosk", kind: "equipment", family: "Ours", mount: "floor", class: 'A', va: 600,
             shapes: [circle((0, 0), 8)]),
            (name: "broken", title: "x", kind: "nothing", family: "Ours", mount: "floor", class: 'A',
             shapes: [circle((0, 0), 8)]),
        ]"#;
        std::fs::write(folder.path().join("symbols.ron"), text).expect("written");
        let workbench = Workbench::start(Places::below(folder.path()), std::sync::Arc::new(|| {}));
        assert_eq!(workbench.symbols().get("our-kiosk").map(|symbol| symbol.load.0), Some(600.0));
        assert!(workbench.symbols().get("duplex").is_some() && workbench.symbols().get("broken").is_none());
        let said: Vec<&str> = workbench.notices().iter().map(|notice| notice.text.as_str()).collect();
        assert!(said.iter().any(|text| text.contains("symbol 'broken' is left out")), "{said:?}");
    }
}
