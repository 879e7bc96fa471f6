//! The head of the drawer: the way down to the object, its name, what it is, what it feeds.

use crate::app::icons;
use crate::app::theme::{self, TypeStyle, space};
use crate::app::view_context::{AppRequest, Requests, ViewContext};
use crate::app::widgets::IconButton;
use crate::domain::EntityId;
use crate::workbench::Action;
use crate::workbench::properties::{Way, ways_from, ways_to};
use egui::{Align, Label, Layout, Role, Sense, Ui, WidgetInfo};

/// What the head says.
#[derive(Clone, Copy, Debug)]
pub struct Head<'a> {
    /// The object, or the first of several.
    pub at: EntityId,
    pub alone: bool,
    pub title: &'a str,
    pub caption: &'a str,
}

/// Draws the head.
pub fn head_ui(ui: &mut Ui, view: &ViewContext<'_>, head: &Head<'_>, out: &mut Requests) {
    let Head { at, alone, title, caption } = *head;
    ui.horizontal_top(|ui| {
        let room = ui.available_width() - 28.0 - space::S;
        ui.allocate_ui_with_layout(egui::vec2(room, 0.0), Layout::top_down(Align::Min), |ui| {
            ui.set_width(room);
            ways_ui(ui, &ways_to(view.project, at), " › ", out);
        });
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            if ui.add(IconButton::new(icons::X, "Close properties").size(24.0)).clicked() {
                out.action(Action::ToggleProperties);
            }
        });
    });
    let title = theme::rich(title, TypeStyle::Title, view.tokens.text_1);
    ui.add(Label::new(title).truncate());
    if !caption.is_empty() {
        ui.add(Label::new(theme::rich(caption, TypeStyle::Small, view.tokens.text_2)).wrap());
    }
    let fed = if alone { ways_from(view.project, at) } else { Vec::new() };
    if !fed.is_empty() {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(space::XS, 0.0);
            ui.label(theme::rich("Feeds", TypeStyle::Small, view.tokens.text_2));
            ways_of(ui, &fed, ", ", out);
        });
    }
}

fn ways_ui(ui: &mut Ui, ways: &[Way], between: &str, out: &mut Requests) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(0.0, 0.0);
        ways_of(ui, ways, between, out);
    });
}

fn ways_of(ui: &mut Ui, ways: &[Way], between: &str, out: &mut Requests) {
    let tokens = theme::tokens(ui);
    for (n, way) in ways.iter().enumerate() {
        if n > 0 {
            ui.label(theme::rich(between, TypeStyle::Small, tokens.text_3));
        }
        let words = theme::rich(way.name.as_str(), TypeStyle::Small, tokens.select_line);
        let response = ui.add(Label::new(words).selectable(false).sense(Sense::click()));
        response.widget_info(|| WidgetInfo::labeled(Role::Link, true, format!("Properties of {}", way.name)));
        if response.hovered() {
            let rect = response.rect;
            ui.painter().hline(rect.x_range(), rect.bottom() - 1.0, tokens.stroke(1.0, tokens.select_line));
        }
        if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
            out.push(AppRequest::Properties(way.entity));
        }
    }
}
