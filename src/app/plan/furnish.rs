//! The usual devices of rooms as a proposal: listed here, drawn as ghosts on the plan, placed in one step when accepted.

use crate::app::dialogs::{Dialog, DialogOutcome, plan_words};
use crate::app::view_context::AppRequest;
use crate::app::widgets::{self, Button, dialog_foot};
use crate::domain::symbols::SymbolLibrary;
use crate::domain::{Device, Edit, Project, RoomId, Sheet, SheetId};
use crate::engineering::room_devices::room_devices;
use crate::workbench::Command;

/// The dialog's state.
#[derive(Debug)]
pub(in crate::app) struct FurnishDialog {
    sheet: SheetId,
    rooms: usize,
    devices: Vec<Device>,
    words: Vec<String>,
}

impl FurnishDialog {
    /// Opens the proposal for rooms of a sheet.
    ///
    /// # Errors
    /// Says why none of them has a usual.
    pub fn new(
        project: &Project,
        sheet: &Sheet,
        library: &SymbolLibrary,
        rooms: &[RoomId],
    ) -> Result<Self, String> {
        let mut dialog = Self { sheet: sheet.id, rooms: 0, devices: Vec::new(), words: Vec::new() };
        let mut refusals = Vec::new();
        for room in rooms.iter().filter_map(|id| sheet.rooms.get(id)) {
            let next = project.next_id() + dialog.devices.len() as u64;
            match room_devices(sheet, room, library, next) {
                Ok(proposal) => {
                    dialog.rooms += usize::from(!proposal.devices.is_empty());
                    dialog.devices.extend(proposal.devices);
                    dialog.words.extend(proposal.words);
                }
                Err(why) => refusals.push(why),
            }
        }
        if dialog.devices.is_empty() {
            refusals.extend(dialog.words);
            return Err(refusals.first().cloned().unwrap_or_else(|| "Choose rooms first".to_owned()));
        }
        dialog.words.extend(refusals);
        Ok(dialog)
    }

    /// Returns what is proposed.
    pub fn devices(&self) -> &[Device] {
        &self.devices
    }

    fn label(&self) -> String {
        let rooms = if self.rooms == 1 { "room".to_owned() } else { format!("{} rooms", self.rooms) };
        format!("Furnish {rooms} with {} devices", self.devices.len())
    }
}

impl Dialog for FurnishDialog {
    fn show(&mut self, ctx: &egui::Context, _project: &Project) -> DialogOutcome {
        let subtitle = format!("{} devices, on no circuit yet", self.devices.len());
        let shown = widgets::Dialog::new("furnish", "Usual devices").subtitle(&subtitle).width(560.0).show(
            ctx,
            |ui| {
                plan_words(ui, Ok(&self.words), "Nothing is proposed");
                dialog_foot(
                    ui,
                    |_| (),
                    |ui| {
                        let accept = ui.add(Button::primary("Place them").keys("Enter")).clicked();
                        (accept, ui.add(Button::plain("Cancel").keys("Esc")).clicked())
                    },
                )
                .1
            },
        );
        let (accept, cancel) = shown.inner;
        if accept || shown.confirmed {
            let put =
                |device: &Device| Edit::PutDevice { sheet: self.sheet, device: Box::new(device.clone()) };
            let edits = self.devices.iter().map(put).collect();
            return DialogOutcome::Done(vec![Command::Edit { label: self.label(), edits }]);
        }
        if cancel || shown.closed {
            return DialogOutcome::Leave(vec![AppRequest::ProposeDevices(Vec::new())]);
        }
        DialogOutcome::Open
    }
}
