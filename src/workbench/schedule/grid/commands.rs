//! What menus and Ctrl keys do to the selection: copy, paste, fill, flags, clearing.

use crate::domain::{Project, Slot};
use crate::workbench::schedule::clear::{clear_offer, clear_step};
use crate::workbench::schedule::clipboard::copy_text;
use crate::workbench::schedule::draft::Draft;
use crate::workbench::schedule::entry::{OnConflict, enter};
use crate::workbench::schedule::{
    Cell, Column, Effect, Grid, PasteKind, Step, fill, flags, paste, paste_circuits, paste_kind,
};

impl Grid {
    /// Returns the selection as text for the clipboard.
    pub fn copy(&self, project: &Project) -> Effect {
        let panel = project.panel(self.panel);
        Effect { clipboard: panel.map(|panel| copy_text(panel, &self.selection())), ..Effect::default() }
    }

    /// Copies, then clears the cells or the circuits.
    pub fn cut(&mut self, project: &Project) -> Effect {
        let copied = self.copy(project).clipboard;
        let cleared = if self.selection().is_whole() {
            self.clear_circuits(project)
        } else {
            self.empty_cells(project)
        };
        Effect { clipboard: copied, ..cleared }
    }

    /// Pastes text from the clipboard.
    pub fn paste(&mut self, project: &Project, text: &str) -> Effect {
        if self.offer.is_some() {
            return Effect::default();
        }
        if let Some(editing) = &mut self.editing {
            editing.text.push_str(text.trim_end_matches(['\r', '\n']));
            return Effect::default();
        }
        let Some(draft) = Draft::new(project, self.panel) else { return Effect::default() };
        match paste_kind(text) {
            PasteKind::Rows => Effect { rows: Some(text.to_owned()), ..Effect::default() },
            PasteKind::Circuits => {
                let range = self.selection();
                let first = range.slots().first().copied().unwrap_or(self.cursor.slot);
                let (effect, offer) =
                    paste_circuits::paste_circuits(draft, Cell { slot: first, ..self.cursor }, text);
                self.ask(project, offer);
                effect
            }
            PasteKind::Cells => {
                paste::paste_cells(draft, self.cursor, &self.selection(), text, &mut self.memory)
            }
        }
    }

    /// Fills the first row of the range down.
    pub fn fill_down(&mut self, project: &Project) -> Effect {
        let range = self.selection();
        let mut memory = self.memory;
        self.with_draft(project, |draft| fill::fill_down(draft, &range, &mut memory))
    }

    /// Fills every free slot with a spare.
    pub fn fill_spares(&self, project: &Project) -> Effect {
        Effect::from_result(fill::fill_spares(project, self.panel, &self.memory))
    }

    /// Turns every spare into a space.
    pub fn remove_spares(&mut self, project: &Project) -> Effect {
        match fill::remove_spares(project, self.panel) {
            Ok((step, offer)) => {
                self.ask(project, offer);
                Effect::step(step)
            }
            Err(why) => Effect::say(why),
        }
    }

    /// Makes spares of what is selected.
    pub fn make_spare(&self, project: &Project) -> Effect {
        let slots = self.selection().slots();
        let last = project.panel(self.panel).map_or(0, |panel| panel.slots);
        let slots: Vec<Slot> = slots.into_iter().filter(|slot| slot.0 <= last).collect();
        self.with_draft(project, |draft| flags::make_spares(draft, &slots, &self.memory))
    }

    /// Locks or unlocks the selected circuits.
    pub fn toggle_lock(&self, project: &Project) -> Effect {
        let ids = self.selected(project);
        self.with_draft(project, |draft| flags::toggle_lock(draft, &ids))
    }

    /// Keeps the selected circuits together, or no longer.
    pub fn toggle_group(&self, project: &Project) -> Effect {
        let ids = self.selected(project);
        self.with_draft(project, |draft| flags::toggle_group(draft, &ids))
    }

    /// Switches the selected circuits between multiwire and one load.
    pub fn toggle_multiwire(&self, project: &Project) -> Effect {
        let ids = self.selected(project);
        self.with_draft(project, |draft| flags::toggle_multiwire(draft, &ids))
    }

    /// Shares the load of the selected circuits equally.
    pub fn equal_legs(&self, project: &Project) -> Effect {
        let ids = self.selected(project);
        self.with_draft(project, |draft| flags::equal_legs(draft, &ids))
    }

    /// Types poles into the cursor's circuit, as the menu does.
    pub fn set_poles(&mut self, project: &Project, poles: u8) -> Effect {
        let cell = Cell { column: Column::Poles, ..self.cursor };
        self.entered(project, cell, &poles.to_string()).0
    }

    /// Clears the selected circuits to spaces; asks when something hangs on them.
    pub fn clear_circuits(&mut self, project: &Project) -> Effect {
        let ids = self.selected(project);
        let Some(mut draft) = Draft::new(project, self.panel) else { return Effect::default() };
        match clear_offer(&mut draft, &ids) {
            Ok(None) => Effect::step(clear_step(draft, ids.len())),
            Ok(offer) => {
                self.ask(project, offer);
                Effect::default()
            }
            Err(why) => Effect::say(why),
        }
    }

    pub(in crate::workbench::schedule::grid) fn with_draft(
        &self,
        project: &Project,
        act: impl FnOnce(Draft) -> Result<Option<Step>, String>,
    ) -> Effect {
        match Draft::new(project, self.panel) {
            Some(draft) => Effect::from_result(act(draft)),
            None => Effect::say("The panel is gone"),
        }
    }

    pub(in crate::workbench::schedule::grid) fn empty_cells(&mut self, project: &Project) -> Effect {
        let range = self.selection();
        let Some(mut draft) = Draft::new(project, self.panel) else { return Effect::default() };
        let Some(panel) = project.panel(self.panel) else { return Effect::default() };
        let slots = range.slots();
        for slot in slots.into_iter().filter(|slot| slot.0 <= panel.slots) {
            for column in range.columns() {
                let cell = Cell { slot, column };
                if cell.settled(panel).slot == slot
                    && let Err(why) = enter(&mut draft, cell, "", &mut self.memory, OnConflict::Keep)
                {
                    return Effect::say(why);
                }
            }
        }
        Effect::step(draft.finish("Clear cells"))
    }
}
