//! The letter of a phase on its tint; the high leg of a delta carries a triangle beside it.

use egui::epaint::CornerRadius;
use egui::{Align2, Painter, Rect, Response, Role, Sense, Shape, Stroke, Ui, Vec2, WidgetInfo, pos2, vec2};

use crate::app::theme::{self, PhaseMark, Tokens, TypeStyle, radius};

/// Side of the chip in points.
pub const PHASE_CHIP: f32 = 16.0;

/// Whether the phase is the high leg of a 240 V delta, 208 V to neutral.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Leg {
    #[default]
    Ordinary,
    High,
}

/// Shows the chip of a phase.
pub fn phase_chip(ui: &mut Ui, mark: PhaseMark, leg: Leg) -> Response {
    let width = match leg {
        Leg::Ordinary => PHASE_CHIP,
        Leg::High => PHASE_CHIP + 10.0,
    };
    let (rect, response) = ui.allocate_exact_size(vec2(width, PHASE_CHIP), Sense::hover());
    let name = match leg {
        Leg::Ordinary => format!("Phase {}", mark.letter()),
        Leg::High => format!("Phase {}, high leg", mark.letter()),
    };
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &name));
    paint_phase_chip(
        ui.painter(),
        rect.left_center() + vec2(PHASE_CHIP / 2.0, 0.0),
        mark,
        leg,
        &theme::tokens(ui),
    );
    response
}

/// Draws the chip around `center`; the high-leg triangle stands to the right of it.
pub fn paint_phase_chip(painter: &Painter, center: egui::Pos2, mark: PhaseMark, leg: Leg, tokens: &Tokens) {
    let rect = Rect::from_center_size(center, Vec2::splat(PHASE_CHIP));
    painter.rect_filled(rect, CornerRadius::same(radius::CHIP), mark.tint(tokens));
    let font = TypeStyle::CaptionSemibold.font();
    painter.text(center, Align2::CENTER_CENTER, mark.letter(), font, mark.ink(tokens));
    if leg == Leg::High {
        let x = rect.right() + 6.0;
        let corners =
            vec![pos2(x, center.y - 4.0), pos2(x + 4.0, center.y + 3.0), pos2(x - 4.0, center.y + 3.0)];
        painter.add(Shape::convex_polygon(corners, mark.ink(tokens), Stroke::NONE));
    }
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::app::testing::harness;

    #[test]
    fn a_chip_says_its_phase_and_the_high_leg() {
        let mut harness = harness((), |ui, ()| {
            phase_chip(ui, PhaseMark::A, Leg::Ordinary);
            phase_chip(ui, PhaseMark::B, Leg::High);
        });
        harness.run();
        assert_eq!(harness.get_by_label("Phase A").rect().size(), Vec2::splat(16.0));
        assert!(harness.query_by_label("Phase B, high leg").is_some());
    }
}
