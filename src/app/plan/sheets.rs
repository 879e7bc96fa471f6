//! Sheets added, copied, renamed, removed; each one undo step. What is on a sheet that goes is said before.

use crate::app::dialogs::{Dialog, DialogOutcome};
use crate::app::widgets::{self, Button, TextField, dialog_foot};
use crate::domain::{
    Area, AreaId, Device, DeviceId, Edit, Opening, OpeningId, Project, Room, RoomId, Run, RunId, Sheet,
    SheetId, Wall, WallId,
};
use crate::workbench::Command;
use crate::workbench::plan::sheet_removal_words;
use egui::Ui;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Returns the command that adds an empty sheet.
pub(super) fn add(project: &Project) -> Command {
    let name = free_name(project, "Level 1");
    let sheet = Sheet::new(SheetId(project.next_id()), name);
    Command::Edit { label: format!("Add sheet {}", sheet.name), edits: vec![Edit::PutSheet(Box::new(sheet))] }
}

/// Returns the command that adds a copy of a sheet with everything on it, under new ids.
pub(super) fn duplicate(project: &Project, sheet: &Sheet) -> Command {
    let mut next = project.next_id();
    let mut fresh = || {
        next += 1;
        next - 1
    };
    let mut copy = Sheet::new(SheetId(fresh()), free_name(project, &sheet.name));
    copy.underlays.clone_from(&sheet.underlays);
    let mut walls: BTreeMap<WallId, WallId> = BTreeMap::new();
    for wall in sheet.walls.values() {
        let id = WallId(fresh());
        walls.insert(wall.id, id);
        copy.walls.insert(id, Arc::new(Wall { id, ..wall.as_ref().clone() }));
    }
    for opening in sheet.openings.values() {
        let Some(wall) = walls.get(&opening.wall).copied() else { continue };
        let id = OpeningId(fresh());
        copy.openings.insert(id, Arc::new(Opening { id, wall, ..opening.as_ref().clone() }));
    }
    for area in sheet.areas.values() {
        let id = AreaId(fresh());
        copy.areas.insert(id, Arc::new(Area { id, ..area.as_ref().clone() }));
    }
    for room in sheet.rooms.values() {
        let id = RoomId(fresh());
        copy.rooms.insert(id, Arc::new(Room { id, ..room.as_ref().clone() }));
    }
    for device in sheet.devices.values() {
        let id = DeviceId(fresh());
        copy.devices.insert(id, Arc::new(Device { id, ..device.as_ref().clone() }));
    }
    for run in sheet.runs.values() {
        let id = RunId(fresh());
        copy.runs.insert(id, Arc::new(Run { id, ..run.as_ref().clone() }));
    }
    let label = format!("Duplicate sheet {} as {}", sheet.name, copy.name);
    Command::Edit { label, edits: vec![Edit::PutSheet(Box::new(copy))] }
}

/// Returns a name that no sheet has, made from another one.
fn free_name(project: &Project, base: &str) -> String {
    let taken = |name: &str| project.sheets().any(|sheet| sheet.name == name);
    if !taken(base) {
        return base.to_owned();
    }
    let stem = base.trim_end_matches(|c: char| c.is_ascii_digit());
    let number: u64 = base.get(stem.len()..).and_then(|digits| digits.parse().ok()).unwrap_or(1);
    let stem = if stem.len() == base.len() { format!("{base} ") } else { stem.to_owned() };
    (number + 1..).map(|n| format!("{stem}{n}")).find(|name| !taken(name)).unwrap_or_default()
}

/// What is asked about a sheet.
#[derive(Clone, Debug)]
enum Asked {
    Name(String),
    Delete,
}

/// The question for a sheet's name, or whether it may go.
#[derive(Debug)]
pub(in crate::app) struct SheetDialog {
    sheet: SheetId,
    old_name: String,
    asked: Asked,
}

impl SheetDialog {
    /// Asks for another name.
    pub fn rename(project: &Project, sheet: SheetId) -> Option<Self> {
        let name = project.sheet(sheet)?.name.clone();
        Some(Self { sheet, old_name: name.clone(), asked: Asked::Name(name) })
    }

    /// Asks whether a sheet may go.
    pub fn delete(project: &Project, sheet: SheetId) -> Option<Self> {
        Some(Self { sheet, old_name: project.sheet(sheet)?.name.clone(), asked: Asked::Delete })
    }

    /// Draws the name; returns why it cannot be taken.
    fn name_ui(ui: &mut Ui, name: &mut String) -> Option<&'static str> {
        let why = name.trim().is_empty().then_some("A sheet needs a name");
        ui.add(TextField::new(name, "Name").width(f32::INFINITY).error(why));
        why
    }
}

impl Dialog for SheetDialog {
    fn show(&mut self, ctx: &egui::Context, project: &Project) -> DialogOutcome {
        let Some(sheet) = project.sheet(self.sheet) else { return DialogOutcome::Cancelled };
        let (title, button) = match self.asked {
            Asked::Name(_) => ("Rename sheet".to_owned(), "Rename".to_owned()),
            Asked::Delete => (format!("Delete {}?", self.old_name), format!("Delete {}", self.old_name)),
        };
        let shown = widgets::Dialog::new("sheet", &title).width(520.0).show(ctx, |ui| {
            let why = match &mut self.asked {
                Asked::Name(name) => Self::name_ui(ui, name),
                Asked::Delete => {
                    for line in contents(sheet).into_iter().chain(sheet_removal_words(project, sheet)) {
                        ui.label(line);
                    }
                    None
                }
            };
            let pressed = dialog_foot(
                ui,
                |_| (),
                |ui| {
                    let primary = Button::primary(&button).keys("Enter").enabled(why.is_none());
                    (ui.add(primary).clicked(), ui.add(Button::plain("Cancel").keys("Esc")).clicked())
                },
            )
            .1;
            (pressed, why.is_none())
        });
        let ((confirm, cancel), can) = shown.inner;
        if can && (confirm || shown.confirmed) {
            return DialogOutcome::Done(vec![self.command()]);
        }
        if cancel || shown.closed { DialogOutcome::Cancelled } else { DialogOutcome::Open }
    }
}

impl SheetDialog {
    fn command(&self) -> Command {
        match &self.asked {
            Asked::Name(name) => Command::Edit {
                label: format!("Rename sheet {} to {}", self.old_name, name.trim()),
                edits: vec![Edit::RenameSheet { sheet: self.sheet, name: name.trim().to_owned() }],
            },
            Asked::Delete => Command::Announced(Box::new(Command::Edit {
                label: format!("Delete sheet {}", self.old_name),
                edits: vec![Edit::RemoveSheet(self.sheet)],
            })),
        }
    }
}

/// Says what is on a sheet.
fn contents(sheet: &Sheet) -> Vec<String> {
    let counts = [
        (sheet.walls.len(), "wall"),
        (sheet.rooms.len(), "room"),
        (sheet.areas.len(), "area"),
        (sheet.devices.len(), "device"),
        (sheet.runs.len(), "conduit run"),
        (sheet.underlays.len(), "underlay"),
    ];
    let words: Vec<String> = counts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{count} {what}{}", if count == 1 { "" } else { "s" }))
        .collect();
    if words.is_empty() {
        vec!["The sheet is empty".to_owned()]
    } else {
        vec![format!("On it: {}", words.join(", "))]
    }
}
