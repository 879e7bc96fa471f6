//! The properties drawer at the right edge: every field of what is selected, beside the view in which it was selected.
//!
//! A field is its own step: Enter and Tab take over what was typed, Esc brings the old value back, and what cannot be is said
//! beside the field and stays typed. Absent on purpose: an Apply button, and any knowledge of fields; those are
//! `workbench::properties`'.

mod entry;
mod field;
mod figures;
mod foot;
mod head;
mod target;
mod window;

#[cfg(test)]
mod tests;

pub use target::PropertyTarget;

use crate::app::theme::space;
use crate::app::view_context::{Requests, ViewContext};
use crate::app::widgets::{empty_state, section_label};
use crate::document::Revision;
use crate::domain::{CircuitId, EntityId, PanelId, Project, Slot};
use crate::workbench::figures::{Figure, figures_of};
use crate::workbench::properties::{Property, PropertyKey, PropertyPlace, PropertySheet, property_sheet};
use egui::{Frame, Margin, ScrollArea, Sense, Ui, UiBuilder};
use entry::Entry;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Width of the drawer as it opens first, and what it can be dragged to, in points.
pub const WIDTH: f32 = 356.0;
pub const WIDTHS: std::ops::RangeInclusive<f32> = 300.0..=560.0;
const MARGIN: Margin = Margin { left: 16, right: 16, top: 12, bottom: 12 };

/// The drawer's state.
#[derive(Debug, Default)]
pub struct PropertiesDrawer {
    target: PropertyTarget,
    /// What is shown next, once what is typed has been taken over.
    next: Option<PropertyTarget>,
    /// The circuits and the slot under the cursor of the schedule as last seen: the drawer follows when they change.
    seen: Option<(PanelId, Vec<CircuitId>, Option<Slot>)>,
    /// Somebody went to a place that moves the cursor of the schedule, too: the drawer stays where it was sent.
    sent: bool,
    kept: Option<Kept>,
    entry: Entry,
    show_all: bool,
    /// Fields that are shown whether or not they seem to matter: a finding has led there.
    revealed: BTreeSet<PropertyKey>,
    /// The field to put the cursor into: a certain one, or the first.
    wanted: Option<Option<PropertyKey>>,
    has_focus: bool,
}

/// The properties as put together for a state of a project.
#[derive(Debug)]
struct Kept {
    at: (u64, Revision),
    sheet: Arc<PropertySheet>,
    /// Of one object what it comes to.
    figures: Arc<Vec<Figure>>,
}

impl PropertiesDrawer {
    /// Follows the cursor of the schedule; returns whether it turns to something else.
    pub fn follow(&mut self, panel: PanelId, circuits: &[CircuitId], slot: Option<Slot>) -> bool {
        let now = (panel, circuits.to_vec(), slot);
        if self.seen.as_ref() == Some(&now) {
            self.sent = false;
            return false;
        }
        let first = self.seen.is_none();
        self.seen = Some(now);
        if std::mem::take(&mut self.sent) && !first {
            return false;
        }
        self.next = Some(PropertyTarget::of_cursor(panel, circuits, slot));
        true
    }

    /// Shows an object.
    pub fn show(&mut self, entity: EntityId) {
        self.next = Some(PropertyTarget::Objects(vec![entity]));
        self.sent = true;
    }

    /// Shows objects; none shows that nothing is selected.
    pub fn show_objects(&mut self, entities: Vec<EntityId>) {
        self.next = Some(match entities.as_slice() {
            [] => PropertyTarget::Nothing,
            _ => PropertyTarget::Objects(entities),
        });
        self.sent = true;
    }

    /// Shows an object with the cursor in a field.
    pub fn open_at(&mut self, place: PropertyPlace) {
        self.show(place.entity);
        self.revealed.extend(place.key);
        self.wanted = Some(place.key);
    }

    /// Shows what is under the cursor of the schedule again, with the cursor in the first field.
    pub fn open_here(&mut self) {
        if let Some((panel, circuits, slot)) = &self.seen {
            self.next = Some(PropertyTarget::of_cursor(*panel, circuits, *slot));
        }
        self.wanted = Some(None);
    }

    /// Puts the cursor into the first field of what is shown.
    pub fn focus(&mut self) {
        self.wanted = Some(None);
    }

    /// Returns the object that is shown, if it is one.
    pub fn entity(&self) -> Option<EntityId> {
        match self.next.as_ref().unwrap_or(&self.target) {
            PropertyTarget::Objects(entities) => match entities.as_slice() {
                [entity] => Some(*entity),
                _ => None,
            },
            PropertyTarget::Nothing | PropertyTarget::Space(..) => None,
        }
    }

    /// Takes over what is typed, as leaving a field does: the drawer closes or turns to something else.
    pub fn leave(&mut self, project: &Project, out: &mut Requests) {
        if let Some(kept) = &self.kept {
            self.entry.leave(project, &kept.sheet, out);
        }
    }

    /// Draws the drawer into the room there is.
    pub fn ui(&mut self, ui: &mut Ui, view: &ViewContext<'_>, out: &mut Requests) {
        self.turn(view, out);
        let line = ui.max_rect();
        ui.painter().vline(line.left() + 0.5, line.y_range(), view.tokens.edge());
        let sheet = self.sheet(view);
        let body = line.with_max_y(line.bottom() - foot::HEIGHT);
        let mut asked = None;
        let mut hidden = 0;
        // Children that hand no size on: a wide field must not widen the drawer frame by frame.
        ui.allocate_rect(line, Sense::hover());
        let mut body_ui = ui.new_child(UiBuilder::new().max_rect(body));
        body_ui.shrink_clip_rect(body);
        match &sheet {
            Some(sheet) => (asked, hidden) = self.sheet_ui(&mut body_ui, view, sheet, out),
            None => self.nothing_ui(&mut body_ui, view, out),
        }
        if let Some(sheet) = sheet {
            let foot = line.with_min_y(body.bottom());
            let asked = asked.and_then(|key| sheet.property(key));
            let mut foot_ui = ui.new_child(UiBuilder::new().max_rect(foot));
            foot_ui.shrink_clip_rect(foot);
            foot::foot_ui(&mut foot_ui, asked, hidden, &mut self.show_all);
        }
    }

    /// Turns to what is to be shown next.
    fn turn(&mut self, view: &ViewContext<'_>, out: &mut Requests) {
        if let Some(next) = self.next.take()
            && next != self.target
        {
            self.leave(view.project, out);
            self.target = next;
            self.kept = None;
            let wanted = self.wanted;
            self.revealed.retain(|key| wanted == Some(Some(*key)));
        }
    }

    /// Returns the properties of what is shown, put together again only when the project has changed.
    fn sheet(&mut self, view: &ViewContext<'_>) -> Option<Arc<PropertySheet>> {
        let PropertyTarget::Objects(entities) = &self.target else { return None };
        let at = (view.workbench.session(), view.workbench.document()?.revision());
        if self.kept.as_ref().is_none_or(|kept| kept.at != at) {
            let figures = match entities.as_slice() {
                [entity] => figures_of(view.project, *entity),
                _ => Vec::new(),
            };
            let figures = Arc::new(figures);
            self.kept = property_sheet(view.project, entities).map(|sheet| Kept {
                at,
                sheet: Arc::new(sheet),
                figures,
            });
        }
        self.kept.as_ref().map(|kept| Arc::clone(&kept.sheet))
    }

    fn nothing_ui(&self, ui: &mut Ui, view: &ViewContext<'_>, out: &mut Requests) {
        Frame::NONE.inner_margin(MARGIN).show(ui, |ui| match self.target {
            PropertyTarget::Space(panel, slot) => {
                let name = view.project.panel(panel).map_or("", |panel| panel.name.as_str());
                let title = format!("{name}/{slot}");
                // No circuit has this id: the way to it is the way to its panelboard.
                let at = EntityId::Circuit(panel, CircuitId(0));
                let head = head::Head { at, alone: true, title: &title, caption: "A slot without a breaker" };
                head::head_ui(ui, view, &head, out);
                ui.add_space(space::S);
                let sentence = "Type in the schedule to put a circuit there.";
                empty_state(ui, "Space", sentence, None);
            }
            PropertyTarget::Nothing | PropertyTarget::Objects(_) => {
                let sentence =
                    "Select a circuit in a schedule, or something on the plan or in the feeder tree.";
                empty_state(ui, "Nothing is selected", sentence, None);
            }
        });
    }

    /// Draws head and fields; returns the field under the cursor and how many are hidden.
    fn sheet_ui(
        &mut self,
        ui: &mut Ui,
        view: &ViewContext<'_>,
        sheet: &PropertySheet,
        out: &mut Requests,
    ) -> (Option<PropertyKey>, usize) {
        let first = sheet.entities.first().copied().unwrap_or(EntityId::Project);
        let margin = Margin { bottom: 8, ..MARGIN };
        Frame::NONE.inner_margin(margin).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            // Of several circuits the way leads to what they share.
            let title = capitalized(&sheet.title);
            let head = head::Head {
                at: first,
                alone: sheet.entities.len() == 1,
                title: &title,
                caption: &sheet.caption,
            };
            head::head_ui(ui, view, &head, out);
        });
        let figures = self.kept.as_ref().map(|kept| Arc::clone(&kept.figures)).unwrap_or_default();
        let (mut focused, mut hovered, mut hidden) = (None, None, 0);
        let of = field::fields_of(&sheet.entities);
        let list = ScrollArea::vertical().id_salt(of).auto_shrink(false);
        list.show(ui, |ui| {
            Frame::NONE.inner_margin(Margin { top: 0, ..MARGIN }).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = space::XS;
                if !figures.is_empty() {
                    figures::figures_ui(ui, first, &figures, out);
                }
                let mut heading = "";
                for property in &sheet.properties {
                    if !self.is_shown(property) {
                        hidden += 1;
                        continue;
                    }
                    if heading != property.heading {
                        if !heading.is_empty() {
                            ui.add_space(space::M);
                        }
                        heading = &property.heading;
                        section_label(ui, heading, "");
                    }
                    let focus =
                        self.wanted.is_some_and(|wanted| wanted.is_none_or(|key| key == property.key));
                    // A field that was sent for stands in the middle; the first one leaves the figures above it in view.
                    let scroll = self.wanted.flatten().map(|_| egui::Align::Center);
                    if focus {
                        self.wanted = None;
                    }
                    let row = field::FieldRow { property, of, entry: &mut self.entry, scroll };
                    let events = row.show(ui, focus, out);
                    if events.focused {
                        focused = Some(property.key);
                    }
                    if events.hovered {
                        hovered = Some(property.key);
                    }
                    if events.commit {
                        self.entry.commit(view.project, sheet, property.key, out);
                    }
                }
            });
        });
        self.has_focus = focused.is_some();
        (focused.or(hovered), hidden)
    }

    fn is_shown(&self, property: &Property) -> bool {
        property.matters
            || self.show_all
            || self.revealed.contains(&property.key)
            || self.entry.is_typed(property.key)
    }

    /// Returns whether a field of it had the focus when it was drawn last.
    pub const fn has_focus(&self) -> bool {
        self.has_focus
    }
}

fn capitalized(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
