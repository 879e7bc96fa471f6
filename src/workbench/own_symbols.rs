//! The symbols at hand: those of the program, the person's own beside the settings, and those that the open project brings along.
//!
//! ```text
//! program ─ own file ─ project        each before the one on its left, where names are alike
//! a device with an own symbol is placed ─► the same step puts the symbol into the project
//! a project with symbols is opened elsewhere ─► it shows them; "Keep the project's symbols" adds them to the own file
//! ```
//!
//! So a project that travels looks the same everywhere, and nobody's own file changes unasked.

use super::jobs::LaneName;
use crate::domain::symbols::{Symbol, SymbolLibrary, with_symbols};
use crate::domain::{Device, Edit, Project};
use crate::workbench::{NoticeLevel, Workbench};
use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;
use std::sync::Arc;

/// The libraries at hand.
#[derive(Debug)]
pub struct OwnSymbols {
    /// Of the program and of the person.
    own: Arc<SymbolLibrary>,
    /// The same with those of the open project, and what they were made from.
    of_project: Option<(Arc<Vec<Symbol>>, Arc<SymbolLibrary>)>,
    /// The opened project whose symbols were spoken of.
    told: u64,
}

impl Default for OwnSymbols {
    fn default() -> Self {
        Self { own: SymbolLibrary::shipped(), of_project: None, told: 0 }
    }
}

impl Workbench {
    /// Returns the symbols of the program with those of the person's own file and of the open project.
    pub fn symbols(&self) -> &Arc<SymbolLibrary> {
        self.symbols.of_project.as_ref().map_or(&self.symbols.own, |(_, library)| library)
    }

    /// Returns the symbols of the open project that are not among the person's own, or look otherwise there.
    pub fn foreign_symbols(&self) -> Vec<Symbol> {
        let Some(document) = &self.document else { return Vec::new() };
        let own = &self.symbols.own;
        let symbols = document.project().settings().symbols.iter();
        symbols.filter(|symbol| own.get(&symbol.name) != Some(*symbol)).cloned().collect()
    }

    /// Reads the person's own symbols, which stand beside the settings. What cannot be taken is said; the others are taken.
    pub(in crate::workbench) fn load_symbols(&mut self) {
        let Some(path) = self.own_symbols_path() else { return };
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return,
            Err(error) => {
                let text = format!("The symbols cannot be read ({error}): {}", path.display());
                return self.notify(NoticeLevel::Warning, text, false);
            }
        };
        let (library, errors) = SymbolLibrary::shipped().with_file(&text, &path.display().to_string());
        self.symbols = OwnSymbols { own: Arc::new(library), ..OwnSymbols::default() };
        for error in errors {
            self.notify(NoticeLevel::Warning, error.to_string(), false);
        }
    }

    fn own_symbols_path(&self) -> Option<PathBuf> {
        self.places.settings.as_ref().map(|path| path.with_file_name("symbols.ron"))
    }

    /// Takes in the symbols of the open project, and says once which of them came with it.
    pub(in crate::workbench) fn follow_project_symbols(&mut self) {
        let present =
            self.document.as_ref().map(|document| Arc::clone(&document.project().settings().symbols));
        let present = present.filter(|symbols| !symbols.is_empty());
        let known = self.symbols.of_project.as_ref().map(|(from, _)| from);
        let same = match (&present, known) {
            (Some(present), Some(known)) => Arc::ptr_eq(present, known),
            (None, None) => true,
            _ => false,
        };
        if !same {
            self.symbols.of_project = present.map(|symbols| {
                let library = self.symbols.own.with(&symbols);
                (symbols, Arc::new(library))
            });
        }
        if self.document.is_some() && self.symbols.told != self.session {
            self.symbols.told = self.session;
            let foreign = self.foreign_symbols();
            if let Some(first) = foreign.first() {
                let words = match foreign.len() {
                    1 => format!("The project brings the symbol '{}' along", first.title),
                    count => format!("The project brings {count} symbols along"),
                };
                let text = format!("{words}; \"Keep the project's symbols\" puts them among your own");
                self.notify(NoticeLevel::Info, text, false);
            }
        }
    }

    /// Returns edits with those symbols of the person's own put into the project that devices of the edits are drawn with.
    pub(in crate::workbench) fn bringing_symbols(&self, mut edits: Vec<Edit>) -> Vec<Edit> {
        let Some(document) = &self.document else { return edits };
        let placed = edits.iter().flat_map(|edit| match edit {
            Edit::PutDevice { device, .. } => vec![device.as_ref()],
            Edit::PutSheet(sheet) => sheet.devices.values().map(AsRef::as_ref).collect(),
            _ => Vec::new(),
        });
        let missing = self.missing_symbols(document.project(), placed);
        if missing.is_empty() {
            return edits;
        }
        let last = edits.iter().rev().find_map(|edit| match edit {
            Edit::SetSettings(settings) => Some(settings),
            _ => None,
        });
        let settings = last.unwrap_or_else(|| document.project().settings()).clone();
        let symbols = settings.symbols.iter().cloned().chain(missing).collect();
        edits.push(Edit::SetSettings(crate::domain::DesignSettings {
            symbols: Arc::new(symbols),
            ..settings
        }));
        edits
    }

    /// Puts those of the person's own symbols into the project that its plan is drawn with, as a step of its own: projects of an
    /// older version of the program do not have them yet.
    pub(in crate::workbench) fn bring_used_symbols(&mut self) {
        let Some(project) = self.document.as_ref().map(|document| Arc::clone(document.project())) else {
            return;
        };
        let devices = project.sheets().flat_map(|sheet| sheet.devices.values().map(AsRef::as_ref));
        let devices: Vec<&Device> = devices.collect();
        let missing = self.missing_symbols(&project, devices.into_iter());
        if missing.is_empty() {
            return;
        }
        let settings = project.settings().clone();
        let symbols = settings.symbols.iter().cloned().chain(missing).collect();
        let settings = crate::domain::DesignSettings { symbols: Arc::new(symbols), ..settings };
        let label = "Put own symbols into the project".to_owned();
        self.execute(crate::workbench::Command::Announced(Box::new(crate::workbench::Command::Edit {
            label,
            edits: vec![Edit::SetSettings(settings)],
        })));
    }

    /// Finds own symbols that devices are drawn with and that neither the program nor the project has.
    fn missing_symbols<'d>(
        &self,
        project: &Project,
        devices: impl Iterator<Item = &'d Device>,
    ) -> Vec<Symbol> {
        let (shipped, brought) = (SymbolLibrary::shipped(), &project.settings().symbols);
        let mut missing: Vec<Symbol> = Vec::new();
        for device in devices {
            let name = device.symbol.as_str();
            let known = brought.iter().chain(&missing).any(|symbol| symbol.name == name);
            let own =
                self.symbols.own.get(name).filter(|symbol| !known && shipped.get(name) != Some(*symbol));
            missing.extend(own.cloned());
        }
        missing
    }

    /// Adds the symbols that came with the project to the person's own file. Those whose name is taken there stay out.
    pub(in crate::workbench) fn keep_symbols(&mut self) {
        let (own, foreign) = (Arc::clone(&self.symbols.own), self.foreign_symbols());
        let (taken, new): (Vec<Symbol>, Vec<Symbol>) =
            foreign.into_iter().partition(|symbol| own.get(&symbol.name).is_some());
        for symbol in &taken {
            let text = format!("Not kept: you have another symbol of the name '{}'", symbol.name);
            self.notify(NoticeLevel::Warning, text, false);
        }
        let Some(path) = self.own_symbols_path().filter(|_| !new.is_empty()) else { return };
        self.jobs.start(LaneName::Files, "Keep symbols", move |_| {
            let result = add_to_file(&path, &new);
            Box::new(move |workbench| match result {
                Ok(()) => {
                    workbench.symbols.own = Arc::new(workbench.symbols.own.with(&new));
                    workbench.symbols.of_project = None;
                    let names: Vec<&str> = new.iter().map(|symbol| symbol.title.as_str()).collect();
                    let text = format!("Kept among your symbols: {}", names.join(", "));
                    workbench.notify(NoticeLevel::Info, text, false);
                    workbench.follow_project_symbols();
                }
                Err(why) => {
                    let text = format!("The symbols were not kept: {why}: {}", path.display());
                    workbench.notify(NoticeLevel::Error, text, false);
                }
            })
        });
    }
}

/// Adds symbols to a file; what would not read back is not written.
fn add_to_file(path: &std::path::Path, new: &[Symbol]) -> Result<(), String> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
        Err(error) => return Err(error.to_string()),
    };
    let longer = with_symbols(&text, new)?;
    let (library, _) = SymbolLibrary::default().with_file(&longer, "symbols.ron");
    if let Some(lost) = new.iter().find(|symbol| library.get(&symbol.name) != Some(*symbol)) {
        return Err(format!("symbol '{}' would not read back", lost.name));
    }
    super::own_files::write(path, &longer).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::from_text;
    use crate::domain::{DeviceId, DeviceKind, Facts, SheetId};
    use crate::units::{PlanPoint, VoltAmperes};
    use crate::workbench::{Command, Places};
    use std::path::Path;

    const KIOSK: &str = r#"// Mine.
[
    (name: "our-kiosk", title: "Kiosk", kind: "equipment", family: "Ours", mount: "floor", class: 'A', va: 600,
     facts: {}, shapes: [circle((0, 0), 8), text((0, 0), 6, "K")]),
]
"#;

    fn start(folder: &Path, symbols: &str) -> Workbench {
        if !symbols.is_empty() {
            fs::write(folder.join("symbols.ron"), symbols).expect("written");
        }
        Workbench::start(Places::below(folder), Arc::new(|| {}))
    }

    fn place(workbench: &mut Workbench, symbol: &str) {
        let device = Device {
            id: DeviceId(9000),
            kind: DeviceKind::Equipment,
            symbol: symbol.to_owned(),
            at: PlanPoint { x: 40.0, y: 60.0 },
            rotation_deg: 0.0,
            load: VoltAmperes(600.0),
            circuit: None,
            label: String::new(),
            facts: Facts::new(),
        };
        let edits = vec![Edit::PutDevice { sheet: SheetId(20), device: Box::new(device) }];
        workbench.execute(Command::Edit { label: "Place".to_owned(), edits });
        workbench.run_until_idle();
    }

    fn brought(workbench: &Workbench) -> Vec<String> {
        let symbols = &workbench.document().expect("open").project().settings().symbols;
        symbols.iter().map(|symbol| symbol.name.clone()).collect()
    }

    #[test]
    fn a_persons_symbols_are_read_and_what_is_wrong_is_said() {
        let folder = tempfile::tempdir().expect("a folder");
        let text = r#"[
            (name: "our-kiosk", title: "Kiosk", kind: "equipment", family: "Ours", mount: "floor", class: 'A', va: 600,
             shapes: [circle((0, 0), 8)]),
            (name: "broken", title: "x", kind: "nothing", family: "Ours", mount: "floor", class: 'A',
             shapes: [circle((0, 0), 8)]),
        ]"#;
        let workbench = start(folder.path(), text);
        assert_eq!(workbench.symbols().get("our-kiosk").map(|symbol| symbol.load.0), Some(600.0));
        assert!(workbench.symbols().get("duplex").is_some() && workbench.symbols().get("broken").is_none());
        let said: Vec<&str> = workbench.notices().iter().map(|notice| notice.text.as_str()).collect();
        assert!(said.iter().any(|text| text.contains("symbol 'broken' is left out")), "{said:?}");
    }

    /// Placed here, opened on a machine that has never heard of it, kept there.
    #[test]
    fn a_project_that_travels_shows_its_symbols_elsewhere_and_offers_to_keep_them() {
        let (home, away) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        let mut here = start(home.path(), KIOSK);
        assert_eq!(here.symbols().get("our-kiosk").map(|symbol| symbol.load.0), Some(600.0));
        here.execute(Command::OpenSample(crate::workbench::Sample::Riverside));
        let steps = here.document().expect("open").undo_len();
        place(&mut here, "our-kiosk");
        assert_eq!(
            (brought(&here), here.document().expect("open").undo_len()),
            (vec!["our-kiosk".to_owned()], steps + 1)
        );
        let text = crate::document::to_text(here.document().expect("open").project()).expect("a text");

        let mut there = start(away.path(), "");
        there.execute(Command::OpenUnsaved(Box::new(from_text(&text, "x.ron").expect("reads"))));
        there.run_until_idle();
        assert_eq!(there.symbols().get("our-kiosk"), here.symbols().get("our-kiosk"));
        assert!(
            there.notices().iter().any(|n| n.text.starts_with("The project brings the symbol 'Kiosk' along"))
        );
        there.execute(Command::KeepSymbols);
        there.run_until_idle();
        assert!(there.foreign_symbols().is_empty());
        drop(there);
        let again = start(away.path(), "");
        assert_eq!(again.symbols().get("our-kiosk"), here.symbols().get("our-kiosk"));
        // Taken back, the project is as it was.
        here.execute(Command::Undo);
        assert_eq!(brought(&here), Vec::<String>::new());
    }

    #[test]
    fn what_a_person_wrote_in_the_file_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("symbols.ron");
        let (library, _) = SymbolLibrary::default().with_file(KIOSK, "k");
        let other = Symbol { name: "other".to_owned(), ..library.get("our-kiosk").expect("there").clone() };
        fs::write(&path, KIOSK).expect("written");
        add_to_file(&path, std::slice::from_ref(&other)).expect("added");
        let text = fs::read_to_string(&path).expect("there");
        assert!(text.starts_with("// Mine.") && text.contains("our-kiosk"));
        let (both, errors) = SymbolLibrary::default().with_file(&text, "k");
        assert_eq!((both.get("other"), errors.len()), (Some(&other), 0));
    }
}
