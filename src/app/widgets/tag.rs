//! Small boxed words: a tag for a state ("not applied", "frozen") and the dashed box of a proposed slot.

use egui::epaint::CornerRadius;
use egui::{Color32, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::app::theme::{self, PhaseMark, Signal, TypeStyle, height, radius, space};
use crate::app::widgets::{Leg, PHASE_CHIP, dashed_rect, paint_phase_chip};

/// What a tag is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagTone {
    /// Grey, for facts without judgement.
    Plain,
    /// A proposal, not yet part of the project.
    Ghost,
    Severity(Signal),
}

/// Shows a word on a tint.
pub fn tag(ui: &mut Ui, text: &str, tone: TagTone) -> Response {
    let tokens = theme::tokens(ui);
    let (fill, ink) = match tone {
        TagTone::Plain => (tokens.control, tokens.text_2),
        TagTone::Ghost => (tokens.ghost_tint, tokens.ghost),
        TagTone::Severity(signal) => (signal.tint(&tokens), signal.ink(&tokens)),
    };
    let words = ui.painter().layout_no_wrap(text.to_owned(), TypeStyle::Caption.font(), ink);
    let (rect, response) =
        ui.allocate_exact_size(vec2(words.size().x + 2.0 * space::S, height::CHIP), Sense::hover());
    ui.painter().rect_filled(rect, CornerRadius::same(radius::CHIP), fill);
    ui.painter().galley(rect.center() - words.size() / 2.0, words, ink);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    response
}

/// Shows where a circuit would go: slot number and phase in a dashed box of the proposal color.
pub fn ghost_slot(ui: &mut Ui, slot: &str, mark: PhaseMark) -> Response {
    let tokens = theme::tokens(ui);
    let font = TypeStyle::BodySemibold.font();
    let words = ui.painter().layout_no_wrap(slot.to_owned(), font, Color32::PLACEHOLDER);
    let number_room = words.size().x.max(18.0);
    let (rect, response) =
        ui.allocate_exact_size(vec2(space::S + number_room + 6.0 + PHASE_CHIP + 6.0, 22.0), Sense::hover());
    let painter = ui.painter();
    painter.rect_filled(rect, CornerRadius::same(radius::FIELD), tokens.ghost_tint);
    dashed_rect(painter, rect, f32::from(radius::FIELD), tokens.stroke(1.0, tokens.ghost), 3.0, 2.0);
    let right = rect.left() + space::S + number_room;
    let place = pos2(right - words.size().x, rect.center().y - words.size().y / 2.0);
    painter.galley_with_override_text_color(place, words, tokens.ghost);
    let chip = pos2(right + 6.0 + PHASE_CHIP / 2.0, rect.center().y);
    paint_phase_chip(painter, chip, mark, Leg::Ordinary, &tokens);
    let spoken = format!("Proposed slot {slot}, phase {}", mark.letter());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &spoken));
    response
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::app::testing::harness;

    #[test]
    fn a_proposed_slot_is_read_out_with_its_phase() {
        let mut harness = harness((), |ui, ()| {
            tag(ui, "not applied", TagTone::Ghost);
            ghost_slot(ui, "30", PhaseMark::C);
        });
        harness.run();
        assert!(harness.query_by_label("Proposed slot 30, phase C").is_some());
        assert!(harness.query_by_label("not applied").is_some());
    }
}
