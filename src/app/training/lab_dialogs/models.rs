//! Every model of the registry with its card, and what it came from.

use crate::app::dialogs::{DialogOutcome, ProgramDialog, card_ui};
use crate::app::icons;
use crate::app::theme::{self, Signal, TypeStyle, space};
use crate::app::widgets::{
    self, Button, FocusRing, IconWeight, banner, dialog_block, dialog_foot, dialog_room, focus_ring, icon_at,
    section_label, text_in,
};
use crate::workbench::Workbench;
use crate::workbench::lab::ModelRow;
use egui::{Align, Label, Layout, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

/// Width of the list.
const LIST: f32 = 220.0;
const ROW: f32 = 40.0;

/// The dialog's state: which model is on show; the first champion while nobody has chosen.
#[derive(Default)]
pub(super) struct ModelsDialog {
    chosen: Option<String>,
}

impl ProgramDialog for ModelsDialog {
    fn show(&mut self, ctx: &egui::Context, workbench: &Workbench) -> DialogOutcome {
        let models = workbench.lab().models();
        let at = models.iter().position(|model| Some(&model.id) == self.chosen.as_ref());
        let at = at.or_else(|| models.iter().position(|model| model.champion)).unwrap_or(0);
        let room = (dialog_room(ctx) - 32.0).min(600.0);
        let remark = format!("{} in the registry", models.len());
        let dialog = widgets::Dialog::new("models", "Models").subtitle(&remark).width(1240.0);
        let shown = dialog.show(ctx, |ui| {
            dialog_block(ui, |ui| {
                ui.horizontal_top(|ui| {
                    ui.set_min_height(room);
                    ui.spacing_mut().item_spacing.x = space::XL;
                    ui.allocate_ui_with_layout(vec2(LIST, room), Layout::top_down(Align::Min), |ui| {
                        ui.set_width(LIST);
                        ScrollArea::vertical().id_salt("list").max_height(room).auto_shrink(false).show(
                            ui,
                            |ui| {
                                ui.spacing_mut().item_spacing.y = 0.0;
                                for (place, model) in models.iter().enumerate() {
                                    if row_ui(ui, model, place == at) {
                                        self.chosen = Some(model.id.clone());
                                    }
                                }
                            },
                        );
                    });
                    ui.vertical(|ui| {
                        ScrollArea::vertical().id_salt("card").max_height(room).auto_shrink(false).show(
                            ui,
                            |ui| {
                                if let Some(model) = models.get(at) {
                                    model_ui(ui, model);
                                }
                            },
                        );
                    });
                });
            });
            dialog_foot(ui, |_| (), |ui| ui.add(Button::primary("Close").keys("Esc")).clicked()).1
        });
        if shown.inner || shown.closed || shown.confirmed {
            DialogOutcome::Cancelled
        } else {
            DialogOutcome::Open
        }
    }
}

fn row_ui(ui: &mut Ui, model: &ModelRow, chosen: bool) -> bool {
    let tokens = theme::tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let fill = if chosen {
        tokens.select
    } else if response.hovered() {
        tokens.hover_row
    } else {
        tokens.raised
    };
    ui.painter().rect_filled(rect, 0, fill);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.hairline());
    let score =
        model.measured.map_or_else(|| "not measured".to_owned(), |of| format!("{:.3}", of.score.value));
    let from = if model.shipped { "shipped" } else { "own" };
    let words: Vec<&str> = [model.task.as_str(), from, model.date.as_str()]
        .into_iter()
        .filter(|words| !words.is_empty())
        .collect();
    let room = rect.shrink2(vec2(space::S, 0.0));
    let line = |top: f32| Rect::from_x_y_ranges(room.x_range(), rect.top() + top..=rect.top() + top + 18.0);
    let name =
        text_in(ui.painter(), line(2.0), Align::Min, &model.id, TypeStyle::BodyMedium.font(), tokens.text_1);
    if model.champion {
        let place = egui::pos2(name.right() + 14.0, name.center().y);
        icon_at(ui.painter(), place, icons::CROWN, IconWeight::Fill, 14.0, tokens.text_2);
    }
    text_in(ui.painter(), line(2.0), Align::Max, &score, TypeStyle::Small.font(), tokens.text_2);
    text_in(ui.painter(), line(20.0), Align::Min, &words.join(" · "), TypeStyle::Small.font(), tokens.text_2);
    focus_ring(ui, &response, 0, FocusRing::Inside);
    let role = if model.champion { ", champion" } else { "" };
    response.widget_info(|| {
        WidgetInfo::selected(Role::Button, true, chosen, format!("Model {}{role}", model.id))
    });
    response.clicked()
}

fn model_ui(ui: &mut Ui, model: &ModelRow) {
    let tokens = theme::tokens(ui);
    match &model.card {
        Err(why) => {
            banner(ui, Signal::Error, &format!("{} cannot be used", model.id), why, None);
        }
        Ok(card) => {
            ui.label(theme::rich(&card.title, TypeStyle::Title, tokens.text_1));
            ui.add_space(space::XS);
            section_label(ui, "Lineage", "");
            let mut chain = vec![model.id.as_str()];
            chain.extend(model.lineage.iter().map(|parent| parent.id.as_str()));
            let words = match chain.as_slice() {
                [only] => format!("{only} began from scratch, or with weights that are no model here"),
                chain => chain.join(" ← "),
            };
            ui.add(Label::new(theme::rich(words, TypeStyle::Body, tokens.text_1)).wrap());
            ui.add_space(space::M);
            card_ui(ui, card, None);
        }
    }
}
