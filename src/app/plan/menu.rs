//! The menus of the canvas: of what is chosen, and of the ground.

use super::{PlanView, carry};
use crate::app::action_icons::action_icon;
use crate::app::icons;
use crate::app::view_context::{AppRequest, Requests, ViewContext};
use crate::app::widgets::MenuRow;
use crate::domain::{EntityId, Sheet};
use crate::workbench::plan::{
    Held, LayerState, PlanKey, SelectMode, TOOLS, circuits_of, findings_on, leg_near, with_pin, without_pins,
    words_for,
};
use crate::workbench::{Action, Command};
use egui::{Response, Ui};

const ROW: f32 = 26.0;
const WIDTH: f32 = 256.0;
/// Findings of one object listed in its menu.
const MOST_FINDINGS: usize = 4;

/// Opens the menu on the secondary button, or ends what is being drawn.
pub(super) fn context_menu(
    plan: &mut PlanView,
    response: &Response,
    view: &ViewContext<'_>,
    out: &mut Requests,
) {
    let drawing = plan.session.tool().is_some_and(|tool| !tool.is_idle());
    if drawing {
        if response.secondary_clicked() {
            carry(plan.session.enter(view.project), out);
        }
        return;
    }
    response.context_menu(|ui| {
        ui.set_width(WIDTH);
        ui.spacing_mut().item_spacing.y = 0.0;
        route_ui(ui, view, out);
        match plan.session.sheet(view.project) {
            Some(sheet) if !plan.session.selection().is_empty() => object_ui(plan, ui, sheet, view, out),
            Some(_) | None => ground_ui(plan, ui, view, out),
        }
    });
}

fn row(ui: &mut Ui, words: &str, icon: &str, keys: &str) -> bool {
    let pressed = ui.add(MenuRow::new(words).icon(icon).keys(keys).height(ROW)).clicked();
    if pressed {
        ui.close();
    }
    pressed
}

fn action_row(ui: &mut Ui, action: Action, out: &mut Requests) {
    let keys = action.shortcut().map(|keys| keys.to_string()).unwrap_or_default();
    if row(ui, action.label(), action_icon(action), &keys) {
        out.action(action);
    }
}

/// What can be done with a route that is proposed; its device or run is chosen then.
fn route_ui(ui: &mut Ui, view: &ViewContext<'_>, out: &mut Requests) {
    let keys = |action: Action| action.shortcut().map(|keys| keys.to_string()).unwrap_or_default();
    let Some(card) = view.workbench.route_card() else { return };
    if card.open && row(ui, "Accept route", icons::CHECK, &keys(Action::AcceptProposal)) {
        out.command(Command::Announced(Box::new(Command::AcceptRoute)));
    }
    if row(ui, "Dismiss route", icons::X, &keys(Action::DismissProposal)) {
        out.command(Command::DismissRoute);
    }
    ui.separator();
}

fn object_ui(plan: &mut PlanView, ui: &mut Ui, sheet: &Sheet, view: &ViewContext<'_>, out: &mut Requests) {
    let chosen = plan.session.selection().ids().to_vec();
    let Some(first) = chosen.first().copied() else { return };
    if row(ui, "Properties", icons::NOTE_PENCIL, "Alt+Enter") {
        out.push(AppRequest::Properties(first));
    }
    findings_ui(ui, sheet, first, view, out);
    for (panel, circuit) in circuits_of(sheet, first).into_iter().take(3) {
        let name = crate::workbench::properties::name_of(view.project, &[EntityId::Circuit(panel, circuit)]);
        let slot = view.project.panel(panel).and_then(|board| board.circuit(circuit)).map(|c| c.slot);
        if let Some(slot) = slot
            && row(ui, &format!("Show {name} in its schedule"), icons::TABLE, "")
        {
            out.push(AppRequest::ShowSlot(panel, slot));
        }
    }
    ui.separator();
    let tool_key = |plan: &mut PlanView, letter: char, out: &mut Requests| {
        let effect = plan.session.key(view.project, PlanKey::Letter(letter), Held::default());
        carry(effect, out);
    };
    if row(ui, "Move", icons::ARROWS_OUT_CARDINAL, "M") {
        plan.session.take_tool(view.project, Action::PlanSelect);
        tool_key(plan, 'M', out);
    }
    if row(ui, "Rotate", icons::ARROW_CLOCKWISE, "R") {
        plan.session.take_tool(view.project, Action::PlanSelect);
        tool_key(plan, 'R', out);
    }
    if matches!(first, EntityId::Room(..)) {
        action_row(ui, Action::PlanFurnish, out);
    }
    if chosen.iter().all(|id| matches!(id, EntityId::Device(..)))
        && row(ui, "Change symbol…", icons::SWAP, "")
    {
        out.push(AppRequest::ChangeSymbol(chosen.clone()));
    }
    pins_ui(plan, ui, sheet, &chosen, out);
    if matches!(first, EntityId::Device(..)) {
        action_row(ui, Action::PlanCircuit, out);
        action_row(ui, Action::PlanRelease, out);
    }
    if row(ui, "Zoom to", icons::CORNERS_OUT, "") {
        out.push(AppRequest::Reveal(first));
    }
    if row(ui, "Select all of this kind", icons::SELECTION, "") {
        select_alike(plan, first);
    }
    if row(ui, "Lock its layer", icons::LOCK_SIMPLE, "") {
        lock_layer(plan, first);
    }
    ui.separator();
    if row(ui, &format!("Delete {}", words_for(sheet, &chosen)), icons::TRASH, "Delete") {
        plan.session.take_tool(view.project, Action::PlanSelect);
        carry(plan.session.key(view.project, PlanKey::Delete, Held::default()), out);
    }
}

/// Pins the leg of a run that was pressed, or lets go of pinned ones: a pinned leg stays where it is when the run is routed again.
fn pins_ui(plan: &PlanView, ui: &mut Ui, sheet: &Sheet, chosen: &[EntityId], out: &mut Requests) {
    let mut step = None;
    let session = &plan.session;
    let place = plan.menu_at.map(|at| session.camera().to_plan(session.size(), at));
    if let ([EntityId::Run(_, id)], Some(place)) = (chosen, place)
        && let Some(run) = sheet.runs.get(id)
        && let Some(leg) = leg_near(run, place)
    {
        let pinned = run.pinned.contains(&leg);
        let words = if pinned { "Unpin this leg" } else { "Pin this leg" };
        if row(ui, words, icons::PUSH_PIN, "") {
            step = with_pin(sheet, *id, leg, !pinned);
        }
    }
    let pins = |id: &EntityId| match id {
        EntityId::Run(_, run) => sheet.runs.get(run).map_or(0, |run| run.pinned.len()),
        _ => 0,
    };
    let count: usize = chosen.iter().map(pins).sum();
    let words = format!("Unpin all {count} legs");
    if count > 1 && row(ui, &words, icons::PUSH_PIN, "") {
        step = without_pins(sheet, chosen);
    }
    if let Some(step) = step {
        out.command(Command::Edit { label: step.label, edits: step.edits });
    }
}

/// The findings about an object, each leading to its card.
fn findings_ui(ui: &mut Ui, sheet: &Sheet, id: EntityId, view: &ViewContext<'_>, out: &mut Requests) {
    let Some(checked) = view.workbench.findings() else { return };
    let open = findings_on(checked, sheet, id)
        .filter(|finding| crate::workbench::findings::FindingKind::of(finding).is_open());
    for finding in open.take(MOST_FINDINGS) {
        let words = format!("{} {}", finding.meta.code, finding.meta.title);
        if row(ui, &words, icons::WARNING, "") {
            out.push(AppRequest::ShowFinding(finding.key.clone()));
        }
    }
}

fn ground_ui(plan: &mut PlanView, ui: &mut Ui, view: &ViewContext<'_>, out: &mut Requests) {
    action_row(ui, Action::PlanShowAll, out);
    if row(ui, "Select all", icons::SELECTION, "Ctrl+A") {
        plan.session.select_all();
    }
    ui.separator();
    for entry in TOOLS.iter().filter(|entry| entry.section > 0) {
        action_row(ui, entry.action, out);
    }
    ui.separator();
    action_row(ui, Action::AddUnderlay, out);
    let beneath = plan.session.sheet(view.project).is_some_and(|sheet| !sheet.underlays.is_empty());
    if beneath {
        action_row(ui, Action::Underlays, out);
    }
    ui.separator();
    for (action, on) in [
        (Action::ToggleSnap, plan.session.snaps.on),
        (Action::ToggleGrid, plan.session.snaps.grid_shown),
        (Action::ToggleGridSnap, plan.session.snaps.grid_snap),
        (Action::ToggleOrtho, plan.session.snaps.ortho),
        (Action::TogglePolar, plan.session.snaps.polar),
    ] {
        let keys = action.shortcut().map(|keys| keys.to_string()).unwrap_or_default();
        if ui.add(MenuRow::new(action.label()).checked(on).keys(&keys).height(ROW)).clicked() {
            out.action(action);
            ui.close();
        }
    }
}

/// Chooses everything that is of the same kind, devices with the same symbol.
fn select_alike(plan: &mut PlanView, id: EntityId) {
    let index = std::sync::Arc::clone(plan.session.index());
    let Some(layer) = index.item(id).map(|item| item.layer) else { return };
    let alike = |other: EntityId| std::mem::discriminant(&other) == std::mem::discriminant(&id);
    let ids: Vec<EntityId> = index
        .items()
        .iter()
        .filter(|item| item.layer == layer && alike(item.id))
        .map(|item| item.id)
        .collect();
    plan.session.select(&ids, SelectMode::Replace);
}

fn lock_layer(plan: &mut PlanView, id: EntityId) {
    let Some(layer) = plan.session.index().item(id).map(|item| item.layer) else { return };
    let state = plan.session.layers.state(layer);
    plan.session.layers.set(layer, LayerState { locked: true, ..state });
    plan.session.select(&[], SelectMode::Replace);
}
