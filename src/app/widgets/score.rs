//! The balance score as a figure, with the icon and the words that say what to think of it.

use egui::{Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::app::theme::{self, Signal, TypeStyle};
use crate::app::widgets::{IconWeight, icon_at};

/// How a score stands to its target.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ScoreState {
    /// At or above the target.
    Reached,
    /// Below it, and moves can reach it.
    Below,
    /// No arrangement reaches the target; the best there is.
    Unreachable { best: f64 },
    /// No target is set, or nothing is loaded.
    Plain,
}

impl ScoreState {
    fn signal(self) -> Option<Signal> {
        match self {
            Self::Reached => Some(Signal::Passed),
            Self::Below => Some(Signal::Warning),
            Self::Unreachable { .. } => Some(Signal::Info),
            Self::Plain => None,
        }
    }

    fn words(self) -> String {
        match self {
            Self::Reached => ", target reached".to_owned(),
            Self::Below => ", below target".to_owned(),
            Self::Unreachable { best } => format!(", best possible here is {best:.3}"),
            Self::Plain => String::new(),
        }
    }
}

/// Shows the figure with three decimals and its icon; nothing else.
pub fn score_figure(ui: &mut Ui, score: f64, state: ScoreState) -> Response {
    let tokens = theme::tokens(ui);
    let ink = match state {
        ScoreState::Below => tokens.warning,
        ScoreState::Reached | ScoreState::Unreachable { .. } | ScoreState::Plain => tokens.text_1,
    };
    let figure = ui.painter().layout_no_wrap(format!("{score:.3}"), TypeStyle::Figure.font(), ink);
    let icon_room = if state.signal().is_some() { 10.0 + 18.0 } else { 0.0 };
    let size = vec2(figure.size().x + icon_room, TypeStyle::Figure.line_height());
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let middle = rect.center().y;
    let width = figure.size().x;
    ui.painter().galley(pos2(rect.left(), middle - figure.size().y / 2.0), figure, ink);
    if let Some(signal) = state.signal() {
        let center = pos2(rect.left() + width + 10.0 + 9.0, middle);
        icon_at(ui.painter(), center, signal.icon(), IconWeight::Fill, 18.0, signal.ink(&tokens));
    }
    let spoken = format!("Score {score:.3}{}", state.words());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &spoken));
    response
}

/// Shows a score as a block: label, figure, formula, and below it the target or why it cannot be reached.
pub fn score_block(
    ui: &mut Ui,
    label: &str,
    score: f64,
    state: ScoreState,
    formula: &str,
    note: &str,
) -> Response {
    let tokens = theme::tokens(ui);
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.label(theme::rich(label, TypeStyle::Caption, tokens.text_2));
        let response = score_figure(ui, score, state);
        ui.label(theme::rich(formula, TypeStyle::Caption, tokens.text_3));
        let note = match state {
            ScoreState::Unreachable { best } => format!("Best possible here is {best:.3}"),
            ScoreState::Reached | ScoreState::Below | ScoreState::Plain => note.to_owned(),
        };
        ui.label(theme::rich(note, TypeStyle::Caption, tokens.text_3));
        response
    })
    .inner
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::app::testing::harness;

    #[test]
    fn a_score_says_how_it_stands() {
        let mut harness = harness((), |ui, ()| {
            score_figure(ui, 0.9813, ScoreState::Reached);
            score_block(
                ui,
                "Balance score",
                0.5511,
                ScoreState::Below,
                "1 − (max − min) / max",
                "target 0.95",
            );
            score_block(
                ui,
                "Score",
                0.4,
                ScoreState::Unreachable { best: 0.4583 },
                "1 − (max − min) / max",
                "",
            );
        });
        harness.run();
        assert!(harness.query_by_label("Score 0.981, target reached").is_some());
        assert!(harness.query_by_label("Score 0.551, below target").is_some());
        assert!(harness.query_by_label("Score 0.400, best possible here is 0.458").is_some());
        assert!(harness.query_by_label("Best possible here is 0.458").is_some());
    }
}
