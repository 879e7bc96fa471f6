//! The status bar: saved or not, project, place of the cursor, and the way to everything else.

use crate::app::icons;
use crate::app::theme::{self, Tokens, TypeStyle, space};
use crate::app::view_context::{CursorPlace, Requests, ViewContext};
use crate::app::widgets::{FocusRing, IconWeight, focus_ring, icon_at};
use crate::workbench::Action;
use egui::{Align, Layout, Role, Sense, Ui, WidgetInfo, vec2};

/// Draws the status bar; `view` is `None` while no project is open.
pub(in crate::app) fn status_bar_ui(
    ui: &mut Ui,
    tokens: &Tokens,
    view: Option<&ViewContext<'_>>,
    place: &CursorPlace,
    out: &mut Requests,
) {
    let bar = ui.max_rect();
    ui.painter().hline(bar.x_range(), bar.top() + 0.5, tokens.edge());
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        ui.add_space(space::M);
        match view {
            None => {
                words(ui, "No project open", tokens);
            }
            Some(view) => project_ui(ui, tokens, view, place),
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(space::M);
            if invitation(ui, tokens) {
                out.action(Action::Palette);
            }
        });
    });
}

fn project_ui(ui: &mut Ui, tokens: &Tokens, view: &ViewContext<'_>, place: &CursorPlace) {
    let modified = view.workbench.document().is_some_and(crate::document::Document::is_modified);
    let (glyph, ink, state) = if modified {
        (icons::PENCIL_SIMPLE, tokens.text_2, "Not saved")
    } else {
        (icons::CHECK_CIRCLE, tokens.pass, "Saved")
    };
    let (_, rect) = ui.allocate_space(vec2(14.0, 14.0));
    icon_at(ui.painter(), rect.center(), glyph, IconWeight::Fill, 14.0, ink);
    words(ui, state, tokens);
    separator(ui, tokens);
    words(ui, &view.project.info().name, tokens);
    if let Some(panel) = view.panel.and_then(|id| view.project.panel(id)) {
        separator(ui, tokens);
        match place.slot {
            Some(slot) => words(ui, &format!("{} / ckt {slot}", panel.name), tokens),
            None => words(ui, &panel.name, tokens),
        }
    }
}

fn words(ui: &mut Ui, text: &str, tokens: &Tokens) {
    ui.label(theme::rich(text, TypeStyle::Small, tokens.text_2));
}

fn separator(ui: &mut Ui, tokens: &Tokens) {
    let (_, rect) = ui.allocate_space(vec2(1.0, 12.0));
    ui.painter().vline(rect.center().x, rect.y_range(), tokens.edge());
}

/// Draws the invitation and returns whether it was pressed.
fn invitation(ui: &mut Ui, tokens: &Tokens) -> bool {
    let text = "Press Ctrl+K for everything";
    let galley = ui.painter().layout_no_wrap(text.to_owned(), TypeStyle::Small.font(), tokens.text_2);
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, text));
    let ink = if response.hovered() { tokens.text_1 } else { tokens.text_2 };
    ui.painter().galley_with_override_text_color(rect.min, galley, ink);
    focus_ring(ui, &response, 2, FocusRing::Outside);
    response.clicked()
}
