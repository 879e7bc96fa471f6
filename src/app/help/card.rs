//! The help card: one topic, or the list of all topics with a search field. It floats beside what it explains and blocks
//! nothing.

use crate::app::icons;
use crate::app::theme::{self, Tokens, TypeStyle, height, radius, space};
use crate::app::widgets::{
    Button, IconButton, IconWeight, MenuRow, TextField, icon_at, key_chip, section_label,
};
use crate::nec::Edition;
use crate::workbench::help::{Topic, TopicGroup, TopicId, find_topics, topic};
use crate::workbench::schedule::GRID_KEYS;
use egui::{
    Align, Align2, Area, Frame, Id, Key, Label, Layout, Margin, Modifiers, Order, ScrollArea, Ui, vec2,
};

const WIDTH: f32 = 372.0;
/// Width of the column with what is typed, or with the keys.
const SAMPLE: f32 = 116.0;

/// What became of the card in this frame.
pub(super) enum CardOutcome {
    Open,
    Closed,
    /// The key card is wanted.
    KeyCard,
}

/// The card's state.
pub(super) struct HelpCard {
    /// The topic shown; `None` shows the list.
    topic: Option<TopicId>,
    query: String,
    /// The row of the list that Enter opens.
    row: usize,
    /// Whether the search field has been given the focus.
    focused: bool,
    /// Stands at the left edge, because what it is about lies right.
    at_left: bool,
}

/// Returns the identity of the card's layer.
pub(super) fn id() -> Id {
    Id::unique("help card")
}

impl HelpCard {
    pub const fn list() -> Self {
        Self { topic: None, query: String::new(), row: 0, focused: false, at_left: false }
    }

    pub const fn about(topic: TopicId, at_left: bool) -> Self {
        Self { topic: Some(topic), query: String::new(), row: 0, focused: false, at_left }
    }

    pub const fn topic(&self) -> Option<TopicId> {
        self.topic
    }

    /// Whether it has a text field, whose Esc closes the card.
    pub const fn has_field(&self) -> bool {
        self.topic.is_none()
    }

    /// Draws the card.
    pub fn show(&mut self, ctx: &egui::Context, edition: Edition) -> CardOutcome {
        let tokens = Tokens::of(ctx);
        let window = ctx.content_rect();
        let top = height::MENU_BAR + height::TAB_STRIP + space::M;
        let (side, x) =
            if self.at_left { (Align2::LEFT_TOP, space::L) } else { (Align2::RIGHT_TOP, -space::L) };
        let frame = Frame::NONE
            .fill(tokens.raised)
            .stroke(tokens.edge())
            .corner_radius(egui::CornerRadius::same(radius::DIALOG))
            .shadow(tokens.float_shadow());
        let room = window.height() - top - height::STATUS_BAR - space::M;
        // Above dialogs, so that it can explain them.
        let area = Area::new(id()).order(Order::Tooltip).anchor(side, vec2(x, top)).interactable(true);
        let shown = area.show(ctx, |ui| {
            frame
                .show(ui, |ui| {
                    ui.set_width(WIDTH.min(window.width() - 2.0 * space::L));
                    ui.spacing_mut().item_spacing.y = 0.0;
                    let closed = self.head(ui, &tokens);
                    let body = (room - height::DIALOG_HEAD - 44.0).max(120.0);
                    match self.topic {
                        Some(id) => self.topic_ui(ui, topic(id), edition, body),
                        None => self.list_ui(ui, body),
                    }
                    let key_card = self.foot(ui, &tokens);
                    if closed {
                        CardOutcome::Closed
                    } else if key_card {
                        CardOutcome::KeyCard
                    } else {
                        CardOutcome::Open
                    }
                })
                .inner
        });
        shown.inner
    }

    fn head(&self, ui: &mut Ui, tokens: &Tokens) -> bool {
        let words = self.topic.map_or("Help", |id| topic(id).title);
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), height::DIALOG_HEAD));
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.edge());
        let inner = rect.shrink2(vec2(space::L, 0.0));
        let mut row =
            ui.new_child(egui::UiBuilder::new().max_rect(inner).layout(Layout::left_to_right(Align::Center)));
        let (_, icon) = row.allocate_space(vec2(18.0, 18.0));
        icon_at(row.painter(), icon.center(), icons::LIFEBUOY, IconWeight::Outline, 18.0, tokens.text_2);
        row.add(Label::new(theme::rich(words, TypeStyle::Title, tokens.text_1)).truncate());
        let close =
            egui::Rect::from_center_size(egui::pos2(inner.right() - 8.0, rect.center().y), vec2(28.0, 28.0));
        let mut corner = ui.new_child(egui::UiBuilder::new().max_rect(close));
        corner.add(IconButton::new(icons::X, "Close help").keys("Esc").size(28.0)).clicked()
    }

    /// Draws the way to everything else and returns whether the key card is wanted.
    fn foot(&mut self, ui: &mut Ui, tokens: &Tokens) -> bool {
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), 44.0));
        ui.painter().hline(rect.x_range(), rect.top() + 0.5, tokens.edge());
        let inner = rect.shrink2(vec2(space::S, 0.0));
        let mut row =
            ui.new_child(egui::UiBuilder::new().max_rect(inner).layout(Layout::left_to_right(Align::Center)));
        if self.topic.is_some() && row.add(Button::bare("All topics").icon(icons::LIST_BULLETS)).clicked() {
            *self = Self { at_left: self.at_left, ..Self::list() };
        }
        row.add(Button::bare("Key card").icon(icons::KEYBOARD)).clicked()
    }

    fn topic_ui(&mut self, ui: &mut Ui, shown: &Topic, edition: Edition, room: f32) {
        let mut wanted = None;
        ScrollArea::vertical().id_salt(shown.id.name()).max_height(room).show(ui, |ui| {
            Frame::NONE.inner_margin(Margin::symmetric(16, 12)).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing = vec2(space::S, space::XS);
                wanted = body_ui(ui, shown, edition);
            });
        });
        if let Some(id) = wanted {
            self.topic = Some(id);
        }
    }

    fn list_ui(&mut self, ui: &mut Ui, room: f32) {
        let found = find_topics(&self.query);
        let (up, down, enter) = ui.input_mut(|input| {
            let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
            (pressed(Key::ArrowUp), pressed(Key::ArrowDown), pressed(Key::Enter))
        });
        self.row = if up { self.row.saturating_sub(1) } else { self.row + usize::from(down) };
        self.row = self.row.min(found.len().saturating_sub(1));
        let mut chosen = found.get(self.row).map(|topic| topic.id).filter(|_| enter);
        Frame::NONE.inner_margin(Margin::symmetric(16, 12)).show(ui, |ui| {
            let before = self.query.clone();
            let field =
                TextField::new(&mut self.query, "Search help").hint("Search help").width(f32::INFINITY);
            let response = ui.add(field);
            if !std::mem::replace(&mut self.focused, true) {
                response.request_focus();
            }
            if self.query != before {
                self.row = 0;
            }
        });
        let tokens = theme::tokens(ui);
        let marked = self.row;
        ScrollArea::vertical().id_salt("topics").max_height(room - 52.0).auto_shrink([false, true]).show(
            ui,
            |ui| {
                ui.set_width(ui.available_width());
                if found.is_empty() {
                    Frame::NONE.inner_margin(Margin::symmetric(16, 4)).show(ui, |ui| {
                        let words = "No topic has all of these words";
                        ui.label(theme::rich(words, TypeStyle::Body, tokens.text_2));
                    });
                }
                let mut group: Option<TopicGroup> = None;
                for (at, topic) in found.iter().enumerate() {
                    // Searched, the best match stands first and groups mean nothing.
                    if self.query.trim().is_empty() && group != Some(topic.group) {
                        group = Some(topic.group);
                        ui.add_space(space::S);
                        Frame::NONE.inner_margin(Margin::symmetric(16, 4)).show(ui, |ui| {
                            ui.label(theme::rich(topic.group.name(), TypeStyle::Caption, tokens.text_3));
                        });
                    }
                    let ground = ui.painter().add(egui::Shape::Noop);
                    let row = ui.add(MenuRow::new(topic.title).height(26.0));
                    if at == marked {
                        ui.painter().set(ground, egui::Shape::rect_filled(row.rect, 0.0, tokens.select));
                        if up || down {
                            row.scroll_to_me(None);
                        }
                    }
                    if row.clicked() {
                        chosen = Some(topic.id);
                    }
                }
                ui.add_space(space::S);
            },
        );
        if chosen.is_some() {
            self.topic = chosen;
        }
    }
}

/// Lists every rule: code and section, title, what it checks and what it does not.
fn rules_ui(ui: &mut Ui, edition: Edition) {
    let tokens = theme::tokens(ui);
    part(ui, "Every rule");
    for rule in crate::rules::all_rules() {
        let meta = rule.meta();
        let section = meta.citation(edition).map_or("design target", |citation| citation.section);
        let head = format!("{}  {}", meta.code, meta.title);
        ui.add(Label::new(theme::rich(head, TypeStyle::BodyMedium, tokens.text_1)).wrap());
        let marks = format!("{section} · {} · verified: {}", meta.severity, meta.verification.letter());
        let advice = meta.verification.advice().map_or_else(String::new, |advice| format!(", {advice}"));
        ui.add(Label::new(theme::rich(marks + &advice, TypeStyle::Small, tokens.text_2)).wrap());
        let words = format!("{} Not checked: {}", meta.checks, meta.not_checked);
        ui.add(Label::new(theme::rich(words, TypeStyle::Small, tokens.text_2)).wrap());
        ui.add_space(space::S);
    }
}

/// Draws a topic and returns the one that was asked for next.
fn body_ui(ui: &mut Ui, shown: &Topic, edition: Edition) -> Option<TopicId> {
    let tokens = theme::tokens(ui);
    let small = |text: String| theme::rich(text, TypeStyle::Small, tokens.text_2);
    for text in shown.text {
        ui.add(Label::new(theme::rich(*text, TypeStyle::Body, tokens.text_1)).wrap());
        ui.add_space(space::XS);
    }
    // What is typed is set as in the cell being edited; names of options are words.
    let sample_style =
        if shown.group == TopicGroup::Schedule { TypeStyle::Mono } else { TypeStyle::BodyMedium };
    if !shown.entries.is_empty() {
        if shown.group == TopicGroup::Schedule {
            part(ui, "May be typed here");
        }
        for (sample, means) in shown.entries {
            pair(
                ui,
                |ui| {
                    ui.add(Label::new(theme::rich(*sample, sample_style, tokens.text_1)).wrap());
                },
                means,
            );
        }
    }
    if shown.id == TopicId::Rules {
        rules_ui(ui, edition);
    }
    let own = GRID_KEYS.iter().filter(|binding| binding.presses.iter().any(|p| shown.presses.contains(p)));
    let own: Vec<_> = own.collect();
    if !own.is_empty() || !shown.actions.is_empty() {
        part(ui, "Keys and commands");
    }
    for binding in own {
        let names = binding.presses.iter().filter(|press| shown.presses.contains(press));
        pair(ui, |ui| names.for_each(|press| drop(key_chip(ui, &press.to_string()))), binding.does);
    }
    for action in shown.actions {
        pair(
            ui,
            |ui| match action.shortcut() {
                Some(keys) => drop(key_chip(ui, &keys.to_string())),
                None => drop(ui.label(small(format!("menu {}", action.group().label())))),
            },
            action.label().trim_end_matches('…'),
        );
    }
    let cited: Vec<String> = shown.cites.iter().flat_map(|cite| cite.lines(edition)).collect();
    if !cited.is_empty() {
        part(ui, "Sections of the Code");
        ui.add(Label::new(small(cited.join(" · "))).wrap());
    }
    part(ui, "See also");
    let mut wanted = None;
    // A bare button has its air inside; its words should stand at the inset all the same.
    Frame::NONE.outer_margin(Margin { left: -8, ..Margin::ZERO }).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
            for id in shown.see {
                if ui.add(Button::bare(topic(*id).title)).clicked() {
                    wanted = Some(*id);
                }
            }
        });
    });
    wanted
}

fn part(ui: &mut Ui, words: &str) {
    ui.add_space(space::S);
    section_label(ui, words, "");
}

/// Draws something at the left and what it means beside it.
fn pair(ui: &mut Ui, sample: impl FnOnce(&mut Ui), means: &str) {
    let tokens = theme::tokens(ui);
    ui.horizontal_top(|ui| {
        ui.allocate_ui_with_layout(vec2(SAMPLE, 20.0), Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_width(SAMPLE);
            ui.spacing_mut().item_spacing.x = space::XS;
            sample(ui);
        });
        ui.add(Label::new(theme::rich(means, TypeStyle::Body, tokens.text_2)).wrap());
    });
}
