//! Choosing a file without a dialog of the desktop: a path to type, and what is in its folder.
//!
//! The list of a folder appears when it has been read.

use super::picker::{Pick, PickRequest};
use crate::app::icons;
use crate::app::theme::{self, TypeStyle};
use crate::app::widgets::{self, Button, MenuRow, TextField, dialog_foot, dialog_row};
use crate::workbench::{FolderEntry, FolderList};
use egui::ScrollArea;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Height of the list.
const LIST: f32 = 308.0;
/// A folder with more entries is shown up to here; typing a few letters narrows it down.
const MOST: usize = 500;

/// The dialog's state.
pub(in crate::app) struct PathDialog {
    request: PickRequest,
    text: String,
    list: FolderList,
    focused: bool,
}

impl PathDialog {
    /// Opens the dialog with the proposed name in the folder it starts in.
    pub fn new(request: PickRequest) -> Self {
        let folder = request.folder.clone().unwrap_or_else(|| PathBuf::from("/"));
        let mut text = folder.join(&request.file_name).display().to_string();
        if request.file_name.is_empty() && !text.ends_with(std::path::MAIN_SEPARATOR) {
            text.push(std::path::MAIN_SEPARATOR);
        }
        Self { request, text, list: FolderList::default(), focused: false }
    }

    /// Draws the dialog; returns the answer when there is one.
    pub fn show(&mut self, ctx: &egui::Context) -> Option<Pick> {
        self.keep_list(ctx);
        let title = self.request.title.clone();
        let typed = PathBuf::from(self.text.trim());
        let named = typed.file_name().is_some() && !self.text.trim().ends_with(std::path::MAIN_SEPARATOR);
        let mut entered = false;
        let shown = widgets::Dialog::new("path", &title).width(640.0).show(ctx, |ui| {
            dialog_row(ui, 52.0, |ui| {
                let tokens = theme::tokens(ui);
                ui.label(theme::rich("File", TypeStyle::Body, tokens.text_2));
                let field = ui.add(TextField::new(&mut self.text, "File").mono().width(f32::INFINITY));
                if !self.focused {
                    field.request_focus();
                    self.focused = true;
                }
                // Enter leaves a field; here it also means "this one".
                entered = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
            });
            self.list(ui);
            let word = if self.request.save { "Save" } else { "Open" };
            dialog_foot(
                ui,
                |_| (),
                |ui| {
                    let take = ui.add(Button::primary(word).keys("Enter").enabled(named)).clicked();
                    (take, ui.add(Button::plain("Cancel").keys("Esc")).clicked())
                },
            )
            .1
        });
        let (take, cancel) = shown.inner;
        if named && (take || entered || shown.confirmed) {
            return Some(Pick::Chosen(typed));
        }
        if entered {
            self.focused = false;
        }
        (cancel || shown.closed).then_some(Pick::Cancelled)
    }

    fn list(&mut self, ui: &mut egui::Ui) {
        let tokens = theme::tokens(ui);
        let typed = typed_name(&self.text).to_lowercase();
        let mut taken = None;
        egui::Frame::NONE.inner_margin(egui::Margin::symmetric(12, 8)).show(ui, |ui| {
            ui.set_height(LIST);
            ui.set_width(ui.available_width());
            let entries = match self.list.entries() {
                Ok(entries) => entries,
                Err(why) => {
                    ui.label(theme::rich(why, TypeStyle::Body, tokens.error));
                    return;
                }
            };
            let fits = |entry: &&FolderEntry| {
                let known = !entry.is_file || self.request.kinds.is_empty() || self.is_of_kind(&entry.name);
                known && (self.request.save || entry.name.to_lowercase().contains(&typed))
            };
            let shown: Vec<&FolderEntry> = entries.iter().filter(fits).take(MOST).collect();
            let folder = self.list.folder();
            ScrollArea::vertical().auto_shrink(false).show_rows(ui, 28.0, shown.len() + 1, |ui, range| {
                for row in range {
                    let Some(entry) = row.checked_sub(1).and_then(|row| shown.get(row)) else {
                        let up = MenuRow::new("Folder above").icon(icons::ARROW_UP).height(28.0);
                        if row == 0 && ui.add(up).clicked() {
                            taken = folder.and_then(Path::parent).map(|folder| (folder.to_owned(), false));
                        }
                        continue;
                    };
                    let glyph = if entry.is_file { icons::FILE } else { icons::FOLDER_OPEN };
                    if ui.add(MenuRow::new(&entry.name).icon(glyph).height(28.0)).clicked() {
                        taken = folder.map(|folder| (folder.join(&entry.name), entry.is_file));
                    }
                }
            });
        });
        if let Some((path, is_file)) = taken {
            self.text = path.display().to_string();
            if !is_file {
                if !self.text.ends_with(std::path::MAIN_SEPARATOR) {
                    self.text.push(std::path::MAIN_SEPARATOR);
                }
                self.text.push_str(if self.request.save { &self.request.file_name } else { "" });
            }
            self.focused = false;
        }
    }

    fn is_of_kind(&self, name: &str) -> bool {
        let ending = Path::new(name).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        self.request.kinds.iter().flat_map(|(_, endings)| endings).any(|e| e.eq_ignore_ascii_case(ending))
    }

    /// Reads the folder of the typed path when it is another one.
    fn keep_list(&mut self, ctx: &egui::Context) {
        let name = typed_name(&self.text).len();
        let text = self.text.get(..self.text.len() - name).unwrap_or_default();
        let folder = PathBuf::from(if text.is_empty() { "." } else { text });
        let ctx = ctx.clone();
        self.list.visit(&folder, Arc::new(move || ctx.request_repaint()));
    }
}

fn typed_name(text: &str) -> &str {
    text.rsplit(std::path::is_separator).next().unwrap_or_default()
}
