//! The list: heads of groups, findings, rules that passed with their objects. Only rows in view are drawn.

use crate::app::icons;
use crate::app::review::{list_id, signal_of};
use crate::app::theme::{self, Signal, Tokens, TypeStyle, height, space};
use crate::app::widgets::{
    Column, FocusRing, IconWeight, column_spans, filtered_empty, icon_at, paint_focus_ring, table_head,
    text_in,
};
use crate::rules::Finding;
use crate::workbench::findings::{Checked, FindingKind, FindingsList, ListRow};
use egui::{Align, Rangef, Rect, Response, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

const GAP: f32 = 10.0;
const INSET: f32 = 16.0;
const COLUMNS: [Column<'static>; 7] = [
    Column { head: "", width: 16.0, align: Align::Min },
    Column { head: "Rule", width: 126.0, align: Align::Min },
    Column { head: "Finding", width: f32::INFINITY, align: Align::Min },
    Column { head: "Object", width: 96.0, align: Align::Min },
    Column { head: "Measured", width: 70.0, align: Align::Max },
    Column { head: "Limit", width: 74.0, align: Align::Max },
    Column { head: "Status", width: 78.0, align: Align::Min },
];

/// What was pressed in the list in this frame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Pressed {
    /// A row was chosen.
    pub row: bool,
    /// The field that the chosen row waits for.
    pub field: bool,
}

/// Draws the list and returns what was pressed in it.
pub(super) fn table_ui(
    ui: &mut Ui,
    list: &mut FindingsList,
    checked: &Checked,
    follow: &mut bool,
    dim: bool,
) -> Pressed {
    let tokens = theme::tokens(ui);
    let all = ui.max_rect();
    ui.painter().rect_filled(all, 0.0, tokens.sheet);
    ui.spacing_mut().item_spacing.y = 0.0;
    table_head(ui, &COLUMNS, INSET, GAP);
    let body = Rect::from_min_max(pos2(all.left(), all.top() + height::TABLE_HEAD), all.max);
    // The list is one stop of Tab; arrows move within.
    let focus = ui.interact(body, list_id(), Sense::focusable_noninteractive());
    focus.widget_info(|| WidgetInfo::labeled(Role::Table, true, "Findings"));
    if focus.has_focus() {
        let arrows = egui::EventFilter { vertical_arrows: true, ..egui::EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(list_id(), arrows));
    }
    if list.rows().is_empty() {
        empty_ui(ui, list, checked);
        return Pressed::default();
    }
    let row = theme::metrics(ui).tall_row;
    let rows = list.rows().to_vec();
    let cursor = list.cursor(checked);
    let (mut chosen, mut folded, mut field) = (None, None, false);
    ScrollArea::vertical().id_salt("findings").auto_shrink(false).show_viewport(ui, |ui, viewport| {
        ui.set_height(row * rows.len() as f32);
        let (corner, width) = (ui.max_rect().min, ui.max_rect().width());
        let at = |place: usize| Rect::from_min_size(corner + vec2(0.0, row * place as f32), vec2(width, row));
        if let Some(place) = cursor.filter(|_| std::mem::take(follow)) {
            ui.scroll_to_rect(at(place), None);
        }
        let first = (viewport.min.y / row).floor().max(0.0) as usize;
        let count = (viewport.height() / row).ceil() as usize + 1;
        for (place, kind) in rows.iter().enumerate().skip(first).take(count) {
            let rect = at(place);
            let line = Line { rect, tokens: &tokens, selected: cursor == Some(place), dim };
            let response = line.show(ui, place, kind, checked);
            if line.needs(ui, place, kind, checked) {
                (chosen, field) = (Some(place), true);
            }
            if response.clicked() {
                match kind {
                    ListRow::Head { .. } => folded = Some(place),
                    ListRow::Passed { .. } => (chosen, folded) = (Some(place), Some(place)),
                    ListRow::Gone(_) => {}
                    ListRow::Finding(_) | ListRow::PassedObject { .. } => chosen = Some(place),
                }
            }
        }
    });
    if focus.has_focus() && cursor.is_none() {
        paint_focus_ring(ui.painter(), body, 0, FocusRing::Inside, &tokens);
    }
    if let Some(place) = chosen {
        list.select(place, checked);
        ui.memory_mut(|memory| memory.request_focus(list_id()));
    }
    if let Some(place) = folded {
        list.fold(place, checked);
    }
    Pressed { row: chosen.is_some(), field }
}

/// Where there is nothing to list: nothing was found, or the filters hide it.
fn empty_ui(ui: &mut Ui, list: &mut FindingsList, checked: &Checked) {
    egui::Frame::NONE.inner_margin(egui::Margin::same(16)).show(ui, |ui| {
        let hidden = list.counts().hidden;
        if hidden > 0 {
            if filtered_empty(ui, hidden) {
                list.clear_filters();
            }
        } else {
            let counts = checked.report.counts;
            let words = format!("{} rules on {} objects: nothing is at fault.", counts.rules, counts.objects);
            crate::app::widgets::empty_state(ui, "No findings", &words, None);
        }
    });
}

/// Of several sections the first, without what kind of note it is; the card has them all.
fn first_section(sections: &str) -> &str {
    let first = sections.split(';').next().unwrap_or_default();
    first.split(" Informational").next().unwrap_or_default().trim()
}

/// One row being drawn.
struct Line<'a> {
    rect: Rect,
    tokens: &'a Tokens,
    selected: bool,
    dim: bool,
}

impl Line<'_> {
    fn show(&self, ui: &mut Ui, place: usize, row: &ListRow, checked: &Checked) -> Response {
        let response = ui.interact(self.rect, ui.scope_id().with(("row", place)), Sense::click());
        let ground = match (self.selected, response.hovered()) {
            (true, _) => Some(self.tokens.select),
            (false, true) => Some(self.tokens.hover_row),
            (false, false) => None,
        };
        if let Some(ground) = ground {
            ui.painter().rect_filled(self.rect, 0.0, ground);
        }
        if self.selected {
            let bar = self.rect.with_max_x(self.rect.left() + 3.0);
            ui.painter().rect_filled(bar, 0.0, self.tokens.select_line);
        }
        ui.painter().hline(self.rect.x_range(), self.rect.bottom() - 0.5, self.tokens.hairline());
        match row {
            ListRow::Head { title, count, folded } => {
                self.head(ui, title, &count.to_string(), *folded);
                response.widget_info(|| {
                    WidgetInfo::selected(Role::Button, true, !folded, format!("{title} {count}"))
                });
                response
            }
            ListRow::Finding(at) => {
                let Some(finding) = checked.report.findings.get(*at) else { return response };
                self.finding(ui, finding);
                response.widget_info(|| {
                    let kind = signal_of(FindingKind::of(finding)).word();
                    let words = format!("{kind} {} {}", finding.meta.code, finding.summary());
                    WidgetInfo::selected(Role::Row, true, self.selected, words)
                });
                response.on_hover_text(&finding.message)
            }
            ListRow::Gone(at) => {
                let fixed = checked.report.baseline.as_ref().and_then(|tally| tally.fixed.get(*at));
                let words = fixed.map_or("", |gone| gone.summary.as_str());
                self.passed(ui, words, "Fixed", None);
                response.widget_info(|| WidgetInfo::labeled(Role::Row, true, format!("Fixed {words}")));
                response
            }
            ListRow::Passed { rule, open } => {
                let Some(passed) = checked.report.passed.get(*rule) else { return response };
                let words = format!("{} {}", passed.meta.code, passed.meta.title);
                self.passed(ui, &words, &format!("{} passed", passed.checked), Some(!open));
                response.widget_info(|| {
                    let words = format!("Passed {words}, {} objects", passed.checked);
                    WidgetInfo::selected(Role::Row, true, self.selected, words)
                });
                response.on_hover_text(passed.meta.checks)
            }
            ListRow::PassedObject { object, rule } => {
                let name = checked.report.objects.get(*object as usize).map_or("", |s| s.name.as_str());
                let code = checked.report.passed.get(*rule).map_or("", |passed| passed.meta.code);
                self.passed(ui, name, "Passed", None);
                response.widget_info(|| {
                    WidgetInfo::selected(Role::Row, true, self.selected, format!("{name} passed {code}"))
                });
                response
            }
        }
    }

    /// Draws a way to the missing field where a limit would stand; returns whether it was pressed.
    fn needs(&self, ui: &mut Ui, place: usize, row: &ListRow, checked: &Checked) -> bool {
        let ListRow::Finding(at) = row else { return false };
        let found = checked.report.findings.get(*at).filter(|finding| finding.is_undetermined());
        let (Some(finding), Some(span)) = (found, self.spans().get(5).copied()) else { return false };
        let cell = Rect::from_x_y_ranges(span, self.rect.y_range());
        let ink = if self.dim { self.tokens.text_3 } else { self.tokens.select_line };
        let words = text_in(ui.painter(), cell, Align::Max, "Fill in", TypeStyle::Body.font(), ink);
        let id = ui.scope_id().with(("needs", place));
        let response = ui.interact(words.expand2(vec2(2.0, 4.0)), id, Sense::click());
        let subject = finding.subjects.first().map_or("", |subject| subject.name.as_str());
        let spoken = format!("Fill in {} of {subject}", finding.needs.join(", "));
        response.widget_info(|| WidgetInfo::labeled(Role::Link, true, &spoken));
        if response.hovered() || response.has_focus() {
            let stroke = self.tokens.stroke(1.0, self.tokens.select_line);
            ui.painter().hline(words.x_range(), words.bottom() - 1.0, stroke);
        }
        response.on_hover_text(spoken).on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
    }

    fn spans(&self) -> Vec<Rangef> {
        column_spans(&COLUMNS, self.rect.shrink2(vec2(INSET, 0.0)).x_range(), GAP)
    }

    fn head(&self, ui: &Ui, title: &str, count: &str, folded: bool) {
        let caret = if folded { icons::CARET_RIGHT } else { icons::CARET_DOWN };
        let at = pos2(self.rect.left() + INSET + 8.0, self.rect.center().y);
        icon_at(ui.painter(), at, caret, IconWeight::Outline, 12.0, self.tokens.text_2);
        let words = self.rect.with_min_x(at.x + space::M + 6.0);
        let font = TypeStyle::BodySemibold.font();
        let written = text_in(ui.painter(), words, Align::Min, title, font, self.tokens.text_1);
        let rest = words.with_min_x(written.right() + space::S);
        text_in(ui.painter(), rest, Align::Min, count, TypeStyle::Body.font(), self.tokens.text_3);
    }

    fn finding(&self, ui: &Ui, finding: &Finding) {
        let tokens = self.tokens;
        let kind = FindingKind::of(finding);
        let signal = signal_of(kind);
        let [plain, strong] = if self.dim { [tokens.text_3; 2] } else { [tokens.text_2, tokens.text_1] };
        let spans = self.spans();
        let cell = |n: usize| {
            let span = spans.get(n).copied().unwrap_or(Rangef::NOTHING);
            Rect::from_x_y_ranges(span, self.rect.y_range())
        };
        let painter = ui.painter();
        let ink = if self.dim { tokens.text_3 } else { signal.ink(tokens) };
        icon_at(painter, cell(0).center(), signal.icon(), IconWeight::Fill, 16.0, ink);
        let section = finding.citation.map_or("", |citation| first_section(citation.section));
        let body = || TypeStyle::Body.font();
        let code = text_in(painter, cell(1), Align::Min, finding.meta.code, body(), strong);
        let rest = cell(1).with_min_x(code.right() + space::S);
        text_in(painter, rest, Align::Min, section, TypeStyle::Small.font(), tokens.text_3);
        let words = if finding.needs.is_empty() {
            finding.meta.title.to_owned()
        } else {
            format!("Needs {}", finding.needs.join(", "))
        };
        let leads = finding.is_undetermined() && !self.dim;
        let ink = if leads { tokens.select_line } else { strong };
        text_in(painter, cell(2), Align::Min, &words, body(), ink);
        let names: Vec<&str> = finding.subjects.iter().map(|subject| subject.name.as_str()).collect();
        text_in(painter, cell(3), Align::Min, &names.join(", "), body(), strong);
        let dash = |text: &str| if text.is_empty() { "–".to_owned() } else { text.to_owned() };
        text_in(painter, cell(4), Align::Max, &dash(&finding.actual), TypeStyle::BodyMedium.font(), strong);
        if !finding.is_undetermined() {
            text_in(painter, cell(5), Align::Max, &dash(&finding.required), body(), plain);
        }
        text_in(painter, cell(6), Align::Min, kind.status(), body(), plain);
    }

    /// A rule with a caret, or one of its objects without.
    fn passed(&self, ui: &Ui, words: &str, count: &str, folded: Option<bool>) {
        let tokens = self.tokens;
        let painter = ui.painter();
        let indent = if folded.is_some() { 0.0 } else { 2.0 * space::XL };
        let at = pos2(self.rect.left() + INSET + 8.0 + indent, self.rect.center().y);
        let ink = if self.dim { tokens.text_3 } else { tokens.pass };
        icon_at(painter, at, Signal::Passed.icon(), IconWeight::Fill, 16.0, ink);
        let mut left = at.x + space::L;
        if let Some(folded) = folded {
            let caret = if folded { icons::CARET_RIGHT } else { icons::CARET_DOWN };
            icon_at(painter, pos2(left + 4.0, at.y), caret, IconWeight::Outline, 12.0, tokens.text_2);
            left += space::L;
        }
        let inner = self.rect.with_max_x(self.rect.right() - INSET).with_min_x(left);
        let right = text_in(painter, inner, Align::Max, count, TypeStyle::Small.font(), tokens.text_2);
        let words_rect = inner.with_max_x(right.left() - space::M);
        text_in(painter, words_rect, Align::Min, words, TypeStyle::Body.font(), tokens.text_1);
    }
}
