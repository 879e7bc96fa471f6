//! The open list under a cell and the open question: keys in them, and the answer taken.

use crate::domain::{Panel, Project};
use crate::workbench::schedule::grid::OpenList;
use crate::workbench::schedule::list::current_item;
use crate::workbench::schedule::{Effect, Grid, GridKey, Offer, list_items};

impl Grid {
    /// Takes an answer of the open question. When the project has changed meanwhile, nothing is done.
    pub fn choose(&mut self, project: &Project, choice: usize) -> Effect {
        let Some((offer, asked_about)) = self.offer.take() else { return Effect::default() };
        let step = offer.choices.into_iter().nth(choice).and_then(|choice| choice.step);
        if step.is_some() && asked_about != *project {
            return Effect::say("The schedule has changed since this was asked; nothing was done");
        }
        Effect::step(step)
    }

    pub(in crate::workbench::schedule::grid) fn ask(&mut self, project: &Project, offer: Option<Offer>) {
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

    pub(in crate::workbench::schedule::grid) fn open_list(&mut self, panel: &Panel) -> Effect {
        let items = list_items(panel, self.cursor.column);
        if items.is_empty() {
            return Effect::default();
        }
        self.editing = None;
        let selected = current_item(panel, self.cursor, &items);
        self.list = Some(OpenList { items, selected });
        Effect::default()
    }

    pub(in crate::workbench::schedule::grid) fn key_in_list(
        &mut self,
        project: &Project,
        key: GridKey,
    ) -> Effect {
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

    pub(in crate::workbench::schedule::grid) fn key_in_offer(
        &mut self,
        project: &Project,
        key: GridKey,
    ) -> Effect {
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
