//! The feeder tree: service, transformers and panelboards as they feed each other. What each of them is stands in the
//! properties drawer, which follows the row that is chosen here.

use crate::app::icons;
use crate::app::theme::{self, TypeStyle, space};
use crate::app::view_context::{AppRequest, Requests, ViewContext};
use crate::app::widgets::{Button, IconWeight, empty_state, icon_at, text_in};
use crate::domain::{Edit, EntityId, Project, TransformerId};
use crate::workbench::forms::{new_service, new_transformer};
use crate::workbench::{Action, Command, FeedRow, feed_rows};
use egui::{Align, Rect, Response, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

/// Draws the tree and the buttons that add to it; the row of `shown` is marked.
pub fn feed_tree_ui(ui: &mut Ui, view: &ViewContext<'_>, shown: Option<EntityId>, out: &mut Requests) {
    egui::Frame::NONE.inner_margin(egui::Margin::symmetric(16, 12)).show(ui, |ui| {
        ScrollArea::vertical().id_salt("feeder tree").auto_shrink(false).show(ui, |ui| {
            tree_ui(ui, view, shown, out);
            ui.add_space(space::M);
            buttons_ui(ui, view.project, shown, out);
        });
    });
}

fn tree_ui(ui: &mut Ui, view: &ViewContext<'_>, shown: Option<EntityId>, out: &mut Requests) {
    let rows = feed_rows(view.project);
    if rows.is_empty() {
        let sentence = "Add the service, then say what each panel is fed from.";
        empty_state(ui, "Nothing to feed yet", sentence, None);
    }
    for row in rows {
        let response = tree_row(ui, &row, shown == Some(row.entity));
        if response.clicked() {
            out.push(AppRequest::Properties(row.entity));
        }
        if let (true, EntityId::Panel(panel)) = (response.double_clicked(), row.entity) {
            out.push(AppRequest::ShowPanel(panel));
        }
    }
}

fn buttons_ui(ui: &mut Ui, project: &Project, shown: Option<EntityId>, out: &mut Requests) {
    ui.horizontal_wrapped(|ui| {
        if project.service().is_none() && ui.add(Button::plain("Add service")).clicked() {
            let service = new_service(project);
            let label = format!("Add {}", service.name);
            out.command(Command::Edit { label, edits: vec![Edit::SetService(Some(service))] });
            out.push(AppRequest::Properties(EntityId::Service));
        }
        if ui.add(Button::plain("Add transformer")).clicked() {
            let transformer = new_transformer(project);
            let at = EntityId::Transformer(transformer.id);
            let label = format!("Add {}", transformer.name);
            out.command(Command::Edit { label, edits: vec![Edit::AddTransformer(Box::new(transformer))] });
            out.push(AppRequest::Properties(at));
        }
        if ui.add(Button::plain("Add panel…")).clicked() {
            out.action(Action::NewPanel);
        }
        if let Some((name, edit)) = removal(project, shown) {
            let label = format!("Delete {name}");
            if ui.add(Button::bare(&label)).clicked() {
                out.command(Command::Announced(Box::new(Command::Edit { label, edits: vec![edit] })));
            }
        }
    });
}

/// A panel is deleted from its own menu, where what hangs on it is shown.
fn removal(project: &Project, shown: Option<EntityId>) -> Option<(String, Edit)> {
    let transformer = |id: TransformerId| project.transformer(id).map(|t| (t.name.clone(), t.id));
    match shown? {
        EntityId::Service => project.service().map(|s| (s.name.clone(), Edit::SetService(None))),
        EntityId::Transformer(id) => transformer(id).map(|(name, id)| (name, Edit::RemoveTransformer(id))),
        _ => None,
    }
}

/// Draws one row of the tree: indent, icon, name, facts, and what it hangs on at the right.
fn tree_row(ui: &mut Ui, row: &FeedRow, selected: bool) -> Response {
    let tokens = theme::tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::click());
    let spoken = format!("{}, {} {}", row.name, row.facts, row.via);
    response.widget_info(|| WidgetInfo::selected(Role::TreeItem, true, selected, spoken.clone()));
    if selected {
        ui.painter().rect_filled(rect, 3.0, tokens.select);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 3.0, tokens.hover_row);
    }
    let glyph = match row.entity {
        EntityId::Service => icons::LIGHTNING,
        EntityId::Transformer(_) => icons::TREE_STRUCTURE,
        _ => icons::TABLE,
    };
    let left = rect.left() + space::S + row.depth as f32 * 18.0;
    icon_at(ui.painter(), pos2(left + 8.0, rect.center().y), glyph, IconWeight::Outline, 16.0, tokens.text_2);
    let words =
        Rect::from_min_max(pos2(left + 24.0, rect.top()), pos2(rect.right() - space::S, rect.bottom()));
    let name =
        text_in(ui.painter(), words, Align::Min, &row.name, TypeStyle::BodyMedium.font(), tokens.text_1);
    let facts = Rect::from_min_max(pos2(name.right() + space::M, rect.top()), words.max);
    text_in(ui.painter(), facts, Align::Min, &row.facts, TypeStyle::Small.font(), tokens.text_3);
    text_in(ui.painter(), words, Align::Max, &row.via, TypeStyle::Small.font(), tokens.text_3);
    response
}
