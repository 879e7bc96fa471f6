//! What the pointer does on the canvas, event by event, so that nothing is lost in a slow frame.
//!
//! The wheel zooms at the cursor, held down it moves the plan, pressed twice it shows the whole sheet. A touchpad's two fingers move
//! the plan, a pinch zooms. The secondary button ends what is being drawn, else it opens the menu.

use super::{PlanView, canvas_id, carry, on_canvas};
use crate::app::view_context::{Requests, ViewContext};
use crate::workbench::plan::{Held, PlanButton, SelectMode};
use egui::{Event, Modifiers, MouseWheelUnit, PointerButton, Pos2, Rect, Response, Ui};

/// How much one notch of the wheel enlarges.
const NOTCH: f64 = 1.2;

/// Returns what is held.
pub(super) const fn held(modifiers: Modifiers) -> Held {
    Held { shift: modifiers.shift, ctrl: modifiers.command, alt: modifiers.alt }
}

/// Hands the events of the pointer on.
pub(super) fn pointer(
    plan: &mut PlanView,
    ui: &Ui,
    rect: Rect,
    response: &Response,
    view: &ViewContext<'_>,
    out: &mut Requests,
) {
    let over = response.contains_pointer();
    let (events, now, clicks) = ui.input(|input| {
        let clicks = if input.pointer.button_double_clicked(PointerButton::Primary) { 2 } else { 1 };
        (input.events.clone(), held(input.modifiers), clicks)
    });
    if response.double_clicked_by(PointerButton::Middle) {
        plan.travel.all(&mut plan.session);
    }
    for event in events {
        match event {
            Event::PointerMoved(at) if over || plan.session.is_pressed() => {
                let effect = plan.session.point(view.project, on_canvas(rect, at), now);
                carry(effect, out);
            }
            Event::PointerButton { pos, button, pressed, modifiers } => {
                button_event(
                    plan,
                    ui,
                    rect,
                    (pos, button, pressed, held(modifiers), clicks),
                    over,
                    view,
                    out,
                );
            }
            Event::MouseWheel { unit, delta, modifiers, .. } if over => {
                let Some(at) = ui.input(|input| input.pointer.latest_pos()) else { continue };
                match unit {
                    _ if modifiers.command => {}
                    MouseWheelUnit::Point => plan.session.pan(f64::from(delta.x), f64::from(delta.y)),
                    MouseWheelUnit::Line | MouseWheelUnit::Page => {
                        plan.session.zoom_at(on_canvas(rect, at), NOTCH.powf(f64::from(delta.y)));
                    }
                }
            }
            Event::ModifiersChanged(modifiers) if over || plan.session.is_pressed() => {
                let at = plan.session.pointer().screen;
                carry(plan.session.point(view.project, at, held(modifiers)), out);
            }
            _ => {}
        }
    }
    let pinch = ui.input(egui::InputState::zoom_delta);
    if over
        && (pinch - 1.0).abs() > 1e-4
        && let Some(at) = ui.input(|input| input.pointer.latest_pos())
    {
        plan.session.zoom_at(on_canvas(rect, at), f64::from(pinch));
    }
    if over {
        cursor(plan, ui);
    }
}

type ButtonEvent = (Pos2, PointerButton, bool, Held, u8);

fn button_event(
    plan: &mut PlanView,
    ui: &Ui,
    rect: Rect,
    (pos, button, pressed, held, clicks): ButtonEvent,
    over: bool,
    view: &ViewContext<'_>,
    out: &mut Requests,
) {
    let at = on_canvas(rect, pos);
    match (button, pressed) {
        (PointerButton::Primary | PointerButton::Middle, true) if over && rect.contains(pos) => {
            plan.left = false;
            ui.memory_mut(|memory| memory.request_focus(canvas_id()));
            let button =
                if button == PointerButton::Middle { PlanButton::Middle } else { PlanButton::Primary };
            plan.session.press(view.project, button, at, held);
        }
        (PointerButton::Primary | PointerButton::Middle, false) if plan.session.is_pressed() => {
            let before = plan.session.selection().ids().to_vec();
            let effect = plan.session.release(view.project, at, held, clicks);
            carry(effect, out);
            if plan.session.selection().ids() != before {
                show_chosen(plan, out);
            }
        }
        (PointerButton::Secondary, true) if over && rect.contains(pos) => {
            ui.memory_mut(|memory| memory.request_focus(canvas_id()));
            plan.menu_at = Some(at);
            if !plan.session.tool().is_some_and(|tool| !tool.is_idle()) {
                choose_for_menu(plan, view, at, out);
            }
        }
        _ => {}
    }
}

/// The menu is about what is chosen; what lies under the pointer is chosen first unless it is among that.
fn choose_for_menu(
    plan: &mut PlanView,
    view: &ViewContext<'_>,
    at: crate::workbench::plan::ScreenPoint,
    out: &mut Requests,
) {
    let session = &mut plan.session;
    let place = session.camera().to_plan(session.size(), at);
    let aperture = session.snaps.aperture_pt / session.camera().pt_per_ft;
    let index = std::sync::Arc::clone(session.index());
    let under = index.under(place, aperture, |layer| session.layers.is_open(layer));
    let _ = view;
    if !under.iter().any(|id| session.selection().contains(*id)) {
        let first: Vec<_> = under.first().copied().into_iter().collect();
        session.select(&first, SelectMode::Replace);
        show_chosen(plan, out);
    }
}

/// Shows what is chosen in the other views, without leaving this one.
pub(super) fn show_chosen(plan: &PlanView, out: &mut Requests) {
    out.push(crate::app::view_context::AppRequest::ChosenOnPlan(plan.session.selection().ids().to_vec()));
}

fn cursor(plan: &PlanView, ui: &Ui) {
    use crate::workbench::Action;
    let icon = match plan.session.tool_action() {
        Action::PlanPan if plan.session.is_pressed() => egui::CursorIcon::Grabbing,
        Action::PlanPan => egui::CursorIcon::Grab,
        Action::PlanSelect if plan.session.hover().is_some() => egui::CursorIcon::PointingHand,
        Action::PlanSelect => egui::CursorIcon::Default,
        _ => egui::CursorIcon::Crosshair,
    };
    ui.ctx().set_cursor_icon(icon);
}
