//! The dialog about a drawing: what is in it, how long its unit is and why, two points to check that, where it goes.

mod choices;
mod preview;

use super::{Dialog, DialogOutcome};
use crate::app::front::Front;
use crate::app::theme::{self, Signal, TypeStyle, space};
use crate::app::view_context::AppRequest;
use crate::app::widgets::{
    self, Button, dialog_block, dialog_foot, dialog_room, empty_state, progress_bar, severity_icon,
};
use crate::domain::Project;
use crate::units::PlanPoint;
use crate::workbench::Command;
use crate::workbench::underlays::{IncomingUnderlay, UnderlaySession};
use egui::{ScrollArea, Ui, vec2};
use preview::Preview;
use std::sync::Arc;

/// Width of the column of choices.
const COLUMN: f32 = 360.0;

/// The dialog's state.
pub struct UnderlayDialog {
    session: UnderlaySession,
    preview: Preview,
    /// Up to two points of the drawing, taken in the preview.
    points: Vec<PlanPoint>,
    /// The distance between them as it is typed.
    distance: String,
    refused: Option<String>,
}

impl UnderlayDialog {
    /// Opens the conversation about a drawing.
    pub fn new(ctx: &egui::Context, project: &Project, incoming: IncomingUnderlay) -> Self {
        let ctx = ctx.clone();
        let session = UnderlaySession::open(incoming, project, Arc::new(move || ctx.request_repaint()));
        Self {
            session,
            preview: Preview::default(),
            points: Vec::new(),
            distance: String::new(),
            refused: None,
        }
    }

    /// Returns the conversation.
    #[cfg(test)]
    pub const fn session(&mut self) -> &mut UnderlaySession {
        &mut self.session
    }

    fn verb(&self) -> &'static str {
        match self.session.replaced() {
            None => "Place",
            Some(_) if self.session.is_adjustment() => "Adjust",
            Some(_) if self.session.is_same_file() => "Relink",
            Some(_) => "Reload",
        }
    }

    fn body_ui(&mut self, ui: &mut Ui, project: &Project, room: f32) {
        let Some(read) = self.session.read().cloned() else { return };
        let width = (ui.available_width() - COLUMN - space::L).max(120.0);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::L;
            let clicked = self.preview.show(ui, vec2(width, room), &read, &self.points);
            if let Some(at) = clicked {
                if self.points.len() > 1 {
                    self.points.clear();
                }
                self.points.push(at);
            }
            ScrollArea::vertical().max_height(room).min_scrolled_height(room).show(ui, |ui| {
                ui.vertical(|ui| {
                    ui.set_width(COLUMN);
                    ui.spacing_mut().item_spacing.y = space::S;
                    choices::choices_ui(ui, project, &mut self.session);
                    choices::points_ui(ui, &mut self.session, &mut self.points, &mut self.distance);
                    choices::account_ui(ui, &self.session);
                });
            });
        });
    }

    fn verdict(&self, ui: &mut Ui) {
        let tokens = theme::tokens(ui);
        let words = match (&self.refused, self.session.read()) {
            (Some(why), _) => why.clone(),
            (None, Some(read)) => read.report.line(),
            (None, None) => return,
        };
        let exact = self.session.read().is_some_and(|read| read.report.skipped.is_empty());
        severity_icon(ui, if exact { Signal::Passed } else { Signal::Info }, 16.0);
        ui.label(theme::rich(words, TypeStyle::Small, tokens.text_1));
    }
}

impl Dialog for UnderlayDialog {
    fn show(&mut self, ctx: &egui::Context, project: &Project) -> DialogOutcome {
        self.session.poll();
        let title = format!("{} {}", self.verb(), self.session.name());
        let subtitle = self
            .session
            .read()
            .map(|read| format!("{} {}", read.report.format, read.report.version))
            .unwrap_or_default();
        let room = (dialog_room(ctx) - 2.0 * space::L).clamp(160.0, 520.0);
        let shown =
            widgets::Dialog::new("underlay", &title).subtitle(&subtitle).width(1080.0).show(ctx, |ui| {
                dialog_block(ui, |ui| {
                    ui.set_min_height(room);
                    if self.session.is_reading() {
                        empty_state(ui, "Reading", "Lines, blocks, layers and texts of the drawing", None);
                        progress_bar(ui, "Reading the drawing", self.session.progress());
                        ctx.request_repaint_after(std::time::Duration::from_millis(100));
                    } else if let Some(why) = self.session.refusal().map(str::to_owned) {
                        empty_state(ui, "Nothing to place", &why, None);
                    } else {
                        self.body_ui(ui, project, room);
                    }
                });
                let can = self.session.read().is_some() && !self.session.is_reading();
                dialog_foot(
                    ui,
                    |ui| {
                        ui.spacing_mut().item_spacing.x = space::S;
                        self.verdict(ui);
                    },
                    |ui| {
                        ui.spacing_mut().item_spacing.x = space::S;
                        let words = format!("{} drawing", self.verb());
                        let place = ui.add(Button::primary(&words).keys("Ctrl+Enter").enabled(can));
                        (place.clicked(), ui.add(Button::plain("Cancel").keys("Esc")).clicked())
                    },
                )
                .1
            });
        let (place, cancel) = shown.inner;
        if place || shown.confirmed {
            match self.session.accept() {
                Ok(order) => {
                    let place = AppRequest::Command(Command::PlaceUnderlay(Box::new(order)));
                    return DialogOutcome::Leave(vec![place, AppRequest::Front(Front::Plan)]);
                }
                Err(why) => self.refused = Some(why),
            }
        }
        if cancel || shown.closed {
            self.session.cancel();
            return DialogOutcome::Cancelled;
        }
        DialogOutcome::Open
    }
}

#[cfg(test)]
mod tests;
