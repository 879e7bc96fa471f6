//! Names of what is in view, so that a screen reader can say and choose it. The pointer goes through them to the canvas.

use super::{PlanView, canvas_id};
use crate::app::view_context::{Requests, ViewContext};
use crate::domain::{EntityId, Project, Sheet};
use crate::workbench::plan::{SelectMode, words_for};
use crate::workbench::properties::name_of;
use egui::accesskit;
use egui::{Id, Rect, Role, Sense, Ui, WidgetInfo};

/// More names than this say nothing to anybody.
const MOST: usize = 240;

fn id(entity: EntityId) -> Id {
    canvas_id().with(entity)
}

/// Whether an id is that of a name on the canvas.
pub(super) fn is_node(plan: &PlanView, of: Id) -> bool {
    plan.session.selection().ids().iter().any(|entity| id(*entity) == of)
}

/// Puts the names of devices, runs, rooms and what is chosen over the canvas.
pub(super) fn nodes_ui(plan: &mut PlanView, ui: &Ui, rect: Rect, view: &ViewContext<'_>, out: &mut Requests) {
    let Some(sheet) = plan.session.sheet(view.project) else { return };
    let (camera, size) = (plan.session.camera(), plan.session.size());
    let mut wanted = None;
    let index = std::sync::Arc::clone(plan.session.index());
    let in_view = index.within(camera.seen(size));
    let spoken = in_view.iter().filter(|item| {
        let chosen = plan.session.selection().contains(item.id);
        let named = matches!(item.id, EntityId::Device(..) | EntityId::Run(..) | EntityId::Room(..));
        chosen || (named && plan.session.layers.is_shown(item.layer))
    });
    for item in spoken.take(MOST) {
        let corner = |at| super::on_screen(rect, camera.to_screen(size, at));
        let place = Rect::from_two_pos(corner(item.bounds.min), corner(item.bounds.max)).intersect(rect);
        let response = ui.interact(place, id(item.id), Sense::hover());
        let chosen = plan.session.selection().contains(item.id);
        response.widget_info(|| {
            let name = spoken_name(view.project, sheet, item.id);
            WidgetInfo::selected(Role::TreeItem, true, chosen, name)
        });
        let asked =
            ui.input(|input| input.has_accesskit_action_request(id(item.id), accesskit::Action::Click));
        if asked {
            wanted = Some(item.id);
        }
    }
    if let Some(entity) = wanted {
        plan.session.select(&[entity], SelectMode::Replace);
        super::input::show_chosen(plan, out);
    }
}

/// Returns the name of an object with its kind where the name does not say it.
pub(super) fn spoken_name(project: &Project, sheet: &Sheet, entity: EntityId) -> String {
    let name = name_of(project, &[entity]);
    let kind = words_for(sheet, &[entity]);
    if name.to_lowercase().contains(&kind) { name } else { format!("{name}, {kind}") }
}
