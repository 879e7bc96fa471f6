//! The quiet line above the foot: what is proposed for this panelboard, with the ways to accept, dismiss and look closer.

use crate::app::help::mark;
use crate::app::icons;
use crate::app::theme::{Tokens, TypeStyle, height, space};
use crate::app::view_context::Requests;
use crate::app::widgets::{Button, IconWeight, icon_at};
use crate::workbench::Action;
use crate::workbench::help::TopicId;
use crate::workbench::live::LiveLine;
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align, Layout, Rangef, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

/// In a lower pane the rows come first; the ghosts and the status bar still tell of the proposal.
const LOW: f32 = 560.0;

/// Returns the height of the line in a pane of this height.
pub fn height_in(pane: f32) -> f32 {
    if pane < LOW { 0.0 } else { height::TAB_STRIP }
}

/// Draws the line over its rectangle, its words under the sheet.
pub fn strip_ui(
    ui: &mut Ui,
    rect: Rect,
    sheet: Rangef,
    line: &LiveLine,
    tokens: &Tokens,
    out: &mut Requests,
) {
    ui.painter().rect_filled(rect, 0.0, tokens.panel);
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, tokens.edge());
    mark(ui, rect, TopicId::LiveProposal);
    let inner = Rect::from_x_y_ranges(sheet, rect.y_range()).shrink2(vec2(space::PANEL_INSET, 0.0));
    let layout = Layout::right_to_left(Align::Center);
    let mut ui = ui.new_child(UiBuilder::new().max_rect(inner).layout(layout).id_salt("live line"));
    ui.spacing_mut().item_spacing.x = space::S;
    if line.fresh && ui.add(Button::bare("Details…")).on_hover_text(Action::Balance.tooltip()).clicked() {
        out.action(Action::Balance);
    }
    if line.open {
        for (action, words, plain) in
            [(Action::DismissProposal, "Dismiss", false), (Action::AcceptProposal, "Accept", true)]
        {
            let keys = action.shortcut().map(|keys| keys.to_string()).unwrap_or_default();
            let button = if plain { Button::plain(words) } else { Button::bare(words) };
            if ui.add(button.keys(&keys)).on_hover_text(action.tooltip()).clicked() {
                out.action(action);
            }
        }
    }
    let room = vec2(ui.available_width(), rect.height());
    let (place, response) = ui.allocate_exact_size(room, Sense::hover());
    let ink = if line.open { tokens.ghost } else { tokens.text_3 };
    let icon = pos2(place.left() + 8.0, place.center().y);
    icon_at(ui.painter(), icon, icons::SPARKLE, IconWeight::Outline, 16.0, ink);
    let words = place.with_min_x(place.left() + 16.0 + space::ICON_TO_TEXT);
    let job = sentence(line, words.width(), tokens);
    let spoken = job.text.clone();
    let galley = ui.painter().layout_job(job);
    ui.painter().galley(pos2(words.left(), words.center().y - galley.size().y / 2.0), galley, ink);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &spoken));
    if !line.moves.is_empty() {
        response.on_hover_text(format!("Moves: {}\n{spoken}", line.moves));
    } else if !line.beside.is_empty() {
        response.on_hover_text(spoken);
    }
}

fn sentence(line: &LiveLine, width: f32, tokens: &Tokens) -> LayoutJob {
    let wrap = TextWrapping::truncate_at_width(width.max(0.0));
    let mut job = LayoutJob { wrap, break_on_newline: false, ..LayoutJob::default() };
    let mut part = |text: &str, style: TypeStyle, color| {
        job.append(text, 0.0, TextFormat { font_id: style.font(), color, ..TextFormat::default() });
    };
    let ink = match (line.open, line.fresh) {
        (true, _) => tokens.ghost,
        (false, true) => tokens.text_2,
        (false, false) => tokens.text_3,
    };
    part(&line.text, TypeStyle::BodyMedium, ink);
    if line.verified {
        part(" · ", TypeStyle::Body, tokens.text_3);
        part("verified", TypeStyle::Body, tokens.pass);
    }
    if !line.fresh {
        part(" · thinking", TypeStyle::Body, tokens.text_3);
    }
    if !line.beside.is_empty() {
        part(" · ", TypeStyle::Body, tokens.text_3);
        part(&line.beside, TypeStyle::Body, tokens.text_3);
    }
    job
}
