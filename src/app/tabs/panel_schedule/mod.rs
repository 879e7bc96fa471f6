//! The schedule of the panelboard in front: head, grid, foot.
//!
//! What keys, pastes and drops mean is decided in `workbench::schedule`; here it is drawn and egui's events are handed
//! over. Only rows in view are drawn. The cell under the cursor has egui's focus, so a screen reader follows it.

mod drag;
mod editor;
mod events;
mod footer;
mod geometry;
mod ghosts;
mod header;
mod heads;
mod hints;
mod keyboard;
mod live_strip;
mod marks;
mod overlays;
mod pointer;
mod rows;
mod table;
mod work;

#[cfg(test)]
mod tests;

use crate::app::view_context::{CursorPlace, Requests, Tab, ViewContext};
use crate::domain::{CircuitId, PanelId, Slot};
use crate::workbench::Action;
use crate::workbench::schedule::{Cell, Effect, Grid, GridKey, Press};
use drag::Drag;
use egui::{Pos2, Rect, Ui, pos2};
use footer::Footer;
use std::collections::BTreeMap;
use std::sync::Arc;
use work::{LoadCache, Work};

/// The schedule editor.
#[derive(Default)]
pub struct PanelScheduleTab {
    grids: BTreeMap<PanelId, Grid>,
    front: Option<PanelId>,
    drag: Option<Drag>,
    loads: LoadCache,
    /// Whether the field of the open cell has been drawn before.
    field_drawn: bool,
    /// Whether keys were for the grid in the last frame.
    had_focus: bool,
    /// A slot to put the cursor at when its panelboard is drawn.
    wanted: Option<Slot>,
    /// The cursor as last drawn: the view follows it when it moves.
    seen_cursor: Option<Cell>,
    selected: Vec<CircuitId>,
}

impl PanelScheduleTab {
    /// Returns the grid of the panelboard in front.
    pub fn grid(&self) -> Option<&Grid> {
        self.grids.get(&self.front?)
    }

    fn front_grid(&mut self, panel: PanelId) -> &mut Grid {
        self.grids.entry(panel).or_insert_with(|| Grid::new(panel))
    }

    /// Lets the grid do something and carries out what comes of it.
    fn with_grid(
        &mut self,
        ctx: &egui::Context,
        work: &mut Work<'_>,
        act: impl FnOnce(&mut Grid, &crate::domain::Project) -> Effect,
    ) {
        let grid = self.front_grid(work.panel);
        let effect = act(grid, &work.project);
        work.take(ctx, effect);
        grid.settle(&work.project);
    }

    fn overlays(&mut self, ui: &Ui, work: &mut Work<'_>, list_at: Option<Pos2>, view: &ViewContext<'_>) {
        let ctx = ui.ctx().clone();
        let Some(grid) = self.grids.get(&work.panel) else { return };
        let picked = list_at.and_then(|at| overlays::list_ui(&ctx, grid, at, view.tokens));
        let chosen = grid.offer().and_then(|offer| overlays::offer_ui(&ctx, offer, view.tokens));
        if let Some(item) = picked {
            self.with_grid(&ctx, work, |grid, project| grid.pick(project, item));
        }
        if let Some(choice) = chosen {
            self.with_grid(&ctx, work, |grid, project| grid.choose(project, choice));
        }
    }
}

impl Tab for PanelScheduleTab {
    fn ui(&mut self, ui: &mut Ui, view: &ViewContext<'_>, out: &mut Requests) {
        let Some(id) = view.panel.filter(|id| view.project.panel(*id).is_some()) else { return };
        if self.front != Some(id) {
            self.front = Some(id);
            self.drag = None;
            self.seen_cursor = None;
        }
        let mut loads = std::mem::take(&mut self.loads);
        let mut work = Work::new(view, id, &mut loads, out);
        self.loads = loads;
        self.front_grid(id).settle(view.project);
        if let Some(slot) = self.wanted.take() {
            let column = self.front_grid(id).cursor().column;
            self.with_grid(ui.ctx(), &mut work, |grid, project| {
                grid.point(project, Cell { slot, column }, false)
            });
        }
        self.cancel_drag(ui.ctx());
        self.keys(ui, &mut work);
        let full = ui.max_rect();
        let pane = full.height();
        let header_height = header::height_in(pane);
        let header = Rect::from_min_size(full.min, egui::vec2(full.width(), header_height));
        let foot = Rect::from_min_max(pos2(full.left(), full.bottom() - footer::height_in(pane)), full.max);
        let line = view.workbench.live_line(id);
        let strip_height = line.as_ref().map_or(0.0, |_| live_strip::height_in(pane));
        let strip = Rect::from_min_max(pos2(full.left(), foot.top() - strip_height), foot.right_top());
        let table = Rect::from_min_max(header.left_bottom(), strip.right_top());
        let list_at = self.table(ui, table, &mut work, view);
        let project = Arc::clone(&work.project);
        if let Some(panel) = project.panel(id) {
            // Head and foot stand over and under the sheet.
            let one_va = view.workbench.settings().one_va_column;
            let columns = if one_va { 1 } else { panel.system.legs().len() };
            let sheet = geometry::sheet(columns, full.x_range());
            if header_height > 0.0 {
                header::header_ui(ui, header, sheet, &project, panel, view.tokens, work.out());
            }
            if let Some(line) = line.filter(|_| strip_height > 0.0) {
                live_strip::strip_ui(ui, strip, sheet, &line, view.tokens, work.out());
            }
            if let Some(loads) = work.loads().cloned() {
                let preview = self.drag.as_ref().and_then(|drag| drag.preview.as_ref());
                let signal = view.workbench.loads_line(id);
                let (settings, signal) = (project.settings(), signal.as_ref());
                let footer = Footer { panel, settings, loads: &loads, preview, signal, pane };
                footer.show(ui, foot, sheet, view.tokens, work.out());
            }
        }
        self.overlays(ui, &mut work, list_at, view);
        let selected = self.front_grid(id).selected(&work.project);
        self.selected = selected;
    }

    fn handles(&self, action: Action) -> bool {
        matches!(
            action,
            Action::Cut
                | Action::Copy
                | Action::Paste
                | Action::FillDown
                | Action::SelectAll
                | Action::ClearCircuit
                | Action::MakeSpare
                | Action::FillSpares
                | Action::RemoveSpares
                | Action::InsertSpace
                | Action::MoveUp
                | Action::MoveDown
                | Action::MoveAcross
                | Action::ToggleLock
                | Action::ToggleGroup
                | Action::ToggleMultiwire
        )
    }

    fn refusal(&self, action: Action, view: &ViewContext<'_>) -> Option<String> {
        let Some(panel) = view.panel.and_then(|id| view.project.panel(id)) else {
            return Some("There is no panel in front".to_owned());
        };
        let grid = self.grids.get(&panel.id);
        let nothing = grid.is_none_or(|grid| grid.selected(view.project).is_empty());
        (overlays::needs_circuit(action) && nothing)
            .then(|| "There is no circuit under the cursor".to_owned())
    }

    fn act(&mut self, action: Action, ctx: &egui::Context, view: &ViewContext<'_>, out: &mut Requests) {
        let Some(id) = view.panel.filter(|id| view.project.panel(*id).is_some()) else { return };
        self.front = Some(id);
        let mut loads = std::mem::take(&mut self.loads);
        let mut work = Work::new(view, id, &mut loads, out);
        self.loads = loads;
        if action == Action::Paste {
            ctx.send_viewport_cmd(egui::ViewportCommand::RequestPaste);
            return;
        }
        // Delete empties a value where it is pressed on one; the menu always means the circuit.
        let by_key = ctx.input(|input| input.key_down(egui::Key::Delete));
        self.with_grid(ctx, &mut work, |grid, project| grid.commit(project));
        self.with_grid(ctx, &mut work, |grid, project| match action {
            Action::Cut => grid.cut(project),
            Action::Copy => grid.copy(project),
            Action::FillDown => grid.fill_down(project),
            Action::SelectAll => {
                grid.select_all(project);
                Effect::default()
            }
            Action::ClearCircuit if by_key => grid.key(project, GridKey::Delete),
            Action::ClearCircuit => grid.clear_circuits(project),
            Action::MakeSpare => grid.make_spare(project),
            Action::FillSpares => grid.fill_spares(project),
            Action::RemoveSpares => grid.remove_spares(project),
            Action::InsertSpace => grid.insert_space(project),
            Action::MoveUp => grid.key(project, Press::ctrl(GridKey::Up)),
            Action::MoveDown => grid.key(project, Press::ctrl(GridKey::Down)),
            Action::MoveAcross => grid.key(project, Press::ctrl(GridKey::Right)),
            Action::ToggleLock => grid.toggle_lock(project),
            Action::ToggleGroup => grid.toggle_group(project),
            Action::ToggleMultiwire => grid.toggle_multiwire(project),
            _ => Effect::default(),
        });
    }

    fn show_slot(&mut self, slot: Slot) {
        self.wanted = Some(slot);
        self.seen_cursor = None;
    }

    fn place(&self) -> CursorPlace {
        let cursor = self.grid().map(Grid::cursor);
        CursorPlace {
            slot: cursor.map(|cell| cell.slot),
            help: cursor.map(|cell| cell.column.help()),
            plan: None,
        }
    }

    fn wants_escape(&self) -> bool {
        let busy = |grid: &Grid| grid.editing().is_some() || grid.list().is_some() || grid.offer().is_some();
        self.drag.is_some() || self.grid().is_some_and(busy)
    }

    fn selected_circuits(&self) -> Vec<CircuitId> {
        self.selected.clone()
    }
}
