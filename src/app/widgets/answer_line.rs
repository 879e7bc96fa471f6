//! The line that says who answered, how well, and what is proven: one sentence of parts, a note below, an icon before.

use egui::text::{LayoutJob, TextFormat};
use egui::{Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::app::icons;
use crate::app::theme::{self, Signal, TypeStyle, space};
use crate::app::widgets::{IconWeight, icon_at};

/// How sure the answer is; decides the icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerState {
    /// An independent check recomputed it.
    Verified,
    /// Still searching; what stands here is the best so far.
    Searching,
    /// There is no better one, but it is not what was asked for.
    Limited,
    /// No answer.
    Failed,
}

/// One part of the sentence; parts are joined by a middle dot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerPart<'a> {
    Plain(&'a str),
    /// Set in the color of passed checks.
    Good(&'a str),
    /// Set in the color of warnings.
    Caution(&'a str),
}

impl<'a> AnswerPart<'a> {
    fn text(self) -> &'a str {
        match self {
            Self::Plain(text) | Self::Good(text) | Self::Caution(text) => text,
        }
    }
}

/// Shows the answer line; `source` is printed first in medium: "HRM 3 ms".
pub fn answer_line(
    ui: &mut Ui,
    state: AnswerState,
    source: &str,
    parts: &[AnswerPart<'_>],
    note: &str,
) -> Response {
    let tokens = theme::tokens(ui);
    let format = |style: TypeStyle, color| TextFormat {
        font_id: style.font(),
        color,
        line_height: Some(style.line_height()),
        ..Default::default()
    };
    let icon_room = 20.0 + space::M;
    let wrap = (ui.available_width() - icon_room).max(80.0);
    let mut job = LayoutJob { wrap: egui::text::TextWrapping::wrap_at_width(wrap), ..Default::default() };
    if !source.is_empty() {
        job.append(&format!("{source}: "), 0.0, format(TypeStyle::BodySemibold, tokens.text_1));
    }
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            job.append(" · ", 0.0, format(TypeStyle::Body, tokens.text_3));
        }
        let (style, color) = match part {
            AnswerPart::Plain(_) => (TypeStyle::Body, tokens.text_1),
            AnswerPart::Good(_) => (TypeStyle::BodyMedium, tokens.pass),
            AnswerPart::Caution(_) => (TypeStyle::BodyMedium, tokens.warning),
        };
        job.append(part.text(), 0.0, format(style, color));
    }
    let sentence = job.text.clone();
    let line = ui.painter().layout_job(job);
    let below = ui.painter().layout(note.to_owned(), TypeStyle::Caption.font(), tokens.text_3, wrap);
    let note_room = if note.is_empty() { 0.0 } else { below.size().y + 2.0 };
    let size = vec2(ui.available_width(), line.size().y + note_room);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let (glyph, color) = match state {
        AnswerState::Verified => (icons::SEAL_CHECK, tokens.pass),
        AnswerState::Searching => (icons::HOURGLASS, tokens.text_2),
        AnswerState::Limited => (Signal::Info.icon(), tokens.info),
        AnswerState::Failed => (Signal::Error.icon(), tokens.error),
    };
    icon_at(ui.painter(), pos2(rect.left() + 10.0, rect.center().y), glyph, IconWeight::Fill, 20.0, color);
    let text_left = rect.left() + icon_room;
    let below_top = rect.top() + line.size().y + 2.0;
    ui.painter().galley(pos2(text_left, rect.top()), line, tokens.text_1);
    ui.painter().galley(pos2(text_left, below_top), below, tokens.text_3);
    let spoken = if note.is_empty() { sentence } else { format!("{sentence}. {note}") };
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &spoken));
    response
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::app::testing::harness;

    #[test]
    fn the_sentence_is_read_out_whole() {
        let mut harness = harness((), |ui, ()| {
            let parts = [AnswerPart::Plain("0.981 in 3 moves"), AnswerPart::Good("verified")];
            answer_line(ui, AnswerState::Verified, "HRM 3 ms", &parts, "Nothing changes before Accept");
        });
        harness.run();
        let words = "HRM 3 ms: 0.981 in 3 moves · verified. Nothing changes before Accept";
        assert!(harness.query_by_label(words).is_some());
    }
}
