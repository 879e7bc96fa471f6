//! The grid of one panelboard: cursor, range, entry, open list and open question; keys in, effects out.

mod asking;
mod commands;
mod travel;

use crate::domain::{CircuitId, PanelId, Project};
use crate::workbench::schedule::draft::Draft;
use crate::workbench::schedule::entry::{OnConflict, enter};
use crate::workbench::schedule::{
    Cell, Column, Effect, GridKey, ListItem, Memory, Offer, Press, Selection, cell_text, navigate,
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
            GridKey::Space if press.ctrl => self.select_column(project),
            GridKey::Space => self.select_rows(),
            GridKey::Delete if self.editing.is_none() => self.delete(project),
            GridKey::Delete => Effect::default(),
            GridKey::Up if press.ctrl => self.move_vertical(project, true),
            GridKey::Down if press.ctrl => self.move_vertical(project, false),
            GridKey::Left | GridKey::Right if press.ctrl => self.move_across(project),
            _ => self.travel(project, press),
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
            // The cursor's corner is the top, so that the view stays there.
            self.anchor = Some(Cell { slot: navigate::last_row(panel, false), column: Column::Number });
            self.cursor = Cell::new(1, Column::Number);
        }
    }

    /// Selects the whole column of the half the cursor is in.
    pub fn select_column(&mut self, project: &Project) -> Effect {
        let effect = self.commit(project);
        if let Some(panel) = project.panel(self.panel) {
            let left = self.cursor.slot.is_left();
            self.anchor = Some(Cell { slot: navigate::last_row(panel, left), ..self.cursor });
            self.cursor = Cell::new(if left { 1 } else { 2 }, self.cursor.column).settled(panel);
        }
        effect
    }

    /// Widens the range to whole rows of the half.
    fn select_rows(&mut self) -> Effect {
        let anchor = self.anchor.unwrap_or(self.cursor);
        self.anchor = Some(Cell { column: Column::Number, ..anchor });
        self.cursor.column = Column::Number;
        Effect::default()
    }

    /// Returns the ids of the selected circuits.
    pub fn selected(&self, project: &Project) -> Vec<CircuitId> {
        project.panel(self.panel).map(|panel| self.selection().ids(panel)).unwrap_or_default()
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
}

fn verb(text: &str) -> &'static str {
    if text.trim().is_empty() { "Clear" } else { "Set" }
}
