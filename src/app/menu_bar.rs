//! The menu bar: mark, menus made from the list of actions, view tabs, undo and redo, search.
//!
//! Hover moves from one open menu to the next. An action that cannot run now is grey and says why in its tooltip.

use crate::app::action_icons::action_icon;
use crate::app::front::Front;
use crate::app::help::mark;
use crate::app::icons;
use crate::app::theme::{Tokens, TypeStyle, height, radius, space};
use crate::app::view_context::{AppRequest, Requests};
use crate::app::widgets::{
    FocusRing, IconButton, IconWeight, KeyChipGround, MenuRow, focus_ring, icon_at, key_chip_size,
    paint_key_chip,
};
use crate::workbench::help::TopicId;
use crate::workbench::{Action, ActionGroup};
use egui::{Align, Layout, Popup, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

/// What the bar needs to know about actions.
pub(in crate::app) trait ActionFacts {
    /// Whether anything answers to the action in this version.
    fn served(&self, action: Action) -> bool;
    /// Why it cannot run now.
    fn refusal(&self, action: Action) -> Option<String>;
    /// Whether its menu row carries a check mark.
    fn checked(&self, action: Action) -> Option<bool>;
    /// What it would do now, such as the step that Undo takes back.
    fn remark(&self, action: Action) -> Option<String>;
}

/// Draws the bar, 40 high.
pub(in crate::app) fn menu_bar_ui(
    ui: &mut Ui,
    tokens: &Tokens,
    facts: &dyn ActionFacts,
    front: Option<Front>,
    out: &mut Requests,
) {
    let open = front.is_some();
    let bar = ui.max_rect();
    ui.painter().hline(bar.x_range(), bar.bottom() - 0.5, tokens.edge());
    let end = ui
        .with_layout(Layout::left_to_right(Align::Center), |ui| menus_ui(ui, tokens, facts, open, out))
        .inner;
    let start = tools_ui(ui, bar, tokens, facts, open, out);
    if let Some(front) = front {
        tabs_ui(ui, bar, (end, start), tokens, front, out);
    }
}

fn menus_ui(ui: &mut Ui, tokens: &Tokens, facts: &dyn ActionFacts, open: bool, out: &mut Requests) -> f32 {
    ui.spacing_mut().item_spacing.x = 0.0;
    ui.add_space(space::M);
    let (_, rect) = ui.allocate_space(vec2(20.0, 20.0));
    paint_mark(ui.painter(), rect, tokens);
    ui.add_space(space::S);
    let open_id = egui::Id::unique("open menu");
    let mut end = ui.cursor().left();
    for group in ActionGroup::ALL {
        let actions: Vec<Action> =
            Action::ALL.iter().copied().filter(|a| a.group() == group && facts.served(*a)).collect();
        let needs_project = matches!(
            group,
            ActionGroup::Panel | ActionGroup::Circuit | ActionGroup::Plan | ActionGroup::Findings
        );
        if actions.is_empty() || (needs_project && !open) {
            continue;
        }
        let response = title_ui(ui, group.label(), tokens);
        end = response.rect.right();
        let mut popup = Popup::menu(&response).gap(4.0);
        let id = popup.get_id();
        let other = ui.data(|data| data.get_temp::<egui::Id>(open_id));
        if response.hovered()
            && !response.clicked()
            && other.is_some_and(|other| other != id && Popup::is_id_open(ui.ctx(), other))
        {
            popup = popup.open_memory(Some(egui::SetOpenCommand::Bool(true)));
        }
        let shown = popup.show(|ui| {
            ui.set_width(300.0);
            for action in actions {
                menu_row_ui(ui, action, facts, out);
            }
        });
        if shown.is_some() {
            ui.data_mut(|data| data.insert_temp(open_id, id));
        }
    }
    end
}

/// Draws one row of a menu.
pub(in crate::app) fn menu_row_ui(ui: &mut Ui, action: Action, facts: &dyn ActionFacts, out: &mut Requests) {
    let refusal = facts.refusal(action);
    let keys = action.shortcut().map(|keys| keys.to_string()).unwrap_or_default();
    let mut row = MenuRow::new(action.label()).keys(&keys).enabled(refusal.is_none()).height(28.0);
    row = match facts.checked(action) {
        Some(checked) => row.checked(checked),
        None => row.icon(action_icon(action)),
    };
    let response = ui.add(row);
    if response.clicked() {
        out.action(action);
        ui.close();
    }
    match refusal {
        Some(why) => response.on_hover_text(why),
        None => response.on_hover_text(facts.remark(action).unwrap_or_else(|| action.tooltip().to_owned())),
    };
}

fn title_ui(ui: &mut Ui, title: &str, tokens: &Tokens) -> egui::Response {
    let galley = ui.painter().layout_no_wrap(title.to_owned(), TypeStyle::Body.font(), tokens.text_2);
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + 18.0, 28.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::MenuItem, true, title));
    let open = Popup::is_id_open(ui.ctx(), Popup::default_response_id(&response));
    let lit = open || response.hovered();
    if lit {
        ui.painter().rect_filled(rect, f32::from(radius::BUTTON), tokens.control);
    }
    let ink = if lit { tokens.text_1 } else { tokens.text_2 };
    ui.painter().galley_with_override_text_color(rect.center() - galley.size() / 2.0, galley, ink);
    focus_ring(ui, &response, radius::BUTTON, FocusRing::Inside);
    response
}

/// The views of the window.
fn tabs_ui(
    ui: &mut Ui,
    bar: Rect,
    (left, right): (f32, f32),
    tokens: &Tokens,
    front: Front,
    out: &mut Requests,
) {
    let galley = |view: &Front| {
        ui.painter().layout_no_wrap(view.label().to_owned(), TypeStyle::BodyMedium.font(), tokens.text_1)
    };
    let mut tabs: Vec<_> = Front::ALL.iter().map(|view| (*view, galley(view))).collect();
    let (low, high) = (left + space::M, right - space::M);
    let wide = |tabs: &[(Front, _)]| tabs.iter().map(|(_, galley)| width_of(galley)).sum::<f32>();
    if high - low < wide(&tabs) && front != Front::Calculators {
        // They have their menu and their key; the views of the project come first.
        tabs.retain(|(view, _)| *view != Front::Calculators);
    }
    let width = wide(&tabs);
    if high - low < width {
        return;
    }
    // In the middle of the window, or as near to it as menus and search leave room.
    let middle = bar.center().x.clamp(low + width / 2.0, high - width / 2.0);
    let all = Rect::from_center_size(pos2(middle.round(), bar.center().y), vec2(width, 28.0));
    let mut at = all.left();
    for (view, galley) in tabs {
        let (words, chosen) = (view.label(), view == front);
        let rect = Rect::from_min_size(pos2(at, all.top()), vec2(galley.size().x + 24.0, 28.0));
        at = rect.right();
        let response = ui.interact(rect, ui.scope_id().with(words), Sense::click());
        response.widget_info(|| WidgetInfo::selected(Role::Tab, true, chosen, words));
        let ground = match (chosen, response.hovered()) {
            (true, _) => Some(tokens.select),
            (false, true) => Some(tokens.control),
            (false, false) => None,
        };
        if let Some(ground) = ground {
            ui.painter().rect_filled(rect, f32::from(radius::BUTTON), ground);
        }
        let ink = if chosen { tokens.text_1 } else { tokens.text_2 };
        ui.painter().galley_with_override_text_color(rect.center() - galley.size() / 2.0, galley, ink);
        focus_ring(ui, &response, radius::BUTTON, FocusRing::Inside);
        if response.clicked() && !chosen {
            out.push(AppRequest::Front(view));
        }
        let keys = view.action().shortcut().map(|keys| keys.to_string()).unwrap_or_default();
        response.on_hover_text(format!("{} ({keys})", view.action().tooltip()));
    }
}

fn width_of(galley: &std::sync::Arc<egui::Galley>) -> f32 {
    galley.size().x + 24.0
}

fn tools_ui(
    ui: &mut Ui,
    bar: Rect,
    tokens: &Tokens,
    facts: &dyn ActionFacts,
    open: bool,
    out: &mut Requests,
) -> f32 {
    let mut row = ui.new_child(UiBuilder::new().max_rect(bar).layout(Layout::right_to_left(Align::Center)));
    row.spacing_mut().item_spacing.x = space::XS;
    row.add_space(space::S);
    if !open {
        tool_ui(&mut row, icons::GEAR, Action::Settings, facts, out);
        return row.min_rect().left();
    }
    if search_ui(&mut row, tokens) {
        out.action(Action::Palette);
    }
    row.add_space(space::XS);
    tool_ui(&mut row, icons::ARROW_CLOCKWISE, Action::Redo, facts, out);
    tool_ui(&mut row, icons::ARROW_COUNTER_CLOCKWISE, Action::Undo, facts, out);
    row.min_rect().left()
}

fn tool_ui(ui: &mut Ui, glyph: &str, action: Action, facts: &dyn ActionFacts, out: &mut Requests) {
    let keys = action.shortcut().map(|keys| keys.to_string()).unwrap_or_default();
    let refusal = facts.refusal(action);
    let button = IconButton::new(glyph, action.label())
        .keys(&keys)
        .size(height::TOOL_BUTTON)
        .enabled(refusal.is_none());
    let response = ui.add(button);
    // The tour points at Undo; Redo beside it is the same topic.
    if action == Action::Undo {
        mark(ui, response.rect, TopicId::Undo);
    }
    if response.clicked() {
        out.action(action);
    }
    if let Some(words) = refusal.or_else(|| facts.remark(action)) {
        response.on_hover_text(words);
    }
}

/// The box that looks like a search field and opens the palette. Narrow windows get the icon alone.
fn search_ui(ui: &mut Ui, tokens: &Tokens) -> bool {
    let words = Action::Palette.label();
    let width = if ui.ctx().content_rect().width() < 1000.0 { 40.0 } else { 248.0 };
    let (rect, response) = ui.allocate_exact_size(vec2(width, 28.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, words));
    mark(ui, rect, TopicId::Palette);
    let edge = if response.hovered() { tokens.text_2 } else { tokens.line_3 };
    ui.painter().rect(
        rect,
        f32::from(radius::BUTTON),
        tokens.canvas,
        tokens.stroke(1.0, edge),
        egui::StrokeKind::Inside,
    );
    icon_at(
        ui.painter(),
        pos2(rect.left() + 20.0, rect.center().y),
        icons::MAGNIFYING_GLASS,
        IconWeight::Outline,
        16.0,
        tokens.text_2,
    );
    if width > 100.0 {
        let galley = ui.painter().layout_no_wrap(words.to_owned(), TypeStyle::Body.font(), tokens.text_2);
        ui.painter().galley(
            pos2(rect.left() + 36.0, rect.center().y - galley.size().y / 2.0),
            galley,
            tokens.text_2,
        );
        let keys = Action::Palette.shortcut().map(|keys| keys.to_string()).unwrap_or_default();
        let size = key_chip_size(ui.painter(), &keys);
        let chip =
            Rect::from_min_size(pos2(rect.right() - size.x - 6.0, rect.center().y - size.y / 2.0), size);
        paint_key_chip(ui.painter(), chip, &keys, KeyChipGround::Plain, tokens);
    }
    focus_ring(ui, &response, radius::BUTTON, FocusRing::Outside);
    response.clicked()
}

/// Paints the mark: three bars of falling height.
pub(in crate::app) fn paint_mark(painter: &egui::Painter, rect: Rect, tokens: &Tokens) {
    let unit = rect.height() / 20.0;
    for (step, top) in [(0.0, 3.0), (6.5, 6.5), (13.0, 8.5)] {
        let bar =
            Rect::from_min_max(rect.min + vec2(step, top) * unit, rect.min + vec2(step + 4.6, 18.0) * unit);
        painter.rect_filled(bar, 1.2 * unit, tokens.accent);
    }
}
