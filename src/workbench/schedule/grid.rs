//! The grid of one panelboard: cursor, range, entry, open list and open question; keys in, effects out.

use crate::domain::{CircuitId, Panel, PanelId, Project, Slot};
use crate::workbench::schedule::clear::{clear_offer, clear_step};
use crate::workbench::schedule::clipboard::copy_text;
use crate::workbench::schedule::draft::Draft;
use crate::workbench::schedule::entry::{OnConflict, enter};
use crate::workbench::schedule::list::current_item;
use crate::workbench::schedule::place::shuffle_offer;
use crate::workbench::schedule::{
    Cell, Column, DropKind, DropMode, DropPlan, Effect, GridKey, ListItem, Memory, Offer, PasteKind, Press,
    Selection, Step, cell_text, fill, flags, list_items, moves, navigate, paste, paste_circuits, paste_kind,
    plan_drop,
};

/// Text being typed into a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editing {
    pub cell: Cell,
    pub text: String,
    /// Typed over the cell: arrows commit. Otherwise (F2) arrows move within the text.
    pub type_over: bool,
}

/// An open list under the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenList {
    pub items: Vec<ListItem>,
    pub selected: usize,
}

/// The grid of one panelboard.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    panel: PanelId,
    cursor: Cell,
    anchor: Option<Cell>,
    editing: Option<Editing>,
    list: Option<OpenList>,
    /// The question with the state it was asked about.
    offer: Option<(Offer, Project)>,
    memory: Memory,
    /// Column where a run of Tabs began: Enter returns there.
    tab_start: Option<Column>,
}

impl Grid {
    /// Starts at the description of circuit 1.
    pub fn new(panel: PanelId) -> Self {
        Self {
            panel,
            cursor: Cell::new(1, Column::Description),
            anchor: None,
            editing: None,
            list: None,
            offer: None,
            memory: Memory::default(),
            tab_start: None,
        }
    }

    /// Returns the panelboard.
    pub const fn panel_id(&self) -> PanelId {
        self.panel
    }

    /// Returns where the cursor stands.
    pub const fn cursor(&self) -> Cell {
        self.cursor
    }

    /// Returns the selected range, at least the cursor's cell.
    pub fn selection(&self) -> Selection {
        Selection::between(self.anchor.unwrap_or(self.cursor), self.cursor)
    }

    /// Returns the text being typed.
    pub const fn editing(&self) -> Option<&Editing> {
        self.editing.as_ref()
    }

    /// Returns the text being typed, for the field that edits it.
    pub const fn editing_mut(&mut self) -> Option<&mut Editing> {
        self.editing.as_mut()
    }

    /// Returns the open list.
    pub const fn list(&self) -> Option<&OpenList> {
        self.list.as_ref()
    }

    /// Returns the open question.
    pub fn offer(&self) -> Option<&Offer> {
        self.offer.as_ref().map(|(offer, _)| offer)
    }

    /// Puts the cursor where the panel has a cell: after an undo, a slot may belong to another breaker.
    pub fn settle(&mut self, project: &Project) {
        if let Some(panel) = project.panel(self.panel) {
            self.cursor = self.cursor.settled(panel);
        }
    }

    /// Puts the cursor at a cell. `extend` keeps the other corner of the range.
    pub fn point(&mut self, project: &Project, cell: Cell, extend: bool) -> Effect {
        self.offer = None;
        let effect = self.commit(project);
        self.list = None;
        self.tab_start = None;
        if let Some(panel) = project.panel(self.panel) {
            self.go(cell.settled(panel), extend);
        }
        effect
    }

    /// Opens the cell for editing in place, as a double click does.
    pub fn edit_here(&mut self, project: &Project) {
        if let Some(panel) = project.panel(self.panel) {
            let text = cell_text(panel, self.cursor);
            self.editing = Some(Editing { cell: self.cursor, text, type_over: false });
        }
    }

    /// Receives typed text. It replaces the cell, or goes on at the end of what is being typed.
    pub fn text(&mut self, project: &Project, typed: &str) -> Effect {
        if let Some((offer, _)) = &self.offer {
            let choice = typed.trim().parse::<usize>().ok().and_then(|n| n.checked_sub(1));
            return match choice.filter(|n| *n < offer.choices.len()) {
                Some(choice) => self.choose(project, choice),
                None => Effect::default(),
            };
        }
        if let Some(list) = &mut self.list {
            let wanted = typed.to_lowercase();
            let hit = list.items.iter().position(|item| item.text.to_lowercase().starts_with(&wanted));
            list.selected = hit.unwrap_or(list.selected);
            return Effect::default();
        }
        if let Some(editing) = &mut self.editing {
            editing.text.push_str(typed);
            return Effect::default();
        }
        if self.cursor.column == Column::Poles && matches!(typed, "1" | "2" | "3") {
            let result = self.entered(project, self.cursor, typed);
            return result.0;
        }
        let typed = typed.trim_start_matches(char::is_control);
        if !typed.is_empty() {
            self.anchor = None;
            self.editing = Some(Editing { cell: self.cursor, text: typed.to_owned(), type_over: true });
        }
        Effect::default()
    }

    /// Receives a key.
    pub fn key(&mut self, project: &Project, press: impl Into<Press>) -> Effect {
        let press = press.into();
        if self.offer.is_some() {
            return self.key_in_offer(project, press.key);
        }
        if self.list.is_some() {
            return self.key_in_list(project, press.key);
        }
        let Some(panel) = project.panel(self.panel) else { return Effect::default() };
        self.cursor = self.cursor.settled(panel);
        match press.key {
            GridKey::Escape => self.escape(),
            GridKey::Backspace => self.backspace(),
            GridKey::F2 => {
                match &mut self.editing {
                    Some(editing) => editing.type_over = !editing.type_over,
                    None => self.edit_here(project),
                }
                Effect::default()
            }
            GridKey::F4 => self.open_list(panel),
            GridKey::Down if press.alt => self.open_list(panel),
            GridKey::Delete if self.editing.is_none() => self.delete(project),
            GridKey::Delete => Effect::default(),
            GridKey::Up if press.ctrl => self.move_vertical(project, true),
            GridKey::Down if press.ctrl => self.move_vertical(project, false),
            GridKey::Left | GridKey::Right if press.ctrl => self.move_across(project),
            _ => self.travel(project, press),
        }
    }

    /// Takes an answer of the open question. When the project has changed meanwhile, nothing is done.
    pub fn choose(&mut self, project: &Project, choice: usize) -> Effect {
        let Some((offer, asked_about)) = self.offer.take() else { return Effect::default() };
        let step = offer.choices.into_iter().nth(choice).and_then(|choice| choice.step);
        if step.is_some() && asked_about != *project {
            return Effect::say("The schedule has changed since this was asked; nothing was done");
        }
        Effect::step(step)
    }

    fn ask(&mut self, project: &Project, offer: Option<Offer>) {
        self.offer = offer.map(|offer| (offer, project.clone()));
    }

    /// Takes an entry of the open list.
    pub fn pick(&mut self, project: &Project, item: usize) -> Effect {
        let picked = self.list.take().and_then(|list| list.items.into_iter().nth(item));
        match picked {
            Some(item) => self.entered(project, self.cursor, &item.text).0,
            None => Effect::default(),
        }
    }

    /// Commits what is being typed, as leaving the cell does.
    pub fn commit(&mut self, project: &Project) -> Effect {
        match self.editing.take() {
            Some(editing) => self.entered(project, editing.cell, &editing.text).0,
            None => Effect::default(),
        }
    }

    /// Selects the whole schedule.
    pub fn select_all(&mut self, project: &Project) {
        if let Some(panel) = project.panel(self.panel) {
            self.anchor = Some(Cell::new(1, Column::Number));
            self.cursor = Cell { slot: navigate::last_row(panel, false), column: Column::Number };
        }
    }

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

    /// Drops circuits so that the top of `grabbed` lands on `target`.
    pub fn drop(&mut self, project: &Project, grabbed: CircuitId, target: Slot, mode: DropMode) -> Effect {
        let movers = self.movers(project, grabbed);
        let plan = plan_drop(project, self.panel, &movers, grabbed, target, mode);
        self.dropped(project, plan, target)
    }

    /// Returns what moves when a circuit is grabbed: the selected circuits when it is one of them, else it alone.
    pub fn movers(&self, project: &Project, grabbed: CircuitId) -> Vec<CircuitId> {
        let selected = self.selected(project);
        if self.selection().is_whole() && selected.contains(&grabbed) { selected } else { vec![grabbed] }
    }

    /// Returns the ids of the selected circuits.
    pub fn selected(&self, project: &Project) -> Vec<CircuitId> {
        project.panel(self.panel).map(|panel| self.selection().ids(panel)).unwrap_or_default()
    }

    fn dropped(&mut self, project: &Project, plan: Result<DropPlan, String>, target: Slot) -> Effect {
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

    fn move_vertical(&mut self, project: &Project, upward: bool) -> Effect {
        let ids = self.selected(project);
        let plan = moves::plan_vertical(project, self.panel, &ids, upward);
        let Some(before) = project.panel(self.panel) else { return Effect::default() };
        match plan {
            Err(why) => Effect::say(why),
            Ok(step) => {
                self.follow(project, before, &ids, &step);
                Effect::step(Some(step))
            }
        }
    }

    /// Keeps cursor and range on the circuits that move.
    fn follow(&mut self, project: &Project, before: &Panel, ids: &[CircuitId], step: &Step) {
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

    fn move_across(&mut self, project: &Project) -> Effect {
        let ids = self.selected(project);
        let target = self.cursor.slot.across();
        let plan = moves::plan_across(project, self.panel, &ids);
        self.dropped(project, plan, target)
    }

    fn with_draft(
        &self,
        project: &Project,
        act: impl FnOnce(Draft) -> Result<Option<Step>, String>,
    ) -> Effect {
        match Draft::new(project, self.panel) {
            Some(draft) => Effect::from_result(act(draft)),
            None => Effect::say("The panel is gone"),
        }
    }

    /// Enters a text and says whether it went in.
    fn entered(&mut self, project: &Project, cell: Cell, text: &str) -> (Effect, Option<Project>) {
        let Some(mut draft) = Draft::new(project, self.panel) else { return (Effect::default(), None) };
        match enter(&mut draft, cell, text, &mut self.memory, OnConflict::Offer) {
            Ok(None) => {
                let after = draft.project().clone();
                let label = format!("{} {} of {}", verb(text), cell.column.name(), cell.slot);
                (Effect::step(draft.finish(label)), Some(after))
            }
            Ok(Some(offer)) => {
                self.ask(project, Some(offer));
                (Effect::default(), None)
            }
            Err(why) => (Effect::say(why), None),
        }
    }

    fn travel(&mut self, project: &Project, press: Press) -> Effect {
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

    fn go(&mut self, to: Cell, extend: bool) {
        self.anchor = if extend { self.anchor.or(Some(self.cursor)) } else { None };
        self.cursor = to;
    }

    fn escape(&mut self) -> Effect {
        if self.editing.take().is_none() {
            self.anchor = None;
        }
        Effect::default()
    }

    fn backspace(&mut self) -> Effect {
        match &mut self.editing {
            Some(editing) => {
                editing.text.pop();
            }
            None => {
                self.editing = Some(Editing { cell: self.cursor, text: String::new(), type_over: true });
            }
        }
        Effect::default()
    }

    /// Delete: on numbers and descriptions, which stand for the circuit, circuits become spaces; elsewhere cells are
    /// emptied.
    fn delete(&mut self, project: &Project) -> Effect {
        if self.selection().first_column <= Column::Description {
            self.clear_circuits(project)
        } else {
            self.empty_cells(project)
        }
    }

    fn empty_cells(&mut self, project: &Project) -> Effect {
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

    fn open_list(&mut self, panel: &Panel) -> Effect {
        let items = list_items(panel, self.cursor.column);
        if items.is_empty() {
            return Effect::default();
        }
        self.editing = None;
        let selected = current_item(panel, self.cursor, &items);
        self.list = Some(OpenList { items, selected });
        Effect::default()
    }

    fn key_in_list(&mut self, project: &Project, key: GridKey) -> Effect {
        let Some(list) = &mut self.list else { return Effect::default() };
        let last = list.items.len().saturating_sub(1);
        match key {
            GridKey::Up => list.selected = list.selected.saturating_sub(1),
            GridKey::Down => list.selected = (list.selected + 1).min(last),
            GridKey::Home => list.selected = 0,
            GridKey::End => list.selected = last,
            GridKey::Enter | GridKey::Tab => {
                let selected = list.selected;
                return self.pick(project, selected);
            }
            GridKey::Escape | GridKey::F4 => self.list = None,
            _ => {}
        }
        Effect::default()
    }

    fn key_in_offer(&mut self, project: &Project, key: GridKey) -> Effect {
        let Some((offer, _)) = &mut self.offer else { return Effect::default() };
        let last = offer.choices.len().saturating_sub(1);
        match key {
            GridKey::Up | GridKey::Left => offer.selected = offer.selected.saturating_sub(1),
            GridKey::Down | GridKey::Right | GridKey::Tab => offer.selected = (offer.selected + 1).min(last),
            GridKey::Enter => {
                let selected = offer.selected;
                return self.choose(project, selected);
            }
            GridKey::Escape => self.offer = None,
            _ => {}
        }
        Effect::default()
    }
}

fn verb(text: &str) -> &'static str {
    if text.trim().is_empty() { "Clear" } else { "Set" }
}
