//! One row of the palette: icon, words with the typed letters marked, remark, keys.

use crate::app::action_icons::action_icon;
use crate::app::icons;
use crate::app::theme::{Tokens, TypeStyle, height, radius, space};
use crate::app::widgets::{IconWeight, KeyChipGround, icon_at, key_chip_size, paint_key_chip, text_in};
use crate::domain::EntityId;
use crate::workbench::palette::{Entry, Target};
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align, Color32, CornerRadius, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// Height of an entry.
pub const ROW: f32 = height::MENU_ROW;
/// Height of a caption.
pub const CAPTION: f32 = 28.0;
/// Keys stand in a column of their own, so that remarks end on one line.
const KEYS: f32 = 44.0;

/// Draws the words above a group.
pub fn caption_ui(ui: &Ui, tokens: &Tokens, rect: Rect, words: &str) {
    let place = rect.shrink2(vec2(space::L, 0.0)).translate(vec2(0.0, 2.0));
    text_in(ui.painter(), place, Align::Min, words, TypeStyle::Caption.font(), tokens.text_2);
}

/// Draws an entry.
pub fn row_ui(
    ui: &Ui,
    tokens: &Tokens,
    rect: Rect,
    entry: &Entry,
    letters: &[usize],
    chosen: bool,
) -> Response {
    let response = ui.interact(rect, ui.scope_id().with(rect.top().to_bits()), Sense::click());
    let live = entry.refusal.is_none();
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, live, chosen, &entry.words));
    let painter = ui.painter();
    if chosen {
        let ground = rect.shrink2(vec2(space::S, 0.0));
        painter.rect_filled(ground, CornerRadius::same(radius::FIELD), tokens.select);
        if tokens.stroke_extra > 0.0 {
            let edge = tokens.stroke(1.0, tokens.select_line);
            painter.rect_stroke(ground, CornerRadius::same(radius::FIELD), edge, egui::StrokeKind::Inside);
        }
    }
    let (ink, soft) = if live { (tokens.text_1, tokens.text_2) } else { (tokens.text_off, tokens.text_off) };
    let icon = pos2(rect.left() + space::XXL, rect.center().y);
    icon_at(painter, icon, entry_icon(entry), IconWeight::Outline, 16.0, soft);
    let inner = rect.with_min_x(rect.left() + 44.0).with_max_x(rect.right() - space::L);
    let mut end = inner.right() - KEYS - space::S;
    if !entry.keys.is_empty() {
        let keys = entry.keys.as_str();
        let size = key_chip_size(painter, keys);
        let chip = Rect::from_min_size(pos2(inner.right() - size.x, rect.center().y - size.y / 2.0), size);
        paint_key_chip(painter, chip, keys, KeyChipGround::Plain, tokens);
        end = end.min(chip.left() - space::S);
    }
    let words = marked(entry, letters, ink, tokens, end - inner.left());
    let galley = painter.layout_job(words);
    let words_end = inner.left() + galley.size().x;
    painter.galley(pos2(inner.left(), rect.center().y - galley.size().y / 2.0), galley, ink);
    let remark = entry.refusal.as_deref().unwrap_or(&entry.remark);
    let place = Rect::from_x_y_ranges(words_end + space::XL..=end, rect.y_range());
    // A remark of two letters and dots says nothing.
    if place.width() > 40.0 {
        let ink = if live { tokens.text_2 } else { tokens.text_3 };
        text_in(painter, place, Align::Max, remark, TypeStyle::Small.font(), ink);
    }
    response
}

/// Lays the words out with the typed letters semibold and underlined.
fn marked(entry: &Entry, letters: &[usize], ink: Color32, tokens: &Tokens, room: f32) -> LayoutJob {
    let mut job = LayoutJob { wrap: TextWrapping::truncate_at_width(room.max(60.0)), ..LayoutJob::default() };
    let mut run = String::new();
    let mut run_hit = false;
    let mut push = |run: &mut String, hit: bool| {
        let style = if hit { TypeStyle::BodySemibold } else { TypeStyle::Body };
        let underline = if hit { tokens.stroke(1.5, ink) } else { egui::Stroke::NONE };
        job.append(
            run,
            0.0,
            TextFormat { font_id: style.font(), color: ink, underline, ..TextFormat::default() },
        );
        run.clear();
    };
    for (at, letter) in entry.words.chars().enumerate() {
        let hit = letters.binary_search(&at).is_ok();
        if hit != run_hit && !run.is_empty() {
            push(&mut run, run_hit);
        }
        run_hit = hit;
        run.push(letter);
    }
    push(&mut run, run_hit);
    job
}

const fn entry_icon(entry: &Entry) -> &'static str {
    match &entry.target {
        Target::Action(action) => action_icon(*action),
        Target::Panel(_) => icons::TABLE,
        Target::Circuit(..) => icons::HASH,
        Target::Space(..) => icons::CIRCLE,
        Target::Feed(EntityId::Service) => icons::LIGHTNING,
        Target::Feed(_) => icons::TREE_STRUCTURE,
        Target::OnPlan(_) => icons::BLUEPRINT,
        Target::Recent(_) => icons::FILE,
        Target::Sample(_) => icons::COPY,
    }
}
