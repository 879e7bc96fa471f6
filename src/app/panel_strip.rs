//! The strip of panelboards: each is a document tab, the one in front has a mark at its upper edge.

use crate::app::icons;
use crate::app::review::signal_of;
use crate::app::theme::{TypeStyle, height, space};
use crate::app::view_context::{AppRequest, DraggedCircuits, Requests, ViewContext};
use crate::app::widgets::{FocusRing, IconButton, IconWeight, TabStand, focus_ring, icon_at, tab_ground};
use crate::workbench::Action;
use egui::{Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// Draws the strip, 32 high.
pub(in crate::app) fn panel_strip_ui(ui: &mut Ui, view: &ViewContext<'_>, out: &mut Requests) {
    let tokens = view.tokens;
    let strip = ui.max_rect();
    ui.painter().hline(strip.x_range(), strip.bottom() - 0.5, tokens.edge());
    ui.spacing_mut().item_spacing = egui::Vec2::ZERO;
    egui::ScrollArea::horizontal().id_salt("panel strip").auto_shrink([false, false]).show(ui, |ui| {
        ui.horizontal(|ui| {
            for panel in view.project.panels() {
                let front = view.panel == Some(panel.id);
                let ink = if front { tokens.text_1 } else { tokens.text_2 };
                let style = if front { TypeStyle::BodyMedium } else { TypeStyle::Body };
                let text = ui.painter().layout_no_wrap(panel.name.clone(), style.font(), ink);
                let tally = view.workbench.findings().and_then(|checked| checked.of_panel(panel.id));
                let worst =
                    tally.and_then(|tally| Some((tally, tally.worst().filter(|kind| kind.is_open())?)));
                let badge = worst.map(|(tally, kind)| {
                    let open = tally.kinds().filter(|(kind, _)| kind.is_open()).map(|(_, count)| count);
                    let count = open.sum::<usize>().to_string();
                    let count =
                        ui.painter().layout_no_wrap(count, TypeStyle::CaptionSemibold.font(), tokens.text_2);
                    (signal_of(kind), count)
                });
                let room = badge.as_ref().map_or(0.0, |(_, count)| space::S + 16.0 + count.size().x);
                let size = vec2(text.size().x + room + 2.0 * space::L, height::TAB_STRIP);
                let (rect, response) = ui.allocate_exact_size(size, Sense::click());
                response.widget_info(|| WidgetInfo::selected(Role::Tab, true, front, &panel.name));
                tab_ground(ui.painter(), rect, TabStand::of(front, response.hovered()), tokens);
                if let Some((signal, count)) = badge {
                    let right = rect.right() - space::L - count.size().x;
                    let at = pos2(right - 9.0, rect.center().y);
                    icon_at(ui.painter(), at, signal.icon(), IconWeight::Fill, 12.0, signal.ink(tokens));
                    let place = pos2(right, rect.center().y - count.size().y / 2.0);
                    ui.painter().galley(place, count, tokens.text_2);
                }
                ui.painter().galley(
                    pos2(rect.left() + space::L, rect.center().y - text.size().y / 2.0),
                    text,
                    ink,
                );
                let carried = response.dnd_hover_payload::<DraggedCircuits>();
                if carried.is_some_and(|carried| carried.from != panel.id) {
                    let edge = tokens.stroke(1.0, tokens.select_line);
                    ui.painter().rect_stroke(rect.shrink(1.0), 0.0, edge, egui::StrokeKind::Inside);
                }
                if let Some(dropped) = response.dnd_release_payload::<DraggedCircuits>()
                    && dropped.from != panel.id
                {
                    out.push(AppRequest::Transfer(dropped.as_ref().clone(), panel.id));
                }
                focus_ring(ui, &response, 0, FocusRing::Inside);
                if front && !ui.is_rect_visible(rect) {
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    out.push(AppRequest::ShowPanel(panel.id));
                }
                if response.double_clicked() {
                    out.action(Action::PanelProperties);
                }
                let location =
                    if panel.location.is_empty() { String::new() } else { format!(" · {}", panel.location) };
                let found = tally.map(|tally| format!("\n{}", tally.words())).unwrap_or_default();
                response.on_hover_text(format!("{}{location}{found}", panel.system.label()));
            }
            ui.add_space(space::XS);
            let new_panel = IconButton::new(icons::PLUS, Action::NewPanel.label()).size(28.0);
            if ui.add(new_panel).clicked() {
                out.action(Action::NewPanel);
            }
        });
    });
}
