//! The cards of the trained models: what each is for, how good it is cell by cell, where it is no good, how it was made.

use super::{DialogOutcome, ProgramDialog};
use crate::app::theme::{self, TypeStyle, space};
use crate::app::widgets::{
    self, Button, Column, banner, dialog_block, dialog_foot, dialog_room, section_label, segmented,
    table_head, text_in,
};
use crate::workbench::Workbench;
use crate::workbench::live::{CellWords, ModelCardWords};
use egui::{Align, Frame, Label, Margin, Rangef, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

/// Width of the dialog: eleven columns of figures.
const WIDTH: f32 = 1000.0;
/// Height of what stands between head and foot, at most.
const HIGHEST: f32 = 640.0;
/// Width of the labels.
const LABEL: f32 = 96.0;
/// Height of a row of figures: the mean, below it the 5th percentile and the share above 0.95.
const ROW: f32 = 56.0;

/// The dialog's state: the cards of the moment it was opened.
pub(in crate::app) struct ModelCardDialog {
    cards: Vec<Shown>,
    /// Which of them is on show.
    at: usize,
}

struct Shown {
    /// What the model does, for the choice between several.
    task: &'static str,
    title: String,
    card: ModelCardWords,
    /// Why the model cannot be used.
    refusal: Option<String>,
}

impl ModelCardDialog {
    /// Opens the cards of the installed models, if one has one.
    pub fn new(workbench: &Workbench) -> Option<Self> {
        let router = workbench.route_model().and_then(|model| model.as_ref().err());
        let cards = [
            ("Balancing", workbench.model_card(), workbench.model_refusal()),
            ("Routing", workbench.route_model_card(), router.map(String::as_str)),
        ];
        let shown = |(task, card, refusal): (&'static str, Option<&ModelCardWords>, Option<&str>)| {
            let card = card?.clone();
            let title = format!("Model {}", card.id);
            Some(Shown { task, title, card, refusal: refusal.map(str::to_owned) })
        };
        let cards: Vec<Shown> = cards.into_iter().filter_map(shown).collect();
        (!cards.is_empty()).then_some(Self { cards, at: 0 })
    }
}

impl ProgramDialog for ModelCardDialog {
    fn show(&mut self, ctx: &egui::Context, _workbench: &Workbench) -> DialogOutcome {
        let room = dialog_room(ctx).min(HIGHEST);
        let Self { cards, at } = self;
        let Some(Shown { title, card, refusal, .. }) = cards.get(*at) else {
            return DialogOutcome::Cancelled;
        };
        let choices: Vec<(usize, &str)> = cards.iter().map(|shown| shown.task).enumerate().collect();
        let dialog = widgets::Dialog::new("model card", title).subtitle(&card.title).width(WIDTH);
        let shown = dialog.show(ctx, |ui| {
            // As high from the first frame on: what lies below must not move away from under a press.
            ui.allocate_ui(vec2(ui.available_width(), room), |ui| {
                ui.set_min_size(vec2(ui.available_width(), room));
                ScrollArea::vertical().max_height(room).auto_shrink(false).show(ui, |ui| {
                    dialog_block(ui, |ui| {
                        if choices.len() > 1 {
                            segmented(ui, at, &choices);
                            ui.add_space(space::S);
                        }
                        card_ui(ui, card, refusal.as_deref());
                    });
                });
            });
            dialog_foot(
                ui,
                |ui| {
                    let copy = Button::plain("Copy commands").enabled(!card.commands.is_empty());
                    if ui.add(copy).clicked() {
                        ui.ctx().copy_text(card.commands.join("\n"));
                    }
                },
                |ui| ui.add(Button::primary("Close").keys("Esc")).clicked(),
            )
            .1
        });
        if shown.inner || shown.closed || shown.confirmed {
            DialogOutcome::Cancelled
        } else {
            DialogOutcome::Open
        }
    }
}

/// Draws a card, with why the model cannot be used.
pub(in crate::app) fn card_ui(ui: &mut Ui, card: &ModelCardWords, refusal: Option<&str>) {
    let tokens = theme::tokens(ui);
    if let Some(why) = refusal {
        banner(ui, theme::Signal::Warning, "It cannot be used", why, None);
        ui.add_space(space::S);
    }
    ui.add(Label::new(theme::rich(&card.description, TypeStyle::Body, tokens.text_1)).wrap());
    ui.add_space(space::M);
    section_label(ui, "How good it is", &card.remark);
    if !card.cells.is_empty() {
        ui.scope(|ui| figures_ui(ui, card));
    }
    ui.add_space(space::M);
    if !card.limits.is_empty() {
        section_label(ui, "Limits", "");
        for limit in &card.limits {
            ui.add(Label::new(theme::rich(limit, TypeStyle::Body, tokens.text_1)).wrap());
        }
        ui.add_space(space::M);
    }
    section_label(ui, "How it was made", "");
    card.made.iter().for_each(|(label, words)| fact_ui(ui, label, words));
    if !card.commands.is_empty() {
        commands_ui(ui, &card.commands);
    }
    ui.add_space(space::M);
    section_label(ui, "What it has learned from", "");
    card.data.iter().for_each(|(label, words)| fact_ui(ui, label, words));
}

fn fact_ui(ui: &mut Ui, label: &str, words: &str) {
    let tokens = theme::tokens(ui);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::LABEL_TO_FIELD;
        ui.allocate_ui(vec2(LABEL, 20.0), |ui| {
            ui.set_min_width(LABEL);
            ui.label(theme::rich(label, TypeStyle::Body, tokens.text_2));
        });
        let printed = words.starts_with("SHA-256") || words.starts_with('{');
        let style = if printed { TypeStyle::Mono } else { TypeStyle::Body };
        ui.add(Label::new(theme::rich(words, style, tokens.text_1)).wrap());
    });
}

fn commands_ui(ui: &mut Ui, commands: &[String]) {
    let tokens = theme::tokens(ui);
    Frame::NONE.fill(tokens.panel).inner_margin(Margin::symmetric(12, 8)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        for command in commands {
            ui.add(Label::new(theme::rich(command, TypeStyle::Mono, tokens.text_1)).wrap());
        }
    });
}

fn figures_ui(ui: &mut Ui, card: &ModelCardWords) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let figure = |head: &'static str| Column { head, width: f32::INFINITY, align: Align::Max };
    let cell = Column { head: "Cell", width: 92.0, align: Align::Min };
    let columns: Vec<Column<'_>> =
        std::iter::once(cell).chain(card.columns.iter().map(|head| figure(head))).collect();
    let spans = table_head(ui, &columns, space::S, space::S);
    card.cells.iter().for_each(|row| row_ui(ui, card, row, &spans));
}

fn row_ui(ui: &mut Ui, card: &ModelCardWords, row: &CellWords, spans: &[Rangef]) {
    let tokens = theme::tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let figures = card.columns.iter().zip(&row.figures);
    let spoken =
        figures.map(|(head, figure)| format!("{head} {}", figure.lines.join(", "))).collect::<Vec<_>>();
    let spoken = format!("{}: {}", row.cell, spoken.join("; "));
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &spoken));
    let painter = ui.painter();
    let first_own = (1 + card.columns.len()).saturating_sub(card.own_columns);
    if let Some(own) = spans.get(first_own) {
        let ground = Rect::from_x_y_ranges(own.min - space::XS..=rect.right(), rect.y_range());
        painter.rect_filled(ground, 0, tokens.ghost_tint);
    }
    let place = |n: usize| spans.get(n).copied().unwrap_or(Rangef::NOTHING);
    // Mean, 5th percentile, share: the first is what the eye shall find.
    let lines = [
        (3.0, TypeStyle::Body, tokens.text_1),
        (20.0, TypeStyle::Small, tokens.text_2),
        (36.0, TypeStyle::Small, tokens.text_2),
    ];
    let line =
        |n: usize, top: f32| Rect::from_x_y_ranges(place(n), rect.top() + top..=rect.top() + top + 18.0);
    let names = [row.cell.as_str(), "5th percentile", "above 0.95"];
    for ((top, style, color), name) in lines.iter().zip(names) {
        let style = if *style == TypeStyle::Body { TypeStyle::BodyMedium } else { *style };
        text_in(painter, line(0, *top), Align::Min, name, style.font(), *color);
    }
    for (n, figure) in row.figures.iter().enumerate() {
        for ((top, style, color), words) in lines.iter().zip(&figure.lines) {
            text_in(painter, line(n + 1, *top), Align::Max, words, style.font(), *color);
        }
    }
    painter.hline(rect.x_range(), rect.bottom() - 0.5, tokens.hairline());
    let pointed = response.hover_pos().and_then(|at| (1..spans.len()).find(|n| place(*n).contains(at.x)));
    if let Some(figure) = pointed.and_then(|n| row.figures.get(n - 1)) {
        response.on_hover_text_at_pointer(&figure.intervals);
    }
}

#[cfg(test)]
mod tests {
    use crate::app::testing::Window;
    use crate::hrm::registry::Registry;
    use crate::hrm::registry::testing::SmallRun;
    use crate::workbench::Action;
    use egui::{Key, Modifiers};
    use egui_kittest::kittest::Queryable as _;

    /// Riverside Office with a small model as champion of the window's own registry.
    fn window() -> Window {
        let mut window = Window::riverside();
        let place = window.app().workbench.places().models.clone().expect("a place");
        let run = SmallRun::of_balance(1);
        let folder = window.folder.path().join("run");
        run.write_with_card(&folder, &run.card("small-1", [0.951, 0.962]));
        let registry = Registry::open(Some(place));
        registry.import(&folder, None, None).expect("taken in");
        registry.promote("small-1", Some("a test")).expect("judged");
        window.app().workbench.load_balance_model();
        window.run();
        window
    }

    #[test]
    fn the_card_shows_figures_commands_data_and_limits() {
        let mut window = window();
        window.act(Action::ModelCard);
        for words in ["Model small-1", "Panels of more than 84 slots were never seen.", "How it was made"] {
            assert!(window.shows(words), "{words}");
        }
        assert!(
            window.tells("18 208Y/120: random 0.600, 0.500, 50 %;")
                && window.tells("; raw 0.951, 0.851, 50 %;")
        );
        assert!(
            window.tells("phasewright train balance --data data") && window.tells("18,000 train, 2,000 val")
        );
        window.harness.get_by_label("Copy commands").click();
        let copied = (0..4).any(|_| {
            window.harness.step();
            window.harness.output().platform_output.commands.iter().any(
                |command| matches!(command, egui::OutputCommand::CopyText(text) if text.lines().count() == 2),
            )
        });
        assert!(copied);
        window.press(Modifiers::NONE, Key::Escape);
        assert!(!window.app().dialog_open());
    }

    #[test]
    fn each_model_has_its_card() {
        let mut window = window();
        window.app().workbench.load_route_model();
        window.run();
        window.act(Action::ModelCard);
        assert!(window.shows("Model small-1"));
        window.click("Routing");
        assert!(window.shows("Model routing-1") && window.tells("16 x 16: straight 0."));
        window.click("Balancing");
        assert!(window.shows("Model small-1"));
    }

    #[test]
    fn the_status_bar_and_the_settings_lead_to_it() {
        let mut window = window();
        window.harness.get_by_label_contains("small-1 · ").click();
        window.run();
        assert!(window.shows("Model small-1"));
        window.press(Modifiers::NONE, Key::Escape);
        window.act(Action::Settings);
        window.click("Model card");
        assert!(window.shows("Model small-1") && !window.shows("New projects"));
    }

    #[test]
    fn a_model_that_cannot_be_used_says_so_on_its_card() {
        let mut window = window();
        let place = window.app().workbench.places().models.clone().expect("a place");
        std::fs::write(place.join("balance/small-1/model.safetensors"), b"short").expect("spoiled");
        window.app().workbench.load_balance_model();
        window.run();
        // The shipped model takes its place.
        assert!(
            window.tells("model.safetensors: its SHA-256 is")
                && window.tells("balance-2 is used in its place")
        );
        window.act(Action::ModelCard);
        assert!(window.shows("Model balance-2"));
    }

    #[test]
    fn without_a_model_there_is_no_card() {
        let mut window = Window::riverside();
        window.act(Action::ModelCard);
        assert!(!window.app().dialog_open() && window.tells("o model is installed"));
    }
}
