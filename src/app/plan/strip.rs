//! The sheets as tabs, and at the right what is told by color.

use super::{PlanView, sheets};
use crate::app::icons;
use crate::app::theme::{Tokens, TypeStyle, height, space};
use crate::app::view_context::{AppRequest, Requests, ViewContext};
use crate::app::widgets::{FocusRing, IconButton, MenuRow, TabStand, dropdown, focus_ring, tab_ground};
use crate::domain::Sheet;
use crate::workbench::plan::ColorBy;
use egui::{Align, Layout, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

/// Width of the field at the right.
const COLORS: f32 = 172.0;
const ROW: f32 = 26.0;

/// Draws the strip.
pub(super) fn strip_ui(
    plan: &mut PlanView,
    ui: &mut Ui,
    strip: Rect,
    view: &ViewContext<'_>,
    out: &mut Requests,
) {
    let tokens = view.tokens;
    ui.painter().rect_filled(strip, 0.0, tokens.bar);
    ui.painter().hline(strip.x_range(), strip.bottom() - 0.5, tokens.edge());
    let room = if strip.width() > 420.0 { COLORS + 2.0 * space::S } else { 0.0 };
    let (tabs, right) = strip.split_left_right_at_x(strip.right() - room);
    let mut row = ui.new_child(UiBuilder::new().max_rect(tabs));
    row.spacing_mut().item_spacing = egui::Vec2::ZERO;
    egui::ScrollArea::horizontal().id_salt("sheets").auto_shrink([false, false]).show(&mut row, |ui| {
        ui.horizontal(|ui| {
            for sheet in view.project.sheets() {
                tab_ui(plan, ui, sheet, tokens, view, out);
            }
            ui.add_space(space::XS);
            if ui.add(IconButton::new(icons::PLUS, "New sheet").size(28.0)).clicked() {
                out.command(sheets::add(view.project));
            }
        });
    });
    if room > 0.0 {
        let mut row =
            ui.new_child(UiBuilder::new().max_rect(right).layout(Layout::right_to_left(Align::Center)));
        row.add_space(space::S);
        let choices: Vec<(ColorBy, &str)> =
            ColorBy::ALL.iter().map(|color_by| (*color_by, color_words(*color_by))).collect();
        dropdown(&mut row, "Color by", COLORS, &mut plan.session.color_by, &choices);
    }
}

const fn color_words(color_by: ColorBy) -> &'static str {
    match color_by {
        ColorBy::Runs => "Color: runs by phase",
        ColorBy::Phase => "Color: phase",
        ColorBy::Circuit => "Color: circuit",
        ColorBy::Finding => "Color: finding",
        ColorBy::Nothing => "Color: none",
    }
}

fn tab_ui(
    plan: &mut PlanView,
    ui: &mut Ui,
    sheet: &Sheet,
    tokens: &Tokens,
    view: &ViewContext<'_>,
    out: &mut Requests,
) {
    let front = plan.session.sheet_id() == Some(sheet.id);
    let ink = if front { tokens.text_1 } else { tokens.text_2 };
    let style = if front { TypeStyle::BodyMedium } else { TypeStyle::Body };
    let text = ui.painter().layout_no_wrap(sheet.name.clone(), style.font(), ink);
    let size = vec2(text.size().x + 2.0 * space::L, height::TAB_STRIP);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, front, &sheet.name));
    tab_ground(ui.painter(), rect, TabStand::of(front, response.hovered()), tokens);
    ui.painter().galley(pos2(rect.left() + space::L, rect.center().y - text.size().y / 2.0), text, ink);
    focus_ring(ui, &response, 0, FocusRing::Inside);
    if response.clicked() {
        plan.session.show_sheet(sheet.id);
    }
    if response.double_clicked() {
        out.push(AppRequest::RenameSheet(sheet.id));
    }
    response.context_menu(|ui| menu_ui(ui, sheet, view, out));
}

fn menu_ui(ui: &mut Ui, sheet: &Sheet, view: &ViewContext<'_>, out: &mut Requests) {
    ui.set_width(220.0);
    ui.spacing_mut().item_spacing.y = 0.0;
    if ui.add(MenuRow::new("Rename sheet…").icon(icons::PENCIL_SIMPLE).height(ROW)).clicked() {
        out.push(AppRequest::RenameSheet(sheet.id));
        ui.close();
    }
    if ui.add(MenuRow::new("Duplicate sheet").icon(icons::COPY).height(ROW)).clicked() {
        out.command(sheets::duplicate(view.project, sheet));
        ui.close();
    }
    if ui.add(MenuRow::new("Delete sheet…").icon(icons::TRASH).height(ROW)).clicked() {
        out.push(AppRequest::DeleteSheet(sheet.id));
        ui.close();
    }
    ui.separator();
    if ui.add(MenuRow::new("New sheet").icon(icons::PLUS).height(ROW)).clicked() {
        out.command(sheets::add(view.project));
        ui.close();
    }
}
