//! Putting chosen devices on a circuit: panel, circuit, load and share of the breaker, and what happens to other loads.
//!
//! Up and down go through the circuits, left and right through the panels, Enter takes the chosen one; so C, Enter is enough where
//! the first offer is right.

use crate::app::dialogs::{Dialog, DialogOutcome, plan_words};
use crate::app::theme::{self, Tokens, TypeStyle, radius, space};
use crate::app::widgets::{self, Button, Checkbox, dialog_block, dialog_foot, dialog_row, dropdown, text_in};
use crate::domain::symbols::SymbolLibrary;
use crate::domain::{PanelId, Project};
use crate::units::grouped;
use crate::workbench::Command;
use crate::workbench::circuiting::{
    Chosen, CircuitOffer, CircuitTarget, LoadSource, PanelChoice, PlacedDevice, circuit_offers,
    panel_choices, plan_circuit,
};
use crate::workbench::panel_life::Plan;
use egui::{Align, CornerRadius, Key, Modifiers, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

const ROW: f32 = 28.0;
/// Height of the list, so that the dialog keeps its size.
const LIST: f32 = ROW * 8.0;

/// The dialog's state.
#[derive(Debug)]
pub(in crate::app) struct CircuitDialog {
    chosen: Chosen,
    panels: Vec<PanelChoice>,
    panel: PanelId,
    offers: Vec<CircuitOffer>,
    row: usize,
    /// Whether the load is to follow the devices; what is usual for the chosen row until a person says otherwise.
    follows: bool,
    plan: Result<Plan, Vec<String>>,
    scroll: bool,
}

impl CircuitDialog {
    /// Opens the question for devices.
    ///
    /// # Errors
    /// Says why they cannot share a circuit.
    pub fn new(project: &Project, library: &SymbolLibrary, ids: &[PlacedDevice]) -> Result<Self, String> {
        let chosen = Chosen::of(project, library, ids)?;
        let panels = panel_choices(project, &chosen);
        let panel = panels.first().map(|choice| choice.panel).ok_or("The project has no panel")?;
        let mut dialog = Self {
            chosen,
            panels,
            panel,
            offers: Vec::new(),
            row: 0,
            follows: true,
            plan: Err(Vec::new()),
            scroll: true,
        };
        dialog.open_panel(project);
        Ok(dialog)
    }

    fn open_panel(&mut self, project: &Project) {
        self.offers = circuit_offers(project, &self.chosen, self.panel);
        self.take_row(project, 0);
    }

    fn take_row(&mut self, project: &Project, row: usize) {
        self.row = row.min(self.offers.len().saturating_sub(1));
        self.follows = self.offers.get(self.row).is_none_or(|offer| offer.follows);
        self.scroll = true;
        self.settle(project);
    }

    fn settle(&mut self, project: &Project) {
        let Some(offer) = self.offers.get(self.row) else {
            let refusal = self.panels.iter().find(|choice| choice.panel == self.panel);
            let why = refusal.and_then(|choice| choice.refusal.clone());
            self.plan = Err(vec![why.unwrap_or_else(|| "The panel has no room and no circuit".to_owned())]);
            return;
        };
        let source = if self.follows { LoadSource::Devices } else { LoadSource::Typed };
        self.plan =
            plan_circuit(project, &self.chosen, self.panel, offer.target, source).map_err(|why| vec![why]);
    }

    fn keys(&mut self, ctx: &egui::Context, project: &Project) {
        if ctx.memory(|memory| memory.focused()).is_some() {
            return;
        }
        let pressed = |key| ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::ArrowDown) {
            self.take_row(project, self.row + 1);
        }
        if pressed(Key::ArrowUp) {
            self.take_row(project, self.row.saturating_sub(1));
        }
        let step = isize::from(pressed(Key::ArrowRight)) - isize::from(pressed(Key::ArrowLeft));
        let here = self.panels.iter().position(|choice| choice.panel == self.panel);
        if let Some(here) = here.filter(|_| step != 0) {
            let next = (here as isize + step).rem_euclid(self.panels.len() as isize) as usize;
            if let Some(choice) = self.panels.get(next) {
                self.panel = choice.panel;
                self.open_panel(project);
            }
        }
    }

    fn list_ui(&mut self, ui: &mut Ui, project: &Project) {
        let tokens = theme::tokens(ui);
        let mut taken = None;
        let mut list =
            ScrollArea::vertical().id_salt("circuit offers").max_height(LIST).min_scrolled_height(LIST);
        if std::mem::take(&mut self.scroll) {
            let top = (self.row as f32 - 6.0).max(0.0) * ROW;
            list = list.vertical_scroll_offset(top);
        }
        list.auto_shrink(false).show_rows(ui, ROW, self.offers.len(), |ui, range| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for row in range {
                let Some(offer) = self.offers.get(row) else { continue };
                if row_ui(ui, &tokens, offer, row == self.row) {
                    taken = Some(row);
                }
            }
        });
        if let Some(row) = taken {
            self.take_row(project, row);
            self.scroll = false;
        }
    }
}

/// Draws a circuit and returns whether it was pressed.
fn row_ui(ui: &mut Ui, tokens: &Tokens, offer: &CircuitOffer, chosen: bool) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let live = offer.refusal.is_none();
    let words = format!("{} {}, {}", offer.slot, offer.title, offer.words());
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, live, chosen, &words));
    let painter = ui.painter();
    if chosen {
        painter.rect_filled(rect, CornerRadius::same(radius::FIELD), tokens.select);
        let edge = tokens.stroke(1.0, tokens.select_line);
        painter.rect_stroke(rect, CornerRadius::same(radius::FIELD), edge, egui::StrokeKind::Inside);
    } else if response.hovered() {
        painter.rect_filled(rect, CornerRadius::same(radius::FIELD), tokens.hover_row);
    }
    let ink = if live { tokens.text_1 } else { tokens.text_3 };
    let inner = rect.shrink2(vec2(space::S, 0.0));
    let column =
        |from: f32, to: f32| Rect::from_x_y_ranges(inner.left() + from..=inner.left() + to, inner.y_range());
    text_in(
        painter,
        column(0.0, 30.0),
        Align::Max,
        &offer.slot.to_string(),
        TypeStyle::BodyMedium.font(),
        ink,
    );
    let split = inner.width() * 0.5;
    text_in(painter, column(42.0, split), Align::Min, &offer.title, TypeStyle::Body.font(), ink);
    let right = offer.refusal.clone().unwrap_or_else(|| offer.words());
    let soft = if live { tokens.text_1 } else { tokens.text_3 };
    text_in(painter, column(split + 8.0, inner.width()), Align::Max, &right, TypeStyle::Body.font(), soft);
    response.clicked()
}

impl Dialog for CircuitDialog {
    fn show(&mut self, ctx: &egui::Context, project: &Project) -> DialogOutcome {
        self.keys(ctx, project);
        let count = match self.chosen.devices.len() {
            1 => "1 device".to_owned(),
            several => format!("{several} devices"),
        };
        let subtitle = format!("{count}, {} VA", grouped(self.chosen.load.0, 0));
        let names: Vec<(PanelId, String)> = self
            .panels
            .iter()
            .map(|choice| (choice.panel, format!("{}, {}", choice.name, choice.system)))
            .collect();
        let choices: Vec<(PanelId, &str)> = names.iter().map(|(id, words)| (*id, words.as_str())).collect();
        let shown = widgets::Dialog::new("circuit", "Put on a circuit")
            .subtitle(&subtitle)
            .width(640.0)
            .show(ctx, |ui| {
                let (panel, follows) = (self.panel, self.follows);
                dialog_row(ui, 48.0, |ui| {
                    let tokens = theme::tokens(ui);
                    ui.label(theme::rich("Panel", TypeStyle::Body, tokens.text_2));
                    dropdown(ui, "Panel", 340.0, &mut self.panel, &choices);
                });
                if self.panel != panel {
                    self.open_panel(project);
                }
                dialog_block(ui, |ui| self.list_ui(ui, project));
                let is_existing = self
                    .offers
                    .get(self.row)
                    .is_some_and(|offer| matches!(offer.target, CircuitTarget::Existing(_)));
                dialog_row(ui, 40.0, |ui| {
                    let words = "The load follows the devices of the plan";
                    ui.add(Checkbox::new(&mut self.follows, words).enabled(is_existing));
                });
                if self.follows != follows {
                    self.settle(project);
                }
                let words =
                    self.plan.as_ref().map(|plan| plan.consequences.as_slice()).map_err(Vec::as_slice);
                plan_words(ui, words, "Nothing else changes");
                dialog_foot(
                    ui,
                    |_| (),
                    |ui| {
                        let label = match &self.plan {
                            Ok(plan) => plan.label.clone(),
                            Err(_) => "Put on the circuit".to_owned(),
                        };
                        let go = Button::primary(&label).keys("Enter").enabled(self.plan.is_ok());
                        (ui.add(go).clicked(), ui.add(Button::plain("Cancel").keys("Esc")).clicked())
                    },
                )
                .1
            });
        let (go, cancel) = shown.inner;
        match &self.plan {
            Ok(plan) if go || shown.confirmed => {
                let Plan { label, edits, .. } = plan.clone();
                DialogOutcome::Done(vec![Command::Announced(Box::new(Command::Edit { label, edits }))])
            }
            _ if cancel || shown.closed => DialogOutcome::Cancelled,
            _ => DialogOutcome::Open,
        }
    }
}
