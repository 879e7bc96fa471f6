//! The table: heads, the rows in view, side totals, and what is dragged over them.

use crate::app::help::mark;
use crate::app::tabs::panel_schedule::geometry::{Geometry, Shown};
use crate::app::tabs::panel_schedule::rows::Rows;
use crate::app::tabs::panel_schedule::work::Work;
use crate::app::tabs::panel_schedule::{PanelScheduleTab, editor, heads};
use crate::app::theme::{self, height};
use crate::app::view_context::ViewContext;
use crate::domain::{LoadBasis, Panel, PanelId};
use crate::workbench::help::TopicId;
use crate::workbench::schedule::{Cell, Column};
use egui::{Id, Popup, Pos2, Rect, Sense, Ui, UiBuilder, pos2};

impl PanelScheduleTab {
    pub(in crate::app::tabs::panel_schedule) fn table(
        &mut self,
        ui: &mut Ui,
        rect: Rect,
        work: &mut Work<'_>,
        view: &ViewContext<'_>,
    ) -> Option<Pos2> {
        let tokens = view.tokens;
        let row = theme::metrics(ui).row;
        let project = std::sync::Arc::clone(&work.project);
        let panel = project.panel(work.panel)?;
        let rows_count = panel.slots.div_ceil(2);
        let bar =
            if f32::from(rows_count) * row > rect.height() - height::TABLE_HEAD - row { 10.0 } else { 0.0 };
        let x = egui::Rangef::new(rect.left(), rect.right() - bar);
        let front_left = self.front_grid(work.panel).cursor().slot.is_left();
        let one_va = view.workbench.settings().one_va_column;
        let connected = work.loads().map(|loads| loads.va(LoadBasis::Connected)).unwrap_or_default();
        let leg_va = connected.0.iter().map(|va| va.0).fold(0.0, f64::max);
        let panel_va = connected.0.iter().map(|va| va.0).sum();
        let geometry = Geometry::new(panel, x, row, Shown { front_left, one_va, leg_va, panel_va });
        let head = Rect::from_min_size(rect.min, egui::vec2(rect.width(), height::TABLE_HEAD));
        // On a wide screen the sheet lies in the middle of the ground.
        let sheet = geometry.span();
        ui.painter().rect_filled(rect, 0.0, tokens.canvas);
        ui.painter().rect_filled(Rect::from_x_y_ranges(sheet, rect.y_range()), 0.0, tokens.sheet);
        heads::heads(ui.painter(), head, panel, &geometry, tokens);
        if sheet.min > x.min + 1.0 {
            for edge in [sheet.min, sheet.max] {
                ui.painter().vline(edge, rect.y_range(), tokens.edge());
            }
        }
        let full = f32::from(rows_count) * row;
        let body_height = full.min(rect.height() - height::TABLE_HEAD - row);
        let body = Rect::from_min_size(head.left_bottom(), egui::vec2(rect.width(), body_height.max(row)));
        let totals = Rect::from_min_size(body.left_bottom(), egui::vec2(rect.width(), row));
        marks(ui, head.union(totals), panel, &geometry);
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
                self.menu(&response, work, tokens);
                let first = (viewport.min.y / row).floor().max(0.0) as u16;
                let end = ((viewport.max.y / row).ceil().max(0.0) as u16).min(rows_count);
                list_at = self.rows(ui, work, view, &geometry, hovered, top, first..end);
            },
        );
        heads::spine(ui.painter(), body, &geometry, tokens);
        if let (Some(panel), Some(loads)) = (work.project.panel(work.panel), work.loads()) {
            heads::side_totals(ui, totals, panel, loads, &geometry, tokens);
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
            drag.paint(&painter, panel, &geometry, scroll_top, pointer, tokens);
        }
        list_at
    }

    pub(in crate::app::tabs::panel_schedule) fn drawn_top(&self, ui: &Ui, panel: PanelId) -> f32 {
        ui.data(|data| data.get_temp(top_key(panel))).unwrap_or_default()
    }

    #[expect(clippy::too_many_arguments, reason = "one frame's facts, passed once")]
    pub(in crate::app::tabs::panel_schedule) fn rows(
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
        let project = std::sync::Arc::clone(&work.project);
        let panel = project.panel(work.panel)?;
        let grid = self.grids.get(&work.panel)?;
        let blocked = ui.ctx().memory(|memory| memory.top_modal_layer().is_some())
            || Popup::is_any_open(ui.ctx())
            || grid.offer().is_some();
        let focused = self.keep_focus(ui.ctx(), panel, grid, blocked);
        self.had_focus = focused || grid.editing().is_some();
        let dragged = self.drag.as_ref().map_or(&[][..], |drag| drag.movers.as_slice());
        let ghost = view.workbench.ghost(work.panel).filter(|_| self.drag.is_none());
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
            ghosts: ghost.map_or(&[], |live| live.proposal.moves.as_slice()),
            checked: view.workbench.findings().map(AsRef::as_ref),
            legal: self.drag.as_ref().map(|drag| drag.legal.as_slice()),
        };
        rows.show(ui, top, range.start, range.end);
        let cursor = grid.cursor();
        let rect = geometry.rect(panel, cursor, top);
        // Smaller than its column, so that the tour points at this cell.
        if let Some(load) = geometry.rect(panel, Cell { column: Column::Load, ..cursor }, top) {
            mark(ui, load, TopicId::ColumnLoad);
        }
        if self.seen_cursor != Some(cursor) {
            self.seen_cursor = Some(cursor);
            if let Some(rect) = rect {
                ui.scroll_to_rect(rect.expand2(egui::vec2(0.0, geometry.row)), None);
            }
        }
        let fresh = !self.field_drawn;
        let grid = self.grids.get_mut(&work.panel)?;
        self.field_drawn = grid.editing().is_some();
        if let Some(editing) = grid.editing_mut() {
            editor::editor_ui(ui, editing, fresh, panel, geometry, top, view.tokens);
        }
        rect.map(|rect| rect.left_bottom())
    }
}

/// Marks the columns for help: head, cells and totals.
fn marks(ui: &Ui, table: Rect, panel: &Panel, geometry: &Geometry) {
    mark(ui, table, TopicId::Schedule);
    let head = egui::Rangef::new(table.top(), table.top() + height::TABLE_HEAD);
    for half in &geometry.halves {
        for column in Column::ALL {
            let x = if column == Column::Load { half.phase_span() } else { half.column(column, 0) };
            mark(ui, Rect::from_x_y_ranges(x, table.y_range()), column.help());
        }
        if let Some(leg) = panel.system.high_leg().filter(|_| geometry.chips.is_none()) {
            mark(ui, Rect::from_x_y_ranges(half.phase(leg.index()), head), TopicId::HighLeg);
        }
    }
}

fn top_key(panel: PanelId) -> Id {
    Id::unique(("schedule top", panel.0))
}
