//! What is shown: a chip for each kind with its count, grouping, search; below the list how many are hidden.

use crate::app::review::signal_of;
use crate::app::theme::{self, Signal, TypeStyle, space};
use crate::app::widgets::{Button, TextField, dropdown, key_chip, segmented, severity_filter};
use crate::rules::BaselineTally;
use crate::workbench::findings::{Checked, FindingKind, FindingsList, Grouping, SinceFilter};
use egui::{Align, Frame, Layout, Margin, Ui};

/// Height of the line below the list.
pub(super) const FOOT: f32 = 36.0;

/// Draws the chips, the grouping and the search field.
pub(super) fn filters_ui(ui: &mut Ui, list: &mut FindingsList, checked: &Checked) {
    let tokens = theme::tokens(ui);
    let shown = Frame::NONE.inner_margin(Margin::symmetric(16, 8)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing = egui::vec2(6.0, 6.0);
        ui.horizontal_wrapped(|ui| {
            for kind in FindingKind::ALL {
                let mut on = list.shows(*kind);
                if severity_filter(ui, signal_of(*kind), checked.tally.of(*kind), &mut on).changed() {
                    list.toggle(*kind);
                }
            }
            let mut on = list.shows_passed();
            if severity_filter(ui, Signal::Passed, checked.report.counts.passed, &mut on).changed() {
                list.toggle_passed();
            }
        });
        if let Some(tally) = &checked.report.baseline {
            baseline_ui(ui, list, tally);
        }
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            let mut words = list.search().to_owned();
            let width = (ui.available_width() - 190.0).max(120.0);
            let field = TextField::new(&mut words, "Find in findings").hint("Rule, section, object, words");
            if ui.add(field.width(width)).changed() {
                list.search_for(words);
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let mut grouping = list.grouping();
                let choices = [
                    (Grouping::Severity, "Group: severity"),
                    (Grouping::Rule, "Group: rule"),
                    (Grouping::Panel, "Group: panel"),
                ];
                if dropdown(ui, "Group findings by", 168.0, &mut grouping, &choices).changed() {
                    list.group_by(grouping);
                }
            });
        });
    });
    let rect = shown.response.rect;
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.edge());
}

/// The findings by how they stand to the baseline.
fn baseline_ui(ui: &mut Ui, list: &mut FindingsList, tally: &BaselineTally) {
    let mut since = list.since();
    let names: Vec<(Option<SinceFilter>, String)> = (SinceFilter::ALL.iter())
        .map(|filter| (Some(*filter), format!("{} {}", capital(filter.name()), filter.count(tally))))
        .collect();
    let choices: Vec<(Option<SinceFilter>, &str)> =
        [(None, "All")].into_iter().chain(names.iter().map(|(f, words)| (*f, words.as_str()))).collect();
    ui.add_space(6.0);
    if segmented(ui, &mut since, &choices).changed() {
        list.show_since(since);
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Draws the line below the list: how many are shown and hidden, and the keys.
pub(super) fn foot_ui(ui: &mut Ui, list: &mut FindingsList) {
    let tokens = theme::tokens(ui);
    let rect = ui.max_rect();
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, tokens.edge());
    let row = rect.shrink2(egui::vec2(space::L, 0.0));
    let mut row =
        ui.new_child(egui::UiBuilder::new().max_rect(row).layout(Layout::left_to_right(Align::Center)));
    let counts = list.counts();
    row.label(theme::rich(counts.words(), TypeStyle::Small, tokens.text_2));
    if counts.hidden > 0 && row.add(Button::bare("Clear filters")).clicked() {
        list.clear_filters();
    }
    row.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        if ui.available_width() < 220.0 {
            return;
        }
        for (keys, words) in [(&["F"][..], "fix"), (&["W"], "waive"), (&["J", "K"], "next, previous")] {
            ui.label(theme::rich(words, TypeStyle::Small, tokens.text_2));
            for key in keys.iter().rev() {
                key_chip(ui, key);
            }
            ui.add_space(space::S);
        }
    });
}
