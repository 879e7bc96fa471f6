//! The schedule of the panelboard in front: head, grid, foot.
//!
//! What keys, pastes and drops mean is decided in `workbench::schedule`; here it is drawn and egui's events are handed
//! over. Only rows in view are drawn. The cell under the cursor has egui's focus, so a screen reader follows it.

mod drag;
mod editor;
mod events;
mod footer;
mod geometry;
mod header;
mod hints;
mod overlays;
mod rows;
mod work;

#[cfg(test)]
mod tests;

use crate::app::theme::{self, height};
use crate::app::view_context::{CursorPlace, Requests, Tab, ViewContext};
use crate::domain::{CircuitId, Panel, PanelId, Slot};
use crate::workbench::Action;
use crate::workbench::schedule::{Cell, Column, DropMode, Effect, Grid, GridKey, Press};
use drag::Drag;
use egui::{EventFilter, Id, Popup, Pos2, Rect, Sense, Ui, UiBuilder, pos2};
use events::{FieldMode, GridInput};
use footer::Footer;
use geometry::Geometry;
use overlays::MenuChoice;
use rows::Rows;
use std::collections::BTreeMap;
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

    fn keys(&mut self, ui: &Ui, work: &mut Work<'_>) {
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
            if ctx.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Escape)) {
                self.drag = None;
                ctx.stop_dragging();
            }
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
    fn has_focus(&self, ctx: &egui::Context, panel: PanelId) -> bool {
        let focused = ctx.memory(|memory| memory.focused());
        let mine = ctx.data(|data| data.get_temp::<Id>(focus_key(panel)));
        match focused {
            // Esc takes the focus away before anyone is asked.
            None => self.had_focus,
            Some(_) => focused == Some(editor::field_id()) || focused == mine,
        }
    }

    /// Gives the focus to the cursor's cell when nothing else has it.
    fn keep_focus(&self, ctx: &egui::Context, panel: &Panel, grid: &Grid, blocked: bool) -> bool {
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

    fn pointer(
        &mut self,
        ui: &Ui,
        work: &mut Work<'_>,
        response: &egui::Response,
        geometry: &Geometry,
        top: f32,
    ) -> Option<Cell> {
        let ctx = ui.ctx().clone();
        let panel = work.project.panel(work.panel)?.clone();
        let cell_at = |point: Option<Pos2>| point.and_then(|point| geometry.cell_at(&panel, point, top));
        let hovered = if response.contains_pointer() { cell_at(response.hover_pos()) } else { None };
        let pressed = ui.input(|input| input.pointer.any_pressed()) && response.contains_pointer();
        if let (true, Some(cell)) = (pressed, cell_at(ui.input(|input| input.pointer.press_origin()))) {
            let (shift, secondary) =
                ui.input(|input| (input.modifiers.shift, input.pointer.secondary_down()));
            let grid = self.front_grid(work.panel);
            let keep = secondary && grid.selection().contains(cell);
            // A press on a selected number may begin a drag of all of them.
            let keep = keep || (!shift && grid.selection().is_whole() && grid.selection().contains(cell));
            if !keep {
                self.with_grid(&ctx, work, |grid, project| grid.point(project, cell, shift));
            }
            ctx.data_mut(|data| data.remove::<Id>(focus_key(panel.id)));
            ctx.memory_mut(|memory| {
                if let Some(id) = memory.focused() {
                    memory.surrender_focus(id);
                }
            });
        }
        if response.double_clicked()
            && let Some(cell) = hovered
        {
            // On a value or a name: edit it; elsewhere the circuit's properties.
            if matches!(cell.column, Column::Number) && panel.circuit_at(cell.slot).is_some() {
                work.out().action(Action::CircuitProperties);
            } else {
                self.with_grid(&ctx, work, |grid, project| {
                    grid.edit_here(project);
                    Effect::default()
                });
            }
        }
        self.dragging(ui, work, response, &panel, geometry, top);
        hovered
    }

    fn dragging(
        &mut self,
        ui: &Ui,
        work: &mut Work<'_>,
        response: &egui::Response,
        panel: &Panel,
        geometry: &Geometry,
        top: f32,
    ) {
        let ctx = ui.ctx().clone();
        let here = ui.input(|input| input.pointer.latest_pos());
        if response.drag_started_by(egui::PointerButton::Primary) {
            let origin = ui.input(|input| input.pointer.press_origin());
            let cell = origin.and_then(|point| geometry.cell_at(panel, point, top));
            let circuit =
                cell.filter(|cell| cell.column == Column::Number).and_then(|c| panel.circuit_at(c.slot));
            if let Some(circuit) = circuit {
                let movers = self.front_grid(work.panel).movers(&work.project, circuit.id);
                self.drag = Some(Drag::new(&work.project, panel, movers, circuit.id));
            }
        }
        let Some(drag) = &mut self.drag else {
            // Dragging over cells selects a range.
            if response.dragged_by(egui::PointerButton::Primary)
                && let Some(cell) = here.and_then(|point| geometry.cell_at(panel, point, top))
            {
                let grid = self.front_grid(work.panel);
                if grid.cursor() != cell && grid.editing().is_none() {
                    grid.point(&work.project, cell, true);
                }
            }
            return;
        };
        let slot = here.and_then(|point| geometry.cell_at(panel, point, top)).map(|cell| cell.slot);
        let modifiers = ui.input(|input| input.modifiers);
        drag.follow(work, slot, modifiers);
        if response.drag_stopped() {
            let (target, grabbed, mode) = (drag.slot(), drag.grabbed, drag.mode);
            self.drag = None;
            let source = panel.circuit(grabbed).map(|circuit| circuit.slot);
            if let Some(target) = target.filter(|target| Some(*target) != source || mode != DropMode::Move) {
                self.with_grid(&ctx, work, |grid, project| grid.drop(project, grabbed, target, mode));
            }
        }
    }

    fn table(
        &mut self,
        ui: &mut Ui,
        rect: Rect,
        work: &mut Work<'_>,
        view: &ViewContext<'_>,
    ) -> Option<Pos2> {
        let tokens = view.tokens;
        let row = theme::metrics(ui).row;
        let panel = work.project.panel(work.panel)?.clone();
        let rows_count = panel.slots.div_ceil(2);
        let bar =
            if f32::from(rows_count) * row > rect.height() - height::TABLE_HEAD - row { 10.0 } else { 0.0 };
        let x = egui::Rangef::new(rect.left(), rect.right() - bar);
        let front_left = self.front_grid(work.panel).cursor().slot.is_left();
        let geometry = Geometry::new(&panel, x, row, front_left);
        let head = Rect::from_min_size(rect.min, egui::vec2(rect.width(), height::TABLE_HEAD));
        ui.painter().rect_filled(rect, 0.0, tokens.sheet);
        rows::heads(ui.painter(), head, &panel, &geometry, tokens);
        let full = f32::from(rows_count) * row;
        let body_height = full.min(rect.height() - height::TABLE_HEAD - row);
        let body = Rect::from_min_size(head.left_bottom(), egui::vec2(rect.width(), body_height.max(row)));
        let totals = Rect::from_min_size(body.left_bottom(), egui::vec2(rect.width(), row));
        let mut list_at = None;
        let mut body_ui =
            ui.new_child(UiBuilder::new().max_rect(body).id_salt(("schedule rows", work.panel.0)));
        body_ui.set_clip_rect(body.intersect(ui.clip_rect()));
        egui::ScrollArea::vertical().auto_shrink([false, false]).show_viewport(
            &mut body_ui,
            |ui, viewport| {
                ui.set_height(full);
                ui.set_width(rect.width() - bar);
                let top = ui.max_rect().top();
                let area = Rect::from_min_size(pos2(x.min, top), egui::vec2(x.span(), full));
                let sense = Sense::click_and_drag();
                let response = ui.interact(area, ui.scope_id().with("grid"), sense);
                let hovered = self.pointer(ui, work, &response, &geometry, top);
                self.menu(&response, work, panel.system.max_poles());
                let first = (viewport.min.y / row).floor().max(0.0) as u16;
                let end = ((viewport.max.y / row).ceil().max(0.0) as u16).min(rows_count);
                list_at = self.rows(ui, work, view, &geometry, hovered, top, first..end);
            },
        );
        rows::spine(ui.painter(), body, &geometry, tokens);
        if let (Some(panel), Some(loads)) = (work.project.panel(work.panel), work.loads()) {
            rows::side_totals(ui, totals, panel, loads, &geometry, tokens);
        }
        if let (Some(drag), Some(pointer)) = (&self.drag, ui.input(|input| input.pointer.latest_pos())) {
            let cursor = if drag.preview.is_some() {
                egui::CursorIcon::Grabbing
            } else {
                egui::CursorIcon::NotAllowed
            };
            ui.ctx().set_cursor_icon(cursor);
            let layer = egui::LayerId::new(egui::Order::Tooltip, Id::unique("schedule drag"));
            let painter = ui.ctx().layer_painter(layer);
            let scroll_top = self.drawn_top(ui, work.panel);
            drag.paint(&painter, &panel, &geometry, scroll_top, pointer, tokens);
        }
        list_at
    }

    fn drawn_top(&self, ui: &Ui, panel: PanelId) -> f32 {
        ui.data(|data| data.get_temp(top_key(panel))).unwrap_or_default()
    }

    #[expect(clippy::too_many_arguments, reason = "one frame's facts, passed once")]
    fn rows(
        &mut self,
        ui: &mut Ui,
        work: &Work<'_>,
        view: &ViewContext<'_>,
        geometry: &Geometry,
        hovered: Option<Cell>,
        top: f32,
        range: std::ops::Range<u16>,
    ) -> Option<Pos2> {
        ui.data_mut(|data| data.insert_temp(top_key(work.panel), top));
        let panel = work.project.panel(work.panel)?;
        let grid = self.grids.get(&work.panel)?;
        let blocked = ui.ctx().memory(|memory| memory.top_modal_layer().is_some())
            || Popup::is_any_open(ui.ctx())
            || grid.offer().is_some();
        let focused = self.keep_focus(ui.ctx(), panel, grid, blocked);
        self.had_focus = focused || grid.editing().is_some();
        let dragged = self.drag.as_ref().map_or(&[][..], |drag| drag.movers.as_slice());
        let rows = Rows {
            panel,
            loads: work.loads()?,
            basis: view.project.settings().basis,
            grid,
            geometry,
            tokens: view.tokens,
            taken: panel.occupancy(),
            hovered: hovered.filter(|_| self.drag.is_none()),
            focused,
            dragged,
            legal: self.drag.as_ref().map(|drag| drag.legal.as_slice()),
        };
        rows.show(ui, top, range.start, range.end);
        let cursor = grid.cursor();
        let rect = geometry.rect(panel, cursor, top);
        if self.seen_cursor != Some(cursor) {
            self.seen_cursor = Some(cursor);
            if let Some(rect) = rect {
                ui.scroll_to_rect(rect.expand2(egui::vec2(0.0, geometry.row)), None);
            }
        }
        let panel = panel.clone();
        let fresh = !self.field_drawn;
        let grid = self.grids.get_mut(&work.panel)?;
        self.field_drawn = grid.editing().is_some();
        if let Some(editing) = grid.editing_mut() {
            editor::editor_ui(ui, editing, fresh, &panel, geometry, top, view.tokens);
        }
        rect.map(|rect| rect.left_bottom())
    }

    fn menu(&mut self, response: &egui::Response, work: &mut Work<'_>, max_poles: u8) {
        let mut choice = None;
        let out = work.out();
        response.context_menu(|ui| choice = overlays::circuit_menu_ui(ui, max_poles, out));
        if let Some(choice) = choice {
            let ctx = response.ctx.clone();
            self.with_grid(&ctx, work, |grid, project| match choice {
                MenuChoice::Edit => {
                    grid.edit_here(project);
                    Effect::default()
                }
                MenuChoice::Poles(poles) => grid.set_poles(project, poles),
                MenuChoice::EqualLegs => grid.equal_legs(project),
            });
        }
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

fn focus_key(panel: PanelId) -> Id {
    Id::unique(("schedule focus", panel.0))
}

fn top_key(panel: PanelId) -> Id {
    Id::unique(("schedule top", panel.0))
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
        self.keys(ui, &mut work);
        let full = ui.max_rect();
        let footer_height = footer::HEIGHT;
        let low = full.height() < 560.0;
        let header = Rect::from_min_size(full.min, egui::vec2(full.width(), header::HEIGHT));
        let foot = Rect::from_min_max(pos2(full.left(), full.bottom() - footer_height), full.max);
        let table = Rect::from_min_max(header.left_bottom(), foot.right_top());
        let list_at = self.table(ui, table, &mut work, view);
        let project = work.project.clone();
        if let Some(panel) = project.panel(id) {
            header::header_ui(ui, header, &project, panel, view.tokens, work.out());
            if let Some(loads) = work.loads().cloned() {
                let preview = self.drag.as_ref().and_then(|drag| drag.preview.as_ref());
                let footer =
                    Footer { panel, settings: project.settings(), loads: &loads, preview, classes: !low };
                footer.show(ui, foot, view.tokens, work.out());
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
        let needs_circuit = matches!(
            action,
            Action::ClearCircuit
                | Action::MoveUp
                | Action::MoveDown
                | Action::MoveAcross
                | Action::ToggleLock
                | Action::ToggleGroup
                | Action::ToggleMultiwire
        );
        let grid = self.grids.get(&panel.id);
        let nothing = grid.is_none_or(|grid| grid.selected(view.project).is_empty());
        (needs_circuit && nothing).then(|| "There is no circuit under the cursor".to_owned())
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
        CursorPlace { slot: cursor.map(|cell| cell.slot), help: cursor.map(|cell| cell.column.help()) }
    }

    fn selected_circuits(&self) -> Vec<CircuitId> {
        self.selected.clone()
    }
}
