//! The card of the chosen finding: what is wrong, by which section, what to do, how it came about, what would fix it.

use crate::app::go_to::field_place;
use crate::app::icons;
use crate::app::review::signal_of;
use crate::app::theme::{self, Signal, Tokens, TypeStyle, radius, space};
use crate::app::view_context::{AppRequest, Requests, ViewContext};
use crate::app::widgets::{
    Button, FocusRing, IconWeight, KeyChipGround, dashed_rect, focus_ring, icon_at, key_chip_size,
    paint_key_chip, section_label, severity_icon, text_in,
};
use crate::domain::EntityId;
use crate::engineering::Step;
use crate::rules::Finding;
use crate::workbench::Action;
use crate::workbench::findings::{
    CardLine, Checked, FindingCard, FindingsList, FixPreview, finding_card, passed_card,
};
use crate::workbench::plan::is_on_plan;
use egui::{
    Align, Frame, Label, Layout, Margin, Rect, Response, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo,
    pos2, vec2,
};

/// Width of the labels.
const LABEL: f32 = 104.0;
/// Height of the row of buttons.
const FOOT: f32 = 56.0;

/// What the card is about.
pub(super) struct Chosen<'c> {
    card: FindingCard,
    finding: Option<&'c Finding>,
    /// Where it is seen in the schedules.
    place: Option<EntityId>,
    /// `None` while they are being tried.
    fixes: Option<Vec<FixPreview>>,
}

impl<'c> Chosen<'c> {
    /// Returns what the cursor rests on.
    pub fn of(view: &ViewContext<'_>, list: &FindingsList, checked: &'c Checked) -> Option<Self> {
        if let Some(finding) = list.finding(checked) {
            let fixes = view.workbench.fixes_for(finding).and_then(|known| known.fixes.clone());
            return Some(Self {
                card: finding_card(&checked.project, finding),
                finding: Some(finding),
                place: finding.subjects.first().map(|subject| subject.id),
                fixes,
            });
        }
        let (passed, object) = list.passed(checked)?;
        Some(Self {
            card: passed_card(&checked.project, passed, object),
            finding: None,
            place: object.map(|subject| subject.id),
            fixes: Some(Vec::new()),
        })
    }
}

/// Draws the card.
pub(super) fn card_ui(
    ui: &mut Ui,
    view: &ViewContext<'_>,
    chosen: &Chosen<'_>,
    dim: bool,
    out: &mut Requests,
) {
    let tokens = theme::tokens(ui);
    let all = ui.max_rect();
    ui.painter().rect_filled(all, 0.0, tokens.panel);
    let foot = Rect::from_min_max(pos2(all.left(), all.bottom() - FOOT), all.max);
    let body = Rect::from_min_max(all.min, foot.right_top());
    let mut inner = ui.new_child(UiBuilder::new().id_salt("card").max_rect(body));
    inner.set_clip_rect(body.intersect(ui.clip_rect()));
    ScrollArea::vertical().id_salt("card").auto_shrink(false).show(&mut inner, |ui| {
        Frame::NONE.inner_margin(Margin::symmetric(20, 16)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            head_ui(ui, &tokens, chosen, dim);
            lines_ui(ui, &tokens, &chosen.card.lines, tokens.text_1);
            if let Some(finding) =
                chosen.finding.filter(|finding| field_place(view.project, finding).is_some())
            {
                ui.add_space(space::S);
                let words = format!("Fill in {}", finding.needs.first().copied().unwrap_or_default());
                if ui.add(Button::primary(&words).icon(icons::NOTE_PENCIL)).clicked() {
                    out.action(Action::FillInField);
                }
            }
            if !chosen.card.steps.is_empty() {
                steps_ui(ui, &tokens, chosen);
            }
            if chosen.finding.is_some_and(|finding| finding.needs.is_empty()) {
                fixes_ui(ui, &tokens, chosen, out);
            }
            ui.add_space(space::L);
            lines_ui(ui, &tokens, &chosen.card.small_print, tokens.text_2);
        });
    });
    foot_ui(ui, foot, view, chosen, out);
}

fn head_ui(ui: &mut Ui, tokens: &Tokens, chosen: &Chosen<'_>, dim: bool) {
    let signal = chosen.card.kind.map_or(Signal::Passed, signal_of);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        severity_icon(ui, signal, 24.0);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            let ink = if dim { tokens.text_3 } else { tokens.text_1 };
            ui.add(Label::new(theme::rich(&chosen.card.title, TypeStyle::Title, ink)).wrap());
            ui.label(theme::rich(&chosen.card.caption, TypeStyle::Small, tokens.text_3));
        });
    });
    rule_below(ui, tokens);
}

fn rule_below(ui: &mut Ui, tokens: &Tokens) {
    ui.add_space(space::M);
    let x = ui.max_rect().x_range();
    ui.painter().hline(x, ui.cursor().top(), tokens.edge());
    ui.add_space(space::M);
}

fn lines_ui(ui: &mut Ui, tokens: &Tokens, lines: &[CardLine], ink: egui::Color32) {
    ui.spacing_mut().item_spacing.y = 6.0;
    for CardLine { label, words } in lines {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            ui.allocate_ui_with_layout(vec2(LABEL, 20.0), Layout::left_to_right(Align::Center), |ui| {
                ui.set_min_width(LABEL);
                ui.label(theme::rich(*label, TypeStyle::Caption, tokens.text_2));
            });
            ui.add(Label::new(theme::rich(words.as_str(), TypeStyle::Body, ink)).wrap());
        });
    }
}

/// The derivation, a line a step, and the result with what it fails by.
fn steps_ui(ui: &mut Ui, tokens: &Tokens, chosen: &Chosen<'_>) {
    rule_below(ui, tokens);
    ui.horizontal(|ui| {
        section_label(ui, "Derivation", "");
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.label(theme::rich("exact calculation, no model involved", TypeStyle::Small, tokens.text_3));
            severity_icon(ui, Signal::Passed, 14.0);
        });
    });
    for (number, step) in (1..).zip(&chosen.card.steps) {
        step_ui(ui, tokens, number, step);
    }
    let Some(finding) = chosen.finding.filter(|f| !f.actual.is_empty() && !f.required.is_empty()) else {
        return;
    };
    let words = format!("{} against {}", finding.actual, finding.required);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("Result: {words}")));
    let label = rect.with_min_x(rect.left() + 20.0);
    text_in(ui.painter(), label, Align::Min, "Result", TypeStyle::BodySemibold.font(), tokens.text_1);
    let ink = chosen.card.kind.map_or(tokens.text_1, |kind| signal_of(kind).ink(tokens));
    text_in(ui.painter(), rect, Align::Max, &words, TypeStyle::BodySemibold.font(), ink);
}

fn step_ui(ui: &mut Ui, tokens: &Tokens, number: usize, step: &Step) {
    let width = ui.available_width();
    let result = if step.is_note() { 0.0 } else { (width * 0.24).min(150.0) };
    let inputs_at = 20.0 + (width * 0.30).min(170.0);
    let room = (width - inputs_at - result - space::M).max(60.0);
    let galley = ui.painter().layout(step.inputs.clone(), TypeStyle::Mono.font(), tokens.text_2, room);
    let height = (galley.size().y + 10.0).max(27.0);
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    let cited = step.citation.map(|citation| format!(" · {citation}")).unwrap_or_default();
    let spoken = format!("{}: {} = {}{cited}", step.what, step.inputs, step.result);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &spoken));
    let painter = ui.painter();
    let line = rect.with_max_y(rect.top() + 27.0);
    let small = TypeStyle::Small.font();
    text_in(painter, line, Align::Min, &number.to_string(), small, tokens.text_3);
    let what = line.with_min_x(line.left() + 20.0).with_max_x(line.left() + inputs_at - space::S);
    text_in(painter, what, Align::Min, &step.what, TypeStyle::Body.font(), tokens.text_1);
    painter.galley(pos2(rect.left() + inputs_at, rect.top() + 5.0), galley, tokens.text_2);
    text_in(painter, line, Align::Max, &step.result, TypeStyle::BodyMedium.font(), tokens.text_1);
    painter.hline(rect.x_range(), rect.bottom() - 0.5, tokens.hairline());
    response.on_hover_text(spoken);
}

fn fixes_ui(ui: &mut Ui, tokens: &Tokens, chosen: &Chosen<'_>, out: &mut Requests) {
    rule_below(ui, tokens);
    match chosen.fixes.as_deref() {
        None => {
            section_label(ui, "Fixes", "being tried");
        }
        Some([]) => {
            section_label(ui, "Fixes", "the rule offers none; see what is required");
        }
        Some(fixes) => {
            section_label(ui, "Fixes", "tried on a copy, nothing is applied");
            ui.spacing_mut().item_spacing.y = space::S;
            for (place, fix) in fixes.iter().enumerate() {
                if fix_row(ui, tokens, fix, place == 0).clicked() {
                    out.push(AppRequest::PreviewFix(place));
                }
            }
        }
    }
}

/// A proposal to press: what it does, what goes and what comes.
fn fix_row(ui: &mut Ui, tokens: &Tokens, fix: &FixPreview, first: bool) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 40.0), Sense::click());
    let spoken = format!("Preview fix {}, {}", fix.label, outcome(fix));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &spoken));
    let painter = ui.painter();
    painter.rect_filled(rect, f32::from(radius::CARD), tokens.ghost_tint);
    let edge = if response.hovered() { tokens.text_1 } else { tokens.ghost };
    dashed_rect(painter, rect, f32::from(radius::CARD), tokens.stroke(1.0, edge), 4.0, 3.0);
    let at = pos2(rect.left() + space::L + 4.0, rect.center().y);
    icon_at(painter, at, icons::WRENCH, IconWeight::Outline, 16.0, tokens.ghost);
    let mut inner = rect.with_min_x(at.x + space::L).with_max_x(rect.right() - space::M);
    if first {
        let size = key_chip_size(painter, "F");
        let chip = Rect::from_min_size(pos2(inner.right() - size.x, rect.center().y - size.y / 2.0), size);
        paint_key_chip(painter, chip, "F", KeyChipGround::Plain, tokens);
        inner = inner.with_max_x(chip.left() - space::S);
    }
    let small = TypeStyle::Small.font();
    let right = text_in(painter, inner, Align::Max, &outcome(fix), small, tokens.text_2);
    let words = inner.with_max_x(right.left() - space::M);
    text_in(painter, words, Align::Min, &fix.label, TypeStyle::BodyMedium.font(), tokens.text_1);
    focus_ring(ui, &response, radius::CARD, FocusRing::Inside);
    response.on_hover_text(&fix.label)
}

/// `1 finding goes, none comes`.
fn outcome(fix: &FixPreview) -> String {
    let gone = match fix.gone.len() {
        1 => "1 finding goes".to_owned(),
        more => format!("{more} findings go"),
    };
    match fix.new.len() {
        0 => format!("{gone}, none comes"),
        1 => format!("{gone}, 1 comes"),
        more => format!("{gone}, {more} come"),
    }
}

fn foot_ui(ui: &mut Ui, foot: Rect, view: &ViewContext<'_>, chosen: &Chosen<'_>, out: &mut Requests) {
    let tokens = theme::tokens(ui);
    ui.painter().hline(foot.x_range(), foot.top() + 0.5, tokens.edge());
    let row = foot.shrink2(vec2(20.0, 0.0));
    let mut row = ui.new_child(UiBuilder::new().max_rect(row).layout(Layout::left_to_right(Align::Center)));
    row.spacing_mut().item_spacing.x = space::S;
    if chosen.finding.is_some_and(|finding| !finding.internal)
        && row.add(Button::plain("Waive…").icon(icons::PROHIBIT).keys("W")).clicked()
    {
        out.action(Action::WaiveFinding);
    }
    if row.add(Button::plain("Copy as text").icon(icons::COPY)).clicked() {
        out.action(Action::CopyFinding);
    }
    row.with_layout(Layout::right_to_left(Align::Center), |ui| show_ui(ui, view, chosen, out));
}

/// The button that leads to where the cause is seen.
fn show_ui(ui: &mut Ui, view: &ViewContext<'_>, chosen: &Chosen<'_>, out: &mut Requests) {
    let Some(place) = chosen.place else { return };
    if is_on_plan(view.project, place)
        && ui.add(Button::plain("Show on plan").icon(icons::BLUEPRINT)).clicked()
    {
        out.push(AppRequest::ShowOnPlan(place));
    }
    let request = match place {
        EntityId::Circuit(panel, circuit) => {
            let slot = view.project.panel(panel).and_then(|panel| panel.circuit(circuit)).map(|c| c.slot);
            slot.map(|slot| ("Show in schedule", AppRequest::ShowSlot(panel, slot)))
        }
        EntityId::Panel(panel) => Some(("Show panel", AppRequest::ShowPanel(panel))),
        EntityId::Transformer(_) | EntityId::Service => {
            Some(("Show in feeder tree", AppRequest::ShowFeed(place)))
        }
        _ => None,
    };
    if let Some((words, request)) = request
        && ui.add(Button::plain(words).icon(icons::CROSSHAIR)).clicked()
    {
        out.push(request);
    }
}
