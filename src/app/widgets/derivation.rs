//! How a number came about, one step a row.

use crate::app::theme::{self, TypeStyle, space};
use crate::app::widgets::{Column, table_head, text_in};
use crate::engineering::Step;
use egui::{Align, Rect, Role, Sense, Ui, WidgetInfo, vec2};

/// Draws the steps of a derivation as a table: step, arithmetic, result, section. Notes take the room of all three.
pub fn derivation(ui: &mut Ui, steps: &[Step]) {
    let tokens = theme::tokens(ui);
    let columns = [
        Column { head: "Step", width: 150.0, align: Align::Min },
        Column { head: "Arithmetic", width: f32::INFINITY, align: Align::Min },
        Column { head: "Result", width: 190.0, align: Align::Max },
        Column { head: "Section", width: 168.0, align: Align::Max },
    ];
    let spans = table_head(ui, &columns, space::S, space::M);
    for step in steps {
        let section = step.citation.map(|citation| citation.section).unwrap_or_default();
        let style = if step.is_note() { TypeStyle::Small } else { TypeStyle::Body };
        let place = |n: usize| spans.get(n).copied().unwrap_or(egui::Rangef::NOTHING);
        // A note has no result: it takes the room of all three.
        let inputs = if step.is_note() { egui::Rangef::new(place(1).min, place(3).max) } else { place(1) };
        let ink = if step.is_note() { tokens.text_2 } else { tokens.text_1 };
        let galley = ui.painter().layout(step.inputs.clone(), style.font(), ink, inputs.span().max(40.0));
        let height = (galley.size().y + 8.0).max(24.0);
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        let spoken = format!("{}: {} = {}", step.what, step.inputs, step.result);
        let spoken = spoken.trim_end_matches(" = ").to_owned();
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &spoken));
        let line = |n: usize| Rect::from_x_y_ranges(place(n), rect.top()..=rect.top() + 24.0);
        let painter = ui.painter();
        text_in(painter, line(0), Align::Min, &step.what, style.font(), tokens.text_2);
        painter.galley(egui::pos2(inputs.min, rect.top() + 4.0), galley, ink);
        text_in(painter, line(2), Align::Max, &step.result, TypeStyle::BodyMedium.font(), tokens.text_1);
        text_in(painter, line(3), Align::Max, section, TypeStyle::Small.font(), tokens.text_3);
        painter.hline(rect.x_range(), rect.bottom() - 0.5, tokens.hairline());
    }
}
