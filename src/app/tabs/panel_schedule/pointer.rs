//! The mouse on the grid: pressing, ranges, dragging circuits by their numbers, the menu of a circuit.

use crate::app::tabs::panel_schedule::PanelScheduleTab;
use crate::app::tabs::panel_schedule::drag::Drag;
use crate::app::tabs::panel_schedule::geometry::Geometry;
use crate::app::tabs::panel_schedule::keyboard::focus_key;
use crate::app::tabs::panel_schedule::overlays::{self, MenuChoice, MenuFacts};
use crate::app::tabs::panel_schedule::work::Work;
use crate::app::theme::Tokens;
use crate::app::view_context::{AppRequest, DraggedCircuits};
use crate::domain::Panel;
use crate::workbench::Action;
use crate::workbench::schedule::{Cell, Column, DropMode, Effect};
use egui::{Id, Pos2, Ui};

impl PanelScheduleTab {
    /// Ends a drag whose load is gone: egui takes Esc for that before anyone sees it.
    pub(in crate::app::tabs::panel_schedule) fn cancel_drag(&mut self, ctx: &egui::Context) {
        if self.drag.is_some() && !egui::DragAndDrop::has_payload_of_type::<DraggedCircuits>(ctx) {
            self.drag = None;
            ctx.stop_dragging();
        }
    }

    pub(in crate::app::tabs::panel_schedule) fn pointer(
        &mut self,
        ui: &Ui,
        work: &mut Work<'_>,
        response: &egui::Response,
        geometry: &Geometry,
        top: f32,
    ) -> Option<Cell> {
        let ctx = ui.ctx().clone();
        let project = std::sync::Arc::clone(&work.project);
        let panel = project.panel(work.panel)?;
        let cell_at = |point: Option<Pos2>| point.and_then(|point| geometry.cell_at(panel, point, top));
        let hovered = if response.contains_pointer() { cell_at(response.hover_pos()) } else { None };
        // Read from the events: a press and its release may lie in one frame.
        let press = ui.input(|input| {
            input.events.iter().find_map(|event| match event {
                egui::Event::PointerButton { pos, button, pressed: true, modifiers } => {
                    Some((*pos, modifiers.shift, *button == egui::PointerButton::Secondary))
                }
                _ => None,
            })
        });
        if let Some((point, shift, secondary)) = press.filter(|_| response.contains_pointer())
            && let Some(cell) = cell_at(Some(point))
        {
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
                work.out().action(Action::Properties);
            } else {
                self.with_grid(&ctx, work, |grid, project| {
                    grid.edit_here(project);
                    Effect::default()
                });
            }
        }
        self.dragging(ui, work, response, panel, geometry, top);
        hovered
    }

    pub(in crate::app::tabs::panel_schedule) fn dragging(
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
                let dragged = DraggedCircuits { from: work.panel, circuits: movers.clone() };
                egui::DragAndDrop::set_payload(&ctx, dragged);
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

    pub(in crate::app::tabs::panel_schedule) fn menu(
        &mut self,
        response: &egui::Response,
        work: &mut Work<'_>,
        tokens: &Tokens,
    ) {
        let project = std::sync::Arc::clone(&work.project);
        let Some(panel) = project.panel(work.panel) else { return };
        let cursor = self.front_grid(work.panel).cursor();
        let facts = MenuFacts {
            poles: panel.circuit_at(cursor.slot).map(|circuit| circuit.poles),
            max_poles: panel.system.max_poles(),
            others: project.panels().filter(|p| p.id != panel.id).map(|p| (p.id, p.name.as_str())).collect(),
            tokens,
        };
        let mut choice = None;
        let out = work.out();
        response.context_menu(|ui| choice = overlays::circuit_menu_ui(ui, &facts, out));
        let Some(choice) = choice else { return };
        let ctx = response.ctx.clone();
        if let MenuChoice::MoveTo(to) = choice {
            let circuits = self.front_grid(work.panel).selected(&project);
            let moved = DraggedCircuits { from: work.panel, circuits };
            work.out().push(AppRequest::Transfer(moved, to));
            return;
        }
        self.with_grid(&ctx, work, |grid, project| match choice {
            MenuChoice::Edit => {
                grid.edit_here(project);
                Effect::default()
            }
            MenuChoice::Poles(poles) => grid.set_poles(project, poles),
            MenuChoice::EqualLegs => grid.equal_legs(project),
            MenuChoice::MoveTo(_) => Effect::default(),
        });
    }
}
