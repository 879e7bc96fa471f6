//! Where the cursor goes, and where circuits go with it.

use crate::domain::{CircuitId, Panel, Project, Slot};
use crate::workbench::schedule::groups::with_groups;
use crate::workbench::schedule::place::shuffle_offer;
use crate::workbench::schedule::{
    Cell, Column, DropKind, DropMode, DropPlan, Effect, Grid, GridKey, Press, Step, moves, navigate,
    plan_drop,
};

impl Grid {
    pub(in crate::workbench::schedule::grid) fn travel(&mut self, project: &Project, press: Press) -> Effect {
        let arrows = matches!(press.key, GridKey::Left | GridKey::Right | GridKey::Home | GridKey::End);
        if arrows && self.editing.as_ref().is_some_and(|editing| !editing.type_over) {
            return Effect::default();
        }
        let typing = self.editing.is_some();
        let (effect, after) = match self.editing.take() {
            Some(editing) => self.entered(project, editing.cell, &editing.text),
            None => (Effect::default(), Some(project.clone())),
        };
        // A question or a refusal keeps the cursor where it is.
        let Some(after) = after else { return effect };
        let Some(panel) = after.panel(self.panel) else { return effect };
        let from = self.cursor.settled(panel);
        let to = match (press.key, press.shift, press.ctrl) {
            (GridKey::Tab, false, _) => {
                self.tab_start = self.tab_start.or(Some(from.column));
                navigate::tab(panel, from)
            }
            (GridKey::Tab, true, _) => navigate::back_tab(panel, from),
            (GridKey::Enter, shift, _) => {
                let column = self.tab_start.take().unwrap_or(from.column);
                let from = Cell { column, ..from }.settled(panel);
                if shift { navigate::up(panel, from) } else { navigate::down(panel, from) }
            }
            (GridKey::Up, ..) => navigate::up(panel, from),
            (GridKey::Down, ..) => navigate::down(panel, from),
            (GridKey::Left, ..) => navigate::left(panel, from),
            (GridKey::Right, ..) => navigate::right(panel, from),
            (GridKey::Home, _, true) => navigate::top(panel, from),
            (GridKey::End, _, true) => navigate::bottom(panel, from),
            (GridKey::Home, ..) => Cell { column: Column::Description, ..from }.settled(panel),
            (GridKey::End, ..) => Cell { column: Column::Load, ..from }.settled(panel),
            (GridKey::PageUp, ..) => navigate::page(panel, from, false),
            (GridKey::PageDown, ..) => navigate::page(panel, from, true),
            _ => from,
        };
        match press.key {
            GridKey::Tab | GridKey::Enter => {}
            // While a row is being entered, End goes on to its load as Tab would.
            GridKey::End if typing || self.tab_start.is_some() => {
                self.tab_start = self.tab_start.or(Some(from.column));
            }
            _ => self.tab_start = None,
        }
        let extend = press.shift && !matches!(press.key, GridKey::Tab | GridKey::Enter);
        self.go(to, extend);
        effect
    }

    pub(in crate::workbench::schedule::grid) fn go(&mut self, to: Cell, extend: bool) {
        self.anchor = if extend { self.anchor.or(Some(self.cursor)) } else { None };
        self.cursor = to;
    }

    pub(in crate::workbench::schedule::grid) fn move_vertical(
        &mut self,
        project: &Project,
        upward: bool,
    ) -> Effect {
        let Some(before) = project.panel(self.panel) else { return Effect::default() };
        let ids = with_groups(before, &self.selected(project));
        let plan = moves::plan_vertical(project, self.panel, &ids, upward);
        match plan {
            Err(why) => Effect::say(why),
            Ok(step) => {
                self.follow(project, before, &ids, &step);
                Effect::step(Some(step))
            }
        }
    }

    /// Frees the cursor's slot: what stands there and below goes down.
    pub fn insert_space(&mut self, project: &Project) -> Effect {
        match moves::plan_push_down(project, self.panel, self.cursor.slot) {
            Ok(step) => {
                self.anchor = None;
                Effect::step(Some(step))
            }
            Err(why) => Effect::say(why),
        }
    }

    /// Keeps cursor and range on the circuits that move.
    pub(in crate::workbench::schedule::grid) fn follow(
        &mut self,
        project: &Project,
        before: &Panel,
        ids: &[CircuitId],
        step: &Step,
    ) {
        let Ok((after, _)) = crate::domain::apply_all(project, &step.edits) else { return };
        let Some(after) = after.panel(self.panel) else { return };
        let first = ids.first().and_then(|id| Some((before.circuit(*id)?.slot, after.circuit(*id)?.slot)));
        let Some((old, new)) = first else { return };
        let shift = |slot: Slot| {
            let moved = i32::from(slot.0) + i32::from(new.0) - i32::from(old.0);
            Slot(u16::try_from(moved).unwrap_or(1))
        };
        self.cursor = Cell { slot: shift(self.cursor.slot), ..self.cursor }.settled(after);
        self.anchor = self.anchor.map(|cell| Cell { slot: shift(cell.slot), ..cell });
    }

    pub(in crate::workbench::schedule::grid) fn move_across(&mut self, project: &Project) -> Effect {
        let Some(panel) = project.panel(self.panel) else { return Effect::default() };
        let ids = with_groups(panel, &self.selected(project));
        let target = self.cursor.slot.across();
        let plan = moves::plan_across(project, self.panel, &ids);
        self.dropped(project, plan, target)
    }

    /// Drops circuits so that the top of `grabbed` lands on `target`.
    pub fn drop(&mut self, project: &Project, grabbed: CircuitId, target: Slot, mode: DropMode) -> Effect {
        let movers = self.movers(project, grabbed);
        let plan = plan_drop(project, self.panel, &movers, grabbed, target, mode);
        self.dropped(project, plan, target)
    }

    /// Returns what moves when a circuit is grabbed: the selected circuits when it is one of them, else it alone; and
    /// what is kept together with them.
    pub fn movers(&self, project: &Project, grabbed: CircuitId) -> Vec<CircuitId> {
        let selected = self.selected(project);
        let ids =
            if self.selection().is_whole() && selected.contains(&grabbed) { selected } else { vec![grabbed] };
        project.panel(self.panel).map(|panel| with_groups(panel, &ids)).unwrap_or(ids)
    }

    pub(in crate::workbench::schedule::grid) fn dropped(
        &mut self,
        project: &Project,
        plan: Result<DropPlan, String>,
        target: Slot,
    ) -> Effect {
        match plan {
            Err(why) => Effect::say(why),
            Ok(plan) if plan.kind == DropKind::Shuffle => {
                self.ask(project, Some(shuffle_offer(plan)));
                Effect::default()
            }
            Ok(plan) => {
                self.anchor = None;
                self.cursor.slot = target;
                Effect::step(Some(plan.step))
            }
        }
    }
}
