//! The command palette and its second face, Go to: one field, one list, everything by name.
//!
//! Keys are taken before the window is drawn, so that letters typed right behind Ctrl+K are already the palette's. The
//! list is ranked when the words change; only rows in view are drawn.

mod contents;
mod row;
#[cfg(test)]
mod tests;

pub(in crate::app) use contents::PaletteContents;

use self::row::{CAPTION, ROW, row_ui};
use super::{DialogOutcome, ProgramDialog};
use crate::app::help::mark;
use crate::app::icons;
use crate::app::theme::{self, Tokens, TypeStyle, height, radius, space};
use crate::app::view_context::AppRequest;
use crate::app::widgets::{IconWeight, TagTone, icon_at, key_chip, modal, tag};
use crate::workbench::help::TopicId;
use crate::workbench::palette::{Entry, Face, Row, Target, action_name, rank};
use crate::workbench::{Command, Workbench};
use egui::{
    Align, CornerRadius, Event, Frame, Id, Key, Layout, Margin, Modifiers, Rect, ScrollArea, TextEdit, Ui,
    UiBuilder, pos2, vec2,
};

const WIDTH: f32 = 640.0;
const INPUT: f32 = 48.0;
const FOOT: f32 = 32.0;
/// Highest the list gets.
const LIST: f32 = 416.0;
/// Space above the first and below the last row.
const PAD: f32 = 8.0;

/// A key that moves the choice or ends the palette.
#[derive(Clone, Copy, Debug)]
enum Step {
    By(isize),
    First,
    Last,
    Run,
    Close,
}

/// The palette's state.
pub(in crate::app) struct PaletteDialog {
    contents: PaletteContents,
    query: String,
    rows: Vec<Row>,
    /// Top of each row and, last, the height of all.
    tops: Vec<f32>,
    /// The chosen row, always an entry while there is one.
    chosen: usize,
    steps: Vec<Step>,
    /// Whether the list should scroll to the chosen row.
    follow: bool,
    /// Rows that fit, as drawn last.
    page: isize,
}

impl PaletteDialog {
    /// Opens the palette on what was run last.
    pub fn new(contents: PaletteContents) -> Self {
        let mut palette = Self {
            contents,
            query: String::new(),
            rows: Vec::new(),
            tops: Vec::new(),
            chosen: 0,
            steps: Vec::new(),
            follow: false,
            page: 10,
        };
        palette.search();
        palette
    }

    fn search(&mut self) {
        let PaletteContents { entries, face, recent, .. } = &self.contents;
        self.rows = rank(entries, *face, recent, &self.query);
        self.tops.clear();
        let mut top = PAD;
        for row in &self.rows {
            self.tops.push(top);
            top += if matches!(row, Row::Caption(_)) { CAPTION } else { ROW };
        }
        self.tops.push(top + PAD);
        self.chosen = 0;
        self.step(Step::First);
    }

    fn step(&mut self, step: Step) {
        let is_entry = |at: &usize| matches!(self.rows.get(*at), Some(Row::Entry { .. }));
        let entries: Vec<usize> = (0..self.rows.len()).filter(is_entry).collect();
        let last = entries.len().saturating_sub(1);
        let here = entries.iter().position(|at| *at == self.chosen).unwrap_or(0);
        let there = match step {
            // One step goes around the ends, a page stops there.
            Step::By(1) if here == last => 0,
            Step::By(-1) if here == 0 => last,
            Step::By(by) => here.saturating_add_signed(by).min(last),
            Step::First => 0,
            Step::Last => last,
            Step::Run | Step::Close => here,
        };
        self.chosen = entries.get(there).copied().unwrap_or(0);
        self.follow = true;
    }

    fn entry(&self, row: usize) -> Option<&Entry> {
        match self.rows.get(row)? {
            Row::Entry { at, .. } => self.contents.entries.get(*at),
            Row::Caption(_) => None,
        }
    }

    /// Returns what choosing a row asks for; nothing for one that cannot be chosen now.
    fn requests(&self, row: usize, workbench: &Workbench) -> Option<Vec<AppRequest>> {
        let entry = self.entry(row).filter(|entry| entry.refusal.is_none())?;
        Some(match &entry.target {
            Target::Action(action) => {
                let mut settings = workbench.settings().clone();
                settings.remember_action(&action_name(*action));
                let keep = Command::SetSettings(Box::new(settings));
                vec![AppRequest::Command(keep), AppRequest::Action(*action)]
            }
            Target::Panel(panel) => vec![AppRequest::ShowPanel(*panel)],
            Target::Circuit(panel, slot) | Target::Space(panel, slot) => {
                vec![AppRequest::ShowSlot(*panel, *slot)]
            }
            Target::Feed(entity) => vec![AppRequest::ShowFeed(*entity)],
            Target::OnPlan(entity) => vec![AppRequest::ShowOnPlan(*entity)],
            Target::Recent(path) => vec![AppRequest::Command(Command::Open(path.clone()))],
            Target::Sample(sample) => vec![AppRequest::Command(Command::OpenSample(*sample))],
        })
    }

    fn input_ui(&mut self, ui: &mut Ui, tokens: &Tokens) -> bool {
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), INPUT));
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.edge());
        let glass = pos2(rect.left() + space::XXL, rect.center().y);
        icon_at(ui.painter(), glass, icons::MAGNIFYING_GLASS, IconWeight::Outline, 18.0, tokens.text_2);
        let inner = rect.with_min_x(rect.left() + 46.0).with_max_x(rect.right() - space::L);
        let mut line =
            ui.new_child(UiBuilder::new().max_rect(inner).layout(Layout::right_to_left(Align::Center)));
        if !self.contents.place.is_empty() {
            tag(&mut line, &self.contents.place, TagTone::Plain);
            line.add_space(space::S);
        }
        let (name, hint) = match self.contents.face {
            Face::Commands => ("Search or run a command", "Search or run a command"),
            Face::Places => ("Go to", "Go to a panel, circuit, transformer or object of the plan"),
        };
        let weak = line.visuals_mut().weak_text_color.replace(tokens.text_3);
        let field = TextEdit::singleline(&mut self.query)
            .id(Id::unique("palette words"))
            .frame(Frame::NONE)
            .font(TypeStyle::TitleRegular.font())
            .text_color(tokens.text_1)
            .hint_text(theme::rich(hint, TypeStyle::TitleRegular, tokens.text_3))
            .align(egui::Align2::LEFT_CENTER)
            .min_size(vec2(0.0, INPUT - 8.0))
            .desired_width(f32::INFINITY);
        let response = line.add(field).accessible_name(name);
        line.visuals_mut().weak_text_color = weak;
        if !response.has_focus() {
            response.request_focus();
            caret_to_end(ui.ctx(), response.id, self.query.chars().count());
        }
        response.changed()
    }

    /// Draws the list and returns the row that was pressed.
    fn list_ui(&mut self, ui: &mut Ui, tokens: &Tokens, room: f32) -> Option<usize> {
        let all = self.tops.last().copied().unwrap_or(0.0);
        self.page = ((room.min(all) / ROW) as isize - 1).max(1);
        if self.rows.is_empty() {
            self.nothing_ui(ui, tokens);
            return None;
        }
        let mut pressed = None;
        let follow = std::mem::take(&mut self.follow);
        ScrollArea::vertical().max_height(room).auto_shrink([false, true]).show_viewport(ui, |ui, view| {
            ui.set_height(all);
            let left = ui.max_rect().left();
            let origin = ui.max_rect().top();
            let right = left + ui.available_width();
            if follow {
                self.scroll_to_chosen(ui, origin);
            }
            let first = self.tops.partition_point(|top| *top <= view.min.y).saturating_sub(1);
            for at in first..self.rows.len() {
                let (Some(top), Some(bottom)) = (self.tops.get(at), self.tops.get(at + 1)) else { break };
                if *top > view.max.y {
                    break;
                }
                let lower = if at + 1 == self.rows.len() { bottom - PAD } else { *bottom };
                let rect = Rect::from_min_max(pos2(left, origin + top), pos2(right, origin + lower));
                match self.rows.get(at) {
                    Some(Row::Caption(words)) => row::caption_ui(ui, tokens, rect, words),
                    Some(Row::Entry { at: entry, letters }) => {
                        let Some(entry) = self.contents.entries.get(*entry) else { continue };
                        let response = row_ui(ui, tokens, rect, entry, letters, at == self.chosen);
                        if response.clicked() {
                            pressed = Some(at);
                        }
                        // A pointer that rests does not take the choice from the keys.
                        if response.hovered() && ui.input(|input| input.pointer.delta() != egui::Vec2::ZERO) {
                            self.chosen = at;
                        }
                    }
                    None => break,
                }
            }
        });
        pressed
    }

    fn scroll_to_chosen(&self, ui: &Ui, origin: f32) {
        // The caption above the first row of a group comes into view with it.
        let captioned =
            self.chosen.checked_sub(1).filter(|at| matches!(self.rows.get(*at), Some(Row::Caption(_))));
        let top = self.tops.get(captioned.unwrap_or(self.chosen)).copied().unwrap_or(0.0);
        let bottom = self.tops.get(self.chosen + 1).copied().unwrap_or(top);
        let span = Rect::from_min_max(pos2(0.0, origin + top), pos2(1.0, origin + bottom));
        ui.scroll_to_rect_animation(span.expand2(vec2(0.0, PAD)), None, egui::style::ScrollAnimation::none());
    }

    fn nothing_ui(&self, ui: &mut Ui, tokens: &Tokens) {
        Frame::NONE.inner_margin(Margin::symmetric(16, 16)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            let what = match self.contents.face {
                Face::Commands => "Nothing is called so",
                Face::Places if self.contents.entries.is_empty() => "This project has no panel yet",
                Face::Places => "No panel, circuit, transformer or object of the plan is called so",
            };
            ui.label(theme::rich(what, TypeStyle::Body, tokens.text_2));
        });
    }

    fn foot_ui(&self, ui: &mut Ui, tokens: &Tokens) {
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), FOOT));
        let lower = CornerRadius { nw: 0, ne: 0, sw: radius::DIALOG, se: radius::DIALOG };
        ui.painter().rect_filled(rect, lower, tokens.panel);
        ui.painter().hline(rect.x_range(), rect.top() + 0.5, tokens.edge());
        let inner = rect.shrink2(vec2(space::L, 0.0));
        let mut line =
            ui.new_child(UiBuilder::new().max_rect(inner).layout(Layout::left_to_right(Align::Center)));
        line.spacing_mut().item_spacing.x = 6.0;
        for (keys, words) in [(&["↑", "↓"][..], "select"), (&["Enter"], "run"), (&["Esc"], "close")] {
            for key in keys {
                key_chip(&mut line, key);
            }
            let words = if words == "run" && self.contents.face == Face::Places { "go" } else { words };
            line.label(theme::rich(words, TypeStyle::Caption, tokens.text_2));
            line.add_space(space::S);
        }
        let signs = match self.contents.face {
            Face::Commands if self.contents.has_places => "# circuit · > command",
            Face::Commands => "> command",
            Face::Places => "# circuit",
        };
        let mut line =
            ui.new_child(UiBuilder::new().max_rect(inner).layout(Layout::right_to_left(Align::Center)));
        line.label(theme::rich(signs, TypeStyle::Caption, tokens.text_2));
    }
}

impl ProgramDialog for PaletteDialog {
    fn take_keys(&mut self, ctx: &egui::Context) {
        let page = self.page;
        let focused = ctx.memory(|memory| memory.has_focus(Id::unique("palette words")));
        let steps = &mut self.steps;
        let mut typed = String::new();
        ctx.input_mut(|input| {
            let keys = [
                (Key::ArrowDown, Step::By(1)),
                (Key::ArrowUp, Step::By(-1)),
                (Key::PageDown, Step::By(page)),
                (Key::PageUp, Step::By(-page)),
                (Key::Home, Step::First),
                (Key::End, Step::Last),
                (Key::Enter, Step::Run),
                (Key::Escape, Step::Close),
            ];
            for (key, step) in keys {
                let times = input.count_and_consume_key(Modifiers::NONE, key);
                steps.extend(std::iter::repeat_n(step, times));
            }
            // The keys that open it close it, too.
            for key in [Key::K, Key::G] {
                if input.consume_key(Modifiers::COMMAND, key) {
                    steps.push(Step::Close);
                }
            }
            // Before the field is there, letters go straight into the query.
            if !focused {
                input.events.retain(|event| match event {
                    Event::Text(text) => {
                        typed.push_str(text);
                        false
                    }
                    _ => true,
                });
            }
        });
        if !typed.is_empty() {
            self.query.push_str(&typed);
            self.search();
        }
    }

    fn show(&mut self, ctx: &egui::Context, workbench: &Workbench) -> DialogOutcome {
        let tokens = Tokens::of(ctx);
        let window = ctx.content_rect();
        let width = WIDTH.min(window.width() - 2.0 * space::L);
        let top = height::PALETTE_TOP.min((window.height() * 0.11).max(space::S));
        let room = (window.height() - top - INPUT - FOOT - space::XXL).clamp(3.0 * ROW, LIST);
        let shown = modal(Id::unique("palette"), top, &tokens).show(ctx, |ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = 0.0;
            if self.input_ui(ui, &tokens) {
                self.search();
            }
            let mut run = None;
            let mut close = false;
            for step in std::mem::take(&mut self.steps) {
                match step {
                    Step::Run => run = Some(self.chosen),
                    Step::Close => close = true,
                    other => self.step(other),
                }
            }
            let pressed = self.list_ui(ui, &tokens, room);
            self.foot_ui(ui, &tokens);
            mark(ui, ui.min_rect(), TopicId::Palette);
            (run.or(pressed), close)
        });
        let (run, close) = shown.inner;
        if let Some(requests) = run.and_then(|row| self.requests(row, workbench)) {
            return DialogOutcome::Leave(requests);
        }
        if close || shown.should_close() { DialogOutcome::Cancelled } else { DialogOutcome::Open }
    }
}

/// Puts the caret behind what was typed before the field had the focus.
fn caret_to_end(ctx: &egui::Context, id: Id, letters: usize) {
    let mut state = egui::widgets::text_edit::TextEditState::load(ctx, id).unwrap_or_default();
    let caret = egui::text::CCursor::new(letters);
    state.cursor.set_char_range(Some(egui::text::CCursorRange::one(caret)));
    state.store(ctx, id);
}
