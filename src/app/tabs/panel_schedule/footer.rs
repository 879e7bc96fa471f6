//! The foot of the schedule: phase bars, balance score, load by class. While something is dragged it shows what the drop
//! would make of them.

use crate::app::help::mark;
use crate::app::icons;
use crate::app::theme::{self, PhaseMark, Tokens, TypeStyle, radius, space};
use crate::app::view_context::Requests;
use crate::app::widgets::{
    Button, FocusRing, IconWeight, Leg, MenuRow, PhaseBars, PhaseLoad, ScoreState, focus_ring, icon_at,
    phase_bar_scale, phase_bars_legend, score_figure, text_in,
};
use crate::domain::{DesignSettings, Edit, LoadBasis, Main, Metric, Panel, System};
use crate::engineering::PanelLoads;
use crate::units::grouped;
use crate::workbench::help::TopicId;
use crate::workbench::loads_signal::LoadsLine;
use crate::workbench::{Action, Command};
use egui::{Align, Layout, Popup, Rangef, Rect, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

/// Height of the foot.
const HEIGHT: f32 = 178.0;
/// The same without legend, target and classes.
const COMPACT: f32 = 122.0;
/// Below this height of the pane the load by class is left out.
const LOW: f32 = 560.0;
/// Below this one the foot is compact, so that rows are left to work in.
const LOWEST: f32 = 420.0;
/// Below this width the load by class is left out.
const CLASSES_FROM: f32 = 760.0;

/// What the foot shows.
pub struct Footer<'a> {
    pub panel: &'a Panel,
    pub settings: &'a DesignSettings,
    pub loads: &'a PanelLoads,
    /// Loads after the drop under the pointer.
    pub preview: Option<&'a PanelLoads>,
    /// What a trained model guesses of the loads.
    pub signal: Option<&'a LoadsLine>,
    /// Height of the whole pane.
    pub pane: f32,
}

/// Returns the height of the foot in a pane of this height.
pub fn height_in(pane: f32) -> f32 {
    if pane < LOWEST { COMPACT } else { HEIGHT }
}

impl Footer<'_> {
    /// Draws the foot over its rectangle, with its figures under the sheet.
    pub fn show(&self, ui: &mut Ui, rect: Rect, sheet: Rangef, tokens: &Tokens, out: &mut Requests) {
        ui.painter().rect_filled(rect, 0.0, tokens.panel);
        ui.painter().hline(rect.x_range(), rect.top() + 0.5, tokens.edge());
        let rect = Rect::from_x_y_ranges(sheet, rect.y_range());
        let classes = self.pane >= LOW && rect.width() >= CLASSES_FROM;
        let score_width = 190.0;
        let rest = rect.width() - score_width;
        // Where room is short the names of the classes get it before the bars.
        let share = if rect.width() < 1000.0 { 0.48 } else { 0.58 };
        let bars_width = if classes { (rest * share).min(560.0) } else { rest };
        let bars = Rect::from_min_size(rect.min, vec2(bars_width, rect.height()));
        let score = Rect::from_min_size(bars.right_top(), vec2(score_width, rect.height()));
        mark(ui, bars, TopicId::PhaseBars);
        mark(ui, score, TopicId::Score);
        self.bars_ui(&mut inset(ui, bars), tokens, out);
        ui.painter().vline(score.left(), rect.y_range(), tokens.edge());
        self.score_ui(&mut inset(ui, score), tokens, out);
        if classes {
            let room = Rect::from_min_max(score.right_top(), rect.max);
            ui.painter().vline(room.left(), rect.y_range(), tokens.edge());
            let place = room.with_max_x(room.right().min(room.left() + 460.0));
            mark(ui, room, TopicId::Loads);
            self.classes_ui(&mut inset(ui, place), tokens, out);
        }
    }

    fn basis(&self) -> LoadBasis {
        self.settings.basis
    }

    fn bars_ui(&self, ui: &mut Ui, tokens: &Tokens, out: &mut Requests) {
        let shown = self.preview.unwrap_or(self.loads);
        let (va, amperes) = (shown.va(self.basis()), shown.amperes(self.basis()));
        let system = self.panel.system;
        let loads: Vec<PhaseLoad> = va
            .of(system)
            .map(|(leg, va)| PhaseLoad {
                mark: mark_of(leg),
                leg: if system.high_leg() == Some(leg) { Leg::High } else { Leg::Ordinary },
                va: va.0,
                amperes: amperes.get(leg).0,
            })
            .collect();
        let main = main_va(self.panel);
        // The scale is that of now, so that bars move and not the ruler.
        let now = self.loads.va(self.basis());
        let scale =
            phase_bar_scale(main, now.of(system).map(|(_, va)| va.0).chain(loads.iter().map(|l| l.va)));
        let average = loads.iter().map(|load| load.va).sum::<f64>() / loads.len().max(1) as f64;
        let title = match (self.preview, self.basis()) {
            (Some(_), _) => "Phase load after the drop".to_owned(),
            (None, basis) => format!("Phase load, {basis}"),
        };
        let corner = ui.cursor().min;
        PhaseBars::new(&title, &loads).scale(scale).average(average).main(main).show(ui);
        if self.preview.is_none() {
            let bases = LoadBasis::ALL.iter().map(|basis| (*basis, basis_words(*basis)));
            let choices: Vec<(LoadBasis, &str)> = bases.collect();
            let place = words_rect(ui, corner, 26.0, &title);
            let chosen = choice_over(ui, place, "Load basis", self.basis(), &choices, tokens);
            self.change(
                chosen,
                out,
                |settings, basis| settings.basis = basis,
                |basis| format!("Loads by {basis}"),
            );
        }
        if self.pane < LOWEST {
            return;
        }
        let main_words = match self.panel.main {
            Main::Breaker(amperes) => Some(format!("{} A", grouped(amperes.0, 0))),
            Main::LugsOnly => None,
        };
        let neutral = if system.has_neutral() {
            format!("neutral est. {} A", grouped(shown.neutral(self.basis()).0, 1))
        } else {
            "no neutral".to_owned()
        };
        let legend =
            phase_bars_legend(ui, &format!("{} VA", grouped(average, 0)), main_words.as_deref(), &neutral);
        // The neutral stands at the right end of the legend.
        mark(ui, legend.rect.with_min_x(legend.rect.center().x), TopicId::Neutral);
    }

    fn score_ui(&self, ui: &mut Ui, tokens: &Tokens, out: &mut Requests) {
        ui.spacing_mut().item_spacing.y = 2.0;
        let compact = self.pane < LOWEST;
        if !compact {
            ui.label(theme::rich("Balance score", TypeStyle::Caption, tokens.text_2));
        }
        let metric = self.settings.metric;
        let now = self.loads.score(metric, self.basis());
        let shown = self.preview.map_or(now, |loads| loads.score(metric, self.basis()));
        let target = self.settings.balance_target;
        let empty = self.loads.va(self.basis()).total().0 <= 0.0;
        let state = match () {
            () if empty && self.preview.is_none() => ScoreState::Plain,
            () if shown >= target => ScoreState::Reached,
            () => ScoreState::Below,
        };
        score_figure(ui, shown, state);
        let words = formula(metric);
        let shown_at = ui.label(theme::rich(words, TypeStyle::Caption, tokens.text_3)).rect;
        mark(ui, shown_at, TopicId::Metrics);
        let choices: Vec<(Metric, &str)> =
            Metric::ALL.iter().map(|metric| (*metric, formula(*metric))).collect();
        let place = words_rect(ui, shown_at.min, shown_at.height(), words);
        let chosen = choice_over(ui, place, "Balance metric", metric, &choices, tokens);
        let label = |metric: Metric| format!("Score by {}", metric.name());
        self.change(chosen, out, |settings, metric| settings.metric = metric, label);
        if !compact {
            let note = match self.preview {
                Some(_) => format!("now {now:.3} → {shown:.3}"),
                None => format!("target {}", crate::units::trimmed(target, 3)),
            };
            ui.label(theme::rich(note, TypeStyle::Caption, tokens.text_3));
            ui.add_space(space::S);
        }
        let keys = Action::Balance.shortcut().map(|keys| keys.to_string()).unwrap_or_default();
        let balance = Button::primary("Balance…").icon(icons::SCALES).keys(&keys);
        let balance = ui.add(balance).on_hover_text(Action::Balance.tooltip());
        mark(ui, balance.rect, TopicId::Balance);
        if balance.clicked() {
            out.action(Action::Balance);
        }
    }

    /// Asks for a design setting to be changed, as one undo step.
    fn change<T: Copy>(
        &self,
        chosen: Option<T>,
        out: &mut Requests,
        set: impl FnOnce(&mut DesignSettings, T),
        label: impl FnOnce(T) -> String,
    ) {
        let Some(chosen) = chosen else { return };
        let mut settings = self.settings.clone();
        set(&mut settings, chosen);
        out.command(Command::Edit { label: label(chosen), edits: vec![Edit::SetSettings(settings)] });
    }

    /// Load by class; every line leads to how it came about.
    fn classes_ui(&self, ui: &mut Ui, tokens: &Tokens, out: &mut Requests) {
        let loads = &self.preview.unwrap_or(self.loads).loads;
        let mut line = |ui: &mut Ui, words: [&str; 3], style: TypeStyle, ink: egui::Color32| {
            let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 18.0), Sense::click());
            let ink = if response.hovered() { tokens.text_1 } else { ink };
            let painter = ui.painter();
            let column = |from: f32| Rect::from_min_max(rect.min, pos2(rect.right() - from, rect.bottom()));
            let name = Rect::from_min_max(rect.min, pos2(rect.right() - 140.0, rect.bottom()));
            text_in(painter, name, Align::Min, words[0], style.font(), ink);
            text_in(painter, column(72.0), Align::Max, words[1], style.font(), ink);
            text_in(painter, column(0.0), Align::Max, words[2], style.font(), ink);
            let spoken = format!("{} connected {} demand {}", words[0], words[1], words[2]);
            response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, &spoken));
            if response.on_hover_text("Click to see how it came about").clicked() {
                out.action(Action::ExplainLoad);
            }
        };
        ui.spacing_mut().item_spacing.y = 0.0;
        line(
            ui,
            [
                if ui.available_width() < 300.0 { "By class, VA" } else { "Load by class, VA" },
                "Connected",
                "Demand",
            ],
            TypeStyle::Caption,
            tokens.text_2,
        );
        let va = |va: crate::units::VoltAmperes| grouped(va.0, 0);
        // Four lines and the total fit; what is beyond them stands together.
        let (shown, rest) =
            loads.classes.split_at(loads.classes.len().min(if loads.classes.len() > 5 { 4 } else { 5 }));
        for class in shown {
            line(
                ui,
                [class.class.label(), &va(class.connected), &va(class.demand)],
                TypeStyle::Body,
                tokens.text_1,
            );
        }
        if !rest.is_empty() {
            let connected: f64 = rest.iter().map(|class| class.connected.0).sum();
            let demand: f64 = rest.iter().map(|class| class.demand.0).sum();
            let name = format!("{} more classes", rest.len());
            line(ui, [&name, &grouped(connected, 0), &grouped(demand, 0)], TypeStyle::Body, tokens.text_2);
        }
        let total = ui.cursor().top() + 1.0;
        ui.painter().hline(ui.max_rect().x_range(), total, tokens.edge());
        ui.add_space(3.0);
        let demand = loads.demand.total();
        line(
            ui,
            ["Total", &va(loads.connected.total()), &va(demand)],
            TypeStyle::BodySemibold,
            tokens.text_1,
        );
        let design = loads.design.total();
        let amperes = self.preview.unwrap_or(self.loads).design_amperes();
        let words = format!("design {} VA · {} A", grouped(design.0, 0), grouped(amperes.0, 1));
        let (rect, design) = ui.allocate_exact_size(vec2(ui.available_width(), 16.0), Sense::click());
        design.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, &words));
        if design.on_hover_text("Click to see how it came about").clicked() {
            out.action(Action::ExplainLoad);
        }
        text_in(ui.painter(), rect, Align::Max, &words, TypeStyle::Caption.font(), tokens.text_3);
        if let Some(signal) = self.signal.filter(|_| self.preview.is_none()) {
            signal_ui(ui, signal, tokens);
        }
    }
}

/// Says what a trained model guesses, quieter than the engine's numbers.
fn signal_ui(ui: &mut Ui, signal: &LoadsLine, tokens: &Tokens) {
    const HEIGHT: f32 = 15.0;
    if ui.available_height() < HEIGHT {
        return;
    }
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, &signal.text));
    response.on_hover_text(format!("{}\n{}", signal.text, signal.tooltip));
    text_in(ui.painter(), rect, Align::Max, &signal.short, TypeStyle::Caption.font(), tokens.text_3);
}

/// Returns how a leg is drawn.
pub const fn mark_of(leg: crate::domain::Leg) -> PhaseMark {
    match leg {
        crate::domain::Leg::A => PhaseMark::A,
        crate::domain::Leg::B => PhaseMark::B,
        crate::domain::Leg::C => PhaseMark::C,
    }
}

/// Returns where words that are drawn in caption size stand, with room for a caret behind them.
fn words_rect(ui: &Ui, from: egui::Pos2, height: f32, words: &str) -> Rect {
    let font = TypeStyle::Caption.font();
    let width = ui.painter().layout_no_wrap(words.to_owned(), font, egui::Color32::PLACEHOLDER).size().x;
    Rect::from_min_size(from, vec2(width + 18.0, height))
}

/// Makes words that are drawn already a list to choose from: a caret behind them, the choices below.
fn choice_over<T: Copy + PartialEq>(
    ui: &mut Ui,
    place: Rect,
    name: &str,
    value: T,
    choices: &[(T, &str)],
    tokens: &Tokens,
) -> Option<T> {
    let response = ui.interact(place, ui.scope_id().with(name), Sense::click());
    let word = choices.iter().find(|(choice, _)| *choice == value).map_or("", |(_, word)| *word);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::ComboBox, true, format!("{name}: {word}")));
    let ink = if response.hovered() || response.has_focus() { tokens.text_1 } else { tokens.text_3 };
    let caret = pos2(place.right() - 8.0, place.center().y);
    icon_at(ui.painter(), caret, icons::CARET_DOWN, IconWeight::Outline, 10.0, ink);
    focus_ring(ui, &response, radius::FIELD, FocusRing::Outside);
    let mut chosen = None;
    Popup::menu(&response).gap(4.0).show(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.set_width(230.0);
        for (choice, word) in choices {
            if ui.add(MenuRow::new(word).checked(*choice == value).height(28.0)).clicked() {
                chosen = Some(*choice);
                ui.close();
            }
        }
    });
    chosen.filter(|chosen| *chosen != value)
}

const fn basis_words(basis: LoadBasis) -> &'static str {
    match basis {
        LoadBasis::Connected => "Connected load",
        LoadBasis::Demand => "Demand load",
    }
}

/// Returns the formula of a metric in words.
pub const fn formula(metric: Metric) -> &'static str {
    match metric {
        Metric::RangeOverMax => "1 − (max − min) / max",
        Metric::RangeOverAverage => "1 − (max − min) / average",
        Metric::MaxDeviation => "1 − largest deviation / average",
        Metric::NeutralCurrent => "1 − neutral / average current",
    }
}

/// Returns the VA of one leg that loads the main fully.
fn main_va(panel: &Panel) -> Option<f64> {
    let Main::Breaker(amperes) = panel.main else { return None };
    let system: System = panel.system;
    let leg = system.legs().first().copied()?;
    let volts = system.line_to_neutral(leg).map_or(system.line_to_line().0 / 3.0_f64.sqrt(), |v| v.0);
    Some(amperes.0 * volts)
}

fn inset(ui: &mut Ui, rect: Rect) -> Ui {
    let inner = rect.shrink2(vec2(space::PANEL_INSET, space::M));
    ui.new_child(UiBuilder::new().max_rect(inner).layout(Layout::top_down(Align::Min)))
}
