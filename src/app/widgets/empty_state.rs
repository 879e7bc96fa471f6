//! What a pane shows when it has nothing: title, one sentence, one button, at the top left where content will start.

use egui::{Label, Ui};

use crate::app::theme::{self, TypeStyle, space};
use crate::app::widgets::Button;

/// Shows an empty pane and returns whether its button was pressed.
pub fn empty_state(ui: &mut Ui, title: &str, sentence: &str, action: Option<&str>) -> bool {
    let tokens = theme::tokens(ui);
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        ui.label(theme::rich(title, TypeStyle::BodySemibold, tokens.text_1));
        ui.add(Label::new(theme::rich(sentence, TypeStyle::Small, tokens.text_2)).wrap());
        ui.add_space(space::XS);
        action.is_some_and(|action| ui.add(Button::plain(action)).clicked())
    })
    .inner
}

/// Shows the line that stands where filters hide everything, and returns whether Clear was pressed.
pub fn filtered_empty(ui: &mut Ui, hidden: usize) -> bool {
    let tokens = theme::tokens(ui);
    ui.horizontal(|ui| {
        let words = format!("0 shown, {hidden} hidden by filters");
        ui.label(theme::rich(words, TypeStyle::Body, tokens.text_2));
        ui.add(Button::bare("Clear filters")).clicked()
    })
    .inner
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::app::testing::harness;

    #[test]
    fn the_button_and_the_count_are_there() {
        let mut harness = harness((0, 0), |ui, (imports, clears)| {
            let sentence = "Type in slot 1 or paste rows from a spreadsheet.";
            *imports += u32::from(empty_state(ui, "No circuits yet", sentence, Some("Import CSV…")));
            *clears += u32::from(filtered_empty(ui, 9));
        });
        harness.get_by_label("Import CSV…").click();
        harness.run();
        harness.get_by_label("Clear filters").click();
        harness.run();
        assert_eq!(*harness.state(), (1, 1));
        assert!(harness.query_by_label("0 shown, 9 hidden by filters").is_some());
    }
}
