//! Keys, typed text and the clipboard to the grid, and who has the focus.

use crate::app::tabs::panel_schedule::events::{self, FieldMode, GridInput};
use crate::app::tabs::panel_schedule::work::Work;
use crate::app::tabs::panel_schedule::{PanelScheduleTab, editor, rows};
use crate::domain::{Panel, PanelId};
use crate::workbench::schedule::{Effect, Grid};
use egui::{EventFilter, Id, Popup, Ui};

impl PanelScheduleTab {
    pub(in crate::app::tabs::panel_schedule) fn keys(&mut self, ui: &Ui, work: &mut Work<'_>) {
        let ctx = ui.ctx().clone();
        let grid = self.front_grid(work.panel);
        let asked = grid.offer().is_some();
        let listed = grid.list().is_some();
        let field = match grid.editing() {
            None => FieldMode::None,
            Some(editing) if editing.type_over => FieldMode::TypeOver,
            Some(_) => FieldMode::InPlace,
        };
        let blocked = ctx.memory(|memory| memory.top_modal_layer().is_some()) || Popup::is_any_open(&ctx);
        if !asked && !listed && (blocked || !self.has_focus(&ctx, work.panel)) {
            return;
        }
        // egui honors the wish to keep Tab and arrows only from the second frame of a focus on; keys may come sooner.
        ctx.memory_mut(|memory| memory.move_focus(egui::FocusDirection::None));
        if self.drag.is_some() {
            return;
        }
        let taken = ctx.input_mut(|input| events::take(&mut input.events, field));
        for input in taken {
            self.with_grid(&ctx, work, |grid, project| match input {
                GridInput::Press(press) => grid.key(project, press),
                GridInput::Text(text) => grid.text(project, &text),
                GridInput::Copy => grid.copy(project),
                GridInput::Cut => grid.cut(project),
                GridInput::Paste(text) => grid.paste(project, &text),
                GridInput::SelectAll => {
                    grid.select_all(project);
                    Effect::default()
                }
            });
        }
    }

    /// Whether keys are for the grid: its cursor's cell or its text field has the focus.
    pub(in crate::app::tabs::panel_schedule) fn has_focus(
        &self,
        ctx: &egui::Context,
        panel: PanelId,
    ) -> bool {
        let focused = ctx.memory(|memory| memory.focused());
        let mine = ctx.data(|data| data.get_temp::<Id>(focus_key(panel)));
        match focused {
            // Esc takes the focus away before anyone is asked.
            None => self.had_focus,
            Some(_) => focused == Some(editor::field_id()) || focused == mine,
        }
    }

    /// Gives the focus to the cursor's cell when nothing else has it.
    pub(in crate::app::tabs::panel_schedule) fn keep_focus(
        &self,
        ctx: &egui::Context,
        panel: &Panel,
        grid: &Grid,
        blocked: bool,
    ) -> bool {
        let had = self.has_focus(ctx, panel.id);
        let nobody = ctx.memory(|memory| memory.focused().is_none());
        if blocked || grid.editing().is_some() || !(had || nobody) {
            return had;
        }
        let id = rows::cell_id(panel, grid.cursor());
        ctx.memory_mut(|memory| {
            memory.request_focus(id);
            memory.set_focus_lock_filter(
                id,
                EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true },
            );
        });
        ctx.data_mut(|data| data.insert_temp(focus_key(panel.id), id));
        true
    }
}

/// Where the cell that holds the focus is kept.
pub fn focus_key(panel: PanelId) -> Id {
    Id::unique(("schedule focus", panel.0))
}
