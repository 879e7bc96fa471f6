//! The left column: everything that is pressed or typed into.

use egui::{Frame, Margin, Sense, Ui, vec2};

use crate::app::icons;
use crate::app::logo::paint_logo;
use crate::app::theme::{self, PhaseMark, TypeStyle};
use crate::app::widgets::gallery::{GOALS, Gallery, METRICS};
use crate::app::widgets::{
    Button, Checkbox, FocusRing, IconButton, MenuRow, NumberField, TagTone, TextField, dropdown, ghost_slot,
    key_chip, paint_focus_ring, section_label, segmented, tag,
};

pub fn show(ui: &mut Ui, state: &mut Gallery) {
    let tokens = theme::tokens(ui);
    ui.horizontal(|ui| {
        let (mark, _) = ui.allocate_exact_size(vec2(24.0, 24.0), Sense::hover());
        paint_logo(ui.painter(), mark, tokens.text_1);
        ui.label(theme::rich("States", TypeStyle::Heading, tokens.text_1));
    });
    section_label(ui, "Buttons", "one primary per surface");
    ui.horizontal(|ui| {
        ui.add(Button::primary("Balance…").icon(icons::SCALES).keys("Ctrl B"));
        ui.add(Button::primary("Accept"));
        ui.add(Button::primary("Off").enabled(false)).on_hover_text("Nothing to accept");
    });
    ui.horizontal(|ui| {
        ui.add(Button::plain("Cancel").keys("Esc"));
        ui.add(Button::plain("Set baseline").icon(icons::FLAG));
        ui.add(Button::plain("Sign-off…").icon(icons::SEAL_CHECK).enabled(false));
    });
    ui.horizontal(|ui| {
        ui.add(Button::bare("Next equal plan").icon(icons::ARROWS_CLOCKWISE));
        ui.add(Button::bare("Show on plan").icon(icons::EYE));
        ui.add(Button::bare("Off").enabled(false));
    });
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        ui.add(IconButton::new(icons::ARROW_COUNTER_CLOCKWISE, "Undo").keys("Ctrl+Z"));
        ui.add(IconButton::new(icons::ARROW_CLOCKWISE, "Redo").enabled(false));
        ui.add(IconButton::new(icons::LOCK_SIMPLE, "Lock circuit").toggled(true));
        ui.add(IconButton::new(icons::EYE, "Show layer").toggled(false));
        ui.add(IconButton::new(icons::COLUMNS, "Columns"));
        ui.add(IconButton::new(icons::DOTS_THREE, "More"));
        ui.add(IconButton::new(icons::CURSOR_CLICK, "Select").size(32.0).icon_size(18.0).toggled(true));
    });
    ui.add_space(8.0);
    section_label(ui, "Fields", "");
    ui.horizontal(|ui| {
        ui.label("Goal");
        segmented(ui, &mut state.goal, &GOALS);
    });
    ui.horizontal(|ui| {
        ui.label("Target");
        NumberField::new(&mut state.target, "Target").decimals(2).range(0.0..=1.0).step(0.01).show(ui);
        ui.label("Metric");
        dropdown(ui, "Metric", 170.0, &mut state.metric, &METRICS);
    });
    ui.horizontal(|ui| {
        ui.add(TextField::new(&mut state.text, "Panel name").width(100.0));
        let mut empty = String::new();
        ui.add(TextField::new(&mut empty, "Search").hint("Search or run a command").width(170.0));
        ui.add(
            TextField::new(&mut state.invalid, "Trip")
                .mono()
                .right_aligned()
                .width(70.0)
                .error(Some("Not a number")),
        );
        let mut off = "0.95".to_owned();
        ui.add(TextField::new(&mut off, "Off").right_aligned().width(60.0).enabled(false));
    });
    let [locked, groups, issued, off] = &mut state.keep;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 20.0;
        ui.add(Checkbox::new(locked, "Keep locked (1)"));
        ui.add(Checkbox::new(groups, "Keep groups together"));
    });
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 20.0;
        ui.add(Checkbox::new(issued, "Keep issued numbers"));
        ui.add(Checkbox::new(off, "Off").enabled(false));
    });
    ui.add_space(8.0);
    section_label(ui, "Focus, keys, tags", "");
    ui.horizontal(|ui| {
        for keys in ["↑", "Enter", "Tab", "F1", "Ctrl K"] {
            key_chip(ui, keys);
        }
        tag(ui, "not applied", TagTone::Ghost);
        tag(ui, "frozen", TagTone::Plain);
        ghost_slot(ui, "30", PhaseMark::C);
        ghost_slot(ui, "7", PhaseMark::B);
    });
    ui.horizontal(|ui| {
        ui.add_space(4.0);
        let (rect, _) = ui.allocate_exact_size(vec2(64.0, 28.0), Sense::hover());
        ui.painter().rect_filled(rect, 5, tokens.control);
        paint_focus_ring(ui.painter(), rect, 5, FocusRing::Outside, &tokens);
        ui.add_space(12.0);
        let (rect, _) = ui.allocate_exact_size(vec2(64.0, 24.0), Sense::hover());
        ui.painter().rect_filled(rect, 0, PhaseMark::A.tint(&tokens));
        paint_focus_ring(ui.painter(), rect, 2, FocusRing::Inside, &tokens);
    });
    ui.add_space(8.0);
    section_label(ui, "Menu", "");
    Frame::NONE
        .fill(tokens.raised)
        .stroke(tokens.edge())
        .corner_radius(6)
        .inner_margin(Margin::same(4))
        .show(ui, |ui| {
            ui.set_width(260.0);
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.add(MenuRow::new("New project…").icon(icons::FILE_PLUS).keys("Ctrl+N"));
            ui.add(MenuRow::new("Save as…").icon(icons::FLOPPY_DISK).keys("Ctrl+Shift+S"));
            ui.add(MenuRow::new("Paste").icon(icons::CLIPBOARD_TEXT).keys("Ctrl+V").enabled(false));
            ui.add(MenuRow::new("High contrast").checked(true));
        });
}
