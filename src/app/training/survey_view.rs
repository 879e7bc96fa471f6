//! What was found in a dataset: its checks, its splits with the hash, and one histogram at a time.

use crate::app::theme::{self, Signal, TypeStyle, space};
use crate::app::widgets::{IconWeight, dropdown, icon_at, section_label, text_in};
use crate::units::grouped;
use crate::workbench::lab::{Histogram, LabTask, Survey};
use egui::{Align, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// Height of a bar of a histogram with its name.
const BAR: f32 = 18.0;
/// Width of the names, and of the counts.
const NAME: f32 = 76.0;
const COUNT: f32 = 44.0;

/// Draws checks, splits and a histogram; `at` is the one that is chosen.
pub(super) fn survey_ui(ui: &mut Ui, task: &LabTask, survey: &Survey, at: &mut usize) {
    section_label(ui, "Checks", "");
    let leaks = &survey.leaks;
    let clean = |count: usize| if count == 0 { Signal::Passed } else { Signal::Error };
    check_ui(ui, clean(leaks.duplicates), &format!("{} duplicates across the splits", leaks.duplicates));
    check_ui(ui, clean(leaks.copies), &format!("{} copies by rotation or order", leaks.copies));
    let repeated = grouped(leaks.repeated as f64, 0);
    let signal = if leaks.repeated == 0 { Signal::Passed } else { Signal::Info };
    check_ui(ui, signal, &format!("{repeated} repeated within what is learned from"));
    let words = format!("{} {}", grouped(survey.impossible as f64, 0), task.impossible);
    check_ui(ui, Signal::Info, &words);
    ui.add_space(space::S);
    for (name, count) in &survey.splits {
        fact_ui(ui, name, &grouped(*count as f64, 0), false);
    }
    fact_ui(ui, "Hash", &short_hash(&survey.sha256), true)
        .on_hover_text(format!("SHA-256 {}", survey.sha256));
    ui.add_space(space::M);
    let all: Vec<&Histogram> = survey.histograms.iter().chain([&survey.classes]).collect();
    let names: Vec<(usize, &str)> =
        all.iter().map(|histogram| histogram.title.as_str()).enumerate().collect();
    section_label(ui, "Distribution", "of what is learned from");
    let width = ui.available_width();
    dropdown(ui, "Distribution", width, at, &names);
    if let Some(histogram) = all.get(*at) {
        histogram_ui(ui, histogram);
    }
}

/// Returns a hash as the picture has it: its ends.
pub(super) fn short_hash(sha256: &str) -> String {
    match (sha256.get(..4), sha256.get(sha256.len().saturating_sub(2)..)) {
        (Some(head), Some(tail)) if sha256.len() > 8 => format!("{head}…{tail}"),
        _ => sha256.to_owned(),
    }
}

fn check_ui(ui: &mut Ui, signal: Signal, words: &str) {
    let tokens = theme::tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 22.0), Sense::hover());
    let middle = pos2(rect.left() + 8.0, rect.center().y);
    icon_at(ui.painter(), middle, signal.icon(), IconWeight::Fill, 14.0, signal.ink(&tokens));
    let room = rect.with_min_x(rect.left() + 24.0);
    text_in(ui.painter(), room, Align::Min, words, TypeStyle::Body.font(), tokens.text_1);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    response.on_hover_text(words);
}

/// Draws a name with its value at the right.
pub(super) fn fact_ui(ui: &mut Ui, name: &str, value: &str, mono: bool) -> egui::Response {
    let tokens = theme::tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 22.0), Sense::hover());
    text_in(ui.painter(), rect, Align::Min, name, TypeStyle::Body.font(), tokens.text_2);
    let style = if mono { TypeStyle::Mono } else { TypeStyle::Body };
    text_in(ui.painter(), rect, Align::Max, value, style.font(), tokens.text_1);
    let spoken = format!("{name} {value}");
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &spoken));
    response
}

fn histogram_ui(ui: &mut Ui, histogram: &Histogram) {
    let tokens = theme::tokens(ui);
    let most = histogram.bars.iter().map(|(_, count)| *count).max().unwrap_or(1).max(1);
    let size = vec2(ui.available_width(), BAR * histogram.bars.len() as f32);
    let (room, response) = ui.allocate_exact_size(size, Sense::hover());
    let small = || TypeStyle::Small.font();
    for (at, (name, count)) in histogram.bars.iter().enumerate() {
        let row = Rect::from_min_size(room.min + vec2(0.0, at as f32 * BAR), vec2(room.width(), BAR));
        let label = row.with_max_x(row.left() + NAME);
        text_in(ui.painter(), label, Align::Min, name, small(), tokens.text_2);
        let words = grouped(*count as f64, 0);
        text_in(ui.painter(), row, Align::Max, &words, small(), tokens.text_1);
        let width = (row.width() - NAME - COUNT) * *count as f32 / most as f32;
        let bar =
            Rect::from_min_size(pos2(row.left() + NAME, row.top() + 4.0), vec2(width.max(1.0), BAR - 8.0));
        ui.painter().rect_filled(bar, 2, tokens.n_fill);
    }
    let bars = histogram.bars.iter().map(|(name, count)| format!("{name} {count}"));
    let spoken = format!("{}: {}", histogram.title, bars.collect::<Vec<_>>().join(", "));
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &spoken));
}
