//! The head of the review: project, edition, rules, file, program, and what the verdicts add up to.

use crate::app::theme::{self, TypeStyle, space};
use crate::app::view_context::ViewContext;
use crate::app::widgets::text_in;
use crate::units::grouped;
use crate::workbench::findings::Checked;
use egui::{Align, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// Height of the head.
const HEAD: f32 = 64.0;

/// Draws the head.
pub(super) fn header_ui(ui: &mut Ui, view: &ViewContext<'_>, checked: &Checked) {
    let tokens = theme::tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), HEAD), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.edge());
    let inner = rect.shrink2(vec2(space::L, 0.0));
    let line = |top: f32, height: f32| {
        Rect::from_min_size(pos2(inner.left(), rect.top() + top), vec2(inner.width(), height))
    };
    let title = &view.project.info().name;
    let state = state_words(view, checked);
    let painter = ui.painter();
    let right =
        text_in(painter, line(12.0, 20.0), Align::Max, &state, TypeStyle::Small.font(), tokens.text_3);
    let name = line(12.0, 22.0).with_max_x(right.left() - space::M);
    text_in(painter, name, Align::Min, title, TypeStyle::Title.font(), tokens.text_1);
    let facts = facts(view, checked);
    text_in(painter, line(34.0, 18.0), Align::Min, &facts, TypeStyle::Small.font(), tokens.text_2);
    let sum = sum_words(checked);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{title}, {facts}, {sum}")));
    response.on_hover_text(sum);
}

/// When the project was checked, and how long that took.
fn state_words(view: &ViewContext<'_>, checked: &Checked) -> String {
    if view.workbench.check_failed() {
        return "The check of the present state failed".to_owned();
    }
    if !view.workbench.findings_are_fresh() {
        return "Checking".to_owned();
    }
    format!("Checked in {} ms", grouped((checked.took.as_secs_f64() * 1e3).ceil(), 0))
}

/// `NEC 2023 · 21 rules on, 0 off · file 3f9c…e1 · Phasewright 0.1.0`.
fn facts(view: &ViewContext<'_>, checked: &Checked) -> String {
    let on = checked.report.counts.rules;
    let off = view.workbench.rule_count() - on.min(view.workbench.rule_count());
    let rules = if off == 0 { format!("all {on} rules on") } else { format!("{on} rules on, {off} off") };
    let amended = match checked.report.amendments.len() {
        0 => String::new(),
        1 => " · 1 local amendment".to_owned(),
        more => format!(" · {more} local amendments"),
    };
    let file = match view.workbench.file_hash() {
        Some(hash) => format!("file {}…{}", hash.get(..4).unwrap_or(""), hash.get(30..).unwrap_or("")),
        None => "not in a file yet".to_owned(),
    };
    let model = view.workbench.model_words().map(|model| format!(" · {}", model.text)).unwrap_or_default();
    let version = env!("CARGO_PKG_VERSION");
    format!("{} · {rules}{amended} · {file} · Phasewright {version}{model}", checked.report.edition)
}

/// The verdicts counted: their sum is rules × objects.
fn sum_words(checked: &Checked) -> String {
    let c = checked.report.counts;
    format!(
        "{} open + {} stale + {} undetermined + {} waived + {} existing + {} passed + {} not applicable = {} rules × {} objects",
        c.open, c.stale, c.undetermined, c.waived, c.existing, c.passed, c.not_applicable, c.rules, c.objects
    )
}
