//! The right column, above: every run with what it is doing, where it began, its best score and its time.

use crate::app::icons;
use crate::app::theme::{self, Tokens, TypeStyle, space};
use crate::app::training::run_head::phase_mark;
use crate::app::view_context::Requests;
use crate::app::widgets::{
    Button, Column, FocusRing, IconButton, IconWeight, column_spans, icon_at, paint_focus_ring, table_head,
    text_in,
};
use crate::workbench::training::{
    RunId, RunPhase, RunView, TrainingCommand, TrainingView, differences, duration_words,
};
use crate::workbench::{Action, Command};
use egui::{
    Align, EventFilter, Id, Key, Layout, Modifiers, Rangef, Rect, Role, ScrollArea, Sense, Ui, UiBuilder,
    WidgetInfo, pos2, vec2,
};

const HEAD: f32 = 56.0;
const FOOT: f32 = 32.0;
const INSET: f32 = 16.0;
const GAP: f32 = 8.0;
const COLUMNS: [Column<'static>; 5] = [
    Column { head: "", width: 18.0, align: Align::Min },
    Column { head: "Run", width: f32::INFINITY, align: Align::Min },
    Column { head: "Parent", width: 84.0, align: Align::Min },
    Column { head: "Best", width: 56.0, align: Align::Max },
    Column { head: "Time", width: 64.0, align: Align::Max },
];

/// A row that was pressed.
pub(super) struct Pressed {
    pub run: RunId,
    /// Whether it is to be shown beside the others.
    pub more: bool,
}

/// Draws head, table and foot; returns the row that was chosen.
pub(super) fn runs_ui(
    ui: &mut Ui,
    tokens: &Tokens,
    view: &TrainingView,
    selected: &[RunId],
    out: &mut Requests,
) -> Option<Pressed> {
    let all = ui.max_rect();
    ui.spacing_mut().item_spacing.y = 0.0;
    head_ui(ui, tokens, view, selected, out);
    table_head(ui, &COLUMNS, INSET, GAP);
    let body =
        Rect::from_min_max(pos2(all.left(), ui.cursor().top()), pos2(all.right(), all.bottom() - FOOT));
    let list = Id::unique("training runs list");
    let focus = ui.interact(body, list, Sense::focusable_noninteractive());
    focus.widget_info(|| WidgetInfo::labeled(Role::Table, true, "Runs"));
    let mut pressed = keys(ui, list, focus.has_focus(), view, selected, out);
    let row = theme::metrics(ui).tall_row;
    let mut inside = ui.new_child(UiBuilder::new().id_salt("rows").max_rect(body));
    inside.set_clip_rect(body.intersect(ui.clip_rect()));
    ScrollArea::vertical().id_salt("runs").auto_shrink(false).show_viewport(&mut inside, |ui, viewport| {
        ui.set_height(row * view.runs.len() as f32);
        let (corner, width) = (ui.max_rect().min, ui.max_rect().width());
        let first = (viewport.min.y / row).floor().max(0.0) as usize;
        let count = (viewport.height() / row).ceil() as usize + 1;
        for (place, run) in view.runs.iter().enumerate().skip(first).take(count) {
            let rect = Rect::from_min_size(corner + vec2(0.0, row * place as f32), vec2(width, row));
            let response = ui.interact(rect, list.with(&run.id), Sense::click());
            let chosen = selected.contains(&run.id);
            row_ui(ui, tokens, rect, run, chosen, response.hovered());
            response.widget_info(|| WidgetInfo::selected(Role::Row, true, chosen, spoken(run)));
            if response.clicked() {
                let more = ui.input(|input| input.modifiers.command || input.modifiers.shift);
                ui.memory_mut(|memory| memory.request_focus(list));
                pressed = Some(Pressed { run: run.id.clone(), more });
            }
            response.on_hover_text(run.why.clone().unwrap_or_else(|| hint(run)));
        }
    });
    if focus.has_focus() {
        paint_focus_ring(ui.painter(), body, 0, FocusRing::Inside, tokens);
    }
    let foot =
        Rect::from_min_max(pos2(all.left() + INSET, body.bottom()), pos2(all.right() - INSET, all.bottom()));
    let words = foot_words(view, selected);
    text_in(ui.painter(), foot, Align::Min, &words, TypeStyle::Small.font(), tokens.text_2);
    let said = ui.interact(foot, list.with("foot"), Sense::hover());
    said.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
    said.on_hover_text(words);
    pressed
}

fn head_ui(ui: &mut Ui, tokens: &Tokens, view: &TrainingView, selected: &[RunId], out: &mut Requests) {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), HEAD));
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.edge());
    let inner = rect.shrink2(vec2(INSET, 0.0));
    let title = text_in(ui.painter(), inner, Align::Min, "Runs", TypeStyle::Title.font(), tokens.text_1);
    let count = inner.with_min_x(title.right() + space::S);
    let words = if view.runs.is_empty() { String::new() } else { view.runs.len().to_string() };
    text_in(ui.painter(), count, Align::Min, &words, TypeStyle::Body.font(), tokens.text_2);
    let mut row = ui.new_child(UiBuilder::new().max_rect(inner).layout(Layout::right_to_left(Align::Center)));
    row.spacing_mut().item_spacing.x = space::S;
    let can = view.folder.is_some() && view.problem.is_none();
    if row
        .add(Button::plain("New run").icon(icons::PLUS).enabled(can))
        .on_hover_text(Action::NewRun.tooltip())
        .clicked()
    {
        out.action(Action::NewRun);
    }
    if selected.len() > 1 {
        let idle = selected.iter().filter_map(|id| view.run(id)).all(|run| !run.phase.is_live());
        let trash = IconButton::new(icons::TRASH, "Delete selected runs").enabled(idle);
        if row.add(trash).clicked() {
            out.command(Command::Train(TrainingCommand::Delete(selected.to_vec())));
        }
    }
}

/// Up and down go through the list, Delete deletes.
fn keys(
    ui: &Ui,
    list: Id,
    focused: bool,
    view: &TrainingView,
    selected: &[RunId],
    out: &mut Requests,
) -> Option<Pressed> {
    if !focused {
        return None;
    }
    let arrows = EventFilter { vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(list, arrows));
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Key::Delete) && selected.iter().filter_map(|id| view.run(id)).all(|run| !run.phase.is_live()) {
        out.command(Command::Train(TrainingCommand::Delete(selected.to_vec())));
    }
    let by = isize::from(pressed(Key::ArrowDown)) - isize::from(pressed(Key::ArrowUp));
    if by == 0 {
        return None;
    }
    let here = view.runs.iter().position(|run| Some(&run.id) == selected.first());
    let next = here.map_or(0, |here| here.saturating_add_signed(by)).min(view.runs.len().saturating_sub(1));
    view.runs.get(next).map(|run| Pressed { run: run.id.clone(), more: false })
}

fn row_ui(ui: &Ui, tokens: &Tokens, rect: Rect, run: &RunView, chosen: bool, hovered: bool) {
    let painter = ui.painter();
    let ground = match (chosen, hovered) {
        (true, _) => Some(tokens.select),
        (false, true) => Some(tokens.hover_row),
        (false, false) => None,
    };
    if let Some(ground) = ground {
        painter.rect_filled(rect, 0.0, ground);
    }
    painter.hline(rect.x_range(), rect.bottom() - 0.5, tokens.hairline());
    let spans = column_spans(&COLUMNS, rect.shrink2(vec2(INSET, 0.0)).x_range(), GAP);
    let cell =
        |n: usize| Rect::from_x_y_ranges(spans.get(n).copied().unwrap_or(Rangef::NOTHING), rect.y_range());
    let (glyph, ink) = phase_mark(run.phase, tokens);
    icon_at(painter, pos2(cell(0).left() + 8.0, rect.center().y), glyph, IconWeight::Fill, 16.0, ink);
    let body = || TypeStyle::Body.font();
    let id = text_in(painter, cell(1), Align::Min, &run.id.0, body(), tokens.text_1);
    let rest = cell(1).with_min_x(id.right() + space::XS);
    text_in(painter, rest, Align::Min, &run.file.name, body(), tokens.text_2);
    text_in(painter, cell(2), Align::Min, run.file.parent.words(), body(), tokens.text_2);
    let (best, ink) = match (run.phase, run.best()) {
        (RunPhase::Diverged | RunPhase::Failed, _) => (run.phase.word().to_owned(), tokens.error),
        (_, Some(best)) => (format!("{:.3}", best.score), tokens.text_1),
        (_, None) => ("–".to_owned(), tokens.text_2),
    };
    text_in(painter, cell(3), Align::Max, &best, TypeStyle::BodyMedium.font(), ink);
    text_in(painter, cell(4), Align::Max, &time_words(run), body(), tokens.text_2);
}

fn time_words(run: &RunView) -> String {
    match run.phase {
        RunPhase::Queued => "queued".to_owned(),
        _ if run.state.seconds > 0.0 => duration_words(run.state.seconds),
        _ => "–".to_owned(),
    }
}

fn spoken(run: &RunView) -> String {
    let best = run.best().map(|best| format!(", best {:.3}", best.score)).unwrap_or_default();
    format!("Run {} {}{best}", run.title(), run.phase.word())
}

fn hint(run: &RunView) -> String {
    let notes = if run.file.notes.is_empty() { String::new() } else { format!("\n{}", run.file.notes) };
    format!("{}: {}{notes}", run.title(), run.phase.word())
}

/// `2 selected · differ in: learning rate 0.001 / 0.0003`.
fn foot_words(view: &TrainingView, selected: &[RunId]) -> String {
    let runs: Vec<&RunView> = selected.iter().filter_map(|id| view.run(id)).collect();
    if runs.len() < 2 {
        return if view.runs.len() < 2 {
            String::new()
        } else {
            "Ctrl and a press lays runs over each other".to_owned()
        };
    }
    match differences(&runs).as_slice() {
        [] => format!("{} selected · no setting differs", runs.len()),
        found => {
            let words: Vec<String> = found.iter().map(ToString::to_string).collect();
            format!("{} selected · differ in: {}", runs.len(), words.join(", "))
        }
    }
}
